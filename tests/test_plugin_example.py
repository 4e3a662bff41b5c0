"""The example plugin, built and installed into an environment of its own as a stranger's would be."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from house import Ran

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = ROOT / "plugins" / "bylint-plugin-example"
PAGES = (PLUGIN / "README.md", ROOT / "docs" / "plugins.md")


class Stranger:
    """Somebody's folder, and an environment in which bylint and the plugin are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        self.plugin = folder / "plugin"
        made = self._run([sys.executable, "-m", "virtualenv", "--quiet", "env"], folder)
        assert made.code == 0, made.err
        shutil.copytree(PLUGIN, self.plugin, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        pip = ("pip", "install", "--quiet", "--disable-pip-version-check")
        ran = self.python("-m", *pip, str(ROOT), str(self.plugin), "pytest")
        assert ran.code == 0, ran.err

    def bylint(self, *arguments: str) -> Ran:
        return self._run([str(self.bin / "bylint"), *arguments], self.folder)

    def python(self, *arguments: str, folder: Path | None = None) -> Ran:
        return self._run([str(self.bin / "python"), *arguments], folder or self.folder)

    def _run(self, command: Sequence[str], folder: Path) -> Ran:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "PYTEST", "BYLINT", "GIT_"))
        }
        cache = {"BYLINT_CACHE_DIR": str(self.folder / "cache"), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command,
            cwd=folder,
            env={**kept, **cache},
            capture_output=True,
            check=False,
            timeout=600,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^a-z_ -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", PAGES[1].read_text(encoding="utf-8"), re.MULTILINE)
    }
    links = re.findall(r"\]\(([^)#]*)#?([^)]*)\)", text)
    assert len(links) > 3
    for path, anchor in links:
        assert (page.parent / path).exists(), path
        assert not anchor or anchor in anchors, anchor


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    return Stranger(tmp_path_factory.mktemp("stranger"))


def test_rule_and_language_are_there(stranger: Stranger) -> None:
    ran = stranger.bylint("rules")
    assert (ran.code, ran.err) == (0, "")
    (row,) = (line.split() for line in ran.lines if line.startswith("piled-marks "))
    assert row[:5] == ["piled-marks", "example", "warning", "yes", "stable"]
    assert {"en", "ja", "eo"} <= set(row[5:])
    assert "eo  Esperanto" in stranger.bylint("languages").lines
    assert stranger.bylint("explain", "piled-marks").lines[2] == (
        "Exclamation or question marks are piled up."
    )


def test_articles_are_checked(stranger: Stranger) -> None:
    for name, text in (
        ("a.md", "𠮷野家が**値下げ**！！！\r\n"),
        ("b.txt", "Is it 😀 so??\n"),
        ("c.html", "<p>La pano estas kara!!</p>\n"),
    ):
        (stranger.folder / name).write_bytes(text.encode())
    chosen = ("check", "a.md", "b.txt", "c.html", "--select", "example")
    ran = stranger.bylint(*chosen, "--fail-on", "warning")
    assert (ran.code, ran.err) == (1, "")
    assert [line for line in ran.lines if "piled-marks" in line] == [
        "a.md:1:12: warning piled-marks 3 marks in a row: ！！！",
        "b.txt:1:11: warning piled-marks 2 marks in a row: ??",
        "c.html:1:22: warning piled-marks 2 marks in a row: !!",
    ]
    japanese = stranger.bylint(*chosen, "--ui-language", "ja").lines
    assert "a.md:1:12: warning piled-marks 記号が3個並んでいます：！！！" in japanese
    assert "       ヒント: 1個だけ残してください。" in japanese
    assert stranger.bylint(*chosen, "--fix").code == 0
    assert (stranger.folder / "a.md").read_bytes().decode() == "𠮷野家が**値下げ**！\r\n"


def test_cases_hold(stranger: Stranger) -> None:
    ran = stranger.bylint("test", "bylint-plugin-example")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[-1].endswith(" of 1 rule, 0 failed")
    assert stranger.bylint("test", "--language", "eo").code == 0


def test_its_own_tests_pass(stranger: Stranger) -> None:
    ran = stranger.python("-m", "pytest", "-v", folder=stranger.plugin)
    assert ran.code == 0, ran.out
    assert "test_rule[piled-marks: bad case 1 (ja)] PASSED" in ran.out
    assert "test_language[undefined-citation: bad case 1 (eo)] PASSED" in ran.out


def test_package_of_a_checkout_is_not_taken_for_the_installed_one(stranger: Stranger) -> None:
    ran = stranger.bylint("test", str(stranger.plugin / "src"))
    assert (ran.code, ran.out) == (2, "0 cases of 0 rules, 0 failed\n")
    assert "piled_marks.py is not the one that is installed: that is " in ran.err
    packages = stranger.python("-c", "import bylint_plugin_example as it; print(it.__path__[0])")
    ran = stranger.bylint("test", packages.out.strip())
    assert (ran.code, ran.err) == (0, "")
