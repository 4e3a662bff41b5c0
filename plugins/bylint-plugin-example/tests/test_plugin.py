"""Every case of the rule, and every case in the new language, is a test of its own."""

import pytest

import bylint


@pytest.mark.parametrize("case", bylint.rule_cases("bylint-plugin-example"), ids=str)
def test_rule(case: bylint.RuleCase) -> None:
    """The rule finds what a case marks, and nothing else."""
    case.check()


@pytest.mark.parametrize("case", bylint.rule_cases(language="eo"), ids=str)
def test_language(case: bylint.RuleCase) -> None:
    """A rule holds in Esperanto, too."""
    case.check()
