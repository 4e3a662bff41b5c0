"""What a reader hands over: the blocks as the format has them, before any judgement of structure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bylint.article.document import Block, Metadata
from bylint.article.history import Commit
from bylint.diagnostics import Params
from bylint.records import NamedTuple
from bylint.text import Source, Span


class Fault(NamedTuple):
    """Something in the article that could not be read: an engine diagnostic's rule and words.

    `message` and `hint` are English templates that `params` fill; translations find them by `key`.
    """

    rule: str
    key: str
    span: Span
    message: str
    hint: str
    params: Params = {}


class Parsed(NamedTuple):
    """The blocks of an article in source order, its metadata, and what could not be read.

    `title` is the title that the article's head gives, "" if none does.
    """

    blocks: list[Block]
    metadata: Metadata
    faults: tuple[Fault, ...] = ()
    title: str = ""
    language: str = ""

    def remembering(self, history: Iterable[Commit]) -> Parsed:
        """This article with the commits that changed it."""
        return self._replace(metadata=self.metadata._replace(history=tuple(history)))


class Reader(Protocol):
    """Reads one format. Never raises: what it cannot read becomes text or a fault."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, source: Source) -> Parsed:
        """The article's blocks."""
