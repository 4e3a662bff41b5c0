"""Entries that do not tell where their source is."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.citations import citations
from bylint_rules.views.entries import DEFINED
from bylint_rules.views.sources import is_note, locatable


class UnlocatableReference(
    Rule, name="unlocatable-reference", category="citations", severity="info"
):
    """An entry has neither an address nor an identifier, nor publisher and date.

    ## What it finds

    Entries of a cited reference list with no URL, DOI, ISBN or other identifier, volume or page,
    and no year. A year is taken for publisher and date, since nothing tells a publisher from a
    title. Entries that explain something in sentences are notes and no sources.

    ## Why

    A title alone cannot be looked up, and titles are what language models invent most readily.

    ## What to write instead

    Add the URL, DOI or ISBN, or the publisher and the date.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. Human prose from before
    2022: no finding in 1,144 files. 7 findings in 451 other articles with citations, 4 of them
    cross-references in reStructuredText.
    """

    messages = {"entry": "Nothing tells readers where to find this source."}
    hints = {"entry": "Add its URL, DOI or ISBN, or its publisher and date."}

    good = {
        "ja": [
            (
                "一つ目の話です[1]。二つ目の話です[2]。三つ目の話です[3]。\n\n## 参考文献\n\n"
                "- [1] 県の発表 https://pref.example/news/1\n- [2] 『川』ISBN 978-4-00-000000-0\n"
                "- [3] 𠮷田町『広報』2024年4月号\n"
            ),
            "一つ目の話です[1]。\n\n## 参考文献\n\n- [1] ここでは概数を示した。\n",
        ],
        "en": [
            (
                "The first claim [1]. The second [2].\n\n## Sources\n\n"
                "[1] Town council, flood report, 12 May 2021\n\n[2] doi:10.1000/182\n"
            ),
            "A reading list nobody cites.\n\n## Sources\n\n- [1] A log\n",
        ],
    }
    bad = {
        "ja": [
            (
                "一つ目の話です[1]。二つ目の話です[2]。\n\n## 参考文献\n\n"
                "- ⟦[1] 県が大雨の被害を発表⟧\n- [2] 町の発表 https://town.example/\n"
            ),
            "一つ目です😀［１］。\r\n\r\n出典\r\n\r\n⟦［１］𠮷田川の氾濫について⟧\r\n",
        ],
        "en": [
            Case(
                "The first claim [1].\n\n## Sources\n\n- ⟦[1] River rises twice in a month⟧\n",
                message="Nothing tells readers where to find this source.",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for every entry."""
        for cited in citations(document).cited:
            if cited.list.kind == DEFINED or not cited.used:
                continue
            seen: set[int] = set()
            for entry in cited.list.entries:
                twice = not seen.isdisjoint(entry.numbers)
                seen.update(entry.numbers)
                if entry.text and not (
                    twice or locatable(entry, document.language) or is_note(entry, document)
                ):
                    yield self.finding(entry.span, "entry")
