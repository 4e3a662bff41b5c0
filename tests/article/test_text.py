"""Text and places: lines end where editors end them, and bytes that are not text are named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.errors import UnreadableText
from bylint.text import Position, Source, Span, columns, width

TEXTS = st.lists(
    st.sampled_from(["\n", "\r\n", "\r", "a", "あ", "😀", "𠮷", "\u2028", "\x0b", "\x0c", "\x85"]),
    max_size=30,
).map("".join)


# Spans ---------------------------------------------------------------------------------------


def test_span_holds_its_start_but_not_its_end() -> None:
    span = Span(2, 4)
    assert [offset in span for offset in range(1, 6)] == [False, True, True, False, False]
    assert "2" not in span
    assert 2 not in Span(2, 2)


def test_span_covers_what_lies_inside_it() -> None:
    span = Span(2, 6)
    assert span.covers(span)
    assert span.covers(Span(6, 6))
    assert not span.covers(Span(1, 3))
    assert not span.covers(Span(5, 7))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert Span(2, 3).overlaps(Span(0, 9))
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert not Span(0, 3).overlaps(Span(3, 3))


# Lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", [0]),
        ("a", [0]),
        ("一\n二", [0, 2]),
        ("a\n", [0, 2]),
        ("a\r\nb\rc\nd", [0, 3, 5, 7]),
        ("\n\r\n\r", [0, 1, 3, 4]),
        ("\r\r\n", [0, 1, 3]),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f\x1cg", [0]),
        ("😀\r\n𠮷野家\n", [0, 3, 7]),
    ],
)
def test_lines_end_at_three_things_only(text: str, starts: list[int]) -> None:
    assert Source("a.md", text).line_starts == starts


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("", "\n"),
        ("一行だけ", "\n"),
        ("a\nb\r\n", "\n"),
        ("a\r\nb\n", "\r\n"),
        ("a\rb\r\n", "\r"),
        ("\na", "\n"),
        ("\r\na", "\r\n"),
        ("\ra", "\r"),
    ],
)
def test_newline_is_the_first_one_used(text: str, newline: str) -> None:
    assert Source("a.md", text).newline == newline


def test_positions_count_code_points_from_one() -> None:
    source = Source("a.md", "𠮷野家\r\n😀ab\rつ\n")
    assert [source.position(at) for at in (0, 2, 5, 6, 9, 10, 11)] == [
        Position(1, 1),
        Position(1, 3),
        Position(2, 1),
        Position(2, 2),
        Position(3, 1),
        Position(3, 2),
        Position(4, 1),
    ]
    assert [source.line_of(at) for at in (4, 5, 8, 11)] == [1, 2, 2, 4]


def test_line_span_leaves_the_line_ending_out() -> None:
    source = Source("a.md", "一行目\r\n\rthree\n")
    lines = [source.slice(source.line_span(line)) for line in (1, 2, 3, 4)]
    assert lines == ["一行目", "", "three", ""]
    assert source.line_span(3) == Span(6, 11)


@given(TEXTS)
def test_lines_are_those_of_a_plain_split(text: str) -> None:
    source = Source("a.md", text)
    lines = [source.slice(source.line_span(line)) for line in range(1, len(source.line_starts) + 1)]
    assert lines == re.split(r"\r\n|\r|\n", text)


@given(TEXTS)
def test_every_offset_comes_back_from_its_position(text: str) -> None:
    source = Source("a.md", text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert line == source.line_of(offset)
        assert source.line_starts[line - 1] + column - 1 == offset


# Byte order mark -----------------------------------------------------------------------------


def test_byte_order_mark_is_kept_aside() -> None:
    source = Source.from_bytes("a.md", "\ufeff# 本文\r\n".encode())
    assert (source.text, source.bom) == ("# 本文\r\n", True)
    assert source.position(0) == Position(1, 1)
    assert source.to_bytes() == "\ufeff# 本文\r\n".encode()
    assert source.to_bytes("新しい") == "\ufeff新しい".encode()


def test_only_the_first_byte_order_mark_is_one() -> None:
    source = Source("a.md", "\ufeff\ufeffa\ufeff")
    assert (source.bom, source.text) == (True, "\ufeffa\ufeff")
    assert Source("a.md", "a\ufeff").bom is False


@given(TEXTS, st.booleans())
def test_bytes_come_back_as_they_were(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    assert Source.from_bytes("a.md", data).to_bytes() == data


# Bytes that are no text ----------------------------------------------------------------------


def fault_of(data: bytes) -> UnreadableText:
    with pytest.raises(UnreadableText) as raised:
        Source.from_bytes("article.md", data)
    return raised.value


@pytest.mark.parametrize(
    ("mark", "codec"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_utf_16_is_named(mark: bytes, codec: str) -> None:
    fault = fault_of(mark + "記事".encode(codec))
    assert str(fault) == "is UTF-16, not UTF-8"
    assert (fault.key, fault.offset) == ("utf-16", 0)


def test_fault_stands_at_the_first_byte_that_is_not_utf_8() -> None:
    fault = fault_of("一行目\n𠮷".encode() + b"\x83\x65\x83X" + "あ".encode())
    assert str(fault) == "is not UTF-8: byte 0x83 at byte offset 14"
    assert (fault.readable, fault.offset) == ("一行目\n𠮷", 5)
    assert fault.params == {"byte": "83", "at": 14}


@pytest.mark.parametrize(
    ("data", "readable"),
    [
        ("日本語".encode("shift_jis"), ""),
        ("abc日".encode("euc_jp"), "abc"),
        ("café".encode("latin-1"), "caf"),
        ("日本".encode()[:-1], "日"),
        (b"a\xed\xa0\x80", "a"),
        (b"a\xc0\x80", "a"),
        (b"\xef\xbb\xbfa\xff", "a"),
    ],
)
def test_other_encodings_and_torn_characters(data: bytes, readable: str) -> None:
    fault = fault_of(data)
    assert (fault.key, fault.readable) == ("not-utf-8", readable)


def test_nul_is_no_text() -> None:
    fault = fault_of("\ufeff一\nb\0c\0".encode())
    assert str(fault) == "holds a NUL character and is probably not text"
    assert (fault.key, fault.readable, fault.offset) == ("nul", "一\nb", 3)


def test_utf_16_without_mark_holds_nul() -> None:
    assert fault_of("article".encode("utf-16-le")).key == "nul"


def test_empty_file_is_text() -> None:
    source = Source.from_bytes("a.md", b"")
    assert (source.text, source.line_starts, source.line_span(1)) == ("", [0], Span(0, 0))


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_a_fault_inside_them(data: bytes) -> None:
    try:
        readable = Source.from_bytes("a.md", data).to_bytes()
    except UnreadableText as fault:
        readable = fault.readable.encode()
        data = data.removeprefix(b"\xef\xbb\xbf")[: len(readable)]
    assert readable == data


# Columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("", 0),
        ("abc", 3),
        ("naïve", 5),
        ("日本語", 6),
        ("ｱｲｳ", 3),
        ("ＡＢ！", 6),
        ("😀𠮷", 4),
        ("e\u0301", 1),
        ("か\u3099", 2),
        ("a\u200bb\u200d", 2),
        ("❤\ufe0f", 2),
        ("😀\ufe0f", 2),
        ("한국", 4),
    ],
)
def test_width(text: str, size: int) -> None:
    assert width(text) == size
    assert sum(columns(text)) == size


def test_columns_of_each_character() -> None:
    assert columns("a記e\u0301❤\ufe0f😀") == [1, 2, 1, 0, 1, 1, 2]
    assert columns("\ufe0f") == [0]
