"""What a run imports: nothing that costs time and is not needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "asyncio",
    "dataclasses",
    "difflib",
    "email",
    "hashlib",
    "importlib.metadata",
    "inspect",
    "jsonschema_rs",
    "logging",
    "multiprocessing",
    "pathlib",
    "pathspec",
    "pluggy",
    "regex",
    "rich",
    "subprocess",
    "tempfile",
    "tomllib",
    "yaml",
)

REPORT = """
import atexit, json, sys
heavy = {heavy!r}
before = set(sys.modules)
def report():
    found = [name for name in heavy if name in sys.modules and name not in before]
    sys.stderr.write(json.dumps(found))
atexit.register(report)
{code}
"""

CHECK = "from bylint.cli.main import main; sys.exit(main(['check', 'one.md']))"
TEXT = "import bylint; bylint.check_text('# One\\n\\nText.\\n')"
ARTICLE = "# One\n\nThis is the text of an article.\n"
CONFIG = "extends: default\nrules:\n  missing-summary: off\noverrides: []\n"


def imported(folder: Path, code: str) -> list[str]:
    """What of the heavy modules a program imports, started in a folder."""
    program = REPORT.format(heavy=HEAVY, code=code)
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    found: list[str] = json.loads(run.stderr.splitlines()[-1])
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "project"
    place.mkdir()
    (place / "one.md").write_text(ARTICLE, encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import bylint", []),
        ("import bylint; bylint.__version__; dir(bylint)", []),
        ("from bylint import Linter, Severity, ConfigError", []),
        ("from bylint.cli.main import main; main(['--version'])", []),
    ],
)
def test_importing_bylint_imports_nothing_heavy(
    folder: Path, code: str, expected: list[str]
) -> None:
    assert imported(folder, code) == expected


@pytest.mark.parametrize("code", [CHECK, TEXT])
def test_second_run_needs_nothing_heavy(folder: Path, code: str) -> None:
    first = imported(folder, code)
    assert {"yaml", "pluggy"} <= set(first)
    assert imported(folder, code) == []


@pytest.mark.parametrize("code", [CHECK, TEXT])
def test_second_run_under_a_config_needs_no_more(folder: Path, code: str) -> None:
    (folder / ".bylint.yaml").write_text(CONFIG, encoding="utf-8")
    assert {"yaml", "jsonschema_rs"} <= set(imported(folder, code))
    assert imported(folder, code) == []


def test_config_that_changed_needs_yaml_and_its_schema_only(folder: Path) -> None:
    imported(folder, CHECK)
    (folder / ".bylint.yaml").write_text(CONFIG, encoding="utf-8")
    assert set(imported(folder, CHECK)) <= {"yaml", "jsonschema_rs", "email"}
    assert imported(folder, CHECK) == []


def test_second_run_under_a_table_in_pyproject_needs_no_more(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.bylint]\nextends = 'default'\n", encoding="utf-8")
    assert "tomllib" in imported(folder, CHECK)
    assert imported(folder, CHECK) == []
