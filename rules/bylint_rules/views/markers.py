"""Citation markers as they stand in the text: bracketed numbers, superscripts, linked numbers.

Nothing here knows of reference lists: whether a marker cites anything is decided in `citations`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from bylint.article.document import Block, Document
from bylint.article.prose import Mark
from bylint.checking.views import view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.notation import (
    BRACKET,
    CLOSING,
    LENTICULAR,
    NUMBER,
    STYLES,
    SUPERSCRIPT,
    SUPERSCRIPTS,
    TO_DIGITS,
    WIDE,
    dressed,
    is_body,
)

_NUMBERS = r"\d{1,4}(?:[ ]?(?:[,，、;；]|[-–—‐‑−~〜～－])\s?\d{1,4})*"
_BRACKETED = lazy_pattern(
    rf"([\[［【])([ \u3000]?)({_NUMBERS})([ \u3000]?)"
    r"(?:[,，、:：] ?(?:pp?\.|p ?\d|§|chap\.|ch\.|sec\.|第)[^\[\]［］【】\n]{0,40})?([\]］】])"
)
_LITERAL_TAG = lazy_pattern(rf"<sup>\s?({_NUMBERS})\s?</sup>", re.IGNORECASE)
_RAISED = lazy_pattern(rf"[{SUPERSCRIPTS}]{{1,3}}(?:[,，˒⁻⁃–-][{SUPERSCRIPTS}]{{1,3}})*")
_PART = lazy_pattern(r"(\d{1,4})(?: ?[-–—‐‑−~〜～－⁻⁃] ?(\d{1,4}))?")
_ONLY = lazy_pattern(rf"\s*({_NUMBERS})\s*")
_JOIN = lazy_pattern(r" ?[-–—‐‑−~〜～－] ?")
_RESOLVED = lazy_pattern(r"\[(\d{1,4})\](?:\[(\d{1,4})\]|\[\])?")
_NOTE = lazy_pattern(r"\[\^([^\]\[^\s]{1,60})\]")
_UNIT = lazy_pattern(
    r"(?:^|[^A-Za-z])(?:[A-Za-zΑ-ωµ]|[kKMGcdmnµμ]?[mgsΩ]|in|ft|yd|mi|ha|px|lb|sin|cos|tan|log|exp)$"
)
_MAX_RANGE = 100
_LONGEST = 12
"""The longest text of a link that is a marker."""


class Part(NamedTuple):
    """One number, or a range of them, and where its digits stand in the source."""

    low: int
    high: int
    first: Span
    last: Span

    @property
    def numbers(self) -> range:
        """The numbers it names."""
        return range(self.low, self.high + 1)


class Group(NamedTuple):
    """Numbers that stand together: in one pair of brackets, one superscript, one link.

    `numbers` are those it cites, in the order written, `parts` how they are written. `start` and
    `end` are its range in the block's prose, `span` its place in the source. `echoes` are further
    digits that repeat its number, as in `[1][1]`. `flaw` says what is wrong with how it is written:
    "spaced", "widths" or "". `link` is the link whose whole text it is, `inner` says that it is
    only a part of a link's text. `resolved` marks a link that Markdown made of `[1]`.
    """

    block: Block
    start: int
    end: int
    span: Span
    style: str
    parts: tuple[Part, ...]
    numbers: tuple[int, ...]
    flaw: str
    link: Mark | None
    inner: bool
    resolved: bool
    echoes: tuple[Span, ...]

    @classmethod
    def of(
        cls,
        block: Block,
        place: tuple[int, int],
        span: Span,
        style: str,
        parts: Sequence[Part],
        *,
        flaw: str = "",
        link: Mark | None = None,
        inner: bool = False,
        resolved: bool = False,
        echoes: tuple[Span, ...] = (),
    ) -> Group:
        """A group at a place of a block's prose."""
        numbers = (parts[0].low,) if _is_single(parts) else _numbers(parts)
        return cls(
            block, *place, span, style, tuple(parts), numbers, flaw, link, inner, resolved, echoes
        )

    def of_parts(self, *parts: Part) -> Group:
        """This group with other parts."""
        return self._replace(parts=parts, numbers=_numbers(parts))

    @property
    def body(self) -> Span:
        """From its first digit to its last."""
        return Span(self.parts[0].first.start, self.parts[-1].last.end)

    def styled(self, style: str, source: str) -> str | None:
        """This marker in another style, None where the style has no room for what it says."""
        if SUPERSCRIPT not in (self.style, style):
            return dressed(source[self.span.start + 1 : self.span.end - 1], style)
        if self.end - self.start > 2 + self.body.end - self.body.start:
            return None
        text = source[self.body.start : self.body.end]
        return dressed(text, style) if is_body(text) else None


def _is_single(parts: Sequence[Part]) -> bool:
    return len(parts) == 1 and parts[0].low == parts[0].high


def _numbers(parts: Iterable[Part]) -> tuple[int, ...]:
    """Every number of these parts."""
    return tuple(number for part in parts for number in part.numbers)


class Note(NamedTuple):
    """A footnote marker; `literal` says that readers see it as it is written."""

    block: Block
    label: str
    span: Span
    literal: bool


class Written(NamedTuple):
    """What a document has of markers.

    `groups` has those of each block by its index, `notes` the footnote markers. `targets` are the
    numbers that links with a text of their own name, as `[text][1]` does, and `numbered` the blocks
    in which a link's text begins with a number. `unpaired` are the blocks with square brackets
    that belong to no marker.
    """

    groups: dict[int, tuple[Group, ...]]
    notes: tuple[Note, ...]
    targets: frozenset[int]
    numbered: frozenset[int]
    unpaired: tuple[Block, ...]


@view
def written(document: Document) -> Written:
    """Everything in an article that has the form of a marker."""
    reading = _Reading(document.text)
    for block in document.visible():
        reading.read(block)
    return Written(
        reading.groups,
        tuple(reading.notes),
        frozenset(reading.targets),
        frozenset(reading.numbered),
        tuple(reading.unpaired),
    )


class _Reading:
    """Collects the markers of a document, block by block."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.raised = "&sup" in source or _has_superscript(source)
        self.wide = any(char in source for char in _FULL) or "&#" in source
        self.groups: dict[int, tuple[Group, ...]] = {}
        self.notes: list[Note] = []
        self.targets: set[int] = set()
        self.numbered: set[int] = set()
        self.unpaired: list[Block] = []

    def read(self, block: Block) -> None:
        """Read one block."""
        prose = block.prose
        text = prose.text
        marked = bool(prose.marks) and self._read_marks(block)
        square = "[" in text or "]" in text or (self.wide and any(char in text for char in _FULL))
        raised = self.raised and _has_superscript(text)
        if marked or square or raised:
            found = list(_Reader(block, self.source).read(raised=raised))
            if square and _brackets(text) != 2 * sum(one.style in _SQUARE for one in found):
                self.unpaired.append(block)
            if prose.marks:
                found = [group for group in found if not _is_note(group)]
            if len(found) > 1:
                found.sort(key=lambda group: (group.start, group.span))
                found = list(_joined(found, text))
            if found:
                self.groups[block.index] = tuple(found)
            if "[^" in text:
                self.notes.extend(_literal_notes(block))

    def _read_marks(self, block: Block) -> bool:
        """Read what the markup tells; whether it may make markers of bare numbers."""
        may_mark = False
        for mark in block.prose.marks:
            kind = mark.kind
            if kind == "link":
                may_mark = may_mark or mark.end - mark.start <= _LONGEST
                self._read_link(block, mark)
            elif kind == "superscript":
                may_mark = True
            elif kind == "footnote":
                self.notes.append(Note(block, mark.value, mark.span, literal=False))
            elif kind == "image":
                self.targets.update(_target(mark, self.source))
        return may_mark

    def _read_link(self, block: Block, mark: Mark) -> None:
        self.targets.update(_target(mark, self.source))
        label = _note_label(mark.value) if mark.end - mark.start <= _LONGEST else ""
        if label:
            self.notes.append(Note(block, label, mark.span, literal=False))
        if block.text[mark.start : mark.start + 1].isdigit():
            self.numbered.add(block.index)


_SQUARE = (BRACKET, WIDE, LENTICULAR)
_FULL = "［］【】"


def _brackets(text: str) -> int:
    return sum(text.count(char) for char in "[]" + _FULL)


def _has_superscript(text: str) -> bool:
    return "<sup" in text or (not text.isascii() and any(char in text for char in SUPERSCRIPTS))


# Groups ------------------------------------------------------------------------------------


class Ranges:
    """Ranges of a text that do not overlap, asked for by place."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._starts: list[int] = []
        self._marks: list[Mark] = []
        end = -1
        for mark in marks:
            if mark.end > end:
                self._starts.append(mark.start)
                self._marks.append(mark)
                end = mark.end

    def at(self, start: int, end: int) -> Mark | None:
        """The range that shares a character with `start` to `end`."""
        index = bisect_left(self._starts, end) - 1
        if index >= 0 and self._marks[index].end > start:
            return self._marks[index]
        return None


_DARK = frozenset({"code", "math", "autolink", "ruby"})
"""Markup in which numbers are no text."""
_NOWHERE = Ranges(())


class _Reader:
    """Reads the groups of one block."""

    def __init__(self, block: Block, source: str) -> None:
        self.block = block
        self.source = source
        self.prose = prose = block.prose
        self.text = prose.text
        self.raised: list[Mark] = []
        self.dark = self.links = _NOWHERE
        if prose.marks:
            self.raised = [mark for mark in prose.marks if mark.kind == "superscript"]
            self.dark = Ranges(mark for mark in prose.marks if mark.kind in _DARK)
            self.links = Ranges(mark for mark in prose.marks if mark.kind == "link")

    def read(self, *, raised: bool) -> Iterator[Group]:
        """Every group, by its form; `raised` says that there are superscripts without markup."""
        text = self.text
        if self.prose.marks:
            yield from self._superscripts()
            yield from self._linked()
        if "[" in text or "［" in text or "【" in text:
            yield from self._bracketed()
        if raised:
            yield from self._matched(_RAISED, 0)
            yield from self._matched(_LITERAL_TAG, 1)

    def _bracketed(self) -> Iterator[Group]:
        text = self.text
        for match in _BRACKETED.finditer(text):
            start, end = match.span()
            if self.dark.at(start, end) or _names_a_link(text, start):
                continue
            parts = self._parts(match[3], match.start(3))
            if parts is None:
                continue
            link = self.links.at(start, end)
            whole = link is not None and text[link.start : link.end].strip() == match[0]
            yield Group.of(
                self.block,
                (start, end),
                self.prose.span(start, end),
                STYLES[match[1]],
                parts,
                flaw=_flaw(match),
                link=link if whole else None,
                inner=link is not None and not whole,
            )

    def _matched(self, pattern: re.Pattern[str], numbers: int) -> Iterator[Group]:
        """Superscripts that are characters, or tags that plain text shows."""
        for match in pattern.finditer(self.text):
            start, end = match.span()
            if self.dark.at(start, end) or self.links.at(start, end):
                continue
            if is_power(self.text, start, end):
                continue
            parts = self._parts(match[numbers], match.start(numbers))
            if parts is not None:
                span = self.prose.span(start, end)
                yield Group.of(self.block, (start, end), span, SUPERSCRIPT, parts)

    def _superscripts(self) -> Iterator[Group]:
        end = -1
        for mark in self.raised:
            match = _ONLY.fullmatch(self.text, mark.start, mark.end)
            if match is None or (mark.start != end and is_power(self.text, mark.start, mark.end)):
                continue
            end = mark.end
            parts = self._parts(match[1], match.start(1))
            if parts is not None:
                link = self.links.at(mark.start, mark.end)
                if link is not None and (link.start, link.end) != (mark.start, mark.end):
                    continue
                span = _outer(mark.span, link.span) if link else mark.span
                place = (mark.start, mark.end)
                yield Group.of(self.block, place, span, SUPERSCRIPT, parts, link=link)

    def _linked(self) -> Iterator[Group]:
        """Links whose whole text is a number: what Markdown makes of `[1]`, and others."""
        raised = {(mark.start, mark.end) for mark in self.raised}
        for mark in self.prose.marks:
            if mark.kind != "link" or mark.end - mark.start > _LONGEST:
                continue
            begin = mark.span.start
            match = _RESOLVED.match(self.source, begin, max(mark.span.end, begin))
            if match is not None and not self.source.startswith("(", match.end()):
                yield from self._resolved(mark, match)
            elif (mark.start, mark.end) not in raised:
                only = _ONLY.fullmatch(self.text, mark.start, mark.end)
                parts = self._parts(only[1], only.start(1)) if only else None
                if parts:
                    span = self.prose.span(mark.start, mark.end)
                    place = (mark.start, mark.end)
                    yield Group.of(self.block, place, span, NUMBER, parts, link=mark)

    def _resolved(self, mark: Mark, match: re.Match[str]) -> Iterator[Group]:
        """`[1]`, `[1][]`, `[1][1]` are one marker, `[1][2]` two, though Markdown makes one link."""
        double = match[2] is not None and match[2] != match[1]
        echoes = (Span(*match.span(2)),) if match[2] is not None and not double else ()
        end = match.end(1) + 1 if double else match.end()
        yield self._reference(mark.start, mark, match, 1, Span(match.start(), end), echoes)
        if double:
            span = Span(match.start(2) - 1, match.end())
            yield self._reference(mark.end, mark, match, 2, span, ())

    def _reference(
        self,
        start: int,
        mark: Mark,
        match: re.Match[str],
        index: int,
        span: Span,
        echoes: tuple[Span, ...],
    ) -> Group:
        digits = Span(*match.span(index))
        part = Part(int(match[index]), int(match[index]), digits, digits)
        return Group.of(
            self.block,
            (start, mark.end),
            span,
            BRACKET,
            (part,),
            link=mark,
            resolved=True,
            echoes=echoes,
        )

    def _parts(self, numbers: str, at: int) -> tuple[Part, ...] | None:
        """The numbers of a group; None where a range runs backwards or too far."""
        if numbers.isdecimal():
            number, digits = int(numbers), self.prose.span(at, at + len(numbers))
            return (Part(number, number, digits, digits),)
        parts = []
        for match in _PART.finditer(numbers.translate(TO_DIGITS)):
            low = int(match[1])
            high = int(match[2]) if match[2] else low
            if high < low or high - low > _MAX_RANGE:
                return None
            first = self.prose.span(at + match.start(1), at + match.end(1))
            last = self.prose.span(at + match.start(2), at + match.end(2)) if match[2] else first
            parts.append(Part(low, high, first, last))
        return tuple(parts)


def _flaw(match: re.Match[str]) -> str:
    """What is wrong with how brackets and digits are put together."""
    if match[2] or match[4]:
        return "spaced"
    wide = "０" <= match[3][0] <= "９"
    mismatched = CLOSING[match[1]] != match[5]
    return "widths" if mismatched or (match[1] == "[" and wide) else ""


def _names_a_link(text: str, start: int) -> bool:
    """Whether the brackets at `start` are the end of a link that nothing defines: `[text][1]`."""
    if start == 0 or text[start - 1] != "]":
        return False
    opening = text.rfind("[", max(start - 200, 0), start - 1)
    return opening >= 0 and not _BRACKETED.fullmatch(text, opening, start)


def _is_note(group: Group) -> bool:
    return group.link is not None and bool(_note_label(group.link.value))


def _joined(groups: list[Group], text: str) -> Iterator[Group]:
    """Groups with `[1]–[3]` made one range."""
    pending: Group | None = None
    for group in groups:
        if pending is not None and _is_range(pending, group, text):
            first, last = pending.parts[0], group.parts[0]
            part = Part(first.low, last.low, first.first, last.first)
            span = _outer(pending.span, group.span)
            pending = pending._replace(end=group.end, span=span).of_parts(part)
            continue
        if pending is not None:
            yield pending
        pending = group
    if pending is not None:
        yield pending


def _is_range(one: Group, other: Group, text: str) -> bool:
    return (
        one.style == other.style
        and len(one.parts) == len(other.parts) == 1
        and one.parts[0].low == one.parts[0].high < other.parts[0].low == other.parts[0].high
        and other.parts[0].low - one.parts[0].low <= _MAX_RANGE
        and _JOIN.fullmatch(text, one.end, other.start) is not None
    )


def is_power(text: str, start: int, end: int) -> bool:
    """Whether a raised number is part of a unit, a formula, a number or an isotope's name."""
    if start == 0:
        return False
    before = text[start - 1]
    if before in "⁻⁺-+=/^" or before.isdigit() or before in SUPERSCRIPTS:
        return True
    after = text[end : end + 1]
    if after.isascii() and after.isalpha() and (before in " \n(（" or before.isascii()):
        return True
    if before == ")":
        inside = text[max(text.rfind("(", max(start - 16, 0), start), 0) : start]
        return inside.startswith("(") and " " not in inside and inside.isascii()
    return _UNIT.search(text[max(start - 6, 0) : start]) is not None


def _outer(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


# Other things that point at sources -----------------------------------------------------------


def _target(mark: Mark, source: str) -> Iterator[int]:
    """The number of the definition that a link or image with a text of its own uses."""
    end = mark.span.end
    if not source.startswith("]", end - 1):
        return
    opening = source.rfind("][", max(end - 8, 0), end)
    label = source[opening + 2 : end - 1]
    named = _RESOLVED.match(source, mark.span.start, end) is None
    if named and opening > mark.span.start and label.isdigit():
        yield int(label)


def _literal_notes(block: Block) -> Iterator[Note]:
    """The footnote markers that Markdown leaves as they are, since nothing defines them."""
    prose = block.prose
    dark = Ranges(m for m in prose.marks if m.kind in ("code", "math", "autolink"))
    for match in _NOTE.finditer(prose.text):
        start, end = match.span()
        if dark.at(start, end):
            continue
        before, after = prose.text[max(start - 1, 0) : start], prose.text[end : end + 1]
        if _is_label(match[1], after) or _is_set(match[1], before, after):
            yield Note(block, match[1], prose.span(start, end), literal=True)


def _note_label(target: str) -> str:
    """The label of the footnote that an address within the page leads to."""
    match = _NOTE_TARGET.match(target) if target.startswith("#") else None
    return match[1] if match else ""


_NOTE_TARGET = lazy_pattern(r"#(?:user-content-)?fn(?:[:_-](?=.)|(?=\d))(.+)")
_SHORT_LABEL = lazy_pattern(r"[^\W\d_][^\W_]?")
_STOPS = '.,;:!?)"”’。、，．！？）」』'
_LABEL = lazy_pattern(r"[1-9]\d{0,2}(?:[_.-]\d{1,3})?|[^\W\d_][\w.:-]{2,}")


def _is_set(label: str, before: str, after: str) -> bool:
    """Whether a label so short that a regular expression may exclude it is set as a marker is."""
    return (
        _SHORT_LABEL.fullmatch(label) is not None
        and (before.isalnum() or before in tuple(_STOPS))
        and (not after or after.isspace() or after >= "\u3000" or after in _STOPS)
    )


def _is_label(label: str, following: str) -> bool:
    """Whether `[^label]` is a footnote marker and no class of a regular expression."""
    if label[1:2] == "-" or label[-1:] == ":" or following in tuple("*+?{^|\\"):
        return False
    return _LABEL.fullmatch(label) is not None
