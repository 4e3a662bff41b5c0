"""Does the article say the same sentence again, hardly changed?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document, Sentence
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Related
from bylint_rules.views.style import own_sentences

_EDGE = 12
"""Characters by which a sentence is looked up: those it begins with, and those it ends with."""
_MOST_ALIKE = 8
"""How many sentences of one beginning or end are compared."""


class NearDuplicateSentence(
    Rule, name="near-duplicate-sentence", category="style", severity="info", status="preview"
):
    """A sentence comes back with a word or two exchanged.

    ## What it finds

    Two sentences of some length of which nearly all is the same, word for word, but for one place
    in them. One finding an article, on the later one. Sentences that differ in figures alone belong
    to tables and lists of results, and do not count; nor do sentences that are quite the same.

    ## Why

    Models take up a sentence of their own when they have nothing to add.

    ## What to write instead

    One of the two.

    ## Options

    - `min_chars`: how long the sentences must be where lengths are counted in characters, 40.
    - `min_words`: how long where they are counted in words, 12.
    - `likeness`: what share of the longer one the two must have in common, from 0 to 1: 0.85.

    ## Rates

    Measured in November 2026, articles with a finding: 18 of 460 Japanese and 11 of 684 English
    ones by people (before 2022), 26 of 383 and 4 of 289 by or with machines. People who write
    manuals repeat sentences as often as machines, so it is a preview rule.
    """

    min_chars: int = 40
    min_words: int = 12
    likeness: float = 0.85

    messages = {"alike": "This sentence stands in the article already, hardly changed."}
    hints = {"alike": "Keep one of the two."}
    good = {
        "ja": [
            "朝市は四年ぶりに日曜の朝に戻り、近くの農家と漁師が四十の店を並べ、"
            "昼まで客が続きました。"
            "朝市は四年ぶりに日曜の朝に戻り、近くの農家と漁師が五十の店を並べ、"
            "昼まで客が続きました。",
            "朝市は戻りました。朝市は戻りません。",
        ],
        "en": [
            "In the first week of May the market sold 120 fish to visitors who came from the city."
            " In the first week of May the market sold 340 fish to visitors who came from the"
            " city.",
            "The market is back. The market is open.",
        ],
    }
    bad = {
        "ja": [
            "朝市は四年ぶりに日曜の朝に戻り、近くの農家と漁師が四十の店を並べ、"
            "昼まで客が続きました😀。\r\n"
            "𠮷野の話です。\r\n"
            "⟦朝市は四年ぶりに日曜の朝に戻り、近くの農家や漁師が四十の店を並べ、"
            "昼まで客が続きました😀。⟧\r\n",
        ],
        "en": [
            Case(
                "The market by the station is back on Sunday mornings, with forty stalls of fishers"
                " from the villages. Trams run.\n\n⟦The market by the station is back on Sunday"
                " evenings, with forty stalls of fishers from the villages.⟧",
                message="This sentence stands in the article already, hardly changed.",
            )
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first sentence that is like another."""
        known: dict[tuple[str, str], list[Sentence]] = {}
        for sentence in own_sentences(document):
            text = sentence.text
            if len(text) < 2 * _EDGE or not self._is_long(sentence):
                continue
            for key in (("begins", text[:_EDGE]), ("ends", text[-_EDGE:])):
                alike = known.setdefault(key, [])
                for other in alike[:_MOST_ALIKE]:
                    if self._is_like(text, other.text):
                        related = Related(other.span, "It stands here.")
                        yield self.finding(sentence.span, "alike", related=[related])
                        return
                alike.append(sentence)

    def _is_long(self, sentence: Sentence) -> bool:
        language = sentence.block.language
        shortest = self.min_chars if language.unspaced else self.min_words
        return language.length(sentence.text) >= shortest

    def _is_like(self, one: str, other: str) -> bool:
        """Whether two texts differ in one place only, and not in its figures alone."""
        short = min(len(one), len(other))
        begin = next((at for at in range(short) if one[at] != other[at]), short)
        rest = short - begin
        end = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
        if begin + end < self.likeness * max(len(one), len(other)):
            return False
        changed = one[begin : len(one) - end] + other[begin : len(other) - end]
        return any(char not in _FIGURES for char in changed)


_FIGURES = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万億.,%％ ")
