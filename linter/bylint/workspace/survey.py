"""What lies in a folder that bylint is about to be set up in: how many articles, of which kind."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

from bylint.article.structure import build
from bylint.diagnostics import Severity
from bylint.records import NamedTuple
from bylint.workspace.files import Finder
from bylint.workspace.linter import Linter

MOST = 200
"""How many articles are read. Where there are more, every so many-th is."""


class Survey(NamedTuple):
    """What was found. `articles` are all there are, the counts are of those that were read.

    `folders` has the folders in which articles lie, "" for the one that was looked at;
    `findings` in how many articles a rule found something, `severities` its worst there.
    """

    articles: int
    read: int
    suffixes: Counter[str]
    folders: Counter[str]
    languages: Counter[str]
    findings: Counter[str]
    severities: dict[str, Severity]


def survey(folder: str, preset: str) -> Survey:
    """Look at an absolute folder, and at what a preset says of the articles in it."""
    linter = Linter({"extends": preset}, folder, allow_local_plugins=False)
    finder = Finder(linter.root, linter.settings, linter.registry.suffixes)
    paths = finder.expand(["."]).files
    found = Survey(len(paths), 0, Counter(), Counter(), Counter(), Counter(), {})
    found.suffixes.update(os.path.splitext(path)[1].lower() for path in paths)
    found.folders.update(os.path.dirname(path) for path in paths)
    sample = _sample(paths)
    for path in sample:
        _look_at(path, linter, found)
    return found._replace(read=len(sample))


def _sample(paths: Sequence[str]) -> Sequence[str]:
    """Paths from all over a list: the same ones each time."""
    step = -(-len(paths) // MOST) or 1
    return paths[::step]


def _look_at(path: str, linter: Linter, found: Survey) -> None:
    checked = linter.check_file(path)
    if checked.failed:
        return
    parsed = linter.toolbox.reader(path).read(checked.source)
    document = build(checked.source, parsed, linter.languages)
    if document.language.code:
        found.languages[document.language.code] += 1
    said = [each for each in checked.diagnostics if each.category != "bylint"]
    found.findings.update({each.rule for each in said})
    for each in said:
        worst = found.severities.get(each.rule, each.severity)
        found.severities[each.rule] = max(worst, each.severity)
