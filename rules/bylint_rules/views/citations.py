"""Markers paired with the lists that explain them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from bylint.article.document import Block, Document
from bylint.checking.views import view
from bylint.text import Span
from bylint_rules.views.markers import (
    BRACKET,
    NUMBER,
    SUPERSCRIPT,
    Group,
    Note,
    Part,
    Ranges,
    written,
)
from bylint_rules.views.references import (
    DEFINED,
    LABELLED,
    ORDERED,
    UNNUMBERED,
    Entry,
    ReferenceList,
    References,
    references,
    set_in,
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
        groups = list(_bare(document, chosen[0])) if len(chosen) == 1 else []
    cited = tuple(pairing.pair(groups, marks.targets))
    return Citations(cited, (), True, lists.notes, marks.notes)


# Lists ---------------------------------------------------------------------------------------


def _chosen(lists: Sequence[ReferenceList], groups: Sequence[Group]) -> list[ReferenceList]:
    """The lists that markers refer to, those that go on counting put together."""
    numbered = [one for one in lists if one.kind != UNNUMBERED]
    for kind, headed in ((LABELLED, True), (ORDERED, True), (LABELLED, False), (DEFINED, False)):
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
            pending = pending._replace(entries=entries, last=one.last)
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
        self.strict = len(lists) == 1 or all(
            one.heading is not None and min(one.numbers) < 2 for one in lists
        )
        data = document.language.data.get("citations", {})
        self.cues = tuple(map(str, data.get("not_cited", ())))
        self.spaced = not document.language.unspaced

    def pair(self, groups: Sequence[Group], targets: frozenset[int]) -> Iterator[Cited]:
        """The lists with their markers."""
        shares: list[list[Group]] = [[] for _ in self.lists]
        for group in groups:
            shares[self._list_of(group.block)].append(group)
        bracketed: list[list[Block]] = [[] for _ in self.lists]
        for block in self.document.visible():
            if any(bracket in block.text for bracket in "[]［］"):
                bracketed[self._list_of(block)].append(block)
        for one, share, blocks in zip(self.lists, shares, bracketed, strict=True):
            groups = self._plausible(share, one)
            glued = self._is_glued_habit(groups, one)
            markers = tuple(self._marker(group, one, glued=glued) for group in groups)
            broken = tuple(self._broken(one, markers, blocks)) if blocks else ()
            linked = targets if one.kind == DEFINED else frozenset[int]()
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
            groups = [g for g in groups if g.style != SUPERSCRIPT or _closes_text(g)]
        if styles[NUMBER]:
            urls = {url for entry in one.entries for url in entry.urls}
            leading = {g.span for g in groups if g.style == NUMBER and _leads_to(g, urls)}
            if len(leading) * 2 < styles[NUMBER]:
                groups = [g for g in groups if g.style != NUMBER or g.span in leading]
        return [_separated(group, one.numbers) for group in groups]

    def _is_glued_habit(self, groups: Sequence[Group], one: ReferenceList) -> bool:
        """Whether the article sets markers right after the words of a spaced script."""
        known = [g for g in groups if not one.numbers.isdisjoint(g.numbers)] or groups
        return sum(bool(_word_before(group)) for group in known) * 2 >= len(known) > 0

    def _marker(self, group: Group, one: ReferenceList, *, glued: bool) -> Marker:
        block = group.block
        if self._in_entry(block, group.span) or block.inside("footnote"):
            return Marker(group, certain=False, aside=True)
        known = one.numbers if self.strict else self.everything
        lacking = tuple(number for number in group.numbers if number not in known)
        if block.inside("quote") or not self._is_certain(group, lacking, max(known), glued=glued):
            return Marker(group, certain=False)
        return Marker(group, certain=True, lacking=lacking)

    def _is_certain(self, group: Group, lacking: tuple[int, ...], top: int, *, glued: bool) -> bool:
        block = group.block
        if group.resolved or block.text.startswith("_", group.end):
            return True
        if group.link is None and _is_code(group, self.document.text):
            return False
        if not lacking:
            return True
        if any(number < 1 or number > max(99, 2 * top) for number in lacking):
            return False
        if group.style == NUMBER:
            return group.link is not None or _ends_sentence(group)
        if group.link is not None:
            return True
        word = _word_before(group) if group.style == BRACKET else ""
        if len(word) < 6 and word[:1].islower():
            after = _CLAUSE_END.match(block.text, group.end)
            if not (glued and after):
                return False
        return not self._is_doubtful(group)

    def _is_doubtful(self, group: Group) -> bool:
        """Whether what stands around a group speaks of an interval, a key, an index."""
        text = group.block.text
        after = text[group.end : group.end + 2]
        before = text[max(group.start - 2, 0) : group.start]
        if group.block.kind != "cell" and (group.start == 0 or _OPENED.search(before)):
            return True
        if after[:1] in _REGEX or _INDEXED.match(after) or _is_value(group, self.document.text):
            return True
        several = len(group.parts) > 1 or group.parts[0].low != group.parts[0].high
        if several and _NO_CLAUSE_END.match(after):
            return True
        return (several or not _CLAUSE_END.match(after)) and self._follows_cue(group)

    def _follows_cue(self, group: Group) -> bool:
        begin = _chain_start(group)
        before = group.block.text[max(begin - 24, 0) : begin].rstrip().lower()
        cue = next((cue for cue in self.cues if before.endswith(cue)), "")
        return bool(cue) and not (self.spaced and before[: -len(cue)][-1:].isalpha())

    # Broken markers ------------------------------------------------------------------------

    def _broken(
        self, one: ReferenceList, markers: Sequence[Marker], blocks: Sequence[Block]
    ) -> Iterator[Broken]:
        """`[1` and `1]` of numbers that the list holds."""
        if one.kind == DEFINED or not any(marker.certain for marker in markers):
            return
        for block in blocks:
            for broken in _unpaired(block, one.numbers):
                if not self._in_entry(block, broken.span):
                    yield broken


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
    return group._replace(parts=tuple(parts))


def _closes_text(group: Group) -> bool:
    """Whether a superscript follows what no power follows: a sentence mark or a wide letter."""
    before = group.block.text[max(group.start - 1, 0) : group.start]
    return before >= "\u3000" or before in tuple(".,;:!?\"'”’]")


def _leads_to(group: Group, urls: Collection[str]) -> bool:
    """Whether a linked number leads to an entry or to its source."""
    if group.link is None:
        return True
    target = group.link.value
    return target.startswith("#") or target in urls or target.partition("#")[0] in urls


_OPERATORS = tuple("=<>+*/\\|&^~∈∉⊂−")
_REGEX = tuple("+*?{\\^$|")
_INDEXED = re.compile(r"\(|\[(?:0|\D)|\.[a-z_]|->")
_OPENED = re.compile(r"\s[\"']$|[“「『]$")
_CHAIN = re.compile(r"(?:\[[^\[\]]{1,12}\])+$")
_CLAUSE_END = re.compile(r"[。、，．,.;:)）」』\[［_]|$")
_NO_CLAUSE_END = re.compile(r" ?[のにをでがはとか件個回]| ?[A-Za-z]")
_WORD_BEFORE = re.compile(r"[A-Za-z][A-Za-z'’]*$")
_IDENTIFIER = re.compile(
    r"(?:[A-Za-z0-9$]*_[\w$]*|[a-z]+[A-Z]\w*|(?<![A-Za-z])[a-z]|[\w.]+\.\w+|\(\)|[A-Za-z_]\w*\([\w.,]*\))$"
)
_OPERATION = re.compile(r"\](?![(（])| ?[+*/~<>&|^]| ?==| ?=[^\w]|\[[a-z_]")
_CODE_LINE = re.compile(
    r"\s*(?:>>>|\.\.\. |\$ |#include|def \w+\(|class \w+[:(]|elif .*:$|else:$|print[ (])"
    r"|.{0,200}?(?:\s[-+*/|&]?=\s|==|!=|->|=>|\);|\w\(\)|\s#\s|[;{]\s*$)"
)


def _chain_start(group: Group) -> int:
    """Where the brackets begin that end in a group: that of `[2]` for `[2][5]`."""
    if group.resolved and group.link is not None:
        return group.link.start
    low = max(group.start - 40, 0)
    match = _CHAIN.search(group.block.text, low, group.start)
    return match.start() if match else group.start


def _word_before(group: Group) -> str:
    """The word of a spaced script that a group is set right behind, "" if none."""
    begin = _chain_start(group)
    match = _WORD_BEFORE.search(group.block.text, max(begin - 20, 0), begin)
    return match[0] if match else ""


def _is_code(group: Group, source: str) -> bool:
    """Whether a group is an index or a value in code that was not marked up as such."""
    if group.style != BRACKET:
        return False
    text = group.block.text
    begin = _chain_start(group)
    before = text[max(begin - 40, 0) : begin]
    last = before[-1:]
    if last.isascii() and (last.isalnum() or last in "_$)") and _IDENTIFIER.search(before):
        return True
    if last == "(" and before[-2:-1].isalnum() and before[-2:-1].isascii():
        return True
    if last and last in "[=,":
        return True
    if before.rstrip()[-1:] in _OPERATORS or _OPERATION.match(text, group.end):
        return True
    if group.block.kind == "paragraph" and set_in(source, group.span.start):
        return True
    line = _line(group, source)
    return line.isascii() and _CODE_LINE.match(line) is not None


def _line(group: Group, source: str) -> str:
    """The source line on which a group stands, as far as that is near."""
    start, end = group.span
    begin = source.rfind("\n", max(start - 200, 0), start) + 1 or max(start - 200, 0)
    stop = source.find("\n", end, end + 200)
    return source[begin : stop if stop >= 0 else end + 200]


def _is_value(group: Group, source: str) -> bool:
    """Whether a group is all that stands on its line, as the output of a program does."""
    return (
        group.block.kind == "paragraph"
        and _line(group, source).strip() == source[group.span.start : group.span.end]
    )


_UNCLOSED = re.compile(r"([\[［])(\d{1,3})(?=[\s。、，．,.;:；：!?！？)）」』]|$)")
_UNOPENED = re.compile(r"(?<![\d.,，、;\-–~〜～\[［\[(（_])(\d{1,3})([\]］])(?![(\[])")
_SENTENCE_END = re.compile(r"[。！？\n]|[.!?]\s+[A-Z]")
_GOES_ON = re.compile(r"\s*[,，、.;:–-]\s*[\w.]{1,12}\s*[)）\]］]")


def _unpaired(block: Block, numbers: frozenset[int]) -> Iterator[Broken]:
    """The numbers of a block that have one bracket only."""
    dark = Ranges(block.prose.marked("code", "math", "autolink", "link"))
    for start, end, number, mended in sorted([*_unclosed(block.text), *_unopened(block.text)]):
        if number in numbers and number > 0 and not dark.at(start, end):
            yield Broken(block, start, end, number, mended)


def _unclosed(text: str) -> Iterator[tuple[int, int, int, str]]:
    for match in _UNCLOSED.finditer(text):
        start, end = match.span()
        opening, closing = _next(text, end, "[［"), _next(text, end, "]］")
        closed = closing < opening and not _SENTENCE_END.search(text, end, closing)
        if closed or _GOES_ON.match(text, end):
            continue
        if text[max(start - 1, 0) : start] not in tuple("_$)="):
            bracket = "]" if match[1] == "[" else "］"
            yield start, end, int(match[2]), match[0] + bracket


def _unopened(text: str) -> Iterator[tuple[int, int, int, str]]:
    for match in _UNOPENED.finditer(text):
        start, end = match.span()
        low = max(start - 60, 0)
        opened = max(text.rfind(char, low, start) for char in "[［")
        closed = max(text.rfind(char, low, start) for char in "]］")
        if opened > closed and not _is_left_open(text, opened, start):
            continue
        opened = text.rfind("(", low, start)
        if opened > text.rfind(")", low, start) and "," in text[opened:start]:
            continue
        bracket = "[" if match[2] == "]" else "［"
        yield start, end, int(match[1]), bracket + match[0]


def _is_left_open(text: str, opened: int, end: int) -> bool:
    """Whether a bracket begins a marker that lacks its end, in a sentence before."""
    begun = _UNCLOSED.match(text, opened, end)
    return begun is not None and _SENTENCE_END.search(text, begun.end(), end) is not None


def _next(text: str, start: int, chars: str) -> int:
    found = [text.find(char, start, start + 60) for char in chars]
    return min((at for at in found if at >= 0), default=len(text))


# Markers without a list -------------------------------------------------------------------------

_ENDS_CLAUSE = re.compile(r"\s*(?:[。、，．,.;:；：!?！？)）」』”\"\[［【—–]|$)|\s+[A-Z]|\n")


@view
def adrift(document: Document) -> tuple[Group, ...]:
    """The markers of an article that cites by number and has no list; none where it does not."""
    found = citations(document)
    if found.listed:
        return ()
    source = document.text
    groups = [group for group in found.loose if _stands_like_citation(group, source)]
    numbers = {number for group in groups for number in group.numbers}
    if len(groups) < 2 or len(numbers) < 2 or len(groups) * 2 < len(found.loose):
        return ()
    if max(numbers) > 3 * len(numbers) + 6 or min(numbers) > 3:
        return ()
    return tuple(groups)


def _stands_like_citation(group: Group, source: str) -> bool:
    """Whether a group closes a clause, as citations do, and nothing speaks against it."""
    block = group.block
    text = block.text
    if group.link is not None or group.flaw or min(group.numbers) < 1 or max(group.numbers) > 199:
        return False
    if block.kind == "heading" or block.inside("quote", "nav") or text.startswith("{{"):
        return False
    if group.start == 0 or _is_code(group, source) or _is_value(group, source):
        return False
    before = text[max(group.start - 4, 0) : group.start].rstrip()[-1:]
    operated = group.style == BRACKET and before in _OPERATORS
    return not operated and _ENDS_CLAUSE.match(text, group.end) is not None


# Numbers without brackets -----------------------------------------------------------------------

_BARE = re.compile(
    r"(?<=[ぁ-んァ-ヶー一-龠」』）)])[ \u3000](\d{1,3}(?:, ?\d{1,3})*+)(?=[。、]|\s*$)"
    r"|(?<=[a-z)”\"%])[.!?](\d{1,3}(?:,\d{1,3})*+)(?=\s+[A-Z“\"(]|\s*$)"
    r"|(?<=[a-z)”\"%])[ ](\d{1,3}(?:, ?\d{1,3})*+)(?=\.\s|\.$|\s*$)"
)
_FINAL = tuple('すたるいだんうくむつ」』）)”"')


def _bare(document: Document, one: ReferenceList) -> Iterator[Group]:
    """The bare numbers after sentences that exports of research assistants have.

    Only where a list under its heading explains most of what looks like one.
    """
    if one.heading is None or one.kind not in (ORDERED, LABELLED):
        return
    found: list[Group] = []
    for block in document.visible():
        if block.kind == "heading" or one.first <= block.index <= one.last:
            continue
        for match in _BARE.finditer(block.text):
            group = _bare_group(block, match)
            if group is not None:
                found.append(group)
    known = [group for group in found if set(group.numbers) <= one.numbers]
    cited = {number for group in known for number in group.numbers}
    if len(cited) >= 2 and len(cited) * 2 >= len(one.numbers) and len(known) * 5 >= len(found) * 3:
        yield from found


def _ends_sentence(group: Group) -> bool:
    """Whether a bare number stands where only a citation can: after a whole sentence."""
    text = group.block.text
    before = text[max(group.start - 2, 0) : group.start].rstrip()[-1:]
    after = text[group.end : group.end + 1]
    return (before in _FINAL and after in ("", "。")) or before in tuple(".!?")


def _bare_group(block: Block, match: re.Match[str]) -> Group | None:
    index = match.lastindex or 1
    start, end = match.span(index)
    if any(m.start < end and start < m.end for m in block.prose.marked("code", "math", "autolink")):
        return None
    parts = []
    for digits in re.finditer(r"\d{1,3}", block.text[start:end]):
        span = block.prose.span(start + digits.start(), start + digits.end())
        parts.append(Part(int(digits[0]), int(digits[0]), span, span))
    return Group(block, start, end, block.prose.span(start, end), NUMBER, tuple(parts))


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
