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
    "zh": (
        "从四月起，镇上的图书馆开放到晚上九点。",
        "## 延长的原因\n\n去年有一百多位读者希望下班后还能来看书。",
        "## 人手安排\n\n晚班由两位馆员轮流值守，每人每周三天。",
        "## 总结\n\n图书馆晚上也开门，由两个人照看。",
    ),
    "ko": (
        "마을 도서관이 4월부터 밤 9시까지 문을 엽니다.",
        "## 시간을 늘린 까닭\n\n퇴근길에 들르고 싶다는 의견이 지난해에만 백 건이 넘었습니다.",
        "## 일손\n\n저녁 당번은 두 사람이 일주일에 사흘씩 맡습니다.",
        "## 정리\n\n도서관은 저녁에도 열리고 두 사람이 돌봅니다.",
    ),
    "ru": (
        "С апреля городская библиотека работает до девяти вечера.",
        "## Почему дольше\n\nВ прошлом году об этом просили больше ста читателей.",
        "## Кто дежурит\n\nВечера делят двое, по три дня в неделю каждый.",
        "## Итоги\n\nБиблиотека открыта и вечером, справляются вдвоём.",
    ),
    "id": (
        "Mulai April perpustakaan kota buka sampai pukul sembilan malam.",
        "## Mengapa diperpanjang\n\nTahun lalu lebih dari seratus pembaca memintanya.",
        "## Siapa yang berjaga\n\nDua pustakawan bergiliran, masing-masing tiga hari seminggu.",
        "## Kesimpulan\n\nPerpustakaan kini buka pada malam hari dan dijaga dua orang.",
    ),
    "de": (
        "Die Stadtbücherei bleibt ab April bis neun Uhr abends geöffnet.",
        "## Warum länger\n\nIm vergangenen Jahr hatten mehr als hundert Menschen darum gebeten.",
        "## Wer dann da ist\n\nZwei Frauen teilen sich die Abende, jede drei Tage in der Woche.",
        "## Fazit\n\nDie Bücherei öffnet am Abend, und zwei Menschen halten sie offen.",
    ),
    "fr": (
        "La bibliothèque de la ville restera ouverte jusqu'à neuf heures du soir à partir d'avril.",
        "## Pourquoi plus tard\n\nPlus de cent lecteurs l'ont demandé au cours de la dernière année.",
        "## Qui sera là\n\nDeux personnes se partagent les soirées, trois jours chacune.",
        "## En résumé\n\nLa bibliothèque ouvre le soir, et deux personnes la font vivre.",
    ),
    "es": (
        "La biblioteca de la ciudad abrirá hasta las nueve de la noche a partir de abril.",
        "## Por qué más tarde\n\nMás de cien lectores lo pidieron a lo largo del último año.",
        "## Quién estará\n\nDos personas se reparten las noches, tres días cada una.",
        "## Resumen\n\nLa biblioteca abre de noche, y dos personas la mantienen en marcha.",
    ),
    "it": (
        "La biblioteca della città resterà aperta fino alle nove di sera a partire da aprile.",
        "## Perché più tardi\n\nPiù di cento lettori lo hanno chiesto nel corso dell'ultimo anno.",
        "## Chi ci sarà\n\nDue persone si dividono le sere, tre giorni ciascuna.",
        "## In sintesi\n\nLa biblioteca apre di sera, e due persone la mandano avanti.",
    ),
    "pt": (
        "A biblioteca da cidade vai ficar aberta até às nove da noite a partir de abril.",
        "## Por que mais tarde\n\nMais de cem leitores pediram isso ao longo do último ano.",
        "## Quem estará lá\n\nDuas pessoas dividem as noites, três dias cada uma.",
        "## Resumo\n\nA biblioteca abre à noite, e duas pessoas cuidam dela.",
    ),
    "nl": (
        "De bibliotheek van de stad blijft vanaf april open tot negen uur in de avond.",
        "## Waarom langer\n\nMeer dan honderd lezers hebben er het afgelopen jaar om gevraagd.",
        "## Wie er dan is\n\nTwee mensen verdelen de avonden, ieder drie dagen in de week.",
        "## Samenvatting\n\nDe bibliotheek gaat in de avond open, en twee mensen houden haar draaiend.",
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
    _report("sentences", judged(arguments[0]))
    if len(arguments) == 4:
        _report("articles", list(_articles(_rows(arguments[2]), Path(arguments[3]))))
    return 0


def judged(path: str) -> list[Judged]:
    """Every sentence of a file whose language can be judged."""
    return list(_sentences(_rows(path)))


def rates(some: Iterable[Judged]) -> tuple[float, float]:
    """Precision and recall, each 1 where nothing counts against it."""
    some = list(some)
    both = sum(one.wanted and one.found for one in some)
    found = sum(one.found for one in some)
    wanted = sum(one.wanted for one in some)
    return both / found if found else 1.0, both / wanted if wanted else 1.0


def _rows(path: str) -> Iterator[dict[str, Any]]:
    for line in Path(path).read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _sentences(rows: Iterable[dict[str, Any]]) -> Iterator[Judged]:
    for row in rows:
        language = row["lang"].partition("-")[0]
        if language in FILLER:
            text = article(row["text"], language, row.get("place", "unknown"))
            found = bool(disclosures(_document("article.md", text, language)))
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


def _report(what: str, found: list[Judged]) -> None:
    print(f"{len(found)} {what}")
    for language in sorted({one.language for one in found}):
        some = [one for one in found if one.language == language]
        _rates(f"  {language}", some)
        for kind in sorted({one.kind for one in some}):
            _counts(f"    {kind}", [one for one in some if one.kind == kind])
    for one in found:
        if one.wanted != one.found:
            print(f"  {'missed' if one.wanted else 'wrong'} [{one.language}] {one.text}")


def _rates(name: str, some: list[Judged]) -> None:
    both = sum(one.wanted and one.found for one in some)
    found = sum(one.found for one in some)
    wanted = sum(one.wanted for one in some)
    precision, recall = rates(some)
    score = 2 * precision * recall / (precision + recall) if both else 0.0
    print(
        f"{name:24} precision {precision:.3f} ({both}/{found})"
        f"  recall {recall:.3f} ({both}/{wanted})  F1 {score:.3f}"
    )


def _counts(name: str, some: list[Judged]) -> None:
    right = sum(one.wanted == one.found for one in some)
    print(f"{name:24} {right} of {len(some)} right")
