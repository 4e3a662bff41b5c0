"""One figure in many spellings, and figures planted in summaries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import rules, toolbox

from bylint.checking.run import Active, check
from bylint.text import Source, Span
from bylint_rules.views.figures import AMOUNT, DATE, PERCENT, Figure, figures, narrow

WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
LIMITS = settings(deadline=None, max_examples=60)
(RULE,) = (rule for rule in rules() if rule.name == "unsupported-summary")
BODY = {
    "ja": "港の朝市が戻りました。{}でした。屋根は寄付で直り、市は来年も開くと話しています。"
    "朝は魚、昼は野菜が並び、夜は灯りがともります。",
    "en": "The market by the harbour is back. It was {}, they say, and the town had paid for the"
    " roof of the hall. Fish is sold in the morning and fruit at noon.",
}
CLOSING = {"ja": "まとめ", "en": "Summary"}
SAID = {"ja": "朝市は{}でした。", "en": "The market was {} in the end."}


def read(text: str, language: str) -> list[Figure]:
    return list(figures(narrow(text), toolbox().languages.get(language)))


def kinds(text: str, language: str) -> list[tuple[str, float]]:
    return [(one.kind, round(one.value, 6)) for one in read(text, language)]


def found(text: str, path: str = "a.md") -> list[Span]:
    diagnostics = check(Source(path, text), [Active(RULE())], toolbox()).diagnostics
    assert {one.rule for one in diagnostics} <= {"unsupported-summary"}
    return [one.span for one in diagnostics]


@pytest.mark.parametrize(
    ("language", "texts", "figure"),
    [
        (
            "ja",
            ["25%", "２５％", "25パーセント", "二十五パーセント", "2割5分", "二割五分"],
            (PERCENT, 25),
        ),
        ("ja", ["12.5%", "１２．５％", "12,5 %"], (PERCENT, 12.5)),
        ("ja", ["3億円", "三億円", "３億円", "3.0億円", "300,000,000円", "¥3億"], (AMOUNT, 3e8)),
        ("ja", ["1億2000万円", "1億2千万円", "一億二千万円", "1.2億円"], (AMOUNT, 1.2e8)),
        ("ja", ["12万ドル", "十二万ドル", "120,000ドル", "$120,000", "$120K"], (AMOUNT, 1.2e5)),
        ("en", ["25%", "25 percent", "25 per cent", "twenty-five percent"], (PERCENT, 25)),
        ("en", ["12.5%", "12,5 %", "12.5 Percent"], (PERCENT, 12.5)),
        ("en", ["$1.2bn", "1.2 billion dollars", "1,200 million euros", "1.2B"], (AMOUNT, 1.2e9)),
        (
            "en",
            ["half a million", "500,000 dollars", "$500k", "$0.5m", "€500.000,00"],
            (AMOUNT, 5e5),
        ),
        ("en", ["two million", "2 million", "2M", "$2 mn"], (AMOUNT, 2e6)),
    ],
)
def test_spellings_of_one_figure(
    language: str, texts: list[str], figure: tuple[str, float]
) -> None:
    for text in texts:
        assert kinds(text, language) == [figure], text


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("ja", "2026年11月4日", [(2026, 11, 4)]),
        ("ja", "２０２６年１１月４日", [(2026, 11, 4)]),
        ("ja", "令和8年11月4日", [(2026, 11, 4)]),
        ("ja", "令和元年五月一日", [(2019, 5, 1)]),
        ("ja", "二〇二六年十一月四日", [(2026, 11, 4)]),
        ("ja", "2026-11-04", [(2026, 11, 4)]),
        ("ja", "2026/11/4", [(2026, 11, 4)]),
        ("ja", "11月4日", [(0, 11, 4)]),
        ("ja", "2026年13月4日", []),
        ("en", "November 4, 2026", [(2026, 11, 4)]),
        ("en", "4 November 2026", [(2026, 11, 4)]),
        ("en", "the 4th of Nov. 2026", [(2026, 11, 4)]),
        ("en", "Nov 4", [(0, 11, 4)]),
        ("en", "22–25 June", [(0, 6, 22), (0, 6, 25)]),
        ("en", "June 22-25, 2026", [(2026, 6, 22), (2026, 6, 25)]),
        ("en", "they may march", []),
    ],
)
def test_spellings_of_one_day(language: str, text: str, days: list[tuple[int, int, int]]) -> None:
    dates = [one for one in read(text, language) if one.kind == DATE]
    assert [(one.year, one.month, one.day) for one in dates] == days


@pytest.mark.parametrize("text", ["数億円", "5 m", "4K", "10 km", "100", "一つ", "GPT-4"])
def test_what_is_no_figure_of_note(text: str) -> None:
    for language in ("ja", "en"):
        assert not found(f"{BODY[language]}\n\n## {CLOSING[language]}\n\n{text}\n")


def test_numbers_of_hundreds_of_digits_are_read() -> None:
    text = BODY["ja"].format("9" * 400 + "円") + "\n\n## まとめ\n\n" + "9" * 400 + "円でした。\n"
    assert found(text) == []
    text = BODY["ja"].format("9" * 40 + "円") + "\n\n## まとめ\n\n" + "9" * 40 + "%でした。\n"
    assert len(found(text)) == 1


SPELLINGS = {
    "ja": [
        lambda n: f"{n}%",
        lambda n: f"{n}％".translate(WIDE),
        lambda n: f"{n}パーセント",
        lambda n: f"{n / 10}割",
    ],
    "en": [
        lambda n: f"{n}%",
        lambda n: f"{n} percent",
        lambda n: f"{n}.0 %",
        lambda n: f"{n} per cent",
    ],
}
SUMS = {
    "ja": [lambda n: f"{n}万円", lambda n: f"{n * 10000:,}円", lambda n: f"¥{n}万"],
    "en": [lambda n: f"${n}m", lambda n: f"{n} million dollars", lambda n: f"${n * 1000000:,}"],
}


@given(st.data())
@LIMITS
def test_figure_of_the_body_is_supported_however_it_is_written(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["ja", "en"]))
    spellings = data.draw(st.sampled_from([SPELLINGS[language], SUMS[language]]))
    number = data.draw(st.integers(11, 89))
    first, second = data.draw(st.sampled_from(spellings)), data.draw(st.sampled_from(spellings))
    path = data.draw(st.sampled_from(["a.md", "a.txt", "a.html"]))
    text = article(language, path, first(number), second(number))
    assert found(text, path) == [], text


@given(st.data())
@LIMITS
def test_figure_that_the_body_lacks_is_found(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(["ja", "en"]))
    spellings = data.draw(st.sampled_from([SPELLINGS[language][:3], SUMS[language]]))
    number = data.draw(st.integers(11, 89))
    other = data.draw(st.integers(11, 89).filter(lambda n: abs(n - number) > 1))
    first, second = data.draw(st.sampled_from(spellings)), data.draw(st.sampled_from(spellings))
    path = data.draw(st.sampled_from(["a.md", "a.txt", "a.html"]))
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    planted = second(other)
    text = article(language, path, first(number), planted).replace("\n", newline)
    at = text.rindex(planted)
    assert found(text, path) == [Span(at, at + len(planted))], text


def article(language: str, path: str, said: str, summed: str) -> str:
    body, closing = BODY[language].format(said), SAID[language].format(summed)
    if path.endswith(".html"):
        return f"<p>{body}</p>\n<h2>{CLOSING[language]}</h2>\n<p>{closing}</p>\n"
    mark = "## " if path.endswith(".md") else ""
    return f"{body}\n\n{mark}{CLOSING[language]}\n\n{closing}\n"


def test_tenths_and_hundredths_are_one_figure() -> None:
    text = BODY["ja"].format("25%") + "\n\n## まとめ\n\n朝市は三割五分の増加でした。\n"
    at = text.index("三割五分")
    assert found(text) == [Span(at, at + 4)]
