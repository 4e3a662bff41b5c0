"""Long, deep and endless articles: what stands before the hostile part is still found, once."""

from __future__ import annotations

import pytest
from invariants import linter

HEADS = {
    "article.md": "円安が進んだ[1]。株は下がった[9]。\n\n## 参考文献\n\n1. 著者「題」 https://example.org/a\n\n",
    "article.txt": "円安が進んだ[1]。株は下がった[9]。\n\n参考文献\n1. 著者「題」 https://example.org/a\n\n",
    "article.html": "<p>円安が進んだ[1]。株は下がった[9]。</p>\n<h2>参考文献</h2>\n"
    "<ol><li>著者「題」 https://example.org/a</li></ol>\n",
}
"""An article whose first line also cites what its list of references lacks."""

DEEP = 10_000
HOSTILE = {
    "nested quotes": "> " * DEEP + "深い",
    "nested items": "- " * DEEP + "深い",
    "nested lists": "".join(f"{'  ' * depth}- 深い\n" for depth in range(400)),
    "nested <blockquote>": "<blockquote>" * DEEP + "深い" + "</blockquote>" * DEEP,
    "nested <ul>": "<ul><li>" * DEEP + "深い" + "</ul>" * DEEP,
    "nested <div>": "<div>" * DEEP + "深い",
    "nested <b>": "<b>" * DEEP + "深い",
    "nested <table>": "<table><tr><td>" * DEEP + "深い",
    "nested brackets": "[" * DEEP + "深い" + "]" * DEEP,
    "nested emphasis": "*あ **い " * DEEP,
    "nested quotation": "「" * DEEP + "深い" + "」" * DEEP,
    "nested containers": ":::note\n" * 2_000,
    "open comments": "<!--" * 20_000,
    "open tags": "<a " * 20_000,
    "open attributes": "<a b='" * 20_000,
    "open declarations": "<![" * 20_000,
    "one declaration": "<![",
    "open CDATA": "<![CDATA[" * 20_000,
    "open references": "&#" * 20_000,
    "open footnotes": "[^1]: " * 5_000,
    "code spans": "`" * 20_000 + "深い",
    "control characters": "".join(map(chr, range(1, 32))) * 600,
    "accents": "が" + "\u3099" * 20_000,
    "joined emoji": "👨\u200d" * 10_000,
    "lone surrogates": "\ud800あ\udfff" * 5_000,
    "line ends": "\r\n\r" * 10_000,
    "digits": "9" * 20_000,
    "a marker of digits": "[" + "9" * 20_000 + "]",
    "a range without end": "[1-" + "9" * 20_000 + "]",
    "a list of digits": "9" * 20_000 + ". あ",
    "front matter too late": "---\na: " + "[" * DEEP + "\n---\n",
    "linked data": '<script type="application/ld+json">' + '{"a":[' * DEEP + "</script>",
    "attributes of digits": "<ol start=" + "9" * DEEP + "><li value=" + "9" * DEEP + ">あ",
}


@pytest.mark.parametrize("path", HEADS)
@pytest.mark.parametrize("name", HOSTILE)
def test_fault_before_it_is_found(name: str, path: str) -> None:
    checked = linter().check_text(HEADS[path] + HOSTILE[name], path)
    places = [
        checked.source.slice(item.span)
        for item in checked.diagnostics
        if item.rule == "undefined-citation" and item.span.start < len(HEADS[path])
    ]
    assert places == ["[9]"]
    assert not checked.failed
    assert [item for item in checked.diagnostics if item.category == "bylint"] == []


@pytest.mark.parametrize("line", ["円安が進んだ。" * 240_000, "a" * 5_000_000], ids=len)
def test_line_of_5_mb(line: str) -> None:
    checked = linter().check_text(HEADS["article.md"] + line)
    found = [item.span for item in checked.diagnostics if item.rule == "undefined-citation"]
    assert [checked.source.slice(span) for span in found] == ["[9]"]
    assert not checked.failed


FRONT = {
    "deep": ("---\nx: 1\na: " + "[" * 99 + "]" * 99 + "\n---\n", 3, "it is nested too deep"),
    "in itself": ("---\nx: 1\na: &a [*a]\n---\n", 3, "it is nested too deep"),
    "bomb": ("---\na: &a [b]\nc: [" + "*a," * 30 + "]\n---\n", 3, "it has more than 20 aliases"),
    "deep TOML": ("+++\na = " + "[" * DEEP + "\n+++\n", 2, "it is nested too deep"),
}


@pytest.mark.parametrize("path", HEADS)
@pytest.mark.parametrize("name", FRONT)
def test_front_matter_is_refused_at_its_line_and_the_rest_judged(name: str, path: str) -> None:
    front, line, reason = FRONT[name]
    checked = linter().check_text(front + HEADS[path], path)
    told = [
        (item.rule, checked.source.line_of(item.span.start), item.message)
        for item in checked.diagnostics
        if item.rule in ("invalid-front-matter", "undefined-citation", "rule-crash")
    ]
    assert told == [
        ("invalid-front-matter", line, f"The front matter cannot be read: {reason}."),
        (
            "undefined-citation",
            front.count("\n") + 1,
            "The reference list has no entry 9.",
        ),
    ]
