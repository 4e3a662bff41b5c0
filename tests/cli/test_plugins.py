"""Plugins of strangers through the real program: what they bring is used, what is broken is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from house import House, Ran
from installing import RULE, Site, with_rules

import bylint
from bylint.cli.main import COMMANDS
from bylint.reporting.formats import FORMATS
from bylint.workspace.registry import BUILT_IN

VERSION = bylint.__version__
MEND = f"Check that it works with bylint {VERSION}, mend it or uninstall it."


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "site"
    folder.mkdir()
    return Site(folder)


def run(house: House, site: Site, *arguments: str) -> Ran:
    return house.run(*arguments, PYTHONPATH=str(site.folder))


def found(ran: Ran) -> list[str]:
    """What a report in JSON says."""
    told = json.loads(ran.out)["diagnostics"]
    return [f"{each['path']}: {each['rule']}: {each['message']}" for each in told]


def test_nobody_can_take_what_bylint_has() -> None:
    assert BUILT_IN["command"] == tuple(COMMANDS)
    assert BUILT_IN["output format"] == tuple(FORMATS)


# All hooks

EVERYTHING = '''
from pathlib import Path

from bylint import Block, Metadata, Parsed, ProseBuilder, Rule, Span, hookimpl


class Loud(Rule, name="acme-loud", category="acme", severity=None, needs="phrases.acme-loud"):
    """A word shouts."""

    messages = {"loud": "{word} shouts."}
    good = {"ja": ["静かな本屋。"]}
    bad = {"ja": ["⟦爆安⟧の本屋。"]}

    def check(self, document):
        from bylint import phrase_hits

        for hit in phrase_hits(document).get("acme-loud", ()):
            yield self.finding(hit.span, "loud", word=hit.phrase)


class Cards:
    """A card a line: what follows the colon is text."""

    name = "cards"
    suffixes = (".cards",)

    def read(self, source):
        blocks, at = [], 0
        for line in source.text.splitlines(keepends=True):
            text = line.rstrip("\\r\\n")
            start = at + text.find(":") + 1
            prose = ProseBuilder()
            prose.add(text[start - at :], start, at + len(text))
            blocks.append(Block("paragraph", Span(at, at + len(text)), prose.build()))
            at += len(line)
        return Parsed(blocks, Metadata({}, Span(0, 0), ()))


class Lines:
    name = "lines"
    machine = True

    def render(self, report, style):
        return "".join(
            f"{file.source.path}|{tuple(file.source.position(said.span.start))}|{said.severity.word}|"
            f"{style.translate(said).message}\\n"
            for file in report.files
            for said in file.diagnostics
        )


class Greet:
    name = "greet"
    summary = "greet somebody"

    def run(self, arguments):
        print("hello", *arguments)
        return 3


HERE = Path(__file__).parent


@hookimpl
def bylint_rules():
    return [Loud]


@hookimpl
def bylint_languages():
    return [HERE / "acme.ja.yaml", HERE / "acme.en.yaml"]


@hookimpl
def bylint_presets():
    return [HERE / "acme-house.yaml"]


@hookimpl
def bylint_readers():
    return [Cards()]


@hookimpl
def bylint_reporters():
    return [Lines()]


@hookimpl
def bylint_commands():
    return [Greet()]
'''

JAPANESE = """
code: ja
phrases: {acme-loud: [爆安]}
messages: {acme-loud: {loud: {message: "「{word}」は大げさです。"}}}
cases: {acme-loud: {bad: ["😀の⟦爆安⟧と𠮷野家。"]}}
"""


def install_everything(site: Site) -> None:
    site.install("acme-all", EVERYTHING)
    (site.folder / "acme.ja.yaml").write_text(JAPANESE, encoding="utf-8")
    (site.folder / "acme.en.yaml").write_text(
        "code: en\nphrases: {acme-loud: [dirt cheap]}\n", encoding="utf-8"
    )
    (site.folder / "acme-house.yaml").write_text("rules: {acme-loud: error}\n", encoding="utf-8")


def test_all_six_hooks(house: House, site: Site) -> None:
    install_everything(site)
    house.write(".bylint.yaml", "extends: acme-house\n")
    house.write("in/a.cards", "昨日:静かな😀𠮷野家です。\r\n今日:本屋は爆安です。\r\n")
    house.write("in/b.md", "The books are dirt cheap, and so is the tea.\n")
    chosen = ("check", "in", "--select", "acme", "--output-format", "lines")
    for _ in ("scanned", "from the snapshot"):
        assert run(house, site, *chosen) == (
            1,
            "in/a.cards|(2, 7)|error|爆安 shouts.\nin/b.md|(1, 15)|error|dirt cheap shouts.\n",
            "",
        )
        assert run(house, site, *chosen, "--ui-language", "ja").lines == [
            "in/a.cards|(2, 7)|error|「爆安」は大げさです。",
            "in/b.md|(1, 15)|error|「dirt cheap」は大げさです。",
        ]
        assert run(house, site, "greet", "you", "--all") == (3, "hello you --all\n", "")
        assert "  greet      greet somebody" in run(house, site, "help").lines
        assert run(house, site, "test", "acme-all") == (0, "3 cases of 1 rule, 0 failed\n", "")


# What is broken

HOOKS = "from bylint import hookimpl\n"

BROKEN = {
    "import": (
        "import nowhere_at_all\n",
        "The plugin acme 1.0 cannot be used: ModuleNotFoundError: No module named 'nowhere_at_all'.",
    ),
    "hook": (
        HOOKS + "@hookimpl\ndef bylint_rules(): return 1 / 0\n",
        "The plugin acme 1.0 failed in bylint_rules: ZeroDivisionError: division by zero.",
    ),
    "repeated rule": (
        with_rules("beta-word", "other-word"),
        "beta 2.1 brings the rule beta-word, which acme 1.0 brings already; it is left out.",
    ),
    "rule of ours": (
        with_rules("unused-reference"),
        (
            f"acme 1.0 brings the rule unused-reference, which bylint {VERSION} brings already;"
            " it is left out."
        ),
    ),
    "command of ours": (
        HOOKS
        + "class Check:\n    name = summary = 'check'\n    def run(self, arguments): return 0\n"
        + "@hookimpl\ndef bylint_commands(): return [Check()]\n",
        "acme 1.0 brings the command check, which bylint brings already; it is left out.",
    ),
    "format of ours": (
        HOOKS
        + "class Text:\n    name = 'text'\n    def render(self, report, style): return ''\n"
        + "@hookimpl\ndef bylint_reporters(): return [Text()]\n",
        "acme 1.0 brings the output format text, which bylint brings already; it is left out.",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_plugin_is_named_and_the_run_goes_on(house: House, site: Site, what: str) -> None:
    code, message = BROKEN[what]
    site.install("acme", code)
    site.install("beta", with_rules("beta-word").replace('"acme"', '"beta"'), version="2.1")
    house.write("a.md", "本屋。\n")
    house.write("b.md", "A TODO.\n")
    json_format = ("--output-format", "json")
    ran = run(
        house, site, "check", "a.md", "b.md", "--select", "beta-word,house-todo", *json_format
    )
    assert ran.code == 2
    assert ran.err == ""
    told = found(ran)
    named = message.split()[0] if what == "repeated rule" else "acme"
    assert told[0] == f"<plugin {named}, entry point acme>: plugin: {message}"
    assert told[1:] == [
        "a.md: beta-word: Found.",
        "b.md: beta-word: Found.",
        "b.md: house-todo: TODO is left in the article.",
    ]
    ran = run(house, site, "rules")
    assert (ran.code, message in ran.err, "house-todo" in ran.out) == (2, True, True)
    ran = run(house, site, "test", "house-todo")
    assert (ran.code, message in ran.err) == (2, True)
    assert ran.out == "3 cases of 1 rule, 0 failed\n"


def test_plugin_for_another_version_is_named(house: House, site: Site) -> None:
    site.install("acme", with_rules("acme-word"), requires="bylint[x] (>=7.1,<8)")
    site.install("beta", with_rules("beta-word"), requires='bylint>=9; extra == "dev"')
    house.write("a.md", "Text.\n")
    ran = run(house, site, "check", "a.md", "--select", "beta-word")
    assert (ran.code, ran.err) == (2, "")
    assert ran.lines == [
        f"<plugin acme, entry point acme>:1:1: error plugin The plugin acme 1.0 needs bylint >=7.1,<8; this is {VERSION}.",
        "       hint: Update one.",
        "",
        "a.md:1:1: warning beta-word Found.",
        "   1 | Text.",
        "     | ^^^^^",
        "",
        "2 problems in 2 files",
    ]
    japanese = run(house, site, "check", "a.md", "--ui-language", "ja").lines[0]
    assert japanese.endswith(
        f"プラグイン acme 1.0 には bylint >=7.1,<8 が必要です。これは {VERSION} です。"
    )


def test_rule_that_raises_is_named_with_its_distribution(house: House, site: Site) -> None:
    code = with_rules("acme-word").replace(
        "yield self", "raise ValueError('𠮷 {x}')\n            yield self"
    )
    site.install("acme", code)
    house.write("a.md", "TODO\n")
    ran = run(
        house, site, "check", "a.md", "--select", "acme,house-todo", "--output-format", "json"
    )
    assert (ran.code, ran.err) == (2, "")
    assert found(ran) == [
        "a.md: rule-crash: The rule acme-word of acme could not judge this article: ValueError: 𠮷 {x}",
        "a.md: house-todo: TODO is left in the article.",
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("exit(0)", "SystemExit: 0"),
        (
            "yield Finding(Span(1, 9), 'k')",
            "ValueError: Span(start=1, end=9) lies outside the article",
        ),
        (
            "yield Finding(Span(-1, 2), 'k')",
            "ValueError: Span(start=-1, end=2) lies outside the article",
        ),
        (
            "yield Finding(Span(0, 1), 'k', {}, Fix('', (Edit(Span(4, 3), ''),), Safety.SAFE))",
            "ValueError: Span(start=4, end=3) lies outside the article",
        ),
        ("yield Finding((0, 1), 'k')", "AttributeError: 'tuple' object has no attribute 'start'"),
        ("yield Finding(Span(0, 1), 'z')", "KeyError: 'z'"),
    ],
)
def test_rule_that_gives_nonsense_is_named(
    house: House, site: Site, body: str, reason: str
) -> None:
    site.install(
        "acme",
        "from bylint import *\n"
        "class Acme(Rule, name='acme-word', category='acme', severity='warning'):\n"
        "    'A rule.'\n    messages = {'k': 'Found.'}\n"
        f"    def check(self, document):\n        {body}\n        yield\n",
    )
    house.write("a.md", "TODO 😀\n")
    chosen = ("--select", "acme,house-todo", "--output-format", "json")
    ran = run(house, site, "check", "a.md", *chosen)
    assert (ran.code, ran.err) == (2, "")
    assert found(ran) == [
        f"a.md: rule-crash: The rule acme-word of acme could not judge this article: {reason}",
        "a.md: house-todo: TODO is left in the article.",
    ]


def test_broken_plugin_is_named_where_its_rule_is_selected(house: House, site: Site) -> None:
    site.install("acme", "import nowhere_at_all\n")
    house.write("a.md", "TODO\n")
    ran = run(house, site, "check", "a.md", "--select", "acme-word", "--output-format", "json")
    assert (ran.code, ran.err) == (2, "")
    assert found(ran) == [
        f"<plugin acme, entry point acme>: plugin: {BROKEN['import'][1]}",
        "<arguments>: config: There is no rule or category acme-word.",
    ]


RAISING = """
class Thing:
    name, summary, suffixes, machine = "acme", "acme", (".acme",), False
    def read(self, source): raise {error}
    def render(self, report, style): raise {error}
    def run(self, arguments): raise {error}
"""


@pytest.mark.parametrize("error", ["ValueError('no luck')", "SystemExit(0)"])
def test_thing_that_raises_at_work_is_named(house: House, site: Site, error: str) -> None:
    code = HOOKS + RAISING.format(error=error)
    for kind in ("readers", "reporters", "commands"):
        code += f"@hookimpl\ndef bylint_{kind}(): return [Thing()]\n"
    site.install("acme", code)
    house.write("a.acme", "TODO\n")
    house.write("b.md", "TODO\n")
    why = "ValueError: no luck" if "luck" in error else "SystemExit: 0"
    for _ in ("scanned", "from the snapshot"):
        ran = run(
            house, site, "check", "a.acme", "b.md", "--select", "house", "--output-format", "json"
        )
        assert ran.code == 2
        assert found(ran) == [
            (
                "a.acme: unreadable-article: It could not be checked: "
                f"PluginError: The plugin acme 1.0 failed in its reader acme: {why}."
            ),
            "b.md: house-todo: TODO is left in the article.",
        ]
        assert run(house, site, "check", "b.md", "--output-format", "acme") == (
            2,
            "",
            f"bylint: The plugin acme 1.0 failed in its reporter acme: {why}\n",
        )
        if "luck" in error:
            assert run(house, site, "acme") == (
                2,
                "",
                "bylint: The plugin acme 1.0 failed in its command acme: ValueError: no luck\n",
            )
        else:
            assert run(house, site, "acme") == (0, "", "")


def test_missing_command_of_a_broken_plugin(house: House, site: Site) -> None:
    site.install("acme", "import nowhere_at_all\n")
    ran = run(house, site, "serve")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == (
        "bylint: <plugin acme, entry point acme>:1: The plugin acme 1.0 cannot be used:"
        f" ModuleNotFoundError: No module named 'nowhere_at_all'. {MEND}"
    )
    assert ran.err.splitlines()[1].startswith("bylint: there is no command serve; ")


# Local plugins


def test_local_plugin_is_refused_where_it_is_not_allowed(house: House, site: Site) -> None:
    house.write("evil.py", "open('ran', 'w')\n")
    house.write(".bylint.yaml", "rules: {house-todo: error}\nplugins:\n- ./house.py\n- evil.py\n")
    house.write("a.md", "Text。TODO\n")
    arguments = ("a.md", "--no-local-plugins", "--output-format", "json")
    ran = run(house, site, "check", *arguments)
    assert (ran.code, ran.err) == (2, "")
    told = json.loads(ran.out)["diagnostics"]
    refused = "was not loaded: local plugins are not allowed in this run."
    assert [(each["path"], each["start"]["line"], each["message"]) for each in told][:2] == [
        (".bylint.yaml", 3, f"The plugin ./house.py {refused}"),
        (".bylint.yaml", 4, f"The plugin evil.py {refused}"),
    ]
    rule = "unused-reference"
    for command in (("rules",), ("test", rule), ("languages",), ("explain", rule)):
        ran = run(house, site, *command, "--no-local-plugins")
        assert ran.code == 2
        assert f".bylint.yaml:3: The plugin ./house.py {refused}" in ran.err
    assert not (house.folder / "ran").exists()


LOCAL = {
    "import nowhere_at_all\n": (
        "The plugin evil.py cannot be used: ModuleNotFoundError: No module named 'nowhere_at_all'."
    ),
    HOOKS + "@hookimpl\ndef bylint_rules(): return 1 / 0\n": (
        "The plugin evil.py failed in bylint_rules: ZeroDivisionError: division by zero."
    ),
    with_rules("house-todo"): (
        "evil.py brings the rule house-todo, which ./house.py brings already; it is left out."
    ),
    with_rules("evil-word")
    + "@hookimpl\ndef bylint_commands():\n    class C:\n        name = summary = 'c'\n"
    + "        def run(self, arguments): return 0\n    return [C()]\n": (
        "What the plugin evil.py gives in bylint_commands is not used: only installed plugins may."
    ),
}


@pytest.mark.parametrize("code", LOCAL)
def test_broken_local_plugin_is_told_at_its_line(house: House, site: Site, code: str) -> None:
    house.write("evil.py", code)
    house.write(".bylint.yaml", "plugins:\n- ./house.py\n- evil.py\n")
    house.write("a.md", "TODO\n")
    ran = run(house, site, "check", "a.md", "--select", "house", "--output-format", "json")
    assert ran.code == 2
    assert found(ran) == [
        f".bylint.yaml: plugin: {LOCAL[code]}",
        "a.md: house-todo: TODO is left in the article.",
    ]
    assert json.loads(ran.out)["diagnostics"][0]["start"] == {"line": 3, "column": 3, "offset": 24}


# bylint test PATH

CASES = RULE.replace(
    "    def check",
    '    good = {{"en": ["```\\ncode\\n```"]}}\n    bad = {{"ja": ["⟦𠮷😀⟧", "⟦x⟧y"]}}\n    def check',
)
FAILED = "bad case 2 (ja): expected '⟦x⟧y', found '⟦xy⟧'"


def test_test_takes_paths(house: House, site: Site) -> None:
    (house.folder / ".bylint.yaml").unlink()
    house.write("own/one_rule.py", CASES.format(name="One", rule="one-rule"))
    house.write("own/two_rule.py", CASES.format(name="Two", rule="two-rule"))
    house.write("own/script.py", "import bylint\nopen('ran', 'w')\n")
    house.write("own/test_rule.py", "raise SystemExit\n" + CASES.format(name="T", rule="t"))
    house.write("own/.venv/three.py", CASES.format(name="Three", rule="three-rule"))
    house.write("own/env/pyvenv.cfg", "")
    house.write("own/env/four.py", CASES.format(name="Four", rule="four-rule"))
    assert run(house, site, "test", "own/one_rule.py") == (
        1,
        f"one-rule: {FAILED}\n3 cases of 1 rule, 1 failed\n",
        "",
    )
    assert run(house, site, "test", "own", "own/one_rule.py") == (
        1,
        f"one-rule: {FAILED}\ntwo-rule: {FAILED}\n6 cases of 2 rules, 2 failed\n",
        "",
    )
    assert run(house, site, "test", "own", "--language", "en") == (
        0,
        "2 cases of 2 rules, 0 failed\n",
        "",
    )
    assert not (house.folder / "ran").exists()
    assert sorted(path.name for path in (house.folder / "own").iterdir()) == [
        ".venv",
        "env",
        "one_rule.py",
        "script.py",
        "test_rule.py",
        "two_rule.py",
    ]


def test_test_takes_a_path_that_a_config_names_already(house: House, site: Site) -> None:
    for path in ("house.py", ".", str(house.folder)):
        assert run(house, site, "test", path) == (0, "3 cases of 3 rules, 0 failed\n", "")


def test_test_takes_paths_within_a_package(house: House, site: Site) -> None:
    house.write("src/pack/__init__.py", "")
    house.write("src/pack/rules/__init__.py", "")
    house.write(
        "src/pack/rules/one.py",
        "from ..words import WORD\n" + CASES.format(name="One", rule="one-rule"),
    )
    house.write("src/pack/words.py", "WORD = 1\n")
    house.write(
        "src/pack/plugin.py",
        "from bylint import hookimpl\nfrom pack.rules.one import One\n"
        "@hookimpl\ndef bylint_rules(): return [One]\n"
        "@hookimpl\ndef bylint_languages():\n    from pathlib import Path\n"
        "    return [Path(__file__).with_name('en.yaml')]\n",
    )
    house.write("src/pack/en.yaml", 'code: en\ncases: {one-rule: {bad: ["⟦z⟧"]}}\n')
    assert run(house, site, "test", "src/pack/rules") == (
        1,
        f"one-rule: {FAILED}\n3 cases of 1 rule, 1 failed\n",
        "",
    )
    assert run(house, site, "test", "src").lines[-1] == "4 cases of 1 rule, 1 failed"
    (site.folder / "pack").mkdir()
    (site.folder / "pack" / "__init__.py").write_text("", encoding="utf-8")
    site.install("acme", "import pack\n" + with_rules("acme-word"))
    assert run(house, site, "test", "src/pack/plugin.py").code == 2


def test_test_names_a_path_without_rules(house: House, site: Site) -> None:
    house.write("docs/a.md", "")
    assert run(house, site, "test", "docs") == (2, "", "bylint: there is no rule in docs\n")
    assert run(house, site, "test", "none/at.py") == (
        2,
        "",
        (
            "bylint: there is no rule, category, plugin or path none/at.py;"
            " `bylint rules` lists them\n"
        ),
    )
    house.write("empty.py", "x = 1\n")
    ran = run(house, site, "test", "empty.py")
    assert (ran.code, ran.out) == (2, "0 cases of 0 rules, 0 failed\n")
    assert "The plugin empty.py offers nothing." in ran.err
    house.write("broken.py", "import bylint\ndef f(:\n")
    ran = run(house, site, "test", ".")
    assert (ran.code, ran.out) == (2, "3 cases of 3 rules, 0 failed\n")
    assert "SyntaxError: invalid syntax (broken.py, line 2)" in ran.err
    assert run(house, site, "test", "--language", "xx").err.startswith(
        "bylint: there is no language xx; there are "
    )
