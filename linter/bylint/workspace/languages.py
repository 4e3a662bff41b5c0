"""Language files compiled: read, checked against their schema, files of one language merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bylint.article.language import head
from bylint.article.words import words_of
from bylint.checking.rule import Rule
from bylint.diagnostics import Checked, Diagnostic
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Source
from bylint.workspace.data import Data, DataError, source_of
from bylint.workspace.faults import Complaints, fault, listed, named, nearest, shown
from bylint.workspace.parsing import yaml_of
from bylint.workspace.schema import expected, language_schema, problems

LanguageData = dict[str, Any]


_SECTION = lazy_pattern(r"^[\w-]+:[ \t]*(?:#.*)?$\n(?=[ \t]+[\w-]+:|[ \t]*#)", re.MULTILINE)
"""A key that opens a section of its own."""


class Compiled(NamedTuple):
    """The data of each language that the files speak of, and the files that cannot be used."""

    languages: tuple[LanguageData, ...]
    faults: tuple[Checked, ...]


def head_of(path: str) -> LanguageData:
    """What a language file that needs no check says before its first section.

    Raises `DataError`.
    """
    source = source_of(path)
    section = _SECTION.search(source.text)
    text = source.text[: section.start()] if section else source.text
    value: LanguageData = yaml_of(Source(path, text)).value
    return head(value)


def data_of(path: str) -> LanguageData:
    """All that a language file that needs no check says. Raises `DataError`."""
    value: LanguageData = yaml_of(source_of(path)).value
    return value


def compiled(
    paths: Iterable[str],
    rules: Iterable[type[Rule]],
    base: Callable[[str], LanguageData] = lambda _: {},
) -> Compiled:
    """Compile language files, in addition to what `base` says of a language's code.

    Files that name the same code make one language: lists are joined, and what both say of one
    thing must agree. A file with a fault is left out.
    """
    known = {rule.name: rule for rule in rules}
    complaints = Complaints()
    languages: dict[str, LanguageData] = {}
    for path in paths:
        try:
            source = source_of(path)
            data = yaml_of(source)
        except DataError as error:
            unread = fault("language", "unreadable", error.span, reason=str(error))
            complaints.add(error.source, unread)
            continue
        found = [*_broken(data)] or [*_misspelt(data, known), *_wrong_messages(data, known)]
        if not found:
            code = data.value["code"]
            merge = _Merge(data, languages.get(code) or base(code))
            found = merge.faults
        if not found:
            languages[merge.value["code"]] = merge.value
        complaints.add(source, *found)
    return Compiled(tuple(languages.values()), complaints.files())


def _broken(data: Data) -> Iterator[Diagnostic]:
    for problem in problems(language_schema(), data.value):
        place = data.place(*problem.path, *filter(None, [problem.name]))
        if problem.keyword == "required":
            name = named((*problem.path, problem.name))
            yield fault("language", "missing", place.key, name=name)
        elif problem.keyword == "additionalProperties":
            told = {"name": problem.name, "all": listed(problem.schema["properties"])}
            where = named(problem.path)
            yield fault("language", "unknown-key", place.key, **told, where=where)
        else:
            told = {"name": named(problem.path), "value": shown(problem.value)}
            wanted = expected(problem.schema)
            yield fault("language", "wrong-type", place.value, **told, expected=wanted)


def _misspelt(data: Data, rules: Mapping[str, type[Rule]]) -> Iterator[Diagnostic]:
    """Names that nobody knows but that look like one. Others may be those of absent plugins."""
    parts = {rule.needs.partition(".")[0] or rule.category for rule in rules.values()}
    parts.update(language_schema()["properties"])
    for path, names, known in (
        ((), data.value, parts),
        (("messages",), data.value.get("messages", ()), set(rules)),
        (("cases",), data.value.get("cases", ()), set(rules)),
    ):
        for name in names:
            near = "" if name in known else nearest(name, known, likeness=0.8)
            if near:
                place = data.place(*path, name)
                yield fault("language", "misspelt-name", place.key, name=name, near=near)


def _wrong_messages(data: Data, rules: Mapping[str, type[Rule]]) -> Iterator[Diagnostic]:
    """Translations of messages that a rule has not, or that ask for what it does not fill in."""
    for name, messages in data.value.get("messages", {}).items():
        if name not in rules:
            continue
        rule = rules[name]
        for key, said in messages.items():
            if key not in rule.messages:
                told = {"rule": name, "name": key, "all": listed(rule.messages)}
                place = data.place("messages", name, key)
                yield fault("language", "unknown-message", place.key, **told)
                continue
            filled = _fields(rule.messages[key]) | _fields(rule.hints.get(key, ""))
            asked = set().union(*map(_fields, said.values()))
            for field in sorted(asked - filled):
                place = data.place("messages", name, key)
                yield fault("language", "placeholder", place.key, rule=name, name=field, key=key)


def _fields(template: str) -> set[str]:
    from string import Formatter

    try:
        return {field for _, field, _, _ in Formatter().parse(template) if field is not None}
    except ValueError:
        return {template}


class _Merge:
    """A language with what one more file says of it."""

    def __init__(self, data: Data, base: LanguageData) -> None:
        self.data = data
        self.faults: list[Diagnostic] = []
        self.value: LanguageData = self._merged((), base, data.value)

    def _merged(self, path: tuple[str, ...], old: Any, new: Any) -> Any:
        if isinstance(old, dict) and isinstance(new, dict):
            return old | {
                key: self._merged((*path, key), old[key], value) if key in old else value
                for key, value in new.items()
            }
        if isinstance(old, str) and isinstance(new, list):
            old = [*words_of(old)]
        if isinstance(old, list) and isinstance(new, str):
            new = [*words_of(new)]
        if isinstance(old, list) and isinstance(new, list):
            return old + [item for item in new if item not in old]
        if old != new:
            place = self.data.place(*path)
            self.faults.append(fault("language", "conflict", place.key, name=named(path)))
        return new
