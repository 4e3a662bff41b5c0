"""`bylint new`: a rule of one's own to start from."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from json import dumps

from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import tell_faults
from bylint.reporting.terminal import visible
from bylint.workspace import config as configs
from bylint.workspace.linter import Linter
from bylint.workspace.registry import RULE_NAME, Registry

FOLDER = "house_rules"
_TEMPLATE = '''\
"""A rule of our own. `bylint test {name}` runs its cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint import Document, Finding, Rule, hookimpl

FOUND = re.compile(r"(?<![A-Za-z])(?:TODO|FIXME)(?![A-Za-z])|要確認")


class {title}Rule(Rule, name="{name}", category="{category}", severity="warning"):
    """A note to oneself is left in the article.

    ## What it finds

    The words TODO, FIXME and 要確認 in what a reader sees.

    ## Why

    Readers take it for part of the article.

    ## What to write instead

    What the note asks for; or nothing.

    ## Options

    - `allowed`: how many are let through (0 by default).
    """

    allowed: int = 0

    messages = {{"found": "“{{word}}” is left in the article."}}
    hints = {{"found": "Do what it asks for, or take it out."}}
    good = {{
        "en": ["Nothing is left to do. The word todo is fine in small letters."],
        "ja": ["すべて確認しました。"],
    }}
    bad = {{
        "en": ["The price is 300 yen. ⟦TODO⟧: ask again."],
        "ja": ["価格は300円です（⟦要確認⟧）。", "⟦TODO⟧は価格の確認です。"],
    }}

    def check(self, document: Document) -> Iterator[Finding]:
        hits = [hit for block in document.visible() for hit in block.prose.find(FOUND)]
        for hit in hits[self.allowed :]:
            yield self.finding(hit.span, "found", word=hit.text)


@hookimpl
def bylint_rules() -> list[type[Rule]]:
    """The rules in this file."""
    return [{title}Rule]
'''


class Options(Namespace):
    """The command's arguments."""

    name: str
    category: str
    folder: str
    config: str | None
    no_local_plugins: bool


def run(arguments: Sequence[str]) -> int:
    """Write a rule's file and say what to add to the config; overwrites nothing."""
    parser = Parser(
        "new",
        "Write a file with a rule that works and has cases, to make a rule of your own from it.",
    )
    parser.add_argument("name", metavar="RULE", help="its name: lower-case words joined by -")
    parser.add_argument("--category", metavar="NAME", default="house", help="(default: house)")
    parser.add_argument(
        "--folder", metavar="FOLDER", default=FOLDER, help=f"where to (default: {FOLDER})"
    )
    add_workspace(parser)
    options = parser.parse_args(arguments, Options())
    linter = Linter(options.config, allow_local_plugins=not options.no_local_plugins)
    known = linter.settings(linter.root).registry
    tell_faults(linter.faults)
    why = _refused(options.name, options.category, known)
    if why:
        output.tell(why)
        return output.FAILED
    path = os.path.join(options.folder, f"{options.name.replace('-', '_')}.py")
    title = "".join(map(str.capitalize, options.name.split("-")))
    text = _TEMPLATE.format(name=options.name, category=options.category, title=title)
    os.makedirs(options.folder, exist_ok=True)
    try:
        with open(path, "xb") as file:
            file.write(text.encode())
    except FileExistsError:
        output.tell(f"{path} is there already; choose another name or --folder")
        return output.FAILED
    code = output.FAILED if linter.faults else 0
    return output.write(_what_next(path, options, linter), code)


def _refused(name: str, category: str, known: Registry) -> str:
    """Why a rule cannot have these names, "" where it can."""
    for word in (name, category):
        if not RULE_NAME.fullmatch(word):
            return f"{word} is no name: take lower-case words joined by -, such as no-notes"
    if name in known.names:
        return f"there is a rule or category {name} already"
    if name == category:
        return f"a rule and its category cannot both be named {name}"
    if category in known.names - known.categories:
        return f"{category} is the name of a rule and cannot be that of a category"
    return ""


def _what_next(path: str, options: Options, linter: Linter) -> str:
    """What was written, and the line of the config that makes it count."""
    config = options.config or configs.find(linter.root)
    config = os.path.join(linter.root, config or configs.NAMES[0])
    told = os.path.relpath(os.path.abspath(path), os.path.dirname(config)).replace(os.sep, "/")
    entry = f"./{told}" if not told.startswith("../") else told
    shown = os.path.relpath(config, linter.root).replace(os.sep, "/")
    sign = " =" if config.endswith(".toml") else ":"
    lines = (
        f"wrote {path.replace(os.sep, '/')}",
        f"add to {shown}, or to the list that stands there:",
        "",
        f"  plugins{sign} [{dumps(entry, ensure_ascii=False)}]",
        "",
        f"then run its cases: bylint test {options.name}",
    )
    return "".join(f"{visible(line)}\n" for line in lines)
