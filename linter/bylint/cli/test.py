"""`bylint test`: the cases that rules carry."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import installed, unknown
from bylint.reporting.terminal import visible


class Options(Namespace):
    """The command's arguments."""

    names: list[str]
    config: str | None
    no_local_plugins: bool


def run(arguments: Sequence[str]) -> int:
    """Run the cases of the rules that the arguments name; 1 where one does not hold."""
    parser = Parser(
        "test",
        "Run the good and bad cases that rules carry: what they mark is found, nothing else.",
    )
    parser.add_argument(
        "names", metavar="NAME", nargs="*", help="a rule or a category; all rules if none is given"
    )
    add_workspace(parser)
    options = parser.parse_args(arguments, Options())
    linter = installed(options.config, local=not options.no_local_plugins)
    known = {name for rule in linter.rules for name in (rule.name, rule.category)}
    for name in options.names:
        if name not in known:
            return unknown("rule or category", name, known)
    from bylint.checking.testing import run_cases

    wanted = set(options.names) or known
    chosen = [rule for rule in linter.rules if wanted & {rule.name, rule.category}]
    outcomes = [outcome for rule in chosen for outcome in run_cases(rule, linter.toolbox)]
    failed = [outcome for outcome in outcomes if outcome.problem]
    rows = [
        f"{one.rule}: {one.kind} case {one.number} ({one.language}): {visible(one.problem)}\n"
        for one in failed
    ]
    rules = "1 rule" if len(chosen) == 1 else f"{len(chosen)} rules"
    cases = "1 case" if len(outcomes) == 1 else f"{len(outcomes)} cases"
    rows.append(f"{cases} of {rules}, {len(failed)} failed\n")
    return output.write("".join(rows), linter.code or int(bool(failed)))
