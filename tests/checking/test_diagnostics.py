"""Diagnostics: severities compare, templates are filled, reports know their worst."""

from __future__ import annotations

import pickle

import pytest

from bylint.diagnostics import (
    Checked,
    Diagnostic,
    Edit,
    Finding,
    Fix,
    Related,
    Report,
    Safety,
    Severity,
    engine,
)
from bylint.text import Source, Span


def said(start: int, rule: str = "a", severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(Span(start, start + 1), rule, "house", severity, "Said.")


def test_severities_and_safeties_compare_and_have_words() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR
    assert Safety.SHOW < Safety.UNSAFE < Safety.SAFE
    assert [severity.word for severity in Severity] == ["info", "warning", "error"]
    assert [safety.word for safety in Safety] == ["show", "unsafe", "safe"]


@pytest.mark.parametrize("severity", Severity)
def test_a_severity_comes_back_from_its_word(severity: Severity) -> None:
    assert Severity.parse(severity.word) is severity


@pytest.mark.parametrize("word", ["", "off", "fatal", "warn", "警告"])
def test_no_other_word_is_a_severity(word: str) -> None:
    with pytest.raises(KeyError):
        Severity.parse(word)


def test_engine_diagnostics_fill_their_templates() -> None:
    made = engine(
        "config",
        "key",
        Span(1, 2),
        Severity.ERROR,
        "No {name} on line {line}.",
        "Use {other}.",
        name="街灯 {x}",
        line=3,
        other="lamp",
    )
    assert (made.rule, made.category, made.key) == ("config", "bylint", "key")
    assert (made.message, made.hint) == ("No 街灯 {x} on line 3.", "Use lamp.")
    assert made.params == {"name": "街灯 {x}", "line": 3, "other": "lamp"}
    assert (made.fix, made.related, made.url) == (None, (), "")
    assert engine("config", "key", Span(1, 2), Severity.INFO, "Said.").hint == ""


def test_engine_parameters_may_have_any_name() -> None:
    made = engine(
        "a", "b", Span(0, 0), Severity.INFO, "{rule} {key} {span}", rule="r", key="k", span="s"
    )
    assert (made.rule, made.key, made.message) == ("a", "b", "r k s")


def test_diagnostics_are_ordered_by_place_then_rule() -> None:
    later, other, first = said(5), said(2, "b"), said(2, "a")
    assert sorted([later, other, first]) == [first, other, later]


def test_findings_and_diagnostics_have_defaults() -> None:
    finding = Finding(Span(0, 1), "key")
    assert (finding.params, finding.fix, finding.related, finding.severity) == ({}, None, (), None)
    made = said(0)
    assert (made.hint, made.fix, made.related, made.url, made.key, made.params) == (
        "",
        None,
        (),
        "",
        "",
        {},
    )


def test_diagnostics_can_go_to_another_process() -> None:
    fix = Fix("Mend", (Edit(Span(0, 1), "夜"),), Safety.SAFE)
    made = said(0)._replace(fix=fix, related=(Related(Span(1, 2), "there"),), params={"n": 1})
    assert pickle.loads(pickle.dumps(made)) == made


def test_a_report_knows_its_worst_and_whether_it_failed() -> None:
    source = Source("a.md", "")
    clean = Checked(source, ())
    found = Checked(source, (said(0, severity=Severity.INFO), said(1, severity=Severity.ERROR)))
    assert (clean.failed, clean.fixed) == (False, 0)
    assert (Report(()).worst(), Report((clean,)).worst()) == (None, None)
    assert Report((clean, found)).worst() is Severity.ERROR
    assert not Report((clean, found)).failed
    assert Report((clean, found._replace(failed=True))).failed
