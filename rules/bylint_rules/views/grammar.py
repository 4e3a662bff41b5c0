"""A language's words by class, and how a sentence looks through them.

A language file lists words by class and writes patterns over the classes (see `patterns`). So word
order, particles and endings are all data. The classes latin, number, name, unknown, comma, quote
and mention come from the text itself: a run of Latin letters among others, digits, an unknown word
with a capital, any other unknown word, punctuation that parts clauses, something quoted, something
quoted that names an AI (a word of the class agent or tool).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category

from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint_rules.views.patterns import Parser, Patterns, Words, literals
from bylint_rules.views.wordbook import COMMAS, WORD, Wordbook, closed, plain

_MOST_WORDS = 200
_OPEN = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "〈": "〉"}
_QUOTES = {"「": "」", "『": "』", "“": "”", "«": "»", "„": "“", '"': '"', "《": "》"}
_SIGNS = frozenset("·|•⋅●■◆▪")
_ENDS = frozenset("。.!！")
_CHARACTER = lazy_pattern(
    r"[a-z\u00c0-\u024f][a-z0-9\u00c0-\u024f.]*|\d+(?:[.,]\d+)*|\S", re.IGNORECASE
)
_OWN = ("latin", "number", "name", "unknown", "kana", "comma", "quote", "mention")
_NAMING = frozenset({"agent", "tool", "head", "number", "latin", "name", "version"})


class Token(NamedTuple):
    """A word of a sentence and the classes it belongs to."""

    text: str
    classes: frozenset[str]


class Reading(Words):
    """A stretch of a sentence; `bracketed` says that it stood in brackets."""

    __slots__ = ("bracketed", "tokens")

    def __init__(self, tokens: list[Token], *, bracketed: bool) -> None:
        super().__init__(token.classes for token in tokens)
        self.tokens = tokens
        self.bracketed = bracketed

    def classes(self, start: int, end: int) -> frozenset[str]:
        """The classes that occur in a range of words."""
        return frozenset().union(*(token.classes for token in self.tokens[start:end]))


class Grammar:
    """The words and parts of one language.

    `words` lists words by class, `parts` names pieces of patterns; `patterns` must be given whole,
    since the single words in them count as words of the language. `gap` is what no gap passes over,
    `most` how many words it passes. With `characters` words are found without regard to spaces, as
    in a language that has none; with `spaced` too, as in one that glues particles to words, no word
    reaches over a space that it is not written with if another fits. `exact` words count only as
    they are written: Italian AI is not ai.
    """

    def __init__(
        self,
        words: Mapping[str, Iterable[str]],
        parts: Mapping[str, str],
        patterns: Iterable[str],
        *,
        gap: str = "",
        most: int = 14,
        characters: bool = False,
        spaced: bool = False,
        exact: Iterable[str] = (),
    ) -> None:
        self._characters = characters
        self._spaced = spaced
        self._exact = {word.lower(): word for word in exact}
        written = {word for each in (*parts.values(), *patterns, gap) for word in literals(each)}
        self._book = Wordbook(words, written, characters=characters)
        self._parser = Parser(parts, {*words, *_OWN}, most)
        self._gap = self._parser.parse(gap) if gap else None

    def patterns(self, written: Iterable[str]) -> Patterns:
        """Patterns over these words."""
        return Patterns(self._parser, written)

    # Reading -----------------------------------------------------------------------------------

    def read(self, text: str) -> list[Reading]:
        """A sentence as stretches: itself, what signs part in it, what stands in its brackets."""
        seen = plain(text)
        words = self._by_character(seen) if self._characters else self._by_word(seen)
        readings = _stretches(words)
        if self._gap is not None:
            for reading in readings:
                reading.closed = self._gap.starts(reading, (2 << reading.size) - 1)
        return readings

    def _by_word(self, text: str) -> Iterator[Token]:
        words = WORD.findall(text)
        lower = [word.lower() for word in words]
        at = 0
        while at < len(words):
            for entry, classes in self._book.rows(lower[at]):
                stop = at + len(entry)
                if (len(entry) == 1 or tuple(lower[at:stop]) == entry) and (
                    self._exact.get(entry[0], words[at]) == words[at]
                ):
                    yield Token(" ".join(entry), classes)
                    at = stop
                    break
            else:
                yield Token(
                    words[at], self._book.ending(lower[at], 1) or _kind(words[at], latin=False)
                )
                at += 1

    def _by_character(self, text: str) -> Iterator[Token]:
        low, gaps = closed(text.lower())
        gaps = gaps if self._spaced else 0
        at, unknown = 0, ""
        while at < len(low):
            stop = self._known(low, at, gaps)
            if unknown and stop == at + 1 and self._within(low, stop, gaps):
                stop = 0
            match = None if stop else _CHARACTER.match(low, at)
            if match is None and not stop:
                at += 1
                continue
            token = Token(low[at:stop], self._book.classes(low[at:stop])) if stop else None
            if match is not None:
                token = Token(match[0], _kind(match[0], latin=True))
                stop = match.end()
            assert token is not None
            if token.classes == _UNKNOWN and (
                not unknown or _script(unknown[-1]) == _script(token.text)
            ):
                unknown += token.text
            else:
                if unknown:
                    yield self._unheard(unknown)
                unknown = token.text if token.classes == _UNKNOWN else ""
                if not unknown:
                    yield token
            at = stop
        if unknown:
            yield self._unheard(unknown)

    def _unheard(self, text: str) -> Token:
        """Unknown characters as one word, of the classes of its longest known ending."""
        classes = self._book.ending(text)
        return Token(text, classes or (_KANA if _script(text) == "hiragana" else _UNKNOWN))

    def _within(self, text: str, stop: int, gaps: int) -> bool:
        """Whether one character, with unknown ones on both sides, is but a piece of their word."""
        return (
            self._spaced
            and stop < len(text)
            and text[stop].isalpha()
            and not gaps & 3 << stop - 1
            and not self._known(text, stop, gaps)
        )

    def _known(self, text: str, at: int, gaps: int) -> int:
        """Where the longest known word that begins here ends, 0 if none does.

        One that a space of the text parts only counts if it is written so or no other fits.
        """
        lengths = self._book.lengths(text[at])
        if not lengths or (at > 0 and _joins(text[at - 1], text[at])):
            return 0
        parted = 0
        for length in lengths:
            stop = at + length
            word = text[at:stop]
            whole = stop >= len(text) or not _joins(text[stop - 1], text[stop])
            if whole and self._book.classes(word):
                stop = min(stop, len(text))
                if not gaps >> at & ((1 << stop - at) - 2) & ~self._book.inner(word):
                    return stop
                parted = parted or stop
        return parted


_UNKNOWN = frozenset({"unknown"})
_KANA = frozenset({"unknown", "kana"})


def _stretches(tokens: Iterable[Token]) -> list[Reading]:
    """Brackets and quotations stand on their own; signs such as | part what stands between them."""
    done: list[Reading] = []
    opened: list[tuple[str, list[Token], bool]] = []
    row: list[Token] = []
    for token in tokens:
        word = token.text
        if opened and word == opened[-1][0]:
            _, outer, quoted = opened.pop()
            row = _quotation(outer, row) if quoted else _bracket(outer, row, done)
        elif word in _QUOTES or word in _OPEN:
            quoted = word in _QUOTES
            opened.append((_QUOTES[word] if quoted else _OPEN[word], row, quoted))
            row = []
        elif word in _SIGNS and not opened:
            _finish(row, done)
            row = []
        elif token.classes:
            row.append(token)
    for _, outer, _ in reversed(opened):
        row = outer + row
    _finish(row, done)
    return done


def _quotation(outer: list[Token], inner: list[Token]) -> list[Token]:
    """What a quotation counts as: its words if they only name an AI, else one word."""
    known = _names_ai(inner)
    if known and len(inner) <= 4 and all(map(is_naming, inner)):
        return outer + inner
    return [*outer, Token("", frozenset({"quote", "mention"} if known else {"quote"}))]


def _bracket(outer: list[Token], inner: list[Token], done: list[Reading]) -> list[Token]:
    """Read what stood in brackets on its own; an AI's bare name belongs to the sentence.

    The model after an AI's name is part of that name. That the brackets told of a person, as by an
    age (the class personal), stays in the sentence.
    """
    if outer and inner and _names_ai(inner[:1]) and all(map(_is_bare, inner)):
        at = len(outer)
        while at and is_naming(outer[at - 1]):
            at -= 1
        return outer if _names_ai(outer[at:]) else outer + inner
    _finish(inner, done, bracketed=True)
    if any("personal" in token.classes for token in inner):
        return [*outer, Token("", frozenset({"personal"}))]
    return outer


def _names_ai(tokens: list[Token]) -> bool:
    return any(not token.classes.isdisjoint({"agent", "tool"}) for token in tokens)


def _is_bare(token: Token) -> bool:
    """Whether a word is part of a name or only a particle."""
    return is_naming(token) or all(name.startswith("=") for name in token.classes)


def _finish(row: list[Token], done: list[Reading], *, bracketed: bool = False) -> None:
    if row:
        done.append(Reading(row[:_MOST_WORDS], bracketed=bracketed))


def is_naming(token: Token) -> bool:
    """Whether a word may be part of an AI's name."""
    return not token.classes.isdisjoint(_NAMING)


def _kind(word: str, *, latin: bool) -> frozenset[str]:
    """The classes of a word that no list knows; none for signs that say nothing."""
    first = word[0]
    if first.isdigit():
        return frozenset({"number"})
    if first.isalpha():
        if latin and first < "\u0250":
            return frozenset({"latin"})
        return frozenset({"name"}) if not latin and first.isupper() else _UNKNOWN
    if word in COMMAS:
        return frozenset({"comma"})
    return frozenset() if word in _ENDS or category(first)[0] in "SPCZ" else _UNKNOWN


def _joins(left: str, right: str) -> bool:
    """Whether two characters belong to one word of a spaced script."""
    return left < "\u0250" and right < "\u0250" and left.isalnum() and right.isalnum()


def _script(text: str) -> str:
    if "\u3041" <= text[0] <= "\u309f":
        return "hiragana"
    return "katakana" if "\u30a0" <= text[0] <= "\u30ff" else "other"
