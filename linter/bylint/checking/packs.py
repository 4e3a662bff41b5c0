"""Rules made of data: what a rule pack says, as classes like those written in Python."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from time import process_time
from types import new_class
from typing import TYPE_CHECKING, Any, ClassVar

from bylint.article.document import Block, Document, Sentence
from bylint.article.language import Language, Listed
from bylint.article.phrases import fold
from bylint.article.prose import Mark
from bylint.checking.rule import Case, Rule, Seen
from bylint.checking.scopes import at_edges, within
from bylint.checking.views import PhraseHit, phrase_hits
from bylint.diagnostics import Finding, Fix, Related, Safety
from bylint.errors import SlowPattern
from bylint.records import NamedTuple
from bylint.text import Span

if TYPE_CHECKING:
    import regex

Recipe = Mapping[str, Any]
"""What a pack says of one rule, as plain data that was found to be right."""

SECONDS = 0.5
"""How long the patterns of one rule may take in an article, and a second more for every million
characters of it."""
NOT_PROSE = ("code", "autolink", "math", "image")
LONGEST = 80
"""How much of what was found a message shows."""
UNITS = ("article", "section", "paragraph", "sentence")
MEASURES = ("characters", "words", "sentences")


class Hit(NamedTuple):
    """A phrase or a match: its block and range there, the words that name it, what to write instead.

    `silent` tells why it does not count, "" where it does.
    """

    block: Block
    start: int
    end: int
    phrase: str
    instead: str | None
    silent: str = ""

    @property
    def text(self) -> str:
        """What stands in the article."""
        return self.block.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The place in the source."""
        return self.block.prose.span(self.start, self.end)


class PackRule(Rule, name="", category="", severity=None):
    """What the rules of packs have in common: they search, and leave out what does not count.

    `listed_as` and `needed_as` are the groups of their phrases, and of the literals that their
    patterns need, in `phrase_hits`.
    """

    recipe: ClassVar[Recipe] = {}
    codes: ClassVar[frozenset[str]] = frozenset()
    listed_as: ClassVar[str] = ""
    needed_as: ClassVar[str] = ""
    file: ClassVar[str] = ""
    place: ClassVar[str] = ""

    allowed: tuple[str, ...] = ()

    @classmethod
    def speaks(cls, language: Language) -> bool:
        """Whether the pack means the rule for this language."""
        return not cls.codes or language.code in cls.codes

    @classmethod
    def listed(cls) -> Iterator[Listed]:
        """What is to be searched for in the one pass over an article."""
        recipe = cls.recipe
        if recipe["phrases"]:
            yield Listed(cls.listed_as, recipe["phrases"])
        needed = [text for _, _, texts in recipe["patterns"] for text in texts]
        if needed:
            codes = cls.codes or [""]
            yield Listed(cls.needed_as, dict.fromkeys(codes, needed), whole=False)

    def hits(self, document: Document) -> list[Hit]:
        """What counts, in order of place."""
        found = self.candidates(document)
        return [hit for hit in found if not hit.silent] if found else found

    def candidates(self, document: Document) -> list[Hit]:
        """All that was found, in order of place, with the reasons for which some does not count."""
        hits = phrase_hits(document)
        listed = hits.get(self.listed_as, ())
        found = [*self._phrases(listed)] if listed else []
        if self.recipe["patterns"]:
            found.extend(_Search(self, document).matches(hits.get(self.needed_as, ())))
        if not found:
            return found
        found.sort(key=lambda hit: (hit.block.index, hit.start, -hit.end))
        return [*self._judged(document, found)]

    def _phrases(self, listed: Iterable[PhraseHit]) -> Iterator[Hit]:
        replace: Mapping[str, str] = self.recipe["replace"]
        for hit in listed:
            instead = replace.get(hit.phrase)
            if instead is not None and not self.recipe["case"]:
                instead = _cased(instead, hit.block.text[hit.start : hit.end], hit.phrase)
            yield Hit(hit.block, hit.start, hit.end, hit.phrase, instead)

    def _judged(self, document: Document, found: Iterable[Hit]) -> Iterator[Hit]:
        last: Hit | None = None
        allowed = frozenset(map(fold, self.allowed))
        for hit in found:
            silent = self._why_not(document, hit, allowed)
            if not silent and last and last.block is hit.block and hit.start < last.end:
                silent = "it is part of something longer that counts"
            if not silent:
                last = hit
            yield hit._replace(silent=silent)

    def _why_not(self, document: Document, hit: Hit, allowed: frozenset[str]) -> str:
        """Why something that was found does not count, "" where it does."""
        block, start, end = hit.block, hit.start, hit.end
        scope = self.recipe["scope"]
        if not self.speaks(block.language):
            return f"the rule is not meant for {block.language.name or 'an unknown language'}"
        if not within(document, block, scope):
            return f"it stands outside the rule's scope ({', '.join(scope) or 'usual'})"
        if not at_edges(block, start, end, scope):
            return f"it stands elsewhere in its sentence than at the {' or '.join(scope)}"
        if _is_marked(document, block, start, end):
            return "it is code, an address or a formula"
        if fold(hit.text) in allowed:
            return "the option allowed lets it through"
        if self.recipe["case"] and hit.phrase and hit.text != hit.phrase:
            return "it is written in other letters"
        if hit.instead is not None and _is_right(block.text, hit):
            return "it is what the rule asks for"
        return ""

    def saw(self, document: Document) -> Iterator[Seen]:
        """All that was found, counted or not."""
        for hit in self.candidates(document):
            yield Seen(hit.span, f"“{_short(hit.text)}”", hit.silent)

    def report(self, document: Document, hit: Hit) -> Finding:
        """A finding about something found, with its fix where there is one."""
        fix = None
        if hit.instead is not None:
            edit = hit.block.prose.edit(hit.start, hit.end, hit.instead, document.text)
            title = f"Write “{hit.instead}”" if hit.instead else "Take it out"
            fix = Fix(title, (edit,), Safety.UNSAFE) if edit else None
        found, instead = _short(hit.text), hit.instead or ""
        return self.finding(hit.span, "found", fix=fix, found=found, instead=instead)


class Each(PackRule, name="", category="", severity=None):
    """Each phrase or match is a finding."""

    def check(self, document: Document) -> Iterator[Finding]:
        """A finding for each."""
        return map(partial(self.report, document), self.hits(document))


class Require(PackRule, name="", category="", severity=None, whole=True):
    """The article, or a part of it, must say something."""

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding at the beginning of the part that lacks it."""
        blocks = [*_blocks(self, document)]
        if blocks and not self.hits(document):
            yield self.finding(blocks[0].prose.whole, "found")


class Limit(PackRule, name="", category="", severity=None):
    """Something may stand only so often, or a part may be only so long."""

    most: int | None = None
    least: int = 0

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each part that has too much or too little."""
        for unit, count, hits in self._counted(document):
            if count > self._most or count < self.least:
                over = hits[int(self._most)] if hits and count > self._most else None
                span, found = (over.span, _short(over.text)) if over else (unit.span, "")
                most, least = self.most or 0, self.least
                yield self.finding(span, "found", found=found, count=count, most=most, least=least)

    @property
    def _most(self) -> float:
        return float("inf") if self.most is None else self.most

    def _counted(self, document: Document) -> Iterator[tuple[_Unit, int, list[Hit]]]:
        """The parts, what was counted in each, and where."""
        units = [*_units(self, document)]
        measure = self.recipe["count"]
        starts = [(unit.first.index, unit.start) for unit in units]
        held: list[list[Hit]] = [[] for _ in units]
        for hit in () if measure else self.hits(document):
            index = bisect_right(starts, (hit.block.index, hit.start)) - 1
            if index >= 0:
                held[index].append(hit)
        for unit, hits in zip(units, held, strict=True):
            yield unit, unit.measure(measure) if measure else len(hits), hits

    def saw(self, document: Document) -> Iterator[Seen]:
        """What was counted, and how far that is from the limit."""
        yield from (seen for seen in super().saw(document) if seen.silent)
        bounds = f"at least {self.least}" if self.most is None else f"at most {self.most}"
        for unit, count, hits in self._counted(document):
            silent = f"{bounds} may be there" if self.least <= count <= self._most else ""
            for hit in hits:
                yield Seen(hit.span, f"“{_short(hit.text)}”, one of {count}", silent)
            if self.recipe["count"]:
                yield Seen(unit.span, f"{count} {self.recipe['count']}", silent)


class Consistency(PackRule, name="", category="", severity=None):
    """Of several spellings one is used throughout: the one that the article uses most."""

    def check(self, document: Document) -> Iterator[Finding]:
        """A finding for each place with another spelling than the usual one."""
        of = {word: number for number, each in enumerate(self.recipe["either"]) for word in each}
        groups: dict[int, list[Hit]] = {}
        for hit in self.hits(document):
            groups.setdefault(of[hit.phrase], []).append(hit)
        for hits in groups.values():
            counts = Counter(hit.phrase for hit in hits)
            usual, _ = counts.most_common(1)[0]
            kept = next(hit for hit in hits if hit.phrase == usual)
            for hit in hits:
                if hit.phrase != usual:
                    instead = _cased(usual, hit.text, hit.phrase)
                    finding = self.report(document, hit._replace(instead=instead))
                    here = Related(kept.span, f"Here it is written “{_short(kept.text)}”.")
                    yield finding._replace(related=(here,))


KINDS: Mapping[str, type[PackRule]] = {
    "phrases": Each,
    "pattern": Each,
    "limit": Limit,
    "require": Require,
    "consistency": Consistency,
}


def made(recipe: Recipe, file: str, told: str) -> type[PackRule]:
    """The rule of a recipe from a pack; `told` is the path of its file as people know it."""
    base = KINDS[recipe["kind"]]
    hint = recipe["hint"]
    body: dict[str, Any] = {
        "__doc__": _page(recipe, base),
        "__module__": __name__,
        "recipe": recipe,
        "codes": frozenset(recipe["languages"]),
        "listed_as": f"pack:{recipe['name']}",
        "needed_as": f"pack-pattern:{recipe['name']}",
        "file": file,
        "place": f"{told}:{recipe['line']}",
        "messages": {"found": recipe["message"]},
        "hints": {"found": hint} if hint else {},
        "good": _cases(recipe["good"]),
        "bad": _cases(recipe["bad"]),
        "allowed": tuple(recipe["allowed"]),
    }
    if base is Limit:
        body.update(most=recipe["most"], least=recipe["least"])
    severity = None if recipe["severity"] == "off" else recipe["severity"]
    words = {"name": recipe["name"], "category": recipe["category"], "severity": severity}
    whole = base is Require or (base is Limit and recipe["within"] == "article")
    title = "".join(map(str.capitalize, recipe["name"].split("-")))
    return new_class(title, (base,), {**words, "whole": whole}, lambda own: own.update(body))


def _cases(given: Mapping[str, Sequence[Any]]) -> dict[str, list[str | Case]]:
    return {
        code: [each if isinstance(each, str) else Case(**each) for each in cases]
        for code, cases in given.items()
    }


# The page ----------------------------------------------------------------------------------


def _page(recipe: Recipe, base: type[PackRule]) -> str:
    shown = {"found": "…", "instead": "…", "count": "…", "most": "…", "least": "…"}
    summary = " ".join((recipe["summary"] or recipe["message"].format_map(shown)).split())
    parts = [summary, f"## What it finds\n\n{_what(recipe)}", f"## Why\n\n{recipe['why'].strip()}"]
    if recipe["hint"]:
        parts.append(f"## What to write instead\n\n{recipe['hint'].format_map(shown).strip()}")
    options = [f"- `allowed`: what is let through ({', '.join(recipe['allowed']) or 'nothing'})."]
    if base is Limit:
        most = "no limit" if recipe["most"] is None else recipe["most"]
        options.append(f"- `most`: how many there may be ({most}).")
        options.append(f"- `least`: how many there must be ({recipe['least']}).")
    parts.append("## Options\n\n" + "\n".join(options))
    return "\n\n".join(parts)


def _what(recipe: Recipe) -> str:
    words = [*dict.fromkeys(word for each in recipe["phrases"].values() for word in each)]
    named = ", ".join(f"“{word}”" for word in words[:12])
    more = f" and {len(words) - 12} more" if len(words) > 12 else ""
    patterns = ", ".join(f"`{source}`" for source, _, _ in recipe["patterns"][:12])
    what = " and ".join(filter(None, [named + more, patterns]))
    where = (
        ", ".join(recipe["scope"]) or "all that a reader sees, quotations and references left out"
    )
    lead = {
        "phrases": "Each of",
        "pattern": "What fits",
        "require": "That these are missing:",
        "consistency": "More than one spelling of the same:",
        "limit": f"Too many or too few {recipe['count'] or 'of'}",
    }[recipe["kind"]]
    unit = f", in each {recipe['within']}" if recipe["kind"] == "limit" else ""
    return f"{f'{lead} {what}'.strip()}{unit}. Where: {where}."


# Units -------------------------------------------------------------------------------------


class _Unit(NamedTuple):
    """A part of an article in which things are counted; `sentence` where it is no more than one."""

    blocks: tuple[Block, ...]
    sentence: Sentence | None = None

    @property
    def first(self) -> Block:
        return self.blocks[0]

    @property
    def start(self) -> int:
        return self.sentence.start if self.sentence else 0

    @property
    def span(self) -> Span:
        return self.sentence.span if self.sentence else self.first.prose.whole

    def measure(self, what: str) -> int:
        """How long the unit is."""
        if what == "sentences":
            return sum(len(block.sentences) for block in self.blocks)
        texts = [self.sentence.text] if self.sentence else [block.text for block in self.blocks]
        words = [word for text in texts for word in text.split()]
        return len(words) if what == "words" else sum(map(len, words))


def _blocks(rule: PackRule, document: Document) -> Iterator[Block]:
    """The blocks in which a rule looks."""
    for block in document.visible():
        if rule.speaks(block.language) and within(document, block, rule.recipe["scope"]):
            yield block


def _units(rule: PackRule, document: Document) -> Iterator[_Unit]:
    blocks = [*_blocks(rule, document)]
    unit = rule.recipe["within"]
    if unit == "sentence":
        for block in blocks:
            yield from (_Unit((block,), sentence) for sentence in block.sentences)
    elif unit == "paragraph":
        yield from (_Unit((block,)) for block in blocks)
    elif unit == "section":
        sections: dict[int, list[Block]] = {}
        for block in blocks:
            sections.setdefault(id(document.section_of(block)), []).append(block)
        yield from (_Unit(tuple(each)) for each in sections.values())
    elif blocks:
        yield _Unit(tuple(blocks))


# Search ------------------------------------------------------------------------------------


class _Search:
    """The matches of a rule's patterns. A pattern sees one sentence at a time.

    A pattern that needs a literal sees only sentences in which one stands. Raises `SlowPattern`
    where the patterns take longer than they may.
    """

    def __init__(self, rule: PackRule, document: Document) -> None:
        self.rule = rule
        self.document = document
        self.left = SECONDS + len(document.text) / 1_000_000

    def matches(self, near: Sequence[PhraseHit]) -> Iterator[Hit]:
        """The matches, where these are the literals that stand in the article."""
        for source, instead, needed in self.rule.recipe["patterns"]:
            if needed and not near:
                continue
            places = _near(near, frozenset(needed)) if needed else self._everywhere()
            for block, start, end in places:
                yield from self._in(block, start, end, source, instead)

    def _everywhere(self) -> Iterator[tuple[Block, int, int]]:
        for block in _blocks(self.rule, self.document):
            for sentence in block.sentences:
                yield block, sentence.start, sentence.end

    def _in(
        self, block: Block, start: int, end: int, source: str, instead: str | None
    ) -> Iterator[Hit]:
        case = self.rule.recipe["case"]
        text = _masked(self.document, block)[start:end]
        for match in self._found(_compiled(source, case), text, source):
            if match.end() > match.start():
                new = None if instead is None else match.expand(instead)
                yield Hit(block, start + match.start(), start + match.end(), "", new)

    def _found(self, pattern: regex.Pattern[str], text: str, source: str) -> list[regex.Match[str]]:
        begin = process_time()
        try:
            found = [*pattern.finditer(text, timeout=max(self.left, 0.001))]
        except TimeoutError:
            raise SlowPattern(source, self.rule.place) from None
        self.left -= process_time() - begin
        return found


def _near(hits: Sequence[PhraseHit], needed: frozenset[str]) -> Iterator[tuple[Block, int, int]]:
    """The sentences in which one of the literals begins, each once."""
    done: set[tuple[int, int]] = set()
    for hit in hits:
        if hit.phrase in needed:
            sentences = hit.block.sentences
            index = bisect_right(sentences, hit.start, key=_start) - 1
            if index >= 0 and (hit.block.index, index) not in done:
                done.add((hit.block.index, index))
                yield hit.block, sentences[index].start, sentences[index].end


def _start(sentence: Sentence) -> int:
    return sentence.start


@cache
def _compiled(source: str, case: bool) -> regex.Pattern[str]:
    import regex

    return regex.compile(source, 0 if case else regex.IGNORECASE)


def _is_marked(document: Document, block: Block, start: int, end: int) -> bool:
    """Whether a range of a block touches code, an address or a formula."""
    if not block.prose.marks:
        return False
    ranges: list[tuple[int, int]] = document.memo(
        ("marked", block.index), lambda: _merged(block.prose.marked(*NOT_PROSE))
    )
    at = bisect_right(ranges, (end - 1, len(block.text)))
    return at > 0 and ranges[at - 1][1] > start


def _merged(marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """The ranges of marks in their order, those that overlap as one."""
    ranges: list[tuple[int, int]] = []
    for mark in marks:
        if ranges and mark.start <= ranges[-1][1]:
            ranges[-1] = ranges[-1][0], max(ranges[-1][1], mark.end)
        else:
            ranges.append((mark.start, mark.end))
    return ranges


def _masked(document: Document, block: Block) -> str:
    """The text of a block, code and addresses blanked."""
    if not block.prose.marks:
        return block.text
    masked: str = document.memo(("masked", block.index), lambda: block.prose.masked(*NOT_PROSE))
    return masked


# Words -------------------------------------------------------------------------------------


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _cased(instead: str, found: str, phrase: str) -> str:
    """A replacement with a capital where what it replaces has one that the pack has not."""
    if found[:1].isupper() and phrase[:1].islower():
        return instead[:1].upper() + instead[1:]
    return instead


def _is_right(text: str, hit: Hit) -> bool:
    """Whether the replacement stands there already, around what was found."""
    instead = hit.instead or ""
    if hit.text == instead:
        return True
    folded, found = fold(instead), fold(hit.text)
    at = folded.find(found)
    while at >= 0 and len(instead) > len(found):
        begin = hit.start - at
        if begin >= 0 and fold(text[begin : begin + len(instead)]) == folded:
            return True
        at = folded.find(found, at + 1)
    return False
