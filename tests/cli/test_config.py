"""`bylint config`: every value that holds for an article, and where it comes from."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from house import House

from bylint import Linter
from bylint.workspace.registry import registry
from bylint.workspace.values import values

CONFIG = """\
plugins: [./house.py]
extends: [strict, ./base.yaml]
language: ja
exclude: ["下書き/**"]
rules:
  house-todo:
    word: 後で
  summary: off
overrides:
  - files: 記事/**
    rules:
      missing-summary: {min_length: {ja: 3}}
      stock-analogy: off
"""
BASE = "rules:\r\n  missing-summary:\r\n    require: lead\r\n  missing-disclosure: info\r\n"


def preset_line(preset: str, rule: str) -> int:
    """The line of a preset in which a rule stands."""
    with open(registry().presets[preset], encoding="utf-8") as file:
        (line,) = (at for at, text in enumerate(file, 1) if text.startswith(f"  {rule}:"))
    return line


@pytest.fixture
def configured(house: House) -> House:
    house.write(".bylint.yaml", CONFIG)
    house.write("base.yaml", BASE)
    house.write("記事/😀.md", "円安。\n")
    return house


def test_every_value_and_its_line(configured: House) -> None:
    ran = configured.run("config", "記事/😀.md")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[:11] == [
        "# 記事/😀.md goes by .bylint.yaml.",
        "extends:",
        "  - strict  # .bylint.yaml:2",
        '  - "./base.yaml"  # .bylint.yaml:2',
        "  - default  # preset strict:3",
        "plugins:",
        '  - "./house.py"  # .bylint.yaml:1',
        "rule_packs: []  # default",
        "include: []  # default",
        'exclude: ["下書き/**"]  # .bylint.yaml:4',
        "language: ja  # .bylint.yaml:3",
    ]
    assert section(ran.lines, "house-todo") == [
        "    severity: error  # default",
        '    word: "後で"  # .bylint.yaml:7',
    ]
    assert section(ran.lines, "missing-summary")[:3] == [
        "    severity: off  # .bylint.yaml:8",
        "    require: lead  # base.yaml:3",
        "    min_length:",
    ]
    assert "      en: 400  # default" in section(ran.lines, "missing-summary")
    assert "      ja: 3  # .bylint.yaml:12" in section(ran.lines, "missing-summary")
    assert section(ran.lines, "missing-disclosure")[0] == "    severity: info  # base.yaml:4"
    assert section(ran.lines, "stock-analogy") == ["    severity: off  # .bylint.yaml:13"]
    assert section(ran.lines, "summary-shape")[0] == "    severity: off  # .bylint.yaml:8"
    line = preset_line("strict", "unrendered-emphasis")
    assert section(ran.lines, "unrendered-emphasis")[0] == (
        f"    severity: error  # preset strict:{line}"
    )
    assert section(ran.lines, "unused-suppression") == ["    severity: warning  # default"]


def section(lines: list[str], rule: str) -> list[str]:
    """What is said below a rule."""
    start = lines.index(f"  {rule}:") + 1
    length = next(
        (at for at, line in enumerate(lines[start:]) if not line.startswith("    ")), None
    )
    return lines[start:][:length]


def test_every_rule_is_there_with_every_option(configured: House) -> None:
    ran = configured.run("config", "記事/😀.md", "--output-format", "json")
    assert (ran.code, ran.err) == (0, "")
    facts = json.loads(ran.out)
    assert ran.out.isascii()
    assert {key: facts[key] for key in ("version", "path", "config", "excluded")} == {
        "version": 1,
        "path": "記事/😀.md",
        "config": ".bylint.yaml",
        "excluded": False,
    }
    rules = Linter(str(configured.folder / ".bylint.yaml"), configured.folder).rules
    expected = {
        f"rules.{rule.name}.{name}" for rule in rules for name in ("severity", *rule.fields)
    }
    names = [value["name"] for value in facts["values"]]
    found = {".".join(name.split(".")[:3]) for name in names if name.startswith("rules.")}
    assert found == expected | {"rules.unused-suppression.severity"}
    by_name = {value["name"]: value for value in facts["values"]}
    assert by_name["rules.missing-summary.require"] == {
        "name": "rules.missing-summary.require",
        "value": "lead",
        "from": {"kind": "file", "path": "base.yaml", "line": 3},
    }
    assert by_name["rules.misplaced-disclosure.severity"]["from"] == {
        "kind": "preset",
        "preset": "strict",
        "path": registry().presets["strict"],
        "line": preset_line("strict", "misplaced-disclosure"),
    }
    assert by_name["include"] == {"name": "include", "value": [], "from": {"kind": "default"}}


def test_the_text_is_a_config_that_says_the_same(configured: House) -> None:
    path = str(configured.folder / "記事/😀.md")
    shown = configured.run("config", "記事/😀.md").out
    configured.write("again/.bylint.yaml", shown.replace("./", "../"))
    before = Linter(root=configured.folder)
    after = Linter(str(configured.folder / "again/.bylint.yaml"), configured.folder)
    assert rule_values(after, path) == rule_values(before, path)
    assert after.faults == ()


def rule_values(linter: Linter, path: str) -> list[tuple[Any, ...]]:
    found = values(linter.settings(linter.root), path)
    return [value[:2] for value in found if value.path[0] in ("rules", "exclude", "language")]


def test_without_a_config_file_all_is_default(house: House) -> None:
    (house.folder / ".bylint.yaml").unlink()
    house.write("a.md", "")
    ran = house.run("config", "a.md")
    assert ran.code == 0
    assert ran.lines[0] == "# a.md goes by no config file."
    ends = [line.partition("  # ")[2] for line in ran.lines[1:] if "  # " in line]
    assert {*ends} == {"default"}
    assert "language: null  # default" in ran.lines


def test_an_excluded_file_says_so(configured: House) -> None:
    configured.write("下書き/a.md", "")
    ran = configured.run("config", "下書き/a.md")
    assert ran.lines[0] == "# 下書き/a.md goes by .bylint.yaml. `exclude` leaves it out."


def test_pyproject_and_a_config_that_is_named(house: House) -> None:
    house.write("a.md", "")
    house.write("pyproject.toml", '[tool.bylint]\nlanguage = "en"\n')
    (house.folder / ".bylint.yaml").unlink()
    assert "language: en  # pyproject.toml:2" in house.run("config", "a.md").lines
    house.write("other.yaml", "language: ja\n")
    ran = house.run("config", "a.md", "--config", "other.yaml")
    assert "language: ja  # other.yaml:1" in ran.lines


def test_what_is_wrong_is_told_beside_what_holds(house: House) -> None:
    house.write("a.md", "")
    house.write(".bylint.yaml", "language: ja\nrulez: {}\n")
    ran = house.run("config", "a.md")
    assert ran.code == 2
    assert ran.err == ".bylint.yaml:2: There is no setting rulez. Did you mean rules?\n".join(
        ["bylint: ", ""]
    )
    assert "language: ja  # .bylint.yaml:1" in ran.lines


def test_control_characters_do_not_reach_the_terminal(house: House) -> None:
    house.write("\x1b[2J.md", "")
    house.write(".bylint.yaml", 'exclude: ["\\e[2J", "\\u202e", "##[x]"]\n')
    ran = house.run("config", "\x1b[2J.md")
    assert ran.lines[0] == "# \\x1b[2J.md goes by .bylint.yaml."
    assert 'exclude: ["\\u001b[2J", "\\u202e", "\\x23#[x]"]  # .bylint.yaml:1' in ran.lines


@pytest.mark.parametrize("arguments", [[], ["a.md", "--schema"]])
def test_either_a_file_or_the_schema(house: House, arguments: list[str]) -> None:
    ran = house.run("config", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("bylint config: error: name an article, or ask for --schema\n")


def test_a_file_that_is_not_there(house: House) -> None:
    assert house.run("config", "円.md") == (2, "", "bylint: there is no file 円.md\n")
    (house.folder / "記事").mkdir()
    said = "bylint: 記事 is a folder; name an article in it\n"
    assert house.run("config", "記事") == (2, "", said)


def test_schema_speaks_of_local_rules_too(house: House) -> None:
    ran = house.run("config", "--schema")
    assert (ran.code, ran.err) == (0, "")
    validator = jsonschema_rs.validator_for(json.loads(ran.out))
    assert validator.is_valid({"rules": {"house-todo": {"word": "後で"}, "missing-summary": "off"}})
    assert not validator.is_valid({"rules": {"house-todo": {"wrod": "後で"}}})
    assert house.run("config", "--schema", "--output-file", "s.json") == (0, "", "")
    assert (house.folder / "s.json").read_text(encoding="utf-8") == ran.out


def test_schema_without_local_rules(house: House) -> None:
    ran = house.run("config", "--schema", "--no-local-plugins")
    assert ran.code == 2
    assert "house-todo" not in ran.out
    assert "local plugins are not allowed" in ran.err
