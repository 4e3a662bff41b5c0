"""How well analogies are found: `python scripts/accuracy analogy LABELS ROOT`.

LABELS is a file of JSON lines, one a passage: `id`, `path` below ROOT, `lang`, `label` (analogy or
not_analogy), `start_line`, `end_line` and `n_sentences`. An analogy counts as found, and a
look-alike as wrong, where a found passage shares a line with it. Prints precision, recall and how
many spans are right within one sentence, by language, then every passage that was judged wrong.

`python scripts/accuracy analogy FOLDER` prints every passage found below a folder instead, for
reading: how many are no analogies is the precision on text that nobody labelled.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from citations import toolbox

from bylint.article.document import Document
from bylint.article.structure import build
from bylint.records import NamedTuple
from bylint.text import Source
from bylint_rules.views.analogies import Passage, analogies

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".asc", ".rst")


TOOLS = toolbox()


class Judged(NamedTuple):
    """A labelled passage and the sentences found in its place; 0 where nothing was."""

    name: str
    language: str
    is_analogy: bool
    wanted: int
    found: int


def main(arguments: list[str]) -> int:
    """Judge every labelled passage and print the rates, or print what is found in a folder."""
    if len(arguments) == 1:
        for path in sorted(Path(arguments[0]).rglob("*")):
            if path.suffix.lower() in SUFFIXES and path.is_file():
                show(document(path))
        return 0
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    judged = list(_judged(Path(arguments[0]), Path(arguments[1])))
    for language in ("", *sorted({one.language for one in judged})):
        _print(language or "all", [one for one in judged if language in ("", one.language)])
    for one in judged:
        if one.is_analogy and not one.found:
            print(f"    missed {one.name}")
        elif one.found and not one.is_analogy:
            print(f"    wrong  {one.name}")
        elif one.found and abs(one.found - one.wanted) > 1:
            print(f"    span   {one.name}: {one.found} sentences instead of {one.wanted}")
    return 0


def document(path: Path) -> Document:
    """The document of a file."""
    source = Source.from_bytes(str(path), path.read_bytes())
    return build(source, TOOLS.reader(source.path).read(source), TOOLS.languages)


def show(article: Document) -> None:
    """The passages of an article, one a line."""
    for passage in analogies(article):
        line = article.source.line_of(passage.span.start)
        text = " ".join(article.source.slice(passage.span).split())
        print(f"{article.source.path}:{line}: {passage.language.code} {passage.cue} | {text[:300]}")


def _judged(labels: Path, root: Path) -> Iterator[Judged]:
    articles: dict[str, Document] = {}
    for line in labels.read_text("utf-8").splitlines():
        label = json.loads(line)
        path = label["path"]
        if path not in articles:
            articles[path] = document(root / path)
        article = articles[path]
        found = (
            len(passage.sentences)
            for passage in analogies(article)
            if _overlaps(article, passage, label["start_line"], label["end_line"])
        )
        yield Judged(
            label["id"],
            label["lang"],
            label["label"] == "analogy",
            label["n_sentences"],
            next(found, 0),
        )


def _overlaps(article: Document, passage: Passage, first: int, last: int) -> bool:
    begin = article.source.line_of(passage.span.start)
    return begin <= last and first <= article.source.line_of(passage.span.end - 1)


def _print(name: str, judged: list[Judged]) -> None:
    wanted = [one for one in judged if one.is_analogy]
    right = [one for one in wanted if one.found]
    found = [one for one in judged if one.found]
    spans = [one for one in right if abs(one.found - one.wanted) <= 1]
    print(f"{name:4}", end="")
    for word, part, whole in (
        ("precision", right, found),
        ("recall", right, wanted),
        ("span", spans, right),
    ):
        rate = len(part) / len(whole) if whole else 1.0
        print(f"  {word} {rate:.3f} ({len(part)}/{len(whole)})", end="")
    print()
