"""From paths to files, and from files to bytes; whatever is odd ends in a diagnostic."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tone import Project, hints, told

from bylint.text import BOM
from bylint.workspace import files

FAULT = "1:1 error unreadable-article:"
NOTHING = (
    "Articles end in .md, .markdown, .txt, .html, .htm; `include` adds others. What git ignores"
)


def write(project: Project, *paths: str) -> None:
    for path in paths:
        project.write(path, "x\n")


def found(project: Project, *paths: str) -> list[str]:
    """The files that paths stand for; nothing goes wrong."""
    report = project.check(*paths)
    assert not report.failed
    return [file.source.path for file in report.files]


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


# From paths to files


def test_articles_of_a_folder_are_found_in_order(project: Project) -> None:
    write(project, "b.md", "a/z.txt", "a/b.HTML", "a.markdown", "c.htm", "d.py", "e.md.orig", "md")
    assert found(project, ".") == ["a.markdown", "a/b.HTML", "a/z.txt", "b.md", "c.htm"]


def test_paths_are_told_as_given(project: Project) -> None:
    write(project, "docs/a.md", "docs/deep/b.md")
    assert found(project, "docs") == ["docs/a.md", "docs/deep/b.md"]
    assert found(project, "docs/") == ["docs/a.md", "docs/deep/b.md"]
    assert found(project, "./docs") == ["./docs/a.md", "./docs/deep/b.md"]
    assert found(project, "docs/../docs/a.md") == ["docs/../docs/a.md"]
    full = str(project.folder / "docs" / "a.md")
    assert found(project, full) == [full]


def test_order_of_the_command_line_is_kept_and_no_file_checked_twice(project: Project) -> None:
    write(project, "a.md", "b.md", "c/d.md")
    assert found(project, "c", "b.md", ".", "./b.md") == ["c/d.md", "b.md", "a.md"]


def test_named_files_are_checked_whatever_their_name(project: Project) -> None:
    write(project, "README.md", ".hidden/a.md", "notes", "a.rst")
    names = ["README.md", ".hidden/a.md", "notes", "a.rst"]
    assert found(project, *names) == names


LEFT_OUT = [
    "README.md",
    "readme.ja.md",
    "README_zh-CN.txt",
    "CHANGELOG.md",
    "LICENSE.txt",
    "LICENCE.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "code-of-conduct.html",
    "requirements.txt",
    "requirements-dev.txt",
    ".hidden.md",
    ".github/a.md",
    "x/.cache/a.md",
    "node_modules/x/a.md",
]


def test_files_about_the_project_are_left_out(project: Project) -> None:
    kept = ["changelog-keeping.md", "license-talk.md", "readme-driven-development.md", "x/a.md"]
    write(project, *LEFT_OUT, *kept)
    assert found(project, ".") == sorted(kept)


def test_include_brings_them_in(project: Project) -> None:
    write(project, *LEFT_OUT, "a.rst", "b.md")
    project.write(".bylint.yaml", "include: [README.md, '.github/**', '*.rst', '.*.md']\n")
    expected = [".github/a.md", ".hidden.md", "README.md", "a.rst", "b.md"]
    assert found(project, ".") == expected
    git(project.folder, "init", "-q")
    assert found(project, ".") == expected


def test_exclude_holds_for_folders_and_for_named_files(project: Project) -> None:
    write(project, "a.md", "drafts/b.md", "ja/c.md", "ja/old.md")
    project.write(".bylint.yaml", "exclude: [drafts, 'ja/old.*']\n")
    assert found(project, ".") == ["a.md", "ja/c.md"]
    assert found(project, "drafts/b.md", "ja/c.md", "ja/old.md") == ["ja/c.md"]


@pytest.mark.parametrize(
    ("paths", "note"),
    [
        (["drafts/b.md"], "Nothing to check: `exclude` leaves out 1 file."),
        (["drafts"], "Nothing to check: `exclude` leaves out 2 files."),
        (["drafts", "./drafts/c.md"], "Nothing to check: `exclude` leaves out 2 files."),
    ],
)
def test_where_exclude_leaves_nothing_a_note_says_so(
    project: Project, paths: Sequence[str], note: str
) -> None:
    write(project, "drafts/b.md", "drafts/c.md")
    project.write(".bylint.yaml", "exclude: drafts\n")
    report = project.check(*paths)
    assert (report.files, report.notes, report.failed) == ((), (note,), False)


def test_no_note_where_something_is_left(project: Project) -> None:
    write(project, "a.md", "drafts/b.md")
    project.write(".bylint.yaml", "exclude: drafts\n")
    assert project.check(".").notes == ()


def test_excludes_of_a_nested_config_hold_there(project: Project) -> None:
    write(project, "a.md", "ja/a.md", "ja/b.md")
    project.write("ja/.bylint.yaml", "exclude: a.md\n")
    assert found(project, ".") == ["a.md", "ja/b.md"]


def test_path_that_is_not_there(project: Project) -> None:
    write(project, "a.md")
    report = project.check("none.md", "a.md", "none/", "a.md/b.md", "nul\0.md")
    missing = "There is no file or folder of this name."
    assert told(report) == [
        f"none.md:{FAULT} {missing}",
        f"none/:{FAULT} {missing}",
        f"a.md/b.md:{FAULT} {missing}",
        f"nul\0.md:{FAULT} {missing}",
    ]
    assert report.failed
    assert [file.source.path for file in report.files if not file.failed] == ["a.md"]


@pytest.mark.parametrize("in_git", [False, True])
def test_folder_without_articles(project: Project, in_git: bool) -> None:
    write(project, "docs/README.md", "docs/a.py")
    (project.folder / "empty").mkdir()
    if in_git:
        git(project.folder, "init", "-q")
    report = project.check("docs", "empty")
    assert told(report) == [
        f"docs:{FAULT} Nothing in this folder is an article.",
        f"empty:{FAULT} Nothing in this folder is an article.",
    ]
    assert all(hint.startswith(NOTHING) for hint in hints(report))
    assert report.failed


def test_japanese_names(project: Project) -> None:
    write(project, "記事/本文 一.md", "記事/が.md", "下書き/😀.md")
    project.write(".bylint.yaml", "exclude: [下書き]\n")
    git(project.folder, "init", "-q")
    assert found(project, ".") == ["記事/が.md", "記事/本文 一.md"]
    assert found(project, "記事") == ["記事/が.md", "記事/本文 一.md"]


def test_name_that_is_not_utf8(project: Project) -> None:
    name = os.fsdecode(b"a\xff.md")
    (project.folder / name).write_bytes(b"x\n")
    assert found(project, ".") == [name]
    git(project.folder, "init", "-q")
    assert found(project, ".") == [name]


def test_odd_names(project: Project) -> None:
    names = ["-a.md", "a\nb.md", "a b.md", "::error.md", '"q".md']
    write(project, *names)
    git(project.folder, "init", "-q")
    assert found(project, ".") == sorted(names)
    assert found(project, *names) == names


def test_name_that_is_too_long(project: Project) -> None:
    (said,) = told(project.check("a" * 300 + ".md"))
    assert said == f"{'a' * 300}.md:{FAULT} It cannot be read: File name too long."


# What git ignores


def make_ignored(project: Project) -> list[str]:
    """A folder with ignored files; the articles that are left."""
    write(project, "a.md", "build/b.md", "log/keep.md", "log/c.md", "x/tmp.md", "x/y/tmp.md")
    write(project, "x/y/kept.md", "!odd.md")
    project.write(".gitignore", "build/\n/log/*\n!/log/keep.md\ntmp.md\n# comment\n")
    project.write("x/y/.gitignore", "!tmp.md\n")
    return ["!odd.md", "a.md", "log/keep.md", "x/y/kept.md", "x/y/tmp.md"]


@pytest.mark.parametrize("in_git", [False, True])
def test_ignored_files_are_left_out(project: Project, in_git: bool) -> None:
    expected = make_ignored(project)
    if in_git:
        git(project.folder, "init", "-q")
    assert found(project, ".") == expected
    assert found(project, "x") == ["x/y/kept.md", "x/y/tmp.md"]
    assert found(project, "build/b.md") == ["build/b.md"]


@pytest.mark.parametrize("broken", ["no git", "git fails"])
def test_ignored_files_are_left_out_where_git_does_not_help(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, broken: str
) -> None:
    expected = make_ignored(project)
    git(project.folder, "init", "-q")
    fake = tmp_path / "bin"
    fake.mkdir()
    if broken == "git fails":
        (fake / "git").write_text("#!/bin/sh\nexit 128\n", encoding="utf-8")
        (fake / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(fake))
    assert found(project, ".") == expected
    assert found(project, "x") == ["x/y/kept.md", "x/y/tmp.md"]


def test_tracked_files_are_checked_and_deleted_ones_are_not(project: Project) -> None:
    write(project, "a.md", "gone.md", "new.md")
    git(project.folder, "init", "-q")
    git(project.folder, "add", "a.md", "gone.md")
    (project.folder / "gone.md").unlink()
    project.write(".gitignore", "a.md\n")
    assert found(project, ".") == ["a.md", "new.md"]


def test_git_that_works_on_another_repository_does_not_mislead(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(project, "a.md")
    git(project.folder, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert found(project, ".") == ["a.md"]


def test_repository_cannot_start_a_program(project: Project, tmp_path: Path) -> None:
    write(project, "a.md")
    git(project.folder, "init", "-q")
    script = tmp_path / "monitor"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n", encoding="utf-8")
    script.chmod(0o755)
    git(project.folder, "config", "core.fsmonitor", str(script))
    assert found(project, ".") == ["a.md"]
    assert not (tmp_path / "started").exists()


def test_other_repository_inside_is_no_article(project: Project) -> None:
    write(project, "a.md", "inner.md/b.md")
    git(project.folder / "inner.md", "init", "-q")
    git(project.folder, "init", "-q")
    assert found(project, ".") == ["a.md"]


# What is no file, or cannot be read


def test_folder_named_like_an_article(project: Project) -> None:
    write(project, "x.md/a.md")
    assert found(project, "x.md") == ["x.md/a.md"]
    assert found(project, ".") == ["x.md/a.md"]
    checked = project.linter().check_file("x.md")
    assert told(checked) == [f"x.md:{FAULT} This is a folder, not a file."]
    assert checked.failed


def test_links(project: Project) -> None:
    write(project, "real/a.md")
    (project.folder / "link.md").symlink_to("real/a.md")
    (project.folder / "folder").symlink_to("real")
    assert found(project, ".") == ["link.md", "real/a.md"]
    assert found(project, "folder") == ["folder/a.md"]


def test_way_through_a_link_and_back_is_that_of_the_system(project: Project) -> None:
    write(project, "a.md")
    project.write("real/a.md", "This is LOUD.\n")
    (project.folder / "real" / "deep").mkdir()
    (project.folder / "link").symlink_to("real/deep")
    assert told(project.check("link/../a.md")) == [
        "link/../a.md:1:9 warning loud-word: LOUD is loud."
    ]


@pytest.mark.parametrize("in_git", [False, True])
def test_links_that_lead_nowhere(project: Project, in_git: bool) -> None:
    for link, target in {
        "a.md": "b.md",
        "b.md": "a.md",
        "gone.md": "none.md",
        "loop": ".",
        "self.md": "self.md",
        "up.md": ".",
    }.items():
        (project.folder / link).symlink_to(target)
    if in_git:
        git(project.folder, "init", "-q")
    loop = "It cannot be read: Too many levels of symbolic links."
    gone = "The file was there when its folder was listed, and is gone."
    assert told(project.check(".")) == [
        f"a.md:{FAULT} {loop}",
        f"b.md:{FAULT} {loop}",
        f"gone.md:{FAULT} {gone}",
        f"self.md:{FAULT} {loop}",
        f"up.md:{FAULT} This is a folder, not a file.",
    ]
    assert told(project.check("a.md", "gone.md")) == [
        f"a.md:{FAULT} {loop}",
        f"gone.md:{FAULT} There is no file or folder of this name.",
    ]


def test_pipes_sockets_and_devices_are_not_waited_for(project: Project) -> None:
    os.mkfifo(project.folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(project.folder)
        try:
            server.bind("socket.md")
        finally:
            os.chdir(here)
        report = project.check(".", "/dev/null", "/dev/zero")
    assert told(report) == [
        f"pipe.md:{FAULT} This is a pipe, not a file.",
        f"socket.md:{FAULT} This is a socket, not a file.",
        f"/dev/null:{FAULT} This is a device, not a file.",
        f"/dev/zero:{FAULT} This is a device, not a file.",
    ]
    assert report.failed


def test_pipe_in_place_of_gitignore_is_not_waited_for(project: Project) -> None:
    write(project, "a.md")
    os.mkfifo(project.folder / ".gitignore")
    assert found(project, ".") == ["a.md"]


def test_file_that_turns_into_a_pipe(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    regular = project.write("a.md")
    known = os.stat(regular)
    regular.unlink()
    os.mkfifo(regular)
    monkeypatch.setattr(os, "stat", lambda _: known)
    with pytest.raises(files.ReadError) as caught:
        files.read(str(regular))
    assert caught.value.key == "pipe"


def test_file_that_vanishes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "a.md", "b.md")
    linter = project.linter()
    expand = files.Finder.expand

    def vanishing(finder: files.Finder, paths: Sequence[str]) -> files.Expanded:
        expanded = expand(finder, paths)
        (project.folder / "a.md").unlink()
        return expanded

    monkeypatch.setattr(files.Finder, "expand", vanishing)
    report = linter.check_paths(["."])
    assert told(report) == [
        f"a.md:{FAULT} The file was there when its folder was listed, and is gone."
    ]
    assert [file.source.path for file in report.files] == ["a.md", "b.md"]


def test_file_that_is_too_large(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1_000_000)
    project.write("a.md", b"x" * 1_000_001)
    project.write("b.md", b"x" * 1_000_000)
    report = project.check(".")
    assert told(report) == [f"a.md:{FAULT} The file has 1.0 MB; bylint reads no more than 1 MB."]
    assert hints(report) == ["Split it, or `exclude` it."]


def test_standard_input_that_is_too_large(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1_000_000)
    report = project.linter().check_bytes(b"x" * 1_000_001, "-")
    assert told(report) == [f"-:{FAULT} The file has 1.0 MB; bylint reads no more than 1 MB."]
    assert report.failed


def test_file_of_50_mb_is_not_read(project: Project) -> None:
    with open(project.folder / "a.md", "wb") as file:
        file.truncate(50_000_000)
    assert told(project.check("a.md")) == [
        f"a.md:{FAULT} The file has 50.0 MB; bylint reads no more than 20 MB."
    ]


CHILD = """
import os, sys
from bylint import Linter
Linter({}, root=sys.argv[1]).check_paths([".", "none"])
if os.geteuid() == 0:
    os.setuid(65534)
for path in sys.argv[2:]:
    for file in Linter({}, root=sys.argv[1]).check_paths([path]).files:
        for said in file.diagnostics:
            if said.category == "bylint":
                print(file.source.path, said.rule, said.message, sep="|")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs the modes of Unix")
def test_file_and_folder_that_may_not_be_read(project: Project) -> None:
    write(project, "a.md", "locked/b.md", "open/c.md")
    place = project.folder
    while place != Path(place.anchor):
        place.chmod(place.stat().st_mode | 0o755)
        place = place.parent
        if place == Path("/tmp"):
            break
    (project.folder / "a.md").chmod(0)
    (project.folder / "locked").chmod(0o700)
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(project.folder), "a.md", "."],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "BYLINT_CACHE_DIR": str(project.folder / "none")},
    )
    assert run.stdout.splitlines() == [
        "a.md|unreadable-article|It cannot be read: Permission denied.",
        "locked|unreadable-article|It cannot be read: Permission denied.",
        "a.md|unreadable-article|It cannot be read: Permission denied.",
    ]


# Bytes that are no text


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (
            "記事\n😀".encode() + b"\xff\n",
            "2:2",
            "The file is not UTF-8: byte 0xff at byte offset 11.",
        ),
        (b"a\r\nb\xe3\x81\r\n", "2:2", "The file is not UTF-8: byte 0xe3 at byte offset 4."),
        (BOM.encode() + b"a\xff", "1:2", "The file is not UTF-8: byte 0xff at byte offset 4."),
        ("記事".encode("utf-16"), "1:1", "The file is UTF-16, not UTF-8."),
        ("記事".encode("utf-16-be"), None, None),
        (b"\xfe\xff\x00a", "1:1", "The file is UTF-16, not UTF-8."),
        (b"one\n\0two\n", "2:1", "The file holds a NUL character and is probably not text."),
        ("記事\n".encode("cp932"), "1:1", "The file is not UTF-8: byte 0x8b at byte offset 0."),
    ],
)
def test_bytes_that_are_not_text(
    project: Project, data: bytes, place: str | None, message: str | None
) -> None:
    project.write("記事.md", data)
    report = project.check("記事.md")
    assert report.failed
    if place:
        assert told(report) == [f"記事.md:{place} error unreadable-article: {message}"]
    assert told(report) == told(project.linter().check_file("記事.md"))
    assert told(report) == told(project.linter().check_bytes(data, "記事.md"))


def test_empty_file_is_an_article(project: Project) -> None:
    project.write("a.md", b"")
    project.write("b.html", BOM.encode())
    report = project.check(".")
    assert (told(report), report.failed, len(report.files)) == ([], False, 2)
