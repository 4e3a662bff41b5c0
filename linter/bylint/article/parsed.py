"""What a reader hands over: the blocks as the format has them, before any judgement of structure."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from bylint.article.document import Block, Metadata
from bylint.diagnostics import Params
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


class Reader(Protocol):
    """Reads one format. Never raises: what it cannot read becomes text or a fault."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, source: Source) -> Parsed:
        """The article's blocks."""
        ...
