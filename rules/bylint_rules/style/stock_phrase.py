"""Is the article put together from ready-made phrases?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import crowding, own_hits


class StockPhrase(
    Rule,
    name="stock-phrase",
    category="style",
    severity="info",
    needs="phrases.stock-phrase",
):
    """Ready-made phrases stand close together.

    ## What it finds

    Phrases from a list for each language that sound like something and say little: 興味深いことに,
    目が離せません, 本記事では…を解説します, "in today's fast-paced world", "it's worth noting",
    "pave the way". Single ones are nobody's business: only articles that hold several, and more
    than their length can carry, are named. One finding an article, on the first. Not in code,
    quotations, reference lists or disclosures.

    ## Why

    Phrases that fit every article tell nothing of this one.

    ## What to write instead

    The fact that the phrase announces, at once.

    ## Options

    - `at_least`: how many such phrases the article must hold, 3.
    - `per_1000_chars`: how many 1,000 characters may hold, 0.5; 0 for no limit. It holds in
      languages written without spaces.
    - `per_500_words`: how many 500 words may hold, 0.5; 0 for no limit. It holds in all others.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and none of 684 English
    ones by people (before 2022), 51 of 383 and 4 of 289 by or with machines. The Chinese and Korean
    lists were held against some 200 pages of manuals only, without a finding.
    """

    at_least: int = 3
    per_1000_chars: float = 0.5
    per_500_words: float = 0.5

    messages = {
        "characters": "{count} ready-made phrases in {length} characters: {phrases}.",
        "words": "{count} ready-made phrases in {length} words: {phrases}.",
    }
    hints = {
        "characters": "Say at once what the phrase announces.",
        "words": "Say at once what the phrase announces.",
    }
    good = {
        "ja": [
            "興味深いことに、朝市が戻りました。",
            "「興味深いことに」「特筆すべき」「目が離せません」は使わないと決めた。",
            "`興味深いことに` と `特筆すべき` と `目が離せません` を探す。",
        ],
        "en": [
            "It's worth noting that the market is back.",
            "> It's worth noting that this marks a pivotal moment. The stakes are high.",
        ],
    }
    bad = {
        "ja": [
            Case(
                "⟦興味深いことに⟧、朝市が戻りました。特筆すべきは魚です。今後も目が離せません。",
                message="3 ready-made phrases in 38 characters: 興味深いことに, 特筆すべき,"
                " 目が離せません.",
            ),
            "𠮷野の朝市は町の⟦未来を切り拓⟧きます😀。\r\n\r\n興味深いことに、魚が鍵を握ります。\r\n"
            "目が離せません。\r\n",
        ],
        "en": [
            "⟦In today’s fast-paced⟧ world, markets matter. It's worth noting that this one paves"
            " the way.\r\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        hits = own_hits(document, "stock-phrase", self.at_least)
        yield from crowding(
            self, document, hits, self.at_least, self.per_1000_chars, self.per_500_words
        )
