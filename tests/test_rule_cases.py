"""Every rule's own cases: marked spans are found, and nothing else."""

from __future__ import annotations

import pytest
from support import rules, toolbox

from bylint.checking.rule import Rule
from bylint.checking.testing import run_cases


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_cases_of_rule(rule: type[Rule]) -> None:
    problems = [
        f"{one.kind} {one.language} {one.number}: {one.problem}"
        for one in run_cases(rule, toolbox())
        if one.problem
    ]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_has_cases_and_messages_in_both_languages(rule: type[Rule]) -> None:
    assert {"ja", "en"} <= set(rule.good)
    assert {"ja", "en"} <= set(rule.bad)
    said = toolbox().languages.get("ja").data["messages"][rule.name]
    assert set(said) == set(rule.messages)
    assert {key for key, words in said.items() if "hint" in words} == set(rule.hints)
