"""Passages that belong to one category of rules, and passages that no fix may touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bylint.article.document import Document
from bylint.article.manifests import manifests
from bylint.checking.rule import Rule
from bylint.diagnostics import Diagnostic
from bylint.text import Span


def outside(
    diagnostics: Iterable[Diagnostic], document: Document, rule: type[Rule]
) -> list[Diagnostic]:
    """The diagnostics without those of other categories inside a passage that a rule reserves."""
    every = list(diagnostics)
    others = any(item.category != rule.category for item in every)
    spans = tuple(rule.reserves(document)) if others and rule.speaks(document.language) else ()
    return [
        item
        for item in every
        if item.category == rule.category or not any(span.covers(item.span) for span in spans)
    ]


def harmless(diagnostics: Iterable[Diagnostic], document: Document) -> list[Diagnostic]:
    """The diagnostics, fixes that would change a C2PA manifest taken off."""
    guarded = manifests(document)
    return [*_unharmful(diagnostics, guarded)] if guarded else [*diagnostics]


def _unharmful(diagnostics: Iterable[Diagnostic], guarded: Iterable[Span]) -> Iterator[Diagnostic]:
    for item in diagnostics:
        edits = item.fix.edits if item.fix else ()
        harmful = any(_harms(edit.span, span) for edit in edits for span in guarded)
        yield item._replace(fix=None) if harmful else item


def _harms(edit: Span, span: Span) -> bool:
    """Whether an edit changes a manifest, or puts something into it."""
    return edit.overlaps(span) or (span.start < edit.start < span.end)
