"""What a workflow of GitHub Actions shows on its own page: a summary of the run, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from re import sub

from bylint.diagnostics import Diagnostic, Report, Style
from bylint.reporting.places import relative
from bylint.reporting.terminal import visible
from bylint.reporting.words import Words
from bylint.text import Source

MOST = 50
"""How many diagnostics are shown; the page takes no more than a megabyte."""

_LONGEST = 500
_SIGNS = {"error": "🔴", "warning": "🟡", "info": "🔵"}


def job_summary(report: Report, style: Style) -> str:
    """The whole summary."""
    words = Words(style.language)
    pairs = [(file.source, item) for file in report.files for item in file.diagnostics]
    problems = words.count("problems", len(pairs))
    files = words.count("files", len(report.files))
    rows = ["### bylint", "", words("total", problems=problems, files=files), ""]
    if pairs:
        rows.extend(_counts([item for _, item in pairs]))
        rows.extend(_table(pairs[:MOST], style))
    if len(pairs) > MOST:
        rows.append(words.count("more", len(pairs) - MOST))
        rows.append("")
    return "\n".join(rows) + "\n"


def _counts(items: list[Diagnostic]) -> Iterator[str]:
    counts = Counter((item.rule, item.severity.word) for item in items)
    yield "| | | |"
    yield "| ---: | --- | --- |"
    for (rule, severity), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"| {count} | {_SIGNS[severity]} {severity} | {_plain(rule)} |"
    yield ""


def _table(pairs: list[tuple[Source, Diagnostic]], style: Style) -> Iterator[str]:
    yield "| | | |"
    yield "| --- | --- | --- |"
    for source, item in pairs:
        said = style.translate(item)
        line, column = source.position(item.span.start)
        place = f"{relative(source.path)}:{line}:{column}"
        text = f"{said.message} {said.hint}".strip()
        yield f"| {_SIGNS[item.severity.word]} {_plain(place)} | {_plain(item.rule)} | {_plain(text)} |"
    yield ""


def _plain(text: str) -> str:
    """A text in which nothing is markup, in a cell of a table."""
    shown = visible(text)
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST] + "…"
    return sub(r"([!-+/:-@\[-`{-~])", r"\\\1", shown)
