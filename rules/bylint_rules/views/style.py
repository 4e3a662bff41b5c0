"""What an article says in its own words: no quotations, code, disclosures, references.

Style rules count here. Each gives at most one finding an article, on the first of what it counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bylint.article.document import Block, Document, Sentence
from bylint.article.language import Language
from bylint.article.phrases import PhraseIndex
from bylint.checking.rule import Rule
from bylint.checking.views import PhraseHit, phrase_hits, view
from bylint.diagnostics import Finding, Related
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.disclosures import disclosures
from bylint_rules.views.enclosed import Enclosed, Ranges

_FOREIGN = ("quote", "details", "nav", "caption")
_APART = frozenset({"references", "links", "profile", "advert"})
_MOST_RELATED = 20


@view
def own_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks in the article's own words and language, headings among them."""
    apart = {
        block.index
        for section in document.sections
        if section.role in _APART
        for block in section.blocks
    }
    return tuple(
        block
        for block in document.visible()
        if block.language is document.language
        and block.index not in apart
        and not (block.containers and block.inside(*_FOREIGN))
    )


@view
def own_prose(document: Document) -> tuple[Block, ...]:
    """The paragraphs and list items in the article's own words."""
    return tuple(block for block in own_blocks(document) if block.kind in ("paragraph", "item"))


@view
def own_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs in the article's own words, disclosures left out."""
    told = Ranges(one.span for one in disclosures(document))
    return tuple(
        sentence
        for block in own_prose(document)
        if block.kind == "paragraph"
        for sentence in block.sentences
        if not told.meets(*sentence.span)
    )


@view
def own_length(document: Document) -> int:
    """The length of all own words, in the unit of the article's language."""
    return sum(document.language.length(block.text) for block in own_blocks(document))


def own_hits(document: Document, group: str, at_least: int = 1) -> list[PhraseHit]:
    """The phrases of a group in the article's own words, in order, those inside others left out.

    None where there cannot be `at_least` of them: looking closely takes time.
    """
    hits = phrase_hits(document).get(group, ())
    return _own(document, hits) if len(hits) >= max(at_least, 1) else []


def word_hits(document: Document, name: str) -> list[PhraseHit]:
    """The words of a list under `style` in the article's own paragraphs, as `own_hits` tells them.

    For words so frequent that no article should be searched for them unless a rule is on.
    """
    index = _index(document.language, name)
    return _own(
        document,
        [
            PhraseHit(block, found.start, found.end, found.phrase)
            for block in own_prose(document)
            for found in index.find(block.text)
        ],
    )


@cache
def _index(language: Language, name: str) -> PhraseIndex:
    return PhraseIndex({name: language.data["style"][name]})


def _own(document: Document, hits: Iterable[PhraseHit]) -> list[PhraseHit]:
    own = {block.index for block in own_blocks(document)}
    told = Ranges(one.span for one in disclosures(document))
    enclosed: dict[int, Enclosed] = {}
    found: list[PhraseHit] = []
    for hit in sorted(hits, key=_longest_first):
        index = hit.block.index
        if index not in own or (found and _covers(found[-1], hit)):
            continue
        if index not in enclosed:
            enclosed[index] = Enclosed(hit.block)
        if not enclosed[index].holds(hit.start):
            found.append(hit)
    return [hit for hit in found if not told.meets(*hit.span)]


def _longest_first(hit: PhraseHit) -> tuple[int, int, int]:
    return hit.block.index, hit.start, -hit.end


def _covers(outer: PhraseHit, inner: PhraseHit) -> bool:
    return outer.block is inner.block and inner.start < outer.end


def followed(
    hits: Iterable[PhraseHit], turns: Sequence[PhraseHit], most: int
) -> list[tuple[PhraseHit, PhraseHit]]:
    """The hits after which, in the same sentence and within `most` characters, a turn follows."""
    pairs = []
    for hit in hits:
        at = bisect_left(turns, (hit.block.index, hit.end), key=_where)
        if at < len(turns) and turns[at].block is hit.block:
            between = hit.block.text[hit.end : turns[at].start]
            ends = hit.block.language.sentence_ends
            if len(between) <= most and not any(end in between for end in ends):
                pairs.append((hit, turns[at]))
    return pairs


def _where(hit: PhraseHit) -> tuple[int, int]:
    return hit.block.index, hit.start


def closes_sentence(hit: PhraseHit) -> bool:
    """Whether a phrase is the last of its sentence."""
    after = hit.block.text[hit.end : hit.end + 1]
    return not after or after in '\n」』”"' or after in hit.block.language.sentence_ends


class Crowd(NamedTuple):
    """More of something than an article can carry: where, and how long the article is."""

    spans: tuple[Span, ...]
    length: int


def crowd(
    document: Document, spans: Iterable[Span], at_least: int, per_chars: float, per_words: float
) -> Crowd | None:
    """The places, if they are many for the article's length.

    `per_chars` is how many 1,000 characters may hold in a language without spaces, `per_words` how
    many 500 words in another; 0 for no limit.
    """
    limit, per = (per_chars, 1_000) if document.language.unspaced else (per_words, 500)
    places = tuple(spans)
    if not limit or len(places) < max(at_least, 1):
        return None
    length = own_length(document)
    return Crowd(places, length) if len(places) * per > limit * length else None


def crowding(
    rule: Rule,
    document: Document,
    hits: Sequence[PhraseHit],
    at_least: int,
    per_chars: float,
    per_words: float,
) -> Iterator[Finding]:
    """A rule's finding on the first of the phrases, if they are many for the article's length.

    Its messages, by the language's unit, are given `count`, `length` and `phrases`.
    """
    spans = [hit.span for hit in hits]
    many = crowd(document, spans, at_least, per_chars, per_words)
    if many:
        yield rule.finding(
            spans[0],
            document.language.unit,
            related=others(spans),
            count=len(spans),
            length=many.length,
            phrases=_shown(hits),
        )


def _shown(hits: Iterable[PhraseHit]) -> str:
    """Some of the phrases that were found, each once."""
    return ", ".join(list(dict.fromkeys(hit.block.text[hit.start : hit.end] for hit in hits))[:4])


def others(spans: Sequence[Span]) -> list[Related]:
    """The places after the first, as far as a reader will look at them, as related ones."""
    return [Related(span, "another") for span in spans[1 : _MOST_RELATED + 1]]
