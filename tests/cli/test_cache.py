"""The program with a cache: what it prints must be what it prints without one."""

from __future__ import annotations

import subprocess
import sys

import pytest
from house import House

ARTICLES = 40


@pytest.fixture
def articles(house: House) -> House:
    """A house with articles in it."""
    for number in range(ARTICLES):
        house.write(f"記事/{number:02}.md", f"# 題 {number}\n\n円安は、TODO{number}。😀MAYBE\n")
    house.write("bad.md", b"\xff")
    return house


def test_a_run_with_a_cache_prints_the_same(articles: House) -> None:
    fresh = articles.check(".", "--no-cache")
    assert not (articles.folder / ".bylint_cache").exists()
    first, second = articles.check("."), articles.check(".")
    assert fresh == first == second
    assert (fresh.code, fresh.err) == (2, "")
    assert (articles.folder / ".bylint_cache" / ".gitignore").read_bytes() == b"*\n"
    articles.write("記事/00.md", "fine\n")
    articles.write("記事/new.md", "TODO\n")
    assert articles.check(".") == articles.check(".", "--no-cache")


def test_a_plugin_that_changes_is_asked_anew(articles: House) -> None:
    assert "TODO is left" in articles.check("記事/01.md").out
    code = (articles.folder / "house.py").read_text(encoding="utf-8")
    articles.write("house.py", code.replace('"{word} is left in', '"{word} stands in'))
    assert "TODO stands in" in articles.check("記事/01.md").out
    assert articles.check("記事/01.md", "--no-local-plugins").code == 2


def test_two_runs_at_once(articles: House) -> None:
    runs = [
        subprocess.Popen(
            articles.command("check", ".", "--select", "house"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=articles.folder,
            env=articles.environment(),
        )
        for _ in range(3)
    ]
    told = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [2, 2, 2]
    after = articles.check(".")
    assert after == articles.check(".", "--no-cache")
    assert told == [(after.out.encode(), b"")] * 3
    assert sorted(path.name for path in (articles.folder / ".bylint_cache").iterdir()) == [
        ".gitignore",
        "articles",
    ]


def test_damage_is_told_once_and_mended(articles: House) -> None:
    before = articles.check(".")
    (articles.folder / ".bylint_cache" / "articles").write_bytes(b"nonsense")
    after = articles.check(".")
    assert (after.code, after.out) == (before.code, before.out)
    assert after.err == (
        "bylint: The cache .bylint_cache/articles is of another version or damaged;"
        " every article was checked anew.\n"
    )
    assert articles.check(".") == before


def test_a_place_that_cannot_be_written_changes_nothing_else(articles: House) -> None:
    articles.write(".bylint_cache", "")
    ran = articles.check(".")
    fresh = articles.check(".", "--no-cache")
    assert (ran.code, ran.out) == (fresh.code, fresh.out)
    assert ran.err.count("The cache .bylint_cache/articles cannot be read") == 1
    assert articles.check(".", "--quiet").err == ""


def test_fixes_are_made_from_what_the_cache_knows(articles: House) -> None:
    articles.check("記事/01.md")
    assert articles.check("記事/01.md", "--fix").out.startswith("記事/01.md:3:8: info house-hint")
    assert (
        articles.folder / "記事/01.md"
    ).read_bytes() == "# 題 1\n\n円安は、1。😀MAYBE\n".encode()


LOADED = """
import sys
before = set(sys.modules)
from bylint.cli.main import main
main(["check", "a.md", "--quiet"])
slow = (
    *("bylint_rules", "bylint.article.document", "bylint.article.language", "bylint.article.readers"),
    *("bylint.checking.rule", "bylint.checking.run", "pyromark", "regex", "yaml", "pluggy", "typing", "zlib"),
)
print([name for name in sys.modules if name.startswith(slow) and name not in before])
"""


def test_where_nothing_changed_neither_rules_nor_parsers_are_imported(house: House) -> None:
    house.write(".bylint.yaml", "extends: default\n")
    house.write("a.md", "円安が進んだ😀**来年。**も続く\n")

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", LOADED],
            cwd=house.folder,
            env=house.environment(),
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    run()
    shown = run()
    assert "unrendered-emphasis" in shown
    assert shown.splitlines()[-1] == "[]"
