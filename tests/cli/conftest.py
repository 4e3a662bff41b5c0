"""A house to run the program in."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import CONFIG, JAPANESE, PLUGIN, House


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all runs."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def house(tmp_path: Path, cache: Path) -> House:
    """A folder with the house rules."""
    folder = tmp_path / "house"
    folder.mkdir()
    made = House(folder, cache)
    made.write("house.py", PLUGIN)
    made.write("house.ja.yaml", JAPANESE)
    made.write(".bylint.yaml", CONFIG)
    return made
