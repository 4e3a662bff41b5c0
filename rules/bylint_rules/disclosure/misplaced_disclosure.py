"""Does the disclosure stand where readers look for it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bylint.article.document import Block, Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Fix, Safety
from bylint.text import Span
from bylint_rules.views.disclosures import is_pinned, pinned, shown
from bylint_rules.views.insertion import at_bottom, at_top, is_html, without
from bylint_rules.views.placement import places

_JA = (
    "# 駅前に貸し農園\n\n駅前の空き地に貸し農園ができました。\n\n",
    "## 区画\n\n区画は40あります。\n\n",
)
_JA_END = "## 料金\n\n1区画は月2千円です。\n\n## まとめ\n\n駅前に畑が戻りました。\n"
_EN = (
    "# Allotments\n\nA field of allotments opened.\n\n",
    "## Plots\n\nThere are forty plots.\n\n",
)
_EN_END = "## Prices\n\nA plot is twelve pounds a month.\n\n## Summary\n\nThe field is back.\n"


class MisplacedDisclosure(
    Rule, name="misplaced-disclosure", category="disclosure", severity="warning", needs="disclosure"
):
    """A disclosure that does not stand where readers look for it.

    ## What it finds

    An article whose disclosures all stand outside the place that you demand. *Top* is before the
    body or in its first two paragraphs. *Bottom* is in the last section of the body, or where only
    references, links, a profile, adverts or closing words follow; in an article without headings,
    in its last two paragraphs. One finding an article, on the first disclosure.

    ## Why

    A sentence in the middle is read by those who read on, and not as a statement about the whole.
    Some regimes and platforms name a place: the European rules ask for it at first exposure, one
    large platform within the first two paragraphs.

    ## What to write instead

    Move the line to the top or bottom. The fix does so where the disclosure is a paragraph of its
    own; it is unsafe, since the text around it may speak of it.

    ## Options

    - `place`: `top-or-bottom` (default), `top`, `bottom` or `any`.
    - `accept`: sentences of your own house that count as disclosures whatever words they use (none).

    ## Rates

    Measured in November 2026. Of 22 labelled articles whose disclosure readers see, 2 have it
    in the middle and in no other place; both are found, nothing else. Human prose from before
    2022: no finding in 1,144 files.
    """

    place: Literal["top-or-bottom", "top", "bottom", "any"] = "top-or-bottom"
    accept: tuple[str, ...] = ()

    messages = {
        "top-or-bottom": "The disclosure stands in the middle of the article, where readers do not"
        " look for it.",
        "top": "The disclosure does not stand at the top of the article.",
        "bottom": "The disclosure does not stand at the bottom of the article.",
    }
    hints = {
        "top-or-bottom": "Move it before the text or to its end.",
        "top": "Move it before the text or into the first two paragraphs.",
        "bottom": "Move it to the end of the text.",
    }

    good = {
        "ja": [
            _JA[0] + _JA[1] + _JA_END + "\nこの記事はAIが下書きしました。\n",
            "※この記事はＡＩが下書きしました。\r\n\r\n"
            + (_JA[0] + _JA[1] + _JA_END).replace("\n", "\r\n"),
            _JA[0]
            + _JA[1]
            + _JA_END
            + "\nこの記事はAIが書きました😀\n\n## 参考文献\n\n- 𠮷田町の発表\n",
            Case(
                _JA[0] + _JA[1] + "この記事はAIが下書きしました。\n\n" + _JA_END,
                options={"place": "any"},
            ),
            _JA[0] + _JA[1] + _JA_END,
        ],
        "en": [
            _EN[0] + _EN[1] + _EN_END + "\nWritten with the help of AI.\n",
            "*This article was written by AI.*\n\n" + _EN[0] + _EN[1] + _EN_END,
            _EN[0] + _EN[1] + "This article was edited with AI.\n\n" + _EN_END + "\nAI-assisted\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA[0] + _JA[1] + "⟦この記事はAIが下書きしました。⟧\n\n" + _JA_END,
                message="The disclosure stands in the middle of the article, where readers do not"
                " look for it.",
                fixed=_JA[0] + _JA[1] + _JA_END + "\nこの記事はAIが下書きしました。\n",
            ),
            Case(
                _JA[0] + _JA[1] + _JA_END + "\n⟦この記事はAIが下書きしました。⟧\n",
                options={"place": "top"},
                fixed="# 駅前に貸し農園\n\nこの記事はAIが下書きしました。\n\n"
                + _JA[0].partition("\n\n")[2]
                + _JA[1]
                + _JA_END,
            ),
        ],
        "en": [
            Case(
                _EN[0] + _EN[1] + "⟦This article was written with AI😀.⟧\r\n\r\n" + _EN_END,
                fixed=_EN[0] + _EN[1] + _EN_END + "\nThis article was written with AI😀.\n",
            ),
            Case(
                "⟦This article was written by AI.⟧\n\n" + _EN[0] + _EN[1] + _EN_END,
                options={"place": "bottom"},
                message="The disclosure does not stand at the bottom of the article.",
            ),
            Case(
                _EN[0] + _EN[1] + "⟦Machines helped us here.⟧\n\n" + _EN_END,
                options={"accept": ["Machines helped us here."]},
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first disclosure, where none stands in the place demanded."""
        if self.place == "any":
            return
        told: list[tuple[Span, Block | None]]
        told = [(one.span, one.block) for one in shown(document)]
        told.extend(self._pinned(document))
        wanted = frozenset(self.place.split("-or-"))
        if not told or any(wanted.intersection(_edges(document, block)) for _, block in told):
            return
        span, block = min(told, key=_by_span)
        fix = self._fix(document, span, block) if block is not None else None
        yield self.finding(span, self.place, fix=fix)

    def _pinned(self, document: Document) -> Iterator[tuple[Span, Block]]:
        for block in pinned(document, self.accept):
            sentences = [one for one in block.sentences if is_pinned(one.text, self.accept)]
            span = sentences[0].span if sentences else block.prose.whole
            yield span, block

    def _fix(self, document: Document, span: Span, block: Block) -> Fix | None:
        """Move a block that is nothing but the disclosure and what goes with it."""
        own = block.kind == "paragraph" and not block.containers and len(block.sentences) <= 3
        if not own or not block.sentences[0].span.overlaps(span):
            return None
        text = document.source.slice(block.span)
        edit = at_top(document, text) if self.place == "top" else at_bottom(document, text)
        if edit is None or (is_html(document) and not text.startswith("<p")):
            return None
        edits = (without(document, block), edit)
        return Fix("Move the disclosure", edits, Safety.UNSAFE)


def _by_span(item: tuple[Span, Block | None]) -> Span:
    return item[0]


def _edges(document: Document, block: Block | None) -> tuple[str, ...]:
    """Where a disclosure stands; one without a block is a badge in the title."""
    return places(document, block) if block is not None else ("top",)
