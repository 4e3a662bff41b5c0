"""How fast bylint is, as ratios measured side by side in one run. Not a test: it asserts nothing.

usage: speed.py [throughput] [scaling] [startup] [many]
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import corpus
import pyromark

import bylint
from bylint.article.readers.markdown import OPTIONS

ROUNDS = 5
FILES = 5_000


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def wall(command: list[str], environment: dict[str, str], folder: str | None = None) -> float:
    """Seconds until a command has ended."""
    begin = time.perf_counter()
    subprocess.run(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def throughput() -> None:
    """One megabyte of articles, one process, against the parser alone."""
    texts = corpus.articles(1_000_000)
    size = sum(len(text.encode()) for text in texts)
    linter = bylint.Linter()

    def drain() -> None:
        for text in texts:
            for _ in pyromark.events_with_range(text, options=OPTIONS):
                pass

    def check() -> None:
        for text in texts:
            linter.check_text(text)

    check()
    pairs = [(cpu(drain), cpu(check)) for _ in range(ROUNDS)]
    bare, whole = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(check / drain for drain, check in pairs)
    print(f"parser alone        {size / bare / 1e6:8.1f} MB/s")
    print(f"bylint check        {size / whole / 1e6:8.1f} MB/s   1/{ratio:.1f} of the parser alone")


def scaling() -> None:
    """Twenty times the text."""
    linter = bylint.Linter()
    for language in ("ja", "en"):
        short = corpus.article(language, 50_000, 1)
        long = corpus.article(language, 1_000_000, 1)
        linter.check_text(short)
        ratios = [
            cpu(partial(linter.check_text, long)) / cpu(partial(linter.check_text, short))
            for _ in range(ROUNDS)
        ]
        factor, slower = len(long) / len(short), statistics.median(ratios)
        print(f"{factor:.1f} times the text ({language}): {slower:.1f} times the time")


def startup() -> None:
    """Whole processes, against an empty Python."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.md")
        path.write_text(corpus.article("ja", 5_000, 3), encoding="utf-8")
        cache = Path(folder, "cache")
        warm = {**os.environ, "BYLINT_CACHE_DIR": str(cache)}
        warm.pop("PYTHONDONTWRITEBYTECODE", None)
        check = [sys.executable, "-m", "bylint", "check", "--no-cache", str(path)]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "bylint --version": [sys.executable, "-m", "bylint", "--version"],
            "check, 5 kB, cold": check,
            "check, 5 kB, warm": check,
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(4 * ROUNDS):
            cold = {**warm, "BYLINT_CACHE_DIR": str(Path(folder, str(number)))}
            for name, command in commands.items():
                times[name].append(wall(command, cold if name.endswith("cold") else warm, folder))
        base = statistics.median(times["python -c pass"])
        for name, found in times.items():
            middle = statistics.median(found)
            print(f"{name:<20}{middle * 1000:8.1f} ms   {middle / base:.2f} ×")


def many() -> None:
    """Thousands of files: one process, as many as there are processors, and nothing new."""
    articles = [
        corpus.article(("ja", "en")[number % 2], 1_000 + number * 1_117 % 4_000, number)
        for number in range(FILES)
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "articles")
        place.mkdir()
        for number, text in enumerate(articles):
            Path(place, f"{number:05}.md").write_text(text, encoding="utf-8")
        around = {**os.environ, "BYLINT_CACHE_DIR": str(Path(folder, "cache"))}
        around.pop("PYTHONDONTWRITEBYTECODE", None)
        check = [sys.executable, "-m", "bylint", "check", "articles"]
        one = wall([*check, "--no-cache", "--jobs", "1"], around, folder)
        both = wall([*check, "--no-cache"], around, folder)
        cold, warm = (wall(check, around, folder) for _ in range(2))
    size = sum(len(text.encode()) for text in articles) / 1e6
    print(f"{FILES} files, {size:.1f} MB, load {os.getloadavg()[0]:.1f}")
    print(f"one process         {one:8.2f} s")
    print(f"{os.cpu_count()} processes         {both:8.2f} s    {one / both:.2f} times as fast")
    print(f"cold, with a cache  {cold:8.2f} s")
    print(f"nothing has changed {warm:8.2f} s    {warm / cold:.1%} of it")


def main(names: list[str]) -> None:
    """Run the parts that are named, all if none is."""
    parts = {"throughput": throughput, "scaling": scaling, "startup": startup, "many": many}
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
    )
    for name in names or parts:
        parts[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
