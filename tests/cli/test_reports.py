"""Several reports of one run, and where each goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from house import House

from bylint.reporting.formats import FORMATS


def test_reports_go_to_their_files_and_one_to_standard_output(house: House) -> None:
    house.write("a.md", "円安は、TODO。\n")
    ran = house.check(
        "a.md",
        *("--output-format", "json=報告.json", "--output-format", "text"),
        "--output-format=sarif=b.sarif",
    )
    assert (ran.code, ran.err) == (1, "")
    assert ran.lines[0] == "a.md:1:5: error house-todo TODO is left in the article."
    (item,) = json.loads((house.folder / "報告.json").read_bytes())["diagnostics"]
    assert item["rule"] == "house-todo"
    (run,) = json.loads((house.folder / "b.sarif").read_bytes())["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["house-todo"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {
        "text": "A TODO is left in the article."
    }


def test_nothing_is_printed_where_every_report_has_a_file(house: House) -> None:
    house.write("a.md", "TODO")
    assert house.check("a.md", "--output-format", "junit=j.xml") == (1, "", "")
    assert (house.folder / "j.xml").read_bytes().startswith(b"<?xml")


def test_output_file_is_that_of_the_format_without_one(house: House) -> None:
    house.write("a.md", "TODO")
    formats = ("--output-format", "json", "--output-format", "text=t.txt")
    assert house.check("a.md", *formats, "--output-file", "o.json").out == ""
    assert json.loads((house.folder / "o.json").read_bytes())["version"] == 1
    assert (house.folder / "t.txt").read_bytes().startswith(b"a.md:1:1: error")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output-format", "xml=a.xml"], "there is no output format xml"),
        (["--output-format", "json="], "--output-format json= names no file after ="),
        (
            ["--output-format", "json", "--output-format", "text"],
            "only one --output-format can go to standard output; give the others =FILE",
        ),
        (
            ["--output-format", "json=a", "--output-file", "b"],
            "--output-file goes with one --output-format that has no =FILE of its own",
        ),
        (
            ["--output-format", "json=./a", "--output-format", "text=a"],
            "two reports cannot go to one file, ./a",
        ),
    ],
)
def test_reports_that_cannot_be_made(house: House, arguments: list[str], said: str) -> None:
    house.write("a.md", "TODO")
    ran = house.check("a.md", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"error: {said}\n")


def test_one_file_that_cannot_be_written_keeps_none_of_the_others(house: House) -> None:
    house.write("a.md", "TODO")
    ran = house.check("a.md", "--output-format", "json=no/such/a", "--output-format", "jsonl=b")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "bylint: cannot write no/such/a: No such file or directory\n"
    assert (house.folder / "b").exists()


def test_an_article_is_never_overwritten(house: House) -> None:
    article = house.write("a.md", "TODO")
    ran = house.check(".", "--output-format", "json=a.md", "--output-format", "text")
    assert ran.code == 2
    assert "cannot write a.md: it is one of the articles" in ran.err
    assert article.read_bytes() == b"TODO"


def test_job_summary(house: House, tmp_path: Path) -> None:
    house.write("a.md", "円安は、TODO。\n")
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    ran = house.check("a.md", "--output-format", "github", GITHUB_STEP_SUMMARY=str(page))
    assert ran.lines == [
        "::error file=a.md,line=1,endLine=1,col=5,endColumn=9,title=bylint house-todo::"
        "TODO is left in the article.%0ADo it, or take it out."
    ]
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[:4] == ["before", "### bylint", "", "1 problem in 1 file"]
    assert (
        "| 🔴 a.md\\:1\\:5 | house-todo | TODO is left in the article. Do it, or take it out. |"
    ) in lines
    house.check("a.md", "--output-format", "json", GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_keeps_the_exit_code_and_stays_utf_8(house: House, form: str) -> None:
    house.write("𠮷野家😀.md", "円安TODO")
    ran = house.check(".", "--output-format", form, PYTHONIOENCODING="utf-8")
    assert ran.code == 1
    assert "house-todo" in ran.out
    house.write("𠮷野家😀.md", "円安")
    assert house.check(".", "--output-format", form).code == 0
    house.write("𠮷野家😀.md", b"\xff")
    assert house.check(".", "--output-format", form).code == 2
