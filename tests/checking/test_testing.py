"""Marked cases: what stands between marks is found, nothing else is, and all else is a problem."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import toolbox

from bylint.article.document import Document
from bylint.article.language import Languages
from bylint.checking.rule import Case, Cases, Rule
from bylint.checking.testing import Marked, Outcome, findings, mark, run_cases, unmark
from bylint.diagnostics import Edit, Finding, Fix, Safety
from bylint.text import Span


class Cats(Rule, name="house-cats", category="house", severity="warning"):
    """Finds every cat, from `minimum` on."""

    minimum: int = 1
    messages = {"cat": "Cat {number}."}

    def check(self, document: Document) -> Iterator[Finding]:
        number = 0
        for block in document.visible():
            at = block.text.find("猫")
            while at >= 0:
                number += 1
                span = block.prose.span(at, at + 1)
                fix = Fix("Leave it out", (Edit(span, ""),), Safety.UNSAFE)
                if number >= self.minimum:
                    yield self.finding(span, "cat", fix=fix, number=number)
                at = block.text.find("猫", at + 1)


def problems(
    *, good: Cases | None = None, bad: Cases | None = None, rule: type[Rule] = Cats
) -> list[str]:
    made = type(
        "Made",
        (rule,),
        {"good": good or {}, "bad": bad or {}},
        name="made",
        category="house",
        severity="info",
    )
    return [outcome.problem for outcome in run_cases(made, toolbox())]


# Marks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "text", "spans"),
    [
        ("", "", []),
        ("猫", "猫", []),
        ("⟦猫⟧", "猫", [(0, 1)]),
        ("一⟦二\r\n𠮷⟧三⟦四⟧", "一二\r\n𠮷三四", [(1, 5), (6, 7)]),
        ("一⟦⟧二", "一二", [(1, 1)]),
        ("⟦一⟧⟦二⟧", "一二", [(0, 1), (1, 2)]),
    ],
)
def test_unmark(marked: str, text: str, spans: list[tuple[int, int]]) -> None:
    assert unmark(marked) == Marked(text, tuple(Span(*span) for span in spans))


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("⟦猫", "unpaired ⟦"),
        ("猫⟧", "unpaired ⟧"),
        ("⟦一⟦二⟧三⟧", "unpaired ⟦"),
        ("⟦一⟧⟧", "unpaired ⟧"),
    ],
)
def test_marks_that_do_not_pair_are_refused(marked: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{problem}$"):
        unmark(marked)


@given(
    st.lists(st.tuples(st.text("ab夜😀\n", max_size=4), st.text("cd灯", max_size=3)), max_size=6)
)
def test_mark_is_the_inverse_of_unmark(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"{outside}⟦{inside}⟧" for outside, inside in parts if inside)
    text, spans = unmark(marked)
    assert mark(text, spans) == marked


# Cases -----------------------------------------------------------------------------------------


def test_cases_that_hold_have_no_problem() -> None:
    good = {"ja": ["犬です。", ""], "en": ["A dog."]}
    bad = {"ja": ["⟦猫⟧です。", "白い⟦猫⟧と黒い⟦猫⟧。\r\n\r\n- ⟦猫⟧\r\n"]}
    assert problems(good=good, bad=bad) == [""] * 5


def test_outcomes_name_rule_language_kind_and_number() -> None:
    class Both(Cats, name="house-both", category="house", severity="info"):
        """Has cases."""

        good = {"ja": ["犬。"], "en": ["Dog."]}
        bad = {"ja": ["⟦猫⟧。", "⟦猫⟧！"]}

    assert list(run_cases(Both, toolbox())) == [
        Outcome("house-both", "ja", "good", 1, ""),
        Outcome("house-both", "en", "good", 1, ""),
        Outcome("house-both", "ja", "bad", 1, ""),
        Outcome("house-both", "ja", "bad", 2, ""),
    ]


def test_language_files_add_cases() -> None:
    cases = {
        "house-cats": {
            "good": ["Ein Hund."],
            "bad": ["Eine ⟦猫⟧.", {"text": "<p>Eine 猫.</p>", "path": "a.html"}],
        }
    }
    languages = Languages.of({"code": "de", "cases": cases})
    outcomes = run_cases(Cats, toolbox()._replace(languages=languages))
    assert [one for one in outcomes if one.language == "de"] == [
        Outcome("house-cats", "de", "good", 1, ""),
        Outcome("house-cats", "de", "bad", 1, ""),
        Outcome(
            "house-cats",
            "de",
            "bad",
            2,
            "a bad case marks what must be found, a good case marks nothing",
        ),
    ]


@pytest.mark.parametrize(
    ("case", "found"),
    [
        ("⟦猫⟧と猫。", "⟦猫⟧と⟦猫⟧。"),
        ("猫と⟦猫⟧。", "⟦猫⟧と⟦猫⟧。"),
        ("⟦猫と⟧犬。", "⟦猫⟧と犬。"),
        ("⟦犬⟧。", "犬。"),
        ("⟦⟧猫。", "⟦猫⟧。"),
        ("`⟦猫⟧`と\n\n```\n⟦猫⟧\n```\n", "`⟦猫⟧`と\n\n```\n猫\n```\n"),
    ],
)
def test_anything_else_that_is_found_or_missed_is_a_problem(case: str, found: str) -> None:
    assert problems(bad={"ja": [case]}) == [f"expected {case!r}, found {found!r}"]


def test_what_a_good_case_finds_is_a_problem() -> None:
    assert problems(good={"ja": ["猫。"]}) == ["expected '猫。', found '⟦猫⟧。'"]


def test_bad_cases_mark_something_and_good_cases_nothing() -> None:
    said = "a bad case marks what must be found, a good case marks nothing"
    assert problems(good={"ja": ["⟦猫⟧。"]}, bad={"ja": ["犬。"]}) == [said, said]


def test_unpaired_marks_are_a_problem() -> None:
    assert problems(good={"ja": ["猫⟧"]}, bad={"ja": ["⟦猫"]}) == ["unpaired ⟧", "unpaired ⟦"]


def test_cases_have_options_and_a_path() -> None:
    bad = {
        "ja": [
            Case("猫と⟦猫⟧。", options={"minimum": 2}),
            Case("    ⟦猫⟧", path="a.txt"),
            Case("<p hidden>猫</p><p>⟦猫⟧</p>", path="a.html"),
        ]
    }
    assert problems(good={"ja": [Case("    猫")]}, bad=bad) == [""] * 4


def test_a_case_may_hold_a_message() -> None:
    good = Case("⟦猫⟧と⟦猫⟧。", message="Cat 2.")
    wrong = Case("⟦猫⟧。", message="Cat two.")
    assert problems(bad={"ja": [good, wrong]}) == [
        "",
        "expected the message 'Cat two.', found ['Cat 1.']",
    ]


def test_a_case_may_hold_the_fixed_text() -> None:
    right = Case("白い⟦猫⟧と⟦猫⟧。", fixed="白いと。")
    wrong = Case("⟦猫⟧。", fixed="犬。")
    unclean = Case("猫⟦猫⟧猫。", fixed="猫猫。", options={"minimum": 2})
    assert problems(bad={"ja": [right, wrong]}) == ["", "expected the fix '犬。', found '。'"]
    assert problems(bad={"ja": [unclean]}) == ["expected '猫⟦猫⟧猫。', found '猫⟦猫⟧⟦猫⟧。'"]


def test_a_fix_that_leaves_something_to_find_is_a_problem() -> None:
    class Doubling(Cats, name="house-doubling", category="house", severity="info"):
        """Makes more cats."""

        def check(self, document: Document) -> Iterator[Finding]:
            for found in super().check(document):
                yield found._replace(fix=Fix("Double", (Edit(found.span, "猫猫"),), Safety.SAFE))

    case = Case("⟦猫⟧。", fixed="猫猫。")
    assert problems(bad={"ja": [case]}, rule=Doubling) == ["the fixed text is not clean: '猫猫。'"]


def test_a_fix_that_is_only_shown_is_not_made() -> None:
    class Shown(Cats, name="house-shown", category="house", severity="info"):
        """Only shows."""

        def check(self, document: Document) -> Iterator[Finding]:
            for found in super().check(document):
                yield found._replace(fix=Fix("Show", (Edit(found.span, ""),), Safety.SHOW))

    case = Case("⟦猫⟧。", fixed="。")
    assert problems(bad={"ja": [case]}, rule=Shown) == ["expected the fix '。', found '猫。'"]


def test_a_rule_that_raises_fails_its_case_alone() -> None:
    class Broken(Cats, name="house-broken", category="house", severity="info"):
        """Raises at dogs."""

        def check(self, document: Document) -> Iterator[Finding]:
            if "犬" in document.text:
                raise ValueError("dogs")
            yield from super().check(document)

    assert problems(good={"ja": ["犬。"]}, bad={"ja": ["⟦猫⟧。"]}, rule=Broken) == [
        "raised ValueError: dogs in '犬。'",
        "",
    ]
    unknown = Case("⟦猫⟧。", options={"maximum": 1})
    (said,) = problems(bad={"ja": [unknown]})
    assert said == "raised TypeError: rule made has no option 'maximum' in '⟦猫⟧。'"


def test_a_rule_that_does_not_speak_the_language_finds_nothing() -> None:
    class Inert(Cats, name="house-inert", category="house", severity="info", needs="none"):
        """Speaks no language."""

    assert findings(Inert(), "猫。", "a.md", "ja", toolbox()) == []
    assert [found.span for found in findings(Cats(), "猫と猫。", "a.md", "ja", toolbox())] == [
        Span(0, 1),
        Span(2, 3),
    ]
