"""What an article holds that its reader does not see as text."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.records import NamedTuple
from bylint.text import Span

_PLAIN_CODE = frozenset({"", "text", "txt", "plain", "plaintext", "md", "markdown", "note"})
_CODE_SIGNS = ("```", "~~~", "()", "=", "{", "}", "_", ";", "|", "$", "\\", "│")
_MOST = 1_000
"""A text longer than this is no label."""


class Unseen(NamedTuple):
    """A text, where it stands, and why it is not seen.

    `why` is comment, code, hidden, small (a reading above a word), alternative text, title or
    marks; `name` is a mark's name.
    """

    why: str
    text: str
    span: Span
    block: Block | None
    name: str = ""


def unseen(document: Document) -> Iterator[Unseen]:
    """The short texts of an article that a reader does not see, bylint's own comments aside."""
    for one in (*_in_blocks(document), *_in_metas(document)):
        if 0 < len(one.text) <= _MOST and not one.text.startswith("bylint-"):
            yield one


def _in_blocks(document: Document) -> Iterator[Unseen]:
    source = document.source
    for block in document.blocks:
        if block.kind == "comment":
            yield Unseen("comment", block.text, block.span, block)
        elif block.kind == "code" and block.marker.strip().lower() in _PLAIN_CODE:
            if block.span.end - block.span.start <= _MOST:
                yield Unseen("code", _prose_of(source.slice(block.span)), block.span, block)
        elif block.inside("hidden"):
            yield Unseen("hidden", block.text, block.span, block)
        for mark in block.prose.marks:
            if mark.kind == "comment":
                yield Unseen("comment", mark.value, mark.span, block)
            elif mark.kind == "ruby":
                yield Unseen("small", mark.value, mark.span, block)
            elif mark.kind == "image":
                yield Unseen("alternative text", mark.value, mark.span, block)
                yield Unseen("title", _title(source.slice(mark.span)), mark.span, block)


def _in_metas(document: Document) -> Iterator[Unseen]:
    for meta in document.metadata.metas:
        if meta.name == "title":
            yield Unseen("title", meta.content, meta.span, None, meta.name)
        elif meta.kind == "meta" and meta.name.lower() in ("description", "og:description"):
            yield Unseen("marks", meta.content, meta.span, None, meta.name)


def _prose_of(code: str) -> str:
    """The lines of a code block that read like prose."""
    return "\n".join(
        line for line in code.splitlines() if not any(sign in line for sign in _CODE_SIGNS)
    )


def _title(image: str) -> str:
    """The title of a Markdown image: `![alt](url "title")`."""
    return image.split('"')[-2] if image.endswith('")') and image.count('"') >= 2 else ""
