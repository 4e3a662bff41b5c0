"""Where in its article a block stands, as far as a disclosure is concerned."""

from __future__ import annotations

from bylint.article.document import Block, Document
from bylint.article.prose import OBJECT
from bylint.checking.views import view
from bylint_rules.views.layout import layout


def place(document: Document, block: Block) -> str:
    """Where a block stands: at the top, at the bottom or in the middle of its article.

    In a short article a block may be both; then it is at the top.
    """
    found = places(document, block)
    return found[0] if found else "middle"


def places(document: Document, block: Block) -> tuple[str, ...]:
    """The edges of its article at which a block stands: top, bottom, both or none."""
    top = block.index <= _top(document) or block.inside("header") is not None
    return (*(["top"] if top else []), *(["bottom"] if block.index >= _bottom(document) else []))


@view
def _top(document: Document) -> int:
    """The index of the last block that counts as top: the second paragraph of the body."""
    paragraphs, group, last = 0, 0, -1
    body = layout(document).body
    for block in document.visible():
        text = block.text.replace(OBJECT, "").strip()
        if block.index >= body and text and block.kind != "heading":
            if not (block.group and block.group == group):
                paragraphs += 1
            if paragraphs > 2:
                break
            group = block.group
        last = block.index
    return last


@view
def _bottom(document: Document) -> int:
    """The index of the first block that counts as bottom: the last section of the body begins there.

    An article without headings has no last section; there the last two paragraphs count.
    """
    parts = layout(document)
    if parts.last >= len(document.blocks):
        return parts.last
    first = document.blocks[parts.last]
    if first.kind == "heading" and first.index > parts.body:
        return parts.last
    texts = [
        block.index
        for block in document.visible()
        if parts.last <= block.index < parts.back and block.text.strip()
    ]
    return texts[-2] if len(texts) > 2 else parts.last
