"""Does everything come in threes?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint.text import Span
from bylint_rules.views.style import crowd, others, own_prose

_JAPANESE = lazy_pattern(r"、[ァ-ヺー一-鿿々]{1,8}、[ァ-ヺー一-鿿々]{1,8}(?![、ァ-ヺー一-鿿々])")
_JAPANESE_FIRST = lazy_pattern(r"(?:^|[\s。！？「『（のはがもをにで])([ァ-ヺー一-鿿々]{1,8})$")
_SPACED = lazy_pattern(r", [^\W\d_]{2,20},? (?:and|or|und|et|y|e|en|и) [^\W\d_]{2,20}(?![\w’'-])")
_SPACED_FIRST = lazy_pattern(r"(?:^|[^,] |[^\w\s,’'-])([^\W\d_]{2,20})$")
_FARTHEST = 24
"""How far before the second member of a series its first may begin."""


class TriadDensity(
    Rule,
    name="triad-density",
    category="style",
    severity="info",
    status="preview",
):
    """Things come in threes, sentence after sentence.

    ## What it finds

    Series of exactly three short members: "fast, cheap, and simple", 「速さ、安さ、手軽さ」, where
    they stand closer together than people write them. One finding an article, on the first.

    ## Why

    Three members sound complete whether they are or not, and the third is often there for the
    sound.

    ## What to write instead

    The members that matter, however many they are.

    ## Options

    - `at_least`: how many such series the article must hold, 5.
    - `per_1000_chars`: how many 1,000 characters may hold, 1.0; 0 for no limit. It holds in
      languages written without spaces.
    - `per_500_words`: how many 500 words may hold, 3.0; 0 for no limit. It holds in all others.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and 4 of 684 English
    ones by people (before 2022), 0 of 383 and 7 of 289 by or with machines. It does not tell people
    and machines apart, and is a preview rule for that reason.
    """

    at_least: int = 5
    per_1000_chars: float = 1.0
    per_500_words: float = 3.0

    messages = {
        "characters": "{count} series of three in {length} characters.",
        "words": "{count} series of three in {length} words.",
    }
    hints = {
        "characters": "Name what matters, be it one thing or four.",
        "words": "Name what matters, be it one thing or four.",
    }
    good = {
        "ja": ["魚、花、野菜が並びます。", "魚、花、塩、野菜が並びます。" * 6],
        "en": ["Fish, salt, and bread are sold.", "Fish, oil, salt, and bread are sold. " * 6],
    }
    bad = {
        "ja": ["𠮷野の⟦魚、花、野菜⟧が並びます😀。" + "塩、油、酒もあります。" * 4 + "\r\n"],
        "en": [
            Case(
                "We sell ⟦fish, salt, and bread⟧. " + "We buy oil, wine and herbs. " * 4,
                message="5 series of three in 30 words.",
            )
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        spans = [
            span
            for block in own_prose(document)
            if block.kind == "paragraph"
            for span in _series(block)
        ]
        many = crowd(document, spans, self.at_least, self.per_1000_chars, self.per_500_words)
        if many:
            key = document.language.unit
            yield self.finding(
                spans[0], key, related=others(spans), count=len(spans), length=many.length
            )


def _series(block: Block) -> Iterator[Span]:
    """The series of exactly three words in a block."""
    unspaced = block.language.unspaced
    rest, first = (_JAPANESE, _JAPANESE_FIRST) if unspaced else (_SPACED, _SPACED_FIRST)
    text = block.text
    for hit in block.prose.find(rest):
        match = first.search(text[max(hit.start - _FARTHEST, 0) : hit.start])
        if match:
            yield block.prose.span(hit.start - len(match[1]), hit.end)
