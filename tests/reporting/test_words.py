"""Every word of the engine can be said in every language, and nothing else is translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import bylint
from bylint.reporting.words import ENGINE, WORDS
from bylint.workspace.faults import MESSAGES

Said = dict[tuple[str, str], tuple[str, str]]


def fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def english() -> Said:
    """The engine's messages by rule and key, from the places where they are made."""
    said = dict(in_code())
    for rule, messages in MESSAGES.items():
        for key, texts in messages.items():
            is_data = rule in ("language", "pack")
            where = ("plugin", f"{rule}-{key}") if is_data else (rule, key)
            said[where] = texts
    return said


def in_code() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Calls of `engine` and `Fault` with constant words."""
    for path in Path(bylint.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                words = [*(words_of(argument, names) for argument in node.args), "", "", ""]
                if node.func.id == "engine" and all(map(str.strip, words[:2])):
                    yield (words[0], words[1]), (words[4], words[5])
                if node.func.id == "Fault":
                    yield (words[0], words[1]), (words[3], words[4])


def words_of(node: ast.expr, names: dict[str, object]) -> str:
    if isinstance(node, ast.Name):
        return str(names.get(node.id, ""))
    return str(node.value) if isinstance(node, ast.Constant) else ""


@pytest.mark.parametrize("language", [code for code in WORDS if code != "en"])
def test_engine_is_translated(language: str) -> None:
    said = english()
    assert ("unused-suppression", "name") in said
    assert ("invalid-front-matter", "unreadable") in said
    translated = {
        (rule, key): texts
        for rule, messages in ENGINE[language].items()
        for key, texts in messages.items()
    }
    assert translated.keys() == said.keys()
    for where, (message, hint) in translated.items():
        filled = fields(said[where][0]) | fields(said[where][1])
        assert fields(message) | fields(hint) <= filled, where
        assert bool(hint) == bool(said[where][1]), where


@pytest.mark.parametrize("language", WORDS)
def test_words_are_the_same_everywhere(language: str) -> None:
    def shape(word: str | tuple[str, str]) -> object:
        return fields(word) if isinstance(word, str) else [fields(form) for form in word]

    assert {key: shape(word) for key, word in WORDS[language].items()} == {
        key: shape(word) for key, word in WORDS["en"].items()
    }
