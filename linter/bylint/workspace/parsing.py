"""Reads YAML and TOML so that the place of every value is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import isfinite
from typing import Any

from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Source, Span
from bylint.workspace.data import Data, DataError, Place, pointer

MAX_DEPTH = 32
_TOO_DEEP = f"it is nested more than {MAX_DEPTH} deep"
MAX_COPIES = 2_000
"""How many values aliases may add. A file of ten lines can ask for billions."""

_NUMBER = lazy_pattern(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FRACTION = lazy_pattern(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


# YAML --------------------------------------------------------------------------------------


def yaml_of(source: Source) -> Data:
    """Read YAML. Raises `DataError`.

    Words mean what they mean in YAML 1.2: `off`, `no` and dates are text. Keys are text and stand
    only once; tags other than `!!str` are refused.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    build = _Yaml(source)
    try:
        for event in yaml.parse(source.text, loader):
            build.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index, len(source.text)) if mark else 0
        message = " ".join(str(error.problem or error.context or "it is not YAML").split())
        raise DataError(message, source, Span(at, at)) from None
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        at = max(source.text.find(chr(code)), 0)
        raise DataError(f"it holds the character U+{code:04X}", source, Span(at, at)) from None
    except UnicodeEncodeError as error:
        at = error.start
        raise DataError("it holds half a character", source, Span(at, at)) from None
    return build.data()


class _Node(NamedTuple):
    """A value, its place, and what it consists of, so that an alias can repeat it."""

    value: Any
    span: Span
    children: tuple[tuple[str | int, Span, _Node], ...] = ()


class _Open:
    """A mapping or sequence whose end has not come yet."""

    __slots__ = ("anchor", "children", "key", "keys", "start")

    def __init__(self, start: int, anchor: str | None, *, mapping: bool) -> None:
        self.start = start
        self.anchor = anchor
        self.keys: set[str] | None = set() if mapping else None
        self.key: tuple[str, Span] | None = None
        self.children: list[tuple[str | int, Span, _Node]] = []


class _Yaml:
    """Builds values from a parser's events, one at a time and without recursion."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Node] = {}
        self.root: _Node | None = None
        self.copies = 0

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            span = self._span(event)
            self._add(_Node(self._scalar(event, span), span), event.anchor)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            span = self._span(event)
            if event.tag:
                raise DataError(f"the tag {event.tag} is not allowed", self.source, span)
            if len(self.stack) == MAX_DEPTH:
                raise DataError(_TOO_DEEP, self.source, span)
            mapping = kind == "MappingStartEvent"
            if self._wants_key():
                raise DataError("a key must be a word", self.source, span)
            self.stack.append(_Open(span.start, event.anchor, mapping=mapping))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close(event.end_mark.index)
        elif kind == "AliasEvent":
            self._alias(event)
        elif kind == "DocumentStartEvent" and self.root is not None:
            raise DataError("it holds a second document", self.source, self._span(event))

    def data(self) -> Data:
        if self.root is None:
            return Data(None, {})
        return Data(self.root.value, _Places(self.source, self.root))

    def _span(self, event: Any) -> Span:
        return Span(event.start_mark.index, event.end_mark.index)

    def _scalar(self, event: Any, span: Span) -> Any:
        if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
            raise DataError(f"the tag {event.tag} is not allowed", self.source, span)
        plain = event.implicit[0] and event.tag is None and not self._wants_key()
        return resolved(event.value) if plain else event.value

    def _alias(self, event: Any) -> None:
        node = self.anchors.get(event.anchor)
        if node is None:
            raise DataError(
                f"the alias *{event.anchor} has no anchor", self.source, self._span(event)
            )
        self.copies += _size(node)
        if self.copies > MAX_COPIES:
            raise DataError(
                f"its aliases repeat more than {MAX_COPIES} values", self.source, self._span(event)
            )
        self._add(node._replace(span=self._span(event)), None)

    def _wants_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].keys is not None and self.stack[-1].key is None

    def _add(self, node: _Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.keys is None:
            top.children.append((len(top.children), node.span, node))
        elif top.key is None:
            key = self._key(node, top.keys)
            top.key = (key, node.span)
        else:
            top.children.append((*top.key, node))
            top.key = None

    def _key(self, node: _Node, keys: set[str]) -> str:
        if node.children or isinstance(node.value, (dict, list)):
            raise DataError("a key must be a word", self.source, node.span)
        key = str(node.value)
        if key in keys:
            raise DataError(f"{key} stands twice in one place", self.source, node.span)
        keys.add(key)
        return key

    def _close(self, end: int) -> None:
        top = self.stack.pop()
        children = tuple(top.children)
        value: Any = [node.value for _, _, node in children]
        if top.keys is not None:
            value = {key: node.value for key, _, node in children}
        self._add(_Node(value, Span(top.start, end), children), top.anchor)


class _Places(Mapping[str, Place]):
    """The places of a file's values, worked out when one is first asked for: few files have faults."""

    def __init__(self, source: Source, root: _Node) -> None:
        self._source = source
        self._root = root

    @cached_property
    def _all(self) -> dict[str, Place]:
        places: dict[str, Place] = {}
        self._add((), self._root.span, self._root, places)
        return places

    def _add(
        self, path: tuple[str | int, ...], key: Span, node: _Node, places: dict[str, Place]
    ) -> None:
        places[pointer(path)] = Place(key, node.span, self._source.line_of(key.start))
        for name, span, child in node.children:
            self._add((*path, name), span, child, places)

    def __getitem__(self, key: str) -> Place:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def resolved(text: str) -> str | int | float | bool | None:
    """What an unquoted word of YAML means."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    return float(text) if _FRACTION.fullmatch(text) else text


def _size(node: _Node) -> int:
    return 1 + sum(_size(child) for _, _, child in node.children)


# TOML --------------------------------------------------------------------------------------

_KEY = r"""(?:"[^"\r\n]*"|'[^'\r\n]*'|[\w-]+)"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_CHAIN = lazy_pattern(rf"(?<![\w.-])(?:{_KEY}[ \t]*\.[ \t]*){{{MAX_DEPTH + 1}}}")
"""Keys in keys: the parser takes seconds for thousands of them."""
_HEADER = lazy_pattern(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_ENTRY = lazy_pattern(rf"[ \t]*({_DOTTED})[ \t]*=[ \t]*")


def toml_of(source: Source) -> Data:
    """Read TOML. Raises `DataError`. The parser tells no places; they are found line by line."""
    import tomllib

    chain = _CHAIN.search(source.text)
    if chain:
        raise DataError(_TOO_DEEP, source, Span(chain.start(), chain.start()))
    try:
        value = tomllib.loads(source.text.replace("\r\n", "\n").replace("\r", "\n"))
    except RecursionError:
        raise DataError(_TOO_DEEP, source) from None
    except tomllib.TOMLDecodeError as error:
        told = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
        message = str(error)[: told.start()] if told else str(error)
        at = len(source.text)
        if told and told[1]:
            at = source.line_starts[int(told[1]) - 1] + int(told[2]) - 1
        at = min(at, len(source.text))
        raise DataError(message[:1].lower() + message[1:], source, Span(at, at)) from None
    places: dict[str, Place] = {}
    for path, place in _toml_places(source):
        places.setdefault(pointer(path), place)
    deep = _too_deep(value)
    if deep:
        raise DataError(_TOO_DEEP, source, Data(value, places).place(*deep).key)
    return Data(_plain(value), places)


def _too_deep(value: Any) -> tuple[str | int, ...]:
    """The path to something nested deeper than allowed, () where nothing is."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while waiting:
        path, one = waiting.pop()
        if len(path) > MAX_DEPTH:
            return path
        items: Iterable[tuple[str | int, Any]] = ()
        if isinstance(one, dict):
            items = one.items()
        elif isinstance(one, list):
            items = enumerate(one)
        waiting.extend(((*path, key), item) for key, item in items)
    return ()


def _toml_places(source: Source) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for line in range(1, len(source.line_starts) + 1):
        span = source.line_span(line)
        header = _HEADER.match(source.text, span.start, span.end)
        entry = None if header else _ENTRY.match(source.text, span.start, span.end)
        if header:
            *parents, name = _names(header[2])
            place = _at(header, 2, span.end, line)
            table = ()
            for parent in parents:
                table = (*table, parent)
                table = (*table, counts[table]) if table in counts else table
                yield table, place
            table = (*table, name)
            yield table, place
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
                yield table, place
        elif entry:
            yield (*table, *_names(entry[1])), _at(entry, 1, span.end, line)


def _at(match: re.Match[str], group: int, end: int, line: int) -> Place:
    return Place(Span(*match.span(group)), Span(match.end(), max(match.end(), end)), line)


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))


def _plain(value: Any) -> Any:
    """TOML's dates and infinities as text: nothing else knows them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return value if isinstance(value, (str, int)) else str(value)
