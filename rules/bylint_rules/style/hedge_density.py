"""Does the article commit itself to anything?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import crowding, word_hits


class HedgeDensity(
    Rule,
    name="hedge-density",
    category="style",
    severity="info",
    status="preview",
    needs="style.hedges",
):
    """Nearly every sentence is hedged.

    ## What it finds

    Words that take back what a sentence says (可能性があります, かもしれません, おそらく; "may",
    "might", "potentially"), where they stand closer together than people write. One finding an
    article, on the first. Not in code, quotations, reference lists or disclosures.

    ## Why

    A hedge tells a reader that something is uncertain. Where all is hedged, no reader learns what
    is.

    ## What to write instead

    What is certain, as certain; of the rest, who doubts it and why.

    ## Options

    - `at_least`: how many hedges the article must hold, 8.
    - `per_1000_chars`: how many 1,000 characters may hold, 4.0; 0 for no limit. It holds in
      languages written without spaces.
    - `per_500_words`: how many 500 words may hold, 10.0; 0 for no limit. It holds in all others.

    ## Rates

    Measured in November 2026, articles with a finding: 1 of 460 Japanese and none of 684 English
    ones by people (before 2022), 11 of 383 and 0 of 289 by or with machines. It tells people and
    machines apart hardly in Japanese and not at all in English, and is a preview rule for that
    reason.
    """

    at_least: int = 8
    per_1000_chars: float = 4.0
    per_500_words: float = 10.0

    messages = {
        "characters": "{count} hedges in {length} characters: {phrases}.",
        "words": "{count} hedges in {length} words: {phrases}.",
    }
    hints = {
        "characters": "Say what is certain, and of the rest why it is not.",
        "words": "Say what is certain, and of the rest why it is not.",
    }
    good = {
        "ja": [
            "雨かもしれません。おそらく風も吹くでしょう。",
            "> " + "雨かもしれません。" * 9,
        ],
        "en": [
            "It may rain. It might snow.",
            "The month of May. " * 9,
        ],
    }
    bad = {
        "ja": ["𠮷野は⟦おそらく⟧雨です😀。" + "風かもしれません。" * 8 + "\r\n"],
        "en": [
            Case(
                "It ⟦might⟧ rain. " + "It could possibly snow. " * 4,
                message="9 hedges in 19 words: might, could, possibly.",
            )
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        hits = [
            hit for hit in word_hits(document, "hedges") if not hit.block.text[hit.start].isupper()
        ]
        yield from crowding(
            self, document, hits, self.at_least, self.per_1000_chars, self.per_500_words
        )
