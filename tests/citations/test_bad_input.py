"""Input that nobody should write: one finding for one cause, or none, and never a crash."""

from __future__ import annotations

import pytest
from support import rules, toolbox

from bylint.checking.fixer import mend
from bylint.checking.run import Active, check
from bylint.diagnostics import Checked, Safety
from bylint.text import Source

ACTIVE = [
    Active(rule())
    for rule in rules()
    if rule.category == "citations" and rule.name != "uncited-section"
]
EN = "It rained[1]. The river rose[2]. {}\n\n## References\n\n"
JA = "雨です[1]。😀川です[2]。{}\n\n## 参考文献\n\n"
SOURCES = {
    EN: "- [1] A https://a.example/\n- [2] B https://b.example/\n",
    JA: "- [1] 県 https://a.example/\n- [2] 𠮷田町 https://b.example/\n",
}
FORTY = "1234567890" * 4


def judged(text: str, path: str = "a.md") -> Checked:
    return check(Source(path, text), ACTIVE, toolbox())


def found(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    said = judged(text, path).diagnostics
    return [(item.rule, text[item.span.start : item.span.end]) for item in said]


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@pytest.mark.parametrize("frame", [EN, JA])
@pytest.mark.parametrize(
    ("planted", "wanted"),
    [
        ("A bracket [ here, one ] there, [[ and ]].", []),
        ("[" * 60, []),
        ("]" * 60, []),
        ("[[[[[[1]]]]", []),
        ("Then [1.", ["[1"]),
        ("Then 1].", ["1]"]),
        ("Then ［1].", ["［1]"]),
        ("Then [１］.", ["[１］"]),
        ("Then [１].", ["[１]"]),
        ("Then 【1].", ["【1]"]),
        ("Then [ 1 ].", ["[ 1 ]"]),
        ("[①] and [０] and [0] and [-1] and [−2] and [１.].", []),
        (f"Then [{FORTY}], [1-{FORTY}] and {FORTY}].", []),
        ("Then [2-1] and [1-999].", []),
        ("Then [] and [ ] and [,] and [1,].", []),
    ],
)
def test_odd_brackets(planted: str, wanted: list[str], frame: str, path: str) -> None:
    text = frame.format(planted) + SOURCES[frame]
    assert found(text, path) == [("malformed-citation", one) for one in wanted]
    crlf = text.replace("\n", "\r\n")
    assert found(crlf, path) == [("malformed-citation", one) for one in wanted]


@pytest.mark.parametrize("frame", [EN, JA])
@pytest.mark.parametrize(
    "planted", ["Then [1.", "Then 1].", "Then ［1].", "Then [１].", "Then [ 1 ]."]
)
def test_odd_brackets_are_mended_to_one_form(planted: str, frame: str) -> None:
    text = frame.format(planted) + SOURCES[frame]
    after = mend(judged(text), judged, Safety.SAFE)
    assert after.source.text == frame.format("Then [1].") + SOURCES[frame]
    assert after.diagnostics == ()


@pytest.mark.parametrize("frame", [EN, JA])
def test_list_that_cites_itself(frame: str) -> None:
    entries = "- [1] A, after [1] and [2] https://a.example/\n- [2] B [2] [9] https://b.example/\n"
    assert found(frame.format("") + entries) == []


@pytest.mark.parametrize("frame", [EN, JA])
def test_number_of_forty_digits_in_the_list(frame: str) -> None:
    assert found(frame.format("") + SOURCES[frame] + f"- [{FORTY}] C 2024\n") == []


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_two_footnotes_of_one_label(gap: str, path: str) -> None:
    text = f"雨です[^1]。川です[^2]。\n\n[^1]: 県{gap}[^1]: 町{gap}[^2]: 𠮷田町\n"
    assert found(text, path) == [("duplicate-reference", "[^1]: 町")]


@pytest.mark.parametrize("frame", [EN, JA])
@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_list_in_code_is_no_list(frame: str, fence: str) -> None:
    body, _, heading = frame.format("").partition("\n\n")
    text = f"{body}\n\n{fence}\n{heading.strip()}\n\n{SOURCES[frame]}{fence}\n"
    assert found(text) == [("missing-references", "[1]")]


@pytest.mark.parametrize("frame", [EN, JA])
def test_list_that_open_code_swallows_is_not_missing(frame: str) -> None:
    body, _, heading = frame.format("").partition("\n\n")
    listed = f"{heading.strip()}\n\n{SOURCES[frame]}"
    indented = "".join(f"    {line}\n" for line in listed.split("\n"))
    assert found(f"{body}\n\n{indented}") == []
    assert found(f"{body}\n\n```\n{listed}") == []


@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "text",
    [
        "## References\n\n- [1] A https://a.example/\n- [2] B https://b.example/\n",
        "[1] A https://a.example/\n[2] B https://b.example/\n",
        "参考文献\n\n［１］県 https://a.example/\n［２］町 https://b.example/\n",
        "1. 県 https://a.example/\n2. 町 https://b.example/\n",
        "[1]: https://a.example/\n[2]: https://b.example/\n",
        "[^1]: 県 https://a.example/\n",
        "## 参考文献\n",
        "",
    ],
)
def test_nothing_but_references(text: str, path: str) -> None:
    assert found(text, path) == []
