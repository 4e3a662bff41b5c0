"""Plugins: what they bring is there, and a broken one is named while the others go on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from installing import RULE, Site, installed_in, with_rules
from tone import Project, made_registry, told

import bylint
from bylint.diagnostics import Checked
from bylint.errors import PluginError
from bylint.workspace.plugins import Plugin, find, fits
from bylint.workspace.registry import Brought, Registry, registry

VERSION = bylint.__version__
MEND = f"Check that it works with bylint {VERSION}, mend it or uninstall it."


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    yield from installed_in(tmp_path / "site", monkeypatch)


def said(faults: Sequence[Checked]) -> list[tuple[str, str]]:
    """Messages and hints."""
    return [(each.message, each.hint) for file in faults for each in file.diagnostics]


# What they bring


def test_rules_of_a_plugin_are_there_beside_the_built_in_ones(site: Site) -> None:
    site.install("acme-rules", with_rules("acme-word"))
    found = registry()
    assert found.faults == ()
    assert found.rules["acme-word"].origin == "acme-rules"
    assert {known.origin for known in found.rules.values()} == {"bylint", "acme-rules"}
    assert {"acme", "citations"} <= found.categories


def test_our_own_plugin_comes_first_and_the_others_by_name(site: Site) -> None:
    for name in ("zeta", "acme", "beta"):
        site.install(name, "")
    assert [plugin.distribution for plugin in find()] == ["bylint", "acme", "beta", "zeta"]


def test_distribution_that_is_found_twice_is_loaded_once(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("acme", with_rules("acme-word"))
    other = Site(tmp_path / "other")
    other.folder.mkdir()
    other.install("acme", with_rules("acme-word"), version="0.9")
    monkeypatch.syspath_prepend(str(other.folder))
    assert [plugin.version for plugin in find() if plugin.distribution == "acme"] == ["0.9"]


def test_distribution_that_cannot_be_read_is_passed_by(site: Site) -> None:
    info = site.folder / "odd-1.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_bytes(b"[bylint]\nx = \xff\xfe\n")
    (info / "METADATA").write_bytes(b"\xff")
    assert [plugin.distribution for plugin in find()] == ["bylint"]


def test_entry_point_may_name_an_attribute(site: Site) -> None:
    code = RULE.format(name="AcmeWord", rule="acme-word") + (
        "from bylint import hookimpl\n"
        "class Box:\n"
        "    class plugin:\n"
        "        @staticmethod\n"
        "        @hookimpl\n"
        "        def bylint_rules():\n"
        "            yield AcmeWord\n"
    )
    site.install("acme", code, value="acme:Box.plugin")
    found = registry()
    assert (found.faults, "acme-word" in found.rules) == ((), True)


def test_module_without_hooks_brings_the_rules_it_defines(site: Site) -> None:
    site.install("acme", RULE.format(name="AcmeWord", rule="acme-word"))
    found = registry()
    assert (found.faults, "acme-word" in found.rules) == ((), True)


EVERYTHING = """
from pathlib import Path
from bylint import hookimpl

class Reader:
    name = "shout"
    suffixes = (".shout",)
    def read(self, source): ...

class Reporter:
    name = "xml"
    machine = True
    def render(self, report, style): return "<xml/>"

class Command:
    name = "serve"
    summary = "serve it"
    def run(self, arguments): return 3

HERE = Path(__file__).parent

@hookimpl
def bylint_languages(): return [HERE / "fr.yaml"]
@hookimpl
def bylint_presets(): return [HERE / "acme.yaml"]
@hookimpl
def bylint_readers(): return [Reader()]
@hookimpl
def bylint_reporters(): return [Reporter()]
@hookimpl
def bylint_commands(): return (each for each in [Command()])
"""


@pytest.mark.parametrize("runs", [1, 2])
def test_every_hook_is_asked(site: Site, runs: int) -> None:
    module = site.install("acme", EVERYTHING)
    (site.folder / "fr.yaml").write_text("code: fr\nname: French\n", encoding="utf-8")
    (site.folder / "acme.yaml").write_text("rules: {}\n", encoding="utf-8")
    for _ in range(runs):
        sys.modules.pop(module, None)
        found = registry()
    assert found.faults == ()
    assert (module in sys.modules) == (runs == 1)
    assert found.languages.get("fr-CA").name == "French"
    assert found.presets["acme"] == str(site.folder / "acme.yaml")
    assert found.suffixes == (".md", ".markdown", ".txt", ".html", ".htm", ".shout")
    assert found.reporters["xml"].machine
    assert found.commands["serve"].summary == "serve it"
    assert found.commands["serve"].run([]) == 3
    assert found.reporters["xml"].render(None, None) == "<xml/>"  # type: ignore[arg-type]


def test_thing_of_a_plugin_that_broke_meanwhile(site: Site) -> None:
    site.install("acme", "import nowhere_at_all\n")
    plugin = Plugin("acme", "1.0", "acme", "acme")
    command = Brought(plugin, "commands", {"name": "serve"})
    with pytest.raises(
        PluginError,
        match=r"^The plugin acme 1\.0 cannot be used: ModuleNotFoundError: No module",
    ):
        command.run([])


# What is broken


BROKEN = [
    (
        "import nowhere_at_all\n",
        (
            (
                "The plugin acme 1.0 cannot be used:"
                " ModuleNotFoundError: No module named 'nowhere_at_all'."
            ),
            MEND,
        ),
    ),
    (
        "def broken(:\n",
        (
            "The plugin acme 1.0 cannot be used: SyntaxError: invalid syntax (acme.py, line 1).",
            MEND,
        ),
    ),
    ("raise SystemExit(3)\n", ("The plugin acme 1.0 cannot be used: SystemExit: 3.", MEND)),
    (
        "x = 1\n",
        (
            "The plugin acme 1.0 offers nothing.",
            "Mark its functions with @bylint.hookimpl; their names begin with bylint_.",
        ),
    ),
    (
        "from bylint import hookimpl\n@hookimpl\ndef bylint_rules(): return 1 / 0\n",
        (
            "The plugin acme 1.0 failed in bylint_rules: ZeroDivisionError: division by zero.",
            MEND,
        ),
    ),
    (
        "from bylint import hookimpl\n@hookimpl\ndef bylint_rules():\n    yield int\n    exit()\n",
        ("The plugin acme 1.0 failed in bylint_rules: SystemExit: None.", MEND),
    ),
    (
        "from bylint import hookimpl\n@hookimpl\ndef bylint_rules(): return 7\n",
        (
            "The plugin acme 1.0 failed in bylint_rules: TypeError: 'int' object is not iterable.",
            MEND,
        ),
    ),
    (
        "from bylint import hookimpl\n@hookimpl\ndef bylint_rules(): return [int]\n",
        (
            "The plugin acme 1.0 gave int in bylint_rules, not a rule class or the path of a rule pack.",
            "",
        ),
    ),
    (
        "from bylint import hookimpl\n@hookimpl\ndef bylint_languages(): return ['/no/fr.yaml']\n",
        ("The plugin acme 1.0 gave /no/fr.yaml in bylint_languages, not the path of a file.", ""),
    ),
    (
        "from bylint import hookimpl\n@hookimpl\ndef bylint_commands(): return [max]\n",
        ("The plugin acme 1.0 gave max in bylint_commands, not a command.", ""),
    ),
    (
        with_rules("Acme_Word"),
        (
            (
                "The rule Acme_Word of acme 1.0 cannot be used:"
                " its name is not lower-case words joined by -."
            ),
            "",
        ),
    ),
    (
        with_rules("citations"),
        (
            (
                "The rule citations of acme 1.0 cannot be used: a rule and a category,"
                " or a rule of the engine, would have one name."
            ),
            "",
        ),
    ),
    (
        with_rules("acme-word").replace("messages =", "size: bytes = b''\n    messages ="),
        (
            (
                "The rule acme-word of acme 1.0 cannot be used:"
                " no config file can hold its option size: <class 'bytes'>."
            ),
            "",
        ),
    ),
    (
        with_rules("acme-word").replace("messages =", "texts ="),
        ("The rule acme-word of acme 1.0 cannot be used: it has no messages.", ""),
    ),
    (
        with_rules("undefined-citation"),
        (
            (
                "acme 1.0 brings the rule undefined-citation, which bylint brings already;"
                " it is left out."
            ),
            "Rename one of the two.",
        ),
    ),
    (
        EVERYTHING.replace('".shout"', '".MD"').replace("HERE /", "HERE / '..' / 'none' /"),
        None,
    ),
]


@pytest.mark.parametrize(("code", "fault"), BROKEN, ids=range(len(BROKEN)))
def test_broken_plugin_is_named(site: Site, code: str, fault: tuple[str, str] | None) -> None:
    site.install("acme", code)
    site.install("beta", with_rules("beta-word"))
    found = registry()
    if fault is not None:
        assert said(found.faults) == [
            (fault[0].replace("bylint brings", f"bylint {VERSION} brings"), fault[1])
        ]
    (file,) = found.faults
    assert (file.source.path, file.failed) == ("<plugin acme, entry point acme>", True)
    assert {(each.rule, each.category, each.severity.word) for each in file.diagnostics} == {
        ("plugin", "bylint", "error")
    }
    assert "beta-word" in found.rules
    assert "undefined-citation" in found.rules
    assert found.serial == ""


def test_hook_of_another_version_is_named(site: Site) -> None:
    site.install("acme", "from bylint import hookimpl\n@hookimpl\ndef bylint_packs(): return []\n")
    ((message, hint),) = said(registry().faults)
    assert message.startswith(
        "The plugin acme 1.0 cannot be used: PluginValidationError: unknown hook 'bylint_packs'"
    )
    assert hint == MEND


def test_rule_name_of_two_plugins_is_refused_naming_both(site: Site) -> None:
    site.install("beta", with_rules("same-word", "beta-word"), version="2.1")
    site.install("acme", with_rules("same-word"))
    found = registry()
    assert said(found.faults) == [
        (
            "beta 2.1 brings the rule same-word, which acme 1.0 brings already; it is left out.",
            "Rename one of the two.",
        )
    ]
    assert found.rules["same-word"].origin == "acme"
    assert "beta-word" in found.rules


def test_suffix_of_a_built_in_reader_is_refused(site: Site) -> None:
    code = EVERYTHING.replace('".shout"', '".MD"')
    site.install(
        "acme", code[: code.index("HERE =")] + code[code.index("@hookimpl\ndef bylint_readers") :]
    )
    found = registry()
    assert said(found.faults)[0][0] == (
        "acme 1.0 brings the suffix .md, which bylint brings already; it is left out."
    )
    assert found.plugin_readers == []


def test_plugin_for_another_version_is_named(site: Site) -> None:
    site.install("acme", with_rules("acme-word"), requires="bylint (>=7.1,<8)")
    found = registry()
    assert said(found.faults) == [
        (f"The plugin acme 1.0 needs bylint >=7.1,<8; this is {VERSION}.", "Update one.")
    ]
    assert "acme-word" not in found.rules


@pytest.mark.parametrize(
    ("needs", "version", "fitting"),
    [
        ("", "0.1.0", True),
        (">=0.1", "0.1.0", True),
        (">=0.1,<1", "0.10.2", True),
        (">=0.2", "0.1.9", False),
        ("<0.2", "0.2.0", False),
        ("==0.1", "0.1.0", True),
        ("!=0.1", "0.1.0", False),
        ("~=0.1", "0.3", True),
        (">0.1", "0.1.0", False),
        ("<=0.1", "0.1.0", True),
        ("~=0.1", "1.0", False),
        ("~=0.1.2", "0.1.5", True),
        ("~=0.1.2", "0.2.0", False),
        ("==0.1.*", "0.1.7", True),
        ("==0.1.*", "0.2", False),
        ("!=0.1.*", "0.1.7", False),
        (">=0.2", "0.2.0rc1", True),
        ("<0.2.0.1", "0.2", True),
        ("@ file:///x/bylint==9.zip", "0.1.0", True),
    ],
)
def test_versions(needs: str, version: str, fitting: bool) -> None:
    assert fits(needs, version) is fitting


def test_run_goes_on_and_is_failed(site: Site, tmp_path: Path) -> None:
    site.install("acme", "import nowhere_at_all\n")
    article = tmp_path / "a.md"
    article.write_text("Text.\n", encoding="utf-8")
    report = bylint.Linter(root=tmp_path, select=["citations"]).check_paths(["a.md"])
    assert [file.source.path for file in report.files] == [
        "<plugin acme, entry point acme>",
        "a.md",
    ]
    assert [file.failed for file in report.files] == [True, False]
    assert report.failed


def test_rule_that_raises_is_named_with_its_distribution(project: Project) -> None:
    checked = project.text(config={"rules": {"broken-rule": "error"}})
    assert told(checked)[0] == (
        "article.md:1:1 error rule-crash: The rule broken-rule of bylint-tone could not judge this"
        " article: RuntimeError: no idea of article.md"
    )
    assert checked.failed
    assert len(told(checked)) == 3


def test_installed_plugin_is_seen_by_the_next_process(site: Site, cache: Path) -> None:
    code = "import bylint, json; print(json.dumps([each.name for each in bylint.Linter().rules]))"

    def rules() -> list[str]:
        run = subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(site.folder)!r}); {code}"],
            capture_output=True,
            check=True,
            cwd=cache.parent,
        )
        found: list[str] = json.loads(run.stdout)
        return found

    assert "acme-word" not in rules()
    module = site.install("acme", with_rules("acme-word"))
    assert "acme-word" in rules()
    (site.folder / f"{module}.py").write_text(with_rules("other-word"), encoding="utf-8")
    assert {"other-word"} == {"other-word", "acme-word"} & set(rules())


# Local plugins

HOUSE = RULE.format(name="HouseRule", rule="house-rule").replace(
    "from bylint import Rule", "from bylint import Rule, Severity"
)


def test_local_plugin(project: Project) -> None:
    project.write("rules/house.py", HOUSE)
    project.write(
        ".bylint.yaml", "plugins: [./rules/house.py]\nrules: {house-rule: error, tone: off}\n"
    )
    project.write("a.md", "Text.\n")
    report = project.check("a.md")
    assert told(report) == ["a.md:1:1 error house-rule: Found."]
    assert sorted(path.name for path in (project.folder / "rules").iterdir()) == ["house.py"]


def test_local_plugin_holds_only_under_its_config(project: Project) -> None:
    project.write("ja/house.py", HOUSE)
    project.write("ja/.bylint.yaml", "plugins: house.py\nrules: {tone: off}\n")
    project.write("a.md", "Text.\n")
    project.write("ja/a.md", "Text.\n")
    assert told(project.check("a.md", "ja/a.md")) == ["ja/a.md:1:1 warning house-rule: Found."]


def test_rules_of_local_plugins_can_be_selected(project: Project) -> None:
    project.write("house.py", HOUSE)
    project.write(".bylint.yaml", "plugins: [house.py]\n")
    assert told(project.text("LOUD\n", select=["house-rule"])) == [
        "article.md:1:1 warning house-rule: Found."
    ]
    assert "house-rule" in [rule.name for rule in project.linter().rules]


LOCAL = [
    ("x = 1\n", "The plugin ./house.py offers nothing."),
    (
        "import nowhere\n",
        "The plugin ./house.py cannot be used: ModuleNotFoundError: No module named 'nowhere'.",
    ),
    (
        "def f(:\n",
        "The plugin ./house.py cannot be used: SyntaxError: invalid syntax (house.py, line 1).",
    ),
    ("raise SystemExit\n", "The plugin ./house.py cannot be used: SystemExit."),
    (b"x = '\xff'\n", None),
    (
        RULE.format(name="LoudWord", rule="loud-word"),
        "./house.py brings the rule loud-word, which bylint-tone brings already; it is left out.",
    ),
    (None, "There is no plugin ./house.py."),
]


@pytest.mark.parametrize(("code", "message"), LOCAL, ids=range(len(LOCAL)))
def test_broken_local_plugin_is_told_where_it_is_named(
    project: Project, code: str | bytes | None, message: str | None
) -> None:
    if code is not None:
        project.write("house.py", code)
    project.write(".bylint.yaml", "rules:\n  house-rule: error\nplugins:\n  - ./house.py\n")
    project.write("a.md", "This is LOUD.\n")
    report = project.check("a.md")
    first, *rest = told(report)
    assert first.startswith(".bylint.yaml:4:5 error plugin: ")
    assert message is None or first == f".bylint.yaml:4:5 error plugin: {message}"
    assert rest == ["a.md:1:9 warning loud-word: LOUD is loud."]
    assert report.failed


def test_local_plugins_are_refused_where_they_are_not_allowed(project: Project) -> None:
    project.write("house.py", "raise SystemExit('must not run')\n")
    project.write(
        ".bylint.yaml", "plugins: [house.py]\nrules: {house-rule: off, small-word: off}\n"
    )
    project.write("a.md", "This is LOUD and small.\n")
    report = project.check("a.md", allow_local_plugins=False)
    assert told(report) == [
        (
            ".bylint.yaml:1:11 error plugin: The plugin house.py was not loaded:"
            " local plugins are not allowed in this run."
        ),
        "a.md:1:9 warning loud-word: LOUD is loud.",
    ]
    assert report.failed


def test_config_under_a_local_plugin_is_checked_anew_when_the_plugin_changes(
    project: Project, use: Callable[[Registry], None]
) -> None:
    use(made_registry(serial="1"))
    project.write("house.py", HOUSE)
    project.write(".bylint.yaml", "plugins: [house.py]\nrules: {house-rule: error}\n")
    project.write("a.md", "Text.\n")
    for _ in range(2):
        assert told(project.check("a.md")) == ["a.md:1:1 error house-rule: Found."]
    project.write("house.py", HOUSE.replace("house-rule", "house-law"))
    assert told(project.check("a.md")) == [
        ".bylint.yaml:2:9 error config: There is no rule or category house-rule.",
        "a.md:1:1 warning house-law: Found.",
    ]
