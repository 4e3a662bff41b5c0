"""What the rules cost writers of human prose: the stored table, and how it is made and compared."""

from __future__ import annotations

import importlib
import subprocess
from pathlib import Path
from types import ModuleType

import pytest
from support import rules

import bylint

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts" / "accuracy"
MOST = 0.05
"""How many findings an article of human prose a rule may make that is more than information."""
ASKED_FOR = {"missing-disclosure", "missing-summary"}
RIGHT = {"unrendered-emphasis"}
"""What it finds is a defect in human prose as well: readers see the asterisks."""


@pytest.fixture
def human(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("human")


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("changes")


def stored(changes: ModuleType) -> dict[tuple[str, str], list[float]]:
    """The rates of the stored tables on human prose, by table and rule or sum."""
    rows = changes.rows(changes.TABLE.read_text(encoding="utf-8"))
    return {
        key: [float(cell) for cell in cells.split() if cell[0].isdigit()]
        for key, cells in rows.items()
        if key[0].startswith("Human prose")
    }


def test_table_holds_every_rule_that_is_on(changes: ModuleType) -> None:
    named = {name for _, name in stored(changes)}
    missing = {rule.name for rule in rules() if rule.severity and rule.status == "stable"} - named
    assert not missing, f"`python scripts/accuracy human --fetch CACHE --write` lacks {missing}"


def test_rules_that_cost_much_are_information(changes: ModuleType) -> None:
    mild = {
        rule.name
        for rule in rules()
        if rule.severity is None or rule.severity.word == "info" or rule.status == "preview"
    }
    loud = {
        (table, name): max(rates)
        for (table, name), rates in stored(changes).items()
        if "," not in name and name not in mild | ASKED_FOR | RIGHT | {"errors", "all levels"}
        if max(rates) > MOST
    }
    assert loud == {}


def test_findings_are_counted_by_language_and_article(human: ModuleType, tmp_path: Path) -> None:
    long = "𠮷野の朝市が戻りました。" * 80
    text = "単なる市場ではなく祭りです。\r\n単なる道ではなく川です。\r\n"
    (tmp_path / "a.md").write_text(f"{long}\r\n\r\n{text}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{long}\n", encoding="utf-8")
    (tmp_path / "same.txt").write_text(f"{long}\n", encoding="utf-8")
    (tmp_path / "short.md").write_text(text, encoding="utf-8")
    (tmp_path / "fr-FR").mkdir()
    (tmp_path / "fr-FR" / "untranslated.md").write_text(f"{long}😀\n", encoding="utf-8")
    result = human.measured(bylint.Linter(), [tmp_path], "")
    assert result.articles == {"ja": 2}
    assert (
        human.Found(f"{tmp_path.name}/a.md", 3, "negative-parallelism", "warning")
        in result.found["ja"]
    )
    assert result.rate("ja", ["negative-parallelism"]) == 0.5
    assert result.rate("ja", ["negative-parallelism"], ["error"]) == 0
    table = human.table(result, ["ja"])
    assert "| `negative-parallelism` | warning | 0.500 |" in table
    assert "| `repeated-ending` | warning | 0 |" in table


def test_page_is_read_as_it_was_written(human: ModuleType, changes: ModuleType) -> None:
    found = human.Found("book/a.html", 7, "repeated-ending", "warning")
    result = human.Measured({"ja": 40}, {"ja": [found]})
    rows = changes.rows(human.page({"installable": result}))
    title = human.TITLES["installable"]
    assert rows[title, "repeated-ending"] == "warning 0.025"
    assert rows[title, "all levels"].split() == ["0.025"]


def test_changes_tell_what_came_and_went(
    changes: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    head = "article\tline\trule\tseverity\n"
    table = tmp_path / "docs" / "precision.md"
    found = tmp_path / "docs" / "precision.tsv"
    table.parent.mkdir()
    table.write_text("## Human\n\n| `a` | info | 0.010 |\n", encoding="utf-8")
    found.write_text(head + "book/𠮷.md\t3\ta\tinfo\nbook/b.md\t9\ta\tinfo\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Measure"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *command], cwd=tmp_path, check=True)
    table.write_text("## Human\n\n| `a` | info | 0.005 |\n", encoding="utf-8")
    found.write_text(head + "book/𠮷.md\t4\ta\tinfo\nbook/c.md\t1\tb\terror\n", encoding="utf-8")
    for name, value in (("ROOT", tmp_path), ("TABLE", table), ("FOUND", found)):
        monkeypatch.setattr(changes, name, value)
    assert changes.main([]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Human, a: info 0.010 -> info 0.005",
        "- book/b.md:9: info a",
        "+ book/c.md:1: error b",
    ]


def test_changes_since_a_commit_without_figures(
    changes: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(changes, "at", lambda _commit, _path: "")
    assert changes.main(["HEAD"]) == 0
    assert all(
        "(none) -> " in line or line.startswith("+ ")
        for line in capsys.readouterr().out.splitlines()
    )
    assert changes.main(["--bad"]) == 2


def test_defaults_cost_human_prose_little(changes: ModuleType) -> None:
    sums = {
        (table, name): max(rates)
        for (table, name), rates in stored(changes).items()
        if name.endswith(", what was not asked for aside")
    }
    assert len(sums) == 4
    for (table, name), rate in sums.items():
        assert rate <= (0.02 if name.startswith("errors") else 0.3), (table, name)
