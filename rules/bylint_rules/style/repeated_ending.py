"""Does one sentence after the other end with the same formula?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import ByLanguage, Case, Rule
from bylint.checking.views import PhraseHit
from bylint.diagnostics import Finding
from bylint_rules.views.style import closes_sentence, others, own_hits


class RepeatedEnding(
    Rule,
    name="repeated-ending",
    category="style",
    severity="warning",
    needs="phrases.style-ending",
):
    """One formula ends sentence after sentence of the article.

    ## What it finds

    Formulas that leave open what the writer thinks, at the end of a sentence: と言えるでしょう,
    可能性があります, が期待されます, ことが重要です, が求められます and the like in Japanese, "is
    crucial", "remains to be seen" in English, where one of them ends many sentences. One finding an
    article, on the first; the others are shown as related places. Plain endings such as ています,
    ことができます or 必要があります are in no list: people write them as often.

    ## Why

    A sentence that closes with the same shrug as the one before says nothing of its own.

    ## What to write instead

    What you know: who expects it, how likely it is, what follows from it. Or end the sentence
    earlier.

    ## Options

    - `at_least`: how many sentences one formula must end, 3, in Japanese 4, in
      English 2; 0 for never.

    ## Rates

    Measured in November 2026, articles with a finding: 1 of 460 Japanese and none of 684 English
    ones by people (before 2022), 45 of 383 and 0 of 289 by or with machines. The English list has
    separated nothing yet; the Chinese and Korean lists were held against some 200 pages of manuals
    only, without a finding.
    """

    at_least: ByLanguage[int] = ByLanguage(3, ja=4, en=2)

    messages = {"repeated": "{count} sentences end with “{phrase}”; this is the first."}
    hints = {"repeated": "Say what you know, and end the sentence there."}
    good = {
        "ja": [
            "値上げの可能性があります。雨の可能性があります。遅れる可能性があります。",
            "朝市は続いています。店は増えています。客も来ています。魚も売れています。",
            "> 雨の可能性があります。雪の可能性があります。風の可能性があります。"
            "霧の可能性があります。",
            "「雨の可能性があります」「雪の可能性があります」「風の可能性があります」"
            "「霧の可能性があります」と放送は繰り返した。",
            "可能性がありますか。可能性がありますが、低い。可能性がありますので。"
            "可能性がありますね。",
        ],
        "en": [
            "Timing is crucial. Salt is good. Fire is fun.",
            "It is crucial that you wait. It is crucial to stir. It is crucial that you taste.",
            "```\nTiming is crucial. Salt is crucial. Heat is crucial.\n```",
        ],
    }
    bad = {
        "ja": [
            Case(
                "屋根の工事が遅れる⟦可能性があります⟧。魚の値が上がる可能性があります。\n\n"
                "- 客が減る可能性があります\n\n店が移る可能性があります。",
                message="4 sentences end with “可能性があります”; this is the first.",
            ),
            "𠮷野では成功😀⟦と言えるでしょう⟧。\r\n京都でも同じと言えるでしょう。\r\n"
            "港でも同じと言えるでしょう。\r\n山でも同じと言えるでしょう！\r\n",
        ],
        "en": [
            "Timing ⟦is crucial⟧. Salt is crucial! Heat, too, is crucial.",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, for the most frequent ending."""
        least = self.at_least.get(document.language)
        by_phrase: dict[str, list[PhraseHit]] = {}
        for hit in own_hits(document, "style-ending", least):
            if closes_sentence(hit):
                by_phrase.setdefault(hit.phrase, []).append(hit)
        hits = max(by_phrase.values(), key=len, default=[])
        if least and len(hits) >= least:
            yield self.finding(
                hits[0].span,
                "repeated",
                related=others([hit.span for hit in hits]),
                count=len(hits),
                phrase=hits[0].phrase,
            )
