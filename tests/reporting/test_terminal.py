"""What reaches a terminal: marks at the right columns, no control character, lines that fit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.checking.testing import unmark
from bylint.reporting.terminal import excerpt, line_start, visible
from bylint.text import Span, columns, width


def drawn(marked: str, room: int = 80) -> tuple[str, str]:
    """The line as shown, and the row under it."""
    text, (span,) = unmark(marked)
    shown = excerpt(text, Span(0, len(text)), span, room)
    return shown.text, " " * shown.indent + "^" * shown.length


@pytest.mark.parametrize(
    ("marked", "line", "under"),
    [
        ("plain ⟦text⟧ here", "plain text here", "      ^^^^"),
        ("円安が進んだ⟦[3]⟧。", "円安が進んだ[3]。", "            ^^^"),
        ("全角⟦［１］⟧の印", "全角［１］の印", "    ^^^^^^"),
        ("ｶﾅ⟦ﾊﾝｶｸ⟧", "ｶﾅﾊﾝｶｸ", "  ^^^^"),
        ("𠮷野家😀⟦[1]⟧", "𠮷野家😀[1]", "        ^^^"),
        ("か\u3099⟦き⟧", "か\u3099き", "  ^^"),
        ("注意⚠\ufe0f⟦ここ⟧", "注意⚠\ufe0fここ", "      ^^^^"),
        ("⌚\ufe0f⟦時⟧", "⌚\ufe0f時", "  ^^"),
        ("e\u0301t⟦e\u0301⟧", "e\u0301te\u0301", "  ^"),
        ("\ta\t⟦b⟧", "    a    b", "         ^"),
        ("終わり⟦⟧", "終わり", "      ^"),
        ("⟦⟧はじめ", "はじめ", "^"),
        ("a\x1b[31m⟦red⟧", "a\\x1b[31mred", "         ^^^"),
        ("a\u202e⟦b⟧", "a\\u202eb", "       ^"),
        ("\ud800⟦x⟧", "\\ud800x", "      ^"),
    ],
)
def test_mark_stands_under_its_text(marked: str, line: str, under: str) -> None:
    assert drawn(marked) == (line, under)


@pytest.mark.parametrize(
    ("marked", "line", "under"),
    [
        ("あ" * 40 + "⟦[3]⟧" + "い" * 40, "…ああああ[3]いいいいい…", "         ^^^"),
        ("⟦[3]⟧" + "い" * 40, "[3]いいいいいいいいい…", "^^^"),
        ("あ" * 40 + "⟦[3]⟧", "…あああああああああ[3]", "                   ^^^"),
        ("あ" * 40 + "⟦" + "い" * 40 + "⟧", "…いいいいいいいいいいい…", " " + "^" * 22),
        ("あ" * 12 + "⟦⟧", "あ" * 12, " " * 24 + "^"),
    ],
)
def test_long_line_is_cut_around_its_mark(marked: str, line: str, under: str) -> None:
    assert drawn(marked, 24) == (line, under)


@given(st.text(max_size=90), st.integers(0, 90), st.integers(0, 90), st.integers(20, 60))
def test_excerpt_fits_and_marks(line: str, start: int, length: int, room: int) -> None:
    start = min(start, len(line))
    end = min(start + length, len(line))
    shown = excerpt(line, Span(0, len(line)), Span(start, end), room)
    assert width(shown.text) <= room
    assert 0 <= shown.indent <= room
    assert 1 <= shown.length <= room
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown.text)


def test_excerpt_of_a_huge_line_looks_at_its_neighbourhood_only() -> None:
    line = "x" * 5_000_000 + "[3]" + "y" * 5_000_000
    shown = excerpt(line, Span(0, len(line)), Span(5_000_000, 5_000_003), 20)
    assert shown.text == "…xxxxxxx[3]yyyyyyyy…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("日本語　と emoji 👨\u200d👩\u200d👧", "日本語　と emoji 👨\u200d👩\u200d👧"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\r\nb\tc\x00\x7f", "a\\r\\nb\\tc\\x00\\x7f"),
        ("\u202eabc\u2066\u200b\u2028", "\\u202eabc\\u2066\\u200b\\u2028"),
        ("\U000e0041\ue200", "\\U000e0041\\ue200"),
        ("\udce3\ud800", "\\udce3\\ud800"),
        ("##[add-path]/x ##vso[task] ## heading", "\\x23#[add-path]/x \\x23#vso[task] ## heading"),
        ("###[x]", "#\\x23#[x]"),
    ],
)
def test_what_does_not_print_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_line_begins_with_a_command() -> None:
    assert line_start("::error::x.md") == "\\x3a:error::x.md"
    assert line_start(" ::error::x.md") == " \\x3a:error::x.md"
    assert line_start("a::b.md") == "a::b.md"


def test_columns_of_each_character() -> None:
    assert columns("aあ\u0301⚠\ufe0f⌚\ufe0f") == [1, 2, 0, 1, 1, 2, 0]
