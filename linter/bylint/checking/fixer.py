"""Applies fixes to a text."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from itertools import pairwise

from bylint.diagnostics import Checked, Diagnostic, Edit, Finding, Fix, Safety
from bylint.text import BOM

ROUNDS = 10


def mend(checked: Checked, check: Callable[[str], Checked], safety: Safety) -> Checked:
    """What is left when every fix of at least this safety has been made.

    A fix may bring another finding or make room for another fix: the text is judged again until it
    no longer changes, at most ten times. A text that `check` gives back as another one is not taken.
    """
    fixed = 0
    for _ in range(ROUNDS):
        source = checked.source
        fixes = [_in_style(fix, source.newline) for fix in chosen(checked.diagnostics, safety)]
        text, applied = apply(source.text, fixes)
        if text == source.text:
            break
        after = check((BOM if source.bom else "") + text)
        if after.source.text != text:  # it could not be read, so nothing may be written
            break
        fixed += applied
        checked = after
    return checked._replace(fixed=fixed)


def _in_style(fix: Fix, newline: str) -> Fix:
    """A fix whose texts end their lines as the article does."""
    if newline == "\n":
        return fix
    edits = (Edit(span, re.sub(r"\r\n?|\n", newline, text)) for span, text in fix.edits)
    return fix._replace(edits=tuple(edits))


def chosen(items: Iterable[Diagnostic | Finding], safety: Safety) -> list[Fix]:
    """The fixes of at least this safety, in the order of what they mend."""
    return [item.fix for item in items if item.fix is not None and item.fix.safety >= safety]


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with as many fixes as fit, and how many did.

    A fix is applied whole or not at all; one that overlaps an earlier one, or itself, is skipped.
    Edits that two fixes share are made once.
    """
    taken: list[Edit] = []
    applied = 0
    for fix in fixes:
        new = sorted({edit for edit in fix.edits if not _is_in(taken, edit)})
        torn = any(edit.span.end > after.span.start for edit, after in pairwise(new))
        if torn or any(_clashes(taken, edit) for edit in new):
            continue
        for edit in new:
            insort(taken, edit)
        applied += 1
    parts: list[str] = []
    at = 0
    for edit in taken:
        parts.append(text[at : edit.span.start])
        parts.append(edit.text)
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts), applied


def _is_in(taken: list[Edit], edit: Edit) -> bool:
    at = bisect_left(taken, edit)
    return at < len(taken) and taken[at] == edit


def _clashes(taken: list[Edit], edit: Edit) -> bool:
    """Whether an edit meets one of the edits taken; as those do not meet, it meets a neighbour."""
    at = bisect_left(taken, edit)
    return any(_clash(edit, other) for other in taken[max(at - 1, 0) : at + 1])


def _clash(edit: Edit, other: Edit) -> bool:
    if edit.span.start == edit.span.end or other.span.start == other.span.end:
        return edit.span.start <= other.span.end and other.span.start <= edit.span.end
    return edit.span.overlaps(other.span)
