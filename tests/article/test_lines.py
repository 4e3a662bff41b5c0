"""Lines: whether an article wraps its text or writes a paragraph a line, and cutting at lines."""

from __future__ import annotations

import pytest

from bylint.article.document import Block
from bylint.article.lines import Layout, Line, cut, ends_sentence, is_demoted, layout, lines_of
from bylint.article.readers.markdown import MarkdownReader
from bylint.text import Source

JA = "市は来月から街灯の半分を夜中に消すと発表しました。商店の意見は分かれています。"
EN = "The city will switch off half of its street lamps at night. Shop owners are split over it."


def read(text: str) -> list[Block]:
    return MarkdownReader().read(Source("a.md", text)).blocks


def judged(text: str) -> Layout:
    return layout(read(text))


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


# Lines of a block ------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_of_a_block(newline: str) -> None:
    text = f"> - 夜の**街**{newline}>   灯\\{newline}> lamp"
    (block,) = read(text)
    assert block.text == "夜の街灯\nlamp"
    lines = lines_of(block)
    assert [block.text[line.start : line.end] for line in lines] == ["夜の街", "灯", "lamp"]
    assert [text[line.low : line.high] for line in lines] == [
        "- 夜の**街**",
        ">   灯",
        "> lamp",
    ]


def test_a_block_without_breaks_is_one_line() -> None:
    (block,) = read("# 街灯 #\n")
    assert lines_of(block) == [Line(0, 2, 0, 6)]


def test_a_line_end_after_br_ends_no_second_line() -> None:
    text = "一<br>\n二<br/>三\n"
    (block,) = read(text)
    lines = lines_of(block)
    assert [block.text[line.start : line.end] for line in lines] == ["一", "二", "三"]
    assert [text[line.low : line.high] for line in lines] == ["一", "二", "三"]


def test_a_comment_on_a_line_of_its_own_is_a_line() -> None:
    text = "前の行\n    <!-- 注 -->\n後の行\n"
    (block,) = read(text)
    assert [text[line.low : line.high] for line in lines_of(block)] == [
        "前の行",
        "    <!-- 注 -->",
        "後の行",
    ]


# Ends of sentences -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "街灯を消す。",
        "街灯を消す。」",
        "（街灯。）",
        "消す！？",
        "消す…",
        "計画：",
        "消す。[1][2]",
        "消す。[1-3] ",
        "It ends.",
        'It ends."',
        "It ends.**",
        "Is it?)",
        "Plan:",
    ],
)
def test_a_line_that_ends_a_sentence(line: str) -> None:
    assert ends_sentence(line)
    assert ends_sentence("長い行" * 50 + line)


@pytest.mark.parametrize(
    "line", ["", "街灯の計画", "消すと、", "消す。と", "It goes on", "[1]", "3.5", "（街灯）"]
)
def test_a_line_that_ends_no_sentence(line: str) -> None:
    assert not ends_sentence(line)


# Layout ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        wrapped(EN.replace(".", "") * 4, 72),
        wrapped(JA.replace("。", "") * 6, 30),
        f"{EN}\n\n{EN}\n",
        f"{JA}\n\n- {JA}\n- {JA}\n",
        "",
        f"> {JA}\n> {JA}\n",
    ],
)
def test_lines_that_are_no_blocks(text: str) -> None:
    assert judged(text)[:2] == (False, False)


@pytest.mark.parametrize("sentence", [JA, EN])
def test_lines_that_are_paragraphs(sentence: str) -> None:
    assert judged(f"{sentence}\n{sentence}\n{sentence}\n") == Layout(True, True, False)
    assert judged(f"- 要点\n- 要点\n{sentence * 4}\n{sentence * 4}\n")[:2] == (True, True)


@pytest.mark.parametrize("sentence", [JA, EN])
def test_a_few_lines_among_paragraphs_do_not_cut_paragraphs(sentence: str) -> None:
    paragraphs = f"{sentence}\n\n" * 4
    assert judged(f"{paragraphs}{sentence}\n{sentence}\n")[:2] == (True, False)


def test_two_headings_make_an_article_with_headings() -> None:
    assert not judged(f"# 題\n\n{JA}\n").headed
    assert judged(f"# 題\n\n## 節\n\n{JA}\n").headed
    assert not judged(f"# 題\n\n{JA}{JA}\n---\n{JA}\n").headed


# Dashes under text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "demoted"),
    [
        (f"{JA}\n---", True),
        (f"{EN}\n===", True),
        (f"{'街灯' * 61}\n---", True),
        ("街灯の計画\n---", False),
        ("短い文です。\n---", False),
        (f"# {JA}", False),
        (f"{JA[:-1]}\n---", False),
    ],
)
def test_text_over_a_line_of_dashes_is_no_heading(text: str, demoted: bool) -> None:
    (block,) = read(text)
    assert (block.kind, is_demoted(block)) == ("heading", demoted)


# Cutting ---------------------------------------------------------------------------------------


def test_the_first_line_of_an_item_stays_an_item() -> None:
    text = "- 一\n- 二\n　三**太\n四**字\n"
    block = read(text)[1]
    made = list(cut(block, lines_of(block), text))
    assert [(b.kind, b.level, b.marker, b.group, b.text) for b in made] == [
        ("item", 1, "-", 1, "二"),
        ("paragraph", 0, "", 0, "三太"),
        ("paragraph", 0, "", 0, "四字"),
    ]
    assert [text[slice(*b.span)] for b in made] == ["- 二", "　三**太", "四**字"]
    assert [text[slice(*b.prose.whole)] for b in made] == ["二", "三**太", "四**字"]
    assert [[(m.kind, m.start, m.end) for m in b.prose.marks] for b in made] == [
        [],
        [("strong", 1, 2)],
        [("strong", 0, 1)],
    ]


def test_lines_that_show_nothing_are_left_out_unless_they_hold_a_comment() -> None:
    text = "一\n    <!-- 注 -->\n&#32;\n二\n"
    (block,) = read(text)
    made = list(cut(block, lines_of(block), text))
    assert [(b.text, [m.kind for m in b.prose.marks]) for b in made] == [
        ("一", []),
        ("", ["comment"]),
        ("二", []),
    ]


def test_cut_lines_stay_in_their_containers() -> None:
    text = "> 一。\n>   二。\n"
    (block,) = read(text)
    made = list(cut(block, lines_of(block), text))
    assert [(text[slice(*b.span)], bool(b.inside("quote"))) for b in made] == [
        ("一。", True),
        ("二。", True),
    ]
