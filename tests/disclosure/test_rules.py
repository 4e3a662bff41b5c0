"""The rules of the family on one article: which speaks, where, in which words, in every format."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pytest
from support import rules, toolbox

from bylint.checking.fixer import apply, chosen
from bylint.checking.run import Active, check
from bylint.diagnostics import Diagnostic, Safety, Severity
from bylint.text import Source

FAMILY = [rule for rule in rules() if rule.category == "disclosure" and rule.severity]
JA = (
    "# 橋の塗り替え",
    "橋の塗り替えが終わりました。",
    "## 色",
    "前より明るい緑です。",
    "## 人",
    "10人で塗りました。",
    "## まとめ",
    "橋は明るくなりました。",
)
EN = (
    "# A new coat",
    "The bridge has a new coat.",
    "## Colour",
    "A lighter green.",
    "## People",
    "Ten people painted it.",
    "## Summary",
    "It shines.",
)
TOLD = {"ja": "この記事はAIが下書きしました。", "en": "This article was drafted by AI."}
HOUSE = {"ja": "編集部 & そのAIより。", "en": "Our desk & its AI."}
ABOUT = {
    "ja": "AIが書いた記事には表示が要る、という声があります。",
    "en": "Readers want to know when articles are written by AI.",
}
DENIED = {
    "ja": "この記事の執筆にAIは使っていません。",
    "en": "This article was written without AI.",
}


def checked(text: str, path: str, language: str, **options: Any) -> list[Diagnostic]:
    active = [Active(rule(**options.get(rule.name.replace("-", "_"), {}))) for rule in FAMILY]
    return list(check(Source(path, text), active, toolbox(), language).diagnostics)


def written(blocks: tuple[str, ...], suffix: str) -> str:
    if suffix != ".html":
        return "\n\n".join(blocks) + "\n"
    return "\n".join(map(_element, blocks)) + "\n"


def _element(block: str) -> str:
    if block.startswith("<"):
        return block
    level = len(block) - len(block.lstrip("#"))
    return f"<h{level}>{block[level:].strip()}</h{level}>" if level else f"<p>{block}</p>"


FORMATS = pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
LANGUAGES = pytest.mark.parametrize(("language", "article"), [("ja", JA), ("en", EN)])


@FORMATS
@LANGUAGES
def test_told_article_is_clean(language: str, article: tuple[str, ...], suffix: str) -> None:
    for blocks in ((*article, TOLD[language]), (TOLD[language], *article)):
        assert checked(written(blocks, suffix), "a" + suffix, language) == []


@FORMATS
@LANGUAGES
def test_untold_article_lacks_one_at_its_last_character(
    language: str, article: tuple[str, ...], suffix: str
) -> None:
    for extra in ((), (ABOUT[language],), (DENIED[language],)):
        text = written((*article, *extra), suffix)
        (one,) = checked(text, "a" + suffix, language)
        last = (*article, *extra)[-1]
        assert one.rule == "missing-disclosure"
        assert one.severity == Severity.WARNING
        assert text[: one.span.end].endswith(last)
        assert one.span.end - one.span.start == 1
        assert (
            one.message == "Nothing tells the reader whether AI took part in making this article."
        )


@FORMATS
@LANGUAGES
def test_disclosure_in_the_middle_is_misplaced(
    language: str, article: tuple[str, ...], suffix: str
) -> None:
    text = written((*article[:4], TOLD[language], *article[4:]), suffix)
    (one,) = checked(text, "a" + suffix, language)
    assert one.rule == "misplaced-disclosure"
    assert text[one.span.start : one.span.end] == TOLD[language]
    assert one.fix is not None
    fixed, _ = apply(text, chosen([one], Safety.UNSAFE))
    assert checked(fixed, "a" + suffix, language) == []
    assert re.sub(r"\s", "", fixed) == re.sub(
        r"\s", "", written((*article, TOLD[language]), suffix)
    )


@FORMATS
@LANGUAGES
def test_disclosure_in_a_comment_is_buried(
    language: str, article: tuple[str, ...], suffix: str
) -> None:
    comment = f"<!-- {TOLD[language]} -->"
    text = written((*article, comment), suffix)
    (one,) = checked(text, "a" + suffix, language)
    assert (one.rule, text[one.span.start : one.span.end]) == ("buried-disclosure", comment)


@FORMATS
@LANGUAGES
def test_safe_fix_puts_the_house_sentence_in(
    language: str, article: tuple[str, ...], suffix: str
) -> None:
    text = written(article, suffix)
    for place in ("bottom", "top"):
        options = {"insert": HOUSE, "insert_at": place}
        (one,) = checked(text, "a" + suffix, language, missing_disclosure=options)
        assert one.fix is not None
        assert one.fix.safety == Safety.SAFE
        fixed, _ = apply(text, chosen([one], Safety.SAFE))
        assert checked(fixed, "a" + suffix, language, missing_disclosure=options) == []
        sentence = HOUSE[language]
        assert (f"<p>{escape(sentence)}</p>" if suffix == ".html" else sentence) in fixed


def test_fix_is_not_offered_where_it_would_be_swallowed() -> None:
    text = written(EN, ".md") + "\n```\nopen fence\n"
    (one,) = checked(text, "a.md", "en", missing_disclosure={"insert": "Made with AI."})
    assert one.fix is None


def test_mark_that_names_a_tool_is_evidence() -> None:
    text = "---\nai_tools: [Claude]\n---\n" + written(EN, ".md")
    (one,) = checked(text, "a.md", "en")
    assert (one.rule, one.severity) == ("missing-disclosure", Severity.ERROR)
    assert text[one.span.start : one.span.end] == "ai_tools: [Claude]"


def test_marks_alone_are_buried_and_not_missing() -> None:
    text = "---\nai_assisted: true\n---\n" + written(EN, ".md")
    (one,) = checked(text, "a.md", "en")
    assert one.rule == "buried-disclosure"
    assert checked(text, "a.md", "en", buried_disclosure={"marks_suffice": True}) == []


def test_pictures_alone_do_not_disclose_the_text() -> None:
    text = written((*EN, "The cover image was generated by AI."), ".md")
    assert [one.rule for one in checked(text, "a.md", "en")] == ["missing-disclosure"]


def test_empty_article_says_nothing() -> None:
    assert checked("", "a.md", "en") == []
    assert checked("---\ntitle: x\n---\n", "a.md", "en") == []
