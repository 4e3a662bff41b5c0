"""What bylint says: findings of rules, diagnostics of the engine, and how to mend them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum

from bylint.records import NamedTuple, Protocol
from bylint.text import Source, Span

Param = str | int | float
Params = Mapping[str, Param]


FAULTS = frozenset({"config", "plugin", "unreadable-article", "unwritable-article", "rule-crash"})
"""Rules of the engine that speak of work that could not be done, not of an article."""


class Severity(IntEnum):
    """How much a diagnostic matters; ordered, so that they compare."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case name used in config files and reports."""
        return self.name.lower()

    @classmethod
    def parse(cls, word: str) -> Severity:
        """The severity that `word` names. Raises `KeyError` for any other word."""
        return cls[word.upper()]


class Safety(IntEnum):
    """How far a fix may be trusted: shown only, with the writer's consent, or unattended."""

    SHOW = 1
    UNSAFE = 2
    SAFE = 3

    @property
    def word(self) -> str:
        """The lower-case name used in reports."""
        return self.name.lower()


class Edit(NamedTuple):
    """Replace the source text of `span` by `text`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend one finding, applied together or not at all."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety


class Related(NamedTuple):
    """A second place that a finding speaks of."""

    span: Span
    message: str


class Finding(NamedTuple):
    """A rule's word. `key` names one of the rule's messages, `params` fill it.

    `severity` is set only where the rule knows better than its default; a severity that the
    user configured always wins.
    """

    span: Span
    key: str
    params: Params = {}
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


class Diagnostic(NamedTuple):
    """A finding with the identity the engine adds; faults of config, plugins and readers too.

    Ordered by place, then rule. `message` and `hint` are English; `key` and `params` let a
    reporter say the same in another language. `whole` tells that it speaks of the article as a
    whole, wherever its span stands.
    """

    span: Span
    rule: str
    category: str
    severity: Severity
    message: str
    hint: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    url: str = ""
    key: str = ""
    params: Params = {}
    whole: bool = False

    @property
    def is_fault(self) -> bool:
        """Whether it says that some of the work could not be done."""
        return self.category == "bylint" and self.rule in FAULTS


class Silenced(NamedTuple):
    """A diagnostic that is not reported, and the reason that was given for it, "" for none.

    `outside` tells that a baseline silences it, and no comment in the article.
    """

    diagnostic: Diagnostic
    reason: str = ""
    outside: bool = False


def engine(
    rule: str,
    key: str,
    span: Span,
    severity: Severity,
    message: str,
    hint: str = "",
    /,
    **params: Param,
) -> Diagnostic:
    """A diagnostic of the engine itself. `params` fill the English templates."""
    said, advice = message.format_map(params), hint.format_map(params)
    return Diagnostic(span, rule, "bylint", severity, said, advice, key=key, params=params)


class Checked(NamedTuple):
    """One file and what was said of it.

    `failed` is set where its check could not be done; `fixed` counts the fixes that were applied;
    `silenced` is what comments and baselines keep out of `diagnostics`.
    """

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    failed: bool = False
    fixed: int = 0
    silenced: tuple[Silenced, ...] = ()


class Report(NamedTuple):
    """The outcome of a run: the files in the order they were checked."""

    files: tuple[Checked, ...]
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether some of the work could not be done."""
        return any(file.failed for file in self.files)

    def worst(self) -> Severity | None:
        """The highest severity reported, or None where nothing was."""
        found = [item.severity for file in self.files for item in file.diagnostics]
        return max(found, default=None)


class Said(NamedTuple):
    """The words of a diagnostic in some language. `related` are those of its related places."""

    message: str
    hint: str
    related: tuple[str, ...]


class Translate(Protocol):
    """Says a diagnostic in the reader's language."""

    def __call__(self, diagnostic: Diagnostic) -> Said:
        """The words of the diagnostic."""


class Page(NamedTuple):
    """What is written of a rule: one sentence, the whole page in Markdown; its own severity."""

    summary: str
    text: str
    severity: Severity


def _no_page(_: str) -> Page | None:
    return None


class Style(NamedTuple):
    """How a report is wanted. `width` is that of the terminal, `language` the reader's.

    `quiet` leaves out all but the diagnostics, `statistics` tells counts by rule in their place.
    `page` gives what is written of a rule of this name, None where nothing is; `version` is that of
    bylint.
    """

    translate: Translate
    language: str = "en"
    color: bool = False
    width: int = 100
    quiet: bool = False
    statistics: bool = False
    page: Callable[[str], Page | None] = _no_page
    version: str = "0"


class Reporter(Protocol):
    """Tells a report in one format. Returns the text; the caller writes it.

    `machine` says that programs read the format: it is in English unless another language is asked
    for, and its bytes are UTF-8 wherever they go.
    """

    name: str
    machine: bool

    def render(self, report: Report, style: Style) -> str:
        """The whole output, ending in a newline unless empty."""
