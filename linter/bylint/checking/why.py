"""Why rules say what they say of a line, and why the others say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bylint.article.document import Block, Document
from bylint.article.history import Commit
from bylint.article.structure import build
from bylint.checking.rule import Rule, Seen
from bylint.checking.run import Active, Toolbox, check, diagnostic
from bylint.checking.scopes import parts
from bylint.checking.views import PhraseHit, phrase_hits
from bylint.diagnostics import Diagnostic
from bylint.records import NamedTuple
from bylint.text import Source, Span

Identity = tuple[Span, str, str]


class Because(NamedTuple):
    """A reason: the key of its words, and what fills them."""

    key: str
    params: Mapping[str, str] = {}


_RESERVED = Because("reserved")


class Quiet(NamedTuple):
    """A finding that is not reported, and why."""

    diagnostic: Diagnostic
    reason: Because


class Look(NamedTuple):
    """What a rule that is on made of a line. `inert` tells why it judges no such article."""

    rule: type[Rule]
    reported: tuple[Diagnostic, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    seen: tuple[Seen, ...] = ()
    inert: Because | None = None


class Line(NamedTuple):
    """A line of an article: the blocks on it, the phrases found in it, and what rules made of it."""

    document: Document
    span: Span
    blocks: tuple[Block, ...]
    phrases: tuple[tuple[str, PhraseHit], ...]
    looks: tuple[Look, ...]

    def parts(self, block: Block) -> list[str]:
        """What a block is, in the words that rule packs have for it."""
        return sorted(parts(self.document).get(block.index, ()))


def look(
    source: Source,
    number: int,
    active: Sequence[Active],
    toolbox: Toolbox,
    language: str = "",
    history: Iterable[Commit] = (),
) -> Line:
    """What the rules make of a line, `number` from 1. Raises `IndexError` for one that is not there."""
    if not 0 < number <= len(source.line_starts):
        raise IndexError(number)
    commits = tuple(history)
    parsed = toolbox.reader(source.path).read(source).remembering(commits)
    document = build(source, parsed, toolbox.languages, language)
    span = source.line_span(number)
    checked = check(source, active, toolbox, language, commits)
    silenced = {_said(one.diagnostic): _by_comment(one.reason) for one in checked.silenced}
    reported = {*map(_said, checked.diagnostics)}
    crashed = {str(said.params.get("rule")): said for said in checked.diagnostics if said.is_fault}
    looks = [
        Look(item.rule.__class__, (crashed[item.rule.name],))
        if item.rule.name in crashed
        else _look(item, document, span, reported, silenced)
        for item in active
    ]
    return Line(
        document,
        span,
        tuple(block for block in document.blocks if _on(block.span, span)),
        tuple(_phrases(document, span)),
        tuple(looks),
    )


def _look(
    item: Active,
    document: Document,
    line: Span,
    reported: set[Identity],
    silenced: dict[Identity, Because],
) -> Look:
    rule = item.rule
    if not rule.speaks(document.language):
        return Look(type(rule), inert=_inert(rule, document))
    said = [diagnostic(finding, item) for finding in rule.check(document)]
    here = [each for each in said if _on(each.span, line)]
    return Look(
        type(rule),
        tuple(each for each in here if _said(each) in reported),
        tuple(
            Quiet(each, silenced.get(_said(each), _RESERVED))
            for each in here
            if _said(each) not in reported
        ),
        tuple(seen for seen in rule.saw(document) if _on(seen.span, line)),
    )


def _said(said: Diagnostic) -> Identity:
    return said.span, said.rule, said.message


def _inert(rule: Rule, document: Document) -> Because:
    if not document.language:
        return Because("no-language")
    name = document.language.name
    if rule.needs:
        return Because("lacking", {"language": name, "needs": rule.needs})
    return Because("not-meant", {"language": name})


def _by_comment(reason: str) -> Because:
    return Because("commented", {"reason": reason}) if reason else Because("comment")


def _phrases(document: Document, line: Span) -> Iterator[tuple[str, PhraseHit]]:
    for group, hits in phrase_hits(document).items():
        yield from ((group, hit) for hit in hits if _on(hit.span, line))


def _on(span: Span, line: Span) -> bool:
    """Whether something stands on a line, or begins or ends there."""
    return span.start <= line.end and line.start <= max(span.end - 1, span.start)
