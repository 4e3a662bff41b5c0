"""Letters of another script in the middle of a Japanese word or sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint_rules.views.enclosed import Enclosed

_RUN = lazy_pattern(
    r"(?P<Cyrillic>[\u0400-\u04ff]{2,})|(?P<Indic>[\u0900-\u0dff]+)|(?P<Thai>[\u0e00-\u0eff]+)"
    r"|(?P<Arabic>[\u0600-\u06ff\u0750-\u077f]+)|(?P<Hangul>[\uac00-\ud7a3]+)"
)
_JAPANESE = lazy_pattern(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\u3005\U00020000-\U0002ffff]")
_MOST = 3
"""An article with more runs of a script than this is about that script."""


class ForeignScript(Rule, name="foreign-script", category="residue", severity="error"):
    """Letters of another script stand in the middle of Japanese.

    ## What it finds

    In Japanese text a run of Cyrillic, Indic, Thai, Arabic or Hangul letters that touches kana or
    kanji: 「шовな」, 「คนが」. Not in code, quotation marks or brackets, and not in an article that
    has more than three runs of that script: it is about the language.

    ## Why

    Models that know many languages slip from one into another in the middle of a word. No person
    types this, and no reader understands it.

    ## What to write instead

    The Japanese word that was meant.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 460 Japanese files.
    """

    messages = {"foreign": "“{text}” is {script} script in the middle of Japanese."}
    hints = {"foreign": "Write the Japanese word that was meant."}
    good = {
        "ja": [
            "看板には「Привет」とありました😀。\n",
            "挨拶（안녕하세요）を覚えました。\n",
            "(´Д｀)という顔です。\n",
            "ロシア語の `привет` は挨拶です。\n",
            "저は私、너は君、우리は私たち、그는彼です。\n",
        ],
        "en": ["The sign said Привет to all.\n", "He wrote 안녕하세요 on it.\n"],
    }
    bad = {
        "ja": [
            Case(
                "店主は⟦шов⟧な様子で答えました。\n",
                message="“шов” is Cyrillic script in the middle of Japanese.",
            ),
            "𠮷野には大勢の⟦คน⟧が来ました😀。\r\n- 値段は⟦가격⟧通りでした。\n",
            "## 朝市が⟦السوق⟧戻る\n\n屋根が直りました。\n",
        ],
        "en": [
            "# The market\n\nIt is back.\n\n朝市は駅前の空き地で⟦рынок⟧に開きます。屋根も直りました。\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each run."""
        if not any(map(_is_japanese, document.blocks)) or not _holds_foreign(document.text):
            return
        runs = []
        counts: Counter[str | None] = Counter()
        for block in document.visible():
            for hit in block.prose.find(_RUN):
                counts[hit.match.lastgroup] += 1
                if _is_japanese(block):
                    runs.append((block, hit))
        for block, hit in runs:
            text, script = block.text, hit.match.lastgroup
            touches = (text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1])
            if counts[script] > _MOST or not any(map(_JAPANESE.match, touches)):
                continue
            if not Enclosed(block).holds(hit.start):
                yield self.finding(hit.span, "foreign", text=hit.text, script=str(script))


def _holds_foreign(text: str) -> bool:
    """A quick look for letters that are neither Latin nor East Asian; Hangul is among these."""
    return any("\u0400" <= char < "\u1000" or "\uac00" <= char < "\ud7b0" for char in set(text))


def _is_japanese(block: Block) -> bool:
    return block.language.code == "ja"
