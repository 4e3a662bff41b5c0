"""Which findings stand on changed lines, as git counts lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylint.checking.testing import unmark
from bylint.diagnostics import Checked, Diagnostic, Severity, engine
from bylint.text import Source, Span
from bylint.workspace.git import Changes, Touched
from bylint.workspace.since import Since


def narrowed(
    marked: str, *lines: tuple[int, int], monkeypatch: pytest.MonkeyPatch, **more: object
) -> list[Span]:
    """What is left of findings on the marks of a text when these lines have changed."""
    text, spans = unmark(marked)
    items = [Diagnostic(span, "a-rule", "house", Severity.ERROR, "Found.") for span in spans]
    items = [each._replace(**more) for each in items]  # type: ignore[arg-type]
    monkeypatch.setattr(Changes, "of", lambda _, __: Touched(lines))
    monkeypatch.setattr(Changes, "before", lambda _, __: text.encode())
    judged = Checked(Source("a.md", text), tuple(items))
    checked = Since("main", "/", lambda _, __: judged).narrow(judged)
    return [item.span for item in checked.diagnostics]


def never(data: bytes, path: str) -> Checked:
    raise AssertionError((data, path))


TEXT = "⟦一⟧\n⟦二⟧つ⟦目⟧\n\n⟦三\n四⟧\n⟦⟧😀⟦五⟧"


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([], []),
        ([(1, 1)], [0]),
        ([(2, 2)], [1, 2]),
        ([(3, 3)], []),
        ([(4, 4)], [3]),
        ([(5, 5)], [3]),
        ([(6, 6)], [4, 5]),
        ([(1, 1), (5, 6)], [0, 3, 4, 5]),
        ([(1, 6)], [0, 1, 2, 3, 4, 5]),
        ([(7, 90)], []),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_findings_on_changed_lines_are_left(
    lines: list[tuple[int, int]],
    left: list[int],
    newline: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    marked = TEXT.replace("\n", newline)
    _, spans = unmark(marked)
    found = narrowed(marked, *lines, monkeypatch=monkeypatch)
    assert found == [spans[index] for index in left]


def test_git_does_not_end_a_line_at_a_carriage_return(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = "⟦一⟧\r⟦二⟧\n⟦三⟧"
    _, spans = unmark(marked)
    assert narrowed(marked, (1, 1), monkeypatch=monkeypatch) == [*spans[:2]]
    assert narrowed(marked, (2, 2), monkeypatch=monkeypatch) == [*spans[2:]]


def test_what_speaks_of_the_whole_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(narrowed("⟦一⟧\n二", (2, 2), monkeypatch=monkeypatch, whole=True)) == 1
    assert narrowed("⟦一⟧\n二", (2, 2), monkeypatch=monkeypatch) == []


def test_faults_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = engine("rule-crash", "raised", Span(0, 0), Severity.ERROR, "It failed.")
    monkeypatch.setattr(Changes, "of", lambda _, __: Touched(((2, 2),)))
    checked = Checked(Source("a.md", "一\n二"), (fault,), failed=True)
    assert Since("main", "/", never).narrow(checked) == checked


def test_a_new_file_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Changes, "of", lambda _, __: Touched(new=True))
    item = Diagnostic(Span(0, 1), "a-rule", "house", Severity.ERROR, "Found.")
    checked = Checked(Source("a.md", "一"), (item,))
    assert Since("main", str(tmp_path), never).narrow(checked) == checked


def test_what_was_not_found_before_is_left_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text, spans = unmark("⟦一⟧\n二\n⟦三⟧\n四\n⟦三⟧\n")
    old, before = unmark("0\n一\n⟦三⟧\n四\n三\n")
    monkeypatch.setattr(Changes, "of", lambda _, __: Touched(((2, 2),), old="b.md"))
    monkeypatch.setattr(Changes, "before", lambda _, __: old.encode())
    asked = []

    def judged(source: str, places: list[Span]) -> Checked:
        items = [Diagnostic(each, "a-rule", "house", Severity.ERROR, "Found.") for each in places]
        return Checked(Source("a.md", source), tuple(items))

    def check(data: bytes, path: str) -> Checked:
        asked.append((data, path))
        return judged(old, before)

    since = Since("main", "/", check)
    for _ in range(2):
        left = since.narrow(judged(text, spans)).diagnostics
        assert [item.span for item in left] == [spans[0], spans[2]]
    assert asked == [(old.encode(), "a.md")]
