"""Citations mended in files by the real program: byte for byte, safe fixes alone unless asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import House

BEFORE = (
    "\ufeff#  題 \r\n\r\n雨です😀[3]。\t𠮷田川です[ 1 ]。  \r\n\r\n橋です[1, 3][2。\r\n\r\n"
    "## 参考文献\r\n\r\n- [1] *県*  の発表 &amp; https://a.example/?b=1&amp;c=[1]\r\n"
    "- [2] `町` 2024\r\n- [3] 市\u30002024\r\n\r\n　おわり\u2028\r\n"
)
SAFE = (
    "\ufeff#  題 \r\n\r\n雨です😀[1]。\t𠮷田川です[2]。  \r\n\r\n橋です[2, 1][3]。\r\n\r\n"
    "## 参考文献\r\n\r\n- [1] 市\u30002024\r\n- [2] *県*  の発表 &amp; https://a.example/?b=1&amp;c=[1]\r\n"
    "- [3] `町` 2024\r\n\r\n　おわり\u2028\r\n"
)
UNUSED = "雨です[1]。川です[3]。\n\n## 出典\n\n- [1] 県 2024\n- [2] 町 2024\n- [3] 市 2024\n"
USED = "雨です[1]。川です[2]。\n\n## 出典\n\n- [1] 県 2024\n- [2] 市 2024\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    folder = tmp_path / "house"
    folder.mkdir()
    return House(folder, tmp_path / "cache")


def fixed(house: House, text: str, *arguments: str) -> str:
    path = house.write("a.md", text)
    house.run("check", "a.md", "--select", "citations", *arguments)
    return path.read_bytes().decode("utf-8")


def test_safe_fixes_change_nothing_else(house: House) -> None:
    assert fixed(house, BEFORE, "--fix") == SAFE
    assert fixed(house, SAFE, "--fix", "--unsafe-fixes") == SAFE


def test_difference_is_shown_and_not_written(house: House) -> None:
    assert fixed(house, BEFORE, "--diff") == BEFORE


def test_sources_are_removed_only_where_that_is_wanted(house: House) -> None:
    assert fixed(house, UNUSED, "--fix") == UNUSED
    assert fixed(house, UNUSED, "--fix", "--unsafe-fixes") == USED
    assert fixed(house, USED, "--fix", "--unsafe-fixes") == USED
