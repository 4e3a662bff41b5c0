"""The report as Checkstyle writes it, which many build servers and reviewdog read."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.diagnostics import Checked, Diagnostic, Report, Style
from bylint.reporting.places import relative
from bylint.reporting.xml import HEAD, element
from bylint.text import Source


class CheckstyleReporter:
    """Checkstyle XML: an element a file, in it one for each diagnostic."""

    name = "checkstyle"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        body = "".join(f"{row}\n" for file in report.files for row in _file(file, style))
        return f"{HEAD}<{element('checkstyle', version=style.version)}>\n{body}</checkstyle>\n"


def _file(file: Checked, style: Style) -> Iterator[str]:
    yield f"<{element('file', name=relative(file.source.path))}>"
    for item in file.diagnostics:
        yield f"<{_error(file.source, item, style)}/>"
    yield "</file>"


def _error(source: Source, item: Diagnostic, style: Style) -> str:
    said = style.translate(item)
    line, column = source.position(item.span.start)
    return element(
        "error",
        line=line,
        column=column,
        severity=item.severity.word,
        message=f"{said.message} {said.hint}".strip(),
        source=f"{item.category}.{item.rule}",
    )
