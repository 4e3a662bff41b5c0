"""The formats for programs: the whole of what each says, and what it makes of hostile text."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.checking.testing import unmark
from bylint.diagnostics import (
    Checked,
    Diagnostic,
    Edit,
    Fix,
    Page,
    Related,
    Report,
    Safety,
    Severity,
    Silenced,
    Style,
    engine,
)
from bylint.reporting.catalogue import english
from bylint.reporting.formats import reporter
from bylint.reporting.job import MOST, job_summary
from bylint.text import BOM, Source, Span

PAGE = Page(
    "A marker leads nowhere.", "A marker leads nowhere.\n\n## Why\n\nIt must.", Severity.ERROR
)
STYLE = Style(
    english, page=lambda name: PAGE if name == "undefined-citation" else None, version="1.2.3"
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def problem(span: Span, **more: object) -> Diagnostic:
    return Diagnostic(
        span,
        "undefined-citation",
        "citations",
        Severity.ERROR,
        "[3] has no entry.",
        "Add one.",
        key="undefined",
    )._replace(**more)  # type: ignore[arg-type]


def checked(marked: str, path: str = "記事/円 安.md", **more: object) -> Checked:
    """A file with one problem where each mark stands."""
    text, spans = unmark(marked.removeprefix(BOM))
    source = Source(path, (BOM if marked.startswith(BOM) else "") + text)
    return Checked(source, tuple(problem(span, **more) for span in spans))


def told(form: str, *files: Checked) -> str:
    found = reporter(form)
    assert found is not None
    assert (found.name, found.machine) == (form, True)
    return found.render(Report(files), STYLE)


MISSING = Checked(
    Source("gone.md", ""),
    (engine("unreadable-article", "missing", Span(0, 0), Severity.ERROR, "There is no file.", ""),),
    failed=True,
)
CLEAN = Checked(Source("./fine.md", "すべて\n"), ())
FIX = Fix("Mend it.", (Edit(Span(3, 6), "［1］"), Edit(Span(8, 8), "！")), Safety.UNSAFE)


def test_jsonl_has_a_diagnostic_a_line_and_the_summary_last() -> None:
    lines = [
        json.loads(line) for line in told("jsonl", checked("円安⟦[3]⟧\n⟦[3]⟧"), CLEAN).splitlines()
    ]
    assert [line.get("start") for line in lines] == [
        {"line": 1, "column": 3, "offset": 2},
        {"line": 2, "column": 1, "offset": 6},
        None,
    ]
    whole = json.loads(told("json", checked("円安⟦[3]⟧\n⟦[3]⟧"), CLEAN))
    assert lines == [*whole["diagnostics"], {"version": 1, "summary": whole["summary"]}]


# gitlab


def test_gitlab() -> None:
    (item,) = json.loads(told("gitlab", checked("一\r\n😀⟦[3]\r\n⟧", "./記事/円 安.md"), CLEAN))
    print_ = item.pop("fingerprint")
    assert item == {
        "description": "[3] has no entry. Add one.",
        "check_name": "undefined-citation",
        "severity": "major",
        "categories": ["Style"],
        "location": {"path": "記事/円 安.md", "lines": {"begin": 2, "end": 2}},
    }
    assert len(print_) == 32
    assert told("gitlab", CLEAN) == "[]\n"


def prints(*files: Checked) -> list[str]:
    return [item["fingerprint"] for item in json.loads(told("gitlab", *files))]


def test_gitlab_fingerprints_are_unique_and_survive_moved_lines() -> None:
    before = prints(
        checked("円安⟦[3]⟧。\nまた⟦[3]⟧。\nまた⟦[3]⟧。\n"), checked("円安⟦[3]⟧。\n", "b.md")
    )
    assert len(set(before)) == 4
    moved = prints(checked("新しい行。\n\nまた⟦[3]⟧。\n円安⟦[3]⟧。\nまた⟦[3]⟧。\n"))
    assert moved == [before[1], before[0], before[2]]
    assert prints(checked("ドル安⟦[4]⟧。")) != before[:1]


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")],
)
def test_gitlab_severity(severity: Severity, word: str) -> None:
    (item,) = json.loads(told("gitlab", checked("⟦x⟧", severity=severity)))
    assert item["severity"] == word


# junit


def test_junit() -> None:
    assert told("junit", checked("円安⟦[3]⟧。", url="u"), MISSING, CLEAN) == (
        XML + '<testsuites name="bylint" tests="3" failures="1" errors="1">\n'
        '<testsuite name="記事/円 安.md" tests="1" failures="1" errors="0" skipped="0">\n'
        '<testcase name="undefined-citation 1:3" classname="記事/円 安.md" file="記事/円 安.md">'
        '<failure message="[3] has no entry." type="error">記事/円 安.md:1:3: undefined-citation\n'
        "[3] has no entry.\nAdd one.\nu</failure></testcase>\n"
        "</testsuite>\n"
        '<testsuite name="gone.md" tests="1" failures="0" errors="1" skipped="0">\n'
        '<testcase name="unreadable-article 1:1" classname="gone.md" file="gone.md">'
        '<error message="There is no file." type="error">gone.md:1:1: unreadable-article\n'
        "There is no file.</error></testcase>\n"
        "</testsuite>\n"
        '<testsuite name="fine.md" tests="1" failures="0" errors="0" skipped="0">\n'
        '<testcase name="bylint" classname="fine.md" file="fine.md"/>\n'
        "</testsuite>\n"
        "</testsuites>\n"
    )


# checkstyle


def test_checkstyle() -> None:
    assert told("checkstyle", checked("一\n😀⟦[3]⟧。", severity=Severity.INFO), CLEAN) == (
        XML + '<checkstyle version="1.2.3">\n'
        '<file name="記事/円 安.md">\n'
        '<error line="2" column="2" severity="info" message="[3] has no entry. Add one."'
        ' source="citations.undefined-citation"/>\n'
        "</file>\n"
        '<file name="fine.md">\n</file>\n'
        "</checkstyle>\n"
    )


# rdjson


def test_rdjson_counts_bytes_and_makes_one_suggestion_of_a_fix() -> None:
    file = checked("円\n𠮷⟦[3]⟧😀。", fix=FIX, url="u", severity=Severity.WARNING)
    assert json.loads(told("rdjson", file)) == {
        "source": {"name": "bylint"},
        "diagnostics": [
            {
                "message": "[3] has no entry.\nAdd one.",
                "location": {
                    "path": "記事/円 安.md",
                    "range": {"start": {"line": 2, "column": 5}, "end": {"line": 2, "column": 8}},
                },
                "severity": "WARNING",
                "code": {"value": "undefined-citation", "url": "u"},
                "suggestions": [
                    {
                        "range": {
                            "start": {"line": 2, "column": 5},
                            "end": {"line": 2, "column": 15},
                        },
                        "text": "［1］😀。！",
                    }
                ],
            }
        ],
    }
    assert json.loads(told("rdjson", CLEAN))["diagnostics"] == []


@pytest.mark.parametrize(
    "fix",
    [
        Fix("By hand.", (Edit(Span(0, 1), "x"),), Safety.SHOW),
        Fix("Nothing.", (), Safety.SAFE),
        Fix("No text.", (Edit(Span(0, 1), "\ud800"),), Safety.SAFE),
        Fix("Too far.", (Edit(Span(0, 2_100), ""),), Safety.SAFE),
    ],
)
def test_rdjson_suggests_nothing_that_cannot_be_taken(fix: Fix) -> None:
    (item,) = json.loads(told("rdjson", checked("⟦x⟧" + "あ" * 2_200, fix=fix)))["diagnostics"]
    assert "suggestions" not in item


def test_rdjson_counts_a_byte_order_mark() -> None:
    (item,) = json.loads(told("rdjson", checked(f"{BOM}円⟦[3]⟧")))["diagnostics"]
    assert item["location"]["range"]["start"] == {"line": 1, "column": 7}


# sarif


def test_sarif_says_all() -> None:
    file = checked(
        "円\n𠮷⟦[3]⟧😀。",
        fix=FIX,
        url="https://example.org",
        related=(Related(Span(0, 1), "see {0}"),),
    )
    hushed = (
        Silenced(problem(Span(0, 1)), "引用 [a](1)"),
        Silenced(problem(Span(1, 2)), outside=True),
    )
    log = json.loads(told("sarif", file._replace(silenced=hushed), MISSING, CLEAN))
    (run,) = log["runs"]
    assert (log["version"], log["$schema"].rpartition("/")[2]) == (
        "2.1.0",
        "sarif-schema-2.1.0.json",
    )
    assert run["tool"] == {
        "driver": {
            "name": "bylint",
            "version": "1.2.3",
            "semanticVersion": "1.2.3",
            "rules": [
                {
                    "id": "undefined-citation",
                    "name": "UndefinedCitation",
                    "shortDescription": {"text": PAGE.summary},
                    "fullDescription": {"text": PAGE.summary},
                    "help": {"text": PAGE.text, "markdown": PAGE.text},
                    "helpUri": "https://example.org",
                    "defaultConfiguration": {"level": "error"},
                    "properties": {"tags": ["citations"]},
                }
            ],
        }
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    (invocation,) = run["invocations"]
    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "descriptor": {"id": "unreadable-article"},
                "level": "error",
                "message": {"text": "There is no file."},
                "locations": [place("gone.md", 1, 1, 1, 1)],
            }
        ],
    }
    first, hushed_here, hushed_outside = run["results"]
    known_by = first.pop("partialFingerprints")["bylintContent/v1"]
    assert known_by.endswith(":1")
    uri = "%E8%A8%98%E4%BA%8B/%E5%86%86%20%E5%AE%89.md"
    assert first == {
        "ruleId": "undefined-citation",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "[3] has no entry. Add one."},
        "locations": [place(uri, 2, 2, 2, 5)],
        "relatedLocations": [{"id": 1, **place(uri, 1, 1, 1, 2), "message": {"text": "see {{0}}"}}],
        "fixes": [
            {
                "description": {"text": "Mend it."},
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
                        "replacements": [
                            {
                                "deletedRegion": region(2, 2, 2, 5),
                                "insertedContent": {"text": "［1］"},
                            },
                            {
                                "deletedRegion": region(2, 7, 2, 7),
                                "insertedContent": {"text": "！"},
                            },
                        ],
                    }
                ],
                "properties": {"safety": "unsafe"},
            }
        ],
    }
    assert hushed_here["suppressions"] == [{"kind": "inSource", "justification": "引用 \\[a](1)"}]
    assert hushed_outside["suppressions"] == [{"kind": "external"}]


def region(*numbers: int) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), numbers, strict=True))


def place(uri: str, *numbers: int) -> dict[str, object]:
    artifact = {"uri": uri, "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region(*numbers)}}


def test_sarif_of_nothing() -> None:
    (run,) = json.loads(told("sarif"))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_tells_an_absolute_path_as_a_file(tmp_path: object) -> None:
    (run,) = json.loads(told("sarif", checked("⟦x⟧", f"{tmp_path}/あ.md")))["runs"]
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": f"file://{tmp_path}/%E3%81%82.md"}


def test_sarif_tells_faults_of_settings_apart_and_gives_no_place_for_what_is_no_file() -> None:
    said = engine("config", "unknown-rule", Span(0, 0), Severity.ERROR, "No rule.", "Look.")
    (run,) = json.loads(told("sarif", Checked(Source("<arguments>", ""), (said,), True)))["runs"]
    assert run["invocations"][0]["toolConfigurationNotifications"] == [
        {"descriptor": {"id": "config"}, "level": "error", "message": {"text": "No rule. Look."}}
    ]


# The summary of a job


def test_job_summary() -> None:
    many = checked("⟦x⟧" * (MOST + 2), "a|b.md", message="<b>@x</b> `|`", hint="")
    lines = job_summary(Report((many, CLEAN)), STYLE).splitlines()
    assert lines[:7] == [
        "### bylint",
        "",
        f"{MOST + 2} problems in 2 files",
        "",
        "| | | |",
        "| ---: | --- | --- |",
        f"| {MOST + 2} | 🔴 error | undefined-citation |",
    ]
    row = "| 🔴 a\\|b.md\\:1\\:1 | undefined-citation | \\<b\\>\\@x\\<\\/b\\> \\`\\|\\` |"
    assert lines[10] == row
    assert lines[-2:] == ["and 2 more", ""]
    assert job_summary(Report((CLEAN,)), STYLE) == "### bylint\n\n0 problems in 1 file\n\n"


# Hostile text


HOSTILE = st.text(
    st.sampled_from("]>:%0A<&'\"{1}[](\r\n\x1b\x00\x85\u2028\u202e\ufffe\ud800 #あ😀"), max_size=16
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_xml_can_be_read_and_says_what_was_said(body: str, path: str, message: str) -> None:
    source = Source(f"x{path}", body)
    fix = Fix(message, (Edit(Span(0, 0), message),), Safety.SAFE)
    file = Checked(source, (problem(Span(0, len(source.text)), message=message, fix=fix),))
    for form in ("junit", "checkstyle"):
        tree = ElementTree.fromstring(told(form, file).encode("utf-8"))
        (item,) = tree.iter("failure" if form == "junit" else "error")
        shown = item.attrib["message"]
        assert "\x1b" not in shown
        if message.isprintable() and "##" not in message:
            assert shown.startswith(message.strip() if form == "checkstyle" else message)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_json_of_programs_holds_characters_only(body: str, path: str, message: str) -> None:
    source = Source(f"x{path}", body)
    fix = Fix(message, (Edit(Span(0, 0), message),), Safety.SAFE)
    item = problem(
        Span(0, len(source.text)), message=message, fix=fix, related=(Related(Span(0, 0), message),)
    )
    file = Checked(source, (item,), silenced=(Silenced(item, message),))
    for form in ("sarif", "gitlab", "rdjson"):
        shown = told(form, file)
        assert shown.isascii()
        json.dumps(json.loads(shown), ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("form", ["sarif", "gitlab", "junit", "checkstyle", "rdjson", "jsonl"])
def test_no_line_is_a_command(form: str) -> None:
    file = checked(
        "⟦x⟧",
        "::error::x%0A.md",
        message="::error::]]> ##[add-path]x\n::warning::",
        hint="::stop-commands::x",
    )
    shown = told(form, file)
    assert "##[" not in shown
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
