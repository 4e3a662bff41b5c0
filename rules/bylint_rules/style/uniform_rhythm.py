"""Are all sentences of one length?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import own_sentences


class UniformRhythm(
    Rule, name="uniform-rhythm", category="style", severity="info", status="preview"
):
    """All sentences are about as long as each other.

    ## What it finds

    Articles with many sentences whose lengths hardly differ: the standard deviation, divided by the
    mean, stays below a limit. One finding an article, on its first sentence. Sentences of
    paragraphs count, list items and headings do not.

    ## Why

    Short sentences stop a reader, long ones carry him on. Where all are alike, the prose hums.

    ## What to write instead

    A short sentence for what matters. A longer one where causes and conditions must be held
    together, since that is what subordinate clauses are for.

    ## Options

    - `at_least`: how many sentences the article must have, 20.
    - `variation`: the least share of the mean by which lengths must vary, 0.3; 0 for no limit.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and 1 of 684 English
    ones by people (before 2022), 7 of 383 and 3 of 289 by or with machines. A preview rule: what it
    finds is too little to lean on.
    """

    at_least: int = 20
    variation: float = 0.3

    messages = {
        "even": "The {count} sentences of the article vary in length by {share}% of their mean."
    }
    hints = {"even": "Let a short sentence say what matters."}
    good = {
        "ja": [
            "朝市が戻りました。"
            + "魚も花も並び、昼まで客が続き、屋根の工事も終わったそうです。短い。" * 12
        ],
        "en": [
            "It is back. "
            + "Fish and flowers are sold until noon, and the roof is done. Good. " * 12
        ],
    }
    bad = {
        "ja": ["⟦𠮷野の魚が並びます😀。⟧\r\n" + "朝の花が咲きました。夜の灯がともりました。" * 11],
        "en": [
            Case(
                "⟦The market is back.⟧ " + "Fish is sold again. The roof was mended. " * 10,
                message="The 21 sentences of the article vary in length by 0% of their mean.",
            )
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        sentences = own_sentences(document)
        count = len(sentences)
        if count < max(self.at_least, 2):
            return
        language = document.language
        lengths = [language.length(sentence.text) for sentence in sentences]
        mean = sum(lengths) / count
        deviation = (sum((length - mean) ** 2 for length in lengths) / count) ** 0.5
        if deviation < self.variation * mean:
            share = round(100 * deviation / mean)
            yield self.finding(sentences[0].span, "even", count=count, share=share)
