"""Numbers that do not come in the order of their first use."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Fix, Related, Safety
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.citations import Cited, citations
from bylint_rules.views.renumbering import renumber


class CitationOrder(Rule, name="citation-order", category="citations", severity="info"):
    """A source is cited for the first time after one with a larger number.

    ## What it finds

    The first marker whose number is new to the text and smaller than one that was cited before it.
    One finding an article. Footnotes have no order: their labels are not shown. A marker with a
    number that the list lacks may be the one that is missing, and excuses one number.

    ## Why

    Readers expect 1, 2, 3. A list that is grouped by topic or sorted by name is a style of its own,
    so this is only information.

    ## What to write instead

    Number the sources in the order in which the text first cites them. The fix does so: it
    renumbers the markers and puts the entries in that order. There is none where a number also
    stands in code or where markup is in the way.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. 33 labelled articles:
    precision and recall 1.00 (11 articles). Human prose from before 2022: 18 findings in 1,144
    files, all in technical documents whose lists are out of order indeed.
    """

    messages = {
        "late": "Source {number} is cited for the first time here, after source {larger}.",
    }
    hints = {"late": "Number the sources in the order in which the text first cites them."}

    good = {
        "ja": [
            (
                "一つ目の話です[1]。二つ目の話です[2][1]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n"
            ),
            (
                "一つ目の話です[1-3]。二つ目の話です[2, 4]。\n\n## 参考文献\n\n"
                "1. 県の発表\n2. 町の発表\n3. 市の発表\n4. 国の発表\n"
            ),
            "注が前後しています[^2]。気にしません[^1]。\n\n[^1]: 一つ目。\n\n[^2]: 二つ目。\n",
        ],
        "en": [
            "The first claim [1]. The second [2].\n\n## Sources\n\n[1] A log\n\n[2] A report\n",
            (
                "The first claim [7]. The second [2]. The third [1].\n\n"
                "## Sources\n\n[1] A log\n\n[2] A report\n"
            ),
        ],
    }
    bad = {
        "ja": [
            Case(
                "一つ目の話です[2]。二つ目の話です⟦[1]⟧。また一つ目です[1][2]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n",
                message="Source 1 is cited for the first time here, after source 2.",
                fixed="一つ目の話です[1]。二つ目の話です[2]。また一つ目です[2][1]。\n\n"
                "## 参考文献\n\n- [1] 町の発表\n- [2] 県の発表\n",
            ),
            Case(
                "一つ目です😀［３］。二つ目です⟦［１、２］⟧。\r\n\r\n"
                "出典\r\n\r\n［１］県\r\n［２］𠮷田町\r\n［３］国\r\n",
                fixed="一つ目です😀［１］。二つ目です［２、３］。\r\n\r\n"
                "出典\r\n\r\n［１］国\r\n［２］県\r\n［３］𠮷田町\r\n",
            ),
        ],
        "en": [
            Case(
                "The first claim [3]. The second ⟦[1-2]⟧. The third [2, 3].\n\n"
                "## Sources\n\n1. A log\n2. A report\n3. A survey\n",
                fixed="The first claim [1]. The second [2-3]. The third [3, 1].\n\n"
                "## Sources\n\n1. A survey\n2. A log\n3. A report\n",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first marker out of order."""
        for cited in citations(document).cited:
            late = _first_late(cited)
            if late is not None:
                use, before = late
                yield self.finding(
                    use.span,
                    "late",
                    number=use.number,
                    larger=before.number,
                    related=(
                        Related(before.span, "The larger number is cited for the first time here."),
                    ),
                    fix=_fix(cited, document),
                )
                return


_LACKING = -1


class _Use(NamedTuple):
    """The first use of a number; -1 stands for one that the list does not have."""

    number: int
    span: Span


def _uses(cited: Cited) -> Iterator[_Use]:
    """The first uses of the list's numbers, and every use of a number that it lacks."""
    seen: set[int] = set()
    known = cited.list.numbers
    for span, numbers in _cites(cited):
        for number in numbers:
            if number not in known:
                yield _Use(_LACKING, span)
            elif number not in seen:
                seen.add(number)
                yield _Use(number, span)


def _cites(cited: Cited) -> list[tuple[Span, tuple[int, ...]]]:
    """What every marker cites, also one that lacks a bracket, in order of place."""
    places = [(marker.group.span, marker.numbers) for marker in cited.markers if marker.certain]
    if cited.broken:
        places = sorted([*places, *((item.span, (item.number,)) for item in cited.broken)])
    return places


def _first_late(cited: Cited) -> tuple[_Use, _Use] | None:
    """The first use that is out of order, and the one of a larger number before it.

    A marker with a wrong number may have been meant for one that is late only therefore: each
    excuses one number, if it stands where that would have come in order.
    """
    before: list[_Use] = []
    excuses: list[int] = []
    for use in _uses(cited):
        if use.number == _LACKING:
            excuses.append(len(before))
            continue
        at = bisect_right(before, use.number, key=lambda other: other.number)
        if at == len(before):
            before.append(use)
        elif excuses and excuses[0] <= at:
            excuses.pop(0)
        else:
            return use, before[-1]
    return None


def _fix(cited: Cited, document: Document) -> Fix | None:
    numbers = cited.list.numbers
    order = [use.number for use in _uses(cited) if use.number in numbers]
    order += sorted(numbers.difference(order))
    base = 0 if 0 in numbers else 1
    mapping = {number: base + index for index, number in enumerate(order)}
    edits = renumber(document, cited, mapping, sort=True)
    return (
        Fix("Renumber text and list in order of first use", edits, Safety.SAFE) if edits else None
    )
