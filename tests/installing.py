"""Plugins of strangers, installed in a folder as an installer leaves them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

RULE = '''
from bylint import Rule

class {name}(Rule, name="{rule}", category="acme", severity="warning"):
    """A rule of a plugin."""
    messages = {{"found": "Found."}}
    def check(self, document):
        for block in document.visible():
            yield self.finding(block.span, "found")
'''

HOOK = """
from bylint import hookimpl

@hookimpl
def bylint_rules():
    return [{rules}]
"""


class Site:
    """A folder in which distributions are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(
        self, name: str, code: str, *, version: str = "1.0", value: str = "", requires: str = ""
    ) -> str:
        """Install a distribution with one plugin; returns its module's name."""
        module = name.replace("-", "_")
        (self.folder / f"{module}.py").write_text(code, encoding="utf-8")
        info = self.folder / f"{module}-{version}.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        metadata += f"Requires-Dist: {requires}\n" if requires else ""
        (info / "METADATA").write_text(metadata, encoding="utf-8")
        points = f"[bylint]\nacme = {value or module}\n\n[console_scripts]\nx = y\n"
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        return module


def installed_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site of this process, for a fixture; forgotten afterwards."""
    folder.mkdir()
    known = set(sys.modules)
    monkeypatch.syspath_prepend(str(folder))
    yield Site(folder)
    for name in set(sys.modules) - known:
        if (folder / f"{name}.py").exists():
            del sys.modules[name]


def with_rules(*names: str) -> str:
    """The code of a plugin with rules of these names."""
    classes = [name.replace("-", " ").title().replace(" ", "") for name in names]
    code = "".join(
        RULE.format(name=each, rule=name) for each, name in zip(classes, names, strict=True)
    )
    return code + HOOK.format(rules=", ".join(classes))
