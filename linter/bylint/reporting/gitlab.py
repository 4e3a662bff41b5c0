"""The report for GitLab: a code quality artifact, shown in merge requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bylint.checking.fingerprints import digest, fingerprints, numbered
from bylint.diagnostics import Checked, Report, Severity, Style
from bylint.reporting.json import row
from bylint.reporting.places import relative
from bylint.reporting.terminal import visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReporter:
    """A JSON array with an object a diagnostic; its fingerprint is like no other's in the report."""

    name = "gitlab"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        rows = ",\n".join(row(item) for file in report.files for item in _issues(file, style))
        return f"[\n{rows}\n]\n" if rows else "[]\n"


def _issues(file: Checked, style: Style) -> Iterator[dict[str, Any]]:
    source = file.source
    path = visible(relative(source.path))
    prints = numbered(fingerprints(source, file.diagnostics))
    for item, known_by in zip(file.diagnostics, prints, strict=True):
        said = style.translate(item)
        start = source.line_of(item.span.start)
        end = source.line_of(max(item.span.end - 1, item.span.start))
        yield {
            "description": visible(f"{said.message} {said.hint}".strip()),
            "check_name": item.rule,
            "fingerprint": digest(f"{path}\0{known_by}".encode(), 16).hex(),
            "severity": _SEVERITIES[item.severity],
            "categories": ["Style"],
            "location": {"path": path, "lines": {"begin": start, "end": end}},
        }
