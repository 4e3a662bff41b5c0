"""The report as test results: each article a suite, each diagnostic a test that failed."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.diagnostics import Checked, Diagnostic, Report, Style
from bylint.reporting.places import relative
from bylint.reporting.xml import HEAD, element, lines
from bylint.text import Source


class JunitReporter:
    """JUnit XML. An article without problems is a suite with one test that passed."""

    name = "junit"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        items = [item for file in report.files for item in file.diagnostics]
        errors = sum(item.is_fault for item in items)
        clean = sum(not file.diagnostics for file in report.files)
        root = element(
            "testsuites",
            name="bylint",
            tests=len(items) + clean,
            failures=len(items) - errors,
            errors=errors,
        )
        body = "".join(f"{row}\n" for file in report.files for row in _suite(file, style))
        return f"{HEAD}<{root}>\n{body}</testsuites>\n"


def _suite(file: Checked, style: Style) -> Iterator[str]:
    path = relative(file.source.path)
    items = file.diagnostics
    errors = sum(item.is_fault for item in items)
    suite = element(
        "testsuite",
        name=path,
        tests=len(items) or 1,
        failures=len(items) - errors,
        errors=errors,
        skipped=0,
    )
    yield f"<{suite}>"
    if not items:
        yield f"<{element('testcase', name='bylint', classname=path, file=path)}/>"
    for item in items:
        yield from _case(file.source, path, item, style)
    yield "</testsuite>"


def _case(source: Source, path: str, item: Diagnostic, style: Style) -> Iterator[str]:
    said = style.translate(item)
    line, column = source.position(item.span.start)
    place = f"{path}:{line}:{column}"
    name = "error" if item.is_fault else "failure"
    outcome = element(name, message=said.message, type=item.severity.word)
    words = lines(f"{place}: {item.rule}", said.message, *filter(None, (said.hint, item.url)))
    yield (
        f"<{element('testcase', name=f'{item.rule} {line}:{column}', classname=path, file=path)}>"
        f"<{outcome}>{words}</{name}></testcase>"
    )
