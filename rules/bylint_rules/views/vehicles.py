"""The nouns of everyday domains by which analogies explain, found in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

_WORD = lazy_pattern(r"[^\W_]+(?:['-][^\W_]+)*")
_ELIDED = 2
"""How long an article is at most that lost its vowel."""


class Noun(NamedTuple):
    """A vehicle noun found in a text: its range there, its listed form, and its domain.

    The domain is the noun itself where it stands alone. `sure` is False for a noun that often
    means something else.
    """

    start: int
    end: int
    word: str
    domain: str
    sure: bool


class Lexicon:
    """The vehicle nouns of one language, from its data.

    `vehicles` lists nouns by domain, `company` other words that go with a domain, `alone` names
    domains whose nouns do not go together, `alike` those that go on with another domain,
    `ambiguous` repeats the nouns that often mean something else. `endings` are those of plurals
    and cases, the English ones unless told; `match: characters` has nouns found without regard to
    spaces, as it is where a language is written without.
    """

    def __init__(self, data: Mapping[str, Any], *, unspaced: bool) -> None:
        alone = frozenset(data.get("alone", ()))
        alike: Mapping[str, str] = data.get("alike", {})
        vehicles: Mapping[str, str | Iterable[str]] = data["vehicles"]
        self._domains = {
            noun.lower(): noun.lower() if domain in alone else alike.get(domain, domain)
            for domain, nouns in vehicles.items()
            for noun in words_of(nouns)
        }
        self._company = {
            word.lower(): alike.get(domain, domain)
            for domain, words in data.get("company", {}).items()
            for word in words_of(words)
        }
        self._ambiguous = frozenset(noun.lower() for noun in words_of(data.get("ambiguous", ())))
        self._unspaced = unspaced or data.get("match") == "characters"
        self._endings = tuple(words_of(data.get("endings", ("'s", "s", "es"))))
        self._lengths = self._by_beginning()

    def _by_beginning(self) -> dict[str, list[int]]:
        """How long the nouns are that begin with a character or a word, the longest first."""
        lengths: dict[str, set[int]] = {}
        for noun in self._domains:
            parts = list(noun) if self._unspaced else _WORD.findall(noun)
            lengths.setdefault(parts[0], set()).add(len(parts))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str) -> Iterator[Noun]:
        """The nouns in a folded text, in order, the longest where several begin together."""
        return self._in_characters(text) if self._unspaced else self._in_words(text)

    def domains(self, text: str) -> set[str]:
        """The domains of all nouns in a folded text, and of the words that keep them company."""
        found = {noun.domain for noun in self.find(text)}
        if self._unspaced:
            return found.union(domain for word, domain in self._company.items() if word in text)
        words = (match[0] for match in _WORD.finditer(text))
        return found.union(self._company[word] for word in words if word in self._company)

    def _in_characters(self, text: str) -> Iterator[Noun]:
        at = 0
        while at < len(text):
            for length in self._lengths.get(text[at], ()):
                word = text[at : at + length]
                end = at + len(word)
                if word in self._domains and _stands(text, at, end):
                    yield self._noun(at, end, word)
                    at = end - 1
                    break
            at += 1

    def _in_words(self, text: str) -> Iterator[Noun]:
        words = [match.span() for match in _WORD.finditer(text)]
        index = 0
        while index < len(words):
            start, end = words[index]
            for length in self._lengths.get(self._first(text[start:end]), ()):
                last = index + length - 1
                word = self._listed(text[start : words[last][1]]) if last < len(words) else ""
                if word:
                    yield self._noun(start, words[last][1], word)
                    index = last
                    break
            index += 1

    def _forms(self, word: str) -> Iterator[str]:
        """A word, what it may be a form of, and what follows an article that lost its vowel."""
        yield word
        for ending in self._endings:
            if word.endswith(ending):
                yield word.removesuffix(ending)
        elided, apostrophe, rest = word.partition("'")
        if apostrophe and len(elided) <= _ELIDED:
            yield from self._forms(rest)

    def _first(self, word: str) -> str:
        """The form of a word with which a noun begins, "" for any other word."""
        return next((form for form in self._forms(word) if form in self._lengths), "")

    def _listed(self, word: str) -> str:
        """The listed form of a word, of its plural or its possessive; "" for any other."""
        return next((form for form in self._forms(word) if form in self._domains), "")

    def _noun(self, start: int, end: int, word: str) -> Noun:
        return Noun(start, end, word, self._domains[word], word not in self._ambiguous)


def _stands(text: str, start: int, end: int) -> bool:
    """Whether a range of unspaced text is a word of its own as far as its script tells.

    One kanji must not touch another, nor follow a number. Katakana must not go on after the word,
    and only four letters or more may end a longer word, as compounds do. A word in Hangul begins
    with a noun, and may go on with particles.
    """
    first, last = text[start], text[end - 1]
    before, after = text[start - 1 : start], text[end : end + 1]
    if end - start == 1 and _is_kanji(first):
        return not (_is_kanji(before) or before.isdecimal() or _is_kanji(after))
    if _is_hangul(first):
        return not _is_hangul(before)
    if _is_katakana(last) and _is_katakana(after):
        return False
    return end - start >= 4 or not (_is_katakana(first) and _is_katakana(before))


def _is_kanji(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "々"


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def _is_katakana(char: str) -> bool:
    return "\u30a1" <= char <= "\u30fa" or char == "ー"
