"""The output formats that bylint brings, each imported when it is asked for."""

from __future__ import annotations

from bylint.diagnostics import Reporter

FORMATS = ("text", "json", "github")


def reporter(name: str) -> Reporter | None:
    """The reporter of a built-in format, None for any other name."""
    if name == "text":
        from bylint.reporting.text import TextReporter

        return TextReporter()
    if name == "json":
        from bylint.reporting.json import JsonReporter

        return JsonReporter()
    if name == "github":
        from bylint.reporting.github import GithubReporter

        return GithubReporter()
    return None
