"""Tokens that only a chatbot's own page can show."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Safety
from bylint_rules.views.residue import markup, without


class ChatbotMarkup(Rule, name="chatbot-markup", category="residue", severity="error"):
    """A token of a chatbot's markup is left in the article.

    ## What it finds

    What chatbots write for their own pages to turn into links, cards and notes:
    `:contentReference[oaicite:0]{index=0}`, `[oai_citation:0‡Name](…)`, `turn0search0`,
    `【1†source】`, `[cite_start]` and `[cite: 1]`, `<grok-card …>`, addresses under
    `ppl-ai-file-upload`, a `</think>` that nothing opened, the characters U+E200 to U+E2FF, and a
    fence ```` ```markdown ```` around the whole article. Brackets 【…】 count only with a dagger.

    Tokens in code, in comments, between quotation marks and in a disclosure are left alone: there
    someone speaks of them.

    ## Why

    Readers see signs that mean nothing to them, where a source should stand. And they see where the
    text was copied from, and that nobody read it afterwards.

    ## What to write instead

    The source that the token stood for, or nothing. The fix takes the token out and keeps links and
    names: `[oai_citation:0‡The Gazette](https://example.org)` becomes
    `[The Gazette](https://example.org)`. An uploaded file that only its owner can open is for you to
    replace.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144 files. 90 labelled
    articles: all 31 with such tokens found, none of the nine that only speak of residue.
    """

    messages = {"left": "“{token}” is markup of a chatbot, and readers see it."}
    hints = {"left": "Take it out, and name the source that it stood for."}

    good = {
        "ja": [
            "画面に `:contentReference[oaicite:0]{index=0}` と出ることがあります。\n",
            "目印は「【1†source】」のような形です。\n",
            "【4: 安全】新しい道具の調査【PR】\n",
            "```text\nturn0search0 [cite_start]\n```\n",
            "<!-- [cite: 1] -->\n\n朝市は日曜に開きます😀。\n",
            "<think>と書けば考え始め、</think>と書けば答えに移ります。\n",
            "\ue0a0という字は枝を表します。\n",
        ],
        "en": [
            "Its answers carry `turn0search0`, and its pages `[cite: 1]`.\n",
            'Look for "[cite_start]" in the text.\n',
            "    :contentReference[oaicite:0]{index=0}\n",
            "The dagger† marks a note, and the U-turn0 sign is new. See [cite] and [1].\n",
            "```markdown\n# How to write\n```\n\nThat is how a heading looks.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "朝市が戻りました⟦:contentReference[oaicite:3]{index=3}⟧。𠮷田さんです。\n",
                fixed="朝市が戻りました。𠮷田さんです。\n",
                message="“:contentReference[oaicite:3]{index=3}” is markup of a chatbot, and readers"
                " see it.",
            ),
            Case(
                "屋根も直りました😀。 [⟦oai_citation:0‡⟧港町新聞](https://example.org/a?b=1#c)\r\n",
                fixed="屋根も直りました😀。 [港町新聞](https://example.org/a?b=1#c)\r\n",
            ),
            Case(
                "- 魚は売り切れました。⟦【12†L3-L5】⟧⟦【F:news/index.html†L188-L205】⟧\n",
                fixed="- 魚は売り切れました。\n",
            ),
            Case(
                "客は千人でした ⟦\ue200cite\ue202turn0search1\ue202turn0news3\ue201⟧。\n",
                fixed="客は千人でした。\n",
            ),
            Case(
                "⟦```markdown⟧\n# 朝市が戻る\n\n屋根も直りました。\n```\n",
                fixed="# 朝市が戻る\n\n屋根も直りました。\n",
            ),
        ],
        "en": [
            Case(
                "⟦[cite_start]⟧The market is back. ⟦[cite: 1, 4-6]⟧\n",
                fixed="The market is back.\n",
            ),
            Case(
                'The mayor, ⟦\ue200entity\ue202["person","Jane Roe","mayor"]\ue201⟧, came.\n',
                fixed="The mayor, Jane Roe, came.\n",
            ),
            Case("It rained ⟦turn0search0turn1view2⟧.\r\n", fixed="It rained.\r\n"),
            Case("⟦</think>⟧\n\nThe market is back.\n", fixed="\n\nThe market is back.\n"),
            Case(
                'It opens at six.⟦<grok-card data-id="a1" data-type="citation_card"></grok-card>⟧\n',
                fixed="It opens at six.\n",
            ),
            "See [the plan](⟦https://ppl-ai-file-upload.s3.amazonaws.com/web/1/plan.pdf⟧).\n",
            Case(
                "<p>The market is back⟦【3†source】⟧.</p>\n",
                path="a.html",
                fixed="<p>The market is back.</p>\n",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each token."""
        for one in markup(document):
            fix = without(one, "Take the token out", Safety.SAFE)
            yield self.finding(one.span, "left", fix=fix, token=one.text)
