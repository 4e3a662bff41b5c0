"""Literals: what every match of a pattern holds, and patterns that are refused for their size."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bylint.article.phrases import fold
from bylint.checking.literals import Unfit, literals


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("utilize", ("utilize",)),
        (r"\bUtili[sz]e\b", ("utili",)),
        ("colou?r", ("colo",)),
        ("(?:food|bars)baz", ("food", "bars")),
        ("(?:foo|bar)baz", ("baz",)),
        ("(?:foo|ba+r)", ("foo", "ba")),
        ("foo|bar", ("foo", "bar")),
        ("(?P<word>very) good", ("very good",)),
        ("(?i:Ｖｅｒｙ)", ("very",)),
        (r"あらゆる(?:場面|局面)で", ("あらゆる",)),
        ("等", ("等",)),
        (r"\p{Han}+的な", ("的な",)),
        (r"[[:alpha:]]lang", ("lang",)),
        (r"(?<=x)foo(?!bar)", ("foo",)),
        (r"e\.g\.", ("e.g.",)),
        ("ab{2}c", ("ab",)),
        ("(?#why)foo", ("foo",)),
        ("(?:foobar){e<=1}", ()),
        ("(?x) foo bar", ()),
        ("foo|.", ()),
        ("(?:foo)?", ()),
        ("x+", ()),
        (r"\w+", ()),
        ("", ()),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: tuple[str, ...]) -> None:
    assert literals(pattern) == needed


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?:(?:a{1000}){1000}){1000}", "its repetitions make it longer than 20000 characters"),
        ("(?:x{200}){101}", "its repetitions make it longer than 20000 characters"),
        ("(" * 60 + "x" + ")" * 60, "its groups are nested more than 50 deep"),
        ("x" * 20_001, "it has more than 20000 characters"),
    ],
)
def test_what_is_too_much(pattern: str, why: str) -> None:
    with pytest.raises(Unfit, match=f"^{why}$"):
        literals(pattern)


PARTS = [
    "a",
    "b",
    "ab",
    ".",
    "[ab]",
    "(?:ab|b)",
    "(ab)",
    "(?:a|)",
    r"\.",
    "(?=a)",
    "|",
    "あ",
    "\\w",
]
ENDS = ["", "", "", "?", "*", "+", "{2}", "{0,2}", "+?", "{1,}"]


@given(
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(ENDS)), min_size=1, max_size=6),
    st.text("abあ.", max_size=12),
)
def test_every_match_holds_one_of_the_literals(parts: list[tuple[str, str]], text: str) -> None:
    pattern = "".join(part + ("" if part in ("|", "(?=a)") else end) for part, end in parts)
    needed = literals(pattern)
    for match in regex.finditer(pattern, text):
        assert not needed or any(each in fold(match[0]) for each in needed)
