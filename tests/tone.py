"""A few small rules, a project in which to configure them, and what a report says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from bylint.article.document import Document
from bylint.checking.rule import ByLanguage, Rule
from bylint.diagnostics import Checked, Finding, Report
from bylint.workspace.linter import Linter
from bylint.workspace.registry import KnownRule, PackedLanguage, Registry

SMALL = re.compile("small")


class LoudWord(Rule, name="loud-word", category="tone", severity="warning"):
    """Words that shout.

    ## Options

    - `words`: the words that count as loud (`[LOUD]`).
    - `most`: how many are allowed;
      0 allows none.
    - `mood`: what they are taken for (`angry`).
    - `length`: how long a text must be to be judged, by language.
    """

    words: tuple[str, ...] = ("LOUD",)
    most: int = 0
    mood: Literal["angry", "glad", "off"] = "angry"
    length: ByLanguage[int] = ByLanguage(0, ja=0)
    messages = {"loud": "{word} is loud."}

    def check(self, document: Document) -> Iterator[Finding]:
        found = [
            hit
            for block in document.visible()
            for word in self.words
            for hit in block.prose.find(re.compile(re.escape(word)))
        ]
        if len(document.text) >= self.length.get(document.language) and len(found) > self.most:
            yield from (self.finding(hit.span, "loud", word=hit.text) for hit in found)


class SmallWord(Rule, name="small-word", category="tone", severity="info"):
    """Words in small letters, for which there is no reason."""

    messages = {"small": "{word} is small."}

    def check(self, document: Document) -> Iterator[Finding]:
        for block in document.visible():
            for hit in block.prose.find(SMALL):
                yield self.finding(hit.span, "small", word=hit.text)


class NewWord(SmallWord, name="new-word", category="tone", severity="warning", status="preview"):
    """A rule that is not ready."""


class HouseWord(SmallWord, name="house-word", category="house", severity=None):
    """A rule for those who ask for it."""


class BrokenRule(SmallWord, name="broken-rule", category="house", severity=None):
    """A rule that raises."""

    def check(self, document: Document) -> Iterator[Finding]:
        raise RuntimeError(f"no idea of {document.source.path}")


RULES = (LoudWord, SmallWord, NewWord, HouseWord, BrokenRule)

LANGUAGES = (
    {"code": "en", "name": "English", "stop_words": ["is", "the", "a", "and", "of"]},
    {"code": "ja", "name": "Japanese", "unspaced": True},
)


def made_registry(presets: Mapping[str, str] | None = None, serial: str = "") -> Registry:
    """A registry of the rules above."""
    return Registry(
        rules={rule.name: KnownRule(rule, "bylint-tone") for rule in RULES},
        languages=[PackedLanguage.of(data) for data in LANGUAGES],
        presets=presets or {},
        readers=(),
        reporters=(),
        commands=(),
        serial=serial,
    )


class Project:
    """A folder to check in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, text: str | bytes = "This is LOUD and small.\n") -> Path:
        """Write a file, line endings as given."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def linter(self, config: str | Mapping[str, Any] | None = None, **options: Any) -> Linter:
        """A linter at work in the folder."""
        return Linter(config, root=self.folder, **options)

    def check(self, *paths: str, **options: Any) -> Report:
        """The report on some paths."""
        return self.linter(**options).check_paths(paths)

    def text(self, text: str = "This is LOUD and small.\n", **options: Any) -> Checked:
        """The outcome for a text in the folder."""
        return self.linter(**options).check_text(text)


def told(report: Report | Checked) -> list[str]:
    """What a report says: path, line and column, severity, rule and message."""
    files = report.files if isinstance(report, Report) else (report,)
    lines = []
    for file in files:
        for said in file.diagnostics:
            line, column = file.source.position(said.span.start)
            place = f"{file.source.path}:{line}:{column}"
            lines.append(f"{place} {said.severity.word} {said.rule}: {said.message}")
    return lines


def hints(report: Report) -> list[str]:
    """The hints of a report."""
    return [said.hint for file in report.files for said in file.diagnostics]
