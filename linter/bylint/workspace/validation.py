"""What in a config file does not agree with the rules that are installed, said at its line."""

from __future__ import annotations

from bylint.diagnostics import Diagnostic
from bylint.records import TYPE_CHECKING
from bylint.workspace import schema
from bylint.workspace.config import Config
from bylint.workspace.data import Data
from bylint.workspace.faults import fault, listed, misspelt, named, nearest, shown
from bylint.workspace.registry import Registry
from bylint.workspace.schema import Path, Problem

if TYPE_CHECKING:
    from typing import Any


def validated(config: Config, registry: Registry) -> tuple[Config, list[Diagnostic]]:
    """A config without what does not agree with the rules, and the complaints about that."""
    value = config.data.value
    found = list(schema.problems(registry.config_schema, value))
    complaints = [_complaint(problem, config.data) for problem in found]
    for problem in found:
        value = _without(value, _culprit(problem))
    return config._replace(data=config.data._replace(value=value)), complaints


def is_unknown_rule(said: Diagnostic) -> bool:
    """Whether a complaint is about a rule that is not installed."""
    return said.key in ("unknown-rule", "misspelt-rule")


def _complaint(problem: Problem, data: Data) -> Diagnostic:
    path, keyword, part, value, name = problem
    if keyword == "additionalProperties":
        return _unknown_key(problem, data)
    place = data.place(*path)
    told = {"name": named(path), "value": shown(value)}
    if keyword == "required":
        return fault("config", "missing", place.key, name=named(path), lacking=name)
    if keyword == "enum" and path == ("language",):
        return misspelt("language", str(value), part["enum"], place.value)
    if keyword == "enum":
        known = [str(each) for each in part["enum"]]
        near = nearest(str(value), known)
        key = "misspelt-value" if near else "unknown-value"
        return fault("config", key, place.value, **told, near=near, all=listed(known))
    if keyword == "minimum":
        return fault("config", "wrong-range", place.value, **told, limit=part["minimum"])
    if keyword in ("minItems", "maxItems"):
        told["value"] = str(len(value))
        return fault("config", "wrong-size", place.value, **told, limit=part[keyword])
    return fault("config", "wrong-type", place.value, **told, expected=schema.expected(part))


def _unknown_key(problem: Problem, data: Data) -> Diagnostic:
    path, name, known = problem.path, problem.name, problem.schema["properties"]
    span = data.place(*path, name).key
    inside = _inside_rules(path)
    if inside is None:
        return misspelt("setting", name, known, span)
    if not inside:
        return misspelt("rule", name, known, span)
    if len(inside) == 1:
        return misspelt("option", name, known, span, rule=inside[0])
    return misspelt("language", name, known, span)


def _inside_rules(path: Path) -> Path | None:
    """The part of a path below `rules`, which names a rule, then its option; None elsewhere."""
    for index in (0, 2):
        if path[index : index + 1] == ("rules",):
            return path[index + 1 :]
    return None


def _culprit(problem: Problem) -> Path:
    """What to leave out so that the rest is sound: a setting, an override, a rule or an option."""
    path = (
        (*problem.path, problem.name) if problem.keyword == "additionalProperties" else problem.path
    )
    inside = _inside_rules(path)
    if inside is None:
        return path[: 2 if path[0] == "overrides" else 1]
    return path[: len(path) - len(inside) + 2]


def _without(value: Any, path: Path) -> Any:
    """A value without what stands at a path.

    An item of a list leaves an empty mapping behind, so that those after it keep their places.
    """
    key, *rest = path
    if isinstance(value, dict):
        if key not in value:
            return value
        kept = {each: item for each, item in value.items() if each != key}
        return kept | {key: _without(value[key], tuple(rest))} if rest else kept
    if isinstance(value, list) and isinstance(key, int):
        kept_item = _without(value[key], tuple(rest)) if rest else {}
        return [*value[:key], kept_item, *value[key + 1 :]]
    return value
