"""A paragraph that was written twice."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Related
from bylint_rules.views.markers import Written, written

_JA = (
    "駅前の朝市は四年ぶりに日曜の朝に戻り、近くの農家と漁師が四十の店を並べました。"
    "屋根の修理は寄付でまかなわれ、雨の日でも客足は途切れず、昼前には魚がすべて売り切れたといいます。"
)
_EN = (
    "The market by the station is back on Sunday mornings after four years, with forty stalls of"
    " farmers and fishers from the villages around. The roof was paid for by donations, and even in"
    " the rain the fish was gone before noon."
)


class RepeatedPassage(Rule, name="repeated-passage", category="residue", severity="warning"):
    """A whole paragraph stands in the article twice, word for word.

    ## What it finds

    Two paragraphs of the same words, of two sentences or more and at least 80 characters (Japanese,
    Chinese, Korean) or 30 words (other languages), whatever their citations. One finding an
    article, on the second. Not quotations, code, formulas or tables.

    ## Why

    Models fall into loops, and answers that overlap are put together unread.

    ## What to write instead

    The paragraph once.

    ## Options

    - `min_chars`: how long a paragraph must be where lengths are counted in characters (80).
    - `min_words`: how long it must be where they are counted in words (30).

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144 files. 1,303 other
    articles: 48 findings, 44 of them in articles by machines.
    """

    min_chars: int = 80
    min_words: int = 30

    messages = {"repeated": "This paragraph stands in the article already."}
    hints = {"repeated": "Keep one of the two."}
    good = {
        "ja": [
            f"{_JA}\n\n> {_JA}\n",
            "屋根です。魚です。\n\n屋根です。魚です。\n",
            f"{_JA}\n\n{_JA[:-1]}そうです。\n",
        ],
        "en": [f"{_EN}\n\n```\n{_EN}\n```\n", "It is back.\n\nIt is back.\n"],
    }
    bad = {
        "ja": [
            Case(
                f"## 一\n\n{_JA}\n\n## 二\n\n⟦{_JA}⟧\n\n## 三\n\n{_JA}\n",
                message="This paragraph stands in the article already.",
            ),
            f"{_JA}\n\n⟦{_JA[:-1]}[1]{_JA[-1]}⟧\n\n## 出典\n\n- [1] 町の記録\n",
            f"𠮷野です😀。\r\n\r\n{_JA}\r\n\r\n⟦**{_JA}**⟧\r\n",
        ],
        "en": [
            f"{_EN}\n\nTrams run.\n\n⟦{_EN}⟧\n",
            f"{_EN} [1]\n\nTrams run.\n\n⟦{_EN} [2]⟧\n\n## Sources\n\n1. A log\n2. A map\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first paragraph that repeats another."""
        seen: dict[str, Block] = {}
        for block in document.visible():
            if block.kind != "paragraph" or block.containers:
                continue
            if len(block.sentences) < 2 or not self._is_long(block):
                continue
            first = seen.setdefault(_words(block, written(document)), block)
            if first is not block:
                related = Related(first.span, "It stands here.")
                yield self.finding(block.span, "repeated", related=[related])
                return

    def _is_long(self, block: Block) -> bool:
        if any(True for _ in block.prose.marked("math")):
            return False
        short = self.min_chars if block.language.unspaced else self.min_words
        return block.language.length(block.text) >= short


def _words(block: Block, marks: Written) -> str:
    """The text of a paragraph without its citation markers."""
    text, at = "", 0
    for group in marks.groups.get(block.index, ()):
        text += block.text[at : group.start].rstrip()
        at = max(at, group.end)
    return (text + block.text[at:]).strip()
