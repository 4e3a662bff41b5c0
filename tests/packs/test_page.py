"""docs/packs.md: every example is a pack that holds, and its cases too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packed import PACK, Packed

from bylint.checking.scopes import SCOPES
from bylint.checking.testing import run_cases
from bylint.cli.main import main
from bylint.workspace.packs import schema

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("name: ")[1].split()[0])
def test_every_example_holds(packed: Packed, example: str) -> None:
    packed.write(PACK, example)
    assert packed.faults() == []
    toolbox = packed.linter().toolbox
    outcomes = [one for rule in packed.rules().values() for one in run_cases(rule, toolbox)]
    assert [one.problem for one in outcomes if one.problem] == []
    assert {one.kind for one in outcomes} >= {"bad"}


def test_all_examples_go_together(packed: Packed) -> None:
    for number, example in enumerate(EXAMPLES):
        packed.write(f".bylint/rules/{number}.yaml", example)
    assert packed.faults() == []
    assert {rule.recipe["kind"] for rule in packed.rules().values()} == {
        "phrases",
        "pattern",
        "limit",
        "require",
        "consistency",
    }


def test_the_first_pack_does_what_the_page_says(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    packed.write(PACK, EXAMPLES[0])
    packed.write("a.md", "We utilize it in order to win.\n")
    fix = ("--select", "house", "--fix", "--unsafe-fixes")
    assert main(["check", "a.md", *fix]) == 0
    assert (packed.folder / "a.md").read_text() == "We use it to win.\n"
    assert main(["test", ".bylint/rules"]) == 0
    assert "2 cases of 1 rule, 0 failed" in capsys.readouterr().out


def test_the_page_names_every_key_and_every_scope() -> None:
    rule = schema(["en"])["properties"]["rules"]["items"]["properties"]
    told = set(re.findall(r"`([a-z-]+)`", PAGE))
    assert set(rule) - told - {"either"} == set()
    assert "either:" in PAGE
    assert set(SCOPES) - told == set()
