"""What counts as a citation and what does not; one finding for one cause; bad input."""

from __future__ import annotations

import pytest
from support import document, rules, toolbox

from bylint.checking.fixer import apply, chosen
from bylint.checking.run import Active, check
from bylint.checking.testing import unmark
from bylint.diagnostics import Safety
from bylint.text import Source, Span
from bylint_rules.views.citations import citations
from bylint_rules.views.references import references

ACTIVE = [Active(rule()) for rule in rules() if rule.category == "citations"]
LISTS = {
    "ja": "\n\n## 参考文献\n\n- [1] 県の発表 https://a.example/1\n- [2] 町の発表 https://a.example/2\n",
    "en": "\n\n## Sources\n\n- [1] A log https://a.example/1\n- [2] A report https://a.example/2\n",
}
BEFORE = {
    "ja": "# 大雨の記録\n\n雨は朝から降り続きました[1]。川は昼に氾濫しました[2]。\n\n",
    "en": "# Notes on a flood\n\nIt has rained since the morning[1]. The river rose at noon [2].\n\n",
}


def found(text: str, path: str = "article.md") -> list[tuple[str, Span]]:
    diagnostics = check(Source(path, text), ACTIVE, toolbox()).diagnostics
    return [(item.rule, item.span) for item in diagnostics]


def names(text: str, path: str = "article.md") -> list[str]:
    return [rule for rule, _ in found(text, path)]


@pytest.mark.parametrize("path", ["article.md", "article.txt"])
@pytest.mark.parametrize(
    "line",
    [
        "2026年の出来事[2026]です。[1984]も同じです。",
        "配列 arr[5] と a[i][7] を読みます。",
        "区間[0, 1]の乱数を使います。値は区間 [1, 10] にあり、[0, 1]です。",
        "コードでは`x[7]`と書き、数式では$x_{[7]}$と書きます。",
        "[7](https://other.example/)と[9](https://other.example/)の頁です。",
        "正規表現の[1-9][0-9]*や[0-9]+に一致します。",
        "- [ ] 川を見に行く\n- [x] 橋を見に行く",
        "キー[9]を押してください。手順[7]に進みます。",
        "面積は5m²で、10³倍です。x²+y²と10⁻⁶も同じです。",
        "面積は5m<sup>2</sup>で、10<sup>6</sup>倍です。",
        "[①]や[-1]や[0]や［０］は番号ではありません。",
        "[1234567890123456789012345678901234567890]は長すぎます。",
        "【10/2 追記】直しました。【2026年版】です。【重要】です。",
        "[404] Not Found が返ります。エラー[500]が出ました。",
        "[要出典]や[注1]や[A1]や[1.2]や[9:30]や[10/5]です。",
        "x = [7] と y = [8, 9] を比べます。[10, 20, 30] という値です。",
        "[リンク][9]と[x][7]は定義がありません。",
        "<!-- [9] -->",
        "https://example.com/a[9].html を見ます。",
        "（1）と(9)の話です。第9節と9番の話です。",
        "> 引用の中の番号[9]です。",
        "```\n出力 [9]\n```",
        "半開区間[0, 1)と(0, 1]です。",
    ],
)
def test_japanese_line_without_citations_is_silent(line: str, path: str) -> None:
    assert names(BEFORE["ja"] + line + LISTS["ja"], path) == []


@pytest.mark.parametrize("path", ["article.md", "article.txt"])
@pytest.mark.parametrize(
    "line",
    [
        "The year [2026] matters, and so does [1984].",
        "Read arr[5] and data[9] first, then args[0], f(x)[7] and matrix[2][5] too.",
        "The interval [0, 1] is closed. Values lie in [1, 10] here, the range [5, 15].",
        "Write `x[7]` there and $x_{[7]}$ here.",
        "The pattern [1-9][0-9]* matches, and [0-9]+ too.",
        "Press [9] to go on.",
        "[10] minutes later it stops.",
        "An area of 5 m² and 10³ times x², as load² grows; <sup>14</sup>C too.",
        "x = [7] and y = [8, 9]; sys.argv[7] is a string.",
        "A [404] error and a [500] error, [citation needed], [note 1], [9:30].",
        "[text][9] and [other][8] are links that nothing defines.",
        'She said "[7] times" to me.',
    ],
)
def test_english_line_without_citations_is_silent(line: str, path: str) -> None:
    assert names(BEFORE["en"] + line + LISTS["en"], path) == []


HTML = {
    "markers": "<p>雨です{m1}。川です{m2}。</p>",
    "list": "<h2>出典</h2>\n<ol>\n<li id='s1'>県 https://a.example/</li>\n"
    "<li id='s2'>町 https://b.example/</li>\n</ol>\n",
}


@pytest.mark.parametrize(
    "marker",
    [
        "[{n}]",
        "<sup>{n}</sup>",
        "<sup>[{n}]</sup>",
        '<a href="#s{n}">[{n}]</a>',
        '<sup><a href="#s{n}">{n}</a></sup>',
        '<a href="#s{n}"><sup>{n}</sup></a>',
        "【{n}】",
    ],
)
def test_html_markers_find_their_list(marker: str) -> None:
    def page(first: int, second: int) -> str:
        body = HTML["markers"].format(m1=marker.format(n=first), m2=marker.format(n=second))
        return f"<h1>題</h1>\n{body}\n{HTML['list']}"

    assert names(page(1, 2), "a.html") == []
    assert names(page(1, 7), "a.html") == ["undefined-citation"]
    assert names(page(2, 1), "a.html") == ["citation-order"]


def test_html_footnotes_pair_by_label() -> None:
    text = (
        '<p>雨です<sup><a href="#fn:1" role="doc-noteref">1</a></sup>。'
        '川です<sup><a href="#fn:{n}" role="doc-noteref">2</a></sup>。</p>\n'
        '<ol><li id="fn:1">県</li><li id="fn:2">町</li></ol>\n'
    )
    assert names(text.format(n=2), "a.html") == []
    assert names(text.format(n=3), "a.html") == ["undefined-citation", "unused-reference"]


@pytest.mark.parametrize(
    "text",
    [
        "雨です 1。川です 2。橋です 1, 3。\n\n#### 引用文献\n\n1. 県\n2. 町\n3. 市\n",
        "It rained.1 The river rose.2,3 It ebbed.1\n\n"
        "#### Works cited\n\n1. A log\n2. A report\n3. A survey\n",
    ],
)
def test_bare_numbers_of_an_export_are_markers(text: str) -> None:
    (cited,) = citations(document(text)).cited
    assert cited.markers[0].numbers == (1,)
    assert cited.used == {1, 2, 3}
    assert set(names(text)) == {"unlocatable-reference"}


def test_export_without_one_entry_is_undefined() -> None:
    text = "雨です 1。川です 2。橋です 3。\n\n#### 引用文献\n\n1. 県 2024\n2. 町 2024\n"
    assert names(text) == ["undefined-citation"]
    assert names(text.replace("です 3。", "はPixel 9。")) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("## 参考文献\n\n- [1] 県\n- [2] 町\n", [(1,), (2,)]),
        ("## 参考文献\n\n[1] 県\n[2] 町\n", [(1,), (2,)]),
        ("**参考資料**\n\n1. 県\n2. 町\n", [(1,), (2,)]),
        ("### 出典\n\n［１］県\n\n［２］町\n", [(1,), (2,)]),
        ("## 脚注\n\n- ¹ 県\n- ² 町\n", [(1,), (2,)]),
        ("## Sources\n\n- [1:https://a.example](https://a.example)\n", [(1,)]),
        ("## Sources\n\n- [[1]:https://a.example](https://a.example)\n", [(1,)]),
        ("## References\n\n.. [1] A log\n   https://a.example\n\n.. [2] B\n", [(1,), (2,)]),
        ("## References\n\n[1] [2] [5] A log\n\n[3][4] A report\n", [(1, 2, 5), (3, 4)]),
        ("## References\n\n[\\[13\\]](https://a.example/x) A log\n", [(13,)]),
        ("## 参考文献\n\n| # | 出典 |\n|---|---|\n| 1 | 県 |\n| 2 | 町 |\n", [(1,), (2,)]),
        ("## 参考文献\n\n### 本\n\n- [1] 県\n\n### 記事\n\n- [2] 町\n", [(1,), (2,)]),
        ("[1] https://a.example\n[2] https://b.example\n", [(1,), (2,)]),
        ("## 関連リンク\n\n1. [県](https://a.example)\n", []),
        ("## 手順\n\n1. 川を見る\n2. 橋を見る\n", []),
    ],
)
def test_lists_are_recognised(text: str, numbers: list[tuple[int, ...]]) -> None:
    lists = references(document("# 題\n\n雨の話をします。\n\n" + text)).lists
    assert [entry.numbers for one in lists for entry in one.entries] == numbers


def test_first_entry_may_be_glued_to_the_last_paragraph() -> None:
    text = (
        "雨です[1]。川です[2]。終わりの文です。- [1:https://a.example](https://a.example)\n"
        "- [2:https://b.example](https://b.example)\n"
    )
    assert names(text) == []


def test_list_in_the_middle_explains_markers_after_it() -> None:
    text = "雨です[1]。\n\n## 出典\n\n- [1] 県 2024\n- [2] 町 2024\n\n## 続き\n\n川です[2]。\n"
    assert names(text) == []


def test_each_chapter_has_its_own_list() -> None:
    chapter = (
        "## {n}章\n\n雨です[1]。川です[{m}]。\n\n### 出典\n\n- [1] 県{n} 2024\n- [2] 町{n} 2024\n\n"
    )
    text = chapter.format(n="一", m=2) + chapter.format(n="二", m=2)
    assert names(text) == []
    wrong = chapter.format(n="一", m=2) + chapter.format(n="二", m=3)
    assert found(wrong) == [
        ("undefined-citation", Span(wrong.index("[3]"), wrong.index("[3]") + 3))
    ]


def test_wrong_number_is_not_also_unused_or_out_of_order() -> None:
    text = "雨です[1]。川です[7]。橋です[3]。\n\n## 出典\n\n- [1] 県 2024\n- [2] 町 2024\n- [3] 市 2024\n"
    assert names(text) == ["undefined-citation"]


def test_removed_entry_is_not_also_a_gap() -> None:
    text = "雨です[1]。川です[2]。橋です[3]。\n\n## 出典\n\n- [1] 県 2024\n- [3] 市 2024\n"
    assert names(text) == ["undefined-citation"]


def test_undefined_number_that_a_double_caused_is_reported_beside_it() -> None:
    text = "雨です[1]。川です[2]。橋です[3]。\n\n## 出典\n\n- [1] 県 2024\n- [2] 町 2024\n- [2] 市 2024\n"
    assert names(text) == ["undefined-citation", "duplicate-reference"]


def test_definitions_used_by_links_alone_are_no_citations() -> None:
    text = "[県][1]と[町][2]の話です。\n\n[1]: https://a.example\n[2]: https://b.example\n[9]: https://c.example\n"
    assert names(text) == []


def test_renumbering_keeps_what_it_cannot_read() -> None:
    text = "雨です[2]。川です[1]。\n\n```\n[2] --> 図\n```\n\n## 出典\n\n- [1] 県 2024\n- [2] 町 2024\n"
    diagnostics = check(Source("a.md", text), ACTIVE, toolbox()).diagnostics
    assert [(item.rule, item.fix) for item in diagnostics] == [("citation-order", None)]


def test_fix_touches_nothing_but_numbers_and_entries() -> None:
    text, _ = unmark(
        "#  題 \r\n\r\n雨です［２］。\t川です［１，２］。  \r\n\r\n出典\r\n\r\n"
        "- ［１］ *県*  の発表 &amp; 2024\r\n- ［２］ `町` 2024\r\n\r\nおわり\r\n"
    )
    diagnostics = check(Source("a.md", text), ACTIVE, toolbox()).diagnostics
    fixed, _ = apply(text, chosen(diagnostics, Safety.SAFE))
    assert fixed == (
        "#  題 \r\n\r\n雨です［１］。\t川です［２，１］。  \r\n\r\n出典\r\n\r\n"
        "- ［１］ `町` 2024\r\n- ［２］ *県*  の発表 &amp; 2024\r\n\r\nおわり\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "]",
        "[[[[[[1]]]]",
        "[1" * 50,
        "1]" * 50,
        "[１] ［1］ 【1］ [1】",
        "[-1] [①] [0] ［１］ [1,2,3,",
        "[1234567890123456789012345678901234567890]",
        "```\n## 参考文献\n\n- [1] 県\n```\n\n雨です[1]。\n",
        "## 参考文献\n\n- [1] 県 2024\n- [2] 町 2024\n",
        "## 参考文献\n",
        "## 参考文献\n\n## 参考文献\n\n- [1]\n",
        "[1]: \n[1]: x\n[^1]: \n",
        "¹²³⁴⁵⁶⁷⁸⁹",
        "<sup>1</sup><sup></sup><sup>",
        "\ud800[1]\ud800",
        "| [1] | [2] |\n|---|---|\n| [3] | [4] |\n",
    ],
)
@pytest.mark.parametrize("path", ["article.md", "article.txt", "article.html"])
def test_bad_input_raises_nothing(text: str, path: str) -> None:
    assert "rule-crash" not in names(text, path)


def test_article_of_references_alone_is_clean() -> None:
    assert names("## 参考文献\n\n- [1] 県 2024\n- [2] 町 2024\n") == []


def test_list_in_code_is_no_list() -> None:
    text = "雨です[1]。川です[2]。\n\n```\n## 参考文献\n\n- [1] 県\n- [2] 町\n```\n"
    assert names(text) == ["missing-references"]


def test_twenty_thousand_citations() -> None:
    sources = 400
    body = "".join(f"雨の話が続きます[{n % sources + 1}]。\n\n" for n in range(20_000))
    entries = "".join(f"- [{n + 1}] 題 https://s{n}.example/\n" for n in range(sources))
    assert names(f"# 題\n\n{body}## 参考文献\n\n{entries}") == []


@pytest.mark.parametrize(
    ("habit", "wanted"),
    [
        ("It rained[1] all day. The river rose[2] and fell.", ["undefined-citation"]),
        ("It rained all day[1]. The river rose and fell[2].", []),
        ("It rained all day [1]. The river rose [2] and fell.", []),
    ],
)
def test_number_behind_a_short_word_is_judged_by_the_habit_of_the_article(
    habit: str, wanted: list[str]
) -> None:
    assert names(f"{habit} The patch[7] was merged.{LISTS['en']}") == wanted
