"""Markers without a reference list."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.citations import adrift


class MissingReferences(
    Rule, name="missing-references", category="citations", severity="error", whole=True
):
    """An article cites sources by number and has no reference list.

    ## What it finds

    Markers such as `[1]` or `［１］` in an article that has no list of sources: no labelled
    entries, no section such as 参考文献 or "Sources", no link definitions. One finding an
    article, on its first marker, and only where the numbers behave like citations: at least two
    different ones, small, most of them at the end of a clause. Markers that are links lead to
    their source themselves and need no list.

    ## Why

    The markers promise sources that the reader cannot find. They are what remains when a generated
    answer is pasted without its list.

    ## What to write instead

    Add the list of sources, or take the markers out.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. 33 labelled articles:
    precision and recall 1.00 (2 articles). A list taken out of 271 real articles was reported in
    259. Human prose from before 2022: no finding in 1,144 files, of which 27 have numbers in
    brackets and no list.
    """

    messages = {
        "list": "The article cites sources by number, {count} times, and has no reference list.",
    }
    hints = {"list": "Add the list of sources, or take the markers out."}

    good = {
        "ja": [
            (
                "雨量は平年の二倍でした[1]。川は氾濫しました[2]。\n\n"
                "## 参考文献\n\n- [1] 気象台の速報\n- [2] 県の発表\n"
            ),
            (
                "雨量は平年の二倍でした[[1]](https://rain.example/1)。"
                "川は氾濫しました[[2]](https://rain.example/2)。\n"
            ),
            "配列の a[1] と a[2] を比べます。区間は[0, 1]、値は[10, 20, 30]です。\n",
            "2019年の論文[1]を読みました。\n",
        ],
        "en": [
            "The river rose twice[1]. It ebbed[2].\n\nSources\n\n- Gauge log\n- Town report\n",
            "Compare argv[1] with argv[2]. The matrix [1, 2] is fine.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "雨量は平年の二倍でした⟦[1]⟧。川は氾濫しました[2]。\n\n復旧は来月です[1][3]。\n",
                message="The article cites sources by number, 4 times, and has no reference list.",
            ),
            "雨量は平年の二倍でした😀⟦［１］⟧。\r\n\r\n𠮷田川は氾濫しました［２］。\r\n",
        ],
        "en": [
            "The river rose twice⟦[1]⟧. The bridge held [2], and nobody was hurt [1].\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first marker."""
        markers = adrift(document)
        if markers:
            yield self.finding(markers[0].span, "list", count=len(markers))
