"""Views: facts drawn once per document and shared by rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import wraps
from itertools import accumulate
from typing import TypeVar

from bylint.article.document import Block, Document
from bylint.article.language import Language
from bylint.records import NamedTuple
from bylint.text import Span

T = TypeVar("T")


def view(draw: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make a function of a document remember its answer on the document."""

    @wraps(draw)
    def remembered(document: Document) -> T:
        found: T = document.memo(remembered, lambda: draw(document))
        return found

    return remembered


class PhraseHit(NamedTuple):
    """A phrase found: the block, its range there, and the phrase as it is listed."""

    block: Block
    start: int
    end: int
    phrase: str

    @property
    def span(self) -> Span:
        """The phrase's place in the source."""
        return self.block.prose.span(self.start, self.end)


@view
def phrase_hits(document: Document) -> dict[str, list[PhraseHit]]:
    """Every phrase in the visible text, by group, in order of place; found in one pass.

    A phrase counts only in blocks of the language that lists it.
    """
    by_language: dict[Language, list[Block]] = {}
    for block in document.visible():
        by_language.setdefault(block.language, []).append(block)
    hits: dict[str, list[PhraseHit]] = {}
    for language, blocks in by_language.items():
        starts = [0, *accumulate(len(block.prose.text) + 1 for block in blocks)]
        text = "\n".join(block.prose.text for block in blocks)
        for start, end, group, phrase in document.languages.phrases(language).find(text):
            index = bisect_right(starts, start) - 1
            shift = starts[index]
            hit = PhraseHit(blocks[index], start - shift, end - shift, phrase)
            hits.setdefault(group, []).append(hit)
    for found in hits.values():
        found.sort(key=_by_place)
    return hits


def _by_place(hit: PhraseHit) -> tuple[int, int, int]:
    return hit.block.index, hit.start, hit.end
