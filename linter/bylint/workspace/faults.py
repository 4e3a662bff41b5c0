"""What the workspace has to complain about: its messages, and complaints sorted by file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bylint.diagnostics import Checked, Diagnostic, Param, Severity, engine
from bylint.records import TYPE_CHECKING
from bylint.text import Source, Span

if TYPE_CHECKING:
    from typing import Any

START = Span(0, 0)

_NEAR = "Did you mean {near}?"
_FROM_HERE = "The path counts from the folder of this file."
_MEND = "Check that it works with bylint {bylint}, mend it or uninstall it."

MESSAGES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "config": {
        "unreadable": ("The config file cannot be read: {reason}.", ""),
        "unknown-setting": ("There is no setting {name}.", "The settings are {all}."),
        "misspelt-setting": ("There is no setting {name}.", _NEAR),
        "unknown-rule": ("There is no rule or category {name}.", "`bylint rules` lists the rules."),
        "misspelt-rule": ("There is no rule or category {name}.", _NEAR),
        "unknown-option": ("The rule {rule} has no option {name}.", "It takes {all}."),
        "misspelt-option": ("The rule {rule} has no option {name}.", _NEAR),
        "unknown-language": ("There is no language {name}.", "Installed are {all}."),
        "misspelt-language": ("There is no language {name}.", _NEAR),
        "unknown-value": ("{name} cannot be {value}.", "It may be {all}."),
        "misspelt-value": ("{name} cannot be {value}.", _NEAR),
        "wrong-type": ("{name} must be {expected}, not {value}.", ""),
        "wrong-range": ("{name} cannot be {value}.", "It may be {limit} or more."),
        "wrong-size": ("{name} must hold {limit} values, not {value}.", ""),
        "missing": ("{name} lacks {lacking}.", ""),
        "unknown-preset": (
            "There is no preset {name}.",
            "The presets are {all}.",
        ),
        "misspelt-preset": ("There is no preset {name}.", _NEAR),
        "missing-file": (
            "There is no file {name}.",
            _FROM_HERE,
        ),
        "circular": ("This config extends itself: {chain}.", "Remove the line."),
        "baseline-unreadable": (
            "The baseline cannot be read: {reason}.",
            "`bylint baseline` writes one.",
        ),
        "baseline-version": (
            "The baseline is of version {version}; this bylint reads version {known}.",
            "Update bylint, or write it again: bylint baseline --force.",
        ),
        "since": ("What changed since {ref} cannot be told: {reason}.", ""),
    },
    "language": {
        "unreadable": ("The language file cannot be read: {reason}.", ""),
        "misspelt-name": ("Nothing is named {name}.", _NEAR),
        "unknown-key": ("{where} has no part {name}.", "Its parts are {all}."),
        "wrong-type": ("{name} must be {expected}, not {value}.", ""),
        "missing": ("The language file lacks {name}.", ""),
        "conflict": (
            "Another file of this language says something else for {name}.",
            "Leave it out in one of the two.",
        ),
        "unknown-message": ("The rule {rule} has no message {name}.", "It has {all}."),
        "placeholder": ("The rule {rule} has no {{{name}}} in its message {key}.", ""),
    },
    "pack": {
        "unreadable": ("The rule pack cannot be read: {reason}.", ""),
        "unknown-key": ("There is no key {name} here.", "The keys are {all}."),
        "misspelt-key": ("There is no key {name} here.", _NEAR),
        "unknown-value": ("{name} cannot be {value}.", "It may be {all}."),
        "misspelt-value": ("{name} cannot be {value}.", _NEAR),
        "wrong-type": ("{name} must be {expected}, not {value}.", ""),
        "wrong-range": ("{name} cannot be {value}.", "It needs {limit} or more."),
        "missing": ("{where} lacks {lacking}.", ""),
        "needless": (
            "The rule {rule} is of kind {kind} and takes no {name}.",
            "It takes {all}.",
        ),
        "lacking": ("The rule {rule} of kind {kind} lacks {all}.", ""),
        "too-much": ("The rule {rule} has {all}.", "Leave one, or make two rules."),
        "empty-phrase": ("The rule {rule} has an empty phrase.", "Take it out."),
        "short-phrase": (
            "The rule {rule} has a phrase of one character, {phrase}, which stands nearly everywhere.",
            "Write more of it, or make a rule of kind pattern.",
        ),
        "pattern": ("A pattern of the rule {rule} cannot be used: {reason}.", ""),
        "placeholder": (
            "The {key} of the rule {rule} cannot ask for {{{name}}}.",
            "It may ask for: {all}.",
        ),
        "braces": (
            "The {key} of the rule {rule} cannot be read: {reason}.",
            "Write {{{{ and }}}} for braces.",
        ),
        "case-language": (
            "The rule {rule} does not tell the language of its {name} cases.",
            "Write {name}: {{en: [...]}}, or give the rule one language.",
        ),
        "name": ("The rule {rule} cannot be used: {reason}.", ""),
        "repeated": (
            "{other} brings a rule {rule} already; this one is left out.",
            "Rename one of the two.",
        ),
    },
    "plugin": {
        "broken": (
            "The plugin {plugin} cannot be used: {reason}.",
            _MEND,
        ),
        "version": (
            "The plugin {plugin} needs bylint {needs}; this is {bylint}.",
            "Update one.",
        ),
        "hook": (
            "The plugin {plugin} failed in {hook}: {reason}.",
            _MEND,
        ),
        "nothing": (
            "The plugin {plugin} offers nothing.",
            "Mark its functions with @bylint.hookimpl; their names begin with bylint_.",
        ),
        "wrong-type": ("The plugin {plugin} gave {value} in {hook}, not {expected}.", ""),
        "bad-rule": ("The rule {rule} of {plugin} cannot be used: {reason}.", ""),
        "repeated": (
            "{plugin} brings the {kind} {name}, which {other} brings already; it is left out.",
            "Rename one of the two.",
        ),
        "not-local": (
            "What the plugin {plugin} gives in {hook} is not used: only installed plugins may.",
            "Make a distribution of it.",
        ),
        "elsewhere": (
            "The file {plugin} is not the one that is installed: that is {place}.",
            "Install its folder with --editable, or uninstall the other one.",
        ),
        "refused": (
            "The plugin {plugin} was not loaded: local plugins are not allowed in this run.",
            "",
        ),
        "missing": (
            "There is no plugin {plugin}.",
            _FROM_HERE,
        ),
    },
    "unreadable-article": {
        "missing": ("There is no file or folder of this name.", ""),
        "nothing": (
            "Nothing in this folder is an article.",
            "Articles end in {suffixes}; `include` adds others. What git ignores is left out.",
        ),
        "gone": ("The file was there when its folder was listed, and is gone.", ""),
        "folder": ("This is a folder, not a file.", ""),
        "pipe": ("This is a pipe, not a file.", "`-` reads standard input."),
        "socket": ("This is a socket, not a file.", ""),
        "device": ("This is a device, not a file.", ""),
        "failed": ("It cannot be read: {reason}.", ""),
        "too-large": (
            "The file has {size} MB; bylint reads no more than {limit} MB.",
            "Split it, or `exclude` it.",
        ),
        "utf-16": ("The file is UTF-16, not UTF-8.", "Save it as UTF-8."),
        "not-utf-8": (
            "The file is not UTF-8: byte 0x{byte} at byte offset {at}.",
            "Save it as UTF-8.",
        ),
        "nul": ("The file holds a NUL character and is probably not text.", ""),
        "ended": (
            "The process that checked it ended early, twice ({reason}).",
            "Perhaps there is too little memory: try --jobs 1, split the file, or `exclude` it.",
        ),
        "crash": (
            "It could not be checked: {reason}.",
            "This is a fault of bylint, or of the plugin that reads the format; please report it.",
        ),
    },
    "unwritable-article": {
        "failed": ("The mended article could not be written: {reason}.", ""),
        "changed": (
            "The file changed while it was checked; it was left as it is.",
            "Run bylint again.",
        ),
    },
}
"""English, by rule and key. Faults of language files and packs are told under the rule `plugin`."""


def fault(rule: str, key: str, span: Span = START, /, **params: Param) -> Diagnostic:
    """A complaint of the workspace. Raises `KeyError` for a key that has no message."""
    message, hint = MESSAGES[rule][key]
    is_data = rule in ("language", "pack")
    told = "plugin" if is_data else rule
    said = f"{rule}-{key}" if is_data else key
    return engine(told, said, span, Severity.ERROR, message, hint, **params)


def misspelt(kind: str, name: str, known: Iterable[str], span: Span, **params: Param) -> Diagnostic:
    """A complaint about a name in a config file, with the nearest one that exists."""
    names = list(known)
    near = nearest(name, names)
    if near:
        return fault("config", f"misspelt-{kind}", span, name=name, near=near, **params)
    return fault("config", f"unknown-{kind}", span, name=name, all=listed(names), **params)


def nearest(name: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """The known name most like a name, "" where none is; short names may differ by half."""
    from difflib import get_close_matches

    folded = {_folded(each): each for each in known}
    close = get_close_matches(_folded(name), folded, 1, likeness if name[3:] else 0.5)
    return folded[close[0]] if close else ""


def _folded(name: str) -> str:
    return name.casefold().replace("_", "-")


def listed(names: Iterable[str]) -> str:
    """Names as they stand in a sentence."""
    return ", ".join(names)


def reason(error: BaseException) -> str:
    """An exception in one line."""
    said = " ".join(str(error).split()).rstrip(".")
    name = type(error).__name__
    return f"{name}: {said}" if said else name


def named(path: Iterable[str | int]) -> str:
    """A path into data as people write it: `rules.missing-summary`, `overrides[0].files`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".") or "the file"


def shown(value: Any) -> str:
    """A value as it would stand in a file, shortened."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


class Complaints:
    """Complaints by the file they speak of, in the order in which the files came up."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Source, list[Diagnostic]]] = {}

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, source: Source, *diagnostics: Diagnostic) -> None:
        """Complain of a file."""
        if diagnostics:
            known = self._found.setdefault(source.path, (source, []))[1]
            known.extend(each for each in diagnostics if each not in known)

    def extend(self, files: Iterable[Checked]) -> None:
        """Take over complaints made elsewhere."""
        for file in files:
            self.add(file.source, *file.diagnostics)

    def files(self) -> tuple[Checked, ...]:
        """The files complained of; each failed."""
        return tuple(
            Checked(source, tuple(sorted(found, key=lambda each: (each.span, each.message))), True)
            for source, found in self._found.values()
        )
