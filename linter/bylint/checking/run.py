"""One article checked: text in, diagnostics out. No files, no settings, no plugins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from bylint.article.document import Document
from bylint.article.history import Commit
from bylint.article.language import Languages
from bylint.article.parsed import Fault, Reader
from bylint.article.structure import build
from bylint.checking import suppress
from bylint.checking.reserved import harmless, outside
from bylint.checking.rule import Rule
from bylint.diagnostics import Checked, Diagnostic, Finding, Severity, Silenced, engine
from bylint.errors import SlowPattern
from bylint.records import NamedTuple
from bylint.text import Source, Span


class Active(NamedTuple):
    """A configured rule that is to run. `severity` is what the user set, None for the rule's own.

    `origin` names the distribution the rule comes from, `url` its page.
    """

    rule: Rule
    severity: Severity | None = None
    origin: str = "bylint"
    url: str = ""


class Toolbox(NamedTuple):
    """What checking needs beside the rules: languages, readers by suffix, names of all rules.

    `reserving` are those among all rules that reserve passages: see `Rule.reserves`.
    """

    languages: Languages
    readers: Sequence[Reader]
    known: Collection[str] = frozenset()
    reserving: Sequence[type[Rule]] = ()

    def reader(self, path: str) -> Reader:
        """The reader for a path's suffix; the first one for suffixes nobody claims."""
        low = path.lower()
        for reader in self.readers:
            if low.endswith(tuple(reader.suffixes)):
                return reader
        return self.readers[0]


def check(
    source: Source,
    active: Iterable[Active],
    toolbox: Toolbox,
    language: str = "",
    history: Iterable[Commit] = (),
) -> Checked:
    """Judge one article. A rule that raises becomes a diagnostic and the rest go on.

    `history` is for rules that ask for it: see `Rule.wants_history`.
    """
    rules = tuple(active)
    parsed = toolbox.reader(source.path).read(source)
    document = build(source, parsed.remembering(history), toolbox.languages, language)
    diagnostics: list[Diagnostic] = [_of_fault(fault) for fault in parsed.faults]
    failed = False
    for item in rules:
        if item.rule.speaks(document.language):
            try:
                diagnostics.extend(_diagnostics(item, document))
            except (Exception, SystemExit) as error:  # a rule of any plugin may raise anything
                failed = True
                diagnostics.append(_crash(item, error))
    for rule in toolbox.reserving:
        try:
            diagnostics = outside(diagnostics, document, rule)
        except (Exception, SystemExit) as error:
            failed = True
            diagnostics.append(_crash(Active(rule()), error))
    diagnostics = harmless(diagnostics, document)
    directives = suppress.read(document)
    silenced: list[Silenced] = []
    if directives != ((), ()):
        names = {name for item in rules for name in (item.rule.name, item.rule.category)}
        diagnostics, silenced = suppress.apply(
            directives, diagnostics, document, names, toolbox.known
        )
    silenced.sort(key=lambda one: _order(one.diagnostic))
    return Checked(source, tuple(_ordered(diagnostics)), failed, silenced=tuple(silenced))


def _diagnostics(item: Active, document: Document) -> Iterator[Diagnostic]:
    length = len(document.text)
    for finding in item.rule.check(document):
        edits = finding.fix.edits if finding.fix else ()
        spans = [finding.span, *(each.span for each in edits)]
        for span in (*spans, *(each.span for each in finding.related)):
            if not 0 <= span.start <= span.end <= length:
                raise ValueError(f"{span} lies outside the article")
        yield diagnostic(finding, item)


def diagnostic(finding: Finding, item: Active) -> Diagnostic:
    """A finding with its rule's identity and its message in English."""
    rule = item.rule
    severity = item.severity or finding.severity or rule.severity or Severity.WARNING
    return Diagnostic(
        finding.span,
        rule.name,
        rule.category,
        severity,
        rule.messages[finding.key].format_map(finding.params),
        rule.hints.get(finding.key, "").format_map(finding.params),
        finding.fix,
        finding.related,
        item.url,
        finding.key,
        finding.params,
        rule.whole,
    )


def _of_fault(fault: Fault) -> Diagnostic:
    return engine(
        fault.rule, fault.key, fault.span, Severity.ERROR, fault.message, fault.hint, **fault.params
    )


def _crash(item: Active, error: BaseException) -> Diagnostic:
    if isinstance(error, SlowPattern):
        return _slow(item, error)
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return engine(
        "rule-crash",
        "raised",
        Span(0, 0),
        Severity.ERROR,
        "The rule {rule} of {origin} could not judge this article: {reason}",
        "Report it to the authors of {origin}; `--ignore {rule}` leaves the rule out.",
        rule=item.rule.name,
        origin=item.origin,
        reason=reason,
    )


def _slow(item: Active, error: SlowPattern) -> Diagnostic:
    return engine(
        "rule-crash",
        "slow",
        Span(0, 0),
        Severity.ERROR,
        "The pattern of the rule {rule} takes too long in this article and was stopped: {place}",
        "The articles after this one are checked without the rule. Make it simpler: no repetition"
        " inside a repetition. `--ignore {rule}` leaves it out.",
        rule=item.rule.name,
        place=error.place,
    )


def _ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place and rule, each said once."""
    unique = {_order(item): item for item in diagnostics}
    return [unique[key] for key in sorted(unique)]


def _order(item: Diagnostic) -> tuple[Span, str, str]:
    return item.span, item.rule, item.message
