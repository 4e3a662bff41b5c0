"""The door for plugins: six hooks, each called once per process. Entry point group: `bylint`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from bylint.article.parsed import Reader
    from bylint.checking.rule import Rule
    from bylint.diagnostics import Reporter
    from bylint.workspace.commands import Command

hookspec = pluggy.HookspecMarker("bylint")
hookimpl = pluggy.HookimplMarker("bylint")


@hookspec
def bylint_rules() -> Iterable[type[Rule]]:  # type: ignore[empty-body]
    """The plugin's rules."""


@hookspec
def bylint_languages() -> Iterable[str | os.PathLike[str]]:  # type: ignore[empty-body]
    """Paths of the plugin's language files."""


@hookspec
def bylint_presets() -> Iterable[str | os.PathLike[str]]:  # type: ignore[empty-body]
    """Paths of the plugin's presets; a preset is named after its file."""


@hookspec
def bylint_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Readers of further formats."""


@hookspec
def bylint_reporters() -> Iterable[Reporter]:  # type: ignore[empty-body]
    """Reporters of further output formats."""


@hookspec
def bylint_commands() -> Iterable[Command]:  # type: ignore[empty-body]
    """Further subcommands of `bylint`."""
