"""Cases of rules by name or path, for pytest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from installing import RULE, Site, installed_in

import bylint
from bylint.errors import ConfigError, PluginError

CODE = RULE.format(name="Acme", rule="acme-word").replace(
    "    def check",
    '    good = {"en": ["```\\ncode\\n```"]}\n    bad = {"ja": ["⟦𠮷😀⟧\\r\\n", "⟦x⟧y"]}\n    def check',
)
NAMES = [
    "acme-word: good case 1 (en)",
    "acme-word: bad case 1 (ja)",
    "acme-word: bad case 2 (ja)",
]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from installed_in(tmp_path / "site", monkeypatch)


@pytest.mark.parametrize("name", ["acme-word", "acme", "acme-rules"])
def test_cases_of_rule_category_and_distribution(site: Site, name: str) -> None:
    site.install("acme-rules", CODE)
    assert [*map(str, bylint.rule_cases(name))] == NAMES
    assert [*map(str, bylint.rule_cases(name, "acme-word", language="ja"))] == NAMES[1:]


def test_cases_at_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "rule.py").write_text(CODE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for path in ("own", "own/rule.py", str(tmp_path)):
        assert [*map(str, bylint.rule_cases(path))] == NAMES
    assert "acme-word" not in [rule.name for rule in bylint.Linter().rules]


def test_case_that_holds_and_case_that_does_not(site: Site) -> None:
    site.install("acme-rules", CODE)
    good, bad, wrong = bylint.rule_cases("acme-word")
    good.check()
    bad.check()
    assert (good.problem(), bad.problem()) == ("", "")
    with pytest.raises(
        AssertionError, match=r"^acme-word: bad case 2 \(ja\): expected '⟦x⟧y', found '⟦xy⟧'$"
    ):
        wrong.check()


def test_cases_in_a_language_are_those_of_all_rules(site: Site) -> None:
    site.install(
        "acme-rules",
        CODE + "from bylint import hookimpl\n"
        "@hookimpl\ndef bylint_rules(): return [Acme]\n"
        "@hookimpl\ndef bylint_languages():\n"
        "    from pathlib import Path\n    return [Path(__file__).with_name('eo.yaml')]\n",
    )
    (site.folder / "eo.yaml").write_text(
        "code: eo\nname: Esperanto\ncases:\n"
        '  acme-word: {bad: ["⟦ĝi⟧", "⟦ĝi"]}\n  undefined-citation: {good: ["Ĝi.\\n"]}\n',
        encoding="utf-8",
    )
    told = [(str(case), case.problem()) for case in bylint.rule_cases(language="eo")]
    assert told == [
        ("acme-word: bad case 1 (eo)", ""),
        ("acme-word: bad case 2 (eo)", "unpaired ⟦"),
        ("undefined-citation: good case 1 (eo)", ""),
    ]


def test_name_that_stands_for_nothing_and_no_case_are_errors(site: Site, tmp_path: Path) -> None:
    site.install("acme-rules", RULE.format(name="Acme", rule="acme-word"))
    for names, language, message in (
        (["acme-wrod"], "", "There is no rule, category, plugin or path with rules acme-wrod."),
        ([str(tmp_path / "site" / "none")], "", "There is no rule, category, plugin or path with"),
        (["acme-word"], "", "There is no case to run."),
        (["acme-word"], "tlh", "There is no language tlh."),
    ):
        with pytest.raises(ConfigError) as caught:
            bylint.rule_cases(*names, language=language)
        assert str(caught.value).startswith(message)


def test_broken_plugin_is_an_error(site: Site, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("import bylint\nimport nowhere_at_all\n", encoding="utf-8")
    with pytest.raises(PluginError) as caught:
        bylint.rule_cases(str(broken))
    assert str(caught.value) == (
        f"The plugin {broken} cannot be used:"
        " ModuleNotFoundError: No module named 'nowhere_at_all'."
    )
    site.install("acme", "raise SystemExit\n")
    with pytest.raises(PluginError, match=r"^The plugin acme 1\.0 cannot be used: SystemExit\.$"):
        bylint.rule_cases("undefined-citation")
