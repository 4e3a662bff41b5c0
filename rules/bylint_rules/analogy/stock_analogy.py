"""Is a comparison worn out?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Rule
from bylint.checking.views import phrase_hits
from bylint.diagnostics import Finding

GROUP = "stock-analogy"
"""The group under `phrases` of a language file that lists worn comparisons."""


class StockAnalogy(
    Rule, name="stock-analogy", category="analogy", severity="info", needs="phrases.stock-analogy"
):
    """A comparison that has been worn smooth.

    ## What it finds

    Comparisons from a list for each language, such as 卵を一つのかごに, 羅針盤, 車の両輪,
    "tip of the iceberg" and "double-edged sword", but not in code. The list holds phrases that
    people seldom write.

    ## Why

    Nobody pictures a compass any more when 羅針盤 is read. What is left says less than the plain
    word, and a reader who meets three of them stops believing that someone chose the words.

    ## What to write instead

    The plain statement: what depends on what, what is only a small part of what.

    ## Rates

    Measured in November 2026, articles with a finding: none of 462 Japanese and 4 of 682 English
    ones by people, 29 of 503 and 8 of 348 by machines. In 21 million characters of manuals
    translated by people into German, French, Spanish, Chinese and Korean: 3 phrases, all Chinese.
    """

    messages = {"stock": "“{phrase}” is a worn comparison."}
    hints = {"stock": "Say plainly what it stands for."}
    good = {
        "ja": [
            "卵を三つ割り、かごに入れておきます。前輪と後輪の空気圧を確かめます。",
            "設定の名前は `羅針盤` です。",
            "かごは一つしかありません。",
        ],
        "en": [
            "The iceberg was seen from the bridge. Put the eggs in the basket.",
            "The flag is called `silver bullet`.",
            "The sword has two edges.",
        ],
    }
    bad = {
        "ja": [
            "複数の仕入れ先を持つのは、「⟦卵を一つのかご⟧に盛らない」ためです。",
            "人材と設備は⟦車の両輪⟧です😀。\r\n理念は経営の⟦羅針盤⟧となります。",
            "## 𠮷野家の失敗は⟦氷山の一角⟧\n\n調査は続きます。",
        ],
        "en": [
            "These bugs are only the ⟦tip of the iceberg⟧.",
            "Automation is a ⟦Double-Edged Sword⟧, and there is no ⟦silver bullet⟧.\r\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each phrase."""
        for hit in phrase_hits(document).get(GROUP, ()):
            marks = hit.block.prose.marked("code", "math", "autolink")
            if not any(mark.start < hit.end and hit.start < mark.end for mark in marks):
                phrase = hit.block.text[hit.start : hit.end]
                yield self.finding(hit.span, "stock", phrase=phrase)
