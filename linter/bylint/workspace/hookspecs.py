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
def bylint_rules() -> Iterable[type[Rule] | str | os.PathLike[str]]:  # type: ignore[empty-body]
    """Rules, as classes, or as paths of rule packs. Each is on, unless its severity is None or its
    status preview.

    Its name must be lower-case words joined by `-`, and neither a rule nor a category yet.
    """


@hookspec
def bylint_languages() -> Iterable[str | os.PathLike[str]]:  # type: ignore[empty-body]
    """Paths of language files, in YAML. Files with one code make one language.

    Lists are joined; of all else the files must not say different things.
    """


@hookspec
def bylint_presets() -> Iterable[str | os.PathLike[str]]:  # type: ignore[empty-body]
    """Paths of presets: config files, in YAML, for others to extend by the name of the file.

    `acme.yaml` is what `extends: acme` means.
    """


@hookspec
def bylint_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Readers of further formats. Files with their suffixes are articles, in folders as well.

    A suffix belongs to one reader. Of a reader whose suffix is taken nothing is used.
    """


@hookspec
def bylint_reporters() -> Iterable[Reporter]:  # type: ignore[empty-body]
    """Further output formats: `bylint check --output-format NAME`."""


@hookspec
def bylint_commands() -> Iterable[Command]:  # type: ignore[empty-body]
    """Further commands: `bylint NAME`. `bylint help` lists them with their summary."""
