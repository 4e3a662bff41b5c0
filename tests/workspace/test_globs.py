"""Globs of config files."""

from __future__ import annotations

import time

import pytest

from bylint.workspace.globs import Globs

ROOT = "/house"


@pytest.mark.parametrize(
    ("pattern", "fits", "not_"),
    [
        ("*.md", ["a.md", "deep/er/a.md"], ["a.mdx", "a.md.txt"]),
        ("drafts", ["drafts/a.md", "x/drafts/b/c.md", "drafts"], ["drafts.md", "my-drafts/a.md"]),
        ("drafts/", ["drafts/a.md", "x/drafts/a.md"], ["drafts.md"]),
        ("/drafts", ["drafts/a.md"], ["x/drafts/a.md"]),
        ("./docs/*.md", ["docs/a.md"], ["docs/x/a.md", "x/docs/a.md"]),
        ("docs/**/*.md", ["docs/a.md", "docs/x/y/a.md"], ["a.md", "x/docs/a.md"]),
        ("docs/**", ["docs/a.md", "docs/x/a.md"], ["doc/a.md"]),
        ("**/docs/*.md", ["docs/a.md", "x/y/docs/a.md"], ["docs/x/a.md"]),
        ("**", ["a.md", "x/a.md"], []),
        ("**/**/a.md", ["a.md", "x/y/a.md"], ["b.md"]),
        ("a?.md", ["ab.md"], ["a.md", "a/.md"]),
        ("[ab].md", ["a.md"], ["c.md"]),
        ("[!ab].md", ["c.md"], ["a.md"]),
        ("記事/*.md", ["記事/本文.md"], ["本文.md"]),
        ("が*.md", ["か\u3099ぎ.md", "が.md"], ["か.md"]),
        (".github/**", [".github/a.md"], ["github/a.md"]),
        ("", [], ["a.md"]),
        (".", [], ["a.md"]),
    ],
)
def test_pattern(pattern: str, fits: list[str], not_: list[str]) -> None:
    globs = Globs([pattern], ROOT)
    assert [path for path in fits if not globs.match(f"{ROOT}/{path}")] == []
    assert [path for path in not_ if globs.match(f"{ROOT}/{path}")] == []


def test_one_pattern_of_several_is_enough() -> None:
    assert Globs(["a.md", "b.md"], ROOT).match(f"{ROOT}/b.md")
    assert not Globs([], ROOT).match(f"{ROOT}/b.md")


def test_path_outside_the_folder_is_seen_from_the_root() -> None:
    globs = Globs(["other/*.md"], ROOT)
    assert globs.match("/other/a.md")
    assert not globs.match("/elsewhere/other/a.md")
    assert Globs(["*.md"], ROOT).match("/other/a.md")
    assert Globs(["*.md"], "/").match("/a.md")


def test_pattern_that_could_try_everything_is_quick() -> None:
    globs = Globs(["/".join(["**", "*a*a*a*"] * 12) + "/b"], ROOT)
    start = time.perf_counter()
    assert not globs.match(ROOT + "/" + "/".join(["a" * 40] * 40))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("pattern", "hidden"),
    [(".github/**", True), ("**/.x/*.md", True), ("*.md", False), ("./docs", False)],
)
def test_whether_something_hidden_is_named(pattern: str, hidden: bool) -> None:
    assert Globs([pattern], ROOT).reaches_hidden() is hidden
