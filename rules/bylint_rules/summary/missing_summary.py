"""Is there a summary at all?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bylint.article.document import Document
from bylint.checking.rule import ByLanguage, Case, Rule, Seen
from bylint.diagnostics import Finding
from bylint_rules.views.summary import first_line, summary

_JA = (
    "港の朝市が復活\n\n港町の朝市が、3年ぶりに再開しました。初日は早朝から列ができ、"
    "用意した魚は1時間で売り切れました。\n\n## 再開までの道のり\n\n"
    "市場の屋根は台風で壊れ、修理に2年かかりました。費用は寄付と市の補助でまかなわれました。\n"
)
_EN = (
    "The harbour market is back\n\nThe morning market by the harbour opened again after three"
    " years."
    " Queues formed before sunrise, and the fish was sold within an hour.\n\n"
    "## The way back\n\nA storm took the roof, and the repair lasted two years. Donations and a"
    " grant from the town paid for it.\n"
)
_SHORT = {"min_length": 10}


class MissingSummary(
    Rule,
    name="missing-summary",
    category="summary",
    severity="error",
    needs="headings.summary",
    whole=True,
):
    """An article that neither begins nor ends with a summary.

    ## What it finds

    An article of some length in which nothing sums up the whole. A summary is one of these:

    - *lead bullets*: the body begins with a list of two to seven items without links, each of them
      a statement (15 characters or more in Japanese, Chinese and Korean, 40 in other languages), or
      with a list under a heading such as 要点, この記事のポイント, TL;DR or "Key takeaways";
    - *a lead section*: 概要, 要約, TL;DR, 結論, "Overview", "Abstract" or "Executive summary" as
      first or second heading, or a box or paragraph at the top that says so itself
      (「結論から言うと」, "TL;DR:");
    - *a closing section*: まとめ, 結論, "Summary", "Conclusion", "Key takeaways", "Bottom line", or
      a last paragraph that begins with such a word, also where it stands under おわりに;
    - a box with such a title wherever it stands, if nothing else sums up: `!!! note "Summary"`,
      `??? note "まとめ"`, `:::tip[Summary]`, a table of one column.

    Headings may be real, bold or bare lines, numbered, with emoji and with a subtitle. おわりに,
    さいごに and "Wrapping up" as such close an article without summing it up. 週次まとめ, 使い分けまとめ
    and "Tech stack summary" are titles of something else.

    The finding stands on the first line of the body: the first visible line after title, byline,
    date and disclosure. A bare line at the top may be the title or the first heading; nothing tells
    the two apart, so it counts as the first line. A summary that stands in the wrong place is
    `misplaced-summary` and not also missing.

    ## Why

    Most readers of a news digest read nothing but the summary, and those who read on want to know
    whether it is worth it. A writer who cannot sum up a generated text has not read it.

    ## What to write instead

    Three to five bullets above the first heading, or a section まとめ or "Summary" after the body.

    ## Options

    - `require`: `either` (default) is content with one summary, `lead` and `closing` demand that
      one, `both` demands both, `none` demands nothing.
    - `min_length`: how long an article must be to need a summary. 800 characters in Japanese,
      Chinese and Korean, 400 words in other languages.

    ## Rates

    Measured in November 2026 on 32 labelled articles in Japanese and English, arguable ones left
    out: precision 0.93 and recall 1.00 of whether there is a summary. The one false alarm is a
    section まとめ that its label overlooks. Of files from before 2022 that are long enough, 276 of
    375 in Japanese and 315 of 421 in English have no summary; of machine-written ones, 237 of 683
    and 113 of 468. `scripts/accuracy summary` prints the rates for any labels.
    """

    require: Literal["lead", "closing", "either", "both", "none"] = "either"
    min_length: ByLanguage[int] = ByLanguage(400, ja=800, zh=800, ko=800)

    messages = {
        "either": "The article has no summary, neither at its head nor at its end.",
        "lead": "The article does not begin with a summary.",
        "closing": "The article does not end with a summary.",
        "both": "The article has no summary; one is wanted at its head and one at its end.",
    }
    hints = {
        "either": "Begin with three to five bullets, or close with a section headed Summary.",
        "lead": "Begin with three to five bullets, or with a section headed TL;DR.",
        "closing": "Close the body with a section headed Summary.",
        "both": "Begin with three to five bullets and close with a section headed Summary.",
    }
    good = {
        "ja": [
            _JA,
            Case(_JA + "\n## まとめ\n\n朝市は3年ぶりに戻り、客足も戻りました。\n", options=_SHORT),
            Case(_JA + "\n**5. まとめ 😀**\n\n朝市は3年ぶりに戻りました。\n", options=_SHORT),
            Case(_JA + "\n## おわりに\n", options={"require": "none", "min_length": 0}),
            Case(
                "# 朝市\n\n- 朝市が3年ぶりに港で再開しました\n- 魚は1時間で売り切れました😀𠮷\n\n"
                + _JA,
                options=_SHORT,
            ),
            Case(
                "・朝市が3年ぶりに港で再開しました😀\r\n・用意した魚は1時間で売り切れました𠮷\r\n\r\n"
                + _JA,
                options={**_SHORT, "require": "lead"},
                path="article.txt",
            ),
            Case("結論から言うと、朝市は続けられます。\n\n" + _JA, options=_SHORT),
        ],
        "en": [
            _EN,
            Case(
                _EN + "\n## Summary\n\nThe market is back, and so are the customers.\n",
                options=_SHORT,
            ),
            Case(_EN + "\nBottom line: the market is back for good.\n", options=_SHORT),
            Case(
                "• The market by the harbour opened again today\n"
                "• The queues for the fish formed before sunrise\n\n" + _EN,
                options={**_SHORT, "require": "lead"},
            ),
            Case("**TL;DR** The market is back.\n\n" + _EN, options=_SHORT),
            Case(
                "## Executive summary\n\nThe market is back.\n\n" + _EN,
                options={**_SHORT, "require": "lead"},
            ),
        ],
    }
    bad = {
        "ja": [
            Case("⟦港の朝市が復活⟧" + _JA[7:], options=_SHORT),
            Case(
                "# 港の朝市\r\n\r\n2026年11月4日\r\n\r\n⟦朝市が戻りました。⟧\r\n\r\n"
                "## おわりに\r\n\r\nまた来ます。\r\n",
                options=_SHORT,
            ),
            Case(
                "# 朝市\n\n⟦使い分けを話します。⟧\n\n## 使い分けまとめ\n\n朝は魚、昼は野菜です。\n",
                options=_SHORT,
            ),
            Case(
                "# 朝市\n\n⟦朝市が戻りました。⟧\n\n## まとめ\n\n朝市は続きます。\n",
                options={**_SHORT, "require": "lead"},
                message="The article does not begin with a summary.",
            ),
        ],
        "en": [
            Case("⟦The harbour market is back⟧" + _EN[26:], options=_SHORT),
            Case(
                "# Market\n\n⟦The market is back, and we went.⟧\n\n"
                "## Wrapping up\n\nSee you there, at sunrise.\n",
                options={"min_length": 5},
            ),
            Case(
                "# Market\n\n- [⟦The history of the market in the old harbour⟧](a.md)\n"
                "- [What the storm did to the roof of the market](b.md)\n\n"
                "The market is back, and we went.\n",
                options={"min_length": 5},
            ),
            Case(
                "# Market\n\n## ⟦Overview⟧\n\nThe market is back, and we went there.\n\n"
                "## The roof\n\nA storm took it away.\n",
                options={"min_length": 5, "require": "both"},
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first line of the body."""
        if self.require == "none" or not self._is_long(document):
            return
        kinds = {one.kind for one in summary(document)}
        lead, closing = bool(kinds & {"bullets", "lead"}), "closing" in kinds
        if self.require == "both":
            missing = {(False, False): "both", (False, True): "lead", (True, False): "closing"}
            key = missing.get((lead, closing), "")
        else:
            enough = {"lead": lead, "closing": closing}.get(self.require, lead or closing)
            key = "" if enough else self.require
        if key:
            yield self.finding(first_line(document), key)

    def saw(self, document: Document) -> Iterator[Seen]:
        """Every summary, and whether the article is long enough to need one."""
        for one in summary(document):
            yield Seen(one.span, f"a summary ({one.kind})", "the article has it")
        if not self._is_long(document):
            least = self.min_length.get(document.language)
            short = f"it is asked for from {least} {document.language.unit} on"
            yield Seen(first_line(document), "an article without need of a summary", short)

    def _is_long(self, document: Document) -> bool:
        language = document.language
        length = sum(language.length(block.text) for block in document.visible())
        return length >= self.min_length.get(language)
