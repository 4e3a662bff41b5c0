"""Comments that silence rules, and what is said of those that silence nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support import document, toolbox

from bylint.article.document import Document
from bylint.checking.rule import Rule
from bylint.checking.run import Active, check
from bylint.checking.suppress import Suppression, read
from bylint.diagnostics import Diagnostic, Finding
from bylint.text import Source, Span


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


# Names -----------------------------------------------------------------------------------------


def test_only_what_is_named_is_silent() -> None:
    class Dog(Rule, name="house-dog", category="pets", severity="info"):
        """Finds dogs."""

        messages = {"dog": "A dog."}

        def check(self, document: Document) -> Iterator[Finding]:
            for block in document.visible():
                at = block.text.find("犬")
                if at >= 0:
                    yield self.finding(block.prose.span(at, at + 1), "dog")

    tools = toolbox()._replace(known=frozenset({"house-cat", "house", "house-dog", "pets"}))

    def rules(directive: str) -> list[str]:
        text = f"猫と犬。<!-- bylint-disable-line {directive} -->\n"
        active = [Active(Cat()), Active(Dog())]
        return [item.rule for item in check(Source("a.md", text), active, tools, "ja").diagnostics]

    assert rules("house-cat") == ["house-dog"]
    assert rules("pets") == ["house-cat"]
    assert (
        rules("house-cat pets") == rules("house-cat,pets") == rules("house-cat ,  house-dog") == []
    )
    assert rules("house-cat house-cat") == ["house-dog"]
    assert rules("") == []


def test_one_of_several_names_is_enough() -> None:
    text = "猫です。<!-- bylint-disable-line house-broken house-cat -->\n"
    assert found(text) == []
    assert found(text.replace("猫", "犬")) == []
    assert found("犬。<!-- bylint-disable-line house house-cat -->\n") == [(1, *UNUSED)]


def test_every_unknown_name_is_reported_once() -> None:
    text = "猫です。<!-- bylint-disable-line cat dog cat house-cat -->\n"
    assert found(text) == [
        (1, "unused-suppression", "There is no rule or category cat."),
        (1, "unused-suppression", "There is no rule or category dog."),
    ]


# Reasons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "names", "reason"),
    [
        ("", ("",), ""),
        ("a", ("a",), ""),
        ("a b,c", ("a", "b", "c"), ""),
        ("a -- 猫の記事", ("a",), "猫の記事"),
        ("-- no name, only a reason", ("",), "no name, only a reason"),
        ("a -- one -- two --three", ("a",), "one -- two --three"),
        ("a -- ", ("a",), ""),
        ("a --- dashes", ("a",), "dashes"),
        ("a\n  b\n  -- 二行\n  の理由", ("a", "b"), "二行\n  の理由"),
        ("a--b", ("a--b",), ""),
    ],
)
def test_names_and_reason(said: str, names: tuple[str, ...], reason: str) -> None:
    made = document(f"<!-- bylint-disable-file {said} -->\n\n猫。\n", language="ja")
    suppressions, faults = read(made)
    assert faults == ()
    assert tuple(one.name for one in suppressions) == names
    assert {one.reason for one in suppressions} == {reason}


# Lines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_that_directives_cover(newline: str) -> None:
    lines = [
        "<!-- bylint-disable a -- 初め -->",
        "一 <!-- bylint-disable-line b -->",
        "<!-- bylint-disable-next-line c",
        "-->",
        "二",
        "<!-- bylint-enable a -->",
        "<!--bylint-disable d-->三",
        "<!-- bylint-disable-file e -->",
        "四",
    ]
    text = newline.join(lines)
    suppressions, _ = read(document(text, "a.txt"))
    assert [(one.name, one.first, one.last) for one in suppressions] == [
        ("a", 1, 6),
        ("b", 2, 2),
        ("c", 5, 5),
        ("d", 7, 9),
        ("e", 1, 9),
    ]
    assert suppressions[0] == Suppression(Span(0, 31), "a", 1, 6, "初め")


def test_a_finding_counts_by_the_line_it_starts_on() -> None:
    text = "<!-- bylint-disable-next-line house-cat -->\n一行目の\n猫です。\n"
    assert found(text) == [(1, *UNUSED), (3, *CAT)]


def test_a_next_line_may_be_of_no_use_at_the_end() -> None:
    assert found("猫です。\n\n<!-- bylint-disable-next-line -->") == [(1, *CAT), (3, *UNUSED)]


@pytest.mark.parametrize(
    ("directives", "lines"),
    [
        (["disable", "", "enable", ""], [4]),
        (["disable house-cat", "disable house-cat", "enable house-cat", ""], [4]),
        (["disable house-cat", "enable other", "", "enable"], []),
        (["disable house-cat other", "enable other", "", ""], []),
        (["disable house-cat other", "enable house-cat", "", ""], [3, 4]),
        (["disable", "enable house-cat", "", ""], [3, 4]),
        (["disable house-cat", "enable", "", "disable house"], [3]),
        (["enable house-cat", "", "disable", ""], [1, 2]),
        (["disable house-cat", "disable house", "enable house-cat", ""], []),
    ],
)
def test_disable_and_enable_nest(directives: list[str], lines: list[int]) -> None:
    text = "\n\n".join(f"猫。 <!-- bylint-{said} -->" if said else "猫。" for said in directives)
    tools = toolbox()._replace(known=frozenset({"house-cat", "house", "other"}))
    checked = check(Source("a.md", text), [Active(Cat())], tools, "ja")
    said = [item for item in checked.diagnostics if item.rule == "house-cat"]
    assert [(checked.source.line_of(item.span.start) + 1) // 2 for item in said] == lines


# What is no directive ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("bylint-disbale house-cat", "disbale"),
        ("bylint-disable-lines", "disable-lines"),
        ("bylint-Disable", "Disable"),
        ("bylint-disable: house-cat", "disable:"),
        ("bylint-", ""),
    ],
)
def test_a_directive_that_does_not_exist_is_named(said: str, kind: str) -> None:
    text = f"<!-- {said} -->\n\n猫です。\n"
    tools = toolbox()._replace(known=frozenset({"house-cat", "house"}))
    diagnostics = check(Source("a.md", text), [Active(Cat())], tools, "ja").diagnostics
    assert [item.rule for item in diagnostics] == ["unused-suppression", "house-cat"]
    assert (diagnostics[0].message, diagnostics[0].hint) == (
        f"There is no directive bylint-{kind}.",
        "Use one of disable-next-line, disable-line, disable-file, disable, enable.",
    )
    assert diagnostics[0].span == Span(0, text.index("-->") + 3)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- disable-file -->\n\n猫です。\n",
        "<!-- bylint disable-file -->\n\n猫です。\n",
        "猫です。<!-- bylint-disable-file\n",
        "bylint-disable-file 猫です。\n",
        "`` `<!-- bylint-disable-file -->` ``猫です。\n",
        "猫です。\n\n    <!-- bylint-disable-file -->\n",
        "猫です。\n\n~~~\n<!-- bylint-disable-file -->\n",
    ],
)
def test_what_is_no_directive_silences_nothing(text: str) -> None:
    assert [(rule, message) for _, rule, message in found(text)] == [CAT]


def test_a_directive_after_an_open_one_in_code_counts() -> None:
    text = "`<!-- bylint-disable-file`と猫。<!-- bylint-disable-line -->\n\n猫。\n"
    assert found(text) == [(3, *CAT)]


@pytest.mark.parametrize(("path", "count"), [("a.md", 1), ("a.txt", 0), ("a.html", 0)])
def test_indented_directives_are_code_only_in_markdown(path: str, count: int) -> None:
    line = "<p>猫</p>" if path == "a.html" else "猫"
    text = f"前\n\n    <!-- bylint-disable-file -->\n\n{line}\n"
    assert len(found(text, path)) == count


def test_directives_shown_in_html_are_text() -> None:
    text = "<pre>&lt;!-- bylint-disable-file --&gt;</pre><p>猫</p>"
    assert [rule for _, rule, _ in found(text, "a.html")] == ["house-cat"]


def test_a_directive_in_front_matter_counts() -> None:
    text = "---\n# <!-- bylint-disable-file house-cat -->\ntitle: x\n---\n\n猫です。\n"
    assert found(text) == []


# What is said ------------------------------------------------------------------------------------


def test_diagnostics_about_suppressions() -> None:
    text = "犬。<!-- bylint-disable-line house-cat -- 昔 -->\n"
    (said,) = check(
        Source("a.md", text),
        [Active(Cat())],
        toolbox()._replace(known=frozenset({"house-cat"})),
        "ja",
    ).diagnostics
    assert isinstance(said, Diagnostic)
    assert (said.category, said.severity.word, said.key) == ("bylint", "warning", "unused")
    assert (said.hint, text[slice(*said.span)]) == (
        "Remove it.",
        "<!-- bylint-disable-line house-cat -- 昔 -->",
    )


def test_a_silenced_rule_that_crashed_is_still_named() -> None:
    text = "<!-- bylint-disable-file house-broken -->\n\n猫。\n"
    assert [rule for _, rule, _ in found(text, "a.md", Broken)] == [
        "rule-crash",
        "unused-suppression",
    ]
