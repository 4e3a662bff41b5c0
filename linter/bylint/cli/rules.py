"""`bylint rules`: the rules there are."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from bylint.checking.docs import fixable, severity, spoken, summary
from bylint.checking.rule import Rule
from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import installed, table


class Options(Namespace):
    """The command's arguments."""

    config: str | None
    no_local_plugins: bool
    output_format: str


def run(arguments: Sequence[str]) -> int:
    """List the rules, those of plugins included."""
    parser = Parser("rules", "List the rules. `bylint explain RULE` shows the page of one.")
    add_workspace(parser)
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments, Options())
    linter = installed(options.config, local=not options.no_local_plugins)
    rules = sorted(linter.rules, key=lambda rule: (rule.category, rule.name))
    rows = [(rule, spoken(rule, linter.languages)) for rule in rules]
    if options.output_format == "json":
        from json import dumps

        text = dumps([_facts(rule, languages) for rule, languages in rows], indent=2) + "\n"
        return output.write(text, linter.code)
    head = ("RULE", "CATEGORY", "SEVERITY", "FIX", "STATUS", "LANGUAGES")
    return output.write(table([head, *(_row(*row) for row in rows)]), linter.code)


def _row(rule: type[Rule], languages: list[str]) -> tuple[str, ...]:
    fix = "yes" if fixable(rule) else "-"
    spoken_in = " ".join(languages) or "-"
    return rule.name, rule.category, severity(rule), fix, rule.status, spoken_in


def _facts(rule: type[Rule], languages: list[str]) -> dict[str, object]:
    return {
        "name": rule.name,
        "category": rule.category,
        "summary": summary(rule),
        "severity": severity(rule),
        "status": rule.status,
        "since": rule.since,
        "fixable": fixable(rule),
        "languages": languages,
    }
