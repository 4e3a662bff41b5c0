"""Where packs come from, and that their rules are rules like any other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from packed import PACK, Packed

from bylint import PluginError, rule_cases
from bylint.cli.main import main

PHRASE = """\
- name: {name}
  kind: phrases
  phrases: [{phrase}]
  why: Readers asked.
  message: "“{{found}}” says nothing."
  hint: "Take “{{found}}” out."
  languages: [ja, en]
  good: {{ja: ["よい文です。"], en: ["A good sentence."]}}
  bad: {{ja: ["これは⟦{phrase}⟧です。😀"], en: ["It is ⟦{phrase}⟧."]}}
"""


def phrase(name: str = "hollow-word", phrase: str = "まさに") -> str:
    return PHRASE.format(name=name, phrase=phrase)


def test_packs_beside_the_config_and_packs_it_names(packed: Packed) -> None:
    packed.pack(phrase("one", "一つ目"), ".bylint/rules/one.yaml")
    packed.pack(phrase("two", "二つ目"), ".bylint/rules/two.yml")
    packed.pack(phrase("three", "三つ目"), "house/three.yaml")
    packed.pack(phrase("four", "四つ目"), "house/more/four.yaml")
    packed.write(".bylint/rules/README.md", "no pack")
    text = "一つ目と二つ目と三つ目と四つ目です。\n"
    assert packed.found(text) == "⟦一つ目⟧と⟦二つ目⟧と三つ目と四つ目です。\n"
    packed.write(".bylint.yaml", "rule_packs: [house/three.yaml, ./house/more]\n")
    assert packed.found(text) == "⟦一つ目⟧と⟦二つ目⟧と⟦三つ目⟧と⟦四つ目⟧です。\n"
    assert packed.faults() == []


def test_packs_of_what_a_config_extends(packed: Packed) -> None:
    packed.pack(phrase("one", "一つ目"), "base/rules.yaml")
    packed.write("base/bylint.yaml", "rule_packs: rules.yaml\nrules: {one: error}\n")
    packed.write(".bylint.yaml", "extends: ./base/bylint.yaml\nrule_packs: base/rules.yaml\n")
    (said,) = packed.check("一つ目です。\n").diagnostics
    assert (said.rule, said.severity.word, said.category) == ("one", "error", "house")


def test_nearest_config_decides(packed: Packed) -> None:
    packed.pack(phrase())
    packed.write(".bylint.yaml", "")
    packed.write("inner/.bylint.yaml", "")
    assert packed.found("まさにそうです。\n", "news/a.md") == "⟦まさに⟧そうです。\n"
    assert packed.found("まさにそうです。\n", "inner/a.md") == "まさにそうです。\n"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("rules: {hollow-word: off}", []),
        ("rules: {house: off}", []),
        ("rules: {hollow-word: error}", ["error"]),
        ("rules: {hollow-word: {severity: info, allowed: [よもや]}}", ["info"]),
        ("rules: {hollow-word: {allowed: [まさに]}}", []),
        ("overrides: [{files: '*.md', rules: {hollow-word: off}}]", []),
    ],
)
def test_settings_hold_for_rules_of_packs(packed: Packed, settings: str, said: list[str]) -> None:
    packed.pack(phrase())
    packed.write(".bylint.yaml", settings + "\n")
    assert packed.faults() == []
    found = packed.check("まさにそうです。\n").diagnostics
    assert [each.severity.word for each in found] == said


def test_a_misspelt_option_of_a_pack_rule_is_named(packed: Packed) -> None:
    packed.pack(phrase())
    packed.write(".bylint.yaml", "rules:\n  hollow-word: {alowed: [a]}\n  hollow-wort: off\n")
    assert [each[1:] for each in packed.faults()] == [
        (2, "The rule hollow-word has no option alowed.", "Did you mean allowed?"),
        (3, "There is no rule or category hollow-wort.", "Did you mean hollow-word?"),
    ]


def test_comments_silence_rules_of_packs(packed: Packed) -> None:
    packed.pack(phrase())
    text = "まさにそうです。<!-- bylint-disable-line hollow-word -- 引用 -->\n\nまさにそうです。\n"
    checked = packed.check(text)
    assert [checked.source.line_of(said.span.start) for said in checked.diagnostics] == [3]
    assert [each.reason for each in checked.silenced] == ["引用"]


def test_disclosures_belong_to_other_rules(packed: Packed) -> None:
    packed.pack(phrase("hollow-word", "生成AI"))
    text = "市は生成AIを使うと発表した。\n\n*この記事は生成AIを使って作成しました。*\n"
    checked = packed.check(text)
    assert [checked.source.line_of(said.span.start) for said in checked.diagnostics] == [1]


def test_a_pack_that_changes_counts_at_once(packed: Packed) -> None:
    packed.pack(phrase())
    assert packed.found("まさにそうです。\n") == "⟦まさに⟧そうです。\n"
    assert packed.found("まさにそうです。\n") == "⟦まさに⟧そうです。\n"
    packed.pack(phrase("hollow-word", "そうです"))
    assert packed.found("まさにそうです。\n") == "まさに⟦そうです⟧。\n"
    packed.pack(phrase("other-word", "です"))
    assert sorted(packed.rules()) == ["other-word"]
    (packed.folder / PACK).unlink()
    assert packed.rules() == {}


# Commands ----------------------------------------------------------------------------------


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main([*arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_test_runs_the_cases_of_packs(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.pack(phrase())
    assert ran(capsys, "test", "hollow-word") == (0, "4 cases of 1 rule, 0 failed\n")
    assert ran(capsys, "test", ".bylint/rules") == (0, "4 cases of 1 rule, 0 failed\n")
    packed.pack(phrase("far-word", "遠く"), "elsewhere/far.yaml")
    packed.write("elsewhere/preset.yaml", "rules: {far-word: off}\n")
    assert ran(capsys, "test", "elsewhere/far.yaml") == (0, "4 cases of 1 rule, 0 failed\n")
    assert ran(capsys, "test", "elsewhere") == (0, "4 cases of 1 rule, 0 failed\n")
    packed.pack(phrase().replace("これは⟦まさに⟧", "これは⟦正に⟧"))
    code, out = ran(capsys, "test", PACK)
    assert code == 1
    assert "hollow-word: bad case 1 (ja): expected 'これは⟦正に⟧です。😀', found" in out


def test_explain_rules_and_languages(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.pack(phrase())
    code, page = ran(capsys, "explain", "hollow-word")
    assert code == 0
    assert page.startswith("# hollow-word\n\n“…” says nothing.\n\n- Category: house\n")
    for part in (
        "- Severity: warning\n",
        "- Languages: en, ja\n",
        "## What it finds\n\nEach of “まさに”. Where: all that a reader sees",
        "## Why\n\nReaders asked.\n",
        "## What to write instead\n\nTake “…” out.\n",
        "- `allowed`: what is let through (nothing).\n",
        "It is ⟦まさに⟧.\n",
        "A good sentence.\n",
    ):
        assert part in page
    _, rules = ran(capsys, "rules")
    assert any(
        line.split() == ["hollow-word", "house", "warning", "-", "stable", "en", "ja"]
        for line in rules.splitlines()
    )
    _, languages = ran(capsys, "languages", "--output-format", "json")
    assert sorted(json.loads(languages)["rules"]["hollow-word"]["languages"]) == ["en", "ja"]
    _, config = ran(capsys, "config", "--schema")
    assert '"hollow-word"' in config


def test_config_tells_of_packs(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.pack(phrase(), "house/pack.yaml")
    packed.write(".bylint.yaml", "rule_packs: [house/pack.yaml]\n")
    packed.write("article.md", "本文です。\n")
    code, out = ran(capsys, "config", "article.md")
    assert code == 0
    assert 'rule_packs:\n  - "house/pack.yaml"  # .bylint.yaml:1\n' in out
    assert "  hollow-word:\n    severity: warning  # default\n    allowed: []  # default\n" in out


@pytest.mark.parametrize("output", ["json", "sarif"])
def test_reports_for_programs(
    packed: Packed, capsys: pytest.CaptureFixture[str], output: str
) -> None:
    packed.pack(phrase())
    packed.write("article.md", "😀まさにそうです。\n")
    chosen = ("--select", "house", "--output-format", output)
    code, out = ran(capsys, "check", "article.md", *chosen)
    told = json.loads(out)
    assert code == 0
    if output == "json":
        (said,) = told["diagnostics"]
        assert (said["rule"], said["category"]) == ("hollow-word", "house")
        assert (said["message"], said["hint"]) == ("“まさに” says nothing.", "Take “まさに” out.")
        assert (said["start"]["line"], said["start"]["column"]) == (1, 2)
    else:
        (run,) = told["runs"]
        (rule,) = [each for each in run["tool"]["driver"]["rules"] if each["id"] == "hollow-word"]
        assert rule["shortDescription"]["text"] == "“…” says nothing."
        assert "Readers asked." in rule["help"]["markdown"]


def test_a_second_run_needs_no_yaml(packed: Packed) -> None:
    packed.pack(phrase())
    packed.write("one.md", "まさにそうです。\n")
    script = (
        "import sys; from bylint.cli.main import main;"
        "main(['check', '--no-cache', 'one.md', '--select', 'hollow-word']);"
        "print(sorted({'yaml', 'jsonschema_rs', 'pluggy', 'regex'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script]
    runs = [
        subprocess.run(command, cwd=packed.folder, capture_output=True, check=True, text=True)
        for _ in range(2)
    ]
    assert [run.stdout.count("warning hollow-word") for run in runs] == [1, 1]
    assert "yaml" in runs[0].stdout.splitlines()[-1]
    assert runs[1].stdout.splitlines()[-1] == "[]"


def test_what_is_cached_goes_with_the_pack(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    packed.pack(phrase())
    packed.write("one.md", "まさにそうです。\n")
    chosen = ("check", "one.md", "--select", "house", "--quiet")
    first = ran(capsys, *chosen)
    assert "one.md:1:1: warning hollow-word" in first[1]
    assert ran(capsys, *chosen) == first
    packed.pack(phrase("hollow-word", "そうです"))
    assert "one.md:1:4: warning hollow-word" in ran(capsys, *chosen)[1]
    (packed.folder / PACK).unlink()
    assert "hollow-word" not in ran(capsys, "check", "one.md", "--ignore", "summary")[1]


# Plugins, and the packs of bylint itself ------------------------------------------------------


def test_a_local_plugin_brings_packs(packed: Packed) -> None:
    packed.write(
        "house.py",
        "import os\nfrom bylint import hookimpl\n"
        "@hookimpl\ndef bylint_rules():\n"
        "    return [os.path.join(os.path.dirname(__file__), 'mine.yaml')]\n",
    )
    packed.pack(phrase(), "mine.yaml")
    packed.write(".bylint.yaml", "plugins: [house.py]\n")
    assert packed.found("まさにそうです。\n") == "⟦まさに⟧そうです。\n"
    packed.pack(phrase().replace("kind: phrases", "kind: phrase"), "mine.yaml")
    ((path, line, message, _),) = packed.faults()
    assert Path(path).name == "mine.yaml"
    assert (line, message) == (3, 'rules[0].kind cannot be "phrase".')


def test_cases_of_the_packs_of_bylint() -> None:
    cases = rule_cases("misspelt-name")
    assert {case.language for case in cases} == {"en", "ja"}
    for case in cases:
        case.check()


def test_cases_of_a_broken_pack_are_refused(packed: Packed) -> None:
    path = packed.write("broken.yaml", "rules: [{name: a}]\n")
    with pytest.raises(PluginError, match=r"^rules\[0\] lacks"):
        rule_cases(str(path))
