"""Does the summary stand where readers look for it?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Rule
from bylint.diagnostics import Finding
from bylint.text import Span
from bylint_rules.views.summary import Summary, summary

_JA = (
    "朝市が3年ぶりに再開し、早朝から長い列ができました。用意した魚は1時間ほどで売り切れました。\n\n"
    "## 屋根の修理\n\n台風で壊れた屋根の修理には2年かかりました。費用は寄付と市の補助でまかなわれ、"
    "工事には地元の大工が加わりました。\n\n"
)
_EN = (
    "The morning market by the harbour opened again after three years. Queues formed before"
    " sunrise, and the fish was sold within an hour.\n\n"
    "## Repairing the roof\n\nA storm took the roof, and the repair lasted two years. Donations and"
    " a grant from the town paid for it.\n\n"
)
_TWO_JA = "## 開会\n\n町長の挨拶です。\n\n## 屋台\n\n四十の屋台が並びました。\n\n"
_TWO_EN = "## Opening\n\nA short speech.\n\n## Stalls\n\nForty stalls stood in line.\n\n"
_NEXT_JA = "## 次回予告\n\n次は夜市です。\n"
_LIST_JA = (
    "- 朝市が3年ぶりに再開し早朝から長い列\n- 魚は再開から1時間ほどで売り切れに\n"
    "- 屋根の修理は寄付と市の補助でまかなわれた\n"
)
_LIST_EN = (
    "- The morning market opened again after three years of waiting\n"
    "- Queues formed before sunrise and the fish was sold in an hour\n"
    "- Donations and a grant from the town paid for the roof repair\n"
)
_MARKED_JA = f"- ⟦{_LIST_JA[2:-1]}⟧\n"
_MARKED_EN = f"- ⟦{_LIST_EN[2:-1]}⟧\n"


class MisplacedSummary(
    Rule, name="misplaced-summary", category="summary", severity="warning", needs="headings.summary"
):
    """A summary that does not stand at the head or at the end.

    ## What it finds

    - A closing summary after which the body goes on. Where an article has several, only the last
      one counts: chapters may have their own. After it may follow references, links, related
      articles, next steps, an appendix and what comes after it, questions and answers, a profile,
      adverts, おわりに and a disclosure. What follows must be more than an eighth of the article.
    - Lead bullets that stand after the body began: a short list without markup that no sentence
      announces, that ends its section, and whose items use the words of other sections. They are
      looked for only in an article that has no summary at its head, and must be three or
      more.

    A summary as first or second section, or near the top, is a lead and well placed.

    ## Why

    Readers look for a summary in two places. One that stands between two sections looks like a part
    of the story, and what follows it looks like an afterthought. Texts joined from two generated
    answers have it there.

    ## What to write instead

    Move the section to the end of the body, and the bullets above the first paragraph.

    ## Options

    None.

    ## Rates

    Measured in November 2026: no finding in 460 Japanese and 684 English files from before 2022.
    Three in 1,263 machine-written files, all of them right: two are stitched together from two
    answers. In three articles in digest form whose bullets or closing section were moved to every
    place between two blocks, it found each that stood at the end of a section of the body, and
    none of the bullets put between two paragraphs of one section.
    """

    messages = {
        "closing": "The body goes on after its closing summary.",
        "bullets": "These bullets sum up the article but stand after its body began.",
    }
    hints = {
        "closing": "Move the summary behind the last section of the body.",
        "bullets": "Move the bullets to the head of the article.",
    }
    good = {
        "ja": [
            f"{_JA}## まとめ\n\n朝市は戻りました。\n\n## 参考文献\n\n- 港新聞\n",
            f"{_JA}## まとめ\n\n朝市は戻りました。\n\n## おわりに\n\nまた朝に😀。\n\n{_NEXT_JA}",
            "## まとめ\n\n朝市は戻りました。\n\n" + _JA,
            f"{_JA}## 客足\n\n客も戻りました。次のようなことがわかります。\n\n{_LIST_JA}",
            f"{_LIST_JA}\n{_JA}",
        ],
        "en": [
            _EN + "## Conclusion\n\nThe market is back.\n\n## References\n\n- Harbour News\n",
            f"{_EN}## Summary\n\nIt is back.\n\n## Appendix\n\nPrices.\n\n## A table\n\n{_EN}",
            "## TL;DR\n\nThe market is back.\n\n" + _EN,
            f"{_EN}## Guests\n\nThe guests came back as well. We learned this:\n\n{_LIST_EN}",
        ],
    }
    bad = {
        "ja": [
            f"{_TWO_JA}## ⟦まとめ⟧\n\n戻りました。\n\n## 朝市\n\n{_JA}",
            f"{_JA}## 客足\n\n客の半分は隣町から来ました。\n\n{_MARKED_JA}",
        ],
        "en": [
            f"{_TWO_EN}## ⟦Conclusion⟧\n\nIt is back.\n\n## Market\n\n{_EN}",
            f"{_EN}## Guests\n\nHalf of them came from the next town.\n\n{_MARKED_EN}",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each summary out of place."""
        for one in summary(document):
            if one.misplaced:
                yield self.finding(_place(one), "closing" if one.kind == "closing" else "bullets")


def _place(one: Summary) -> Span:
    if one.heading is not None:
        return one.heading.prose.whole
    return Span(one.blocks[0].prose.whole.start, one.blocks[-1].prose.whole.end)
