"""Which asterisks readers see: CommonMark's rules, in every format, and the fix."""

from __future__ import annotations

import random

import pytest
from support import document, rules, toolbox

from bylint.checking.fixer import apply, chosen
from bylint.checking.rule import Rule
from bylint.checking.run import Active, check
from bylint.diagnostics import Safety
from bylint.text import Source

(RULE,) = (rule for rule in rules() if rule.name == "unrendered-emphasis")


def seen(text: str, path: str = "article.md", **options: str) -> list[str]:
    """The source text of every finding."""
    return [
        text[one.span.start : one.span.end] for one in RULE(**options).check(document(text, path))
    ]


def fixed(text: str) -> str:
    return apply(text, chosen(RULE().check(document(text)), Safety.SAFE))[0]


def emphasised(text: str) -> list[str]:
    """What a CommonMark parser renders as emphasis."""
    return [
        block.text[mark.start : mark.end]
        for block in document(text).blocks
        for mark in block.prose.marked("strong", "emphasis")
    ]


REAL = {
    "*生成AIを使いました。*誤りもあります。": "*生成AIを使いました*。誤りもあります。",
    "**注意：**次に進みます。": "**注意**：次に進みます。",
    "これは**「屋根」**です。": "これは「**屋根**」です。",
    "これは**『屋根』**です。": "これは『**屋根**』です。",
    "彼は**「屋根」の人**です。": "彼は「**屋根」の人**です。",
    "割合は**68%**です。": "割合は**68**%です。",
    "**終わりました！**次です。": "**終わりました**！次です。",
    "**「終わった。」**と言う。": "「**終わった**。」と言う。",
    "これを**配列（array）**と呼ぶ。": "これを**配列**（array）と呼ぶ。",
    "これを**配列 (array)**と呼ぶ。": "これを**配列** (array)と呼ぶ。",
    "**屋根😀**です。": "**屋根**😀です。",
    "𠮷は**屋根。**次です。": "𠮷は**屋根**。次です。",
    "***屋根。***次です。": "***屋根***。次です。",
    "**Note:**Read this first.": "**Note**:Read this first.",
    "See *the roof of the market.*Then go.": "See *the roof of the market*.Then go.",
    "**港町 –**3月": "**港町** –3月",
}


@pytest.mark.parametrize("text", REAL)
def test_real_one_is_found_and_mended(text: str) -> None:
    (found,) = seen(text)
    assert found.startswith("*")
    assert found.endswith("*")
    assert emphasised(text) == []
    assert fixed(text) == REAL[text]
    assert emphasised(REAL[text])
    assert seen(REAL[text]) == []


@pytest.mark.parametrize("text", REAL)
@pytest.mark.parametrize("path", ["article.md", "article.txt", "article.html"])
def test_every_format_says_the_same(text: str, path: str) -> None:
    assert seen(text, path) == seen(text)


RENDERED = [
    "**太字**です。*斜体*です。",
    "**「屋根」** です。",
    "これは **「屋根」** です。",
    "**屋根。**",
    "**屋根。**、そして",
    "*屋根。*\n次の行です。",
    "**bold.** And *slanted!* So.",
    "**Note:** Read this.",
]
LITERAL = [
    "2*3*4は24、a * b * cも積、(a)*(b)*cも積です。",
    "f(x)*g(x)*h and (x)**2 + (y)**2 and x**2",
    "面積は縦*横*高さです。",
    "価格*は税込みです。*送料は別です。",
    "価格*です。\n\n*税込みです。送料は別です。",
    "*1 税込みです。*2 送料は別です。",
    "*.mdと*.txtを、**/*.htmlは除きます。",
    "Use *.md, **/*.txt and call(*files).md or call(**options).py here.",
    "SELECT *, count(*) FROM roofs; .*と.*に",
    "\\*この記事は見本です。\\*次の文です。",
    "\\*\\*注意：\\*\\*次です。",
    "`**注意：**`次です。",
    "```\n**注意：**次です。\n```",
    "    **注意：**次です。",
    "* 注意。\n* 次です。",
    "パスワードは****です。***でした。",
    "評価は**／**です。",
    "***\n\n次です。",
]


@pytest.mark.parametrize("text", RENDERED)
def test_rendered_emphasis_is_left_alone(text: str) -> None:
    assert seen(text) == seen(text, "article.txt") == []
    doubled = text.count("**") // 2
    assert len(seen(f"<p>{text}</p>", "article.html")) == doubled


@pytest.mark.parametrize("text", LITERAL)
def test_deliberate_asterisks_are_left_alone(text: str) -> None:
    assert seen(text) == []


def test_marks_that_pair_across_are_found_one_by_one() -> None:
    text = "**一：**これは**二：**それです。"
    assert emphasised(text) == ["これは"]
    assert seen(text) == ["**一：**", "**二：**"]
    assert fixed(text) == "**一**：これは**二**：それです。"


@pytest.mark.parametrize("text", ["それは**`run`**です。", "それは**[屋根](a.md)**です。"])
def test_marks_beside_markup_have_no_fix(text: str) -> None:
    (found,) = RULE().check(document(text))
    assert found.fix is None


def test_no_fix_where_no_markdown_is_read() -> None:
    (found,) = RULE().check(document("<p>**注意：**次です。</p>", "article.html"))
    assert found.fix is None


def test_cjk_friendly_renderer() -> None:
    assert seen("**注意：**次です。これは**「屋根」**です。", renderer="cjk-friendly") == []
    assert seen("**Note:**Read this.", renderer="cjk-friendly") == ["**Note:**"]
    assert seen("これは**(roof)**です。", renderer="cjk-friendly") == []


def test_windows_line_ends_and_lists() -> None:
    text = "- **注意：**次です。\r\n- 終わり。\r\n"
    assert seen(text) == ["**注意：**"]
    assert fixed(text) == "- **注意**：次です。\r\n- 終わり。\r\n"


def test_message_names_both_neighbours() -> None:
    checked = check(Source("a.md", "**注意：**次です。"), [Active(RULE())], toolbox())
    (found,) = checked.diagnostics
    assert found.message == "Readers see asterisks: no mark can close between “：” and “次”."


def _pairs(rule: Rule, text: str) -> tuple[set[str], set[str]]:
    """What the rule takes for rendered and what the parser renders, by place."""
    from bylint_rules.residue import unrendered_emphasis as module

    (block,) = document(text).blocks
    edges = module._edges(block.prose)
    runs = [rule._run(text, place, edges) for place in module._places(block, text)]  # type: ignore[attr-defined]
    starts = {at: run.place.start for run in runs for at in range(run.place.start, run.place.end)}
    parsed = set()
    for mark in block.prose.marked("strong", "emphasis"):
        width = 2 if mark.kind == "strong" else 1
        parsed.add(f"{starts[mark.span.start]}-{starts[mark.span.end - width]}")
    return {f"{first}-{last}" for first, last in module._rendered(runs)}, parsed


def test_flanking_agrees_with_the_parser() -> None:
    chance = random.Random(7)
    signs = ["*", "**", "***", "a", "b", "。", "「", "」", " ", "（", "、", "漢"]
    for _ in range(3_000):
        text = "x" + "".join(chance.choices(signs, k=chance.randint(3, 14))) + "x"
        ours, parsed = _pairs(RULE(), text)
        assert ours == parsed, text
