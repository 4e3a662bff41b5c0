"""Whole articles: clean ones yield nothing, one planted fault yields one finding, in every format.

The articles are in `examples/`, a line a block, so that a line number names a block.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from formats import Copy, copies

import bylint
from bylint.records import NamedTuple

EXAMPLES = Path(__file__).parent.parent / "examples"
Article = list[str]


@cache
def linter() -> bylint.Linter:
    return bylint.Linter(config={"extends": "news-digest"})


@cache
def original(language: str) -> tuple[str, ...]:
    text = (EXAMPLES / f"digest-{language}.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())


HEADINGS = {
    "ja": (
        "港北市、市営バスに電気バス12台を導入",
        "夜間充電と急速充電を組み合わせる運用",
        "運転士の研修と整備体制",
        "まとめ",
        "参考文献",
    ),
    "en": (
        "Haverley puts twelve electric buses on the road",
        "How the charging works",
        "Training for drivers and mechanics",
        "Summary",
        "References",
    ),
}
DISCLOSURE = 20
"""The line of the disclosure in both articles, counted from 1."""


def found(copy: Copy) -> list[tuple[str, int]]:
    """Rule and line of every finding, the line as in the article a line a block."""
    checked = linter().check_text(copy.text, path=copy.path)
    line_of = {line: number for number, line in enumerate(copy.lines, 1)}
    return [
        (item.rule, line_of[checked.source.position(item.span.start).line])
        for item in checked.diagnostics
    ]


def lines(language: str) -> Article:
    return list(original(language))


def without(article: Article, *numbers: int) -> Article:
    return [line for number, line in enumerate(article, 1) if number not in numbers]


def moved(article: Article, number: int, to: int) -> Article:
    """The article with line `number` standing as line `to`."""
    rest = without(article, number)
    rest.insert(to - 1, article[number - 1])
    return rest


def changed(article: Article, number: int, old: str, new: str) -> Article:
    assert old in article[number - 1]
    return [
        line.replace(old, new, 1) if index == number else line
        for index, line in enumerate(article, 1)
    ]


class Fault(NamedTuple):
    name: str
    plant: Callable[[Article], Article]
    expected: Sequence[tuple[str, int]]


def faults(language: str) -> list[Fault]:
    about, denial, third, long = TEXTS[language]
    return [
        Fault("disclosure removed", lambda a: without(a, DISCLOSURE), [("missing-disclosure", 19)]),
        Fault(
            "disclosure in the middle",
            lambda a: moved(a, DISCLOSURE, 10),
            [("misplaced-disclosure", 10)],
        ),
        Fault(
            "disclosure in a comment",
            lambda a: [*a[:-1], f"<!-- {a[-1].strip('*')} -->"],
            [("buried-disclosure", 20)],
        ),
        Fault(
            "a sentence about AI instead", lambda a: [*a[:-1], about], [("missing-disclosure", 20)]
        ),
        Fault("a denial instead", lambda a: [*a[:-1], denial], [("missing-disclosure", 20)]),
        Fault("[2] made [3]", lambda a: changed(a, 6, "[2]", "[3]"), [("undefined-citation", 6)]),
        Fault(
            "an entry removed",
            lambda a: without(a, 19),
            [
                ("undefined-citation", 6),
                ("undefined-citation", 9),
                ("undefined-citation", 11),
                ("undefined-citation", 14),
            ],
        ),
        Fault(
            "an entry doubled",
            lambda a: [
                *a[:19],
                changed(a, 19, "20261105", "20261106")[18].replace("- [2] ", "- [2] ", 1),
                *a[19:],
            ],
            [("duplicate-reference", 20)],
        ),
        Fault(
            "an entry nobody cites",
            lambda a: [
                *a[:19],
                a[18]
                .replace("[2]", "[3]")
                .replace("20261105", "20261107")
                .replace(*OTHER[language]),
                *a[19:],
            ],
            [("unused-reference", 20)],
        ),
        Fault(
            "first uses out of order",
            lambda a: [line if n in (18, 19) else swap(line) for n, line in enumerate(a, 1)],
            [("citation-order", 6)],
        ),
        Fault("no list", lambda a: without(a, 17, 18, 19), [("missing-references", 5)]),
        Fault("no summary", lambda a: without(a, 1, 2, 3, 15, 16), [("missing-summary", 1)]),
        Fault(
            "bullets after the body",
            lambda a: [*a[3:14], *a[:3], *a[16:]],
            [("misplaced-summary", 12)],
        ),
        Fault(
            "a third analogy",
            lambda a: [*a[:6], third[0], *a[6:12], third[1], *a[12:]],
            [("crowded-analogies", 7)],
        ),
        Fault(
            "an analogy of five sentences",
            lambda a: [*a[:9], long, *a[10:]],
            [("overlong-analogy", 10)],
        ),
    ]


OTHER = {"ja": ("坂の街を走る", "車庫を訪ねて"), "en": ("climb the hills", "seen from the depot")}
TEXTS: dict[str, tuple[str, str, tuple[str, str], str]] = {
    "ja": (
        "生成AIで書かれた記事には、読者への表示を求める声が広がっています。",
        "この記事は生成AIを使わず、記者がすべて執筆しました。",
        (
            "市営バスの路線網は、いわば街の血管のようなものです。",
            "研修は、楽器の練習に例えるなら、新しい鍵盤に指を慣らすようなものです。",
        ),
        "充電の考え方は、長距離走の給水に例えるなら、走る前にたっぷり飲み、途中で補うようなものです。"
        "選手は給水所の位置を覚え、のどが渇く前に水を口に含みます。"
        "飲みすぎれば体が重くなり、足りなければ終盤に失速します。"
        "だから選手は給水所ごとに少しずつ飲みます。"
        "終点での短い充電も同じように、足りなくなる前に少しずつ電気を足していきます。",
    ),
    "en": (
        "Many readers want newsrooms to say when articles are written by AI.",
        "This article was written without any AI; our reporters wrote every word.",
        (
            "A bus network is like the bloodstream of a town that carries what every street needs.",
            "The course is like learning a new piano: the fingers know the tune but must get used to the keys.",
        ),
        "Think of it as a distance runner who drinks well before the start and sips at every water station. "
        "The runner knows where each station stands and drinks before thirst sets in. "
        "A runner who drinks too much feels heavy, and one who drinks too little slows down near the end. "
        "So the runner takes a small cup at each station. "
        "In the same way the short stops top up the battery before it runs low.",
    ),
}


def swap(line: str) -> str:
    return line.replace("[1]", "[0]").replace("[2]", "[1]").replace("[0]", "[2]")


CASES = [
    pytest.param(language, fault, number, id=f"{language}-{fault.name}-{number}")
    for language in ("ja", "en")
    for fault in faults(language)
    for number in range(4)
]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_clean_article_is_clean_in_every_format(language: str) -> None:
    article = lines(language)
    assert [found(copy) for copy in copies(article, HEADINGS[language])] == [[], [], [], []]


@pytest.mark.parametrize(("language", "fault", "number"), CASES)
def test_one_fault_is_one_finding(language: str, fault: Fault, number: int) -> None:
    article = fault.plant(lines(language))
    copy = copies(article, HEADINGS[language])[number]
    assert found(copy) == list(fault.expected)
