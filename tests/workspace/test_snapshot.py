"""The snapshot: kept in the user's cache, used only while it holds, never in the way."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from bylint.checking.packs import PackRule
from bylint.workspace import registry as registry_module
from bylint.workspace import snapshot
from bylint.workspace.registry import Registry, registry


def test_value_is_kept_under_its_key(cache: Path) -> None:
    snapshot.save("x", ["key", 1], {"規則": [1, None]})
    assert snapshot.load("x", ["key", 1]) == {"規則": [1, None]}
    assert snapshot.load("x", ["key", 2]) is None
    assert snapshot.load("y", ["key", 1]) is None
    assert [path.name for path in cache.iterdir()] == ["x.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", '{"a": 1}', "[0, 1, 2]", "[1, 1]", "\x00", "[" * 100_000, b"\xff\xfe"],
)
def test_file_that_is_none_of_ours_is_as_good_as_none(cache: Path, text: str | bytes) -> None:
    snapshot.save("x", 1, 2)
    (cache / "x.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert snapshot.load("x", 1) is None
    snapshot.save("x", 1, 3)
    assert snapshot.load("x", 1) == 3


def test_folder_that_cannot_be_written_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    snapshot.save("x", 1, 2)
    assert snapshot.load("x", 1) is None
    assert "undefined-citation" in registry().rules


def test_value_that_json_cannot_hold_leaves_nothing_behind(cache: Path) -> None:
    snapshot.save("x", 1, {"a": object()})
    assert not cache.exists() or list(cache.iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"BYLINT_CACHE_DIR": "/own", "XDG_CACHE_HOME": "/xdg"}, "/own"),
        ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/bylint"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/bylint"),
        ("linux", {}, "/home/me/.cache/bylint"),
        ("darwin", {"XDG_CACHE_HOME": "/xdg"}, "/home/me/Library/Caches/bylint"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/bylint/Cache"),
    ],
)
def test_folder(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], expected: str
) -> None:
    for name in ("BYLINT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/me", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert snapshot.folder() == expected


# The snapshot of a scan


def scans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows by every scan."""
    made: list[str] = []
    find = registry_module.plugins.find
    monkeypatch.setattr(registry_module.plugins, "find", lambda: (made.append("scan"), find())[1])
    return made


def told(known: Registry) -> dict[str, tuple[str, object]]:
    """Where each rule comes from, and for one of a pack what the pack says of it."""
    return {
        name: (origin, rule.recipe if issubclass(rule, PackRule) else rule)
        for name, (rule, origin) in known.rules.items()
    }


def test_second_time_nothing_is_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    made = scans(monkeypatch)
    first, second = registry(), registry()
    assert made == ["scan"]
    assert told(first) == told(second)
    assert first.presets == second.presets
    assert list(first.packed_languages) == list(second.packed_languages)
    assert first.serial == second.serial != ""


def test_what_changes_while_it_is_scanned_is_scanned_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = scans(monkeypatch)
    preset = tmp_path / "mine.yaml"
    preset.write_text("rules: {}\n", encoding="utf-8")
    later = 2**33 * 10**9
    os.utime(preset, ns=(later, later))
    ask = registry_module.plugins.ask
    monkeypatch.setattr(
        registry_module.plugins,
        "ask",
        lambda *given: ask(*given)._replace(presets=[str(preset)]),
    )
    registry()
    registry()
    assert made == ["scan", "scan"]
    os.utime(preset)
    registry()
    registry()
    assert made == ["scan", "scan", "scan"]


def test_scan_is_made_anew_when_a_folder_of_distributions_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = scans(monkeypatch)
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    registry()
    registry()
    assert made == ["scan"]
    os.utime(site, (1, 1))
    registry()
    assert made == ["scan", "scan"]


@pytest.mark.parametrize("which", ["languages", "rules", "presets"])
def test_scan_is_made_anew_when_a_file_it_saw_changes(
    monkeypatch: pytest.MonkeyPatch, cache: Path, which: str
) -> None:
    made = scans(monkeypatch)
    registry()
    (file,) = cache.glob("plugins-*.json")
    version, key, value = json.loads(file.read_text(encoding="utf-8"))
    suffix = ".py" if which == "rules" else ".yaml"
    part = "citations" if which == "rules" else which
    path = next(path for path in value["watched"] if part in path and path.endswith(suffix))
    value["watched"][path][0] -= 1
    file.write_text(json.dumps([version, key, value]), encoding="utf-8")
    registry()
    assert made == ["scan", "scan"]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("rules", [["bylint_rules.nowhere", "X", "bylint"]]),
        ("rules", [["bylint.text", "Span", "bylint"]]),
        ("rules", [["os", "system", "bylint"]]),
        ("rules", "x"),
        ("watched", []),
        ("readers", None),
    ],
)
def test_snapshot_that_says_something_odd_is_as_good_as_none(
    monkeypatch: pytest.MonkeyPatch, cache: Path, part: str, value: object
) -> None:
    made = scans(monkeypatch)
    registry()
    (file,) = cache.glob("plugins-*.json")
    version, key, kept = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps([version, key, kept | {part: value}]), encoding="utf-8")
    assert "undefined-citation" in registry().rules
    assert made == ["scan", "scan"]


def test_half_a_snapshot_is_never_seen(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot.save("x", 1, "old")

    def broken(source: str, target: str) -> None:
        raise OSError(source, target)

    monkeypatch.setattr(os, "replace", broken)
    snapshot.save("x", 1, "new")
    assert snapshot.load("x", 1) == "old"
    assert [path.name for path in cache.iterdir()] == ["x.json"]
