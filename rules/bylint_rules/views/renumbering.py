"""Edits that give sources other numbers: in the text and in the list, together or not at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from bylint.article.document import Document
from bylint.diagnostics import Edit
from bylint.patterns import lazy_pattern
from bylint.text import Span
from bylint_rules.views.citations import Cited, Marker, numbers_in_code
from bylint_rules.views.entries import ORDERED, Entry
from bylint_rules.views.markers import Group
from bylint_rules.views.notation import NUMBER, is_number, like

_SEPARATED = lazy_pattern(r"[\d⁰¹²³⁴-⁹\s,，、;；\-–—‐‑−~〜～－⁻⁃\[\]［］【】\\]*")
_NAME = lazy_pattern(
    r"<[A-Za-z][^<>]{0,80}?\s(?:id|name)=[\"']?([^\"'\s<>]{1,60})[^<>]{0,80}>\s*(?:</a>)?"
)
_FRAGMENT = lazy_pattern(r"#([^\s\"'<>()\[\]]{1,60})")
_ITEM = lazy_pattern(r"<li[\s>](?s:.*)</li>", re.IGNORECASE)
_MARKER_NUMBER = lazy_pattern(r"\d{1,9}(?=[.)])")


class Unfit(Exception):
    """Something in the article cannot be renumbered without risk."""


def compressed(numbers: Iterable[int]) -> dict[int, int]:
    """The mapping that closes the holes between numbers and keeps their order."""
    ordered = sorted(numbers)
    base = 0 if ordered[:1] == [0] else 1
    return {number: base + index for index, number in enumerate(ordered)}


def renumber(
    document: Document, cited: Cited, mapping: Mapping[int, int], *, sort: bool = False
) -> tuple[Edit, ...] | None:
    """The edits that replace the numbers of a list, None where that cannot be done safely.

    With `sort` the entries change places, so that their numbers come in order.
    """
    return _attempt(document, cited, mapping, (), sort=sort)


def remove(
    document: Document, cited: Cited, entries: Collection[Entry], mapping: Mapping[int, int]
) -> tuple[Edit, ...] | None:
    """The edits that delete entries and renumber the rest, None where that is not safe."""
    return _attempt(document, cited, mapping, entries, sort=False)


def delete(document: Document, entries: Iterable[Entry]) -> tuple[Edit, ...] | None:
    """The edits that delete entries to which nothing points, None where that is not safe."""
    try:
        return tuple(Edit(_whole_lines(document.text, entry.whole), "") for entry in entries)
    except Unfit:
        return None


def _attempt(
    document: Document,
    cited: Cited,
    mapping: Mapping[int, int],
    removed: Collection[Entry],
    *,
    sort: bool,
) -> tuple[Edit, ...] | None:
    try:
        _check(document, cited, mapping)
        edits = list(_in_markers(document.text, cited, mapping, removed))
        if sort:
            edits = _sorted(document.text, cited, mapping, edits)
        else:
            edits += _in_labels(document.text, cited, mapping, removed)
            edits += _led_elsewhere(document.text, cited, mapping, removed)
        edits += [Edit(_whole_lines(document.text, entry.whole), "") for entry in removed]
    except Unfit:
        return None
    return tuple(sorted(set(edits))) or None


def _check(document: Document, cited: Cited, mapping: Mapping[int, int]) -> None:
    changed = {old for old, new in mapping.items() if old != new}
    if any(True for _ in cited.undefined) or changed & (cited.linked | numbers_in_code(document)):
        raise Unfit
    if any(item.number in changed for item in cited.broken):
        raise Unfit
    for marker in cited.markers:
        if changed.isdisjoint(marker.numbers):
            continue
        link = marker.group.link
        bare = marker.group.style == NUMBER and link is None
        if not (marker.certain or marker.aside) or bare:
            raise Unfit


# Markers -----------------------------------------------------------------------------------


def _in_markers(
    source: str, cited: Cited, mapping: Mapping[int, int], removed: Collection[Entry]
) -> Iterator[Edit]:
    gone = _Places(entry.whole for entry in removed)
    before: Marker | None = None
    for marker in cited.markers:
        group = marker.group
        if gone.index(group.span) is not None:
            continue
        if before is not None and _repeats(before.group, group, mapping):
            if group.link is not None:
                raise Unfit
            yield Edit(group.span, "")
            continue
        before = marker
        yield from rewritten(group, mapping, source)


def _repeats(one: Group, other: Group, mapping: Mapping[int, int]) -> bool:
    """Whether two neighbours that cited different sources now cite the same one."""
    return (
        one.block is other.block
        and one.end == other.start
        and len(one.numbers) == len(other.numbers) == 1
        and one.numbers != other.numbers
        and mapping.get(one.numbers[0]) == mapping.get(other.numbers[0], -1)
    )


def rewritten(group: Group, mapping: Mapping[int, int], source: str) -> Iterator[Edit]:
    """The edits that give a marker its new numbers. Raises `Unfit` where markup is in the way."""
    new = [mapping.get(number, number) for number in group.numbers]
    if new == list(group.numbers):
        return
    single = all(part.low == part.high for part in group.parts)
    if len(set(new)) == len(new) and (single or new == list(range(new[0], new[0] + len(new)))):
        ends = new if single else [new[0], new[-1]]
        spans = [span for part in group.parts for span in dict.fromkeys((part.first, part.last))]
        if len(spans) == len(ends):
            for span, number in zip(spans, ends, strict=True):
                yield _digits(span, number, source)
            for span in group.echoes:
                yield _digits(span, new[0], source)
            return
    body = group.body
    text = source[body.start : body.end]
    if group.echoes or not _SEPARATED.fullmatch(text):
        raise Unfit
    yield Edit(body, _set_of(sorted(set(new)), text))


def _set_of(numbers: list[int], sample: str) -> str:
    """Numbers as a set, three or more neighbours as a range, in the digits of a sample."""
    dash = next((char for char in sample if char in "–—‐‑−~〜～－⁻⁃"), "-")
    comma = next((char for char in sample if char in "，、;；"), ",")
    comma += " " if comma in ",;" and not (sample and sample[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹") else ""
    texts: list[str] = []
    begin = 0
    for index in range(1, len(numbers) + 1):
        if index < len(numbers) and numbers[index] == numbers[index - 1] + 1:
            continue
        run = numbers[begin:index]
        if len(run) > 2:
            texts.append(like(sample, run[0]) + dash + like(sample, run[-1]))
        else:
            texts.extend(like(sample, number) for number in run)
        begin = index
    return comma.join(texts)


def _digits(span: Span, number: int, source: str) -> Edit:
    sample = source[span.start : span.end]
    if not is_number(sample):
        raise Unfit
    return Edit(span, like(sample, number))


# The list ------------------------------------------------------------------------------------


def _in_labels(
    source: str, cited: Cited, mapping: Mapping[int, int], removed: Collection[Entry]
) -> Iterator[Edit]:
    gone = {entry.span for entry in removed}
    for entry in cited.list.entries:
        if entry.span not in gone:
            yield from _label_edits(source, cited, entry, mapping)


def _label_edits(
    source: str, cited: Cited, entry: Entry, mapping: Mapping[int, int]
) -> Iterator[Edit]:
    if cited.list.kind == ORDERED and not entry.labels:
        yield from _counted(source, entry, mapping)
        return
    for part in entry.labels:
        new = [mapping.get(number, number) for number in part.numbers]
        if new == list(part.numbers):
            continue
        if part.low != part.high:
            raise Unfit
        yield _digits(part.first, new[0], source)


def _counted(source: str, entry: Entry, mapping: Mapping[int, int]) -> Iterator[Edit]:
    """The number that Markdown shows in an ordered list; HTML writes none."""
    number = entry.numbers[0]
    match = _MARKER_NUMBER.match(source, entry.block.span.start)
    if match is not None and int(match[0]) == number != mapping.get(number, number):
        yield Edit(Span(*match.span()), str(mapping[number]))


class _Places:
    """Ranges that do not overlap, asked which of them covers another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)

    def index(self, span: Span) -> int | None:
        """The number of the range that covers a span, or None."""
        index = bisect_right(self.spans, span) - 1
        for at in (index, index + 1):
            if 0 <= at < len(self.spans) and self.spans[at].covers(span):
                return at
        return None

    @property
    def overlap(self) -> bool:
        """Whether two of the ranges share a character after all."""
        return any(one.end > other.start for one, other in pairwise(self.spans))


def _sorted(source: str, cited: Cited, mapping: Mapping[int, int], edits: list[Edit]) -> list[Edit]:
    """The edits with the entries' contents moved to the places their new numbers give them."""
    entries = cited.list.entries
    if any(len(entry.numbers) != 1 or entry.slot is None for entry in entries):
        raise Unfit
    if len({entry.block.kind == "item" for entry in entries}) > 1:
        raise Unfit
    slots = _Places(entry.slot for entry in entries if entry.slot is not None)
    if slots.overlap:
        raise Unfit
    edits = [*edits, *_in_anchors(source, cited, mapping, slots)]
    if cited.list.kind != ORDERED:
        edits = [*edits, *_in_labels(source, cited, mapping, ())]
    kept: list[Edit] = []
    inside: dict[int, list[Edit]] = {}
    for edit in edits:
        index = slots.index(edit.span)
        if index is None:
            kept.append(edit)
        else:
            inside.setdefault(index, []).append(edit)
    texts = {
        slot: _applied(source, slot, inside.get(index, ()))
        for index, slot in enumerate(slots.spans)
    }
    order = sorted(entries, key=lambda entry: mapping[entry.numbers[0]])
    for place, entry in zip(slots.spans, order, strict=True):
        text = texts[entry.slot or place]
        if text != source[place.start : place.end]:
            kept.append(Edit(place, text))
    return kept


# Links within the page -------------------------------------------------------------------------


def _anchor(group: Group) -> str:
    """The place within the page to which a marker leads, "" if to none."""
    target = group.link.value if group.link is not None else ""
    return target[1:] if target.startswith("#") else ""


def _in_anchors(
    source: str, cited: Cited, mapping: Mapping[int, int], slots: _Places
) -> Iterator[Edit]:
    """The edits that let markers lead to where their entries have moved.

    An entry may be named by an attribute that stays where it is, as in `<li id="s1">`; names
    within an entry move with it. Raises `Unfit` where something else leads there too.
    """
    places = [_name_before(source, slot) for slot in slots.spans]
    if not any(places):
        return
    order = sorted(cited.list.entries, key=lambda entry: mapping[entry.numbers[0]])
    names = {
        _name_before(source, entry.slot): new
        for entry, new in zip(order, places, strict=True)
        if entry.slot is not None
    }
    moved = [old for old, new in names.items() if old and old != new]
    others = Counter(match[1] for match in _FRAGMENT.finditer(source))
    others.subtract(_anchor(marker.group) for marker in cited.markers)
    if any(others[old] > 0 for old in moved):
        raise Unfit
    for marker in cited.markers:
        old = _anchor(marker.group)
        new = names.get(old, "")
        if not old or new == old or old not in names:
            continue
        yield _led_to(source, marker, new)


def _led_elsewhere(
    source: str, cited: Cited, mapping: Mapping[int, int], removed: Collection[Entry]
) -> Iterator[Edit]:
    """The edits that let markers of removed entries lead to the entry that they now cite.

    Raises `Unfit` where that entry has no name, or something else leads to a removed one.
    """
    gone = {number for entry in removed for number in entry.numbers}
    moved = [
        marker
        for marker in cited.markers
        if _anchor(marker.group) and not gone.isdisjoint(marker.numbers)
    ]
    if not moved:
        return
    kept = {
        mapping[number]: entry
        for entry in cited.list.entries
        for number in entry.numbers
        if number not in gone
    }
    others = Counter(match[1] for match in _FRAGMENT.finditer(source))
    others.subtract(_anchor(marker.group) for marker in cited.markers)
    for marker in moved:
        entry = kept.get(mapping[marker.numbers[0]])
        if entry is None or entry.slot is None or marker.aside or others[_anchor(marker.group)] > 0:
            raise Unfit
        yield _led_to(source, marker, _name_before(source, entry.slot))


def _led_to(source: str, marker: Marker, name: str) -> Edit:
    """The edit that lets a marker lead to another place within the page."""
    old, link = _anchor(marker.group), marker.group.link
    at = source.find(f"#{old}", link.span.start, link.span.end) + 1 if link else 0
    if not name or not at or len(marker.numbers) != 1:
        raise Unfit
    return Edit(Span(at, at + len(old)), name)


def _name_before(source: str, slot: Span) -> str:
    """The name that the markup right before an entry gives its place, "" if it gives none."""
    low = max(source.rfind("\n", 0, slot.start) + 1, slot.start - 200)
    named = list(_NAME.finditer(source, low, slot.start))
    return named[-1][1] if named else ""


def _applied(source: str, slot: Span, edits: Iterable[Edit]) -> str:
    text, at = "", slot.start
    for edit in sorted(edits):
        text += source[at : edit.span.start] + edit.text
        at = edit.span.end
    return text + source[at : slot.end]


def _whole_lines(source: str, span: Span) -> Span:
    """A range with the line ends around it, where nothing else stands on its lines.

    A list item of HTML goes without them from a line that holds more.
    """
    start, end = span
    while end > start and source[end - 1] in "\r\n":
        end -= 1
    while start > 0 and source[start - 1] in " \t>":
        start -= 1
    while end < len(source) and source[end] in " \t":
        end += 1
    if (start > 0 and source[start - 1] not in "\r\n") or (
        end < len(source) and source[end] not in "\r\n"
    ):
        if _ITEM.fullmatch(source, *span):
            return span
        raise Unfit
    end = _after_line_end(source, end)
    if end == len(source):
        start = _before_line_end(source, start) if _is_blank_before(source, start) else start
        start = start if source[end - 1] in "\r\n" else _before_line_end(source, start)
    elif _is_blank_before(source, start) and source[end] in "\r\n":
        end = _after_line_end(source, end)
    return Span(start, end)


def _after_line_end(source: str, at: int) -> int:
    if source.startswith("\r\n", at):
        return at + 2
    return at + 1 if at < len(source) else at


def _before_line_end(source: str, at: int) -> int:
    return max(at - (2 if source[max(at - 2, 0) : at] == "\r\n" else 1), 0)


def _is_blank_before(source: str, start: int) -> bool:
    return source[max(start - 2, 0) : start] in ("\n\n", "\r\r") or source.endswith(
        "\r\n\r\n", 0, start
    )
