"""Numbers without brackets that cite, as exports of research assistants have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.patterns import lazy_pattern
from bylint_rules.views.entries import LABELLED, ORDERED, ReferenceList
from bylint_rules.views.markers import Group, Part, Ranges
from bylint_rules.views.notation import NUMBER

_BARE = lazy_pattern(
    r"(?<=[ぁ-んァ-ヶー一-龠」』）)])[ \u3000](\d{1,3}(?:, ?\d{1,3})*)(?=[。、]|\s*$)"
    r"|(?<=[a-z)”\"%])[.!?](\d{1,3}(?:,\d{1,3})*)(?=\s+[A-Z“\"(]|\s*$)"
    r"|(?<=[a-z)”\"%])[ ](\d{1,3}(?:, ?\d{1,3})*)(?=\.\s|\.$|\s*$)"
)
_FINAL = tuple('すたるいだんうくむつ」』）)”"')


def bare_numbers(document: Document, one: ReferenceList) -> Iterator[Group]:
    """The numbers that follow a sentence or end a cell.

    Only where a list under its heading explains most of what looks like one.
    """
    if one.heading is None or one.kind not in (ORDERED, LABELLED):
        return
    found: list[Group] = []
    for block in document.visible():
        if block.kind == "heading" or one.first <= block.index <= one.last:
            continue
        dark = Ranges(block.prose.marked("code", "math", "autolink"))
        matches = _BARE.finditer(block.text)
        found.extend(_group(block, match) for match in matches if not dark.at(*match.span()))
    known = [group for group in found if set(group.numbers) <= one.numbers]
    cited = {number for group in known for number in group.numbers}
    if len(cited) >= 2 and len(cited) * 2 >= len(one.numbers) and len(known) * 5 >= len(found) * 3:
        yield from found


def ends_sentence(group: Group) -> bool:
    """Whether a bare number stands where only a citation can: after a whole sentence."""
    text = group.block.text
    before = text[max(group.start - 2, 0) : group.start].rstrip()[-1:]
    after = text[group.end : group.end + 1]
    return (before in _FINAL and after in ("", "。")) or before in tuple(".!?")


def _group(block: Block, match: re.Match[str]) -> Group:
    index = match.lastindex or 1
    start, end = match.span(index)
    parts = []
    for digits in re.finditer(r"\d{1,3}", block.text[start:end]):
        span = block.prose.span(start + digits.start(), start + digits.end())
        parts.append(Part(int(digits[0]), int(digits[0]), span, span))
    return Group.of(block, (start, end), block.prose.span(start, end), NUMBER, parts)
