"""What the lines of an article are: wrapped text, or paragraphs of their own.

CommonMark joins neighbouring lines. Articles written without blank lines mean something else: each
line is a paragraph, a heading, an item. This module tells the two apart and cuts blocks at lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bylint.article.document import Block
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span

MAX_WRAPPED = 120
"""No one wraps text wider than this many columns; longer lines are paragraphs."""

TYPED_BULLETS = "・•●◦‣"
"""Bullets that Markdown does not know: writers of plain text set their lists with them."""

_END = lazy_pattern(r"[。．.!?！？…:：]['\"”’」』）)\]］*_~]*(?:\[[\d,\-– ]+\])*\s*$")


class Line(NamedTuple):
    """A line of a block: `start` to `end` of its prose, `low` to `high` of the source."""

    start: int
    end: int
    low: int
    high: int


def lines_of(block: Block) -> list[Line]:
    """The lines of a block as its breaks cut it; one where it has none."""
    lines: list[Line] = []
    at, low = 0, block.span.start
    for mark in block.prose.marks:
        if mark.kind != "break":
            continue
        if not at or mark.end > at:
            lines.append(Line(at, mark.start, low, mark.span.start))
        at, low = mark.end, mark.span.end
    lines.append(Line(at, len(block.prose.text), low, block.span.end))
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
        lines = lines_of(block)
        if len(lines) == 1:
            single += 1
            continue
        texts = [block.text[line.start : line.end] for line in lines]
        widths = [_columns(text) for text in texts]
        widest = max(widths)
        wide += sum(value > MAX_WRAPPED for value in widths)
        for text, size in zip(texts[:-1], widths[:-1], strict=True):
            if size * 10 >= min(widest, MAX_WRAPPED) * 6 and not ends_sentence(text):
                wrapped += 1
            else:
                alone += 1
    joined = wrapped + alone
    own = joined > 0 and ((wide > 0 and wide * 8 >= joined) or alone > wrapped)
    return Layout(own, own and joined > single, headings >= 2)


def _columns(text: str) -> int:
    """About the columns a text takes: one for a letter of one byte, two for one of three."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def is_demoted(block: Block) -> bool:
    """Whether a heading is really text over a line of dashes, as in articles without blank lines."""
    return block.marker == "setext" and (
        len(block.text) > 120 or (ends_sentence(block.text) and _columns(block.text) > 60)
    )


def cut(block: Block, lines: Sequence[Line], text: str) -> Iterator[Block]:
    """A block cut into lines, of source `text`: the first keeps its kind, others are paragraphs."""
    ranges = []
    for line in lines:
        start = line.start
        while start < line.end and block.text[start] in " \u3000\t\n":
            start += 1
        ranges.append((start, line.end))
    for index, (line, prose) in enumerate(zip(lines, block.prose.parts(ranges), strict=True)):
        keep = index == 0 and block.kind == "item"
        if not prose.text and not keep and not any(prose.marked("comment")):
            continue
        low = line.low
        while index and low < line.high and text[low] in " \t>":
            low += 1
        yield Block(
            block.kind if keep else "paragraph",
            Span(low, line.high),
            prose,
            level=block.level if keep else 0,
            marker=block.marker if keep else "",
            group=block.group if keep else 0,
            containers=block.containers,
        )
