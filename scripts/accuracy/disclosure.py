"""How well disclosures are found: `python scripts/accuracy disclosure FILE [--articles LABELS ROOT]`.

FILE is a file of JSON lines, one a sentence: `text`, `lang`, `label` (disclosure or not_disclosure),
`kind` and `place` (top, middle, bottom or unknown). Each is judged as a paragraph of an article, in
the place it was seen in; one of unknown place stands at the bottom. LABELS is a file of JSON lines,
one an article: `path` below ROOT, `lang`, `ambiguous`, `has_disclosure`. Prints precision, recall
and F1 by language and kind, then everything that was judged wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from citations import toolbox

from bylint.article.document import Document
from bylint.article.structure import build
from bylint.records import NamedTuple
from bylint.text import Source
from bylint_rules.views.disclosures import disclosures

FILLER = {
    "ja": (
        "町の図書館が、4月から夜9時まで開くことになりました。",
        "## 延長の理由\n\n仕事帰りに立ち寄りたいという声が、昨年だけで120件ありました。",
        "## 人の手当て\n\n夜の当番は2人で、週に3日ずつ受け持ちます。",
        "## まとめ\n\n図書館は夜も開き、当番は2人で回します。",
    ),
    "en": (
        "The town library will stay open until nine in the evening from April.",
        "## Why longer hours\n\nMore than a hundred readers asked for them last year.",
        "## Who will be there\n\nTwo librarians share the evenings, three days each.",
        "## Summary\n\nThe library opens in the evening, and two people run it.",
    ),
}


class Judged(NamedTuple):
    """One sentence or article: what it is by its label and what was found."""

    language: str
    kind: str
    wanted: bool
    found: bool
    text: str


def main(arguments: list[str]) -> int:
    """Judge every labelled sentence, and article if given, and print the rates."""
    if len(arguments) not in (1, 4) or arguments[1:2] not in ([], ["--articles"]):
        print(__doc__, file=sys.stderr)
        return 2
    _report("sentences", list(_sentences(_rows(arguments[0]))))
    if len(arguments) == 4:
        _report("articles", list(_articles(_rows(arguments[2]), Path(arguments[3]))))
    return 0


def _rows(path: str) -> Iterator[dict[str, Any]]:
    for line in Path(path).read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _sentences(rows: Iterable[dict[str, Any]]) -> Iterator[Judged]:
    for row in rows:
        if row["lang"] in FILLER:
            text = article(row["text"], row["lang"], row.get("place", "unknown"))
            found = bool(disclosures(_document("article.md", text, row["lang"])))
            wanted = row["label"] == "disclosure"
            yield Judged(row["lang"], row.get("kind", ""), wanted, found, row["text"])


def _articles(rows: Iterable[dict[str, Any]], root: Path) -> Iterator[Judged]:
    for row in rows:
        if not row.get("ambiguous"):
            path = root / row["path"]
            document = _document(str(path), path.read_bytes().decode("utf-8"), "")
            found = any(one.scope != "images" for one in disclosures(document))
            yield Judged(
                row["lang"], row.get("form", ""), row["has_disclosure"], found, row["path"]
            )


def article(sentence: str, language: str, place: str) -> str:
    """An article with a sentence as a paragraph of its own at the top, bottom or in the middle."""
    paragraphs = list(FILLER[language])
    paragraphs.insert({"top": 0, "middle": 2}.get(place, len(paragraphs)), sentence)
    return "\n\n".join(paragraphs) + "\n"


def _document(path: str, text: str, language: str) -> Document:
    source = Source(path, text)
    tools = toolbox()
    return build(source, tools.reader(path).read(source), tools.languages, language)


def _report(what: str, judged: list[Judged]) -> None:
    print(f"{len(judged)} {what}")
    for language in sorted({one.language for one in judged}):
        some = [one for one in judged if one.language == language]
        _rates(f"  {language}", some)
        for kind in sorted({one.kind for one in some}):
            _counts(f"    {kind}", [one for one in some if one.kind == kind])
    for one in judged:
        if one.wanted != one.found:
            print(f"  {'missed' if one.wanted else 'wrong'} [{one.language}] {one.text}")


def _rates(name: str, some: list[Judged]) -> None:
    both = sum(one.wanted and one.found for one in some)
    found = sum(one.found for one in some)
    wanted = sum(one.wanted for one in some)
    precision = both / found if found else 1.0
    recall = both / wanted if wanted else 1.0
    score = 2 * precision * recall / (precision + recall) if both else 0.0
    print(
        f"{name:24} precision {precision:.3f} ({both}/{found})"
        f"  recall {recall:.3f} ({both}/{wanted})  F1 {score:.3f}"
    )


def _counts(name: str, some: list[Judged]) -> None:
    right = sum(one.wanted == one.found for one in some)
    print(f"{name:24} {right} of {len(some)} right")
