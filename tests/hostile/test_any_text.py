"""Any text whatever is read, judged, mended and reported; `scripts/fuzz.py` tries millions more."""

from __future__ import annotations

import pytest
from fragments import parts_of, seeds
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import JUDGES

SEEDS = sorted(set(seeds()))


@st.composite
def texts(draw: st.DrawFn, judge: str) -> str:
    """Pieces of markup and data, alone or where a rule's case is cut open."""
    pieces = "".join(draw(st.lists(st.sampled_from(parts_of(judge)), max_size=25)))
    if draw(st.booleans()):
        return pieces
    case = draw(st.sampled_from(SEEDS))
    begin, end = sorted(draw(st.tuples(*[st.integers(0, len(case))] * 2)))
    return case[:begin] + pieces + case[end:]


@pytest.mark.parametrize("name", JUDGES)
@settings(max_examples=40)
@given(data=st.data())
def test_any_text(name: str, data: st.DataObject) -> None:
    JUDGES[name](data.draw(texts(name)))


@pytest.mark.parametrize("name", JUDGES)
@settings(max_examples=40)
@given(text=st.text(st.characters(codec=None), max_size=60))
def test_any_characters(name: str, text: str) -> None:
    JUDGES[name](text)


# What a search found to be read, judged or mended wrongly, made as short as it stayed wrong.
FOUND = [
    ("reader-md", "h&#x1;"),
    ("reader-md", "# >&#1;\x0b"),
    ("lint-md", "**0*"),
    ("lint-md", "---\na: " + "{a: " * 900 + "b" + "}" * 900 + "\n---\n円安が進んだ。"),
    ("lint-md", "円安[1]。株[2]。\n\n## 参考文献\n\n1. 甲\n\n<ol><li value=99999999999999>乙</ol>"),
    ("fix-txt", "出典\r２］\n" * 3 + "出典\n［２］\n" * 4 + "［２］出典\n［２］\n出典\r２］"),
]


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_found(name: str, text: str) -> None:
    JUDGES[name](text)
