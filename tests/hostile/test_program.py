"""The real program on a folder of hostile files, under a hostile config, on a hostile console."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from house import House, Ran

ESCAPES = "\x1b[2J\x1b]0;x\x07::error file=x::y\n::set-env name=A::b%0A##[add-path]x "
ARTICLE = f"{ESCAPES}円安が進んだ[1]。株は下がった[9]。\n\n## 参考文献\n\n1. 著者「題」 https://example.org/a\n"
BOMB = f"---\na: &a [b]\nc: [{'*a,' * 30}]\n---\n本文。\n"
NAME = "::error file=x::%0A\x1b[2J\n記事.md"


@pytest.fixture
def house(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A folder in which whatever can be wrong with a file is wrong with one."""
    made = House(tmp_path / "house", tmp_path_factory.getbasetemp() / "cache")
    made.folder.mkdir()
    made.write(".bylint.yaml", "extends: [news-digest, .bylint.yaml, none.yaml]\nlanguage: ja\n")
    made.write("bomb.md", BOMB)
    made.write("folder.md/inside.md", "")
    made.write("halves.md", "円安\nが".encode() + b"\xed\xa0\x80\n")
    made.write(NAME, ARTICLE)
    os.mkfifo(made.folder / "pipe.md")
    (made.folder / "device.md").symlink_to("/dev/zero")
    (made.folder / "gone.md").symlink_to("none.md")
    (made.folder / "loop.md").symlink_to("loop.md")
    with open(made.folder / "large.md", "wb") as file:
        file.truncate(50_000_000)
    return made


FAULTS = [
    (".bylint.yaml", 1, "config", "This config extends itself: .bylint.yaml, .bylint.yaml."),
    (".bylint.yaml", 1, "config", "There is no file none.yaml."),
    ("bomb.md", 3, "invalid-front-matter", "it has more than 20 aliases."),
    ("device.md", 1, "unreadable-article", "This is a device, not a file."),
    ("gone.md", 1, "unreadable-article", "and is gone."),
    ("halves.md", 2, "unreadable-article", "The file is not UTF-8: byte 0xed at byte offset 10."),
    ("large.md", 1, "unreadable-article", "The file has 50.0 MB; bylint reads no more than 20 MB."),
    ("loop.md", 1, "unreadable-article", "Too many levels of symbolic links."),
    ("pipe.md", 1, "unreadable-article", "This is a pipe, not a file."),
]


def assert_decent(ran: Ran, code: int) -> None:
    """The exit code is right, and no control character or traceback got out."""
    assert ran.code == code
    assert "Traceback" not in ran.out + ran.err
    assert "internal error" not in ran.err
    for char in ran.out + ran.err:
        assert char == "\n" or char.isprintable() or char == "\u3000"


def test_every_fault_is_told_with_file_and_line(house: House) -> None:
    ran = house.run("check", ".", "--output-format", "json")
    assert_decent(ran, 2)
    own = [item for item in json.loads(ran.out)["diagnostics"] if item["category"] == "bylint"]
    assert [(item["path"], item["start"]["line"], item["rule"]) for item in own] == [
        (path, line, rule) for path, line, rule, _ in FAULTS
    ]
    for item, (*_, words) in zip(own, FAULTS, strict=True):
        assert item["message"].endswith(words)


def test_terminal_gets_no_escapes(house: House) -> None:
    ran = house.run("check", ".", "--ui-language", "ja")
    assert_decent(ran, 2)
    assert not any(line.lstrip().startswith(("::", "##[")) for line in ran.lines)
    shown = "\\x3a:error file=x::%0A\\x1b[2J\\n記事.md:2:"
    assert any(line.startswith(shown) and "undefined-citation" in line for line in ran.lines)
    assert "     2 | ::set-env name=A::b%0A\\x23#[add-path]x 円安が進んだ[1]。" in ran.out.replace(
        "   2 |", "     2 |"
    )
    for path, line, rule, _ in FAULTS:
        assert any(row.startswith(f"{path}:{line}:") and rule in row for row in ran.lines)


def test_github_gets_one_command_a_problem(house: House) -> None:
    told = json.loads(house.run("check", ".", "--output-format", "json").out)["diagnostics"]
    ran = house.run("check", ".", "--output-format", "github")
    assert_decent(ran, 2)
    assert len(ran.lines) == len(told)
    for line, item in zip(ran.lines, told, strict=True):
        level = {"info": "notice"}.get(item["severity"], item["severity"])
        assert line.startswith(f"::{level} file=")
        assert f",line={item['start']['line']}," in line
        assert line.endswith(
            item["message"].replace("%", "%25") + ("%0A" + item["hint"] if item["hint"] else "")
        )
    hostile = "%3A%3Aerror file=x%3A%3A%250A\\x1b[2J\\n記事.md"
    assert sum(f"file={hostile}," in line for line in ran.lines) == sum(
        item["path"] == NAME for item in told
    )


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_report_in_a_file_is_utf_8_on_a_narrow_console(house: House, form: str) -> None:
    options = ("check", ".", "--output-format", form)
    wide = house.run(*options, "--output-file", "../wide", PYTHONIOENCODING="utf-8")
    narrow = house.run(*options, "--output-file", "../narrow", PYTHONIOENCODING="ascii")
    assert_decent(wide, 2)
    assert_decent(narrow, 2)
    written = (house.folder.parent / "narrow").read_bytes()
    assert written == (house.folder.parent / "wide").read_bytes()
    assert len(written.decode("utf-8")) > 1_000


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp932"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "記事.md", "--ui-language", "ja"),
        ("check", "記事.md", "--diff"),
        ("explain", "missing-summary"),
        ("config", "記事.md"),
        ("languages",),
    ],
    ids=lambda arguments: arguments[-1],
)
def test_narrow_console(tmp_path: Path, encoding: str, arguments: tuple[str, ...]) -> None:
    made = House(tmp_path, tmp_path / "cache")
    made.write(".bylint.yaml", "language: ja  # 円😀\n")
    made.write(
        "記事.md", "円安が進んだ[1]。株は［2］下がった😀[9]。\n\n## 参考文献\n\n1. 著者「題」\n"
    )
    ran = made.run(*arguments, PYTHONIOENCODING=encoding)
    assert ran.code in (0, 1)
    assert "Traceback" not in ran.out + ran.err
    assert "error" not in ran.err


@pytest.mark.parametrize("option", ["--output-format=json", "--output-format=text", "--diff"])
def test_standard_input_that_is_too_large_or_no_text(tmp_path: Path, option: str) -> None:
    made = House(tmp_path, tmp_path / "cache")
    for data, words in ((b"x" * 20_000_001, "20 MB"), ("円\n".encode() + b"\xed\xbf\xbf", "0xed")):
        ran = made.run("check", "-", option, stdin=data)
        assert_decent(ran, 2)
        assert words in ran.out + ran.err


def test_standard_input_that_cannot_be_read_comes_back_whole(tmp_path: Path) -> None:
    made = House(tmp_path, tmp_path / "cache")
    data = b"\xed\xa0\x80\x1b[2J" + b"x" * 20_000_000
    ran = made.run("check", "-", "--fix", stdin=data)
    assert ran.code == 2
    assert ran.out.encode("utf-8", "surrogateescape") == data


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        (
            ".bylint.yaml",
            "language: ja\nrules: " + "[" * 100,
            2,
            "it is nested more than 32 deep",
        ),
        (".bylint.yaml", "a: &a\n  - *a\n", 2, "the alias *a has no anchor"),
        (".bylint.yaml", "language: &a [x]\nrules: !!python/object:os.x {}\n", 2, "is not allowed"),
        (".bylint.yaml", "extends: folder\n", 1, "There is no preset folder."),
        (".bylint.yaml", "extends: ./folder.yaml\n", 1, "There is no file ./folder.yaml."),
        (".bylint.yaml", "extends: ./pipe.yaml\n", 1, "There is no file ./pipe.yaml."),
        (".bylint.yaml", "extends: /dev/zero.yaml\n", 1, "There is no file /dev/zero.yaml."),
        (".bylint.yaml", 'extends: "./\\0.yaml"\n', 1, "There is no file ./\0.yaml."),
        (".bylint.yaml", "exclude: ['" + "**/" * 5_000 + "x']\nrulez: {}\n", 2, "no setting rulez"),
        ("pyproject.toml", "[tool.bylint]\na = " + "[" * 10_000, 1, "nested more than 32 deep"),
        ("pyproject.toml", "[tool.bylint]\na = " + "[" * 99 + "]" * 99, 2, "nested more than 32"),
        ("pyproject.toml", "[tool.bylint]\nx = 1\n" + "a." * 9_999 + "a = 1", 3, "nested more"),
        ("pyproject.toml", "[tool.bylint." + "'a'." * 9_999 + "a]", 1, "nested more than 32"),
        ("pyproject.toml", "[tool.bylint]\n\x1b = 1\n", 2, "invalid"),
    ],
    ids=lambda value: (
        str(value)[:24].encode("unicode_escape").decode() if isinstance(value, str) else None
    ),
)
def test_hostile_config(tmp_path: Path, name: str, text: str, line: int, words: str) -> None:
    made = House(tmp_path / "house", tmp_path / "cache")
    made.folder.mkdir()
    (made.folder / "folder.yaml").mkdir()
    os.mkfifo(made.folder / "pipe.yaml")
    made.write(name, text)
    made.write("記事.md", "円安が進んだ。\n")
    ran = made.run("check", ".", "--output-format", "json")
    assert_decent(ran, 2)
    (item,) = [one for one in json.loads(ran.out)["diagnostics"] if one["rule"] == "config"]
    assert (item["path"], item["start"]["line"]) == (name, line)
    assert words in item["message"]
