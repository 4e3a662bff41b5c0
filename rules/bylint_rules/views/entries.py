"""Entries of reference lists: what one is, and how it is put together from lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from bylint.article.document import Block
from bylint.article.lines import lines_of
from bylint.article.prose import Mark
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.markers import Group, Part

LABELLED, ORDERED, DEFINED, NOTED, UNNUMBERED = (
    "labelled",
    "ordered",
    "defined",
    "noted",
    "unnumbered",
)
"""How a list numbers its entries: by labels such as `[1]`, by its own numbers, by link definitions,
by footnote labels, or not at all."""

URL = lazy_pattern(r"(?:https?://|www\.)[^\s<>\"'）」』】〉》。、，｡\u3000]+")
_LINKED_LABEL = lazy_pattern(r"(\d{1,3})[ ]?(?:[:：][ ]?(?=\S)|[.．)][ ]?(?=[^\s\d]))")
_BULLET = lazy_pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_TAG = lazy_pattern(r"</?(?!https?:)[A-Za-z]")


class Entry(NamedTuple):
    """One source of a list.

    `numbers` are the numbers it carries and `labels` where their digits stand, none for lists that
    number themselves. `span` is what a finding shows, `slot` the source that would have to move
    with it, None where it is not one clean range; `whole` is what to delete with it.
    """

    numbers: tuple[int, ...]
    labels: tuple[Part, ...]
    block: Block
    span: Span
    slot: Span | None
    whole: Span
    text: str
    urls: tuple[str, ...]
    name: str = ""
    more: tuple[Block, ...] = ()


class ReferenceList(NamedTuple):
    """The entries of one list, and every number they explain.

    `heading` is the one it stands under, None where it has none; `first` and `last` are the blocks
    of its first and last entry.
    """

    kind: str
    entries: tuple[Entry, ...]
    numbers: frozenset[int]
    heading: Block | None
    first: int
    last: int

    @classmethod
    def of(
        cls,
        kind: str,
        entries: Sequence[Entry],
        heading: Block | None = None,
        span: tuple[int, int] | None = None,
    ) -> ReferenceList:
        """A list of these entries; `span` gives its blocks where entries do not."""
        numbers = frozenset(number for entry in entries for number in entry.numbers)
        first, last = span or (entries[0].block.index, entries[-1].block.index)
        return cls(kind, tuple(entries), numbers, heading, first, last)


class Row(NamedTuple):
    """A line of a block: its range in the prose and in the source; `apart` after an empty one."""

    block: Block
    start: int
    end: int
    low: int
    high: int
    apart: bool = False


class Label(NamedTuple):
    """What numbers a row, and where the entry's own text begins."""

    numbers: tuple[int, ...]
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    start: int
    body: int


class Draft(NamedTuple):
    """An entry in the making: its label, its rows, its further blocks and those that may be."""

    label: Label
    rows: list[Row]
    more: list[Block]
    open: list[Block]

    @classmethod
    def of(cls, label: Label, row: Row) -> Draft:
        """An entry that begins with a row."""
        return cls(label, [row], [], [])

    def add(self, row: Row, *, first: bool) -> None:
        """Go on with a row of the same block, or with the block that a row begins."""
        if row.block is not self.rows[-1].block:
            if first and row.block.text.strip():
                self.open.append(row.block)
                if belongs(row.block, self):
                    self.settle()
        elif not self.open and not row.apart:
            self.rows.append(row)

    def settle(self) -> None:
        """What stands before the next entry belongs to this one."""
        self.more.extend(self.open)
        self.open.clear()


def urls_of(blocks: Iterable[Block], start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """The addresses in a range of the first block and in all of the others, each once."""
    found: dict[str, None] = {}
    for index, block in enumerate(blocks):
        low, high = (start, end) if index == 0 else (0, None)
        stop = len(block.text) if high is None else high
        for mark in _marks_between(block, low, stop):
            if mark.kind in ("link", "autolink"):
                target = mark.value.strip("\"'“”<>")
                if "://" in target or target.startswith(("www.", "//", "mailto:", "doi:", "/")):
                    found[target] = None
        if not found:
            found.update(dict.fromkeys(match[0] for match in URL.finditer(block.text, low, stop)))
    return tuple(found)


def _marks_between(block: Block, start: int, end: int) -> Iterator[Mark]:
    """The marks that begin in a range, in order."""
    marks = block.prose.marks
    for index in range(bisect_left(marks, start, key=lambda mark: mark.start), len(marks)):
        if marks[index].start >= end:
            return
        yield marks[index]


def rows_of(block: Block) -> Iterator[Row]:
    """The lines of a block: at its breaks, and at line ends that plain text keeps."""
    text = block.text
    for line in lines_of(block):
        if "\n" not in text[line.start : line.end]:
            yield Row(block, line.start, line.end, line.low, line.high)
            continue
        at, apart = line.start, False
        for piece in text[line.start : line.end].split("\n"):
            if piece.strip():
                span = block.prose.span(at, at + len(piece))
                yield Row(block, at, at + len(piece), span.start, span.end, apart)
            apart = not piece.strip()
            at += len(piece) + 1


def linked_label(row: Row, begin: int) -> Label | None:
    """The number with which a link's text begins that is the whole entry: `[1:url](url)`."""
    block = row.block
    link = next((m for m in _marks_between(block, begin, begin + 1) if m.kind == "link"), None)
    match = _LINKED_LABEL.match(block.text, begin, link.end) if link else None
    if match is None:
        return None
    number, digits = int(match[1]), block.prose.span(*match.span(1))
    return Label((number,), (Part(number, number, digits, digits),), (), begin, match.end())


def counted(drafts: list[Draft]) -> list[Draft]:
    """The entries with the numbers that readers see where the source says 1 for all of them."""
    written = [draft.label.numbers[0] for draft in drafts]
    if len(written) < 2 or len(set(written)) > 1 or drafts[0].rows[0].block.kind != "item":
        return drafts
    shown = [int(draft.rows[0].block.marker.rstrip(".")) for draft in drafts]
    labels = [
        draft.label._replace(numbers=(n,), parts=()) for draft, n in zip(drafts, shown, strict=True)
    ]
    return [draft._replace(label=label) for draft, label in zip(drafts, labels, strict=True)]


def is_linked(label: Label) -> bool:
    """Whether a label is a link."""
    return any(group.link is not None for group in label.groups)


def take(drafts: list[Draft], label: Label | None, row: Row, *, first: bool) -> None:
    """Begin an entry with a labelled row, or go on with the last one."""
    if label is not None:
        if drafts:
            drafts[-1].settle()
        drafts.append(Draft.of(label, row))
    elif drafts:
        drafts[-1].add(row, first=first)


def belongs(block: Block, draft: Draft) -> bool:
    """Whether a block without a label goes on with the entry before it."""
    above = draft.rows[0].block
    if block.kind in ("paragraph", "item") and block.level > above.level:
        return True
    text = block.text.strip()
    linked = sum(m.end - m.start for m in block.prose.marks if m.kind in ("link", "autolink"))
    return block.kind == "paragraph" and linked > 0 and len(text) <= linked + 4


def addresses(draft: Draft, *, linked: bool = True) -> tuple[str, ...]:
    """The addresses of an entry; without those that only its label carries, if so wished."""
    label = draft.label
    begin = label.start if linked or not is_linked(label) else label.groups[-1].end
    return urls_of((draft.rows[0].block, *draft.more), begin, draft.rows[-1].end)


def places(draft: Draft, span: Span, source: str) -> tuple[Span | None, Span]:
    """What moves with an entry, and what to delete with it."""
    rows = draft.rows
    block, low = rows[0].block, rows[0].low
    high = max(rows[-1].high, *(more.span.end for more in draft.more), 0)
    if low < 0 or block.kind == "cell":
        return None, span
    while high > low and source[high - 1] in " \t\r\n\u3000":
        high -= 1
    start = low
    if block.kind == "item" and rows[0].start == 0:
        bullet = _BULLET.match(source, block.span.start, high)
        start = bullet.end() if bullet else span.start
    while start < high and source[start] in " \t>\u3000":
        start += 1
    whole = Span(low, high)
    if draft.more:
        return None if _TAG.search(source, start, high) else Span(start, high), whole
    return span if source.startswith("<", start) else Span(start, high), whole
