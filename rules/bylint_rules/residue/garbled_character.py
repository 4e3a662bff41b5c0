"""Characters that were lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern

_LOST = lazy_pattern("\ufffd+")
_PAIRS = {"「": "」", "『": "』", "(": ")", "（": "）", '"': '"', "“": "”", "'": "'", "‘": "’"}


class GarbledCharacter(Rule, name="garbled-character", category="residue", severity="error"):
    """A character was lost: readers see `�` in its place.

    ## What it finds

    U+FFFD, the sign that stands for what could not be decoded, in text that readers see. Not in
    code, and not between quotation marks or brackets of its own, where someone speaks of it.

    ## Why

    A program cut a character in two, often one that passed on an answer piece by piece. The word is
    lost, and the reader has to guess.

    ## What to write instead

    The word that stood there.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144 files.
    """

    messages = {"lost": "A character was lost here: readers see {text}."}
    hints = {"lost": "Write the word that stood there."}
    good = {
        "ja": ["文字化けすると「\ufffd」と出ます。\n", "`\ufffd` はU+FFFDです😀。\n"],
        "en": ["What is lost shows as (\ufffd).\n", "    caf\ufffd\n"],
    }
    bad = {
        "ja": [
            Case(
                "𠮷野の桜は四月に⟦\ufffd\ufffd⟧きます。\r\n",
                message="A character was lost here: readers see \ufffd\ufffd.",
            ),
            "## 朝⟦\ufffd⟧が戻る\n\n- 屋根が⟦\ufffd⟧りました。\n",
        ],
        "en": ["The caf⟦\ufffd⟧ opens at six.\n"],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each run of such characters."""
        if "\ufffd" not in document.text:
            return
        for block in document.visible():
            text = block.prose.masked("code", "math")
            for match in _LOST.finditer(text):
                before = text[match.start() - 1 : match.start()]
                if before not in _PAIRS or not text.startswith(_PAIRS[before], match.end()):
                    yield self.finding(block.prose.span(*match.span()), "lost", text=match[0])
