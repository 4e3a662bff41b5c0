"""Lines, headings and sections, whatever the format leaves unsaid."""

from __future__ import annotations

import pytest
from support import document

PROSE = {
    "ja": "市は来月から街灯の半分を夜中に消すと発表しました。商店の意見は分かれています。",
    "en": "The city will switch off half of its street lamps at night. Shop owners are split over it.",
}


def shape(text: str, path: str = "a.md", language: str = "") -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, b.text) for b in document(text, path, language).blocks]


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_a_line_after_the_last_bullet_is_no_continuation_of_it(path: str) -> None:
    lines = [
        "- 一つ目の要点です",
        "- 二つ目の要点です",
        "夜の街灯",
        PROSE["ja"] * 3,
        PROSE["ja"] * 2,
    ]
    assert shape("\n".join(lines), path) == [
        ("item", 1, "一つ目の要点です"),
        ("item", 1, "二つ目の要点です"),
        ("heading", 2, "夜の街灯"),
        ("paragraph", 0, lines[3]),
        ("paragraph", 0, lines[4]),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The city will switch off half of its street lamps between one and four\n"
        "in the morning, and shop owners on the market square are split over the\n"
        "plan because three of them have had their windows broken since spring.\n"
    )
    assert shape(text) == [("paragraph", 0, " ".join(text.splitlines()))]


def test_wrapped_japanese_lines_join_without_a_space() -> None:
    text = "市は来月から街灯の半分を夜中に消すと\n発表しましたが、商店の意見は分かれて\nいます。\n"
    assert [block.text for block in document(text).blocks] == [text.replace("\n", "")]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("**太字の見出し**", "heading"),
        ("2026年11月3日", "paragraph"),
        ("By Mara Lind", "paragraph"),
        ("※この記事は下書きです", "paragraph"),
        ("街の明かり、", "paragraph"),
        ("////////", "paragraph"),
    ],
)
def test_what_behaves_like_a_heading(line: str, kind: str, language: str) -> None:
    blocks = document(f"{line}\n\n{PROSE[language]}\n", language=language).blocks
    assert (blocks[0].kind, blocks[0].real) == (kind, kind == "paragraph")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sections_know_what_their_headings_announce(newline: str) -> None:
    text = f"# 街灯\n\n{PROSE['ja']}\n\nまとめ\n\n{PROSE['ja']}\n\n## 参考文献\n\n- [1] 市報\n"
    made = document(text.replace("\n", newline))
    assert [section.role for section in made.sections] == ["title", "summary", "references"]


def test_dashes_under_a_paragraph_do_not_make_it_a_heading() -> None:
    text = f"{PROSE['ja']}\n{PROSE['ja']}\n---\n終わりの段落です。\n"
    assert "heading" not in {block.kind for block in document(text).blocks}


def test_fences_of_three_colons_are_containers() -> None:
    text = ":::message\nこの記事はAIで書きました。\n:::\n\n:::details 補足\n隠れた文です。\n:::\n\n本文です。\n"
    assert [
        (block.text, [container.kind for container in block.containers])
        for block in document(text).blocks
    ] == [
        ("この記事はAIで書きました。", ["admonition"]),
        ("補足", ["details"]),
        ("隠れた文です。", ["details"]),
        ("本文です。", []),
    ]


def test_plain_text_has_no_code_and_no_html() -> None:
    text = "題\n\n    字下げした文です。\n    続きです。\n\n<b>記号</b>のある文です。\n"
    assert [(block.kind, block.text) for block in document(text, "a.txt").blocks][1:] == [
        ("paragraph", "字下げした文です。続きです。"),
        ("paragraph", "<b>記号</b>のある文です。"),
    ]


def test_blocks_have_a_language_of_their_own() -> None:
    made = document(f"{PROSE['ja']}\n\n{PROSE['en']}\n\n{PROSE['ja']}\n")
    assert made.language.code == "ja"
    assert [block.language.code for block in made.blocks] == ["ja", "en", "ja"]
