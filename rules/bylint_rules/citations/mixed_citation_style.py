"""Two ways to write a marker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Edit, Finding, Fix, Safety
from bylint_rules.views.citations import Cited, citations
from bylint_rules.views.markers import Group
from bylint_rules.views.notation import TO_DIGITS, TO_HALF


class MixedCitationStyle(
    Rule, name="mixed-citation-style", category="citations", severity="warning"
):
    """Markers of one list are written in two styles.

    ## What it finds

    Markers in another style than most: `[1]`, `［１］`, `【1】`, `¹` or a bare number that is a
    link. Single numbers, sets and ranges in one kind of bracket are one style, and so are `¹` and
    `<sup>1</sup>`, or `[1]` and a link that reads `[1]`: readers see no difference. One finding
    for each list, on the first such marker. Footnotes beside numbers are no mixture.

    ## Why

    Two styles look like two lists. The mixture arises where texts of two tools are joined.

    ## What to write instead

    Write all markers in the style of most. The fix does so where no link is in the way.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. Human prose from before
    2022: no finding in 1,144 files; other articles: none in 1,303.
    """

    messages = {
        "style": "This marker is written {style}, while most others are written {majority}.",
    }
    hints = {"style": "Write all markers in one style."}

    good = {
        "ja": [
            (
                "一つ目の話です[1]。二つ目の話です[1, 2]。三つ目の話です[1-3]。\n\n## 参考文献\n\n"
                "- [1] 県の発表\n- [2] 町の発表\n- [3] 市の発表\n"
            ),
            (
                "面積は5m²です[1]。負荷²に比例します[1]。注もあります[^1]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n\n[^1]: 概数。\n"
            ),
        ],
        "en": [
            Case(
                "<p>A wall of 40 metres<sup>2</sup>, as the log says [2], falls by x<sup>2</sup>. The"
                " rest [1].</p>\n<h2>Sources</h2>\n<ol><li>A log</li><li>A report</li></ol>\n",
                path="article.html",
            ),
            (
                "The first claim[1]. The second[[2]](https://b.example/).\n\n"
                "## Sources\n\n1. A log https://a.example/\n2. A report https://b.example/\n"
            ),
        ],
    }
    bad = {
        "ja": [
            Case(
                "雨です［1］。𠮷田町です［2］。川です⟦[1]⟧😀。\r\n\r\n出典\r\n［1］県の発表\r\n［2］町の発表\r\n",
                fixed="雨です［1］。𠮷田町です［2］。川です［1］😀。\r\n\r\n"
                "出典\r\n［1］県の発表\r\n［2］町の発表\r\n",
            ),
            Case(
                "一つ目の話です[1]。二つ目の話です⟦［２］⟧。三つ目の話です[1]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n",
                message="This marker is written ［１］, while most others are written [1].",
                fixed="一つ目の話です[1]。二つ目の話です[2]。三つ目の話です[1]。\n\n"
                "## 参考文献\n\n- [1] 県の発表\n- [2] 町の発表\n",
            ),
            Case(
                "一つ目です😀［１］。𠮷田町の話です⟦²⟧。三つ目です［１］。\r\n\r\n"
                "出典\r\n\r\n［１］県の発表\r\n［２］町の発表\r\n",
                fixed="一つ目です😀［１］。𠮷田町の話です［２］。三つ目です［１］。\r\n\r\n"
                "出典\r\n\r\n［１］県の発表\r\n［２］町の発表\r\n",
            ),
        ],
        "en": [
            "Rain [1], wind [2]. The storm came back⟦<sup>2</sup>⟧. It fell as length² does.\n\n"
            "## Sources\n\n1. A log\n2. A report\n",
            Case(
                "<p>The first claim [1]. The second claim⟦<sup>2</sup>⟧. The third [3].</p>\n"
                "<h2>Sources</h2>\n<ol><li>A log</li><li>A report</li><li>A map</li></ol>\n",
                fixed="<p>The first claim [1]. The second claim[2]. The third [3].</p>\n"
                "<h2>Sources</h2>\n<ol><li>A log</li><li>A report</li><li>A map</li></ol>\n",
                path="article.html",
            ),
            Case(
                "<p>The first claim.<sup>1</sup> The second.<sup>2</sup> The third.⟦[1, 2]⟧</p>\n"
                "<h2>Sources</h2>\n<ol><li>A log</li><li>A report</li></ol>\n",
                fixed="<p>The first claim.<sup>1</sup> The second.<sup>2</sup>"
                " The third.<sup>1,2</sup></p>\n"
                "<h2>Sources</h2>\n<ol><li>A log</li><li>A report</li></ol>\n",
                path="article.html",
            ),
            Case(
                "The first claim.<sup>1</sup> The second.<sup>2</sup> The third.⟦[1, 2]⟧\n\n"
                "## Sources\n\n1. A log\n2. A report\n",
                fixed="The first claim.<sup>1</sup> The second.<sup>2</sup> The third.<sup>1,2</sup>\n\n"
                "## Sources\n\n1. A log\n2. A report\n",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding for each list, on its first marker in another style than most."""
        for cited in citations(document).cited:
            groups = _groups(cited)
            style = majority(groups)
            others = [group for group in groups if group.style != style]
            if others:
                yield self.finding(
                    others[0].span,
                    "style",
                    style=_SHOWN[others[0].style],
                    majority=_SHOWN[style],
                    fix=_fix(others, style, document.text, _sample(groups, style, document.text)),
                )


_SHOWN = {
    "bracket": "[1]",
    "wide": "［１］",
    "lenticular": "【1】",
    "superscript": "¹",
    "number": "1",
}


def _groups(cited: Cited) -> list[Group]:
    known = cited.list.numbers
    return [
        marker.group
        for marker in cited.markers
        if marker.certain and not marker.group.flaw and known.issuperset(marker.numbers)
    ]


def majority(groups: list[Group]) -> str:
    """The style of most markers; of two as frequent ones that which comes first."""
    counts = Counter(group.style for group in groups)
    return max(counts, key=lambda style: counts[style], default="")


def _sample(groups: list[Group], style: str, source: str) -> str:
    """The first marker of a style that is no link, as the source writes it."""
    spans = (group.span for group in groups if group.style == style and group.link is None)
    return next((source[span.start : span.end] for span in spans), "")


def _like(text: str, sample: str) -> str:
    """A marker written with the tag or the digits of another one of its style."""
    if sample[:1] == "<":
        return f"{sample[: sample.index('>') + 1]}{text.translate(TO_DIGITS)}</sup>"
    half = any("0" <= char <= "9" for char in sample)
    return text.translate(TO_HALF) if half else text


def _fix(groups: list[Group], style: str, source: str, sample: str) -> Fix | None:
    edits = []
    for group in groups:
        text = group.styled(style, source) if group.link is None and style in _WRITTEN else None
        if text is None or group.style not in _WRITTEN:
            return None
        edits.append(Edit(group.span, _like(text, sample)))
    return Fix(f"Write the markers as {_SHOWN[style]}", tuple(edits), Safety.SAFE)


_WRITTEN = frozenset({"bracket", "wide", "lenticular", "superscript"})
