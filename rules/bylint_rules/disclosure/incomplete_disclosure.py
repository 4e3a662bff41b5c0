"""Does the disclosure say all that the house wants said?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from bylint.article.document import Document
from bylint.article.phrases import fold
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.disclosing import disclosing
from bylint_rules.views.disclosures import Disclosure, shown

_JA = "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n"
_EN = "A field of allotments opened by the station.\n\nThere are forty plots.\n\n"


class IncompleteDisclosure(
    Rule,
    name="incomplete-disclosure",
    category="disclosure",
    severity="warning",
    needs="disclosure",
):
    """A disclosure that lacks something your house demands.

    ## What it finds

    Nothing until you say what a disclosure must contain. Then one finding an article, on the first
    disclosure, that names everything the visible disclosures and the lines that go with them leave
    out; and one for words they lack.

    ## Why

    Newsrooms that write their own rule mostly ask for four things: the tool, what it did, who
    checked it, and why. Some regimes fix the words: a Chinese label needs 人工智能 or AI *and* 生成
    or 合成 as what was done.

    ## What to write instead

    The missing part, in the same place:
    「この記事はClaudeが下書きし、編集部が事実を確認しました。誤りがある可能性があります。」

    ## Options

    - `require`: any of `degree` (what AI did), `caveat` (there may be errors), `human-review`,
      `responsible-person`, `model` (a product by name), `date` (none).
    - `words`: words that must occur, each entry one or several parted by `|`, of which one must
      (none). A word that is only part of an AI's name does not count: 生成 in 生成AI is not an act.

    ## Rates

    Measured in November 2026. Of 83 Japanese and English sentences labelled as disclosures, a caveat
    is found in 18, a human review in 15, a model in 11; read by eye, since the labels do not name
    elements: one review too many, three caveats too few. The rule demands nothing by default.
    """

    require: tuple[
        Literal["degree", "caveat", "human-review", "responsible-person", "model", "date"], ...
    ] = ()
    words: tuple[str, ...] = ()

    messages = {
        "elements": "The disclosure lacks what your settings demand: {missing}.",
        "words": "The disclosure lacks words that your settings demand: {missing}.",
    }
    hints = {
        "elements": "Add what is missing to the disclosure or to a line beside it.",
        "words": "Use one of these words for what was done, not only in the name of an AI.",
    }

    good = {
        "ja": [
            _JA + "この記事はAIが書きました。\n",
            Case(
                _JA
                + "この記事はClaudeが下書きし、編集部が確認しました。誤りがある可能性があります。😀\n",
                options={"require": ["degree", "caveat", "human-review", "model"]},
            ),
            Case(
                _JA + "※この記事はＡＩが生成しました。文責：𠮷田（2026年11月4日）\n",
                options={
                    "require": ["responsible-person", "date"],
                    "words": ["AI|人工知能", "生成|合成"],
                },
            ),
            Case(_JA, options={"require": ["caveat"]}),
        ],
        "en": [
            Case(
                _EN + "This article was drafted with Claude and reviewed by our editors on"
                " 4 November 2026. It may contain errors.\n",
                options={"require": ["degree", "caveat", "human-review", "model", "date"]},
            ),
            Case(
                _EN + "> Written with AI.\n>\n> Our editors checked every fact.\n",
                options={"require": ["human-review"]},
            ),
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA + "⟦この記事は生成AIを活用しています。⟧\n",
                options={"require": ["degree", "human-review"]},
                message="The disclosure lacks what your settings demand: degree, human-review.",
            ),
            Case(
                _JA + "⟦この記事は生成AIを使って執筆しています。⟧\r\n",
                options={"words": ["人工知能|AI", "生成|合成"]},
                message="The disclosure lacks words that your settings demand: 生成|合成.",
            ),
        ],
        "en": [
            Case(
                _EN + "⟦This article was written by AI.⟧ 😀\n",
                options={"require": ["caveat", "model", "responsible-person"]},
                message="The disclosure lacks what your settings demand: caveat, model,"
                " responsible-person.",
            ),
            Case(
                _EN + "⟦This article was written with AI.⟧\n",
                options={"words": ["generated|created"]},
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding for elements and one for words, on the first disclosure."""
        if not self.require and not self.words:
            return
        told = shown(document)
        if not told:
            return
        found = frozenset[str]().union(*(one.elements for one in told))
        if any(one.degree for one in told):
            found |= {"degree"}
        missing = [name for name in self.require if name not in found]
        if missing:
            yield self.finding(told[0].span, "elements", missing=", ".join(missing))
        lacking = [words for words in self.words if not _is_worded(document, told, words)]
        if lacking:
            yield self.finding(told[0].span, "words", missing=", ".join(lacking))


def _is_worded(document: Document, told: Sequence[Disclosure], words: str) -> bool:
    """Whether one of the words stands in a disclosure, and not only inside an AI's name."""
    grammar = disclosing(document.language)
    wanted = [fold(word.strip()) for word in words.split("|") if word.strip()]
    for one in told:
        text = fold(one.text)
        for name in sorted(grammar.agents if grammar else (), key=len, reverse=True):
            if name not in wanted and not name.isascii():
                parts = [
                    word for word in wanted if word in name and grammar and word in grammar.agents
                ]
                text = text.replace(name, " ".join(parts))
        if any(word in text for word in wanted):
            return True
    return not wanted
