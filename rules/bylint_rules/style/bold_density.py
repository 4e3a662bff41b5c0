"""Is so much in bold that nothing stands out?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.article.prose import Mark
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.text import Span
from bylint_rules.views.style import crowd, others, own_blocks


class BoldDensity(
    Rule,
    name="bold-density",
    category="style",
    severity="info",
):
    """So many words are in bold that none stands out.

    ## What it finds

    Paragraphs with bold words all through them, where the article holds many such places and more
    than its length can carry. One finding an article, on the first. Bold lines that serve as
    headings, list items and table cells do not count, nor do bold labels at the start of a
    paragraph, words that were bold before, names of one word in Latin letters within another
    script, and what HTML marks up: manuals print the names of commands and keys so.

    ## Why

    Bold type says: if you read one thing, read this. Said in every sentence, it says nothing, and
    the eye has nowhere to rest.

    ## What to write instead

    The same words, plain. A sentence that matters gets its weight from its place.

    ## Options

    - `at_least`: how many such places the article must hold, 8.
    - `per_1000_chars`: how many 1,000 characters may hold, 2.0; 0 for no limit. It holds in
      languages written without spaces.
    - `per_500_words`: how many 500 words may hold, 4.0; 0 for no limit. It holds in all others.

    ## Rates

    Measured in November 2026, articles with a finding: 2 of 460 Japanese and 2 of 684 English ones
    by people (before 2022), 16 of 383 and 15 of 289 by or with machines.
    """

    at_least: int = 8
    per_1000_chars: float = 2.0
    per_500_words: float = 4.0

    messages = {
        "characters": "{count} places in paragraphs are in bold in {length} characters.",
        "words": "{count} places in paragraphs are in bold in {length} words.",
    }
    hints = {
        "characters": "Keep the one place that a reader must not miss.",
        "words": "Keep the one place that a reader must not miss.",
    }
    good = {
        "ja": [
            "**朝市**が戻りました。" + "魚も花も並び、客は途切れません。" * 3,
            "- **朝**の魚\n" * 12,
            "**朝**：魚が並びます。\n\n" * 12,
        ],
        "en": [
            "The **market** is back. Fish and flowers are sold.",
            "The <b>market</b> sells <b>fish</b>"
            + ", <b>salt</b>, <b>oil</b>, <b>wine</b>" * 3
            + ".",
            "The **market** is back" + ", with **fish** and **salt**" * 4 + ".",
            "> The **market** is **back**, with **fish**, **salt**, **bread**, **oil**, **wine**,"
            " **herbs**, **eggs**.",
        ],
    }
    bad = {
        "ja": [
            "𠮷野の⟦**朝市**⟧が戻り😀、"
            + "".join(f"**魚{n}匹**が並び、" for n in "一二三四五六七八")
            + "客が来ました。\r\n",
        ],
        "en": [
            Case(
                "The ⟦**market**⟧ is back"
                + "".join(f", with **{n} fish**" for n in "23456789")
                + ".",
                message="9 places in paragraphs are in bold in 28 words.",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        places = [
            (block, mark)
            for block in document.visible()
            if block.kind == "paragraph" and block.prose.marks
            for mark in block.prose.marked("strong")
        ]
        if len(places) < self.at_least:
            return
        own = set(own_blocks(document))
        bold: dict[str, Span] = {}
        for block, mark in places:
            if block in own and _is_stressed(block, mark, document.text):
                bold.setdefault(block.text[mark.start : mark.end].strip(), mark.span)
        spans = list(bold.values())
        many = crowd(document, spans, self.at_least, self.per_1000_chars, self.per_500_words)
        if many:
            key = document.language.unit
            yield self.finding(
                spans[0], key, related=others(spans), count=len(spans), length=many.length
            )


def _is_stressed(block: Block, mark: Mark, source: str) -> bool:
    """Whether the writer set words in bold to stress them, amid a sentence."""
    words = block.text[mark.start : mark.end].split()
    is_name = len(words) == 1 and words[0].isascii() and not block.text[: mark.start].isascii()
    by_hand = source.startswith(("**", "__"), mark.span.start)
    return by_hand and bool(words) and not is_name and bool(block.text[: mark.start].strip())
