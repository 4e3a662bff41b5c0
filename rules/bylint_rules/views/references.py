"""Reference lists as they stand in an article: which lines are entries, and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bylint.article.document import Block, Document, Section
from bylint.checking.views import view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.definitions import defined, noted
from bylint_rules.views.entries import (
    LABELLED,
    ORDERED,
    UNNUMBERED,
    URL,
    Draft,
    Entry,
    Label,
    ReferenceList,
    Row,
    addresses,
    belongs,
    counted,
    is_linked,
    linked_label,
    places,
    rows_of,
    take,
)
from bylint_rules.views.markers import Group, Part, Written, written

_LEAD = lazy_pattern(r"[ \t\u3000]*(?:\.\.[ \t]+|[-–*•・●][ \t\u3000]*)?")
_AFTER_LABEL = lazy_pattern(r"[ \t\u3000]*[:：.．]?[ \t\u3000]*")
_BETWEEN_LABELS = lazy_pattern(r"[ \t\u3000]*[,，、]?[ \t\u3000]*")
_PLAIN_LABEL = lazy_pattern(r"[(（]?(\d{1,3})[ ]?[.．)）:：\]][ \t\u3000]*(?=[^\s\d])")
_ENTRY_LINE = lazy_pattern(r"\s*【\d{1,3}】")
_NO_ENTRY = lazy_pattern(
    r"[,，、。.．;；:：)）」』!?！？]|[はがをにのでとも](?![A-Za-z\s])|によ[るれっ]|から|より"
)
_ITEM_NUMBER = lazy_pattern(r"[ \t>]*(\d{1,9})[.)]")
_GLUED = 6
"""Among how many of a paragraph's last markers and links its glued entry is looked for."""
_SET_IN = 6
"""Plain text sets lists in by less; further in stand examples of lists."""
_TAIL = 600
"""What may stand after the list at the end of an article: a profile, a disclosure, an advert."""


class References(NamedTuple):
    """The reference lists of an article, in order, and its footnotes.

    `labels` are the groups that are labels of entries, by block and start: no markers.
    """

    lists: tuple[ReferenceList, ...]
    notes: ReferenceList | None
    labels: frozenset[tuple[int, int]]


@view
def references(document: Document) -> References:
    """The reference lists of an article and its footnotes."""
    marks = written(document)
    scan = _Scan(document, marks)
    lists = [*scan.headed(), *scan.unheaded()]
    own = defined(document, marks)
    if not (lists or own) and marks.groups:
        lists.extend(scan.tail())
    if own and not any(one.numbers & own.numbers for one in lists):
        lists.append(own)
    lists.sort(key=lambda one: one.first)
    return References(tuple(lists), noted(document), frozenset(scan.labels))


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

    def _labelled(self, blocks: Sequence[Block]) -> list[Draft]:
        """Entries that begin with a label of their own."""
        drafts: list[Draft] = []
        for block in blocks:
            if _may_enter(block) and not block.inside("footnote"):
                for index, row in enumerate(rows_of(block)):
                    example = block.kind == "paragraph" and set_in(self.document.text, row.low)
                    label = None if example else self._label(row)
                    take(drafts, label, row, first=index == 0)
        return self._spread(drafts[0]) if len(drafts) == 1 else drafts

    def _spread(self, draft: Draft) -> list[Draft]:
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
                drafts.append(Draft.of(label, piece))
        drafts[-1].more.extend(draft.more)
        return drafts

    def _numbered(self, blocks: Sequence[Block]) -> list[Draft]:
        """Entries of an ordered list, rows of a numbered table, lines that begin with a number."""
        blocks = [block for block in blocks if not block.inside("footnote")]
        items = [b for b in blocks if b.kind == "item" and b.marker[:1].isdigit()]
        level = min((item.level for item in items), default=0)
        drafts: list[Draft] = []
        for block in blocks:
            rows = list(rows_of(block)) if block.kind in ("paragraph", "item", "cell") else []
            for index, row in enumerate(rows):
                label = self._number(row, level) if index == 0 or not items else None
                take(drafts, label, row, first=index == 0)
        return counted(drafts)

    def _number(self, row: Row, level: int) -> Label | None:
        block = row.block
        if block.kind == "cell":
            match = re.fullmatch(r"\s*\[?(\d{1,3})\]?\.?\s*", block.text)
            if match is None or not block.marker.endswith(":0"):
                return None
            return Label((int(match[1]),), (), (), row.start, row.end)
        if level:
            if block.kind != "item" or block.level != level or not block.marker[:1].isdigit():
                return None
            match = _ITEM_NUMBER.match(self.document.text, block.span.start)
            if match is None:
                return Label((int(block.marker.rstrip(".")),), (), (), row.start, row.start)
            number, digits = int(match[1]), Span(*match.span(1))
            part = Part(number, number, digits, digits)
            return Label((number,), (part,), (), row.start, row.start)
        match = _PLAIN_LABEL.match(row.block.text, row.start, row.end)
        if match is None:
            return None
        digits = block.prose.span(*match.span(1))
        number = int(match[1])
        part = Part(number, number, digits, digits)
        return Label((number,), (part,), (), row.start, match.end())

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
        if known >= 2 and len(cited) <= 2 * known and all(map(addresses, drafts)):
            yield from self._lists(ORDERED, drafts, None)

    def unheaded(self) -> Iterator[ReferenceList]:
        """Runs of labelled rows elsewhere, where they behave like a list of sources."""
        run: list[Draft] = []
        marked = self.marks.groups.keys() | self.marks.numbered
        for block in self.document.visible():
            if not run and block.index not in marked:
                continue
            if block.index in self.covered or block.kind == "cell" or block.inside("footnote"):
                yield from self._ended(run)
                run = []
                continue
            rows = list(rows_of(block)) if self._worth(block) or run else []
            found = bool(run) and belongs(block, run[-1])
            for index, row in enumerate(rows):
                label = self._label(row) if _may_enter(block) else None
                if label is not None and self._begins(label, rows, index, run):
                    take(run, label, row, first=index == 0)
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

    def _begins(self, label: Label, rows: list[Row], index: int, run: list[Draft]) -> bool:
        """Whether a labelled row is an entry and no sentence that a line happened to break at."""
        row = rows[index]
        rest = row.block.text[label.body : row.end]
        if _NO_ENTRY.match(rest) or (not rest.strip() and not is_linked(label)):
            return False
        if index == 0 or (run and row.block in (run[-1].rows[-1].block, *run[-1].more[-1:])):
            return True
        if URL.match(rest):
            return True
        following = self._label(rows[index + 1]) if index + 1 < len(rows) else None
        return following is not None and following.numbers[0] == label.numbers[-1] + 1

    def _ended(self, run: list[Draft]) -> Iterator[ReferenceList]:
        if not run:
            return
        run = self._glued(run) + run
        sourced = sum(bool(addresses(draft, linked=False)) for draft in run)
        if len(run) > 1 and len({draft.label.numbers for draft in run}) == 1:
            return
        if len(run) == 1:
            first = run[0]
            text = first.rows[0].block.text[first.label.body : first.rows[0].end]
            if not (URL.match(text) or (sourced and self._at_end(run))):
                return
        elif sourced * 2 < len(run) and not self._at_end(run):
            return
        yield from self._lists(LABELLED, run, None)

    def _at_end(self, run: list[Draft]) -> bool:
        last = max(run[-1].rows[-1].block.index, *(block.index for block in run[-1].more), 0)
        size = 0
        for block in self.document.blocks[last + 1 :]:
            if block.kind in ("paragraph", "item", "heading") and not block.inside("hidden"):
                size += len(block.text)
                if size > _TAIL:
                    return False
        return True

    def _glued(self, run: list[Draft]) -> list[Draft]:
        """The entry before a run's first, where it stands at the end of the paragraph before."""
        limit = run[0].label.numbers[0]
        block = run[0].rows[0].block
        before = next(
            (b for b in reversed(self.document.blocks[: block.index]) if b.text.strip()), None
        )
        if limit < 2 or before is None or before.kind not in ("paragraph", "item"):
            return []
        row = list(rows_of(before))[-1]
        starts = [group.start for group in self.marks.groups.get(before.index, ())]
        starts += [mark.start for mark in before.prose.marks if mark.kind == "link"]
        for start in sorted(starts)[: -_GLUED - 1 : -1]:
            label = self._label(row._replace(start=start)) if start > row.start else None
            if label is None or not 0 < label.numbers[0] < limit:
                continue
            rest = before.text[label.body :]
            if not (URL.search(rest) or rest[:1].isspace()):
                return []
            return [Draft.of(label, row._replace(start=start, low=-1))]
        return []

    # Labels --------------------------------------------------------------------------------

    def _label(self, row: Row) -> Label | None:
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
            return linked_label(row, begin)
        after = _AFTER_LABEL.match(text, taken[-1].end, row.end)
        body = after.end() if after else taken[-1].end
        parts = tuple(part for group in taken for part in group.parts)
        numbers = tuple(number for group in taken for number in group.numbers)
        return Label(numbers, parts, tuple(taken), taken[0].start, body)

    def _by_start(self, block: Block) -> dict[int, Group]:
        found: dict[int, Group] = self.document.memo(
            ("groups-by-start", block.index),
            lambda: {g.start: g for g in reversed(self.marks.groups.get(block.index, ()))},
        )
        return found

    # Lists -----------------------------------------------------------------------------------

    def _lists(
        self, kind: str, drafts: list[Draft], heading: Block | None
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

    def _parted(self, one: Draft, other: Draft) -> bool:
        between = range(one.rows[-1].block.index + 1, other.rows[0].block.index)
        return any(self.document.blocks[index].kind == "heading" for index in between) or (
            other.rows[0].block.group != one.rows[0].block.group
        )

    def _list(self, kind: str, drafts: list[Draft], heading: Block | None) -> ReferenceList:
        for draft in drafts:
            block = draft.rows[0].block.index
            self.labels.update((block, group.start) for group in draft.label.groups)
        return ReferenceList.of(kind, [self._entry(draft) for draft in drafts], heading)

    def _entry(self, draft: Draft) -> Entry:
        label, rows = draft.label, draft.rows
        block, last = rows[0].block, rows[-1]
        begin, end = label.start, last.end
        while end > begin and block.text[end - 1].isspace():
            end -= 1
        span = self._with_markup(block, begin, end)
        slot, whole = places(draft, span, self.document.text)
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
            addresses(draft),
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
