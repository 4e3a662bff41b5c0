"""The JSON Schemas of config and language files, and what in a file does not agree with them.

The config schema is made from the rules' fields. It serves validation here and completion in
editors; see `config_schema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bylint.records import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

    from bylint.checking.options import Option, Schema
    from bylint.checking.rule import Rule

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SEVERITIES = ("error", "warning", "info", "off")
ENGINE_RULES = ("unused-suppression",)
"""Diagnostics of the engine that a config may switch off or give another severity."""

_SEVERITY: Schema = {"enum": list(SEVERITIES)}
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_WORDS: Schema = {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]}
_ANYTHING: Schema = {"anyOf": [{"type": "object"}, {"type": "array"}]}
_GROUPS: Schema = {"type": "object", "additionalProperties": _WORDS}

Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """A value that does not agree with a schema.

    `keyword` is the word of the schema that it breaks, `schema` the part in which the word stands,
    `name` the key in question where the problem is one of keys.
    """

    path: Path
    keyword: str
    schema: Schema
    value: Any
    name: str = ""


def problems(schema: Schema, value: Any) -> Iterator[Problem]:
    """Everything in which a value breaks a schema."""
    import jsonschema_rs

    told: set[tuple[Path, str, str]] = set()
    for error in jsonschema_rs.validator_for(schema).iter_errors(value):
        *where, keyword = error.schema_path
        path = tuple(error.instance_path)
        found = Problem(path, str(keyword), _part(schema, where), _at(value, path))
        for problem in _told(schema, found):
            place = (problem.path, problem.keyword, problem.name)
            if place not in told:
                told.add(place)
                yield problem


def _told(schema: Schema, problem: Problem) -> Iterator[Problem]:
    """A problem in as many pieces as there are things to mend."""
    path, keyword, part, value, _ = problem
    if keyword == "additionalProperties":
        known = part.get("properties", {})
        yield from (problem._replace(name=name) for name in value if name not in known)
    elif keyword == "required":
        yield from (problem._replace(name=name) for name in part["required"] if name not in value)
    elif keyword == "anyOf":
        branch = next((each for each in part["anyOf"] if _fits(each, value)), None)
        if branch is None:
            yield problem
            return
        whole = {"$defs": schema.get("$defs", {}), **branch}
        for inner in problems(whole, value):
            yield inner._replace(path=(*path, *inner.path))
    else:
        yield problem


def _part(schema: Schema, where: Sequence[str | int]) -> Schema:
    part: Any = schema
    for key in where:
        part = part[key]
        if key == "$ref":
            part = schema["$defs"][part.rpartition("/")[2]]
    return dict(part)


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


_KINDS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def _fits(schema: Schema, value: Any) -> bool:
    """Whether a value is of the kind a schema speaks of, right or wrong."""
    if "anyOf" in schema:
        return any(_fits(each, value) for each in schema["anyOf"])
    if "enum" in schema:
        return any(type(each) is type(value) for each in schema["enum"])
    if isinstance(value, bool):
        return bool(schema["type"] == "boolean")
    return isinstance(value, _KINDS[schema["type"]])


def expected(schema: Schema) -> str:
    """What a schema asks for, in the words of JSON Schema."""
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " | ".join(expected(each) for each in schema["anyOf"])
    kind: str = schema["type"]
    if kind == "array":
        of = expected(schema["items"]) if "items" in schema else schema.get("minItems", "")
        return f"list of {of}" if of else "list"
    return "mapping" if kind == "object" else kind


# Config files ------------------------------------------------------------------------------


class RuleOptions(NamedTuple):
    """A rule and its options, read once."""

    rule: type[Rule]
    options: tuple[Option, ...]


def config_schema(
    rules: Mapping[str, RuleOptions], languages: Iterable[str], presets: Iterable[str]
) -> Schema:
    """The schema of a config file for the rules, languages and presets that are installed."""
    codes = sorted(languages)
    categories = sorted({each.rule.category for each in rules.values()})
    defined: Schema = {
        name: _said(_SEVERITY, f"All rules of the category {name} that are on.")
        for name in categories
    }
    defined.update((name, _rule(rules[name], codes)) for name in sorted(rules))
    defined.update((name, _rule_schema({}, "Of the engine.", "warning")) for name in ENGINE_RULES)
    return {
        "$schema": DRAFT,
        "title": "bylint",
        "type": "object",
        "properties": _settings(codes, ", ".join(sorted(presets))),
        "additionalProperties": False,
        "$defs": {
            "rules": {
                "description": "A rule or category, and its severity; a rule's options too.",
                "type": "object",
                "properties": defined,
                "additionalProperties": False,
            }
        },
    }


def written(schema: Schema) -> str:
    """A schema as the text of a file, in ASCII."""
    from json import dumps

    return dumps(schema, indent=1) + "\n"


def _settings(codes: Sequence[str], presets: str) -> dict[str, Schema]:
    """The settings at the top of a file."""
    override = {
        "type": "object",
        "properties": {
            "files": _said(_TEXTS, "Globs, from the folder of the config file."),
            "rules": {"$ref": "#/$defs/rules"},
        },
        "required": ["files", "rules"],
        "additionalProperties": False,
    }
    return {
        "extends": _setting(
            _TEXTS,
            f"Presets ({presets}) or paths of config files to start from; later ones win.",
        ),
        "rules": {
            "description": "Rules and categories, each with a severity; a rule's options too.",
            "default": {},
            "$ref": "#/$defs/rules",
        },
        "overrides": _setting(
            {"type": "array", "items": override},
            "Rules for some files; of several overrides that fit a file, later ones win.",
        ),
        "include": _setting(_TEXTS, "Globs of files to check beside those checked anyway."),
        "exclude": _setting(_TEXTS, "Globs of files never to check, even where they are named."),
        "language": _said({"enum": codes}, "The language of articles that do not tell theirs."),
        "plugins": _setting(_TEXTS, "Paths of Python files with rules of your own."),
        "rule_packs": _setting(
            _TEXTS, "Paths of rule packs, rules in YAML, or of folders with some."
        ),
    }


def _setting(schema: Schema, description: str) -> Schema:
    return {"description": description, **schema, "default": []}


def _rule(known: RuleOptions, codes: Sequence[str]) -> Schema:
    rule = known.rule
    summary = (rule.__doc__ or "").strip().partition("\n")[0]
    taken = {option.name: option_schema(option, codes) for option in known.options}
    on = rule.severity if rule.status == "stable" else None
    return _rule_schema(taken, summary, on.word if on else "off")


def _rule_schema(options: Mapping[str, Schema], summary: str, severity: str) -> Schema:
    mapping = {
        "type": "object",
        "properties": {"severity": {**_SEVERITY, "default": severity}, **options},
        "additionalProperties": False,
    }
    return _said({"anyOf": [_SEVERITY, mapping]}, summary)


def option_schema(option: Option, codes: Sequence[str]) -> Schema:
    """What a config file may say for an option where these languages are installed."""
    schema = option.schema
    if option.by_language:
        usual = option.default
        each = {
            code: {**schema, "default": _plain(usual.values.get(code, usual.default))}
            for code in codes
        }
        mapping = {"type": "object", "properties": each, "additionalProperties": False}
        schema = {"anyOf": [schema, mapping]}
    else:
        schema = {**schema, "default": _plain(option.default)}
    return _said(schema, option.description)


def _said(schema: Schema, description: str) -> Schema:
    return {"description": description, **schema} if description else schema


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return value


# Language files ----------------------------------------------------------------------------


def language_schema() -> Schema:
    """The schema of a language file. What it does not name, views and rules read for themselves."""
    message = {
        "type": "object",
        "properties": {"message": _TEXT, "hint": _TEXT, "related": _TEXT},
        "additionalProperties": False,
    }
    messages = {"type": "object", "additionalProperties": message}
    named = {"text": _TEXT, "path": _TEXT, "message": _TEXT, "fixed": _TEXT}
    case = {
        "type": "object",
        "properties": {**named, "options": {"type": "object"}},
        "required": ["text"],
        "additionalProperties": False,
    }
    listed = {"type": "array", "items": {"anyOf": [_TEXT, case]}}
    cases = {
        "type": "object",
        "properties": {"good": listed, "bad": listed},
        "additionalProperties": False,
    }
    return {
        "$schema": DRAFT,
        "title": "A language of bylint",
        "type": "object",
        "properties": {
            "code": _TEXT,
            "name": _TEXT,
            "script": _TEXT,
            "unspaced": {"type": "boolean"},
            "sentence_ends": _TEXT,
            "dotted_ordinals": {"type": "boolean"},
            "abbreviations": _WORDS,
            "stop_words": _WORDS,
            "headings": _GROUPS,
            "heading_words": _GROUPS,
            "phrases": _GROUPS,
            "messages": {"type": "object", "additionalProperties": messages},
            "cases": {"type": "object", "additionalProperties": cases},
        },
        "required": ["code"],
        "additionalProperties": _ANYTHING,
    }
