"""The blocks that GB 45438-2025 calls AIGC: what they hold and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bylint.article.document import Document
from bylint.checking.views import view
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.marks import json_of


class Aigc(NamedTuple):
    """One block. `value` is its content, None where that is not JSON; then `fault` is the place.

    `start` is where its text begins in the source, -1 where it does not stand there as it is read.
    """

    name: str
    value: Any
    text: str
    span: Span
    start: int = -1
    fault: Span | None = None

    def place(self, part: str) -> Span:
        """Where a part of the text stands, in quotation marks or not; the block if nowhere."""
        at = self.text.find(part) if self.start >= 0 and part else -1
        return Span(self.start + at, self.start + at + len(part)) if at >= 0 else self.span


@view
def aigc_blocks(document: Document) -> tuple[Aigc, ...]:
    """The AIGC blocks of an article, in order of place."""
    found = [*_in_front_matter(document), *_in_metas(document)]
    return tuple(sorted(found, key=_by_place))


def _by_place(block: Aigc) -> Span:
    return block.span


def _in_front_matter(document: Document) -> Iterator[Aigc]:
    for name, entry in document.metadata.front_matter.items():
        if name.casefold() == "aigc":
            if isinstance(entry.value, str):
                yield _parsed(document, name, entry.value, entry.span)
            else:
                yield Aigc(name, entry.value, "", entry.span)


def _in_metas(document: Document) -> Iterator[Aigc]:
    for meta in document.metadata.metas:
        if meta.kind == "meta" and meta.name.casefold() == "aigc":
            yield _parsed(document, meta.name, meta.content, meta.span)


def _parsed(document: Document, name: str, text: str, span: Span) -> Aigc:
    at = document.source.slice(span).find(text) if text else -1
    start = span.start + at if at >= 0 else -1
    value, wrong = json_of(text)
    if wrong < 0:
        return Aigc(name, value, text, span, start)
    fault = Span(start + wrong, start + len(text)) if start >= 0 else span
    return Aigc(name, None, text, span, start, fault)
