"""Where an article's body begins and ends: what is title and byline, and what is back matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bylint.article.document import Block, Document, Section
from bylint.checking.views import view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

BACK_ROLES = frozenset(
    {"references", "links", "closing", "profile", "advert", "appendix", "disclosure"}
)
"""What sections after the body announce."""

_BYLINE = lazy_pattern(
    r"^\W*(?:by|author|written by|published|updated|posted|date|reading time|category|tags?"
    r"|文|著者|筆者|執筆|作成|公開|更新|投稿|最終更新|日付|カテゴリ|タグ|記者|編集)\w{0,4}\s*[:：・/| ]",
    re.IGNORECASE,
)
_DATE = lazy_pattern(
    r"\d{4}\s?[-/.年]\s?\d{1,2}|\d{1,2}\s?月\s?\d{1,2}\s?日|令和\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}|\d+ min(?:ute)? read",
    re.IGNORECASE,
)


class Layout(NamedTuple):
    """Block indices of an article's parts.

    `title` is its title if it has one; `body` the first block after title, byline and date;
    `last` the first block of the last body section; `back` the first block of the back matter, or
    the number of blocks where it has none.
    """

    title: Block | None
    body: int
    last: int
    back: int


@view
def layout(document: Document) -> Layout:
    """The parts of an article."""
    blocks = document.blocks
    title, body = _head(blocks)
    sections = document.sections
    back = len(sections)
    while back > 1 and _is_back(sections[back - 1]):
        back -= 1
    end = _begin(sections[back]) if back < len(sections) else len(blocks)
    while end > body + 1 and _is_link_list(blocks[end - 1]):
        end -= 1
    last = _begin(sections[back - 1]) if back else body
    return Layout(title, body, max(min(last, end), body), end)


def is_byline(text: str) -> bool:
    """Whether a line names author, date or tags instead of telling something."""
    text = text.strip()
    return len(text) <= 80 and bool(_BYLINE.match(text) or (_DATE.search(text) and len(text) <= 40))


def is_link(block: Block) -> bool:
    """Whether a block is nothing but links."""
    linked = sum(mark.end - mark.start for mark in block.prose.marked("link", "autolink"))
    return linked > 0 and linked * 10 >= len(block.text.strip()) * 6


def _head(blocks: Sequence[Block]) -> tuple[Block | None, int]:
    title: Block | None = None
    for index, block in enumerate(blocks):
        if block.kind in ("comment", "rule", "html", "definition") or block.inside("hidden", "nav"):
            continue
        text = block.text.replace("\ufffc", "").strip()
        if not text:
            continue
        if title is None and block.kind == "heading" and block.level == 1:
            title = block
        elif not (block.kind in ("paragraph", "item") and is_byline(text)):
            return title, index
    return title, len(blocks)


def _begin(section: Section) -> int:
    first = section.heading or (section.blocks[0] if section.blocks else None)
    return first.index if first else 0


def _is_back(section: Section) -> bool:
    return section.role in BACK_ROLES or not any(block.text.strip() for block in section.blocks)


def _is_link_list(block: Block) -> bool:
    return block.kind in ("rule", "comment", "definition") or (
        block.kind == "item" and is_link(block)
    )
