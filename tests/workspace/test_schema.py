"""The JSON Schema of config files is made from the rules, for validation and for editors."""

from __future__ import annotations

import json

import jsonschema_rs
import pytest
from tone import made_registry

from bylint.workspace.registry import registry
from bylint.workspace.schema import expected, problems

SEVERITY = {"enum": ["error", "warning", "info", "off"]}


def test_schema_of_what_is_installed_is_a_schema() -> None:
    schema = registry().config_schema
    assert jsonschema_rs.meta.is_valid(schema)
    assert json.loads(json.dumps(schema)) == schema


def test_settings() -> None:
    schema = made_registry({"strict": "/strict.yaml"}).config_schema
    assert list(schema["properties"]) == [
        "extends",
        "rules",
        "overrides",
        "include",
        "exclude",
        "language",
        "plugins",
        "rule_packs",
    ]
    assert schema["properties"]["language"]["enum"] == ["en", "ja"]
    assert schema["properties"]["extends"]["description"] == (
        "Presets (strict) or paths of config files to start from; later ones win."
    )


def test_rules_and_categories() -> None:
    rules = made_registry().config_schema["$defs"]["rules"]["properties"]
    assert list(rules) == [
        "house",
        "tone",
        "broken-rule",
        "house-word",
        "loud-word",
        "new-word",
        "small-word",
        "unused-suppression",
    ]
    assert rules["tone"] == {
        "description": "All rules of the category tone that are on.",
        **SEVERITY,
    }


def test_options_of_a_rule() -> None:
    rules = made_registry().config_schema["$defs"]["rules"]["properties"]
    number = {"type": "integer", "minimum": 0}
    assert rules["loud-word"] == {
        "description": "Words that shout.",
        "anyOf": [
            SEVERITY,
            {
                "type": "object",
                "properties": {
                    "severity": {**SEVERITY, "default": "warning"},
                    "words": {
                        "description": "the words that count as loud (`[LOUD]`).",
                        "type": "array",
                        "items": {"type": "string"},
                        "default": ["LOUD"],
                    },
                    "most": {
                        "description": "how many are allowed; 0 allows none.",
                        "default": 0,
                        **number,
                    },
                    "mood": {
                        "description": "what they are taken for (`angry`).",
                        "enum": ["angry", "glad", "off"],
                        "default": "angry",
                    },
                    "length": {
                        "description": "how long a text must be to be judged, by language.",
                        "anyOf": [
                            number,
                            {
                                "type": "object",
                                "properties": {
                                    "en": {**number, "default": 0},
                                    "ja": {**number, "default": 0},
                                },
                                "additionalProperties": False,
                            },
                        ],
                    },
                },
                "additionalProperties": False,
            },
        ],
    }


@pytest.mark.parametrize(
    ("rule", "severity"),
    [("small-word", "info"), ("new-word", "off"), ("house-word", "off"), ("loud-word", "warning")],
)
def test_severity_that_holds_unless_something_is_said(rule: str, severity: str) -> None:
    rules = made_registry().config_schema["$defs"]["rules"]["properties"]
    assert rules[rule]["anyOf"][1]["properties"]["severity"]["default"] == severity


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ({}, []),
        ({"rules": {"loud-word": {"length": {"ja": 3}, "words": []}}}, []),
        ({"a": 1, "b": 2}, [((), "a"), ((), "b")]),
        ({"overrides": [{}]}, [(("overrides", 0), "files"), (("overrides", 0), "rules")]),
        (
            {"rules": {"loud-word": {"length": {"ja": -1, "xx": 0}, "x": 1}}},
            [
                (("rules", "loud-word"), "x"),
                (("rules", "loud-word", "length"), "xx"),
                (("rules", "loud-word", "length", "ja"), ""),
            ],
        ),
        ({"extends": [1, {}]}, [(("extends", 0), ""), (("extends", 1), "")]),
        ({"extends": {}}, [(("extends",), "")]),
    ],
)
def test_every_problem_is_told_once_where_it_is(
    value: object, paths: list[tuple[tuple[str | int, ...], str]]
) -> None:
    found = problems(made_registry().config_schema, value)
    assert sorted(((each.path, each.name) for each in found), key=str) == sorted(paths, key=str)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer", "minimum": 0}, "integer"),
        ({"enum": ["a", 3]}, "a | 3"),
        ({"type": "array", "items": {"type": "string"}}, "list of string"),
        ({"type": "array", "prefixItems": [], "minItems": 2, "maxItems": 2}, "list of 2"),
        ({"type": "array"}, "list"),
        ({"anyOf": [{"type": "object"}, {"type": "null"}]}, "mapping | null"),
    ],
)
def test_what_a_schema_asks_for(schema: dict[str, object], words: str) -> None:
    assert expected(schema) == words
