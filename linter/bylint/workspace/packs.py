"""Rule packs: YAML files with rules, read, checked key by key, and made plain data of.

A rule with a fault is left out and named at its line; the others of the pack hold.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import bylint
from bylint.checking.options import Schema
from bylint.checking.packs import KINDS, MEASURES, UNITS, Recipe
from bylint.checking.scopes import SCOPES
from bylint.diagnostics import Checked, Diagnostic
from bylint.records import NamedTuple
from bylint.text import Source
from bylint.workspace import snapshot
from bylint.workspace.data import Data, DataError, source_of
from bylint.workspace.faults import Complaints, fault, listed, named, nearest, shown
from bylint.workspace.schema import SEVERITIES, Path, Problem, expected, problems

SUFFIXES = (".yaml", ".yml")
CATEGORY = "house"

_COMMON = (
    *("name", "kind", "category", "severity", "summary", "why", "message", "hint"),
    *("languages", "scope", "case", "allowed", "good", "bad"),
)
_TAKES: Mapping[str, tuple[str, ...]] = {
    "phrases": ("phrases", "replace"),
    "pattern": ("pattern", "replace"),
    "limit": ("phrases", "pattern", "count", "most", "least", "within"),
    "require": ("phrases", "pattern"),
    "consistency": ("either",),
}
_NEEDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "phrases": (("phrases", "replace"),),
    "pattern": (("pattern", "replace"),),
    "limit": (("phrases", "pattern", "count"), ("most", "least")),
    "require": (("phrases", "pattern"),),
    "consistency": (("either",),),
}
"""What a rule of a kind must have: one of each."""
_ALONE = ("phrases", "pattern", "count")
"""Of what is searched for, or counted, a rule has one."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "phrases": ("found", "instead"),
    "pattern": ("found", "instead"),
    "limit": ("found", "count", "most", "least"),
    "require": (),
    "consistency": ("found", "instead"),
}
"""What the messages of a kind may ask for."""


class Pack(NamedTuple):
    """What a pack brings, and what is wrong with it."""

    recipes: tuple[Recipe, ...]
    faults: tuple[Checked, ...] = ()


def files(path: str) -> list[str]:
    """The packs at a path: the file itself, or those in the folder, sorted; [] for neither."""
    if os.path.isfile(path):
        return [path]
    try:
        names = sorted(os.listdir(path))
    except OSError:
        return []
    found = (os.path.join(path, name) for name in names if name.endswith(SUFFIXES))
    return [each for each in found if os.path.isfile(each)]


def load(path: str, told: str, codes: Sequence[str], *, trusted: bool = False) -> Pack:
    """Read a pack where these languages are installed; `told` is its path as people know it.

    One that is `trusted` was checked before it was shipped, and is not checked against the schema.

    What was read once is taken from the cache while the file's time and size are the same.
    """
    name = snapshot.name("pack", path)
    ours = [bylint.__version__, snapshot.stamp(__file__)]
    key = [*ours, path, snapshot.stamp(path), *codes]
    kept = snapshot.load(name, key)
    if isinstance(kept, list):
        return Pack(tuple(kept))
    pack = read(path, told, codes, trusted=trusted)
    if not pack.faults:
        snapshot.save(name, key, list(pack.recipes))
    return pack


def read(path: str, told: str, codes: Sequence[str], *, trusted: bool = False) -> Pack:
    """Read a pack; see `load`."""
    try:
        return parsed(source_of(path, told), codes, trusted=trusted)
    except DataError as error:
        complaints = Complaints()
        said = fault("pack", "unreadable", error.span, reason=str(error))
        complaints.add(error.source, said)
        return Pack((), complaints.files())


def parsed(source: Source, codes: Sequence[str], *, trusted: bool = False) -> Pack:
    """What the text of a pack brings. Raises `DataError` where it is not YAML."""
    from bylint.workspace.parsing import yaml_of

    data = yaml_of(source)
    complaints = Complaints()
    recipes: list[Recipe] = []
    found = [] if trusted else [*problems(schema(codes), data.value)]
    complaints.add(source, *(_complaint(problem, data) for problem in found))
    broken = {problem.path[:2] for problem in found if not _is_harmless(problem)}
    usable = all(len(path) == 2 for path in broken)
    for index, raw in enumerate(data.value["rules"] if usable else ()):
        if ("rules", index) in broken:
            continue
        draft = _Draft(data, index, raw, codes)
        complaints.add(source, *draft.faults)
        if not draft.faults:
            recipes.append(draft.recipe())
    return Pack(tuple(recipes), complaints.files())


def _is_harmless(problem: Problem) -> bool:
    """Whether all rules may hold in spite of a problem: a key too many beside them."""
    return problem.keyword == "additionalProperties" and not problem.path


# The schema --------------------------------------------------------------------------------

_TEXT: Schema = {"type": "string"}
_LIST: Schema = {"type": "array", "items": _TEXT}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def schema(codes: Sequence[str]) -> Schema:
    """The JSON Schema of a pack where these languages are installed."""
    texts = dict.fromkeys(("text", "path", "message", "fixed"), _TEXT)
    one_case = _object({**texts, "options": {"type": "object"}}, ["text"])
    cases: Schema = {"type": "array", "items": {"anyOf": [_TEXT, one_case]}}
    severity: Schema = {"enum": list(SEVERITIES)}
    languages = _one_or_more({"enum": sorted(codes)})
    rule = {
        "name": _TEXT,
        "kind": {"enum": list(KINDS)},
        "category": _TEXT,
        "severity": severity,
        "summary": _TEXT,
        "why": _TEXT,
        "message": _TEXT,
        "hint": _TEXT,
        "languages": languages,
        "scope": _one_or_more({"enum": list(SCOPES)}),
        "phrases": _by_language(_LIST, codes),
        "pattern": _TEXT,
        "replace": {"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]},
        "either": {"type": "array", "items": {**_LIST, "minItems": 2}},
        "count": {"enum": list(MEASURES)},
        "most": _COUNT,
        "least": _COUNT,
        "within": {"enum": list(UNITS)},
        "case": {"type": "boolean"},
        "allowed": _LIST,
        "good": _by_language(cases, codes),
        "bad": _by_language(cases, codes),
    }
    rules = {"type": "array", "items": _object(rule, ["name", "kind", "why", "message"])}
    pack = {"category": _TEXT, "severity": severity, "languages": languages, "rules": rules}
    return _object(pack, ["rules"])


def _object(properties: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _one_or_more(each: Schema) -> Schema:
    return {"anyOf": [each, {"type": "array", "items": each}]}


def _by_language(each: Schema, codes: Sequence[str]) -> Schema:
    return {"anyOf": [each, _object(dict.fromkeys(sorted(codes), each), [])]}


def _complaint(problem: Problem, data: Data) -> Diagnostic:
    path, keyword, part, value, name = problem
    if keyword == "additionalProperties":
        place = data.place(*path, name).key
        known = [*part["properties"]]
        near = nearest(name, known)
        key = "misspelt-key" if near else "unknown-key"
        return fault("pack", key, place, name=name, near=near, all=listed(known))
    place = data.place(*path).value
    told = {"name": named(path), "value": shown(value)}
    if keyword == "required":
        return fault("pack", "missing", place, where=named(path), lacking=name)
    if keyword == "enum":
        known = [str(each) for each in part["enum"]]
        near = nearest(str(value), known)
        key = "misspelt-value" if near else "unknown-value"
        return fault("pack", key, place, **told, near=near, all=listed(known))
    if keyword in ("minimum", "minItems"):
        return fault("pack", "wrong-range", place, **told, limit=part[keyword])
    return fault("pack", "wrong-type", place, **told, expected=expected(part))


# From a rule as it is written to its recipe --------------------------------------------------


class _Draft:
    """One rule of a pack; `faults` is what its kind does not allow."""

    def __init__(self, data: Data, index: int, raw: dict[str, Any], codes: Sequence[str]) -> None:
        self.data = data
        self.path: Path = ("rules", index)
        self.raw = raw
        self.pack: Mapping[str, Any] = data.value
        self.name = raw["name"]
        self.kind = raw["kind"]
        self.codes = codes
        self.languages = self._languages()
        self.phrases = self._phrases()
        self.patterns: list[tuple[str, str | None, tuple[str, ...]]] = []
        self.faults = [*self._shape()] or [*self._content(), *self._words(), *self._cases()]

    def _fault(self, key: str, path: Iterable[str | int], /, **params: str) -> Diagnostic:
        place = self.data.place(*self.path, *path)
        return fault("pack", key, place.value, rule=self.name, **params)

    def _languages(self) -> list[str]:
        given = self.raw.get("languages", self.pack.get("languages"))
        if isinstance(given, str):
            return [given]
        if given is None and isinstance(self.raw.get("phrases"), dict):
            return list(self.raw["phrases"])
        return list(dict.fromkeys(given or ()))

    def _phrases(self) -> dict[str, list[tuple[str, Path]]]:
        """The phrases by language, "" for any, each with its place in the rule."""
        given, replace = self.raw.get("phrases"), self.raw.get("replace")
        found: dict[str, list[tuple[str, Path]]] = {}
        for code in self.languages or [""]:
            each = given.get(code, []) if isinstance(given, dict) else given or []
            base: Path = ("phrases", code) if isinstance(given, dict) else ("phrases",)
            found[code] = [(text, (*base, at)) for at, text in enumerate(each)]
            if self.kind == "phrases" and isinstance(replace, dict):
                found[code].extend((text, ("replace", text)) for text in replace)
            for at, spellings in enumerate(self.raw.get("either", ())):
                found[code].extend(
                    (text, ("either", at, number)) for number, text in enumerate(spellings)
                )
        return found

    # What is wrong

    def _shape(self) -> Iterator[Diagnostic]:
        """Keys that the kind does not take, and those that it lacks."""
        takes = (*_COMMON, *_TAKES[self.kind])
        for key in self.raw:
            if key not in takes:
                told = {"kind": self.kind, "name": key, "all": listed(_TAKES[self.kind])}
                yield self._fault("needless", (key,), **told)
        for group in _NEEDS[self.kind]:
            there = [key for key in group if self.raw.get(key) not in (None, "", [], {})]
            if not there:
                yield self._fault("lacking", (), kind=self.kind, all=" or ".join(group))
            elif len(there) > 1 and there[0] in _ALONE and there[1] != "replace":
                yield self._fault("too-much", (there[1],), all=" and ".join(there))
        replace = self.raw.get("replace", {})
        wanted = "string" if "pattern" in self.raw else "mapping"
        if replace and isinstance(replace, str) != (wanted == "string"):
            told = {"name": "replace", "value": shown(replace), "expected": wanted}
            yield self._fault("wrong-type", ("replace",), **told)
        for key in ("why", "message"):
            if not self.raw[key].strip():
                yield self._fault("lacking", (key,), kind=self.kind, all=key)

    def _content(self) -> Iterator[Diagnostic]:
        """Phrases and patterns that would be found everywhere, or that cannot be searched for."""
        told: set[Path] = set()
        for text, path in (each for some in self.phrases.values() for each in some):
            bare = text.strip()
            if path in told or len(bare) > 1:
                continue
            told.add(path)
            yield self._fault("short-phrase" if bare else "empty-phrase", path, phrase=text)
        for source, instead, path in self._sources():
            try:
                self.patterns.append((source, instead, checked(source, instead)))
            except ValueError as error:
                yield self._fault("pattern", path, reason=str(error))

    def _sources(self) -> Iterator[tuple[str, str | None, Path]]:
        replace = self.raw.get("replace")
        if "pattern" in self.raw:
            instead = replace if isinstance(replace, str) else None
            yield self.raw["pattern"], instead, ("pattern",)
        elif self.kind == "pattern" and isinstance(replace, dict):
            yield from ((text, instead, ("replace", text)) for text, instead in replace.items())

    def _words(self) -> Iterator[Diagnostic]:
        """Messages that ask for what a rule of the kind does not know."""
        from string import Formatter

        fields = _FIELDS[self.kind]
        for key in ("message", "hint"):
            try:
                parts = [*Formatter().parse(self.raw.get(key, ""))]
            except ValueError as error:
                yield self._fault("braces", (key,), key=key, reason=str(error))
                continue
            for _, field, spec, conversion in parts:
                if field is not None and (field not in fields or spec or conversion):
                    told = {"key": key, "name": field, "all": listed(fields) or "none"}
                    yield self._fault("placeholder", (key,), **told)

    def _cases(self) -> Iterator[Diagnostic]:
        for key in ("good", "bad"):
            if isinstance(self.raw.get(key), list) and len(self.languages) != 1:
                yield self._fault("case-language", (key,), name=key)

    # What is right

    def recipe(self) -> Recipe:
        """The rule as plain data, every key there."""
        raw, pack = self.raw, self.pack
        scope = raw.get("scope", [])
        replace = raw.get("replace", {})
        severity = raw.get("severity", pack.get("severity", "warning"))
        return {
            "name": self.name,
            "kind": self.kind,
            "category": raw.get("category", pack.get("category", CATEGORY)),
            "severity": severity,
            "summary": raw.get("summary", ""),
            "why": raw["why"],
            "message": raw["message"].strip(),
            "hint": raw.get("hint", "").strip(),
            "languages": self.languages,
            "scope": [scope] if isinstance(scope, str) else scope,
            "phrases": {
                code: [text for text, _ in each] for code, each in self.phrases.items() if each
            },
            "patterns": [[*each] for each in self.patterns],
            "replace": replace if self.kind == "phrases" else {},
            "either": raw.get("either", []),
            "count": raw.get("count", ""),
            "most": raw.get("most"),
            "least": raw.get("least", 0),
            "within": raw.get("within", "article"),
            "case": raw.get("case", False),
            "allowed": raw.get("allowed", []),
            "good": self._by_language("good"),
            "bad": self._by_language("bad"),
            "line": self.data.place(*self.path, "name").line,
        }

    def _by_language(self, key: str) -> Mapping[str, Any]:
        given = self.raw.get(key, {})
        return {self.languages[0]: given} if isinstance(given, list) else given


def checked(pattern: str, instead: str | None = None) -> tuple[str, ...]:
    """The literals that a pattern needs. Raises `ValueError` for one that is not to be used."""
    import regex

    from bylint.checking.literals import Unfit, literals

    if not pattern.strip():
        raise ValueError("it is empty")
    try:
        needed = literals(pattern)
        compiled = regex.compile(pattern)
        if compiled.fullmatch("", timeout=1):
            raise ValueError("it fits where there is nothing")
        if instead is not None:
            regex.sub(f"(?:{pattern})|", instead, "")
    except Unfit as error:
        raise ValueError(str(error)) from None
    except (regex.error, IndexError, OverflowError, RecursionError, TimeoutError) as error:
        raise ValueError(str(error) or type(error).__name__) from None
    return needed
