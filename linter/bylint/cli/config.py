"""`bylint config`: the settings that hold for a file, and where each comes from."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import dumps
from typing import Any

from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import tell_faults
from bylint.patterns import lazy_pattern
from bylint.reporting.terminal import visible
from bylint.workspace.config import told
from bylint.workspace.files import absolute
from bylint.workspace.linter import Linter
from bylint.workspace.schema import written
from bylint.workspace.settings import Settings, Where
from bylint.workspace.values import Value, values

_WORD = lazy_pattern(r"[A-Za-z][\w-]*")


class Options(Namespace):
    """The command's arguments."""

    path: str | None
    schema: bool
    config: str | None
    no_local_plugins: bool
    output_format: str
    output_file: str | None


def run(arguments: Sequence[str]) -> int:
    """Show the settings that hold for a file, or the schema of config files."""
    parser = Parser(
        "config",
        "Show every setting that holds for an article, and where it comes from: the line of a"
        " config file or of a preset, or the rule's own default.",
    )
    parser.add_argument("path", metavar="FILE", nargs="?", help="an article")
    parser.add_argument(
        "--schema",
        action="store_true",
        help="print the JSON Schema of config files for all that is installed here instead",
    )
    add_workspace(parser)
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    parser.add_argument("--output-file", metavar="FILE", help="write to a file, as UTF-8")
    options = parser.parse_args(arguments, Options())
    if options.schema == bool(options.path):
        parser.error("name an article, or ask for --schema")
    linter = Linter(options.config, allow_local_plugins=not options.no_local_plugins)
    if options.path and not os.path.isfile(options.path):
        folder = os.path.isdir(options.path)
        why = f"{options.path} is a folder; name an article in it"
        output.tell(why if folder else f"there is no file {options.path}")
        return output.FAILED
    if options.path:
        text = _settings(options.path, linter, options)
    else:
        text = written(linter.settings(linter.root).registry.config_schema)
    tell_faults(linter.faults)
    code = output.FAILED if linter.faults else 0
    if options.output_file:
        return output.write_file(options.output_file, text, code)
    return output.write(text, code)


def _settings(path: str, linter: Linter, options: Options) -> str:
    full = absolute(path, linter.root)
    settings = linter.settings(os.path.dirname(full))
    presets = {told(place, linter.root): name for name, place in settings.registry.presets.items()}
    found = list(values(settings, full))
    shown = path.replace(os.sep, "/")
    excluded = settings.exclude.match(full)
    if options.output_format == "json":
        told_values = [_facts(value, presets) for value in found]
        facts = {"version": 1, "path": shown, "config": _name(settings), "excluded": excluded}
        return dumps(facts | {"values": told_values}, indent=1) + "\n"
    head = f"# {shown} goes by {_name(settings) or 'no config file'}."
    head += " `exclude` leaves it out." * excluded
    return "".join(f"{line}\n" for line in (visible(head), *_lines(found, presets)))


def _name(settings: Settings) -> str | None:
    nearest = settings.layers[-1].config
    return nearest.shown if nearest.path else None


def _facts(value: Value, presets: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": ".".join(value.path),
        "value": value.value,
        "from": _origin(value.where, presets),
    }


def _origin(where: Where | None, presets: Mapping[str, str]) -> dict[str, Any]:
    if where is None:
        return {"kind": "default"}
    place = {"path": where.shown, "line": where.line}
    if where.shown in presets:
        return {"kind": "preset", "preset": presets[where.shown], **place}
    return {"kind": "file", **place}


# As text: a config file that would say the same ----------------------------------------------


def _lines(found: Iterable[Value], presets: Mapping[str, str]) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for value in found:
        added = (("extends",), ("plugins",), ("rule_packs",))
        listed = value.path in added and value.where is not None
        *parents, name = (*value.path, "-") if listed else value.path
        for depth, parent in enumerate(parents):
            if above[: depth + 1] != tuple(parents[: depth + 1]):
                yield f"{'  ' * depth}{parent}:"
        above = tuple(parents)
        lead = f"{'  ' * len(parents)}{name}{'' if listed else ':'}"
        yield visible(f"{lead} {_yaml(value.value)}  # {_place(value.where, presets)}")


def _place(where: Where | None, presets: Mapping[str, str]) -> str:
    origin = _origin(where, presets)
    if origin["kind"] == "preset":
        return f"preset {origin['preset']}:{origin['line']}"
    return f"{origin['path']}:{origin['line']}" if where else "default"


def _yaml(value: Any) -> str:
    """A value as YAML has it: words as they are, all else as JSON, which YAML understands."""
    from bylint.workspace.parsing import resolved

    if isinstance(value, str) and _WORD.fullmatch(value) and resolved(value) == value:
        return value
    return dumps(value, ensure_ascii=False)
