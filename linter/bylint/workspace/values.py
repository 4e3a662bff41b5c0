"""Every value that holds for a file, and where it was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bylint.checking.rule import ByLanguage
from bylint.diagnostics import Severity
from bylint.records import NamedTuple
from bylint.workspace.settings import Settings, State, Where

Path = tuple[str, ...]


class Value(NamedTuple):
    """One value as a config file would have it. `where` is None for a default."""

    path: Path
    value: Any
    where: Where | None


def values(settings: Settings, path: str) -> Iterator[Value]:
    """The values that hold for an absolute path; those of rules by category and name.

    An option that differs by language has one value for each language that is installed.
    """
    yield from _collected(settings, "extends")
    yield from _collected(settings, "plugins")
    yield from _collected(settings, "rule_packs")
    yield _last(settings, "include", [])
    yield _last(settings, "exclude", [])
    yield _last(settings, "language", None)
    states = settings.states(path)
    for name in sorted(states, key=lambda name: (states[name].category, name)):
        yield from _of_rule(settings, name, states[name])


def _collected(settings: Settings, name: str) -> Iterator[Value]:
    """The texts of a setting that adds up over all files, those of the nearest file first."""
    said = [
        Value((name,), text, Where(layer.config.shown, layer.config.source().line_of(span.start)))
        for layer in reversed(settings.layers)
        for text, span in layer.config.texts(name)
    ]
    yield from said or [Value((name,), [], None)]


def _last(settings: Settings, name: str, default: Any) -> Value:
    """A setting for which the nearest file that says something counts."""
    for layer in reversed(settings.layers):
        data = layer.config.data
        if name in data.value:
            where = Where(layer.config.shown, data.place(name).line)
            return Value((name,), data.value[name], where)
    return Value((name,), default, None)


def _of_rule(settings: Settings, name: str, state: State) -> Iterator[Value]:
    path = ("rules", name)
    known = settings.registry.rules.get(name)
    own = known.rule.severity if known else Severity.WARNING
    severity = state.severity or own
    word = severity.word if severity and state.runs else "off"
    yield Value((*path, "severity"), word, state.where.get("severity"))
    if known is None:
        return
    rule = known.rule(**state.options)
    for option in known.rule.fields:
        value, where = getattr(rule, option), state.where.get(option)
        if not isinstance(value, ByLanguage):
            yield Value((*path, option), _plain(value), where)
            continue
        given = state.options.get(option)
        for language in settings.registry.languages:
            left = isinstance(given, Mapping) and language.code not in given
            held = _plain(value.get(language))
            yield Value((*path, option, language.code), held, None if left else where)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return value
