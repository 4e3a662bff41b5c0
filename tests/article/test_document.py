"""The document: blocks in order and inside the text, every visible character at its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import document

from bylint.article.document import Document
from bylint.article.prose import OBJECT, Prose

SURROGATE = re.compile(r"[\ud800-\udfff]")
PATHS = ("article.md", "article.txt", "article.html")

PARTS = st.sampled_from(
    [
        "# ",
        "## まとめ\n",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "**",
        "*",
        "`",
        "```\n",
        "[1]",
        "［１］",
        "[^1]",
        "[^1]: ",
        "[1]: http://a.b\n",
        "](",
        "![",
        "<sup>",
        "</sup>",
        "<br>",
        "<p>",
        "<li>",
        "<div hidden>",
        "</div>",
        "<!--",
        "-->",
        "<",
        "&amp;",
        "&#x1F600;",
        "\\*",
        "|",
        "|-|-|\n",
        "---\n",
        "===\n",
        ":::message\n",
        ":::\n",
        "    ",
        "\t",
        "　",
        "😀",
        "𠮷",
        "e\u0301",
        "\u200b",
        "\ufeff",
        "この記事は、",
        "生成AIで書きました。",
        "The quick fox. ",
        "word ",
        "まとめ\n",
        "References\n",
        "$x_1$",
        "http://example.com/a_b",
        "\ud800",
        "\x00",
        "\u2028",
        "\x0c",
    ]
)
ARTICLES = st.one_of(st.lists(PARTS, max_size=40).map("".join), st.text(max_size=80))


def assert_sound(made: Document) -> None:
    text = made.source.text
    before = 0
    for block in made.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)
        assert before <= block.span.start
        before = block.span.start
        assert_placed(block.prose, text)
        for sentence in block.sentences:
            assert 0 <= sentence.span.start <= sentence.span.end <= len(text)
    sections = [(section.heading, *section.blocks) for section in made.sections]
    assert [block for section in sections for block in section if block] == list(made.blocks)


def assert_placed(prose: Prose, text: str) -> None:
    """Every visible character stands where the prose says."""
    for at, char in enumerate(prose.text):
        span = prose.span(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        source = text[span.start : span.end]
        changed = char in " \n" or char == OBJECT or source[0] in "&\\`"
        assert changed or char in (source, SURROGATE.sub("\ufffd", source)), (char, source)


@pytest.mark.parametrize("path", PATHS)
@given(text=ARTICLES)
@example(text="<!--\n")
@example(text="---\n")
@example(text="[^1]: - [^1]\n")
@example(text="- a\n---\n- b")
def test_any_text_becomes_a_sound_document(path: str, text: str) -> None:
    assert_sound(document(text, path))


@pytest.mark.parametrize("path", PATHS)
@given(
    words=st.lists(
        st.sampled_from(["alpha", "ベータ", "𠮷野家", "😀", "naïve", "Ωmega", "［１］"]),
        min_size=1,
        max_size=12,
    ),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_word_slices_back(path: str, words: list[str], newline: str) -> None:
    text = f"{newline}{newline}".join(words)
    if path.endswith("html"):
        text = newline.join(f"<p>{word}</p>" for word in words)
    made = document(text, path)
    found = [
        made.source.slice(block.prose.whole) for block in made.visible() if block.prose.text.strip()
    ]
    assert found == words
