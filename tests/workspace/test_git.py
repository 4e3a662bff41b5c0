"""Which commits changed a file, told by real repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bylint.article.history import Trailer
from bylint.workspace import git
from bylint.workspace.git import GitError, History

CLAUDE = "Co-Authored-By: Claude <noreply@anthropic.com>"
TEXT = "".join(f"Line {number} of the article.\n" for number in range(20))


class Repository:
    """A repository with an author of its own, whatever the machine's settings say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org", *arguments],
            cwd=self.folder,
            env={**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull},
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout.strip()

    def write(self, name: str, text: str = TEXT) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def commit(self, message: str, *more: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, *more)

    def subjects(self, name: str, history: History | None = None) -> list[str]:
        """The subjects of the commits that changed a file, the latest first."""
        found = (history or History()).of(str(self.folder / name))
        return [self.git("show", "-s", "--format=%s", one.hash) for one in found]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "site")


def test_author_and_trailers(repository: Repository) -> None:
    repository.write("a.md")
    body = f"Wider columns\n\nAsked for by readers.\n\n{CLAUDE}\nAssisted-by: Codex\n  (gpt-5)\n"
    repository.commit(body)
    (commit,) = History().of(str(repository.folder / "a.md"))
    assert commit.hash == repository.git("rev-parse", "HEAD")
    assert commit.author == "Ann Lee <ann@example.org>"
    assert commit.trailers == (
        Trailer("Co-Authored-By", "Claude <noreply@anthropic.com>"),
        Trailer("Assisted-by", "Codex (gpt-5)"),
    )


def test_line_in_the_middle_of_a_message_is_no_trailer(repository: Repository) -> None:
    repository.write("a.md")
    repository.commit(f"Take out\n\n{CLAUDE}\n\nwhich stood in the last message by mistake.")
    (commit,) = History().of(str(repository.folder / "a.md"))
    assert commit.trailers == ()


def test_latest_commit_comes_first_and_other_files_do_not_count(repository: Repository) -> None:
    repository.write("a.md")
    repository.commit("first")
    repository.write("b.md", "Another.\n")
    repository.commit("other")
    repository.write("a.md", TEXT + "More.\n")
    repository.commit("second")
    assert repository.subjects("a.md") == ["second", "first"]


def test_file_that_was_never_committed(repository: Repository) -> None:
    repository.write("a.md")
    repository.commit("first")
    repository.write("new.md")
    assert repository.subjects("new.md") == []


@pytest.mark.parametrize(
    "name",
    ["記事/𠮷野家の話.md", "ünïcode.md", "with space.md", "a\tb.md", 'quo"te.md', "new\nline.md"],
)
@pytest.mark.parametrize("quoted", ["true", "false"])
def test_names_of_all_kinds(repository: Repository, name: str, quoted: str) -> None:
    repository.git("config", "core.quotePath", quoted)
    repository.write(name)
    repository.commit("日本語の題\n\n" + CLAUDE)
    (commit,) = History().of(str(repository.folder / name))
    assert commit.trailers == (Trailer("Co-Authored-By", "Claude <noreply@anthropic.com>"),)


def test_name_that_is_not_utf_8(repository: Repository) -> None:
    name = os.fsencode(repository.folder) + b"/caf\xe9.md"
    with open(name, "wb") as file:
        file.write(b"Text.\n")
    repository.commit("first")
    assert len(History().of(os.fsdecode(name))) == 1


def test_renames_are_followed_over_folders(repository: Repository) -> None:
    repository.write("draft.md")
    repository.commit("first")
    repository.git("mv", "draft.md", "記事.md")
    repository.commit("renamed only")
    (repository.folder / "ja").mkdir()
    repository.git("mv", "記事.md", "ja/記事.md")
    repository.write("ja/記事.md", TEXT + "More.\n")
    repository.commit("renamed and changed")
    assert repository.subjects("ja/記事.md") == ["renamed and changed", "first"]


def test_name_that_is_used_again_means_another_file(repository: Repository) -> None:
    repository.write("a.md")
    repository.commit("first a")
    repository.git("mv", "a.md", "b.md")
    repository.commit("renamed")
    repository.write("a.md", "Quite another text about whales.\n")
    repository.commit("second a")
    history = History()
    assert repository.subjects("a.md", history) == ["second a"]
    assert repository.subjects("b.md", history) == ["first a"]


def test_deleted_and_written_anew(repository: Repository) -> None:
    repository.write("a.md")
    repository.commit("old")
    repository.git("rm", "--quiet", "a.md")
    repository.commit("gone")
    repository.write("a.md", "Whales.\n")
    repository.commit("new")
    assert repository.subjects("a.md") == ["new"]


def test_commit_of_a_branch_counts_and_the_merge_does_not(repository: Repository) -> None:
    repository.write("a.md")
    repository.write("b.md", "B.\n")
    repository.commit("first")
    repository.git("checkout", "--quiet", "-b", "side")
    repository.write("a.md", TEXT + "Side.\n")
    repository.commit("side")
    repository.git("checkout", "--quiet", "main")
    repository.write("b.md", "BB.\n")
    repository.commit("main")
    repository.git("merge", "--quiet", "--no-ff", "side", "-m", f"merge\n\n{CLAUDE}")
    history = History()
    assert repository.subjects("a.md", history) == ["side", "first"]
    assert repository.subjects("b.md", history) == ["main", "first"]


def test_merge_that_settled_a_conflict_counts(repository: Repository) -> None:
    repository.write("a.md", "One.\n")
    repository.commit("first")
    repository.git("checkout", "--quiet", "-b", "side")
    repository.write("a.md", "Side.\n")
    repository.commit("side")
    repository.git("checkout", "--quiet", "main")
    repository.write("a.md", "Main.\n")
    repository.commit("main")
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "side")
    repository.write("a.md", "Both.\n")
    repository.commit("settled")
    assert set(repository.subjects("a.md")) == {"settled", "main", "side", "first"}


def test_file_renamed_on_another_branch(repository: Repository) -> None:
    repository.write("old.md")
    repository.commit("first")
    repository.git("checkout", "--quiet", "-b", "side")
    repository.write("old.md", TEXT + "Side.\n")
    repository.commit("side", "--date=2030-01-01T00:00:00")
    repository.git("checkout", "--quiet", "main")
    repository.git("mv", "old.md", "new.md")
    repository.commit("renamed")
    repository.git("merge", "--quiet", "side", "-m", "merge")
    assert set(repository.subjects("new.md")) == {"merge", "side", "first"}


def test_detached_head(repository: Repository) -> None:
    repository.write("a.md")
    repository.commit("first")
    repository.write("a.md", TEXT + "More.\n")
    repository.commit("second")
    repository.git("checkout", "--quiet", "--detach", "HEAD~1")
    assert repository.subjects("a.md") == ["first"]


def test_worktree(repository: Repository, tmp_path: Path) -> None:
    repository.write("a.md")
    repository.commit("first")
    repository.git("worktree", "add", "--quiet", str(tmp_path / "other"), "-b", "other")
    found = History().of(str(tmp_path / "other" / "a.md"))
    assert [one.hash for one in found] == [repository.git("rev-parse", "HEAD")]


def test_submodule_has_a_history_of_its_own(repository: Repository, tmp_path: Path) -> None:
    inner = Repository(tmp_path / "inner")
    inner.write("a.md")
    inner.commit("inner")
    repository.write("a.md")
    repository.commit("outer")
    repository.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.folder), "sub"
    )
    repository.commit("with submodule")
    history = History()
    assert [one.hash for one in history.of(str(repository.folder / "sub" / "a.md"))] == [
        inner.git("rev-parse", "HEAD")
    ]
    assert repository.subjects("a.md", history) == ["outer"]
    assert history.notes == ()


def test_link_is_followed_to_its_file(repository: Repository, tmp_path: Path) -> None:
    repository.write("posts/a.md")
    repository.commit("first")
    (tmp_path / "link").symlink_to(repository.folder / "posts")
    assert len(History().of(str(tmp_path / "link" / "a.md"))) == 1


def test_settings_of_the_repository_change_nothing(repository: Repository) -> None:
    for key, value in {
        "diff.renames": "false",
        "log.showSignature": "true",
        "color.ui": "always",
        "diff.relative": "true",
        "log.date": "relative",
        "format.pretty": "oneline",
        "core.fsmonitor": "touch started",
        "i18n.logOutputEncoding": "EUC-JP",
        "log.follow": "true",
    }.items():
        repository.git("config", key, value)
    repository.write("posts/a.md")
    repository.git("add", "--all")
    repository.git(
        "-c", "core.fsmonitor=", "commit", "-q", "-m", "書く\n\nAssisted-by: 道具 <a@b.c>"
    )
    repository.git("-c", "core.fsmonitor=", "mv", "posts/a.md", "posts/b.md")
    repository.git("-c", "core.fsmonitor=", "commit", "-q", "-m", "renamed")
    (repository.folder / "started").unlink(missing_ok=True)
    (commit,) = History().of(str(repository.folder / "posts/b.md"))
    assert commit.trailers == (Trailer("Assisted-by", "道具 <a@b.c>"),)
    assert not (repository.folder / "started").exists()


@pytest.mark.parametrize("name", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"])
def test_variables_of_a_hook_do_not_lead_elsewhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    repository.write("a.md")
    repository.commit("first")
    other = Repository(tmp_path / "elsewhere")
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv(name, str(other.folder / ".git"))
    history = History()
    assert len(history.of(str(repository.folder / "a.md"))) == 1
    assert history.notes == ()


def test_repository_without_commits(repository: Repository) -> None:
    history = History()
    assert history.of(str(repository.write("a.md"))) == ()
    assert history.notes == ()


def test_outside_any_repository_it_is_said_once(tmp_path: Path) -> None:
    history = History()
    assert history.of(str(tmp_path / "a.md")) == ()
    assert history.of(str(tmp_path / "deep" / "b.md")) == ()
    assert history.notes == ("Commits were not read: the article lies in no repository.",)


def test_shallow_clone_is_said_once_and_its_first_commit_tells_nothing(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write("a.md")
    repository.write("b.md", "B.\n")
    repository.commit("first")
    repository.write("b.md", "BB.\n")
    repository.commit(f"second\n\n{CLAUDE}")
    repository.write("a.md", TEXT + "More.\n")
    repository.commit("third")
    target = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=2", repository.folder.as_uri(), str(target))
    history = History()
    assert [one.hash for one in history.of(str(target / "a.md"))] == [
        repository.git("rev-parse", "HEAD")
    ]
    assert history.of(str(target / "b.md")) == ()
    assert history.notes == (
        "Only the latest commits were read: the repository is a shallow clone. Fetch the whole"
        " history (git fetch --unshallow) to have all of them read.",
    )


def test_git_refuses_the_repository_of_another_user(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.md")
    repository.commit("first")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    history = History()
    assert history.of(str(repository.folder / "a.md")) == ()
    (note,) = history.notes
    assert note.startswith("Commits were not read: fatal: detected dubious ownership in repository")


def test_git_is_not_installed(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.md")
    repository.commit("first")
    monkeypatch.setenv("PATH", str(tmp_path))
    history = History()
    assert history.of(str(repository.folder / "a.md")) == ()
    assert history.notes == ("Commits were not read: git is not installed.",)


def test_broken_repository(repository: Repository) -> None:
    path = repository.write("a.md")
    repository.commit("first")
    (repository.folder / ".git" / "HEAD").write_text("nonsense\n")
    history = History()
    assert history.of(str(path)) == ()
    (note,) = history.notes
    assert note.startswith("Commits were not read: fatal: ")


def test_one_log_for_all_files_of_a_repository(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        repository.write(f"{name}.md", f"Text {name}.\n")
    repository.commit("first")
    asked = []
    ask = git.ask

    def counting(folder: str, *arguments: str, seconds: float = 60) -> bytes:
        asked.append(arguments[0])
        return ask(folder, *arguments, seconds=seconds)

    monkeypatch.setattr(git, "ask", counting)
    history = History()
    assert [len(history.of(str(repository.folder / f"{name}.md"))) for name in "abc"] == [1, 1, 1]
    assert asked.count("log") == 1


def test_ask_tells_what_git_says(tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"^fatal: not a git repository"):
        git.ask(str(tmp_path), "rev-parse", "HEAD")
    with pytest.raises(GitError):
        git.ask(str(tmp_path / "none"), "version")
