"""The report for programs that read line by line: each line a JSON object, the summary last."""

from __future__ import annotations

from bylint.diagnostics import Report, Style
from bylint.reporting.json import VERSION, as_data, row, summary


class JsonlReporter:
    """A diagnostic a line, as in `json`, then the summary. Only ASCII."""

    name = "jsonl"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        lines = [
            row(as_data(file.source, item, style))
            for file in report.files
            for item in file.diagnostics
        ]
        lines.append(row({"version": VERSION, "summary": summary(report)}))
        return "".join(f"{line}\n" for line in lines)
