"""What chatbots leave behind in a text: tokens of their markup, tracking in addresses, their talk.

Nothing counts that stands in code, in a comment, in quotation marks or in a disclosure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from bylint.article.document import Block, Document, Sentence
from bylint.checking.views import PhraseHit, phrase_hits, view
from bylint.diagnostics import Edit, Fix, Safety
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.disclosures import disclosures


class Residue(NamedTuple):
    """One thing left behind, as the source writes it.

    `kind` is markup, tracking, talk or cutoff. `cuts` are what must go so that the rest may stay, none
    where nobody can tell; `put` is what a reader was meant to see in place of the first.
    """

    kind: str
    text: str
    span: Span
    cuts: tuple[Span, ...] = ()
    put: str = ""


def without(one: Residue, title: str, safety: Safety) -> Fix | None:
    """The fix that takes out what was left behind, None where nobody can tell what must go."""
    edits = [Edit(cut, one.put if at == 0 else "") for at, cut in enumerate(one.cuts)]
    return Fix(title, tuple(edits), safety) if edits else None


@view
def residue(document: Document) -> tuple[Residue, ...]:
    """All that was left behind, in order of place."""
    found = [*markup(document), *tracking(document), *talk(document)]
    return tuple(sorted(found, key=_by_place))


def _by_place(one: Residue) -> Span:
    return one.span


# Tokens of markup ---------------------------------------------------------------------------

_SIGNS = ("oaicite", "oai_cit", "†", "[cite", "grok", "ppl-ai-file", "</think>", "```m")
"""Something that every token below holds, but for turns and characters of private use."""
_COUNTED = lazy_pattern(r"turn\d")

_TURN = (
    r"turn\d{1,3}(?:search|view|news|image|file|fetch|academia|product|business|finance|forecast"
    r"|sports|reddit|youtube|maps|calculator|msearch|mclick)\d{1,3}"
)
_TOKEN = lazy_pattern(
    r":?contentReference\\?\[oaicite:\d+\\?\](?:\\?\{index=\d+\\?\})?"
    r"|\\?\[oaicite:\d+\\?\](?:\{index=\d+\})?"
    r"|(?<=\[)oai_citation(?:_attribution)?:\d+[‡†]"
    r"|\\?\[oai_citation(?:_attribution)?:\d+\\?\]"
    rf"|\ue200[^\ue201\n]{{0,400}}\ue201|(?<![A-Za-z0-9_])(?:cite|navlist|video)?(?:[\ue200-\ue2ff]?{_TURN})"
    r"+(?![A-Za-z0-9_])|[\ue200-\ue2ff]+"
    r"|【[^】†\n\s]{1,200}†[^】\n]{0,300}】"
    r"|\\?\[cite_start\\?\]|\\?\[cite: ?\d+(?:(?:, ?| ?[-–] ?)\d+)*\\?\]"
    r"|<grok-card\b[^<>\n]{0,800}>(?:</grok-card>)?|</grok-card>"
    r"|<grok:render\b[^<>\n]{0,800}>|</grok:render>"
    r"|https?://ppl-ai-file-upload\.[^\s)>\"'<]{1,800}"
    r"|</think>"
)
_FRAMED = lazy_pattern(
    r'\ue200(?P<kind>\w+)(?:\ue202\\?\["[^"\]]*","(?P<name>[^"\]\\]+)"[^\ue201]*)?'
)
_PRIVATE = lazy_pattern(r"[\ue200-\ue2ff]")
_FENCE = lazy_pattern(
    r"\s*(`{3,})(?:markdown|md)[ \t]*\r?\n(?=#{1,6} |---[ \t]*\r?$)", re.MULTILINE
)
_PAIRS = {'"': '"', "'": "'", "「": "」", "『": "』", "“": "”", "‘": "’", "«": "»", "„": "“"}


@view
def markup(document: Document) -> tuple[Residue, ...]:
    """Tokens that mean something to a chatbot's own page, and nothing to a reader."""
    text = document.text
    if not _may_hold(text):
        return ()
    found = list(_fences(document))
    unread = _Unread(document)
    for match in _TOKEN.finditer(text):
        span = Span(*match.span())
        if span in unread or _is_quoted(text, span):
            continue
        if match[0] == "</think>" and _is_opened(text, span.start):
            continue
        found.append(_token(text, match[0], span))
    return tuple(found)


def _may_hold(text: str) -> bool:
    return (
        any(sign in text for sign in _SIGNS)
        or _COUNTED.search(text) is not None
        or not (text.isascii() or _PRIVATE.search(text) is None)
    )


def _token(text: str, token: str, span: Span) -> Residue:
    """A token, with what may be cut: an address leads somewhere, and an entity has a name to show."""
    if token.startswith("http"):
        return Residue("markup", token, span)
    framed = _FRAMED.match(token)
    if framed is None or framed["kind"] in ("cite", "filecite", "navlist"):
        return Residue("markup", token, span, (_with_space(text, span),))
    if framed["name"] is None:
        return Residue("markup", token, span)
    return Residue("markup", token, span, (span,), framed["name"])


def _with_space(text: str, span: Span) -> Span:
    """A token and the space before it, where no word comes after that needs one."""
    after = text[span.end : span.end + 1]
    if after and not after.isspace() and after not in _STOPS:
        return span
    start = span.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return Span(start, span.end) if start > 0 and text[start - 1] not in "\r\n" else span


def _fences(document: Document) -> Iterator[Residue]:
    """The fences of a code block that holds the whole article: both, or none."""
    text = document.text
    opening = _FENCE.match(text, document.metadata.span.end)
    if opening is None:
        return
    end = len(text.rstrip())
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    if text[start:end] != opening[1] or start < opening.end():
        return
    below = _BREAKS.match(text, end)
    first = Span(opening.start(1), opening.end())
    last = Span(start, below.end(1) if below else end)
    shown = text[first.start : first.end].rstrip()
    yield Residue("markup", shown, Span(first.start, first.start + len(shown)), (first, last))


_STOPS = ".,;:!?)。、，．）"


def _is_opened(text: str, end: int) -> bool:
    return text.rfind("<think>", 0, end) > text.rfind("</think>", 0, end)


def _is_quoted(text: str, span: Span) -> bool:
    """Whether quotation marks stand around a place: someone speaks of it."""
    before = text[span.start - 1 : span.start]
    return before in _PAIRS and text.startswith(_PAIRS[before], span.end)


class _Unread:
    """The places of an article that hold no residue: code, comments, formulas, disclosures."""

    def __init__(self, document: Document) -> None:
        spans = [block.span for block in document.blocks if block.kind in ("code", "comment")]
        for block in document.blocks:
            spans.extend(mark.span for mark in block.prose.marked("code", "math", "comment"))
        spans.extend(one.span for one in disclosures(document))
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def __contains__(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.start < self._spans[at].end


# Tracking in addresses ----------------------------------------------------------------------

_TRACKING = lazy_pattern(
    r"([?&]|&amp;)utm_source=(?:chatgpt\.com|chat\.openai\.com|openai(?:\.com)?|perplexity(?:\.ai)?"
    r"|copilot\.com|copilot\.microsoft\.com|claude\.ai|gemini\.google\.com|grok\.com|x\.ai"
    r"|chat\.deepseek\.com|chat\.mistral\.ai|poe\.com|felo\.ai|genspark\.ai)"
    r"(?=(&(?:amp;)?)?)(?!\.?[\w%-])"
)
_LONGEST = 2_000


@view
def tracking(document: Document) -> tuple[Residue, ...]:
    """Parameters with which a chatbot marks the addresses that it gives."""
    text = document.text
    if "utm_source=" not in text:
        return ()
    unread = _Unread(document)
    found = []
    for match in _TRACKING.finditer(text):
        span = Span(match.end(1), match.end())
        if span not in unread and _is_in_address(text, match.start()):
            found.append(
                Residue("tracking", text[span.start : span.end], span, (_parameter(match),))
            )
    return tuple(found)


def _parameter(match: re.Match[str]) -> Span:
    """The parameter, with the sign that joins it to its neighbour."""
    if match[1] == "?" and match[2]:
        return Span(match.end(1), match.end(2))
    return Span(*match.span())


def _is_in_address(text: str, at: int) -> bool:
    before = text[max(at - _LONGEST, 0) : at].split()
    return bool(before) and not text[at - 1].isspace() and "://" in before[-1]


# Talk ---------------------------------------------------------------------------------------

_PASSING = "passing"
"""A cutoff of which a sentence speaks in passing, so that nothing can be taken out."""

_ALONE = {
    "chatbot-self": "talk",
    "chatbot-refusal": "talk",
    "chatbot-offer": "talk",
    "chatbot-cutoff": "cutoff",
    "chatbot-as-of": _PASSING,
}
"""Groups of phrases that a chatbot alone says: of itself, at the end of its answer, of its knowledge."""

_TOGETHER = (
    ("chatbot-opening", "chatbot-task", 120, "talk"),
    ("chatbot-handing", "chatbot-ordered", 60, "talk"),
    ("chatbot-change", "chatbot-tell", 40, "talk"),
    ("chatbot-knowledge", "chatbot-limit", 40, "cutoff"),
)
"""Groups that say it together: the second must follow within so many characters of the block."""

_OPENING = frozenset({"chatbot-opening", "chatbot-handing"})
"""Groups that count only where a paragraph begins."""

_AT_START = (
    ("chatbot-yes", "chatbot-hand", "chatbot-task"),
    ("chatbot-yes", "chatbot-hand", "chatbot-work"),
    ("chatbot-yes", "chatbot-me", "chatbot-work"),
    ("chatbot-yes", "chatbot-asked", "chatbot-task"),
    ("chatbot-hand", "chatbot-task", "chatbot-asked"),
    ("chatbot-me", "chatbot-asked", "chatbot-task"),
    ("chatbot-me", "chatbot-asked", "chatbot-work"),
    ("chatbot-role", "chatbot-order"),
    ("chatbot-order", "chatbot-manner"),
)
"""Groups that count together in the first paragraphs: an answer that takes an order, or the order."""

_AT_END = (
    ("chatbot-wish", "chatbot-work"),
    ("chatbot-me", "chatbot-asked", "chatbot-work"),
)
"""Groups that count together in the last paragraphs: an answer that offers more, or looks back."""

_FIRST, _LAST = 2, 3
"""How many paragraphs at the head and at the end count as edges."""
_NEAR = 120
"""How far apart, in characters, things said together stand at most."""

_ASIDE = ("quote", "details", "nav", "caption", "footnote")
_SET_OFF = tuple("!,.:！、。，．：—–-")
"""What sets an answer off from what follows it."""

_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_BREAKS = lazy_pattern(r"([ \t]*(?:\r\n|[\r\n])|[ \t]*\Z)(?:[ \t]*(?:\r\n|[\r\n]))*")
_EMPTY_LINES = ("\n\n", "\n\r\n", "\r\r")

_LEADING = lazy_pattern(r"[\W_]*")


@view
def talk(document: Document) -> tuple[Residue, ...]:
    """What a chatbot said to the person who asked, as whole sentences of one block each."""
    hits = phrase_hits(document)
    found = [
        _said(document, kind, hit, hit.end)
        for group, kind in _ALONE.items()
        for hit in hits.get(group, ())
    ]
    for group, other, most, kind in _TOGETHER:
        for hit in hits.get(group, ()):
            after = _next(hit, hits.get(other, ()), most)
            if after is not None and (group not in _OPENING or _opens(hit)):
                found.append(_said(document, kind, hit, after.end))
    found.extend(_dated(document, hits.get("chatbot-dated", ())))
    found.extend(_at_edges(document, hits))
    found.extend(
        Residue(
            "talk", hit.block.text, hit.block.span, (_with_lines(document.text, hit.block.span),)
        )
        for hit in hits.get("chatbot-button", ())
        if hit.start == 0 and hit.end == len(hit.block.text)
    )
    return _outermost(document, (one for one in found if one is not None))


def _dated(document: Document, hits: Sequence[PhraseHit]) -> Iterator[Residue | None]:
    """Sentences in which the writer's knowledge has a year."""
    for hit in hits:
        said = _said(document, "cutoff", hit, hit.end)
        if said and _YEAR.search(said.text):
            yield said


def _at_edges(
    document: Document, hits: Mapping[str, Sequence[PhraseHit]]
) -> Iterator[Residue | None]:
    """What chatbots say before and after what they were asked for."""
    wanted = [
        (first, groups)
        for first, some in ((True, _AT_START), (False, _AT_END))
        for groups in some
        if all(group in hits for group in groups)
    ]
    if not wanted:
        return
    blocks = [one for one in document.visible() if _is_prose(one) and not one.inside(*_ASIDE)]
    for first, groups in wanted:
        for block in blocks[:_FIRST] if first else blocks[-_LAST:]:
            here = [[hit for hit in hits[group] if hit.block is block] for group in groups]
            together = _together(here, opening=groups[0] == "chatbot-yes")
            if together:
                start, end = min(together, key=_where), max(hit.end for hit in together)
                yield _said(document, "talk", start, end)


def _together(every: Sequence[Sequence[PhraseHit]], *, opening: bool) -> list[PhraseHit]:
    """One of each of some lists of hits in a block, near each other and apart; none if there are none.

    With `opening` the first must be an answer with which the block begins.
    """
    for first in every[0]:
        if opening and not (_opens(first) and _is_answer(first)):
            continue
        found = [first]
        for others in every[1:]:
            found.extend(next(([hit] for hit in others if _is_near(hit, found)), []))
        if len(found) == len(every):
            return found
    return []


def _is_near(hit: PhraseHit, found: Sequence[PhraseHit]) -> bool:
    apart = all(hit.end <= one.start or one.end <= hit.start for one in found)
    return apart and hit.start - _NEAR <= found[0].end and found[0].start - _NEAR <= hit.end


def _is_answer(hit: PhraseHit) -> bool:
    """Whether a phrase is set off from what follows it, as an answer is."""
    return hit.block.text[hit.end : hit.end + 2].lstrip()[:1] in _SET_OFF


def _outermost(document: Document, found: Iterator[Residue]) -> tuple[Residue, ...]:
    """What was found, each place once, and sentences that follow each other as one."""
    kept: list[Residue] = []
    for one in sorted(found, key=_by_place):
        if not kept or one.span.start > kept[-1].span.end + 1:
            kept.append(one)
        elif one.span.start >= kept[-1].span.end and one.kind == kept[-1].kind:
            span = Span(kept[-1].span.start, one.span.end)
            text = document.text[span.start : span.end]
            cuts = (_with_lines(document.text, span),) if kept[-1].cuts and one.cuts else ()
            kept[-1] = Residue(one.kind, text, span, cuts)
    return tuple(kept)


def _next(hit: PhraseHit, others: Sequence[PhraseHit], most: int) -> PhraseHit | None:
    """The first of other hits that follows in the same block, not too far away."""
    at = bisect_left(others, (hit.block.index, hit.end), key=_where)
    if at < len(others) and others[at].block is hit.block and others[at].start <= hit.end + most:
        return others[at]
    return None


def _where(hit: PhraseHit) -> tuple[int, int]:
    return hit.block.index, hit.start


def _opens(hit: PhraseHit) -> bool:
    """Whether a phrase is how a paragraph begins."""
    match = _LEADING.match(hit.block.text)
    return (
        _is_prose(hit.block)
        and hit.block.kind != "item"
        and match is not None
        and match.end() >= hit.start
    )


def _said(document: Document, kind: str, hit: PhraseHit, end: int) -> Residue | None:
    """The sentences from a phrase to an end; None where they are not the article's own."""
    block = hit.block
    if not _is_prose(block) or block.inside("quote", "details"):
        return None
    said = [one for one in block.sentences if one.start < end and hit.start < one.end]
    if not said or _is_reported(said[0], hit) or _is_code(block, hit):
        return None
    span = block.prose.span(said[0].start, said[-1].end)
    if any(one.span.overlaps(span) for one in disclosures(document)):
        return None
    whole = said[-1].end >= len(block.text.rstrip()) and not block.text[: said[0].start].strip()
    text = block.text[said[0].start : said[-1].end]
    if kind == _PASSING or (kind == "cutoff" and not _is_all(said, hit, end)):
        return Residue("cutoff", text, span)
    cut = _with_lines(document.text, block.span) if whole else _with_gap(document.text, span)
    return Residue(kind, text, span, (cut,))


def _is_all(said: Sequence[Sentence], hit: PhraseHit, end: int) -> bool:
    """Whether sentences say no more than a phrase and a date: no other clause before or after it."""
    before = _CONNECTIVE.sub("", hit.block.text[said[0].start : hit.start], count=1)
    after = hit.block.text[end : said[-1].end]
    most = _MOST_BESIDE[hit.block.language.unspaced]
    return not any(len(part) > most or _CLAUSE.search(part) for part in (before, after))


_CONNECTIVE = lazy_pattern(r"^\W*\w[^、，,;；:：]{0,10}[、，,]\s*")
_CLAUSE = lazy_pattern(r"[、，,;；:：—]\s*[^\W\d]")
_MOST_BESIDE = {False: 40, True: 16}
"""How many characters of a polite opening or of a date may stand on either side."""


def _with_gap(text: str, span: Span) -> Span:
    """A sentence with the spaces after it, where a space or nothing stands before it too."""
    start, end = span
    if start == 0 or text[start - 1].isspace():
        while text[end : end + 1] in (" ", "\t"):
            end += 1
    return Span(start, end)


def _with_lines(text: str, span: Span) -> Span:
    """A block with the line break after it and the empty lines that set it off from its neighbours."""
    start, end = span
    if text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start].strip():
        return span
    below = _BREAKS.match(text, end)
    if below is None:
        return span
    if below.end() == len(text):
        return Span(len(text[:start].rstrip("\r\n")), end)
    apart = start == 0 or text.endswith(_EMPTY_LINES, 0, start)
    return Span(start, below.end() if apart else below.end(1))


def _is_prose(block: Block) -> bool:
    """Whether a block is running text: a bare line may be taken for a heading and be a sentence."""
    return block.kind in ("paragraph", "item") or (block.kind == "heading" and not block.real)


def _is_code(block: Block, hit: PhraseHit) -> bool:
    marks = block.prose.marked("code", "math", "autolink", "strike")
    return any(mark.start < hit.end and hit.start < mark.end for mark in marks)


_OPENERS, _CLOSERS = "「『“«", "」』”»"


def _is_reported(sentence: Sentence, hit: PhraseHit) -> bool:
    """Whether a phrase stands in quotation marks that the sentence opens before it."""
    before = sentence.block.text[: hit.start]
    depth = sum(before.count(mark) for mark in _OPENERS) - sum(
        before.count(mark) for mark in _CLOSERS
    )
    return depth > 0 or before.count('"') % 2 == 1
