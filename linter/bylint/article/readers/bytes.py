"""From a parser's UTF-8 byte offsets to prose in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.article.prose import Mark, Piece, Prose, joins
from bylint.text import Span

_MARKED = re.compile(
    rb"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_BLANK = " \t\u3000"
_UNSEEN = "\v\f"


def _pieces(source: bytes) -> Iterator[tuple[str, int, int]]:
    """The visible text of a run of Markdown text, piece by piece, with each one's byte range."""
    at = 0
    for match in _MARKED.finditer(source):
        if match.start() > at:
            yield source[at : match.start()].decode("utf-8", "ignore"), at, match.start()
        if match[1]:
            yield match[1].decode("ascii"), match.start(1), match.end()
        else:
            yield _referred(match[0].decode("ascii")), match.start(), match.end()
        at = match.end()
    if at < len(source):
        yield source[at:].decode("utf-8", "ignore"), at, len(source)


def _referred(reference: str) -> str:
    """The character that a reference of Markdown stands for; itself where it stands for none."""
    if not reference.startswith("&#"):
        from html.entities import html5  # few articles hold any

        return html5.get(reference[1:], reference)
    digits = reference[2:-1]
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    valid = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if valid else "\ufffd"


class Cursor:
    """Turns byte offsets of a text into code points, `base` added; cheap while they come in order."""

    __slots__ = ("base", "byte", "char", "data", "flat")

    def __init__(self, text: str, base: int) -> None:
        self.flat = text.isascii()
        self.data = text.encode("utf-8")
        self.base = base
        self.byte = 0
        self.char = base

    def __call__(self, byte: int) -> int:
        """The code point at a byte offset."""
        if self.flat:
            return byte + self.base
        if byte >= self.byte:
            self.char += len(self.data[self.byte : byte].decode("utf-8", "ignore"))
        else:
            self.char -= len(self.data[byte : self.byte].decode("utf-8", "ignore"))
        self.byte = byte
        return self.char


class Inline:
    """Collects one block's visible text while it is parsed. All offsets are bytes until `build`."""

    __slots__ = ("_end", "_marks", "_open", "_parts", "_pieces", "_verbatim", "length", "pending")

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int, int]] = []
        self._marks: list[tuple[str, int, int, str, int, int]] = []
        self._open: list[tuple[str, int, str, int]] = []
        self.pending: tuple[int, int] | None = None
        self._end = -1
        self._verbatim = False

    def text(self, text: str, start: int, end: int, data: bytes) -> None:
        """Append visible text, verbatim but for the escapes and entities in its source."""
        if self.pending is not None:
            self.settle(text)
        if end - start == (len(text) if text.isascii() else len(text.encode("utf-8"))):
            self._verbatim_text(text, start, end)
            return
        source = data[start:end]
        if text[-1:] not in _UNSEEN:  # the parser leaves them out, but not their places
            source = source.rstrip(_UNSEEN.encode())
        found = list(_pieces(source))
        if "".join(piece for piece, _, _ in found) != text:
            found = [(text, 0, end - start)]
        for piece, low, high in found:
            if len(piece.encode("utf-8")) == high - low:
                self._verbatim_text(piece, start + low, start + high)
            else:
                self._append(piece, start + low, start + high)

    def _verbatim_text(self, text: str, start: int, end: int) -> None:
        if self.length == 0 and text[0] in _BLANK:
            text = text.lstrip(_BLANK)
            start = end - len(text.encode("utf-8"))
        if start == self._end and self._verbatim:
            self._pieces[-1] = (*self._pieces[-1][:2], end)
            self._parts.append(text)
            self._end = end
            self.length += len(text)
        elif text:
            self._append(text, start, end)
            self._verbatim = True

    def _append(self, text: str, start: int, end: int) -> None:
        """A piece of its own."""
        self._pieces.append((self.length, start, end))
        self._parts.append(text)
        self._verbatim = False
        self._end = end
        self.length += len(text)

    def soft_break(self, start: int, end: int) -> None:
        """A line end inside a paragraph; what follows decides whether it is seen as a space."""
        self.pending = (start, end)

    def settle(self, following: str) -> None:
        """Write the pending line end: nothing between characters set without space, else a space."""
        if self.pending is None:
            return
        start, end = self.pending
        self.pending = None
        last = next((part[-1] for part in reversed(self._parts) if part), "")
        wide = joins(last, following)
        joined = wide or last in ("", "\n")
        self.mark("break", "" if joined else " ", "soft", start, end)

    def hard_break(self, start: int, end: int) -> None:
        """A line end that the reader sees."""
        self.pending = None
        self.mark("break", "\n", "hard", start, end)

    def mark(
        self,
        kind: str,
        text: str,
        value: str,
        start: int,
        end: int,
        inner: tuple[int, int] | None = None,
    ) -> None:
        """Append text wholly under one mark; `inner` is where the text stands within the markup."""
        if kind != "break" and self.pending is not None:
            self.settle(text)
        begin = self.length
        if text:
            self._append(text, *(inner or (start, end)))
        self._marks.append((kind, begin, self.length, value, start, end))

    @property
    def end(self) -> int:
        """The byte where the last text ends; -1 before the first."""
        return self._end

    def open(self, kind: str, start: int, value: str = "") -> None:
        """Begin a mark at byte `start`."""
        self._open.append((kind, self.length, value, start))

    def close(self, kind: str, end: int) -> None:
        """End the innermost open mark of a kind; nothing where none is open."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == kind:
                _, begin, value, start = self._open.pop(index)
                self._marks.append((kind, begin, self.length, value, start, end))
                return

    def build(self, at: Cursor) -> Prose:
        """The prose, in code points."""
        raw = self._pieces

        def locate() -> list[Piece]:
            return [Piece(begin, at(start), at(end)) for begin, start, end in raw]

        marks = [
            Mark(kind, low, high, value, Span(at(start), at(end)))
            for kind, low, high, value, start, end in self._marks
        ]
        if len(marks) > 1:
            marks.sort(key=lambda mark: (mark.start, -mark.end))
        return Prose("".join(self._parts), locate, marks)
