"""Comments that silence rules, and what is said of those that silence nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support import toolbox

from bylint.article.document import Document
from bylint.checking.rule import Rule
from bylint.checking.run import Active, check
from bylint.diagnostics import Finding
from bylint.text import Source


class Cat(Rule, name="house-cat", category="house", severity="warning"):
    """Finds cats."""

    messages = {"cat": "A cat."}

    def check(self, document: Document) -> Iterator[Finding]:
        for block in document.visible():
            at = block.text.find("猫")
            if at >= 0:
                yield self.finding(block.prose.span(at, at + 1), "cat")


class Broken(Rule, name="house-broken", category="house", severity="warning"):
    """Raises."""

    messages = {"none": "Nothing."}

    def check(self, document: Document) -> Iterator[Finding]:
        raise RuntimeError(f"no {document.language.code}")
        yield


def found(text: str, path: str = "a.md", *rules: type[Rule]) -> list[tuple[int, str, str]]:
    tools = toolbox()._replace(known=frozenset({"house-cat", "house", "house-broken"}))
    active = [Active(rule()) for rule in rules or (Cat,)]
    checked = check(Source(path, text), active, tools, "ja")
    return [
        (checked.source.line_of(item.span.start), item.rule, item.message)
        for item in checked.diagnostics
    ]


CAT = ("house-cat", "A cat.")
UNUSED = ("unused-suppression", "This suppression silences nothing.")


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["house-cat", "house", "", "house-cat, other-rule"])
def test_next_line_is_silent(path: str, newline: str, name: str) -> None:
    line = "<p>猫です。</p>" if path.endswith("html") else "猫です。"
    directive = f"<!-- bylint-disable-next-line {name} -- 猫の記事 -->"
    text = newline.join([directive, line, "", line, ""])
    unknown = "There is no rule or category other-rule."
    said = [(line, rule) for line, rule, message in found(text, path) if message != unknown]
    assert said == [(4, "house-cat")]


def test_line_range_and_file() -> None:
    assert found("猫です。 <!-- bylint-disable-line house-cat -->\n") == []
    text = "<!-- bylint-disable house -->\n\n猫です。\n\n<!-- bylint-enable house -->\n\n猫です。\n"
    assert found(text) == [(7, *CAT)]
    assert found("猫です。\n\n<!-- bylint-disable-file -->\n\n猫です。\n") == []


def test_what_silences_nothing_is_reported() -> None:
    assert found("<!-- bylint-disable-next-line house-cat -->\n犬です。\n") == [(1, *UNUSED)]


def test_a_rule_that_did_not_run_may_be_silenced() -> None:
    text = "<!-- bylint-disable-next-line house-broken -->\n犬です。\n"
    assert found(text) == []


def test_unknown_names_and_directives_are_reported() -> None:
    assert found("<!-- bylint-disable-line hose-cat -->\n\n猫です。\n") == [
        (1, "unused-suppression", "There is no rule or category hose-cat."),
        (3, *CAT),
    ]
    assert [rule for _, rule, _ in found("<!-- bylint-disbale house-cat -->\n\n犬です。\n")] == [
        "unused-suppression"
    ]


def test_directives_in_code_are_text() -> None:
    text = "```\n<!-- bylint-disable-file -->\n```\n\n`<!-- bylint-disable-file -->`と猫です。\n"
    assert found(text) == [(5, *CAT)]


def test_a_rule_that_raises_is_named_and_the_others_go_on() -> None:
    crash = "The rule house-broken of bylint could not judge this article: RuntimeError: no ja"
    assert found("猫です。\n", "a.md", Broken, Cat) == [(1, "rule-crash", crash), (1, *CAT)]
