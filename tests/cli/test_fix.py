"""`bylint check --fix`: articles mended in place, and never damaged."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from house import House


def test_safe_fixes_are_made_and_counted(house: House) -> None:
    article = house.write("a.md", "TODO円TODO MAYBE\n")
    ran = house.check("a.md", "--fix")
    assert article.read_text(encoding="utf-8") == "円 MAYBE\n"
    assert ran.code == 0
    assert ran.lines[0] == "a.md:1:3: info house-hint MAYBE is said."
    assert ran.lines[-2:] == ["2 problems were mended", "1 problem in 1 file"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("TODO MAYBE\n", " SURELY\nAND\n\n"),
        ("a\r\nTODO MAYBE\r\n", "a\r\n SURELY\r\nAND\r\n\r\n"),
        ("a\rMAYBE", "a\rSURELY\rAND\r"),
        ("\ufeffMAYBE", "\ufeffSURELY\nAND\n"),
        ("TOTODODO", ""),
        ("a\r\nb\nTODO\r", "a\r\nb\n\r"),
    ],
)
def test_newlines_and_byte_order_mark_stay(house: House, before: str, after: str) -> None:
    article = house.write("a.md", before)
    house.check("a.md", "--fix", "--unsafe-fixes")
    assert article.read_bytes().decode("utf-8") == after


def test_unchanged_file_is_not_touched(house: House) -> None:
    article = house.write("a.md", "fine\r\n")
    os.utime(article, ns=(1, 1))
    assert house.check("a.md", "--fix").code == 0
    assert article.stat().st_mtime_ns == 1
    assert [path.name for path in house.folder.glob(".bylint-*")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs modes and links of Unix")
def test_mode_and_link_stay(house: House) -> None:
    article = house.write("real/a.md", "TODO")
    article.chmod(0o640)
    link = house.folder / "link.md"
    link.symlink_to(article)
    assert house.check("link.md", "--fix").code == 0
    assert link.is_symlink()
    assert article.read_text(encoding="utf-8") == ""
    assert article.stat().st_mode & 0o777 == 0o640


def test_diff_shows_and_writes_nothing(house: House) -> None:
    article = house.write("記事.md", "一\r\n二TODO\x1b\r\n三\r\n")
    ran = house.check("記事.md", "--diff")
    assert ran.lines == [
        "--- 記事.md",
        "+++ 記事.md",
        "@@ -1,4 +1,4 @@",
        " 一",
        "-二TODO\\x1b",
        "+二\\x1b",
        " 三",
        " ",
    ]
    assert ran.code == 1
    assert "TODO" in article.read_text(encoding="utf-8")
    house.write("記事.md", "fine")
    assert house.check("記事.md", "--diff") == (0, "", "")


def test_standard_input_is_mended_to_standard_output(house: House) -> None:
    ran = house.check("-", "--fix", stdin="\ufeff円TODO\r\n".encode())
    assert ran.code == 0
    assert ran.out == "\ufeff円\r\n"
    assert ran.err.splitlines() == ["1 problem was mended", "0 problems in 1 file"]


@pytest.mark.parametrize("data", [b"fine\r\n", b"\xff TODO", b"a\x00TODO", b""])
def test_standard_input_that_cannot_be_mended_comes_back_as_it_was(
    house: House, data: bytes
) -> None:
    ran = house.check("-", "--fix", "--output-file", "report.txt", stdin=data)
    assert ran.out.encode("utf-8", "surrogateescape") == data


def test_standard_input_comes_back_also_where_the_config_is_broken(house: House) -> None:
    house.write(".bylint.yaml", "plugins: [./house.py]\nno-such-setting: 1\n")
    ran = house.check("-", "--fix", stdin=b"fine")
    assert (ran.code, ran.out) == (2, "fine")
    ran = house.check("-", "--fix", "--select", "no-such-rule", stdin=b"TODO")
    assert (ran.code, ran.out) == (2, "TODO")


def test_diff_tells_what_failed(house: House) -> None:
    house.write("a.md", "TODO\n")
    ran = house.check("a.md", "b.md", "--diff")
    assert ran.code == 2
    assert "-TODO" in ran.lines
    assert ran.err == "bylint: b.md:1: There is no file or folder of this name.\n"


def test_unwritable_article_is_left_as_it_was(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bylint.diagnostics import Checked, Report
    from bylint.text import Source
    from bylint.workspace import mending

    monkeypatch.chdir(house.folder)
    article = house.write("a.md", "changed meanwhile")
    before = Report((Checked(Source("a.md", "TODO"), ()),))
    after = Report((Checked(Source("a.md", ""), ()),))
    written = mending.write(before, after)
    assert written.failed
    assert [item.rule for item in written.files[0].diagnostics] == ["unwritable-article"]
    assert article.read_text(encoding="utf-8") == "changed meanwhile"

    house.write("a.md", "TODO")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    written = mending.write(before, after)
    assert [item.message for item in written.files[0].diagnostics] == [
        "The mended article could not be written: No space left on device."
    ]
    assert article.read_text(encoding="utf-8") == "TODO"
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith(".bylint-")) == []
