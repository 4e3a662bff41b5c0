"""Does the disclosure say all that the house wants said?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Literal

from bylint.article.document import Block, Document
from bylint.article.phrases import fold
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Severity
from bylint.text import Span
from bylint_rules.views.disclosing import disclosing
from bylint_rules.views.disclosures import Disclosure, shown
from bylint_rules.views.placement import place
from bylint_rules.views.vocabulary import named, plain

_JA = "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n"
_EN = "A field of allotments opened by the station.\n\nThere are forty plots.\n\n"


Element = Literal[
    "degree", "caveat", "human-review", "responsible-person", "model", "date", "policy-link"
]
"""What a disclosure may be asked to say."""


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
      `responsible-person`, `model` (a product by name), `date`, `policy-link` (a link to a page on
      the use of AI) (none).
    - `advise`: the same, for what is wanted but not demanded (none). Where it is given, what `require`
      and `words` name is an error, and the rest a warning.
    - `of`: `disclosure` (default), or `article` to demand the elements of every article, whether or
      not it carries a disclosure: in its first or last lines, or in front matter such as
      `reviewed_by` and `responsible_editor`.
    - `words`: words that must occur, each entry one or several parted by `|`, of which one must
      (none). A word that is only part of an AI's name does not count: 生成 in 生成AI is not an act.

    ## Rates

    Measured in November 2026. Of 83 Japanese and English sentences labelled as disclosures, a caveat
    is found in 18, a human review in 15, a model in 11; read by eye, since the labels do not name
    elements: one review too many, three caveats too few. The rule demands nothing by default.
    """

    require: tuple[Element, ...] = ()
    advise: tuple[Element, ...] = ()
    of: Literal["disclosure", "article"] = "disclosure"
    words: tuple[str, ...] = ()

    messages = {
        "elements": "The disclosure lacks what your settings demand: {missing}.",
        "article": "The article lacks what your settings demand: {missing}.",
        "advised": "The disclosure lacks what your settings advise: {missing}.",
        "words": "The disclosure lacks words that your settings demand: {missing}.",
    }
    hints = {
        "elements": "Add what is missing to the disclosure or to a line beside it.",
        "article": "Say it in the first or last lines, or in the front matter.",
        "advised": "Add what is missing to the disclosure or to a line beside it.",
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
            Case(
                "---\nreviewed_by: 𠮷田\nresponsible_editor: 編集長\n---\n" + _JA,
                options={"require": ["human-review", "responsible-person"], "of": "article"},
            ),
            Case(
                _JA + "この記事はAIが書きました。[AIの利用方針](/ai)\n",
                options={"advise": ["policy-link"]},
            ),
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
            Case(
                "---\nreviewed_by: false\n---\n⟦駅⟧" + _JA[1:],
                options={"require": ["human-review"], "of": "article"},
                message="The article lacks what your settings demand: human-review.",
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
                _EN + "⟦This article was written by AI.⟧\n",
                options={"require": ["degree"], "advise": ["model", "policy-link"]},
                message="The disclosure lacks what your settings advise: model, policy-link.",
            ),
            Case(
                _EN + "⟦This article was written with AI.⟧\n",
                options={"words": ["generated|created"]},
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding for elements, one for advice and one for words."""
        if not (self.require or self.advise or self.words):
            return
        severity = Severity.ERROR if self.advise else None
        told = shown(document)
        if self.of == "article":
            missing = _lacking(self.require, _of_article(document))
            place = told[0].span if told else _first_character(document)
            if missing and place is not None:
                yield self.finding(place, "article", severity=severity, missing=missing)
        if not told:
            return
        found = _of_disclosures(document, told)
        missing = _lacking(self.require, found) if self.of == "disclosure" else ""
        if missing:
            yield self.finding(told[0].span, "elements", severity=severity, missing=missing)
        advised = _lacking(self.advise, found)
        if advised:
            yield self.finding(told[0].span, "advised", missing=advised)
        lacking = [words for words in self.words if not _is_worded(document, told, words)]
        if lacking:
            told_words = ", ".join(lacking)
            yield self.finding(told[0].span, "words", severity=severity, missing=told_words)


def _lacking(wanted: Iterable[str], found: Container[str]) -> str:
    return ", ".join(name for name in wanted if name not in found)


def _of_disclosures(document: Document, told: Sequence[Disclosure]) -> frozenset[str]:
    """The elements of disclosures and of what goes with them."""
    found = frozenset[str]().union(*(one.elements for one in told))
    if any(one.degree for one in told):
        found |= {"degree"}
    if any(_links_policy(document, one.block) for one in told if one.block is not None):
        found |= {"policy-link"}
    return found


def _links_policy(document: Document, block: Block) -> bool:
    """Whether a block, or one beside it, links a page on the use of AI."""
    grammar = disclosing(block.language)
    if grammar is None:
        return False
    for near in document.blocks[max(block.index - 1, 0) : block.index + 2]:
        for mark in near.prose.marked("link"):
            if grammar.names_policy(near.text[mark.start : mark.end]):
                return True
    return False


def _of_article(document: Document) -> frozenset[str]:
    """The elements that an article's first and last lines and its front matter give."""
    found: set[str] = set()
    for name, entry in document.metadata.front_matter.items():
        said = plain(str(entry.value or "")) not in ("", "false", "no", "none")
        if said and plain(name) in named("review"):
            found.add("human-review")
        elif said and entry.value is not True and plain(name) in named("responsible"):
            found.add("responsible-person")
    for block in document.visible():
        grammar = disclosing(block.language)
        if grammar is not None and place(document, block) != "middle":
            for sentence in block.sentences:
                found |= grammar.elements(sentence.text)
    return frozenset(found)


def _first_character(document: Document) -> Span | None:
    """Where an article begins that says nothing of all this; None where it has no text."""
    first = next((block for block in document.visible() if block.text.strip()), None)
    return first.prose.span(0, 1) if first is not None else None


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
