"""How a language makes analogies, from its data: what must stand around a cue, and what goes on.

The section `analogy` of a language file holds

- `cues`: readings by cue; the phrases of a cue are the group `analogy-<cue>` under `phrases`.
  A phrase announces an analogy where one reading of its cue holds. A reading says
  `noun`, which vehicle noun it asks for: `any` in its region, `some`, one that may be ambiguous,
  `two` different ones there, `near` behind the cue after no more than `joint`, `next`, a sure one
  there, `head` right before the cue and `joint`, or `none`;
  `side` and `reach`, where that region lies: `before`, `after` (the rule) or on `both` sides of
  the cue, and how many characters it takes; `cut`, what of it is left out behind the
  cue, and `until`, what ends it;
  `before`, `after`, patterns that must be found in the sentence on that side of the cue;
  `not_before`, `not_after`, `not_around`, patterns that must not;
  `opens`, that the next sentence belongs to it where this one names no vehicle;
  `confirm`, that one of the next sentences must hold a phrase of `confirming`;
  `resumed`, that the next sentence must go on about the vehicle or carry it back, and where no
  vehicle noun is asked for, that the vehicle is nothing that an article reports or explains;
  `explains`, that a word of `explained` must be found `before` or `after` the cue;
  `back`, that the vehicle is named not here but in the sentences before;
- `vehicles`, `company`, `ambiguous`, `alone`: the vehicle nouns (`vehicles.Lexicon`);
- `tenor`: what ends the part of a sentence that names the thing explained;
- `noun`, `common`: other words that the next sentence may take up, and those too common for it;
- `resuming`, how a sentence begins that speaks of the person in the one before, unless that one
  holds `quoting`;
- `mapping`: phrases that carry the comparison back to the thing explained, and `returning`, how a
  sentence begins that does so with a word of `explained`;
- `opening`: how a sentence looks that sets a scene;
- `explained`: words of what analogies explain, `matters`, a pattern of more, and `reporting`,
  those of an article's own news;
- `elaborating`: how a sentence looks that may go on with a vehicle whose words are not known; it
  must hold neither a word of those two nor what `facts` finds in it, as written.

All of them meet folded text (`phrases.fold`), in which code, maths and addresses are `CODE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any

from bylint.article.language import Language
from bylint.article.phrases import fold
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint_rules.views.vehicles import Lexicon, Noun

GROUP = "analogy-"
"""Begins the name of every phrase group that holds cues."""

CODE = "\x1a"
"""Stands for every character of code, maths and addresses."""

_NEVER = "(?!)"
_DIGIT = lazy_pattern(r"\d")
_AMBIGUOUS_WITHIN = 2
"""How many words, one less, may stand between a cue and a noun that often means something else."""

_compiled = cache(re.compile)
"""Patterns are compiled when first needed: an article seldom needs a tenth of them."""


class Context(NamedTuple):
    """A cue phrase and its sentence on both sides of it, as far as it is looked at."""

    before: str
    phrase: str
    after: str


class Reading(NamedTuple):
    """What must stand around a cue for it to announce an analogy; an empty pattern asks nothing."""

    noun: str = "any"
    side: str = "after"
    reach: int = 40
    opens: bool = False
    confirm: bool = False
    resumed: bool = False
    back: bool = False
    explains: str = ""
    joint: str = ""
    cut: str = ""
    until: str = ""
    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""
    not_around: str = ""

    def holds(self, context: Context) -> bool:
        """Whether the patterns agree; nouns are not looked for."""
        before, phrase, after = context
        return (
            _agrees(self.before, before)
            and _agrees(self.after, after)
            and not (self.not_before and _agrees(self.not_before, before))
            and not (self.not_after and _agrees(self.not_after, after))
            and not (self.not_around and _agrees(self.not_around, before + phrase + after))
        )

    def nouns(self, context: Context, lexicon: Lexicon) -> tuple[Noun, ...]:
        """The vehicle nouns in the places that the reading asks for."""
        region = self._region(context)
        nouns = tuple(lexicon.find(region))
        if self.noun == "head":
            joint = _compiled(self.joint).search(region) if self.joint else None
            end = joint.start() if joint else len(region)
            return tuple(noun for noun in nouns if noun.end == end)
        if self.noun == "next":
            return tuple(n for n in nouns if n.sure and _agrees(self.joint, region[: n.start]))
        if self.noun == "near":
            return tuple(noun for noun in nouns if self._is_near(region[: noun.start], noun))
        if self.noun == "some" or (self.noun == "none" and self.side == "after"):
            return nouns
        sure = tuple(noun for noun in nouns if noun.sure)
        return sure if self.noun != "two" or len({noun.word for noun in sure}) > 1 else ()

    def shorn(self, after: str) -> str:
        """What stands behind the cue, without what is left out."""
        cut = _compiled(self.cut).search(after) if self.cut else None
        return after[cut.end() :] if cut else after

    def _region(self, context: Context) -> str:
        """Where nouns are looked for; it does not reach beyond code."""
        before = context.before[-self.reach :]
        before = before[before.rfind(CODE) + 1 :]
        if self.side == "before":
            return before
        after = self.shorn(context.after)[: self.reach].partition(CODE)[0]
        end = _compiled(self.until).search(after) if self.until else None
        after = after[: end.start()] if end else after
        return after if self.side == "after" else f"{before}\n{after}"

    def _is_near(self, between: str, noun: Noun) -> bool:
        return _agrees(self.joint, between) and (
            noun.sure or between.count(" ") <= _AMBIGUOUS_WITHIN
        )


def _agrees(pattern: str, text: str) -> bool:
    return not pattern or bool(_compiled(pattern).search(text))


class Grammar:
    """How one language makes analogies."""

    def __init__(self, language: Language, data: Mapping[str, Any]) -> None:
        self._language = language
        self._data = data
        self.common: frozenset[str] = frozenset(words_of(data["common"]))
        self.readings: Mapping[str, tuple[Reading, ...]] = {
            cue: tuple(Reading(**reading) for reading in readings)
            for cue, readings in data["cues"].items()
        }

    @cached_property
    def lexicon(self) -> Lexicon:
        """The vehicle nouns."""
        return Lexicon(self._data, unspaced=self._language.unspaced)

    @cached_property
    def stop(self) -> re.Pattern[str]:
        """Whatever may end a sentence."""
        ends = re.escape(self._language.sentence_ends)
        return re.compile(f"[{ends}\n]" if self._language.unspaced else f"[{ends}](?=\\s)|\n")

    @cached_property
    def tenor(self) -> re.Pattern[str]:
        """What ends the part of a sentence that names the thing explained."""
        return re.compile(self._data["tenor"])

    @cached_property
    def noun(self) -> re.Pattern[str]:
        """Other words that a next sentence may take up."""
        return re.compile(self._data["noun"])

    @cached_property
    def mapping(self) -> re.Pattern[str]:
        """What carries a comparison back to the thing explained."""
        return self._any_of(self._data["mapping"])

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """How a sentence looks that sets a scene."""
        return re.compile(self._data.get("opening", _NEVER))

    @cached_property
    def _returning(self) -> re.Pattern[str]:
        return re.compile(self._data.get("returning", _NEVER))

    def carries_back(self, text: str) -> bool:
        """Whether a folded sentence carries a comparison back to the thing explained."""
        begins = self._returning.search(text)
        return bool(self.mapping.search(text) or (begins and self.explained.search(begins[0])))

    @cached_property
    def explained(self) -> re.Pattern[str]:
        """What analogies explain."""
        return self._any_of(words_of(self._data.get("explained", ())))

    @cached_property
    def matter(self) -> re.Pattern[str]:
        """What a sentence may explain by something else: more than the words of `explained`."""
        return re.compile(f"{self.explained.pattern}|{self._data.get('matters', _NEVER)}")

    @cached_property
    def reporting(self) -> re.Pattern[str]:
        """What an article's own news is told by."""
        return self._any_of(words_of(self._data.get("reporting", ())))

    @cached_property
    def _elaborating(self) -> re.Pattern[str]:
        return re.compile(self._data.get("elaborating", _NEVER))

    @cached_property
    def _facts(self) -> re.Pattern[str]:
        return re.compile(self._data.get("facts", _NEVER))

    def elaborates(self, written: str) -> bool:
        """Whether a sentence may go on with a vehicle whose words are not known."""
        return bool(self._elaborating.search(fold(written))) and not self.tells_own(written)

    def reports(self, written: str) -> bool:
        """Whether a sentence is an article's own news, or gives figures of what it explains."""
        text = fold(written)
        return bool(
            (self._facts.search(written) and self.reporting.search(text))
            or (_DIGIT.search(written) and self.explained.search(text))
        )

    def tells_own(self, written: str) -> bool:
        """Whether a sentence speaks of what an article reports or explains."""
        text = fold(written)
        return bool(
            self._facts.search(written)
            or self.explained.search(text)
            or self.reporting.search(text)
        )

    @cached_property
    def resuming(self) -> re.Pattern[str]:
        """How a sentence begins that speaks of the person in the one before."""
        return re.compile(self._data.get("resuming", _NEVER))

    @cached_property
    def quoting(self) -> re.Pattern[str]:
        """What shows that such a person may be who is quoted there."""
        return re.compile(self._data.get("quoting", _NEVER))

    @cached_property
    def confirming(self) -> re.Pattern[str]:
        """What shows soon after a scene was set that it was set to explain something."""
        return self._any_of(self._data["confirming"])

    def _any_of(self, phrases: Iterable[str]) -> re.Pattern[str]:
        words = "|".join(re.escape(fold(phrase)) for phrase in phrases) or _NEVER
        return re.compile(words if self._language.unspaced else rf"\b(?:{words})\b")


@cache
def grammar(language: Language) -> Grammar | None:
    """The grammar of a language, None where its file has none."""
    data = language.data.get("analogy")
    return Grammar(language, data) if data else None
