"""A gap that the writer was to fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bylint.article.document import Block, Document
from bylint.article.prose import Mark
from bylint.checking.rule import Case, Rule
from bylint.checking.views import PhraseHit, phrase_hits
from bylint.diagnostics import Finding
from bylint.patterns import lazy_pattern
from bylint.text import Span
from bylint_rules.views.enclosed import in_code
from bylint_rules.views.references import references

_CLOSERS = {"[": "]", "［": "］", "(": ")", "（": "）", "【": "】", "{": "}", "<": ">"}
_LONGEST = 80
_CAPITALS = lazy_pattern(r"\[(?:(?:of|the|and|for) |[A-Z][\w'’-]*[ /]){1,6}[A-Z][\w'’-]*\]")
"""A gap such as [Name of Company]: brackets with several words, which all begin with capitals."""
_EMPTY_TARGETS = frozenset({"", "url", "link", "your-link-here", "link-here", "insert-link-here"})
_FORM = lazy_pattern(
    r"(?<![%\w])(?:YYYY|20XX)(?:[-/.年]?(?:MM|XX)(?:[-/.月]?(?:DD|XX))?)?\b"
    r"|https?://(?:www\.)?example\.(?:com|org|net)\b[^\s)\]>]*"
)
_RESERVED = lazy_pattern(
    r"https?://(?:[^/\s]{1,200}\.)?(?:example(?:\.[a-z]{2,3}){0,2}|test|invalid)(?=[/:?#]|$)"
)
"""Addresses under names that are kept for examples."""


class UnfilledPlaceholder(
    Rule,
    name="unfilled-placeholder",
    category="residue",
    severity="error",
    needs="phrases.placeholder",
):
    """A gap that the writer was to fill is still open.

    ## What it finds

    `[Your Name]`, `[Company Name]`, `[Insert source]`, （ここに出典を記入）, ［出典を挿入］; a link
    whose target is empty or says `url`; and in the reference list dates such as YYYY-MM-DD and
    addresses at example.com. Not in code, and not 〇〇 or "N/A", which people write on purpose. A
    list in which all of several addresses are made up shows how lists look, and is left alone.

    ## Why

    A chatbot leaves open what it does not know. Left in, it tells the reader that nobody did either.

    ## What to write instead

    What belongs there, or nothing.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. Human prose from before
    2022: one finding in 1,144 files, a link without a target. 1,303 other articles: three with
    findings, all of them true.
    """

    messages = {
        "gap": "{text} was never filled in.",
        "target": "The link “{text}” leads nowhere.",
        "reference": "{text} in the reference list was never filled in.",
    }
    hints = {
        "gap": "Write what belongs there, or take it out.",
        "target": "Give the address, or write the words without a link.",
        "reference": "Give the source as it is, or take the entry out.",
    }
    good = {
        "ja": [
            "`[Your Name]` は自分の名前に直します。\n",
            "〇〇さん（ここに住む人）の話です😀。\n",
            "日付はYYYY-MM-DDの形で、例はexample.comです。\n",
            "[朝市](asaichi.md)と[屋根](#屋根)です。\n",
            "朝市です[1]。屋根です[2]😀。\n\n## 参考文献\n\n"
            "- [1] 港新聞 https://example.com/asaichi\n- [2] 町 https://machi.example.jp/yane\n",
        ],
        "en": [
            "Write `[Your Name]` there. See [your notes](notes.md) and [1].\n",
            "The key is [name] or [file name], and PATH[File Name] is a field.\n",
            "Back [1][2].\n\n## References\n\n1. A log, https://example.com/log\n"
            "2. A report, https://example.org/report\n",
            "Dates have the form YYYY-MM-DD, as on https://example.com/dates.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "出典は⟦（ここに出典を記入）⟧です。\n",
                message="（ここに出典を記入） was never filled in.",
            ),
            "屋根です[1]。\n\n## 参考文献\n\n- [1] 港町新聞、⟦［URLを挿入］⟧\n",
            "文責：⟦[あなたの名前]⟧😀\r\n\r\n𠮷野の[⟦朝市⟧](url)です。\r\n",
            "屋根です[1]。\n\n## 参考文献\n\n- [1] 港町新聞、⟦YYYY-MM-DD⟧\n",
        ],
        "en": [
            "By ⟦[Your Name]⟧, editor\n",
            "It is back, said ⟦[Company Name]⟧ of ⟦[Name of City]⟧.\n",
            "A claim[^1].\n\n[^1]: A. Lee, ⟦[Journal Name]⟧, 2020.\n",
            "It is back ⟦[insert source here]⟧. See [⟦the plan⟧]().\n",
            "Back [1].\n\n## References\n\n1. Gazette, ⟦https://example.com/market⟧\n"
            "2. The town, https://harbour-town.org/market\n",
            "Back [1].\n\n## References\n\n1. Gazette, ⟦https://example.com/market⟧\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each gap."""
        hits = phrase_hits(document)
        acts = hits.get("placeholder-act", [])
        for hit in hits.get("placeholder", ()):
            yield from self._gap(hit)
        for hit in hits.get("placeholder-open", ()):
            if any(act.block is hit.block and hit.end <= act.start for act in acts):
                yield from self._gap(hit, acts)
        for hit in hits.get("placeholder-end", ()):
            yield from self._named(hit, hits.get("placeholder", ()))
        for block in document.visible():
            for mark in block.prose.marked("link"):
                text = block.text[mark.start : mark.end]
                if text.strip() and _is_empty(document, mark):
                    yield self.finding(block.prose.span(mark.start, mark.end), "target", text=text)
        yield from self._references(document)

    def _gap(self, hit: PhraseHit, acts: list[PhraseHit] | None = None) -> Iterator[Finding]:
        text = hit.block.text
        end = text.find(_CLOSERS.get(text[hit.start], "]"), hit.start, hit.start + _LONGEST) + 1
        if not end or in_code(hit.block, hit.start):
            return
        if acts is None or any(
            act.block is hit.block and hit.end <= act.start and act.end < end for act in acts
        ):
            yield self.finding(
                hit.block.prose.span(hit.start, end), "gap", text=text[hit.start : end]
            )

    def _named(self, hit: PhraseHit, known: Sequence[PhraseHit]) -> Iterator[Finding]:
        """A gap that says what is lacking, unless the brackets are those of a link or index."""
        text = hit.block.text
        start = text.rfind("[", max(hit.end - _LONGEST, 0), hit.start)
        if start < 0 or text[start - 1 : start].isalnum() or text.startswith(("(", "["), hit.end):
            return
        if any(one.block is hit.block and one.start == start for one in known):
            return
        if _CAPITALS.fullmatch(text, start, hit.end) and not in_code(hit.block, start):
            span = hit.block.prose.span(start, hit.end)
            yield self.finding(span, "gap", text=text[start : hit.end])

    def _references(self, document: Document) -> Iterator[Finding]:
        for each in references(document).lists:
            urls = [url for entry in each.entries for url in entry.urls]
            shown = len(urls) > 1 and all(map(_RESERVED.match, urls))
            for entry in each.entries:
                for span, text in _forms(document, entry.block, entry.whole):
                    if not (shown and text.startswith("http")):
                        yield self.finding(span, "reference", text=text)


def _is_empty(document: Document, mark: Mark) -> bool:
    """Whether a link has no target; brackets that touch a word are an index of a program."""
    before = document.text[max(mark.span.start - 1, 0) : mark.span.start]
    if document.text[mark.span.start] != "[" or (before.isascii() and before.isalnum()):
        return False
    return mark.value.strip().lower() in _EMPTY_TARGETS


def _forms(document: Document, block: Block, whole: Span) -> Iterator[tuple[Span, str]]:
    """What stands for a date or an address in an entry, as the source writes it."""
    for match in _FORM.finditer(document.text, whole.start, whole.end):
        span = Span(*match.span())
        if not any(mark.span.covers(span) for mark in block.prose.marked("code")):
            yield span, match[0]
