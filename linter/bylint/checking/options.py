"""A rule's options, read from its fields: what they may be, their defaults, what they are for."""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin

from bylint.checking.rule import ByLanguage, Rule
from bylint.errors import PluginError
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

Schema = dict[str, Any]

_SIMPLE: Mapping[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0},
    str: {"type": "string"},
}
_ITEM = lazy_pattern(r"- `([\w-]+)`[ ]?:?[ ]?(.*)")


class Option(NamedTuple):
    """One option. `schema` is a JSON Schema of what a config file may say for it.

    `by_language` tells that it takes one value or a mapping from language codes.
    """

    name: str
    schema: Schema
    default: Any
    description: str
    by_language: bool = False


def options(rule: type[Rule]) -> tuple[Option, ...]:
    """The options of a rule, in the order of its fields. Raises `PluginError` for unusable ones."""
    if not rule.fields:
        return ()
    try:
        hints = {name: _annotation(rule, name) for name in rule.fields}
    except Exception as error:  # an annotation is any expression
        raise PluginError(f"its annotations cannot be read: {error}") from error
    described = descriptions(rule)
    return tuple(_option(rule, name, hints[name], described.get(name, "")) for name in rule.fields)


def _annotation(rule: type[Rule], name: str) -> Any:
    """The type of a field. `typing.get_type_hints` would read those of all attributes each time."""
    owner = next(each for each in rule.__mro__ if name in each.__dict__.get("__annotations__", ()))
    told = owner.__annotations__[name]
    if not isinstance(told, str):
        return told
    return eval(told, vars(sys.modules[owner.__module__]), dict(vars(owner)))


def descriptions(rule: type[Rule]) -> dict[str, str]:
    """What the list under `## Options` of a rule's page says of each option."""
    found: dict[str, str] = {}
    name = ""
    _, _, listed = (rule.__doc__ or "").partition("## Options")
    for line in listed.partition("\n## ")[0].partition("\n    ## ")[0].splitlines():
        item = _ITEM.match(line.strip())
        if item:
            name = item[1]
            found[name] = item[2].strip()
        elif name and line.strip():
            found[name] += " " + line.strip()
        else:
            name = ""
    return found


def _option(rule: type[Rule], name: str, annotation: Any, description: str) -> Option:
    if not hasattr(rule, name):
        raise PluginError(f"its option {name} has no default")
    default = getattr(rule, name)
    by_language = get_origin(annotation) is ByLanguage
    if by_language != isinstance(default, ByLanguage):
        raise PluginError(f"the default of its option {name} does not fit {annotation}")
    try:
        schema = _schema(get_args(annotation)[0] if by_language else annotation)
    except TypeError as error:
        raise PluginError(f"no config file can hold its option {name}: {error}") from None
    return Option(name, schema, default, description, by_language)


def _schema(annotation: Any) -> Schema:
    """The JSON Schema of a type. Raises `TypeError` for one that has none."""
    if annotation in _SIMPLE:
        return dict(_SIMPLE[annotation])
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(each) for each in arguments]}
    if annotation is type(None):
        return {"type": "null"}
    if origin is tuple and arguments[-1:] != (...,):
        size = len(arguments)
        items = {"prefixItems": [_schema(each) for each in arguments]}
        return {"type": "array", **items, "minItems": size, "maxItems": size}
    if origin in (list, tuple, Sequence):
        return {"type": "array", "items": _schema(arguments[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _schema(arguments[1])}
    raise TypeError(f"{annotation}")
