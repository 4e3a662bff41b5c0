"""The report for programs: JSON, as `docs/output.md` and `output.schema.json` describe it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from json import dumps
from typing import Any

from bylint.diagnostics import Diagnostic, Fix, Report, Severity, Style
from bylint.text import Source, Span

VERSION = 1


class JsonReporter:
    """One JSON object, one diagnostic a line. Only ASCII, so that no control character gets out."""

    name = "json"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        return "".join(self.parts(report, style))

    def parts(self, report: Report, style: Style) -> Iterator[str]:
        """The output piece by piece."""
        yield f'{{"version": {VERSION}, "diagnostics": ['
        lead = "\n"
        for file in report.files:
            for item in file.diagnostics:
                yield lead + row(as_data(file.source, item, style))
                lead = ",\n"
        end = "\n" if lead != "\n" else ""
        yield f'{end}], "summary": {row(summary(report))}}}\n'


def row(value: Any) -> str:
    """A value as JSON on one line, in ASCII, with nothing that a log would obey."""
    return dumps(value).replace("\x7f", "\\u007f").replace("##[", "#\\u0023[")


def as_data(source: Source, item: Diagnostic, style: Style) -> dict[str, Any]:
    """A diagnostic as it is told."""
    said = style.translate(item)
    return {
        "path": source.path.replace(os.sep, "/"),
        "rule": item.rule,
        "category": item.category,
        "severity": item.severity.word,
        "message": said.message,
        "hint": said.hint,
        **_range(source, item.span),
        "fix": _fix(source, item.fix) if item.fix else None,
        "related": [
            {**_range(source, related.span), "message": words}
            for related, words in zip(item.related, said.related, strict=True)
        ],
        "url": item.url,
    }


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {"start": _place(source, span.start), "end": _place(source, span.end)}


def _place(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"line": line, "column": column, "offset": offset}


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    edits = [{**_range(source, edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safety": fix.safety.word, "edits": edits}


def summary(report: Report) -> dict[str, Any]:
    """How many diagnostics there are, by severity and by rule."""
    items = [item for file in report.files for item in file.diagnostics]
    severities = Counter(item.severity for item in items)
    return {
        "files": len(report.files),
        **{level.word: severities[level] for level in reversed(Severity)},
        "fixed": sum(file.fixed for file in report.files),
        "rules": dict(sorted(Counter(item.rule for item in items).items())),
    }
