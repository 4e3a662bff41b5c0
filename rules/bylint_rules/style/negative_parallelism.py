"""Does the article keep denying what nobody said?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import ByLanguage, Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import followed, others, own_hits

_REACH = 40
"""How many characters may stand between the two halves."""


class NegativeParallelism(
    Rule,
    name="negative-parallelism",
    category="style",
    severity="warning",
    needs="phrases.style-contrast",
):
    """The article says more than once that something is not just what nobody took it for.

    ## What it finds

    「単なるXではなく」, 「単なるXを超え」 in Japanese; "isn't just X", "is not merely X" in
    English; in Chinese 不仅仅是, in Korean 단순한 … 을 넘어, where the figure comes back. One
    finding an article, on the first.

    ## Why

    The figure denies a claim that nobody made, so that the next one sounds larger. Once it may
    correct a real mistake; the second time it is a habit.

    ## What to write instead

    What it is, without what it is not.

    ## Options

    - `at_least`: how often the figure must stand in the article, 2, in Chinese 3; 0
      for never.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and 2 of 684 English
    ones by people (before 2022), 46 of 383 and 15 of 289 by or with machines. Three are asked for
    in Chinese, since with two it found 2 of 165 pages of manuals; none with three. Korean was not
    measured.
    """

    at_least: ByLanguage[int] = ByLanguage(2, zh=3)

    messages = {
        "repeated": "The article says {count} times what something is not just; here first."
    }
    hints = {"repeated": "Say what it is, without what it is not."}
    good = {
        "ja": [
            "朝市は単なる市場ではなく、寄り合いの場です。",
            "単なる風邪でした。原因は魚ではなく、水でした。",
            "「単なる市場ではなく祭り」「単なる道ではなく川」と古い歌にある。",
            "単なる誤りです。\n\n塩ではなく砂糖です。単なる手違いです。",
        ],
        "en": [
            "It isn't just a market. It opens at six.",
            "We just arrived. It is not only open on Sundays.",
            "> It isn't just a market. It isn't just a street.",
        ],
    }
    bad = {
        "ja": [
            Case(
                "朝市は⟦単なる市場ではなく⟧、寄り合いの場です。屋根も単なる覆いを超え、"
                "町の印になりました。",
                message="The article says 2 times what something is not just; here first.",
            ),
            "𠮷野の桜は⟦単なる観光資源にとどまらず⟧、暮らしです😀。\r\n\r\n"
            "祭りも単なる行事だけでなく、稽古です。\r\n",
        ],
        "en": [
            "The market ⟦isn’t just⟧ a place to shop. It opens at six. The roof is not merely a"
            " roof.",
            "This ⟦is not just⟧ a road 😀.\r\n\r\n- And these aren't just stalls.\r\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        least = self.at_least.get(document.language)
        hits = own_hits(document, "style-contrast", least)
        if not least or len(hits) < least:
            return
        spans = [hit.span for hit in hits]
        if document.language.data["phrases"].get("style-turn"):
            pairs = followed(hits, own_hits(document, "style-turn"), _REACH)
            spans = [hit.block.prose.span(hit.start, turn.end) for hit, turn in pairs]
        if len(spans) >= least:
            yield self.finding(spans[0], "repeated", related=others(spans), count=len(spans))
