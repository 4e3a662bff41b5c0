"""Lines, headings and sections, whatever the format leaves unsaid."""

from __future__ import annotations

import pytest
from support import document

PROSE = {
    "ja": "市は来月から街灯の半分を夜中に消すと発表しました。商店の意見は分かれています。",
    "en": "The city will switch off half of its street lamps at night. Shop owners are split over it.",
}


def shape(text: str, path: str = "a.md", language: str = "") -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, b.text) for b in document(text, path, language).blocks]


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_a_line_after_the_last_bullet_is_no_continuation_of_it(path: str) -> None:
    lines = [
        "- 一つ目の要点です",
        "- 二つ目の要点です",
        "夜の街灯",
        PROSE["ja"] * 3,
        PROSE["ja"] * 2,
    ]
    assert shape("\n".join(lines), path) == [
        ("item", 1, "一つ目の要点です"),
        ("item", 1, "二つ目の要点です"),
        ("heading", 2, "夜の街灯"),
        ("paragraph", 0, lines[3]),
        ("paragraph", 0, lines[4]),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The city will switch off half of its street lamps between one and four\n"
        "in the morning, and shop owners on the market square are split over the\n"
        "plan because three of them have had their windows broken since spring.\n"
    )
    assert shape(text) == [("paragraph", 0, " ".join(text.splitlines()))]


def test_wrapped_japanese_lines_join_without_a_space() -> None:
    text = "市は来月から街灯の半分を夜中に消すと\n発表しましたが、商店の意見は分かれて\nいます。\n"
    assert [block.text for block in document(text).blocks] == [text.replace("\n", "")]


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize(
    "text",
    [
        "- 一つ目の要点です\n- 二つ目の要点です\n夜の街灯\n{ja}{ja}\n{ja}\nこれから\n{ja}\nまとめ\n{ja}\n",
        "- The first point of it\n- The second point\nStreet lamps\n{en} {en}\n{en}\nWhat comes next\n{en}\n",
    ],
)
def test_articles_without_blank_lines(text: str, path: str) -> None:
    lines = [line.removeprefix("- ") for line in text.format(**PROSE).splitlines()]
    written = text.format(**PROSE)
    if path == "a.html":
        points = "".join(f"<li>{line}</li>" for line in lines[:2])
        written = f"<ul>{points}</ul>" + "".join(f"<p>{line}</p>" for line in lines[2:])
    blocks = document(written, path).blocks
    assert [block.text for block in blocks] == lines
    kinds = ["item", "item", *("heading" if len(line) < 20 else "paragraph" for line in lines[2:])]
    assert [block.kind for block in blocks] == kinds


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_lines_keep_their_places(path: str, newline: str) -> None:
    lines = [
        "- 要点😀です",
        f"  {PROSE['ja']}",
        "**夜**の街灯",
        f"　{PROSE['ja'] * 3}",
        PROSE["ja"] * 2,
    ]
    text = newline.join(lines) + newline
    made = document(text, path)
    assert [made.source.slice(block.span) for block in made.blocks] == [
        newline.join(lines[:2]),
        *lines[2:],
    ]
    assert [(block.kind, block.text) for block in made.blocks][1:] == [
        ("heading", "夜の街灯"),
        ("paragraph", PROSE["ja"] * 3),
        ("paragraph", PROSE["ja"] * 2),
    ]
    assert [m.kind for m in made.blocks[1].prose.marks] == ["strong"]


def test_an_indented_line_goes_on_with_its_item() -> None:
    text = f"- 一つ目\n  続きの行\n- 二つ目\n{PROSE['ja'] * 3}\n{PROSE['ja'] * 3}\n"
    assert shape(text)[:3] == [
        ("item", 1, "一つ目続きの行"),
        ("item", 1, "二つ目"),
        ("paragraph", 0, PROSE["ja"] * 3),
    ]


def test_a_wrapped_item_is_one_item() -> None:
    text = (
        "- an item of this list that is wrapped over two lines without\n"
        "an indent in the second of them\n"
        "- another item that is wrapped over two lines in the same way,\n"
        "again without an indent\n"
    )
    assert [(kind, text[:10]) for kind, _, text in shape(text)] == [
        ("item", "an item of"),
        ("item", "another it"),
    ]


def test_lines_of_a_quote_are_cut_like_others() -> None:
    text = f"> {PROSE['ja'] * 2}\n> {PROSE['ja'] * 2}\n\n{PROSE['ja'] * 2}\n{PROSE['ja'] * 2}\n"
    assert [block.text for block in document(text).blocks] == [PROSE["ja"] * 2] * 4
    assert [bool(block.inside("quote")) for block in document(text).blocks] == [True] * 2 + [
        False
    ] * 2


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("ja", "街灯の計画"),
        ("ja", "■街灯の計画"),
        ("ja", "第2章 街灯の計画"),
        ("ja", "なぜ消すのか？"),
        ("en", "The lamps of the city"),
        ("en", "What comes next?"),
        ("en", "■ The plan"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bare_lines_that_are_headings(before: str, line: str, gap: str) -> None:
    text = gap.join([PROSE[before], line, PROSE[before], PROSE[before]])
    assert [(b.kind, b.real, b.level) for b in document(text, language=before).blocks][1] == (
        "heading",
        False,
        2,
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ja", "2026年11月3日"),
        ("ja", "2026/11/03 公開"),
        ("ja", "11月3日（火）"),
        ("ja", "11月3日 12時30分"),
        ("ja", "文・山田太郎"),
        ("ja", "文　山田太郎"),
        ("ja", "取材・文：山田太郎"),
        ("ja", "撮影＝山田太郎"),
        ("ja", "写真：山田太郎"),
        ("ja", "提供：港北市"),
        ("ja", "図1：街灯の数"),
        ("ja", "図２ 街灯の数"),
        ("ja", "表 3 街灯の数"),
        ("ja", "（写真は本社提供）"),
        ("ja", "出典：港北市"),
        ("ja", "[1] 港北市報"),
        ("ja", "※一部の街灯"),
        ("ja", "街灯が減ると、"),
        ("ja", "街灯は減ります"),
        ("ja", "街灯の数について。"),
        ("ja", "https://example.org/街灯"),
        ("ja", "街灯" * 30),
        ("en", "3 November 2026"),
        ("en", "Nov 3, 2026"),
        ("en", "2026-11-03"),
        ("en", "5 min read"),
        ("en", "By Mara Lind"),
        ("en", "Photo: Mara Lind"),
        ("en", "Photo by Mara Lind"),
        ("en", "Image credit: The city"),
        ("en", "Figure 1: Lamps by year"),
        ("en", "Fig. 2 Lamps by year"),
        ("en", "Table 3. Lamps by year"),
        ("en", "Source: The city"),
        ("en", "(The city)"),
        ("en", "and the owners of the shops"),
        ("en", "The owners said:"),
        ("en", "It costs 4,000"),
        ("en", "The owners of the many shops on the old market square of the city said that"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bare_lines_that_are_no_headings(language: str, line: str, gap: str) -> None:
    text = gap.join([PROSE[language], line, PROSE[language], PROSE[language]])
    kinds = {block.text: block.kind for block in document(text, language=language).blocks}
    assert set(kinds.values()) == {"paragraph"}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("language", "verse"),
    [
        ("ja", ["古い灯のもと", "猫が一匹", "夜を待つ"]),
        ("en", ["Lamps are going out", "Cats are coming in", "Night is on the town"]),
    ],
)
def test_short_lines_of_verse_are_no_headings(language: str, verse: list[str], gap: str) -> None:
    text = gap.join([PROSE[language], *verse, PROSE[language], PROSE[language]])
    assert {b.kind for b in document(text, language=language).blocks} == {"paragraph"}


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("ja", ["街灯を消す", "2026年11月3日", "文：山田太郎"]),
        ("en", ["Lamps go out", "3 November 2026", "By Mara Lind"]),
    ],
)
def test_a_title_may_be_followed_by_date_and_byline(language: str, lines: list[str]) -> None:
    text = "\n".join([*lines, PROSE[language] * 2, PROSE[language] * 2])
    found = [(b.kind, b.level, b.text) for b in document(text, language=language).blocks][:3]
    assert found == [
        ("heading", 1, lines[0]),
        ("paragraph", 0, lines[1]),
        ("paragraph", 0, lines[2]),
    ]


def test_a_short_line_before_a_list_is_a_heading() -> None:
    assert shape("街灯の計画\n\n- 一つ目\n- 二つ目\n", language="ja")[0] == (
        "heading",
        1,
        "街灯の計画",
    )
    assert shape(f"{PROSE['ja']}\n\n街灯の計画\n- 一つ目\n", language="ja")[1] == (
        "heading",
        2,
        "街灯の計画",
    )


def test_articles_with_headings_have_no_bare_ones_but_known_ones() -> None:
    text = f"# 街灯\n\n## 計画\n\n裸の行\n\n{PROSE['ja']}\n\nまとめ\n\n{PROSE['ja']}\n\n参考文献\n\n- x\n"
    assert [(b.kind, b.level, b.real) for b in document(text).blocks] == [
        ("heading", 1, True),
        ("heading", 2, True),
        ("paragraph", 0, True),
        ("paragraph", 0, True),
        ("heading", 3, False),
        ("paragraph", 0, True),
        ("heading", 3, False),
        ("item", 1, True),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("**計画**\n\n{ja}\n", ["heading", "paragraph"]),
        ("{ja}\n\n**計画：**\n\n- a\n", ["paragraph", "heading", "item"]),
        ("{ja}\n\n**1. 計画 [1]**\n\n{ja}\n", ["paragraph", "heading", "paragraph"]),
        ("{ja}\n\n**これは文です。**\n\n{ja}\n", ["paragraph"] * 3),
        ("{ja}\n\n**太字**と文\n\n- a\n", ["paragraph", "heading", "item"]),
        ("{ja}\n\n**最後の行**\n", ["paragraph"] * 2),
        ("> **計画**\n>\n> {ja}\n", ["paragraph"] * 2),
        ("- **計画**\n\n  {ja}\n", ["item", "paragraph"]),
        ("{ja}\n\n*計画*\n\n{ja}\n", ["paragraph"] * 3),
        ("{ja}\n\n[計画](u)\n\n{ja}\n", ["paragraph"] * 3),
        ("{ja}\n\n`計画`\n\n{ja}\n", ["paragraph"] * 3),
    ],
)
def test_bold_and_otherwise_marked_lines(text: str, kinds: list[str]) -> None:
    made = document(text.format(**PROSE), language="ja")
    assert [block.kind for block in made.blocks] == kinds


def test_known_headings_inside_paragraphs_are_cut_out() -> None:
    text = f"{PROSE['ja']}\nまとめ\n{PROSE['ja']}\n\n{PROSE['ja']}\n\n{PROSE['ja']}\n"
    assert [b.kind for b in document(text).blocks] == ["paragraph", "heading", *["paragraph"] * 3]
    assert [section.role for section in document(text).sections] == ["", "summary"]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("**太字の見出し**", "heading"),
        ("2026年11月3日", "paragraph"),
        ("By Mara Lind", "paragraph"),
        ("※この記事は下書きです", "paragraph"),
        ("街の明かり、", "paragraph"),
        ("////////", "paragraph"),
    ],
)
def test_what_behaves_like_a_heading(line: str, kind: str, language: str) -> None:
    blocks = document(f"{line}\n\n{PROSE[language]}\n", language=language).blocks
    assert (blocks[0].kind, blocks[0].real) == (kind, kind == "paragraph")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sections_know_what_their_headings_announce(newline: str) -> None:
    text = f"# 街灯\n\n{PROSE['ja']}\n\nまとめ\n\n{PROSE['ja']}\n\n## 参考文献\n\n- [1] 市報\n"
    made = document(text.replace("\n", newline))
    assert [section.role for section in made.sections] == ["title", "summary", "references"]


@pytest.mark.parametrize("line", ["---", "===", "-"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_dashes_under_a_paragraph_do_not_make_it_a_heading(language: str, line: str) -> None:
    text = f"{PROSE[language]}\n{PROSE[language]}\n{line}\n{PROSE[language]}\n"
    blocks = document(text).blocks
    assert [(block.kind, block.text) for block in blocks] == [("paragraph", PROSE[language])] * 3
    assert [text[slice(*block.span)] for block in blocks][::2] == [PROSE[language]] * 2


def test_dashes_under_a_short_line_make_it_a_heading() -> None:
    text = f"街灯の計画\n---\n{PROSE['ja']}\n"
    assert shape(text)[0] == ("heading", 2, "街灯の計画")


def inside(text: str, path: str = "a.md") -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (block.text, [(container.kind, container.info) for container in block.containers])
        for block in document(text, path).blocks
    ]


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_fences_of_three_colons_are_containers(gap: str, newline: str, path: str) -> None:
    lines = [
        ":::message",
        "AIで書きました。",
        ":::",
        ":::details 補足",
        "隠れた文です。",
        ":::",
        "本文です。",
    ]
    text = ("\n" + gap).join(lines).replace("\n", newline) + newline
    assert inside(text, path) == [
        ("AIで書きました。", [("admonition", "message")]),
        ("補足", [("details", "details")]),
        ("隠れた文です。", [("details", "details")]),
        ("本文です。", []),
    ]


@pytest.mark.parametrize(
    ("fence", "info"),
    [
        (":::message alert", "message"),
        (":::note info", "note"),
        ("::: tip", "tip"),
        (":::tip[題]", "tip"),
        (":::{.callout}", "{.callout}"),
        ("::::message", "message"),
    ],
)
def test_fences_of_several_sites(fence: str, info: str) -> None:
    assert inside(f"{fence}\n本文です。\n:::\n\n外です。\n") == [
        ("本文です。", [("admonition", info)]),
        ("外です。", []),
    ]


def test_fences_nest() -> None:
    text = "::::details 開く\n\n:::message\n\n- 中\n\n:::\n\n外の中\n\n::::\n\n外\n"
    assert inside(text) == [
        ("開く", [("details", "details")]),
        ("中", [("details", "details"), ("admonition", "message")]),
        ("外の中", [("details", "details")]),
        ("外", []),
    ]


def test_a_fence_after_a_list_ends_it_and_loses_nothing() -> None:
    assert inside("- 項\n:::message\n中の文\nもう一つ\n:::\n後の文\n") == [
        ("項", []),
        ("中の文もう一つ", [("admonition", "message")]),
        ("後の文", []),
    ]


def test_fences_that_do_not_pair() -> None:
    assert inside("前\n\n:::\n\n後\n") == [("前", []), ("後", [])]
    assert inside("前\n\n:::message\n\n後\n\n- 項\n") == [
        ("前", []),
        ("後", [("admonition", "message")]),
        ("項", [("admonition", "message")]),
    ]
    deep = inside(":::message\n\n" * 100 + "深い\n")
    assert [(text, len(found)) for text, found in deep] == [("深い", 32)]


def test_what_is_no_fence() -> None:
    text = "文中の :::message です。\n\n::message\n\n`:::message`\n\n```\n:::message\n```\n"
    assert [found for _, found in inside(text)] == [[], [], [], []]


def test_plain_text_has_no_code_and_no_html() -> None:
    text = "題\n\n    字下げした文です。\n    続きです。\n\n<b>記号</b>のある文です。\n"
    assert [(block.kind, block.text) for block in document(text, "a.txt").blocks][1:] == [
        ("paragraph", "字下げした文です。続きです。"),
        ("paragraph", "<b>記号</b>のある文です。"),
    ]


def test_blocks_have_a_language_of_their_own() -> None:
    made = document(f"{PROSE['ja']}\n\n{PROSE['en']}\n\n{PROSE['ja']}\n")
    assert made.language.code == "ja"
    assert [block.language.code for block in made.blocks] == ["ja", "en", "ja"]


# Annotation ------------------------------------------------------------------------------------


def marked(text: str, kind: str, path: str = "a.md") -> list[str]:
    (block,) = document(text, path, "ja").blocks
    found = [mark for mark in block.prose.marks if mark.kind == kind]
    assert [block.prose.text[mark.start : mark.end] for mark in found] == [
        mark.value or block.prose.text[mark.start : mark.end] for mark in found
    ]
    return [text[slice(*mark.span)] for mark in found]


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_bare_addresses_are_marked(path: str) -> None:
    text = "詳しくは https://a.example/b_c?d=1#e。（http://f.example/）とhttps://g.example/h(i)、*https://j.example*。"
    assert marked(text, "autolink", path) == [
        "https://a.example/b_c?d=1#e",
        "http://f.example/",
        "https://g.example/h(i)",
        "https://j.example",
    ]


def test_linked_addresses_are_marked_once() -> None:
    text = "[https://a.example](https://a.example) <https://b.example> `https://c.example`"
    assert marked(text, "autolink") == ["https://c.example"]


def test_maths_is_marked() -> None:
    text = "値は$x_1$と$$a = b$$、費用は$5と$6です。$y^2$"
    assert marked(text, "math") == ["$x_1$", "$$a = b$$", "$y^2$"]
    assert marked("値は\\\\(x+y\\\\)です", "math") == ["\\(x+y\\\\)"]
    assert marked("$" + "a_" * 50 + "終わらない", "math") == []


# Sections --------------------------------------------------------------------------------------


def test_sections_hold_every_block_once() -> None:
    made = document(f"{PROSE['ja']}\n\n# 一\n\n## 二\n\n{PROSE['ja']}\n\n- a\n\n# 三\n")
    found = [
        (section.heading.text if section.heading else None, section.level, len(section.blocks))
        for section in made.sections
    ]
    assert found == [(None, 0, 1), ("一", 1, 0), ("二", 2, 2), ("三", 1, 0)]
    assert [made.section_of(block).level for block in made.blocks] == [0, 1, 2, 2, 2, 1]
    assert [block.index for block in made.blocks] == list(range(6))


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: x\n---\n"])
def test_an_empty_article_has_one_empty_section(text: str) -> None:
    made = document(text)
    assert made.blocks == ()
    assert [(section.heading, section.blocks, section.role) for section in made.sections] == [
        (None, (), "")
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "【1】港新聞「朝市の屋根」2026年6月3日",
            "【2】𠮷野市「朝市の統計」春の号",
            "※数字は速報値です。",
        ),
        (
            "¹ 港新聞「朝市の屋根」2026年",
            "² 町の広報「朝市の統計」春の号😀",
            "数字は速報値であり、変わることがあります。",
        ),
        (
            "1. The Harbour News on the roof, 2026",
            "2. The town on its market",
            "The figures are preliminary.",
        ),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_numbered_line_beside_the_next_number_is_no_heading(
    lines: tuple[str, ...], ends: str
) -> None:
    text = f"朝市が戻りました。屋根も直り、客も戻りました。{ends}{ends}" + ends.join(lines) + ends
    kinds = [block.kind for block in document(text, "article.txt").blocks]
    assert "heading" not in kinds


def test_numbered_line_apart_from_the_next_number_stays_a_heading() -> None:
    text = "【1】朝市の屋根\n屋根は春に直り、雨の音が静かになりました。\n【2】朝市の客\n客は千人を超え、魚は売り切れました。\n"
    kinds = [block.kind for block in document(text, "article.txt").blocks]
    assert kinds == ["heading", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("sign", "・•●")
def test_line_with_a_typed_bullet_is_a_block_of_its_own(sign: str) -> None:
    text = f"{sign}朝市が戻った\n{sign}屋根が𠮷野の木で直った😀\n  春のことだ\n\n本文です。\n"
    assert [block.text for block in document(text, "article.md").blocks] == [
        f"{sign}朝市が戻った",
        f"{sign}屋根が𠮷野の木で直った😀 春のことだ",
        "本文です。",
    ]
