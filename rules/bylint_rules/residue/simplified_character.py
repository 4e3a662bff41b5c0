"""Chinese forms of characters in Japanese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint_rules.views.enclosed import Enclosed

_KANA = lazy_pattern(r"[\u3041-\u3096\u30a1-\u30fa]")
_MOST = 5
"""An article with more such characters than this writes Chinese words on purpose."""

_LONGEST = 20
"""How far a name of a firm is followed to either side."""
_FIRM = ("公司", "集团", "股份", "科技", "控股")
"""Words that names of Chinese firms hold and Japanese ones do not."""


class SimplifiedCharacter(
    Rule, name="simplified-character", category="residue", severity="warning"
):
    """A character in Japanese text has the form that only simplified Chinese gives it.

    ## What it finds

    In a block with kana, a Han character of GB 2312 that JIS X 0213 lacks, such as 进 for 進 or 说 for
    説. Not in code, quotation marks or brackets, nor elsewhere if the article has the character in
    such: it speaks of it. Not in the name of a Chinese firm, known by a word such as 公司. And not
    in an article with more than five different ones: it writes Chinese words on purpose.

    ## Why

    Models mix the two. Readers stumble, and many fonts show such a character in another face.

    ## What to write instead

    The Japanese form.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 460 Japanese files.
    """

    messages = {"simplified": "{character} is a form of simplified Chinese, not of Japanese."}
    hints = {"simplified": "Write the Japanese form."}
    good = {
        "ja": [
            "中国語では「进」と書きます😀。\n",
            "名前は進さんで、进さんではありません（「进」は中国の字です）。\n",
            "鄧小平の伝記です。\n",
            "国会で学ぶ。体も会も台も、日本の字です。\n",
            "`说` は説です。\n",
            "朝市に华海科技と东海集团が店を出しました😀。\n",
        ],
        "en": ["我们在市场见面。这是中文。\n", "The sign says 说 in blue.\n"],
    }
    bad = {
        "ja": [
            Case(
                "工事は⟦进⟧んでいます。\n",
                message="进 is a form of simplified Chinese, not of Japanese.",
            ),
            "𠮷野の⟦说⟧明を読みました😀。\r\n屋根の⟦发⟧注です。\r\n",
        ],
        "en": [
            "# The market\n\nIt is back.\n\n朝市が開き、屋根の工事も⟦进⟧んでいます。来月に終わります。\n"
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each character."""
        forms = "".join(char for char in set(document.text) if _is_simplified(char))
        if not forms:
            return
        simplified = re.compile(f"[{forms}]")
        hits = [
            (block, hit)
            for block in document.visible()
            if block.language.code == "ja" and _KANA.search(block.text)
            for hit in block.prose.find(simplified)
        ]
        if len({hit.text for _, hit in hits}) > _MOST:
            return
        enclosed = {block: Enclosed(block) for block in {block for block, _ in hits}}
        own = [
            hit
            for block, hit in hits
            if not enclosed[block].holds(hit.start) and not _names_firm(block.text, hit.start)
        ]
        spoken_of = {hit.text for block, hit in hits if enclosed[block].holds(hit.start)}
        for hit in own:
            if hit.text not in spoken_of:
                yield self.finding(hit.span, "simplified", character=hit.text)


def _names_firm(text: str, at: int) -> bool:
    """Whether a character stands in a run of Han characters with a word of firms' names."""
    start = end = at
    while start > 0 and at - start < _LONGEST and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    while end < len(text) and end - at < _LONGEST and "\u4e00" <= text[end] <= "\u9fff":
        end += 1
    return any(form in text[start:end] for form in _FIRM)


@cache
def _is_simplified(character: str) -> bool:
    if not "\u4e00" <= character <= "\u9fff":
        return False
    return _is_in(character, "gb2312") and not _is_in(character, "euc_jis_2004")


def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
