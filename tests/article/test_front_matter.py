"""Front matter: read where it is meant, left as text where it is not, and named where it is broken."""

from __future__ import annotations

import pytest
from support import toolbox

from bylint.article.readers import front_matter
from bylint.checking.run import check
from bylint.text import Source


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_yaml_keys_stand_at_their_lines(newline: str) -> None:
    text = newline.join(["---", "title: 夜の街灯😀", "ai-generated: true", "---", "本文"])
    front = front_matter.take(text)
    assert {key: entry.value for key, entry in front.entries.items()} == {
        "title": "夜の街灯😀",
        "ai-generated": True,
    }
    span = front.entries["ai-generated"].span
    assert text[span.start : span.end] == "ai-generated: true"
    assert text[front.span.end :] == "本文"


def test_toml_is_read_between_pluses() -> None:
    front = front_matter.take('+++\ntitle = "街灯"\n+++\n本文\n')
    assert front.entries["title"].value == "街灯"


@pytest.mark.parametrize(
    "text",
    [
        "本文\n",
        "---\n本文だけの段落です。\n---\n続き\n",
        "---\n- 一つ\n- 二つ\n---\n",
        "---\ntitle: 閉じていない\n本文\n",
        "",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert front_matter.take(text) == front_matter.NONE


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["title: [街灯", "date: 2026-11-04"], 3),
        (["title: 夜: 街灯"], 2),
        (["title: x", "\tdate: y"], 3),
        (["title: x", "date: \x01"], 3),
    ],
)
def test_broken_front_matter_is_named_at_its_line(path: str, lines: list[str], line: int) -> None:
    text = "\n".join(["---", *lines, "---", "", "本文です。", ""])
    checked = check(Source(path, text), [], toolbox(), "ja")
    assert [
        (item.rule, checked.source.line_of(item.span.start)) for item in checked.diagnostics
    ] == [("invalid-front-matter", line)]


def test_a_bomb_of_aliases_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
    )
    front = front_matter.take(f"---\n{bomb}---\n本文\n")
    assert front.entries == {}
    assert front.fault is not None
    assert front.fault.rule == "invalid-front-matter"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 閉じない\n本文です。\n",
        "```\n閉じない\n",
        "> " * 2000 + "深い",
        "- " * 2000 + "深い",
        "[" * 5000,
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_what_is_never_closed_is_no_fault(text: str, path: str) -> None:
    assert check(Source(path, text), [], toolbox(), "ja").diagnostics == ()
