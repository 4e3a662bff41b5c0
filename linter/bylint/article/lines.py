"""What the lines of an article are: wrapped text, or paragraphs of their own.

CommonMark joins neighbouring lines. Articles written without blank lines mean something else: each
line is a paragraph, a heading, an item. This module tells the two apart and cuts blocks at lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bylint.article.document import Block
from bylint.article.prose import Mark, Prose
from bylint.text import Span, width

MAX_WRAPPED = 120
"""No one wraps text wider than this many columns; longer lines are paragraphs."""

_END = re.compile(r"[。．.!?！？…:：]['\"”’」』）)\]］*_~]*(?:\[[\d,\-– ]+\])*\s*$")


class Line(NamedTuple):
    """A line of a block's prose: its range there, and the break that ends it."""

    start: int
    end: int
    hard: bool


def lines_of(prose: Prose) -> list[Line]:
    """The lines of a prose as its breaks cut it; one where it has none."""
    lines, at = [], 0
    for mark in prose.marks:
        if mark.kind == "break":
            lines.append(Line(at, mark.start, mark.value == "hard"))
            at = mark.end
    lines.append(Line(at, len(prose.text), False))
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a line closes what it says, closing marks and citations aside."""
    return bool(_END.search(text, max(len(text) - 40, 0)))


class Layout(NamedTuple):
    """How an article uses lines.

    `own` says that a line is a block of its own: also in paragraphs (`paragraphs`), or only where
    it follows a list item that it does not continue.
    """

    own: bool
    paragraphs: bool
    headed: bool


def layout(blocks: Sequence[Block]) -> Layout:
    """Judge all lines of an article together."""
    wrapped = alone = wide = single = 0
    headings = 0
    for block in blocks:
        if block.kind == "heading":
            headings += not is_demoted(block)
        if block.kind not in ("paragraph", "item", "heading") or block.containers:
            continue
        lines = lines_of(block.prose)
        if len(lines) == 1:
            single += 1
            continue
        texts = [block.text[line.start : line.end] for line in lines]
        widths = [width(text) for text in texts]
        widest = max(widths)
        wide += sum(value > MAX_WRAPPED for value in widths)
        for text, size in zip(texts[:-1], widths[:-1], strict=True):
            if size * 10 >= min(widest, MAX_WRAPPED) * 6 and not ends_sentence(text):
                wrapped += 1
            else:
                alone += 1
    joined = wrapped + alone
    own = joined > 0 and (wide > 0 and wide * 8 >= joined or alone > wrapped)
    return Layout(own, own and joined > single, headings >= 2)


def is_demoted(block: Block) -> bool:
    """Whether a heading is really text over a line of dashes, as in articles without blank lines."""
    return block.marker == "setext" and (len(block.text) > 120 or ends_sentence(block.text) and width(block.text) > 60)


def cut(block: Block, ranges: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """A block cut into ranges of its prose: the first keeps its kind, the others are paragraphs."""
    for index, (start, end) in enumerate(ranges):
        while start < end and block.text[start] in " \u3000\t\n":
            start += 1
        keep = index == 0 and block.kind == "item"
        if start == end and not keep and not _has_comment(block, start):
            continue
        prose = block.prose.part(start, end)
        last = len(prose.text)
        prose.marks = [m for m in prose.marks if m.kind != "break" or 0 < m.start and m.end < last]
        yield Block(
            block.kind if keep else "paragraph",
            _extent(block, prose, start, end, first=index == 0),
            prose,
            level=block.level if keep else 0,
            marker=block.marker if keep else "",
            group=block.group if keep else 0,
            containers=block.containers,
        )


def _has_comment(block: Block, at: int) -> bool:
    return any(mark.start == at for mark in block.prose.marked("comment"))


def _extent(block: Block, prose: Prose, start: int, end: int, *, first: bool) -> Span:
    """The source of a line: its text and the markup around it."""
    inner = prose.whole if prose.text else block.prose.span(start, start)
    low, high = inner
    for mark in prose.marks:
        if mark.kind != "break" and _within(mark, block, start, end):
            low, high = min(low, mark.span.start), max(high, mark.span.end)
    return Span(block.span.start if first else low, high)


def _within(mark: Mark, block: Block, start: int, end: int) -> bool:
    """Whether the whole of a mark stands on the line, so that its markup belongs to it."""
    return any(
        whole.span == mark.span and start <= whole.start and whole.end <= end
        for whole in block.prose.marks
    )
