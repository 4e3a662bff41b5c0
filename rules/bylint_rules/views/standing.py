"""What a number in brackets is, judged by what stands around it."""

from __future__ import annotations

from bylint.article.document import Document
from bylint.article.language import Language
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint_rules.views.markers import Group
from bylint_rules.views.notation import BRACKET
from bylint_rules.views.references import set_in

_OPERATORS = tuple("=<>+*/\\|&^~∈∉⊂−")
_REGEX = tuple("+*?{\\^$|")
_INDEXED = lazy_pattern(r"\(|\[(?:0|\D)|\.[a-z_]|->")
_OPENED = lazy_pattern(r"\s[\"']$|[“「『]$")
_CHAIN = lazy_pattern(r"(?:\[[^\[\]]{1,12}\])+$")
_CLAUSE_END = lazy_pattern(r"[。、，．,.;:)）」』\[［_]|$")
_NO_CLAUSE_END = lazy_pattern(r" ?[のにをでがはとか件個回]| ?[A-Za-z]")
_WORD_BEFORE = lazy_pattern(r"[A-Za-z][A-Za-z'’]*$")
_IDENTIFIER = lazy_pattern(
    r"(?:[A-Za-z0-9$]*_[\w$]*|[a-z]+[A-Z]\w*|(?<![A-Za-z])[a-z]|[\w.]+\.\w+|\(\)"
    r"|[A-Za-z_]\w*\([\w.,]*\))$"
)
_OPERATION = lazy_pattern(r"\](?![(（])| ?[+*/~<>&|^]| ?==| ?=[^\w]|\[[a-z_]")
_CODE_LINE = lazy_pattern(
    r"\s*(?:>>>|\.\.\. |\$ |#include|def \w+\(|class \w+[:(]|elif .*:$|else:$|print[ (])"
    r"|.{0,200}?(?:\s[-+*/|&]?=\s|==|!=|->|=>|\);|\w\(\)|\s#\s|[;{]\s*$)"
)


def _chain_start(group: Group) -> int:
    """Where the brackets begin that end in a group: that of `[2]` for `[2][5]`."""
    if group.resolved and group.link is not None:
        return group.link.start
    low = max(group.start - 40, 0)
    match = _CHAIN.search(group.block.text, low, group.start)
    return match.start() if match else group.start


def closes_clause(group: Group) -> bool:
    """Whether a group stands at the end of a clause."""
    return _CLAUSE_END.match(group.block.text, group.end) is not None


def word_before(group: Group) -> str:
    """The word of a spaced script that a group is set right behind, "" if none."""
    begin = _chain_start(group)
    match = _WORD_BEFORE.search(group.block.text, max(begin - 20, 0), begin)
    return match[0] if match else ""


def is_code(group: Group, source: str) -> bool:
    """Whether a group is an index or a value in code that was not marked up as such."""
    if group.style != BRACKET:
        return False
    text = group.block.text
    begin = _chain_start(group)
    before = text[max(begin - 40, 0) : begin]
    last = before[-1:]
    if last.isascii() and (last.isalnum() or last in "_$)") and _IDENTIFIER.search(before):
        return True
    if last == "(" and before[-2:-1].isalnum() and before[-2:-1].isascii():
        return True
    if (last and last in "[=") or (last == "," and before[-2:-1] not in tuple("]］】")):
        return True
    if before.rstrip()[-1:] in _OPERATORS or _OPERATION.match(text, group.end):
        return True
    if group.block.kind == "paragraph" and set_in(source, group.span.start):
        return True
    line = _line(group, source)
    return line.isascii() and _CODE_LINE.match(line) is not None


def _line(group: Group, source: str) -> str:
    """The source line on which a group stands, as far as that is near."""
    start, end = group.span
    begin = source.rfind("\n", max(start - 200, 0), start) + 1 or max(start - 200, 0)
    stop = source.find("\n", end, end + 200)
    return source[begin : stop if stop >= 0 else end + 200]


def is_value(group: Group, source: str) -> bool:
    """Whether a group is all that stands on its line, as the output of a program does."""
    return (
        group.block.kind == "paragraph"
        and _line(group, source).strip() == source[group.span.start : group.span.end]
    )


def closes_text(group: Group) -> bool:
    """Whether a superscript follows what no power follows: a sentence mark or a wide letter."""
    before = group.block.text[max(group.start - 1, 0) : group.start]
    return before >= "\u3000" or before in tuple(".,;:!?\"'”’]")


def is_doubtful(group: Group, document: Document) -> bool:
    """Whether what stands around a group speaks of an interval, a key, an index."""
    text = group.block.text
    after = text[group.end : group.end + 2]
    before = text[max(group.start - 2, 0) : group.start]
    if group.block.kind != "cell" and (group.start == 0 or _OPENED.search(before)):
        return True
    if after[:1] in _REGEX or _INDEXED.match(after) or is_value(group, document.text):
        return True
    several = len(group.parts) > 1 or group.parts[0].low != group.parts[0].high
    if several and _NO_CLAUSE_END.match(after):
        return True
    return (several or not closes_clause(group)) and _follows_cue(group, document.language)


def _follows_cue(group: Group, language: Language) -> bool:
    """Whether the word before a group announces an interval, a key, an index."""
    begin = _chain_start(group)
    before = group.block.text[max(begin - 24, 0) : begin].rstrip().lower()
    cues = words_of(language.data.get("citations", {}).get("not_cited", ()))
    cue = next((cue for cue in cues if before.endswith(cue)), "")
    return bool(cue) and (language.unspaced or not before[: -len(cue)][-1:].isalpha())


_ENDS_CLAUSE = lazy_pattern(r"_|\s*(?:[。、，．,.;:；：!?！？)）」』”\"\[［【—–]|$)|\s+[A-Z]|\n")


def stands_like_citation(group: Group, source: str) -> bool:
    """Whether a group closes a clause, as citations do, and nothing speaks against it."""
    block = group.block
    text = block.text
    if group.link is not None or group.flaw or min(group.numbers) < 1 or max(group.numbers) > 199:
        return False
    if block.kind == "heading" or block.inside("quote", "nav") or text.startswith("{{"):
        return False
    if group.start == 0 or is_code(group, source) or is_value(group, source):
        return False
    before = text[max(group.start - 4, 0) : group.start].rstrip()[-1:]
    operated = group.style == BRACKET and before in _OPERATORS
    return not operated and _ENDS_CLAUSE.match(text, group.end) is not None
