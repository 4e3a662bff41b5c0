"""Figures as articles write them: percentages, amounts and dates, brought to one form.

Widths, kanji numerals, words and letters for powers of ten, decimal commas and era years make no
difference: ２５％, 25 percent and 二十五パーセント are one figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from heapq import merge
from typing import Any

from bylint.article.language import Language
from bylint.article.phrases import fold
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

PERCENT, AMOUNT, DATE, PLAIN = "percent", "amount", "date", "plain"
"""What a figure is: a share, a sum of money or large number, a day or month, any other number."""

_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
_WIDE = lazy_pattern("[\uff01-\uff5e\u3000\uffe5]+")
_HAN_DIGITS = "〇一二三四五六七八九"
_KANJI = {char: value for value, char in enumerate(_HAN_DIGITS)}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LETTERS = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "t": 12, "tn": 12}
_LARGE = 1e4
_NUMERAL = (
    r"\d{1,3}(?:[,.]\d{3}){2,6}(?:[.,]\d{1,6})?|\d{1,3},\d{3}(?:\.\d{1,6})?"
    r"|\d{1,3}\.\d{3},\d{1,6}|\d+(?:[.,]\d+)?"
)
_HAN = f"[{_HAN_DIGITS}十百千]{{1,12}}"
_MONEY = "$€£¥₩₹"
_CODES = ("USD", "EUR", "GBP", "JPY", "CNY")
_BEGINS_NUMBER = lazy_pattern(rf"[\d{_HAN_DIGITS}十百千{_MONEY}]")
_BEGINS_WORD = lazy_pattern(r"\b[^\W\d_]")
_FORMULA = lazy_pattern(r"\s?[$\\^_={}+*/<>]|[(A-Za-z]")
"""What follows a number in a formula between dollar signs."""
_DASH = "[-–—〜~～]"
_DAY = rf"\d{{1,2}}|[{_HAN_DIGITS}十]{{1,3}}"
_YEAR = rf"\d{{4}}|[{_HAN_DIGITS}]{{4}}"


class Figure(NamedTuple):
    """A figure at a range of a text.

    `value` is the number with its power of ten, or the percentage; `coefficient` is the number as
    it is written, `step` the value of one in its last place. A date has `year`, `month` and `day`,
    0 for what it leaves out.
    """

    kind: str
    start: int
    end: int
    value: float = 0.0
    coefficient: float = 0.0
    step: float = 1.0
    year: int = 0
    month: int = 0
    day: int = 0


def narrow(text: str) -> str:
    """A text with full-width forms as half-width, of the same length."""
    if text.isascii():
        return text
    return _WIDE.sub(lambda match: match[0].translate(_TO_NARROW), text)


def figures(text: str, language: Language) -> Iterator[Figure]:
    """Every number and date of a text that `narrow` gave back, in the words of a language."""
    grammar = _grammar(language)
    yield from grammar.dates(text)
    yield from _compounds(grammar.numbers(text), text)


def _compounds(numbers: Iterable[Figure], text: str) -> Iterator[Figure]:
    """The figures with 1億2000万 made one number."""
    pending: Figure | None = None
    for figure in numbers:
        if pending is not None and _goes_on(pending, figure, text):
            value = pending.value + figure.value
            kind = AMOUNT if PLAIN in (pending.kind, figure.kind) else figure.kind
            pending = figure._replace(kind=kind, start=pending.start, value=value)
            continue
        if pending is not None:
            yield pending
        pending = figure
    if pending is not None:
        yield pending


def _goes_on(one: Figure, other: Figure, text: str) -> bool:
    return (
        one.end == other.start
        and one.value >= _LARGE > 0 < other.value < one.value
        and text[one.end - 1] in "万億兆"
        and other.kind != PERCENT
    )


class _Grammar:
    """How a language writes figures."""

    def __init__(self, language: Language) -> None:
        told: Mapping[str, Any] = language.data.get("summary", {}).get("figures", {})
        self.scales: dict[str, int] = dict(told.get("scales", {}))
        self.words: dict[str, float] = dict(told.get("words", {}))
        self.tenths: dict[str, int] = dict(told.get("tenths", {}))
        self.eras: dict[str, int] = dict(told.get("eras", {}))
        self.percents = frozenset({"%", *words_of(told.get("percent", ()))})
        self.months = {
            name: number
            for number, names in enumerate(told.get("months", ()), 1)
            for name in words_of(names)
        }
        currencies = words_of(told.get("currencies", ()))
        unit = _any_of([*self.percents, *self.tenths, *currencies])
        scale = _any_of(self.scales)
        words = _any_of(self.words)
        following = rf"(?=[ -]?(?:{scale}|{unit}))"
        self.number = re.compile(
            rf"(?P<money>[{_MONEY}] ?|\b(?:{'|'.join(_CODES)}) )?"
            rf"(?:(?P<digits>{_NUMERAL})|(?P<han>{_HAN}){following}"
            rf"|\b(?P<word>(?:{words})(?:[ -](?:{words}))?){following})"
            rf"(?:[ -]?(?P<scale>{scale})| ?(?P<letter>mln|[mbt]n|(?<! )[kmbt])(?![A-Za-z0-9]))?"
            rf"(?:[ -]?(?P<unit>{unit})(?:(?P<more>[\d一二三四五六七八九])分)?)?",
            re.IGNORECASE,
        )
        self._followers = tuple(
            word.lower() for word in (*self.scales, *self.percents, *self.tenths, *currencies)
        )
        self._spelled = tuple(word.lower() for word in (*self.words, *_CODES))
        self._longest = 2 * max(map(len, self._spelled)) + len(" - ") + len(_CODES[0])
        first = "".join(dict.fromkeys(era[0] for era in self.eras))
        self._begins_date = re.compile(rf"[\d{_HAN_DIGITS}十{first}]")
        self.date = re.compile(
            rf"(?:(?:(?P<era>{_any_of(self.eras)})(?P<count>元|\d{{1,2}})|(?P<year>{_YEAR})) ?年 ?)?"
            rf"(?P<month>{_DAY}) ?月(?: ?(?P<day>{_DAY}) ?(?:日|{_DASH} ?\d{{1,2}} ?日))?"
            r"|(?<![\d./-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
            r"|(?<!\d)(?P<only>\d{1,2}) ?日(?!間)"
        )
        month = _any_of(self.months)
        first = "".join(dict.fromkeys(name[0] for name in self.months))
        self._begins_named = re.compile(rf"[\d{first}](?<!\w[\d{first}])")
        self.named = re.compile(
            rf"(?:(?:\b(?P<first>\d{{1,2}}) ?{_DASH} ?)?"
            r"\b(?P<before>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?"
            rf"\b(?P<name>{month})\b\.?(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
            rf"(?: ?{_DASH} ?(?P<last>\d{{1,2}})(?!\d))?)?(?:,? (?P<year>\d{{4}}))?"
        )

    def numbers(self, text: str) -> Iterator[Figure]:
        """The numbers, each with its power of ten and unit."""
        for match in _matches(self.number, self._number_starts(text), text):
            if match.lastgroup == "digits" and match[0].isdecimal():
                value = float(match[0])
                yield Figure(PLAIN, match.start(), match.end(), value, value)
                continue
            found = self._coefficient(match)
            if found is None:
                continue
            coefficient, step = found
            power, end = self._power(match)
            unit = match["unit"].lower() if match["unit"] and end >= match.end("unit") else ""
            value, step = coefficient * 10.0**power, step * 10.0**power
            if unit in self.tenths:
                more = match["more"]
                value, step = 10 * value + _han(more or "0"), 1.0 if more else 10 * step
                yield Figure(PERCENT, match.start(), end, value, coefficient, step)
            elif unit in self.percents:
                yield Figure(PERCENT, match.start(), end, value, coefficient, step)
            else:
                money = match["money"] and not (
                    match["money"].startswith("$") and _FORMULA.match(text, end)
                )
                amount = money or unit or power > 3
                kind = AMOUNT if amount else PLAIN
                yield Figure(kind, match.start(), end, value, coefficient, step)

    def _number_starts(self, text: str) -> Iterator[int]:
        """Where a number may begin, in order."""
        starts = (match.start() for match in _BEGINS_NUMBER.finditer(text))
        spelled = self._spelled_starts(fold(text))
        return merge(starts, spelled) if spelled else starts

    def _spelled_starts(self, text: str) -> list[int]:
        """Where the words begin that may begin a number: those soon before a power or a unit."""
        found = {at for code in _CODES for at in _places(text, code.lower())}
        for follower in self._followers if self.words else ():
            for at in _places(text, follower):
                for match in _BEGINS_WORD.finditer(text, max(at - self._longest, 0), at):
                    if text.startswith(self._spelled, match.start()):
                        found.add(match.start())
        return sorted(found)

    def _coefficient(self, match: re.Match[str]) -> tuple[float, float] | None:
        """A number and the value of one in its last place."""
        digits = match["digits"]
        if digits:
            return _decimal(digits)
        if match["han"]:
            return float(_han(match["han"])), 1.0
        parts = re.split("[ -]", match["word"].lower())
        known = [self.words[part] for part in parts if part in self.words]
        whole = self.words.get(match["word"].lower())
        return (sum(known) if whole is None else whole), 1.0

    def _power(self, match: re.Match[str]) -> tuple[int, int]:
        """The power of ten that follows a number, and where the figure ends."""
        if match["scale"]:
            return self.scales[match["scale"].lower()], match.end()
        letter = match["letter"]
        if not letter:
            return 0, match.end()
        if len(letter) == 1 and letter.islower() and not match["money"]:
            return 0, match.start("letter")
        return _LETTERS.get(letter.lower(), 0), match.end()

    def dates(self, text: str) -> Iterator[Figure]:
        """The dates with a month, and days alone."""
        if "月" in text or "日" in text or "-" in text or "/" in text or "." in text:
            starts = (match.start() for match in self._begins_date.finditer(text))
            for match in _matches(self.date, starts, text):
                yield from self._dated(match)
        if self.months:
            starts = (match.start() for match in self._begins_named.finditer(text))
            for match in _matches(self.named, starts, text):
                year, month = int(match["year"] or 0), self.months[match["name"]]
                days = [match[name] for name in ("first", "before", "after", "last")]
                for day in [int(day) for day in days if day] or [0]:
                    if (year or day) and day < 32:
                        yield _date(match, year, month, day)

    def _dated(self, match: re.Match[str]) -> Iterator[Figure]:
        if match["only"]:
            yield _date(match, 0, 0, int(match["only"]))
            return
        if match["y"]:
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        else:
            year = _han(match["year"]) if match["year"] else 0
            if match["era"]:
                count = match["count"]
                year = self.eras[match["era"]] + (1 if count == "元" else int(count))
            month, day = _han(match["month"]), _han(match["day"] or "0")
        if 1 <= month <= 12 and day < 32 and (year or day):
            yield _date(match, year, month, day)


@cache
def _grammar(language: Language) -> _Grammar:
    return _Grammar(language)


def _matches(pattern: re.Pattern[str], starts: Iterable[int], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` gives back, for a pattern that can begin at `starts` alone: far faster."""
    at = 0
    for start in starts:
        if start >= at and (match := pattern.match(text, start)):
            at = match.end()
            yield match


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _date(match: re.Match[str], year: int, month: int, day: int) -> Figure:
    return Figure(DATE, match.start(), match.end(), year=year, month=month, day=day)


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, the longest first; one that nothing matches if none."""
    told = sorted(words, key=len, reverse=True)
    return "|".join(map(_word, told)) if told else "(?!)"


def _word(word: str) -> str:
    return re.escape(word) + (r"\b" if word[-1].isascii() and word[-1].isalpha() else "")


def _decimal(digits: str) -> tuple[float, float]:
    """A number in digits and the value of one in its last place."""
    tail = re.search(r"[.,](\d+)$", digits)
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}", digits)
    if tail is None or grouped:
        return float(re.sub("[.,]", "", digits)), 1.0
    whole = re.sub("[.,]", "", digits[: tail.start()])
    return float(f"{whole}.{tail[1]}"), 10.0 ** -len(tail[1])


def _han(text: str) -> int:
    """A number in kanji, with or without signs for ten, hundred and thousand, or in digits."""
    if text.isdecimal():
        return int(text)
    if not any(char in _TENS for char in text):
        return int("".join(str(_KANJI[char]) for char in text))
    total = digit = 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = digit * 10 + _KANJI[char]
    return total + digit
