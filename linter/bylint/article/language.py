"""A language as bylint knows it: data from one YAML file, and how to tell it from others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from bylint.article.headings import Headings
from bylint.article.phrases import PhraseIndex
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

HEAD = (
    "code",
    "name",
    "script",
    "unspaced",
    "sentence_ends",
    "dotted_ordinals",
    "abbreviations",
    "stop_words",
)
"""What is known of a language before any article is written in it."""


def head(data: Mapping[str, Any]) -> dict[str, Any]:
    """That part of a language's data."""
    return {key: data[key] for key in HEAD if key in data}


class Language:
    """One language.

    `sentence_ends` are its ending characters, `dotted_ordinals` says that a dot makes a number an
    ordinal, `unspaced` that it is written without spaces and measured in characters instead of
    words. `data` is the whole of the file for the views that read their own part of it; with `load`
    only the `HEAD` of it need be given, and the rest is loaded when it is first asked for: few runs
    meet every language.
    """

    NONE: ClassVar[Language]

    def __init__(
        self, data: Mapping[str, Any], load: Callable[[], Mapping[str, Any]] | None = None
    ) -> None:
        self._load = load or (lambda: data)
        self.code: str = data.get("code", "")
        self.name: str = data.get("name", self.code)
        self.script: str = data.get("script", "latin")
        self.unspaced: bool = data.get("unspaced", False)
        self.dotted_ordinals: bool = data.get("dotted_ordinals", False)
        self.sentence_ends: str = data.get("sentence_ends", ".!?。！？")
        self.abbreviations = frozenset(words_of(data.get("abbreviations", ())))
        self.stop_words = frozenset(words_of(data.get("stop_words", ())))

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def __bool__(self) -> bool:
        return bool(self.code)

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """All that the language file holds."""
        return self._load()

    @property
    def unit(self) -> str:
        """What lengths are counted in: characters or words."""
        return "characters" if self.unspaced else "words"

    def length(self, text: str) -> int:
        """The length of a text in this language's unit, white space not counted."""
        words = text.split()
        return sum(map(len, words)) if self.unspaced else len(words)

    @cached_property
    def _headings(self) -> Headings:
        return Headings(self.data)

    def heading_role(self, text: str) -> str:
        """What a heading of this text announces, "" if the language does not know it.

        Numbering, emoji and brackets before it and a subtitle after it do not matter.
        """
        return self._headings.role(text)


Language.NONE = Language({})


class Listed(NamedTuple):
    """Phrases that no language file lists: a group, and its words by language, "" for any.

    Where they are not `whole`, they count inside words too.
    """

    group: str
    words: Mapping[str, Sequence[str]]
    whole: bool = True

    def of(self, language: Language) -> list[str]:
        """The words that count in a language."""
        codes = dict.fromkeys(("", language.code))
        return [word for code in codes for word in self.words.get(code, ())]


class Languages:
    """The languages that are installed, by their code.

    `listed` gives the phrases that no language file lists, when an article is searched for them.
    """

    def __init__(
        self,
        languages: Mapping[str, Language],
        listed: Callable[[], Sequence[Listed]] = tuple,
    ) -> None:
        self._by_code = dict(languages)
        self._listed = listed
        self._phrases: dict[str, PhraseIndex] = {}

    @classmethod
    def of(cls, *data: Mapping[str, Any]) -> Languages:
        """Languages from their data."""
        return cls({item["code"]: Language(item) for item in data})

    def __iter__(self) -> Iterator[Language]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Language:
        """The language of a code such as `ja` or `en-GB`; `Language.NONE` if it is not installed."""
        code = code.strip().lower().replace("_", "-")
        while code:
            if code in self._by_code:
                return self._by_code[code]
            code = code.rpartition("-")[0]
        return Language.NONE

    def phrases(self, language: Language) -> PhraseIndex:
        """All phrases that count in a language, `Language.NONE` included."""
        if language.code not in self._phrases:
            groups = dict(language.data.get("phrases", {}))
            parts: dict[str, Sequence[str]] = {}
            for each in self._listed():
                (groups if each.whole else parts)[each.group] = each.of(language)
            self._phrases[language.code] = PhraseIndex(groups, parts)
        return self._phrases[language.code]

    def agrees(self, text: str, language: Language) -> bool:
        """Whether a cheap look is enough to see that a text is in the language expected."""
        if language.script == "latin":
            own = self._own_words.get(language.code, frozenset())
            return len(own.intersection(text[:_GLANCE].lower().split())) > 1
        return language.code == "ja" and bool(_KANA.search(text))

    def detect(self, text: str, default: Language = Language.NONE) -> Language:
        """The language in which a text is written, `default` where the text does not tell."""
        if text.isascii():
            return self._latin(text, default)
        kana = len(_KANA.findall(text))
        if kana * 5 >= len(text):
            return self.get("ja")
        hangul = len(_HANGUL.findall(text))
        han = len(_HAN.findall(text))
        latin = len(_LATIN.findall(text))
        if kana and kana * 20 >= han + hangul and kana * 12 >= latin:
            return self.get("ja")
        if hangul and hangul * 4 >= latin + han:
            return self.get("ko")
        if han and han * 6 >= latin:
            return self.get("ja" if default.code == "ja" else "zh")
        if len(_CYRILLIC.findall(text)) > latin:
            return self.get("ru")
        return self._latin(text, default)

    def _latin(self, text: str, default: Language) -> Language:
        """The language whose most frequent words stand in the text, if there are enough of them.

        Languages share some, and formulas hold a few: another than the default must have clearly
        more than it, and not one word again and again.
        """
        words = _WORD.findall(text.lower())
        known: dict[str, list[str]] = {code: [] for code in self._by_code}
        for word in words:
            for code in self._stop_words.get(word, ()):
                known[code].append(word)
        best = max(known, key=lambda code: len(known[code]), default="")
        found = known.get(best, [])
        needed = 12 if len(words) < 30 else 5
        if len(words) < 4 or len(found) * 100 < len(words) * needed:
            return default
        lead = len(found) - len(known.get(default.code, ()))
        clear = not default or (lead >= _CLEAR and len(set(found)) >= _CLEAR)
        return self._by_code[best] if clear else default

    @cached_property
    def _own_words(self) -> dict[str, frozenset[str]]:
        """The frequent words of each language that no other one has."""
        own: dict[str, set[str]] = {}
        for word, owners in self._stop_words.items():
            if len(owners) == 1:
                own.setdefault(owners[0], set()).add(word)
        return {code: frozenset(words) for code, words in own.items()}

    @cached_property
    def _stop_words(self) -> dict[str, tuple[str, ...]]:
        owners: dict[str, tuple[str, ...]] = {}
        for language in self:
            for word in language.stop_words:
                owners[word] = (*owners.get(word, ()), language.code)
        return owners


_GLANCE = 100
"""How many characters a cheap look takes in."""
_CLEAR = 2
"""How many frequent words another language must have that the default has not."""

_KANA = lazy_pattern(r"[\u3041-\u309f\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = lazy_pattern(r"[\uac00-\ud7a3]")
_HAN = lazy_pattern(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_CYRILLIC = lazy_pattern(r"[\u0400-\u04ff]")
_LATIN = lazy_pattern(r"[A-Za-z\u00c0-\u024f]")
_WORD = lazy_pattern(r"(?<![\w.\\/^=@-])[a-z\u00df-\u024f]+(?![\w/=@])")
