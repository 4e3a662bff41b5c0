"""Where an article explains one thing by another: its analogies as passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from bylint.article.document import Block, Document, Sentence
from bylint.article.language import Language
from bylint.article.phrases import fold
from bylint.checking.views import PhraseHit, phrase_hits, view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.comparisons import CODE, GROUP, Context, Grammar, Reading, grammar
from bylint_rules.views.vehicles import Noun

_KINDS = frozenset({"paragraph", "item", "cell"})
_MASKED = ("code", "math", "autolink")
_CONTEXT = 160
"""How far a cue's sentence is looked at on either side of it."""
_CONFIRMED_WITHIN = 3
_TOLD_WITHIN = 3
"""How many sentences before a cue may tell what it carries back."""
_LONGEST = 1_000
"""How much of a sentence is looked at."""
_BARE = 14
"""A sentence that says no more than this beside its cue tells nothing yet."""
_MOST_ASIDE = 2
"""How many sentences of a passage in a row may name nothing that belongs to it."""
_OWN_SUBJECT = 6
"""A noun that the article uses more often is what the article is about."""
_SPOKEN = 600
"""How far back a domain may stand to be that of the thing explained."""
_EARLIER = 4_000
"""How far back a noun may stand to be no longer new."""
_NAMED = 3
"""How many nouns behind a cue the next sentence may take up; one where no domain is known."""
_LONG_WORD = lazy_pattern(r"[^\W\d_]{5,}")
_WORDS = 100
"""How many nouns of a passage are kept in mind."""


class Passage(NamedTuple):
    """An analogy: the sentences it takes, in order, and the phrase that announced it.

    `span` runs from the first to the last. `characters` and `words` are its length, white space
    not counted; `share` is its part of its section's prose in percent.
    """

    sentences: tuple[Sentence, ...]
    span: Span
    cue: str
    characters: int
    words: int
    share: int

    @property
    def language(self) -> Language:
        """The language it is written in."""
        return self.sentences[0].block.language


@view
def analogies(document: Document) -> tuple[Passage, ...]:
    """The analogies of an article, in order of place."""
    return tuple(_passages(document, _cues(document)))


# Cues --------------------------------------------------------------------------------------


class _Cue(NamedTuple):
    """A phrase that announces an analogy, and its sentence.

    `domains` and `words` are what its sentence compares with: domains of vehicle nouns, and other
    nouns; `explained` are the longer words before it. `least` sentences after it belong to the
    passage whatever they say.
    """

    sentence: Sentence
    phrase: str
    grammar: Grammar
    domains: frozenset[str]
    words: frozenset[str]
    least: int
    explained: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[int, int]:
        """Its sentence's block and where it begins there; orders cues."""
        return self.sentence.block.index, self.sentence.start


def _cues(document: Document) -> list[_Cue]:
    """The first convincing cue of every sentence, in order of place."""
    hits = [
        (hit.block.index, hit.start, group.removeprefix(GROUP), hit)
        for group, found in phrase_hits(document).items()
        if group.startswith(GROUP)
        for hit in found
        if hit.block.kind in _KINDS
    ]
    hits.sort(key=lambda item: item[:2])
    judge = _Judge(document)
    cues: list[_Cue] = []
    for index, start, name, hit in hits:
        if cues and cues[-1].place[0] == index and start < cues[-1].sentence.end:
            continue
        cue = judge.cue(name, hit)
        if cue is not None and not (cues and cue.place <= cues[-1].place):
            cues.append(cue)
    return cues


class _Judge:
    """Decides about cues, keeping what it learnt of the document's blocks and words."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._texts: dict[int, str] = {}
        self._counts: dict[str, int] = {}
        self._whole = ""

    def cue(self, name: str, hit: PhraseHit) -> _Cue | None:
        """The cue that a phrase is, None where it announces nothing."""
        rules = grammar(hit.block.language)
        text = self._text(hit.block)
        if rules is None or text[hit.start] == CODE:
            return None
        context = _context(text, hit, rules)
        for reading in rules.readings.get(name, ()):
            if not reading.holds(context):
                continue
            nouns = reading.nouns(context, rules.lexicon)
            if reading.noun != "none" and not nouns:
                continue
            if reading.explains and not _is_explained(context, reading, rules):
                continue
            if reading.noun != "none" and not self._explain(nouns):
                continue
            told = self._told_before if reading.back else self._told_here
            cue = told(hit, reading, nouns, rules)
            if cue is not None:
                return cue
        return None

    def _text(self, block: Block) -> str:
        text = self._texts.get(block.index)
        if text is None:
            text = self._texts[block.index] = _masked(block)
        return text

    def _explain(self, nouns: Iterable[Noun]) -> bool:
        """Whether one of the nouns is not what the article itself is about."""
        return any(self._count(noun.word) <= _OWN_SUBJECT for noun in nouns)

    def _count(self, word: str) -> int:
        if word not in self._counts:
            self._whole = self._whole or self._document.text.lower()
            self._counts[word] = self._whole.count(word)
        return self._counts[word]

    def _told_here(
        self, hit: PhraseHit, reading: Reading, nouns: Iterable[Noun], rules: Grammar
    ) -> _Cue | None:
        """The cue, None where a comparison that should be carried back is not."""
        text, sentence = self._text(hit.block), _sentence(hit)
        least = self._carried_back(sentence, rules) if reading.confirm else 0
        if least is None:
            return None
        first = max(sentence.start, hit.start - _LONGEST)
        before = text[first : hit.start]
        begin = hit.end if reading.side == "after" else first + _tenor(before, rules)
        vehicle = fold(text[begin : min(sentence.end, begin + _LONGEST)])
        if reading.resumed:
            own = reading.noun == "none" and rules.tells_own(reading.shorn(vehicle))
            if own or not self._resumed(sentence, nouns, vehicle, rules):
                return None
        if _tells_nothing(vehicle, hit, reading) and not any(rules.lexicon.find(vehicle)):
            least = max(least, _told_next(self._document, sentence))
        domains = self._domains(nouns, vehicle, sentence, rules)
        named = vehicle[: hit.start - begin] if reading.side == "before" else reading.shorn(vehicle)
        most = None if reading.side != "after" else _NAMED if domains else 1
        words = rules.noun.findall(named)[:most]
        return _Cue(
            sentence,
            hit.phrase,
            rules,
            frozenset(domains),
            frozenset(words) - rules.common,
            least,
            frozenset(_LONG_WORD.findall(fold(before))),
        )

    def _told_before(
        self, hit: PhraseHit, _reading: Reading, _nouns: Iterable[Noun], rules: Grammar
    ) -> _Cue | None:
        """The cue that carries back what the sentences before it tell, None where they do not."""
        block = hit.block
        at = first = _index(block, hit.start)
        domains: set[str] = set()
        for number in range(at - 1, max(at - 1 - _TOLD_WITHIN, -1), -1):
            text = fold(block.sentences[number].text[:_LONGEST])
            nouns = [noun for noun in rules.lexicon.find(text) if noun.sure]
            found = {noun.domain for noun in nouns}
            opens = bool(rules.opening.search(text))
            if rules.explained.search(text) or not (opens or self._explain(nouns)):
                break
            first, domains = number, domains | found
            if opens:
                break
        if first == at:
            return None
        opening = block.sentences[first]
        words = rules.noun.findall(fold(opening.text[:_LONGEST]))
        return _Cue(
            opening,
            hit.phrase,
            rules,
            frozenset(domains),
            frozenset(words) - rules.common,
            at - first,
        )

    def _resumed(
        self, sentence: Sentence, nouns: Iterable[Noun], vehicle: str, rules: Grammar
    ) -> bool:
        """Whether the next sentence goes on about the nouns or carries them back."""
        following = next(_following(self._document, sentence), None)
        if ": " in vehicle:
            return True
        if following is None or following.block is not sentence.block:
            return False
        text = fold(following.text[:_LONGEST])
        domains = {noun.domain for noun in nouns}
        return (
            bool(domains & rules.lexicon.domains(text))
            or rules.carries_back(text)
            or rules.elaborates(following.text[:_LONGEST])
        )

    def _carried_back(self, sentence: Sentence, rules: Grammar) -> int | None:
        """How many sentences on the comparison is carried back, None where it soon is not."""
        following = islice(_following(self._document, sentence), _CONFIRMED_WITHIN)
        for number, other in enumerate(following, 1):
            if rules.confirming.search(fold(other.text[:_LONGEST])):
                return number
        return None

    def _domains(
        self, nouns: Iterable[Noun], vehicle: str, sentence: Sentence, rules: Grammar
    ) -> set[str]:
        """The domains of the nouns at the cue, and those named beside them for the first time."""
        own = {noun.domain for noun in nouns}
        beside = {noun.domain for noun in rules.lexicon.find(vehicle) if noun.sure} - own
        if not beside:
            return own
        start = sentence.span.start
        earlier = fold(self._document.text[max(start - _SPOKEN, 0) : start])
        spoken = {noun.domain for noun in rules.lexicon.find(earlier) if noun.sure}
        return own | (beside - spoken) or beside


def _is_explained(context: Context, reading: Reading, rules: Grammar) -> bool:
    text = context.before if reading.explains == "before" else context.after
    return bool(rules.matter.search(text))


def _tells_nothing(vehicle: str, hit: PhraseHit, reading: Reading) -> bool:
    """Whether the vehicle's part of a sentence is no more than its cue or ends in a colon."""
    beside = len(vehicle) - (reading.side != "after") * len(hit.phrase)
    return vehicle.rstrip().endswith(":") or (reading.opens and beside <= _BARE)


def _told_next(document: Document, sentence: Sentence) -> int:
    """How many sentences tell what one announces: the next, or the list that follows it."""
    following = _following(document, sentence)
    first = next(following, None)
    if first is None or first.block.kind != "item" or first.block.group == sentence.block.group:
        return 1
    return 1 + sum(1 for _ in takewhile(lambda s: s.block.group == first.block.group, following))


def _masked(block: Block) -> str:
    text = block.prose.text
    parts, at = [], 0
    for mark in block.prose.marked(*_MASKED):
        if mark.start >= at:
            parts += [text[at : mark.start], CODE * (mark.end - mark.start)]
            at = mark.end
    return "".join([*parts, text[at:]])


def _context(text: str, hit: PhraseHit, rules: Grammar) -> Context:
    """The cue's sentence as far as it is looked at, cut at whatever may end a sentence."""
    before = text[max(hit.start - _CONTEXT, 0) : hit.start]
    after = text[hit.end : hit.end + _CONTEXT]
    return Context(
        fold(rules.stop.split(before)[-1].lstrip()),
        fold(text[hit.start : hit.end]),
        fold(rules.stop.split(after, 1)[0]),
    )


def _sentence(hit: PhraseHit) -> Sentence:
    return hit.block.sentences[max(_index(hit.block, hit.start), 0)]


def _index(block: Block, at: int) -> int:
    """The number of the block's last sentence that begins at or before `at`."""
    return bisect_right(block.sentences, at, key=lambda sentence: sentence.start) - 1


def _tenor(before: str, rules: Grammar) -> int:
    """Where the part of a sentence ends that names the thing explained."""
    ends = [match.end() for match in rules.tenor.finditer(fold(before))]
    return ends[-1] if ends else 0


# Passages ----------------------------------------------------------------------------------


def _passages(document: Document, cues: Sequence[_Cue]) -> Iterator[Passage]:
    begins = {cue.place: cue for cue in cues}
    lengths: dict[int, int] = {}
    last = (-1, -1)
    for cue in cues:
        if cue.place <= last:
            continue
        sentences = [cue.sentence, *_continuation(document, cue, begins)]
        last = sentences[-1].block.index, sentences[-1].start
        section = document.section_of(cue.sentence.block)
        language = cue.sentence.block.language
        if id(section) not in lengths:
            prose = (block.text for block in section.blocks if block.kind in _KINDS)
            lengths[id(section)] = sum(map(language.length, prose))
        yield _passage(sentences, cue.phrase, lengths[id(section)])


def _continuation(
    document: Document, cue: _Cue, begins: Mapping[tuple[int, int], _Cue]
) -> Iterator[Sentence]:
    """The sentences that go on with the vehicle or carry it back, up to the first that does not.

    In the cue's own paragraph two sentences may stand between: an analogy seldom names its vehicle
    in every sentence.
    """
    topic = _Topic(document, cue)
    aside: list[Sentence] = []
    for number, sentence in enumerate(_following(document, cue.sentence)):
        if aside and sentence.block is not cue.sentence.block:
            return
        text = fold(sentence.text[:_LONGEST])
        another = (sentence.block.index, sentence.start) in begins
        goes_on = not another and _elaborates(cue, sentence, aside)
        own = cue.grammar.reports(sentence.text[:_LONGEST])
        returns = not own and topic.returns(text, after_aside=bool(aside))
        if number < cue.least or returns or goes_on:
            topic.add(text)
        elif another or not cue.grammar.carries_back(text):
            if another or len(aside) == _MOST_ASIDE:
                return
            aside.append(sentence)
            continue
        yield from aside
        aside.clear()
        yield sentence


def _elaborates(cue: _Cue, sentence: Sentence, aside: Sequence[Sentence]) -> bool:
    """Whether a sentence of the cue's own paragraph may go on with a vehicle not known.

    One that stands aside before it must tell nothing of the article's own.
    """
    rules = cue.grammar
    return (
        sentence.block is cue.sentence.block
        and len(aside) <= 1
        and not any(rules.tells_own(other.text[:_LONGEST]) for other in aside)
        and rules.elaborates(sentence.text[:_LONGEST])
        and cue.explained.isdisjoint(_LONG_WORD.findall(fold(sentence.text[:_LONGEST])))
    )


class _Topic:
    """What a passage speaks of: domains of vehicle nouns, and other nouns that are new with it."""

    def __init__(self, document: Document, cue: _Cue) -> None:
        self._grammar = cue.grammar
        self._document = document
        self._start = cue.sentence.span.start
        self._quotes = bool(cue.grammar.quoting.search(fold(cue.sentence.text[:_LONGEST])))
        self._domains = set(cue.domains)
        self._words = set(cue.words)
        self._earlier: str | None = None

    def returns(self, text: str, *, after_aside: bool) -> bool:
        """Whether a sentence takes up a noun of the passage; after an aside, a noun of its domain."""
        if after_aside:
            nouns = self._grammar.lexicon.find(text)
            return any(noun.sure and noun.domain in self._domains for noun in nouns)
        if self._domains & self._grammar.lexicon.domains(text):
            return True
        if not self._quotes and self._grammar.resuming.search(text):
            return True
        return any(word in text and self._is_new(word) for word in self._words)

    def add(self, text: str) -> None:
        """Learn the nouns of a sentence that belongs to the passage."""
        if not self._domains:
            nouns = self._grammar.lexicon.find(text)
            self._domains = {noun.domain for noun in nouns if noun.sure}
        if len(self._words) < _WORDS:
            self._words.update(self._grammar.noun.findall(text))
            self._words -= self._grammar.common

    def _is_new(self, word: str) -> bool:
        if self._earlier is None:
            earlier = self._document.text[max(self._start - _EARLIER, 0) : self._start]
            self._earlier = fold(earlier)
        return word not in self._earlier


def _following(document: Document, sentence: Sentence) -> Iterator[Sentence]:
    """The sentences after one, to the end of its section, whatever blocks they stand in."""
    block = sentence.block
    yield from block.sentences[_index(block, sentence.start) + 1 :]
    for index in range(block.index + 1, len(document.blocks)):
        following = document.blocks[index]
        if following.kind in _KINDS and not following.inside("hidden"):
            yield from following.sentences
        elif following.kind not in ("comment", "html"):
            return


def _passage(sentences: Sequence[Sentence], cue: str, whole: int) -> Passage:
    words = [word for sentence in sentences for word in sentence.text.split()]
    language = sentences[0].block.language
    length = sum(language.length(sentence.text) for sentence in sentences)
    return Passage(
        tuple(sentences),
        Span(sentences[0].span.start, sentences[-1].span.end),
        cue,
        sum(map(len, words)),
        len(words),
        round(100 * length / max(whole, 1)),
    )
