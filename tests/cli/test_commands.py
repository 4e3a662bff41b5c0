"""The other commands, and what `bylint` does before there is a command."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import ClassVar

import pytest
from house import House

import bylint
from bylint.cli import output
from bylint.cli.explain import OWN
from bylint.cli.main import COMMANDS, main
from bylint.reporting.words import ENGINE

CODES = sorted(language.code for language in bylint.Linter().languages)
"""Every language that is installed: a rule without needs speaks them all."""


def test_version(house: House) -> None:
    assert bylint.__version__ == version("bylint")
    for option in ("--version", "-V"):
        assert house.run(option) == (0, f"bylint {bylint.__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_help_lists_the_commands(house: House, arguments: list[str]) -> None:
    ran = house.run(*arguments)
    assert ran.code == 0
    assert [
        row.split()[0] for row in ran.lines if row.startswith("  ") and "-" not in row.split()[0]
    ] == [*COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(house: House, command: str) -> None:
    ran = house.run(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: bylint {command} ")
    assert house.run("help", command).out == ran.out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("chekc", "did you mean check?"),
        ("a.md", "to check a file or folder, say: bylint check a.md"),
        ("xyz", f"there are {', '.join(COMMANDS)}"),
        ("\x1b[2J", f"there are {', '.join(COMMANDS)}"),
    ],
)
def test_unknown_command(house: House, name: str, hint: str) -> None:
    house.write("a.md", "")
    shown = name.replace("\x1b", "\\x1b")
    assert house.run(name) == (2, "", f"bylint: there is no command {shown}; {hint}\n")


def test_command_of_a_plugin(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    class Greet:
        name = "greet"
        summary = "greet somebody"

        def run(self, arguments: Sequence[str]) -> int:
            return output.write(f"hello {' '.join(arguments)}\n", 3)

    class Registry:
        commands: ClassVar = {"greet": Greet()}
        faults = ()

    monkeypatch.setattr("bylint.workspace.registry.registry", Registry)
    assert main(["greet", "--all", "x"]) == 3
    assert main(["gret"]) == 2
    assert capfdbinary.readouterr() == (
        b"hello --all x\n",
        b"bylint: there is no command gret; did you mean greet?\n",
    )


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_start_imports_nothing_else(argument: str) -> None:
    program = (
        "import sys; before = set(sys.modules); from bylint.cli.main import main;"
        f" main(['{argument}']); print(sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == "['bylint', 'bylint.cli', 'bylint.cli.main', 'bylint.cli.output']\n"


SLOW = (
    "asyncio, dataclasses, difflib, importlib.metadata, inspect, jsonschema_rs, logging, pathlib,"
    " pathspec, pluggy, regex, rich, shutil, subprocess, tempfile, yaml"
)


def test_check_imports_nothing_slow(house: House) -> None:
    (house.folder / ".bylint.yaml").unlink()
    house.write("a.md", "円安は、続きます。\n")
    program = (
        "import sys; from bylint.cli.main import main; main(['check', 'a.md', '--quiet']);"
        f" print(sorted(set('{SLOW}'.split(', ')) & set(sys.modules)), file=sys.stderr)"
    )
    said = ""
    for _ in range(2):
        said = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            cwd=house.folder,
            env=house.environment(),
        ).stderr
    assert said == "[]\n"


def test_explain(house: House) -> None:
    ran = house.run("explain", "house-todo")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [
        "# house-todo",
        "",
        "A TODO is left in the article.",
        "",
        "- Category: house",
        "- Severity: error",
        "- Status: stable, since 0.1",
        "- Fix: no",
        f"- Languages: {', '.join(CODES)}",
        "",
        "## What it finds",
        "",
        "The word TODO.",
        "",
        "## Options",
        "",
        "- `word`: what is searched for (TODO).",
        "",
        "## Settings",
        "",
        "```yaml",
        "rules:",
        "  house-todo:",
        "    severity: error",
        "    word: TODO",
        "```",
        "",
        "## Found",
        "",
        "In `article.md` (en):",
        "",
        "```text",
        "Now ⟦TODO⟧.",
        "```",
        "",
        "In `article.md` (ja):",
        "",
        "```text",
        "ここは⟦TODO⟧。",
        "```",
        "",
        "## Left alone",
        "",
        "In `article.md` (en):",
        "",
        "```text",
        "All is done.",
        "```",
    ]


def test_explain_with_color_renders_the_page(house: House) -> None:
    out = house.run("explain", "house-todo", "--color", "always").out
    assert "\x1b[" in out
    assert "# house-todo" not in out
    assert "A TODO is left in the article." in out


@pytest.mark.parametrize("name", OWN)
def test_explain_knows_what_bylint_says_itself(house: House, name: str) -> None:
    ran = house.run("explain", name)
    assert ran.code == 0
    assert ran.lines[0] == f"# {name}"


def test_explain_unknown_rule(house: House) -> None:
    assert house.run("explain", "hous-todo") == (
        2,
        "",
        "bylint: there is no rule hous-todo; did you mean house-todo?\n",
    )
    assert house.run("explain", "xyz") == (
        2,
        "",
        "bylint: there is no rule xyz; `bylint rules` lists them\n",
    )


def test_rules(house: House) -> None:
    ran = house.run("rules")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0].split() == ["RULE", "CATEGORY", "SEVERITY", "FIX", "STATUS", "LANGUAGES"]
    rows = {row.split()[0]: row.split()[1:] for row in ran.lines[1:]}
    assert rows["house-todo"] == ["house", "error", "-", "stable", *CODES]
    (fact,) = (
        rule
        for rule in json.loads(house.run("rules", "--output-format", "json").out)
        if rule["name"] == "house-hint"
    )
    assert fact == {
        "name": "house-hint",
        "category": "house",
        "summary": "MAYBE is said; a hedge.",
        "severity": "info",
        "status": "stable",
        "since": "0.1",
        "fixable": False,
        "languages": CODES,
    }


def test_languages(house: House) -> None:
    ran = house.run("languages")
    assert (ran.code, ran.err) == (0, "")
    assert "ja  Japanese" in ran.lines
    rows = {row.split()[0]: row.split()[1:] for row in ran.lines[ran.lines.index("") + 1 :]}
    *codes, needs = rows["RULE"]
    assert {"en", "ja"} <= {*codes}
    assert needs == "NEEDS"
    assert rows["house-todo"] == ["yes"] * len(codes)


def test_languages_tell_what_a_rule_lacks(house: House) -> None:
    house.write("house.ja.yaml", "code: tlh\nname: Klingon\nstop_words: [Heghlu]\n")
    ran = house.run("languages")
    assert "tlh  Klingon" in ran.lines
    rows = {row.split()[0]: row.split()[1:] for row in ran.lines[ran.lines.index("") + 1 :]}
    spoken = dict(zip(rows["RULE"], rows["missing-summary"], strict=True))
    told = {code: spoken[code] for code in ("en", "ja", "tlh", "NEEDS")}
    assert told == {"en": "yes", "ja": "yes", "tlh": "-", "NEEDS": "headings.summary"}
    facts = json.loads(house.run("languages", "--output-format", "json").out)
    assert facts["languages"].items() >= {"en": "English", "tlh": "Klingon"}.items()
    summary, todo = facts["rules"]["missing-summary"], facts["rules"]["house-todo"]
    assert (summary["needs"], todo["needs"]) == ("headings.summary", "")
    assert {*todo["languages"]} - {*summary["languages"]} == {"tlh"}


def test_test_runs_the_cases(house: House) -> None:
    assert house.run("test", "house-todo") == (0, "3 cases of 1 rule, 0 failed\n", "")
    assert house.run("test", "house").lines[-1] == "3 cases of 3 rules, 0 failed"


def test_test_shows_the_case_that_fails(house: House) -> None:
    plugin = (house.folder / "house.py").read_text(encoding="utf-8")
    house.write("house.py", plugin.replace("ここは⟦TODO⟧。", "⟦ここ⟧はTODO。"))
    assert house.run("test", "house-todo") == (
        1,
        (
            "house-todo: bad case 1 (ja): expected '⟦ここ⟧はTODO。', found 'ここは⟦TODO⟧。'\n"
            "3 cases of 1 rule, 1 failed\n"
        ),
        "",
    )


def test_test_of_a_rule_that_raises(house: House) -> None:
    plugin = (house.folder / "house.py").read_text(encoding="utf-8")
    house.write(
        "house.py", plugin.replace('{"none": ""}', '{"none": ""}; good = {"en": ["CRASH"]}')
    )
    assert house.run("test", "house-crash") == (
        1,
        (
            "house-crash: good case 1 (en): raised RuntimeError: out of {luck} in 'CRASH'\n"
            "1 case of 1 rule, 1 failed\n"
        ),
        "",
    )


def test_test_of_an_unknown_name(house: House) -> None:
    ran = house.run("test", "hose")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "bylint: there is no rule, category, plugin or path hose; did you mean house?\n"
    )


@pytest.mark.parametrize("command", ["rules", "languages", "test"])
def test_broken_plugin_is_told_and_the_rest_shown(house: House, command: str) -> None:
    house.write("house.py", "import no_such_module\n")
    ran = house.run(command)
    assert ran.code == 2
    assert "house.py" in ran.err
    assert "no_such_module" in ran.err
    assert ran.out
    assert "Traceback" not in ran.err


def test_nothing_ends_in_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise ValueError("\x1b[2J")

    monkeypatch.setattr("bylint.cli.check.run", fail)
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("bylint: internal error: ValueError: \\x1b[2J (")
    assert said.endswith("this is a fault of bylint; please report it with the line above\n")


def test_what_bylint_says_itself_is_documented() -> None:
    described = (Path(__file__).parents[2] / "docs" / "output.md").read_text(encoding="utf-8")
    assert OWN.keys() == ENGINE["ja"].keys()
    for name, (severity, code, _) in OWN.items():
        assert (
            f"| `{name}` | {severity} | {code.replace('--fail-on', '`--fail-on`')} |" in described
        )
