"""What fixes would change, as a unified diff. To be read: what does not print is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.diagnostics import Report
from bylint.reporting.terminal import Paint, line_start, visible
from bylint.text import Source

_PAINTS = {"+": "good", "-": "error", "@": "info"}


def diff(before: Report, after: Report, *, color: bool) -> str:
    """The changes in all files; empty where there are none."""
    paint = Paint(on=color)
    rows: list[str] = []
    for old, new in zip(before.files, after.files, strict=True):
        if old.source.text != new.source.text:
            for row in _rows(old.source, new.source):
                kind = _PAINTS.get(row[:1])
                rows.append(paint(kind, row) if kind else row)
    return "".join(f"{row}\n" for row in rows)


def _rows(old: Source, new: Source) -> Iterator[str]:
    from difflib import unified_diff

    name = visible(old.path)
    for row in unified_diff(_lines(old), _lines(new), name, name, lineterm=""):
        yield line_start(row.replace("\t", "    "))


def _lines(source: Source) -> list[str]:
    count = len(source.line_starts)
    return [source.slice(source.line_span(number)) for number in range(1, count + 1)]
