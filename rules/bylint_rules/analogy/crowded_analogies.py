"""Does an article compare more than it explains?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Related
from bylint_rules.views.analogies import analogies

_FEWEST = 3
_JA = (
    "⟦索引は、図書館の目録のようなものです。⟧検索が速くなります。"
    "複製は、合鍵を配るようなものです。障害に強くなります。"
    "監視は、夜回りをする警備員のような役割を果たします。異常を知らせます。"
)
_EN = (
    "⟦An index is like a library catalog.⟧ It makes searches fast. "
    "A replica is like a spare key. It survives a failure. "
    "Monitoring is like a night watchman. It calls when something breaks."
)


class CrowdedAnalogies(
    Rule, name="crowded-analogies", category="analogy", severity="info", needs="analogy"
):
    """More analogies than an article of this length can carry.

    ## What it finds

    Articles with three or more analogies and more of them than the article's length allows. One
    finding an article, on its first analogy; the others are shown as related places.

    ## Why

    Every comparison brings in a domain of its own. Where they follow one another, the reader
    learns about kitchens, libraries and traffic instead of the subject.

    ## What to write instead

    Keep the comparison that explains most, and say the rest plainly.

    ## Options

    - `per_1000_chars`: how many analogies 1,000 characters may hold, 1.5; 0 for no limit. It holds
      in languages written without spaces.
    - `per_500_words`: how many 500 words may hold, 1.5; 0 for no limit. It holds in all others.

    The length is that of all visible text, white space not counted.

    ## Rates

    Measured in November 2026: no finding in 462 Japanese and 682 English articles by people, and
    none in 503 and 348 by machines.
    """

    per_1000_chars: float = 1.5
    per_500_words: float = 1.5

    messages = {
        "characters": "This is the first of {count} analogies; {length} characters carry at most"
        " {most}.",
        "words": "This is the first of {count} analogies; {length} words carry at most {most}.",
    }
    hints = {
        "characters": "Keep the one that explains most, and say the rest plainly.",
        "words": "Keep the one that explains most, and say the rest plainly.",
    }
    good = {
        "ja": [
            "索引は、図書館の目録のようなものです。複製は、合鍵を配るようなものです。",
            Case(_JA.replace("⟦", "").replace("⟧", ""), options={"per_1000_chars": 0}),
            _JA.replace("⟦", "").replace("⟧", "") + "\n\n" + "利用者は増えています。" * 200,
        ],
        "en": [
            "An index is like a library catalog. A replica is like a spare key.",
            _EN.replace("⟦", "").replace("⟧", "")
            + "\n\n"
            + "The number of users has grown. " * 200,
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA,
                message="This is the first of 3 analogies; 91 characters carry at most 0.",
            ),
            _JA.replace("。複製", "。\r\n\r\n複製").replace(
                "。監視", "。𠮷田さんの例です😀。\r\n\r\n監視"
            ),
        ],
        "en": [
            Case(_EN, message="This is the first of 3 analogies; 33 words carry at most 0."),
            Case(f"## Basics\n\n{_EN}", options={"per_500_words": 0.5}),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        passages = analogies(document)
        if len(passages) < _FEWEST:
            return
        language = document.language
        rate, per = (self.per_1000_chars, 1000) if language.unspaced else (self.per_500_words, 500)
        length = sum(language.length(block.text) for block in document.visible())
        most = int(rate * length / per)
        if rate and len(passages) > most:
            yield self.finding(
                passages[0].span,
                language.unit,
                related=[Related(passage.span, "another") for passage in passages[1:]],
                count=len(passages),
                length=length,
                most=most,
            )
