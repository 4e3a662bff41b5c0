from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bylint.article.document import Block, Container
from bylint.article.parsed import Parsed
from bylint.article.prose import OBJECT
from bylint.article.readers.html import HtmlReader
from bylint.article.readers.html_flow import HtmlFlow
from bylint.text import Source, Span


def read(text: str) -> Parsed:
    return HtmlReader().read(Source("article.html", text))


def blocks(text: str) -> list[Block]:
    return read(text).blocks


def outline(text: str) -> list[tuple[str, str]]:
    """Kind and visible text of every block."""
    return [(block.kind, block.text) for block in blocks(text)]


def sources(text: str) -> list[str]:
    return [text[block.span.start : block.span.end] for block in blocks(text)]


def marks(text: str) -> list[tuple[str, str, str, str]]:
    """Of every mark the kind, the text under it, the value, and its source."""
    return [
        (
            mark.kind,
            block.text[mark.start : mark.end],
            mark.value,
            text[mark.span.start : mark.span.end],
        )
        for block in blocks(text)
        for mark in block.prose.marks
    ]


def inside(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Of every block the text and the kinds and infos of its containers."""
    return [(b.text, [(c.kind, c.info) for c in b.containers]) for b in blocks(text)]


# Blocks -------------------------------------------------------------------------------------------


def test_a_page() -> None:
    text = (
        "<!DOCTYPE html>\r\n<html lang=ja>\r\n<head><title> 𠮷野家 &amp;\r\n 😀 </title>\r\n"
        "<style>p{}</style><script>let a = '<p>no</p>'</script></head>\r\n<body>\r\n"
        "<h1>見出し 😀</h1>\r\n<p>一行目\r\n二行目です。</p>\r\n<hr>\r\n"
        "そのまま\r\n</body></html>\r\n"
    )
    parsed = read(text)
    assert (parsed.title, parsed.language, parsed.faults) == ("𠮷野家 & 😀", "ja", ())
    assert outline(text) == [
        ("heading", "見出し 😀"),
        ("paragraph", "一行目二行目です。"),
        ("rule", ""),
        ("paragraph", "そのまま"),
    ]
    assert sources(text) == [
        "<h1>見出し 😀</h1>",
        "<p>一行目\r\n二行目です。</p>",
        "<hr>",
        "そのまま",
    ]


def test_levels_of_headings() -> None:
    text = "".join(f"<h{level}>t</h{level}>" for level in range(1, 7))
    assert [(b.kind, b.level) for b in blocks(text)] == [("heading", n) for n in range(1, 7)]


def test_text_without_an_element_of_its_own_is_a_paragraph() -> None:
    text = "<div>one <b>two</b>\n<section>three<p>four</p> five </section><i>six</i> seven</div>"
    assert outline(text) == [
        ("paragraph", "one two"),
        ("paragraph", "three"),
        ("paragraph", "four"),
        ("paragraph", "five"),
        ("paragraph", "six seven"),
    ]
    assert sources(text) == ["one <b>two</b>", "three", "<p>four</p>", "five", "<i>six</i> seven"]


def test_terms_and_definitions_are_paragraphs() -> None:
    text = "<dl><dt>AI<dd>人工知能<dt>ML</dt><dd><p>one</p><p>two</p></dd></dl>"
    assert outline(text) == [
        ("paragraph", "AI"),
        ("paragraph", "人工知能"),
        ("paragraph", "ML"),
        ("paragraph", "one"),
        ("paragraph", "two"),
    ]
    assert sources(text)[-2:] == ["<dd><p>one</p>", "<p>two</p>"]


def test_comments_are_blocks_wherever_they_stand() -> None:
    text = "<!-- AIで生成 --><p>a<!--b\nc-->d</p><!---->"
    assert outline(text) == [
        ("comment", "AIで生成"),
        ("paragraph", "ad"),
        ("comment", "b\nc"),
        ("comment", ""),
    ]
    assert sources(text)[2] == "<!--b\nc-->"
    assert blocks(text)[0].prose.whole == Span(5, 10)


def test_nothing_visible_makes_no_block() -> None:
    assert outline("<p></p><p> \n </p><p>&nbsp;</p><div><span></span></div><br>") == []


def test_empty_headings_items_and_cells_are_kept() -> None:
    text = "<h2></h2><ul><li></li></ul><table><tr><td></td></tr></table>"
    assert outline(text) == [("heading", ""), ("item", ""), ("cell", "")]
    assert sources(text) == ["<h2></h2>", "<li></li>", "<td></td>"]


def test_front_matter_before_a_page() -> None:
    text = "---\ntitle: x\n---\n<p>y</p>\n"
    parsed = read(text)
    assert parsed.metadata.front_matter["title"].value == "x"
    assert [block.text for block in parsed.blocks] == ["y"]


# Lists --------------------------------------------------------------------------------------------


def items(text: str) -> list[tuple[str, str, int, str, int]]:
    return [(b.kind, b.text, b.level, b.marker, b.group) for b in blocks(text)]


def test_lists_in_lists() -> None:
    text = "<ul><li>a<ol><li>b</li><li>c</ol>tail<li>d</ul>\n<ul><li>e</ul>"
    assert items(text) == [
        ("item", "a", 1, "-", 1),
        ("item", "b", 2, "1.", 1),
        ("item", "c", 2, "2.", 1),
        ("paragraph", "tail", 1, "", 1),
        ("item", "d", 1, "-", 1),
        ("item", "e", 1, "-", 2),
    ]
    assert sources(text)[:3] == ["<li>a", "<li>b</li>", "<li>c"]


def test_numbers_of_ordered_lists() -> None:
    text = "<ol start=3 reversed><li>a<li value=10>b<li>c<li value=x>d</ol><ol start=x><li>e</ol>"
    assert [b.marker for b in blocks(text)] == ["3.", "10.", "11.", "12.", "1."]


def test_the_first_paragraph_of_an_item_is_the_item() -> None:
    text = "<ul><li>\n<p>a</p>\n<p>b</p></li><li><div>c</div>d</li></ul>"
    assert items(text) == [
        ("item", "a", 1, "-", 1),
        ("paragraph", "b", 1, "", 1),
        ("item", "c", 1, "-", 1),
        ("paragraph", "d", 1, "", 1),
    ]
    assert sources(text) == ["<li>\n<p>a</p>", "<p>b</p>", "<li><div>c</div>", "d"]


def test_an_item_that_begins_with_another_block_is_empty() -> None:
    text = "<ul><li>\n<pre>a</pre><li><h3>b</h3>c<li><ul><li>d</ul></ul>"
    assert items(text) == [
        ("item", "", 1, "-", 1),
        ("code", "a", 0, "", 1),
        ("item", "", 1, "-", 1),
        ("heading", "b", 3, "", 1),
        ("paragraph", "c", 1, "", 1),
        ("item", "", 1, "-", 1),
        ("item", "d", 2, "-", 1),
    ]
    assert sources(text)[0] == "<li>"


def test_an_item_without_a_list() -> None:
    assert items("<li>a<li>b") == [("item", "a", 1, "-", 1), ("item", "b", 1, "-", 1)]


# Tables -------------------------------------------------------------------------------------------


def test_cells_know_their_table_and_place() -> None:
    text = (
        "<table><caption>表1</caption><thead><tr><th>a<th>b<tbody><tr><td>c</td><td></td></tr>"
        "</table><table><tr><td><p>d</p><p>e</p><ul><li>f</ul></table>"
    )
    assert items(text) == [
        ("cell", "表1", 0, "", 1),
        ("cell", "a", 0, "0:0", 1),
        ("cell", "b", 0, "0:1", 1),
        ("cell", "c", 0, "1:0", 1),
        ("cell", "", 0, "1:1", 1),
        ("cell", "d", 0, "0:0", 2),
        ("paragraph", "e", 0, "", 2),
        ("item", "f", 1, "-", 3),
    ]


def test_a_table_ends_what_was_left_open_in_it() -> None:
    text = "<div><table><tr><td>a<b>b</div><ul><li>c</table>d</div>e"
    assert outline(text) == [
        ("cell", "ab"),
        ("item", "c"),
        ("paragraph", "d"),
        ("paragraph", "e"),
    ]


# Code ---------------------------------------------------------------------------------------------


def test_preformatted_text_is_kept_as_it_is() -> None:
    text = '<pre><code class="hljs language-python">\n  if a &lt; b:\r\n\tpass  # 😀\n</code></pre>'
    (block,) = blocks(text)
    assert (block.kind, block.marker) == ("code", "python")
    assert block.text == "  if a < b:\r\n\tpass  # 😀"
    assert text[slice(*block.prose.span(7, 8))] == "&lt;"
    assert sources(text) == [text]


def test_elements_in_preformatted_text_stand_on_lines_of_their_own() -> None:
    assert outline("<pre><div>a</div><div>b</div>\n<span>c</span><br>d</pre>e") == [
        ("code", "a\nb\nc\nd"),
        ("paragraph", "e"),
    ]


def test_other_code() -> None:
    text = "<xmp><b>x</b></xmp><textarea>&lt;p></textarea>"
    assert outline(text) == [("code", "<b>x</b>"), ("code", "<p>")]


def test_a_heading_ends_preformatted_text_left_open() -> None:
    assert outline("<pre>a<h2>b</h2>c") == [
        ("code", "a"),
        ("heading", "b"),
        ("paragraph", "c"),
    ]


# Lenience -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a<p>b", ["a", "b"]),
        ("<p>a<div>b</div>c</p>d", ["a", "b", "c", "d"]),
        ("<h2>a<p>b", ["a", "b"]),
        ("<h2>a<h3>b</h2>c", ["a", "b", "c"]),
        ("<h2><p>a</p></h2>b", ["a", "b"]),
        ("<h2>a</h3>b", ["a", "b"]),
        ("a</div>b</span>c", ["abc"]),
        ("a</p>b", ["a", "b"]),
        ("<p>a<blockquote>b</p>c", ["a", "b", "c"]),
        ("<ul><li>a</li></li>b</ul>", ["a", "b"]),
        ("<P>a</P ><P class>b", ["a", "b"]),
        ("<p>a < b & c</p>", ["a < b & c"]),
        ("<p>a<foo/>b<br/>c<x-y>d</x-y></p>", ["ab\ncd"]),
        ("<b><p>a</b>b</p>", ["ab"]),
        ("<a href=x>a<a href=y>b</a>", ["ab"]),
        ("<p>a<!-- b", ["a", "b"]),
        ("<p>a <b c", ["a <b c"]),
    ],
)
def test_tags_that_are_missing_or_crossed(text: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(text)] == expected


def test_a_heading_keeps_its_level_through_what_it_holds() -> None:
    assert [(b.kind, b.level, b.text) for b in blocks("<h2><div>a</div></h2>")] == [
        ("heading", 2, "a")
    ]


# White space and references -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>  a  b\t\tc \n d  </p>", "a b c d"),
        ("<p>a <b> b </b> c</p>", "a b c"),
        ("<p>a<b> b</b>c</p>", "a bc"),
        ("<p>日本\n  語</p>", "日本語"),
        ("<p>日本 \r\n<b>\n語</b></p>", "日本語"),
        ("<p>日本 語</p>", "日本 語"),
        ("<p>終わり。\n「次」</p>", "終わり。「次」"),
        ("<p>日本\nABC\n語</p>", "日本 ABC 語"),
        ("<p>한국\n어</p>", "한국 어"),
        ("<p>𠮷\n𠮷</p>", "𠮷𠮷"),
        ("<p>a<br>b<br />\n c<br></p>", "a\nb\nc"),
        ("<p><br>a<br> <br>b</p>", "a\n\nb"),
        ("<p>a&#32; &#10;b</p>", "a b"),
        ("<p>a&nbsp; b</p>", "a\xa0 b"),
        ("<p>　字下げ　</p>", "字下げ"),
        ("<p>a\u200bb&#x200b;<wbr>c</p>", "a\u200bb\u200bc"),
        ("<p>a&#1;b &#xD800; &notit; &x; &</p>", "ab \ufffd ¬it; &x; &"),
    ],
)
def test_visible_text(text: str, expected: str) -> None:
    assert [block.text for block in blocks(text)] == [expected]


def test_every_visible_character_has_its_place() -> None:
    text = "<p>𠮷 &amp; &#x1F600;\r\n <b>強い</b>x</p>"
    (block,) = blocks(text)
    prose = block.prose
    assert prose.text == "𠮷 & 😀 強いx"
    places = [text[slice(*prose.span(at, at + 1))] for at in range(len(prose.text))]
    assert places == ["𠮷", " ", "&amp;", " ", "&#x1F600;", "\r\n ", "強", "い", "x"]
    assert text[slice(*prose.span(6, 9))] == "強い</b>x"


def test_plain_text_is_one_piece() -> None:
    (block,) = blocks("<p>one two three <i>four five</i> six</p>")
    assert [piece.at for piece in block.prose.pieces] == [0, 14, 23]


# Marks --------------------------------------------------------------------------------------------


def test_marks_over_text() -> None:
    text = (
        "<p><a href='u?a=1&amp;b'>l</a><a id=x>n</a><b>b</b><strong>s</strong><i>i</i><em>e</em>"
        "<code>c</code><kbd>k</kbd><s>d</s><sup>2</sup><sub>3</sub><small>m</small></p>"
    )
    assert marks(text) == [
        ("link", "l", "u?a=1&b", "<a href='u?a=1&amp;b'>l</a>"),
        ("strong", "b", "", "<b>b</b>"),
        ("strong", "s", "", "<strong>s</strong>"),
        ("emphasis", "i", "", "<i>i</i>"),
        ("emphasis", "e", "", "<em>e</em>"),
        ("code", "c", "", "<code>c</code>"),
        ("code", "k", "", "<kbd>k</kbd>"),
        ("strike", "d", "", "<s>d</s>"),
        ("superscript", "2", "", "<sup>2</sup>"),
        ("subscript", "3", "", "<sub>3</sub>"),
        ("small", "m", "<small>", "<small>m</small>"),
    ]


def test_marks_do_not_hold_the_space_at_their_ends() -> None:
    assert marks("<p>a <b> b </b> c<i></i></p>") == [("strong", "b", "", "<b> b </b>")]


def test_marks_within_marks_are_in_order() -> None:
    text = "<p><a href=u>x <b>y</b></a></p>"
    assert [(kind, under) for kind, under, _, _ in marks(text)] == [
        ("link", "x y"),
        ("strong", "y"),
    ]


def test_images_are_objects() -> None:
    text = '<p>a <a href=u><img src=b alt="図 &amp; 表"></a><IMG></p><img alt=c>'
    assert [block.text for block in blocks(text)] == [f"a {OBJECT}{OBJECT}", OBJECT]
    assert marks(text) == [
        ("link", OBJECT, "u", '<a href=u><img src=b alt="図 &amp; 表"></a>'),
        ("image", OBJECT, "図 & 表", '<img src=b alt="図 &amp; 表">'),
        ("image", OBJECT, "", "<IMG>"),
        ("image", OBJECT, "c", "<img alt=c>"),
    ]


def test_drawings_are_images() -> None:
    text = "<p>a<svg><title>ロゴ</title><text x=1>no</text><g><path/></g></svg>b</p>"
    assert outline(text) == [("paragraph", f"a{OBJECT}b")]
    assert [mark[:3] for mark in marks(text)] == [("image", OBJECT, "ロゴ")]
    assert outline("<p>a<svg aria-hidden=true><text>no</text></svg>b") == [("paragraph", "ab")]
    assert outline("<svg><text>no<p>yes") == [("paragraph", OBJECT), ("paragraph", "yes")]
    assert read(text).title == ""


def test_breaks_are_marked() -> None:
    assert marks("<p>a<br>b<br/></p>") == [("break", "\n", "hard", "<br>")]


def test_readings_stand_above_the_text() -> None:
    text = "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</ruby>です</p>"
    assert outline(text) == [("paragraph", "漢字です")]
    assert [mark[:3] for mark in marks(text)] == [("ruby", "漢字", "かんじ")]


def test_formulas() -> None:
    text = "<p><math alttext='x^2'><msup><mi>x</mi><mn>2</mn></msup><annotation>TeX</annotation>"
    assert [mark[:3] for mark in marks(text)] == [("math", "x2", "x^2")]


def test_a_link_around_blocks_marks_each_of_them() -> None:
    text = "<a href=u><h3>T</h3><p>t</p></a>"
    assert marks(text) == [("link", "T", "u", "<h3>T</h3>"), ("link", "t", "u", "<p>t</p>")]


@pytest.mark.parametrize(
    ("marker", "note"),
    [
        (
            '<a href="#ftn.id7" class="footnote" id="id7"><sup class="footnote">[87]</sup></a>',
            '<div id="ftn.id7" class="footnote"><p><a href="#id7" class="para"><sup>[87] </sup></a>'
            "市は四年ぶり😀。</p></div>",
        ),
        (
            '<a class="footnote-reference brackets" href="#id7" id="id1" role="doc-noteref">1</a>',
            '<aside class="footnote brackets" id="id7" role="doc-footnote"><p>市は四年ぶり😀。</p></aside>',
        ),
        (
            '<a class="footnote-reference brackets" href="#id7" id="id1" role="doc-noteref">1</a>',
            '<aside class="footnote brackets" id="id7" role="note"><p>市は四年ぶり😀。</p></aside>',
        ),
        (
            '<a class="footnote-reference brackets" href="#id7" id="id1">1</a>',
            '<dl class="footnote brackets"><dt class="label" id="id7"><a class="fn-backref"'
            ' href="#id1">1</a>市は四年ぶり😀。</dt></dl>',
        ),
    ],
)
def test_footnotes_of_manuals(marker: str, note: str) -> None:
    text = f"<p>朝市が戻った。{marker}</p>\r\n{note}"
    first, *rest = blocks(text)
    assert first.text == f"朝市が戻った。{OBJECT}"
    assert [(mark.kind, mark.value) for mark in first.prose.marks] == [
        ("footnote", rest[-1].containers[-1].info)
    ]
    assert rest[-1].inside("footnote")
    assert rest[-1].text.endswith("市は四年ぶり😀。")


@pytest.mark.parametrize(
    "opening", ["<ul class='toc'>", "<div class='toc'><ul>", "<ul role=navigation>"]
)
def test_tables_of_contents_are_navigation(opening: str) -> None:
    text = f"<h1>朝市</h1>{opening}<li>1. 屋台</li></ul></div>\r\n<p class=toc>朝市が戻った😀。</p>"
    assert inside(text) == [("朝市", []), ("1. 屋台", [("nav", "")]), ("朝市が戻った😀。", [])]


def test_markers_of_footnotes() -> None:
    text = (
        '<p>a<sup><a href="#fn:x" role="doc-noteref">1</a></sup></p><section class=footnotes><ol>'
        '<li id="fn:x"><p>note <a href="#r" role="doc-backlink">↩</a></p></li></ol></section>'
    )
    assert inside(text) == [(f"a{OBJECT}", []), ("note", [("footnote", "x")])]
    assert [mark[:3] for mark in marks(text)] == [
        ("superscript", OBJECT, ""),
        ("footnote", OBJECT, "x"),
    ]


# Containers ---------------------------------------------------------------------------------------


def test_elements_that_are_containers() -> None:
    text = (
        "<header>a</header><nav>b</nav><blockquote>c</blockquote><details><summary>d</summary>e"
        "</details><aside>f</aside><figure><img alt=g><figcaption>h</figcaption></figure>"
        "<footer>i</footer>j"
    )
    assert inside(text) == [
        ("a", [("header", "")]),
        ("b", [("nav", "")]),
        ("c", [("quote", "")]),
        ("d", [("details", "")]),
        ("e", [("details", "")]),
        ("f", [("aside", "")]),
        (OBJECT, []),
        ("h", [("caption", "")]),
        ("i", [("footer", "")]),
        ("j", []),
    ]
    assert blocks(text)[3].kind == "paragraph"


def test_containers_end_with_their_elements() -> None:
    text = "<blockquote>a<aside><p>b</aside></blockquote><nav>c"
    found = [container.span for block in blocks(text) for container in block.containers]
    assert [text[span.start : span.end] for span in found] == [
        "<blockquote>a<aside><p>b</aside></blockquote>",
        "<blockquote>a<aside><p>b</aside></blockquote>",
        "<aside><p>b</aside>",
        "<nav>c",
    ]


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("admonition warning", "warning"),
        ("admonition", "admonition"),
        ("note", "note"),
        ("alert alert-info", "info"),
        ("markdown-alert markdown-alert-tip", "tip"),
        ("theme-admonition theme-admonition-note x", "note"),
        ("callout", "callout"),
        ("message is-danger", "danger"),
        ("custom-block tip", "tip"),
        ("Key-Takeaways", "key-takeaways"),
        ("tldr", "tldr"),
        ("disclaimer", "disclaimer"),
        ("footnote post-info author-note", ""),
    ],
)
def test_classes_that_make_admonitions(classes: str, kind: str) -> None:
    expected = [("admonition", kind)] if kind else []
    assert inside(f'<div class="{classes}"><p>a</p></div>') == [("a", expected)]


def test_a_class_on_a_row_is_a_colour() -> None:
    assert inside("<table><tr class=info><td class=warning>a</table>") == [("a", [])]


SMALL = [
    ("<div class='text-[10px] grey'>a</div>", "class text-[10px]"),
    ("<p class=text-xs>a", "class text-xs"),
    ("<p class='text-[0.7rem]'>a", "class text-[0.7rem]"),
    ("<p class='text-[14px] text-sm'>a", ""),
    ("<p class=fine-print>a", "class fine-print"),
    ("<p style='color: red; font-size: 11px'>a", "style font-size:11px"),
    ("<p style='FONT-SIZE:.6em !important'>a", "style font-size:.6em"),
    ("<p style='font-size:8pt'>a", "style font-size:8pt"),
    ("<p style='font-size:12px'>a", ""),
    ("<p style='font-size:x-small'>a", "style font-size:x-small"),
    ("<p><small>a</small></p>", "<small>"),
    ("<small><p>a</p></small>", "<small>"),
    ("<p><span style='font-size:9px'>a</span></p>", "style font-size:9px"),
    ("<p><small>a</small> b</p>", ""),
]


@pytest.mark.parametrize(("text", "why"), SMALL)
def test_small_text(text: str, why: str) -> None:
    (block,) = blocks(text)
    assert [(c.kind, c.info) for c in block.containers] == ([("small", why)] if why else [])


HIDDEN = [
    ("<div hidden><p>a</p></div>", "hidden attribute"),
    ("<p aria-hidden=TRUE>a", 'aria-hidden="true"'),
    ("<p aria-hidden=false>a", ""),
    ("<p style='display : none'>a", "style display:none"),
    ("<p style='visibility:hidden;'>a", "style visibility:hidden"),
    ("<p style='font-size:0'>a", "style font-size:0"),
    ("<p style='font-size:0px!important'>a", "style font-size:0px"),
    ("<p style='display:block'>a", ""),
    ("<p class='x sr-only'>a", "class sr-only"),
    ("<p class=visually-hidden>a", "class visually-hidden"),
    ("<p class=hidden>a", "class hidden"),
    ("<p class='hidden md:block'>a", ""),
    ("<template><p>a</p></template>", "<template>"),
    ("<noscript>a</noscript>", "<noscript>"),
    ("<dialog>a</dialog>", "<dialog>"),
    ("<dialog open>a</dialog>", ""),
    ("<span hidden><b>a</b></span>", "hidden attribute"),
]


@pytest.mark.parametrize(("text", "why"), HIDDEN)
def test_hidden_text(text: str, why: str) -> None:
    (block,) = blocks(text)
    assert block.text == "a"
    assert [(c.kind, c.info) for c in block.containers] == ([("hidden", why)] if why else [])


def test_hidden_text_within_a_paragraph_stands_apart() -> None:
    text = "<p>見える<span style='display:none'>隠れた<b>文</b></span>文 <i hidden>x</i> y</p>"
    assert inside(text) == [
        ("見える文 y", []),
        ("隠れた文", [("hidden", "style display:none")]),
        ("x", [("hidden", "hidden attribute")]),
    ]
    assert sources(text) == [text, "隠れた<b>文</b>", "x"]


def test_hidden_text_does_not_take_the_place_of_an_item() -> None:
    assert outline("<ul><li><p hidden>a</p>b</ul>") == [("item", "b"), ("paragraph", "a")]


def test_a_hidden_image_stands_apart() -> None:
    text = "<p>a<img hidden alt=x>b</p>"
    assert inside(text) == [("ab", []), (OBJECT, [("hidden", "hidden attribute")])]


def test_forms_and_fallbacks_are_not_seen() -> None:
    text = "<p>a<select><option>b<option>c</select><video>d</video><iframe>e</iframe></p>"
    assert inside(text) == [
        ("a", []),
        ("b", [("hidden", "<select>")]),
        ("c", [("hidden", "<select>")]),
        ("d", [("hidden", "<video>")]),
    ]


# Metadata -----------------------------------------------------------------------------------------


def metas(text: str) -> list[tuple[str, str, str, str]]:
    found = read(text).metadata.metas
    return [(m.kind, m.name, m.content, text[m.span.start : m.span.end]) for m in found]


def test_metas() -> None:
    text = (
        '<meta name="AI-Disclosure" content="x &amp; y"><meta property=og:a content=b>'
        "<meta charset=c>"
    )
    assert metas(text) == [
        ("meta", "AI-Disclosure", "x & y", '<meta name="AI-Disclosure" content="x &amp; y">'),
        ("meta", "og:a", "b", "<meta property=og:a content=b>"),
    ]


def test_linked_data() -> None:
    text = '<script type="application/ld+json">{"a": "&amp;"}</script><script>{}</script>'
    assert metas(text) == [("json-ld", "", '{"a": "&amp;"}', '{"a": "&amp;"}')]


def test_attributes_that_tell() -> None:
    text = (
        "<article ai-disclosure=none><p data-AI-disclosure>a <abbr title='AIが&#x1F600;'>b</abbr>"
    )
    assert metas(text) == [
        ("attribute", "ai-disclosure", "none", "ai-disclosure=none"),
        ("attribute", "data-ai-disclosure", "", "data-AI-disclosure"),
        ("attribute", "title", "AIが😀", "title='AIが&#x1F600;'"),
    ]


def test_the_first_title_counts() -> None:
    assert read("<title>a</title><title>b</title>").title == "a"
    assert read("<html LANG='en-GB'>").language == "en-GB"


# Ranges -------------------------------------------------------------------------------------------


def test_a_fragment_of_another_text() -> None:
    text = "# 見出し 😀\n\n<p>a</p>\n\n*b*"
    start, end = text.index("<p>"), text.index("\n\n*b*")
    around = Container("quote", Span(0, len(text)))
    (block,) = HtmlFlow(text).feed(start, end, (around,))
    assert (block.kind, block.text, block.containers) == ("paragraph", "a", (around,))
    assert text[block.span.start : block.span.end] == "<p>a</p>"


def test_elements_stay_open_from_one_range_to_the_next() -> None:
    text = "<details><summary>a</summary>\n\nMarkdown\n\n<p>b</p></details>\n\n<p>c</p>"
    flow = HtmlFlow(text)
    first = flow.feed(0, text.index("Markdown"))
    assert [container.kind for container in flow.containers] == ["details"]
    second = flow.feed(text.index("<p>b"), len(text))
    assert flow.containers == ()
    assert [(b.text, [c.kind for c in b.containers]) for b in first + second] == [
        ("a", ["details"]),
        ("b", ["details"]),
        ("c", []),
    ]


def test_what_a_range_leaves_hanging_is_finished_in_it() -> None:
    text = "<p>a<span hidden>b|c</span>d<pre>e|  f</pre>"
    first, second = text.index("|"), text.rindex("|")
    flow = HtmlFlow(text)
    ranges = [(0, first), (first + 1, second), (second + 1, len(text))]
    assert [[(b.kind, b.text) for b in flow.feed(*range_)] for range_ in ranges] == [
        [("paragraph", "a"), ("paragraph", "b")],
        [("paragraph", "c"), ("paragraph", "d"), ("code", "e")],
        [("code", "  f")],
    ]


def test_inline_tags_for_other_readers() -> None:
    flow = HtmlFlow("x <a title=t href=u> <img alt='y &gt;' title=z>")
    assert flow.inline_kind("a", "<a title=t href=u>") == ("link", "u")
    assert flow.inline_kind("a", "</a>") == ("link", "")
    assert flow.inline_kind("kbd", "<kbd>") == ("code", "")
    assert flow.inline_kind("span", "<span class=text-xs>") == ("small", "class text-xs")
    assert flow.inline_kind("span", "</span>") is None
    assert flow.image("<img alt='y &gt;' title=z>", Span(21, 47)) == "y >"
    assert [(meta.name, meta.content, meta.span) for meta in flow.metas] == [
        ("title", "z", Span(39, 46))
    ]


# Any text -----------------------------------------------------------------------------------------

TAGS = """
    <p> </p> <b> </b> </a> <div> </div> <ul> </ul> <li> </li> <table> </table> <tr> <td> </td>
    <h1> </h2> <blockquote> </blockquote> </span> <small> </small> <br> <hr> <pre> </pre> <svg>
    </svg> <title> </title> <ruby> <rt> </ruby> <math> <annotation> <noscript> </noscript>
    <details> <summary> <figcaption> <dd> <script> <xmp> </xmp> <foreignObject> <body> <option>
    text 日本 語。 &nbsp; &amp; &#10; &#1; 𠮷 😀 < & " <!--
"""
LONGER = [
    "<a href=x>",
    "<ol start=2>",
    "<span hidden>",
    "<p hidden>",
    "<img alt=x>",
    "<img hidden>",
    "<div class='note text-xs'>",
    "<a role=doc-noteref href=#fn1>",
    "<a b='",
    "<!-- c -->",
    " ",
    "  ",
    "\n",
    " \r\n",
    "　",
    "\ud800",
    "\0",
]
PARTS = st.sampled_from([*TAGS.split(), *LONGER])
ARTICLES = st.one_of(
    st.lists(PARTS, max_size=30).map("".join), st.text(alphabet=st.characters(), max_size=60)
)


def assert_prose(block: Block, text: str) -> None:
    """Pieces are in order and inside the block, verbatim ones read as the source does."""
    prose = block.prose
    assert bool(prose.pieces) == bool(prose.text)
    ends = [*(piece.at for piece in prose.pieces[1:]), len(prose.text)][: len(prose.pieces)]
    place = block.span.start
    for piece, end in zip(prose.pieces, ends, strict=True):
        assert piece.at < end
        assert place <= piece.start < piece.end <= block.span.end
        place = piece.end
        shown, source = prose.text[piece.at : end], text[piece.start : piece.end]
        if len(shown) == len(source) and shown != OBJECT:
            # A line end of one character is a space of one character.
            assert shown == source.translate(dict.fromkeys(map(ord, "\t\n\f\r"), " ")) or (
                block.kind in ("code", "comment") and shown == source
            )
    for mark in prose.marks:
        assert mark.kind
        assert 0 <= mark.start < mark.end <= len(prose.text)
        assert block.span.covers(mark.span)
        assert mark.span.covers(prose.span(mark.start, mark.end))


def assert_sound(found: list[Block], text: str) -> None:
    begin = end = 0
    for block in found:
        assert begin <= block.span.start <= block.span.end <= len(text)
        begin = block.span.start
        if block.kind != "comment" and not block.inside("hidden"):
            assert end <= block.span.start
            end = block.span.end
        assert all(container.span.covers(block.span) for container in block.containers)
        if block.kind == "paragraph":
            assert block.text == block.text.strip() != ""
        assert_prose(block, text)


@given(ARTICLES)
@example("<p>" * 3000)
@example("<blockquote>" * 300 + "x")
@example("<b>" * 300 + "x")
def test_any_text_is_read_soundly(text: str) -> None:
    assert_sound(blocks(text), text)


@given(st.lists(st.lists(PARTS, max_size=10).map("".join), max_size=5))
def test_any_ranges_are_read_soundly(parts: list[str]) -> None:
    text = "".join(parts)
    flow = HtmlFlow(text)
    found: list[Any] = []
    at = 0
    for part in parts:
        found += flow.feed(at, at + len(part))
        at += len(part)
    assert_sound(found, text)
