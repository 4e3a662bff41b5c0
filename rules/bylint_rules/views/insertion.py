"""Where and how a paragraph can be put into an article, in the format it is written in."""

from __future__ import annotations

import re

from bylint.article.document import Block, Document
from bylint.article.manifests import manifests
from bylint.diagnostics import Edit
from bylint.patterns import lazy_pattern
from bylint.text import Span
from bylint_rules.views.layout import layout

_CLOSING = lazy_pattern(r"</(?:article|main|body|html)\s*>", re.IGNORECASE)
_TAG = lazy_pattern(r"<(?:p|div|section|blockquote|h[1-6])\b", re.IGNORECASE)


def is_html(document: Document) -> bool:
    """Whether an article is written in HTML."""
    return document.source.path.lower().endswith((".html", ".htm"))


def in_language(document: Document, sentence: str) -> bool:
    """Whether a sentence is in the article's language, as far as that can be told."""
    language = document.language
    return document.languages.detect(sentence, language).code == language.code


def paragraph(document: Document, sentence: str) -> str:
    """A sentence as a paragraph of the article's format; in `*` or `_` it is emphasised."""
    text = " ".join(sentence.split())
    inner = text.strip("*_").strip() if text[:1] in tuple("*_") and text[:1] == text[-1:] else ""
    if document.source.path.lower().endswith(".txt"):
        return inner or text
    if not is_html(document):
        return text
    escaped = (inner or text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p><em>{escaped}</em></p>" if inner else f"<p>{escaped}</p>"


def at_bottom(document: Document, text: str) -> Edit | None:
    """Put a paragraph after everything else; None where what stands there would swallow it.

    A C2PA manifest at the end stays there.
    """
    newline = document.source.newline
    if is_html(document):
        end = max((block.span.end for block in document.blocks), default=0)
        closing = _CLOSING.search(document.text, end)
        if closing is not None:
            return Edit(Span(closing.start(), closing.start()), text + newline)
    elif document.blocks and _is_open(document, document.blocks[-1]):
        return None
    end = len(document.text.rstrip())
    for manifest in reversed(manifests(document)):
        if manifest.end == end:
            end = len(document.text[: manifest.start].rstrip())
    gap = newline if is_html(document) else newline * 2
    return Edit(Span(end, end), gap + text)


def at_top(document: Document, text: str) -> Edit | None:
    """Put a paragraph before the body; None where the body begins in the middle of something."""
    body = layout(document).body
    if body >= len(document.blocks):
        return None
    block = document.blocks[body]
    start = block.containers[0].span.start if block.containers else block.span.start
    newline = document.source.newline
    if is_html(document):
        if block.containers or _TAG.match(document.text, start):
            return Edit(Span(start, start), text + newline)
        end = document.blocks[body - 1].span.end if body else 0
        return Edit(Span(end, end), newline + text) if body else None
    if start > 0 and document.text[start - 1] not in "\r\n":
        return None
    return Edit(Span(start, start), text + newline * 2)


def without(document: Document, block: Block) -> Edit:
    """Take a block out, with its line and the blank line after it, or the one before at the end."""
    text = document.text
    start, end = block.span
    after = re.compile(r"[ \t]*(?:\r\n?|\n)*").match(text, end)
    end = after.end() if after else end
    if end == len(text):
        kept = len(text[: block.span.start].rstrip("\r\n"))
        return Edit(Span(kept, block.span.end), "")
    return Edit(Span(start, end), "")


def _is_open(document: Document, block: Block) -> bool:
    """Whether a block at the end is not closed, so that text after it would belong to it."""
    source = document.source.slice(block.span).rstrip()
    if block.kind == "comment":
        return not source.endswith("-->")
    return block.kind == "code" and not source.endswith(("```", "~~~"))
