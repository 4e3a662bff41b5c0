"""A paragraph that breaks off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bylint.article.document import Block, Document
from bylint.article.words import words_of
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding

_SHORT = {True: 20, False: 8}
"""Shorter paragraphs are labels or lines of verse: in characters where written without spaces."""

_SHOWN = frozenset("$\\[|`<!:")
"""How formulas, tables, pictures and code begin, even where they are not recognised as such."""


class TruncatedPassage(
    Rule,
    name="truncated-passage",
    category="residue",
    severity="warning",
    needs="residue.unfinished",
):
    """A paragraph breaks off in the middle of its sentence.

    ## What it finds

    A paragraph that ends in a particle or a comma (Japanese) or in a comma, an article or a
    preposition (English), where a heading or the end of the article follows, or, after a particle,
    an article or a preposition, another paragraph. A final の counts after a noun, since it also ends
    questions. Not where a list, code, a formula, a table, a picture or a quotation completes the
    sentence.

    ## Why

    Answers of models have a greatest length and stop in the middle of a word when they reach it.

    ## What to write instead

    The end of the sentence.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. Human prose from before
    2022: one finding in 1,144 files, a paragraph that does break off. 1,303 other articles: eight
    findings, six of them true.
    """

    messages = {"cut": "The paragraph breaks off after “{text}”."}
    hints = {"cut": "Finish the sentence."}
    good = {
        "ja": [
            "朝市が四年ぶりに駅前の空き地に戻り、次の店が並びましたが、\n\n- 魚の店\n- 花の店\n",
            "作り方は次の通りで、駅前の店に聞いたものを、\n\n```text\n切る\n```\n",
            "もう春が\n\n来る\n",
            "駅前の空き地に四年ぶりに朝市が戻ってきたのはどうしてなの\n\n町が屋根を直したからです。\n",
            "朝市が四年ぶりに駅前の空き地に戻り、屋根の修理代を出したのは町の\n\n- 商店会\n",
            "朝市が四年ぶりに駅前の空き地に戻り、屋根も直りました\n",
            "朝市が四年ぶりに駅前の空き地に戻り、屋根の修理代は、\n\n> 四十万円\n\nでした。\n",
        ],
        "en": [
            "The market by the station is back with all of the\n\n- fish\n- flowers\n",
            "Dear readers,\n\nThe market is back.\n",
            "What the market by the station is made of and what it is good for\n\nFish.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "朝市が四年ぶりに駅前の空き地に戻り、屋根の修理代⟦は、⟧\n\n## まとめ\n\n戻りました。\n",
                message="The paragraph breaks off after “は、”.",
            ),
            "# 朝市\n\n𠮷野の朝市が四年ぶりに駅前に戻り、屋根を直したのは町⟦の⟧\n\n屋根です😀。\n",
            "# 朝市\n\n𠮷野の朝市が四年ぶりに駅前の空き地に戻ったこと⟦を⟧\r\n\r\n屋根です😀。\r\n",
        ],
        "en": [
            "# Market\n\nThe market by the station is back, and the roof was paid for by ⟦the⟧\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each paragraph that breaks off."""
        blocks = [block for block in document.blocks if block.kind not in ("comment", "definition")]
        for block, after in pairwise([*blocks, None]):
            if block is None or block.kind != "paragraph" or block.containers:
                continue
            start = _unfinished(block)
            if start is not None and not _goes_on(document, block, after):
                end = len(block.text.rstrip())
                yield self.finding(block.prose.span(start, end), "cut", text=block.text[start:end])


def _goes_on(document: Document, block: Block, after: Block | None) -> bool:
    """Whether what follows may complete the sentence: the next line, or something that is shown."""
    if after is None:
        return False
    path, text = document.source.path, document.text
    marked = not path.lower().endswith((".html", ".htm"))
    if marked and text[block.span.end : after.span.end].lstrip()[:1] in _SHOWN:
        return True
    if after.kind == "heading":
        return False
    if after.kind != "paragraph" or after.containers or _is_shown(document, after):
        return True
    if block.text.rstrip().endswith(("、", ",")):
        return True
    between = text[block.span.end : after.span.start].replace("\r\n", "\n")
    return marked and between.count("\n") < 2


def _is_shown(document: Document, block: Block) -> bool:
    """Whether a block is a formula, a picture, code or an address and little else."""
    text = block.prose.masked("math", "code", "image", "autolink", "link")
    return not any(map(str.isalnum, text)) or not document.text[block.span.start].isalnum()


def _unfinished(block: Block) -> int | None:
    """Where the last word of a paragraph begins that cannot end a sentence."""
    language = block.language
    text = block.text.rstrip()
    endings = words_of(language.data.get("residue", {}).get("unfinished", ()))
    asked = words_of(language.data.get("residue", {}).get("unfinished_after_noun", ()))
    ending = next(filter(text.endswith, (*endings, *asked)), None)
    if ending is None or language.length(text) < _SHORT[language.unspaced]:
        return None
    if any(mark.end >= len(text) for mark in block.prose.marks):
        return None
    start = len(text) - len(ending.strip())
    return start if ending not in asked or _is_noun(text[start - 1]) else None


def _is_noun(char: str) -> bool:
    """Whether a character ends a noun rather than a verb: a letter, but none of hiragana."""
    return char.isalnum() and not "ぁ" <= char <= "ゟ"
