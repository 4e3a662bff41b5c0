"""One article in three formats: the digest form, a line a block, as .txt, .md and .html."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from bylint.records import NamedTuple

LIST = re.compile(r"- ")


class Copy(NamedTuple):
    """An article in one format; `lines[n]` is the line, from 1, of the article's line n + 1."""

    path: str
    text: str
    lines: tuple[int, ...]


def plain(article: Sequence[str]) -> Copy:
    """As written: no marks for headings, no blank lines."""
    return Copy("article.txt", "\n".join(article) + "\n", tuple(range(1, len(article) + 1)))


def bare_markdown(article: Sequence[str]) -> Copy:
    """The same text under another suffix."""
    return plain(article)._replace(path="article.md")


def markdown(article: Sequence[str], headings: Sequence[str]) -> Copy:
    """With blank lines between blocks and marked headings."""
    out: list[str] = []
    lines: list[int] = []
    for index, line in enumerate(article):
        listed = LIST.match(line) and index and LIST.match(article[index - 1])
        if out and not listed:
            out.append("")
        out.append(f"## {line}" if line in headings else line)
        lines.append(len(out))
    return Copy("article.md", "\n".join(out) + "\n", tuple(lines))


def hypertext(article: Sequence[str], headings: Sequence[str]) -> Copy:
    """As elements, one a line; lists in `<ul>`."""
    out: list[str] = []
    lines: list[int] = []
    for index, line in enumerate(article):
        item = LIST.match(line)
        before = index and LIST.match(article[index - 1])
        if item and not before:
            out.append("<ul>")
        elif before and not item:
            out.append("</ul>")
        out.append(_element(line, item, headings))
        lines.append(len(out))
    if article and LIST.match(article[-1]):
        out.append("</ul>")
    return Copy("article.html", "\n".join(out) + "\n", tuple(lines))


def _element(line: str, item: re.Match[str] | None, headings: Sequence[str]) -> str:
    if line.startswith("<!--"):
        return line
    if item:
        return f"<li>{html.escape(line[2:], quote=False)}</li>"
    text = html.escape(line, quote=False)
    if line in headings:
        return f"<h2>{text}</h2>"
    emphasised = re.sub(r"^\*([^*]+)\*$", r"<em>\1</em>", text)
    return f"<p>{emphasised}</p>"


def copies(article: Sequence[str], headings: Sequence[str]) -> tuple[Copy, ...]:
    """The article in every format."""
    return (
        plain(article),
        bare_markdown(article),
        markdown(article, headings),
        hypertext(article, headings),
    )
