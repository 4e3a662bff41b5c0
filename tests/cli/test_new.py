"""`bylint new`: a rule that works at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import CONFIG, House

from bylint import Linter
from bylint.checking.docs import docstring


@pytest.fixture
def empty(house: House) -> House:
    """A folder without settings."""
    for file in house.folder.iterdir():
        file.unlink()
    return house


def test_rule_works_as_soon_as_the_config_names_it(empty: House) -> None:
    ran = empty.run("new", "no-notes")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [
        "wrote house_rules/no_notes.py",
        "add to .bylint.yaml, or to the list that stands there:",
        "",
        '  plugins: ["./house_rules/no_notes.py"]',
        "",
        "then run its cases: bylint test no-notes",
    ]
    empty.write(".bylint.yaml", ran.lines[3].strip())
    assert empty.run("test", "no-notes") == (0, "5 cases of 1 rule, 0 failed\n", "")
    empty.write("a.md", "# 円安\r\n\r\n😀𠮷 **要確認**、TODOを、TODOS。\r\n")
    ran = empty.run("check", "a.md", "--select", "house")
    assert [line for line in ran.lines if line.startswith("a.md:")] == [
        "a.md:3:6: warning no-notes “要確認” is left in the article.",
        "a.md:3:12: warning no-notes “TODO” is left in the article.",
    ]
    empty.write(
        ".bylint.yaml", "plugins: ./house_rules/no_notes.py\nrules: {no-notes: {allowed: 1}}\n"
    )
    ran = empty.run("check", "a.md", "--select", "house")
    assert [line for line in ran.lines if line.startswith("a.md:")] == [
        "a.md:3:12: warning no-notes “TODO” is left in the article."
    ]


def test_its_page_has_all_sections(empty: House) -> None:
    empty.run("new", "no-notes")
    empty.write(".bylint.yaml", "plugins: ./house_rules/no_notes.py\n")
    (rule,) = (rule for rule in Linter(root=empty.folder).rules if rule.name == "no-notes")
    heads = [line for line in docstring(rule).splitlines() if line.startswith("## ")]
    assert heads == [
        *("## What it finds", "## Why", "## What to write instead", "## Options"),
    ]
    assert (
        "- `allowed`: how many are let through (0 by default)."
        in empty.run("explain", "no-notes").lines
    )


@pytest.mark.parametrize("name", ["none", "rule", "import", "json", "a1-b2-3"])
def test_any_name_makes_a_rule_that_works(empty: House, name: str) -> None:
    ran = empty.run("new", name, "--category", "notes", "--folder", "規則")
    assert ran.lines[3] == f'  plugins: ["./規則/{name.replace("-", "_")}.py"]'
    empty.write(".bylint.yaml", ran.lines[3].strip())
    assert empty.run("test", name) == (0, "5 cases of 1 rule, 0 failed\n", "")


def test_lines_for_the_config_that_holds(empty: House) -> None:
    empty.write("pyproject.toml", "[tool.bylint]\n")
    empty.write("desk/a.md", "")
    inner = House(empty.folder / "desk", empty.cache)
    ran = inner.run("new", "no-notes")
    assert ran.lines[1] == "add to ../pyproject.toml, or to the list that stands there:"
    assert ran.lines[3] == '  plugins = ["./desk/house_rules/no_notes.py"]'
    empty.write("pyproject.toml", f"[tool.bylint]\n{ran.lines[3].strip()}\n")
    assert inner.run("test", "no-notes").code == 0
    ran = inner.run("new", "more-notes", "--config", "../conf/b.yaml", "--folder", "..")
    assert (ran.code, ran.lines[0]) == (2, "wrote ../more_notes.py")
    assert "conf/b.yaml:1: The config file cannot be read" in ran.err
    empty.write("conf/b.yaml", "")
    ran = inner.run("new", "last-notes", "--config", "../conf/b.yaml", "--folder", "..")
    assert ran.lines[1] == "add to ../conf/b.yaml, or to the list that stands there:"
    assert ran.lines[3] == '  plugins: ["../last_notes.py"]'


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["No-Notes"], "No-Notes is no name: take lower-case words joined by -, such as no-notes"),
        (["no_notes"], "no_notes is no name: take lower-case words joined by -, such as no-notes"),
        (["../x"], "../x is no name: take lower-case words joined by -, such as no-notes"),
        (["メモ"], "メモ is no name: take lower-case words joined by -, such as no-notes"),
        (["\x1b[2J"], "\\x1b[2J is no name: take lower-case words joined by -, such as no-notes"),
        (
            ["a", "--category", "B"],
            "B is no name: take lower-case words joined by -, such as no-notes",
        ),
        (["missing-summary"], "there is a rule or category missing-summary already"),
        (["house-todo"], "there is a rule or category house-todo already"),
        (["citations"], "there is a rule or category citations already"),
        (["unused-suppression"], "there is a rule or category unused-suppression already"),
        (["notes", "--category", "notes"], "a rule and its category cannot both be named notes"),
        (
            ["notes", "--category", "missing-summary"],
            "missing-summary is the name of a rule and cannot be that of a category",
        ),
    ],
)
def test_names_are_refused(house: House, arguments: list[str], said: str) -> None:
    assert house.run("new", *arguments) == (2, "", f"bylint: {said}\n")
    assert not (house.folder / "house_rules").exists()


def test_nothing_is_overwritten(house: House) -> None:
    mine = house.write("house_rules/no_notes.py", "# mine\n")
    assert house.run("new", "no-notes") == (
        2,
        "",
        "bylint: house_rules/no_notes.py is there already; choose another name or --folder\n",
    )
    assert mine.read_text(encoding="utf-8") == "# mine\n"


def test_folder_that_is_a_file(house: House) -> None:
    ran = house.run("new", "no-notes", "--folder", "house.py")
    assert (ran.code, ran.out, ran.err) == (2, "", "bylint: File exists: house.py\n")


def test_other_rules_of_the_house_stay(house: House) -> None:
    house.run("new", "no-notes", "--category", "house")
    house.write(".bylint.yaml", CONFIG.replace("]", ", ./house_rules/no_notes.py]"))
    assert house.run("test", "house").lines[-1] == "8 cases of 4 rules, 0 failed"
    assert Path(house.folder, "house.py").exists()
