"""Text and places in it. The only coordinate inside bylint is the code point of the decoded text."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import accumulate

from bylint.errors import UnreadableText
from bylint.records import NamedTuple

BOM = "\ufeff"
_EMOJI_STYLE = "\ufe0f"


class Span(NamedTuple):
    """A range of a source text: code points, from 0, `end` exclusive."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span, ends included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """A place as people count: line and column from 1, column in code points."""

    line: int
    column: int


class Source:
    """An article's text as it was decoded, otherwise untouched, and its lines.

    Lines end at `\\n`, `\\r\\n` and `\\r` and nowhere else. A byte order mark is kept aside in `bom`,
    so that offset 0 is the first visible character.
    """

    __slots__ = ("_starts", "bom", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.bom = text.startswith(BOM)
        self.text = text[1:] if self.bom else text
        self._starts: list[int] | None = None

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """Decode an article. Raises `UnreadableText` at the first byte that is not UTF-8 text."""
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableText("is UTF-16, not UTF-8", key="utf-16")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            readable = data[: fault.start].decode("utf-8")
            raise UnreadableText(
                "is not UTF-8: byte 0x{byte} at byte offset {at}",
                readable.removeprefix(BOM),
                key="not-utf-8",
                byte=f"{data[fault.start]:02x}",
                at=fault.start,
            ) from None
        nul = text.find("\0")
        if nul >= 0:
            raise UnreadableText(
                "holds a NUL character and is probably not text",
                text[:nul].removeprefix(BOM),
                key="nul",
            )
        return cls(path, text)

    def to_bytes(self, text: str | None = None) -> bytes:
        """The file's bytes, with `text` in place of the article's own if given; the BOM as found."""
        body = self.text if text is None else text
        return ((BOM if self.bom else "") + body).encode("utf-8")

    @property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins."""
        if self._starts is None:
            self._starts = _line_starts(self.text)
        return self._starts

    @property
    def newline(self) -> str:
        """The line ending the article uses first; `\\n` where it has none."""
        starts = self.line_starts
        if len(starts) < 2:
            return "\n"
        end = self.text[starts[1] - 2 : starts[1]] if starts[1] > 1 else self.text[0]
        return end if end == "\r\n" else end[-1]

    def position(self, offset: int) -> Position:
        """Line and column, from 1, of an offset between 0 and the text's length."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """A line's range without its line ending; `line` counts from 1."""
        starts = self.line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        while end > starts[line - 1] and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(starts[line - 1], end)

    def line_of(self, offset: int) -> int:
        """The line, from 1, on which an offset stands."""
        return bisect_right(self.line_starts, offset)

    def slice(self, span: Span) -> str:
        """The source text of a span."""
        return self.text[span.start : span.end]


def _line_starts(text: str) -> list[int]:
    if "\r" in text:
        from re import finditer

        return [0, *(match.end() for match in finditer(r"\r\n?|\n", text))]
    starts = [*accumulate((len(line) + 1 for line in text.split("\n")), initial=0)]
    starts.pop()
    return starts


def width(text: str) -> int:
    """The columns a text takes on a terminal: two for wide and full-width characters."""
    return len(text) if text.isascii() else sum(columns(text))


def columns(text: str) -> list[int]:
    """The columns each character of a text takes on a terminal; 0 for those that join another."""
    if text.isascii():
        return [1] * len(text)
    sizes = list(map(_size, text))
    at = text.find(_EMOJI_STYLE)
    while at >= 0:
        sizes[at] = 1 if at and sizes[at - 1] == 1 else 0
        at = text.find(_EMOJI_STYLE, at + 1)
    return sizes


@cache
def _size(char: str) -> int:
    from unicodedata import category, east_asian_width

    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
