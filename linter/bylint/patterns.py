"""Patterns that are compiled when they are first used: most are not needed in most runs."""

from __future__ import annotations

import re

TYPE_CHECKING = False  # as in bylint.records

if TYPE_CHECKING:
    from re import Pattern
    from typing import Any


def lazy_pattern(source: str, flags: int = 0) -> Pattern[str]:
    """What `re.compile` would return, without the time it takes until somebody searches with it."""
    made: Any = _Lazy(source, flags)
    found: Pattern[str] = made
    return found


class _Lazy:
    """Stands for a pattern; keeps each method it is asked for, so that the next call is direct."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value
