"""Many articles in several processes: the same report as from one."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import bylint
from bylint.diagnostics import Report
from bylint.workspace import pool

JAPANESE = (
    "港では😀便が{n}本になり、𠮷野さんの店も便利になったと言えるでしょう。まるで海の道です。[{n}]\n"
)
ENGLISH = "The port has {n} lines now, and it is important to note that people like it. [{n}]\n"
KINDS = (
    "# 港の便{n}\n\n" + JAPANESE * 5,
    "# Ports {n}\n\n" + ENGLISH * 5,
    "\ufeff# 港{n}\n\n" + (JAPANESE * 3).replace("\n", "\r\n"),
    "<!-- bylint-disable-file residue -- quoted {n} -->\n\n" + ENGLISH + "As an AI, I am {n}.\n",
    "**見出し{n}**\n\n もちろんです！以下に{n}を示します。\n\n## 参考文献\n\n[1] 著者「題」\n",
    "",
)
BROKEN = (b"\xff\xfea\0", b"caf\xe9 {n}", b"text \0 more", "港".encode()[:2])

RECORDER = '''
import os
import subprocess
from pathlib import Path

import bylint.workspace.hookspecs
from bylint.checking.rule import Rule

HERE = Path(__file__).parent


class Recorder(Rule, name="recorder", category="house", severity="info"):
    """Notes which process judges."""

    messages = {"odd": "{odd} is odd."}

    def check(self, document):
        with open(HERE / "processes", "a") as file:
            file.write(f"{os.getpid()}\\n")
        if "CRASH" in document.text:
            raise RuntimeError("out of luck")
        if "ODD" in document.text:
            span = document.blocks[0].span
            yield self.finding(span, "odd", odd=lambda: 1)


@bylint.workspace.hookspecs.hookimpl
def bylint_rules():
    return [Recorder]
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three hundred articles in two folders with settings of their own, some of them broken."""
    place = tmp_path / "articles"
    (place / "news").mkdir(parents=True)
    for n in range(300):
        data = KINDS[n % len(KINDS)].replace("{n}", str(n)).encode()
        name = f"{'news/' if n % 3 else ''}a{n:03}.{('md', 'txt', 'html')[n % 7 % 3]}"
        (place / name).write_bytes(data)
    for n, data in enumerate(BROKEN):
        (place / f"broken{n}.md").write_bytes(data)
    (place / "crash.md").write_text("A CRASH comes.\n")
    (place / "gone.md").symlink_to(place / "nowhere.md")
    (place / "recorder.py").write_text(RECORDER)
    (place / ".bylint.yaml").write_text("plugins: [./recorder.py]\n")
    (place / "news" / ".bylint.yaml").write_text("extends: strict\nrules: {no-such-rule: off}\n")
    return place


@pytest.fixture(autouse=True)
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes for little."""
    monkeypatch.setattr(pool, "WORTHWHILE", 1)
    monkeypatch.setattr(pool, "_CHUNK", 4_000)


def judged(folder: Path, jobs: int | None, **more: Any) -> tuple[Report, set[int]]:
    """The report, and which processes judged."""
    seen = folder / "processes"
    seen.unlink(missing_ok=True)
    report = bylint.Linter(root=folder, jobs=jobs, **more).check_paths(["."])
    pids = {int(line) for line in seen.read_text().splitlines()} if seen.exists() else set()
    return report, pids


def told(report: Report) -> object:
    """All that a report holds, comparable."""
    files = [
        (file.source.path, file.source.text, file.source.bom, *file[1:]) for file in report.files
    ]
    return files, report.notes


def test_report_of_two_processes_is_that_of_one(folder: Path) -> None:
    one, alone = judged(folder, 1)
    assert alone == {os.getpid()}
    assert len(one.files) == 307
    assert sum(len(file.diagnostics) for file in one.files) > 300
    assert sum(file.failed for file in one.files) == 7
    two, together = judged(folder, 2)
    assert told(two) == told(one)
    assert len(together) == 2
    assert os.getpid() not in together


def test_report_of_processes_that_cannot_be_forked_is_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = judged(folder, 1)
    monkeypatch.setattr(pool, "_can_fork", lambda: False)
    two, together = judged(folder, 2)
    assert told(two) == told(one)
    assert together
    assert os.getpid() not in together


def test_outcome_of_processes_is_kept_like_that_of_one(folder: Path) -> None:
    first, _ = judged(folder, 2, cached=True)
    second, again = judged(folder, 2, cached=True)
    assert told(second) == told(first)
    assert len(again) == 1  # the article over which a rule crashes is tried every time
    third, _ = judged(folder, 1, cached=True)
    assert told(third) == told(first)


def test_little_work_stays_in_one_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORTHWHILE", 10_000_000)
    assert judged(folder, 2)[1] == {os.getpid()}


@pytest.mark.parametrize("processors", [1, 2])
def test_as_many_processes_as_processors(
    folder: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    monkeypatch.setattr(pool, "processors", lambda: processors)
    _, together = judged(folder, None)
    assert len(together) == processors
    assert (os.getpid() in together) == (processors == 1)


def test_what_cannot_travel_is_done_at_home(folder: Path) -> None:
    for file in folder.rglob("a*.*"):
        file.unlink()
    (folder / "odd.md").write_text("ODD words.\n")
    (folder / "other.md").write_text("Other words.\n" * 400)
    report, judges = judged(folder, 2)
    assert os.getpid() in judges
    assert len(judges) > 1
    [odd] = [file for file in report.files if file.source.path == "odd.md"]
    [found] = [each for each in odd.diagnostics if each.rule == "recorder"]
    assert found.message.endswith(" is odd.")


def test_work_is_done_where_no_process_can_be_started(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = judged(folder, 1)

    def refuse(_: pool._Pool) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(pool._Pool, "_started", refuse)
    two, alone = judged(folder, 2)
    assert told(two) == told(one)
    assert alone == {os.getpid()}


def test_progress_is_told_file_by_file(folder: Path) -> None:
    heard: list[tuple[int, int]] = []
    linter = bylint.Linter(root=folder, jobs=2)
    linter.check_paths(["."], progress=lambda *told: heard.append(told))
    assert heard == [(n, 306) for n in range(1, 307)]


WHEN_MARKED = {"rules": {"missing-disclosure": {"require": "when-marked"}}}


def in_git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=True)


@pytest.mark.parametrize("fork", [True, False])
def test_commits_are_read_once_and_noted_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fork: bool
) -> None:
    source, clone = tmp_path / "source", tmp_path / "clone"
    source.mkdir()
    in_git(source, "init", "--quiet")
    for said in ("", "", "Co-Authored-By: Claude Opus 4.5 <noreply@anthropic.com>"):
        for n in range(30):
            with open(source / f"a{n:02}.md", "a", encoding="utf-8") as file:
                file.write(f"# 港の便{n}\n\n" + JAPANESE.replace("{n}", str(n)) * 3)
        in_git(source, "add", "--all")
        in_git(source, "commit", "--quiet", "-m", f"More\n\n{said}")
    in_git(tmp_path, "clone", "--quiet", "--depth=2", source.as_uri(), "clone")
    if not fork:
        monkeypatch.setattr(pool, "_can_fork", lambda: False)
    one, two = (
        bylint.Linter(WHEN_MARKED, clone, select=["missing-disclosure"], jobs=jobs).check_paths(
            ["."]
        )
        for jobs in (1, 2)
    )
    assert told(two) == told(one)
    assert len([file for file in two.files if file.diagnostics]) == 30
    assert two.notes == (
        "Only the latest commits were read: the repository is a shallow clone. Fetch the whole"
        " history (git fetch --unshallow) to have all of them read.",
    )
