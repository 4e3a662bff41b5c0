"""What style rules count and what they leave alone: other people's words, code, references."""

from __future__ import annotations

from typing import Any

import pytest
from support import document, rules, toolbox

from bylint.checking.rule import Rule
from bylint.checking.run import Active, check
from bylint.diagnostics import Diagnostic
from bylint.text import Source

RULES: dict[str, type[Rule]] = {rule.name: rule for rule in rules() if rule.category == "style"}
OWN = [name for name, rule in RULES.items() if rule.__module__.startswith("bylint_rules.style.")]

PRAISE = {
    "ja": "革新的な屋根が朝市を劇的に変え、客は飛躍的に増え、画期的な、驚異的な成果です。",
    "en": "A groundbreaking, seamless and transformative roof: unprecedented and remarkable.",
    "zh": "这是革命性的、颠覆性的、前所未有的、划时代的屋顶，突破性的成果。",
    "ko": "혁신적인 지붕이 획기적인 변화를 가져왔고, 압도적인 성과와 놀라운 성장, 탁월한 맛입니다.",
}
FIRST = {"ja": "革新的", "en": "groundbreaking", "zh": "革命性的", "ko": "혁신적인"}
DISCLOSED = {
    "ja": "この記事は、革新的、画期的、劇的に、飛躍的に、驚異的な生成AIで作成しました。",
    "en": "This article was written with the help of AI, which is groundbreaking, seamless,"
    " transformative, unprecedented and remarkable.",
}


def said(name: str, text: str, path: str = "article.md", **options: Any) -> tuple[Diagnostic, ...]:
    """What a rule says of a text."""
    return check(Source(path, text), [Active(RULES[name](**options))], toolbox()).diagnostics


def places(name: str, text: str, path: str = "article.md", **options: Any) -> list[str]:
    """The source text of each finding."""
    found = said(name, text, path, **options)
    return [text[one.span.start : one.span.end] for one in found]


@pytest.mark.parametrize("code", PRAISE)
@pytest.mark.parametrize(
    ("path", "frame"), [("a.md", "{}\r\n"), ("a.txt", "{}\n"), ("a.html", "<p>{}</p>")]
)
def test_words_are_found_in_every_language_and_format(code: str, path: str, frame: str) -> None:
    assert places("hype-word", frame.format(PRAISE[code]), path) == [FIRST[code]]


@pytest.mark.parametrize("code", ["ja", "en"])
@pytest.mark.parametrize(
    "frame",
    [
        "> {}",
        "```\n{}\n```",
        "`{}`",
        "“{}”",
        "<!-- {} -->",
        "<details>\n\n{}\n\n</details>",
        "# Fish\n\n魚。\n\n## References\n\n- {}",
    ],
)
def test_other_words_than_the_articles_own_are_left_alone(code: str, frame: str) -> None:
    own = {
        "ja": "朝の魚が並び、昼には花が咲きました😀。",
        "en": "The fish is back in the market 😀.",
    }
    text = frame.format(PRAISE[code]) + f"\n\n{own[code]}\n"
    assert places("hype-word", text) == []


@pytest.mark.parametrize("code", DISCLOSED)
def test_disclosures_are_left_alone(code: str) -> None:
    text = f"# T\n\n{ {'ja': '魚が並びました。', 'en': 'The fish is back.'}[code] }\n\n{DISCLOSED[code]}\n"
    assert places("hype-word", text) == []


def test_words_of_another_language_are_left_alone() -> None:
    assert places("hype-word", f"{'朝の魚が並びました。' * 8}\n\n{PRAISE['en']}\n") == []


def test_every_rule_is_silent_on_nothing_and_on_plain_prose() -> None:
    plain = "朝市が戻りました。𠮷野の魚も花も並び、客は千人を超えたそうです。\n\n来月は山の水を売ります😀。\n"
    for name in OWN:
        assert said(name, "") == ()
        assert said(name, plain) == (), name


def test_limits_of_zero_switch_a_rule_off() -> None:
    endings = "雨の可能性があります。" * 5
    assert len(said("repeated-ending", endings)) == 1
    assert said("repeated-ending", endings, at_least=0) == ()
    assert said("hype-word", PRAISE["ja"], per_1000_chars=0) == ()
    assert said("hype-word", PRAISE["en"], per_500_words=0) == ()
    assert len(said("hype-word", PRAISE["en"], per_1000_chars=0)) == 1


def test_density_is_counted_by_the_length_of_the_article() -> None:
    long = PRAISE["ja"] + "\n\n" + "朝の魚が並び、昼には花が咲きました。" * 250
    assert places("hype-word", long) == []
    assert places("hype-word", long, per_1000_chars=1.0) == ["革新的"]


def test_one_finding_an_article_with_the_others_beside_it() -> None:
    text = "雨の可能性があります。" * 30
    (one,) = said("repeated-ending", text)
    assert one.message == "30 sentences end with “可能性があります”; this is the first."
    assert len(one.related) == 20
    assert [text[each.span.start : each.span.end] for each in one.related[:2]] == [
        "可能性があります",
        "可能性があります",
    ]


@pytest.mark.parametrize(
    ("heading", "promised"),
    [("朝市の３つの魅力", 3), ("朝市、三つの魅力", 3), ("Three reasons to go", 3), ("3 ways", 3)],
)
def test_numbers_that_a_heading_promises(heading: str, promised: int) -> None:
    below = "## 1. 魚\n\n並びました。\n\n## 2. 花\n\n咲きました。\n"
    if heading.isascii():
        below = "## 1. Fish\n\nIt is back.\n\n## 2. Salt\n\nIt is white.\n"
    (one,) = said("miscounted-list", f"# {heading}\n\n{below}")
    assert one.params == {"promised": promised, "counted": 2}


@pytest.mark.parametrize(
    "heading", ["第3の理由", "3.5つの魅力", "13日の理由", "Version 1.3 ways", "Room 3"]
)
def test_numbers_that_promise_nothing(heading: str) -> None:
    below = "## 1. 魚\n\n並びました。\n\n## 2. 花\n\n咲きました。\n"
    assert said("miscounted-list", f"# {heading}\n\n{below}") == ()


def test_commands_in_bold_are_no_stress() -> None:
    names = "".join(f"<strong>tool{n}</strong> を使い、" for n in range(12))
    assert said("bold-density", f"<p>朝は{names}終わりです。</p>", "a.html") == ()
    latin = "".join(f"**tool{n}** を使い、" for n in range(12))
    assert said("bold-density", f"朝は{latin}終わりです。\n") == ()


def test_lines_that_html_draws_divide_nothing() -> None:
    section = "<hr><h2>Salt</h2><p>It is white, and so is the snow.</p>"
    assert said("rule-before-heading", section * 5, "a.html") == ()


def test_own_words_are_searched_in_linear_time() -> None:
    text = "単なる" * 20_000 + "、" + "**a" * 5_000 + "a, b, " * 5_000 + "—" * 5_000
    for name in OWN:
        assert len(said(name, text)) <= 1


def test_phrases_of_each_language_are_those_of_its_file() -> None:
    for code in ("ja", "en", "zh", "ko"):
        phrases = toolbox().languages.get(code).data["phrases"]
        assert {"style-ending", "style-contrast", "stock-phrase", "hype-word"} <= set(phrases)
    assert document("大幅に、最先端の、完全に。").language.code == "ja"
    ja = toolbox().languages.get("ja").data["phrases"]["hype-word"]
    assert not {"大幅に", "最先端の", "完全に"} & set(map(str.strip, ja.split(",")))
