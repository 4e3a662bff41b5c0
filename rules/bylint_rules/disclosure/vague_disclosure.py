"""Does the disclosure say what AI did?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.disclosures import is_pinned, shown

_JA = "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n"
_EN = "A field of allotments opened by the station.\n\nThere are forty plots.\n\n"


class VagueDisclosure(
    Rule, name="vague-disclosure", category="disclosure", severity="info", needs="disclosure"
):
    """A disclosure that says AI was used, but not for what.

    ## What it finds

    Sentences such as 「この記事は生成AIを活用しています」 or "This article uses AI" in an article
    that nowhere says whether AI wrote, drafted, edited, translated or summarised it. One finding an
    article, on the first such sentence.

    ## Why

    "Used" covers everything from a corrected comma to a text nobody wrote. Readers cannot tell
    which, and tend to think the worst.

    ## What to write instead

    Say what AI did, and what people did: 「この記事は生成AIが下書きし、編集部が確認しました。」,
    "This article was drafted with AI and checked by our editors."

    ## Options

    - `accept`: sentences of your own house that are meant as they stand (none).

    ## Rates

    Measured in November 2026. Of 22 labelled articles whose disclosure readers see none is vague,
    and none is called so. Human prose from before 2022: no finding in 1,144 files.
    """

    accept: tuple[str, ...] = ()

    messages = {"used": "The disclosure says that AI was used, but not for what."}
    hints = {"used": "Say what AI did: wrote, drafted, edited, translated or summarised."}

    good = {
        "ja": [
            _JA + "この記事は生成AIを活用して執筆しています。\n",
            _JA + "この記事は生成AIを活用しています。本文の下書きはAIが作成しました。\n",
            _JA + "本記事の校正にＡＩを使用しています😀\n",
            Case(
                _JA + "この記事は生成AIを活用しています。\n",
                options={"accept": ["この記事は生成AIを活用しています。"]},
            ),
            _JA + "多くの企業が生成AIを活用しています。\n",
        ],
        "en": [
            _EN + "AI was used to edit this article.\n",
            _EN + "This article uses AI. It was drafted with ChatGPT.\n",
            Case(_EN + "This article uses AI.\n", options={"accept": ["This article uses AI"]}),
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA + "⟦*この記事は生成AIを活用しています。⟧*誤りがある可能性があります。\n",
                message="The disclosure says that AI was used, but not for what.",
            ),
            "⟦本記事はＡＩを使用しています。⟧\r\n\r\n" + _JA,
            _JA + "⟦※本記事ではChatGPTを利用しています。⟧😀𠮷\n",
        ],
        "en": [
            _EN + "⟦This article uses AI.⟧ It may contain errors.\n",
            _EN + "⟦AI was used in this article.⟧\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first disclosure, where none says what AI did."""
        told = shown(document)
        if any(one.degree for one in told):
            return
        for one in told:
            if one.block is None or not is_pinned(one.block.text, self.accept):
                yield self.finding(one.span, "used")
                return
