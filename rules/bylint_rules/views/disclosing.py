"""Whether a sentence tells its reader that AI took part, by the grammar of its language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from bylint.article.language import Language
from bylint.article.phrases import fold
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint_rules.views.grammar import Grammar, Reading, Token, is_naming

AGENTS, TOOLS = "disclosure-agent", "disclosure-tool"
"""The phrases that name an AI: in general, and by the name of a product."""

NOTICE = "translation-notice"
"""The phrases that say that an article is a translation."""

_AGENTS = frozenset({"agent", "tool", "mention"})
_HELPED = frozenset({"aid", "use", "edit", "improve", "partly", "joint", "output", "helped"})
LISTS = ("claims", "lone", "images", "pieces", "asked", "answers", "others", "policy")
"""The lists of patterns of a grammar, elements aside."""

_QUOTED = frozenset('"「『“«„')
_PURPOSES = frozenset({"make", "edit", "aid", "joint", "output", "doing"})
_SHARED = lazy_pattern(r"<([\w-]+)>")
_LONGEST = 800
_LONGEST_ANSWER = 160
_REMEMBERED = 1_000
"""How many sentences are kept in mind: a house says the same in article after article."""


class Claim(NamedTuple):
    """What a sentence says of AI's part: in what (`scope`), and how far (`degree`, "" if only used)."""

    scope: str
    degree: str


class Disclosing:
    """The disclosure grammar of one language: the section `disclosure` of its file.

    Words come in classes of the file's own choice; some classes say what a claim means. `site`
    makes the whole site its subject, `partly` a part of the text. `translate` and `translation`,
    `summarise` and `summary` say what was done; `aid`, `helped`, `use`, `edit`, `improve`, `joint`
    and `output` that AI only helped. A claim with `use` is vague unless it holds one of `make`,
    `edit`, `aid`, `joint`, `output` and `doing`. Words of `head` and `version` belong to the name
    of an AI they follow, words of `exact` are met only as they are written. `shared` holds what
    several lists of words have in common, for which `<name>` stands in them. `pieces` are claims
    about no more than a headline or the like; `asked` are sentences to which `answers` say that it
    was an AI.
    """

    def __init__(self, language: Language) -> None:
        data: dict[str, Any] = language.data["disclosure"]
        phrases = language.data.get("phrases", {})
        given = {**data["words"], "agent": phrases.get(AGENTS, ()), "tool": phrases.get(TOOLS, ())}
        shared: dict[str, str] = data.get("shared", {})
        words = {name: words_of(_filled(entries, shared)) for name, entries in given.items()}
        lists = {key: data.get(key, ()) for key in LISTS}
        elements: dict[str, Iterable[str]] = data.get("elements", {})
        patterns = [one for many in (*lists.values(), *elements.values()) for one in many]
        self.grammar = Grammar(
            words,
            data["parts"],
            patterns,
            gap=data.get("gap", ""),
            most=data.get("most", 14),
            characters=data.get("match") == "characters",
            spaced=not language.unspaced,
            exact=words_of(data.get("exact", ())),
        )
        self._lists = {key: self.grammar.patterns(many) for key, many in lists.items()}
        self._elements = {key: self.grammar.patterns(many) for key, many in elements.items()}
        self._claims = lru_cache(_REMEMBERED)(self._read_claim)
        self._said = lru_cache(_REMEMBERED)(self._read_elements)
        signs = data["signs"]
        self._acts: tuple[str, ...] = tuple(map(fold, signs["acts"]))
        self._subjects: tuple[str, ...] = tuple(map(fold, signs["subjects"]))
        self._tools: tuple[str, ...] = tuple(map(fold, words["tool"]))
        self.agents = frozenset(map(fold, (*words["agent"], *words["tool"])))
        self._cores = tuple(_shortest(self.agents))

    def may_claim(self, text: str, *, alone: bool) -> bool:
        """A cheap look at a sentence that names an AI: whether it is worth reading."""
        if len(text) > _LONGEST:
            return False
        low = fold(text)
        return any(sign in low for sign in self._acts) and (
            alone or any(sign in low for sign in self._subjects)
        )

    def claim(self, text: str, *, alone: bool) -> Claim | None:
        """What a sentence claims; `alone` says that it may leave out what it speaks of."""
        return self._claims(text, alone)

    def answer(self, before: str, text: str) -> Claim | None:
        """What a sentence claims as an answer to the one before: Who wrote this? An AI."""
        if len(text) > _LONGEST_ANSWER or len(before) > _LONGEST or _QUOTED & set(before):
            return None
        if not any(self._lists["answers"].search(reading) for reading in self.grammar.read(text)):
            return None
        for reading in self.grammar.read(before):
            match = self._lists["asked"].search(reading)
            if match is not None:
                return _said(reading.tokens[slice(*match)])
        return None

    def _read_claim(self, text: str, alone: bool) -> Claim | None:
        for reading in self.grammar.read(text):
            found = self._claim(reading, alone=alone)
            if found is not None:
                return found
        return None

    def _claim(self, reading: Reading, *, alone: bool) -> Claim | None:
        if reading.masks.keys().isdisjoint(_AGENTS):
            return None
        match = self._lists["claims"].search(reading)
        if match is None and alone:
            match = self._lists["lone"].search(reading)
        images = self._lists["images"].search(reading)
        if (match is None and images is None) or self._lists["others"].search(reading):
            return None
        if images is not None and (match is None or images[0] <= match[0]):
            return Claim("images", _degree(reading.classes(*images)))
        assert match is not None
        start, end = match
        while end < reading.size and "aid" in reading.tokens[end].classes:
            end += 1
        claim = _said(reading.tokens[start:end])
        if claim.scope in ("text", "site") and self._lists["pieces"].search(reading):
            return Claim("part", claim.degree)
        return claim

    def badge(self, text: str) -> Claim | None:
        """What a text claims in brackets, as a title does: 【AI生成】."""
        for reading in self.grammar.read(text):
            if reading.bracketed:
                found = self._claim(reading, alone=True)
                if found is not None:
                    return found
        return None

    def names_agent(self, text: str) -> bool:
        """A cheap look whether a text names an AI and holds a word for what it may have done."""
        low = fold(text)
        return any(sign in low for sign in self._acts) and any(
            _holds(low, core) for core in self._cores
        )

    def names_ai(self, text: str) -> bool:
        """Whether a text is the name of an AI and nothing else."""
        low = fold(text)
        if not any(_holds(low, core) for core in self._cores):
            return False
        readings = self.grammar.read(text)
        return bool(readings) and all(
            not reading.masks.keys().isdisjoint(_AGENTS) and all(map(is_naming, reading.tokens))
            for reading in readings
        )

    def names_policy(self, text: str) -> bool:
        """Whether a text names a page about how AI is used."""
        return any(self._lists["policy"].search(reading) for reading in self.grammar.read(text))

    def elements(self, text: str) -> frozenset[str]:
        """What a text says beside the disclosure: caveat, human-review, model, date and so on."""
        return self._said(text)

    def _read_elements(self, text: str) -> frozenset[str]:
        low = fold(text)
        found = {"model"} if any(_holds(low, tool) for tool in self._tools) else set()
        for reading in self.grammar.read(text):
            for name, patterns in self._elements.items():
                if name not in found and patterns.search(reading):
                    found.add(name)
        return frozenset(found)


def _shortest(names: Collection[str]) -> Iterator[str]:
    """The names that hold no other one."""
    joined = "\n".join(names)
    parts = [name for name in names if joined.count(name) > 1]
    for name in names:
        if not any(part in name and part != name and _holds(name, part) for part in parts):
            yield name


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word, for a word of a spaced script a whole one."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (
            (_is_latin(word[0]) and _is_latin(before)) or (_is_latin(word[-1]) and _is_latin(after))
        ):
            return True
        at = text.find(word, at + 1)
    return False


def _is_latin(char: str) -> bool:
    return "a" <= char <= "z"


def disclosing(language: Language) -> Disclosing | None:
    """The disclosure grammar of a language, None if its file has none."""
    return _made(language) if language.data.get("disclosure") else None


@cache
def _made(language: Language) -> Disclosing:
    return Disclosing(language)


def _filled(entries: str | Iterable[str], shared: Mapping[str, str]) -> str | Iterable[str]:
    """A list of words with what is shared set in. Raises `KeyError` for a name that is not shared."""
    if not isinstance(entries, str) or "<" not in entries:
        return entries
    return _SHARED.sub(lambda match: str(_filled(shared[match[1]], shared)), entries)


def _said(tokens: Sequence[Token]) -> Claim:
    """What a claim says, by the classes of the words in it."""
    classes = frozenset[str]().union(*(token.classes for token in tokens))
    degree = _degree(classes)
    if "site" in classes and _is_of_site(tokens):
        return Claim("site", degree)
    if degree in ("translated", "summarised"):
        return Claim("translation" if degree == "translated" else "summary", degree)
    return Claim("part" if "partly" in classes else "text", degree)


def _is_of_site(tokens: Iterable[Token]) -> bool:
    """Whether a claim that names the site speaks of all of it.

    Not where one text is its subject, or only people of the site are named after the AI: they then
    did no more than check.
    """
    seen: set[str] = set()
    for token in tokens:
        named = not seen.isdisjoint(_AGENTS)
        if "site" in token.classes and not (named and token.classes & {"human", "writer"}):
            return True
        seen |= token.classes
        if named and seen.issuperset({"this", "text"}):
            return False
    return False


def _degree(classes: frozenset[str]) -> str:
    if not classes.isdisjoint({"translate", "translation"}):
        return "translated"
    if not classes.isdisjoint({"summarise", "summary"}):
        return "summarised"
    if "use" in classes and classes.isdisjoint(_PURPOSES):
        return ""
    return "generated" if classes.isdisjoint(_HELPED) else "assisted"
