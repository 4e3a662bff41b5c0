"""What is broken, cut in half or oddly written: a finding at the place, never a crash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import document, rules, toolbox

from bylint.checking.run import Active, check
from bylint.diagnostics import Diagnostic, Safety
from bylint.text import Source
from bylint_rules.views.disclosures import shown
from bylint_rules.views.marks import json_of, marks

FAMILY = [rule for rule in rules() if rule.category == "disclosure"]
BODY = {
    "ja": "<p>駅前の空き地に貸し農園ができました。区画は40あります。</p>",
    "en": "<p>A field of allotments opened by the station. There are forty plots.</p>",
}
TEXT = {
    "ja": "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n",
    "en": "A field of allotments opened by the station.\n\nThere are forty plots.\n\n",
}
BLOCK = {
    "Label": "1",
    "ContentProducer": "desk",
    "ProduceID": "a-1",
    "ReservedCode1": "x",
    "ContentPropagator": "desk",
    "PropagateID": "a-1",
    "ReservedCode2": "x",
}


def page(head: str, language: str = "en", body: str = "") -> str:
    return f"<html><head>\n{head}\n</head><body>{BODY[language]}{body}</body></html>\n"


def judge(text: str, path: str, language: str = "en", rule: str = "") -> list[Diagnostic]:
    """What the rules of the family say, those that are off by default too; or one of them."""
    active = [Active(each()) for each in FAMILY if not rule or each.name == rule]
    checked = check(Source(path, text), active, toolbox(), language)
    assert not checked.failed
    return list(checked.diagnostics)


def invalid(text: str, path: str, language: str = "en") -> list[tuple[str, str]]:
    """Place and message of what is wrong with the marks."""
    found = judge(text, path, language, "invalid-disclosure-mark")
    return [(text[one.span.start : one.span.end], one.message) for one in found]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("script", "place"),
    [
        ('{"@type": "Article", name: 1}', "name: 1}"),
        ('{"@type": "Article"', '"'),
        ("[1, 2,\r\n  oops]", "oops]"),
        ("貸し農園𠮷😀", "貸し農園𠮷😀"),
    ],
)
def test_linked_data_that_is_not_json(language: str, script: str, place: str) -> None:
    text = page(f'<script type="application/ld+json">{script}</script>', language)
    message = "JSON-LD is not JSON from here on, so that no program can read it."
    assert invalid(text, "a.html", language) == [(place, message)]


def test_linked_data_nested_too_deep() -> None:
    script = "[" * 100_000
    text = page(f'<script type="application/ld+json">{script}</script>')
    assert len(invalid(text, "a.html")) == 1


@pytest.mark.parametrize("name", ["ai-disclosure", "AI-Disclosure", "AIGC"])
def test_two_metas(name: str) -> None:
    content = json.dumps(BLOCK) if name == "AIGC" else "ai-assisted"
    meta = f"<meta name=\"{name}\" content='{content}'>"
    text = page(f"{meta}\n{meta}")
    (one,) = judge(text, "a.html", rule="invalid-disclosure-mark")
    assert one.message == f"The article has more than one {name}."
    assert one.span.start == text.rindex(meta)
    assert one.related[0].span.start == text.index(meta)


@pytest.mark.parametrize("size", range(2, len(json.dumps(BLOCK)) - 1, 7))
def test_block_cut_in_half(size: int) -> None:
    cut = json.dumps(BLOCK)[:size]
    text = page(f"<meta name=\"AIGC\" content='{cut}'>")
    (found,) = invalid(text, "a.html")
    assert found[1] == "AIGC is not JSON from here on, so that no program can read it."
    assert cut.endswith(found[0]) or found[0].startswith("<meta")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Label": None}, "The AIGC block lacks Label."),
        (
            {"ReservedCode2": None, "ProduceID": None},
            "The AIGC block lacks ProduceID, ReservedCode2.",
        ),
        ({"Label": "4"}, "The Label of the AIGC block is 4."),
        ({"Label": ["1"]}, "The Label of the AIGC block is ['1']."),
        ({"ProduceID": 7}, "ProduceID in the AIGC block is no text."),
        (
            {"ContentProducer": "our desk"},
            "ContentProducer in the AIGC block holds U+0020, which its standard forbids.",
        ),
        (
            {"ContentProducer": "編集部"},
            "ContentProducer in the AIGC block holds U+7DE8, which its standard forbids.",
        ),
        ({"Extra": "x"}, "The AIGC block has a field Extra, which its standard lacks."),
    ],
)
def test_block_with_one_fault(changed: dict[str, Any], message: str) -> None:
    block = {key: value for key, value in {**BLOCK, **changed}.items() if value is not None}
    written = json.dumps(block, ensure_ascii=False)
    for text, path in (
        (page(f"<meta name=\"AIGC\" content='{written.replace(chr(39), '&#39;')}'>"), "a.html"),
        (f"---\nAIGC: {written}\n---\n{TEXT['en']}", "a.md"),
    ):
        assert [said for _, said in invalid(text, path)] == [message]


@pytest.mark.parametrize("value", ["[1]", "7", '"x"', "null", "true"])
def test_block_that_is_no_object(value: str) -> None:
    text = page(f"<meta name=\"AIGC\" content='{value}'>")
    assert [said for _, said in invalid(text, "a.html")] == ["The AIGC block is no JSON object."]


@pytest.mark.parametrize(
    "value", ["[a, b]", "{a: b}", "2026-11-24", "3.5", "[[]]", "2026-11-24T10:00:00Z"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_of_the_wrong_type(value: str, newline: str) -> None:
    text = f"---\ntitle: 𠮷\nai_generated: {value}\n---\n{TEXT['en']}".replace("\n", newline)
    message = "ai_generated is neither yes, no nor a word."
    assert invalid(text, "a.md") == [(f"ai_generated: {value}", message)]


def test_mark_of_the_wrong_type_is_unknown() -> None:
    (mark,) = marks(document(f"---\nai_generated: [a]\n---\n{TEXT['en']}", language="en"))
    assert mark.degree == "unknown"


SPLIT = {
    "ja": ("この記事は生成AIが\n下書きしました。", "この記事は、\n生成AIを使って\n書きました。"),
    "en": (
        "This article was written\nwith the help of AI.",
        "This article was\ndrafted by\nChatGPT.",
    ),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("language", "told"), [(code, told) for code, many in SPLIT.items() for told in many]
)
def test_disclosure_split_over_lines(language: str, told: str, newline: str) -> None:
    text = (TEXT[language] + told + "\n").replace("\n", newline)
    (one,) = shown(document(text, language=language))
    assert text[one.span.start : one.span.end] == told.replace("\n", newline)
    assert judge(text, "a.md", language, "missing-disclosure") == []


TOLD = {"ja": "この記事は生成AIが下書きしました。", "en": "This article was drafted by AI."}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_disclosure_in_a_table(language: str) -> None:
    table = f"| a | b |\n|---|---|\n| 1 | {TOLD[language]} |\n"
    rows = f"<table><tr><td>1</td><td>{TOLD[language]}</td></tr></table>"
    for text, path in (
        (TEXT[language] + table, "a.md"),
        (BODY[language] + rows, "a.html"),
    ):
        (one,) = shown(document(text, path, language))
        assert text[one.span.start : one.span.end] == TOLD[language]
        assert judge(text, path, language, "missing-disclosure") == []
        (forbidden,) = judge(text, path, language, "forbidden-disclosure")
        assert forbidden.span == one.span


def test_ruby_over_a_word_of_the_disclosure() -> None:
    told = "この記事は<ruby>生成AI<rt>せいせいエーアイ</rt></ruby>が<ruby>下書<rt>したが</rt></ruby>きしました。"
    text = f"{BODY['ja']}<p>{told}</p>"
    (one,) = shown(document(text, "a.html", "ja"))
    assert text[one.span.start : one.span.end] == told
    assert judge(text, "a.html", "ja", "missing-disclosure") == []


def test_disclosure_that_is_only_a_reading_is_buried() -> None:
    ruby = "<ruby>農園<rt>この記事はAIが書きました</rt></ruby>"
    text = f"{BODY['ja']}<p>{ruby}の話でした。</p>"
    (one,) = judge(text, "a.html", "ja", "buried-disclosure")
    assert text[one.span.start : one.span.end] == ruby
    assert one.message == "The disclosure is set too small to be noticed."


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\u2060", "\u00ad"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_zero_width_characters(language: str, sign: str) -> None:
    told = TOLD[language].replace("AI", f"A{sign}I").replace("記事", f"記{sign}事")
    text = TEXT[language] + told + "\n"
    (one,) = shown(document(text, language=language))
    assert text[one.span.start : one.span.end] == told
    assert judge(text, "a.md", language, "missing-disclosure") == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ja", "この記事は生成ＡＩが下書きしました。"),
        ("ja", "この記事はＣｈａｔＧＰＴが書きました。"),
        ("en", "This article was drafted by ＡＩ."),
        ("en", "Ｔｈｉｓ article was written by ＣｈａｔＧＰＴ."),
    ],
)
def test_full_width_letters(language: str, told: str) -> None:
    text = TEXT[language] + told + "\n"
    (one,) = shown(document(text, language=language))
    assert text[one.span.start : one.span.end] == told
    assert judge(text, "a.md", language, "missing-disclosure") == []


FRAGMENTS = st.sampled_from(
    [
        '<meta name="ai-disclosure" content="',
        '<meta name=AIGC content=\'{"Label": ',
        '<script type="application/ld+json">',
        '{"digitalSourceType": "',
        "</script>",
        "---\n",
        "ai_generated: ",
        "AIGC: {",
        '"1"',
        "'>",
        '">',
        "\ufeff",
        "\u200b",
        "\ufe00\ufe01",
        "-----BEGIN C2PA MANIFEST-----",
        "<ruby>この記事<rt>AIが",
        "| この記事はAIが書きました |\n|---|\n",
        "This article was written by AI. ",
        "この記事はAIを使わずに書きました。",
        "![AI生成](dalle.png)",
        "<p>",
        "\r\n",
        "𠮷😀",
    ]
)


@settings(max_examples=200)
@given(
    st.lists(FRAGMENTS, max_size=12).map("".join),
    st.sampled_from(["a.md", "a.txt", "a.html"]),
    st.sampled_from(["ja", "en"]),
)
def test_nothing_crashes(text: str, path: str, language: str) -> None:
    for one in judge(text, path, language):
        assert 0 <= one.span.start <= one.span.end <= len(text)
        assert one.fix is None or one.fix.safety >= Safety.UNSAFE


def test_json_and_its_fault() -> None:
    assert json_of('{"a": 1}') == ({"a": 1}, -1)
    assert json_of("") == (None, 0)
    assert json_of("{") == (None, 1)
    assert json_of("x" * 200_001) == (None, -1)
