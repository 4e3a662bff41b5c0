"""What a heading announces: a language's known headings in the dress that writers give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bylint.article.phrases import fold
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern

_LONGEST = 120
_SUBTITLED = frozenset({"summary", "lead", "closing", "appendix"})
"""Roles whose headings take a subtitle. After others a colon begins content: 出典：厚生労働省."""

_NUMBER = "0"
_NUMBERS = lazy_pattern(r"[0-9]+|[一二三四五六七八九十]+(?=[行つ点分秒文])")
_NUMBERING = lazy_pattern(
    r"(?:第?\s?[0-9一二三四五六七八九十]++(?:[./・-][0-9]++)*\s?(?:章|節|部|回|話|編|日目)?の?"
    r"|(?:chapter|part|section|step|lesson|day|week|unit|module|phase|ch)\.?\s?(?:[0-9]++|[ivx]++\b|[a-z]\b)"
    r"|(?:[ivx]++|[a-z])(?=[.):])|[①-⑳ⅰ-ⅻ])[\W_]*+"
)
_SUBTITLE = lazy_pattern(r"(?s)\s*(?:[:—–―|/(【\[<{!?…~〜]|\s-+\s|--).*+")
_LAST = lazy_pattern(r"[:—–―|】]")


class Headings:
    """The known headings of one language.

    `headings` gives them by role, as plain words in which `#` stands for a number. `heading_words`
    gives what may stand `before` and `after` them (この記事の, "key") and what joins
    two (と, "and").
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._roles: dict[str, str] = {
            _fold(heading): role
            for role, headings in data.get("headings", {}).items()
            for heading in words_of(headings)
        }
        words = data.get("heading_words", {})
        self._before = _longest_first(words.get("before", ()))
        self._after = _longest_first(words.get("after", ()))
        self._joiners = _longest_first(words.get("joiners", ()))
        self._firsts = _by_first(self._roles)

    def role(self, text: str) -> str:
        """What a heading of this text announces, "" if the language does not know it."""
        text = text.strip()
        if len(text) > _LONGEST or "[[" in text or text.endswith(("、", "，", ",")):
            return ""
        bare = _strip(fold(text))
        known = self._roles.get(bare)
        if known is not None:
            return known
        counted = _NUMBERS.sub(_NUMBER, bare)
        if not self._holds_known(counted):
            return ""
        numbering = _NUMBERING.match(bare)
        return self._dressed(counted) or (
            self._dressed(_NUMBERS.sub(_NUMBER, bare[numbering.end() :])) if numbering else ""
        )

    def _holds_known(self, text: str) -> bool:
        """Whether a known heading stands anywhere in a text, dressed or not."""
        return any(
            text.startswith(self._firsts[text[at]], at)
            for at in range(len(text))
            if text[at] in self._firsts
        )

    def _dressed(self, bare: str) -> str:
        return self._plain(bare) or self._joined(bare) or self._titled(bare)

    def _plain(self, bare: str) -> str:
        """The role of a heading without subtitle: itself, or with words before and after it."""
        for core in (bare, *_without(bare, self._after, end=True)):
            for _ in range(4):
                role = self._roles.get(core)
                if role is not None:
                    return role
                shorter = next(_without(core, self._before), "")
                if not shorter:
                    break
                core = shorter
        return ""

    def _joined(self, bare: str) -> str:
        """The role of "A and B": a summary if one of the two is, else what both announce."""
        for joiner in self._joiners:
            at = bare.find(joiner, 1)
            while at > 0:
                left = self._plain(bare[:at].rstrip())
                right = self._plain(bare[at + len(joiner) :].lstrip())
                if "summary" in (left, right):
                    return "summary"
                if left == "lead" or (left and right):
                    return left
                at = bare.find(joiner, at + 1)
        return ""

    def _titled(self, bare: str) -> str:
        """The role of a heading with a subtitle, or of one that ends in a known heading."""
        cut = _SUBTITLE.search(bare)
        if cut is None:
            return ""
        main = _strip(bare[: cut.start()])
        role = self._plain(main) or self._joined(main)
        last = self._plain(_strip(_LAST.split(bare)[-1]))
        inner = self._plain(_strip(cut[0])) if role == "closing" else ""
        if "summary" in (last, inner):
            return "summary"
        return role if role in _SUBTITLED or cut[0].lstrip().startswith("(") else ""


def _fold(word: str) -> str:
    return fold(word).replace("#", _NUMBER)


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(_fold, words), key=len, reverse=True))


def _by_first(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Words by the character with which they begin."""
    firsts: dict[str, list[str]] = {}
    for word in words:
        firsts.setdefault(word[:1], []).append(word)
    return {first: tuple(found) for first, found in firsts.items()}


def _strip(text: str) -> str:
    """A heading without emoji, brackets and other signs around it."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def _without(text: str, words: tuple[str, ...], *, end: bool = False) -> Iterator[str]:
    """What is left of a text after each of the words with which it begins, or ends."""
    meets = text.endswith if end else text.startswith
    if not meets(words):
        return
    for word in words:
        if len(word) < len(text) and meets(word):
            yield text[: -len(word)].rstrip() if end else text[len(word) :].lstrip()
