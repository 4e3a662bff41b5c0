"""Numbers that a reference list leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Fix, Safety
from bylint_rules.views.citations import Cited, citations
from bylint_rules.views.entries import ORDERED, Entry
from bylint_rules.views.renumbering import compressed, renumber


class CitationGap(Rule, name="citation-gap", category="citations", severity="warning"):
    """The numbers of the reference list have a hole.

    ## What it finds

    Numbers between 1 and the highest of a list that neither the list nor the text has. One
    finding an article, on the entry after the first hole. A missing number that the text cites is
    an `undefined-citation`, not a hole. Lists that number themselves and footnotes have none.

    ## Why

    A reader who meets 3 after 1 looks for the source that is not there. Holes stay behind when
    entries are deleted, or when the numbers come from a larger pool of search results.

    ## What to write instead

    Number the sources without holes. The fix renumbers list and text together.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. 33 labelled articles:
    precision and recall 1.00 (2 articles). Human prose from before 2022: no finding in 1,144
    files.
    """

    messages = {
        "one": "The reference list has no source {numbers}, though its numbers go up to {highest}.",
        "many": "The reference list has no sources {numbers},"
        " though its numbers go up to {highest}.",
    }
    hints = {
        "one": "Number the sources without holes, or put the missing one back.",
        "many": "Number the sources without holes, or put the missing ones back.",
    }

    good = {
        "ja": [
            (
                "一つ目の話です[1]。二つ目の話です[2]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n"
            ),
            (
                "一つ目の話です[1]。二つ目の話です[2]。三つ目の話です[3]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [3] 町の発表\n"
            ),
        ],
        "en": [
            (
                "The first claim [1]. The second [2].\n\n### Books\n\n[1] A log\n\n"
                "### Pages\n\n[2] A report\n"
            ),
            "A claim[^1]. Another[^5].\n\n[^1]: A note.\n\n[^5]: A note.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "一つ目の話です[1]。二つ目の話です[3]。三つ目の話です[3, 5]。\n\n## 参考文献\n\n"
                "- [1] 県の発表\n- ⟦[3] 町の発表⟧\n- [5] 市の発表\n",
                message="The reference list has no sources 2, 4, though its numbers go up to 5.",
                fixed="一つ目の話です[1]。二つ目の話です[2]。三つ目の話です[2, 3]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n- [3] 市の発表\n",
            ),
            Case(
                "一つ目です😀［２］。\r\n\r\n出典\r\n\r\n⟦［２］𠮷田町の発表⟧\r\n",
                fixed="一つ目です😀［１］。\r\n\r\n出典\r\n\r\n［１］𠮷田町の発表\r\n",
            ),
        ],
        "en": [
            Case(
                "The first claim [1]. The second [3].\n\n"
                "## Sources\n\n[1] A log\n\n⟦[3] A report⟧\n",
                message="The reference list has no source 2, though its numbers go up to 3.",
                fixed="The first claim [1]. The second [2].\n\n"
                "## Sources\n\n[1] A log\n\n[2] A report\n",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first entry after a hole."""
        for cited in citations(document).cited:
            missing = _missing(cited)
            if missing:
                entry = _after(cited, missing[0])
                yield self.finding(
                    entry.span,
                    "one" if len(missing) == 1 else "many",
                    numbers=", ".join(map(str, missing)),
                    highest=max(cited.list.numbers),
                    fix=_fix(cited, document),
                )
                return


def _missing(cited: Cited) -> list[int]:
    """The numbers that neither list nor text has: what is cited is undefined, no hole."""
    if cited.list.kind == ORDERED and not any(entry.labels for entry in cited.list.entries):
        return []
    numbers = cited.list.numbers
    cites = cited.used
    if not cites or len(numbers) < len(cited.list.entries):
        return []
    missing = (n for n in range(1, max(numbers)) if n not in numbers and n not in cites)
    return list(islice(missing, _SHOWN))


_SHOWN = 20


def _after(cited: Cited, missing: int) -> Entry:
    """The entry after a hole: that of the next number."""
    following = min(number for number in cited.list.numbers if number > missing)
    return next(entry for entry in cited.list.entries if following in entry.numbers)


def _fix(cited: Cited, document: Document) -> Fix | None:
    edits = renumber(document, cited, compressed(cited.list.numbers))
    return Fix("Renumber text and list without holes", edits, Safety.SAFE) if edits else None
