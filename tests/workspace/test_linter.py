"""The Python API: texts, files and folders, and what holds for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tone import RULES, Project, made_registry, told

import bylint
from bylint.article.parsed import Parsed
from bylint.diagnostics import Checked
from bylint.errors import ConfigError
from bylint.text import Source
from bylint.workspace.registry import Registry

LOUD = "1:9 warning loud-word: LOUD is loud."
SMALL = "1:18 info small-word: small is small."


def test_check_text_goes_by_the_config_of_the_working_folder(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write(".bylint.yaml", "rules: {small-word: off}\n")
    project.write("ja/.bylint.yaml", "rules: {loud-word: off}\n")
    monkeypatch.chdir(project.folder)
    text = "This is LOUD and small.\n"
    assert told(bylint.check_text(text)) == [f"article.md:{LOUD}"]
    assert told(bylint.check_text(text, path="ja/a.txt")) == [f"ja/a.txt:{SMALL}"]
    assert told(bylint.check_text(text, config={})) == [f"article.md:{LOUD}", f"article.md:{SMALL}"]
    assert told(bylint.check_text(text, config="ja/.bylint.yaml")) == [f"article.md:{SMALL}"]


def test_check_text_gives_the_source_and_its_diagnostics(project: Project) -> None:
    checked = project.text("\ufeffThis is LOUD.\r\n")
    assert isinstance(checked, Checked)
    assert (checked.source.path, checked.source.text, checked.source.bom) == (
        "article.md",
        "This is LOUD.\r\n",
        True,
    )
    (said,) = checked.diagnostics
    assert checked.source.slice(said.span) == "LOUD"
    assert (said.key, said.params, said.category) == ("loud", {"word": "LOUD"}, "tone")
    assert not checked.failed


def test_check_file(project: Project) -> None:
    project.write("記事.md", "𠮷野家 is LOUD.\r\n")
    assert told(project.linter().check_file("記事.md")) == [
        "記事.md:1:8 warning loud-word: LOUD is loud."
    ]
    missing = project.linter().check_file("none.md")
    assert told(missing) == [
        "none.md:1:1 error unreadable-article: There is no file or folder of this name."
    ]
    assert missing.failed


def test_check_file_does_not_heed_exclude(project: Project) -> None:
    project.write("a.md")
    project.write(".bylint.yaml", "exclude: a.md\n")
    assert told(project.linter().check_file("a.md")) == [f"a.md:{LOUD}", f"a.md:{SMALL}"]


def test_check_bytes_is_for_standard_input(project: Project) -> None:
    project.write(".bylint.yaml", "exclude: old\nrules: {small-word: off}\n")
    data = b"This is LOUD and small.\n"
    assert told(project.linter().check_bytes(data, "new/a.md")) == [f"new/a.md:{LOUD}"]
    report = project.linter().check_bytes(data, "old/a.md")
    note = "Nothing to check: `exclude` leaves out old/a.md."
    assert (report.files, report.notes, report.failed) == ((), (note,), False)


def test_check_bytes_tells_faults_of_the_config(project: Project) -> None:
    project.write(".bylint.yaml", "rulez: 1\n")
    report = project.linter().check_bytes(b"This is LOUD.\n", "-")
    assert told(report) == [
        ".bylint.yaml:1:1 error config: There is no setting rulez.",
        f"-:{LOUD}",
    ]
    assert report.failed


def test_linter_may_be_used_again_and_again(project: Project) -> None:
    linter = project.linter()
    text = "This is LOUD and small.\n"
    assert told(linter.check_text(text)) == told(linter.check_text(text))
    project.write("a.md", text)
    assert told(linter.check_paths(["a.md"])) == told(linter.check_paths(["a.md"]))


def test_linter_tells_its_rules_and_languages(project: Project) -> None:
    linter = project.linter()
    assert linter.rules == tuple(sorted(RULES, key=lambda rule: rule.name))
    assert [language.code for language in linter.languages] == ["en", "ja"]
    assert linter.faults == ()


def test_language_of_the_config_holds_where_an_article_does_not_tell(project: Project) -> None:
    rules = {"loud-word": {"length": {"ja": 1000}}}
    assert told(project.text("LOUD\n", config={"rules": rules})) != []
    assert told(project.text("LOUD\n", config={"rules": rules, "language": "ja"})) == []


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_unknown_names_are_refused_at_once(project: Project, option: str) -> None:
    with pytest.raises(
        ConfigError, match=r"^There is no rule or category tonne\. Did you mean tone\?$"
    ):
        project.linter(**{option: ["tonne"]})


def test_suppressions_know_every_rule(project: Project) -> None:
    silence = "<!-- bylint-disable-next-line loud-word tone house new-word -- a quotation -->"
    assert told(project.text(f"{silence}\nLOUD small\n")) == []
    assert told(project.text("<!-- bylint-disable-file loud-wrod -->\n\nx\n")) == [
        "article.md:1:1 warning unused-suppression: There is no rule or category loud-wrod."
    ]


class Odd:
    """A reader that breaks its promise."""

    name = "odd"
    suffixes: tuple[str, ...] = (".odd",)

    def read(self, source: Source) -> Parsed:
        raise RecursionError(source.path)


def test_reader_that_raises_spoils_one_article_only(
    project: Project, use: Callable[[Registry], None]
) -> None:
    base = made_registry()
    use(
        Registry(
            rules=base.rules,
            languages=base.packed_languages,
            presets={},
            readers=[Odd()],
            reporters=[],
            commands=[],
        )
    )
    project.write("a.odd")
    project.write("b.md")
    report = project.check(".")
    assert told(report) == [
        "a.odd:1:1 error unreadable-article: It could not be checked: RecursionError: a.odd.",
        f"b.md:{LOUD}",
        f"b.md:{SMALL}",
    ]
    assert report.failed


def test_lone_surrogates_in_a_text_do_no_harm(project: Project) -> None:
    assert told(project.text("\ud800 is LOUD.\n")) == [
        "article.md:1:6 warning loud-word: LOUD is loud."
    ]


def test_root_may_be_a_path(project: Project) -> None:
    project.write("a.md")
    linter = bylint.Linter(root=Path(project.folder))
    assert told(linter.check_paths(["a.md"])) == [f"a.md:{LOUD}", f"a.md:{SMALL}"]


def test_nothing_named_is_nothing_checked(project: Project) -> None:
    assert project.check() == bylint.Report(())
