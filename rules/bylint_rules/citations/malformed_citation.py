"""Markers with a bracket too few, spaces inside, or characters of two widths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Edit, Finding, Fix, Safety
from bylint_rules.views.citations import Cited, citations
from bylint_rules.views.markers import Group


class MalformedCitation(Rule, name="malformed-citation", category="citations", severity="warning"):
    """A marker lacks a bracket, has spaces inside, or mixes full-width and half-width characters.

    ## What it finds

    `[1`, `1]`, `【1`, `[ 1 ]`, `[１]` and `［1]`, where the article has a reference list and that list
    has the number. A half-open interval such as `[0, 1)` is none of them.

    ## Why

    Readers take a bracket that is left over for a slip of the pen, and tools that collect citations
    do not see the marker at all.

    ## What to write instead

    The marker as the others are written. The fix does that.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. Human prose from before
    2022: no finding in 1,144 files, though a single bracket beside a number stands in one of 19.
    """

    messages = {
        "bracket": "The marker {text} lacks a bracket.",
        "spaced": "The marker {text} has spaces inside its brackets.",
        "widths": "The marker {text} mixes full-width and half-width characters.",
    }
    hints = {
        "bracket": "Write {mended}.",
        "spaced": "Write {mended}.",
        "widths": "Write {mended}.",
    }

    good = {
        "ja": [
            "一つ目の話です[1]。区間[0, 1)と(0, 1]です。\n\n## 参考文献\n\n- [1] 県の発表\n",
            "手順は 1] と書きます。\n",
            "【10/2 追記】一つ目です【1】。【重要 二つ目です【2】。\n\n"
            "## 参考文献\n\n【1】県の発表\n【2】町の発表\n",
            "一つ目です［1］。二つ目です［2］。\n\n## 参考文献\n\n［1］県の発表\n［2］町の発表\n",
        ],
        "en": [
            "The first claim [1]. Take items [a, 1] and pairs (1, 1].\n\n## Sources\n\n[1] A log\n",
            "- [ ] Call the town\n- [x] Read the log [1]\n\n## Sources\n\n[1] A log\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "一つ目の話です⟦[1⟧。二つ目の話です⟦2]⟧。三つ目の話です[1]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n",
                message="The marker [1 lacks a bracket.",
                fixed="一つ目の話です[1]。二つ目の話です[2]。三つ目の話です[1]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n",
            ),
            Case(
                "一つ目です😀⟦【1⟧。県の記録⟦【2⟧にも𠮷田町の話があります【1】。\r\n\r\n"
                "出典\r\n\r\n【1】県の発表\r\n【2】町の発表\r\n",
                message="The marker 【1 lacks a bracket.",
                fixed="一つ目です😀【1】。県の記録【2】にも𠮷田町の話があります【1】。\r\n\r\n"
                "出典\r\n\r\n【1】県の発表\r\n【2】町の発表\r\n",
            ),
            Case(
                "一つ目です😀⟦[１]⟧。𠮷田町の話です[2]。\r\n\r\n"
                "出典\r\n\r\n- [1] 県の発表\r\n- [2] 町の発表\r\n",
                message="The marker [１] mixes full-width and half-width characters.",
                fixed="一つ目です😀[1]。𠮷田町の話です[2]。\r\n\r\n"
                "出典\r\n\r\n- [1] 県の発表\r\n- [2] 町の発表\r\n",
            ),
        ],
        "en": [
            Case(
                "The first claim ⟦【1⟧. The second ⟦2】⟧. The third 【1】.\n\n"
                "## Sources\n\n1. A log\n2. A report\n",
                fixed="The first claim 【1】. The second 【2】. The third 【1】.\n\n"
                "## Sources\n\n1. A log\n2. A report\n",
            ),
            Case(
                "The first claim ⟦[ 1 ]⟧. The second ⟦[2⟧. The third [1].\n\n"
                "## Sources\n\n1. A log\n2. A report\n",
                message="The marker [ 1 ] has spaces inside its brackets.",
                fixed="The first claim [1]. The second [2]. The third [1].\n\n"
                "## Sources\n\n1. A log\n2. A report\n",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for every marker that is not well formed."""
        source = document.text
        for cited in citations(document).cited:
            style = _usual(cited)
            for broken in cited.broken:
                text = broken.block.text[broken.start : broken.end]
                edit = broken.block.prose.edit(broken.start, broken.end, broken.mended, source)
                yield self.finding(
                    broken.span,
                    "bracket",
                    text=text,
                    mended=broken.mended,
                    fix=_fix(edit, broken.mended),
                )
            for group in _flawed(cited):
                text = source[group.span.start : group.span.end]
                mended = group.styled(style or group.style, source) or text
                edit = Edit(group.span, mended) if group.link is None else None
                yield self.finding(
                    group.span, group.flaw, text=text, mended=mended, fix=_fix(edit, mended)
                )


def _fix(edit: Edit | None, mended: str) -> Fix | None:
    return Fix(f"Write {mended}", (edit,), Safety.SAFE) if edit else None


def _flawed(cited: Cited) -> Iterator[Group]:
    known = cited.list.numbers
    for marker in cited.markers:
        if marker.group.flaw and marker.certain and known.issuperset(marker.numbers):
            yield marker.group


def _usual(cited: Cited) -> str:
    """The style in which most well-formed markers are written."""
    counts = Counter(m.group.style for m in cited.markers if m.certain and not m.group.flaw)
    return max(counts, key=lambda style: counts[style], default="")
