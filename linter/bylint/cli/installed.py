"""What the commands about rules share: the linter, tables, and names that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bylint.article.language import Languages
from bylint.checking.rule import Rule
from bylint.checking.run import Toolbox
from bylint.cli import output
from bylint.diagnostics import Checked
from bylint.records import NamedTuple
from bylint.text import width
from bylint.workspace.linter import Linter


class Installed(NamedTuple):
    """The rules and languages there are. `code` is 2 where a plugin or the config is broken."""

    rules: tuple[type[Rule], ...]
    languages: Languages
    toolbox: Toolbox
    code: int


def installed(config: str | None, *, local: bool) -> Installed:
    """What is installed, with what the config of this folder adds; what is broken is told."""
    linter = Linter(config, allow_local_plugins=local)
    rules, languages, toolbox = linter.rules, linter.languages, linter.toolbox
    faults = linter.faults
    tell_faults(faults)
    return Installed(rules, languages, toolbox, output.FAILED if faults else 0)


def tell_faults(files: Iterable[Checked]) -> None:
    """Say on standard error what bylint itself has to complain about."""
    for file in files:
        for item in file.diagnostics:
            if item.category == "bylint":
                line = file.source.line_of(item.span.start)
                output.tell(f"{file.source.path}:{line}: {item.message} {item.hint}".rstrip())


def unknown(kind: str, name: str, known: Iterable[str]) -> int:
    """Say that there is no rule of a name, and which one is nearest; returns the exit code."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else "`bylint rules` lists them"
    output.tell(f"there is no {kind} {name}; {hint}")
    return output.FAILED


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)
