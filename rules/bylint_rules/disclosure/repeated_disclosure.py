"""Does the article say once what it says?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.article.phrases import fold
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Related
from bylint.text import Span
from bylint_rules.views.disclosures import shown

_JA = "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n"
_EN = "A field of allotments opened by the station.\n\nThere are forty plots.\n\n"


class RepeatedDisclosure(
    Rule, name="repeated-disclosure", category="disclosure", severity="info", needs="disclosure"
):
    """The same disclosure twice in one place.

    ## What it finds

    A visible disclosure with the words of an earlier one, both at the top, both at the bottom, or
    both in the middle of the article. Case, width, spaces and signs make no difference. The same
    sentence once at the top and once at the bottom is left alone.

    ## Why

    It mostly means that a template adds the line and the writer did too.

    ## What to write instead

    One of the two.

    ## Options

    None.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144
    files.
    """

    messages = {"again": "This disclosure stands here twice."}
    hints = {"again": "Keep one of them."}

    good = {
        "ja": [
            "この記事はAIが書きました。\n\n" + _JA + _JA + "この記事はAIが書きました。\n",
            _JA + "この記事はAIが書きました。\n\n見出しの画像はAIで生成しました。\n",
        ],
        "en": [
            _EN + "This article was written by AI.\n\nIt was translated by ChatGPT.\n",
            "*Written by AI.*\n\n" + _EN + _EN + "*Written by AI.*\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA + "※この記事はAIが書きました。\n\n⟦この記事はＡＩが書きました。⟧😀\n",
                message="This disclosure stands here twice.",
            ),
        ],
        "en": [
            _EN + "Written by AI.\r\n\r\n*⟦Written by AI⟧*\r\n",
            "> This article was drafted by AI.\n\n⟦This article was drafted by AI.⟧\n\n" + _EN,
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each disclosure that was there before."""
        first: dict[tuple[str, str], Span] = {}
        for one in shown(document):
            words = "".join(char for char in fold(one.text) if char.isalnum())
            key = (one.place, words)
            if key in first:
                related = (Related(first[key], "the first"),)
                yield self.finding(one.span, "again", related=related)
            else:
                first[key] = one.span
