"""What an article is: blocks in reading order, sections, sentences, language, metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bylint.article.history import Commit
from bylint.article.language import Language, Languages
from bylint.article.prose import Prose
from bylint.article.sentences import split
from bylint.records import NamedTuple
from bylint.text import Source, Span


class Container(NamedTuple):
    """What a block stands in: quote, admonition, details, aside, footnote, small, hidden, caption.

    `info` is the admonition's kind, the footnote's label, or why the content is hidden.
    """

    kind: str
    span: Span
    info: str = ""


class Block:
    """One block of an article.

    `kind` is heading, paragraph, item, cell, code, html, comment, definition or rule.
    `span` is the block in the source, markup included; `prose` its visible text.
    `level` is the heading's level (1 to 6), the item's depth (from 1), else 0.
    `marker` is the item's bullet or number, the definition's label, the code's info string.
    `group` numbers the list or table a block belongs to, 0 for none. `real` is False for headings
    that the author wrote as a bold or bare line.
    """

    __slots__ = (
        "_sentences",
        "containers",
        "group",
        "index",
        "kind",
        "language",
        "level",
        "marker",
        "prose",
        "real",
        "span",
        "target",
    )

    def __init__(
        self,
        kind: str,
        span: Span,
        prose: Prose,
        *,
        level: int = 0,
        marker: str = "",
        group: int = 0,
        containers: tuple[Container, ...] = (),
        real: bool = True,
        target: str = "",
    ) -> None:
        self.kind = kind
        self.span = span
        self.prose = prose
        self.level = level
        self.marker = marker
        self.group = group
        self.containers = containers
        self.real = real
        self.target = target
        self.index = -1
        self.language: Language = Language.NONE
        self._sentences: tuple[Sentence, ...] | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.span.start}:{self.span.end} {self.prose.text[:40]!r}>"

    @property
    def text(self) -> str:
        """The visible text."""
        return self.prose.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The block's sentences, split by the rules of its language."""
        if self._sentences is None:
            ranges = split(self.prose.text, self.language)
            self._sentences = tuple(Sentence(self, start, end) for start, end in ranges)
        return self._sentences

    def inside(self, *kinds: str) -> Container | None:
        """The innermost container of one of these kinds, or None."""
        if not self.containers:
            return None
        for container in reversed(self.containers):
            if container.kind in kinds:
                return container
        return None


class Sentence(NamedTuple):
    """One sentence: a range of its block's prose."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence's visible text."""
        return self.block.prose.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The sentence's place in the source."""
        return self.block.prose.span(self.start, self.end)


class Section(NamedTuple):
    """A heading, or None before the first, and the blocks up to the next heading of any level.

    `role` tells what the heading announces: summary, lead, references, links, closing, profile,
    advert, appendix, disclosure, title or "" where the language does not know it.
    """

    heading: Block | None
    blocks: tuple[Block, ...]
    role: str

    @property
    def level(self) -> int:
        """The heading's level; 0 before the first heading."""
        return self.heading.level if self.heading else 0


class Entry(NamedTuple):
    """A value of the front matter and where its line stands."""

    value: Any
    span: Span


class Meta(NamedTuple):
    """A `<meta name= content=>`, an attribute such as `ai-disclosure=`, or a JSON-LD script.

    `kind` is meta, attribute or json-ld; for JSON-LD the content is the script's text.
    """

    kind: str
    name: str
    content: str
    span: Span


class Metadata(NamedTuple):
    """What the article says of itself outside its text, and what its repository says of it.

    `history` are the commits that changed it, the latest first; empty where no rule asked for them.
    """

    front_matter: Mapping[str, Entry]
    span: Span
    metas: tuple[Meta, ...]
    history: tuple[Commit, ...] = ()


class Document:
    """An article, ready to be judged. Frozen after it was built; views memorise on it."""

    __slots__ = ("_memo", "blocks", "language", "languages", "metadata", "sections", "source")

    def __init__(
        self,
        source: Source,
        blocks: tuple[Block, ...],
        sections: tuple[Section, ...],
        metadata: Metadata,
        language: Language,
        languages: Languages,
    ) -> None:
        self.source = source
        self.blocks = blocks
        self.sections = sections
        self.metadata = metadata
        self.language = language
        self.languages = languages
        self._memo: dict[Any, Any] = {}

    @property
    def text(self) -> str:
        """The source text."""
        return self.source.text

    def memo(self, key: object, make: Callable[[], Any]) -> Any:
        """What `make` returned when this document was first asked for `key`."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def visible(self) -> tuple[Block, ...]:
        """The blocks a reader sees as text: no code, comments, raw HTML, definitions or rules."""
        found: tuple[Block, ...] = self.memo("visible", self._visible)
        return found

    def _visible(self) -> tuple[Block, ...]:
        return tuple(
            block for block in self.blocks if block.kind in VISIBLE and not block.inside("hidden")
        )

    def section_of(self, block: Block) -> Section:
        """The section in which a block stands."""
        ends: list[int] = self.memo("section-starts", self._section_starts)
        from bisect import bisect_right

        return self.sections[max(bisect_right(ends, block.index) - 1, 0)]

    def _section_starts(self) -> list[int]:
        starts = []
        for section in self.sections:
            first = section.heading or (section.blocks[0] if section.blocks else None)
            starts.append(first.index if first else 0)
        return starts


VISIBLE = frozenset({"heading", "paragraph", "item", "cell"})
