"""Phrases: all of them in one pass, whatever their case and width, as whole words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.article.phrases import Found, PhraseIndex, fold

INDEX = PhraseIndex(
    {"talk": ["As an AI", "an AI model"], "stock": ["game-changer", "まさに", "ai"]}
)


def test_every_phrase_of_every_group_in_order_of_its_end() -> None:
    assert list(INDEX.find("まさに As an AI model!")) == [
        Found(0, 3, "stock", "まさに"),
        Found(4, 12, "talk", "As an AI"),
        Found(10, 12, "stock", "ai"),
        Found(7, 18, "talk", "an AI model"),
    ]


def test_no_phrases_and_no_text() -> None:
    assert list(PhraseIndex({}).find("まさに")) == []
    assert list(PhraseIndex({"a": []}).find("まさに")) == []
    assert list(INDEX.find("")) == []


@pytest.mark.parametrize(
    "text", ["said", "aid", "AIs", "OpenAI", "ai2", "3ai", "ï-naïai", "ệai", "aiệt", "ＯｐｅｎＡＩ"]
)
def test_a_phrase_of_a_spaced_script_is_whole_words(text: str) -> None:
    assert list(INDEX.find(text)) == []


@pytest.mark.parametrize(
    "text", ["AI", "(AI)", "AI-made", "_AI_", "AIで", "生成AI", "AI😀", "𠮷ＡＩ", "AI’s"]
)
def test_whole_words_end_at_anything_but_a_letter(text: str) -> None:
    assert [found.phrase for found in INDEX.find(text)] == ["ai"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ABC", "abc"),
        ("ＡＢＣ！～", "abc!~"),
        ("It’s　Ａ", "it's a"),
        ("生成ＡＩ", "生成ai"),
        ("İstanbul", "İstanbul"),
        ("ÀÉ", "àé"),
        ("ｱＡ", "ｱa"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_keeps_the_length_and_is_done_at_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
