"""The presets that bylint brings fit the rules that it brings."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bylint import Linter
from bylint.checking.options import options
from bylint.workspace.config import read
from bylint.workspace.registry import Registry, registry
from bylint.workspace.settings import State
from bylint.workspace.validation import validated

UP = {"info": "warning", "warning": "error", "error": "error"}


@pytest.fixture(scope="module")
def installed() -> Registry:
    return registry()


def states(preset: str) -> Mapping[str, State]:
    linter = Linter({"extends": preset})
    found = linter.settings(linter.root).states("/article.md")
    assert [said.message for file in linter.faults for said in file.diagnostics] == []
    return found


def changed(preset: str) -> dict[str, str | dict[str, object]]:
    """What a preset says of each rule: a severity, `off`, or the options it gives."""
    said: dict[str, str | dict[str, object]] = {}
    for name, state in states(preset).items():
        if state.options:
            said[name] = state.options
        elif "severity" in state.where:
            said[name] = state.severity.word if state.on and state.severity else "off"
    return said


@pytest.mark.parametrize("name", sorted(registry().presets))
def test_preset_holds_nothing_wrong(name: str, installed: Registry) -> None:
    path = installed.presets[name]
    assert path in installed.own_presets
    assert validated(read(path, "/"), installed)[1] == []


def test_default_changes_nothing() -> None:
    assert changed("default") == {}


def test_news_digest_is_the_house_style() -> None:
    assert changed("news-digest") == {
        "missing-disclosure": "error",
        "misplaced-disclosure": "error",
        "unused-reference": "warning",
        "citation-order": "warning",
        "unlocatable-reference": "off",
        "overlong-analogy": {"max_sentences": 2},
    }


def test_strict_is_one_level_up_for_every_stable_rule(installed: Registry) -> None:
    found = states("strict")
    for name, (rule, _) in installed.rules.items():
        state = found[name]
        if rule.severity is None or rule.status != "stable":
            assert not state.runs, f"{name} is off by default"
            continue
        word = (state.severity or rule.severity).word
        assert state.runs, name
        assert word == UP[rule.severity.word], name
        assert not state.options, name


def test_every_option_of_a_built_in_rule_is_described(installed: Registry) -> None:
    missing = [
        f"{name}.{option.name}"
        for name, known in installed.rules.items()
        for option in options(known.rule)
        if not option.description
    ]
    assert missing == []
