"""A run in a repository: an article committed with an AI, and what the report says of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bylint.workspace import git
from bylint.workspace.linter import Linter

ARTICLE = "# 駅前に貸し農園😀\r\n\r\n駅前の空き地に貸し農園ができました。\r\n"
CLAUDE = "Co-Authored-By: Claude Opus 4.5 <noreply@anthropic.com>"
WHEN_MARKED = {"rules": {"missing-disclosure": {"require": "when-marked"}}}
OUTSIDE = ("Commits were not read: the article lies in no repository.",)


def in_git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with an article of people and one that was committed with an AI, then renamed."""
    folder = tmp_path / "site"
    folder.mkdir()
    in_git(folder, "init", "--quiet")
    (folder / "people.md").write_bytes(ARTICLE.encode())
    in_git(folder, "add", "--all")
    in_git(folder, "commit", "--quiet", "-m", "By people")
    (folder / "draft.md").write_bytes(ARTICLE.replace("農園", "菜園").encode())
    in_git(folder, "add", "--all")
    in_git(folder, "commit", "--quiet", "-m", f"With a machine\n\n{CLAUDE}")
    in_git(folder, "mv", "draft.md", "記事.md")
    in_git(folder, "commit", "--quiet", "-m", "Renamed")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands of git that were run, in order."""
    commands: list[str] = []
    ask = git.ask

    def counting(folder: str, *arguments: str, seconds: float = 60) -> bytes:
        commands.append(arguments[0])
        return ask(folder, *arguments, seconds=seconds)

    monkeypatch.setattr(git, "ask", counting)
    return commands


def linter(site: Path, config: object = WHEN_MARKED) -> Linter:
    assert isinstance(config, dict)
    return Linter(config, site, select=["missing-disclosure"])


def test_article_committed_with_an_ai_is_found(site: Path, asked: list[str]) -> None:
    report = linter(site).check_paths(["people.md", "記事.md"])
    people, told = report.files
    assert people.diagnostics == ()
    (said,) = told.diagnostics
    position = told.source.position(said.span.start)
    assert (position, told.source.slice(said.span)) == ((3, 18), "。")
    assert (said.rule, said.severity.word) == ("missing-disclosure", "error")
    assert said.message.startswith(
        "This article was committed with an AI co-author (Claude Opus 4.5, commit "
    )
    assert said.message.endswith(") and carries no disclosure.")
    assert asked.count("log") == 1
    assert report.notes == ()


def test_standard_input_stands_for_the_file_it_names(site: Path) -> None:
    report = linter(site).check_bytes("町の朝市が再開しました。\n".encode(), "記事.md")
    assert [said.key for said in report.files[-1].diagnostics] == ["committed"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"require": "always"},
        {"require": "never"},
        {"require": "when-marked", "evidence": ["marks", "residue"]},
    ],
)
def test_git_is_started_only_where_commits_decide(
    site: Path, asked: list[str], options: dict[str, object]
) -> None:
    config = {"rules": {"missing-disclosure": {"severity": "warning", **options}}}
    report = linter(site, config).check_paths(["people.md", "記事.md"])
    assert asked == []
    assert report.notes == ()


def test_rule_that_is_off_asks_for_nothing(site: Path, asked: list[str]) -> None:
    off = {"rules": {"missing-disclosure": {"severity": "off", "require": "when-marked"}}}
    assert Linter(off, site).check_paths(["記事.md"]).notes == ()
    assert asked == []


def test_outside_git_the_report_says_so_once(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    report = linter(tmp_path).check_paths(["."])
    assert len(report.files) == 2
    assert [file.diagnostics for file in report.files] == [(), ()]
    assert (report.notes, report.failed) == (OUTSIDE, False)
