"""HTML as a reader sees it: the blocks that a browser sets one below the other, with their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from bylint.article.document import Block, Container, Meta
from bylint.article.readers.html_blocks import BlockWriter
from bylint.article.readers.html_elements import (
    BLOCKS,
    BREAKS_CODE,
    CLOSES,
    CODE,
    CONTAINERS,
    HEADINGS,
    IN_LIST,
    IN_TABLE,
    INLINE,
    KEYS,
    LISTS,
    PAGE,
    ROLES,
    TOLD,
    TRANSPARENT,
    VOID,
    WALLS,
    Attributes,
    footnote_label,
    integer,
    is_navigation,
    language_class,
    mark_of,
    note_link,
    note_target,
    why_boxed,
    why_hidden,
    why_small,
)
from bylint.article.readers.html_open import BlockFrame, Frame, Scope
from bylint.article.readers.html_tokens import Attribute, Token, closes_itself, decode, tokens
from bylint.text import Span

_MAX_READING = 1_000
"""How long the reading of one word can become, in characters, before the rest is left out."""

_Handler = Callable[["HtmlFlow", Token, Attributes], None]


class HtmlFlow:
    """Walks over the HTML of a text, all of it or one range after the other.

    Elements that a range leaves open stay open for the next one: that is how Markdown between
    `<details>` and `</details>` comes to stand in a container. `metas`, `title` and `language` are
    what was found so far, `containers` what is open after the last range. `groups` is the number of
    the last list or table; a caller that counts them too may set it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.metas: list[Meta] = []
        self.title = ""
        self.language = ""
        self.containers: tuple[Container, ...] = ()
        self.groups = 0
        self._root = BlockFrame("", 0, 0, Scope("", 0, "", None), None)
        self._stack: list[Frame] = [self._root]
        self._open: dict[str, list[int]] = {}
        self._out = BlockWriter(text, self._root)
        self._code: BlockFrame | None = None
        self._muted: Frame | None = None
        self._heard: list[str] | None = None
        self._drawing: list[str] | None = None
        self._stray = 0
        self._linked_data = False

    def feed(
        self, start: int, end: int, containers: tuple[Container, ...] = (), depth: int = 0
    ) -> list[Block]:
        """The blocks of a range, in order of their start.

        They stand in `containers`, and in a list of `depth` levels, besides what the HTML says.
        """
        self._out.first = self._out.last = start
        self._root.depth = depth
        if self._code is not None:
            self._out.begin_code(self._code, start)
        for token in tokens(self.text, start, end):
            kind = token.kind
            if kind == "text":
                self._text(token)
            elif kind == "start":
                self._start(token)
            elif kind == "end":
                self._end(token)
            elif kind == "comment":
                self._comment(token)
            elif kind == "raw":
                self._raw(token)
        self._out.flush_all()
        self.containers = self._stack[-1].scope.containers(len(self.text))
        return self._out.take(containers)

    def image(self, tag: str, span: Span) -> str:
        """The alternative text of the `<img>` whose source `tag` stands at `span`."""
        token = next(tokens(tag))
        return self._attributes(token, span.start).get("alt", "")

    def inline_kind(self, name: str, tag: str) -> tuple[str, str] | None:
        """The mark that an inline tag begins or ends, and its value; None for none."""
        if tag.startswith("</"):
            return ("link", "") if name == "a" else mark_of(name, {})
        token = next(tokens(tag))
        return mark_of(name, {a.name: a.value for a in reversed(token.attributes)})

    # Text, comments, scripts -------------------------------------------------------------------

    def _text(self, token: Token) -> None:
        if self._muted is None:
            self._out.write(token.start, token.end)
        elif self._heard is not None:
            self._heard.append(decode(self.text, token.start, token.end))

    def _comment(self, token: Token) -> None:
        low, high = token.low, token.high
        inner = self.text[low:high]
        low += len(inner) - len(inner.lstrip())
        high = max(high - len(inner) + len(inner.rstrip()), low)
        if self._out.leaf is None:
            self._out.inline = -1
        self._out.add_bare("comment", Span(token.start, token.end), Span(low, high))

    def _raw(self, token: Token) -> None:
        span = Span(token.start, token.end)
        if token.name == "script" and self._linked_data:
            self.metas.append(Meta("json-ld", "", self.text[token.start : token.end], span))
        elif self._code is not None and self._code.key == "xmp" and self._out.leaf is not None:
            self._out.leaf.put(self.text[token.start : token.end], token.start, token.end)

    # Start tags --------------------------------------------------------------------------------

    def _start(self, token: Token) -> None:
        name = token.name
        attributes = self._attributes(token) if token.attributes else {}
        handler = self._HANDLERS.get(name)
        if handler is not None:
            handler(self, token, attributes)
        elif name in BLOCKS:
            self._start_block(token, attributes)
        elif name not in VOID:
            self._start_inline(token, attributes)

    def _attributes(self, token: Token, offset: int = 0) -> Attributes:
        """A tag's attributes, the first of each name; keeps those that tell of the article."""
        found: Attributes = {}
        for attribute in token.attributes:
            name = attribute.name
            if name not in found:
                found[name] = attribute.value
                if name in TOLD:
                    self._tell(attribute, offset)
        return found

    def _tell(self, attribute: Attribute, offset: int) -> None:
        span = Span(attribute.start + offset, attribute.end + offset)
        self.metas.append(Meta("attribute", attribute.name, attribute.value, span))

    def _push(self, frame: Frame) -> None:
        self._stack.append(frame)
        self._open.setdefault(frame.key, []).append(frame.index)
        self._out.frame = frame

    def _plain(self, token: Token) -> Frame:
        """Open an element that is no block."""
        above = self._stack[-1]
        key = KEYS.get(token.name, token.name)
        frame = Frame(key, token.start, len(self._stack), above.scope, above.block)
        self._push(frame)
        return frame

    def _start_block(self, token: Token, attributes: Attributes) -> None:
        name, start = token.name, token.start
        if not self._break_out(start):
            self._plain(token)
            return
        if self._code is not None:
            if name not in BREAKS_CODE:
                self._start_line(token)
                return
            self._pop(self._code.index, start)
        key = KEYS.get(name, name)
        self._imply(key, start)
        self._out.flush()
        if name != "p" and name not in TRANSPARENT:
            self._settle_item(start)
        frame = self._block(name, key, token, attributes)
        if name in CODE:
            self._out.begin_code(frame, token.start, language_class(attributes))
            self._code = frame

    def _settle_item(self, at: int) -> None:
        """An item that begins with a block of another kind has no text itself."""
        item = self._stack[-1].block.home
        if item is not None and item.role == "item":
            self._out.add_empty(item, at)
            item.role = ""

    def _break_out(self, at: int) -> bool:
        """End what is muted, since a block begins; False in a drawing that may hold blocks."""
        if self._muted is None:
            return True
        if self._drawing is not None and self._open.get("foreignobject"):
            return False
        self._pop(self._muted.index, at)
        return True

    def _imply(self, key: str, at: int) -> None:
        """Close what a block that begins here cannot stand in."""
        block = self._stack[-1].block
        index = self._innermost("p", block.wall)
        if key == "h1" and block.key == "h1":
            index = block.index
        if key in CLOSES:
            limit = self._limit(key)
            for other in CLOSES[key]:
                inner = self._innermost(other, limit)
                if inner is not None and (index is None or inner < index):
                    index = inner
        if index is not None:
            self._pop(index, at)

    def _innermost(self, key: str, limit: int) -> int | None:
        """The index of the innermost open element of a key, None if it lies beyond the limit."""
        opened = self._open.get(key)
        return opened[-1] if opened and opened[-1] >= limit else None

    def _limit(self, key: str) -> int:
        block = self._stack[-1].block
        if key in IN_LIST:
            return block.lists
        return block.tables if key in IN_TABLE else block.wall

    def _block(self, name: str, key: str, token: Token, attributes: Attributes) -> BlockFrame:
        """Open a block element."""
        above = self._stack[-1]
        parent = above.block
        frame = BlockFrame(key, token.start, len(self._stack), above.scope, parent)
        frame.scope = _scope(name, token.start, attributes, above.scope)
        if name in WALLS:
            frame.wall = frame.lists = frame.index
        if name in ROLES:
            frame.role = ROLES[name]
            frame.home = frame
            self._place(name, frame, parent, attributes)
        elif name in LISTS:
            self._start_list(name, frame, attributes)
        elif name == "dl":
            frame.lists = frame.index
        elif name == "table":
            frame.tables = frame.index
            frame.depth = 0
            frame.group = self._next_group()
        elif name in TRANSPARENT:
            frame.home = parent.home
        self._push(frame)
        return frame

    def _place(
        self, name: str, frame: BlockFrame, parent: BlockFrame, attributes: Attributes
    ) -> None:
        """Level, marker and group of the block that an element makes."""
        if name == "p":
            if parent.home is not None and parent.home.role:
                frame.home = parent.home
        elif name == "li":
            self._count_item(frame, parent, attributes)
        elif frame.role == "cell":
            self._count_cell(name, frame)
        elif name in HEADINGS:
            frame.level = HEADINGS[name]

    def _next_group(self) -> int:
        self.groups += 1
        return self.groups

    def _stray_group(self) -> int:
        self._stray = self._stray or self._next_group()
        return self._stray

    def _start_list(self, name: str, frame: BlockFrame, attributes: Attributes) -> None:
        frame.lists = frame.index
        frame.depth += 1
        frame.group = frame.group if frame.depth > 1 and frame.group else self._next_group()
        if name == "ol":
            first = integer(attributes.get("start"))
            frame.number = 0 if first is None else first - 1

    def _count_item(self, frame: BlockFrame, parent: BlockFrame, attributes: Attributes) -> None:
        around = self._stack[parent.lists]
        if isinstance(around, BlockFrame) and around.is_list:
            frame.marker = around.next_marker(integer(attributes.get("value")))
        else:
            frame.marker = "-"
            frame.depth += 1
            frame.group = frame.group or self._stray_group()
        frame.level = frame.depth

    def _count_cell(self, name: str, frame: BlockFrame) -> None:
        frame.depth = 0
        table = self._stack[frame.tables]
        if not isinstance(table, BlockFrame) or table.key != "table":
            frame.group = self._stray_group()
        elif name != "caption":
            frame.marker = table.next_cell()

    def _start_row(self, token: Token, attributes: Attributes) -> None:
        self._start_block(token, attributes)
        row = self._stack[-1]
        table = self._stack[row.block.tables]
        if row.block is row and isinstance(table, BlockFrame):
            table.next_row()

    def _start_line(self, token: Token) -> None:
        """A block element in preformatted text: it stands on lines of its own."""
        leaf = self._out.leaf
        if leaf is not None:
            leaf.break_line(token.start, token.end)
            self._plain(token).leave = lambda end: leaf.break_line(end, end)

    def _start_inline(self, token: Token, attributes: Attributes) -> None:
        name = token.name
        if name not in INLINE and closes_itself(self.text, token):
            return
        if name in CLOSES:
            self._end_before(CLOSES[name][0], token.start)
        above = self._stack[-1]
        if self._muted is not None:
            self._plain(token)
        elif self._code is not None:
            self._plain(token)
            if self._out.leaf is not None and not self._out.leaf.marker:
                self._out.leaf.marker = language_class(attributes)
        elif not above.scope.hidden and (why := why_hidden(name, attributes)):
            self._start_hidden(token, why)
        else:
            self._out.note_inline(token.start)
            frame = self._plain(token)
            mark = mark_of(name, attributes)
            if mark is not None:
                self._out.open_mark(frame, *mark)

    def _end_before(self, key: str, at: int) -> None:
        """End an open inline element in which its like cannot stand."""
        block = self._stack[-1].block
        index = self._innermost(key, block.wall)
        if index is not None:
            if index > block.index:
                self._pop(index, at)
            else:
                self._out.close_mark(self._stack[index])

    def _start_hidden(self, token: Token, why: str) -> None:
        """An inline element that is not seen: its text is a block of its own."""
        above = self._stack[-1]
        frame = BlockFrame(token.name, token.start, len(self._stack), above.scope, above.block)
        frame.scope = above.scope.enter("hidden", token.start, why)
        if token.name in WALLS:
            frame.wall = frame.lists = frame.tables = frame.index
        self._push(frame)
        self._out.suspend()
        frame.leave = lambda _: self._out.resume()

    # Elements with a meaning of their own --------------------------------------------------------

    def _start_page(self, token: Token, attributes: Attributes) -> None:
        self._end_stray(token.name)
        if token.name == "html" and not self.language:
            self.language = attributes.get("lang", attributes.get("xml:lang", "")).strip()

    def _start_meta(self, token: Token, attributes: Attributes) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        if name:
            span = Span(token.start, token.end)
            self.metas.append(Meta("meta", name.strip(), attributes.get("content", ""), span))

    def _start_script(self, token: Token, attributes: Attributes) -> None:
        kind = attributes.get("type", "").partition(";")[0].strip().lower()
        self._linked_data = token.name == "script" and kind == "application/ld+json"

    def _start_break(self, token: Token, _: Attributes) -> None:
        if self._muted is not None or self._out.leaf is None:
            return
        if self._code is not None:
            self._out.leaf.put("\n", token.start, token.end)
        else:
            self._out.leaf.break_line(token.start, token.end)

    def _start_rule(self, token: Token, _: Attributes) -> None:
        if not self._break_out(token.start) or self._code is not None:
            return
        self._imply("hr", token.start)
        self._out.flush()
        self._settle_item(token.start)
        self._out.add_bare("rule", Span(token.start, token.end))

    def _start_image(self, token: Token, attributes: Attributes) -> None:
        if self._muted is not None or self._code is not None:
            return
        why = why_hidden(token.name, attributes)
        hidden = bool(why) and not self._stack[-1].scope.hidden
        if hidden:
            self._start_hidden(token, why)
        self._out.add_object("image", attributes.get("alt", ""), token.start, token.end)
        if hidden:
            self._pop(len(self._stack) - 1, token.end)

    def _mute(
        self, token: Token, heard: list[str] | None, leave: Callable[[int], None] | None = None
    ) -> None:
        """Open an element whose text is not set where it stands, but kept in `heard`."""
        self._muted = self._plain(token)
        self._heard = heard

        def unmute(end: int) -> None:
            self._muted = self._heard = None
            if leave is not None:
                leave(end)

        self._muted.leave = unmute

    def _start_title(self, token: Token, _: Attributes) -> None:
        if self._muted is None:
            heard: list[str] = []
            self._mute(token, heard, lambda _: self._set_title(_words(heard)))
        elif self._drawing is not None and not self._drawing:
            self._heard = self._drawing
            self._plain(token).leave = lambda _: setattr(self, "_heard", None)

    def _set_title(self, title: str) -> None:
        self.title = self.title or title

    def _start_drawing(self, token: Token, attributes: Attributes) -> None:
        """`<svg>`: an image, whatever is written in it."""
        if self._muted is not None:
            self._plain(token)
            return
        if closes_itself(self.text, token):
            return
        self._out.note_inline(token.start)
        shown = self._code is None and not why_hidden("svg", attributes)
        names: list[str] = []

        def leave(end: int) -> None:
            self._drawing = None
            if shown:
                label = _words(names) or attributes.get("aria-label", "")
                self._out.add_object("image", label, token.start, end)

        self._drawing = names
        self._mute(token, None, leave)

    def _start_reading(self, token: Token, _: Attributes) -> None:
        """`<rt>` or `<rp>`: how a word is read, which stands above it and not in the text."""
        if self._muted is not None and self._muted.key == "rt":
            self._pop(self._muted.index, token.start)
        if self._muted is not None:
            self._plain(token)
            return
        ruby = next((frame for frame in reversed(self._out.live) if frame.mark == "ruby"), None)
        heard: list[str] = []

        def leave(_: int) -> None:
            if ruby is not None and len(ruby.value) < _MAX_READING:
                ruby.value += _words(heard)

        self._mute(token, heard if token.name == "rt" else None, leave)

    def _start_annotation(self, token: Token, _: Attributes) -> None:
        if self._muted is not None:
            self._plain(token)
        else:
            self._mute(token, None)

    def _start_anchor(self, token: Token, attributes: Attributes) -> None:
        note = note_link(attributes) if len(attributes) > 1 else ""
        if not note or self._muted is not None or self._code is not None:
            self._start_inline(token, attributes)
            return
        self._end_before("a", token.start)
        heard: list[str] = []

        def leave(end: int) -> None:
            if note == "marker":
                label = note_target(attributes) or _words(heard).strip("[]")
                self._out.add_object("footnote", label, token.start, end)

        self._out.note_inline(token.start)
        self._mute(token, heard, leave)

    # End tags ----------------------------------------------------------------------------------

    def _end(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._start_break(token, {})
            return
        key = KEYS.get(name, name)
        index = self._innermost(key, self._limit(key))
        if index is None:
            self._end_stray(name)
            return
        frame = self._stack[index]
        inline = frame.block is not frame or (frame.leave is not None and key not in WALLS)
        if inline and index < self._stack[-1].block.index:
            # The block in it goes on without it.
            self._out.close_mark(frame)
        else:
            self._pop(index, token.start, token.end)

    def _end_stray(self, name: str) -> None:
        """A tag that ends nothing but the text before it."""
        if self._code is None and self._muted is None and (name in PAGE or name == "p"):
            self._out.flush()

    def _pop(self, index: int, at: int, end: int | None = None) -> None:
        """Close open elements down to one at `at`; that one at `end` if its end tag is there."""
        while len(self._stack) > index:
            frame = self._stack[-1]
            if len(self._stack) == index + 1 and end is not None:
                leaf = self._out.leaf
                if leaf is not None and frame.start >= leaf.start:
                    leaf.end = end
                at = end
            self._leave(frame, at)
            self._stack.pop()
            self._open[frame.key].pop()
            self._out.frame = self._stack[-1]

    def _leave(self, frame: Frame, end: int) -> None:
        """Do what is due when an element ends."""
        if frame.leave is not None:
            frame.leave(end)
        elif isinstance(frame, BlockFrame):
            if frame is self._code:
                self._code = None
            self._out.flush()
            self._out.add_empty(frame, end)
        if frame.mark:
            self._out.close_mark(frame)
        if frame.scope is not frame.outer:
            frame.scope.leave(frame.outer, end)

    _HANDLERS: ClassVar[dict[str, _Handler]] = {
        "a": _start_anchor,
        "annotation": _start_annotation,
        "annotation-xml": _start_annotation,
        "body": _start_page,
        "br": _start_break,
        "head": _start_page,
        "hr": _start_rule,
        "html": _start_page,
        "img": _start_image,
        "meta": _start_meta,
        "rp": _start_reading,
        "rt": _start_reading,
        "script": _start_script,
        "style": _start_script,
        "svg": _start_drawing,
        "title": _start_title,
        "tr": _start_row,
    }


def _scope(name: str, start: int, attributes: Attributes, scope: Scope) -> Scope:
    """The scope within a block element: the containers that it is itself."""
    if name in CONTAINERS:
        scope = scope.enter(CONTAINERS[name], start)
    why = why_hidden(name, attributes)
    if attributes:
        label = footnote_label(name, attributes)
        if label:
            scope = scope.enter("footnote", start, label)
        if is_navigation(name, attributes):
            scope = scope.enter("nav", start)
        box = why_boxed(name, attributes)
        if box:
            scope = scope.enter("admonition", start, box)
        small = why_small(name, attributes)
        if small:
            scope = scope.enter("small", start, small)
    return scope.enter("hidden", start, why) if why else scope


def _words(heard: list[str]) -> str:
    """What was heard, with white space as a browser sets it."""
    return " ".join("".join(heard).split())
