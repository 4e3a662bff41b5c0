"""Texts of articles that were checked: kept packed, as few of them are looked at again."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bylint.diagnostics import Checked
from bylint.text import Source

_OPEN = 2
"""How many texts lie unpacked: reports go through the articles one by one."""

_QUICK = 2
"""The level of packing that takes the least time for prose."""


class Packed(Source):
    """A source that unpacks its text when it is asked for, and does not keep it."""

    __slots__ = ("_data",)

    def __init__(self, path: str, bom: bool, data: bytes) -> None:
        self.path = path
        self.bom = bom
        self._data = data

    def __reduce__(self) -> tuple[Any, ...]:
        return Packed, (self.path, self.bom, self._data)

    def __getattr__(self, name: str) -> Any:
        if name != "text":
            raise AttributeError(name)
        return _opened(self).text

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return _opened(self).line_starts

    def opened(self) -> Source:
        """The source as it was."""
        from zlib import decompress

        return Source.from_bytes(self.path, decompress(self._data))


@lru_cache(_OPEN)
def _opened(packed: Packed) -> Source:
    return packed.opened()


def packed(checked: Checked) -> Checked:
    """The outcome of the check of a file, in less memory."""
    source = checked.source
    if isinstance(source, Packed):
        return checked
    from zlib import compress

    data = compress(source.to_bytes(), _QUICK)
    return checked._replace(source=Packed(source.path, source.bom, data))
