"""Parameters by which a chatbot marks the addresses it gives."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Safety
from bylint_rules.views.residue import tracking, without


class ChatbotTracking(Rule, name="chatbot-tracking", category="residue", severity="error"):
    """An address still says which chatbot it was copied from.

    ## What it finds

    `utm_source=chatgpt.com`, `utm_source=openai`, `utm_source=perplexity` and their kind in the
    address of a link, in a link definition or in an address that stands in the text. Not in code,
    and not where the parameter is spoken of without an address.

    ## Why

    The owner of the linked page is told that your readers came from a chatbot. And your readers are
    told that the source was found by one, and the address pasted without a look.

    ## What to write instead

    The address without the parameter. The fix takes it out and leaves all the rest as it is.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144 files. 90 labelled
    articles: found in all 27 that have it, in none of the nine that only speak of residue.
    """

    messages = {"tracked": "The address says that it was copied from a chatbot ({parameter})."}
    hints = {"tracked": "Take the parameter out, and see that the address leads to what you read."}

    good = {
        "ja": [
            "`https://example.org/?utm_source=chatgpt.com` のような印が付きます。\n",
            "utm_source=chatgpt.com という文字列が付くことがあります😀。\n",
            "[号外](https://example.org/?utm_source=newsletter)\n",
        ],
        "en": [
            "[Paper](https://example.org/?utm_source=openai-fans.example&x=1)\n",
            "Search for utm_source=openai in your logs.\n",
            "    curl https://example.org/?utm_source=chatgpt.com\n",
            "[Docs](https://chatgpt.com/?model=a)\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "𠮷野の[観光協会](https://example.org/花?⟦utm_source=chatgpt.com⟧&x=1#桜)です。\n",
                fixed="𠮷野の[観光協会](https://example.org/花?x=1#桜)です。\n",
                message="The address says that it was copied from a chatbot"
                " (utm_source=chatgpt.com).",
            ),
            Case(
                "- 港町新聞 https://example.org/a?b=%E3%81%82&⟦utm_source=openai⟧\r\n",
                fixed="- 港町新聞 https://example.org/a?b=%E3%81%82\r\n",
            ),
        ],
        "en": [
            Case(
                "The market is back ([Gazette](https://example.org/?⟦utm_source=chatgpt.com⟧)).\n",
                fixed="The market is back ([Gazette](https://example.org/)).\n",
            ),
            Case(
                "Back [1].\n\n[1]: https://example.org/a/?x=1&⟦utm_source=perplexity⟧#top\n",
                fixed="Back [1].\n\n[1]: https://example.org/a/?x=1#top\n",
            ),
            Case(
                '<p><a href="https://example.org/?a=1&amp;⟦utm_source=chatgpt.com⟧&amp;b=2">A</a></p>\n',
                path="a.html",
                fixed='<p><a href="https://example.org/?a=1&amp;b=2">A</a></p>\n',
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each address."""
        for one in tracking(document):
            fix = without(one, "Take the parameter out", Safety.SAFE)
            yield self.finding(one.span, "tracked", fix=fix, parameter=one.text)
