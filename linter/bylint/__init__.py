"""bylint checks AI-assisted articles: disclosure, citations, summary, analogies, residue.

Everything public is here. Names are imported when they are first asked for.
"""

__version__ = "0.1.0"

# Type checkers take it for True; importing it from typing would slow down every start.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from bylint.article.document import Block, Document, Metadata
    from bylint.article.language import Language
    from bylint.article.parsed import Parsed, Reader
    from bylint.article.prose import Prose, ProseBuilder
    from bylint.checking.rule import ByLanguage, Case, Rule, Seen
    from bylint.checking.testing import RuleCase
    from bylint.checking.views import phrase_hits, view
    from bylint.diagnostics import (
        Checked,
        Diagnostic,
        Edit,
        Finding,
        Fix,
        Report,
        Reporter,
        Safety,
        Severity,
        Style,
    )
    from bylint.errors import BylintError, ConfigError, PluginError
    from bylint.text import Source, Span
    from bylint.workspace.cases import rule_cases
    from bylint.workspace.commands import Command
    from bylint.workspace.hookspecs import hookimpl
    from bylint.workspace.linter import Linter, check_text

__all__ = [
    "Block",
    "ByLanguage",
    "BylintError",
    "Case",
    "Checked",
    "Command",
    "ConfigError",
    "Diagnostic",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Language",
    "Linter",
    "Metadata",
    "Parsed",
    "PluginError",
    "Prose",
    "ProseBuilder",
    "Reader",
    "Report",
    "Reporter",
    "Rule",
    "RuleCase",
    "Safety",
    "Seen",
    "Severity",
    "Source",
    "Span",
    "Style",
    "check_text",
    "hookimpl",
    "phrase_hits",
    "rule_cases",
    "view",
]

_HOMES = {
    "article.document": ("Block", "Document", "Metadata"),
    "article.language": ("Language",),
    "article.parsed": ("Parsed", "Reader"),
    "article.prose": ("Prose", "ProseBuilder"),
    "checking.rule": ("ByLanguage", "Case", "Rule", "Seen"),
    "checking.testing": ("RuleCase",),
    "checking.views": ("phrase_hits", "view"),
    "diagnostics": (
        "Checked",
        "Diagnostic",
        "Edit",
        "Finding",
        "Fix",
        "Report",
        "Reporter",
        "Safety",
        "Severity",
        "Style",
    ),
    "errors": ("BylintError", "ConfigError", "PluginError"),
    "text": ("Source", "Span"),
    "workspace.cases": ("rule_cases",),
    "workspace.commands": ("Command",),
    "workspace.hookspecs": ("hookimpl",),
    "workspace.linter": ("Linter", "check_text"),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"bylint.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
