"""Boxes whose body is set in by four spaces, as MkDocs writes them: `!!! note`, `??? tip "Title"`.

To CommonMark such a body is code. The parser is given a quotation instead and a blank line in place
of the opener, character for character, so that every place stays what it is.
"""

from __future__ import annotations

from bylint.article.document import Block, Container
from bylint.article.prose import Piece, Prose
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span

_SIGNS = ("!!!", "???")
_OPENER = lazy_pattern(
    r"(!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+\"([^\"\r\n]*)\")?[ \t]*(?=\r?$)"
)
_FENCE = lazy_pattern(r" {0,3}(`{3,}|~{3,})")


class Boxed(NamedTuple):
    """A text with its boxes as quotations; the boxes by where one begins, and their titles."""

    text: str
    boxes: dict[int, Container]
    titles: list[Block]


def boxed(text: str, base: int) -> Boxed:
    """Turn the boxes of a text into quotations; `base` is where it begins in its source.

    An opener inside fenced code opens nothing, nor does one without a body. The box of `???` is
    closed until a reader opens it.
    """
    found = Boxed(text, {}, [])
    if not any(sign in text for sign in _SIGNS):
        return found
    lines = text.split("\n")
    at, fence, box = base, "", None
    for index, line in enumerate(lines):
        body = line.startswith(("    ", "\t"))
        if box is not None and body:
            found.boxes[at] = box
            lines[index] = ">" + line[1:]
        elif box is None or line.strip():
            box, fence = None, _fence(line, fence)
            opener = None if fence else _OPENER.match(line)
            if opener and _has_body(lines, index):
                box = _container(opener[1], opener[2], Span(at, at + opener.end()))
                found.titles.extend(_title(opener[3], at + opener.start(3), box))
                lines[index] = " " * opener.end() + line[opener.end() :]
        at += len(line) + 1
    return found._replace(text="\n".join(lines))


def _fence(line: str, fence: str) -> str:
    """The fence of the code that is open after a line, "" for none."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match[1]
    return "" if match[1].startswith(fence) and not line[match.end() :].strip() else fence


def _has_body(lines: list[str], index: int) -> bool:
    following = next((line for line in lines[index + 1 : index + 3] if line.strip()), "")
    return following.startswith(("    ", "\t"))


def _container(sign: str, name: str, span: Span) -> Container:
    return Container("details" if sign == "???" else "admonition", span, name.lower())


def _title(title: str | None, at: int, box: Container) -> list[Block]:
    if not title:
        return []
    span = Span(at, at + len(title))
    return [Block("paragraph", span, Prose(title, [Piece(0, *span)], []), containers=(box,))]
