"""Text and places: lines end where editors end them, and bytes that are not text are named."""

from __future__ import annotations

import pytest

from bylint.errors import UnreadableText
from bylint.text import Position, Source, Span, width


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("一\n二", [0, 2]),
        ("a\r\nb\rc\nd", [0, 3, 5, 7]),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", [0]),
        ("\n\r\n\r", [0, 1, 3, 4]),
    ],
)
def test_lines_end_at_three_things_only(text: str, starts: list[int]) -> None:
    assert Source("a.md", text).line_starts == starts


def test_positions_count_code_points_from_one() -> None:
    source = Source("a.md", "𠮷野家\r\n😀 x")
    assert source.position(0) == Position(1, 1)
    assert source.position(3) == Position(1, 4)
    assert source.position(7) == Position(2, 3)
    assert source.slice(source.line_span(2)) == "😀 x"


@pytest.mark.parametrize(("text", "newline"), [("a", "\n"), ("a\r\nb", "\r\n"), ("a\rb", "\r")])
def test_newline_is_the_first_one_used(text: str, newline: str) -> None:
    assert Source("a.md", text).newline == newline


def test_byte_order_mark_is_kept_aside() -> None:
    source = Source.from_bytes("a.md", "\ufeff本文\r\n".encode())
    assert (source.text, source.bom) == ("本文\r\n", True)
    assert source.to_bytes() == "\ufeff本文\r\n".encode()


@pytest.mark.parametrize(
    ("data", "readable"),
    [
        ("日本".encode() + b"\xff", "日本"),
        ("日本語".encode("shift_jis"), ""),
        ("本文".encode("utf-16"), ""),
        ("一\0二".encode(), "一"),
        (b"\xed\xa0\x80", ""),
    ],
)
def test_bytes_that_are_not_text_are_named_at_their_place(data: bytes, readable: str) -> None:
    with pytest.raises(UnreadableText) as raised:
        Source.from_bytes("a.md", data)
    assert raised.value.readable == readable


def test_width_counts_columns() -> None:
    assert [width(text) for text in ("abc", "日本", "ｱ", "Ａ", "e\u0301")] == [3, 4, 1, 2, 1]


def test_spans_cover_and_overlap() -> None:
    assert Span(1, 4).covers(Span(2, 4))
    assert not Span(1, 4).overlaps(Span(4, 5))
    assert 3 in Span(1, 4)
    assert 4 not in Span(1, 4)
