"""Does the article change its tone of voice?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import closes_sentence, others, word_hits


class MixedRegister(
    Rule,
    name="mixed-register",
    category="style",
    severity=None,
    needs="style.formal",
):
    """The article mixes two registers: です・ます with だ・である, "don't" with "do not".

    ## What it finds

    Sentences that end in the register of the minority, where both stand in the article. In Japanese
    the polite and the plain ending; in English contracted and full forms, wherever they stand. One
    finding an article, on the first of the minority. Headings, list items and quotations may
    differ.

    The rule is off unless you switch it on: people change their tone on purpose, in nearly every
    article.

    ## Why

    Where the tone changes in the middle, two answers were put together, or two writers.

    ## What to write instead

    One register throughout.

    ## Options

    - `share`: what share of all the minority may have, from 0 to 1: 0.

    ## Rates

    Measured in November 2026, articles with a finding: 35 of 460 Japanese and 397 of 684 English
    ones by people (before 2022), 52 of 383 and 65 of 289 by or with machines. It tells nothing of
    who wrote a text.
    """

    share: float = 0.0

    messages = {
        "mixed": "“{phrase}” is of another register than most of the article ({count} of {total})."
    }
    hints = {"mixed": "Keep to one register."}
    good = {
        "ja": [
            "朝市が戻りました。魚が並びます。",
            "朝市が戻ったのである。魚が並んだのだ。\n\n- 花です\n\n> 塩です。",
        ],
        "en": ["It doesn't rain. We don't wait.", "It does not rain. “We don’t wait.”"],
    }
    bad = {
        "ja": [
            Case(
                "魚です。花が並びます。塩もあります。\r\n𠮷野😀は町の誇り⟦である⟧。\r\n",
                message="“である” is of another register than most of the article (1 of 4).",
            ),
        ],
        "en": ["It doesn't rain. We don't wait. They ⟦do not⟧ sell fish."],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        needs_end = document.language.unspaced
        registers = [
            [
                hit
                for hit in word_hits(document, group)
                if hit.block.kind == "paragraph" and (closes_sentence(hit) or not needs_end)
            ]
            for group in ("formal", "plain")
        ]
        few, many = sorted(registers, key=len)
        total = len(few) + len(many)
        if few and len(few) > self.share * total:
            yield self.finding(
                few[0].span,
                "mixed",
                related=others([hit.span for hit in few]),
                phrase=few[0].phrase,
                count=len(few),
                total=total,
            )
