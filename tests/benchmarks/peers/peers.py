"""bylint and other linters on the same articles: time, processor time, memory. It asserts nothing.

usage: peers.py [--keep FOLDER] [--megabytes N] [--rounds N] [--without NAME] [SET …]

The sets are `one`, `hundred` and `corpus`; all if none is named.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from bylint.article.words import words_of
from bylint.records import NamedTuple
from bylint_rules.plugin import bylint_languages

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import corpus

SETS = ("one", "hundred", "corpus")
NODE = (
    "textlint@15",
    "@textlint-ja/textlint-rule-preset-ai-writing@1",
    "textlint-rule-preset-ja-technical-writing@12",
    "markdownlint-cli2@0.22",
    "remark-cli@12",
    "remark-preset-lint-recommended@7",
    "remark-preset-lint-consistent@6",
    "remark-gfm@4",
    "remark-frontmatter@5",
)
PYTHON = ("proselint==0.16.0", "bluepencil==0.1.0")
VALE = "github.com/vale-cli/vale/v3/cmd/vale@v3.22.0"
REMARK = ("gfm", "frontmatter", "preset-lint-recommended", "preset-lint-consistent")


class Cost(NamedTuple):
    """What a process took: seconds, seconds of processors, bytes of memory at its most."""

    wall: float
    cpu: float
    memory: float


class Tools:
    """The linters in a folder, and the commands that run them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.node = folder / "node"
        self.python = folder / "python"
        self.go = folder / "go"

    def install(self) -> None:
        """Install what is not there yet."""
        if not self.node.exists():
            self.node.mkdir()
            (self.node / "package.json").write_text("{}")
            run(["npm", "install", "--no-fund", "--no-audit", *NODE], self.node)
        if not self.python.exists():
            run([sys.executable, "-m", "venv", str(self.python)], self.folder)
            run([str(self.python / "bin" / "pip"), "install", "--quiet", *PYTHON], self.folder)
        if not self.go.exists():
            run(["go", "install", VALE], self.folder, GOBIN=str(self.go))
        self._configure()

    def _configure(self) -> None:
        rules = {"@textlint-ja/preset-ai-writing": True}
        put(self.node / "ai.json", json.dumps({"rules": rules}))
        both = {**rules, "preset-ja-technical-writing": True}
        put(self.node / "both.json", json.dumps({"rules": both}))
        put(self.node / "remark.json", json.dumps({"plugins": [f"remark-{n}" for n in REMARK]}))
        put(self.node / ".markdownlint-cli2.jsonc", "{}")
        styles = self.folder / "styles" / "Articles"
        for name, rule in vale_rules():
            put(styles / f"{name}.yml", yaml.safe_dump(rule, allow_unicode=True))
        ini = f"StylesPath = {styles.parent}\nMinAlertLevel = suggestion\n\n[*.md]\nBasedOnStyles = Articles\n"
        put(self.folder / "vale.ini", ini)

    def commands(self, articles: Path) -> Mapping[str, Sequence[str]]:
        """The command of each linter for a file, or all files of a folder."""
        path = str(articles)
        files = path if articles.is_file() else f"{path}/*.md"
        bylint = [sys.executable, "-m", "bylint", "check", "--no-cache", path]
        bins = self.node / "node_modules" / ".bin"
        textlint = [str(bins / "textlint"), "--format", "unix"]
        pip = self.python / "bin"
        remark = ["--quiet", "--no-stdout", "--rc-path", str(self.node / "remark.json")]
        empty = {"python -c pass": [sys.executable, "-c", "pass"], "node -e 0": ["node", "-e", "0"]}
        return {
            **(empty if articles.is_file() else {}),
            "bylint, 1 process": [*bylint, "--jobs", "1"],
            "bylint": bylint,
            "vale": [str(self.go / "vale"), "--config", str(self.folder / "vale.ini"), path],
            "bluepencil": [str(pip / "bluepencil"), "check", path],
            "proselint": [str(pip / "proselint"), "check", path],
            "markdownlint-cli2": [str(bins / "markdownlint-cli2"), files],
            "remark-lint": [str(bins / "remark"), *remark, path],
            "textlint ai-writing": [*textlint, "--config", str(self.node / "ai.json"), path],
            "textlint both": [*textlint, "--config", str(self.node / "both.json"), path],
        }


def vale_rules() -> Iterable[tuple[str, Mapping[str, object]]]:
    """Rules for Vale with the phrases that bylint looks for in two languages, and three more."""
    for path in bylint_languages():
        if path.stem not in ("en", "ja"):
            continue
        for group, phrases in yaml.safe_load(path.read_text(encoding="utf-8"))["phrases"].items():
            yield (
                f"{path.stem}-{group}",
                {
                    "extends": "existence",
                    "message": f"'%s' ({group})",
                    "ignorecase": True,
                    "nonword": path.stem == "ja",
                    "tokens": [escaped(phrase) for phrase in words_of(phrases)],
                },
            )
    long = {"message": "too long", "scope": "sentence", "max": 40, "token": r"\b(\w+)\b"}
    yield "long-sentence", {"extends": "occurrence", **long}
    twice = {"message": "'%s' twice", "alpha": True, "tokens": [r"[^\s]+"]}
    yield "twice", {"extends": "repetition", **twice}
    cited = {"message": "[%s] is not in the list", "scope": "raw", "ignorecase": False}
    cited |= {"first": r"\[(\d+)\]", "second": r"(?m)^- \[(\d+)\]"}
    yield "uncited", {"extends": "conditional", **cited}


def escaped(phrase: str) -> str:
    """A phrase as a regular expression."""
    return "".join(f"\\{char}" if char in r"\.+*?()[]{}^$|" else char for char in phrase)


def put(path: Path, text: str) -> None:
    """Write a file, and the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(command: Sequence[str], folder: Path, **environment: str) -> None:
    """Run a command that must not fail."""
    subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True)


def cost(command: Sequence[str], folder: Path) -> Cost:
    """What a run of a command takes, with its children."""
    around = {**os.environ, "BYLINT_CACHE_DIR": str(folder / "cache")}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder / "node",
        env=around,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    ) as process:
        _, _, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = 0
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def made(folder: Path, name: str, megabytes: float) -> Path:
    """The files of a set."""
    place = folder / name
    place.mkdir(exist_ok=True)
    if name == "one":
        put(place / "article.md", corpus.article("ja", 5_000, 3))
        return place / "article.md"
    articles = corpus.articles(int(megabytes * 1e6) if name == "corpus" else 1_000_000)
    for number, text in enumerate(articles if name == "corpus" else articles[:100]):
        put(place / f"{number:05}.md", text)
    return place


def measure(tools: Tools, articles: Path, rounds: int, without: Sequence[str]) -> None:
    """Run all in turn, and print a line for each."""
    files = [articles] if articles.is_file() else [*articles.iterdir()]
    size = sum(file.stat().st_size for file in files) / 1e6
    print(f"\n{len(files)} files, {size:.2f} MB, load {os.getloadavg()[0]:.1f} before")
    commands = {n: c for n, c in tools.commands(articles).items() if n not in without}
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    if rounds > 1:
        cost(commands["bylint, 1 process"], tools.folder)  # so that all start warm
    print(f"{'':<22}{'s':>9}{'cpu s':>9}{'MB/s':>8}{'RSS MB':>8}{'× bylint':>10}")
    for number in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost(command, tools.folder))
            if number == rounds - 1:
                show(name, costs[name], costs["bylint, 1 process"], size)
    print(f"load {os.getloadavg()[0]:.1f} after")


def show(name: str, costs: Sequence[Cost], base: Sequence[Cost], size: float) -> None:
    """The medians of one linter, and how much longer it takes than bylint."""
    wall, cpu, memory = (statistics.median(part) for part in zip(*costs, strict=True))
    times = wall / statistics.median(each.wall for each in base)
    print(
        f"{name:<22}{wall:>9.3f}{cpu:>9.3f}{size / wall:>8.2f}{memory / 1e6:>8.0f}{times:>10.2f}",
        flush=True,
    )


def main() -> None:
    """Install, make, measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS))
    parser.add_argument("--keep", metavar="FOLDER", type=Path)
    parser.add_argument("--megabytes", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    print(f"CPython {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        tools = Tools((options.keep or Path(folder)).resolve())
        tools.folder.mkdir(exist_ok=True)
        tools.install()
        for name in options.sets or SETS:
            articles = made(tools.folder, name, options.megabytes)
            rounds = 1 if name == "corpus" else options.rounds
            measure(tools, articles, rounds, options.without)


if __name__ == "__main__":
    main()
