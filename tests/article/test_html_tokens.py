from __future__ import annotations

from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.article.readers.html_tokens import closes_itself, decode, reference, tokens


def cut(text: str) -> list[tuple[str, str]]:
    """Kind and source of every token."""
    return [(token.kind, text[token.start : token.end]) for token in tokens(text)]


def attributes(tag: str) -> list[tuple[str, str]]:
    (token,) = tokens(tag)
    return [(attribute.name, attribute.value) for attribute in token.attributes]


# Tags ---------------------------------------------------------------------------------------------


def test_tags_and_text_in_order() -> None:
    text = "<p>𠮷野家 <B>强い</B>\r\n😀</p >tail"
    assert cut(text) == [
        ("start", "<p>"),
        ("text", "𠮷野家 "),
        ("start", "<B>"),
        ("text", "强い"),
        ("end", "</B>"),
        ("text", "\r\n😀"),
        ("end", "</p >"),
        ("text", "tail"),
    ]


def test_names_are_lower_case_and_may_hold_anything() -> None:
    text = "<My-Tag:x.1><é><a<b>"
    assert [(token.kind, token.name) for token in tokens(text)] == [
        ("start", "my-tag:x.1"),
        ("text", ""),
        ("start", "a<b"),
    ]


@pytest.mark.parametrize("text", ["a < b", "1<2", "<>", "x <3 y", "<", "a<", "</", "<é>", "&<;"])
def test_a_sign_that_opens_nothing_is_text(text: str) -> None:
    assert cut(text) == [("text", text)]


def test_attributes_in_all_their_forms() -> None:
    tag = "<a HREF=\"x y\" b = 'c\"d' e=f/g h i='' j\t=\nk / l=m=n>"
    assert attributes(tag) == [
        ("href", "x y"),
        ("b", 'c"d'),
        ("e", "f/g"),
        ("h", ""),
        ("i", ""),
        ("j", "k"),
        ("l", "m=n"),
    ]


def test_places_of_attributes_and_values() -> None:
    text = '文<img alt="図 &amp; 表" hidden src=a.png>'
    token = list(tokens(text))[1]
    assert [text[a.start : a.end] for a in token.attributes] == [
        'alt="図 &amp; 表"',
        "hidden",
        "src=a.png",
    ]
    assert [text[a.low : a.high] for a in token.attributes] == ["図 &amp; 表", "", "a.png"]
    assert token.attributes[0].value == "図 & 表"


def test_a_greater_sign_in_quotes_does_not_end_a_tag() -> None:
    assert cut("<a title='a > b' x=\">\">c</a x='>'>") == [
        ("start", "<a title='a > b' x=\">\">"),
        ("text", "c"),
        ("end", "</a x='>'>"),
    ]


def test_stray_quotes_and_signs_are_names() -> None:
    assert attributes('<p class="a"" b ==>') == [("class", "a"), ('"', ""), ("b", "=")]
    assert attributes("<p a=b ==>") == [("a", "b"), ("=", "")]


def test_a_quote_without_partner_does_not_swallow_the_text() -> None:
    text = "<p><a href=\"x>text</a> and 'more'</p>"
    assert cut(text)[1:4] == [("start", '<a href="x>'), ("text", "text"), ("end", "</a>")]


def test_a_tag_that_nothing_ends_is_text_with_all_that_follows() -> None:
    assert cut("<p>a <b c=d <i e") == [("start", "<p>"), ("text", "a <b c=d <i e")]


def test_a_range_is_read_as_if_the_text_ended_there() -> None:
    text = "xx<b>y</b>zz>"
    assert [(t.kind, t.start, t.end) for t in tokens(text, 2, 9)] == [
        ("start", 2, 5),
        ("text", 5, 9),
    ]


@pytest.mark.parametrize(
    ("tag", "closes"),
    [
        ("<br/>", True),
        ("<br />", True),
        ("<x a='b'/>", True),
        ("<x a=b />", True),
        ("<x a=b/>", False),
        ("<x a />", True),
        ("<x / a>", False),
        ("<x>", False),
        ("<x/ >", False),
    ],
)
def test_tags_that_close_themselves(tag: str, closes: bool) -> None:
    (token,) = tokens(tag)
    assert closes_itself(tag, token) is closes


# Comments and the like ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inner", "rest"),
    [
        ("<!-- a -->b", " a ", "b"),
        ("<!---->b", "", "b"),
        ("<!-->b", "", "b"),
        ("<!--->b", "", "b"),
        ("<!--a--!>b", "a", "b"),
        ("<!--a-- >b-->c", "a-- >b", "c"),
        ("<!--a->b--->c", "a->b-", "c"),
        ("<!-- <p>x</p> --", " <p>x</p> --", ""),
        ("<!--", "", ""),
    ],
)
def test_comments(text: str, inner: str, rest: str) -> None:
    comment, *others = tokens(text)
    assert comment.kind == "comment"
    assert text[comment.low : comment.high] == inner
    assert text[comment.end :] == rest
    assert [text[token.start : token.end] for token in others] == ([rest] if rest else [])


def test_bogus_comments() -> None:
    text = "<!DOCTYPE html><?xml v?>a<![CDATA[b]]></>c</ d><!e>"
    assert cut(text) == [
        ("bogus", "<!DOCTYPE html>"),
        ("bogus", "<?xml v?>"),
        ("text", "a"),
        ("bogus", "<![CDATA[b]]>"),
        ("bogus", "</>"),
        ("text", "c"),
        ("bogus", "</ d>"),
        ("bogus", "<!e>"),
    ]


def test_bogus_comments_that_nothing_ends_are_text() -> None:
    assert cut("a<![b <? c") == [("text", "a<![b <? c")]


# Raw text -----------------------------------------------------------------------------------------


def test_scripts_and_styles_hold_no_markup() -> None:
    text = "<script>if (a<b) '<p>' </scripts></ScRiPt ><style>a>b{}</style>x"
    assert cut(text) == [
        ("start", "<script>"),
        ("raw", "if (a<b) '<p>' </scripts>"),
        ("end", "</ScRiPt >"),
        ("start", "<style>"),
        ("raw", "a>b{}"),
        ("end", "</style>"),
        ("text", "x"),
    ]
    assert [token.name for token in tokens(text) if token.kind == "raw"] == ["script", "style"]


def test_titles_hold_references_but_no_markup() -> None:
    assert cut("<title>a &lt; <b></title>") == [
        ("start", "<title>"),
        ("text", "a &lt; <b>"),
        ("end", "</title>"),
    ]


def test_raw_text_that_nothing_closes_takes_the_rest() -> None:
    assert cut("<script>a<p>b</p>") == [("start", "<script>"), ("raw", "a<p>b</p>")]
    assert cut("<textarea>") == [("start", "<textarea>")]
    # A long s is no s, whatever case folding says.
    assert cut("<script>a</ſcript>")[1] == ("raw", "a</ſcript>")


# Character references -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("&amp;", ("&", 5)),
        ("&amp", ("&", 4)),
        ("&notit;", ("¬", 4)),
        ("&hellip;", ("…", 8)),
        ("&hellip", ("&hellip", 0)),
        ("&nonsense;", ("&nonsense;", 0)),
        ("&NotEqualTilde;", ("≂̸", 15)),
        ("&#12354;", ("あ", 8)),
        ("&#x20BB7;", ("𠮷", 9)),
        ("&#x1f600", ("😀", 8)),
        ("&#0;", ("\ufffd", 4)),
        ("&#1;", ("", 4)),
        ("&#xD800;", ("\ufffd", 8)),
        ("&#128;", ("€", 6)),
    ],
)
def test_references(found: str, expected: tuple[str, int]) -> None:
    assert reference(found) == expected


def test_numbers_too_long_for_int() -> None:
    assert reference("&#" + "9" * 5000 + ";") == ("\ufffd", 5003)
    assert reference("&#" + "0" * 5000 + "65;") == ("A", 5005)
    assert reference("&#x" + "f" * 5000) == ("\ufffd", 5003)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a=1&amp;copy=2", "?a=1&copy=2"),
        ("?a=1&section=2", "?a=1&section=2"),
        ("&copy", "©"),
        ("&copy;=", "©="),
        ("&notit;", "&notit;"),
        ("&#65=", "A="),
        ("&lt;b&gt;", "<b>"),
        ("&" + "c" * 5000, "&" + "c" * 5000),
        ("R&D &", "R&D &"),
    ],
)
def test_references_in_attributes(value: str, expected: str) -> None:
    assert attributes(f'<a b="{value}">') == [("b", expected)]


@given(st.text(alphabet="&#x;abcltgnopy 0189あ𠮷", max_size=40))
def test_decoding_agrees_with_the_standard_library(text: str) -> None:
    assert decode(text, 0, len(text)) == unescape(text)


# Any text -----------------------------------------------------------------------------------------

SIGNS = """
    < > </ /> <!-- --> --!> <![ <? <p> </p> <b " ' = <script> </script> <title> </title x あ &amp; &
    &#x 𠮷 😀 a=b <br/> - !
"""
MARKUP = st.lists(
    st.sampled_from([*SIGNS.split(), " ", "\n", "\r\n", "<a ", '<i c="', "\ud800", "\0"]),
    max_size=40,
).map("".join)


@given(st.one_of(MARKUP, st.text(alphabet=st.characters(), max_size=60)))
def test_every_character_belongs_to_one_token(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert token.start == at < token.end
        assert token.start <= token.low <= token.high <= token.end
        for attribute in token.attributes:
            assert token.start < attribute.start <= attribute.low
            assert attribute.high <= attribute.end <= token.end
            assert text[attribute.start :][: len(attribute.name)].lower() == attribute.name or (
                not attribute.name.isascii()
            )
        at = token.end
    assert at == len(text)


@given(MARKUP, st.integers(0, 20), st.integers(0, 20))
def test_a_range_reads_like_a_text_of_its_own(text: str, before: int, after: int) -> None:
    start = min(before, len(text))
    end = max(start, len(text) - after)
    alone = [(t.kind, t.start + start, t.end + start, t.name) for t in tokens(text[start:end])]
    assert [(t.kind, t.start, t.end, t.name) for t in tokens(text, start, end)] == alone


# The standard library's parser as a second opinion on HTML that is well formed --------------------


class Oracle(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(("start", (tag, [(name, value or "") for name, value in attrs])))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("end", tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.seen.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))


def ours(text: str) -> list[tuple[str, object]]:
    seen: list[tuple[str, object]] = []
    for token in tokens(text):
        if token.kind == "start":
            given = [(attribute.name, attribute.value) for attribute in token.attributes]
            seen.append(("start", (token.name, given)))
        elif token.kind == "end":
            seen.append(("end", token.name))
        elif token.kind in ("text", "raw"):
            plain = text[token.start : token.end]
            seen.append(("text", plain if token.kind == "raw" else unescape(plain)))
        elif token.kind == "comment":
            seen.append(("comment", text[token.low : token.high]))
    return seen


def joined(seen: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """The same with neighbouring texts as one."""
    out: list[tuple[str, object]] = []
    for kind, value in seen:
        if kind == "text" and out and out[-1][0] == "text":
            out[-1] = ("text", f"{out[-1][1]}{value}")
        else:
            out.append((kind, value))
    return out


WORDS = st.text(alphabet="ab あ漢𠮷😀\n&<>\"'-=é", max_size=12)
NAMES = st.sampled_from(["p", "b", "DIV", "h1", "x-y", "span", "a", "td", "my:tag"])
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["href", "class", "data-x", "ID", "hidden"]), st.none() | WORDS),
    max_size=3,
    unique_by=lambda pair: pair[0],
)


def tag(name: str, pairs: list[tuple[str, str | None]], inside: list[str]) -> str:
    said = "".join(f" {n}" if v is None else f' {n}="{escape(v)}"' for n, v in pairs)
    return f"<{name}{said}>{''.join(inside)}</{name}>"


LEAVES = st.one_of(
    WORDS.map(escape),
    st.builds(lambda pairs: tag("br", pairs, [])[: -len("</br>")], ATTRIBUTES),
    st.text(alphabet="ab あ<>&", max_size=8).map(lambda inner: f"<!-- {inner} -->"),
    st.text(alphabet="ab<&;/ ", max_size=8).map(lambda code: f"<script>{code}</script>"),
)
TREES = st.recursive(
    LEAVES,
    lambda inside: st.builds(tag, NAMES, ATTRIBUTES, st.lists(inside, max_size=4)),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=4).map("".join))
def test_well_formed_html_reads_as_the_standard_library_reads_it(text: str) -> None:
    oracle = Oracle()
    oracle.feed(text)
    oracle.close()
    assert joined(ours(text)) == joined(oracle.seen)
