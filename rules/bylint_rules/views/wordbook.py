"""The words that a grammar knows, learnt as far as the sentences it reads call for them.

A language lists thousands, and a sentence holds twenty: an entry waits under how it begins until a
text comes to such a beginning.

In a list of words `rédigé(e)(s)` stands for the word with and without each ending, `escrit(o|a)` for
the word with either, and `-artikel` for every word that ends so and that no list knows whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from unicodedata import is_normalized, normalize

from bylint.patterns import lazy_pattern

COMMAS = frozenset(",;:、，；：—–―-/+&→…〜・")
"""What parts clauses."""

WORD = lazy_pattern(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]")
"""A word, a number or a sign of a text whose words stand apart."""

_UNSEEN = lazy_pattern(r"[\u200b-\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f\ufffc*_`~\\#^]+")
_HYPHEN = lazy_pattern(r"(?<=[^\W_])[-\u2010](?=[^\W_])")
_WIDE_GAP = lazy_pattern(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")
_SPACES = lazy_pattern(r"\s+")
_ENDING = lazy_pattern(r"\(([^()]*)\)")
_NONE: frozenset[str] = frozenset()

Row = tuple[tuple[str, ...], frozenset[str]]


class Wordbook:
    """Words and their classes, by the lists that name them.

    Every word of `literals` is a class of its own, named `=word`. With `characters` words are
    strings of characters, else rows of words that stand apart.
    """

    def __init__(
        self, words: Mapping[str, Iterable[str]], literals: Iterable[str], *, characters: bool
    ) -> None:
        self._characters = characters
        self._waiting: dict[str, list[tuple[str, str]]] = {}
        self._endings: dict[str, frozenset[str]] = {}
        self._rows: dict[str, list[Row]] = {}
        self._whole: dict[str, frozenset[str]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._inner: dict[str, int] = {}
        for name, entries in words.items():
            for entry in entries:
                if entry.startswith("-"):
                    self._add_ending(entry, name)
                else:
                    self._add(entry, name)
        for word in literals:
            self._add(word, "=" + word)

    def _add_ending(self, entry: str, name: str) -> None:
        for form in _forms(entry[1:].lower()):
            self._endings[form] = self._endings.get(form, _NONE) | {name}

    def _add(self, entry: str, name: str) -> None:
        low = entry.lower()
        if "(" in low[:2]:
            for form in _forms(entry):
                self._add(form, name)
            return
        if not (low.replace(" ", "").isalnum() and is_normalized("NFKC", low)):
            low = plain(low)
        low = low.lstrip()
        if low:
            self._waiting.setdefault(self._beginning(low), []).append((entry, name))

    def _beginning(self, low: str) -> str:
        """What is told apart by: one character, or of a word that stands apart two letters."""
        first = low[:1] if self._characters else low[:2]
        return first if first.isalpha() else first[0]

    def _learn(self, beginning: str) -> None:
        """Take the entries that wait under a beginning into the tables."""
        known: dict[tuple[str, ...], set[str]] = {}
        for entry, name in self._waiting.pop(beginning):
            for form in _forms(entry):
                known.setdefault(self._split(form), set()).add(name)
        for key, classes in known.items():
            if len(key) == 1 and key[0] in COMMAS:
                classes.add("comma")
            if self._characters:
                self._whole[key[0]] = frozenset(classes)
            else:
                self._rows.setdefault(key[0], []).append((key, frozenset(classes)))
        if self._characters:
            lengths = {len(key[0]) for key in known}
            self._lengths[beginning] = tuple(sorted(lengths, reverse=True))
        for key in known:
            self._rows.get(key[0], []).sort(key=_by_length, reverse=True)

    def _split(self, entry: str) -> tuple[str, ...]:
        text = plain(entry).lower()
        if not self._characters:
            return tuple(WORD.findall(text))
        text, gaps = closed(text)
        self._inner[text] = self._inner.get(text, 0) | gaps
        return (text,)

    def rows(self, word: str) -> Iterable[Row]:
        """The entries that begin with a word in lower case, the longest first."""
        beginning = self._beginning(word)
        if beginning in self._waiting:
            self._learn(beginning)
        return self._rows.get(word, ())

    def lengths(self, character: str) -> Iterable[int]:
        """How long the words are that begin with a character in lower case, the longest first."""
        if character in self._waiting:
            self._learn(character)
        return self._lengths.get(character, ())

    def classes(self, word: str) -> frozenset[str]:
        """The classes of a word whose first character `lengths` has been asked for."""
        return self._whole.get(word, _NONE)

    def inner(self, word: str) -> int:
        """The places, as bits, at which a word is written with a space."""
        return self._inner.get(word, 0)

    def ending(self, word: str, least: int = 0) -> frozenset[str]:
        """The classes of a word by its longest known ending, none if it has no such ending.

        At least one character stands before the ending, and more than `least` are in it.
        """
        for start in range(1, len(word) - least) if self._endings else ():
            if word[start:] in self._endings:
                return self._endings[word[start:]]
        return _NONE


def plain(text: str) -> str:
    """A text without what readers do not see, every letter in one form."""
    seen = _UNSEEN.sub("", normalize("NFKC", text)).replace("’", "'")
    return _SPACES.sub(" ", _HYPHEN.sub(" ", seen)).strip()


def closed(text: str) -> tuple[str, int]:
    """A text without spaces beside letters of a wide script, and the places they stood at, as bits."""
    parts = _WIDE_GAP.split(text)
    gaps, size = 0, 0
    for part in parts[:-1]:
        size += len(part)
        gaps |= 1 << size
    return "".join(parts), gaps


def _forms(entry: str) -> Iterator[str]:
    """The words that an entry stands for: rédigé(e)(s), escrit(o|a)."""
    if "(" not in entry:
        return iter((entry,))
    parts = _ENDING.split(entry)
    choices = [
        part.split("|") if "|" in part else ["", part] if at % 2 else [part]
        for at, part in enumerate(parts)
    ]
    return map("".join, product(*choices))


def _by_length(row: Row) -> int:
    return len(row[0])
