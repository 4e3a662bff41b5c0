"""`bylint check`, as a program: what it prints, where to, and with what exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from house import House

FOUND = [
    "a.md:1:5: error house-todo TODO is left in the article.",
    "   1 | 円安は、TODO。",
    "     |         ^^^^",
    "       hint: Do it, or take it out.",
    "       fix: can be made with --fix",
    "",
    "1 can be mended with --fix",
    "1 problem in 1 file",
]
FOUND_JA = [
    "a.md:1:5: error house-todo 記事に TODO が残っています。",
    "   1 | 円安は、TODO。",
    "     |         ^^^^",
    "       ヒント: 済ませるか、消してください。",
    "       修正: --fix で自動修正できます",
    "",
    "1 件は --fix で修正できます",
    "1 ファイルに 1 件の問題",
]


def test_problem(house: House) -> None:
    house.write("a.md", "円安は、TODO。\n")
    ran = house.check("a.md")
    assert (ran.code, ran.lines, ran.err) == (1, FOUND, "")


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "ja_JP.UTF-8"},
        {"LC_MESSAGES": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"},
        {"LC_ALL": "ja", "LC_MESSAGES": "en_US.UTF-8"},
    ],
)
def test_locale_decides_the_language(house: House, environment: dict[str, str]) -> None:
    house.write("a.md", "円安は、TODO。\n")
    ran = house.check("a.md", PYTHONUTF8="1", **environment)
    assert (ran.code, ran.lines, ran.err) == (1, FOUND_JA, "")


def test_option_decides_the_language(house: House) -> None:
    house.write("a.md", "円安は、TODO。\n")
    assert house.check("a.md", "--ui-language", "ja").lines == FOUND_JA
    assert house.check("a.md", "--ui-language", "en", LANG="ja_JP.UTF-8").lines == FOUND


def test_programs_are_told_in_english_unless_they_ask(house: House) -> None:
    house.write("a.md", "TODO")
    for form in ("json", "github"):
        said = house.check("a.md", "--output-format", form, LANG="ja_JP.UTF-8").out
        assert "TODO is left in the article." in said
        said = house.check("a.md", "--output-format", form, "--ui-language", "ja").out
        assert "TODO is left" not in said


def test_nothing(house: House) -> None:
    house.write("a.md", "All done.\n")
    assert house.check("a.md") == (0, "0 problems in 1 file\n", "")
    assert house.check("a.md", "--quiet") == (0, "", "")


@pytest.mark.parametrize(
    ("text", "line", "under"),
    [
        ("全角の［１］TODO", "全角の［１］TODO", "            ^^^^"),
        ("𠮷野家😀TODO", "𠮷野家😀TODO", "        ^^^^"),
        ("\tTODO", "    TODO", "    ^^^^"),
        ("一行目\r\nか\u3099TODO\r\n", "か\u3099TODO", "  ^^^^"),
        ("一行目\rTODO\r", "TODO", "^^^^"),
        ("\ufeffTODO", "TODO", "^^^^"),
        ("a\x1b[31m\u202eTODO", "a\\x1b[31m\\u202eTODO", "               ^^^^"),
        ("あ" * 60 + "TODO", "…" + "あ" * 43 + "TODO", " " * 87 + "^^^^"),
    ],
)
def test_mark(house: House, text: str, line: str, under: str) -> None:
    house.write("a.md", text)
    shown = house.check("a.md", "--quiet").lines
    number = shown[0].split(":")[1]
    assert shown[1:3] == [f"{number:>4} | {line}", f"     | {under}"]


def test_narrow_terminal(house: House) -> None:
    house.write("a.md", "あ" * 60 + "TODO")
    ran = house.check("a.md", "--quiet", COLUMNS="40")
    assert ran.lines[1:3] == ["   1 | …" + "あ" * 13 + "TODO", "     | " + " " * 27 + "^^^^"]


def test_japanese_path(house: House) -> None:
    house.write("記事/円 安.md", "TODO")
    assert house.check(".").lines[0].startswith("記事/円 安.md:1:1: error house-todo ")


def test_narrow_encoding(house: House) -> None:
    house.write("記事.md", "円TODO")
    ran = house.check("記事.md", PYTHONIOENCODING="ascii", LANG="ja_JP.UTF-8", PYTHONUTF8="1")
    assert ran.code == 1
    assert ran.lines[:2] == [
        (
            "\\u8a18\\u4e8b.md:1:2: error house-todo \\u8a18\\u4e8b\\u306b TODO"
            " \\u304c\\u6b8b\\u3063\\u3066\\u3044\\u307e\\u3059\\u3002"
        ),
        "   1 | \\u5186TODO",
    ]
    for form in ("json", "github"):
        said = house.check("記事.md", "--output-format", form, PYTHONIOENCODING="ascii").out
        assert ("記事.md" in said) == (form == "github")


def test_hostile_article_and_path(house: House) -> None:
    house.write(
        "::error::x%0A.md",
        "\x1b]0;x\x07 ::set-env name=A::b ##[add-path]x TODO\r\n::stop-commands::x",
    )
    text = house.check(".").out
    assert text.startswith("\\x3a:error::x%0A.md:1:")
    assert " | \\x1b]0;x\\x07 ::set-env name=A::b \\x23#[add-path]x TODO\n" in text
    said = house.check(".", "--output-format", "github").lines
    assert said == [
        (
            "::error file=%3A%3Aerror%3A%3Ax%250A.md,line=1,endLine=1,col=42,endColumn=46,"
            "title=bylint house-todo::TODO is left in the article.%0ADo it, or take it out."
        )
    ]


# Standard input


def test_standard_input(house: House) -> None:
    ran = house.check("-", stdin="円安は、TODO。".encode())
    assert ran.lines == [row.replace("a.md", "-") for row in FOUND]
    ran = house.check("-", "--stdin-filename", "a.md", stdin="円安は、TODO。".encode())
    assert (ran.code, ran.lines) == (1, FOUND)
    ran = house.check("--stdin-filename", "a.md", stdin="円安は、TODO。".encode())
    assert (ran.code, ran.lines) == (1, FOUND)


def test_standard_input_stands_alone(house: House) -> None:
    ran = house.check("-", "a.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(
        "error: - is standard input and cannot be checked together with other paths\n"
    )


def test_name_for_standard_input_goes_with_no_other_path(house: House) -> None:
    ran = house.check("a.md", "--stdin-filename", "b.md")
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("data", [b"\xff", b"\xff\xfea\x00", b"a\x00b", b"\xed\xa0\x80"])
def test_standard_input_that_is_no_text(house: House, data: bytes) -> None:
    ran = house.check("-", "--output-format", "json", stdin=data)
    (item,) = json.loads(ran.out)["diagnostics"]
    assert (ran.code, item["path"], item["rule"]) == (2, "-", "unreadable-article")


# Exit codes


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        ("fine", [], 0),
        ("TODO", [], 1),
        ("TODO", ["--fail-on", "error"], 1),
        ("TODO", ["--fail-on", "never"], 0),
        ("TODO", ["--exit-zero"], 0),
        ("TODO", ["--ignore", "house"], 0),
        ("TODO", ["--ignore", "house-todo,house-hint"], 0),
        ("TODO", ["--select", "house-hint"], 0),
        ("TODO", ["--select", "house-hint", "--select", "house-todo"], 1),
        ("TODO", ["--select", "house"], 1),
        ("MAYBE", [], 0),
        ("MAYBE", ["--fail-on", "warning"], 0),
        ("MAYBE", ["--fail-on", "info"], 1),
        ("CRASH", [], 2),
        ("CRASH TODO", ["--exit-zero"], 2),
        ("CRASH", ["--fail-on", "never"], 2),
        ("CRASH", ["--ignore", "house-crash"], 0),
        ("fine", ["missing.md"], 2),
        ("fine", ["--config", "missing.yaml"], 2),
        ("fine", ["--select", "no-such-rule"], 2),
        ("fine", ["--output-format", "xml"], 2),
        ("fine", ["--fail-on", "sometimes"], 2),
        ("fine", ["--no-such-option"], 2),
        ("fine", ["--no-local-plugins"], 2),
    ],
)
def test_exit_code(house: House, text: str, arguments: list[str], code: int) -> None:
    house.write("a.md", text)
    ran = house.check("a.md", *arguments)
    assert ran.code == code, ran
    assert "Traceback" not in ran.err
    assert "internal error" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.md", "missing.md"],
        ["a.md", "--config", "missing.yaml"],
        ["a.md", "--select", "hose-todo"],
        ["a.md", "--no-local-plugins"],
    ],
)
def test_json_is_alone_on_standard_output_also_when_work_was_not_done(
    house: House, arguments: list[str]
) -> None:
    house.write("a.md", "TODO")
    ran = house.check(*arguments, "--output-format", "json")
    said = json.loads(ran.out)
    assert ran.code == 2
    assert any(item["category"] == "bylint" for item in said["diagnostics"])


def test_crash_names_the_rule_and_the_rest_goes_on(house: House) -> None:
    house.write("a.md", "CRASH TODO")
    said = json.loads(house.check("a.md", "--output-format", "json").out)
    assert [item["rule"] for item in said["diagnostics"]] == ["rule-crash", "house-todo"]
    assert "house-crash" in said["diagnostics"][0]["message"]
    assert "RuntimeError: out of {luck}" in said["diagnostics"][0]["message"]


# Output


def test_statistics(house: House) -> None:
    house.write("a.md", "TODO MAYBE")
    house.write("b.md", "TODO")
    assert house.check(".", "--statistics").lines == [
        "2  error    house-todo",
        "1  info     house-hint",
        "2 can be mended with --fix",
        "3 problems in 2 files",
    ]


def test_quiet(house: House) -> None:
    house.write("a.md", "円安は、TODO。\n")
    assert house.check("a.md", "--quiet").lines == FOUND[:5]


@pytest.mark.parametrize(("text", "code"), [("TODO", 1), ("fine", 0), ("CRASH", 2)])
def test_output_file_keeps_the_exit_code(house: House, text: str, code: int) -> None:
    house.write("記事.md", text)
    ran = house.check("記事.md", "--output-file", "report.txt", PYTHONIOENCODING="ascii")
    assert (ran.code, ran.out) == (code, "")
    report = (house.folder / "report.txt").read_bytes().decode("utf-8")
    assert ("記事.md:1:1: error" in report) == (code > 0)


@pytest.mark.parametrize("place", ["no/such/folder/report.json", "."])
@pytest.mark.parametrize("text", ["TODO", "fine"])
def test_output_file_that_cannot_be_written(house: House, place: str, text: str) -> None:
    house.write("a.md", text)
    ran = house.check("a.md", "--output-format", "json", "--output-file", place)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"bylint: cannot write {place}: ")


def test_output_file_never_takes_the_place_of_an_article(house: House) -> None:
    article = house.write("a.md", "TODO")
    ran = house.check(".", "--output-file", "./a.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "bylint: cannot write ./a.md: it is one of the articles\n"
    assert article.read_text(encoding="utf-8") == "TODO"


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {}, False),
        (["--color=always"], {"TERM": "dumb"}, True),
    ],
)
def test_color(
    house: House, arguments: list[str], environment: dict[str, str], *, colored: bool
) -> None:
    house.write("a.md", "TODO")
    assert ("\x1b[" in house.check("a.md", *arguments, **environment).out) == colored


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("environment", "colored"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_color_on_a_terminal(house: House, environment: dict[str, str], *, colored: bool) -> None:
    import pty

    house.write("a.md", "TODO")
    master, slave = pty.openpty()
    code = subprocess.call(
        house.command("check", "a.md"),
        stdin=slave,
        stdout=slave,
        cwd=house.folder,
        env=house.environment(**environment),
    )
    os.close(slave)
    shown = os.read(master, 10_000)
    os.close(master)
    assert code == 1
    assert (b"\x1b[" in shown) == colored


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes of Unix")
def test_reader_that_stops_reading(house: House) -> None:
    house.write("a.md", "TODO " * 5_000)
    with subprocess.Popen(
        house.command("check", "a.md"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=house.folder,
        env=house.environment(),
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk(house: House) -> None:
    house.write("a.md", "TODO")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            house.command("check", "a.md"),
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=house.folder,
            env=house.environment(),
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"bylint: cannot write to standard output: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of Unix")
def test_interrupt(house: House) -> None:
    with subprocess.Popen(
        house.command("check", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=house.folder,
        env=house.environment(PYTHONUNBUFFERED="1"),
    ) as process:
        for _ in range(50):
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr
        assert process.stderr.read() == b""
