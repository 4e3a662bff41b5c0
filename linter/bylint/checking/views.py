"""Views: facts drawn once per document and shared by rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from bylint.article.document import Document
from bylint.article.phrases import PhraseHit

T = TypeVar("T")


def view(draw: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make a function of a document remember its answer on the document."""

    @wraps(draw)
    def remembered(document: Document) -> T:
        found: T = document.memo(remembered, lambda: draw(document))
        return found

    return remembered


@view
def phrase_hits(document: Document) -> dict[str, list[PhraseHit]]:
    """Every phrase of the installed languages in the article, by group, found in one pass."""
    return document.languages.phrases.hits(document)
