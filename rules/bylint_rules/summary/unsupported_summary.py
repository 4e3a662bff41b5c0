"""Does the body say what the summary counts?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from bylint.article.document import Block, Document
from bylint.article.language import Language
from bylint.article.words import words_of
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint_rules.views.figures import AMOUNT, DATE, PERCENT, PLAIN, Figure, figures, narrow
from bylint_rules.views.layout import is_link
from bylint_rules.views.references import references
from bylint_rules.views.summary import Summary, summary

_LARGE = 1e4
_TRITE = frozenset({0.0, 100.0, 120.0})
"""Percentages that say all or nothing."""
_LEAST = 10
"""Smaller sums are examples."""
_TELLING = 3
"""With so many digits a number tells by itself what it counts."""
_LOOSE = 0.1
"""How far a number may be off that is given as about right."""
_NEAR = 12
_MARKER = 12
"""Links with a longer text are no citations."""
_BARE = lazy_pattern(r"\s*(?:[^\w\s]|$|(?:to|and|or)\b)")
"""What follows a number without a unit: the end of a cell, the dash of a range."""
_APART = "\n\0\n"
"""Between two texts read as one: it belongs to no number and ends one without a unit."""


_JA = "朝市の客は前の年より25%増え、売上は1億2000万円でした。再開は11月4日です。\n\n## まとめ\n\n"
_EN = (
    "Visitors to the market rose by 25 percent, and sales came to $1.2 million. It opened again on"
    " 4 November 2026, after the town had mended the roof of the hall.\n\n## Summary\n\n"
)


class UnsupportedSummary(
    Rule,
    name="unsupported-summary",
    category="summary",
    severity="info",
    status="preview",
    needs="summary.figures",
):
    """A figure of the summary that the body lacks.

    ## What it finds

    A percentage, a sum of money, a number in 万, 億, million or billion, or a date with its day that
    stands in bullets at the head of an article or in its closing summary, and nowhere else in the
    article. Each such figure is found once.

    How a figure is written makes no difference: ２５％, 25 percent, 二十五パーセント, 2割5分 and
    0.25 are one share, 1億2000万円, 120 million yen and ¥120,000,000 one sum, $1.2bn, 1.2B and
    1,200 million one number, 12.5 % and 12,5 % one too, 2026-11-04, 令和8年11月4日 and
    4 November 2026 one day. A summary may round: 30 % sums up 29.7 %, 約3億円 sums up
    2億8000万円. Ends of ranges count, and so do words such as 半分 and "a quarter".

    Left alone are sections at the head of an article, which bring the facts first; summaries that
    make up half of the article or more; code, footnotes, entries of reference lists, and paragraphs
    that link to other pages, as adverts do, markers aside; whatever follows the first list of links
    or rule; 0, 100 and 120 percent; dates in brackets.

    ## Why

    A summary tells nothing new. A figure that only the summary has was left over from an earlier
    version, was rounded by a wrong digit, or was made up; nothing in the article shows which.

    ## What to write instead

    Give the figure of the body, or tell in the body where the figure comes from.

    ## Options

    None.

    ## Rates

    A preview rule: it is off until more summaries with figures have been judged. Measured in
    November 2026 on the articles it was made with: no finding in 1,018 files from before 2022, 10
    in 1,218 machine-written ones, all of which the body lacks. Three of these follow from other
    figures of the body by a multiplication. Of 218 figures of summaries in which one digit was
    replaced by another, it found 166; most of the others stand in the body as another figure.
    """

    messages = {"figure": "“{figure}” stands in the summary and nowhere in the body."}
    hints = {"figure": "Take the figure from the body, or tell there where it comes from."}
    good = {
        "ja": [
            _JA + "客は２５％増え、売上は一億二千万円でした。令和8年11月4日の再開でした。\n",
            _JA + "客は2割5分増え、売上は約1億円でした😀。\n",
            _JA + "客は二十五パーセント増え、売上は1.2億円でした。満足度は100%です。\n",
            "売上は2億8000万円でした。\n\n## まとめ\n\n売上は約3億円で、数百万円が残りました。\n",
            "朝市が戻りました。\n\n## 概要\n\n売上は3億円でした。\n\n## 屋根\n\n直りました。\n",
            _JA + "朝市は戻りました。\n\n- [売上3億円の記事](https://a.example/)\n- 2億円の朝市\n",
        ],
        "en": [
            _EN + "Visitors rose by 25%, sales by $1.2m; it opened on November 4.\n",
            _EN + "Sales were US$1,200,000, a quarter more: 25,0 % since 2026-11-04.\n",
            _EN + "It is 100% open, and nearly 27% more people came.\n",
            _EN + "The market is back (12 May 2027), see `90%` there.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA + "客は⟦35%⟧増えました。\n",
                message="“35%” stands in the summary and nowhere in the body.",
            ),
            _JA + "客は⟦四割⟧増え、𠮷田さんは😀、売上は⟦１億３０００万円⟧と話しました。\r\n",
            _JA + "再開は⟦１１月５日⟧でした。客は⟦35％⟧増え、35％も増えました。\n",
            "- 朝市の売上は⟦3億円⟧でした、と市が話しました\n- 屋根は寄付で直すことができました\n\n"
            "港の朝市が3年ぶりに戻りました。売上は2億円でした。屋根は寄付で直りました。"
            "市は来年も開くと話しています。朝は魚、昼は野菜が並び、夜は灯りがともります。"
            "台風で壊れた屋根は、二年をかけて直されました。\n",
        ],
        "en": [
            Case(
                _EN + "Visitors rose by ⟦35 percent⟧.\n",
                message="“35 percent” stands in the summary and nowhere in the body.",
            ),
            _EN + "Sales came to ⟦$1.3 million⟧, and **⟦2 million⟧** people came.\n",
            _EN + "It opened on ⟦5 November 2026⟧ and grew by ⟦thirty-five percent⟧.\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each figure that the body lacks."""
        judged = list(_judged(document))
        lists = references(document).lists if judged else ()
        entries = {entry.block.index for one in lists for entry in one.entries}
        body: _Body | None = None
        seen: set[str] = set()
        for block, text in _lines(judged):
            if block.index in entries:
                continue
            for figure in figures(text, block.language):
                if not _counts(figure, text):
                    continue
                body = body or _Body(document, judged)
                shown = block.text[figure.start : figure.end].strip()
                if shown in seen or body.holds(text[figure.start : figure.end].strip()):
                    continue
                if not body.figures.supports(figure, _is_rough(figure, text, block)):
                    seen.add(shown)
                    yield self.finding(
                        block.prose.span(figure.start, figure.end), "figure", figure=shown
                    )


_ENDS_IN_NUMBER = lazy_pattern(r"[A-Za-z0-9〇一二三四五六七八九十百千万億兆]$|\d[.,]$")
_BEGINS_WITH_NUMBER = lazy_pattern(r"[A-Za-z0-9〇一二三四五六七八九十百千万億兆]|[.,]\d")


def _judged(document: Document) -> Iterator[Summary]:
    """The summaries that follow a body or stand above it as bullets, and are no body themselves."""
    found = [one for one in summary(document) if one.kind != "lead"]
    whole = sum(len(block.text) for block in document.visible()) if found else 0
    for one in found:
        if sum(len(block.text) for block in one.blocks) * 2 <= whole:
            yield one


def _lines(summaries: Iterable[Summary]) -> Iterator[tuple[Block, str]]:
    """The blocks of summaries with their text, code and links masked, up to a rule or links alone."""
    for one in summaries:
        for block in one.blocks:
            if block.kind == "rule" or is_link(block) or block.text.startswith("[["):
                break
            if block.kind in ("paragraph", "item") and not _leads_away(block):
                yield block, narrow(block.prose.masked("code", "link", "autolink"))


def _leads_away(block: Block) -> bool:
    """Whether a block is a footnote, or speaks of another page to which it leads."""
    links = block.prose.marked("link")
    return block.inside("footnote") is not None or any(
        mark.end - mark.start > _MARKER for mark in links
    )


def _counts(figure: Figure, text: str) -> bool:
    """Whether a figure says so much that the body must have it."""
    if text[max(figure.start - 1, 0) : figure.start] in ("数", "何"):
        return False
    if figure.kind == DATE:
        cited = text[max(figure.start - 1, 0) : figure.start] + text[figure.end : figure.end + 1]
        return figure.month > 0 < figure.day and cited != "()"
    if figure.kind == PERCENT:
        return figure.value not in _TRITE
    idiom = figure.coefficient == 1.0 and text[figure.start].isalpha()
    return figure.kind == AMOUNT and not idiom and figure.value >= _LEAST


def _is_rough(figure: Figure, text: str, block: Block) -> bool:
    """Whether a word beside a figure says that it is about right."""
    told = block.language.data["summary"]["figures"].get("about", ())
    near = text[max(figure.start - _NEAR, 0) : figure.end + _NEAR // 2].lower()
    return any(word in near for word in words_of(told))


class _Body:
    """What an article says outside its summaries, in figures."""

    def __init__(self, document: Document, summaries: Iterable[Summary]) -> None:
        self._text = _APART.join(_outside(document, summaries))
        self._language = document.language

    def holds(self, words: str) -> bool:
        """Whether the body has a figure in the same words."""
        at = self._text.find(words)
        while at >= 0:
            if not _is_inner(self._text, at, at + len(words)):
                return True
            at = self._text.find(words, at + 1)
        return False

    @cached_property
    def figures(self) -> _Figures:
        """All figures of the body: reading them takes long, and few bodies need it."""
        return _Figures(self._text, self._language)


class _Figures:
    """The figures of a text, by what they are compared with."""

    def __init__(self, text: str, language: Language) -> None:
        self.dates: set[tuple[int, int, int]] = set()
        numbers: set[float] = set()
        percents: set[float] = set()
        bare: set[float] = set()
        for figure in figures(text, language):
            if figure.kind == DATE:
                self.dates.add((figure.year, figure.month, figure.day))
            else:
                numbers.update((figure.value, figure.coefficient))
                if figure.kind == PLAIN and _BARE.match(text, figure.end):
                    bare.add(figure.value)
                if figure.kind == PERCENT:
                    percents.add(figure.value)
        percents.update(_shares(text.lower(), language))
        self.numbers = sorted(numbers)
        self.percents = sorted(percents)
        self.bare = sorted(bare | percents)

    def supports(self, figure: Figure, rough: bool) -> bool:
        """Whether one of them is a figure, or what it rounds."""
        if figure.kind == DATE:
            return any(_same_day(figure, date) for date in self.dates)
        if figure.kind == PERCENT:
            ratios = (figure.value / 100, 1 + figure.value / 100)
            return (
                _near(self.bare, figure.value, 0.0)
                or _near(self.percents, figure.value, _margin(figure, rough))
                or any(_near(self.numbers, ratio, 0.0) for ratio in ratios)
            )
        told = len(f"{figure.coefficient:.10g}".replace(".", "").strip("0"))
        if told >= _TELLING and _near(self.numbers, figure.coefficient, 0.0):
            return True
        return _near(self.numbers, figure.value, _margin(figure, rough))


def _is_inner(text: str, start: int, end: int) -> bool:
    """Whether a range is a part of a longer number or word."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return bool(_ENDS_IN_NUMBER.search(before) or _BEGINS_WITH_NUMBER.match(after))


def _margin(figure: Figure, rough: bool) -> float:
    """How far a number of the body may be off."""
    half = figure.step / 2 if figure.kind == PERCENT or figure.value >= _LARGE else 0.0
    return max(half, _LOOSE * figure.value) if rough else half


def _near(numbers: Sequence[float], value: float, margin: float) -> bool:
    slack = margin + abs(value) * 1e-9
    return bisect_left(numbers, value - slack) < bisect_right(numbers, value + slack)


def _same_day(figure: Figure, date: tuple[int, int, int]) -> bool:
    year, month, day = date
    if figure.year and year and figure.year != year:
        return False
    if month == 0:
        return day == figure.day
    return month == figure.month and figure.day in (0, day)


def _shares(text: str, language: Language) -> Iterator[float]:
    told: Mapping[str, float] = (
        language.data.get("summary", {}).get("figures", {}).get("shares", {})
    )
    return (float(share) for word, share in told.items() if word in text)


def _outside(document: Document, summaries: Iterable[Summary]) -> Iterator[str]:
    """The source outside summaries, and the text that readers see there."""
    inside = {block.index for one in summaries for block in one.blocks}
    at = 0
    for index in sorted(inside):
        span = document.blocks[index].span
        yield narrow(document.text[at : max(span.start, at)])
        at = max(at, span.end)
    yield narrow(document.text[at:])
    for block in document.visible():
        if block.prose.marks and block.index not in inside:
            yield narrow(block.text)
