"""`bylint import`: rules of other linters as a rule pack."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from bylint.cli import output
from bylint.cli.arguments import Parser
from bylint.workspace.registry import registry


class Options(Namespace):
    """The command's arguments."""

    linter: str
    folder: str
    output: str | None
    language: str


def run(arguments: Sequence[str]) -> int:
    """Write the pack and tell what is not in it; 1 where that is something."""
    parser = Parser(
        "import",
        "Write a rule pack that says what a style of Vale says, and tell what it cannot say.",
    )
    parser.add_argument("linter", choices=("vale",), help="the linter whose rules they are")
    parser.add_argument("folder", metavar="STYLE_DIR", help="the folder of a style")
    parser.add_argument(
        "--output", metavar="FILE", help="write the pack to a file that does not exist yet"
    )
    parser.add_argument(
        "--language", metavar="CODE", default="", help="the language of the style (default: any)"
    )
    options = parser.parse_args(arguments, Options())
    codes = [language.code for language in registry().languages]
    if options.language and options.language not in codes:
        parser.error(f"there is no language {options.language}; there are {', '.join(codes)}")
    if options.output and os.path.lexists(options.output):
        output.tell(f"{options.output} is there already; choose another name")
        return output.FAILED
    from bylint.workspace.vale import imported

    found = imported(options.folder, codes, options.language)
    for each in found.left_out:
        output.tell(f"{each.path.replace(os.sep, '/')}:{each.line}: {each.reason}")
    output.tell(f"{'1 rule' if found.rules == 1 else f'{found.rules} rules'} carried over")
    code = 1 if found.left_out else 0
    if not found.rules:
        return output.FAILED
    if options.output:
        return output.write_file(options.output, found.text, code)
    return output.write(found.text, code)
