"""What a rule is: one class that carries its page, its options, its messages and its tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar, dataclass_transform

from bylint.article.document import Document
from bylint.article.history import Commit
from bylint.article.language import Language, Listed
from bylint.diagnostics import Finding, Fix, Related, Severity
from bylint.records import NamedTuple
from bylint.text import Span

T = TypeVar("T")

_OWN = frozenset(
    {
        "name",
        "category",
        "severity",
        "since",
        "status",
        "needs",
        "whole",
        "messages",
        "hints",
        "good",
        "bad",
    }
)


def answers(rule: type[Rule], name: str) -> bool:
    """Whether a rule has a class method of its own in place of one of `Rule`."""
    return getattr(rule, name).__func__ is not getattr(Rule, name).__func__


class ByLanguage(Generic[T]):
    """An option whose value differs by language.

    A user gives one value for all languages or a mapping from language codes; languages that the
    mapping leaves out keep their default.
    """

    __slots__ = ("default", "values")

    def __init__(self, default: T, /, **values: T) -> None:
        self.default = default
        self.values: Mapping[str, T] = values

    def __repr__(self) -> str:
        values = "".join(f", {code}={value!r}" for code, value in self.values.items())
        return f"ByLanguage({self.default!r}{values})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByLanguage) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def given(self, value: Any) -> ByLanguage[T]:
        """This option with what the user wrote for it."""
        if isinstance(value, Mapping):
            return ByLanguage(self.default, **{**self.values, **value})
        return ByLanguage(value)

    def get(self, language: Language) -> T:
        """The value for a language."""
        return self.values.get(language.code, self.default)


class Case:
    """A marked article: what stands between ⟦ and ⟧ must be found, and nothing else.

    A mark may be empty for a finding that covers no text. `options` configure the rule, `path`
    names the format, `fixed` is the text after the fix, `message` the whole English message,
    `history` the commits that changed the article, the latest first.
    """

    __slots__ = ("fixed", "history", "message", "options", "path", "text")

    def __init__(
        self,
        text: str,
        *,
        options: Mapping[str, Any] | None = None,
        path: str = "article.md",
        fixed: str | None = None,
        message: str | None = None,
        history: Iterable[Commit] = (),
    ) -> None:
        self.text = text
        self.options: Mapping[str, Any] = options or {}
        self.path = path
        self.fixed = fixed
        self.message = message
        self.history = tuple(history)


class Seen(NamedTuple):
    """Something a rule looked at: where, what it took it for, and why it says nothing of it.

    `silent` is "" where it does say something.
    """

    span: Span
    what: str
    silent: str = ""


Cases = Mapping[str, Sequence["str | Case"]]


def _frozen(value: Any) -> Any:
    """A value of an option, its lists as tuples: what a user wrote must not change later."""
    if isinstance(value, (list, tuple)):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Rule:
    """A check. Subclasses are frozen: their annotated fields are their options.

    The docstring is the rule's page. Class keywords: `name`, `category`, `severity` (None for off
    by default), `since`, `status` (stable or preview) and `needs`, the part of a language file
    without which the rule is inert in that language; `whole` for a rule whose findings speak of the
    article as a whole, wherever they are shown. `messages` and `hints` are English templates
    by key. `good` and `bad` are cases by language code.
    """

    name: ClassVar[str]
    category: ClassVar[str]
    severity: ClassVar[Severity | None]
    since: ClassVar[str]
    status: ClassVar[str]
    needs: ClassVar[str]
    whole: ClassVar[bool]
    messages: ClassVar[Mapping[str, str]]
    hints: ClassVar[Mapping[str, str]] = {}
    good: ClassVar[Cases] = {}
    bad: ClassVar[Cases] = {}
    fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(
        cls,
        *,
        name: str,
        category: str,
        severity: str | None,
        since: str = "0.1",
        status: str = "stable",
        needs: str = "",
        whole: bool = False,
    ) -> None:
        cls.name, cls.category, cls.since = name, category, since
        cls.status, cls.needs, cls.whole = status, needs, whole
        cls.severity = Severity.parse(severity) if severity else None
        own = {
            key: annotation
            for key, annotation in getattr(cls, "__annotations__", {}).items()
            if key not in _OWN and not str(annotation).startswith("ClassVar")
        }
        cls.fields = tuple(dict.fromkeys([*cls.fields, *own]))

    def __init__(self, **options: Any) -> None:
        for key in options:
            if key not in self.fields:
                raise TypeError(f"rule {self.name} has no option {key!r}")
        for key in self.fields:
            default = getattr(type(self), key)
            value = _frozen(options.get(key, default))
            if isinstance(default, ByLanguage) and not isinstance(value, ByLanguage):
                value = default.given(value)
            object.__setattr__(self, key, value)

    def __setattr__(self, key: str, value: object) -> None:
        raise AttributeError(f"a rule is frozen: cannot set {key!r}")

    def __repr__(self) -> str:
        options = ", ".join(f"{key}={getattr(self, key)!r}" for key in self.fields)
        return f"{type(self).__name__}({options})"

    @classmethod
    def speaks(cls, language: Language) -> bool:
        """Whether the rule has what it needs to judge articles in this language."""
        if not cls.needs:
            return True
        data: Any = language.data
        for key in cls.needs.split("."):
            data = data.get(key) if isinstance(data, Mapping) else None
        return bool(data)

    @classmethod
    def listed(cls) -> Iterable[Listed]:
        """Phrases that no language file lists, to be found in the one pass over an article."""
        return ()

    @property
    def wants_history(self) -> bool:
        """Whether the rule, as configured, reads the commits in `Document.metadata.history`.

        They are looked up only where a rule that runs wants them.
        """
        return False

    @classmethod
    def reserves(cls, document: Document) -> Iterable[Span]:  # noqa: ARG003
        """Passages that belong to the rule's category: findings of others inside them are dropped.

        This holds whether or not the rule itself is on.
        """
        return ()

    def check(self, document: Document) -> Iterator[Finding]:  # noqa: ARG002
        """The rule's findings in an article, in any order."""
        yield from ()

    def saw(self, document: Document) -> Iterator[Seen]:  # noqa: ARG002
        """What the rule looks at in an article, for `bylint why`; a rule need not tell."""
        yield from ()

    def finding(
        self,
        span: Span,
        key: str,
        *,
        fix: Fix | None = None,
        related: Iterable[Related] = (),
        severity: Severity | None = None,
        **params: str | float,
    ) -> Finding:
        """A finding with one of the rule's messages. Raises `KeyError` for a key it lacks."""
        _ = self.messages[key]
        return Finding(span, key, params, fix, tuple(related), severity)
