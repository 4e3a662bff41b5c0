"""`bylint init`: a config file for what lies in a folder, and the schema beside it."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema_rs
import pytest
from house import House

from bylint import Linter
from bylint.workspace.data import source_of
from bylint.workspace.parsing import yaml_of
from bylint.workspace.registry import registry
from bylint.workspace.survey import MOST, survey

ENGLISH = "# The yen\n\nThe yen keeps falling, and nobody knows when it will stop.\n"
PRESETS = (
    "basic, cn-labeling, default, eu-ai-act, eu-ai-act-editorial, jp-media, kr-basic-act, medium,"
    " news-digest, newsroom, no-ai, strict, translation, us-ny-fair-news"
)
JAPANESE = "# 円安\r\n\r\n円安は来年も続くと𠮷野さんは見ている😀。\r\n"


@pytest.fixture
def folder(house: House) -> House:
    """A folder with articles and no settings."""
    for file in house.folder.iterdir():
        file.unlink()
    house.write("記事/円安.md", JAPANESE)
    house.write("記事/その二.txt", JAPANESE)
    house.write("posts/yen.html", "<p>The yen keeps falling, and nobody knows why.</p>")
    house.write("README.md", "no article")
    return house


def test_files_that_are_written(folder: House) -> None:
    ran = folder.run("init", "--preset", "news-digest")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines == [
        "3 articles: .html (1), .md (1), .txt (1).",
        "Folders: 記事 (2), posts (1).",
        "Languages: ja (2), en (1).",
        "wrote .bylint.yaml and .bylint.schema.json; now say: bylint check",
    ]
    text = (folder.folder / ".bylint.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=./.bylint.schema.json"
    assert [line for line in lines if line and not line.startswith("#")] == ["extends: news-digest"]
    assert f"# Presets: {PRESETS}; or the path of a config file, or a list." in lines
    assert "# language: ja" in lines
    assert "#   missing-disclosure: error  # in 3 of 3" in lines
    assert text.endswith("in 3 of 3\n")
    schema = (folder.folder / ".bylint.schema.json").read_text(encoding="utf-8")
    assert json.loads(schema) == registry().config_schema
    assert folder.run("check").err == ""


def test_one_language_is_set(folder: House) -> None:
    (folder.folder / "posts/yen.html").unlink()
    assert folder.run("init").code == 0
    lines = (folder.folder / ".bylint.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        "extends: default",
        "language: ja",
    ]


def test_every_setting_in_the_comments_is_sound(folder: House) -> None:
    folder.run("init", "--preset", "strict")
    path = folder.folder / ".bylint.yaml"
    commented = re.compile(r"^# (?=  |[a-z_]+:(?: |$))", re.MULTILINE)
    path.write_text(commented.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    value = yaml_of(source_of(str(path))).value
    assert set(value) == {"extends", "language", "exclude", "include", "overrides", "rules"}
    assert value["rules"]["missing-disclosure"] == "error"
    schema = (folder.folder / ".bylint.schema.json").read_text(encoding="utf-8")
    assert jsonschema_rs.validator_for(json.loads(schema)).is_valid(value)
    linter = Linter(root=folder.folder)
    linter.settings(str(folder.folder))
    assert linter.faults == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".bylint.yaml", "extends: strict\n"),
        (".bylint.yml", ""),
        (".bylint.schema.json", "{}"),
        ("pyproject.toml", "[tool.bylint]\n"),
    ],
)
def test_nothing_is_overwritten_unless_forced(folder: House, name: str, text: str) -> None:
    folder.write(name, text)
    before = {path.name: path.read_bytes() for path in folder.folder.iterdir() if path.is_file()}
    assert folder.run("init") == (
        2,
        "",
        f"bylint: {name} is there already; --force writes .bylint.yaml all the same\n",
    )
    assert before == {
        path.name: path.read_bytes() for path in folder.folder.iterdir() if path.is_file()
    }
    assert folder.run("init", "--force").code == 0
    assert "extends: default" in (folder.folder / ".bylint.yaml").read_text(encoding="utf-8")


def test_what_is_overwritten_is_kept(folder: House) -> None:
    folder.write(".bylint.yaml", "# 大切な設定😀\r\nextends: strict\n")
    ran = folder.run("init", "--force")
    assert (ran.code, ran.lines[-2]) == (0, "kept what .bylint.yaml held as .bylint.yaml.old")
    kept = folder.folder / ".bylint.yaml.old"
    assert kept.read_bytes() == "# 大切な設定😀\r\nextends: strict\n".encode()
    assert not (folder.folder / ".bylint.schema.json.old").exists()
    written = (folder.folder / ".bylint.yaml").read_bytes()
    assert "kept" not in folder.run("init", "--force").out
    folder.write(".bylint.yaml", "extends: strict\n")
    assert folder.run("init", "--force").lines[-2] == (
        "kept what .bylint.yaml held as .bylint.yaml.old2"
    )
    assert (folder.folder / ".bylint.yaml.old2").read_bytes() == b"extends: strict\n"
    assert kept.read_bytes() == "# 大切な設定😀\r\nextends: strict\n".encode()
    assert (folder.folder / ".bylint.yaml").read_bytes() == written


def test_a_pyproject_that_does_not_speak_of_bylint(folder: House) -> None:
    folder.write("pyproject.toml", "[project]\nname = 'x'\n")
    assert folder.run("init").code == 0


def test_link_that_leads_nowhere_is_replaced_only_when_forced(folder: House) -> None:
    (folder.folder / ".bylint.yaml").symlink_to(folder.folder / "gone.yaml")
    assert folder.run("init").code == 2
    assert folder.run("init", "--force").code == 0
    assert not (folder.folder / "gone.yaml").exists()
    assert not (folder.folder / ".bylint.yaml").is_symlink()


def test_empty_folder(house: House) -> None:
    (house.folder / "新しい").mkdir()
    ran = house.run("init", "新しい")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == "There are no articles here yet."
    lines = (house.folder / "新しい/.bylint.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "# There are no articles here yet."
    assert [line for line in lines if line and not line.startswith("#")] == ["extends: default"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--preset", "strct"], f"there is no preset strct; there are {PRESETS}"),
        (["無い"], "there is no folder 無い"),
        (["README.md"], "there is no folder README.md"),
    ],
)
def test_what_cannot_be_done(folder: House, arguments: list[str], said: str) -> None:
    assert folder.run("init", *arguments) == (2, "", f"bylint: {said}\n")
    assert not (folder.folder / ".bylint.yaml").exists()


def test_names_in_the_comments_cannot_leave_them(folder: House) -> None:
    folder.write("a\nextends: strict/b.md", ENGLISH)
    ran = folder.run("init")
    assert "Folders: 記事 (2), a\\nextends: strict (1), posts (1)." in ran.lines
    value = yaml_of(source_of(str(folder.folder / ".bylint.yaml"))).value
    assert value == {"extends": "default"}


def test_survey_reads_some_of_many_and_what_git_ignores_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("build/\n", encoding="utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/a.md").write_text(ENGLISH, encoding="utf-8")
    for number in range(MOST + 1):
        (tmp_path / f"{number:03}.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\xff")
    found = survey(str(tmp_path), "default")
    assert found.articles == MOST + 2
    assert found.read == (MOST + 2) // 2
    assert found.languages == {"en": found.read}
    assert found.folders == {"": MOST + 2}
    assert found.findings["missing-disclosure"] == found.read
