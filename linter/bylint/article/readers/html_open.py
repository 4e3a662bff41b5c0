"""What is open while HTML is read: containers and elements."""

from __future__ import annotations

from collections.abc import Callable

from bylint.article.document import Container
from bylint.article.readers.html_elements import LISTS
from bylint.text import Span

MAX_CONTAINERS = 64
"""A block says of no more than this many containers that it stands in them."""


class Scope:
    """A container while its end is not known (-1), inside the one it stands in."""

    __slots__ = ("depth", "end", "hidden", "info", "kind", "parent", "small", "start")

    def __init__(self, kind: str, start: int, info: str, parent: Scope | None) -> None:
        self.kind = kind
        self.start = start
        self.end = -1
        self.info = info
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.hidden: bool = kind == "hidden" or (parent is not None and parent.hidden)
        self.small: bool = kind == "small" or (parent is not None and parent.small)

    def enter(self, kind: str, start: int, info: str = "") -> Scope:
        """The scope of a container that begins here; this one if it would say nothing new."""
        if (kind == "hidden" and self.hidden) or (kind == "small" and self.small):
            return self
        if self.depth >= MAX_CONTAINERS and kind != "hidden":
            return self
        return Scope(kind, start, info, self)

    def leave(self, outer: Scope, end: int) -> None:
        """End this scope and those around it, up to but not including `outer`."""
        scope = self
        while scope is not outer and scope.parent is not None:
            scope.end = end
            scope = scope.parent

    def containers(self, end: int) -> tuple[Container, ...]:
        """The containers it stands for, outermost first; those still open reach to `end`."""
        found = []
        scope: Scope | None = self
        while scope is not None and scope.kind:
            stop = end if scope.end < 0 else scope.end
            found.append(Container(scope.kind, Span(scope.start, stop), scope.info))
            scope = scope.parent
        return tuple(reversed(found))


class Frame:
    """An open element.

    `block` is the frame of the block element it stands in, or itself. `outer` and `scope` are the
    containers around it and within it. `mark` and `value` are the mark it makes over its text, and
    `leave` is what is left to do when it ends, at the offset given.
    """

    __slots__ = ("block", "index", "key", "leave", "mark", "outer", "scope", "start", "value")

    def __init__(self, key: str, start: int, index: int, outer: Scope, block: BlockFrame) -> None:
        self.key = key
        self.start = start
        self.index = index
        self.outer = self.scope = outer
        self.mark = ""
        self.value = ""
        self.leave: Callable[[int], None] | None = None
        self.block = block


class BlockFrame(Frame):
    """An open block element, or one whose text is kept apart.

    `role` is the kind of block that the next text in it makes, "" once that was made; `home` is the
    element from which text here takes its role; `level`, `marker` and `group` are that block's.
    `depth` counts the lists around it. `wall`, `lists` and `tables` are the indices of the
    innermost elements beyond which a tag does not close others. `number` is an ordered list's last
    number, `row` and `column` a table's last cell.
    """

    __slots__ = (
        "column",
        "depth",
        "group",
        "home",
        "level",
        "lists",
        "marker",
        "number",
        "role",
        "row",
        "tables",
        "wall",
    )

    def __init__(
        self, key: str, start: int, index: int, outer: Scope, parent: BlockFrame | None
    ) -> None:
        super().__init__(key, start, index, outer, self)
        self.role = ""
        self.home: BlockFrame | None = None
        self.level = 0
        self.marker = ""
        self.depth: int = parent.depth if parent else 0
        self.group: int = parent.group if parent else 0
        self.wall: int = parent.wall if parent else 0
        self.lists: int = parent.lists if parent else 0
        self.tables: int = parent.tables if parent else 0
        self.number: int | None = None
        self.row = self.column = -1

    @property
    def is_list(self) -> bool:
        """Whether it is a list of items."""
        return self.key in LISTS

    def next_marker(self, value: int | None) -> str:
        """The marker of a list's next item, which may set its number itself."""
        if self.number is None:
            return "-"
        self.number = self.number + 1 if value is None else value
        return f"{self.number}."

    def next_row(self) -> None:
        """Begin a table's next row."""
        self.row += 1
        self.column = -1

    def next_cell(self) -> str:
        """The place of a table's next cell, as row:column from 0."""
        self.column += 1
        return f"{max(self.row, 0)}:{self.column}"
