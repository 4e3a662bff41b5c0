"""Comments in an article that silence rules, and those that silence nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from bylint.article.document import Document
from bylint.diagnostics import Diagnostic, Severity, Silenced, engine
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span

RULE = "unused-suppression"

_DIRECTIVE = lazy_pattern(r"<!--\s*bylint-")
_REASON = lazy_pattern(r"\s--+(?:\s|$)")
_KINDS = ("disable-next-line", "disable-line", "disable-file", "disable", "enable")


class Suppression(NamedTuple):
    """What one directive says of one name: what it silences ("" is everything), where, and why.

    `first` and `last` are lines from 1, `last` inclusive.
    """

    span: Span
    name: str
    first: int
    last: int
    reason: str


class Judged(NamedTuple):
    """What is reported after all, and what is not."""

    kept: list[Diagnostic]
    silenced: list[Silenced]


class Directives(NamedTuple):
    """The suppressions of an article and what is wrong with its directives."""

    suppressions: tuple[Suppression, ...]
    faults: tuple[Diagnostic, ...]


def read(document: Document) -> Directives:
    """The directives of an article; those inside code are text, not directives."""
    source = document.source
    if "bylint-" not in source.text:
        return Directives((), ())
    last = len(source.line_starts)
    found: list[Suppression] = []
    opened: dict[str, list[Suppression]] = {}
    faults: list[Diagnostic] = []
    for span, said in _comments(document):
        kind, names, reason = _parse(said)
        line = source.line_of(span.start)
        after = source.line_of(span.end - 1) + 1
        if kind == "enable":
            for name in (*names, "") if any(names) else tuple(opened):
                found.extend(one._replace(last=line) for one in opened.pop(name, ()))
        elif kind == "disable":
            for name in names:
                opened.setdefault(name, []).append(Suppression(span, name, line, last, reason))
        elif kind in _KINDS:
            lines = {"disable-line": (line, line), "disable-next-line": (after, after)}
            first, until = lines.get(kind, (1, last))
            found.extend(Suppression(span, name, first, until, reason) for name in names)
        else:
            faults.append(_unknown_kind(span, kind))
    for left in opened.values():
        found.extend(left)
    return Directives(tuple(sorted(found)), tuple(faults))


def _comments(document: Document) -> Iterator[tuple[Span, str]]:
    """The comments that are directives, and what each says after `bylint-`."""
    text = document.source.text
    code = sorted(_code(document))
    index = 0
    opening = _DIRECTIVE.search(text)
    while opening is not None:
        end = text.find("-->", opening.end())
        if end < 0:
            return
        span = Span(opening.start(), end + len("-->"))
        while index < len(code) and code[index].end <= span.start:
            index += 1
        if index < len(code) and span.start in code[index]:
            opening = _DIRECTIVE.search(text, opening.end())
        else:
            yield span, text[opening.end() : end]
            opening = _DIRECTIVE.search(text, span.end)


def _code(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if block.kind == "code":
            yield block.span
        else:
            yield from (mark.span for mark in block.prose.marked("code"))


def _parse(said: str) -> tuple[str, tuple[str, ...], str]:
    """The kind of a directive, the names it is for, and its reason."""
    words, *reason = _REASON.split(said, maxsplit=1)
    kind, *names = re.findall(r"[^\s,]+", words) or [""]
    return kind, tuple(dict.fromkeys(names)) or ("",), "".join(reason).strip()


def apply(
    directives: Directives,
    diagnostics: Iterable[Diagnostic],
    document: Document,
    active: Collection[str],
    known: Collection[str],
) -> Judged:
    """The diagnostics that no directive silences, and one for each directive that silences none.

    `active` names the rules and categories that ran, `known` all that exist. A directive for a
    rule that did not run may well be needed and is not reported.
    """
    found = [(document.source.line_of(item.span.start), item) for item in diagnostics]
    lines = _lines_by_name(found)
    silent = _Silence(directives.suppressions)
    kept: list[Diagnostic] = list(directives.faults)
    silenced: list[Silenced] = []
    for line, item in found:
        by = next(filter(None, (silent(name, line) for name in _names(item))), None)
        if by is None:
            kept.append(item)
        else:
            silenced.append(Silenced(item, by.reason))
    used = {one.span for one in directives.suppressions if _any_in(lines.get(one.name, ()), one)}
    unknown = [one for one in directives.suppressions if one.name and one.name not in known]
    kept.extend(_unknown_name(one.span, one.name) for one in unknown)
    needed = {one.span for one in directives.suppressions if one.name and one.name not in active}
    idle = {one.span for one in directives.suppressions} - used - needed
    kept.extend(map(_unused, sorted(idle)))
    return Judged(kept, silenced)


def _names(item: Diagnostic) -> tuple[str, str, str]:
    """The names under which a diagnostic may be silenced."""
    return "", item.rule, item.category


def _lines_by_name(found: Iterable[tuple[int, Diagnostic]]) -> dict[str, list[int]]:
    """The lines on which something may be silenced under a name, in their order."""
    lines: dict[str, list[int]] = {}
    for line, item in found:
        for name in _names(item):
            lines.setdefault(name, []).append(line)
    for each in lines.values():
        each.sort()
    return lines


def _any_in(lines: Sequence[int], one: Suppression) -> bool:
    """Whether one of these lines, which are in their order, lies in the range of a suppression."""
    at = bisect_left(lines, one.first)
    return at < len(lines) and lines[at] <= one.last


class _Silence:
    """Tells what silences a name on a line, however many suppressions there are."""

    __slots__ = ("_by_name",)

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        ranges: dict[str, list[Suppression]] = {}
        for one in suppressions:
            ranges.setdefault(one.name, []).append(one)
        self._by_name: dict[str, tuple[list[int], list[Suppression]]] = {}
        for name, each in ranges.items():
            each.sort(key=lambda one: (one.first, one.last))
            farthest = list(accumulate(each, _farther))
            self._by_name[name] = [one.first for one in each], farthest

    def __call__(self, name: str, line: int) -> Suppression | None:
        """A suppression of this name that begins on or before the line and reaches it."""
        firsts, farthest = self._by_name.get(name, ((), ()))
        at = bisect_right(firsts, line)
        return farthest[at - 1] if at > 0 and farthest[at - 1].last >= line else None


def _farther(one: Suppression, other: Suppression) -> Suppression:
    return other if other.last > one.last else one


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
