"""Markers paired with the lists that explain them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from bylint.article.document import Block, Document
from bylint.checking.views import view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.bare_numbers import bare_numbers, ends_sentence
from bylint_rules.views.broken import Broken, unpaired
from bylint_rules.views.entries import DEFINED, LABELLED, ORDERED, UNNUMBERED, Entry, ReferenceList
from bylint_rules.views.markers import Group, Note, Part, Written, written
from bylint_rules.views.notation import BRACKET, NUMBER, SUPERSCRIPT
from bylint_rules.views.references import References, references
from bylint_rules.views.standing import (
    closes_clause,
    closes_text,
    is_code,
    is_doubtful,
    stands_like_citation,
    word_before,
)


class Marker(NamedTuple):
    """A marker and what it is worth.

    One that is not `certain` may well be something else, such as an index in code that nobody
    marked up, or stands in a quotation: it only counts as a use of its numbers. So does one that
    is an `aside`, which stands in an entry or a footnote. `lacking` are those of its numbers that
    the list does not have.
    """

    group: Group
    certain: bool
    aside: bool = False
    lacking: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers it cites."""
        return self.group.numbers


class Cited(NamedTuple):
    """A reference list and the markers that point into it, in order of place."""

    list: ReferenceList
    markers: tuple[Marker, ...]
    broken: tuple[Broken, ...]
    linked: frozenset[int]
    """Numbers that links with a text of their own use."""

    @property
    def undefined(self) -> Iterator[tuple[Group, tuple[int, ...]]]:
        """The markers whose numbers the list lacks, and those numbers."""
        for marker in self.markers:
            if marker.lacking:
                yield marker.group, marker.lacking

    @property
    def used(self) -> frozenset[int]:
        """Every number that something points at."""
        numbers = {number for marker in self.markers for number in marker.numbers}
        return frozenset(numbers | self.linked | {item.number for item in self.broken})


class Citations(NamedTuple):
    """The reference lists of an article with their markers, and markers that no list explains.

    `listed` says that the article has sources, though perhaps without numbers.
    """

    cited: tuple[Cited, ...]
    loose: tuple[Group, ...]
    listed: bool
    notes: ReferenceList | None
    note_markers: tuple[Note, ...]


@view
def citations(document: Document) -> Citations:
    """The citations of an article."""
    marks = written(document)
    lists = references(document)
    groups = [
        group
        for found in marks.groups.values()
        for group in found
        if not group.inner and (group.block.index, group.start) not in lists.labels
    ]
    chosen = _chosen(lists.lists, groups)
    if not chosen:
        loose = tuple(group for group in groups if group.style != NUMBER)
        return Citations((), loose, bool(lists.lists), lists.notes, marks.notes)
    pairing = _Pairing(document, chosen, lists)
    if not groups:
        groups = list(bare_numbers(document, chosen[0])) if len(chosen) == 1 else []
    cited = tuple(pairing.pair(groups, marks))
    return Citations(cited, (), True, lists.notes, marks.notes)


# Lists ---------------------------------------------------------------------------------------

_PREFERRED = (
    (LABELLED, True),
    (ORDERED, True),
    (LABELLED, False),
    (DEFINED, False),
    (ORDERED, False),
)
"""The kinds of lists, with and without a heading: where one is found, no other is asked."""


def _chosen(lists: Sequence[ReferenceList], groups: Sequence[Group]) -> list[ReferenceList]:
    """The lists that markers refer to, those that go on counting put together."""
    numbered = [one for one in lists if one.kind != UNNUMBERED]
    for kind, headed in _PREFERRED:
        found = [
            one for one in numbered if one.kind == kind and (one.heading is not None) == headed
        ]
        if found and (not headed or kind == ORDERED) and groups:
            cited = {number for group in groups for number in group.numbers}
            found = [one for one in found if one.numbers & cited]
        if found:
            return list(_merged(found))
    return []


def _merged(lists: Iterable[ReferenceList]) -> Iterator[ReferenceList]:
    pending: ReferenceList | None = None
    for one in lists:
        if pending is None:
            pending = one
        elif pending.numbers & one.numbers:
            yield pending
            pending = one
        else:
            entries = (*pending.entries, *one.entries)
            span = (pending.first, one.last)
            pending = ReferenceList.of(pending.kind, entries, pending.heading, span)
    if pending is not None:
        yield pending


# Pairing -------------------------------------------------------------------------------------


class _Pairing:
    """Gives every marker to the list that should explain it, and judges what it is worth."""

    def __init__(
        self, document: Document, lists: Sequence[ReferenceList], found: References
    ) -> None:
        self.document = document
        self.lists = lists
        self.ends = [one.last for one in lists]
        entries = [entry for one in found.lists for entry in one.entries]
        self.places = sorted(entry.span for entry in entries)
        self.further = {block.index for entry in entries for block in entry.more}
        self.everything = frozenset[int]().union(*(one.numbers for one in lists))
        self.top = max(99, 2 * max(self.everything))
        self.strict = len(lists) == 1 or all(
            one.heading is not None and min(one.numbers) < 2 for one in lists
        )

    def pair(self, groups: Sequence[Group], marks: Written) -> Iterator[Cited]:
        """The lists with their markers."""
        shares: list[list[Group]] = [[] for _ in self.lists]
        for group in groups:
            shares[self._list_of(group.block)].append(group)
        unpaired: list[list[Block]] = [[] for _ in self.lists]
        for block in marks.unpaired:
            unpaired[self._list_of(block)].append(block)
        for one, share, blocks in zip(self.lists, shares, unpaired, strict=True):
            groups = self._plausible(share, one)
            glued = _Glued.of(groups, one)
            markers = tuple(self._marker(group, one, glued) for group in groups)
            broken = tuple(self._broken(one, markers, blocks)) if blocks else ()
            linked = marks.targets if one.kind == DEFINED else frozenset[int]()
            yield Cited(one, markers, broken, linked)

    def _list_of(self, block: Block) -> int:
        """The list that begins after a block, or else the last: chapters end with theirs."""
        return min(bisect_left(self.ends, block.index), len(self.lists) - 1)

    def _in_entry(self, block: Block, place: Span) -> bool:
        index = bisect_left(self.places, (place.start + 1,)) - 1
        return block.index in self.further or (index >= 0 and place.start < self.places[index].end)

    def _plausible(self, groups: list[Group], one: ReferenceList) -> list[Group]:
        """The groups without links that lead elsewhere and without powers, such as load²."""
        styles = Counter(group.style for group in groups)
        if styles[SUPERSCRIPT] * 2 < len(groups):
            cited = {n for g in groups if g.style != SUPERSCRIPT for n in g.numbers}
            lone = one.numbers - cited
            groups = [
                g for g in groups if g.style != SUPERSCRIPT or _is_citing(g, one.numbers, lone)
            ]
        if styles[NUMBER]:
            urls = {url for entry in one.entries for url in entry.urls}
            leading = {g.span for g in groups if g.style == NUMBER and _leads_to(g, urls)}
            if len(leading) * 2 < styles[NUMBER]:
                groups = [g for g in groups if g.style != NUMBER or g.span in leading]
        return [_separated(group, one.numbers) for group in groups]

    def _marker(self, group: Group, one: ReferenceList, glued: _Glued) -> Marker:
        block = group.block
        if self._in_entry(block, group.span) or block.inside("footnote"):
            return Marker(group, certain=False, aside=True)
        known = one.numbers if self.strict else self.everything
        lacking = tuple(number for number in group.numbers if number not in known)
        if block.inside("quote") or not self._is_certain(group, lacking, glued):
            return Marker(group, certain=False)
        return Marker(group, certain=True, lacking=lacking)

    def _is_certain(self, group: Group, lacking: tuple[int, ...], glued: _Glued) -> bool:
        block = group.block
        if group.resolved or block.text.startswith("_", group.end):
            return True
        if group.link is None and is_code(group, self.document.text):
            return False
        if not lacking:
            return True
        if any(number < 1 or number > self.top for number in lacking):
            return False
        if group.style == NUMBER:
            return group.link is not None or ends_sentence(group)
        if group.link is not None:
            return True
        word = word_before(group) if group.style == BRACKET else ""
        if len(word) < 6 and word[:1].islower() and not glued.allows(group, word):
            return False
        return not is_doubtful(group, self.document)

    # Broken markers ------------------------------------------------------------------------

    def _broken(
        self, one: ReferenceList, markers: Sequence[Marker], blocks: Sequence[Block]
    ) -> Iterator[Broken]:
        """`[1` and `1]` of numbers that the list holds."""
        if one.kind == DEFINED or not any(marker.certain for marker in markers):
            return
        for block in blocks:
            for broken in unpaired(block, one.numbers):
                if not self._in_entry(block, broken.span):
                    yield broken


class _Glued(NamedTuple):
    """Whether an article sets markers right after the words of a spaced script.

    `inside` says that it does so within clauses too, where other texts have indices.
    """

    habit: bool
    inside: bool

    @classmethod
    def of(cls, groups: Sequence[Group], one: ReferenceList) -> _Glued:
        """The habit that the markers show whose numbers the list has."""
        known = [g for g in groups if not one.numbers.isdisjoint(g.numbers)] or groups
        glued = [group for group in known if word_before(group)]
        habit = len(glued) * 2 >= len(known) > 0
        within = sum(not closes_clause(group) for group in glued) if habit else 0
        return cls(habit, within > 1 and within * 3 >= len(glued))

    def allows(self, group: Group, word: str) -> bool:
        """Whether a number right after a short word may well be a marker."""
        return self.habit and (closes_clause(group) or (self.inside and len(word) > _INDEXED))


_INDEXED = 2
"""Names of this length or less have an index behind them more often than a source."""


def _separated(group: Group, known: frozenset[int]) -> Group:
    """`¹²` as sources 1 and 2 where a list has those and no source 12."""
    digits = str(group.parts[0].low)
    if group.style != SUPERSCRIPT or group.link or len(group.parts) > 1 or len(digits) < 2:
        return group
    first, last = group.parts[0].first, group.parts[0].last
    numbers = [int(digit) for digit in digits]
    if first != last or group.parts[0].low in known or not known.issuperset(numbers):
        return group
    spans = [Span(first.start + index, first.start + index + 1) for index in range(len(digits))]
    parts = [Part(n, n, span, span) for n, span in zip(numbers, spans, strict=True)]
    return group.of_parts(*parts)


def _is_citing(group: Group, known: frozenset[int], uncited: frozenset[int]) -> bool:
    """Whether a superscript among other markers is one too, and no power.

    It follows what no power follows; or it closes a clause after a word that is no unit, and either
    is raised by markup or is the only one to cite its source.
    """
    if closes_text(group):
        return True
    if not known.issuperset(group.numbers) or not closes_clause(group):
        return False
    word = _WORD.search(group.block.text, max(group.start - 30, 0), group.start)
    raised = group.span.end - group.span.start > group.end - group.start
    return word is not None and (raised or uncited.issuperset(group.numbers))


_WORD = lazy_pattern(r"(?<!\d )\b[^\W\d_]{4,} ?$")


def _leads_to(group: Group, urls: Collection[str]) -> bool:
    """Whether a linked number leads to an entry or to its source."""
    if group.link is None:
        return True
    target = group.link.value
    return target.startswith("#") or target in urls or target.partition("#")[0] in urls


# Markers without a list -------------------------------------------------------------------------


@view
def adrift(document: Document) -> tuple[Group, ...]:
    """The markers of an article that cites by number and has no list; none where it does not."""
    found = citations(document)
    if found.listed:
        return ()
    source = document.text
    groups = [group for group in found.loose if stands_like_citation(group, source)]
    numbers = {number for group in groups for number in group.numbers}
    if len(groups) < 2 or len(numbers) < 2 or len(groups) * 3 < len(found.loose):
        return ()
    if max(numbers) > 3 * len(numbers) + 6 or min(numbers) > 3:
        return ()
    return () if _is_swallowed(document) else tuple(groups)


def _is_swallowed(document: Document) -> bool:
    """Whether code that nothing closes runs to the end of the article, and its list with it."""
    last = document.blocks[-1]
    if last.kind != "code":
        return False
    code = document.text[last.span.start : last.span.end]
    open_ended = not code.rstrip().endswith(("```", "~~~"))
    return open_ended and re.search(r"\n[ \t]*(?:\.\. |[-*] )?\[\d", code) is not None


def unused(cited: Cited, document: Document) -> list[Entry]:
    """The entries to which nothing points, in the text, in code or in other entries."""
    used = cited.used
    if not used:
        return []
    left = [entry for entry in cited.list.entries if not used.intersection(entry.numbers)]
    shown = numbers_in_code(document) if left else frozenset[int]()
    return [entry for entry in left if not shown.intersection(entry.numbers)]


@view
def numbers_in_code(document: Document) -> frozenset[int]:
    """The numbers in brackets that code blocks show, as diagrams and transcripts do."""
    numbers: set[int] = set()
    for block in document.blocks:
        if block.kind == "code":
            code = document.text[block.span.start : block.span.end]
            numbers.update(int(n) for n in re.findall(r"(?<![\w\])])\[(\d{1,4})\]", code))
    return frozenset(numbers)
