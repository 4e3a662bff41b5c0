"""Each format's whole output."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylint.checking.testing import unmark
from bylint.diagnostics import (
    Checked,
    Diagnostic,
    Edit,
    Fix,
    Related,
    Report,
    Safety,
    Severity,
    Style,
    engine,
)
from bylint.reporting.catalogue import Catalogue, english
from bylint.reporting.formats import FORMATS, reporter
from bylint.text import BOM, Source, Span

JA = {
    "undefined-citation": {
        "undefined": {
            "message": "{marker} が参考文献にありません。",
            "hint": "直す。",
            "related": "最初の項目",
        }
    }
}
ENGLISH = Style(english)
JAPANESE = Style(Catalogue("ja", JA), "ja")


def problem(span: Span, marker: str = "[3]", **more: object) -> Diagnostic:
    return Diagnostic(
        span,
        "undefined-citation",
        "citations",
        Severity.ERROR,
        f"{marker} has no entry.",
        "Add one.",
        key="undefined",
        params={"marker": marker},
    )._replace(**more)  # type: ignore[arg-type]


def checked(marked: str, path: str = "a.md", **more: object) -> Checked:
    """A file with one problem where each mark stands."""
    text, spans = unmark(marked.removeprefix(BOM))
    return Checked(
        Source(path, (BOM if marked.startswith(BOM) else "") + text),
        tuple(problem(span, **more) for span in spans),
    )


def told(form: str, report: Report, style: Style = ENGLISH) -> str:
    found = reporter(form)
    assert found is not None
    return found.render(report, style)


def text(*files: Checked, style: Style = ENGLISH) -> list[str]:
    return told("text", Report(files), style).splitlines()


# text


def test_text_in_english() -> None:
    assert text(checked("# 見出し\n円安が進んだ⟦[3]⟧。\n", "記事/円 安.md")) == [
        "記事/円 安.md:2:7: error undefined-citation [3] has no entry.",
        "   2 | 円安が進んだ[3]。",
        "     |             ^^^",
        "       hint: Add one.",
        "",
        "1 problem in 1 file",
    ]


def test_text_in_japanese() -> None:
    assert text(
        checked("円安が進んだ⟦[3]⟧。"), Checked(Source("b.md", ""), ()), style=JAPANESE
    ) == [
        "a.md:1:7: error undefined-citation [3] が参考文献にありません。",
        "   1 | 円安が進んだ[3]。",
        "     |             ^^^",
        "       ヒント: 直す。",
        "",
        "2 ファイルに 1 件の問題",
    ]


def test_text_without_problems() -> None:
    assert text(Checked(Source("a.md", ""), ())) == ["0 problems in 1 file"]
    assert text(style=JAPANESE) == ["0 ファイルに 0 件の問題"]
    assert text(Checked(Source("a.md", ""), ()), style=ENGLISH._replace(quiet=True)) == []


@pytest.mark.parametrize(
    ("safety", "english_words", "japanese_words", "fixable"),
    [
        (Safety.SAFE, "fix: can be made with --fix", "修正: --fix で自動修正できます", True),
        (
            Safety.UNSAFE,
            "fix: can be made with --fix --unsafe-fixes",
            "修正: --fix --unsafe-fixes で自動修正できます",
            False,
        ),
        (Safety.SHOW, "fix: to be made by hand", "修正: 手で直してください", False),
    ],
)
def test_text_says_whether_it_can_be_mended(
    safety: Safety, english_words: str, japanese_words: str, fixable: bool
) -> None:
    fix = Fix("Remove the marker", (Edit(Span(0, 3), ""),), safety)
    file = checked("⟦[3]⟧", fix=fix, hint="")
    assert text(file)[3:] == [
        f"       {english_words}",
        "",
        *(["1 can be mended with --fix"] if fixable else []),
        "1 problem in 1 file",
    ]
    assert f"       {japanese_words}" in text(file, style=JAPANESE)


def test_text_tells_how_far_a_long_span_reaches_and_what_is_related() -> None:
    file = checked(
        "一行目⟦あ\r\nい\r\nう⟧え\r\n", related=(Related(Span(0, 1), "the first entry"),)
    )
    assert text(file)[:5] == [
        "a.md:1:4: error undefined-citation [3] has no entry.",
        "   1 | 一行目あ",
        "     |       ^^ to line 3",
        "       hint: Add one.",
        "       see: 1:1 the first entry",
    ]
    japanese = text(file, style=JAPANESE)
    assert "     |       ^^ 3 行目まで" in japanese
    assert "       参照: 1:1 最初の項目" in japanese


def test_text_keeps_what_is_hostile_from_the_terminal() -> None:
    file = checked(
        "a \x1b[2J⟦[3]⟧ \u202e::error::x", "::error::\x1b[31m\n.md", message="\x1b[2J\nx"
    )
    assert text(file)[:3] == [
        "\\x3a:error::\\x1b[31m\\n.md:1:7: error undefined-citation \\x1b[2J\\nx",
        "   1 | a \\x1b[2J[3] \\u202e::error::x",
        "     |          ^^^",
    ]


def test_text_of_a_place_without_text() -> None:
    report = Checked(Source("a.md", ""), (problem(Span(0, 0)),))
    assert text(report)[:2] == [
        "a.md:1:1: error undefined-citation [3] has no entry.",
        "       hint: Add one.",
    ]


def test_text_marks_the_end_of_a_line_for_a_span_inside_its_line_ending() -> None:
    file = Checked(Source("a.md", "一二\r\n三"), (problem(Span(3, 4)),))
    assert text(file)[:3] == [
        "a.md:1:4: error undefined-citation [3] has no entry.",
        "   1 | 一二",
        "     |     ^",
    ]


def test_text_is_as_wide_as_the_terminal() -> None:
    shown = text(checked("あ" * 100 + "⟦[3]⟧。"), style=ENGLISH._replace(width=40))
    assert shown[1:3] == ["   1 | …" + "あ" * 13 + "[3]。", "     | " + " " * 27 + "^^^"]


def test_text_in_colour() -> None:
    shown = text(checked("⟦[3]⟧"), style=ENGLISH._replace(color=True))
    assert shown[0] == (
        "\x1b[1ma.md:1:1:\x1b[0m \x1b[1;31merror\x1b[0m undefined-citation [3] has no entry."
    )
    assert shown[2] == "\x1b[2m     | \x1b[0m\x1b[1;31m^^^\x1b[0m"


def test_statistics_count_by_rule() -> None:
    many = checked("⟦[3]⟧⟦[4]⟧")
    few = checked("⟦x⟧", rule="missing-summary", severity=Severity.WARNING)
    assert text(few, many, style=ENGLISH._replace(statistics=True)) == [
        "2  error    undefined-citation",
        "1  warning  missing-summary",
        "3 problems in 2 files",
    ]


def test_fixes_that_were_made_are_counted() -> None:
    assert text(Checked(Source("a.md", ""), (), fixed=2)) == [
        "2 problems were mended",
        "0 problems in 1 file",
    ]


# json


def schema() -> jsonschema_rs.Validator:
    document = files("bylint.reporting").joinpath("output.schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(json.loads(document))


def test_json_says_all() -> None:
    fix = Fix("Mend it", (Edit(Span(3, 6), "[1]"), Edit(Span(7, 7), "\x7f")), Safety.UNSAFE)
    file = checked(
        "\ufeff😀𠮷⟦\n[3]⟧\x7f", "記事.md", fix=fix, related=(Related(Span(0, 1), "here"),), url="u"
    )
    shown = told("json", Report((file,)))
    assert shown.isascii()
    assert "\x7f" not in shown
    schema().validate(json.loads(shown))
    assert json.loads(shown) == {
        "version": 1,
        "diagnostics": [
            {
                "path": "記事.md",
                "rule": "undefined-citation",
                "category": "citations",
                "severity": "error",
                "message": "[3] has no entry.",
                "hint": "Add one.",
                "start": {"line": 1, "column": 3, "offset": 2},
                "end": {"line": 2, "column": 4, "offset": 6},
                "fix": {
                    "title": "Mend it",
                    "safety": "unsafe",
                    "edits": [
                        {
                            "start": {"line": 2, "column": 1, "offset": 3},
                            "end": {"line": 2, "column": 4, "offset": 6},
                            "text": "[1]",
                        },
                        {
                            "start": {"line": 2, "column": 5, "offset": 7},
                            "end": {"line": 2, "column": 5, "offset": 7},
                            "text": "\x7f",
                        },
                    ],
                },
                "related": [
                    {
                        "start": {"line": 1, "column": 1, "offset": 0},
                        "end": {"line": 1, "column": 2, "offset": 1},
                        "message": "here",
                    }
                ],
                "url": "u",
            }
        ],
        "summary": {
            "files": 1,
            "error": 1,
            "warning": 0,
            "info": 0,
            "fixed": 0,
            "rules": {"undefined-citation": 1},
        },
    }


def test_json_of_nothing() -> None:
    shown = told("json", Report(()))
    assert shown == (
        '{"version": 1, "diagnostics": [], "summary": {"files": 0, "error": 0, "warning": 0,'
        ' "info": 0, "fixed": 0, "rules": {}}}\n'
    )
    schema().validate(json.loads(shown))


def test_json_has_one_diagnostic_a_line_and_speaks_the_language_asked_for() -> None:
    shown = told("json", Report((checked("⟦[3]⟧⟦[3]⟧"),)), JAPANESE)
    assert len(shown.splitlines()) == 4
    assert json.loads(shown)["diagnostics"][1]["message"] == "[3] が参考文献にありません。"
    assert json.loads(shown)["diagnostics"][1]["fix"] is None


# github


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_github_annotates(severity: Severity, command: str) -> None:
    file = checked("あ\n円安⟦[3]⟧。", "記事/a.md", severity=severity)
    assert told("github", Report((file,))) == (
        f"::{command} file=記事/a.md,line=2,endLine=2,col=3,endColumn=6,"
        "title=bylint undefined-citation::[3] has no entry.%0AAdd one.\n"
    )


def test_github_gets_no_columns_for_a_span_of_several_lines() -> None:
    file = checked("⟦a\r\nb\r\n⟧c", hint="")
    assert told("github", Report((file,))) == (
        "::error file=a.md,line=1,endLine=2,title=bylint undefined-citation::[3] has no entry.\n"
    )


def test_github_takes_no_command_from_article_or_path() -> None:
    file = checked(
        "⟦x⟧", "a,line=9::b%0A\r\n.md", message="100%\r\n::set-env name=A::b\x1b", hint="a:b,c"
    )
    assert told("github", Report((file,))) == (
        "::error file=a%2Cline=9%3A%3Ab%250A\\r\\n.md,line=1,endLine=1,col=1,endColumn=2,"
        "title=bylint undefined-citation::100%25\\r\\n::set-env name=A::b\\x1b%0Aa:b,c\n"
    )


# all


HOSTILE = st.text(st.sampled_from("a:%,\r\n\x1b\x85\u2028\u202e\ud800\x00 #[]あ😀"), max_size=12)


@pytest.mark.parametrize("form", FORMATS)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_or_path_gets_out_of_its_line(
    form: str, body: str, path: str, message: str
) -> None:
    source = Source(path, body)
    span = Span(0, len(source.text))
    file = Checked(source, (problem(span, message=message, hint=""),))
    shown = told(form, Report((file,)), ENGLISH._replace(quiet=True))
    for char in shown:
        assert char == "\n" or char.isprintable() or char == "\u200d"
    for line in shown.split("\n"):
        assert "##[" not in line
        assert not line.lstrip().startswith("::") or form == "github"
    if form == "github":
        assert shown.count("\n") == 1


def test_unknown_format() -> None:
    assert reporter("xml") is None


# words


def test_engine_speaks_japanese() -> None:
    item = engine(
        "unused-suppression", "name", Span(0, 0), Severity.WARNING, "No {name}.", "Mend.", name="x"
    )
    assert Catalogue("ja", {})(item) == (
        "x というルールもカテゴリもありません。",
        "名前を直すか、取り除いてください。",
        (),
    )
    assert Catalogue("fr", {})(item) == ("No x.", "Mend.", ())


BROKEN: list[dict[str, object]] = [
    {},
    {"undefined-citation": None},
    {"undefined-citation": {"undefined": "text"}},
    {"undefined-citation": {"undefined": {"message": "{nothing}", "hint": "{"}}},
    {"undefined-citation": {"undefined": {"message": 3}}},
    {"undefined-citation": {"undefined": {"message": "{marker.x}"}}},
]


@pytest.mark.parametrize("messages", BROKEN)
def test_what_a_translation_lacks_is_said_in_english(messages: dict[str, object]) -> None:
    item = problem(Span(0, 0), related=(Related(Span(0, 0), "here"),))
    assert Catalogue("ja", messages)(item) == ("[3] has no entry.", "Add one.", ("here",))
