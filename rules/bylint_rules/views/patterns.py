"""Patterns over the words of a sentence, matched in all places at once.

A pattern is a row of items parted by spaces:

    <agent>      a word of this class, or the part of this name
    by           this word
    ( a | b )    one of several
    x? x* x+     at most one, any few, one or more
    …  ..        some words, at most three words; never what `gap` forbids
    .  ……        one word, many words, whatever they are
    !x  ~x       here does not follow x, here does not precede x
    ^ $          the sentence begins, ends

Places between words are the bits of an integer, so that a step over a class of words is one shift
for all places together: nothing is tried twice, and time is linear in the length of the pattern.
"""

# ruff: noqa: D102 - what the methods of every node mean is said once, in Node

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping

from bylint.patterns import lazy_pattern

_ITEM = lazy_pattern(r"……?|[()|?*+^$!~]|\.\.?|<[\w-]+>|[^\s()|?*+…^$!~<>.]+")
_MANY = 5
_NEAR = 3
_FAR = 60
_SIGNS = "()|?*+…^$!~<."


class Words:
    """The words of a sentence as patterns see them.

    `masks` gives for every class the places before its words, `size` the number of words, `closed`
    the places at which a gap may not go on; `memo` is for patterns to remember in.
    """

    __slots__ = ("closed", "masks", "memo", "size")

    def __init__(self, classes: Iterable[Iterable[str]]) -> None:
        self.masks: dict[str, int] = {}
        self.closed = 0
        self.memo: dict[tuple[Node, int, bool], int] = {}
        at = 0
        for at, names in enumerate(classes, 1):
            bit = 1 << at - 1
            for name in names:
                self.masks[name] = self.masks.get(name, 0) | bit
        self.size = at


Needs = tuple[frozenset[str], ...]


class Node(ABC):
    """A piece of a pattern. It cannot match where a set of `needs` has no class that occurs."""

    __slots__ = ("needs",)
    needs: Needs

    @abstractmethod
    def ends(self, words: Words, starts: int) -> int:
        """Where it can end if it begins at one of these places."""

    @abstractmethod
    def starts(self, words: Words, ends: int) -> int:
        """Where it can begin if it ends at one of these places."""


class Word(Node):
    """One word of any of some classes."""

    __slots__ = ("names",)

    def __init__(self, *names: str) -> None:
        self.names = names
        self.needs: Needs = (frozenset(names),)

    def _places(self, words: Words) -> int:
        places = 0
        for name in self.names:
            places |= words.masks.get(name, 0)
        return places

    def ends(self, words: Words, starts: int) -> int:
        return (starts & self._places(words)) << 1

    def starts(self, words: Words, ends: int) -> int:
        return (ends >> 1) & self._places(words)


class Gap(Node):
    """From `least` to `most` words of any kind; unless `free`, none that may not be passed over."""

    __slots__ = ("free", "least", "most")

    def __init__(self, least: int, most: int, *, free: bool) -> None:
        self.least, self.most, self.free = least, most, free
        self.needs = ()

    def _passable(self, words: Words) -> int:
        every = (1 << words.size) - 1
        return every if self.free else every & ~words.closed

    def ends(self, words: Words, starts: int) -> int:
        passable = self._passable(words)
        found = 0 if self.least else starts
        for _ in range(self.most):
            starts = (starts & passable) << 1
            if not starts:
                break
            found |= starts
        return found

    def starts(self, words: Words, ends: int) -> int:
        passable = self._passable(words)
        found = 0 if self.least else ends
        for _ in range(self.most):
            ends = (ends >> 1) & passable
            if not ends:
                break
            found |= ends
        return found


class Row(Node):
    """One after the other."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.needs = _rarest({need for node in nodes for need in node.needs})

    def ends(self, words: Words, starts: int) -> int:
        for node in self.nodes:
            if not starts:
                break
            starts = node.ends(words, starts)
        return starts

    def starts(self, words: Words, ends: int) -> int:
        for node in reversed(self.nodes):
            if not ends:
                break
            ends = node.starts(words, ends)
        return ends


class Either(Node):
    """One of several."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.needs = _rarest(_of_any(nodes))

    def ends(self, words: Words, starts: int) -> int:
        found = 0
        for node in self.nodes:
            found |= node.ends(words, starts)
        return found

    def starts(self, words: Words, ends: int) -> int:
        found = 0
        for node in self.nodes:
            found |= node.starts(words, ends)
        return found


class Many(Node):
    """The same again, `least` to `most` times."""

    __slots__ = ("least", "most", "node")

    def __init__(self, node: Node, least: int, most: int) -> None:
        self.node, self.least, self.most = node, least, most
        self.needs = node.needs if least else ()

    def ends(self, words: Words, starts: int) -> int:
        found = 0 if self.least else starts
        for _ in range(self.most):
            starts = self.node.ends(words, starts)
            if not starts:
                break
            found |= starts
        return found

    def starts(self, words: Words, ends: int) -> int:
        found = 0 if self.least else ends
        for _ in range(self.most):
            ends = self.node.starts(words, ends)
            if not ends:
                break
            found |= ends
        return found


class Not(Node):
    """A place at which, or with `behind` before which, something does not stand."""

    __slots__ = ("behind", "node")

    def __init__(self, node: Node, *, behind: bool) -> None:
        self.node, self.behind = node, behind
        self.needs = ()

    def ends(self, words: Words, starts: int) -> int:
        key = (self, 0, self.behind)
        found = words.memo.get(key)
        if found is None:
            every = (2 << words.size) - 1
            found = self.node.ends(words, every) if self.behind else self.node.starts(words, every)
            words.memo[key] = found
        return starts & ~found

    def starts(self, words: Words, ends: int) -> int:
        return self.ends(words, ends)


class Edge(Node):
    """The first or the last place."""

    __slots__ = ("last",)

    def __init__(self, *, last: bool) -> None:
        self.last = last
        self.needs = ()

    def ends(self, words: Words, starts: int) -> int:
        return starts & (1 << words.size if self.last else 1)

    def starts(self, words: Words, ends: int) -> int:
        return self.ends(words, ends)


class Named(Node):
    """A part of its own name, matched once for the same places of the same words."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        self.node = node
        self.needs = node.needs

    def ends(self, words: Words, starts: int) -> int:
        key = (self, starts, False)
        found = words.memo.get(key)
        if found is None:
            found = words.memo[key] = self.node.ends(words, starts)
        return found

    def starts(self, words: Words, ends: int) -> int:
        key = (self, ends, True)
        found = words.memo.get(key)
        if found is None:
            found = words.memo[key] = self.node.starts(words, ends)
        return found


def search(node: Node, words: Words) -> tuple[int, int] | None:
    """The first match of a pattern among words, and of those the shortest, as a range of words."""
    occurring = words.masks.keys()
    for need in node.needs:
        if occurring.isdisjoint(need):
            return None
    ends = node.ends(words, (2 << words.size) - 1)
    if not ends:
        return None
    starts = node.starts(words, ends)
    start = (starts & -starts).bit_length() - 1
    ends = node.ends(words, 1 << start)
    return start, (ends & -ends).bit_length() - 1


def _rarest(needs: Iterable[frozenset[str]]) -> Needs:
    """Sets of classes, those first of which a sentence most seldom has one."""
    return tuple(sorted(needs, key=len))


def _of_any(nodes: tuple[Node, ...]) -> Iterator[frozenset[str]]:
    """What is needed for one of several: for each need of the first the nearest ones of the others."""
    for need in nodes[0].needs:
        for node in nodes[1:]:
            if not node.needs:
                return
            need = min((need | other for other in node.needs), key=len)
        yield need


def literals(pattern: str) -> list[str]:
    """The words that stand in a pattern as themselves."""
    return [item for item in _ITEM.findall(pattern) if item[0] not in _SIGNS]


class Parser:
    """Reads patterns. `parts` names pieces of them, `classes` are those that words have.

    A word that stands as itself is a class of its own, named `=word`.
    """

    def __init__(self, parts: Mapping[str, str], classes: Collection[str], most: int) -> None:
        self._parts = parts
        self._classes = classes
        self._most = most
        self._named: dict[str, Node] = {}

    def parse(self, pattern: str) -> Node:
        """The tree of a pattern. Raises `ValueError` for one that is not well formed."""
        items = _ITEM.findall(pattern)
        node, rest = self._either(items, 0)
        if rest != len(items):
            raise ValueError(f"a bracket is not opened in the pattern {pattern!r}")
        return node

    def _either(self, items: list[str], at: int) -> tuple[Node, int]:
        choices: list[Node] = []
        row: list[Node] = []
        while at < len(items) and items[at] != ")":
            if items[at] == "|":
                choices.append(_row(row))
                row = []
                at += 1
            else:
                node, at = self._item(items, at)
                row.append(node)
        choices.append(_row(row))
        return _either(choices), at

    def _item(self, items: list[str], at: int) -> tuple[Node, int]:
        item = items[at]
        at += 1
        if item in "!~":
            node, at = self._item(items, at)
            return Not(node, behind=item == "~"), at
        if item == "(":
            node, at = self._either(items, at)
            if at == len(items):
                raise ValueError("a bracket is not closed in a pattern")
            at += 1
        else:
            node = self._atom(item)
        if at < len(items) and items[at] in "?*+":
            sign = items[at]
            node = Many(node, int(sign == "+"), 1 if sign == "?" else _MANY)
            at += 1
        return node, at

    def _atom(self, item: str) -> Node:
        if item in ("…", ".."):
            return Gap(0, self._most if item == "…" else _NEAR, free=False)
        if item in (".", "……"):
            return Gap(int(item == "."), 1 if item == "." else _FAR, free=True)
        if item in "^$":
            return Edge(last=item == "$")
        if item not in self._named:
            self._named[item] = self._name(item)
        return self._named[item]

    def _name(self, item: str) -> Node:
        if item[0] != "<":
            return Word("=" + item)
        name = item[1:-1]
        if name in self._parts:
            return Named(self.parse(self._parts[name]))
        if name not in self._classes:
            raise ValueError(f"there is no class or part {name!r}")
        return Word(name)


def _row(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def _either(nodes: list[Node]) -> Node:
    names = [name for node in nodes if isinstance(node, Word) for name in node.names]
    others = [node for node in nodes if not isinstance(node, Word)]
    if names:
        others.insert(0, Word(*names))
    return others[0] if len(others) == 1 else Either(tuple(others))


class Patterns:
    """Patterns in order, each read when a search comes to it: most searches end early."""

    def __init__(self, parser: Parser, written: Iterable[str]) -> None:
        self._parser = parser
        self._written = tuple(written)
        self._nodes: list[Node] = []

    def __iter__(self) -> Iterator[Node]:
        for at, pattern in enumerate(self._written):
            if at == len(self._nodes):
                self._nodes.append(self._parser.parse(pattern))
            yield self._nodes[at]

    def search(self, words: Words) -> tuple[int, int] | None:
        """The match of the first pattern that has one.

        Raises `ValueError` for a pattern on the way to it that is not well formed.
        """
        for pattern in self:
            match = search(pattern, words)
            if match:
                return match
        return None
