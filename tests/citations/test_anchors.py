"""Markers that link to their entries: when entries get other numbers, the links follow."""

from __future__ import annotations

import pytest
from support import rules, toolbox

from bylint.checking.fixer import mend
from bylint.checking.run import Active, check
from bylint.diagnostics import Checked, Safety
from bylint.text import Source

ACTIVE = [
    Active(rule())
    for rule in rules()
    if rule.name in ("citation-order", "citation-gap", "unused-reference", "repeated-source")
]
HEADING = "<h2>Sources</h2>\n"


def judged(text: str, path: str) -> Checked:
    return check(Source(path, text), ACTIVE, toolbox())


def mended(text: str, path: str) -> str:
    checked = judged(text, path)
    assert [item.rule for item in checked.diagnostics] != []
    return mend(checked, lambda again: judged(again, path), Safety.UNSAFE).source.text


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "a.html",
            '<p>Rain<a href="#s2">[2]</a>, wind<a href="#s1">[1]</a>.</p>\n'
            + HEADING
            + '<ol>\n<li id="s1">A https://a.example/</li>\n'
            '<li id="s2">B https://b.example/</li>\n</ol>\n',
            '<p>Rain<a href="#s1">[1]</a>, wind<a href="#s2">[2]</a>.</p>\n'
            + HEADING
            + '<ol>\n<li id="s1">B https://b.example/</li>\n'
            '<li id="s2">A https://a.example/</li>\n</ol>\n',
        ),
        (
            "a.html",
            '<p>Rain<sup id="r2"><a href="#s2">2</a></sup>,'
            ' wind<sup id="r1"><a href="#s1">1</a></sup>.</p>\n'
            + HEADING
            + '<ol>\n<li id="s1">A https://a.example/ <a href="#r1">^</a></li>\n'
            '<li id="s2">B https://b.example/ <a href="#r2">^</a></li>\n</ol>\n',
            '<p>Rain<sup id="r2"><a href="#s1">1</a></sup>,'
            ' wind<sup id="r1"><a href="#s2">2</a></sup>.</p>\n'
            + HEADING
            + '<ol>\n<li id="s1">B https://b.example/ <a href="#r2">^</a></li>\n'
            '<li id="s2">A https://a.example/ <a href="#r1">^</a></li>\n</ol>\n',
        ),
        (
            "a.md",
            "雨です[[2]](#b)。😀川です[[1]](#a)。\n\n## 出典\n\n"
            '- <a id="a"></a>[1] 県 https://a.example/\n- <a id="b"></a>[2] 町 https://b.example/\n',
            "雨です[[1]](#a)。😀川です[[2]](#b)。\n\n## 出典\n\n"
            '- <a id="a"></a>[1] 町 https://b.example/\n- <a id="b"></a>[2] 県 https://a.example/\n',
        ),
        (
            "a.md",
            "雨です[[1]](#r1)。川です[[3]](#r3)。\n\n## 出典\n\n"
            '- <a id="r1"></a>[1] 県 https://a.example/\n- <a id="r3"></a>[3] 町 https://b.example/\n',
            "雨です[[1]](#r1)。川です[[2]](#r3)。\n\n## 出典\n\n"
            '- <a id="r1"></a>[1] 県 https://a.example/\n- <a id="r3"></a>[2] 町 https://b.example/\n',
        ),
        (
            "a.md",
            "雨です[[2]](#出典)。川です[[1]](#出典)。\n\n## 出典\n\n"
            "- [1] 県 https://a.example/\n- [2] 町 https://b.example/\n",
            "雨です[[1]](#出典)。川です[[2]](#出典)。\n\n## 出典\n\n"
            "- [1] 町 https://b.example/\n- [2] 県 https://a.example/\n",
        ),
        (
            "a.md",
            "雨です[[1]](#a)。川です[[2]](#b)。\n\n## 出典\n\n"
            '- <a id="a"></a>[1] 県 https://a.example/\n- <a id="b"></a>[2] 県 https://a.example/\n',
            "雨です[[1]](#a)。川です[[1]](#a)。\n\n## 出典\n\n"
            '- <a id="a"></a>[1] 県 https://a.example/\n',
        ),
    ],
)
def test_links_follow_their_entries(path: str, before: str, after: str) -> None:
    assert mended(before, path) == after
    assert judged(after, path).diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "雨です[[2]](#b)。川です[[1]](#a)。[町の記録](#b)は長いです。\n\n## 出典\n\n"
        '- <a id="a"></a>[1] 県 https://a.example/\n- <a id="b"></a>[2] 町 https://b.example/\n',
        "雨です[[1]](#a)。川です[[2]](#b)。[町の記録](#b)は長いです。\n\n## 出典\n\n"
        '- <a id="a"></a>[1] 県 https://a.example/\n- <a id="b"></a>[2] 県 https://a.example/\n',
        "雨です[[1]](#a)。川です[[2]](#b)。\n\n## 出典\n\n"
        '- [1] 県 https://a.example/\n- <a id="b"></a>[2] 県 https://a.example/\n',
    ],
)
def test_places_that_other_links_lead_to_stay(text: str) -> None:
    assert mended(text, "a.md") == text
