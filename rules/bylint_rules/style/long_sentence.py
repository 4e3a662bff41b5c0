"""Is a sentence longer than the house allows?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import others, own_sentences


class LongSentence(Rule, name="long-sentence", category="style", severity=None):
    """A sentence is longer than your house allows.

    ## What it finds

    Sentences of paragraphs above a length. One finding an article, on the longest; the others are
    shown as related places.

    The rule is off unless you switch it on: people write long sentences everywhere, and well.

    ## Why

    Some houses write for readers in a hurry, on small screens or in a second language.

    ## What to write instead

    Two sentences. Cut where a new subject begins.

    ## Options

    - `max_chars`: how many characters a sentence may have in languages written without
      spaces, 100; 0 for no limit.
    - `max_words`: how many words it may have elsewhere, 40; 0 for no limit.

    ## Rates

    Measured in November 2026, articles with a finding: 243 of 460 Japanese and 304 of 684 English
    ones by people (before 2022), 196 of 383 and 64 of 289 by or with machines. It tells nothing of
    who wrote a text.
    """

    max_chars: int = 100
    max_words: int = 40

    messages = {
        "characters": "This sentence has {length} characters, more than {limit}.",
        "words": "This sentence has {length} words, more than {limit}.",
    }
    hints = {"characters": "Make two of it.", "words": "Make two of it."}
    good = {
        "ja": ["朝市が戻りました。" * 20, Case("朝の魚と花" * 30 + "。", options={"max_chars": 0})],
        "en": ["The market is back. " * 20, "```\n" + "fish " * 60 + "\n```"],
    }
    bad = {
        "ja": [
            Case(
                "𠮷野です😀。\r\n⟦" + "朝の魚と花" * 21 + "です。⟧",
                message="This sentence has 108 characters, more than 100.",
            ),
        ],
        "en": [
            Case(
                "It is " + "very " * 40 + "late.\n\n⟦It is " + "very " * 50 + "late.⟧",
                message="This sentence has 53 words, more than 40.",
            ),
            Case("⟦The market is back.⟧ Fish!", options={"max_words": 3}),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the longest sentence."""
        language = document.language
        limit = self.max_chars if language.unspaced else self.max_words
        if not limit:
            return
        shortest = limit if language.unspaced else 2 * limit
        long = [
            (length, sentence)
            for sentence in own_sentences(document)
            if sentence.end - sentence.start > shortest
            and (length := language.length(sentence.text)) > limit
        ]
        if long:
            length, longest = max(long, key=lambda pair: pair[0])
            spans = [longest.span, *(one.span for _, one in long if one is not longest)]
            yield self.finding(
                longest.span, language.unit, related=others(spans), length=length, limit=limit
            )
