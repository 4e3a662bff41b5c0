"""Comments in an article that silence rules, and those that silence nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from bylint.article.document import Document
from bylint.diagnostics import Diagnostic, Severity, engine
from bylint.text import Span

RULE = "unused-suppression"

_DIRECTIVE = re.compile(r"<!--\s*bylint-([a-z-]+)((?:(?!-->)(?!\s--(?:\s|-)).)*+)(?:\s--\s((?:(?!-->).)*+))?-->", re.S)
_KINDS = ("disable-next-line", "disable-line", "disable-file", "disable", "enable")


class Suppression(NamedTuple):
    """One directive: what it silences (nothing named = everything), where, and why.

    `first` and `last` are lines from 1, `last` inclusive.
    """

    span: Span
    names: tuple[str, ...]
    first: int
    last: int
    reason: str


class Directives(NamedTuple):
    """The suppressions of an article and what is wrong with its directives."""

    suppressions: tuple[Suppression, ...]
    faults: tuple[Diagnostic, ...]


def read(document: Document) -> Directives:
    """The directives of an article; those inside code are text, not directives."""
    text = document.source.text
    if "bylint-" not in text:
        return Directives((), ())
    lines = len(document.source.line_starts)
    found: list[Suppression] = []
    opened: list[tuple[Span, tuple[str, ...], int, str]] = []
    faults: list[Diagnostic] = []
    for match in _DIRECTIVE.finditer(text):
        span = Span(*match.span())
        if _in_code(document, span.start):
            continue
        kind, reason = match[1], (match[3] or "").strip()
        names = tuple(re.findall(r"[^\s,]+", match[2]))
        line = document.source.line_of(span.start)
        if kind not in _KINDS:
            faults.append(_unknown_kind(span, kind))
        elif kind == "disable":
            opened.append((span, names, line, reason))
        elif kind == "enable":
            closed = [item for item in opened if not names or set(item[1]) & set(names) or not item[1]]
            opened = [item for item in opened if item not in closed]
            found.extend(Suppression(at, which, first, line, why) for at, which, first, why in closed)
        else:
            after = document.source.line_of(max(span.end - 1, span.start)) + 1
            first, last = {"disable-line": (line, line), "disable-next-line": (after, after)}.get(kind, (1, lines))
            found.append(Suppression(span, names, first, last, reason))
    found.extend(Suppression(at, which, first, lines, why) for at, which, first, why in opened)
    return Directives(tuple(sorted(found)), tuple(faults))


def apply(
    directives: Directives,
    diagnostics: Iterable[Diagnostic],
    document: Document,
    active: Collection[str],
    known: Collection[str],
) -> list[Diagnostic]:
    """The diagnostics that no directive silences, and one for each directive that silences none.

    `active` names the rules and categories that ran, `known` all that exist. A directive for a
    rule that did not run may well be needed and is not reported.
    """
    used: set[Suppression] = set()
    kept: list[Diagnostic] = list(directives.faults)
    for item in diagnostics:
        line = document.source.line_of(item.span.start)
        silencers = [one for one in directives.suppressions if _covers(one, item, line)]
        used.update(silencers)
        if not silencers:
            kept.append(item)
    for one in directives.suppressions:
        for name in one.names:
            if name not in known:
                kept.append(_unknown_name(one.span, name))
        if one not in used and (not one.names or set(one.names) & set(active)):
            kept.append(_unused(one.span))
    return kept


def _covers(one: Suppression, item: Diagnostic, line: int) -> bool:
    named = not one.names or item.rule in one.names or item.category in one.names
    return named and one.first <= line <= one.last


def _in_code(document: Document, offset: int) -> bool:
    for block in document.blocks:
        if offset in block.span:
            if block.kind == "code":
                return True
            if any(offset in mark.span for mark in block.prose.marked("code")):
                return True
    return False


def _unknown_kind(span: Span, kind: str) -> Diagnostic:
    return engine(
        RULE,
        "directive",
        span,
        Severity.WARNING,
        "There is no directive bylint-{kind}.",
        "Use one of {kinds}.",
        kind=kind,
        kinds=", ".join(_KINDS),
    )


def _unknown_name(span: Span, name: str) -> Diagnostic:
    return engine(
        RULE,
        "name",
        span,
        Severity.WARNING,
        "There is no rule or category {name}.",
        "Mend or remove the name.",
        name=name,
    )


def _unused(span: Span) -> Diagnostic:
    return engine(
        RULE,
        "unused",
        span,
        Severity.WARNING,
        "This suppression silences nothing.",
        "Remove it.",
    )
