"""How well summaries are found: `python scripts/accuracy summary LABELS ROOT`.

LABELS is a file of JSON lines, one an article: `path` below ROOT, `lang`, `ambiguous`,
`has_summary` and `lines`, the first and last line of each summary. Prints precision and recall of
whether an article has a summary, by language, and of the places where summaries stand, then every
article that was judged wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from citations import toolbox

from bylint.article.structure import build
from bylint.records import NamedTuple
from bylint.text import Source
from bylint_rules.views.summary import summary

Lines = tuple[int, int]


class Judged(NamedTuple):
    """Where an article's summaries stand by its label, and where they were found."""

    path: str
    language: str
    wanted: Sequence[Lines]
    found: Sequence[Lines]


def main(arguments: list[str]) -> int:
    """Judge every labelled article and print the rates."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    judged = list(_judged(Path(arguments[0]), Path(arguments[1])))
    for language in ("", *sorted({one.language for one in judged})):
        some = [one for one in judged if language in ("", one.language)]
        wanted = {one.path for one in some if one.wanted}
        found = {one.path for one in some if one.found}
        _print(f"present {language or 'all'}", len(wanted), len(found), len(wanted & found))
    places = sum(len(one.wanted) for one in judged)
    hits = sum(_overlap(lines, one.found) for one in judged for lines in one.wanted)
    right = sum(_overlap(lines, one.wanted) for one in judged for lines in one.found)
    spots = sum(len(one.found) for one in judged)
    print(f"{'places':12} precision {right}/{spots}  recall {hits}/{places}")
    for one in judged:
        if bool(one.wanted) != bool(one.found):
            print(f"    {'missed' if one.wanted else 'wrong'} {one.path} {list(one.found)}")
    return 0


def _judged(labels: Path, root: Path) -> Iterator[Judged]:
    tools = toolbox()
    for line in labels.read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["ambiguous"]:
            continue
        source = Source.from_bytes(label["path"], (root / label["path"]).read_bytes())
        parsed = tools.reader(source.path).read(source)
        document = build(source, parsed, tools.languages)
        found = [
            (source.line_of(one.span.start), source.line_of(one.span.end))
            for one in summary(document)
        ]
        wanted = [(first, last) for first, last in label["lines"]]
        yield Judged(label["path"], label["lang"], wanted, found)


def _overlap(lines: Lines, others: Sequence[Lines]) -> bool:
    return any(lines[0] <= last and first <= lines[1] for first, last in others)


def _print(name: str, wanted: int, found: int, right: int) -> None:
    precision = right / found if found else 1.0
    recall = right / wanted if wanted else 1.0
    print(f"{name:12} precision {precision:.3f} ({right}/{found})", end="")
    print(f"  recall {recall:.3f} ({right}/{wanted})")
