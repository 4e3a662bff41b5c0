"""Long runs of the real program: processes that end early, Ctrl-C, and what is shown meanwhile."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from house import House

from bylint.cli import progress

PLUGIN = '''
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import bylint.workspace.hookspecs
from bylint.checking.rule import Rule
from bylint.text import Span

HERE = Path(__file__).parent


class Fate(Rule, name="fate", category="house", severity="warning"):
    """Ends the process, once or always, or keeps it waiting."""

    messages = {"todo": "TODO is left."}

    def check(self, document):
        text = document.text
        if "DIE" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "FALL" in text and not (HERE / "fallen").exists():
            (HERE / "fallen").touch()
            os._exit(3)
        if "WAIT" in text:
            with open(HERE / "new", "w") as file:
                file.write(str(os.getpid()))
            os.replace(HERE / "new", HERE / "waiting")
            time.sleep(600)
        at = text.find("TODO")
        if at >= 0:
            yield self.finding(Span(at, at + 4), "todo")


@bylint.workspace.hookspecs.hookimpl
def bylint_rules():
    return [Fate]
'''

COUNT = 40
LONG = "港の店で😀を売り、𠮷野さんが買いました。\n" * 300


@pytest.fixture
def docks(house: House) -> House:
    """Forty articles of 18 kB, one TODO in each."""
    house.write("house.py", PLUGIN)
    for n in range(COUNT):
        house.write(f"a{n:02}.md", f"TODO\n\n{LONG}")
    return house


def lines(*, without: int | None = None) -> list[str]:
    """What is found in the articles."""
    return [f"a{n:02}.md:1:1: warning fate TODO is left." for n in range(COUNT) if n != without]


def found(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith("a")]


def test_two_processes_say_what_one_says(docks: House) -> None:
    one = docks.check("--no-cache", "--jobs", "1")
    two = docks.check("--no-cache", "--jobs", "2")
    assert found(one.out) == lines()
    assert two == one
    assert (one.code, one.err) == (0, "")


def test_process_that_ends_once_costs_nothing(docks: House) -> None:
    docks.write("a07.md", f"TODO FALL\n\n{LONG}")
    ran = docks.check("--jobs", "2")
    assert found(ran.out) == lines()
    assert ran.code == 0
    assert ran.err == (
        "bylint: A process that checked articles ended early (exit code 3);"
        " its articles were tried again.\n"
    )


def test_article_that_ends_every_process_is_told_and_the_others_checked(docks: House) -> None:
    docks.write("a07.md", f"TODO DIE\n\n{LONG}")
    ran = docks.check("--jobs", "2", "--no-cache")
    failed = (
        "a07.md:1:1: error unreadable-article"
        " The process that checked it ended early, twice (SIGKILL)."
    )
    assert found(ran.out) == sorted([*lines(without=7), failed])
    assert ran.code == 2
    assert ran.err == (
        "bylint: A process that checked articles ended early (SIGKILL);"
        " its articles were tried again.\n"
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "parent"])
def test_ctrl_c_ends_at_once_and_leaves_files_as_they_were(
    docks: House, jobs: str, *, whole_group: bool
) -> None:
    docks.write("a33.md", f"TODO WAIT\n\n{LONG}")
    docks.write("old.json", "old")
    formats = ["--output-format", "json=old.json", "--output-format", "sarif=new.sarif"]
    before = {path.name for path in docks.folder.iterdir()}
    with subprocess.Popen(
        docks.command("check", "--select", "house", "--fix", "--jobs", jobs, *formats),
        cwd=docks.folder,
        env=docks.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        waiting = until_there(docks.folder / "waiting")
        (os.killpg if whole_group else os.kill)(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (130, b"", b"")
    with pytest.raises(ProcessLookupError):
        os.kill(waiting, 0)
    assert (docks.folder / "old.json").read_text() == "old"
    after = {path.name for path in docks.folder.iterdir()}
    assert after - before <= {"waiting", ".bylint_cache", "__pycache__"}


def until_there(path: Path) -> int:
    """The number in a file, once it is there."""
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, "nothing was ever checked"
        time.sleep(0.01)
    return int(path.read_text())


@pytest.mark.parametrize("said", ["0", "-1", "two", "1.5", ""])
def test_number_of_processes_that_makes_no_sense(house: House, said: str) -> None:
    ran = house.check(f"--jobs={said}")
    assert ran.code == 2
    assert ran.err.endswith(f"argument --jobs: it must be 1 or more, not {said}\n")


# Reports ------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["old", None])
def test_report_that_cannot_be_written_whole_is_not_written(
    docks: House, before: str | None
) -> None:
    if before is not None:
        docks.write("report", before)
    command = docks.command("check", "--select", "house", "--output-file", "report")
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *command],
        cwd=docks.folder,
        env=docks.environment(PYTHONDONTWRITEBYTECODE="1"),  # or it is cut off, too
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "bylint: cannot write report: File too large\n" in done.stderr
    report = docks.folder / "report"
    assert (report.read_text() if report.exists() else None) == before
    assert not [*docks.folder.glob(".bylint-*")]


def test_report_goes_into_a_pipe_as_it_is(house: House) -> None:
    house.write("one.md", "TODO\n")
    pipe = house.folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert house.check("one.md", "--output-file", "pipe").code == 1
        assert b"TODO is left in the article." in os.read(reader, 10_000)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


# The bar ------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """Somebody who watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What two of three files leave on a stream."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0)

    def show(stream: io.StringIO | None, *, wanted: bool = True) -> str:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", stream)
            with progress.Bar(wanted=wanted) as bar:
                for done in range(1, 4):
                    bar(done, 3)
        return stream.getvalue() if stream else ""

    return show


def test_bar_shows_how_many_are_done_and_goes_away(shown: Callable[..., str]) -> None:
    text = shown(Terminal())
    assert "1/3" in text
    assert "2/3" in text
    assert "3/3" not in text
    assert text.endswith("\x1b[2K")  # the line is empty again


def test_bar_waits(shown: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 3_600)
    assert shown(Terminal()) == ""


def test_bar_is_not_for_those_who_want_quiet(shown: Callable[..., str]) -> None:
    assert shown(Terminal(), wanted=False) == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_bar_is_for_terminals(shown: Callable[..., str], stream: io.StringIO | None) -> None:
    assert shown(stream) == ""


def test_bar_is_for_terminals_that_can_go_back(
    shown: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert shown(Terminal()) == ""


CHATTY = PLUGIN.replace("text = document.text\n", 'text = document.text\n        print("港😀")\n')


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_a_plugin_prints_is_no_part_of_a_report(docks: House, jobs: str) -> None:
    docks.write("house.py", f"{CHATTY}\nprint('loaded')\n")
    ran = docks.run(
        *("check", "--select", "house", "--no-cache", "--output-format", "json", "--jobs", jobs),
        PYTHONIOENCODING="utf-8",
    )
    assert len(json.loads(ran.out)["diagnostics"]) == COUNT
    assert ran.code == 0
    assert ran.err.count("港😀\n") == COUNT
    assert "loaded\n" in ran.err


def test_help_is_printed_as_before(house: House) -> None:
    ran = house.run("check", "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("usage: bylint check ")
