"""The visible text of a block, and where every character of it stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from bylint.diagnostics import Edit
from bylint.records import NamedTuple
from bylint.text import Span

if TYPE_CHECKING:
    import re

OBJECT = "\ufffc"
"""Stands in prose where the reader sees something that is not text: an image, a footnote marker."""


class Piece(NamedTuple):
    """From prose offset `at` on, the text stands at `start` to `end` of the source.

    Where the piece is as long in the prose as in the source it is verbatim; otherwise, as for an
    entity, it maps as a whole.
    """

    at: int
    start: int
    end: int


class Mark(NamedTuple):
    """Markup over the prose range `start` to `end`.

    `kind` is one of code, link, image, strong, emphasis, strike, math, superscript, subscript,
    footnote, note, break, autolink, small, ruby, comment, anchor. `value` is the target, the
    alternative text or the label. `span` is the whole construct in the source, markup included.
    """

    kind: str
    start: int
    end: int
    value: str
    span: Span


class Hit(NamedTuple):
    """A match in a prose: its text, its place in the source, and in the prose."""

    text: str
    span: Span
    start: int
    end: int
    match: re.Match[str]


class Prose:
    """Visible text, the pieces of source it came from, and the markup over it.

    Rules search `text` and ask for the `span` of what they found; they never add offsets.
    """

    __slots__ = ("_ats", "_locate", "_pieces", "marks", "text")

    def __init__(
        self, text: str, pieces: list[Piece] | Callable[[], list[Piece]], marks: list[Mark]
    ) -> None:
        self.text = text
        self.marks = marks
        self._ats: list[int] | None = None
        self._pieces = None if callable(pieces) else pieces
        self._locate = pieces if callable(pieces) else None

    @property
    def pieces(self) -> list[Piece]:
        """The pieces of source, in order; readers may locate them only when they are asked for."""
        if self._pieces is None:
            assert self._locate is not None
            self._pieces = self._locate()
        return self._pieces

    def __repr__(self) -> str:
        return f"Prose({self.text!r})"

    def _piece(self, at: int) -> Piece:
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces[0]
        if self._ats is None:
            self._ats = [piece.at for piece in pieces]
        return pieces[bisect_right(self._ats, at) - 1]

    def _place(self, at: int, *, end: bool) -> int:
        """The source offset where the character at `at` begins, or ends."""
        piece = self._piece(at)
        if self._length(piece) == piece.end - piece.start:
            return piece.start + at - piece.at + end
        return piece.end if end else piece.start

    def _length(self, piece: Piece) -> int:
        pieces = self.pieces
        if len(pieces) == 1:
            return len(self.text)
        if self._ats is None:
            self._ats = [one.at for one in pieces]
        index = bisect_right(self._ats, piece.at)
        return (pieces[index].at if index < len(pieces) else len(self.text)) - piece.at

    def span(self, start: int, end: int) -> Span:
        """The source range of the prose range `start` to `end`; empty ranges stay empty."""
        pieces = self.pieces
        if not pieces:
            return Span(0, 0)
        if len(pieces) == 1 and pieces[0].end - pieces[0].start == len(self.text):
            shift = pieces[0].start
            return Span(start + shift, end + shift)
        if end > start:
            return Span(self._place(start, end=False), self._place(end - 1, end=True))
        inside = start < len(self.text)
        place = self._place(start, end=False) if inside else pieces[-1].end
        return Span(place, place)

    @property
    def whole(self) -> Span:
        """The source range of all of it."""
        return self.span(0, len(self.text))

    def find(
        self, pattern: re.Pattern[str], start: int = 0, end: int | None = None
    ) -> Iterator[Hit]:
        """Every match of a compiled pattern, in order."""
        stop = len(self.text) if end is None else end
        for match in pattern.finditer(self.text, start, stop):
            yield Hit(match[0], self.span(*match.span()), match.start(), match.end(), match)

    def marked(self, *kinds: str) -> Iterator[Mark]:
        """The marks of the given kinds, in order of their start."""
        return (mark for mark in self.marks if mark.kind in kinds)

    def masked(self, *kinds: str) -> str:
        """The text with what stands under marks of these kinds replaced, length unchanged."""
        parts = []
        at = 0
        for mark in self.marked(*kinds):
            if mark.end > at:
                start = max(mark.start, at)
                parts.append(self.text[at:start] + OBJECT * (mark.end - start))
                at = mark.end
        parts.append(self.text[at:])
        return "".join(parts)

    def edit(self, start: int, end: int, text: str, source: str) -> Edit | None:
        """Replace a prose range, or None where it crosses markup and cannot be replaced safely."""
        span = self.span(start, end)
        if source[span.start : span.end] != self.text[start:end]:
            return None
        return Edit(span, text)

    def part(self, start: int, end: int) -> Prose:
        """The prose of a range, with what is left of its marks."""
        return next(self.parts([(start, end)]))

    def parts(self, ranges: Iterable[tuple[int, int]]) -> Iterator[Prose]:
        """The prose of each of several ranges, which come in order and do not overlap.

        Marks are cut at the ends of a range; its pieces are located only when they are asked for.
        """
        waiting = list(reversed(self.marks))
        live: list[Mark] = []
        for start, end in ranges:
            while waiting and waiting[-1].start <= end:
                live.append(waiting.pop())
            marks = [
                Mark(m.kind, max(m.start, start) - start, min(m.end, end) - start, m.value, m.span)
                for m in live
                if (m.end > start and m.start < end) or (m.kind == "comment" and m.start >= start)
            ]
            live = [mark for mark in live if mark.end >= end]
            yield Prose(self.text[start:end], partial(self._pieces_of, start, end), marks)

    def _pieces_of(self, start: int, end: int) -> list[Piece]:
        pieces = self.pieces
        if self._ats is None:
            self._ats = [piece.at for piece in pieces]
        found = []
        for index in range(max(bisect_right(self._ats, start) - 1, 0), len(pieces)):
            piece = pieces[index]
            if piece.at >= end:
                break
            size = self._length(piece)
            if piece.at + size <= start:
                continue
            if size == piece.end - piece.start:
                low, high = max(piece.at, start), min(piece.at + size, end)
                shift = piece.start - piece.at
                found.append(Piece(low - start, low + shift, high + shift))
            else:
                found.append(Piece(max(piece.at - start, 0), piece.start, piece.end))
        return found


_UNSPACED = (
    ("\u2e80", "\u30ff"),
    ("\u31c0", "\u31ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uffef"),
    ("\U0001f200", "\U0001f2ff"),
    ("\U00020000", "\U0003ffff"),
)
"""The first and the last character of each block of scripts without spaces."""


def joins(before: str, after: str) -> bool:
    """Whether a line end between two characters is not seen as a space: neither script has spaces."""
    return _is_unspaced(before) and _is_unspaced(after)


def _is_unspaced(char: str) -> bool:
    return any(first <= char <= last for first, last in _UNSPACED)


EMPTY = Prose("", [], [])


class ProseBuilder:
    """Collects the visible text of one block while a reader walks over its markup."""

    __slots__ = ("length", "marks", "parts", "pieces")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.marks: list[Mark] = []
        self.length = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Append visible text that stands at `start` to `end` of the source."""
        if not text:
            return
        last = self.pieces[-1] if self.pieces else None
        if (
            last is None
            or last.end != start
            or end - start != len(text)
            or last.end - last.start != self.length - last.at
        ):
            self.pieces.append(Piece(self.length, start, end))
        else:
            self.pieces[-1] = Piece(last.at, last.start, end)
        self.parts.append(text)
        self.length += len(text)

    def mark(self, kind: str, text: str, value: str, span: Span, inner: Span | None = None) -> None:
        """Append visible text that is wholly under one mark; `inner` is where the text stands."""
        begin = self.length
        self.add(text, *(inner or span))
        self.marks.append(Mark(kind, begin, self.length, value, span))

    def build(self) -> Prose:
        """The finished prose."""
        self.marks.sort(key=_by_start)
        return Prose("".join(self.parts), self.pieces, self.marks)


def _by_start(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end
