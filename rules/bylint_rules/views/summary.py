"""Where an article sums itself up: bullets or a section at its head, a section at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from bylint.article.document import VISIBLE, Block, Document, Section
from bylint.article.headings import Headings
from bylint.article.language import Language
from bylint.article.phrases import fold
from bylint.article.words import words_of
from bylint.checking.views import view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.bullets import (
    MIN_ITEMS,
    is_bullet_list,
    is_item,
    is_typed,
    list_at,
    stray_bullets,
)
from bylint_rules.views.disclosures import disclosures
from bylint_rules.views.layout import BACK_ROLES, is_byline, layout

_ROLES = frozenset({"summary", "lead"})
_CONTENTS = lazy_pattern(
    r"^\W*(?:目次|もくじ|contents|table of contents|toc|index|in this (?:article|post))\W*$",
    re.IGNORECASE,
)
_LABEL = lazy_pattern(r"^(?:\[![\w-]+\][+-]?)?\s*([^:：\n。]{1,40})[:：]")
_SHARE = 0.12
"""The share of an article that must follow a closing summary before it counts as misplaced."""
_WITHIN = 24
"""How far into a paragraph the words may stand that say that it sums up."""
_BOX = lazy_pattern(
    r"(?:!!!|\?\?\?\+?|:{3,})[ \t]*(?P<kind>[\w-]*)[ \t]*"
    r"(?:\[(?P<bracketed>[^\]\n]*)\]|\"(?P<quoted>[^\"\n]*)\"|(?P<bare>[^\n{]*))"
)
"""The line that opens a box: `!!! note "Summary"`, `:::tip[Summary]`."""
_BOXES = ("quote", "admonition", "aside", "details")


class Summary(NamedTuple):
    """One summary of an article.

    `kind` is bullets (a list at the head), lead (a section, box or line at the head) or closing.
    `blocks` are its content, without the `heading` if it has one. `misplaced` says that the body
    goes on after a closing summary, or began before lead bullets.
    """

    kind: str
    heading: Block | None
    blocks: tuple[Block, ...]
    misplaced: bool = False

    @property
    def span(self) -> Span:
        """The summary in the source, heading included."""
        first = self.heading or self.blocks[0]
        return Span(first.span.start, self.blocks[-1].span.end if self.blocks else first.span.end)

    @property
    def items(self) -> tuple[Block, ...]:
        """Its bullets, nested ones aside."""
        return tuple(filter(is_item, self.blocks))


@view
def summary(document: Document) -> tuple[Summary, ...]:
    """The summaries of an article in the order in which they stand."""
    if not document.language.data.get("headings"):
        return ()
    found = list(_sections(document))
    taken = {block.index for one in found for block in one.blocks}
    found.extend(_head(document, taken))
    if not any(one.kind == "closing" for one in found):
        found.extend(list(_tail(document, taken)) or _afterwords(document))
    if not any(one.kind in ("bullets", "lead") for one in found):
        found = _with_strays(document, found)
    found = found or list(_boxed(document))
    return tuple(sorted(found, key=lambda one: one.span))


def _with_strays(document: Document, found: list[Summary]) -> list[Summary]:
    """The summaries, with lead bullets that stand elsewhere taken out of those at the end."""
    strays = list(stray_bullets(document, opening(document)))
    if not strays:
        return found
    apart = {block for blocks in strays for block in blocks}
    rest = [
        one._replace(blocks=tuple(block for block in one.blocks if block not in apart))
        for one in found
        if not set(one.blocks) <= apart
    ]
    return rest + [Summary("bullets", None, blocks, misplaced=True) for blocks in strays]


@view
def opening(document: Document) -> int:
    """The index of the block with which the body begins; the number of blocks if nothing does.

    Title, byline, date, images, disclosures and signs without text come before it.
    """
    blocks = document.blocks
    titled = layout(document).title is not None
    index = layout(document).body
    while index < len(blocks):
        block = blocks[index]
        if block.kind == "heading" and block.level == 1 and block.real and not titled:
            titled = True
        elif _begins_body(block) and index not in _disclosing(document):
            break
        index += 1
    return index


@view
def _disclosing(document: Document) -> frozenset[int]:
    """The indices of the blocks that disclose AI's part and say little else."""
    return frozenset(
        one.block.index
        for one in disclosures(document)
        if one.block is not None and len(one.text) * 3 >= len(one.block.text)
    )


def first_line(document: Document) -> Span:
    """The first line of the body, as far as it is visible.

    A bare line at the top that is read as title counts: it may as well be the first heading.
    """
    index = opening(document)
    title = layout(document).title
    if title is not None and not title.real and title.index == index - 1:
        index = title.index
    if index >= len(document.blocks):
        return Span(0, 0)
    prose = document.blocks[index].prose
    end = next((mark.start for mark in prose.marked("break")), len(prose.text))
    return prose.span(0, end) if prose.text else document.blocks[index].span


def _begins_body(block: Block) -> bool:
    if block.kind not in (*VISIBLE, "code") or block.inside("hidden", "nav", "caption", "footnote"):
        return False
    if block.kind == "code":
        return True
    text = block.text.replace("\ufffc", "").strip()
    return bool(text) and not (block.kind in ("paragraph", "item") and is_byline(text))


# Sections under a heading ---------------------------------------------------------------------


def _sections(document: Document) -> Iterator[Summary]:
    """The summaries that stand under a heading."""
    outline = _Outline(document)
    end = 0
    found: list[tuple[int, Summary]] = []
    for index, section in enumerate(document.sections):
        if index < end or section.role not in _ROLES or outline.is_title(index):
            continue
        one = _summary_of(document, outline, index, section)
        if one is not None:
            found.append((index, one))
            end = outline.ends[index]
    if found and found[-1][1].kind == "closing":
        index, last = found[-1]
        found[-1] = index, last._replace(misplaced=outline.share_after(index) >= _SHARE)
    yield from (one for _, one in found)


def _summary_of(
    document: Document, outline: _Outline, index: int, section: Section
) -> Summary | None:
    heading = section.heading
    apart = _disclosing(document)
    blocks = tuple(block for block in outline.extent(index) if block.index not in apart)
    if heading is None or not any(b.text.strip() or b.kind in ("code", "html") for b in blocks):
        return None
    goes_on = outline.rests[outline.ends[index]] > 0
    early = outline.is_early(index)
    if section.role == "lead" and _is_head_only(heading):
        if not early or not goes_on:
            return None
    elif section.level > outline.top and not early and outline.share_after(index) >= _SHARE:
        return None
    if goes_on and (section.role == "lead" or _leads(document, outline, index, heading)):
        listed = blocks if heading.real else _first_list(blocks)
        return Summary("bullets" if all(map(_listed, listed)) else "lead", heading, listed)
    return Summary("closing", heading, blocks)


def _first_list(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The list that a section begins with, if it does: under a bare line, the body may follow it."""
    listed = tuple(takewhile(_listed, blocks))
    return listed if sum(map(is_item, listed)) >= MIN_ITEMS else blocks


def _leads(document: Document, outline: _Outline, index: int, heading: Block) -> bool:
    """Whether a section of a closing kind stands at the head: まとめ first, 結論 also second."""
    start = document.blocks[opening(document)].span.start
    before, whole = heading.span.start - start, len(document.text) - start
    if before * 8 < whole or (outline.rank(index) == 0 and before * 3 < whole):
        return True
    words = words_of(heading.language.data.get("summary", {}).get("leading", ()))
    return outline.is_early(index) and any(word in fold(heading.text) for word in words)


class _Outline:
    """The sections of an article, and for each what it holds and what follows it.

    `ends` gives for each section the index of the section after it and its subsections, `rests`
    how much text stands in body sections from an index on, `top` the level of the topmost sections.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections = document.sections
        self.title = _title(document)
        titles = (self.title, layout(document).title)
        self._ranks: list[int] = []
        levels: list[int] = []
        for section in self.sections:
            heading = section.heading
            self._ranks.append(len(levels))
            if heading is None or heading in titles or _CONTENTS.match(heading.text):
                continue
            levels.append(section.level)
        self.top = min(levels, default=1)
        self._first = levels[0] if levels else 1
        self.ends = _ends(self.sections)
        self.rests = self._rests()
        self._total = sum(map(_length, document.blocks))

    def _rests(self) -> list[int]:
        """Sizes of what follows; the subsections of back matter are back matter."""
        sizes = []
        cover = 7
        for section in self.sections:
            if section.level <= cover:
                apart = section.heading not in (None, self.title) and _may_follow(section)
                cover = section.level if apart else 7
            sizes.append(0 if cover < 7 else sum(map(_length, section.blocks)))
        rests = [0]
        for size in reversed(sizes):
            rests.append(rests[-1] + size)
        return rests[::-1]

    def share_after(self, index: int) -> float:
        """The share of the article's text that stands in body sections after a section.

        What follows an appendix is taken for appendices.
        """
        begin = end = self.ends[index]
        while end < len(self.sections) and not self._is_appendix(self.sections[end]):
            end += 1
        return (self.rests[begin] - self.rests[end]) / max(self._total, 1)

    def _is_appendix(self, section: Section) -> bool:
        return section.role == "appendix" and section.level <= self.top

    def rank(self, index: int) -> int:
        """How many headings stand before a section, the title and a table of contents aside."""
        return self._ranks[index]

    def is_early(self, index: int) -> bool:
        """Whether a section's heading is the first or the second, the title aside."""
        rank = self._ranks[index]
        return rank == 0 or (rank == 1 and self.sections[index].level <= self._first)

    def is_title(self, index: int) -> bool:
        """Whether a heading such as Summary is the title of the whole article."""
        section = self.sections[index]
        heading = section.heading
        if heading is None or heading is not self.title:
            return False
        if "title" in self.document.metadata.front_matter:
            return False
        return section.role != "lead" or _is_head_only(heading)

    def extent(self, index: int) -> Iterator[Block]:
        """The blocks of a section and its subsections, its own heading left out."""
        yield from self.sections[index].blocks
        for section in self.sections[index + 1 : self.ends[index]]:
            if section.heading is not None:
                yield section.heading
            yield from section.blocks


def _title(document: Document) -> Block | None:
    """The first heading, if nothing but bylines stands above it and all others stand below it."""
    start = opening(document)
    headings = [section.heading for section in document.sections if section.heading is not None]
    if not headings or headings[0].index > start:
        return None
    return headings[0] if all(headings[0].level < one.level for one in headings[1:]) else None


def _ends(sections: Sequence[Section]) -> list[int]:
    ends = [len(sections)] * (len(sections) + 1)
    opened: list[int] = []
    for index, section in enumerate(sections):
        while opened and sections[opened[-1]].level >= section.level:
            ends[opened.pop()] = index
        opened.append(index)
    return ends


def _may_follow(section: Section) -> bool:
    """Whether a section may follow a closing summary: back matter, or another summary."""
    heading = section.heading
    if heading is None or section.role in BACK_ROLES or section.role in _ROLES:
        return True
    text = fold(heading.text)
    words = words_of(heading.language.data.get("summary", {}).get("afterwords", ()))
    return any(word in text for word in words)


def _length(block: Block) -> int:
    return len(block.text) if block.kind in VISIBLE else 0


def _listed(block: Block) -> bool:
    return (
        block.kind in ("item", "rule", "comment")
        or (block.level > 0 and block.kind == "paragraph")
        or is_typed(block)
    )


@cache
def _head_only(language: Language) -> Headings:
    words = language.data.get("summary", {}).get("head_only", ())
    return Headings({**language.data, "headings": {"lead": words}})


def _is_head_only(heading: Block) -> bool:
    language = heading.language
    return bool(_head_only(language).role(heading.text))


# Summaries without a heading ------------------------------------------------------------------


def _head(document: Document, taken: set[int]) -> Iterator[Summary]:
    """Bullets, a box or a line at the head of the article."""
    blocks = document.blocks
    start = opening(document)
    if start >= len(blocks) - 1 or start in taken:
        return
    first = list_at(blocks, start + (blocks[start] is _title(document)))
    fresh = bool(first) and first[0].index not in taken
    if fresh and is_bullet_list(first) and _goes_on(blocks, first[-1].index + 1):
        yield Summary("bullets", None, first)
        return
    seen = 0
    for block in blocks[start:]:
        if (block.kind == "heading" and seen > 0) or seen == 4 or block.index in taken:
            return
        if block.kind not in ("paragraph", "item") or not block.text.strip():
            continue
        seen += 1
        if _is_labelled(block, "openers"):
            yield Summary("lead", None, tuple(_box(blocks, block)))
            return


def _tail(document: Document, taken: set[int]) -> Iterator[Summary]:
    """A paragraph at the end of the body that says that it sums up."""
    blocks = document.blocks
    end = layout(document).back
    seen = 0
    for block in reversed(blocks[opening(document) + 1 : end]):
        if block.kind == "heading" or seen == 4 or block.index in taken:
            return
        if block.kind not in ("paragraph", "item") or not block.text.strip():
            continue
        seen += 1
        if block.kind == "paragraph" and _is_labelled(block, "closers"):
            yield Summary("closing", None, blocks[block.index : end])
            return


def _afterwords(document: Document) -> Iterator[Summary]:
    """A closing section, which is no summary by its heading, whose first words say that it sums up."""
    for section in reversed(document.sections):
        if section.role == "closing":
            first = next((block for block in section.blocks if block.kind == "paragraph"), None)
            if first is not None and _is_labelled(first, "closers"):
                yield Summary("closing", section.heading, tuple(section.blocks))
            return


def _boxed(document: Document) -> Iterator[Summary]:
    """A box whose title says that it sums up, where nothing else does."""
    blocks = document.blocks
    for block in blocks:
        content = _box_content(document, block)
        if content:
            rest = sum(map(_length, blocks[content[-1].index + 1 :]))
            before = sum(map(_length, blocks[: block.index]))
            closing = rest < before
            share = rest / max(rest + before, 1)
            yield Summary(
                "closing" if closing else "lead", None, content, closing and share >= _SHARE
            )
            return


def _box_content(document: Document, block: Block) -> tuple[Block, ...]:
    """The blocks of the summary box that one opens; none where it opens no such box."""
    blocks = document.blocks
    if block.kind == "cell":
        first = block.index == 0 or blocks[block.index - 1].group != block.group
        if not (first and _sums_up(block.text, block.language)):
            return ()
        cells = tuple(takewhile(lambda one: one.group == block.group, _from(blocks, block)))
        return cells if _is_column(document, cells) else ()
    box = block.inside("admonition", "details")
    if box is not None:
        match = _BOX.match(document.source.slice(box.span))
        inner = block.index > 0 and box in blocks[block.index - 1].containers
        if match is None or inner or not _is_summary_box(match, block.language):
            return ()
        content = takewhile(lambda one: box in one.containers, _from(blocks, block))
        return tuple(one for one in content if one.span.start >= box.span.end)
    return ()


def _from(blocks: Sequence[Block], block: Block) -> Iterator[Block]:
    return (blocks[index] for index in range(block.index, len(blocks)))


def _is_summary_box(match: re.Match[str], language: Language) -> bool:
    title = match["bracketed"] or match["quoted"] or match["bare"] or match["kind"]
    return _sums_up(title, language)


def _sums_up(title: str, language: Language) -> bool:
    return language.heading_role(title) in _ROLES


def _is_column(document: Document, cells: Sequence[Block]) -> bool:
    """Whether a table has one column: every cell stands in a line of its own."""
    lines = [document.source.line_of(cell.span.start) for cell in cells]
    return len(cells) > 1 and len(set(lines)) == len(lines)


def _goes_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether prose follows."""
    return any(block.kind == "paragraph" and len(block.text) > 20 for block in blocks[index:])


def _box(blocks: Sequence[Block], block: Block) -> Iterator[Block]:
    """A block, and what shares its box or is its list."""
    yield block
    box = block.inside(*_BOXES)
    for following in blocks[block.index + 1 :]:
        if not ((box and box in following.containers) or (not box and following.kind == "item")):
            return
        yield following


def _is_labelled(block: Block, phrases: str) -> bool:
    """Whether a paragraph begins with words that announce a summary."""
    text = fold(block.text[:_WITHIN])
    words = words_of(block.language.data.get("summary", {}).get(phrases, ()))
    if any(word in text for word in words):
        return True
    label = _label(block)
    role = block.language.heading_role(label) if label else ""
    return role == "summary" or (
        role == "lead" and (phrases == "openers" or not _head_only(block.language).role(label))
    )


def _label(block: Block) -> str:
    """What stands in bold or before a colon at the beginning of a paragraph."""
    for mark in block.prose.marked("strong"):
        if mark.start == 0:
            return block.text[: mark.end] if mark.end <= 40 else block.text[:40]
    match = _LABEL.match(block.text[:60])
    return match[1] if match else ""
