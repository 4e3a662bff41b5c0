"""Lists that Markdown itself keeps: numbered link definitions, and footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from bylint.article.document import Block, Document
from bylint.patterns import lazy_pattern
from bylint.text import Span
from bylint_rules.views.entries import DEFINED, NOTED, Entry, ReferenceList, urls_of
from bylint_rules.views.markers import Group, Part, Written
from bylint_rules.views.notation import BRACKET

_DEFINITION_ITEM = lazy_pattern(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(\d{1,4})\]:[ \t]*(\S+)")
_LINE = lazy_pattern(r"[^\r\n]*")


def defined(document: Document, marks: Written) -> ReferenceList | None:
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


def noted(document: Document) -> ReferenceList | None:
    """The article's footnotes."""
    blocks: dict[int, list[Block]] = {}
    for block in document.blocks:
        note = block.inside("footnote") if block.containers else None
        if note is not None:
            blocks.setdefault(note.span.start, []).append(block)
    entries = [_note(start, found) for start, found in blocks.items()]
    return ReferenceList.of(NOTED, entries) if entries else None


def _note(start: int, blocks: Sequence[Block]) -> Entry:
    block = blocks[0]
    note = block.inside("footnote")
    return Entry(
        (),
        (),
        block,
        Span(start, max(block.span.end, start)),
        None,
        Span(start, max(start, *(one.span.end for one in blocks))),
        block.text,
        urls_of((block,)),
        note.info if note is not None else "",
    )
