"""All phrases of a language, found in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

if TYPE_CHECKING:
    import ahocorasick

Groups = Mapping[str, "str | Iterable[str]"]


class Found(NamedTuple):
    """A phrase found in a text: its range, and the group that lists it."""

    start: int
    end: int
    group: str
    phrase: str


class PhraseIndex:
    """The phrases of every group of a language in one automaton, built when first asked.

    Letters compare without regard to case and width; a phrase that begins or ends in a letter of a
    spaced script begins or ends a word, unless it stands in `parts`.
    """

    def __init__(self, groups: Groups, parts: Groups | None = None) -> None:
        self._groups = groups
        self._parts = parts or {}
        self._automaton: ahocorasick.Automaton | None = None

    def _build(self) -> ahocorasick.Automaton:
        import ahocorasick

        words: dict[str, list[tuple[bool, str, str]]] = {}
        for whole, groups in ((True, self._groups), (False, self._parts)):
            for group, phrases in groups.items():
                for phrase in words_of(phrases):
                    words.setdefault(fold(phrase), []).append((whole, group, phrase))
        automaton = ahocorasick.Automaton()
        for word, owners in words.items():
            automaton.add_word(word, (len(word), owners))
        if words:
            automaton.make_automaton()
        return automaton

    def find(self, text: str) -> Iterator[Found]:
        """Every phrase in a text, in order of its end."""
        if self._automaton is None:
            self._automaton = self._build()
        if not len(self._automaton):
            return
        folded = fold(text)
        for last, (length, owners) in self._automaton.iter(folded):
            begin = last + 1 - length
            is_whole = _whole(folded, begin, last + 1)
            for whole, group, phrase in owners:
                if is_whole or not whole:
                    yield Found(begin, last + 1, group, phrase)


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
