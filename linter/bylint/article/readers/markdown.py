"""Reads Markdown and plain text: pyromark's events become blocks with exact places."""

from __future__ import annotations

import re
from typing import Any

import pyromark

from bylint.article.document import Block, Container, Metadata
from bylint.article.parsed import Parsed
from bylint.article.prose import EMPTY, OBJECT, Prose, ProseBuilder
from bylint.article.readers import front_matter
from bylint.article.readers.html import HtmlFlow, inline_kind
from bylint.text import Source, Span

_O = pyromark.Options
_OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_HEADING_ATTRIBUTES
    | _O.ENABLE_GFM
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_DEFINITION = re.compile(r"^[ \t>]*\[(?!\^)((?:[^\[\]\\\r\n]|\\.)+)\]:[ \t]*(<[^>\r\n]*>|[^\s]+)([^\r\n]*)", re.M)
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_INLINE = {"Emphasis": "emphasis", "Strong": "strong", "Strikethrough": "strike"}


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
        metadata = Metadata(front.entries, front.span, tuple(walk.flow.metas))
        faults = (front.fault,) if front.fault else ()
        return Parsed(walk.blocks, metadata, faults)


class PlainReader(MarkdownReader):
    """Plain text: Markdown without indented code and without HTML, comments aside."""

    name = "plain"
    suffixes = (".txt",)
    plain = True


class _Cursor:
    """Turns byte offsets into code points; cheap while they come roughly in order."""

    __slots__ = ("base", "byte", "char", "data", "flat")

    def __init__(self, text: str, base: int) -> None:
        self.flat = text.isascii()
        self.data = b"" if self.flat else text.encode("utf-8")
        self.base = base
        self.byte = 0
        self.char = 0

    def __call__(self, byte: int) -> int:
        if self.flat:
            return byte + self.base
        if byte >= self.byte:
            self.char += len(self.data[self.byte : byte].decode("utf-8", "ignore"))
        else:
            self.char -= len(self.data[byte : self.byte].decode("utf-8", "ignore"))
        self.byte = byte
        return self.char + self.base


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
    """One pass over the events of a text, collecting its blocks."""

    def __init__(self, text: str, base: int, *, plain: bool) -> None:
        self.text = text
        self.base = base
        self.plain = plain
        body = text[base:]
        self.body = _SURROGATE.sub("\ufffd", body) if _SURROGATE.search(body) else body
        self.at = _Cursor(self.body, base)
        self.blocks: list[Block] = []
        self.flow = HtmlFlow(text)
        self.containers: tuple[Container, ...] = ()
        self.lists: list[_List] = []
        self.groups = 0
        self.builder: ProseBuilder | None = None
        self.kind = ""
        self.begin = 0
        self.level = 0
        self.marker = ""
        self.fresh_item = False
        self.pending: tuple[int, int] | None = None
        self.image: tuple[int, list[str]] | None = None
        self.row = self.column = 0

    def run(self) -> None:
        for event, place in pyromark.events_with_range(self.body, options=_OPTIONS):
            if type(event) is str:
                self._simple(event, place["start"], place["end"])
                continue
            ((name, value),) = event.items()
            if name == "Text":
                self._text(value, place["start"], place["end"])
            elif name == "Start":
                self._start(value, place["start"], place["end"])
            elif name == "End":
                self._end(value, place["end"])
            else:
                self._leaf(name, value, place["start"], place["end"])
        self._flush(len(self.text))
        self._definitions()
        self.blocks.sort(key=lambda block: block.span.start)

    # Inline content ------------------------------------------------------------------------

    def _text(self, text: str, start: int, end: int) -> None:
        if self.kind == "code":
            return
        if self.image is not None:
            self.image[1].append(text)
            return
        builder = self._inline(start)
        begin, stop = self.at(start), self.at(end)
        if self.pending is not None:
            self._join(builder, text)
        if stop - begin == len(text) and text[0] in " \t\u3000" and builder.length == 0:
            stripped = text.lstrip(" \t\u3000")
            begin += len(text) - len(stripped)
            text = stripped
        builder.add(text, begin, stop)

    def _join(self, builder: ProseBuilder, following: str) -> None:
        """Write the pending soft break: a space, or nothing between characters set without one."""
        assert self.pending is not None
        start, end = self.pending
        self.pending = None
        last = builder.parts[-1][-1:] if builder.parts else ""
        wide = _CJK.match(last) and _CJK.match(following)
        builder.mark("break", "" if wide or not last else " ", "soft", Span(start, end))

    def _inline(self, start: int) -> ProseBuilder:
        if self.builder is None:
            self._open("paragraph", self.at(start))
        assert self.builder is not None
        return self.builder

    def _simple(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._flush(self.at(start))
            self._emit("rule", Span(self.at(start), self.at(end)), EMPTY)
        elif self.image is None and self.builder is not None:
            if event == "SoftBreak":
                self.pending = (self.at(start), self.at(end))
            else:
                self.builder.mark("break", "\n", "hard", Span(self.at(start), self.at(end)))

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name in ("Html", "InlineHtml"):
            self._html(name, value, start, end)
            return
        if self.image is not None:
            self.image[1].append(value if isinstance(value, str) else "")
            return
        if name == "TaskListMarker":
            self._inline(start)
            return
        builder = self._inline(start)
        if self.pending is not None:
            self._join(builder, OBJECT)
        span = Span(self.at(start), self.at(end))
        if name == "Code":
            raw = self.text[span.start : span.end]
            ticks = len(raw) - len(raw.lstrip("`"))
            inner = raw[ticks : len(raw) - ticks]
            lead = len(inner) - len(inner.lstrip(" \r\n")) if inner.strip() != value else inner.find(value)
            begin = span.start + ticks + max(lead, 0)
            stop = begin + len(value) if self.text[begin : begin + len(value)] == value else span.end - ticks
            builder.mark("code", value, "", span, Span(begin, stop))
        elif name == "FootnoteReference":
            builder.mark("footnote", OBJECT, value, span)
        elif name in ("InlineMath", "DisplayMath"):
            builder.mark("math", value, "", span)

    def _html(self, name: str, value: str, start: int, end: int) -> None:
        span = Span(self.at(start), self.at(end))
        if name == "Html":
            return
        if self.plain and not value.startswith("<!--"):
            self._text(value, start, end)
            return
        builder = self._inline(start)
        if value.startswith("<!--"):
            builder.marks.append(_comment(builder, value, span))
            return
        tag = _TAG.match(value)
        name = tag[2].lower() if tag else ""
        if name == "br":
            builder.mark("break", "\n", "hard", span)
        elif name == "img":
            self.flow.image(value, span, builder)
        elif tag and tag[1]:
            kind = inline_kind(name, value)
            if kind:
                builder.close(span.end, kind[0])
        elif tag and not value.endswith("/>"):
            kind = inline_kind(name, value)
            if kind:
                builder.open(kind[0], span.start, kind[1])

    # Blocks --------------------------------------------------------------------------------

    def _open(self, kind: str, begin: int, level: int = 0, marker: str = "") -> None:
        self.builder = ProseBuilder()
        self.kind, self.begin, self.level, self.marker = kind, begin, level, marker

    def _flush(self, end: int) -> None:
        """Finish the block whose inline content was being collected."""
        self.pending = None
        builder, self.builder = self.builder, None
        if builder is None:
            return
        self._emit(self.kind, Span(self.begin, self._last(builder, end)), builder.build())

    def _last(self, builder: ProseBuilder, end: int) -> int:
        """Where a block ends: not beyond `end`, and not before its own text."""
        while end > self.begin and self.text[end - 1] in " \t\r\n":
            end -= 1
        return max(end, builder.pieces[-1].end if builder.pieces else self.begin)

    def _emit(self, kind: str, span: Span, prose: Prose, target: str = "") -> None:
        if kind == "item" and self.level == 0:
            kind = "paragraph"
        group = self.lists[0].group if self.lists else self.groups if kind == "cell" else 0
        self.blocks.append(
            Block(
                kind,
                span,
                prose,
                level=self.level if kind != "cell" else 0,
                marker=self.marker,
                group=group,
                containers=self.containers + self.flow.containers,
                target=target,
            )
        )
        self.level, self.marker = 0, ""

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in _INLINE:
            if self.image is None:
                builder = self._inline(start)
                self._settle(builder, _INLINE[name])
                builder.open(_INLINE[name], self.at(start))
        elif name == "Link":
            if self.image is None:
                builder = self._inline(start)
                self._settle(builder, "[")
                builder.open("link", self.at(start), value["dest_url"])
        elif name == "Image":
            if self.image is None:
                self._settle(self._inline(start), OBJECT)
                self.image = (self.at(start), [])
        else:
            self._start_block(name, value, start, end)

    def _settle(self, builder: ProseBuilder, following: str) -> None:
        """Write a pending break before markup opens, judged by the character after the markup."""
        if self.pending is not None:
            after = self.text[self.pending[1] : self.pending[1] + 12].lstrip("*_~[ \t>")
            self._join(builder, after or following)

    def _start_block(self, name: str, value: Any, start: int, end: int) -> None:
        begin = self.at(start)
        if name == "Paragraph":
            if not (self.fresh_item and self.builder is not None):
                self._flush(begin)
                self._open("paragraph", begin, len(self.lists))
            self.fresh_item = False
            return
        self._flush(begin)
        self.fresh_item = False
        if name == "Heading":
            setext = not self.text[begin:].lstrip(" ")[:1] == "#" if begin < len(self.text) else False
            self._open("heading", begin, int(value["level"][1]), "setext" if setext else "")
        elif name == "List":
            self.groups += not self.lists
            group = self.lists[0].group if self.lists else self.groups
            self.lists.append(_List(group, value))
        elif name == "Item":
            self.lists[-1].count += 1
            self._open("item", begin, len(self.lists), self.lists[-1].marker)
            self.fresh_item = True
        elif name == "BlockQuote":
            container = Container("admonition", Span(begin, begin), value.lower()) if value else Container("quote", Span(begin, begin))
            self._enter(container, end)
        elif name == "FootnoteDefinition":
            self._enter(Container("footnote", Span(begin, begin), value), end)
        elif name == "CodeBlock":
            info = value["Fenced"] if isinstance(value, dict) else ""
            self._start_code(begin, info, indented=value == "Indented")
        elif name == "Table":
            self.groups += 1
            self.row = -1
        elif name in ("TableHead", "TableRow"):
            self.row += 1
            self.column = -1
        elif name == "TableCell":
            self.column += 1
            self._open("cell", begin, 0, f"{self.row}:{self.column}")
        elif name == "HtmlBlock":
            self.kind, self.begin = "html", begin

    def _start_code(self, begin: int, info: str, *, indented: bool) -> None:
        if indented and self.plain:
            self._open("paragraph", begin, len(self.lists))
            return
        self._open("code", begin, 0, info)

    def _enter(self, container: Container, end: int) -> None:
        span = Span(container.span.start, self.base + len(self.body))
        self.containers = (*self.containers, Container(container.kind, span, container.info))

    def _end(self, tag: Any, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in _INLINE or name == "Link":
            if self.image is None and self.builder is not None:
                self.builder.close(self.at(end), _INLINE.get(name, "link"))
        elif name == "Image":
            self._end_image(end)
        elif name in ("Paragraph", "Heading", "TableCell"):
            if not (name == "Paragraph" and self.builder is None):
                self._flush(self.at(end))
        elif name == "Item":
            self._flush(self.at(end))
            self.fresh_item = False
        elif name == "List":
            self.lists.pop()
        elif name == "BlockQuote" or name == "FootnoteDefinition":
            self._flush(self.at(end))
            self.containers = self.containers[:-1]
        elif name == "CodeBlock":
            self._end_code(end)
        elif name == "HtmlBlock":
            self._end_html(end)

    def _end_image(self, end: int) -> None:
        if self.image is None or self.builder is None:
            return
        start, parts = self.image
        self.image = None
        self.builder.mark("image", OBJECT, "".join(parts), Span(start, self.at(end)))

    def _end_code(self, end: int) -> None:
        if self.kind != "code":
            self._flush(self.at(end))
            return
        self.builder = None
        span = Span(self.begin, self.at(end))
        self._emit("code", span, EMPTY)

    def _end_html(self, end: int) -> None:
        span = Span(self.begin, self.at(end))
        self.kind = ""
        text = self.text[span.start : span.end]
        if self.plain and not text.lstrip().startswith("<!--"):
            builder = ProseBuilder()
            _add_lines(builder, text.rstrip(), span.start)
            self._emit("paragraph", span, builder.build())
            return
        self.blocks.extend(self.flow.feed(span.start, span.end, self.containers, len(self.lists)))

    def _definitions(self) -> None:
        """Link definitions, for which the parser has no event: `[label]: target` between blocks."""
        if "]:" not in self.body:
            return
        covered = [block.span for block in self.blocks]
        index = 0
        for match in _DEFINITION.finditer(self.text, self.base):
            while index < len(covered) and covered[index].end <= match.start(1):
                index += 1
            if index < len(covered) and match.start(1) in covered[index]:
                continue
            builder = ProseBuilder()
            rest = match[2] + match[3]
            builder.add(rest.rstrip(), match.start(2), match.start(2) + len(rest.rstrip()))
            start = match.start(1) - 1
            span = Span(start, max(match.start(2) + len(rest.rstrip()), start))
            self.level, self.marker = 0, match[1]
            self._emit("definition", span, builder.build(), match[2].strip("<>"))


def _comment(builder: ProseBuilder, value: str, span: Span) -> Any:
    from bylint.article.prose import Mark

    return Mark("comment", builder.length, builder.length, value[4:-3].strip(), span)


def _add_lines(builder: ProseBuilder, text: str, start: int) -> None:
    """Add raw text; its line ends become soft breaks."""
    at = 0
    for match in re.finditer(r"[ \t]*(?:\r\n?|\n)[ \t]*", text):
        builder.add(text[at : match.start()], start + at, start + match.start())
        builder.mark("break", " ", "soft", Span(start + match.start(), start + match.end()))
        at = match.end()
    builder.add(text[at:], start + at, start + len(text))
