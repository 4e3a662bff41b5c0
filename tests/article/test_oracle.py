"""The Markdown reader against another parser: the same blocks with the same visible text."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bylint.article.prose import OBJECT
from bylint.article.readers.markdown import MarkdownReader
from bylint.text import Source

ORACLE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LEAVES = {"heading": "heading", "paragraph": "paragraph", "th": "cell", "td": "cell"}

# What articles are made of ---------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "lamp",
        "street lamps",
        "街灯",
        "夜の街",
        "𠮷野家",
        "😀",
        "naïve",
        "[1]",
        "［１］",
        "3.5",
        "a*b",
        "snake_case",
        "¹",
        "“quoted”",
        "AI。",
        "(x)",
        "2 * 3",
        "&",
        "a < b",
        "!",
    ]
)
MARKED = st.sampled_from(
    [
        "*em*",
        "**強い**",
        "***both***",
        "`code`",
        "`` a`b ``",
        "[link](/u)",
        '[*em* link](/u "t")',
        "![alt *t*](/i)",
        "[![i](/i)](/u)",
        "\\*kept\\*",
        "&amp;",
        "&#x3042;",
        "<https://example.org>",
        "**街灯。**が",
        "**「街」**を",
        "_a_b",
        "\\[1\\]",
        "`[1]`",
        "**a *b***",
        "<!-- c -->",
    ]
)
APART = st.sampled_from(["~~gone~~", "[r][ref]", "[ref]"])
"""What parsers read differently where nothing stands between it and the next."""
INLINE = st.lists(st.one_of(WORDS, MARKED, APART), min_size=1, max_size=5).map(" ".join)
TIGHT = st.lists(st.one_of(WORDS, MARKED), min_size=1, max_size=4).map("".join)
LINE = st.one_of(INLINE, TIGHT).map(lambda line: f"w{line}")
PARAGRAPH = st.lists(LINE, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from(["\n", "  \n", "\\\n", "\n   "]).map(lambda end: end.join(lines))
)
LEAF = st.one_of(
    PARAGRAPH,
    st.tuples(st.integers(1, 6), LINE).map(lambda made: f"{'#' * made[0]} {made[1]}"),
    st.tuples(LINE, st.sampled_from(["===", "---", "-"])).map("\n".join),
    st.sampled_from(["***", "- - -", "___"]),
    st.sampled_from(
        [
            "```py\n# no\n\n- no\n```",
            "~~~\n[x]: /y\n~~~",
            "    indented\n\n      code",
            "````md a\n```\n````",
        ]
    ),
    st.just("| a | *b* |\n|---|:-:|\n| `c` | d\\|e |\n| f |"),
    st.just("[other]: /other 'title'"),
)


def indented(text: str, first: str, rest: str) -> str:
    """A text behind a marker, its later lines as far to the right."""
    head, *tail = text.split("\n")
    return "\n".join([first + head, *(rest + line if line else rest.rstrip() for line in tail)])


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    marker = st.sampled_from(["- ", "* ", "1. ", "7) "])
    item = st.tuples(
        marker, st.lists(blocks, min_size=1, max_size=3), st.sampled_from(["\n", "\n\n"])
    )
    return st.one_of(
        item.map(
            lambda made: made[2].join(
                indented(text, made[0], " " * len(made[0])) for text in made[1]
            )
        ),
        blocks.map(lambda text: indented(text, "> ", "> ")),
    )


BLOCK = st.recursive(LEAF, containers, max_leaves=4)
ARTICLE = st.tuples(
    st.lists(BLOCK, min_size=1, max_size=6).map("\n\n".join), st.sampled_from(["\n", "\r\n", "\r"])
)


# What the two parsers say ------------------------------------------------------------------------


def plain(text: str) -> str:
    return "".join(text.split())


def visible(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            yield OBJECT
        elif token.type in ("text", "text_special", "code_inline"):
            yield token.content


def expected(text: str) -> Iterator[tuple[str, str]]:
    """What markdown-it says: an item goes by its first paragraph, and without one is empty."""
    tokens = ORACLE.parse(text + "\n\n[ref]: /ref\n")
    kind = ""
    for token in tokens:
        if token.type.endswith("_open"):
            name = token.type.removesuffix("_open")
            if kind == "item" and name != "paragraph":
                yield "item", ""
            kind = (
                "item"
                if name == "list_item" or (kind == "item" and name == "paragraph")
                else LEAVES.get(name, "")
            )
        elif token.type == "inline":
            yield kind, plain("".join(visible(token.children or [])))
            kind = ""
        elif token.type in ("fence", "code_block", "hr", "list_item_close"):
            if kind == "item":
                yield "item", ""
            kind = ""
            if token.type != "list_item_close":
                yield ("rule", "") if token.type == "hr" else ("code", plain(token.info))


def found(text: str) -> Iterator[tuple[str, str]]:
    for block in MarkdownReader().read(Source("a.md", text + "\n\n[ref]: /ref\n")).blocks:
        if block.kind == "code":
            yield "code", plain(block.marker)
        elif block.kind != "definition":
            yield block.kind, plain(block.text)


@given(ARTICLE)
def test_blocks_and_their_text_are_those_of_another_parser(article: tuple[str, str]) -> None:
    text, newline = article
    assert list(found(text.replace("\n", newline))) == list(expected(text))
