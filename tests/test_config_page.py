"""docs/config.md and the schema that is shipped: generated, complete, and right in every example."""

from __future__ import annotations

import importlib.util
import json
import re
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import jsonschema_rs
import pytest

from bylint import Linter
from bylint.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(yaml|toml)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SCHEMA = files("bylint_rules").joinpath("config.schema.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def docs() -> ModuleType:
    """The script that writes the page."""
    spec = importlib.util.spec_from_file_location("docs", ROOT / "scripts" / "docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_and_schema_are_up_to_date(docs: ModuleType) -> None:
    pages = dict(docs.pages())
    assert pages[docs.CONFIG] == PAGE
    assert pages[docs.SCHEMA] == SCHEMA


def test_shipped_schema_is_a_schema() -> None:
    schema = json.loads(SCHEMA)
    assert jsonschema_rs.meta.is_valid(schema)
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid(
        {"extends": "strict", "rules": {"missing-summary": {"require": "lead"}}}
    )
    assert not validator.is_valid({"rules": {"missing-summary": {"require": "leed"}}})
    assert not validator.is_valid({"rulez": {}})


def test_every_setting_has_a_section_with_an_example_of_it() -> None:
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL))
    for name in json.loads(SCHEMA)["properties"]:
        assert re.search(r"^- Type: .+\n- Default: .+$", sections[name], re.MULTILINE)
        assert f"\n{name}:" in sections[name].partition("```yaml")[2]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_example_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, example: str
) -> None:
    monkeypatch.setenv("BYLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "bylint.yaml").touch()
    (tmp_path / "house" / "packs").mkdir()
    for pack in ("wording.yaml", "packs/names.yaml"):
        (tmp_path / "house" / pack).write_text("rules: []\n", encoding="utf-8")
    assert main(["new", "no-notes"]) == 0
    name = {"yaml": ".bylint.yaml", "toml": "pyproject.toml"}[kind]
    (tmp_path / name).write_text(example, encoding="utf-8")
    linter = Linter(root=tmp_path)
    made = linter.settings(str(tmp_path))
    assert linter.faults == ()
    assert made.layers[-1].config.shown == name
    assert made.layers[-1].config.data.value


def test_there_are_examples_in_both_formats() -> None:
    assert {kind for kind, _ in EXAMPLES} == {"yaml", "toml"}
