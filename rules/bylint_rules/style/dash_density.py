"""Is every sentence broken by a dash?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint_rules.views.style import crowd, others, own_prose

_DASHES = "\u2014\u2015\u2500"
_DASH = lazy_pattern(f"[{_DASHES}]+")


class DashDensity(
    Rule,
    name="dash-density",
    category="style",
    severity="info",
    status="preview",
):
    """Dashes break sentence after sentence.

    ## What it finds

    Em dashes (— and --- made into one) and the Japanese double dash (——, ──) in paragraphs, where
    they stand closer together than people set them. A dash without a word before it opens a line of
    dialogue or an attribution, and does not count. One finding an article, on the first.

    ## Why

    A dash interrupts. Where each sentence is interrupted, the thought is never carried to its end.

    ## What to write instead

    A comma, a colon, brackets, or two sentences: whichever says how the parts belong together.

    ## Options

    - `at_least`: how many dashes the article must hold, 5.
    - `per_1000_chars`: how many 1,000 characters may hold, 1.0; 0 for no limit. It holds in
      languages written without spaces.
    - `per_500_words`: how many 500 words may hold, 5.0; 0 for no limit. It holds in all others.

    ## Rates

    Measured in November 2026, articles with a finding: 1 of 460 Japanese and 2 of 684 English ones
    by people (before 2022), 17 of 383 and 53 of 289 by or with machines. They differ, but the
    people among them write of computers: novels and essays have dashes everywhere, so it stays a
    preview rule until such prose has been measured.
    """

    at_least: int = 5
    per_1000_chars: float = 1.0
    per_500_words: float = 5.0

    messages = {
        "characters": "{count} dashes in {length} characters.",
        "words": "{count} dashes in {length} words.",
    }
    hints = {
        "characters": "Write a comma, a colon, brackets or two sentences.",
        "words": "Write a comma, a colon, brackets or two sentences.",
    }
    good = {
        "ja": ["朝市——四年ぶりだ——が戻った。", "——昔の話だ。\n\n" * 6],
        "en": [
            "The market—after four years—is back.",
            "— Is it back?\n\n— It is.\n\n" * 4,
            "Trams run 6–9 and 10–12, 13–15, 16–18, 19–20, 21–22.",
        ],
    }
    bad = {
        "ja": ["𠮷野の朝市⟦——⟧四年ぶりだ——が戻り——魚だ——と花——桜だ——が並ぶ😀。\r\n"],
        "en": [
            Case(
                "The market ⟦—⟧ it is back — sells fish — and salt — and bread — and oil.",
                message="5 dashes in 18 words.",
            )
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        if not any(dash in document.text for dash in _DASHES):
            return
        spans = [
            hit.span
            for block in own_prose(document)
            for hit in block.prose.find(_DASH)
            if block.text[: hit.start].strip()
        ]
        many = crowd(document, spans, self.at_least, self.per_1000_chars, self.per_500_words)
        if many:
            key = document.language.unit
            yield self.finding(
                spans[0], key, related=others(spans), count=len(spans), length=many.length
            )
