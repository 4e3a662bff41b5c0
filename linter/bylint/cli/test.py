"""`bylint test`: the cases that rules carry."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import tell_faults, unknown
from bylint.reporting.terminal import visible
from bylint.workspace.cases import Selection
from bylint.workspace.faults import Complaints
from bylint.workspace.linter import Linter


class Options(Namespace):
    """The command's arguments."""

    names: list[str]
    language: str
    config: str | None
    no_local_plugins: bool


def run(arguments: Sequence[str]) -> int:
    """Run the cases of the rules that the arguments name; 1 where one does not hold."""
    parser = Parser(
        "test",
        "Run the good and bad cases that rules carry: what they mark is found, nothing else.",
    )
    parser.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help="a rule, a category, a plugin, or the path of a Python file or a folder with rules;"
        " all rules if none is given",
    )
    parser.add_argument(
        "--language", metavar="CODE", default="", help="only the cases in this language"
    )
    add_workspace(parser)
    options = parser.parse_args(arguments, Options())
    linter = Linter(options.config, allow_local_plugins=not options.no_local_plugins)
    complaints = Complaints()
    chosen = Selection(linter.settings(linter.root).registry, complaints)
    known = chosen.registry
    codes = [language.code for language in known.languages]
    if options.language and options.language not in codes:
        output.tell(f"there is no language {options.language}; there are {', '.join(codes)}")
        return output.FAILED
    missing = chosen.choose(options.names)
    if os.path.exists(missing):
        output.tell(f"there is no rule in {missing}")
        return output.FAILED
    if missing:
        return unknown("rule, category, plugin or path", missing, known.names)
    faults = (*linter.faults, *complaints.files())
    tell_faults(faults)
    return _tell(chosen, options.language, output.FAILED if faults else 0)


def _tell(chosen: Selection, language: str, code: int) -> int:
    count, failed = 0, 0
    rows = []
    for case in chosen.cases(language):
        count += 1
        problem = case.problem()
        if problem:
            failed += 1
            rows.append(f"{case}: {visible(problem)}\n")
    rules = "1 rule" if len(chosen.rules) == 1 else f"{len(chosen.rules)} rules"
    cases = "1 case" if count == 1 else f"{count} cases"
    rows.append(f"{cases} of {rules}, {failed} failed\n")
    return output.write("".join(rows), code or int(bool(failed)))
