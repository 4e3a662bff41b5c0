"""What stands in quotation marks, brackets or code, and so may be another's words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from bylint.article.document import Block
from bylint.patterns import lazy_pattern

_SIGNS = lazy_pattern(r"[「『（(《〈“\"」』）)》〉”]")
_OPENERS = frozenset("「『（(《〈“")


class Ranges:
    """Ranges of a text, in which a place is looked up in little time however many there are."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, at: int) -> bool:
        """Whether a character lies in one of them."""
        return self.meets(at, at + 1)

    def meets(self, start: int, end: int) -> bool:
        """Whether a range has a character in common with one of them."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start


class Enclosed(Ranges):
    """The places of a block that are set apart from its own words."""

    def __init__(self, block: Block) -> None:
        ranges = [
            (mark.start, mark.end)
            for mark in block.prose.marked("code", "math", "autolink", "ruby")
            if mark.end > mark.start
        ]
        depth = begin = 0
        for match in _SIGNS.finditer(block.text):
            straight = match[0] == '"'
            opens = match[0] in _OPENERS or (straight and depth == 0)
            if opens:
                begin = match.start() if depth == 0 else begin
                depth += 1
            elif depth:
                depth -= 1
                if depth == 0:
                    ranges.append((begin, match.end()))
        super().__init__(ranges)


def in_code(block: Block, at: int) -> bool:
    """Whether a character of a block's text stands in code or in a formula."""
    return any(mark.start <= at < mark.end for mark in block.prose.marked("code", "math"))
