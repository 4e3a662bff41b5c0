"""What runs bylint on the hosts of repositories: its steps, run here as the hosts run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from house import Ran

ROOT = Path(__file__).resolve().parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SPEC, TEMPLATE = yaml.safe_load_all((ROOT / "templates/bylint.yml").read_text(encoding="utf-8"))
SETTINGS = "rules: {missing-disclosure: error, missing-summary: off}\n"
SILENT = "# 円安が続く\n\n円安は来年も続く。\n"
MISSING = "missing-disclosure"

BASH = shutil.which("bash") or "bash"


class Repository:
    """A git repository in which a host runs steps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.temporary = folder.parent / "runner"
        self.temporary.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.write(".bylint.yaml", SETTINGS)
        self.write("記事/円 安.md", SILENT)
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "first")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
        command = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    def shell(self, command: list[str], variables: Mapping[str, str]) -> Ran:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT")}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**kept, "LC_ALL": "C.UTF-8", "BYLINT_CACHE_DIR": str(self.temporary), **variables},
            capture_output=True,
            check=False,
            timeout=300,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "記事の倉庫")


@pytest.fixture(scope="module")
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in this folder, without what is left over from work on it."""
    folder = tmp_path_factory.mktemp("action") / "bylint"
    folder.mkdir()
    for name in ("action.yml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("linter", "rules"):
        left = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=left)
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, distribution: Path) -> Path:
    """The folder of a runner in which the action's first step has installed bylint."""
    runner = Repository(tmp_path_factory.mktemp("install") / "x")
    ran = act(runner, distribution, "Install bylint")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"bylint \d+\.\d+\.\d+\n", ran.out)
    return runner.temporary / "bylint"


def act(runner: Repository, action: Path, name: str, **inputs: str) -> Ran:
    """Run one step of the action as a runner of GitHub Actions does."""
    (step,) = (each for each in ACTION["runs"]["steps"] if each["name"] == name)
    assert step["shell"] == "bash"
    assert "${{" not in step["run"]
    given = {key: each["default"] for key, each in ACTION["inputs"].items()}
    assert not set(inputs) - set(given)
    given.update(inputs)
    context = {f"inputs.{key}": value for key, value in given.items()}
    context["github.action_path"] = str(action)
    variables = {
        key: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: context[found[1]], value)
        for key, value in step["env"].items()
    }
    script = runner.temporary / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    for each in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "RUNNER_TEMP"):
        variables[each] = (
            str(runner.temporary / each) if each != "RUNNER_TEMP" else str(runner.temporary)
        )
    command = [BASH, "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return runner.shell(command, variables)


def checked(repository: Repository, installed: Path, **inputs: str) -> Ran:
    link = repository.temporary / "bylint"
    if not link.exists():
        link.symlink_to(installed)
    return act(repository, ROOT, "Check articles", **inputs)


def test_action_annotates_and_writes_the_summary(repository: Repository, installed: Path) -> None:
    ran = checked(repository, installed)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("::error file=記事/円 安.md,line=3,endLine=3,col=9,endColumn=10,")
    summary = (repository.temporary / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    assert summary.startswith("### bylint\n\n1 problem in 1 file\n")
    output = (repository.temporary / "GITHUB_OUTPUT").read_text(encoding="utf-8")
    assert output == "exit-code=1\n"


def test_action_without_annotations_and_with_reports(
    repository: Repository, installed: Path
) -> None:
    ran = checked(
        repository, installed, annotations="false", format="sarif=b.sarif\njunit=記 事.xml\n"
    )
    assert ran.lines[0].startswith(f"記事/円 安.md:3:9: error {MISSING} ")
    (run,) = json.loads((repository.folder / "b.sarif").read_bytes())["runs"]
    assert [result["ruleId"] for result in run["results"]] == [MISSING]
    assert (repository.folder / "記 事.xml").exists()


def test_action_since(repository: Repository, installed: Path) -> None:
    repository.write("new.md", SILENT)
    ran = checked(repository, installed, since="main")
    assert (ran.code, len(ran.lines)) == (1, 1)
    assert ran.out.startswith("::error file=new.md,")
    assert checked(repository, installed, since="nowhere").code == 2


def test_action_paths_and_arguments(repository: Repository, installed: Path) -> None:
    repository.write("-x y.md", SILENT)
    repository.write("$(touch ran).md", SILENT)
    ran = checked(repository, installed, paths="-x y.md\n$(touch ran).md\n", arguments="--quiet")
    assert [line.split(",")[0] for line in ran.lines] == [
        "::error file=-x y.md",
        "::error file=$(touch ran).md",
    ]
    assert not (repository.folder / "ran").exists()
    ran = checked(repository, installed, arguments="--fail-on=never\n--select=citations")
    assert (ran.code, ran.out) == (0, "")


def test_action_where_work_was_not_done(repository: Repository, installed: Path) -> None:
    ran = checked(repository, installed, paths="missing.md")
    assert ran.code == 2
    assert ran.out.startswith("::error file=missing.md,")


def test_action_names_what_it_has() -> None:
    assert set(ACTION["inputs"]) == {
        *("version", "paths", "since", "format", "annotations", "arguments"),
    }
    assert all(each["description"] for each in ACTION["inputs"].values())
    assert all(isinstance(each["default"], str) for each in ACTION["inputs"].values())


def test_page_tells_of_every_input() -> None:
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)` \| ", page, re.MULTILINE) == list(ACTION["inputs"])
    assert all(f"`{name}`" in page for name in SPEC["spec"]["inputs"])


# GitLab


def job(**inputs: str) -> dict[str, Any]:
    """The job that GitLab makes of the template."""
    known = SPEC["spec"]["inputs"]
    assert not set(inputs) - set(known)
    given = {key: inputs.get(key, each["default"]) for key, each in known.items()}

    def filled(value: Any) -> Any:
        if isinstance(value, str):
            return re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: given[found[1]], value)
        if isinstance(value, list):
            return [filled(each) for each in value]
        if isinstance(value, dict):
            return {key: filled(each) for key, each in value.items()}
        return value

    (made,) = filled(TEMPLATE).values()
    assert "inputs." not in str(made)
    return dict(made)


def run_job(repository: Repository, installed: Path, **inputs: str) -> Ran:
    """Run a job's script with the shell of its image, with bylint where it would be installed."""
    made = job(**inputs)
    script = "\n".join(made["script"]).replace("/tmp/bylint/", f"{installed}/")
    path = repository.temporary / "job.sh"
    path.write_text(script, encoding="utf-8")
    return repository.shell(["sh", "-e", str(path)], made["variables"])


def test_component(repository: Repository, installed: Path) -> None:
    ran = run_job(repository, installed)
    assert (ran.code, ran.err) == (1, "")
    assert ran.lines[0].startswith(f"記事/円 安.md:3:9: error {MISSING} ")
    reports = job()["artifacts"]["reports"]
    (issue,) = json.loads((repository.folder / reports["codequality"]).read_bytes())
    assert issue["check_name"] == MISSING
    (failure,) = ElementTree.parse(repository.folder / reports["junit"]).iter("failure")
    assert failure.attrib["type"] == "error"


def test_component_with_inputs(repository: Repository, installed: Path) -> None:
    repository.write("a b.md", SILENT)
    repository.write("*.md", SILENT)
    ran = run_job(repository, installed, paths="a b.md\n*.md", arguments="--quiet\n--fail-on=never")
    assert ran.code == 0
    assert [line.split(":")[0] for line in ran.lines if MISSING in line] == ["a b.md", "*.md"]
    ran = run_job(repository, installed, since="main")
    assert [line.split(":")[0] for line in ran.lines if MISSING in line] == ["*.md", "a b.md"]
    ran = run_job(repository, installed, since="$CI_MERGE_REQUEST_DIFF_BASE_SHA")
    assert "3 problems in 3 files" in ran.lines


def test_component_installs_what_it_is_told() -> None:
    made = job(requirement="bylint==0.1.0", stage="lint", image="python:3.12")
    assert (made["stage"], made["image"]) == ("lint", "python:3.12")
    assert made["variables"]["BYLINT_REQUIREMENT"] == "bylint==0.1.0"
    assert made["before_script"][1].endswith('"$BYLINT_REQUIREMENT"')
