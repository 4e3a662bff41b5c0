"""Rules whose pattern was too slow in one article are left out of the articles after it.

They would cost their time again in each. What is told is the same however many processes work:
what a rule found in later articles before its fault was known is not told either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from bylint.diagnostics import Checked, Diagnostic
from bylint.records import Protocol


class Check(Protocol):
    """Judges an article by all rules but some."""

    def __call__(self, data: bytes, path: str, without: Collection[str] = ()) -> Checked:
        """What was found in it."""


def too_slow(checked: Checked) -> set[str]:
    """The rules of which a pattern was stopped in an article."""
    return {name for name in map(_stopped_rule, checked.diagnostics) if name}


def _stopped_rule(said: Diagnostic) -> str:
    is_slow = said.rule == "rule-crash" and said.category == "bylint" and said.key == "slow"
    return str(said.params["rule"]) if is_slow else ""


class Checker:
    """Judges one article after the other; a rule that was too slow in one is left out from then on.

    Every process has its own, which knows only the articles that came its way.
    """

    def __init__(self, check: Check) -> None:
        self._check = check
        self._stopped: set[str] = set()

    def __call__(self, data: bytes, path: str) -> Checked:
        """What was found in an article."""
        checked = self._check(data, path, self._stopped)
        self._stopped |= too_slow(checked)
        return checked


def left_out(checked: Checked, stopped: Collection[str], again: Callable[[], Checked]) -> Checked:
    """What was found in an article, without rules that were stopped in one before it.

    The process that judged it may not have known of them yet. What comments silence depends on what
    such rules found: an article with comments is judged `again`.
    """
    if "bylint-" in checked.source.text:
        return again()

    def stays(said: Diagnostic) -> bool:
        return said.rule not in stopped and _stopped_rule(said) not in stopped

    kept = tuple(filter(stays, checked.diagnostics))
    if len(kept) == len(checked.diagnostics):
        return checked
    return checked._replace(diagnostics=kept, failed=any(said.is_fault for said in kept))
