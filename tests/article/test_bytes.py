"""From UTF-8 bytes to code points: a cursor over a text, and a block's text on its way to prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.article.prose import OBJECT, Mark, Piece, Prose
from bylint.article.readers.bytes import Cursor, Inline
from bylint.text import Span

LETTERS = st.text(st.sampled_from("aあ𠮷😀é\n\r"), max_size=30)


@given(LETTERS, st.integers(0, 9), st.data())
def test_cursor_goes_to_any_place_in_any_order(text: str, base: int, data: st.DataObject) -> None:
    cursor = Cursor(text, base)
    places = [len(text[:at].encode()) for at in range(len(text) + 1)]
    for at in data.draw(st.lists(st.integers(0, len(text)), max_size=12)):
        assert cursor(places[at]) == at + base


def test_cursor_does_not_take_lone_surrogates() -> None:
    with pytest.raises(UnicodeEncodeError):
        Cursor("a\ud800", 0)


def read(source: str, *parts: tuple[str, str]) -> Prose:
    """The prose of parts of a source: each its visible text and the source it is written as."""
    cursor = Cursor(source, 0)
    inline = Inline()
    at = 0
    for text, written in parts:
        start = source.index(written, at)
        at = start + len(written)
        low, high = (len(source[:place].encode()) for place in (start, at))
        if text == "soft":
            inline.soft_break(low, high)
        elif text == "hard":
            inline.hard_break(low, high)
        else:
            inline.text(text, low, high, cursor.data)
    return inline.build(cursor)


def test_text_that_touches_is_one_piece() -> None:
    prose = read("ab夜c", ("ab", "ab"), ("夜", "夜"), ("c", "c"))
    assert (prose.text, prose.pieces, prose.marks) == ("ab夜c", [Piece(0, 0, 4)], [])


@pytest.mark.parametrize(
    ("source", "text", "pieces"),
    [
        ("夜&amp;b", "夜&b", [Piece(0, 0, 1), Piece(1, 1, 6), Piece(2, 6, 7)]),
        ("夜&#x1F600;", "夜😀", [Piece(0, 0, 1), Piece(1, 1, 10)]),
        ("a\\*b", "a*b", [Piece(0, 0, 1), Piece(1, 2, 4)]),
        ("\\\\\\[", "\\[", [Piece(0, 1, 2), Piece(1, 3, 4)]),
        ("&nbsp;&copy;", "\xa0©", [Piece(0, 0, 6), Piece(1, 6, 12)]),
        ("&#128;x", "\x80x", [Piece(0, 0, 6), Piece(1, 6, 7)]),
        ("a&amp;\f\v", "a&", [Piece(0, 0, 1), Piece(1, 1, 6)]),
        ("a\f", "a", [Piece(0, 0, 1)]),
        ("a&#x1;", "a\x01", [Piece(0, 0, 1), Piece(1, 1, 6)]),
        ("a&#0;&#xD800;", "a\ufffd\ufffd", [Piece(0, 0, 1), Piece(1, 1, 5), Piece(2, 5, 13)]),
        ("&notit;x&#9999999;", "&notit;x\ufffd", [Piece(0, 0, 8), Piece(8, 8, 18)]),
    ],
)
def test_escapes_and_entities_are_pieces_of_their_own(
    source: str, text: str, pieces: list[Piece]
) -> None:
    prose = read(source, (text, source))
    assert (prose.text, prose.pieces) == (text, pieces)


def test_blanks_before_the_first_character_are_no_text() -> None:
    assert read("　 \t夜 ", ("　 \t夜 ", "　 \t夜 ")).pieces == [Piece(0, 3, 5)]
    prose = read("  夜", ("  ", "  "), ("夜", "夜"))
    assert (prose.text, prose.pieces) == ("夜", [Piece(0, 2, 3)])


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("夜の", "街灯", ""),
        ("夜、", "街灯", ""),
        ("𠮷", "𠮷", ""),
        ("カ", "ﾅ", ""),
        ("（", "「", ""),
        ("夜", "AI", " "),
        ("AI", "夜", " "),
        ("lamp", "post", " "),
        ("가로등을", "껐다", " "),
        ("夜", "껐다", " "),
        ("😀", "夜", " "),
    ],
)
def test_a_soft_break_is_a_space_only_between_spaced_scripts(
    before: str, after: str, shown: str
) -> None:
    source = f"{before}\r\n{after}"
    prose = read(source, (before, before), ("soft", "\r\n"), (after, after))
    assert prose.text == before + shown + after
    at = len(before)
    assert prose.marks == [Mark("break", at, at + len(shown), "soft", Span(at, at + 2))]


def test_a_line_end_after_a_visible_break_is_not_seen() -> None:
    prose = read("a<br>\nb", ("a", "a"), ("hard", "<br>"), ("soft", "\n"), ("b", "b"))
    assert prose.text == "a\nb"
    assert [(m.value, m.start, m.end, m.span) for m in prose.marks] == [
        ("hard", 1, 2, Span(1, 5)),
        ("soft", 2, 2, Span(5, 6)),
    ]


def test_a_line_end_before_any_text_or_after_all_of_it_is_not_seen() -> None:
    prose = read("\na\n", ("soft", "\n"), ("a", "a"), ("soft", "\n"))
    assert (prose.text, [mark.start for mark in prose.marks]) == ("a", [0])


def test_marks_begin_and_end_with_their_markup() -> None:
    source = "*夜`灯`*![x](y)"
    cursor = Cursor(source, 0)
    inline = Inline()
    inline.open("emphasis", 0)
    inline.text("夜", 1, 4, cursor.data)
    inline.mark("code", "灯", "", 4, 9, (5, 8))
    inline.close("strong", 9)
    inline.close("emphasis", 10)
    inline.mark("image", OBJECT, "x", 10, 17)
    inline.open("strong", 17)
    prose = inline.build(cursor)
    assert prose.text == f"夜灯{OBJECT}"
    assert prose.marks == [
        Mark("emphasis", 0, 2, "", Span(0, 6)),
        Mark("code", 1, 2, "", Span(2, 5)),
        Mark("image", 2, 3, "x", Span(6, 13)),
    ]
    assert prose.span(1, 2) == Span(3, 4)
