"""Does the summary sum up, or repeat?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bylint.article.document import Block, Document, Sentence
from bylint.article.phrases import fold
from bylint.checking.rule import Rule
from bylint.diagnostics import Finding, Related
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint_rules.views.summary import summary

_NOISE = lazy_pattern(r"[\s\ufffc]|\[[\d,\-–]{1,12}\]|[［【][\d０-９]{1,3}[］】]")
_WORD = lazy_pattern(r"[^\W_]+")
_ENDS = "。．.!?！？、,;:"
_HEAD = 8

_JA = "港の朝市が3年ぶりに再開し、早朝から長い列ができました。"
_TWO = "屋根の修理には二年の時間と多くの寄付が必要でした。"
_EN = "The morning market by the harbour opened again after three long years."


class CopiedSummary(
    Rule, name="copied-summary", category="summary", severity="info", needs="headings.summary"
):
    """A sentence of the summary that stands word for word in the body.

    ## What it finds

    A sentence or bullet of a summary, of 20 characters or more in languages without spaces and of
    eight words or more in others, that the body has as a whole sentence too. Markup, citation
    markers and the mark at the end do not count. Neighbours that were copied together are one
    finding.

    ## Why

    A summary says the same in fewer words. A sentence that was copied belongs to its paragraph and
    seldom stands on its own; readers who meet it twice feel that they read a machine.

    ## What to write instead

    Say what the whole section comes to.

    ## Options

    None.

    ## Rates

    Measured in November 2026: 2 findings in 684 English files from before 2022 and none in 460
    Japanese ones; 5 in 510 and 15 in 753 machine-written ones. All repeat
    what stands in the body; two of them are code that a plain text does not mark as such.
    """

    messages = {"copied": "This part of the summary stands word for word in the body."}
    hints = {"copied": "Say in fewer words what the section comes to."}
    good = {
        "ja": [
            f"{_JA}魚は売り切れました。\n\n## まとめ\n\n朝市は3年ぶりに戻り、客足も戻りました。\n",
            f"## 朝市\n\n{_JA}\n\n## 夕市\n\n{_JA}\n",
            "朝市が戻りました。\n\n## まとめ\n\n朝市が戻りました。\n",
        ],
        "en": [
            f"{_EN}\n\n## Summary\n\nThe market is back, and people queue for it again.\n",
            "## One\n\nThe market is back.\n\n## Summary\n\nThe market is back.\n",
        ],
    }
    bad = {
        "ja": [
            f"## 朝市😀\n\n{_JA[:-1]}[1]。魚もです。\n\n## まとめ\n\n⟦{_JA}⟧屋根も直りました。\n",
            f"## 朝市\r\n\r\n{_JA}{_TWO}\r\n\r\n## まとめ\r\n\r\n⟦{_JA}{_TWO}⟧また来ます。\r\n",
            f"- ⟦{_JA[:-1]}⟧\n- 屋根の修理は寄付でまかなわれました\n\n𠮷村です。**{_JA}**\n",
        ],
        "en": [
            f"## Market\n\nPeople came early. {_EN}\n\n## Conclusion\n\n⟦{_EN}⟧ The roof is new.\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each copied sentence; neighbours that were copied together are one."""
        for block, copies in groupby(_copies(document), key=lambda copy: copy.sentence.block):
            runs = _runs(list(copies))
            for run in runs:
                span = block.prose.span(run[0].sentence.start, run[-1].sentence.end)
                related = Related(run[0].original.span, "It stands here.")
                yield self.finding(span, "copied", related=[related])


class _Copy(NamedTuple):
    """A sentence of a summary and the one of the body that says the same."""

    sentence: Sentence
    original: Sentence


def _copies(document: Document) -> Iterator[_Copy]:
    summaries = summary(document)
    inside = {block.index for one in summaries for block in one.blocks}
    body: list[tuple[Block, str]] | None = None
    for sentence in (s for one in summaries for block in one.blocks for s in block.sentences):
        key = _key(sentence.text)
        if not _tells(sentence) or not _recurs(document, sentence):
            continue
        if body is None:
            body = [(block, _NOISE.sub("", fold(block.text))) for block in _prose(document, inside)]
        same = (s for block, text in body if key in text for s in block.sentences)
        original = next((s for s in same if _key(s.text) == key), None)
        if original is not None:
            yield _Copy(sentence, original)


def _runs(copies: list[_Copy]) -> list[list[_Copy]]:
    """The copies of one block, those together that nothing else parts."""
    runs: list[list[_Copy]] = []
    for copy in copies:
        sentence = copy.sentence
        before = runs[-1][-1].sentence if runs else None
        if before is not None and not sentence.block.text[before.end : sentence.start].strip():
            runs[-1].append(copy)
        else:
            runs.append([copy])
    return runs


def _prose(document: Document, inside: set[int]) -> Iterator[Block]:
    return (
        block
        for block in document.visible()
        if block.kind in ("paragraph", "item") and block.index not in inside
    )


def _key(text: str) -> str:
    """A sentence without white space, markers and final marks."""
    return _NOISE.sub("", fold(text)).rstrip(_ENDS)


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence is long enough in words of its own, links and code aside."""
    block = sentence.block
    if block.kind not in ("paragraph", "item"):
        return False
    text = block.prose.masked("link", "autolink", "code") if block.prose.marks else block.text
    words = _WORD.findall(text, sentence.start, sentence.end)
    return sum(map(len, words)) >= 20 if block.language.unspaced else len(words) >= 8


def _recurs(document: Document, sentence: Sentence) -> bool:
    """A cheap look: whether the sentence's first characters stand twice in the source."""
    return document.text.count(sentence.text[:_HEAD]) > 1
