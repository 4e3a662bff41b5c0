"""Reference lists as they stand in an article: which lines are entries, and their numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bylint.article.document import Block, Document, Section
from bylint.article.lines import lines_of
from bylint.article.prose import Mark
from bylint.checking.views import view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.markers import Group, Part, Written, written
from bylint_rules.views.notation import BRACKET

LABELLED, ORDERED, DEFINED, NOTED, UNNUMBERED = (
    "labelled",
    "ordered",
    "defined",
    "noted",
    "unnumbered",
)
"""How a list numbers its entries: by labels such as `[1]`, by its own numbers, by link definitions,
by footnote labels, or not at all."""

_URL = lazy_pattern(r"(?:https?://|www\.)[^\s<>\"'）」』】〉》。、，｡\u3000]+")
_LEAD = lazy_pattern(r"[ \t\u3000]*(?:\.\.[ \t]+|[-–*•・●][ \t\u3000]*)?")
_AFTER_LABEL = lazy_pattern(r"[ \t\u3000]*[:：.．]?[ \t\u3000]*")
_BETWEEN_LABELS = lazy_pattern(r"[ \t\u3000]*[,，、]?[ \t\u3000]*")
_LINKED_LABEL = lazy_pattern(r"(\d{1,3})[ ]?(?:[:：][ ]?(?=\S)|[.．)][ ]?(?=[^\s\d]))")
_PLAIN_LABEL = lazy_pattern(r"[(（]?(\d{1,3})[ ]?[.．)）:：\]][ \t\u3000]*(?=[^\s\d])")
_ENTRY_LINE = lazy_pattern(r"\s*【\d{1,3}】")
_NO_ENTRY = lazy_pattern(
    r"[,，、。.．;；:：)）」』!?！？]|[はがをにのでとも](?![A-Za-z\s])|によ[るれっ]|から|より"
)
_DEFINITION_ITEM = lazy_pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(\d{1,4})\]:[ \t]*(\S+)")
_ITEM_NUMBER = lazy_pattern(r"[ \t>]*(\d{1,9})[.)]")
_BULLET = lazy_pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_LINE = lazy_pattern(r"[^\r\n]*")
_TAG = lazy_pattern(r"</?(?!https?:)[A-Za-z]")
_GLUE = lazy_pattern(r"(?:[-–•*・][ \t\u3000]*)?")
_GLUED = 6
"""Among how many of a paragraph's last markers and links its glued entry is looked for."""
_SET_IN = 6
"""Plain text sets lists in by less; further in stand examples of lists."""
_TAIL = 600
"""What may stand after the list at the end of an article: a profile, a disclosure, an advert."""


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


class References(NamedTuple):
    """The reference lists of an article, in order, and its footnotes.

    `labels` are the groups that are labels of entries, by block and start: no markers.
    """

    lists: tuple[ReferenceList, ...]
    notes: ReferenceList | None
    labels: frozenset[tuple[int, int]]


class _Row(NamedTuple):
    """A line of a block: its range in the prose and in the source; `apart` after an empty one."""

    block: Block
    start: int
    end: int
    low: int
    high: int
    apart: bool = False


class _Label(NamedTuple):
    """What numbers a row, and where the entry's own text begins."""

    numbers: tuple[int, ...]
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    start: int
    body: int


class _Draft(NamedTuple):
    """An entry in the making: its label, its rows, its further blocks and those that may be."""

    label: _Label
    rows: list[_Row]
    more: list[Block]
    open: list[Block]

    @classmethod
    def of(cls, label: _Label, row: _Row) -> _Draft:
        return cls(label, [row], [], [])

    def add(self, row: _Row, *, first: bool) -> None:
        """Go on with a row of the same block, or with the block that a row begins."""
        if row.block is not self.rows[-1].block:
            if first and row.block.text.strip():
                self.open.append(row.block)
                if _belongs(row.block, self):
                    self.settle()
        elif not self.open and not row.apart:
            self.rows.append(row)

    def settle(self) -> None:
        """What stands before the next entry belongs to this one."""
        self.more.extend(self.open)
        self.open.clear()


@view
def references(document: Document) -> References:
    """The reference lists of an article and its footnotes."""
    marks = written(document)
    scan = _Scan(document, marks)
    lists = [*scan.headed(), *scan.unheaded()]
    defined = _defined(document, marks)
    if not (lists or defined) and marks.groups:
        lists.extend(scan.tail())
    if defined and not any(one.numbers & defined.numbers for one in lists):
        lists.append(defined)
    lists.sort(key=lambda one: one.first)
    return References(tuple(lists), _noted(document), frozenset(scan.labels))


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
            found.update(dict.fromkeys(match[0] for match in _URL.finditer(block.text, low, stop)))
    return tuple(found)


def _marks_between(block: Block, start: int, end: int) -> Iterator[Mark]:
    """The marks that begin in a range, in order."""
    marks = block.prose.marks
    for index in range(bisect_left(marks, start, key=lambda mark: mark.start), len(marks)):
        if marks[index].start >= end:
            return
        yield marks[index]


def set_in(source: str, at: int) -> bool:
    """Whether a line of plain text is set in further than running text and its lists are."""
    begin = max(source.rfind(end, max(at - 400, 0), at) for end in "\r\n") + 1
    lead = source[begin : begin + _SET_IN + 1]
    return begin > 0 and not lead.strip(" ") and len(lead) > _SET_IN


class _Scan:
    """Looks for labelled rows, under the headings of reference lists and elsewhere."""

    def __init__(self, document: Document, marks: Written) -> None:
        self.document = document
        self.marks = marks
        self.labels: set[tuple[int, int]] = set()
        self.regions = list(_regions(document))
        self.covered = {block.index for _, blocks in self.regions for block in blocks}

    # Under a heading -----------------------------------------------------------------------

    def headed(self) -> Iterator[ReferenceList]:
        """The lists under headings that announce one."""
        for heading, blocks in self.regions:
            drafts = self._labelled(blocks)
            kind = LABELLED
            if not drafts:
                drafts, kind = self._numbered(blocks), ORDERED
            if drafts:
                yield from self._lists(kind, drafts, heading)
            elif any(block.kind != "heading" and block.text.strip() for block in blocks):
                yield ReferenceList.of(UNNUMBERED, (), heading, (heading.index, blocks[-1].index))

    def _labelled(self, blocks: Sequence[Block]) -> list[_Draft]:
        """Entries that begin with a label of their own."""
        drafts: list[_Draft] = []
        for block in blocks:
            if _may_enter(block) and not block.inside("footnote"):
                for index, row in enumerate(_rows(block)):
                    example = block.kind == "paragraph" and set_in(self.document.text, row.low)
                    label = None if example else self._label(row)
                    _take(drafts, label, row, first=index == 0)
        return self._spread(drafts[0]) if len(drafts) == 1 else drafts

    def _spread(self, draft: _Draft) -> list[_Draft]:
        """The entries of a list whose lines run on, as in HTML without breaks."""
        row = draft.rows[0]
        text = row.block.text
        starts = [draft.label.start]
        number = draft.label.numbers[-1]
        for group in self.marks.groups.get(row.block.index, ()):
            apart = text[group.start - 1 : group.start].isspace()
            if (
                apart
                and group.numbers == (number + 1,)
                and text[group.end : group.end + 1].isspace()
            ):
                starts.append(group.start)
                number += 1
        if len(starts) < 2 or len(draft.rows) > 1:
            return [draft]
        drafts = []
        for start, end in pairwise([*starts, row.end]):
            piece = row._replace(start=start, end=end, low=-1)
            label = self._label(piece)
            if label is not None:
                drafts.append(_Draft.of(label, piece))
        drafts[-1].more.extend(draft.more)
        return drafts

    def _numbered(self, blocks: Sequence[Block]) -> list[_Draft]:
        """Entries of an ordered list, rows of a numbered table, lines that begin with a number."""
        blocks = [block for block in blocks if not block.inside("footnote")]
        items = [b for b in blocks if b.kind == "item" and b.marker[:1].isdigit()]
        level = min((item.level for item in items), default=0)
        drafts: list[_Draft] = []
        for block in blocks:
            rows = list(_rows(block)) if block.kind in ("paragraph", "item", "cell") else []
            for index, row in enumerate(rows):
                label = self._number(row, level) if index == 0 or not items else None
                _take(drafts, label, row, first=index == 0)
        return _counted(drafts)

    def _number(self, row: _Row, level: int) -> _Label | None:
        block = row.block
        if block.kind == "cell":
            match = re.fullmatch(r"\s*\[?(\d{1,3})\]?\.?\s*", block.text)
            if match is None or not block.marker.endswith(":0"):
                return None
            return _Label((int(match[1]),), (), (), row.start, row.end)
        if level:
            if block.kind != "item" or block.level != level or not block.marker[:1].isdigit():
                return None
            match = _ITEM_NUMBER.match(self.document.text, block.span.start)
            if match is None:
                return _Label((int(block.marker.rstrip(".")),), (), (), row.start, row.start)
            number, digits = int(match[1]), Span(*match.span(1))
            part = Part(number, number, digits, digits)
            return _Label((number,), (part,), (), row.start, row.start)
        match = _PLAIN_LABEL.match(row.block.text, row.start, row.end)
        if match is None:
            return None
        digits = block.prose.span(*match.span(1))
        number = int(match[1])
        part = Part(number, number, digits, digits)
        return _Label((number,), (part,), (), row.start, match.end())

    # Without a heading -----------------------------------------------------------------------

    def tail(self) -> Iterator[ReferenceList]:
        """The numbered list at the end of the article, if its entries have addresses.

        Other things are numbered too, so that most of what the article cites must stand in it.
        """
        run: list[Block] = []
        size = 0
        for block in reversed(self.document.visible()):
            numbered = _begins_with_number(block)
            if numbered or (run and block.level > 0 and block.kind in ("paragraph", "item")):
                run.append(block)
            elif run:
                break
            elif (size := size + len(block.text)) > _TAIL:
                return
        drafts = self._numbered(run[::-1])
        numbers = {draft.label.numbers[0] for draft in drafts}
        if len(drafts) < 2 or numbers != set(range(1, len(drafts) + 1)):
            return
        inside = {block.index for block in run}
        groups = (g for at, found in self.marks.groups.items() if at not in inside for g in found)
        cited = {number for group in groups if not group.inner for number in group.numbers}
        known = len(cited & numbers)
        if known >= 2 and len(cited) <= 2 * known and all(map(_urls, drafts)):
            yield from self._lists(ORDERED, drafts, None)

    def unheaded(self) -> Iterator[ReferenceList]:
        """Runs of labelled rows elsewhere, where they behave like a list of sources."""
        run: list[_Draft] = []
        marked = self.marks.groups.keys() | self.marks.numbered
        for block in self.document.visible():
            if not run and block.index not in marked:
                continue
            if block.index in self.covered or block.kind == "cell" or block.inside("footnote"):
                yield from self._ended(run)
                run = []
                continue
            rows = list(_rows(block)) if self._worth(block) or run else []
            found = bool(run) and _belongs(block, run[-1])
            for index, row in enumerate(rows):
                label = self._label(row) if _may_enter(block) else None
                if label is not None and self._begins(label, rows, index, run):
                    _take(run, label, row, first=index == 0)
                    found = True
                elif run and found:
                    run[-1].add(row, first=index == 0)
                elif run:
                    yield from self._ended(run)
                    run = []
        yield from self._ended(run)

    def _worth(self, block: Block) -> bool:
        """Whether a row of a block may begin with a label."""
        groups = self.marks.groups.get(block.index)
        if groups is None or block.index in self.marks.numbered:
            return block.index in self.marks.numbered
        text, first = block.text, groups[0].start
        if "\n" in text or any(mark.kind == "break" for mark in block.prose.marks):
            return True
        lead = _LEAD.match(text)
        return first == (lead.end() if lead else 0)

    def _begins(self, label: _Label, rows: list[_Row], index: int, run: list[_Draft]) -> bool:
        """Whether a labelled row is an entry and no sentence that a line happened to break at."""
        row = rows[index]
        rest = row.block.text[label.body : row.end]
        if _NO_ENTRY.match(rest) or (not rest.strip() and not _is_linked(label)):
            return False
        if index == 0 or (run and row.block in (run[-1].rows[-1].block, *run[-1].more[-1:])):
            return True
        if _URL.match(rest):
            return True
        following = self._label(rows[index + 1]) if index + 1 < len(rows) else None
        return following is not None and following.numbers[0] == label.numbers[-1] + 1

    def _ended(self, run: list[_Draft]) -> Iterator[ReferenceList]:
        if not run:
            return
        run = self._glued(run) + run
        sourced = sum(bool(_urls(draft, linked=False)) for draft in run)
        if len(run) > 1 and len({draft.label.numbers for draft in run}) == 1:
            return
        if len(run) == 1:
            first = run[0]
            text = first.rows[0].block.text[first.label.body : first.rows[0].end]
            if not (_URL.match(text) or (sourced and self._at_end(run))):
                return
        elif sourced * 2 < len(run) and not self._at_end(run):
            return
        yield from self._lists(LABELLED, run, None)

    def _at_end(self, run: list[_Draft]) -> bool:
        last = max(run[-1].rows[-1].block.index, *(block.index for block in run[-1].more), 0)
        size = 0
        for block in self.document.blocks[last + 1 :]:
            if block.kind in ("paragraph", "item", "heading") and not block.inside("hidden"):
                size += len(block.text)
                if size > _TAIL:
                    return False
        return True

    def _glued(self, run: list[_Draft]) -> list[_Draft]:
        """The entry before a run's first, where it stands at the end of the paragraph before."""
        limit = run[0].label.numbers[0]
        block = run[0].rows[0].block
        before = next(
            (b for b in reversed(self.document.blocks[: block.index]) if b.text.strip()), None
        )
        if limit < 2 or before is None or before.kind not in ("paragraph", "item"):
            return []
        row = list(_rows(before))[-1]
        starts = [group.start for group in self.marks.groups.get(before.index, ())]
        starts += [mark.start for mark in before.prose.marks if mark.kind == "link"]
        for start in sorted(starts)[: -_GLUED - 1 : -1]:
            label = self._label(row._replace(start=start)) if start > row.start else None
            if label is None or not 0 < label.numbers[0] < limit:
                continue
            rest = before.text[label.body :]
            if not (_URL.search(rest) or rest[:1].isspace()):
                return []
            return [_Draft.of(label, row._replace(start=start, low=-1))]
        return []

    # Labels --------------------------------------------------------------------------------

    def _label(self, row: _Row) -> _Label | None:
        """The label with which a row begins, or None."""
        text = row.block.text
        lead = _LEAD.match(text, row.start, row.end)
        at = begin = lead.end() if lead else row.start
        taken: list[Group] = []
        by_start = self._by_start(row.block)
        while True:
            group = by_start.get(at)
            if group is None or group.end > row.end or text[group.end : group.end + 1] == "_":
                break
            taken.append(group)
            between = _BETWEEN_LABELS.match(text, group.end, row.end)
            following = between.end() if between else group.end
            if following not in by_start or following == at:
                break
            at = following
        if not taken:
            return _linked_label(row, begin)
        after = _AFTER_LABEL.match(text, taken[-1].end, row.end)
        body = after.end() if after else taken[-1].end
        parts = tuple(part for group in taken for part in group.parts)
        numbers = tuple(number for group in taken for number in group.numbers)
        return _Label(numbers, parts, tuple(taken), taken[0].start, body)

    def _by_start(self, block: Block) -> dict[int, Group]:
        found: dict[int, Group] = self.document.memo(
            ("groups-by-start", block.index),
            lambda: {g.start: g for g in reversed(self.marks.groups.get(block.index, ()))},
        )
        return found

    # Lists -----------------------------------------------------------------------------------

    def _lists(
        self, kind: str, drafts: list[_Draft], heading: Block | None
    ) -> Iterator[ReferenceList]:
        """The list, or several where numbering begins anew."""
        begin = 0
        for index in range(1, len(drafts)):
            first, here = drafts[begin].label.numbers[0], drafts[index].label.numbers[0]
            if kind == ORDERED and not drafts[index].label.parts:
                anew = here <= drafts[index - 1].label.numbers[0]
            else:
                anew = here <= first and (kind == ORDERED or index - begin > 1)
                anew = anew and self._parted(drafts[index - 1], drafts[index])
            if anew:
                yield self._list(kind, drafts[begin:index], heading)
                begin = index
        yield self._list(kind, drafts[begin:], heading)

    def _parted(self, one: _Draft, other: _Draft) -> bool:
        between = range(one.rows[-1].block.index + 1, other.rows[0].block.index)
        return any(self.document.blocks[index].kind == "heading" for index in between) or (
            other.rows[0].block.group != one.rows[0].block.group
        )

    def _list(self, kind: str, drafts: list[_Draft], heading: Block | None) -> ReferenceList:
        for draft in drafts:
            block = draft.rows[0].block.index
            self.labels.update((block, group.start) for group in draft.label.groups)
        return ReferenceList.of(kind, [self._entry(draft) for draft in drafts], heading)

    def _entry(self, draft: _Draft) -> Entry:
        label, rows = draft.label, draft.rows
        block, last = rows[0].block, rows[-1]
        begin, end = label.start, last.end
        while end > begin and block.text[end - 1].isspace():
            end -= 1
        span = self._with_markup(block, begin, end)
        slot, whole = _places(draft, span, self.document.text)
        words = " ".join(block.text[label.body : last.end].split())
        words = " ".join([words, *(more.text.strip() for more in draft.more)]).strip()
        return Entry(
            label.numbers,
            label.parts,
            block,
            span,
            slot,
            whole,
            words,
            _urls(draft),
            more=tuple(draft.more),
        )

    def _with_markup(self, block: Block, start: int, end: int) -> Span:
        """The source of a range, with the markup that begins or ends where it does."""
        begins: dict[int, int]
        ends: dict[int, int]
        begins, ends = self.document.memo(("markup", block.index), lambda: _edges(block))
        span = block.prose.span(start, end)
        return Span(
            min(span.start, begins.get(start, span.start)), max(span.end, ends.get(end, span.end))
        )


def _edges(block: Block) -> tuple[dict[int, int], dict[int, int]]:
    """Where in the source the markup begins and ends that does so at a place of the prose."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for mark in block.prose.marks:
        if mark.end > mark.start and mark.kind != "break":
            begins[mark.start] = min(begins.get(mark.start, mark.span.start), mark.span.start)
            ends[mark.end] = max(ends.get(mark.end, mark.span.end), mark.span.end)
    return begins, ends


def _regions(document: Document) -> Iterator[tuple[Block, list[Block]]]:
    """What stands under headings of reference lists, subsections included."""
    opened: Section | None = None
    blocks: list[Block] = []
    for section in document.sections:
        inner = opened is not None and section.role == "" and _stands_in(opened, section)
        if opened is not None and opened.heading is not None and not inner:
            yield opened.heading, blocks
            opened = None
        if inner:
            blocks += [section.heading, *section.blocks] if section.heading else section.blocks
        elif _announces(section, document):
            opened, blocks = section, list(section.blocks)
    if opened is not None and opened.heading is not None:
        yield opened.heading, blocks


def _stands_in(opened: Section, section: Section) -> bool:
    """Whether a section is part of a list: below it, or an entry that looks like a heading."""
    heading = section.heading
    entry = heading is not None and not heading.real and _ENTRY_LINE.match(heading.text)
    return section.level > opened.level or bool(entry)


def _may_enter(block: Block) -> bool:
    """Whether a block may hold an entry: text, and lines such as 【1】 that look like headings."""
    if block.inside("nav"):
        return False
    return block.kind in ("paragraph", "item") or (block.kind == "heading" and not block.real)


def _begins_with_number(block: Block) -> bool:
    if block.kind == "item":
        return block.level == 1 and block.marker[:1].isdigit()
    return block.kind == "paragraph" and _PLAIN_LABEL.match(block.text) is not None


def _announces(section: Section, document: Document) -> bool:
    """Whether a heading announces sources, in any language if the article's is not known."""
    if document.language or section.heading is None:
        return section.role == "references"
    text = section.heading.text
    return any(language.heading_role(text) == "references" for language in document.languages)


def _rows(block: Block) -> Iterator[_Row]:
    """The lines of a block: at its breaks, and at line ends that plain text keeps."""
    text = block.text
    for line in lines_of(block):
        if "\n" not in text[line.start : line.end]:
            yield _Row(block, line.start, line.end, line.low, line.high)
            continue
        at, apart = line.start, False
        for piece in text[line.start : line.end].split("\n"):
            if piece.strip():
                span = block.prose.span(at, at + len(piece))
                yield _Row(block, at, at + len(piece), span.start, span.end, apart)
            apart = not piece.strip()
            at += len(piece) + 1


def _linked_label(row: _Row, begin: int) -> _Label | None:
    """The number with which a link's text begins that is the whole entry: `[1:url](url)`."""
    block = row.block
    link = next((m for m in _marks_between(block, begin, begin + 1) if m.kind == "link"), None)
    match = _LINKED_LABEL.match(block.text, begin, link.end) if link else None
    if match is None:
        return None
    number, digits = int(match[1]), block.prose.span(*match.span(1))
    return _Label((number,), (Part(number, number, digits, digits),), (), begin, match.end())


def _counted(drafts: list[_Draft]) -> list[_Draft]:
    """The entries with the numbers that readers see where the source says 1 for all of them."""
    written = [draft.label.numbers[0] for draft in drafts]
    if len(written) < 2 or len(set(written)) > 1 or drafts[0].rows[0].block.kind != "item":
        return drafts
    shown = [int(draft.rows[0].block.marker.rstrip(".")) for draft in drafts]
    labels = [
        draft.label._replace(numbers=(n,), parts=()) for draft, n in zip(drafts, shown, strict=True)
    ]
    return [draft._replace(label=label) for draft, label in zip(drafts, labels, strict=True)]


def _is_linked(label: _Label) -> bool:
    return any(group.link is not None for group in label.groups)


def _take(drafts: list[_Draft], label: _Label | None, row: _Row, *, first: bool) -> None:
    """Begin an entry with a labelled row, or go on with the last one."""
    if label is not None:
        if drafts:
            drafts[-1].settle()
        drafts.append(_Draft.of(label, row))
    elif drafts:
        drafts[-1].add(row, first=first)


def _belongs(block: Block, draft: _Draft) -> bool:
    """Whether a block without a label goes on with the entry before it."""
    above = draft.rows[0].block
    if block.kind in ("paragraph", "item") and block.level > above.level:
        return True
    text = block.text.strip()
    linked = sum(m.end - m.start for m in block.prose.marks if m.kind in ("link", "autolink"))
    return block.kind == "paragraph" and linked > 0 and len(text) <= linked + 4


def _urls(draft: _Draft, *, linked: bool = True) -> tuple[str, ...]:
    """The addresses of an entry; without those that only its label carries, if so wished."""
    label = draft.label
    begin = label.start if linked or not _is_linked(label) else label.groups[-1].end
    return urls_of((draft.rows[0].block, *draft.more), begin, draft.rows[-1].end)


def _places(draft: _Draft, span: Span, source: str) -> tuple[Span | None, Span]:
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


# Link definitions and footnotes --------------------------------------------------------------


def _defined(document: Document, marks: Written) -> ReferenceList | None:
    """The numbered link definitions, where markers use them."""
    entries = []
    for block in document.blocks:
        if block.kind == "definition" and block.marker.isdigit() and len(block.marker) < 5:
            low = document.text.index("[", block.span.start) + 1
            entries.append(_definition(block, low, block.marker, block.target, document.text))
        elif block.kind == "item" and not block.text:
            match = _DEFINITION_ITEM.match(document.text, block.span.start)
            if match:
                entries.append(
                    _definition(block, match.start(1), match[1], match[2], document.text)
                )
    found = ReferenceList.of(DEFINED, entries) if entries else None
    groups = (group for groups in marks.groups.values() for group in groups)
    return found if found and any(_uses(group, found.numbers) for group in groups) else None


def _uses(group: Group, defined: frozenset[int]) -> bool:
    """Whether a marker uses a definition: as a link, or as text where Markdown makes no link."""
    if group.resolved:
        return True
    return group.style == BRACKET and not group.inner and not defined.isdisjoint(group.numbers)


def _definition(block: Block, low: int, label: str, target: str, source: str) -> Entry:
    number, digits = int(label), Span(low, low + len(label))
    rest = _LINE.match(source, block.span.end if block.kind == "definition" else low)
    end = rest.end() if rest else len(source)
    while end > low and source[end - 1] in " \t":
        end -= 1
    span = Span(low - 1, end)
    return Entry(
        (number,),
        (Part(number, number, digits, digits),),
        block,
        span,
        span,
        Span(block.span.start, end),
        source[digits.end + 2 : end].strip(),
        (target.strip("<>"),),
    )


def _noted(document: Document) -> ReferenceList | None:
    """The article's footnotes."""
    entries: list[Entry] = []
    begun: set[int] = set()
    for block in document.blocks:
        note = block.inside("footnote") if block.containers else None
        if note is not None and note.span.start not in begun:
            begun.add(note.span.start)
            entries.append(
                Entry(
                    (),
                    (),
                    block,
                    Span(note.span.start, max(block.span.end, note.span.start)),
                    None,
                    note.span,
                    block.text,
                    urls_of((block,)),
                    note.info,
                )
            )
    return ReferenceList.of(NOTED, entries) if entries else None
