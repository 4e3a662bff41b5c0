"""A project folder in which the rules of `tone` are installed, and a cache of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tone import Project, made_registry

from bylint.workspace import linter
from bylint.workspace.registry import Registry


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Registry], None]:
    """Make linters see another registry."""
    return lambda known: monkeypatch.setattr(linter, "registry", lambda: known)


@pytest.fixture
def project(tmp_path: Path, use: Callable[[Registry], None]) -> Project:
    """An empty project in which the rules above are installed."""
    use(made_registry())
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder)
