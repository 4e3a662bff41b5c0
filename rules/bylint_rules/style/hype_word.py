"""Does the article shout?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import crowding, own_hits


class HypeWord(
    Rule,
    name="hype-word",
    category="style",
    severity="info",
    needs="phrases.hype-word",
):
    """Words of praise stand close together.

    ## What it finds

    Words that praise without measure (革新的, 劇的に, 飛躍的に; "groundbreaking", "seamless",
    "transformative"), where an article holds several and more than its length can carry. One
    finding an article, on the first. Words that newspapers need, such as 大幅に, 最先端の and
    完全に, are in no list. Not in code, quotations, reference lists or disclosures.

    ## Why

    Where everything is revolutionary, nothing is. Readers discount the words, and then the
    article.

    ## What to write instead

    How much, compared with what, measured by whom.

    ## Options

    - `at_least`: how many such words the article must hold, 5.
    - `per_1000_chars`: how many 1,000 characters may hold, 1.5; 0 for no limit. It holds in
      languages written without spaces.
    - `per_500_words`: how many 500 words may hold, 2.0; 0 for no limit. It holds in all others.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and 2 of 684 English
    ones by people (before 2022), 31 of 383 and 12 of 289 by or with machines. The Chinese and
    Korean lists were held against some 200 pages of manuals only, without a finding.
    """

    at_least: int = 5
    per_1000_chars: float = 1.5
    per_500_words: float = 2.0

    messages = {
        "characters": "{count} words of praise in {length} characters: {phrases}.",
        "words": "{count} words of praise in {length} words: {phrases}.",
    }
    hints = {
        "characters": "Say how much, compared with what.",
        "words": "Say how much, compared with what.",
    }
    good = {
        "ja": [
            "革新的な屋根ができた。客は大幅に増え、最先端の冷蔵庫も入り、工事は完全に終わった。",
            "「革新的」「画期的」「劇的」「飛躍的」「究極の」という言葉が看板に並ぶ。",
        ],
        "en": [
            "A groundbreaking roof was built in May.",
            "> A groundbreaking, transformative, seamless, robust and unprecedented roof.",
        ],
    }
    bad = {
        "ja": [
            Case(
                "⟦革新的⟧な屋根が、朝市を劇的に変えました。客は飛躍的に増え、画期的な、"
                "驚異的な成果です。",
                message="5 words of praise in 43 characters: 革新的, 劇的に, 飛躍的に, 画期的.",
            ),
            "⟦究極の⟧魚です😀。\r\n\r\n𠮷野の革命的な市場は、前例のない賑わいです。\r\n"
            "驚異的な売れ行き、圧倒的な味です。\r\n",
        ],
        "en": [
            "A ⟦groundbreaking⟧ roof makes for a seamless and transformative visit. It is"
            " unprecedented and robust.\r\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        hits = own_hits(document, "hype-word", self.at_least)
        yield from crowding(
            self, document, hits, self.at_least, self.per_1000_chars, self.per_500_words
        )
