"""Views: phrases found in one pass, each only in its own language and as whole words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from support import toolbox

from bylint.article.document import Document
from bylint.article.language import Languages
from bylint.article.structure import build
from bylint.checking.views import phrase_hits, view
from bylint.text import Source

Groups = Mapping[str, Sequence[str]]


def hits(
    text: str, path: str = "a.md", said: str = "", /, **groups: Groups
) -> list[tuple[str, str, str]]:
    """Group, phrase and source text of every hit, by group."""
    made = made_of(text, path, said, **groups)
    return [
        (group, hit.phrase, made.source.slice(hit.span))
        for group, found in phrase_hits(made).items()
        for hit in found
    ]


def made_of(text: str, path: str = "a.md", said: str = "", /, **groups: Groups) -> Document:
    known = [
        {**language.data, "phrases": groups.get(language.code, {})}
        for language in toolbox().languages
    ]
    source = Source(path, text)
    return build(source, toolbox().reader(path).read(source), Languages.of(*known), said)


def test_a_phrase_is_found_where_it_stands() -> None:
    text = "街灯は**まさに**夜の&amp;顔と言えるでしょう。\n\nまさに。\n"
    assert hits(text, ja={"stock": ["まさに", "と言えるでしょう"]}) == [
        ("stock", "まさに", "まさに"),
        ("stock", "と言えるでしょう", "と言えるでしょう"),
        ("stock", "まさに", "まさに"),
    ]
    first, *_ = phrase_hits(made_of(text, ja={"stock": ["顔"]}))["stock"]
    assert (first.start, first.end, first.span) == (9, 10, (17, 18))


def test_a_phrase_over_markup_and_line_ends() -> None:
    text = "It is the lamps of the city that are not *just*\nslow, they are a game&#45;changer.\n"
    assert hits(text, en={"a": ["not just slow", "game-changer"]}) == [
        ("a", "not just slow", "not *just*\nslow"),
        ("a", "game-changer", "game&#45;changer"),
    ]
    text = "夜の街灯を消すという計画はまさ\nに画期的です。\n"
    assert hits(text, ja={"a": ["まさに"]}) == [("a", "まさに", "まさ\nに")]


def test_case_width_and_apostrophes_do_not_matter() -> None:
    text = "AS AN AI, I can’t. As an ＡＩ， I can't. as an Ai, i CAN’T.\n"
    assert hits(text, en={"a": ["As an AI, I can't"]}) == [
        ("a", "As an AI, I can't", "AS AN AI, I can’t"),
        ("a", "As an AI, I can't", "As an ＡＩ， I can't"),
        ("a", "As an AI, I can't", "as an Ai, i CAN’T"),
    ]
    assert hits("ＴＬ；ＤＲを、ＡＩ　で。\n", ja={"a": ["tl;dr", "ai で"]}) == [
        ("a", "tl;dr", "ＴＬ；ＤＲ"),
        ("a", "ai で", "ＡＩ　で"),
    ]


def test_japanese_phrases_need_no_word_boundary() -> None:
    assert len(hits("これはまさにその街灯でまさに。\n", ja={"a": ["まさに"]})) == 2
    assert [
        found for _, _, found in hits("生成AIを使い、OpenAIは。\n", ja={"a": ["生成ai", "aiは"]})
    ] == ["生成AI"]


def test_a_phrase_is_found_only_in_its_language() -> None:
    english = "The city will switch off half of its lamps at night, and the AI says so."
    japanese = "市は来月から街灯の半分を消すとAIが発表しました。"
    groups: Groups = {"a": ["ai", "AIが"]}
    text = f"{japanese}\n\n{english}\n"
    assert hits(text, ja=groups) == [("a", "ai", "AI"), ("a", "AIが", "AIが")]
    assert hits(text, en=groups) == [("a", "ai", "AI")]
    assert hits(text, ja={"a": ["AIが"]}, en={"b": ["ai"]}) == [
        ("a", "AIが", "AIが"),
        ("b", "ai", "AI"),
    ]


def test_one_phrase_in_several_groups_and_languages() -> None:
    text = "市は来月から街灯を消すと発表した。OK！\n\nThe city will switch off half of it, and that is OK.\n"
    found = phrase_hits(made_of(text, ja={"a": ["ok"], "b": ["ＯＫ"]}, en={"a": ["OK"]}))
    assert {
        group: [(hit.block.index, hit.phrase) for hit in some] for group, some in found.items()
    } == {
        "a": [(0, "ok"), (1, "OK")],
        "b": [(0, "ＯＫ")],
    }


def test_overlapping_phrases_are_all_found_in_order_of_place() -> None:
    phrases = ["as an ai", "an ai", "ai", "an ai model"]
    found = hits("As an AI model, as an AI.\n", "a.md", "en", en={"a": phrases})
    assert [text for _, _, text in found] == [
        "As an AI",
        "an AI",
        "an AI model",
        "AI",
        "as an AI",
        "an AI",
        "AI",
    ]


def test_phrases_do_not_cross_blocks() -> None:
    assert hits("まさ\n\nに\n\n- まさ\n- に\n", "a.md", "ja", ja={"a": ["まさに"]}) == []


def test_only_what_a_reader_sees_is_searched() -> None:
    text = "<!-- まさに -->\n\n```\nまさに\n```\n\n| まさに |\n|---|\n| 表 |\n\n# まさに見出し\n\n[a]: まさに\n"
    assert len(hits(text, "a.md", "ja", ja={"a": ["まさに"]})) == 2
    assert hits("<p hidden>まさに</p><p>まさに。</p>", "a.html", "ja", ja={"a": ["まさに"]}) == [
        ("a", "まさに", "まさに")
    ]


@pytest.mark.parametrize("before", ["İ", "İİ😀İ", "ẞ", "Σ"])
def test_places_are_right_after_letters_whose_lower_case_is_longer(before: str) -> None:
    text = f"{before} As an AI model, {before}.\n\n{before} An AI model.\n"
    assert [found for _, _, found in hits(text, "a.md", "en", en={"a": ["an ai"]})] == [
        "an AI",
        "An AI",
    ]


def test_no_phrases_no_hits() -> None:
    assert hits("まさに\n", ja={}) == []
    assert hits("", ja={"a": ["まさに"]}) == []


def test_hits_are_found_once_a_document() -> None:
    made = made_of("まさに。\n", ja={"a": ["まさに"]})
    assert phrase_hits(made) is phrase_hits(made)


def test_a_view_is_drawn_once_a_document() -> None:
    drawn: list[str] = []

    @view
    def titles(document: Document) -> list[str]:
        """Headings."""
        drawn.append(document.text)
        return [block.text for block in document.blocks if block.kind == "heading"]

    first, second = made_of("# 街灯\n"), made_of("# 街灯\n")
    assert titles(first) == titles(second) == ["街灯"]
    assert titles(first) is titles(first)
    assert drawn == ["# 街灯\n", "# 街灯\n"]
    assert (titles.__name__, titles.__doc__) == ("titles", "Headings.")
