"""Is an article that is to be written without AI free of it, by its own words?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.disclosures import disclosures
from bylint_rules.views.marks import NO_KEYS, marks

_JA = "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n"
_EN = "A field of allotments opened by the station.\n\nThere are forty plots.\n\n"


class ForbiddenDisclosure(
    Rule, name="forbidden-disclosure", category="disclosure", severity=None, needs="disclosure"
):
    """A disclosure in an article that is to be written without AI.

    ## What it finds

    Every sentence that tells that AI took part, visible or not, about the text or its pictures, and
    every mark that says so or names an AI as tool. A statement that no AI was used, and a link to a
    policy, are left alone. Off by default; the preset `no-ai` turns it on.

    ## Why

    Some houses print nothing that AI had a part in. A writer who says that it had one, is honest:
    what must change is the text, not the sentence.

    ## What to write instead

    The text, without AI. Taking out the sentence alone would make it false.

    ## Options

    - `keys`: front matter keys of your own and what each is: `generated`, `assisted`, `translated`,
      `summarised` or `autonomous` if it says so when true, `value` if its value says it (none).

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144
    files.
    """

    keys: Mapping[str, str] = NO_KEYS

    messages = {
        "sentence": "This says that AI took part, where your settings want articles without it.",
        "mark": "{name} tells of AI, where your settings want articles without it.",
    }
    hints = {
        "sentence": "Write what it speaks of without AI, then take the sentence out.",
        "mark": "Write what it speaks of without AI, then change the mark.",
    }

    good = {
        "ja": [
            _JA + "この記事の執筆にAIは使っていません。\n",
            "---\nai_generated: false\n---\n" + _JA,
            _JA + "[AIの利用方針](/ai)をご覧ください。\n",
        ],
        "en": [
            _EN + "This article was written without AI. 😀\n",
            "---\nai_disclosure: none\nauthor: Ann Lee\n---\n" + _EN,
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA + "⟦この記事はＡＩが下書きしました。⟧\n\n⟦カバー画像はAIで生成しました。⟧\r\n",
                message="This says that AI took part, where your settings want articles without it.",
            ),
            _JA + "⟦<!-- この記事は生成AIを使って書きました😀 -->⟧\n",
        ],
        "en": [
            Case(
                "---\n⟦ai_tools: [Claude]⟧\n---\n" + _EN,
                message="ai_tools tells of AI, where your settings want articles without it.",
            ),
            _EN + "⟦Edited with the help of ChatGPT.⟧\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each disclosure and each mark."""
        for one in disclosures(document):
            if one.hidden not in ("marks", "policy link"):
                yield self.finding(one.span, "sentence")
        for mark in marks(document, self.keys):
            if mark.degree not in ("none", "unknown"):
                yield self.finding(mark.span, "mark", name=mark.name)
