"""Globs of config files: `*` stays within a folder, `**` crosses folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache


class Globs:
    """Patterns for paths below a folder.

    A pattern without `/` holds at any depth, and one that fits a folder holds for all in it.
    """

    def __init__(self, patterns: Iterable[str], folder: str) -> None:
        self.folder = folder
        self.patterns = tuple(parts for pattern in patterns if (parts := _parts(pattern)))

    def __bool__(self) -> bool:
        return bool(self.patterns)

    def match(self, path: str) -> bool:
        """Whether a pattern fits an absolute path, or a folder it lies in."""
        if not self.patterns:
            return False
        steps = _steps(below(path, self.folder))
        return any(
            _fits(pattern, steps[:length])
            for pattern in self.patterns
            for length in range(1, len(steps) + 1)
        )

    def reaches_hidden(self) -> bool:
        """Whether a pattern names something hidden."""
        return any(step.startswith(".") for pattern in self.patterns for step in pattern)


def below(path: str, folder: str) -> str:
    """An absolute path as seen from a folder; without its root where it lies elsewhere."""
    inside = path.removeprefix(os.path.join(folder, ""))
    return os.path.splitdrive(inside)[1].lstrip("/" + os.sep)


def _parts(pattern: str) -> tuple[str, ...]:
    steps = [step for step in _steps(pattern) if step not in ("", ".")]
    if len(steps) == 1 and "/" not in pattern.rstrip("/"):
        steps.insert(0, "**")
    return tuple(
        step
        for index, step in enumerate(steps)
        if step != "**" or steps[index - 1 : index] != ["**"]
    )


def _steps(path: str) -> list[str]:
    if not path.isascii():
        from unicodedata import normalize

        path = normalize("NFC", path)
    return path.replace(os.sep, "/").split("/")


def _fits(pattern: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether a pattern fits the whole of a path."""
    reached = {0}
    for step in steps:
        after: set[int] = set()
        for at in _skipped(pattern, reached):
            if at < len(pattern) and pattern[at] == "**":
                after.add(at)
            elif at < len(pattern) and _matches(step, pattern[at]):
                after.add(at + 1)
        reached = after
    return len(pattern) in _skipped(pattern, reached)


def _skipped(pattern: Sequence[str], reached: set[int]) -> set[int]:
    """The places reached, and those after a `**` that may fit nothing."""
    return reached | {at + 1 for at in reached if at < len(pattern) and pattern[at] == "**"}


@lru_cache(4096)
def _matches(step: str, pattern: str) -> bool:
    return fnmatchcase(step, pattern)
