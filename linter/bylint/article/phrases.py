"""All phrases of all languages, found in one pass over a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from bylint.patterns import lazy_pattern
from bylint.text import Span

if TYPE_CHECKING:
    import ahocorasick

    from bylint.article.document import Block, Document


class PhraseHit(NamedTuple):
    """A phrase found: the block, its range there, and the phrase as the language file writes it."""

    block: Block
    start: int
    end: int
    phrase: str

    @property
    def span(self) -> Span:
        """The phrase's place in the source."""
        return self.block.prose.span(self.start, self.end)


class PhraseIndex:
    """The phrases of every group of every language in one automaton, built when first asked.

    A group is found only in blocks of its own language. Letters compare without regard to case
    and width; a phrase that begins or ends in a letter of a spaced script begins or ends a word.
    """

    def __init__(self, groups: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self._groups = groups
        self._automaton: ahocorasick.Automaton | None = None

    def _build(self) -> ahocorasick.Automaton:
        import ahocorasick

        words: dict[str, list[tuple[str, str, str]]] = {}
        for code, groups in self._groups.items():
            for group, phrases in groups.items():
                for phrase in phrases:
                    words.setdefault(fold(phrase), []).append((code, group, phrase))
        automaton = ahocorasick.Automaton()
        for word, owners in words.items():
            automaton.add_word(word, (len(word), owners))
        if words:
            automaton.make_automaton()
        return automaton

    def hits(self, document: Document) -> dict[str, list[PhraseHit]]:
        """Every phrase in the visible text of a document, by group, in order of place."""
        if self._automaton is None:
            self._automaton = self._build()
        found: dict[str, list[PhraseHit]] = {}
        if not len(self._automaton):
            return found
        blocks = list(document.visible())
        starts, at = [], 0
        for block in blocks:
            starts.append(at)
            at += len(block.prose.text) + 1
        text = fold("\n".join(block.prose.text for block in blocks))
        for last, (length, owners) in self._automaton.iter(text):
            begin = last + 1 - length
            if not _whole(text, begin, last + 1):
                continue
            index = bisect_right(starts, begin) - 1
            block = blocks[index]
            local = begin - starts[index]
            for code, group, phrase in owners:
                if block.language.code == code:
                    hit = PhraseHit(block, local, local + length, phrase)
                    found.setdefault(group, []).append(hit)
        for hits in found.values():
            hits.sort(key=_by_place)
        return found


def _by_place(hit: PhraseHit) -> tuple[int, int, int]:
    return hit.block.index, hit.start, hit.end


_TO_NARROW = lazy_pattern(r"[\uff01-\uff5e\u2019\u3000]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2019: 0x27, 0x3000: 0x20}


def fold(text: str) -> str:
    """Lower case, full-width forms as half-width, curly apostrophes straight; length unchanged."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low if low.isascii() else _TO_NARROW.sub(_narrow, low)


def _narrow(match: re.Match[str]) -> str:
    return match[0].translate(_WIDE)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a range does not cut a word of a spaced script in two."""
    return not (
        (start > 0 and _letter(text[start]) and _letter(text[start - 1]))
        or (end < len(text) and _letter(text[end - 1]) and _letter(text[end]))
    )


def _letter(char: str) -> bool:
    return (char < "\u1100" or "\u1e00" <= char < "\u2000") and char.isalnum()
