"""Reads Markdown and plain text: pyromark's events become blocks with exact places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyromark

from bylint.article.document import Block, Container, Metadata
from bylint.article.parsed import Parsed
from bylint.article.prose import EMPTY, OBJECT, Piece, Prose
from bylint.article.readers import front_matter
from bylint.article.readers.boxes import boxed
from bylint.article.readers.bytes import Cursor, Inline
from bylint.patterns import lazy_pattern
from bylint.text import Source, Span

if TYPE_CHECKING:
    from bylint.article.readers.html_flow import HtmlFlow

_O = pyromark.Options
OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_HEADING_ATTRIBUTES
    | _O.ENABLE_GFM
)
_MAX_CONTAINERS = 64
_SPACED = bytes.maketrans(b"\r\n", b"  ")
_SURROGATE = lazy_pattern(r"[\ud800-\udfff]")
_LONE_RETURN = lazy_pattern(r"\r(?!\n)")
_TAG = lazy_pattern(r"<(/?)([A-Za-z][\w-]*)")
_LINE_END = re.compile(rb"[ \t]*\r?\n[ \t]*")
_PARAGRAPH = re.compile(rb"[^ \t\r\n][^\r\n]*+(?:\r?\n[ \t]*+[^ \t\r\n][^\r\n]*+)*")
_DEFINITION = lazy_pattern(
    r"\[(?!\^)((?:[^\[\]\\\r\n]|\\.)+)\]:[ \t]*(?:(?:\r\n?|\n)[ \t]*)?"
    r"(<[^>\r\n]*>|[^\s]+)([^\r\n]*)"
)
_INLINE = {"Emphasis": "emphasis", "Strong": "strong", "Strikethrough": "strike", "Link": "link"}


class MarkdownReader:
    """CommonMark with tables, footnotes, task lists, alerts and inline HTML."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")
    plain = False

    def read(self, source: Source) -> Parsed:
        """The article's blocks."""
        front = front_matter.take(source.text)
        walk = _Walk(source.text, front.span.end, plain=self.plain)
        walk.run()
        metas = tuple(walk.html.metas) if walk.html else ()
        metadata = Metadata(front.entries, front.span, metas)
        faults = (front.fault,) if front.fault else ()
        return Parsed(walk.blocks, metadata, faults)


class PlainReader(MarkdownReader):
    """Plain text: Markdown without indented code and without HTML, comments aside."""

    name = "plain"
    suffixes: tuple[str, ...] = (".txt",)
    plain = True


class _List:
    """An open list: its number, where it began to count, and how many items it has had."""

    __slots__ = ("count", "group", "start")

    def __init__(self, group: int, start: int | None) -> None:
        self.group = group
        self.start = start
        self.count = -1

    @property
    def marker(self) -> str:
        return "-" if self.start is None else f"{self.start + self.count}."


class _Walk:
    """One pass over the events of a text, collecting its blocks.

    Event offsets are bytes of the text after the front matter; `at` turns them into code points.
    The parser knows no line that ends in a carriage return alone, so it is given a line feed.
    """

    def __init__(self, text: str, base: int, *, plain: bool) -> None:
        self.text = text
        self.base = base
        self.plain = plain
        self.body = text[base:]
        if "\r" in self.body:
            self.body = _LONE_RETURN.sub("\n", self.body)
        self.boxes: Mapping[int, Container] = {}
        self.blocks: list[Block] = []
        if not plain:
            self.body, self.boxes, self.blocks = boxed(self.body, base)
        try:
            self.at = Cursor(self.body, base)
        except UnicodeEncodeError:
            self.body = _SURROGATE.sub("\ufffd", self.body)
            self.at = Cursor(self.body, base)
        self.html: HtmlFlow | None = None
        self.containers: tuple[Container, ...] = ()
        self.outer: list[tuple[Container, ...]] = []
        self.lists: list[_List] = []
        self.groups = 0
        self.inline: Inline | None = None
        self.kind = ""
        self.begin = 0
        self.level = 0
        self.marker = ""
        self.fresh_item = False
        self.skip = False
        self.image: tuple[int, list[str]] | None = None
        self.row = self.column = 0

    def run(self) -> None:
        """Walk over the whole text."""
        data = self.at.data
        events = pyromark.events_with_range(self.body, options=OPTIONS, merge_text=True)
        event: Any
        for event, place in events:
            start, end = place["start"], place["end"]
            if type(event) is str:
                self._simple(event, start, end)
                continue
            ((name, value),) = event.items()
            if name == "Text":
                if self.skip:
                    if self.image is not None:
                        self.image[1].append(value)
                elif self.inline is not None:
                    self.inline.text(value, start, end, data)
                elif end > start:  # the indent of raw HTML comes as text of no place
                    self._collect(start).text(value, start, end, data)
            elif name == "Start":
                self._start(value, start)
            elif name == "End":
                self._end(value, start, end)
            else:
                self._leaf(name, value, start, end)
        self._flush(len(self.at.data))
        self._definitions()
        self.blocks.sort(key=lambda block: block.span.start)

    # Inline content ------------------------------------------------------------------------

    def _collect(self, start: int) -> Inline:
        """The open block's content; text outside any block opens a paragraph."""
        if self.inline is None:
            self._open("paragraph", start)
            self.inline = Inline()
        return self.inline

    def _simple(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._flush(start)
            self._emit("rule", self._span(start, self._last(start, end)), EMPTY)
        elif self.inline is not None and not self.skip:
            if event == "SoftBreak":
                self.inline.soft_break(start, end)
            else:
                self.inline.hard_break(start, end)

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Html":
            return
        if self.image is not None:
            self.image[1].append(value if isinstance(value, str) else "")
        elif name == "TaskListMarker":
            self._collect(start)
        elif name == "Code":
            inner = self._inside_ticks(value, start, end)
            self._collect(start).mark("code", value, "", start, end, inner)
        elif name == "FootnoteReference":
            self._collect(start).mark("footnote", OBJECT, value, start, end)
        elif name == "InlineHtml":
            self._inline_html(value, start, end)

    def _inside_ticks(self, value: str, start: int, end: int) -> tuple[int, int]:
        """Where the text of a code span stands between its backticks."""
        raw = self.at.data[start:end].translate(_SPACED)
        ticks = len(raw) - len(raw.lstrip(b"`"))
        text = value.encode("utf-8")
        low = raw.find(text, ticks) if text else -1
        return (start + low, start + low + len(text)) if low >= 0 else (start, end)

    def _inline_html(self, value: str, start: int, end: int) -> None:
        inline = self._collect(start)
        if value.startswith("<!--"):
            inline.mark("comment", "", value[4:-3].strip(), start, end)
            return
        if self.plain:
            inline.text(value, start, end, self.at.data)
            return
        tag = _TAG.match(value)
        if tag is None:
            return
        name = tag[2].lower()
        if name == "br":
            inline.hard_break(start, end)
        elif name == "img":
            alt = self._flow().image(value, self._span(start, end))
            inline.mark("image", OBJECT, alt, start, end)
        elif kind := self._flow().inline_kind(name, value):
            if tag[1]:
                inline.close(kind[0], end)
            elif not value.endswith("/>"):
                self._settle(inline, end)
                inline.open(kind[0], start, kind[1])

    def _flow(self) -> HtmlFlow:
        """What knows HTML; most articles have none and never load it."""
        if self.html is None:
            from bylint.article.readers.html_flow import HtmlFlow

            self.html = HtmlFlow(self.text)
        return self.html

    def _settle(self, inline: Inline, end: int) -> None:
        """Write a pending line end before markup opens, judged by the first character after it."""
        if inline.pending is not None:
            inline.settle(self.at.data[end : end + 16].decode("utf-8", "ignore").lstrip("*_~[ \t>"))

    # Blocks --------------------------------------------------------------------------------

    def _span(self, start: int, end: int) -> Span:
        return Span(self.at(start), self.at(end))

    def _open(self, kind: str, begin: int, level: int = 0, marker: str = "") -> None:
        self.inline = Inline()
        self.kind, self.begin, self.level, self.marker = kind, begin, level, marker

    def _flush(self, end: int) -> None:
        """Finish the block whose content was being collected."""
        inline, self.inline = self.inline, None
        if inline is not None:
            end = self._last(self.begin, end)
            begin = self.at(self.begin)
            prose = inline.build(self.at)
            self._emit(self.kind, Span(begin, self.at(max(end, inline.end, self.begin))), prose)

    def _last(self, begin: int, end: int) -> int:
        """Where a block ends that the parser ends after a line end."""
        data = self.at.data
        while end > begin and data[end - 1] in b" \t\r\n":
            end -= 1
        return end

    def _emit(self, kind: str, span: Span, prose: Prose) -> None:
        group = self.lists[0].group if self.lists else self.groups if kind == "cell" else 0
        self.blocks.append(
            Block(
                kind,
                span,
                prose,
                level=self.level,
                marker=self.marker,
                group=group,
                containers=self.containers + self.html.containers if self.html else self.containers,
            )
        )
        self.level, self.marker = 0, ""

    def _start(self, tag: Any, start: int) -> None:
        name, value = (tag, None) if type(tag) is str else next(iter(tag.items()))
        kind = _INLINE.get(name)
        if kind is not None:
            if self.image is None:
                inline = self._collect(start)
                self._settle(inline, start)
                inline.open(kind, start, value["dest_url"] if value else "")
        elif name == "Paragraph":
            self._start_paragraph(start)
        elif name == "Image":
            if self.image is None:
                self._collect(start)
                self.image, self.skip = (start, []), True
        else:
            self._flush(start)
            self.fresh_item = False
            self._start_block(name, value, start)

    def _start_paragraph(self, start: int) -> None:
        if self.fresh_item:
            self.fresh_item = False
            return
        self._flush(start)
        self._open("paragraph", start, len(self.lists))

    def _start_block(self, name: str, value: Any, start: int) -> None:
        if name == "Heading":
            setext = self.at.data[start : start + 4].lstrip(b" ")[:1] != b"#"
            self._open("heading", start, int(value["level"][1]), "setext" if setext else "")
        elif name == "Item":
            self.lists[-1].count += 1
            self._open("item", start, len(self.lists), self.lists[-1].marker)
            self.fresh_item = True
        elif name == "List":
            self.groups += not self.lists
            self.lists.append(_List(self.lists[0].group if self.lists else self.groups, value))
        elif name == "TableCell":
            self.column += 1
            self._open("cell", start, 0, f"{self.row}:{self.column}")
        elif name in ("TableHead", "TableRow"):
            self.row += 1
            self.column = -1
        elif name == "Table":
            self.groups += 1
            self.row = -1
        elif name == "CodeBlock":
            info = value["Fenced"] if isinstance(value, dict) else ""
            self.kind = "text" if self.plain and value == "Indented" else "code"
            self.begin, self.marker, self.skip = start, info, True
        elif name == "BlockQuote":
            box = self.boxes.get(self.at(start))
            kind = "admonition" if value else "quote"
            self._enter(box or self._container(kind, start, (value or "").lower()))
        elif name == "FootnoteDefinition":
            self._enter(self._container("footnote", start, value))
        elif name == "HtmlBlock":
            self.begin = start

    def _container(self, kind: str, start: int, info: str) -> Container:
        begin = self.at(start)
        return Container(kind, Span(begin, begin), info)

    def _enter(self, container: Container) -> None:
        self.outer.append(self.containers)
        if len(self.containers) < _MAX_CONTAINERS:
            self.containers = (*self.containers, container)

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if type(tag) is str else next(iter(tag))
        kind = _INLINE.get(name)
        if kind is not None:
            if self.image is None and self.inline is not None:
                self.inline.close(kind, end)
        elif name == "Image":
            if self.image is not None and self.image[0] == start and self.inline is not None:
                value = "".join(self.image[1])
                self.image, self.skip = None, False
                self.inline.mark("image", OBJECT, value, start, end)
        elif name == "List":
            self.lists.pop()
        elif name == "HtmlBlock":
            self._end_html(end)
        elif name == "CodeBlock":
            self.skip = False
            if self.kind == "code":
                self._emit("code", self._span(self.begin, self._last(self.begin, end)), EMPTY)
            else:
                self._raw_text(self.begin, end)
        else:
            self._flush(end)
            self.fresh_item = False
            if name == "FootnoteDefinition" or name == "BlockQuote":
                self.containers = self.outer.pop()

    def _end_html(self, end: int) -> None:
        raw = self.at.data[self.begin : end]
        if self.plain and not raw.lstrip().startswith(b"<!--"):
            self._raw_text(self.begin, end)
            return
        span = self._span(self.begin, end)
        self.blocks.extend(
            self._flow().feed(span.start, span.end, self.containers, len(self.lists))
        )

    def _raw_text(self, start: int, end: int) -> None:
        """What Markdown takes for code or HTML is text in plain text: a paragraph a run of lines."""
        data = self.at.data
        for lines in _PARAGRAPH.finditer(data, start, end):
            at = lines.start()
            self._open("paragraph", at, len(self.lists))
            inline = self._collect(at)
            for gap in _LINE_END.finditer(data, at, lines.end()):
                inline.text(data[at : gap.start()].decode("utf-8"), at, gap.start(), data)
                inline.soft_break(gap.start(), gap.end())
                at = gap.end()
            inline.text(data[at : lines.end()].decode("utf-8"), at, lines.end(), data)
            self._flush(lines.end())

    def _begins_line(self, at: int) -> bool:
        """Whether nothing but white space and quote signs stand before a place on its line."""
        while at > self.base and self.text[at - 1] in " \t>":
            at -= 1
        return at == self.base or self.text[at - 1] in "\r\n"

    def _definitions(self) -> None:
        """Link definitions, for which the parser has no event: `[label]: target` between blocks."""
        if "]:" not in self.body:
            return
        covered = sorted(block.span for block in self.blocks)
        index = 0
        for match in _DEFINITION.finditer(self.text, self.base):
            start = match.start()
            while index < len(covered) and covered[index].end <= start:
                index += 1
            if (index < len(covered) and start in covered[index]) or not self._begins_line(start):
                continue
            text = (match[2] + match[3]).rstrip()
            begin = match.start(2)
            self.blocks.append(
                Block(
                    "definition",
                    Span(start, begin + len(text)),
                    Prose(text, [Piece(0, begin, begin + len(text))], []),
                    marker=match[1],
                    target=match[2].strip("<>"),
                )
            )
