"""Texts of articles that were checked: kept as bytes, as few of them are looked at again."""

from __future__ import annotations

from functools import lru_cache

from bylint.records import TYPE_CHECKING
from bylint.text import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from bylint.diagnostics import Checked

_OPEN = 2
"""How many texts lie decoded: reports go through the articles one by one."""

_QUICK = 2
"""The level of packing that takes the least time for prose."""

_BOM = b"\xef\xbb\xbf"


class Packed(Source):
    """A source that decodes its text when it is asked for, and does not keep it.

    `unpack` makes of `data` the bytes of an article that was decoded before.
    """

    __slots__ = ("_data", "_unpack")

    def __init__(self, path: str, bom: bool, data: bytes, unpack: Callable[[bytes], bytes]) -> None:
        self.path = path
        self.bom = bom
        self._data = data
        self._unpack = unpack

    @classmethod
    def of(cls, path: str, data: bytes) -> Packed:
        """The source of an article, as it is: nothing is decoded yet."""
        return cls(path, data.startswith(_BOM), data, bytes)

    def __reduce__(self) -> tuple[Any, ...]:
        return Packed, (self.path, self.bom, self._data, self._unpack)

    def __getattr__(self, name: str) -> Any:
        if name != "text":
            raise AttributeError(name)
        return _opened(self).text

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        return _opened(self).line_starts

    @property
    def is_small(self) -> bool:
        """Whether it cannot be made smaller."""
        return self._unpack is not bytes

    def data(self) -> bytes:
        """The bytes of the article."""
        return self._unpack(self._data)


@lru_cache(_OPEN)
def _opened(packed: Packed) -> Source:
    return Source.from_bytes(packed.path, packed.data())


def packed(checked: Checked) -> Checked:
    """The outcome of the check of a file, in the least memory."""
    source = checked.source
    if isinstance(source, Packed) and source.is_small:
        return checked
    from zlib import compress, decompress

    data = source.data() if isinstance(source, Packed) else source.to_bytes()
    small = Packed(source.path, source.bom, compress(data, _QUICK), decompress)
    return checked._replace(source=small)
