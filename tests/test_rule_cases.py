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
