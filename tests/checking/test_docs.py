"""The pages of rules: what stands on them, and that it is true."""

from __future__ import annotations

import pytest
from support import rules, toolbox

from bylint.checking.docs import docstring, fixable, page, severity, spoken, summary
from bylint.checking.rule import ByLanguage, Case, Rule
from bylint.checking.testing import findings, unmark


class Sample(Rule, name="house-sample", category="house", severity=None, needs="house.words"):
    """A sample.

    ## What it finds

    Nothing:

        indented
    """

    words: tuple[str, ...] = ("b", "a")
    mode: str = "lead"
    size: ByLanguage[int] = ByLanguage(0, ja=80)
    ratio: float = 1.5
    on: bool = True

    messages = {"found": "Found."}
    good = {"en": ["a ````b```` c"]}
    bad = {"ja": [Case("⟦あ⟧\r\n", options={"size": 3}, path="a.txt", fixed="い")]}


def test_page_holds_all() -> None:
    assert page(Sample, toolbox().languages) == (
        "# house-sample\n\nA sample.\n\n"
        "- Category: house\n- Severity: off\n- Status: stable, since 0.1\n- Fix: yes\n"
        "- Languages: none\n\n"
        "## What it finds\n\nNothing:\n\n    indented\n\n"
        "## Settings\n\n```yaml\nrules:\n  house-sample:\n    severity: off\n"
        '    words: ["b", "a"]\n    mode: lead\n    size: {ja: 80}  # other languages: 0\n'
        "    ratio: 1.5\n    on: true\n```\n\n"
        "## Found\n\nIn `a.txt` (ja), with `size: 3`:\n\n```text\n⟦あ⟧␍\n```\n\n"
        "## Left alone\n\nIn `article.md` (en):\n\n`````text\na ````b```` c\n`````\n"
    )
    assert (summary(Sample), severity(Sample), fixable(Sample)) == ("A sample.", "off", True)
    assert spoken(Sample, toolbox().languages) == []
    assert docstring(Rule).startswith("A check. ")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_that_offers_fixes_shows_one(rule: type[Rule]) -> None:
    offered = False
    for language, cases in rule.bad.items():
        for given in cases:
            case = given if isinstance(given, Case) else Case(given)
            text, configured = unmark(case.text).text, rule(**case.options)
            said = findings(configured, text, case.path, language, toolbox())
            offered = offered or any(finding.fix for finding in said)
    assert fixable(rule) == offered
