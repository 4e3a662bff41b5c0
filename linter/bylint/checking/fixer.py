"""Applies fixes to a text."""

from __future__ import annotations

from collections.abc import Iterable

from bylint.diagnostics import Diagnostic, Edit, Finding, Fix, Safety


def chosen(items: Iterable[Diagnostic | Finding], safety: Safety) -> list[Fix]:
    """The fixes of at least this safety, in the order of what they mend."""
    return [item.fix for item in items if item.fix is not None and item.fix.safety >= safety]


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with as many fixes as fit, and how many did.

    A fix is applied whole or not at all; one that overlaps an earlier one is skipped. Edits that
    two fixes share are made once.
    """
    taken: list[Edit] = []
    applied = 0
    for fix in fixes:
        new = [edit for edit in fix.edits if edit not in taken]
        if any(_clash(edit, other) for edit in new for other in taken):
            continue
        taken.extend(new)
        applied += 1
    parts: list[str] = []
    at = 0
    for edit in sorted(taken):
        parts.append(text[at : edit.span.start])
        parts.append(edit.text)
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts), applied


def _clash(edit: Edit, other: Edit) -> bool:
    if edit.span.start == edit.span.end or other.span.start == other.span.end:
        return edit.span.start <= other.span.end and other.span.start <= edit.span.end
    return edit.span.overlaps(other.span)
