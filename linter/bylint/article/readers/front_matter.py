"""The metadata block at the top of an article: YAML between `---`, TOML between `+++`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from bylint.article.document import Entry
from bylint.article.parsed import Fault
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span

if TYPE_CHECKING:
    import yaml

_FENCE = lazy_pattern(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_LINE_END = lazy_pattern(r"\r\n?|\n")
_LINE_START = r"(?:^|(?<=\r))"
_KEY = lazy_pattern(
    _LINE_START + r"[ \t]*[\"']?([^\s\"':=#\[\]{}-][^\r\n:=]*?)[\"']?[ \t]*[:=]", re.MULTILINE
)
_MAX_SIZE = 65_536
_MAX_ALIASES = 20
_MAX_DOTS = 2_000
"""More keys in keys than that take seconds to read."""
_MAX_DEPTH = 32
_TOO_DEEP = "it is nested too deep"


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
    closing = re.compile(rf"{_LINE_START}{fence}[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE).search(
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
    for key, item in value.items():
        if _is_deep(item):
            place = places.get(str(key), Span(opening.end(), opening.end())).start
            return FrontMatter(span, {}, _fault(place, _TOO_DEEP))
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

    try:
        if body.count("*") > _MAX_ALIASES:
            _count_aliases(body)
        return yaml.load(body, _loader())
    except yaml.MarkedYAMLError as fault:
        reason = " ".join(str(fault.problem or fault.context or "not YAML").split())
        raise _Unreadable(reason, _marked(fault, len(body.rstrip()))) from None
    except yaml.reader.ReaderError as fault:
        place = max(body.find(chr(fault.character)), 0)
        raise _Unreadable(f"it holds the character U+{fault.character:04X}", place) from None
    except UnicodeEncodeError as fault:
        character = ord(body[fault.start])
        raise _Unreadable(f"it holds the character U+{character:04X}", fault.start) from None
    except RecursionError:
        raise _Unreadable(_TOO_DEEP, 0) from None
    except (ValueError, TypeError, OverflowError) as fault:
        raise _Unreadable(_words(fault, "not YAML"), _no_value(body)) from None


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _marked(fault: yaml.MarkedYAMLError, last: int) -> int:
    """Where a fault stands: what is open at the last character is at fault where it began."""
    places = [mark.index for mark in (fault.problem_mark, fault.context_mark) if mark]
    return next((place for place in places if place < last), last if places else 0)


def _count_aliases(body: str) -> None:
    """Refuse values built of many others: a few lines of them can stand for gigabytes."""
    import yaml

    aliases = (one for one in yaml.parse(body, _loader()) if isinstance(one, yaml.AliasEvent))
    surplus = next(islice(aliases, _MAX_ALIASES, None), None)
    if surplus is not None:
        place = surplus.start_mark.index if surplus.start_mark else 0
        raise _Unreadable(f"it has more than {_MAX_ALIASES} aliases", place)


def _no_value(body: str) -> int:
    """Where the value stands that looks like a date or a number and is none."""
    import yaml

    loader = _loader()(body)
    node = loader.get_single_node()
    for pair in node.value if isinstance(node, yaml.MappingNode) else ():
        for each in pair:
            try:
                if isinstance(each, yaml.ScalarNode):
                    loader.construct_object(each)
            except (ValueError, TypeError, OverflowError):
                return int(each.start_mark.index)
    return 0


def _toml(body: str) -> Any:
    import tomllib

    if body.count(".") > _MAX_DOTS:
        raise _Unreadable(f"it has more than {_MAX_DOTS} dots", 0)
    try:
        return tomllib.loads(_LINE_END.sub("\n", body))
    except RecursionError:
        raise _Unreadable(_TOO_DEEP, 0) from None
    except ValueError as fault:
        line = re.search(r"\(at line (\d+)", str(fault))
        starts = [0, *(end.end() for end in _LINE_END.finditer(body))]
        offset = starts[int(line[1]) - 1] if line else 0
        if str(fault).endswith("(at end of document)"):
            offset = len(body.rstrip())
        raise _Unreadable(_words(fault, "not TOML").lower(), offset) from None


def _is_deep(value: Any) -> bool:
    """Whether a value is nested deeper than a program can follow, or holds itself."""
    level = [value] if _holds(value) else []
    for _ in range(_MAX_DEPTH):
        within = (each.values() if isinstance(each, dict) else each for each in level)
        level = list({id(one): one for each in within for one in each if _holds(one)}.values())
    return bool(level)


def _holds(value: Any) -> bool:
    return isinstance(value, (dict, list, tuple, set))


def _words(fault: Exception, default: str) -> str:
    """What an error says, its place and its details left out."""
    return re.split(r" \(at |[:;\n]", str(fault), maxsplit=1)[0] or default


def _places(text: str, start: int, end: int) -> dict[str, Span]:
    """Where the line of each key at the left margin stands."""
    places: dict[str, Span] = {}
    for match in _KEY.finditer(text, start, end):
        if text[match.start()] not in " \t":
            stop = re.compile(r"[\r\n]|\Z").search(text, match.end(), end)
            places.setdefault(match[1], Span(match.start(), stop.start() if stop else end))
    return places
