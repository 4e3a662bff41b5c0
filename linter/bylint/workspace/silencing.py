"""Comments that silence what was found, put into the articles."""

from __future__ import annotations

from collections.abc import Iterable

from bylint.checking import suppress
from bylint.diagnostics import Checked, Diagnostic
from bylint.text import BOM, Source
from bylint.workspace.mending import Check


def silenced(file: Checked, check: Check) -> Checked:
    """The article with comments for all that was found in it, as `check` judges it then.

    A comment stands at the end of the line it speaks of, or at the end of the article where that
    would change more than it silences. Where nothing helps the article stays as it is.
    """
    items = [item for item in file.diagnostics if not item.is_fault and item.rule != suppress.RULE]
    if file.failed or not items:
        return file
    everywhere = {item.rule for item in items if item.whole}
    every = {item.rule for item in items}
    while True:
        after = check(_commented(file.source, items, everywhere), file.source.path)
        left = {item.rule for item in after.diagnostics} - _said_before(file)
        if not after.failed and not left:
            return after
        if everywhere == every:
            return file
        everywhere = everywhere | (left & every) if left <= every - everywhere else every


def _said_before(file: Checked) -> set[str]:
    """Rules whose findings no comment is meant to silence."""
    return {item.rule for item in file.diagnostics if item.rule == suppress.RULE}


def _commented(source: Source, items: Iterable[Diagnostic], everywhere: set[str]) -> str:
    """The whole text with comments, `everywhere` for the article as a whole."""
    lines: dict[int, set[str]] = {}
    for item in items:
        if item.rule not in everywhere:
            lines.setdefault(source.line_of(item.span.start), set()).add(item.rule)
    parts = [BOM if source.bom else ""]
    at = 0
    for number in sorted(lines):
        line = source.line_span(number)
        end = line.start + len(source.slice(line).rstrip())
        parts.extend((source.text[at:end], f" {_comment('line', lines[number])}"))
        at = end
    rest = source.text[at:]
    parts.append(rest)
    if everywhere:
        newline = source.newline
        gap = newline if rest.endswith(("\n", "\r")) else newline * 2
        parts.extend((gap, _comment("file", everywhere), newline))
    return "".join(parts)


def _comment(what: str, rules: Iterable[str]) -> str:
    return f"<!-- bylint-disable-{what} {', '.join(sorted(rules))} -->"
