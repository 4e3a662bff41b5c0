"""What the summary rules say of one fault, exactly: rule, place and words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from formats import copies
from support import rules, toolbox

from bylint.checking.run import Active, check
from bylint.diagnostics import Diagnostic, Severity
from bylint.text import Source

ROOT = Path(__file__).parents[2]
JA = "市場の屋根が新しくなりました。工事は春に始まり、夏の終わりに終わりました。"
EN = "The market has a new roof. The work began in spring and ended in late summer."
LONG = {"ja": JA * 24, "en": " ".join([EN] * 30)}


def said(
    text: str, path: str = "article.md", **options: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Rule, source text and message of every finding; options by rule, `_` for `-`."""
    found = diagnostics(text, path, **options)
    return [(one.rule, text[one.span.start : one.span.end], one.message) for one in found]


def diagnostics(
    text: str, path: str = "article.md", **options: Mapping[str, Any]
) -> tuple[Diagnostic, ...]:
    active = [
        Active(rule(**options.get(rule.name.replace("-", "_"), {})))
        for rule in rules()
        if rule.category == "summary"
    ]
    return check(Source(path, text), active, toolbox()).diagnostics


@pytest.mark.parametrize("language", ["ja", "en"])
def test_missing_summary_stands_on_the_first_line(language: str) -> None:
    title = {"ja": "市場の屋根", "en": "A roof for the market"}[language]
    first = {"ja": JA, "en": EN}[language]
    text = f"# {title}\n\n{first}\n\n## {title}\n\n{LONG[language]}\n"
    message = "The article has no summary, neither at its head nor at its end."
    assert said(text) == [("missing-summary", first, message)]
    assert diagnostics(text)[0].severity is Severity.ERROR


def test_missing_summary_stands_on_the_first_line_of_a_wrapped_paragraph() -> None:
    text = "# Roof\n\nThe market has\na new roof.\n\n" + LONG["en"] + "\n"
    assert [found[1] for found in said(text)] == ["The market has"]


@pytest.mark.parametrize(
    "before",
    [
        "2026年11月4日\n\n",
        "*この記事は生成AIを使って書きました。*\n\n",
        "文：山田花子\n\n![屋根](a.png)\n\n",
    ],
)
def test_missing_summary_never_stands_on_what_is_before_the_body(before: str) -> None:
    text = f"# 屋根\n\n{before}{JA}\n\n{LONG['ja']}\n"
    assert [found[:2] for found in said(text)] == [("missing-summary", JA)]


@pytest.mark.parametrize(("language", "repeat"), [("ja", 21), ("en", 24)])
def test_short_articles_need_no_summary(language: str, repeat: int) -> None:
    one = {"ja": JA, "en": EN + " "}[language]
    assert said(one * repeat) == []
    assert [found[0] for found in said(one * (repeat + 4))] == ["missing-summary"]


@pytest.mark.parametrize(
    ("require", "head", "tail", "message"),
    [
        ("lead", "", "## Summary\n\nIt is new.\n", "The article does not begin with a summary."),
        ("closing", "**TL;DR** New.\n\n", "", "The article does not end with a summary."),
        ("both", "**TL;DR** New.\n\n", "", "The article does not end with a summary."),
        ("both", "", "## Summary\n\nNew.\n", "The article does not begin with a summary."),
        (
            "both",
            "",
            "",
            "The article has no summary; one is wanted at its head and one at its end.",
        ),
        ("none", "", "", ""),
        ("either", "**TL;DR** New.\n\n", "", ""),
        ("either", "", "## Summary\n\nIt is new.\n", ""),
    ],
)
def test_require(require: str, head: str, tail: str, message: str) -> None:
    text = f"{head}{LONG['en']}\n\n{tail}"
    found = [one[2] for one in said(text, missing_summary={"require": require})]
    assert found == ([message] if message else [])


def test_other_languages_are_left_alone() -> None:
    text = "Η νέα στέγη της αγοράς είναι έτοιμη και όλοι χαίρονται πολύ. " * 60
    assert said(text) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_misplaced_closing_summary(language: str) -> None:
    heading = {"ja": "まとめ", "en": "Conclusion"}[language]
    long = LONG[language]
    text = f"## A\n\n{long}\n\n## B\n\nB.\n\n## {heading}\n\nC.\n\n## D\n\n{long}\n"
    assert said(text) == [
        ("misplaced-summary", heading, "The body goes on after its closing summary.")
    ]


def test_shape_of_lead_bullets() -> None:
    item = "市場の屋根が夏に新しくなりました"
    options = {"bullets": [2, 4], "max_chars": 20}
    for count, expected in ((1, "1 where at least 2"), (5, "5 where at most 4")):
        text = "## 要点\n\n" + f"- {item}\n" * count + f"\n## 工事\n\n{JA}\n"
        (found,) = said(text, summary_shape=options)
        assert found[0] == "summary-shape"
        assert expected in found[2]
        assert found[1] == "\n- ".join([item] * count)


def test_shape_of_closing_summary() -> None:
    text = f"## A\n\n{EN}\n\n## Summary\n\n- The roof is new and quiet.\n"
    assert [one[2] for one in said(text, summary_shape={"closing": "prose"})] == [
        "The closing summary holds bullets instead of prose."
    ]
    assert said(text, summary_shape={"closing": "bullets"}) == []
    assert [one[1:] for one in said(text, summary_shape={"closing_max_chars": 10})] == [
        ("Summary", "The closing summary has 26 characters; at most 10 are wanted.")
    ]


def test_one_option_for_every_language() -> None:
    text = "## 要点\n\n" + "- 市場の屋根が夏に新しくなりました\n" * 3 + f"\n## 工事\n\n{JA}\n"
    assert said(text, summary_shape={"max_chars": {"ja": 10}})[0][0] == "summary-shape"
    assert said(text, summary_shape={"max_chars": {"en": 10}}) == []


def test_copied_summary_names_the_original() -> None:
    sentence = "The work began in spring and ended in late summer."
    text = f"## Work\n\nIt took long. {sentence} So it is.\n\n## Summary\n\n{sentence} New.\n"
    (found,) = diagnostics(text)
    assert (found.rule, found.severity) == ("copied-summary", Severity.INFO)
    assert found.span.start == text.rindex(sentence)
    assert [text[one.span.start : one.span.end] for one in found.related] == [sentence]
    assert found.related[0].span.start == text.index(sentence)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_examples_are_clean_in_every_format(language: str) -> None:
    article = (ROOT / "examples" / f"digest-{language}.txt").read_text("utf-8").splitlines()
    headings = [line for line in article if len(line) < 60 and line[-1] not in ".。*)0123456789"]
    for copy in copies(article, [line for line in headings if not line.startswith("- ")]):
        assert said(copy.text, copy.path) == []
