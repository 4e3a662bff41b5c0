"""Reports what is new: findings on lines that changed since a commit."""

from __future__ import annotations

import os
from collections.abc import Iterator

from bylint.diagnostics import Checked, Diagnostic
from bylint.text import Source, Span
from bylint.workspace.git import Changes, Touched


class Since:
    """What is reported where only changes count. Paths count from `root`.

    An article is judged as a whole; of what is found, that stays which stands on a changed line or
    speaks of the whole article. Raises `git.GitError` as `Changes` does.
    """

    def __init__(self, ref: str, root: str) -> None:
        self._changes = Changes(ref)
        self._root = root

    def wants(self, path: str) -> bool:
        """Whether anything in a file changed."""
        return self._touched(path) is not None

    def narrow(self, checked: Checked) -> Checked:
        """The outcome of a check without what is not new."""
        if checked.failed and not checked.source.text:
            return checked
        touched = self._touched(checked.source.path)
        if touched is None or touched.new:
            return checked
        passages = [*_passages(checked.source, touched)]
        return checked._replace(
            diagnostics=tuple(each for each in checked.diagnostics if _is_new(each, passages)),
            silenced=tuple(each for each in checked.silenced if _is_new(each.diagnostic, passages)),
        )

    def _touched(self, path: str) -> Touched | None:
        return self._changes.of(os.path.join(self._root, path))


def _passages(source: Source, touched: Touched) -> Iterator[Span]:
    """The changed passages of a text, whose lines end at `\\n` alone, with their line ends."""
    text = source.text
    line, start = 1, 0
    for first, last in touched.lines:
        for number in (first, last + 1):
            while line < number and start < len(text):
                end = text.find("\n", start)
                start = end + 1 if end >= 0 else len(text)
                line += 1
            if number == first:
                begin = start
        yield Span(begin, start)


def _is_new(item: Diagnostic, passages: list[Span]) -> bool:
    """Whether a diagnostic touches one of these passages, which are in their order."""
    from bisect import bisect_right

    if item.whole or item.is_fault:
        return True
    at = bisect_right(passages, (item.span.start, float("inf")))
    before, after = passages[max(at - 1, 0) : at], passages[at : at + 1]
    end = max(item.span.end, item.span.start + 1)
    return any(each.end > item.span.start for each in before) or any(
        each.start < end for each in after
    )
