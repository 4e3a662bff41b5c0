"""`bylint languages`: which rules speak which languages."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import installed, table


class Options(Namespace):
    """The command's arguments."""

    config: str | None
    no_local_plugins: bool


def run(arguments: Sequence[str]) -> int:
    """Show a row for each rule and a column for each language."""
    parser = Parser(
        "languages",
        "Show which rules judge articles of which language. A rule without data for a language"
        " says nothing there.",
    )
    add_workspace(parser)
    options = parser.parse_args(arguments, Options())
    linter = installed(options.config, local=not options.no_local_plugins)
    languages = sorted(linter.languages, key=lambda language: language.code)
    rules = sorted(linter.rules, key=lambda rule: (rule.category, rule.name))
    rows = [("RULE", *(language.code for language in languages))]
    for rule in rules:
        spoken = ("yes" if rule.speaks(language) else "-" for language in languages)
        rows.append((rule.name, *spoken))
    names = "".join(f"{language.code}  {language.name}\n" for language in languages)
    return output.write(f"{names}\n{table(rows)}", linter.code)
