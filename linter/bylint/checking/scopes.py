"""Parts of an article to which a rule pack may confine a rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator

from bylint.article.document import VISIBLE, Block, Document, Section
from bylint.checking.views import view

KINDS = {
    "heading": "heading",
    "paragraph": "paragraph",
    "item": "list-item",
    "cell": "table-cell",
}
PARTS = ("lead", "body", "summary", "references", "quote")
EDGES = ("sentence-start", "sentence-end")
SCOPES = (*KINDS.values(), *PARTS, *EDGES)
USUAL_EXCEPTIONS = ("quote", "references")
"""What a rule without a scope leaves out: other people's words."""

_REACH = 40
"""How many signs may stand between a phrase and the edge of its sentence."""

_ROLES = {"references": "references", "links": "references", "summary": "summary", "lead": "lead"}


@view
def parts(document: Document) -> dict[int, frozenset[str]]:
    """What each visible block is, in the words of `SCOPES`, by the block's index."""
    return dict(_parts(document))


def _parts(document: Document) -> Iterator[tuple[int, frozenset[str]]]:
    headed = any(map(_is_inner, document.sections))
    inner = False
    for section in document.sections:
        inner = inner or _is_inner(section)
        first = True
        for block in (*filter(None, [section.heading]), *section.blocks):
            if block.kind not in VISIBLE:
                continue
            part = _part(block, section, before=not inner and (headed or first))
            first = first and block.kind == "heading"
            yield block.index, frozenset({KINDS[block.kind], *filter(None, [part])})


def _is_inner(section: Section) -> bool:
    return section.heading is not None and section.role != "title"


def _part(block: Block, section: Section, *, before: bool) -> str:
    if block.inside("quote"):
        return "quote"
    if section.role in _ROLES:
        return _ROLES[section.role]
    if block.kind == "heading":
        return ""
    return "lead" if before else "body"


def within(document: Document, block: Block, scope: Collection[str]) -> bool:
    """Whether a block belongs to a scope; edges of sentences do not matter here."""
    found = parts(document).get(block.index, frozenset())
    blocks = [name for name in scope if name not in EDGES]
    if not blocks:
        return not any(name in found for name in USUAL_EXCEPTIONS)
    return any(name in found for name in blocks)


def at_edges(block: Block, start: int, end: int, scope: Collection[str]) -> bool:
    """Whether a range of a block stands at the edges of a sentence that a scope asks for."""
    asked = [name for name in EDGES if name in scope]
    if not asked:
        return True
    index = bisect_right(block.sentences, start, key=lambda sentence: sentence.start) - 1
    if index < 0:
        return False
    sentence = block.sentences[index]
    before = block.text[max(sentence.start, start - _REACH) : start]
    after = block.text[end : min(sentence.end, end + _REACH)]
    outer = {"sentence-start": before, "sentence-end": after}
    return any(_is_bare(outer[name]) for name in asked)


def _is_bare(text: str) -> bool:
    """Whether a text is no more than some signs, such as brackets and quotation marks."""
    return len(text) < _REACH and not any(map(str.isalnum, text))
