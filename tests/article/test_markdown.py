"""The Markdown and plain text readers: every kind of block, what is in it, and where it stands."""

from __future__ import annotations

import pytest
from support import document

from bylint.article.document import Block, Container
from bylint.article.prose import OBJECT, Prose
from bylint.article.readers.markdown import MarkdownReader, PlainReader
from bylint.text import Source, Span


def read(text: str, *, plain: bool = False) -> list[Block]:
    reader = PlainReader() if plain else MarkdownReader()
    return reader.read(Source("a", text)).blocks


def told(text: str, *, plain: bool = False) -> list[tuple[str, str, str]]:
    """Kind, visible text and source of every block."""
    return [(b.kind, b.text, text[slice(*b.span)]) for b in read(text, plain=plain)]


def prose(text: str) -> Prose:
    (block,) = read(text)
    return block.prose


def marks(text: str) -> list[tuple[str, str, str, str]]:
    """Kind, covered text, value and source of every mark of the first block."""
    found = read(text)[0].prose
    return [
        (m.kind, found.text[m.start : m.end], m.value, text[slice(*m.span)]) for m in found.marks
    ]


def prose_text(text: str) -> str:
    return read(text)[0].text


def containers(block: Block) -> list[tuple[str, str]]:
    return [(container.kind, container.info) for container in block.containers]


# Headings and paragraphs -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "level", "marker", "shown"),
    [
        ("# 題名", 1, "", "題名"),
        ("###### six", 6, "", "six"),
        ("   ## 題名 ##  ", 2, "", "題名"),
        ("#\t題　名", 1, "", "題　名"),
        ("## *斜* `c` &amp; \\#", 2, "", "斜 c & #"),
        ("## 題名 {#id .class}", 2, "", "題名"),
        ("題名\n===", 1, "setext", "題名"),
        ("題\n名\n---", 2, "setext", "題名"),
        ("two\nlines\n-", 2, "setext", "two lines"),
        ("#", 1, "", ""),
    ],
)
def test_headings(text: str, level: int, marker: str, shown: str) -> None:
    (block,) = read(f"\n{text}\n")
    assert (block.kind, block.level, block.marker, block.text) == ("heading", level, marker, shown)
    assert (block.real, text.strip()) == (True, f"\n{text}\n"[slice(*block.span)])


@pytest.mark.parametrize("text", ["#題名", "####### seven", "\\# 題名", "＃ 題名"])
def test_what_is_no_heading(text: str) -> None:
    assert [block.kind for block in read(text)] == ["paragraph"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_paragraphs_and_rules(newline: str) -> None:
    text = newline.join(["  一行目", "二行目 ", "", "***", "𠮷野家 😀", "____", "end", ""])
    assert told(text) == [
        ("paragraph", "一行目二行目", f"一行目{newline}二行目"),
        ("rule", "", "***"),
        ("paragraph", "𠮷野家 😀", "𠮷野家 😀"),
        ("rule", "", "____"),
        ("paragraph", "end", "end"),
    ]


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\r", "\ufeff"])
def test_nothing_to_read(text: str) -> None:
    assert read(text) == []


def test_a_full_width_space_indents_nothing() -> None:
    assert told("　　字下げした段落。\n　続き。\n") == [
        ("paragraph", "字下げした段落。　続き。", "　　字下げした段落。\n　続き。")
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_are_marked(newline: str) -> None:
    text = f"夜の{newline}街灯  {newline}lamp\\{newline}post{newline}end"
    assert prose(text).text == "夜の街灯\nlamp\npost end"
    assert marks(text) == [
        ("break", "", "soft", newline),
        ("break", "\n", "hard", f"  {newline}"),
        ("break", "\n", "hard", f"\\{newline}"),
        ("break", " ", "soft", newline),
    ]


# Lists -----------------------------------------------------------------------------------------


def items(text: str) -> list[tuple[str, int, str, int, str]]:
    return [(b.kind, b.level, b.marker, b.group, b.text) for b in read(text)]


def test_nested_lists_are_one_group() -> None:
    assert items("- a\n  - b\n    1. c\n  - d\n- e\n\n段落\n\n* f\n") == [
        ("item", 1, "-", 1, "a"),
        ("item", 2, "-", 1, "b"),
        ("item", 3, "1.", 1, "c"),
        ("item", 2, "-", 1, "d"),
        ("item", 1, "-", 1, "e"),
        ("paragraph", 0, "", 0, "段落"),
        ("item", 1, "-", 2, "f"),
    ]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_loose_and_tight_lists_are_alike(gap: str) -> None:
    text = f"- 一つ目\n{gap}- 二つ目\n{gap}- 三つ目\n"
    assert told(text) == [
        ("item", "一つ目", "- 一つ目"),
        ("item", "二つ目", "- 二つ目"),
        ("item", "三つ目", "- 三つ目"),
    ]
    assert [block.level for block in read(text)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("1. a\n2. b\n", ["1.", "2."]),
        ("1. a\n1. b\n1. c\n", ["1.", "2.", "3."]),
        ("7) a\n9) b\n", ["7.", "8."]),
        ("0. a\n5. b\n", ["0.", "1."]),
        ("1. a\n\n   - x\n2. b\n", ["1.", "-", "2."]),
        ("+ a\n+ b\n", ["-", "-"]),
        ("１. a\n", [""]),
    ],
)
def test_ordered_items_count_as_readers_see_them(text: str, markers: list[str]) -> None:
    assert [block.marker for block in read(text)] == markers


def test_what_an_item_holds_beside_its_first_paragraph() -> None:
    text = "- 一\n\n  二\n\n  ```\n  c\n  ```\n- > 引\n- # 題\n-\n- [ ] 未\n- [x] 済\n"
    found = [(b.kind, b.level, b.group, b.text, containers(b)) for b in read(text)]
    assert found == [
        ("item", 1, 1, "一", []),
        ("paragraph", 1, 1, "二", []),
        ("code", 0, 1, "", []),
        ("item", 1, 1, "", []),
        ("paragraph", 1, 1, "引", [("quote", "")]),
        ("item", 1, 1, "", []),
        ("heading", 1, 1, "題", []),
        ("item", 1, 1, "", []),
        ("item", 1, 1, "未", []),
        ("item", 1, 1, "済", []),
    ]


def test_a_lazy_line_is_part_of_its_item_until_lines_are_judged() -> None:
    assert told("- 一つ目\n続き\n  二行目\n") == [
        ("item", "一つ目続き二行目", "- 一つ目\n続き\n  二行目")
    ]


def test_tabs_indent() -> None:
    assert [(b.kind, b.level, b.text) for b in read("-\ta\n\t-\tb\tc\n\n\tcode\n")] == [
        ("item", 1, "a"),
        ("item", 2, "b\tc"),
        ("paragraph", 1, "code"),
    ]
    assert told("a\n\n\tcode\n")[1] == ("code", "", "code")


# Quotes, notes and other containers --------------------------------------------------------------


def test_quotes_nest() -> None:
    text = "> 一\n> 二\n>> 三\n\n> - 四\n\n五\n"
    assert [(b.kind, b.text, containers(b)) for b in read(text)] == [
        ("paragraph", "一二", [("quote", "")]),
        ("paragraph", "三", [("quote", ""), ("quote", "")]),
        ("item", "四", [("quote", "")]),
        ("paragraph", "五", []),
    ]
    assert [text[slice(*b.span)] for b in read(text)] == ["一\n> 二", "三", "- 四", "五"]


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_alerts_are_admonitions(kind: str) -> None:
    text = f"> [!{kind.upper()}]\n> AIで書きました。\n"
    (block,) = read(text)
    assert (block.text, containers(block)) == ("AIで書きました。", [("admonition", kind)])


def test_deep_nesting_has_an_end() -> None:
    (block,) = read("> " * 3_000 + "深い\n\n")
    assert (block.text, len(block.containers)) == ("深い", 64)
    blocks = read("> " * 80 + "深い\n\n浅い\n\n> 次\n")
    assert [len(block.containers) for block in blocks] == [64, 0, 1]


def test_footnotes_hold_blocks() -> None:
    text = "本文[^1]と[^long name]。\n\n[^1]: 注**意**。\n\n    - 項目\n\n[^long name]: 二つ目\n続き\n\n終わり\n"
    assert [(b.kind, b.text, containers(b)) for b in read(text)] == [
        ("paragraph", f"本文{OBJECT}と{OBJECT}。", []),
        ("paragraph", "注意。", [("footnote", "1")]),
        ("item", "項目", [("footnote", "1")]),
        ("paragraph", "二つ目続き", [("footnote", "long name")]),
        ("paragraph", "終わり", []),
    ]
    assert marks(text) == [
        ("footnote", OBJECT, "1", "[^1]"),
        ("footnote", OBJECT, "long name", "[^long name]"),
    ]


def test_a_footnote_without_definition_is_text() -> None:
    assert (prose("本文[^1]。").text, marks("本文[^1]。")) == ("本文[^1]。", [])


def test_a_footnote_defined_twice_is_there_twice() -> None:
    text = "a[^1]\n\n[^1]: 一\n\n[^1]: 二\n"
    assert [(b.text, containers(b)) for b in read(text)[1:]] == [
        ("一", [("footnote", "1")]),
        ("二", [("footnote", "1")]),
    ]


# Code ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_code_has_its_info_and_no_text(newline: str) -> None:
    text = newline.join(
        ["```py title='夜'", "# 題", "", "[a]: b", "```", "後", "~~~", "x", "~~~", ""]
    )
    assert [(b.kind, b.marker, b.text) for b in read(text)] == [
        ("code", "py title='夜'", ""),
        ("paragraph", "", "後"),
        ("code", "", ""),
    ]
    first = text[slice(*read(text)[0].span)]
    assert (first[:3], first[-3:]) == ("```", "```")


def test_a_fence_that_never_closes_runs_to_the_end() -> None:
    text = "前\n\n```\n# 題\n\n本文\n"
    assert told(text) == [("paragraph", "前", "前"), ("code", "", "```\n# 題\n\n本文")]
    assert told("> ```\n> code\n\n後\n")[-1] == ("paragraph", "後", "後")


def test_indented_code() -> None:
    assert told("前\n\n    # 題\n    x\n\n後\n") == [
        ("paragraph", "前", "前"),
        ("code", "", "# 題\n    x"),
        ("paragraph", "後", "後"),
    ]


@pytest.mark.parametrize(
    ("text", "shown", "inner"),
    [
        ("a `夜` b", "夜", "夜"),
        ("a `` b`c `` d", "b`c", "b`c"),
        ("a ` x ` d", "x", "x"),
        ("a `\\*&amp;` d", "\\*&amp;", "\\*&amp;"),
        ("a `😀𠮷` d", "😀𠮷", "😀𠮷"),
        ("a `夜\r\n灯` d", "夜  灯", "夜\r\n灯"),
        ("a `夜\n灯` d", "夜 灯", "夜\n灯"),
    ],
)
def test_code_spans_stand_between_their_ticks(text: str, shown: str, inner: str) -> None:
    ((kind, covered, _, source),) = marks(text)
    assert (kind, covered) == ("code", shown)
    assert source == text[2:-2]
    span = prose(text).span(2, 2 + len(shown))
    assert text[slice(*span)] == inner


# Tables ----------------------------------------------------------------------------------------


def test_cells_know_row_and_column() -> None:
    text = "| 表 | 😀 |\n|:--|--:|\n| a\\|b | **c** `d` |\n| e |\n\n後\n\n|x|\n|-|\n"
    assert [(b.kind, b.marker, b.group, b.text) for b in read(text)] == [
        ("cell", "0:0", 1, "表"),
        ("cell", "0:1", 1, "😀"),
        ("cell", "1:0", 1, "a|b"),
        ("cell", "1:1", 1, "c d"),
        ("cell", "2:0", 1, "e"),
        ("cell", "2:1", 1, ""),
        ("paragraph", "", 0, "後"),
        ("cell", "0:0", 2, "x"),
    ]
    cells = [text[slice(*b.prose.whole)] for b in read(text) if b.kind == "cell" and b.text]
    assert cells == ["表", "😀", "a\\|b", "c** `d", "e", "x"]


def test_a_table_in_a_quote() -> None:
    (first, *_) = read("> | a |\n> |---|\n> | b |\n")
    assert (first.kind, containers(first)) == ("cell", [("quote", "")])


# Links, images, inline markup --------------------------------------------------------------------


def test_links_of_every_form() -> None:
    text = '[夜](/a "題") [b][ref] [ref] [c](<d e>) <https://e.f> <g@h.i> [x][none]\n\n[ref]: /r\n'
    assert prose_text(text) == "夜 b ref c https://e.f g@h.i [x][none]"
    assert marks(text) == [
        ("link", "夜", "/a", '[夜](/a "題")'),
        ("link", "b", "/r", "[b][ref]"),
        ("link", "ref", "/r", "[ref]"),
        ("link", "c", "d e", "[c](<d e>)"),
        ("link", "https://e.f", "https://e.f", "<https://e.f>"),
        ("link", "g@h.i", "g@h.i", "<g@h.i>"),
    ]


def test_images_are_one_object() -> None:
    text = "前![代*替* `c`](/a 't')後 [![](b)](u) ![r][ref]\n\n[ref]: /r\n"
    assert prose_text(text) == f"前{OBJECT}後 {OBJECT} {OBJECT}"
    assert marks(text) == [
        ("image", OBJECT, "代替 c", "![代*替* `c`](/a 't')"),
        ("image", OBJECT, "", "![](b)"),
        ("link", OBJECT, "u", "[![](b)](u)"),
        ("image", OBJECT, "r", "![r][ref]"),
    ]


def test_emphasis_of_every_form() -> None:
    assert marks("*一* __二__ ~~三~~ **四*五***") == [
        ("emphasis", "一", "", "*一*"),
        ("strong", "二", "", "__二__"),
        ("strike", "三", "", "~~三~~"),
        ("strong", "四五", "", "**四*五***"),
        ("emphasis", "五", "", "*五*"),
    ]


@pytest.mark.parametrize(
    "text", ["**街灯。**が", "**「街灯」**を", "a * b *c", "snake_case_name", "\\*a\\*"]
)
def test_what_is_no_emphasis_stays_text(text: str) -> None:
    assert (prose(text).text, marks(text)) == (text.replace("\\", ""), [])


def test_entities_and_escapes() -> None:
    text = "&lt;&#x3042;&quot; \\[1\\] &copy &bogus; 夜&nbsp;灯"
    assert prose(text).text == '<あ" [1] &copy &bogus; 夜\xa0灯'


# HTML in Markdown --------------------------------------------------------------------------------


def test_inline_html_becomes_marks() -> None:
    text = (
        "CO<sub>2</sub> 注<sup>1</sup> <b>太</b> <em>斜</em> <kbd>K</kbd> <a href='u'>l</a> "
        "<img src='i' alt='代替'> <u>下</u> <!-- 注 -->"
    )
    assert prose_text(text) == f"CO2 注1 太 斜 K l {OBJECT} 下 "
    assert [(kind, covered, value) for kind, covered, value, _ in marks(text)] == [
        ("subscript", "2", ""),
        ("superscript", "1", ""),
        ("strong", "太", ""),
        ("emphasis", "斜", ""),
        ("code", "K", ""),
        ("link", "l", "u"),
        ("image", OBJECT, "代替"),
        ("comment", "", "注"),
    ]


def test_br_is_a_visible_line_end() -> None:
    text = "一<br>二<br/>\n三"
    assert prose_text(text) == "一\n二\n三"
    assert [value for kind, _, value, _ in marks(text) if kind == "break"] == [
        "hard",
        "hard",
        "soft",
    ]


def test_comments_are_blocks_or_marks() -> None:
    text = "<!-- 一\n二 -->\n\n前<!--三-->後\n\n- <!-- 四 -->\n"
    assert [(b.kind, b.text) for b in read(text)][:2] == [
        ("comment", "一\n二"),
        ("paragraph", "前後"),
    ]
    assert "<!-- 四 -->" in text[slice(*read(text)[-1].span)]


def test_a_comment_that_never_closes_runs_to_the_end() -> None:
    text = "前\n\n<!-- 一\n\n本文\n"
    assert told(text) == [
        ("paragraph", "前", "前"),
        ("comment", "一\n\n本文", "<!-- 一\n\n本文\n"),
    ]


def test_details_reach_over_the_markdown_between_their_tags() -> None:
    text = "<details>\n<summary>開く</summary>\n\n中の**文**。\n\n- 項\n\n</details>\n\n外。\n"
    assert [(b.kind, b.text, containers(b)) for b in read(text)] == [
        ("paragraph", "開く", [("details", "")]),
        ("paragraph", "中の文。", [("details", "")]),
        ("item", "項", [("details", "")]),
        ("paragraph", "外。", []),
    ]


def test_html_blocks_are_read_as_html() -> None:
    text = "<div class='x'>\n<p>一<b>二</b></p>\n</div>\n\n三\n"
    assert told(text) == [("paragraph", "一二", "<p>一<b>二</b></p>"), ("paragraph", "三", "三")]


# Definitions -------------------------------------------------------------------------------------


def definitions(text: str, *, plain: bool = False) -> list[tuple[str, str, str, str]]:
    return [
        (b.marker, b.target, b.text, text[slice(*b.span)])
        for b in read(text, plain=plain)
        if b.kind == "definition"
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("plain", [False, True])
def test_definitions_are_blocks_also_where_doubled(newline: str, plain: bool) -> None:
    text = newline.join(
        ["[1]: https://a.b '題'", "  [夜]: <c d>", "[1]: /e", "> [q]: /f", "", "[1] [夜]"]
    )
    assert definitions(text, plain=plain) == [
        ("1", "https://a.b", "https://a.b '題'", "[1]: https://a.b '題'"),
        ("夜", "c d", "<c d>", "[夜]: <c d>"),
        ("1", "/e", "/e", "[1]: /e"),
        ("q", "/f", "/f", "[q]: /f"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "段落\n[1]: /a\n",
        "```\n[1]: /a\n```\n",
        "    [1]: /a\n",
        "<!--\n[1]: /a\n-->\n",
        "[^1]: 注\n",
        "文中の [1]: /a\n",
        "[1] : /a\n",
        "[]: /a\n",
        "- [x]: /a b c\n",
    ],
)
def test_what_is_no_definition(text: str) -> None:
    assert definitions(text) == []


def test_definitions_stand_between_the_blocks_around_them() -> None:
    text = "一\n\n[1]: /a\n\n二\n\n[2]: /b\n"
    assert [block.kind for block in read(text)] == [
        "paragraph",
        "definition",
        "paragraph",
        "definition",
    ]


# Plain text --------------------------------------------------------------------------------------


def test_plain_text_has_no_indented_code() -> None:
    text = "前\n\n    一行目\n    二行目\n\n    三行目\n\n- 項\n\n        深い\n"
    assert told(text, plain=True) == [
        ("paragraph", "前", "前"),
        ("paragraph", "一行目二行目", "一行目\n    二行目"),
        ("paragraph", "三行目", "三行目"),
        ("item", "項", "- 項"),
        ("paragraph", "深い", "深い"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_plain_text_has_no_html_but_comments(newline: str) -> None:
    text = newline.join(
        [
            "<b>太</b>字<br>だ",
            "",
            "<div>",
            "<p>段落</p>",
            "</div>",
            "",
            "<!-- 注 -->",
            "",
            "後<!-- 中 -->",
            "",
        ]
    )
    assert told(text, plain=True) == [
        ("paragraph", "<b>太</b>字<br>だ", "<b>太</b>字<br>だ"),
        ("paragraph", "<div> <p>段落</p> </div>", newline.join(["<div>", "<p>段落</p>", "</div>"])),
        ("comment", "注", "<!-- 注 -->"),
        ("paragraph", "後", "後<!-- 中 -->"),
    ]


def test_plain_text_keeps_fences_and_entities() -> None:
    text = "```\n# 題\n```\n\n# 題 &amp; \\*\n"
    assert [(b.kind, b.text) for b in read(text, plain=True)] == [
        ("code", ""),
        ("heading", "題 & *"),
    ]


def test_plain_text_does_not_load_the_html_reader() -> None:
    parsed = PlainReader().read(Source("a.txt", "<meta name='a' content='b'>\n"))
    assert parsed.metadata.metas == ()
    assert [block.text for block in parsed.blocks] == ["<meta name='a' content='b'>"]


# What is left ------------------------------------------------------------------------------------


def test_metas_in_markdown_are_found() -> None:
    parsed = MarkdownReader().read(Source("a.md", "<meta name='ai' content='生成'>\n\n本文\n"))
    assert [(meta.kind, meta.name, meta.content) for meta in parsed.metadata.metas] == [
        ("meta", "ai", "生成")
    ]


def test_lone_surrogates_are_replaced_not_raised() -> None:
    text = "前\ud800後 **太\udfff字**\n"
    (block,) = read(text)
    assert block.text == "前\ufffd後 太\ufffd字"
    assert block.prose.span(1, 2) == (1, 2)
    assert text[slice(*block.prose.whole)] == "前\ud800後 **太\udfff字"


def test_a_block_shows_what_it_is() -> None:
    (block,) = read("# " + "街灯" * 30)
    assert repr(block) == f"<heading 0:62 {'街灯' * 20!r}>"


def test_readers_know_their_suffixes() -> None:
    assert (MarkdownReader.name, MarkdownReader.suffixes) == ("markdown", (".md", ".markdown"))
    assert (PlainReader.name, PlainReader.suffixes) == ("plain", (".txt",))


def test_the_indent_of_raw_html_is_no_text() -> None:
    assert told("# 題\n  <sup>") == [("heading", "題", "# 題")]


# Boxes that are set in -------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_box_that_is_set_in_holds_prose(gap: str, end: str) -> None:
    text = f"朝市です。\n\n!!! note\n{gap}    𠮷野です😀。\n\n    - 一つ\n\n終わりです。\n"
    made = document(text.replace("\n", end))
    shown = [(block.kind, block.text, bool(block.inside("admonition"))) for block in made.blocks]
    assert shown == [
        ("paragraph", "朝市です。", False),
        ("paragraph", "𠮷野です😀。", True),
        ("item", "一つ", True),
        ("paragraph", "終わりです。", False),
    ]
    assert [made.source.slice(block.prose.whole) for block in made.blocks] == [
        block.text for block in made.blocks
    ]


def test_the_title_of_a_box_is_read_and_a_closed_box_hides() -> None:
    made = document('One.\n\n??? warning "Mind the stairs"\n\tThey are steep.\n')
    (box,) = {block.inside("details") for block in made.blocks[1:]}
    assert box == Container("details", Span(6, 35), "warning")
    assert [block.text for block in made.blocks[1:]] == ["Mind the stairs", "They are steep."]
    (opened,) = document("???+ tip\n    It is light.\n").blocks
    assert opened.inside("admonition") == Container("admonition", Span(0, 8), "tip")


@pytest.mark.parametrize(
    "text",
    [
        "!!! note\n\nNothing is set in.\n",
        "```\n!!! note\n    code\n```\n",
        "~~~~\n```\n!!! note\n    code\n~~~~\n",
        "What!!! Really???\n\n    code\n",
        "!!!\n\n    code\n",
    ],
)
def test_other_signs_open_no_box(text: str) -> None:
    assert not any(block.containers for block in document(text).blocks)


def test_a_box_is_no_box_in_plain_text() -> None:
    blocks = document("!!! note\n\n    It is set in.\n", "article.txt").blocks
    assert [block.containers for block in blocks] == [(), ()]
