"""Prose: what a reader sees, and where every character of it stands in the source."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document

from bylint.article.prose import EMPTY, OBJECT, Mark, Piece, Prose, ProseBuilder
from bylint.diagnostics import Edit
from bylint.text import Span


def prose_of(text: str, path: str = "article.md") -> Prose:
    (block,) = document(text, path).blocks
    return block.prose


def shown(prose: Prose, source: str, *words: str) -> list[str]:
    """The source of each of several words of a prose."""
    return [
        source[slice(*prose.span(prose.text.index(word), prose.text.index(word) + len(word)))]
        for word in words
    ]


# Places --------------------------------------------------------------------------------------


def test_every_character_has_its_place() -> None:
    source = "a **太字**は&amp;\\*b `co  de` ![alt](i) 😀𠮷\r\nnext"
    prose = prose_of(source)
    assert prose.text == f"a 太字は&*b co  de {OBJECT} 😀𠮷 next"
    assert shown(
        prose, source, "太字", "字は", "&", "*", "*b", "co  de", OBJECT, "😀𠮷", " next"
    ) == [
        "太字",
        "字**は",
        "&amp;",
        "*",
        "*b",
        "co  de",
        "![alt](i)",
        "😀𠮷",
        "\r\nnext",
    ]


def test_whole_goes_from_the_first_to_the_last_visible_character() -> None:
    source = "# **題** と*副題* #\n"
    assert source[slice(*prose_of(source).whole)] == "題** と*副題"


def test_an_empty_range_stays_empty() -> None:
    prose = Prose("a&b", [Piece(0, 10, 11), Piece(1, 11, 16), Piece(2, 16, 17)], [])
    assert [prose.span(at, at) for at in range(4)] == [Span(at, at) for at in (10, 11, 16, 17)]


def test_empty_prose_stands_nowhere() -> None:
    assert (EMPTY.text, EMPTY.whole, EMPTY.span(0, 0)) == ("", Span(0, 0), Span(0, 0))


def test_a_piece_of_another_length_maps_as_a_whole() -> None:
    prose = Prose("aXYb", [Piece(0, 0, 1), Piece(1, 1, 7), Piece(3, 7, 8)], [])
    assert prose.span(1, 2) == Span(1, 7)
    assert prose.span(2, 3) == Span(1, 7)
    assert prose.span(0, 2) == Span(0, 7)
    assert prose.span(2, 4) == Span(1, 8)


def test_pieces_are_located_only_when_a_place_is_asked_for() -> None:
    asked: list[str] = []

    def locate() -> list[Piece]:
        asked.append("located")
        return [Piece(0, 5, 8)]

    prose = Prose("abc", locate, [])
    part = prose.part(1, 3)
    assert (part.text, repr(part), asked) == ("bc", "Prose('bc')", [])
    assert (part.whole, prose.span(0, 1)) == (Span(6, 8), Span(5, 6))
    assert asked == ["located"]


# Search --------------------------------------------------------------------------------------


def test_find_gives_text_place_and_range() -> None:
    source = "生成&amp;AI、**生成**AI"
    prose = prose_of(source)
    hits = list(prose.find(re.compile("生成(&?)AI")))
    assert [(hit.text, hit.span, hit.start, hit.end) for hit in hits] == [
        ("生成&AI", Span(0, 9), 0, 5),
        ("生成AI", Span(12, 18), 6, 10),
    ]
    assert [hit.match[1] for hit in hits] == ["&", ""]


def test_find_looks_only_where_it_is_told() -> None:
    prose = prose_of("one two one two one")
    word = re.compile(r"\bone\b")
    assert [hit.start for hit in prose.find(word, 1)] == [8, 16]
    assert [hit.start for hit in prose.find(word, 1, 11)] == [8]
    assert [hit.start for hit in prose.find(word, 1, 10)] == []


# Marks ---------------------------------------------------------------------------------------


def test_marks_are_in_order_the_outer_one_first() -> None:
    prose = prose_of("*a **b*** `c` [*d* e](f)")
    assert [(mark.kind, mark.start, mark.end, mark.value) for mark in prose.marks] == [
        ("emphasis", 0, 3, ""),
        ("strong", 2, 3, ""),
        ("code", 4, 5, ""),
        ("link", 6, 9, "f"),
        ("emphasis", 6, 7, ""),
    ]
    assert [mark.kind for mark in prose.marked("code", "link")] == ["code", "link"]
    assert list(prose.marked()) == []


def test_masked_hides_what_stands_under_marks() -> None:
    prose = prose_of("この`コード`と[**AI**の`例`](u)です")
    assert prose.text == "このコードとAIの例です"
    assert prose.masked("code") == f"この{OBJECT * 3}とAIの{OBJECT}です"
    assert prose.masked("link", "code") == f"この{OBJECT * 3}と{OBJECT * 4}です"
    assert prose.masked("strong", "link") == f"このコードと{OBJECT * 4}です"
    assert prose.masked("image") == prose.masked() == prose.text


def test_masked_ends_where_the_widest_mark_ends() -> None:
    marks = [Mark("a", 1, 5, "", Span(0, 0)), Mark("b", 2, 3, "", Span(0, 0))]
    marks += [Mark("a", 4, 7, "", Span(0, 0)), Mark("a", 8, 8, "", Span(0, 0))]
    prose = Prose("0123456789", [Piece(0, 0, 10)], marks)
    assert prose.masked("a", "b") == "0" + OBJECT * 6 + "789"


# Edits ---------------------------------------------------------------------------------------


def test_edit_replaces_verbatim_text() -> None:
    source = "この**記事**は。"
    prose = prose_of(source)
    assert prose.edit(2, 4, "文章", source) == Edit(Span(4, 6), "文章")
    assert prose.edit(2, 2, "！", source) == Edit(Span(4, 4), "！")


@pytest.mark.parametrize(
    "source",
    ["この**記事**は", "この&amp;は", "この`記`は", "この\\*は", "この![記](a)は", "the\nend"],
)
def test_edit_that_crosses_markup_is_refused(source: str) -> None:
    prose = prose_of(source)
    assert prose.edit(0, len(prose.text), "x", source) is None


# Parts ---------------------------------------------------------------------------------------


def test_part_keeps_places_and_cuts_marks() -> None:
    source = "前 **太い&lt;字** 後 `x`"
    prose = prose_of(source)
    assert prose.text == "前 太い<字 後 x"
    part = prose.part(3, 8)
    assert (part.text, source[slice(*part.whole)]) == ("い<字 後", "い&lt;字** 後")
    assert [(m.kind, m.start, m.end, m.span) for m in part.marks] == [("strong", 0, 3, Span(2, 13))]


def test_part_of_a_piece_that_maps_as_a_whole() -> None:
    prose = Prose("aXYb", [Piece(0, 0, 1), Piece(1, 1, 7), Piece(3, 7, 8)], [])
    assert prose.part(2, 4).whole == Span(1, 8)
    assert prose.part(0, 2).whole == Span(0, 7)
    assert prose.part(4, 4).whole == Span(0, 0)
    assert Prose("abcd", [Piece(0, 3, 7)], []).part(2, 2).whole == Span(5, 5)


def test_parts_share_a_mark_that_spans_them() -> None:
    prose = prose_of("a *b. c. d* e")
    parts = list(prose.parts([(0, 5), (5, 8), (8, 11)]))
    assert [part.text for part in parts] == ["a b. ", "c. ", "d e"]
    assert [[(m.start, m.end) for m in part.marks] for part in parts] == [
        [(2, 5)],
        [(0, 3)],
        [(0, 1)],
    ]


def test_a_comment_covers_no_text_and_is_in_one_part() -> None:
    prose = prose_of("一つ。<!-- 注 -->二つ。")
    assert [(m.kind, m.start, m.end, m.value) for m in prose.marks] == [("comment", 3, 3, "注")]
    assert [
        list(part.marked("comment")) != [] for part in prose.parts([(0, 2), (2, 4), (4, 6)])
    ] == [
        False,
        True,
        False,
    ]


CHUNKS = st.lists(
    st.tuples(
        st.sampled_from(["", "**", "](u)"]),
        st.sampled_from(["ab", "語", "😀𠮷", "&"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@given(CHUNKS, st.data())
def test_a_part_stands_where_the_whole_says(
    chunks: list[tuple[str, str, bool]], data: st.DataObject
) -> None:
    builder = ProseBuilder()
    at = 0
    for markup, text, entity in chunks:
        at += len(markup)
        size = 7 if entity else len(text)
        builder.add(text, at, at + size)
        at += size
    prose = builder.build()
    assert prose.text == "".join(text for _, text, _ in chunks)
    length = len(prose.text)
    low, high = sorted(data.draw(st.tuples(st.integers(0, length), st.integers(0, length))))
    part = prose.part(low, high)
    for start in range(high - low):
        for end in range(start + 1, high - low + 1):
            assert part.span(start, end) == prose.span(low + start, low + end)


# Builder -------------------------------------------------------------------------------------


def test_builder_joins_what_touches() -> None:
    builder = ProseBuilder()
    for text, start, end in [
        ("ab", 0, 2),
        ("", 2, 2),
        ("cd", 2, 4),
        ("&", 4, 9),
        ("e", 9, 10),
        ("f", 12, 13),
    ]:
        builder.add(text, start, end)
    prose = builder.build()
    assert prose.text == "abcd&ef"
    assert prose.pieces == [Piece(0, 0, 4), Piece(4, 4, 9), Piece(5, 9, 10), Piece(6, 12, 13)]


def test_builder_marks_what_it_appends() -> None:
    builder = ProseBuilder()
    builder.add("a", 0, 1)
    builder.mark("image", OBJECT, "alt", Span(1, 9))
    builder.mark("code", "x", "", Span(9, 12), Span(10, 11))
    prose = builder.build()
    assert prose.text == f"a{OBJECT}x"
    assert prose.marks == [
        Mark("image", 1, 2, "alt", Span(1, 9)),
        Mark("code", 2, 3, "", Span(9, 12)),
    ]
    assert prose.span(2, 3) == Span(10, 11)
