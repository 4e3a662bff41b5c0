"""Cuts HTML into tags, text and comments with exact places, in time linear in its length.

Every character of the input belongs to exactly one token. What a browser would wait for until the
end of the file and never find is decided once: a comment or raw text that nothing closes takes the
rest, a tag without `>` is text like all that follows it, a quote without its partner is part of a
name. That is why no input makes this slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

_SPACE = r"\t\n\f\r "
_OPENING = lazy_pattern(rf"<(?:(/?[A-Za-z][^{_SPACE}/>]*)(>)?|(!--)|[!?/])")
_ATTRIBUTE = lazy_pattern(
    rf"[{_SPACE}/]*(?:(>)|([^{_SPACE}/>][^{_SPACE}/>=]*)"
    rf"(?:[{_SPACE}]*=[{_SPACE}]*(?:\"([^\"]*)\"|'([^']*)'|([^{_SPACE}>\"'][^{_SPACE}>]*))?)?)"
)
_COMMENT_END = lazy_pattern(r"--!?>")
_COMMENT_EMPTY = lazy_pattern(r"-?>")
_NUMBER = r"#(?:[0-9]+|[xX][0-9a-fA-F]+);?"
REFERENCE = rf"&(?:{_NUMBER}|[A-Za-z][A-Za-z0-9]{{1,31}};?)"
"""Pattern of what may be a character reference; `reference` tells whether it is one."""
_REFERENCE = lazy_pattern(REFERENCE)
_IN_VALUE = lazy_pattern(rf"&(?:{_NUMBER}|[A-Za-z][A-Za-z0-9]+;?)(=?)")

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is neither markup nor character references."""

ESCAPABLE = frozenset({"textarea", "title"})
"""Elements whose content is no markup but may hold character references."""

_TO_END = RAW | ESCAPABLE
_CLOSING = {
    name: re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE | re.ASCII) for name in _TO_END
}


class Attribute(NamedTuple):
    """An attribute: name in lower case, value decoded; "" where it has none.

    `start` to `end` is all of it, `low` to `high` the value between its quotes.
    """

    name: str
    value: str
    start: int
    end: int
    low: int
    high: int


class Token(NamedTuple):
    """A piece of HTML from `start` to `end`.

    `kind` is text, start, end, comment, raw (the content of the element `name`) or bogus (doctype,
    processing instruction, CDATA, `</>`). `low` to `high` is what stands between the delimiters.
    """

    kind: str
    start: int
    end: int
    name: str
    attributes: list[Attribute]
    low: int
    high: int


_NONE: list[Attribute] = []


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a range of a text, in order and without gaps."""
    stop = len(text) if end is None else end
    begin = at = start
    while True:
        opening = _OPENING.search(text, at, stop)
        if opening is None:
            break
        low = opening.start()
        token = _tag(text, opening, stop) if opening.lastindex != 3 else _comment(text, low, stop)
        if token is None:
            break
        if low > begin:
            yield Token("text", begin, low, "", _NONE, begin, low)
        yield token
        begin = at = token.end
        if token.kind == "start" and token.name in _TO_END:
            at = _closing(text, token, stop)
            if at > begin:
                kind = "raw" if token.name in RAW else "text"
                yield Token(kind, begin, at, token.name, _NONE, begin, at)
                begin = at
    if begin < stop:
        yield Token("text", begin, stop, "", _NONE, begin, stop)


def _tag(text: str, opening: re.Match[str], stop: int) -> Token | None:
    """The tag or bogus comment that begins here, or None if there is no `>` to end it."""
    start, at = opening.span()
    name = opening[1]
    if name is None:
        high = text.find(">", at, stop)
        return None if high < 0 else Token("bogus", start, high + 1, "", _NONE, at, high)
    attributes = _NONE
    if opening[2] is None:
        attributes, at = _attributes(text, at, stop)
        if at < 0:
            return None
    name = name.lower()
    if name[0] == "/":
        return Token("end", start, at, name[1:], _NONE, start + 2, at - 1)
    return Token("start", start, at, name, attributes, start + 1, at - 1)


def _attributes(text: str, at: int, stop: int) -> tuple[list[Attribute], int]:
    """The attributes from `at` on and where the tag ends, -1 if nothing ends it."""
    found: list[Attribute] = []
    while True:
        match = _ATTRIBUTE.match(text, at, stop)
        if match is None:
            return found, -1
        index = match.lastindex or 0
        at = match.end()
        if index == 1:
            return found, at
        name = match[2].lower()
        if index == 2:
            found.append(Attribute(name, "", match.start(2), at, at, at))
            continue
        value = match[index]
        if "&" in value:
            value = _decoded_value(value)
        found.append(Attribute(name, value, match.start(2), at, *match.span(index)))


def _comment(text: str, start: int, stop: int) -> Token:
    low = start + 4
    empty = _COMMENT_EMPTY.match(text, low, stop)
    if empty is not None:
        return Token("comment", start, empty.end(), "", _NONE, low, low)
    closing = _COMMENT_END.search(text, low, stop)
    if closing is None:
        return Token("comment", start, stop, "", _NONE, low, stop)
    return Token("comment", start, closing.end(), "", _NONE, low, closing.start())


def _closing(text: str, token: Token, stop: int) -> int:
    """Where the end tag of a raw element begins, `stop` if nothing closes it."""
    closing = _CLOSING[token.name].search(text, token.end, stop)
    return stop if closing is None else closing.start()


def closes_itself(text: str, token: Token) -> bool:
    """Whether a start tag ends in `/>`, with a slash that is not part of an unquoted value."""
    last = token.attributes[-1].end if token.attributes else token.low + len(token.name)
    return token.high > last and text[token.high - 1] == "/"


# Character references ------------------------------------------------------------------------


def reference(found: str) -> tuple[str, int]:
    """What a match of `REFERENCE` stands for and how many of its characters say so.

    As `html.unescape` has it: names that need no semicolon count where they begin the match.
    (literal, 0) means that it is no reference; the text may be "", for characters not allowed.
    """
    if found[1] == "#":
        return _numbered(found), len(found)
    from html.entities import html5

    name = found[1:]
    for size in range(len(name), 1, -1):
        char = html5.get(name[:size])
        if char is not None:
            return char, size + 1
    return found, 0


def _numbered(found: str) -> str:
    base = "x" if found[2] in "xX" else ""
    digits = found[2 + len(base) :].rstrip(";").lstrip("0")
    # int() refuses very long numbers, and none of them is a character.
    if len(digits) > 8:
        return "\ufffd"
    from html import unescape

    return unescape(f"&#{base}{digits or 0};")


def decode(text: str, start: int, end: int) -> str:
    """The text of a range with its character references decoded."""
    if text.find("&", start, end) < 0:
        return text[start:end]
    return _REFERENCE.sub(_plain, text[start:end])


def _plain(match: re.Match[str]) -> str:
    char, size = reference(match[0])
    return char + match[0][size:] if size else match[0]


def _decoded_value(value: str) -> str:
    """An attribute's value decoded; in `?a=1&copy=2` and `&notit` an ampersand is just that."""
    return _IN_VALUE.sub(_in_value, value)


def _in_value(match: re.Match[str]) -> str:
    found, equals = match[0].removesuffix("="), match[1]
    named = found[1] != "#"
    if named and (len(found) > 40 or (equals and found[-1] != ";")):
        return match[0]
    char, size = reference(found)
    return match[0] if named and size != len(found) else char + equals
