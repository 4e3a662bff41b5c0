"""Runs the cases a rule carries. For `bylint test`, for pytest, and for authors of plugins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bylint.article.history import Commit
from bylint.article.structure import build
from bylint.checking.fixer import apply, chosen
from bylint.checking.rule import Case, Rule
from bylint.checking.run import Active, Toolbox, diagnostic
from bylint.diagnostics import Finding, Safety
from bylint.records import NamedTuple
from bylint.text import Source, Span

OPEN, CLOSE = "⟦", "⟧"


class Marked(NamedTuple):
    """A text without its marks, and the spans they marked, in order."""

    text: str
    spans: tuple[Span, ...]


def unmark(marked: str) -> Marked:
    """Take the marks out of a text. Raises `ValueError` where they do not pair."""
    text: list[str] = []
    spans: list[Span] = []
    begin: int | None = None
    length = 0
    for char in marked:
        if char == OPEN and begin is None:
            begin = length
        elif char == CLOSE and begin is not None:
            spans.append(Span(begin, length))
            begin = None
        elif char in (OPEN, CLOSE):
            raise ValueError(f"unpaired {char}")
        else:
            text.append(char)
            length += 1
    if begin is not None:
        raise ValueError(f"unpaired {OPEN}")
    return Marked("".join(text), tuple(spans))


def mark(text: str, spans: tuple[Span, ...]) -> str:
    """Put marks around spans; the inverse of `unmark` for spans that do not overlap."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + OPEN + text[span.start : span.end] + CLOSE + text[span.end :]
    return text


class RuleCase(NamedTuple):
    """One case of a rule, ready to be run. As text it is named by rule, kind, number and language.

    `kind` is good or bad; `number` counts from 1 within a rule, kind and language.
    """

    rule: type[Rule]
    language: str
    kind: str
    number: int
    case: Case
    toolbox: Toolbox

    def __str__(self) -> str:
        return f"{self.rule.name}: {self.kind} case {self.number} ({self.language})"

    def problem(self) -> str:
        """What is wrong with the case, "" if it holds. A rule that raises is a problem as well."""
        try:
            return _judge(self)
        except Exception as error:  # a rule under test may raise anything
            return f"raised {type(error).__name__}: {error} in {self.case.text!r}"

    def check(self) -> None:
        """Run the case. Raises `AssertionError` where it does not hold."""
        problem = self.problem()
        if problem:
            raise AssertionError(f"{self}: {problem}")


class Outcome(NamedTuple):
    """One case and what is wrong with it, "" if nothing is."""

    rule: str
    language: str
    kind: str
    number: int
    problem: str


def cases(rule: type[Rule], toolbox: Toolbox) -> Iterator[RuleCase]:
    """Every good and bad case of a rule: its own, then those that language files hold for it."""
    for kind, own in (("good", rule.good), ("bad", rule.bad)):
        every = {code: [*texts] for code, texts in own.items()}
        for language in toolbox.languages:
            given = language.data.get("cases", {}).get(rule.name, {}).get(kind, ())
            every.setdefault(language.code, []).extend(map(_case, given))
        for code, texts in every.items():
            for number, text in enumerate(texts, 1):
                case = text if isinstance(text, Case) else Case(text)
                yield RuleCase(rule, code, kind, number, case, toolbox)


def run_cases(rule: type[Rule], toolbox: Toolbox) -> Iterator[Outcome]:
    """The outcome of every case of a rule."""
    for one in cases(rule, toolbox):
        yield Outcome(rule.name, one.language, one.kind, one.number, one.problem())


def _case(given: str | Mapping[str, Any]) -> Case:
    """A case as a language file writes it: its text, or a mapping with what else it needs."""
    return Case(given) if isinstance(given, str) else Case(**given)


def findings(
    rule: Rule,
    text: str,
    path: str,
    language: str,
    toolbox: Toolbox,
    history: Iterable[Commit] = (),
) -> list[Finding]:
    """What a rule says of a text, in order of place."""
    source = Source(path, text)
    parsed = toolbox.reader(path).read(source).remembering(history)
    document = build(source, parsed, toolbox.languages, language)
    if not rule.speaks(document.language):
        return []
    return sorted(rule.check(document), key=lambda finding: finding.span)


def _judge(one: RuleCase) -> str:
    case = one.case
    try:
        expected = unmark(case.text)
    except ValueError as error:
        return str(error)
    if (one.kind == "bad") != bool(expected.spans):
        return "a bad case marks what must be found, a good case marks nothing"
    configured = one.rule(**case.options)
    found = findings(configured, expected.text, case.path, one.language, one.toolbox, case.history)
    if tuple(finding.span for finding in found) != expected.spans:
        shown = mark(expected.text, tuple(finding.span for finding in found))
        return f"expected {case.text!r}, found {shown!r}"
    return _judge_words(configured, case, found) or _judge_fix(
        configured, case, found, expected.text, one.language, one.toolbox
    )


def _judge_words(rule: Rule, case: Case, found: list[Finding]) -> str:
    said = [diagnostic(finding, Active(rule)).message for finding in found]
    if case.message is not None and case.message not in said:
        return f"expected the message {case.message!r}, found {said!r}"
    return ""


def _judge_fix(
    rule: Rule, case: Case, found: list[Finding], text: str, language: str, toolbox: Toolbox
) -> str:
    if case.fixed is None:
        return ""
    fixed, _ = apply(text, chosen(found, Safety.UNSAFE))
    if fixed != case.fixed:
        return f"expected the fix {case.fixed!r}, found {fixed!r}"
    if findings(rule, fixed, case.path, language, toolbox, case.history):
        return f"the fixed text is not clean: {fixed!r}"
    return ""
