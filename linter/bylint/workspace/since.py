"""Reports what is new: findings on lines that changed since a commit, or that a change causes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator

from bylint.checking.fingerprints import fingerprints
from bylint.diagnostics import Checked, Diagnostic
from bylint.text import Source, Span
from bylint.workspace.git import Changes, Touched


class Since:
    """What is reported where only changes count. Paths count from `root`.

    An article is judged as a whole; of what is found, that stays which stands on a changed line,
    speaks of the whole article, or was not found in it before. `check` judges bytes as the article
    of a path. Raises `git.GitError` as `Changes` does.
    """

    def __init__(self, ref: str, root: str, check: Callable[[bytes, str], Checked]) -> None:
        self._changes = Changes(ref)
        self._root = root
        self._check = check
        self._before: dict[str, Counter[tuple[str, str]]] = {}

    def wants(self, path: str) -> bool:
        """Whether anything in a file changed."""
        return self._changes.of(os.path.join(self._root, path)) is not None

    def narrow(self, checked: Checked, *, written: bool = True) -> Checked:
        """The outcome of a check without what is not new.

        `written` tells that the text that was checked is that of the file.
        """
        if checked.failed and not checked.source.text:
            return checked
        path = os.path.join(self._root, checked.source.path)
        changes = self._changes
        touched = changes.of(path) if written else changes.to(path, checked.source.to_bytes())
        if touched is None or touched.new:
            return checked
        passages = [*_passages(checked.source, touched)]
        return checked._replace(
            diagnostics=tuple(self._new(checked, passages)),
            silenced=tuple(each for each in checked.silenced if _is_new(each.diagnostic, passages)),
        )

    def _new(self, checked: Checked, passages: list[Span]) -> Iterator[Diagnostic]:
        """The diagnostics that are new; those elsewhere are, where there were not as many before."""
        elsewhere = [each for each in checked.diagnostics if not _is_new(each, passages)]
        left = Counter(self._found_before(checked.source.path)) if elsewhere else Counter()
        prints = iter(fingerprints(checked.source, elsewhere))
        for each in checked.diagnostics:
            if not _is_new(each, passages):
                known_by = each.rule, next(prints)
                left[known_by] -= 1
                if left[known_by] >= 0:
                    continue
            yield each

    def _found_before(self, path: str) -> Counter[tuple[str, str]]:
        """What was found in an article before it was changed, by rule and fingerprint."""
        if path not in self._before:
            data = self._changes.before(os.path.join(self._root, path))
            checked = self._check(data or b"", path)
            found = [each for each in checked.diagnostics if not each.is_fault]
            prints = fingerprints(checked.source, found)
            self._before[path] = Counter(
                (each.rule, known_by) for each, known_by in zip(found, prints, strict=True)
            )
        return self._before[path]


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
