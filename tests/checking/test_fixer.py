"""Fixes: applied whole or not at all, in the order given, until nothing changes."""

from __future__ import annotations

from itertools import pairwise

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


def meet(one: Edit, other: Edit) -> bool:
    """Whether two edits touch one character, or an insertion touches the other edit."""
    if one.span.start == one.span.end or other.span.start == other.span.end:
        return one.span.start <= other.span.end and other.span.start <= one.span.end
    return one.span.overlaps(other.span)


@given(FIXES)
def test_a_fix_is_made_unless_it_meets_an_earlier_one(fixes: list[Fix]) -> None:
    text = "ABCDEFGHIJKLMNOP"
    taken: set[Edit] = set()
    applied = 0
    for each in fixes:
        new = set(each.edits) - taken
        ordered = sorted(new)
        torn = any(a.span.end > b.span.start for a, b in pairwise(ordered))
        if not torn and not any(meet(edit, other) for edit in new for other in taken):
            taken |= new
            applied += 1
    expected = text
    for edit in sorted(taken, reverse=True):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert apply(text, fixes) == (expected, applied)


def test_the_order_of_fixes_decides_not_their_place() -> None:
    late, early = fix((4, 6, "X")), fix((3, 5, "Y"))
    assert apply("abcdefgh", [late, early]) == ("abcdXgh", 1)
    assert apply("abcdefgh", [early, late]) == ("abcYfgh", 1)


def test_no_fixes_no_change() -> None:
    assert apply("𠮷野家\r\n", []) == ("𠮷野家\r\n", 0)
    assert apply("", [fix((0, 0, "夜"))]) == ("夜", 1)


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


@given(st.text("ab夜😀\r\n", max_size=30))
def test_mended_text_needs_no_mending(text: str) -> None:
    mended = mend(finding(text, "aa", "a"), lambda text: finding(text, "aa", "a"), Safety.SAFE)
    again = mend(mended._replace(fixed=0), lambda text: finding(text, "aa", "a"), Safety.SAFE)
    if mended.fixed < ROUNDS:
        assert mended.diagnostics == ()
        assert again == mended._replace(fixed=0)
    assert mended.source.text.replace("a", "") == text.removeprefix("\ufeff").replace("a", "")


def test_mending_that_never_ends_is_ended() -> None:
    mended = mend(finding("ab", "a", "aa"), lambda text: finding(text, "a", "aa"), Safety.SAFE)
    assert (mended.source.text, mended.fixed) == ("a" * (ROUNDS + 1) + "b", ROUNDS)


def test_text_that_cannot_be_read_once_mended_is_not_mended() -> None:
    checked = finding("ab", "a", "")
    unread = Checked(Source("a.md", ""), (), failed=True)
    assert mend(checked, lambda _: unread, Safety.SAFE) == checked


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
