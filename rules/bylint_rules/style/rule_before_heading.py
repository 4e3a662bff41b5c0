"""Is every section fenced off with a line?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.checking.rule import ByLanguage, Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import others


class RuleBeforeHeading(Rule, name="rule-before-heading", category="style", severity="info"):
    """A horizontal line before heading after heading.

    ## What it finds

    Markdown articles in which several headings have a line (`---`, `***`) right before them, and no
    small part of all headings. One finding an article, on the first line. Lines that HTML draws and
    lines between parts without headings do not count.

    ## Why

    A heading ends the section before it; the line says it once more. It comes from chat windows,
    where answers are divided so, and stays when the answer is copied.

    ## What to write instead

    The heading alone.

    ## Options

    - `at_least`: how many lines must stand before headings, 3; 0 for never.
    - `share`: what share of the headings must have one, as a number from 0 to 1: 0.2, in Japanese,
      where people draw them more often, 0 for never.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and 2 of 684 English
    ones by people (before 2022), 0 of 383 and 82 of 289 by or with machines. The two are underlined
    headings of another format. With a share of 0.2 Japanese gives 12 and 48: more than one in a
    hundred people draw such lines there, so it is off.
    """

    at_least: int = 3
    share: ByLanguage[float] = ByLanguage(0.2, ja=0.0)

    messages = {
        "drawn": "{count} of {headings} headings have a line before them; this is the first."
    }
    hints = {"drawn": "Leave the line out: the heading divides already."}
    good = {
        "ja": [
            "---\n\n## 魚\n\n並びました。\n\n---\n\n## 花\n\n咲きました。\n\n---\n\n## 塩\n\n"
            "あります。\n"
        ],
        "en": [
            "Fish.\n\n---\n\nSalt.\n\n---\n\nBread.\n\n---\n\nOil.\n\n## End\n\nDone.\n",
            "Fish.\n\n---\n\n## Salt\n\nIt is white.\n\n## Bread\n\nIt is brown.\n",
            "<hr>\n\n## Salt\n\nIt is white.\n\n" * 4,
        ],
    }
    bad = {
        "ja": [
            Case(
                "魚です。\r\n\r\n⟦---⟧\r\n\r\n## 𠮷野\r\n\r\n花です😀。\r\n\r\n---\r\n\r\n## 海\r\n\r\n"
                ""
                ""
                "塩です。\r\n\r\n"
                "---\r\n\r\n## 山\r\n\r\n水です。\r\n",
                options={"share": 0.2},
            )
        ],
        "en": [
            Case(
                "Fish.\n\n⟦---⟧\n\n## Salt\n\nIt is white.\n\n* * *\n\n## Bread\n\nIt is brown.\n\n"
                "---\n\n"
                "## Oil\n\nIt is green.\n\n## Wine\n\nIt is red.\n",
                message="3 of 4 headings have a line before them; this is the first.",
            )
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        share = self.share.get(document.language)
        if not (share and self.at_least):
            return
        lines = []
        headings = 0
        before: Block | None = None
        for block in document.blocks:
            if block.kind == "heading":
                headings += 1
                if before is not None and _is_drawn(before, document.text):
                    lines.append(before.span)
            before = block
        if len(lines) >= self.at_least and len(lines) >= share * headings:
            yield self.finding(
                lines[0], "drawn", related=others(lines), count=len(lines), headings=headings
            )


def _is_drawn(block: Block, text: str) -> bool:
    return block.kind == "rule" and not text.startswith("<", block.span.start)
