"""What bylint asks of a plugin, answered from the folders beside this file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from bylint.checking.rule import Rule
from bylint.workspace.hookspecs import hookimpl

HERE = Path(__file__).parent
FAMILIES = ("disclosure", "citations", "summary", "analogy", "residue", "style")


@hookimpl
def bylint_rules() -> Iterable[type[Rule] | Path]:
    """Every rule in a family's folder, one file a rule, and every rule pack."""
    return [*_rules(), *sorted((HERE / "packs").glob("*.yaml"))]


@hookimpl
def bylint_languages() -> Iterable[Path]:
    """Every language file."""
    return sorted((HERE / "languages").glob("*.yaml"))


@hookimpl
def bylint_presets() -> Iterable[Path]:
    """Every preset."""
    return sorted((HERE / "presets").glob("*.yaml"))


def _rules() -> Iterator[type[Rule]]:
    for family in FAMILIES:
        for file in sorted((HERE / family).glob("[!_]*.py")):
            module = import_module(f"{__package__}.{family}.{file.stem}")
            for value in vars(module).values():
                if (
                    isinstance(value, type)
                    and issubclass(value, Rule)
                    and value.__module__ == module.__name__
                ):
                    yield value
