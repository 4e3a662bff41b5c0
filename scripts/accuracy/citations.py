"""How well the rules find citation faults: `python scripts/accuracy citations LABELS ROOT`.

LABELS is a file of JSON lines, one an article: `path` below ROOT, `ambiguous`, `n_entries` and
`faults`, each with `type`, `n` and `line`. Prints precision and recall by kind and article, and for
undefined citations by line, then every article and line that was missed or wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bylint.article.language import Languages
from bylint.article.readers.html import HtmlReader
from bylint.article.readers.markdown import MarkdownReader, PlainReader
from bylint.checking.run import Active, Toolbox, check
from bylint.records import NamedTuple
from bylint.text import Source
from bylint.workspace.data import source_of
from bylint.workspace.parsing import yaml_of
from bylint_rules import plugin

KINDS = {
    "undefined": "undefined-citation",
    "duplicate": "duplicate-reference",
    "missing": "missing-references",
    "unused": "unused-reference",
    "out_of_order": "citation-order",
    "gap": "citation-gap",
}


class Judged(NamedTuple):
    """What an article has by its label, and what the rules found; lines by rule."""

    path: str
    expected: dict[str, set[int]]
    found: dict[str, set[int]]


def main(arguments: list[str]) -> int:
    """Judge every labelled article and print the rates."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    judged = list(_judged(Path(arguments[0]), Path(arguments[1])))
    print(f"{len(judged)} articles")
    for rule in KINDS.values():
        wanted = {item.path for item in judged if item.expected.get(rule)}
        found = {item.path for item in judged if item.found.get(rule)}
        _print(rule, wanted, found)
    rule = KINDS["undefined"]
    wanted_lines = {(i.path, line) for i in judged for line in i.expected.get(rule, ())}
    found_lines = {(i.path, line) for i in judged for line in i.found.get(rule, ())}
    _print("undefined-citation by line", wanted_lines, found_lines)
    return 0


@cache
def toolbox() -> Toolbox:
    """The built-in languages and readers."""
    data = [yaml_of(source_of(str(path))).value for path in plugin.bylint_languages()]
    return Toolbox(Languages.of(*data), (MarkdownReader(), PlainReader(), HtmlReader()))


def _judged(labels: Path, root: Path) -> Iterator[Judged]:
    tools = toolbox()
    rules = [rule for rule in plugin.bylint_rules() if isinstance(rule, type)]
    active = [Active(rule()) for rule in rules if rule.category == "citations"]
    for line in labels.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["ambiguous"]:
            continue
        source = Source.from_bytes(label["path"], (root / label["path"]).read_bytes())
        found: dict[str, set[int]] = {}
        for item in check(source, active, tools).diagnostics:
            found.setdefault(item.rule, set()).add(source.line_of(item.span.start))
        yield Judged(label["path"], _expected(label), found)


def _expected(label: dict[str, Any]) -> dict[str, set[int]]:
    """The lines of an article's faults by rule; markers without any list are one missing list."""
    expected: dict[str, set[int]] = {}
    unlisted = label["n_entries"] == 0 and "footnote" not in label["style"]
    for fault in label["faults"]:
        kind = fault["type"]
        if kind == "undefined" and unlisted:
            kind = "missing"
        expected.setdefault(KINDS[kind], set()).add(fault["line"])
    return expected


def _print(name: str, wanted: set[Any], found: set[Any]) -> None:
    right = len(wanted & found)
    precision = right / len(found) if found else 1.0
    recall = right / len(wanted) if wanted else 1.0
    print(f"{name:28} precision {precision:.3f} ({right}/{len(found)})", end="")
    print(f"  recall {recall:.3f} ({right}/{len(wanted)})")
    for item in sorted(wanted - found):
        print(f"    missed {item}")
    for item in sorted(found - wanted):
        print(f"    wrong  {item}")
