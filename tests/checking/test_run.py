"""One article checked: every rule's word once, in order, and a rule that fails alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from support import toolbox

from bylint.article.document import Document
from bylint.article.readers.markdown import MarkdownReader
from bylint.checking.rule import Rule
from bylint.checking.run import Active, Toolbox, check, diagnostic
from bylint.diagnostics import Edit, Finding, Fix, Related, Safety, Severity
from bylint.text import Source, Span

Told = list[tuple[str, int, str]]


def rule(
    name: str,
    found: Callable[[Document], Iterable[Finding]],
    *,
    severity: str | None = "warning",
    needs: str = "",
) -> Rule:
    class Made(Rule, name=name, category="house", severity=severity, needs=needs):
        """Made for a test."""

        messages = {"one": "One {word}.", "two": "Two."}
        hints = {"one": "Mend {word}."}

        def check(self, document: Document) -> Iterator[Finding]:
            yield from found(document)

    return Made()


def at(*starts: int, key: str = "two") -> Callable[[Document], list[Finding]]:
    return lambda _: [Finding(Span(start, start + 1), key) for start in starts]


def told(text: str, *rules: Rule | Active, path: str = "a.md", language: str = "") -> Told:
    active = [item if isinstance(item, Active) else Active(item) for item in rules]
    checked = check(Source(path, text), active, toolbox(), language)
    return [(item.rule, item.span.start, item.severity.word) for item in checked.diagnostics]


def raising(error: BaseException) -> Callable[[Document], Iterator[Finding]]:
    def found(_: Document) -> Iterator[Finding]:
        yield Finding(Span(0, 1), "two")
        raise error

    return found


# Order -----------------------------------------------------------------------------------------


def test_diagnostics_are_sorted_by_place_then_rule() -> None:
    assert told("0123456789\n", rule("b", at(7, 2)), rule("a", at(7, 5))) == [
        ("b", 2, "warning"),
        ("a", 5, "warning"),
        ("a", 7, "warning"),
        ("b", 7, "warning"),
    ]


def test_an_earlier_end_comes_first() -> None:
    found = rule("a", lambda _: [Finding(Span(1, 9), "two"), Finding(Span(1, 3), "two")])
    checked = check(Source("a.md", "0123456789"), [Active(found)], toolbox())
    assert [item.span for item in checked.diagnostics] == [Span(1, 3), Span(1, 9)]


def test_the_same_word_is_said_once() -> None:
    doubled = rule("a", at(1, 1, 1))
    assert told("0123\n", doubled, rule("b", at(1))) == [("a", 1, "warning"), ("b", 1, "warning")]
    words = rule("c", lambda _: [Finding(Span(0, 1), "one", {"word": word}) for word in "xyx"])
    assert told("0123\n", words) == [("c", 0, "warning")] * 2


def test_no_rules_no_words() -> None:
    checked = check(Source("a.md", "本文。\n"), [], toolbox())
    assert (checked.diagnostics, checked.failed, checked.fixed) == ((), False, 0)


def test_rules_may_come_from_an_iterator() -> None:
    made = iter([Active(rule("a", at(0))), Active(rule("b", at(0)))])
    text = "猫 <!-- bylint-disable-line a -->\n"
    tools = toolbox()._replace(known=frozenset({"a", "b"}))
    assert [item.rule for item in check(Source("a.md", text), made, tools).diagnostics] == ["b"]


# What a diagnostic says --------------------------------------------------------------------------


def test_a_finding_becomes_a_diagnostic() -> None:
    fix = Fix("Mend", (Edit(Span(0, 1), ""),), Safety.UNSAFE)
    related = (Related(Span(2, 3), "there"),)
    found = Finding(Span(0, 1), "one", {"word": "{夜}"}, fix, related)
    made = diagnostic(found, Active(rule("a", at()), url="https://example.org/a"))
    assert (made.span, made.rule, made.category) == (Span(0, 1), "a", "house")
    assert (made.message, made.hint) == ("One {夜}.", "Mend {夜}.")
    assert (made.fix, made.related, made.url) == (fix, related, "https://example.org/a")
    assert (made.key, made.params) == ("one", {"word": "{夜}"})


def test_a_message_needs_no_hint() -> None:
    assert diagnostic(Finding(Span(0, 1), "two"), Active(rule("a", at()))).hint == ""


@pytest.mark.parametrize(
    ("user", "finding", "own", "said"),
    [
        (Severity.INFO, Severity.ERROR, "warning", "info"),
        (None, Severity.ERROR, "info", "error"),
        (None, None, "info", "info"),
        (Severity.ERROR, None, None, "error"),
        (None, None, None, "warning"),
    ],
)
def test_severity_of_user_then_finding_then_rule(
    user: Severity | None, finding: Severity | None, own: str | None, said: str
) -> None:
    made = rule("a", at(), severity=own)
    found = Finding(Span(0, 1), "two", severity=finding)
    assert diagnostic(found, Active(made, user)).severity.word == said


# Rules that fail -------------------------------------------------------------------------------


def test_a_rule_that_raises_does_not_stop_the_others() -> None:
    broken = Active(rule("broken", raising(ValueError("no {such} 街灯"))), origin="house-rules")
    checked = check(Source("a.md", "0123\n"), [broken, Active(rule("a", at(2)))], toolbox())
    assert checked.failed
    crash, before, after = checked.diagnostics
    assert (before.rule, before.span.start, after.rule, after.span.start) == ("broken", 0, "a", 2)
    assert (crash.rule, crash.category, crash.severity) == ("rule-crash", "bylint", Severity.ERROR)
    assert crash.span == Span(0, 0)
    assert crash.message == (
        "The rule broken of house-rules could not judge this article: ValueError: no {such} 街灯"
    )
    assert crash.hint == (
        "Report it to the authors of house-rules; `--ignore broken` leaves the rule out."
    )


def test_an_error_without_words_is_named() -> None:
    checked = check(Source("a.md", "x\n"), [Active(rule("a", raising(KeyError())))], toolbox())
    assert checked.diagnostics[0].message.endswith("article: KeyError")


@pytest.mark.parametrize("found", [Finding(Span(0, 1), "one"), Finding(Span(0, 1), "missing")])
def test_a_finding_without_its_words_is_a_crash(found: Finding) -> None:
    made = rule("a", lambda _: [found, Finding(Span(1, 2), "two")])
    assert told("0123\n", made, rule("b", at(1))) == [
        ("rule-crash", 0, "error"),
        ("b", 1, "warning"),
    ]


def test_a_rule_that_recurses_without_end_is_a_crash() -> None:
    def deep(made: Document) -> list[Finding]:
        return deep(made)

    assert told("0123\n", rule("a", deep)) == [("rule-crash", 0, "error")]


def test_user_may_stop_but_a_rule_may_not_end_the_program() -> None:
    with pytest.raises(KeyboardInterrupt):
        told("0123\n", rule("a", raising(KeyboardInterrupt())))
    assert told("0123\n", rule("a", raising(SystemExit(0)))) == [
        ("rule-crash", 0, "error"),
        ("a", 0, "warning"),
    ]


# Languages and readers -----------------------------------------------------------------------------


def test_a_rule_judges_only_where_it_speaks() -> None:
    japanese = rule("a", at(0), needs="headings.summary")
    nowhere = rule("b", at(0), needs="headings.none")
    assert told("市は街灯を消す。\n", japanese, nowhere) == [("a", 0, "warning")]
    assert told("12345\n", japanese, nowhere) == []
    assert told("12345\n", japanese, nowhere, language="en") == [("a", 0, "warning")]


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("a.md", ["paragraph", "code"]),
        ("dir.txt/A.MARKDOWN", ["paragraph", "code"]),
        ("a.TXT", ["paragraph", "paragraph"]),
        ("a.html", ["paragraph"]),
        ("a.htm", ["paragraph"]),
        ("README", ["paragraph", "code"]),
        ("a.rst", ["paragraph", "code"]),
        ("-", ["paragraph", "code"]),
    ],
)
def test_the_suffix_decides_who_reads(path: str, kinds: list[str]) -> None:
    seen: list[str] = []

    def look(made: Document) -> list[Finding]:
        seen.extend(block.kind for block in made.blocks)
        return []

    told("本文\n\n    字下げ\n", rule("a", look), path=path)
    assert seen == kinds


def test_an_unclaimed_suffix_goes_to_the_first_reader() -> None:
    tools = Toolbox(toolbox().languages, [MarkdownReader()])
    assert tools.reader("a.html").name == "markdown"
    assert tools.known == frozenset()


# Faults of the article ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_a_fault_of_the_article_is_an_error_beside_the_findings(path: str) -> None:
    text = "---\ntitle: a: b\n---\n\n本文。\n"
    checked = check(Source(path, text), [Active(rule("a", at(21)))], toolbox())
    fault, found = checked.diagnostics
    assert (fault.rule, fault.category, fault.severity) == (
        "invalid-front-matter",
        "bylint",
        Severity.ERROR,
    )
    assert fault.message == (
        "The front matter cannot be read: mapping values are not allowed in this context."
    )
    assert (checked.source.position(fault.span.start), found.rule) == ((2, 9), "a")
    assert not checked.failed


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", " \r\n\t", "\x00", "\ud800", "---\n", "<", "<!--"]
)
def test_hardly_anything_is_checked_like_anything(path: str, text: str) -> None:
    assert told(text, rule("a", lambda made: at(0)(made) if made.blocks else []), path=path) in (
        [],
        [("a", 0, "warning")],
    )


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize(
    "text",
    [
        "$a" + "_" * 30_000,
        ":::message\n\n" * 3_000,
        "> " * 10_000 + "深い",
        "`a` <!-- x -->" * 4_000,
        "`<!-- bylint-disable` " * 3_000,
        "<!-- bylint-disable a " * 20_000,
        "<!-- bylint-disable-file a -->\n" * 3_000,
        "<!-- bylint-disable a --><!-- bylint-enable b -->\n" * 500,
        "見出し\n\n<!-- 注 -->\n\n" * 2_000,
        "[^1]: " * 5_000,
        "\\(" * 10_000,
        "。" + " " * 30_000 + "「" * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_articles_are_read_in_the_time_of_their_length(path: str, text: str) -> None:
    """They took minutes where something was looked at once for each of something else."""

    def look(made: Document) -> Iterator[Finding]:
        yield from (Finding(one.span, "two") for block in made.blocks for one in block.sentences)

    active = [Active(rule("a", look))]
    tools = toolbox()._replace(known=frozenset({"a", "b"}))
    assert not check(Source(path, text), active, tools, "ja").failed
