"""How many of the analogies in `passages.yaml` are found, how exactly, and what else is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml
from support import document

from bylint.checking.testing import mark, unmark
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.analogies import Passage, analogies

FILE = Path(__file__).with_name("passages.yaml")


class Judged(NamedTuple):
    """A marked text, the passages that were to be found in it and those that were."""

    text: str
    wanted: tuple[Span, ...]
    found: tuple[Passage, ...]

    def shown(self) -> str:
        return mark(self.text, tuple(passage.span for passage in self.found))


@cache
def judged(language: str, kind: str) -> tuple[Judged, ...]:
    texts = yaml.safe_load(FILE.read_text(encoding="utf-8"))[language][kind]
    marked = [unmark(text) for text in texts]
    return tuple(
        Judged(text, spans, analogies(document(text, language=language))) for text, spans in marked
    )


def sentences_in(span: Span, passage: Passage) -> int:
    """How many sentences of the passage's blocks a span covers."""
    blocks = dict.fromkeys(sentence.block for sentence in passage.sentences)
    return sum(span.overlaps(sentence.span) for block in blocks for sentence in block.sentences)


LANGUAGES = {"ja": 60, "en": 60, "de": 20, "fr": 20, "es": 20, "zh": 20, "ko": 20}
"""How many passages of either kind there are at least in each language."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_are_found(language: str) -> None:
    cases = [(case, span) for case in judged(language, "analogies") for span in case.wanted]
    missed = [
        case.shown()
        for case, span in cases
        if not any(span.overlaps(passage.span) for passage in case.found)
    ]
    assert len(cases) >= LANGUAGES[language]
    assert len(missed) <= len(cases) // 20, "\n".join(missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_are_right(language: str) -> None:
    pairs = [
        (case, span, passage)
        for case in judged(language, "analogies")
        for span in case.wanted
        for passage in case.found
        if span.overlaps(passage.span)
    ]
    inexact = [case.shown() for case, span, passage in pairs if passage.span != span]
    far = [
        case.shown()
        for case, span, passage in pairs
        if passage.span.start != span.start
        or abs(len(passage.sentences) - sentences_in(span, passage)) > 1
    ]
    assert len(inexact) <= len(pairs) // 10, "\n".join(inexact)
    assert not far, "\n".join(far)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_else_is_found(language: str) -> None:
    wrong = [
        case.shown()
        for kind in ("analogies", "others")
        for case in judged(language, kind)
        for passage in case.found
        if not any(passage.span.overlaps(span) for span in case.wanted)
    ]
    assert len(judged(language, "others")) >= LANGUAGES[language]
    assert not wrong, "\n".join(wrong)
