"""What an article tells its reader of AI's part in it, where, and how well it can be seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category

from bylint.article.document import Block, Document, Sentence
from bylint.article.language import Language
from bylint.article.lines import ends_sentence
from bylint.article.phrases import fold
from bylint.article.prose import OBJECT
from bylint.article.sentences import split
from bylint.checking.views import phrase_hits, view
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.disclosing import AGENTS, NOTICE, TOOLS, Claim, Disclosing, disclosing
from bylint_rules.views.layout import is_link, layout
from bylint_rules.views.marks import NO_KEYS, TOLD, marks
from bylint_rules.views.placement import place
from bylint_rules.views.unseen import unseen

_ZERO_WIDTH = ("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad")
_BOXES = ("admonition", "aside", "footer", "small", "quote", "header")
_MOST_LONE = {True: 240, False: 400}
_SHORT = {True: 60, False: 120}
_SAID_SMALL = "<small>"
_BADGE = "badge"
_BRACKETS = frozenset("【[［(（")
_NOTES = frozenset({"note", "notice", "disclaimer", "disclosure", "footer", "banner", "subtitle"})
_SHOWN = _NOTES | {"title", "description", "summary", "excerpt", "lead"}
"""The keys of a front matter whose values themes show; of those, the ones that hold remarks."""


class Disclosure(NamedTuple):
    """One sentence, or a run of sentences of one block, that tells the reader of AI's part.

    `scope` is text, part, translation, summary, images or site; `degree` is generated, assisted,
    translated, summarised or "" where AI is only said to be used. `place` is top, middle or bottom.
    `elements` are what else is said: caveat, human-review, responsible-person, model, date.
    `hidden` says why a reader would not see it: comment, details, code, alternative text, title,
    hidden, small, marks, policy link; "" if nothing hides it. `block` is None outside the text,
    where `name` is the mark's.
    """

    span: Span
    text: str
    scope: str
    degree: str
    place: str
    elements: frozenset[str]
    hidden: str
    block: Block | None
    name: str = ""


@view
def disclosures(document: Document) -> tuple[Disclosure, ...]:
    """Every disclosure of an article in order of place, visible or not."""
    found = [*_visible(document), *_unseen(document), *_fronted(document)]
    found.extend(marked(document))
    if not any(one.hidden != "policy link" for one in found):
        found.extend(_policy_links(document))
    return tuple(sorted(found, key=_by_place))


def shown(document: Document) -> tuple[Disclosure, ...]:
    """The disclosures about the text that a reader sees."""
    return tuple(one for one in disclosures(document) if not one.hidden and one.scope != "images")


def is_pinned(text: str, sentences: Iterable[str]) -> bool:
    """Whether a text holds one of a house's own sentences, signs and spaces aside."""
    bare = _bare(text)
    return any(_bare(sentence) in bare for sentence in sentences if _bare(sentence))


def pinned(document: Document, sentences: Iterable[str]) -> tuple[Block, ...]:
    """The visible blocks that hold one of a house's own sentences."""
    wanted = tuple(sentences)
    if not wanted:
        return ()
    return tuple(block for block in document.visible() if is_pinned(block.text, wanted))


def _by_place(one: Disclosure) -> Span:
    return one.span


def _bare(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


# What a reader sees -----------------------------------------------------------------------------


def _visible(document: Document) -> Iterator[Disclosure]:
    for block, sentences in _candidates(document):
        grammar = _grammar(document, block)
        if grammar is None:
            continue
        masked = _masked(block, grammar)
        run: list[tuple[Sentence, Claim]] = []
        for index in sentences:
            sentence = block.sentences[index]
            claim = _claim(document, grammar, sentence, index, masked)
            if claim is None:
                yield from _answer(document, grammar, sentence, index, masked)
                continue
            if run and run[-1][0] is not block.sentences[index - 1]:
                yield _disclosure(document, grammar, run)
                run = []
            run.append((sentence, claim))
        if run:
            yield _disclosure(document, grammar, run)
        elif block.kind == "paragraph":
            yield from _over_two_lines(document, grammar, block)


def _grammar(document: Document, block: Block) -> Disclosing | None:
    """The grammar to read a block by; a line in Latin letters alone is English among other scripts."""
    language = block.language
    if language.script != "latin" and not any(
        char.isalpha() and char > "\u024f" for char in block.text
    ):
        language = document.languages.get("en") or language
    return disclosing(language)


def _over_two_lines(document: Document, grammar: Disclosing, block: Block) -> Iterator[Disclosure]:
    """A disclosure wrapped in an article whose lines are otherwise paragraphs of their own."""
    following = document.blocks[block.index + 1 : block.index + 2]
    if not following or following[0].kind != "paragraph" or ends_sentence(block.text):
        return
    source = document.source
    last = source.line_of(max(block.span.end - 1, 0))
    if source.line_of(following[0].span.start) != last + 1 or not _is_edge(document, block):
        return
    text = f"{block.text}{'' if block.language.unspaced else ' '}{following[0].text}"
    claim = grammar.claim(text, alone=True) if grammar.may_claim(text, alone=True) else None
    if claim is not None:
        yield Disclosure(
            Span(block.prose.whole.start, following[0].prose.whole.end),
            text,
            claim.scope,
            claim.degree,
            place(document, following[0]),
            grammar.elements(text),
            _hidden(block, 0, len(block.text)),
            block,
        )


def _candidates(document: Document) -> Iterator[tuple[Block, list[int]]]:
    """The blocks in which an AI is named, and the sentences of each that name one."""
    hits = phrase_hits(document)
    places: dict[int, list[int]] = {}
    for hit in (*hits.get(AGENTS, ()), *hits.get(TOOLS, ())):
        places.setdefault(hit.block.index, []).append(hit.start)
    named: dict[int, set[int]] = {}
    for index, offsets in places.items():
        starts = [sentence.start for sentence in document.blocks[index].sentences]
        named[index] = {max(bisect_right(starts, offset) - 1, 0) for offset in offsets}
    if any(char in document.text for char in _ZERO_WIDTH):
        for block in document.visible():
            if any(char in block.text for char in _ZERO_WIDTH):
                named[block.index] = set(range(len(block.sentences)))
    for index in sorted(named):
        block = document.blocks[index]
        if not block.inside("nav", "hidden"):
            yield block, sorted(named[index])


def _masked(block: Block, grammar: Disclosing) -> str:
    """The text of a block without what is struck through or shown as code, length unchanged."""
    parts: list[str] = []
    at = 0
    for mark in block.prose.marked("strike", "code"):
        inner = block.text[max(mark.start, at) : mark.end]
        if mark.kind == "strike" or len(inner) > 40 or not grammar.names_ai(inner):
            parts.append(block.text[at : max(mark.start, at)] + OBJECT * len(inner))
            at = max(mark.end, at)
    return "".join(parts) + block.text[at:]


def _claim(
    document: Document, grammar: Disclosing, sentence: Sentence, index: int, masked: str
) -> Claim | None:
    text = masked[sentence.start : sentence.end]
    edge = _is_edge(document, sentence.block)
    if not grammar.may_claim(text, alone=edge):
        return None
    if sentence.block.inside("quote") and not edge:
        return None
    claim = grammar.claim(text, alone=edge and _is_alone(document, grammar, sentence, index))
    if claim is None and edge and _follows_notice(document, sentence):
        claim = grammar.claim(text, alone=True)
        return claim if claim is not None and claim.degree == "translated" else None
    return claim


def _follows_notice(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence before says that the article is a translation: this may say who made it."""
    hits = phrase_hits(document).get(NOTICE, ())
    return any(hit.block is sentence.block and hit.end <= sentence.start for hit in hits)


def _answer(
    document: Document, grammar: Disclosing, sentence: Sentence, index: int, masked: str
) -> Iterator[Disclosure]:
    """A sentence that only says what it does as an answer to the one before."""
    if not index or not _is_edge(document, sentence.block):
        return
    before = sentence.block.sentences[index - 1]
    claim = grammar.answer(masked[before.start : before.end], masked[sentence.start : sentence.end])
    if claim is not None:
        yield _disclosure(document, grammar, [(before, claim), (sentence, claim)])


def _is_edge(document: Document, block: Block) -> bool:
    """Whether a line without subject may be a disclosure here: at the top or bottom, or in a box."""
    return (
        place(document, block) != "middle"
        or block.inside("footer", "header") is not None
        or document.section_of(block).role == "disclosure"
    )


def _is_alone(document: Document, grammar: Disclosing, sentence: Sentence, index: int) -> bool:
    """Whether a sentence stands on its own, so that it may leave out what it speaks of."""
    block = sentence.block
    if len(block.text) > _MOST_LONE[block.language.unspaced] or not _is_line(document, block):
        return False
    others = [one for one in block.sentences if one is not sentence]
    if not others:
        return True
    if index == len(block.sentences) - 1 and block.index >= _last_text(document):
        return len(others) <= 3
    if index and any(not _is_note(grammar, one.text) for one in block.sentences[:index]):
        return False
    short = len(others) == 1 and len(block.text) <= _SHORT[block.language.unspaced]
    return short or is_set_apart(block) or all(_is_note(grammar, one.text) for one in others)


def _is_line(document: Document, block: Block) -> bool:
    """Whether a block is a line of its own: no heading of a section, no item among others."""
    if block.kind == "heading":
        return not block.real or block.level == 1 or ends_sentence(block.text)
    if block.kind == "cell":
        return ends_sentence(block.text)
    if block.kind != "item":
        return block.kind == "paragraph"
    if is_set_apart(block):
        return True
    following = document.blocks[block.index + 1 : block.index + 2]
    return not (following and following[0].group == block.group)


def is_set_apart(block: Block) -> bool:
    """Whether a block is set apart from the text: in a box, in italics, behind a sign such as ※."""
    if block.inside(*_BOXES):
        return True
    text = block.text.strip()
    whole = [
        m
        for m in block.prose.marked("emphasis", "strong", "small")
        if m.end - m.start >= len(text) * 0.8
    ]
    return bool(whole) or category(text[0])[0] in "SP" if text else False


def _is_note(grammar: Disclosing, text: str) -> bool:
    """Whether a sentence only goes with a disclosure: a label, a caveat, who checked it."""
    return (
        len(text) <= 12
        or bool(grammar.elements(text))
        or grammar.claim(text, alone=True) is not None
    )


@view
def _last_text(document: Document) -> int:
    """The index of the last visible block before the back matter."""
    back = layout(document).back
    indices = [block.index for block in document.visible() if block.text.strip()]
    return max((index for index in indices if index < back), default=0)


def _disclosure(
    document: Document, grammar: Disclosing, run: list[tuple[Sentence, Claim]]
) -> Disclosure:
    first, last = run[0][0], run[-1][0]
    block = first.block
    scopes = [claim.scope for _, claim in run]
    degrees = [claim.degree for _, claim in run if claim.degree]
    return Disclosure(
        block.prose.span(first.start, last.end),
        block.text[first.start : last.end],
        next((scope for scope in scopes if scope != "images"), "images"),
        degrees[0] if degrees else "",
        place(document, block),
        frozenset[str]().union(*map(grammar.elements, _around(document, run))),
        _hidden(block, first.start, last.end),
        block,
    )


def _around(document: Document, run: list[tuple[Sentence, Claim]]) -> Iterator[str]:
    """The sentences that go with a disclosure: in its block, its box, or a section of its own."""
    block = run[0][0].block
    first = block.sentences.index(run[0][0])
    for sentence in block.sentences[max(first - 2, 0) : first + len(run) + 4]:
        yield sentence.text
    box = block.inside(*_BOXES)
    own = document.section_of(block).role == "disclosure"
    for step in (-1, 1):
        for index in range(block.index + step, block.index + 6 * step, step):
            near = document.blocks[index] if 0 <= index < len(document.blocks) else block
            if near.kind == "heading" or not (own or (box is not None and box in near.containers)):
                break
            yield near.text[:400]


def _hidden(block: Block, start: int, end: int) -> str:
    """What keeps a visible block's text from being seen at once."""
    if block.inside("details"):
        return "details"
    small = block.inside("small")
    if small is not None and small.info != _SAID_SMALL:
        return "small"
    tiny = any(
        mark.value != _SAID_SMALL and mark.start <= start and end <= mark.end
        for mark in block.prose.marked("small")
    )
    return "small" if tiny else ""


def _fronted(document: Document) -> Iterator[Disclosure]:
    """What themes show of the front matter: a badge in the title, as in 【AI生成】, and notes."""
    grammar = disclosing(document.language)
    for name, entry in document.metadata.front_matter.items() if grammar else ():
        text = entry.value
        if not isinstance(text, str) or name.lower() not in _SHOWN or grammar is None:
            continue
        if name.lower() == "title":
            claim = grammar.badge(text) if _BRACKETS & set(text) else None
        else:
            claim = _told(grammar, document.language, text, alone=name.lower() in _NOTES)
        if claim is not None:
            yield _outside(entry.span, text, claim, "", grammar)


def _outside(
    span: Span, text: str, claim: Claim, hidden: str, grammar: Disclosing | None
) -> Disclosure:
    elements = grammar.elements(text) if grammar else frozenset()
    return Disclosure(span, text, claim.scope, claim.degree, "top", elements, hidden, None)


# What a reader does not see ----------------------------------------------------------------------


def _unseen(document: Document) -> Iterator[Disclosure]:
    for one in unseen(document):
        language = document.language
        grammar = disclosing(language)
        if grammar is None or grammar.names_agent(one.text):
            language = document.languages.detect(one.text, language)
            grammar = disclosing(language) or grammar
        if grammar is None or not grammar.names_agent(one.text):
            continue
        badge = one.why == "alternative text" and _BADGE in document.source.slice(one.span).lower()
        described = one.why in ("alternative text", "title") and not badge
        long = one.why == "code" and one.text.count("\n") > 3
        claim = _told(grammar, language, one.text, alone=not described and not long)
        if claim is not None:
            where = place(document, one.block) if one.block is not None else "top"
            elements = grammar.elements(one.text)
            why = "" if badge else one.why
            yield Disclosure(one.span, one.text, *claim, where, elements, why, one.block, one.name)


def _told(grammar: Disclosing, language: Language, text: str, *, alone: bool) -> Claim | None:
    for line in text.splitlines():
        for start, end in split(line, language):
            claim = grammar.claim(line[start:end], alone=alone)
            if claim is not None:
                return claim
    return None


def marked(document: Document, keys: Mapping[str, str] = NO_KEYS) -> Iterator[Disclosure]:
    """The marks that tell AI's part; `keys` are a house's own, as for `marks`."""
    for mark in marks(document, keys):
        if mark.degree in TOLD and mark.scope != "images":
            claim = Claim("text", "generated" if mark.degree == "autonomous" else mark.degree)
            yield _outside(mark.span, mark.value, claim, "marks", None)._replace(name=mark.name)


def _policy_links(document: Document) -> Iterator[Disclosure]:
    """Links at the edge of an article to a page about AI, which alone tell nothing of this text."""
    hits = phrase_hits(document)
    seen: set[int] = set()
    for hit in (*hits.get(AGENTS, ()), *hits.get(TOOLS, ())):
        block = hit.block
        if block.index in seen or block.kind != "paragraph" or len(block.text) > 160:
            continue
        seen.add(block.index)
        grammar = disclosing(block.language)
        if (
            grammar is None
            or place(document, block) == "middle"
            or not any(block.prose.marked("link"))
        ):
            continue
        if document.section_of(block).role in ("references", "links") or (
            not is_link(block) and len(block.sentences) > 1
        ):
            continue
        link = next((m for m in block.prose.marked("link") if m.start <= hit.start < m.end), None)
        if link is not None and grammar.names_policy(block.text[link.start : link.end]):
            yield Disclosure(
                block.prose.whole,
                block.text,
                "site",
                "",
                place(document, block),
                frozenset(),
                "policy link",
                block,
            )
