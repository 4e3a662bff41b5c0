"""The metadata block at the top of an article: YAML between `---`, TOML between `+++`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bylint.article.document import Entry
from bylint.article.parsed import Fault
from bylint.text import Span

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_KEY = re.compile(r"^[ \t]*[\"']?([^\s\"':=#\[\]{}-][^\r\n:=]*?)[\"']?[ \t]*[:=]", re.MULTILINE)
_MAX_SIZE = 65_536
_MAX_ALIASES = 50


class FrontMatter(NamedTuple):
    """`span` is the block with its fences, `entries` its top-level keys."""

    span: Span
    entries: Mapping[str, Entry]
    fault: Fault | None = None


NONE = FrontMatter(Span(0, 0), {})


def take(text: str) -> FrontMatter:
    """The front matter with which a text begins; `NONE` where it has none.

    A block that was meant as front matter but cannot be read is taken all the same, with a fault
    at the line that cannot be read.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return NONE
    fence = re.escape(opening[1]) if opening[1] == "+++" else r"(?:---|\.\.\.)"
    closing = re.compile(rf"^{fence}[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE).search(
        text, opening.end(), opening.end() + _MAX_SIZE
    )
    if closing is None:
        return NONE
    body = text[opening.end() : closing.start()]
    span = Span(0, closing.end())
    try:
        value = _toml(body) if opening[1] == "+++" else _yaml(body)
    except _Unreadable as fault:
        if not _KEY.search(body):
            return NONE
        place = min(opening.end() + fault.offset, closing.start())
        return FrontMatter(span, {}, _fault(place, fault.reason))
    if value is None:
        return FrontMatter(span, {})
    if not isinstance(value, dict):
        return NONE
    places = _places(text, opening.end(), closing.start())
    entries = {
        str(key): Entry(item, places.get(str(key), Span(0, opening.end())))
        for key, item in value.items()
    }
    return FrontMatter(span, entries)


class _Unreadable(Exception):
    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


def _fault(offset: int, reason: str) -> Fault:
    return Fault(
        "invalid-front-matter",
        "unreadable",
        Span(offset, offset),
        "The front matter cannot be read: {reason}.",
        "Mend the line, or quote the value.",
        {"reason": reason},
    )


def _yaml(body: str) -> Any:
    import yaml

    if body.count("*") > _MAX_ALIASES and len(re.findall(r"[\s\[,]\*\w", body)) > _MAX_ALIASES:
        raise _Unreadable(f"it has more than {_MAX_ALIASES} aliases", 0)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(body, loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        reason = " ".join(str(fault.problem or fault.context or "not YAML").split())
        raise _Unreadable(reason, mark.index if mark else 0) from None
    except yaml.reader.ReaderError as fault:
        raise _Unreadable(f"the character U+{ord(body[fault.position]):04X}", fault.position) from None
    except (ValueError, RecursionError, TypeError, OverflowError) as fault:
        raise _Unreadable(str(fault).splitlines()[0] or "not YAML", 0) from None


def _toml(body: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(body.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        line = re.search(r"at line (\d+)", str(fault))
        lines = body.splitlines(keepends=True)
        offset = sum(map(len, lines[: int(line[1]) - 1])) if line else 0
        raise _Unreadable(str(fault).partition(" (")[0].lower(), offset) from None


def _places(text: str, start: int, end: int) -> dict[str, Span]:
    """Where the line of each key at the left margin stands."""
    places: dict[str, Span] = {}
    for match in _KEY.finditer(text, start, end):
        if text[match.start()] not in " \t":
            stop = re.compile(r"[\r\n]|\Z").search(text, match.end(), end)
            places.setdefault(match[1], Span(match.start(), stop.start() if stop else end))
    return places
