"""The public names of bylint: sorted, there, and typed as what they are."""

from __future__ import annotations

import ast
from importlib.metadata import version
from pathlib import Path

import pytest

import bylint


def test_names_are_sorted_and_said_once() -> None:
    assert sorted(set(bylint.__all__)) == bylint.__all__


@pytest.mark.parametrize("name", bylint.__all__)
def test_name_is_there_and_documented(name: str) -> None:
    value = getattr(bylint, name)
    assert name in dir(bylint)
    assert value.__doc__ or name == "hookimpl"
    assert getattr(value, "__module__", "bylint").partition(".")[0] in ("bylint", "pluggy")


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(bylint.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    seen = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(seen) == bylint.__all__
    homes = {name: f"bylint.{home}" for home, names in bylint._HOMES.items() for name in names}
    assert homes == seen


def test_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'bylint' has no attribute 'Lintre'$"):
        bylint.Lintre  # noqa: B018


def test_version_is_that_of_the_distribution() -> None:
    assert bylint.__version__ == version("bylint")
