"""A project with rule packs: what its rules find, and what is wrong with its packs."""

from __future__ import annotations

import textwrap
from pathlib import Path

from bylint.checking.packs import PackRule
from bylint.checking.testing import mark
from bylint.diagnostics import Checked, Diagnostic
from bylint.text import Span
from bylint.workspace.linter import Linter

PACK = ".bylint/rules/house.yaml"


class Packed:
    """A folder, and linters made anew for every question: files may change in between."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def pack(self, rules: str, name: str = PACK, head: str = "") -> None:
        """Write a pack with these rules, indented as they come."""
        body = textwrap.indent(textwrap.dedent(rules).strip("\n"), "  ")
        self.write(name, f"{head}rules:\n{body}\n")

    def linter(self) -> Linter:
        return Linter(root=self.folder)

    def rules(self) -> dict[str, type[PackRule]]:
        """The rules of the project's packs, by name."""
        return {
            rule.name: rule
            for rule in self.linter().rules
            if issubclass(rule, PackRule) and rule.file.startswith(str(self.folder))
        }

    def check(self, text: str, path: str = "article.md") -> Checked:
        """What the rules of packs say of an article."""
        self.write(path, text)
        report = self.linter().check_paths([path])
        checked = report.files[-1]
        names = {*self.rules(), "rule-crash"}
        kept = tuple(said for said in checked.diagnostics if said.rule in names)
        return checked._replace(diagnostics=kept)

    def found(self, text: str, path: str = "article.md") -> str:
        """An article with what the rules of packs found in it marked; each place once."""
        checked = self.check(text, path)
        spans = {Span(*said.span) for said in checked.diagnostics}
        return mark(checked.source.text, tuple(spans))

    def messages(self, text: str) -> list[str]:
        return [said.message for said in self.check(text).diagnostics]

    def faults(self) -> list[tuple[str, int, str, str]]:
        """File, line, message and hint of all that is wrong with packs and settings."""
        linter = self.linter()
        linter.settings(str(self.folder))
        return [
            (file.source.path, file.source.line_of(said.span.start), said.message, said.hint)
            for file in linter.faults
            for said in file.diagnostics
        ]


def only(found: list[Diagnostic]) -> Diagnostic:
    """The one diagnostic that there is."""
    assert len(found) == 1
    return found[0]
