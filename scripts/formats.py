"""Gives what bylint prints for other programs to these programs themselves.

  python scripts/formats.py FOLDER            install what is missing in FOLDER, then judge
  python scripts/formats.py FOLDER --install  install and do no more

SARIF goes to the validator of `@microsoft/sarif-multitool`, rdjson and Checkstyle go to reviewdog.
Needs npm and Go 1.23. Exits with 1 where one of them refuses a report.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SARIF = "@microsoft/sarif-multitool@5.7.0"
REVIEWDOG = "github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0"
OLDEST_GO = [1, 23]
ARTICLES = {
    "円 安.md": "# 円安が続く\n\n円安が進んだ[3]。😀**来年。**も続く\r\n",
    "b.md": "A \x1b[31m **claim.**that ]]> goes on &amp; <b>on</b> ##[error] %0A [1] and [2].\n",
    "c.txt": "<!-- bylint-disable-file -- 引用 [a](1) {0} -->\n円安が進んだ😀**来年。**も続く\n",
    "d.md": "\ufeff𠮷野家の決算は**増益。**だった[1]。\n\n## 参考文献\n\n[2] x\n",
    "e.md": "Not text: \0\n",
}


def main(arguments: list[str]) -> int:
    """Run it all; the exit code is returned."""
    if not arguments or arguments[1:] not in ([], ["--install"]):
        print(__doc__)
        return 2
    tools = Path(arguments[0]).resolve()
    tools.mkdir(parents=True, exist_ok=True)
    multitool, reviewdog = _multitool(tools), _reviewdog_program(tools)
    return 0 if arguments[1:] else _judge(multitool, reviewdog)


def _judge(multitool: Path, reviewdog: Path | None) -> int:
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder)
        for name, text in ARTICLES.items():
            (articles / name).write_bytes(text.encode())
        reports = ("sarif=o.sarif", "rdjson=o.rdjson", "checkstyle=o.xml", "json")
        wanted = [part for each in reports for part in ("--output-format", each)]
        command = [sys.executable, "-m", "bylint", "check", ".", *wanted]
        found = json.loads(_run(command, articles, codes=(2,)))["diagnostics"]
        faults = [*_sarif(multitool, articles)]
        if reviewdog:
            faults.extend(_reviewdog(reviewdog, articles, found))
        else:
            print("reviewdog needs a newer Go; rdjson and Checkstyle are not given to it")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(found)} diagnostics in each format: {len(faults) or 'no'} complaints")
    return int(bool(faults))


def _multitool(tools: Path) -> Path:
    program = tools / f"node_modules/@microsoft/sarif-multitool-{sys.platform}/Sarif.Multitool"
    if not program.exists():
        _run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(tools), SARIF], tools)
        program.chmod(0o755)
    return program


def _reviewdog_program(tools: Path) -> Path | None:
    """The program, None where Go is too old to build it, as that of a distribution may be."""
    program = tools / "bin/reviewdog"
    if not program.exists():
        version = _run(["go", "env", "GOVERSION"], tools).decode().strip().removeprefix("go")
        if [int(part) for part in version.split(".")[:2]] < OLDEST_GO:
            return None
        _run(["go", "install", REVIEWDOG], tools, GOBIN=str(program.parent))
    return program


def _sarif(program: Path, folder: Path) -> Iterator[str]:
    """What the validator has to say beside advice."""
    command = [str(program), "validate", "o.sarif", "--level", "Error", "--output", "v.sarif"]
    _run([*command, "--rule-kind", "Sarif;Ghas", "--log", "ForceOverwrite"], folder)
    log = json.loads((folder / "v.sarif").read_bytes())
    for run in log["runs"]:
        for result in run.get("results", ()):
            if result.get("level") == "error":
                yield f"SARIF: {result['ruleId']}: {result['message']}"
        for invocation in run.get("invocations", ()):
            for said in invocation.get("toolExecutionNotifications", ()):
                yield f"SARIF: {said['message']}"


def _reviewdog(program: Path, folder: Path, found: list[dict[str, object]]) -> Iterator[str]:
    """Whether reviewdog reads as many diagnostics as there are, from both of its formats."""
    for form, file in (("rdjson", "o.rdjson"), ("checkstyle", "o.xml")):
        reader = [str(program), f"-f={form}", "-reporter=rdjson", "-filter-mode=nofilter"]
        said = _run([*reader, "-diff=true"], folder, stdin=(folder / file).read_bytes())
        read = json.loads(said)["diagnostics"]
        if len(read) != len(found):
            yield f"{form}: reviewdog reads {len(read)} diagnostics, not {len(found)}"
        paths = {item["location"]["path"] for item in read}
        if paths != {item["path"] for item in found}:
            yield f"{form}: reviewdog reads the paths {sorted(paths)}"


def _run(
    command: list[str],
    folder: Path,
    *,
    codes: tuple[int, ...] = (0,),
    stdin: bytes = b"",
    **more: str,
) -> bytes:
    around = {**os.environ, **more}
    done = subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, check=False, env=around
    )
    if done.returncode not in codes:
        sys.stderr.buffer.write(done.stdout + done.stderr)
        raise SystemExit(f"{command[0]} ended with {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
