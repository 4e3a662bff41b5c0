"""Fixes: applied whole or not at all, in the order given, until nothing changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bylint.checking.fixer import ROUNDS, apply, mend
from bylint.diagnostics import Checked, Diagnostic, Edit, Fix, Safety, Severity
from bylint.text import Source, Span


def fix(*edits: tuple[int, int, str], safety: Safety = Safety.SAFE) -> Fix:
    return Fix("Mend", tuple(Edit(Span(start, end), text) for start, end, text in edits), safety)


def test_fixes_are_applied_together() -> None:
    assert apply("abcdef", [fix((4, 5, "E")), fix((0, 1, ""), (2, 2, "-"))]) == ("b-cdEf", 2)


def test_later_fix_that_overlaps_is_skipped_whole() -> None:
    assert apply("abcdef", [fix((1, 3, "X")), fix((2, 4, "Y"), (5, 6, "Z"))]) == ("aXdef", 1)


def test_fix_that_overlaps_itself_is_skipped() -> None:
    assert apply("abcdef", [fix((0, 3, "X"), (2, 4, "Y"))]) == ("abcdef", 0)


def test_fix_may_insert_where_it_deletes() -> None:
    assert apply("abcdef", [fix((2, 2, "X"), (2, 4, ""), (4, 4, "Y"))]) == ("abXYef", 1)


def test_shared_edit_is_made_once() -> None:
    assert apply("abc", [fix((0, 1, "A")), fix((0, 1, "A"), (2, 3, "C"))]) == ("AbC", 2)


def test_insertions_at_one_place_do_not_pile_up() -> None:
    assert apply("ab", [fix((1, 1, "x")), fix((1, 1, "y"))]) == ("axb", 1)


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda pair: (pair[0], sum(pair)))
FIXES = st.lists(
    st.lists(st.tuples(SPANS, st.sampled_from(["", "x", "yy"])), min_size=1, max_size=3).map(
        lambda edits: fix(*((*span, text) for span, text in edits))
    ),
    max_size=8,
)


@given(FIXES)
def test_what_no_edit_covers_stays(fixes: list[Fix]) -> None:
    text = "ABCDEFGHIJKLMNOP"
    fixed, applied = apply(text, fixes)
    assert applied <= len(fixes)
    covered = {
        at for each in fixes for edit in each.edits for at in range(edit.span.start, edit.span.end)
    }
    kept = [char for char in fixed if char.isupper()]
    assert kept == sorted(set(kept))
    assert {char for at, char in enumerate(text) if at not in covered} <= set(kept)


@given(FIXES)
def test_each_fix_alone_or_none(fixes: list[Fix]) -> None:
    text = "ABCDEFGHIJKLMNOP"
    first = next((each for each in fixes if apply(text, [each])[1]), None)
    assert apply(text, fixes)[1] >= (first is not None)


def finding(text: str, word: str, new: str) -> Checked:
    source = Source("a.md", text)
    at = source.text.find(word)
    if at < 0:
        return Checked(source, ())
    mended = fix((at, at + len(word), new))
    said = Diagnostic(Span(at, at + 1), "rule", "house", Severity.ERROR, "said", fix=mended)
    return Checked(source, (said,))


def test_mending_goes_on_until_nothing_changes() -> None:
    mended = mend(finding("xaaa", "xa", "x"), lambda text: finding(text, "xa", "x"), Safety.SAFE)
    assert (mended.source.text, mended.diagnostics, mended.fixed) == ("x", (), 3)


def test_mending_that_never_ends_is_ended() -> None:
    mended = mend(finding("ab", "a", "aa"), lambda text: finding(text, "a", "aa"), Safety.SAFE)
    assert (mended.source.text, mended.fixed) == ("a" * (ROUNDS + 1) + "b", ROUNDS)


def test_fixes_that_are_not_safe_enough_are_left() -> None:
    unsafe = finding("ab", "a", "")
    said = unsafe.diagnostics[0]._replace(fix=fix((0, 1, ""), safety=Safety.UNSAFE))
    checked = unsafe._replace(diagnostics=(said,))
    assert mend(checked, lambda text: finding(text, "-", ""), Safety.SAFE) == checked
    mended = mend(checked, lambda text: finding(text, "-", ""), Safety.UNSAFE)
    assert mended.source.text == "b"


def test_new_lines_end_as_the_article_ends_its_lines() -> None:
    for newline in ("\n", "\r\n", "\r"):
        checked = finding(f"a{newline}b", "b", "c\nd\ne")
        mended = mend(checked, lambda text: finding(text, "-", ""), Safety.SAFE)
        assert mended.source.text == newline.join("acde")


def test_byte_order_mark_goes_along() -> None:
    mended = mend(finding("\ufeffab", "a", ""), lambda text: finding(text, "-", ""), Safety.SAFE)
    assert (mended.source.bom, mended.source.text) == (True, "b")
