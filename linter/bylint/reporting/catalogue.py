"""Says a diagnostic in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from bylint.diagnostics import Diagnostic, Said
from bylint.records import TYPE_CHECKING
from bylint.reporting.words import ENGINE

if TYPE_CHECKING:
    from typing import Any


def english(diagnostic: Diagnostic) -> Said:
    """The words that the diagnostic carries."""
    related = tuple(place.message for place in diagnostic.related)
    return Said(diagnostic.message, diagnostic.hint, related)


class Catalogue:
    """Messages of one language: those of rules from its language file, those of the engine.

    `messages` is the file's section of that name: rule → key → message, hint and related, which is
    said of every related place. What it lacks, or says with placeholders that a diagnostic does not
    fill, is said in English.
    """

    __slots__ = ("_engine", "_messages")

    def __init__(self, language: str, messages: Mapping[str, Any]) -> None:
        self._messages = messages
        self._engine = ENGINE.get(language, {})

    def __call__(self, diagnostic: Diagnostic) -> Said:
        """The words of the diagnostic."""
        if diagnostic.category == "bylint":
            message, hint = self._engine.get(diagnostic.rule, {}).get(diagnostic.key, ("", ""))
            entry: Mapping[str, Any] = {"message": message, "hint": hint}
        else:
            entry = _entry(_entry(self._messages, diagnostic.rule), diagnostic.key)
        words = {part: _filled(template, diagnostic) for part, template in entry.items()}
        related = (words.get("related") or place.message for place in diagnostic.related)
        return Said(
            words.get("message") or diagnostic.message,
            words.get("hint") or diagnostic.hint,
            tuple(related),
        )


def _entry(source: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    entry = source.get(key)
    return entry if isinstance(entry, Mapping) else {}


def _filled(template: object, diagnostic: Diagnostic) -> str:
    if not isinstance(template, str):
        return ""
    try:
        return template.format_map(diagnostic.params)
    except (LookupError, ValueError, AttributeError):
        return ""
