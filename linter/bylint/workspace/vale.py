"""Reads the styles of Vale, another linter of prose, and writes what they say as a rule pack."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bylint.errors import BylintError
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Source
from bylint.workspace import packs
from bylint.workspace.data import Data, DataError, source_of
from bylint.workspace.parsing import yaml_of

PackedRule = dict[str, Any]

_LEVELS = {"suggestion": "info", "warning": "warning", "error": "error"}
_SCOPES: Mapping[str, str] = {
    "text": "",
    "sentence": "",
    "summary": "",
    "paragraph": "paragraph",
    "heading": "heading",
    "list": "list-item",
    "blockquote": "quote",
    "table": "table-cell",
}
_UNITS = {"sentence": "sentence", "summary": "article"}
_WORDS = (r"\b(\w+)\b", r"\b\w+\b", r"[^\s]+", r"\S+")
"""Patterns with which styles count words."""
_UNKNOWN = ("pos", "limit", "action", "vocab")
"""Keys that change what a check does, and that packs have not."""

_META = lazy_pattern(r"[\\^$.|?*+()\[\]{}]")
_ESCAPED = lazy_pattern(r"\\([^\w\s])")
_ANCHOR = lazy_pattern(r"(?<![\\\[])\^|(?<!\\)\$")
_VERB = lazy_pattern(r"%(?:\[\d+\])?[sdvqf]")
_CAMEL = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


class LeftOut(NamedTuple):
    """What of a style is not in the pack: the file, the line, and why."""

    path: str
    line: int
    reason: str


class Imported(NamedTuple):
    """A pack as the text of a file, the number of its rules, and what is missing from it."""

    text: str
    rules: int
    left_out: tuple[LeftOut, ...]


class _Refused(BylintError):
    """A check that cannot be carried over; `key` is the culprit in its file."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


def imported(folder: str, codes: Sequence[str], language: str = "") -> Imported:
    """The pack that says what the Vale style in a folder says.

    `codes` are the languages installed, `language` the one that the style is for, "" for any.
    Raises `OSError` where there is no such folder.
    """
    style = _kebab(os.path.basename(os.path.normpath(folder))) or "vale"
    head: dict[str, Any] = {"category": style, **({"languages": language} if language else {})}
    rules: list[PackedRule] = []
    left_out: list[LeftOut] = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.endswith(".tengo"):
            left_out.append(LeftOut(path, 1, "it is a Tengo script, and packs run no code"))
        elif name.endswith((".yml", ".yaml")) and os.path.isfile(path):
            check = _Check(path, style, head, codes)
            rules.extend(check.rules)
            left_out.extend(check.left_out)
    return Imported(_written({**head, "rules": rules}), len(rules), tuple(left_out))


def _written(pack: Mapping[str, Any]) -> str:
    import yaml

    text: str = yaml.safe_dump(dict(pack), allow_unicode=True, sort_keys=False, width=100)
    return text


class _Check:
    """One file of a style: the rules it makes, and what of it is left out."""

    def __init__(
        self, path: str, style: str, head: Mapping[str, Any], codes: Sequence[str]
    ) -> None:
        self.path = path
        self.style = style
        self.head = head
        self.codes = codes
        self.rules: list[PackedRule] = []
        self.left_out: list[LeftOut] = []
        self.data = Data(None, {})
        try:
            self.source = source_of(path)
            self.data = yaml_of(self.source)
            self._convert()
        except DataError as error:
            line = error.source.line_of(error.span.start)
            self.left_out.append(LeftOut(path, line, str(error)))
        except _Refused as error:
            self.leave(error.key, str(error))

    def leave(self, key: str, reason: str, *inside: str | int) -> None:
        """Tell what is missing, at the line of a key."""
        line = self.data.place(key, *inside).line
        self.left_out.append(LeftOut(self.path, line, reason))

    def _convert(self) -> None:
        if not isinstance(self.data.value, dict):
            raise _Refused("", "it is not a check")
        kind = _text(self.data.value.get("extends"))
        if kind == "script":
            raise _Refused("extends", "it runs a Tengo script, and packs run no code")
        convert = _KINDS.get(kind)
        if convert is None:
            raise _Refused("extends", f"checks of Vale's kind {kind or '?'} have no counterpart")
        for key in _UNKNOWN:
            if self.data.value.get(key) and not self._replaces(key):
                self.leave(key, f"its {key} has no counterpart; the rest is carried over")
        for rule in convert(self):
            self._add(rule)

    def _replaces(self, key: str) -> bool:
        """Whether a key only says that a substitution substitutes, which it does in packs as well."""
        action = self.get(key)
        said = action.get("name") if isinstance(action, Mapping) else ""
        return key == "action" and said == "replace" and self.get("extends") == "substitution"

    def _add(self, rule: PackedRule) -> None:
        """Take a rule if a pack may have it."""
        try:
            text = _written({**self.head, "rules": [rule]})
            pack = packs.parsed(Source(self.path, text), self.codes)
        except DataError as error:
            raise _Refused("", str(error)) from None
        if pack.recipes:
            self.rules.append(rule)
        for file in pack.faults:
            raise _Refused("", file.diagnostics[0].message)

    # What a check says

    def get(self, key: str) -> Any:
        """What stands under a key, None where nothing does."""
        return self.data.value.get(key)

    def texts(self, key: str) -> list[str]:
        """The texts under a key that holds a list."""
        given = self.get(key)
        return [
            text
            for item in (given if isinstance(given, list) else [given])
            if (text := _text(item))
        ]

    def pairs(self, key: str) -> dict[str, str]:
        """The texts under a key that holds a mapping."""
        given = self.get(key)
        return (
            {name: _text(value) for name, value in given.items()} if isinstance(given, dict) else {}
        )

    def rule(self, kind: str, fields: Sequence[str] = ("found",), suffix: str = "") -> PackedRule:
        """A rule of this kind with all that checks of any kind say."""
        stem = os.path.splitext(os.path.basename(self.path))[0]
        link = _text(self.get("link"))
        why = _text(self.get("description")) or f"The style {self.style} asks for it."
        made: PackedRule = {
            "name": f"{self.style}-{_kebab(stem)}{suffix}",
            "kind": kind,
            "severity": _LEVELS.get(_text(self.get("level")), "warning"),
            "why": f"{why} See {link}" if link else why,
            "message": _message(_text(self.get("message")) or stem, fields),
        }
        scopes = [*dict.fromkeys(map(self._scope, self.texts("scope")))]
        if any(scopes):
            made["scope"] = [scope for scope in scopes if scope]
        return made

    def _scope(self, scope: str) -> str:
        kind = scope.partition(".")[0]
        if kind not in _SCOPES or "&" in scope:
            raise _Refused("scope", f"its scope {scope} has no counterpart")
        if kind == "heading" and scope != kind:
            self.leave("scope", f"its scope {scope} is carried over as headings of any level")
        return _SCOPES[kind]

    def flag(self, key: str) -> bool:
        """Whether a key says true."""
        return self.get(key) is True

    def cased(self) -> PackedRule:
        """Whether capitals matter: they do in Vale, unless a check says otherwise."""
        return {} if self.flag("ignorecase") else {"case": True}

    def bounded(self, pattern: str) -> str:
        """A pattern that begins and ends a word, unless the check says otherwise."""
        return pattern if self.flag("nonword") else rf"\b(?:{pattern})\b"

    def phrase(self, pattern: str) -> str:
        """The phrase that a pattern amounts to, "" where it is more than one."""
        bare = _ESCAPED.sub("", pattern)
        if self.flag("nonword") or _META.search(bare):
            return ""
        found = _ESCAPED.sub(r"\1", pattern)
        return found if len(found.strip()) > 1 else ""


# The kinds of checks -----------------------------------------------------------------------


def _existence(check: _Check) -> Iterator[PackedRule]:
    tokens, raw = check.texts("tokens"), "".join(check.texts("raw"))
    exceptions = [check.phrase(text) for text in check.texts("exceptions")]
    if not all(exceptions):
        raise _Refused("exceptions", "its exceptions are patterns")
    more = {**check.cased(), **({"allowed": exceptions} if exceptions else {})}
    phrases = [check.phrase(token) for token in tokens]
    if tokens and all(phrases) and not raw:
        yield {**check.rule("phrases"), "phrases": phrases, **more}
        return
    words = check.bounded("|".join(tokens)) if tokens else ""
    if words and raw:
        words = f"(?:{words})"
    pattern = words + raw if check.flag("append") else raw + words
    if not pattern:
        raise _Refused("extends", "it has neither tokens nor raw")
    if _ANCHOR.search(pattern) and check.texts("scope") != ["sentence"]:
        key = "tokens" if tokens else "raw"
        check.leave(key, "its ^ and $ are carried over as the ends of a sentence")
    yield {**check.rule("pattern"), "pattern": pattern, **more}


def _substitution(check: _Check) -> Iterator[PackedRule]:
    phrases: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for found, given in check.pairs("swap").items():
        instead, *others = given.split("|")
        if others:
            check.leave("swap", f"of the replacements of {found} the first is carried over", found)
        phrase = check.phrase(found)
        if phrase:
            phrases[phrase] = instead
        else:
            escaped = instead.replace("\\", "\\\\")
            patterns[check.bounded(found)] = re.sub(r"\$(?:\{(\d+)\}|(\d+))", r"\\\1\2", escaped)
    if not phrases and not patterns:
        raise _Refused("swap", "it has no swap")
    fields = ("instead", "found")
    if phrases:
        yield {**check.rule("phrases", fields), "replace": phrases, **check.cased()}
    if patterns:
        suffix = "-patterns" if phrases else ""
        yield {**check.rule("pattern", fields, suffix), "replace": patterns, **check.cased()}


def _occurrence(check: _Check) -> Iterator[PackedRule]:
    token = _text(check.get("token"))
    most, least = check.get("max"), check.get("min")
    scopes = check.texts("scope") or ["text"]
    made = check.rule("limit", ("count",))
    if token in _WORDS:
        made["count"] = "words"
    else:
        made.update(pattern=token, **check.cased())
    if isinstance(most, int) and (most or not isinstance(least, int)):
        made["most"] = most
    if isinstance(least, int) and least:
        made["least"] = least
    made["within"] = _UNITS.get(scopes[0], "paragraph")
    yield made


def _repetition(check: _Check) -> Iterator[PackedRule]:
    token = r"\p{L}+" if check.flag("alpha") else "|".join(check.texts("tokens")) or r"\w+"
    if token == r"[^\s]+":
        token = r"\w+"
    yield {**check.rule("pattern"), "pattern": rf"\b({token})\s+\1\b", **check.cased()}


def _consistency(check: _Check) -> Iterator[PackedRule]:
    either = [
        [check.phrase(one), check.phrase(other)] for one, other in check.pairs("either").items()
    ]
    if not either or not all(map(all, either)):
        raise _Refused("either", "its spellings are patterns")
    yield {**check.rule("consistency"), "either": either, **check.cased()}


_KINDS: Mapping[str, Callable[[_Check], Iterator[PackedRule]]] = {
    "existence": _existence,
    "substitution": _substitution,
    "occurrence": _occurrence,
    "repetition": _repetition,
    "consistency": _consistency,
}


# Words -------------------------------------------------------------------------------------


def _text(value: Any) -> str:
    return (
        str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    )


def _message(message: str, fields: Sequence[str]) -> str:
    """Vale's message with the fields of ours for its `%s`, the last of them for all further ones."""
    waiting = list(fields)

    def field(_: re.Match[str]) -> str:
        return "{" + (waiting.pop(0) if len(waiting) > 1 else waiting[0]) + "}"

    parts = message.split("%%")
    braced = [part.replace("{", "{{").replace("}", "}}") for part in parts]
    return "%".join(_VERB.sub(field, part) for part in braced)


def _kebab(name: str) -> str:
    words = _CAMEL.sub("-", name).strip("-").lower()
    return words if words[:1].isalpha() else f"vale-{words}".strip("-")
