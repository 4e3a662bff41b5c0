"""The report for GitHub Actions: workflow commands that annotate the changed files."""

from __future__ import annotations

import os
from collections.abc import Iterator

from bylint.diagnostics import Diagnostic, Report, Severity, Style
from bylint.reporting.terminal import visible
from bylint.text import Source

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubReporter:
    """One command a diagnostic."""

    name = "github"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        return "".join(
            _command(file.source, item, style) + "\n"
            for file in report.files
            for item in file.diagnostics
        )


def _command(source: Source, item: Diagnostic, style: Style) -> str:
    said = style.translate(item)
    text = visible(said.message) + (f"\n{visible(said.hint)}" if said.hint else "")
    properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(source, item))
    return f"::{_COMMANDS[item.severity]} {properties}::{_data(text)}"


def _properties(source: Source, item: Diagnostic) -> Iterator[tuple[str, str]]:
    """GitHub knows columns only where a range stays on one line."""
    start = source.position(item.span.start)
    end = source.position(max(item.span.end - 1, item.span.start))
    yield "file", visible(source.path.replace(os.sep, "/"))
    yield "line", str(start.line)
    yield "endLine", str(end.line)
    if start.line == end.line:
        yield "col", str(start.column)
        yield "endColumn", str(start.column + item.span.end - item.span.start)
    yield "title", f"bylint {item.rule}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
