"""What rules make of a line of a file, under the settings that hold for it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from bylint.checking.run import Toolbox
from bylint.checking.why import Line, look
from bylint.records import NamedTuple
from bylint.text import Source
from bylint.workspace import files
from bylint.workspace.git import History
from bylint.workspace.linter import Linter
from bylint.workspace.settings import Where


class Looked(NamedTuple):
    """A line, and the rules that do not run on the file, each with where the settings say so."""

    line: Line
    off: Mapping[str, Where | None]
    excluded: bool


def looked(linter: Linter, path: str, number: int) -> Looked:
    """What rules make of a line, `number` from 1.

    Raises `ReadError` or `UnreadableText` for a file that cannot be read, `IndexError` for a line
    that is not there.
    """
    full = files.absolute(path, linter.root)
    settings = linter.settings(os.path.dirname(full))
    source = Source.from_bytes(path.replace(os.sep, "/"), files.read(full))
    active = settings.resolve(full, linter.choice)
    known = settings.registry
    toolbox = Toolbox(known.languages, known.readers, known.names, known.reserving)
    history = History().of(full) if any(item.rule.wants_history for item in active) else ()
    line = look(source, number, active, toolbox, settings.language, history)
    running = {item.rule.name for item in active}
    states = settings.states(full)
    off = {name: states[name].where.get("severity") for name in known.rules if name not in running}
    return Looked(line, off, settings.exclude.match(full))
