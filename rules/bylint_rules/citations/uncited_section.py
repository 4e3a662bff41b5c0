"""Is there a section that states facts and cites nothing, where the others cite?"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document, Section
from bylint.article.language import Language
from bylint.article.words import words_of
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint_rules.views.citations import citations
from bylint_rules.views.figures import AMOUNT, DATE, PERCENT, Figure, figures, narrow
from bylint_rules.views.layout import layout

_FACTS = 2
"""How many figures and quotations a section states before it needs a source."""
_CITING = 2
"""How many sections of an article cite before it has the habit."""
_QUOTED = lazy_pattern(r"「[^「」\n]{8,200}」と|[“\"][^“”\"\n]{20,300}[”\"]")
_SPEAKER = 24
"""How far behind a quotation the word stands that somebody said it."""
_WHOLE = 100
_APART = "\n" * _SPEAKER
"""Between two paragraphs read as one text: neither a quotation nor its speaker crosses it."""

_JA = (
    "## 雨\n\n雨は朝から降り続きました[1]。\n\n## 川\n\n川は昼に氾濫しました[2]。\n\n{}\n\n"
    "## 参考文献\n\n- [1] 県の発表 https://a.example/1\n- [2] 町の発表 https://a.example/2\n"
)
_EN = (
    "## Rain\n\nIt has rained since the morning[1].\n\n## River\n\nThe river rose at noon[2].\n\n{}\n\n"
    "## References\n\n[1] A log https://a.example/1\n\n[2] A report https://a.example/2\n"
)


class UncitedSection(
    Rule,
    name="uncited-section",
    category="citations",
    severity="info",
    status="preview",
    needs="summary.figures",
):
    """A section with figures, dates or quotations and no citation, in an article that cites.

    ## What it finds

    In an article that cites by number or footnote in two sections or more, and in twice as many as
    this rule finds: a section of the body that has two or more percentages, sums of money, large
    numbers, dates with their day or quoted statements, and neither a marker nor a link. The finding
    stands on the section's heading.

    Left alone are the part before the first heading, summaries and whatever else is known by its
    heading, everything after the body, quotations in blocks, tables and code.

    ## Why

    Where some sections cite, readers take it that the others need not. A section full of figures
    without a source is where a generated text has filled in what the sources did not say.

    ## What to write instead

    Cite where the figures come from, or say that they are your own.

    ## Options

    None.

    ## Rates

    A preview rule: it is off until it has been judged on more articles. Measured in November 2026:
    2 findings in 1,018 files from before 2022, 24 in 1,218 machine-written ones.
    """

    messages = {"uncited": "This section states {count} facts and cites nothing; others cite."}
    hints = {"uncited": "Cite the sources of its figures, dates and quotations."}
    good = {
        "ja": [
            _JA.format("## 橋\n\n橋は4割が壊れ、被害は3億円でした[2]。"),
            _JA.format("## 橋\n\n橋は4割が壊れ、被害は[3億円](https://b.example/)でした。"),
            _JA.format("## 橋\n\n橋は古く、直すのに時間がかかりそうです。"),
            _JA.format("## まとめ\n\n橋は4割が壊れ、被害は3億円でした。"),
            "## 橋\n\n橋は4割が壊れ、被害は3億円でした。\n\n## 川\n\n氾濫しました。\n",
        ],
        "en": [
            _EN.format("## Bridges\n\nSome 40% of them broke, which cost $3 million [2]."),
            _EN.format("## Bridges\n\nThey are old, and mending them takes time."),
            _EN.format("## Bridges\n\n> Some 40% of them broke, which cost $3 million."),
        ],
    }
    bad = {
        "ja": [
            Case(
                _JA.format("## ⟦橋😀⟧\n\n橋は４割が壊れ、被害は三億円でした。"),
                message="This section states 2 facts and cites nothing; others cite.",
            ),
            _JA.format(
                "## ⟦𠮷田橋⟧\r\n\r\n11月4日に壊れ、町長は「年内には必ず直したいと思います」と話しました。"
            ),
        ],
        "en": [
            _EN.format(
                "## ⟦Bridges⟧\n\nSome 40% of them broke on 4 November, which cost $3 million."
            ),
            _EN.format(
                "## ⟦Bridges⟧\n\nIt cost $3 million. “We shall mend them all this year,” he said."
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each such section, on its heading."""
        cited = _cited(document)
        sections = [one for one in document.sections if _is_body(one, document)]
        citing = [one for one in document.sections if _cites(one, cited)]
        if len(citing) < _CITING:
            return
        found: list[tuple[Block, int]] = []
        for section in sections:
            if section.heading is None or _cites(section, cited) or _links(section):
                continue
            count = sum(_facts(text, language) for language, text in _prose(section))
            if count >= _FACTS:
                found.append((section.heading, count))
        if len(found) * 2 <= len(citing):
            for heading, count in found:
                yield self.finding(heading.prose.whole, "uncited", count=count)


def _cited(document: Document) -> frozenset[int]:
    """The blocks with a marker."""
    found = citations(document)
    markers = (marker.group.block for one in found.cited for marker in one.markers)
    notes = (note.block for note in found.note_markers)
    return frozenset(block.index for block in (*markers, *notes))


def _is_body(section: Section, document: Document) -> bool:
    heading = section.heading
    return heading is not None and not section.role and heading.index < layout(document).back


def _cites(section: Section, cited: frozenset[int]) -> bool:
    return any(block.index in cited for block in section.blocks)


def _links(section: Section) -> bool:
    return any(
        mark.kind in ("link", "autolink") for block in section.blocks for mark in block.prose.marks
    )


def _prose(section: Section) -> Iterator[tuple[Language, str]]:
    """The prose of a section as one text for each of its languages: many short ones take longer."""
    texts: dict[Language, list[str]] = {}
    for block in section.blocks:
        if block.kind in ("paragraph", "item") and not block.inside("quote", "hidden", "footnote"):
            texts.setdefault(block.language, []).append(block.prose.masked("code", "math"))
    for language, parts in texts.items():
        yield language, narrow(_APART.join(parts))


def _facts(text: str, language: Language) -> int:
    """How many figures and quoted statements a text has."""
    told = sum(map(_is_fact, figures(text, language)))
    words = words_of(language.data.get("citations", {}).get("said", ()))
    return told + sum(
        any(word in text[match.end() : match.end() + _SPEAKER] for word in words)
        for match in _QUOTED.finditer(text)
    )


def _is_fact(figure: Figure) -> bool:
    if figure.kind == DATE:
        return figure.month > 0 < figure.day
    return figure.kind in (PERCENT, AMOUNT) and figure.value >= 1 and figure.coefficient != _WHOLE
