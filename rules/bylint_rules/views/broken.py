"""Markers that lack a bracket."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.markers import Ranges
from bylint_rules.views.notation import CLOSING

_OPENING, _CLOSING = "".join(CLOSING), "".join(CLOSING.values())

_UNCLOSED = lazy_pattern(r"([\[［【])(\d{1,3})(?=[\s。、，．,.;:；：!?！？)）」』ぁ-ん]|$)")
_UNOPENED = lazy_pattern(r"([\]］】])(?![(\[])")
_NUMBER = lazy_pattern(r"(?<![\d.,，、;\-–~〜～\[［【(（_])\d{1,3}$")
_SENTENCE_END = lazy_pattern(r"[。！？\n]|[.!?]\s+[A-Z]")
_GOES_ON = lazy_pattern(r"\s*[,，、.;:–-]\s*[\w.]{1,12}\s*[)）\]］】]")


class Broken(NamedTuple):
    """A marker that lacks a bracket, its number, and what it should be."""

    block: Block
    start: int
    end: int
    number: int
    mended: str

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return self.block.prose.span(self.start, self.end)


def unpaired(block: Block, numbers: frozenset[int]) -> Iterator[Broken]:
    """The numbers of a block that have one bracket only."""
    dark = Ranges(block.prose.marked("code", "math", "autolink", "link"))
    for start, end, number, mended in sorted([*_unclosed(block.text), *_unopened(block.text)]):
        if number in numbers and number > 0 and not dark.at(start, end):
            yield Broken(block, start, end, number, mended)


def _unclosed(text: str) -> Iterator[tuple[int, int, int, str]]:
    for match in _UNCLOSED.finditer(text):
        start, end = match.span()
        opening, closing = _next(text, end, _OPENING), _next(text, end, _CLOSING)
        closed = closing < opening and not _SENTENCE_END.search(text, end, closing)
        if closed or _GOES_ON.match(text, end):
            continue
        if text[max(start - 1, 0) : start] not in tuple("_$)="):
            yield start, end, int(match[2]), match[0] + CLOSING[match[1]]


def _unopened(text: str) -> Iterator[tuple[int, int, int, str]]:
    for match in _UNOPENED.finditer(text):
        stop, end = match.span()
        number = (
            _NUMBER.search(text, max(stop - 4, 0), stop)
            if text[stop - 1 : stop].isdecimal()
            else None
        )
        if number is None:
            continue
        start = number.start()
        low = max(start - 60, 0)
        opened = max(text.rfind(char, low, start) for char in _OPENING)
        closed = max(text.rfind(char, low, start) for char in _CLOSING)
        if opened > closed and not _is_left_open(text, opened, start):
            continue
        opened = text.rfind("(", low, start)
        if opened > text.rfind(")", low, start) and "," in text[opened:start]:
            continue
        bracket = _OPENING[_CLOSING.index(match[1])]
        yield start, end, int(number[0]), bracket + text[start:end]


def _is_left_open(text: str, opened: int, end: int) -> bool:
    """Whether a bracket begins a marker that lacks its end, in a sentence before."""
    begun = _UNCLOSED.match(text, opened, end)
    return begun is not None and _SENTENCE_END.search(text, begun.end(), end) is not None


def _next(text: str, start: int, chars: str) -> int:
    found = [text.find(char, start, start + 60) for char in chars]
    return min((at for at in found if at >= 0), default=len(text))
