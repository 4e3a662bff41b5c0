"""Can the reader of the article read the disclosure?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.disclosures import pinned, shown

_JA = "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n"
_EN = "A field of allotments opened by the station.\n\nThere are forty plots.\n\n"


class ForeignDisclosure(
    Rule, name="foreign-disclosure", category="disclosure", severity="warning", needs="disclosure"
):
    """A disclosure in another language than the article.

    ## What it finds

    An article whose visible disclosures are all in other languages than its own, judged by
    paragraph. One finding an article, on the first of them. A badge of one or two words, such as
    "AI-assisted", is of no language.

    ## Why

    A label tells something to those who can read it, and readers of the article are sure to read
    one language only: its own.

    ## What to write instead

    The same sentence in the article's language; that in the other one may stay beside it.

    ## Options

    - `accept`: sentences of your own house that count as disclosures in every language (none).

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144
    files.
    """

    accept: tuple[str, ...] = ()

    messages = {"language": "The disclosure is in {told}, the article in {written}."}
    hints = {"language": "Say it in the language of the article too."}

    good = {
        "ja": [
            _JA
            + "この記事はAIが書きました。\n\nThis article was written by artificial intelligence.\n",
            _JA + "AI-assisted\n",
            Case(
                _JA + "This article was written with AI.\n",
                options={"accept": ["This article was written with AI."]},
            ),
        ],
        "en": [
            _EN + "This article was written by AI.\n\nこの記事は生成AIを使って書きました😀。\n",
            _EN + "Written by ＡＩ.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA + "*⟦This article was written with the help of AI.⟧*\n",
                message="The disclosure is in English, the article in Japanese.",
            ),
            "⟦This article was drafted by AI.⟧\r\n\r\n" + _JA.replace("\n", "\r\n"),
        ],
        "en": [
            Case(
                _EN + "⟦この記事は、生成ＡＩが下書きし、編集部の𠮷田が確認しました。⟧\n",
                message="The disclosure is in Japanese, the article in English.",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first disclosure, where none is in the article's language."""
        told = [one for one in shown(document) if one.block is not None]
        if not told or pinned(document, self.accept):
            return
        languages = [one.block.language for one in told if one.block is not None]
        if all(language.code != document.language.code for language in languages):
            yield self.finding(
                told[0].span,
                "language",
                told=languages[0].name,
                written=document.language.name,
            )
