"""What bylint asks of this plugin. `pyproject.toml` names this module as its entry point."""

from __future__ import annotations

from pathlib import Path

from bylint import Rule, hookimpl
from bylint_plugin_example.piled_marks import PiledMarks


@hookimpl
def bylint_rules() -> list[type[Rule]]:
    """The one rule."""
    return [PiledMarks]


@hookimpl
def bylint_languages() -> list[Path]:
    """Esperanto, and what the rule says in Japanese."""
    return sorted(Path(__file__).with_name("languages").glob("*.yaml"))
