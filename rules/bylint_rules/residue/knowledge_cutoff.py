"""A chatbot's excuse for what it cannot know."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Safety
from bylint_rules.views.residue import talk, without


class KnowledgeCutoff(
    Rule,
    name="knowledge-cutoff",
    category="residue",
    severity="error",
    needs="phrases.chatbot-cutoff",
):
    """The article says where a chatbot's knowledge ends.

    ## What it finds

    「私の知識は2024年4月時点のものです」, "as of my last knowledge update", "I don't have access
    to real-time data": sentences in which the writer's knowledge has a date. Not what an article
    says of the knowledge of a model, not code, block quotes or words in quotation marks.

    ## Why

    The sentence admits that nobody looked at how things stand today.

    ## What to write instead

    Look it up, and give the date and the source of what you found. The fix (with
    `--unsafe-fixes`) takes the sentence out where it says nothing else.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144 files. 1,303 other
    articles: none either.
    """

    messages = {"cutoff": "A chatbot says here where its knowledge ends."}
    hints = {"cutoff": "Look it up, and give the date and the source of what you found."}

    good = {
        "ja": [
            "このモデルの知識は2024年4月までです。\n",
            "答えは「私の知識は2024年4月時点のものです」で始まりました。\n",
            "私の知識は、本から得たものです😀。\n",
        ],
        "en": [
            "The model's knowledge cutoff is April 2024.\n",
            'It answered "as of my last update" and gave no date.\n',
            "This is the state of things as of the last update.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "𠮷野の人口は7千人です。⟦ただし、私の知識は2024年4月時点のものです。⟧桜は4月に咲きます。\r\n",
                fixed="𠮷野の人口は7千人です。桜は4月に咲きます。\r\n",
                message="A chatbot says here where its knowledge ends.",
            ),
            "⟦私の知識は2024年4月時点のものですが、𠮷野の人口は7千人です。⟧桜は4月に咲きます😀。\r\n",
            "⟦私の最終更新時点では７千人です。⟧桜は4月に咲きます。\n",
        ],
        "en": [
            "⟦As of my last knowledge update in April 2024, the bridge was closed.⟧ Trams run.\n",
            Case(
                "Trams run. ⟦However, my knowledge cutoff is April 30, 2024.⟧ The bridge stands.\n",
                fixed="Trams run. The bridge stands.\n",
            ),
            "Trams run. ⟦My knowledge cutoff is 2024, and the bridge was closed.⟧\n",
            "Trams run 😀. ⟦I don’t have access to real-time data, so check the timetable.⟧\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each sentence."""
        for one in talk(document):
            if one.kind == "cutoff":
                fix = without(one, "Take the sentence out", Safety.UNSAFE)
                yield self.finding(one.span, "cutoff", fix=fix)
