"""The cache of outcomes: what it gives back, when it holds, and what damage does to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bylint.diagnostics import (
    Checked,
    Diagnostic,
    Edit,
    Fix,
    Related,
    Safety,
    Severity,
    Silenced,
)
from bylint.text import Source, Span
from bylint.workspace.cache import FOLDER, Cache, Place, code
from bylint.workspace.linter import Linter

DATA = "円安\r\n😀𠮷[3]".encode()
WHERE = Place(b'"a.md"', b"0123")


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own cache folder."""
    folder = tmp_path / "user"
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(folder))
    return folder / "key"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder that is checked."""
    folder = tmp_path / "root"
    folder.mkdir()
    (folder / "a.md").write_bytes(DATA)
    (folder / ".bylint.yaml").write_text("", encoding="utf-8")
    return folder


def checked(**more: object) -> Checked:
    fix = Fix("Mend\ud800", (Edit(Span(0, 1), "あ\t\n"), Edit(Span(2, 2), "")), Safety.UNSAFE)
    item = Diagnostic(
        Span(4, 7),
        "undefined-citation",
        "citations",
        Severity.ERROR,
        "[3] has\tno entry.",
        "Add one.\n",
        fix,
        (Related(Span(0, 1), "here"),),
        "https://example.org",
        "undefined",
        {"marker": "[3]", "count": 3, "share": 0.1},
    )
    other = item._replace(fix=None, related=(), severity=Severity.INFO, whole=True)
    made = Checked(
        Source("a.md", DATA.decode()), (item, other), silenced=(Silenced(other, "理由"),)
    )
    return made._replace(**more)  # type: ignore[arg-type]


def same(one: Checked | None, other: Checked) -> bool:
    """Whether two outcomes are the same in all but the identity of their sources."""
    assert one is not None
    texts = (one.source.path, one.source.text, one.source.bom)
    assert texts == (other.source.path, other.source.text, other.source.bom)
    return one._replace(source=other.source) == other


def written(root: Path) -> Path:
    """A cache with one outcome in it."""
    cache = Cache(str(root), ())
    assert cache.get(WHERE, "a.md", DATA) is None
    cache.put(WHERE, checked())
    cache.save()
    assert cache.notes == ()
    return Path(cache.file)


def again(root: Path) -> tuple[Checked | None, tuple[str, ...]]:
    cache = Cache(str(root), ())
    return cache.get(WHERE, "a.md", DATA), cache.notes


def test_gives_back_what_was_put_in(root: Path) -> None:
    file = written(root)
    found, notes = again(root)
    assert same(found, checked())
    assert notes == ()
    assert sorted(os.listdir(file.parent)) == [".gitignore", "articles"]
    assert (file.parent / ".gitignore").read_bytes() == b"*\n"


def test_holds_for_the_same_content_and_settings_only(root: Path) -> None:
    written(root)
    cache = Cache(str(root), ())
    assert cache.get(Place(WHERE.path, b"0124"), "a.md", DATA) is None
    assert cache.get(Place(b'"b.md"', WHERE.holds), "b.md", DATA) is None


def test_keeps_nothing_that_failed_or_would_not_come_back_as_it_was(root: Path) -> None:
    cache = Cache(str(root), ())
    item = checked().diagnostics[0]
    cache.put(WHERE, checked(failed=True))
    cache.put(WHERE, checked(diagnostics=(item._replace(params={"marker": Severity.ERROR}),)))
    cache.save()
    assert not os.path.exists(cache.file)


def test_truncated_at_every_byte_it_is_as_if_absent(root: Path) -> None:
    file = written(root)
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        found, notes = again(root)
        assert found is None
        assert len(notes) == 1
        assert notes[0].startswith("The cache .bylint_cache/articles is ")
        assert notes[0].endswith("; every article was checked anew.")


def test_with_any_byte_changed_it_is_as_if_absent(root: Path) -> None:
    file = written(root)
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert again(root)[0] is None


def test_is_believed_only_where_it_was_signed_with_the_key_of_this_user(
    root: Path, key: Path
) -> None:
    written(root)
    key.write_bytes(b"x" * 32)
    assert again(root) == (
        None,
        (
            "The cache .bylint_cache/articles is that of another user, of another machine or of another"
            " BYLINT_CACHE_DIR; every article was checked anew.",
        ),
    )


def test_that_it_was_changed_is_told_apart_from_another_key(root: Path) -> None:
    file = written(root)
    file.write_bytes(file.read_bytes().replace(b"0123", b"0124"))
    assert again(root) == (
        None,
        ("The cache .bylint_cache/articles is damaged; every article was checked anew.",),
    )


def test_another_key_writes_it_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(root)
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(root / "elsewhere"))
    cache = Cache(str(root), ())
    assert cache.get(WHERE, "a.md", DATA) is None
    cache.put(WHERE, checked())
    cache.save()
    found, notes = again(root)
    assert same(found, checked())
    assert notes == ()


@pytest.mark.parametrize("content", [b"", b"short"])
def test_without_a_whole_key_nothing_is_kept(root: Path, key: Path, content: bytes) -> None:
    file = written(root)
    before = file.read_bytes()
    key.write_bytes(content)
    cache = Cache(str(root), ())
    assert cache.get(WHERE, "a.md", DATA) is None
    cache.put(WHERE, checked())
    cache.save()
    assert file.read_bytes() == before


def test_where_no_key_can_be_kept(root: Path, key: Path) -> None:
    key.parent.parent.mkdir(exist_ok=True)
    key.parent.write_bytes(b"")
    cache = Cache(str(root), ())
    cache.put(WHERE, checked())
    cache.save()
    assert cache.notes == (
        "The cache .bylint_cache/articles is not used, as no key can be kept: File exists;"
        " every article was checked anew.",
    )


@pytest.fixture(params=["file", "folder", "link", "pipe"])
def hindrance(root: Path, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Something else where the cache would be."""
    place = root / FOLDER
    if request.param == "file":
        place.write_bytes(b"")
    elif request.param == "folder":
        (place / "articles").mkdir(parents=True)
    elif request.param == "link":
        (tmp_path / "elsewhere").mkdir()
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.mkdir()
        os.mkfifo(place / "articles")
    yield request.param
    assert not (tmp_path / "elsewhere" / "articles").exists()


def test_what_is_in_the_way_is_told_once(root: Path, hindrance: str) -> None:
    cache = Cache(str(root), ())
    assert cache.get(WHERE, "a.md", DATA) is None
    cache.put(WHERE, checked())
    cache.save()
    assert len(cache.notes) == 1
    why = {
        "file": "cannot be read: Not a directory",
        "folder": "cannot be read: Is a directory",
        "link": "cannot be written: it is a link",
        "pipe": "cannot be read: it is no file",
    }
    assert why[hindrance] in cache.notes[0]


def test_forgets_articles_that_are_gone_and_keeps_the_others(root: Path) -> None:
    written(root)
    cache = Cache(str(root), ())
    cache.put(Place(b'"gone.md"', b"1"), checked())
    cache.save()
    cache = Cache(str(root), ())
    cache.put(Place(b'"b.md"', b"1"), checked())
    cache.save()
    lines = Path(cache.file).read_bytes().splitlines()[1:]
    assert [line.partition(b"\t")[0] for line in lines] == [b'"a.md"', b'"b.md"']


def test_lies_in_the_repository_or_beside_the_config(root: Path) -> None:
    inner = root / "b" / "c"
    inner.mkdir(parents=True)
    assert Cache(str(inner), ()).file == str(root / FOLDER / "articles")
    (root / "b" / ".git").mkdir()
    assert Cache(str(inner), ()).file == str(root / "b" / FOLDER / "articles")


def test_code_that_is_worked_on_counts(tmp_path: Path) -> None:
    package = tmp_path / "house"
    (package / "views").mkdir(parents=True)
    for name in ("__init__.py", "rule.py", "views/fact.py"):
        (package / name).write_text("", encoding="utf-8")
    watched = [str(package / "rule.py")]
    before = code(watched)
    assert code(watched) == before
    (package / "views" / "fact.py").write_text("x = 1", encoding="utf-8")
    assert code(watched) != before


# The linter with a cache


def outcome(root: Path, **more: object) -> tuple[list[Checked], tuple[str, ...]]:
    report = Linter(root=root, cached=True, **more).check_paths(["."])  # type: ignore[arg-type]
    return list(report.files), report.notes


PARTS = st.sampled_from(
    (
        "# 見出し\n\n",
        "円安が進んだ[3]。",
        "😀**来年。**も続く",
        "AIが書いた記事です。",
        "\r\n",
        "\n\n",
        "<!-- bylint-disable-line missing-disclosure -- 理由 -->",
        "As an AI language model, ",
        "<!-- bylint-disable unrendered-emphasis -->",
        "まるで魔法のようだ。",
        "𠮷",
        "## 参考文献\n\n[3] x\n",
        "<!-- bylint-disable-file x -->",
        "&amp; <b>b</b> ",
        "[1][2] ",
        "\ufeff",
        "- 一\n- 二\n",
    )
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(PARTS, max_size=12).map("".join), min_size=1, max_size=3))
def test_findings_from_the_cache_are_those_of_a_check(root: Path, texts: list[str]) -> None:
    for index, text in enumerate(texts):
        (root / f"{index}.md").write_bytes(text.encode())
    first, notes = outcome(root)
    second, more = outcome(root)
    fresh = list(Linter(root=root).check_paths(["."]).files)
    assert notes == more == ()
    for one, two, three in zip(first, second, fresh, strict=True):
        assert same(one, three)
        assert same(two, three)


def test_what_changes_is_checked_anew(root: Path) -> None:
    (root / "a.md").write_text("円安が進んだ😀**来年。**も続く\n", encoding="utf-8")

    def rules(**more: object) -> list[str]:
        ((file,), _) = outcome(root, **more)
        return [item.rule for item in file.diagnostics]

    every = ["unrendered-emphasis", "missing-disclosure"]
    assert rules() == every
    assert rules(select=["unrendered-emphasis"]) == every[:1]
    assert rules(ignore=["unrendered-emphasis"]) == every[1:]
    (root / ".bylint.yaml").write_text("rules: {missing-disclosure: off}", encoding="utf-8")
    assert rules() == every[:1]
    (root / ".bylint.yaml").write_text("extends: base.yaml", encoding="utf-8")
    (root / "base.yaml").write_text("rules: {residue: off}", encoding="utf-8")
    assert rules() == every[1:]
    (root / "a.md").write_text("この記事はAIが下書きし、人が確認しました。\n", encoding="utf-8")
    assert rules() == []


def test_commits_are_looked_at_each_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".bylint.yaml").write_text(
        "rules: {missing-disclosure: {require: when-marked}}", encoding="utf-8"
    )
    kept: list[Checked] = []
    monkeypatch.setattr(Cache, "put", lambda _, __, checked: kept.append(checked))
    outcome(root)
    assert kept == []
