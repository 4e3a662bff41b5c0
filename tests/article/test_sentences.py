"""Sentences: where they end, and what belongs to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document, toolbox

from bylint.article.language import Language
from bylint.article.prose import OBJECT
from bylint.article.sentences import split


def cut(text: str, code: str) -> list[str]:
    language = toolbox().languages.get(code)
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("  　\n ", []),
        ("街灯を消す。店は困る。", ["街灯を消す。", "店は困る。"]),
        ("見出しには句点がない", ["見出しには句点がない"]),
        ("本当？そう！！次。", ["本当？", "そう！！", "次。"]),
        ("終わり…。続き……だ。", ["終わり…。", "続き……だ。"]),
        ("半角!でも?切る。", ["半角!", "でも?", "切る。"]),
        ("科学技術論文では．こう書く．", ["科学技術論文では．", "こう書く．"]),
        ("値は3.5％、Ver.2.0です。次。", ["値は3.5％、Ver.2.0です。", "次。"]),
        ("😀です。𠮷野家です。", ["😀です。", "𠮷野家です。"]),
        ("空白　。 あと。", ["空白　。", "あと。"]),
    ],
)
def test_japanese(text: str, sentences: list[str]) -> None:
    assert cut(text, "ja") == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The lamps go out. Owners fear it.", ["The lamps go out.", "Owners fear it."]),
        ("A heading without stop", ["A heading without stop"]),
        ("Is it? Yes! No?! Good.", ["Is it?", "Yes!", "No?!", "Good."]),
        ("It costs 3.5 m. Version 1.2.3 is out.", ["It costs 3.5 m.", "Version 1.2.3 is out."]),
        ("Wait... what? So... Yes.", ["Wait... what?", "So...", "Yes."]),
        ("And so on… Then it ends.", ["And so on… Then it ends."]),
        ("See https://example.org/a.b. Then go.", ["See https://example.org/a.b.", "Then go."]),
        ("One word.Next word.", ["One word.Next word."]),
        ("It ends. it goes on.", ["It ends. it goes on."]),
        ("It ended. 2026 was good.", ["It ended.", "2026 was good."]),
        ("It ended.  \n  Then more.", ["It ended.", "Then more."]),
        ("😀 is it. 𠮷 too.", ["😀 is it.", "𠮷 too."]),
    ],
)
def test_english(text: str, sentences: list[str]) -> None:
    assert cut(text, "en") == sentences


@pytest.mark.parametrize(
    "text",
    [
        "See e.g. the report by Dr. Smith et al. It works.",
        "See Fig. 3 and vol. 2 of the U.S. report.",
        "J. K. Rowling met Mr. T in the U.K. yesterday.",
        "We met at 5 p.m. on Tuesday (cf. Eq. Five).",
    ],
)
def test_dots_of_abbreviations_and_initials_end_nothing(text: str) -> None:
    assert cut(text, "en") == [text]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Der Text wurde am 4. November 2026 mit KI erstellt."),
        ("de", "Im 21. Jahrhundert gibt es am 3.11. noch Märkte."),
        ("ko", "이 글은 2026. 11. 4. 기준으로 썼습니다."),
    ],
)
def test_dots_of_ordinals_end_nothing_where_the_language_has_them(code: str, text: str) -> None:
    assert cut(text, code) == [text]
    assert cut("It grew in 2026. It shrank at 4. Then it ended.", code)[0] == "It grew in 2026."
    assert len(cut("It closed at 4. Then it rained.", "en")) == 2


@pytest.mark.parametrize(
    ("code", "text", "sentences"),
    [
        (
            "ja",
            "彼は「はい。そうです。」と言った。次。",
            ["彼は「はい。そうです。」と言った。", "次。"],
        ),
        (
            "ja",
            "店主（63。男性）は『困る。』と言う。次。",
            ["店主（63。男性）は『困る。』と言う。", "次。"],
        ),
        ("ja", "「外「中。」外。」と言う。次。", ["「外「中。」外。」と言う。", "次。"]),
        ("ja", "彼は言った。」次。", ["彼は言った。」", "次。"]),
        ("ja", "閉じない「括弧。次の文。\n新しい行。", ["閉じない「括弧。次の文。", "新しい行。"]),
        ("en", "He said “No. Never.” twice. Next.", ["He said “No. Never.” twice.", "Next."]),
        ("en", "It (see A. Or B.) ended. Next.", ["It (see A. Or B.) ended.", "Next."]),
        ("en", 'He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("en", "It ended.) Then more.", ["It ended.)", "Then more."]),
        ("en", "(Open. Never closed. Ever.", ["(Open. Never closed. Ever."]),
    ],
)
def test_quotes_and_brackets_hold_together(code: str, text: str, sentences: list[str]) -> None:
    assert cut(text, code) == sentences


def test_a_bracket_that_never_closes_does_not_swallow_the_rest() -> None:
    text = "「" + "長い文です。" * 200
    sentences = cut(text, "ja")
    assert "".join(sentences) == text
    assert max(map(len, sentences)) < 620
    assert sentences[-1] == "長い文です。"


@pytest.mark.parametrize(
    ("code", "text", "sentences"),
    [
        ("ja", "消す。[1]店は。[1][2] 次。", ["消す。[1]", "店は。[1][2]", "次。"]),
        (
            "ja",
            "消す。［１］店は。【2】次。[1-3, 5]後。",
            ["消す。［１］", "店は。【2】", "次。[1-3, 5]", "後。"],
        ),
        ("ja", "消す[1]。店は［２］。次。", ["消す[1]。", "店は［２］。", "次。"]),
        ("ja", "消す。¹店は。¹²次。", ["消す。¹", "店は。¹²", "次。"]),
        ("ja", f"消す。{OBJECT}次。", [f"消す。{OBJECT}", "次。"]),
        ("ja", "「消す。」[1]次。", ["「消す。」[1]次。"]),
        (
            "en",
            "It ended.[1] Owners fear it. [2][3] Next.",
            ["It ended.[1]", "Owners fear it. [2][3]", "Next."],
        ),
        ("en", "It ended.¹ Next.² Last.", ["It ended.¹", "Next.²", "Last."]),
        ("en", f"It ended.{OBJECT} Next.", [f"It ended.{OBJECT}", "Next."]),
        ("en", "It ended [1]. Next [a]. Last.", ["It ended [1].", "Next [a].", "Last."]),
        ("en", "It ended. [Note] Next.", ["It ended.", "[Note] Next."]),
    ],
)
def test_citation_markers_after_the_stop_belong_to_it(
    code: str, text: str, sentences: list[str]
) -> None:
    assert cut(text, code) == sentences


@pytest.mark.parametrize("code", ["ja", "en"])
def test_a_visible_line_break_ends_a_sentence(code: str) -> None:
    assert cut("一行目\n二行目。\n\n三行目", code) == ["一行目", "二行目。", "三行目"]
    assert cut("One “open\nTwo.\n[1] Three.", code) == ["One “open", "Two.", "[1] Three."]


def test_a_language_brings_its_own_ends() -> None:
    language = Language({"code": "hi", "sentence_ends": "।", "abbreviations": []})
    assert split("एक। दो. तीन।", language) == [(0, 3), (4, 12)]
    assert split("A. B。C", Language.NONE) == [(0, 5), (5, 6)]


# In articles ---------------------------------------------------------------------------------


def test_sentences_have_places() -> None:
    text = "街灯を**消す**。店は[困る](u)。[^1]次。\n\n[^1]: 注。\n"
    block = document(text, language="ja").blocks[0]
    assert [sentence.text for sentence in block.sentences] == [
        "街灯を消す。",
        f"店は困る。{OBJECT}",
        "次。",
    ]
    assert [text[slice(*sentence.span)] for sentence in block.sentences] == [
        "街灯を**消す**。",
        "店は[困る](u)。[^1]",
        "次。",
    ]
    assert block.sentences is block.sentences


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_wrapped_sentence_is_one(newline: str) -> None:
    lines = [
        "The city will switch off half of its street lamps between one and",
        "four. Owners fear it.",
    ]
    (block,) = document(newline.join(lines), language="en").blocks
    assert [sentence.text for sentence in block.sentences] == [
        f"{lines[0]} four.",
        "Owners fear it.",
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "。",
                ".",
                "!",
                "？",
                "「",
                "」",
                "(",
                ")",
                "[1]",
                "¹",
                OBJECT,
                " ",
                "\n",
                "a",
                "A",
                "語",
                "e.g.",
                "3.5",
                '"',
            ]
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["ja", "en", ""]),
)
def test_sentences_are_in_order_and_hold_all_that_is_visible(text: str, code: str) -> None:
    at = 0
    for start, end in split(text, toolbox().languages.get(code)):
        assert not text[at:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
