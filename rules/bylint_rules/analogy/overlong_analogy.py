"""Does a comparison take longer than what it explains?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import ByLanguage, Case, Rule, Seen
from bylint.diagnostics import Finding
from bylint_rules.views.analogies import Passage, analogies

_JA = (
    "⟦例えるなら、鍵を交換せずに合鍵を配り直すようなものです。合鍵を持つ人は減りません。"
    "鍵穴も同じままです。泥棒は古い合鍵で扉を開けます。⟧漏れたパスワードの扱いも変わります。"
)
_HINT = "Say in one sentence what both have in common, then explain the thing itself."
_EVERY = {"max_sentences": 0, "max_chars": 0, "max_words": 0}


class OverlongAnalogy(
    Rule, name="overlong-analogy", category="analogy", severity="warning", needs="analogy"
):
    """An analogy that takes longer than it may.

    ## What it finds

    Passages that explain one thing by another domain, from the sentence that announces the
    comparison to before the first sentence that neither goes on with it nor carries it back
    ("in the same way"). A blank line or a bullet does not end a passage. One that exceeds any of
    the limits is reported, and the finding covers it.

    Examples ("such as"), resemblance of like things ("as in the previous version"), appearance
    ("looks like"), manner and hypotheticals ("imagine a user") are not analogies.

    ## Why

    A comparison is meant to be a short cut. One that has to be told at length has to be understood
    before the thing itself, and usually fits only in part.

    ## What to write instead

    One sentence that names the point in common, and then the thing itself.

    ## Options

    - `max_sentences`: the most sentences a passage may take, 3; 0 for no limit.
    - `max_chars`: the most characters, white space not counted: 120 in Japanese and Chinese, 150 in
      Korean, no limit (0) in other languages. One value or a mapping by language.
    - `max_words`: the most words, 60; no limit (0) in Japanese, Chinese and Korean. One value or a
      mapping by language.

    For measuring, 0 in all three reports every passage.

    ## Rates

    Measured in November 2026. On 66 labelled passages: 21 of 21 Japanese and 14 of 14 English
    analogies were found and none of 31 look-alikes; the span was right within one sentence in 20
    of 21 and 12 of 14. Of all passages found in 2,100 Japanese and 2,000 English articles and
    read, 99 of 105 and 127 of 138 were analogies. With the default limits: 3 findings in 462
    Japanese articles by people and 5 in 682 English ones, 3 in 503 and 2 in 348 by machines.

    On 125 Japanese and 125 English passages in the voice of digests, blogs and columns, half of
    them look-alikes, written in two rounds before the rule had met them: 37 of 62 analogies were
    found in Japanese and 43 of 62 in English, with two wrong ones and four; now 54 and 52, with
    one and one. The span was right to the sentence in 26 and 27 at first, 41 and 42 now.

    On 98 Japanese and 98 English passages that were meant to be harder, over half of them
    analogies and many without a word of comparison, written in three rounds, each before the rule
    had met it: 17 of 54 analogies were found in Japanese and 24 of 54 in English at first, with
    six wrong ones and none, the span right to the sentence in 9 and 17; in the last round alone
    5 and 6 of 10, with one wrong one and none, the span right in 5 and 5. Now 46 and 46, with two
    and none, and 42 and 39.

    German, French, Spanish, Chinese and Korean: 101 of 105 analogies and no look-alike in a first
    round, 22 of 40 and two look-alikes in a second with other domains of life; now 138 of 145 and
    none, the span right to the sentence in 126. In 21 million characters of manuals translated by
    people, all 9 passages found are analogies.

    Metaphors without a word of comparison ("legacy code is a haunted house") are found where they
    explain a known kind of matter and the next sentence goes on with them, in Japanese seldom.
    """

    max_sentences: int = 3
    max_chars: ByLanguage[int] = ByLanguage(0, ja=120, zh=120, ko=150)
    max_words: ByLanguage[int] = ByLanguage(60, ja=0, zh=0, ko=0)

    messages = {
        "characters": "This analogy takes {length} characters where {limit} are allowed,"
        " {share} % of its section.",
        "words": "This analogy takes {length} words where {limit} are allowed,"
        " {share} % of its section.",
        "sentences": "This analogy takes {length} sentences where {limit} are allowed,"
        " {share} % of its section.",
        "measured": "An analogy of {characters} characters, {words} word(s), {sentences}"
        " sentence(s), {share} % of its section.",
    }
    hints = {"characters": _HINT, "words": _HINT, "sentences": _HINT}
    good = {
        "ja": [
            "索引は、本の巻末にある索引のようなものです。全件を読まずに目当ての行へ行けます。",
            "例えば、画像の分類に使われています。前年と同じような傾向です。次のような手順で進めます。",
            "出力は以下のようなものです。\n\n```\nok\n```\n",
            Case("家の鍵に例えるなら、合鍵を配るようなものです。", options={"max_sentences": 1}),
            Case(
                _JA.replace("⟦", "").replace("⟧", ""),
                options={"max_sentences": 5, "max_chars": {"ja": 0}},
            ),
        ],
        "en": [
            "A cache is like a spice rack next to the stove. The second request is fast.",
            "Imagine a user who opens the page twice. It behaves like a function call.",
            "Tools such as linters do this, much like last year.",
            "The screen looks like a map of the city.",
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA,
                message="This analogy takes 4 sentences where 3 are allowed, 79 % of its section.",
            ),
            Case(
                "一覧を全部読む必要はありません。⟦索引は、図書館の目録のようなものです。"
                "𠮷野さんが司書に題名を告げれば、棚の番号が返ってきます😀。⟧速さは十倍になりました。",
                options={"max_sentences": 0, "max_chars": 40},
                message="This analogy takes 48 characters where 40 are allowed,"
                " 63 % of its section.",
            ),
            Case(
                "導入は三段階です。\r\n\r\n⟦料理に例えると、次のとおりです。\r\n\r\n"
                "- まず冷蔵庫の中身を調べます。\r\n- 次に献立を決めます。\r\n"
                "- 最後に鍋を火にかけます。⟧\r\n\r\n"
                "期間は半年です。\r\n"
            ),
            Case("⟦ＡＰＩは、厨房と客席を行き来するウェイターのような存在です。⟧", options=_EVERY),
        ],
        "en": [
            Case(
                "Queues matter. ⟦Think of a queue as a post office box. Letters wait in the box. "
                "The postman leaves early. The owner collects the mail at night.⟧ Nothing is lost.",
                message="This analogy takes 4 sentences where 3 are allowed, 83 % of its section.",
            ),
            Case(
                "⟦A load balancer is like a head waiter.⟧ It spreads requests.",
                options={"max_words": 5},
                message="This analogy takes 8 words where 5 are allowed, 73 % of its section.",
            ),
            Case(
                "⟦It's like hiring a detective who forgets every case at night.⟧ Notes help.",
                options=_EVERY,
                message="An analogy of 51 characters, 11 word(s), 1 sentence(s),"
                " 85 % of its section.",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each passage over a limit."""
        for passage in analogies(document):
            key, length, limit = self._excess(passage)
            if key:
                yield self.finding(
                    passage.span,
                    key,
                    length=length,
                    limit=limit,
                    share=passage.share,
                    characters=passage.characters,
                    words=passage.words,
                    sentences=len(passage.sentences),
                )

    def saw(self, document: Document) -> Iterator[Seen]:
        """Every analogy and its length."""
        for passage in analogies(document):
            length = (
                f"{passage.characters} characters, {passage.words} word(s),"
                f" {len(passage.sentences)} sentence(s)"
            )
            silent = "" if self._excess(passage)[0] else "no limit is exceeded"
            yield Seen(passage.span, f"an analogy of {length}, by “{passage.cue}”", silent)

    def _excess(self, passage: Passage) -> tuple[str, int, int]:
        """The message for a passage, with its length and the limit; "" where it exceeds none."""
        limits = (
            ("characters", passage.characters, self.max_chars.get(passage.language)),
            ("words", passage.words, self.max_words.get(passage.language)),
            ("sentences", len(passage.sentences), self.max_sentences),
        )
        if not any(limit for _, _, limit in limits):
            return "measured", 0, 0
        exceeded = (item for item in limits if 0 < item[2] < item[1])
        return next(exceeded, ("", 0, 0))
