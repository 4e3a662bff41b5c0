"""Does a translation say that it is one, and of what?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.checking.rule import Case, Rule
from bylint.checking.views import phrase_hits
from bylint.diagnostics import Finding
from bylint.text import Span
from bylint_rules.views.disclosing import NOTICE
from bylint_rules.views.disclosures import disclosures
from bylint_rules.views.marks import marks
from bylint_rules.views.placement import place
from bylint_rules.views.vocabulary import keys, named, plain

_JA = "駅前の空き地に貸し農園ができました。\n\n区画は40あります。\n\n"
_EN = "A field of allotments opened by the station.\n\nThere are forty plots.\n\n"


class UnnamedTranslation(
    Rule,
    name="unnamed-translation",
    category="disclosure",
    severity=None,
    needs="phrases.translation-notice",
):
    """A translation that does not say so, or does not lead to its original.

    ## What it finds

    An article that its front matter calls a translation (`translator`, `translated_by`,
    `machine_translated`, `translation_of`, …) and whose text does not say so; and one that says so,
    there or in its first or last lines, without a link in that line, in one beside it or in front
    matter such as `original_url`. Off by default. One finding an article.

    ## Why

    A translation, the more so one by a program, may differ from its original. Who needs to be sure
    must know that there is one, and where.

    ## What to write instead

    「この記事は[原文](https://example.org)の翻訳です。」, "Translated from [the original](…)."

    ## Options

    - `link`: whether the original must be linked (true).

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144
    files with the rule turned on.
    """

    link: bool = True

    messages = {
        "unnamed": "{name} says that this is a translation, and the text does not.",
        "unlinked": "This says that the article is a translation, and no link leads to the original.",
    }
    hints = {
        "unnamed": "Say at the top or bottom that it is one, by whom or what, and of what.",
        "unlinked": "Link the original here, or give it in the front matter as original_url.",
    }

    good = {
        "ja": [
            _JA + "この記事は[原文](https://example.org/a)をDeepLで翻訳したものです。\n",
            "---\ntranslator: 𠮷田\noriginal_url: https://example.org/a\n---\n"
            + _JA
            + "※これは英語の記事の翻訳です😀\n",
            _JA + "翻訳という仕事を紹介しました。\n",
            Case(_JA + "英語の記事の翻訳です。\n", options={"link": False}),
        ],
        "en": [
            _EN + "*Translated from Welsh by ChatGPT.*\n\n[Original](https://example.org/a)\n",
            "---\ntranslator:\nmachine_translated: false\n---\n" + _EN,
            _EN + "The plots were translated into a map.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "---\n⟦machine_translated: true⟧\n---\n" + _JA,
                message="machine_translated says that this is a translation, and the text does not.",
            ),
            Case(
                _JA + "⟦この記事はＤｅｅｐＬで翻訳しました。⟧\r\n",
                message="This says that the article is a translation, and no link leads to the"
                " original.",
            ),
        ],
        "en": [
            "---\n⟦translation_of: A field in Welsh⟧\n---\n" + _EN,
            _EN + "⟦This is a translation of a Welsh article.⟧ 😀\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the mark that gives it away or on the notice without link."""
        notice = next(_notices(document), None)
        if notice is None:
            mark = next(_marked(document), None)
            if mark is not None:
                yield self.finding(mark[1], "unnamed", name=mark[0])
            return
        block, span = notice
        if self.link and not _is_linked(document, block):
            yield self.finding(span, "unlinked")


def _notices(document: Document) -> Iterator[tuple[Block, Span]]:
    """The visible sentences that say that the article is a translation."""
    for one in disclosures(document):
        if one.block is not None and not one.hidden and one.degree == "translated":
            yield one.block, one.span
    for hit in phrase_hits(document).get(NOTICE, ()):
        block = hit.block
        if place(document, block) != "middle" and block.kind != "heading":
            sentence = next(one for one in block.sentences if hit.start < one.end)
            yield block, sentence.span


def _marked(document: Document) -> Iterator[tuple[str, Span]]:
    for name, entry in document.metadata.front_matter.items():
        key = plain(name)
        told = key in named("translation") or keys().get(key) == "translator"
        if told and entry.value and entry.value is not True:
            yield name, entry.span
    for mark in marks(document):
        if mark.degree == "translated":
            yield mark.name, mark.span


def _is_linked(document: Document, block: Block) -> bool:
    for name, entry in document.metadata.front_matter.items():
        if plain(name) in named("original") | named("translation") and "://" in str(entry.value):
            return True
    near = document.blocks[max(block.index - 1, 0) : block.index + 2]
    return any(True for one in near for _ in one.prose.marked("link", "autolink"))
