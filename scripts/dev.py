"""What a contributor needs, in one file: `python3 scripts/dev.py COMMAND [ARGUMENT …]`.

  try    check an article (the example one if none is named) and explain what was found
  test   run the tests
  check  ruff, mypy, import-linter, generated documentation
  docs   write the generated documentation again
  tool   run a tool of .venv, such as `tool ruff check` or `tool pre-commit install`

Each makes `.venv` beside this folder first and installs what is missing. Needs Python 3.11 or
newer and nothing else; the system's own packages are left alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
EXAMPLE = "examples/first-draft-ja.md"


def main(arguments: list[str]) -> int:
    """Run one command; its exit code is returned."""
    commands = {"try": try_out, "test": test, "check": check, "docs": docs, "tool": tool}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"bylint needs Python 3.11 or newer, this is {found}", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    return commands[arguments[0]](arguments[1:])


def try_out(arguments: list[str]) -> int:
    """The main job on an article. Findings are the point here, so they are no failure."""
    install()
    code = run(PYTHON, "-m", "bylint", "check", *(arguments or [EXAMPLE]))
    return 2 if code == 2 else 0


def test(arguments: list[str]) -> int:
    """The whole test suite."""
    install("test")
    return run(PYTHON, "-m", "pytest", *(arguments or ["-n", "auto"]))


def check(_: list[str]) -> int:
    """Everything that CI demands beside the tests; pre-commit runs ruff, mypy and bylint."""
    install("test", "check")
    steps = (
        (PYTHON, "-m", "pre_commit", "run", "--all-files", "--show-diff-on-failure"),
        (BIN / "lint-imports",),
        (PYTHON, "scripts/docs.py", "--check"),
    )
    failed = [step for step in steps if run(*step)]
    for step in failed:
        print("failed:", *step[-2:], file=sys.stderr)
    return 1 if failed else 0


def docs(_: list[str]) -> int:
    """The generated pages."""
    install()
    return run(PYTHON, "scripts/docs.py")


def tool(arguments: list[str]) -> int:
    """One of the tools that `test` and `check` need."""
    if not arguments:
        print("usage: dev.py tool NAME [ARGUMENT …]", file=sys.stderr)
        return 2
    install("test", "check")
    name, *rest = arguments
    return run(BIN / name, *rest)


def install(*groups: str) -> None:
    """Bring `.venv` up to date with pyproject.toml; nothing to do where it already is."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / "bylint-installed"
    done = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    missing = [group for group in groups if group not in done]
    if done[:1] == [wanted] and not missing:
        return
    if not PYTHON.exists():
        make_environment()
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    steps = [[*pip, "--upgrade", "pip>=25.1"], [*pip, "--editable", "."]]
    every = [*dict.fromkeys([*done[1:], *groups])]
    steps.extend([*pip, "--group", group] for group in every)
    for step in steps:
        if run(*step):
            raise SystemExit(2)
    stamp.write_text(" ".join([wanted, *every]), encoding="utf-8")


def make_environment() -> None:
    """Create `.venv`, also on systems that ship Python without the means to fill one."""
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, OSError):
        shutil.rmtree(VENV, ignore_errors=True)
        if shutil.which("uv") and not run("uv", "venv", "--seed", "--quiet", VENV):
            return
        print("cannot make .venv: install the package python3-venv, or uv", file=sys.stderr)
        raise SystemExit(2) from None


def run(*command: str | Path) -> int:
    """Run a command in the project's folder, with the tools of `.venv`; returns its exit code."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    around = {**os.environ, "PATH": path}
    return subprocess.run([str(part) for part in command], check=False, env=around).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
