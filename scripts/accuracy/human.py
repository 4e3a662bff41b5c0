"""Findings an article on prose that nobody should complain about, by language and rule.

usage: human [--config FILE] [--show RULE] FOLDER …

Point it at prose that people wrote: whatever it prints is a cost to the writers of such prose.
--show prints where a rule fired.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import bylint
from bylint.article.structure import build
from bylint.diagnostics import Checked

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm")


def main(arguments: Sequence[str]) -> int:
    """Count and print."""
    parser = argparse.ArgumentParser("accuracy human", description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--config")
    parser.add_argument("--show", default="")
    options = parser.parse_args(arguments)
    linter = bylint.Linter(config=options.config)
    articles: Counter[str] = Counter()
    found: dict[str, Counter[tuple[str, str]]] = {}
    for path in sorted(file for folder in options.folders for file in folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            checked = linter.check_file(str(path))
            language = language_of(linter, checked)
            articles[language] += 1
            counts = found.setdefault(language, Counter())
            counts.update((item.rule, item.severity.word) for item in checked.diagnostics)
            show(checked, options.show)
    for language, total in articles.most_common():
        table(language, total, found[language])
    return 0


def language_of(linter: bylint.Linter, checked: Checked) -> str:
    """The code of the language in which an article was judged, "-" for none."""
    tools = linter.toolbox
    parsed = tools.reader(checked.source.path).read(checked.source)
    return build(checked.source, parsed, tools.languages).language.code or "-"


def show(checked: Checked, rule: str) -> None:
    """Where a rule fired and on what."""
    for item in checked.diagnostics:
        if item.rule == rule:
            line = checked.source.position(item.span.start).line
            text = " ".join(checked.source.slice(item.span).split())
            print(f"{checked.source.path}:{line}: {item.message} | {text[:120]}")


def table(language: str, total: int, counts: Counter[tuple[str, str]]) -> None:
    """One language's rates."""
    print(f"\n{language}: {total} articles")
    for (rule, severity), count in sorted(counts.items(), key=lambda item: -item[1]):
        print(f"  {rule:<26}{severity:<9}{count:>6}{count / total:>8.3f} an article")
    for severity in ("error", "warning", "info"):
        count = sum(number for (_, level), number in counts.items() if level == severity)
        print(f"  {'all':<26}{severity:<9}{count:>6}{count / total:>8.3f} an article")
