"""The report for reviewdog: its own JSON, whose columns count bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bylint.diagnostics import Checked, Diagnostic, Fix, Report, Safety, Severity, Style
from bylint.reporting.json import row
from bylint.reporting.places import relative
from bylint.reporting.terminal import visible
from bylint.text import BOM, Source, Span

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_MOST = 2_000
"""Code points that a suggestion may replace."""


class RdjsonReporter:
    """One object with a diagnostic a line; a fix is a suggestion that replaces one range."""

    name = "rdjson"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        rows = ",\n".join(row(each) for file in report.files for each in _diagnostics(file, style))
        body = f"\n{rows}\n" if rows else ""
        return f'{{"source": {{"name": "bylint"}}, "diagnostics": [{body}]}}\n'


def _diagnostics(file: Checked, style: Style) -> Iterable[dict[str, Any]]:
    spans = [item.span for item in file.diagnostics]
    fixes = [_replacement(file.source, item.fix) for item in file.diagnostics]
    spans.extend(fix[0] for fix in fixes if fix)
    places = _places(file.source, {offset for span in spans for offset in span})
    for item, fix in zip(file.diagnostics, fixes, strict=True):
        said = _diagnostic(file.source, item, style, places)
        if fix:
            said["suggestions"] = [{"range": _range(fix[0], places), "text": fix[1]}]
        yield said


def _diagnostic(
    source: Source, item: Diagnostic, style: Style, places: Mapping[int, Mapping[str, int]]
) -> dict[str, Any]:
    said = style.translate(item)
    return {
        "message": "\n".join(visible(text) for text in (said.message, said.hint) if text),
        "location": {
            "path": visible(relative(source.path)),
            "range": _range(item.span, places),
        },
        "severity": _SEVERITIES[item.severity],
        "code": {"value": item.rule, **({"url": item.url} if item.url else {})},
    }


def _replacement(source: Source, fix: Fix | None) -> tuple[Span, str] | None:
    """A fix as one range and the text that takes its place; None where it is not to be offered."""
    if fix is None or not fix.edits or fix.safety is Safety.SHOW:
        return None
    edits = sorted(fix.edits)
    whole = Span(edits[0].span.start, edits[-1].span.end)
    if whole.end - whole.start > _MOST:
        return None
    parts: list[str] = []
    at = whole.start
    for edit in edits:
        parts.extend((source.text[at : edit.span.start], edit.text))
        at = edit.span.end
    text = "".join(parts)
    return None if any("\ud800" <= char <= "\udfff" for char in text) else (whole, text)


def _range(span: Span, places: Mapping[int, Mapping[str, int]]) -> dict[str, Any]:
    return {"start": places[span.start], "end": places[span.end]}


def _places(source: Source, offsets: Iterable[int]) -> dict[int, dict[str, int]]:
    """Line and column, in bytes of UTF-8, of offsets. Reads the text once.

    A byte order mark is part of its line.
    """
    mark = len(BOM.encode()) if source.bom else 0
    places: dict[int, dict[str, int]] = {}
    line = before = at = 0
    for offset in sorted(offsets):
        now = source.line_of(offset)
        if now != line:
            line, at, before = now, source.line_span(now).start, mark if now == 1 else 0
        before += len(source.text[at:offset].encode("utf-8", "surrogatepass"))
        at = offset
        places[offset] = {"line": line, "column": before + 1}
    return places
