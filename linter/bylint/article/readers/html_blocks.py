"""Collects text into blocks: white space as a browser sets it, marks, and what waits for text."""

from __future__ import annotations

from bylint.article.document import Block, Container
from bylint.article.prose import EMPTY, OBJECT, Mark, Prose, ProseBuilder, joins
from bylint.article.readers.html_open import BlockFrame, Frame, Scope
from bylint.article.readers.html_tokens import REFERENCE, reference
from bylint.patterns import lazy_pattern
from bylint.text import Span

_MAX_MARKS = 12
"""No more than this many marks stand over one character."""

_SPACE = "\t\n\f\r "
_SEEN = lazy_pattern(rf"[^{_SPACE}]")
_SPOT = lazy_pattern(rf"(?: ?[\t\n\f\r]|  )[{_SPACE}]*|{REFERENCE}")
_REFERENCE = lazy_pattern(REFERENCE)


class Leaf:
    """A block while its text is collected.

    `breaks` and `gap` are the line breaks and the white space that count only if text follows, and
    `wraps` says that a line of the source (in code, the element of a line) ends there. `fresh` are
    the elements with marks over which no text stands yet, `marks` the others and where in the prose
    they begin.
    """

    __slots__ = (
        "breaks",
        "builder",
        "end",
        "fresh",
        "gap",
        "group",
        "kind",
        "level",
        "marker",
        "marks",
        "scope",
        "start",
        "wraps",
    )

    def __init__(self, kind: str, start: int, scope: Scope) -> None:
        self.kind = kind
        self.start = self.end = start
        self.scope = scope
        self.level = self.group = 0
        self.marker = ""
        self.builder = ProseBuilder()
        self.breaks: list[Span] = []
        self.gap: Span | None = None
        self.wraps = False
        self.fresh: list[Frame] = []
        self.marks: list[tuple[Frame, int]] = []

    @property
    def follows(self) -> bool:
        """Whether what comes next follows visible text, so that a space between them counts."""
        return bool(self.builder.length) and not (self.gap or self.breaks or self.fresh)

    def put(self, text: str, start: int, end: int) -> None:
        """Add visible text that stands at `start` to `end`."""
        if self.gap is not None or self.breaks or self.fresh or self.wraps:
            self._settle(text[0], start)
        self.builder.add(text, start, end)
        self.end = end

    def put_object(self, kind: str, value: str, span: Span) -> None:
        """Add something that is not text."""
        self._settle(OBJECT, span.start)
        self.builder.mark(kind, OBJECT, value, span)
        self.end = span.end

    def space(self, start: int, end: int, *, wraps: bool) -> None:
        """Note white space; `wraps` says that a line ends in it."""
        if self.gap is None:
            self.gap = Span(start, end)
        self.wraps = self.wraps or wraps

    def break_line(self, start: int, end: int) -> None:
        """Note a line break; in code, that a line begins unless one just did."""
        if self.kind == "code":
            self.wraps = True
        else:
            self.breaks.append(Span(start, end))

    def close(self, frame: Frame, end: int) -> None:
        """End the mark of an element at source offset `end`."""
        for index in range(len(self.marks) - 1, -1, -1):
            opened, begin = self.marks[index]
            if opened is frame:
                del self.marks[index]
                self._add_mark(frame, begin, end)
                return
        if frame in self.fresh:
            self.fresh.remove(frame)

    def finish(self) -> Prose:
        """The prose, with every mark ended; white space at its ends is not part of it."""
        for frame, begin in self.marks:
            self._add_mark(frame, begin, self.end)
        # Of two marks over the same text the outer one comes first.
        self.builder.marks.sort(key=_by_source)
        prose = self.builder.build()
        text = prose.text
        first = len(text) - len(text.lstrip("\r\n" if self.kind == "code" else None))
        last = max(len(text.rstrip()), first)
        return prose if last - first == len(text) else prose.part(first, last)

    def _add_mark(self, frame: Frame, begin: int, end: int) -> None:
        span = Span(max(frame.start, self.start), end)
        mark = Mark(frame.mark, begin, self.builder.length, frame.value, span)
        self.builder.marks.append(mark)

    def _joins(self, last: str, following: str) -> bool:
        """Whether the end of a line between two characters is no space: their script has none."""
        return self.wraps and joins(last, following)

    def _settle(self, following: str, start: int) -> None:
        """Write what waits for visible text, now that `following` comes next, at `start`."""
        builder = self.builder
        if builder.length:
            last = builder.parts[-1][-1]
            for span in self.breaks:
                builder.mark("break", "\n", "hard", span)
            if self.kind == "code":
                if self.wraps and last != "\n" and following not in "\r\n":
                    builder.add("\n", builder.pieces[-1].end, start)
            elif self.gap is not None and not self.breaks and not self._joins(last, following):
                builder.add(" ", *self.gap)
        self.breaks.clear()
        self.gap = None
        self.wraps = False
        if self.fresh:
            self.marks.extend((frame, builder.length) for frame in self.fresh)
            self.fresh.clear()


class BlockWriter:
    """Turns the text of a source into blocks, as its caller opens and closes elements.

    `frame` is the innermost open element, `leaf` the block that is being collected. `inline` is
    where inline markup before a block's first text began, -1 for none. `first` is where the range
    that is read begins, `last` the end of the last block that is seen.
    """

    __slots__ = ("first", "found", "frame", "inline", "last", "leaf", "live", "text", "waiting")

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.found: list[tuple[Block, Scope]] = []
        self.leaf: Leaf | None = None
        self.waiting: Leaf | None = None
        self.live: list[Frame] = []
        self.inline = -1
        self.first = self.last = 0

    def take(self, containers: tuple[Container, ...]) -> list[Block]:
        """The blocks found so far, in order of their start, inside `containers`."""
        known: dict[Scope, tuple[Container, ...]] = {}
        blocks = []
        for block, scope in self.found:
            if scope not in known:
                known[scope] = containers + scope.containers(len(self.text))
            block.containers = known[scope]
            if not scope.small:
                block.containers += _all_small(block)
            blocks.append(block)
        self.found = []
        blocks.sort(key=_by_place)
        return blocks

    # Blocks ------------------------------------------------------------------------------------

    def _begin(self, offset: int) -> Leaf:
        """Open the block to which content at `offset` belongs."""
        frame = self.frame
        block = frame.block
        home = block.home
        start = self.inline if self.inline >= 0 else offset
        if home is None or not home.role or (frame.scope.hidden and not home.scope.hidden):
            home = block if block.role == "paragraph" else None
        if home is not None and home.role:
            start = self._first(start, block, home)
        leaf = Leaf(home.role if home else "paragraph", max(start, frame.scope.start), frame.scope)
        leaf.level, leaf.group = block.depth, block.group
        if home is not None:
            if home.role != "paragraph":
                leaf.level, leaf.marker = home.level, home.marker
            home.role = block.role = ""
        leaf.fresh.extend(self.live)
        self.leaf = leaf
        return leaf

    def _first(self, start: int, block: BlockFrame, home: BlockFrame) -> int:
        """Where the block of an element begins: with the element, unless others came in between."""
        if self.last <= home.start:
            return home.start
        return block.start if block.key == "p" and self.last <= block.start else start

    def begin_code(self, frame: BlockFrame, start: int, language: str = "") -> None:
        """Open a block of code at once: all white space in it counts."""
        self.leaf = Leaf("code", start, frame.scope)
        self.leaf.group = frame.group
        self.leaf.marker = language

    def flush(self) -> None:
        """Finish the block that is being collected, if any."""
        leaf, self.leaf = self.leaf, None
        self.inline = -1
        if leaf is not None:
            prose = leaf.finish()
            if prose.text or leaf.kind not in ("paragraph", "code"):
                self._add(leaf, prose)

    def flush_all(self) -> None:
        """Finish the block that waits for a hidden element to end, too."""
        self.flush()
        self.leaf, self.waiting = self.waiting, None
        self.flush()

    def _add(self, leaf: Leaf, prose: Prose) -> None:
        span = Span(leaf.start, leaf.end)
        block = Block(
            leaf.kind, span, prose, level=leaf.level, marker=leaf.marker, group=leaf.group
        )
        self.found.append((block, leaf.scope))
        if not leaf.scope.hidden:
            self.last = leaf.end

    def add_bare(self, kind: str, span: Span, inner: Span | None = None) -> None:
        """Add a block whose text, if any, is the source at `inner`."""
        prose = EMPTY
        if inner is not None and inner.end > inner.start:
            builder = ProseBuilder()
            builder.add(self.text[inner.start : inner.end], *inner)
            prose = builder.build()
        block = Block(kind, span, prose, group=self.frame.block.group)
        self.found.append((block, self.frame.scope))
        if kind != "comment":
            self.last = span.end

    def add_empty(self, frame: BlockFrame, end: int) -> None:
        """Add the block of an element that ends without having had any text."""
        if frame.role in ("heading", "cell", "item") and self.last <= frame.start:
            leaf = Leaf(frame.role, frame.start, frame.scope)
            leaf.end = frame.start + len(self.text[frame.start : end].rstrip(_SPACE))
            leaf.level, leaf.marker, leaf.group = frame.level, frame.marker, frame.group
            self._add(leaf, EMPTY)

    def suspend(self) -> None:
        """Let the block that is being collected wait: what follows stands apart from it."""
        self.waiting, self.leaf = self.leaf, None
        self.inline = -1

    def resume(self) -> None:
        """Go on with the block that waits."""
        self.flush()
        self.leaf, self.waiting = self.waiting, None

    # Inline ------------------------------------------------------------------------------------

    def note_inline(self, start: int) -> None:
        """Note that inline markup begins, with which the next block may begin."""
        if self.leaf is None and self.inline < 0:
            self.inline = start

    def open_mark(self, frame: Frame, kind: str, value: str) -> None:
        """Begin the mark of an inline element."""
        if len(self.live) < _MAX_MARKS:
            frame.mark, frame.value = kind, value
            self.live.append(frame)
            if self.leaf is not None:
                self.leaf.fresh.append(frame)

    def close_mark(self, frame: Frame) -> None:
        """End the mark of an inline element, if it has made one that was not ended."""
        if frame in self.live:
            self.live.remove(frame)
            for leaf in (self.leaf, self.waiting):
                if leaf is not None:
                    leaf.close(frame, leaf.end)

    def add_object(self, kind: str, value: str, start: int, end: int) -> None:
        """Add something that is not text, such as an image."""
        start = max(start, self.first)
        if start < end:
            (self.leaf or self._begin(start)).put_object(kind, value, Span(start, end))

    def write(self, start: int, end: int) -> None:
        """Add a stretch of text, white space and character references included."""
        leaf = self.leaf
        if leaf is None:
            seen = _SEEN.search(self.text, start, end)
            if seen is None:
                return
            start = seen.start()
            leaf = self._begin(start)
        code = leaf.kind == "code"
        at = start
        for spot in (_REFERENCE if code else _SPOT).finditer(self.text, start, end):
            low, high = spot.span()
            if spot[0][0] != "&":
                self._plain(leaf, at, low)
                leaf.space(low, high, wraps="\n" in spot[0] or "\r" in spot[0])
                at = high
                continue
            char, size = reference(spot[0])
            if size:
                self._plain(leaf, at, low)
                at = low + size
                if not code and char and char in _SPACE:
                    leaf.space(low, at, wraps=char == "\n")
                elif char:
                    leaf.put(char, low, at)
        self._plain(leaf, at, end)

    def _plain(self, leaf: Leaf, start: int, end: int) -> None:
        """Add text of which only a space at either end may not count."""
        if start >= end:
            return
        text = self.text
        if leaf.kind == "code":
            leaf.put(text[start:end], start, end)
            return
        if text[start] == " " and not leaf.follows:
            leaf.space(start, start + 1, wraps=False)
            start += 1
        stop = end - 1 if text[end - 1] == " " else end
        if start < stop:
            leaf.put(text[start:stop], start, stop)
        if max(start, stop) < end:
            leaf.space(stop, end, wraps=False)


def _all_small(block: Block) -> tuple[Container, ...]:
    """The container that a mark over a whole block amounts to."""
    for mark in block.prose.marks:
        if mark.kind == "small" and mark.end - mark.start == len(block.prose.text):
            return (Container("small", block.span, mark.value),)
    return ()


def _by_source(mark: Mark) -> int:
    return mark.span.start


def _by_place(block: Block) -> tuple[int, int]:
    return block.span.start, -block.span.end
