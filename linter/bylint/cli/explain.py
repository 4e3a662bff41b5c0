"""`bylint explain`: the page of a rule."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import installed, unknown
from bylint.reporting.terminal import visible

# What bylint says in its own name: severity, exit code, what it means.
OWN = {
    "config": (
        "error",
        "2",
        """\
A config file, or a name given on the command line, cannot be used as it is. The message stands at
the line to mend, with the nearest valid spelling.""",
    ),
    "plugin": (
        "error",
        "2",
        """\
A plugin, a rule of a plugin or a language file cannot be used. It is named with its distribution,
and the run goes on without it.""",
    ),
    "unreadable-article": (
        "error",
        "2",
        "A path does not exist, holds no article, or holds one that cannot be read as UTF-8 text.",
    ),
    "unwritable-article": (
        "error",
        "2",
        "An article was mended but could not be written, or changed meanwhile. It is as it was.",
    ),
    "rule-crash": (
        "error",
        "2",
        "A rule failed in an article: a fault of the rule, not of the article. The others go on.",
    ),
    "invalid-front-matter": (
        "error",
        "by --fail-on",
        """\
The metadata at the top of an article is neither YAML nor TOML. The rest of the article is checked
all the same.""",
    ),
    "unused-suppression": (
        "warning",
        "by --fail-on",
        "A bylint- comment silences nothing, or names a rule or a directive that does not exist.",
    ),
}


class Options(Namespace):
    """The command's arguments."""

    rule: str
    config: str | None
    no_local_plugins: bool
    color: str


def run(arguments: Sequence[str]) -> int:
    """Show the page of the rule that the arguments name."""
    parser = Parser(
        "explain", "Show the page of a rule: what it finds, why, what to write instead."
    )
    parser.add_argument("rule", metavar="RULE", help="the name of a rule")
    add_workspace(parser)
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    options = parser.parse_args(arguments, Options())
    if options.rule in OWN:
        return _show(_own_page(options.rule), options)
    linter = installed(options.config, local=not options.no_local_plugins)
    rules = {rule.name: rule for rule in linter.rules}
    if options.rule not in rules:
        return unknown("rule", options.rule, [*rules, *OWN])
    from bylint.checking.docs import page

    return _show(page(rules[options.rule], linter.languages), options) or linter.code


def _own_page(name: str) -> str:
    severity, code, meaning = OWN[name]
    facts = f"- Category: bylint\n- Severity: {severity}\n- Exit code: {code}"
    return f"# {name}\n\n{meaning}\n\n{facts}\n"


def _show(page: str, options: Options) -> int:
    lines = [visible(line.replace("\t", "    ")) for line in page.split("\n")]
    text = "\n".join(lines)
    color = output.wants_color() if options.color == "auto" else options.color == "always"
    return output.write(_rendered(text) if color else text)


def _rendered(text: str) -> str:
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(force_terminal=True, width=min(output.width(), output.WIDTH))
    with console.capture() as capture:
        console.print(Markdown(text))
    return capture.get()
