"""The patterns of the project mean the same in every Python that it runs on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(
    path
    for folder in ("linter", "rules")
    for ending in ("*.py", "*.yaml")
    for path in (ROOT / folder).rglob(ending)
)
POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_group_repeats_possessively(path: Path) -> None:
    """In early releases of Python 3.11 such a group keeps what its last, failed round has read."""
    assert POSSESSIVE_GROUP.findall(path.read_text(encoding="utf-8")) == []
