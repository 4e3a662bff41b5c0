"""Patterns over classes of words, and how sentences are read into words."""

from __future__ import annotations

import pytest
from support import toolbox

from bylint.article.language import Language
from bylint_rules.views.disclosing import LISTS, Disclosing
from bylint_rules.views.grammar import Grammar

WORDS = {
    "agent": ["AI", "language model"],
    "made": ["written", "made up"],
    "not": ["not"],
    "this": ["this"],
}


def english(*patterns: str, gap: str = "", most: int = 4) -> Grammar:
    return Grammar(WORDS, {"ai": "(an | a)? <agent>"}, patterns, gap=gap, most=most)


def match(pattern: str, text: str, gap: str = "") -> str | None:
    grammar = english(pattern, gap=gap)
    patterns = grammar.patterns([pattern])
    for reading in grammar.read(text):
        found = patterns.search(reading)
        if found:
            return " ".join(token.text for token in reading.tokens[found[0] : found[1]])
    return None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("<made> by <ai>", "It was written by an AI today", "written by an ai"),
        ("<made> by <ai>", "It was written by Ann", None),
        ("<made> … <ai>", "made up on a rainy day by AI", None),
        ("<made> .. <ai>", "made up one day by AI", "made up one day by ai"),
        (
            "<made> …… <ai>",
            "written on a very long rainy day by AI",
            "written on a very long rainy day by ai",
        ),
        ("^ <made>", "Written today", "written"),
        ("^ <made>", "Today written", None),
        ("<agent> $", "Written by AI.", "ai"),
        ("by (man | <agent>)", "written by man", "by man"),
        ("by the? <agent>", "by the AI", "by the ai"),
        ("by .+ <agent>", "by one big AI", "by one big ai"),
        ("<agent> !labs", "by AI labs", None),
        ("<agent> !labs", "by AI", "ai"),
        ("~not <made>", "not written", None),
        ("~(not at all) <made>", "not at all written", None),
        ("~(not at all) <made>", "at last written", "written"),
        ("<number> <name>", "At 5 Rome", "5 Rome"),
    ],
)
def test_match(pattern: str, text: str, expected: str | None) -> None:
    assert match(pattern, text) == expected


def test_gap_stops_at_what_it_may_not_pass() -> None:
    assert match("<this> … <agent>", "this is not AI") == "this is not ai"
    assert match("<this> … <agent>", "this is not AI", gap="<not>") is None
    assert match("<this> …… <agent>", "this is not AI", gap="<not>") == "this is not ai"


@pytest.mark.parametrize("pattern", ["(<made>", "<made>)", "<nothing>", "( | <unheard>)"])
def test_pattern_that_is_not_well_formed_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|class or part"):
        list(english().patterns([pattern]))


@pytest.mark.parametrize("spoken", list(toolbox().languages), ids=lambda each: each.code)
def test_every_pattern_of_a_language_is_well_formed(spoken: Language) -> None:
    data = spoken.data["disclosure"]
    grammar = Disclosing(spoken).grammar
    for key in LISTS:
        assert len(list(grammar.patterns(data.get(key, ())))) == len(data.get(key, ()))
    for written in data["elements"].values():
        assert len(list(grammar.patterns(written))) == len(written)


def test_words_without_spaces_take_the_longest() -> None:
    grammar = Grammar({"agent": ["AI", "生成AI"], "make": ["作成"]}, {}, ["で"], characters=True)
    (reading,) = grammar.read("生成 ＡＩで記事を作成OpenAI")
    assert [token.text for token in reading.tokens] == [
        "生成ai",
        "で",
        "記事",
        "を",
        "作成",
        "openai",
    ]


def test_words_are_given_with_their_endings() -> None:
    words = {"make": ["rédigé(e)(s)", "escrit(o|a)", "(|vor)geschrieben"], "text": ["-artikel(|s)"]}
    grammar = Grammar({**words, "other": ["Kartikel"]}, {}, [])
    made = "rédigé rédigée rédigés rédigées escrito escrita geschrieben vorgeschrieben"
    (reading,) = grammar.read(f"{made} escrit Blogartikel Blogartikels Kartikel Artikel")
    classes = [sorted(token.classes) for token in reading.tokens]
    assert classes == [["make"]] * 8 + [["unknown"], ["text"], ["text"], ["other"], ["name"]]


def test_exact_words_are_met_only_as_they_are_written() -> None:
    words = {"agent": ["AI", "AI generativa", "IA"]}
    grammar = Grammar(words, {}, [], exact=["AI"])
    (reading,) = grammar.read("ai lettori, Ai, AI generativa, AI, ia")
    assert [token.text for token in reading.tokens if "agent" in token.classes] == [
        "ai generativa",
        "ai",
        "ia",
    ]


def test_brackets_and_quotations_are_read_apart() -> None:
    grammar = english()
    first, second = sorted(
        grammar.read('We say "written by AI" (not written)'), key=lambda one: one.bracketed
    )
    assert [token.text for token in first.tokens] == ["We", "say", ""]
    assert {"quote", "mention"} <= first.masks.keys()
    assert [token.text for token in second.tokens] == ["not", "written"]


def test_quoted_name_is_a_name() -> None:
    (reading,) = english().read('written by "AI"')
    assert "agent" in reading.masks
    assert "quote" not in reading.masks


def test_signs_part_a_line() -> None:
    assert len(english().read("written by AI · not · this | this")) == 4


GLUED = {
    "agent": ["AI"],
    "this": ["이"],
    "next": ["이번"],
    "text": ["번역문", "-답사기"],
    "by": ["로"],
    "logo": ["로고"],
}


def glued(text: str, *, spaced: bool = True) -> list[tuple[str, set[str]]]:
    grammar = Grammar(GLUED, {}, [], characters=True, spaced=spaced)
    return [(token.text, set(token.classes)) for one in grammar.read(text) for token in one.tokens]


def test_a_word_does_not_reach_over_a_space() -> None:
    assert glued("이 번역문") == [("이", {"this"}), ("번역문", {"text"})]
    assert glued("이번 번역문") == [("이번", {"next"}), ("번역문", {"text"})]
    assert glued("AI로 고쳐") == [("ai", {"agent"}), ("로", {"by"}), ("고쳐", {"unknown"})]
    assert glued("AI 로고") == [("ai", {"agent"}), ("로고", {"logo"})]


def test_a_word_reaches_over_a_space_if_no_other_fits() -> None:
    assert glued("번 역문") == [("번역문", {"text"})]


def test_without_spaces_the_longest_word_is_taken() -> None:
    assert glued("이 번역문", spaced=False) == [("이번", {"next"}), ("역문", {"unknown"})]


def test_a_character_within_an_unknown_word_is_no_word() -> None:
    assert glued("다이어리") == [("다이어리", {"unknown"})]


def test_an_unknown_word_is_known_by_its_ending() -> None:
    assert glued("제주답사기") == [("제주답사기", {"text"})]
