"""Do emoji stand where headings and bullets begin?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.checking.rule import ByLanguage, Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint_rules.views.style import others, own_blocks

_EMOJI = lazy_pattern(
    r"[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001faff\u2600-\u2604\u260e\u2614-\u2618"
    r"\u261d\u2620-\u2623\u2692-\u26ff\u2702-\u2712\u2714\u2716\u2721-\u2757\u2763-\u2767\u2795-\u2797"
    r"\u27a1\u27b0\u2b50\u2b55\u23e9-\u23fa]"
)
_LEADING = 4
"""An emoji that begins a list item stands within so many characters."""


class EmojiHeading(Rule, name="emoji-heading", category="style", severity="info"):
    """Headings and list items are decorated with emoji.

    ## What it finds

    Articles in which several headings hold an emoji, or list items begin with one: `## 🚀 Start`,
    `- ✅ Done`. One finding an article, on the first emoji. Emoji in running text are the writer's
    own affair.

    ## Why

    They do not tell one section from another, screen readers read every one of them out, and a
    table of contents full of them looks like an advert.

    ## What to write instead

    The words of the heading alone.

    ## Options

    - `at_least`: how many such headings and items the article must have, 2, in Japanese 4;
      0 for never.

    ## Rates

    Measured in November 2026, articles with a finding: 4 of 460 Japanese and 1 of 684 English ones
    by people (before 2022), 56 of 383 and 17 of 289 by or with machines. All four Japanese ones are
    by one author, who decorates every heading.
    """

    at_least: ByLanguage[int] = ByLanguage(2, ja=4)

    messages = {"decorated": "Emoji decorate {count} headings or list items; this is the first."}
    hints = {"decorated": "Let the words speak for themselves."}
    good = {
        "ja": [
            "## 🐟 魚\n\n並びました😀。\n\n## 花\n\n咲きました。",
            "朝です😀。昼です😀。夜です😀。花です🌸。",
        ],
        "en": [
            "## Fish 🐟\n\nIt is back 😀. It is fresh 😀.",
            "- Fish 🐟 at dawn\n- Flowers 🌸 at noon\n- Lamps\n",
            "## → Next\n\nIt is back.\n\n## → Then\n\nIt is open.\n\n## ① One\n\nOpen.\n",
        ],
    }
    bad = {
        "ja": [
            "## ⟦🐟⟧ 魚\r\n\r\n𠮷野の魚です。\r\n\r\n- ✅ 朝\r\n- ✅ 昼\r\n\r\n## 花🌸\r\n\r\n"
            "花です。\r\n",
        ],
        "en": [
            Case(
                "## ⟦🚀⟧ Start\n\nGo there.\n\n## Finish 🏁\n\nCome back.\n",
                message="Emoji decorate 2 headings or list items; this is the first.",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        least = self.at_least.get(document.language)
        if not least or document.text.isascii():
            return
        places = [
            (block, at)
            for block in document.visible()
            if (block.kind == "heading" or (block.kind == "item" and _may_lead(block.prose.text)))
            and (at := _decoration(block)) >= 0
        ]
        if len(places) < least:
            return
        own = set(own_blocks(document))
        spans = [block.prose.span(at, at + 1) for block, at in places if block in own]
        if len(spans) >= least:
            yield self.finding(spans[0], "decorated", related=others(spans), count=len(spans))


def _decoration(block: Block) -> int:
    """Where the emoji of a heading, or the one that a list item begins with, stands; -1 for none."""
    text = block.text
    if block.kind == "item":
        text = text[:_LEADING]
    if text.isascii():
        return -1
    match = _EMOJI.search(text)
    if match is None or (block.kind == "item" and text[: match.start()].strip("\ufffc ")):
        return -1
    return match.start()


def _may_lead(text: str) -> bool:
    """Whether the first character may be an emoji, or an image before one: no letter is."""
    first = text[:1]
    return "\u2300" <= first < "\u3000" or first >= "\uf000"
