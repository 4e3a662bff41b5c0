"""The hooks, run by pre-commit itself on repositories made here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from house import Ran

from bylint.workspace.data import source_of
from bylint.workspace.files import Finder
from bylint.workspace.globs import Globs
from bylint.workspace.parsing import yaml_of

ROOT = Path(__file__).resolve().parents[1]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
DISTRIBUTION = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE")
SOURCES = ("linter", "rules")

CONFIG = """\
rules:
  missing-disclosure: error
  missing-summary: off
exclude: ["下書き/**"]
"""
SILENT = "# 円安が続く\n\n円安は来年も続く。\n"
SILENT_IN_ENGLISH = "The yen keeps falling.\n\nNobody knows when it will stop.\n"
DISCLOSED = SILENT + "\n*この記事は生成AIが下書きし、編集部が確認しました*。\n"
MISSING = "missing-disclosure Nothing tells the reader whether AI took part in making this article."


class Repository:
    """A git repository, and pre-commit run in it."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.environment = {
            **kept,
            "LC_ALL": "C.UTF-8",
            "PRE_COMMIT_HOME": str(home),
            "BYLINT_CACHE_DIR": str(home / "bylint"),
        }
        folder.mkdir()
        self.git("init", "--quiet")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def read(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode()

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
        done = self._run("git", *who, "-c", "commit.gpgsign=false", *arguments)
        assert done.code == 0, done.err
        return done.out.strip()

    def pre_commit(self, *arguments: str) -> Ran:
        """What pre-commit says of all that is tracked."""
        self.git("add", "--all")
        return self._run(sys.executable, "-m", "pre_commit", *arguments, "--color", "never")

    def use(self, hooks: Repository, settings: str = "", hook: str = "bylint") -> None:
        """Configure a hook, with settings of the repository's own."""
        self.write(
            ".pre-commit-config.yaml",
            f"repos:\n- repo: {hooks.folder.as_posix()}\n  rev: {hooks.git('rev-parse', 'HEAD')}\n"
            f"  hooks:\n  - id: {hook}\n{settings}",
        )

    def _run(self, *command: str) -> Ran:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            check=False,
            timeout=600,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it has installed."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Repository:
    """What is in this folder, as a repository that others name in their config."""
    made = Repository(tmp_path_factory.mktemp("hooks") / "bylint", home)
    for name in DISTRIBUTION:
        shutil.copy(ROOT / name, made.folder / name)
    for name in SOURCES:
        shutil.copytree(
            ROOT / name, made.folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "bylint")
    return made


@pytest.fixture
def articles(tmp_path: Path, home: Path) -> Repository:
    """A repository with three articles that disclose nothing, and files that are no articles."""
    made = Repository(tmp_path / "記事の倉庫", home)
    made.write(".bylint.yaml", CONFIG)
    made.write("記事/円安 その一.md", SILENT)
    made.write("digest.txt", SILENT_IN_ENGLISH)
    made.write("下書き/まだ.md", SILENT)
    for name in ("README.md", "LICENSE", "requirements.txt", ".github/ISSUE.md", "note.py"):
        made.write(name, SILENT_IN_ENGLISH if name != "note.py" else "x = 1\n")
    return made


def found(ran: Ran) -> list[str]:
    """The lines of findings."""
    return [line for line in ran.lines if re.match(r"\S.*:\d+:\d+: ", line)]


def test_try_repo(hooks: Repository, articles: Repository) -> None:
    ran = articles.pre_commit("try-repo", str(hooks.folder), "bylint", "--all-files")
    assert (ran.code, found(ran)) == (
        1,
        [
            f"digest.txt:3:31: error {MISSING}",
            f"記事/円安 その一.md:3:9: error {MISSING}",
        ],
    )
    assert "2 problems in 2 files" in ran.lines


def test_run_on_what_is_staged(hooks: Repository, articles: Repository) -> None:
    articles.use(hooks)
    articles.git("add", "--all")
    articles.git("commit", "--quiet", "--no-verify", "--message", "first")
    articles.write("記事/𠮷野家😀.md", SILENT.replace("\n", "\r\n"))
    ran = articles.pre_commit("run")
    assert (ran.code, found(ran)) == (1, [f"記事/𠮷野家😀.md:3:9: error {MISSING}"])
    articles.write("記事/𠮷野家😀.md", DISCLOSED)
    assert articles.pre_commit("run").code == 0


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("    exclude: ^digest", ["記事/円安 その一.md"]),
        ("    files: ^記事/", ["記事/円安 その一.md"]),
        ("    types_or: [markdown]", ["記事/円安 その一.md"]),
        ("    files: ^README", ["README.md"]),
        ("    args: [--fail-on, never]", ["digest.txt", "記事/円安 その一.md"]),
    ],
)
def test_settings_of_the_repository(
    hooks: Repository, articles: Repository, settings: str, names: list[str]
) -> None:
    articles.use(hooks, settings)
    ran = articles.pre_commit("run", "--all-files", "--verbose")
    assert [line.partition(":")[0] for line in found(ran)] == names
    assert ran.code == int("never" not in settings)


def test_nothing_is_left_when_all_that_is_staged_is_excluded(
    hooks: Repository, articles: Repository
) -> None:
    articles.use(hooks)
    articles.git("add", "--all")
    ran = articles.pre_commit("run", "--verbose", "--files", "下書き/まだ.md")
    assert ran.code == 0
    assert "bylint: Nothing to check: `exclude` leaves out 1 file." in ran.lines


def test_no_article_is_staged(hooks: Repository, articles: Repository) -> None:
    articles.use(hooks)
    articles.git("add", "--all")
    ran = articles.pre_commit("run", "--files", "README.md", "requirements.txt", "LICENSE")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"bylint\.+\(no files to check\)Skipped\n", ran.out)


def test_fix_mends_and_stops_the_commit_once(hooks: Repository, articles: Repository) -> None:
    articles.use(hooks, hook="bylint-fix", settings="    files: ^記事/")
    name = "記事/円安 その一.md"
    articles.write(name, DISCLOSED.replace("円安は来年も", "円安は**来年。**も"))
    ran = articles.pre_commit("run", "--all-files")
    assert ran.code == 1
    assert "- files were modified by this hook" in ran.lines
    assert articles.read(name) == DISCLOSED.replace("円安は来年も", "円安は**来年**。も")
    assert articles.pre_commit("run", "--all-files").code == 0


def test_hooks_and_our_own_config_are_valid(hooks: Repository) -> None:
    for command, file in (
        ("validate-manifest", MANIFEST),
        ("validate-config", ROOT / ".pre-commit-config.yaml"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", command, str(file)],
            env=hooks.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


NAMES: Sequence[str] = (
    *("a.md", "記事.MD", "b/円安.markdown", "b/c.txt", "x.html", "x.HTM", "x.readme.md"),
    *("README.md", "b/readme.ja.md", "README_zh-cn.txt", "CHANGELOG.md", "LICENCE.txt"),
    *("LICENSE", "Contributing.md", "code-of-conduct.html", "CODE_OF_CONDUCT.md"),
    *("requirements.txt", "b/requirements-dev.txt", "requirements/base.txt", "readme-first.md"),
    *(".github/a.md", "b/.hidden.md", "a.py", "a.mdx", "md", "readme/a.md", "readmes.md"),
)


@pytest.mark.parametrize("hook", ["bylint", "bylint-fix"])
def test_hooks_take_what_bylint_finds_in_folders(tmp_path: Path, hook: str) -> None:
    for name in NAMES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()

    class Everything:
        include = exclude = Globs((), str(tmp_path))

    suffixes = (".md", ".markdown", ".txt", ".html", ".htm")
    finder = Finder(str(tmp_path), lambda _: Everything(), suffixes)
    (entry,) = (each for each in yaml_of(source_of(str(MANIFEST))).value if each["id"] == hook)
    taken = [name for name in NAMES if re.search(entry["files"], name)]
    assert sorted(taken) == sorted(finder.expand(["."]).files)
    assert entry["require_serial"] is True
