"""`bylint languages`: which rules speak which languages."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from bylint.article.language import Language
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
    """Show a row for each rule and a column for each language."""
    parser = Parser(
        "languages",
        "Show which rules judge articles of which language. A rule without data for a language"
        " says nothing there; NEEDS is the part of the language's file that it lacks.",
    )
    add_workspace(parser)
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments, Options())
    linter = installed(options.config, local=not options.no_local_plugins)
    languages = sorted(linter.languages, key=lambda language: language.code)
    rules = sorted(linter.rules, key=lambda rule: (rule.category, rule.name))
    told = _json if options.output_format == "json" else _text
    return output.write(told(rules, languages), linter.code)


def _text(rules: Sequence[type[Rule]], languages: Sequence[Language]) -> str:
    rows = [("RULE", *(language.code for language in languages), "NEEDS")]
    for rule in rules:
        spoken = ("yes" if rule.speaks(language) else "-" for language in languages)
        rows.append((rule.name, *spoken, rule.needs))
    names = "".join(f"{language.code}  {language.name}\n" for language in languages)
    return f"{names}\n{table(rows)}"


def _json(rules: Sequence[type[Rule]], languages: Sequence[Language]) -> str:
    from json import dumps

    named = {language.code: language.name for language in languages}
    spoken = {
        rule.name: {
            "needs": rule.needs,
            "languages": [each.code for each in languages if rule.speaks(each)],
        }
        for rule in rules
    }
    return dumps({"languages": named, "rules": spoken}, indent=2) + "\n"
