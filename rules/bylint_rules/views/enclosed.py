"""What stands in quotation marks, brackets or code, and so may be another's words."""

from __future__ import annotations

from bylint.article.document import Block
from bylint.patterns import lazy_pattern

_SIGNS = lazy_pattern(r"[「『（(《〈“\"」』）)》〉”]")
_OPENERS = frozenset("「『（(《〈“")


class Enclosed:
    """The places of a block that are set apart from its own words."""

    def __init__(self, block: Block) -> None:
        self._marks = list(block.prose.marked("code", "math", "autolink", "ruby"))
        self._ranges: list[tuple[int, int]] = []
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
                    self._ranges.append((begin, match.end()))

    def holds(self, at: int) -> bool:
        """Whether a character of the block's text is set apart."""
        return any(start <= at < end for start, end in self._ranges) or any(
            mark.start <= at < mark.end for mark in self._marks
        )


def in_code(block: Block, at: int) -> bool:
    """Whether a character of a block's text stands in code or in a formula."""
    return any(mark.start <= at < mark.end for mark in block.prose.marked("code", "math"))
