"""The output formats that bylint brings, each imported when it is asked for."""

from __future__ import annotations

from bylint.diagnostics import Reporter

FORMATS = {
    "text": "TextReporter",
    "json": "JsonReporter",
    "jsonl": "JsonlReporter",
    "sarif": "SarifReporter",
    "github": "GithubReporter",
    "gitlab": "GitlabReporter",
    "junit": "JunitReporter",
    "checkstyle": "CheckstyleReporter",
    "rdjson": "RdjsonReporter",
}
"""The name of each format, which is also that of its module here, and its class."""


def reporter(name: str) -> Reporter | None:
    """The reporter of a built-in format, None for any other name."""
    if name not in FORMATS:
        return None
    from importlib import import_module

    made: Reporter = getattr(import_module(f"bylint.reporting.{name}"), FORMATS[name])()
    return made
