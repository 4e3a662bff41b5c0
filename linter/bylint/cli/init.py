"""`bylint init`: a config file to start from, made for what lies in the folder."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bylint.cli import output
from bylint.cli.arguments import Parser
from bylint.cli.installed import tell_faults
from bylint.reporting.terminal import visible
from bylint.workspace import config as configs
from bylint.workspace.faults import listed
from bylint.workspace.registry import Registry, registry

if TYPE_CHECKING:
    from bylint.workspace.survey import Survey

CONFIG = configs.NAMES[0]
SCHEMA = ".bylint.schema.json"
MOST = 5
"""How many folders are named."""

_HEAD = f"""\
# yaml-language-server: $schema=./{SCHEMA}
#
# Settings of bylint. `bylint config FILE` shows all that holds for an article and where it comes
# from, `bylint explain RULE` what a rule wants. Editors complete this file with the schema beside
# it; `bylint config --schema --output-file {SCHEMA}` writes that again after an update.
"""

_FILES = """\
# Never checked, not even where they are named, as pre-commit names what is committed:
# exclude: ["drafts/**"]

# Checked although bylint would take them for no articles:
# include: [README.md]

# Other rules for some files:
# overrides:
#   - files: "archive/**"
#     rules: {}
"""


class Options(Namespace):
    """The command's arguments."""

    folder: str
    preset: str
    force: bool


def run(arguments: Sequence[str]) -> int:
    """Write a config file and its schema; refuses where settings are there already."""
    parser = Parser(
        "init",
        f"Look at the articles in a folder and write {CONFIG} for them, with comments, and"
        f" {SCHEMA}, with which editors complete it.",
    )
    parser.add_argument("folder", metavar="FOLDER", nargs="?", default=".", help=". if not given")
    parser.add_argument(
        "--preset", metavar="NAME", default="default", help="what to start from (default: default)"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="write the files though they exist; what they hold is kept beside them",
    )
    options = parser.parse_args(arguments, Options())
    known = registry()
    tell_faults(known.faults)
    if options.preset not in known.presets:
        output.tell(
            f"there is no preset {options.preset}; there are {listed(sorted(known.presets))}"
        )
        return output.FAILED
    folder = os.path.abspath(options.folder)
    if not os.path.isdir(folder):
        output.tell(f"there is no folder {options.folder}")
        return output.FAILED
    there = "" if options.force else _settings_in(folder)
    if there:
        output.tell(f"{there} is there already; --force writes {CONFIG} all the same")
        return output.FAILED
    return max(_write(folder, options.preset, known), output.FAILED if known.faults else 0)


def _settings_in(folder: str) -> str:
    """What already holds settings in a folder, "" for nothing."""
    for name in (*configs.NAMES, SCHEMA):
        if os.path.lexists(os.path.join(folder, name)):
            return name
    path = configs.find(folder)
    return os.path.basename(path) if os.path.dirname(path) == folder else ""


def _write(folder: str, preset: str, known: Registry) -> int:
    from bylint.workspace.mending import put
    from bylint.workspace.schema import written
    from bylint.workspace.survey import survey

    found = survey(folder, preset)
    files = {
        SCHEMA: written(known.config_schema),
        CONFIG: "\n".join(_sections(found, preset, known.presets)),
    }
    kept = [each for name, text in files.items() if (each := _kept(folder, name, text))]
    for name, text in files.items():
        put(os.path.join(folder, name), text.encode())
    lines = (*_findings(found), *kept, f"wrote {CONFIG} and {SCHEMA}; now say: bylint check")
    return output.write("".join(f"{visible(line)}\n" for line in lines))


def _kept(folder: str, name: str, text: str) -> str:
    """Put what a file holds beside it, as it is to hold something else; says so, "" for nothing."""
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        return ""
    with open(path, "rb") as file:
        before = file.read()
    if before == text.encode():
        return ""
    copy, number = f"{name}.old", 1
    while os.path.lexists(os.path.join(folder, copy)):
        number += 1
        copy = f"{name}.old{number}"
    with open(os.path.join(folder, copy), "xb") as file:
        file.write(before)
    return f"kept what {name} held as {copy}"


# What stands in the file ---------------------------------------------------------------------


def _sections(found: Survey, preset: str, presets: Mapping[str, str]) -> Iterator[str]:
    yield _HEAD
    names = ", ".join(sorted(presets))
    yield f"# Presets: {names}; or the path of a config file, or a list.\nextends: {preset}\n"
    yield _language(found)
    yield _FILES
    yield _rules(found)


def _language(found: Survey) -> str:
    said = "# The language of articles that do not tell theirs."
    if len(found.languages) == 1:
        return f"{said}\nlanguage: {next(iter(found.languages))}\n"
    code = found.languages.most_common(1)[0][0] if found.languages else "en"
    return f"{said}\n# language: {code}\n"


def _rules(found: Survey) -> str:
    """What was found in the articles, as settings that change nothing until they are edited."""
    lines = [*_findings(found)]
    if found.findings:
        lines.append("Take the # away before `rules` and before a rule to change its severity.")
        lines.append("rules:")
    for rule, count in _ordered(found.findings):
        lines.append(f"  {rule}: {found.severities[rule].word}  # in {count} of {found.read}")
    return "".join(f"# {visible(line)}\n" for line in lines)


def _findings(found: Survey) -> Iterator[str]:
    """What lies in the folder, in sentences."""
    if not found.articles:
        yield "There are no articles here yet."
        return
    articles = "1 article" if found.articles == 1 else f"{found.articles} articles"
    yield f"{articles}: {_counted(found.suffixes)}."
    folders = Counter({name or ".": count for name, count in found.folders.items()})
    yield f"Folders: {_counted(folders)}."
    if found.read < found.articles:
        yield f"{found.read} of the articles were read for what follows."
    if found.languages:
        yield f"Languages: {_counted(found.languages)}."


def _counted(counts: Counter[str]) -> str:
    ordered = _ordered(counts)
    named = [f"{name} ({count})" for name, count in ordered[:MOST]]
    rest = len(ordered) - MOST
    return ", ".join([*named, f"{rest} more"] if rest > 0 else named)


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
