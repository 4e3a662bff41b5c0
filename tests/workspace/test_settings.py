"""How what several places say of a rule becomes one thing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tone import Project, made_registry, told

from bylint.diagnostics import Severity
from bylint.errors import ConfigError
from bylint.workspace.registry import Registry
from bylint.workspace.settings import Choice, Settings

LOUD = "loud-word"
SMALL = "small-word"
HOUSE = "house-word"
NEW = "new-word"


def settings(project: Project, config: dict[str, Any]) -> Settings:
    """The settings of a config, which has no faults."""
    linter = project.linter(config)
    made = linter.settings(str(project.folder))
    assert linter.faults == ()
    return made


def levels(made: Settings, path: str = "a.md", **choice: set[str]) -> dict[str, str]:
    """The rules that run, and the severities that the config gives them."""
    named = Choice(**{key: frozenset(value) for key, value in choice.items()})
    active = made.resolve(f"{made.folder}/{path}", named)
    return {each.rule.name: each.severity.word if each.severity else "" for each in active}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({}, {LOUD: "", SMALL: ""}),
        ({LOUD: "off"}, {SMALL: ""}),
        ({LOUD: "error"}, {LOUD: "error", SMALL: ""}),
        ({LOUD: {"severity": "info"}}, {LOUD: "info", SMALL: ""}),
        ({LOUD: {"severity": "off", "most": 1}}, {SMALL: ""}),
        ({LOUD: {"most": 1}}, {LOUD: "", SMALL: ""}),
        # Rules that are off, or not ready, come by name and severity only.
        ({HOUSE: "info"}, {LOUD: "", SMALL: "", HOUSE: "info"}),
        ({HOUSE: {}}, {LOUD: "", SMALL: ""}),
        ({NEW: "warning"}, {LOUD: "", SMALL: "", NEW: "warning"}),
        # A category's severity holds for those of its rules that are on.
        ({"tone": "error"}, {LOUD: "error", SMALL: "error"}),
        ({"house": "error"}, {LOUD: "", SMALL: ""}),
        ({"tone": "off"}, {}),
        # A rule's own word beats its category's, wherever it stands.
        ({"tone": "error", LOUD: "info"}, {LOUD: "info", SMALL: "error"}),
        ({LOUD: "info", "tone": "error"}, {LOUD: "info", SMALL: "error"}),
        ({LOUD: "warning", "tone": "off"}, {LOUD: "warning"}),
        ({LOUD: {"most": 1}, "tone": "off"}, {}),
    ],
)
def test_rules_and_categories(
    project: Project, rules: dict[str, Any], expected: dict[str, str]
) -> None:
    assert levels(settings(project, {"rules": rules})) == expected


def test_options_reach_the_rule_and_keep_their_defaults(project: Project) -> None:
    config = {"rules": {LOUD: {"words": ["A", "B"], "length": {"ja": 30}}}}
    made = settings(project, config)
    (rule,) = [each.rule for each in made.resolve("/a.md") if each.rule.name == LOUD]
    assert repr(rule) == (
        "LoudWord(words=('A', 'B'), most=0, mood='angry', length=ByLanguage(0, ja=30))"
    )


def test_origin_of_a_rule_is_known(project: Project) -> None:
    assert {each.origin for each in settings(project, {}).resolve("/a.md")} == {"bylint-tone"}


OVERRIDES = {
    "rules": {"tone": "off"},
    "overrides": [
        {"files": "articles", "rules": {"tone": "warning"}},
        {"files": ["*.ja.md", "notes/**"], "rules": {LOUD: "error"}},
        {"files": "articles/old/**", "rules": {LOUD: "off"}},
    ],
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", {}),
        ("articles/a.md", {LOUD: "warning", SMALL: "warning"}),
        ("articles/a.ja.md", {LOUD: "error", SMALL: "warning"}),
        ("deep/articles/a.md", {LOUD: "warning", SMALL: "warning"}),
        ("articles/old/a.ja.md", {SMALL: "warning"}),
        ("notes/deep/a.md", {LOUD: "error"}),
    ],
)
def test_last_override_that_fits_wins(
    project: Project, path: str, expected: dict[str, str]
) -> None:
    assert levels(settings(project, OVERRIDES), path) == expected


def test_files_under_the_same_overrides_share_their_rules(project: Project) -> None:
    made = settings(project, OVERRIDES)
    assert made.resolve(f"{made.folder}/a.md") is made.resolve(f"{made.folder}/b.md")


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"select": {LOUD}}, [LOUD]),
        ({"select": {"tone"}}, [LOUD, SMALL]),
        ({"select": {HOUSE}}, [HOUSE]),
        ({"select": {"house"}}, []),
        ({"select": {"tone", HOUSE}}, [HOUSE, LOUD, SMALL]),
        ({"ignore": {LOUD}}, [SMALL]),
        ({"ignore": {"tone"}}, []),
        ({"select": {LOUD}, "ignore": {"tone"}}, [LOUD]),
        ({"select": {"tone"}, "ignore": {LOUD}}, [SMALL]),
        ({"select": {LOUD}, "ignore": {LOUD}}, []),
    ],
)
def test_command_line_chooses_among_rules(
    project: Project, choice: dict[str, set[str]], expected: list[str]
) -> None:
    assert sorted(levels(settings(project, {}), **choice)) == expected


def test_rule_that_the_config_has_off_runs_where_it_is_selected(project: Project) -> None:
    made = settings(project, {"rules": {LOUD: "off"}})
    assert levels(made, select={LOUD}) == {LOUD: ""}


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_unknown_name_on_the_command_line(project: Project, option: str) -> None:
    with pytest.raises(ConfigError) as caught:
        project.linter(**{option: ["loud-wrod"]})
    assert str(caught.value) == "There is no rule or category loud-wrod. Did you mean loud-word?"
    with pytest.raises(ConfigError, match=r"^There is no rule or category 😀\.$"):
        project.linter(**{option: ["😀"]})


def test_bases_are_refined_option_by_option(project: Project) -> None:
    project.write("one.yaml", f"rules: {{{LOUD}: {{severity: error, most: 3, words: [A]}}}}\n")
    project.write("two.yaml", f"rules: {{{LOUD}: {{words: [B]}}, {SMALL}: off}}\n")
    made = settings(project, {"extends": ["./one.yaml", "./two.yaml"], "rules": {LOUD: "info"}})
    (active,) = made.resolve(f"{made.folder}/a.md")
    assert active.severity is Severity.INFO
    assert repr(active.rule).startswith("LoudWord(words=('B',), most=3,")


def test_rules_of_a_config_beat_overrides_of_its_base(project: Project) -> None:
    project.write("base.yaml", f"overrides: [{{files: '*', rules: {{{LOUD}: error}}}}]\n")
    made = settings(project, {"extends": "./base.yaml", "rules": {LOUD: "info"}})
    assert levels(made) == {LOUD: "info", SMALL: ""}


def test_globs_of_a_base_count_from_the_folder_of_the_config(project: Project) -> None:
    project.write("house/base.yaml", f"overrides: [{{files: ja/*, rules: {{{LOUD}: off}}}}]\n")
    made = settings(project, {"extends": "house/base.yaml"})
    assert levels(made, "ja/a.md") == {SMALL: ""}
    assert levels(made, "house/ja/a.md") == {LOUD: "", SMALL: ""}


def test_include_exclude_and_language_are_those_said_last(project: Project) -> None:
    project.write("base.yaml", "language: ja\nexclude: [old, older]\ninclude: README.md\n")
    made = settings(project, {"extends": "./base.yaml", "exclude": "new"})
    assert made.language == "ja"
    assert made.exclude.match(f"{made.folder}/new/a.md")
    assert not made.exclude.match(f"{made.folder}/old/a.md")
    assert made.include.match(f"{made.folder}/README.md")


def test_every_value_tells_where_it_stands(project: Project) -> None:
    project.write("base.yaml", f"rules:\n  {LOUD}:\n    most: 3\n    mood: glad\n  tone: info\n")
    project.write(
        ".bylint.yaml",
        f"extends: base.yaml\noverrides:\n  - files: a.md\n    rules:\n      {LOUD}: {{most: 4}}\n",
    )
    made = project.linter().settings(str(project.folder))
    state = made.states(f"{made.folder}/a.md")[LOUD]
    assert state.options == {"most": 4, "mood": "glad"}
    assert {key: tuple(where) for key, where in state.where.items()} == {
        "severity": ("base.yaml", 5),
        "most": (".bylint.yaml", 5),
        "mood": ("base.yaml", 4),
    }


UNUSED = "<!-- bylint-disable-file loud-word -->\n\nA text.\n"


@pytest.mark.parametrize(
    ("config", "choice", "severity"),
    [
        ({}, {}, "warning"),
        ({"unused-suppression": "error"}, {}, "error"),
        ({"unused-suppression": "off"}, {}, None),
        ({}, {"select": ["loud-word"]}, None),
        ({}, {"select": ["loud-word", "unused-suppression"]}, "warning"),
        ({}, {"select": ["tone", "bylint"]}, "warning"),
        ({}, {"ignore": ["unused-suppression"]}, None),
    ],
)
def test_unused_suppressions_are_levelled_like_a_rule(
    project: Project, config: dict[str, str], choice: dict[str, list[str]], severity: str | None
) -> None:
    checked = project.linter({"rules": config}, **choice).check_text(UNUSED)
    said = "unused-suppression: This suppression silences nothing."
    assert told(checked) == ([f"article.md:1:1 {severity} {said}"] if severity else [])


def test_presets_go_by_name(
    project: Project, tmp_path: Path, use: Callable[[Registry], None]
) -> None:
    (tmp_path / "quiet.yaml").write_text(f"rules: {{{LOUD}: off}}\n", encoding="utf-8")
    use(made_registry({"quiet": str(tmp_path / "quiet.yaml")}))
    assert levels(settings(project, {"extends": "quiet"})) == {SMALL: ""}
    assert levels(settings(project, {"extends": ["quiet"], "rules": {LOUD: "info"}})) == {
        LOUD: "info",
        SMALL: "",
    }
