"""Sentences that tell the reader that AI took no part in the article."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Block, Document, Sentence
from bylint.checking.views import phrase_hits, view
from bylint.records import NamedTuple
from bylint_rules.views.disclosing import disclosing
from bylint_rules.views.disclosures import disclosures
from bylint_rules.views.placement import place

DENIALS = "disclosure-denial"
"""The phrases that say so."""

_MAKING = frozenset({"make", "output"})
_QUOTES = {"「": "」", "『": "』", "“": "”", "„": "“", "«": "»", '"': '"', "'": "'", "‘": "’"}
_QUESTIONS = ("?", "？", "か", "か。")
_SHORT = 40


class Denial(NamedTuple):
    """One sentence. `making` tells that it denies no more than that AI wrote the text."""

    sentence: Sentence
    making: bool


@view
def denials(document: Document) -> tuple[Denial, ...]:
    """The sentences of an article that deny AI's part in it, in order of place."""
    return tuple(_denials(document))


def _denials(document: Document) -> Iterator[Denial]:
    told = [one.span for one in disclosures(document) if not one.hidden]
    seen: set[tuple[int, int]] = set()
    for hit in phrase_hits(document).get(DENIALS, ()):
        block = hit.block
        sentence = next((one for one in block.sentences if one.start <= hit.start < one.end), None)
        if sentence is None or (block.index, sentence.start) in seen:
            continue
        if _is_quoted(block.text[sentence.start : hit.start]) or _is_struck(block, hit.start):
            continue
        seen.add((block.index, sentence.start))
        if _speaks(document, sentence) and not any(sentence.span.overlaps(span) for span in told):
            yield Denial(sentence, is_making(block, sentence.text))


def _speaks(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence speaks of this article: it says so, or is a short line at its edge."""
    block, text = sentence.block, sentence.text.rstrip()
    grammar = disclosing(block.language)
    edge = place(document, block) != "middle"
    if grammar is None or text.endswith(_QUESTIONS) or (block.inside("quote") and not edge):
        return False
    return grammar.may_claim(text, alone=False) or (edge and len(block.text) <= _SHORT)


def _is_quoted(before: str) -> bool:
    """Whether a quotation is open at the end of a piece of text; apostrophes open none."""
    close = ""
    for at, char in enumerate(before):
        if char == close:
            close = ""
        elif not close and not (char in "'‘" and before[at - 1 : at].isalnum()):
            close = _QUOTES.get(char, "")
    return bool(close)


def _is_struck(block: Block, at: int) -> bool:
    return any(mark.start <= at < mark.end for mark in block.prose.marked("strike", "code"))


def is_making(block: Block, text: str) -> bool:
    """Whether a sentence speaks of writing the text, by the words of its language's grammar."""
    grammar = disclosing(block.language)
    if grammar is None:
        return False
    readings = grammar.grammar.read(text)
    return any(not _MAKING.isdisjoint(reading.masks) for reading in readings)
