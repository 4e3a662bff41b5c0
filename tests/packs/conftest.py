"""A folder in which rule packs are written and articles are checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from packed import Packed


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packed:
    """An empty project with a cache of its own."""
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Packed(folder)
