"""Writes what is generated: from the rules docs/rules/*.md, docs/rules.md, docs/config.md and the
schema of config files that is shipped with them, from the example plugin and the hooks docs/plugins.md,
from the presets and their sources docs/presets.md.

usage: docs.py [--check]

--check writes nothing and fails where a file is not what it would be.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

import bylint
from bylint import Command, Reader, Reporter
from bylint.checking import docs
from bylint.checking.options import Schema
from bylint.checking.rule import Rule
from bylint.diagnostics import Diagnostic
from bylint.workspace import hookspecs, plugins
from bylint.workspace.faults import Complaints, shown
from bylint.workspace.registry import Registry
from bylint.workspace.schema import expected, written
from bylint_rules import plugin

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "rules"
CONFIG = ROOT / "docs" / "config.md"
PLUGINS = ROOT / "docs" / "plugins.md"
PRESETS = ROOT / "docs" / "presets.md"
PRECISION = ROOT / "docs" / "precision.md"
EXAMPLE = ROOT / "plugins" / "bylint-plugin-example"
SCHEMA = ROOT / "rules" / "bylint_rules" / "config.schema.json"
INTRO = """# Rules

Written from the rules themselves by `scripts/docs.py`; `bylint explain RULE` shows the same page.
Severity is that of the preset `default`.
"""


CONFIG_INTRO = """# Settings

Written from the schema of config files by `scripts/docs.py`. `bylint init` writes a file to start
from, and `bylint config FILE` shows every value that holds for an article and where it comes from.

## Where settings stand

In `.bylint.yaml`, or under `[tool.bylint]` in `pyproject.toml`. For each article the nearest such
file counts, from the article's folder upwards; one in a folder further up is not mixed in unless
`extends` names it. `--config FILE` takes another file for all articles. Without any file the preset
`default` holds.

What a file says wins over what it `extends`. Within a file, `overrides` that fit the article win over
`rules`, and a rule's own name wins over its category. A key without a value says nothing.

Globs count from the folder of the config file that was found, with `--config` from the current one:
`*` stays within a folder, `**` crosses folders, a pattern without `/` holds at any depth, and one
that fits a folder holds for all in it. Other paths count from the file in which they stand.

A setting, rule, option or value that does not exist is reported at its line, with the nearest one
that does; the rest of the file holds, and the exit code is 2.
"""

EXAMPLES = {
    "extends": """\
# A preset, a path, or a list of them.
extends: [strict, ./house/bylint.yaml]""",
    "rules": """\
rules:
  missing-disclosure: error   # a severity: error, warning, info, or off
  analogy: off                # a category: all of its rules that are on
  stock-analogy: info         # a rule's own name wins over its category
  missing-summary:            # a severity and options
    severity: warning
    require: lead
    min_length: {ja: 1200, en: 600}   # or one value for all languages""",
    "overrides": """\
overrides:
  - files: "archive/**"
    rules: {missing-summary: off}
  - files: ["news/*.md", "digest.txt"]
    rules:
      missing-disclosure: error""",
    "include": """\
# README and its kind, hidden files and other suffixes are no articles unless they stand here.
include: [README.md, ".github/**/*.md"]""",
    "exclude": """\
# Holds for files named on the command line too, as pre-commit names them.
exclude: ["drafts/**"]""",
    "language": """\
language: ja""",
    "plugins": """\
# `bylint new no-notes` writes such a file. --no-local-plugins refuses them.
plugins: [./house_rules/no_notes.py]""",
    "rule_packs": """\
# Files, or folders with some. What lies in .bylint/rules beside this file counts without a word.
rule_packs: [./house/wording.yaml, ./house/packs]""",
}

RULES = """\
[Every rule](rules.md) has a page with its options, their defaults and what they mean. A category
switches on no rule that is off. `unused-suppression`, of bylint itself, may be named as well: it
reports comments that silence nothing, as a warning.

Rules of your own need no Python: [rule packs](packs.md) are YAML files.
"""

CONFIG_END = """## In pyproject.toml

```toml
[tool.bylint]
extends = "news-digest"
exclude = ["drafts/**"]

[tool.bylint.rules]
stock-analogy = "off"
missing-summary = {severity = "warning", require = "lead"}

[[tool.bylint.overrides]]
files = "archive/**"
rules = {missing-summary = "off"}
```

## For programs

`bylint config FILE --output-format json` prints one object, ASCII only. Keys may be added under one
`version`; a key that goes or changes makes another.

| key | what |
| --- | --- |
| `version` | 1 |
| `path` | the file as it was named, with `/` between folders |
| `config` | the config file that holds, or `null` |
| `excluded` | whether `exclude` leaves the file out |
| `values` | every value: its `name`, its `value`, and whence it comes under `from` |

A `name` is such as `rules.missing-summary.min_length.ja`. The `kind` of `from` is `default`, `file`
with `path` and `line`, or `preset` with these and the preset's name under `preset`.

## In your editor

`bylint init` also writes `.bylint.schema.json`, a JSON Schema with all rules and options that are
installed, those of plugins included, and names it in the first line of `.bylint.yaml`:

```yaml
# yaml-language-server: $schema=./.bylint.schema.json
extends: default
```

Editors that use the YAML language server complete and check the file with it. It lies beside the
config, so it is found without a network, on every machine and for everyone who clones the
repository. After an update of bylint or of a plugin, write it again:

```
bylint config --schema --output-file .bylint.schema.json
```

The schema of the built-in rules alone is `bylint_rules/config.schema.json` in the installed package.
"""


def builtin() -> Registry:
    """What bylint itself brings, whatever else is installed."""
    nothing = Registry(rules={}, languages=(), presets={}, readers=(), reporters=(), commands=())
    offers = plugins.ask(plugins.Plugin("bylint"), plugin, _refuse)
    complaints = Complaints()
    made = nothing.extended(offers, _refuse, complaints, "")
    for file in complaints.files():
        _refuse(file.diagnostics[0])
    return made


def _refuse(said: Diagnostic) -> None:
    raise SystemExit(said.message)


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and its text."""
    registry = builtin()
    known = (each.rule for each in registry.rules.values())
    rules = sorted(known, key=lambda rule: (rule.category, rule.name))
    for rule in rules:
        yield FOLDER / f"{rule.name}.md", measured(rule, docs.page(rule, registry.languages))
    yield ROOT / "docs" / "rules.md", "\n".join([INTRO, *index(rules)]) + "\n"
    yield CONFIG, "\n".join([CONFIG_INTRO, *settings(registry.config_schema), CONFIG_END])
    yield PLUGINS, "\n".join([*example(), *hooks(), *names()])
    yield SCHEMA, written(registry.config_schema)
    yield PRESETS, presets(ROOT / "rules" / "bylint_rules")


TOLD = "[Findings an article](../precision.md), with the defaults:"


def measured(rule: type[Rule], page: str) -> str:
    """A rule's page with its rows of the tables in docs/precision.md, if it has any."""
    rows: list[str] = []
    heads: dict[str, list[str]] = {}
    title = ""
    for line in PRECISION.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("## "):
            title = line[3:]
        elif line.startswith("| rule |"):
            heads[title] = cells[2:]
        elif cells[0] == f"`{rule.name}`":
            rates = [f"{code} {rate}" for code, rate in zip(heads[title], cells[2:], strict=True)]
            rows.append(f"- {title}: {', '.join(rates)}")
    before, heading, after = page.partition("## Rates\n")
    if not (rows and heading):
        return page
    body, end, rest = after.partition("\n## ")
    parts = [body.rstrip(), TOLD, "\n".join(rows)]
    return before + heading + "\n\n".join(parts) + f"\n{end}{rest}"


PLUGINS_INTRO = """\
Written from [the example plugin]({example}) and the hooks' own words by `scripts/docs.py`.
"""

NAMES_INTRO = """## What to import

All that plugins need comes from `bylint`; what stands deeper may move from version to version.

| name | what it is |
|---|---|"""


def example() -> Iterator[str]:
    """The page of the example plugin, the files that it shows set in."""
    title, *blocks = (EXAMPLE / "README.md").read_text("utf-8").rstrip().split("\n\n")
    told = os.path.relpath(EXAMPLE, PLUGINS.parent).replace(os.sep, "/")
    yield f"{title}\n\n{PLUGINS_INTRO.format(example=told)}"
    for block in blocks:
        shown = re.fullmatch(r"\[([^]]+)\]\(\1\)", block)
        yield (_file(shown[1]) if shown else re.sub(r"(?<=\]\()[^)]+", _moved, block)) + "\n"


def _file(name: str) -> str:
    text = (EXAMPLE / name).read_text("utf-8").rstrip("\n")
    kind = {"py": "python", "yaml": "yaml", "toml": "toml"}[name.rpartition(".")[2]]
    return f"`{name}`:\n\n```{kind}\n{text}\n```"


def _moved(link: re.Match[str]) -> str:
    """Where a link of the example's page leads, seen from docs."""
    path, sign, anchor = link[0].partition("#")
    if not path or "://" in path:
        return link[0]
    there = (EXAMPLE / path).resolve()
    told = "" if there == PLUGINS else os.path.relpath(there, PLUGINS.parent).replace(os.sep, "/")
    return told + sign + anchor


def hooks() -> Iterator[str]:
    """A section for each hook: what it gives, its docstring, and what the things given must have."""
    yield "## Hooks\n"
    protocols = {"Reader": Reader, "Reporter": Reporter, "Command": Command}
    for name in plugins.HOOKS:
        hook = getattr(hookspecs, name)
        given = hook.__annotations__["return"]
        yield f"### {name}\n\n```python\ndef {name}() -> {given}: ...\n```\n"
        yield f"{inspect.getdoc(hook)}\n"
        protocol = protocols.get(given.removeprefix("Iterable[").removesuffix("]"))
        if protocol:
            yield f"```python\n{inspect.getsource(protocol).rstrip()}\n```\n"


def names() -> Iterator[str]:
    """A table of the public names."""
    yield NAMES_INTRO
    for name in bylint.__all__:
        value = getattr(bylint, name)
        if not value.__module__.startswith("bylint."):
            continue
        said = (inspect.getdoc(value) or "").partition("\n\n")[0]
        summary = " ".join(said.split()).replace("|", "\\|")
        yield f"| `{name}` | {summary} |"
    yield ""


def settings(schema: Schema) -> Iterator[str]:
    """A section for each setting at the top of a config file."""
    for name, setting in schema["properties"].items():
        default = shown(setting["default"]) if "default" in setting else "the article's own"
        kind = "mapping" if "$ref" in setting else expected(setting)
        facts = f"- Type: {kind.replace(' | ', ' or ')}\n- Default: {default}"
        example = f"```yaml\n{EXAMPLES[name]}\n```\n"
        yield f"## {name}\n\n{setting['description']}\n\n{facts}\n\n{example}"
        if name == "rules":
            yield RULES


def index(rules: list[type[Rule]]) -> Iterator[str]:
    """A table a category."""
    category = ""
    for rule in rules:
        if rule.category != category:
            category = rule.category
            yield f"\n## {category}\n\n| rule | severity | fix | what it finds |\n|---|---|---|---|"
        fix = "yes" if docs.fixable(rule) else ""
        summary = docs.summary(rule).replace("|", "\\|")
        severity = docs.severity(rule) if rule.status == "stable" else "off (preview)"
        yield f"| [{rule.name}](rules/{rule.name}.md) | {severity} | {fix} | {summary} |"


PRESETS_INTRO = """# Presets

Written from the presets and `regimes.yaml` beside them by `scripts/docs.py`. A preset is a config
file that others extend by its name, and several go together; later ones win:

```yaml
extends: [news-digest, eu-ai-act]
```

**Not legal advice.** The presets on disclosure turn what laws, platforms and newsrooms ask for into
checks on a text. A finding says what your settings demand, never that a law was broken, and no
finding does not say that all is well: most of these texts bind publishers in some role, and no law
found asks every article to carry a label. Sources were read on {read}.

| preset | what it is for |
|---|---|"""

READ_HOW = {"text": "read itself", "report": "as others report it"}


def presets(folder: Path) -> str:
    """The page of the presets, from the folder that holds `presets/` and `regimes.yaml`."""
    regimes: dict[str, Any] = yaml.safe_load((folder / "regimes.yaml").read_text("utf-8"))
    read = regimes.pop("read")
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("presets/*.yaml"))}
    missing = sorted({*regimes} - {*texts})
    if missing:
        raise SystemExit(f"regimes.yaml tells of presets that do not exist: {', '.join(missing)}")
    return "\n".join(
        [
            PRESETS_INTRO.format(read=read),
            *_preset_index(texts, regimes),
            *_each_preset(texts, regimes),
        ]
    )


def _preset_index(texts: Mapping[str, str], regimes: Mapping[str, Any]) -> Iterator[str]:
    for name, text in texts.items():
        about = (
            regimes[name]["about"] if name in regimes else _comment(text).partition(".")[0] + "."
        )
        yield f"| [{name}](#{name}) | {about} |"
    yield ""


def _each_preset(texts: Mapping[str, str], regimes: Mapping[str, Any]) -> Iterator[str]:
    for name, text in texts.items():
        yield f"## {name}\n"
        if name in regimes:
            yield from _regime(regimes[name])
        else:
            yield f"{_comment(text)}\n"
        yield f"```yaml\n{_settings(text)}\n```\n"


def _regime(regime: Mapping[str, Any]) -> Iterator[str]:
    yield f"{regime['about']}\n"
    yield f"- Status: {regime['status']}."
    yield f"- Binds: {regime['binds']}."
    yield from (f"- {note}" for note in regime.get("notes", ()))
    yield ""
    for source in regime["sources"]:
        title = f"[{source['title']}]({source['url']})" if "url" in source else source["title"]
        yield f"Source: {title}, {source['date']}, {READ_HOW[source['read']]}.\n"


def _comment(text: str) -> str:
    """The comment with which a preset begins, as prose."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines)


def _settings(text: str) -> str:
    """A preset without the comment with which it begins."""
    lines = text.rstrip("\n").split("\n")
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    wanted = dict(pages())
    stale = [path for path in sorted(FOLDER.glob("*.md")) if path not in wanted]
    changed = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    if "--check" in arguments:
        for path in [*changed, *stale]:
            print(
                f"{path.relative_to(ROOT)} is not up to date: run scripts/docs.py", file=sys.stderr
            )
        return 1 if changed or stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in changed:
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    for path in stale:
        path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
