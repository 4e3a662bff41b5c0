"""Exclamation and question marks in heaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint import Block, Case, Document, Finding, Fix, Rule, Safety

MARKS = re.compile(r"[!！]{2,}|[?？]{2,}")


class PiledMarks(Rule, name="piled-marks", category="example", severity="warning"):
    """Exclamation or question marks are piled up.

    ## What it finds

    The same mark more often in a row than is allowed, half-width and full-width forms alike.
    A mark of each kind, as in “Really!?”, is no pile, and code is left alone.

    ## Why

    A second mark adds volume and no meaning. Chatbots pile them up when they are told to be lively.

    ## What to write instead

    One mark, or a full stop and a word that carries the excitement.

    ## Options

    - `most`: how many of one mark may stand in a row (1).

    ## Rates

    None measured: this rule is an example.
    """

    most: int = 1

    messages = {"piled": "{count} marks in a row: {marks}"}
    hints = {"piled": "Leave {most}."}
    good = {
        "en": ["Is it so? It is!", "Really!?", "Call `wow!!` to see it."],
        "ja": ["本当ですか？ 本当です！", Case("すごい！！", options={"most": 2})],
    }
    bad = {
        "en": [
            Case(
                "A 😀 is *new*⟦!!!⟧ Is it⟦??⟧",
                fixed="A 😀 is *new*! Is it?",
                message="3 marks in a row: !!!",
            )
        ],
        "ja": [Case("𠮷野家が値下げ⟦！！⟧\r\n", fixed="𠮷野家が値下げ！\r\n")],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """Every pile in what a reader sees."""
        for block in document.visible():
            for match in MARKS.finditer(block.prose.masked("code")):
                if len(match[0]) > self.most:
                    yield self._piled(document, block, *match.span())

    def _piled(self, document: Document, block: Block, start: int, end: int) -> Finding:
        edit = block.prose.edit(start + self.most, end, "", document.text)
        fix = Fix("Take out the others", (edit,), Safety.SAFE) if edit else None
        return self.finding(
            block.prose.span(start, end),
            "piled",
            fix=fix,
            marks=block.text[start:end],
            count=end - start,
            most=self.most,
        )
