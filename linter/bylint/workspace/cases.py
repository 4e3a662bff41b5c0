"""The cases of rules that names or paths stand for: for `bylint test`, and for pytest."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from bylint.checking.packs import PackRule
from bylint.checking.rule import Rule
from bylint.checking.run import Toolbox
from bylint.checking.testing import RuleCase, cases
from bylint.diagnostics import Diagnostic
from bylint.errors import ConfigError, PluginError
from bylint.patterns import lazy_pattern
from bylint.text import Source
from bylint.workspace import plugins
from bylint.workspace.faults import Complaints, fault
from bylint.workspace.packs import SUFFIXES
from bylint.workspace.registry import Registry, registry

NOWHERE = Source("<plugins>", "")
"""Where complaints about files that are no config's stand."""


def rule_cases(*names: str, language: str = "") -> list[RuleCase]:
    """The cases of rules, each to be run by its `check`: one a pytest case.

    A name is that of a rule, a category, an installed distribution, or the path of a Python file
    or a folder with rules; without names all rules count. `language` keeps the cases in one
    language, those that its file holds among them. Raises `ConfigError` for a name that does not
    exist and where there is no case at all, `PluginError` where a plugin is broken.
    """
    complaints = Complaints()
    found = Selection(registry(), complaints)
    missing = found.choose(names)
    for file in (*found.registry.faults, *complaints.files()):
        for said in file.diagnostics:
            raise PluginError(said.message)
    if missing:
        raise ConfigError(f"There is no rule, category, plugin or path with rules {missing}.")
    if language and language not in {each.code for each in found.registry.languages}:
        raise ConfigError(f"There is no language {language}.")
    chosen = list(found.cases(language))
    if not chosen:
        raise ConfigError("There is no case to run.")
    return chosen


class Selection:
    """Rules picked by name or path. `registry` grows by what paths bring.

    What is wrong with files at a path goes to `complaints`.
    """

    def __init__(self, registry: Registry, complaints: Complaints) -> None:
        self.registry = registry
        self.rules: list[type[Rule]] = []
        self._complaints = complaints

    def choose(self, names: Sequence[str]) -> str:
        """Pick all that names stand for, all rules for no name; returns one that stands for nothing.

        A broken file at a path stands for something: it is complained of.
        """
        for name in names:
            named = [
                known.rule
                for known in self.registry.rules.values()
                if name in (known.rule.name, known.rule.category, known.origin)
            ]
            if not named and os.path.exists(name):
                named = self._at(os.path.realpath(name), name)
                if not named and self._complaints:
                    continue
            if not named:
                return name
            self.rules.extend(rule for rule in named if rule not in self.rules)
        if not names:
            self.rules = [known.rule for known in self.registry.rules.values()]
        return ""

    def cases(self, language: str = "") -> Iterator[RuleCase]:
        """The cases of the rules, in one language or in all."""
        known = self.registry
        toolbox = Toolbox(known.languages, known.readers, known.names)
        for rule in sorted(self.rules, key=lambda rule: rule.name):
            for case in cases(rule, toolbox):
                if language in ("", case.language):
                    yield case

    def _at(self, path: str, told: str) -> list[type[Rule]]:
        """The rules that are defined at a path: those that are known, then what is loaded."""
        inside = path if os.path.isfile(path) else os.path.join(path, "")
        files = {known.rule: _file(known.rule) for known in self.registry.rules.values()}
        found = [rule for rule, file in files.items() if file.startswith(inside)]
        unread = [path] if os.path.isfile(path) else _files_with_rules(path)
        for file in unread:
            if file not in files.values():
                inner = os.path.join(told, os.path.relpath(file, path))
                found.extend(self._loaded(file, told if file == path else inner))
        return found

    def _loaded(self, file: str, told: str) -> list[type[Rule]]:
        plugin = plugins.Plugin(told)
        if file.endswith(SUFFIXES):
            return self._added(plugins.Offers(plugin, packs=[file]), file)
        try:
            module = _imported(file)
        except (Exception, SystemExit) as error:
            self._complain(plugins.broken(plugin, error))
            return []
        place = getattr(module, "__file__", None) or ""
        if os.path.realpath(place) != file:
            self._complain(fault("plugin", "elsewhere", plugin=plugin.label, place=place))
            return []
        offers = plugins.ask(plugin, module, self._complain)
        known = {each.rule for each in self.registry.rules.values()}
        new = [rule for rule in offers.rules if rule not in known]
        added = plugins.Offers(plugin, new, offers.packs, offers.languages)
        held = self._added(added, *map(os.path.realpath, offers.packs))
        return [*(rule for rule in offers.rules if rule in known), *held]

    def _added(self, offers: plugins.Offers, *packs: str) -> list[type[Rule]]:
        """The rules that are new with what is offered, or that stand in one of the packs."""
        known = {each.rule for each in self.registry.rules.values()}
        self.registry = self.registry.extended(offers, self._complain, self._complaints, "")
        held = [each.rule for each in self.registry.rules.values()]
        return [rule for rule in held if rule not in known or _file(rule) in packs]

    def _complain(self, said: Diagnostic) -> None:
        self._complaints.add(NOWHERE, said)


def _file(rule: type[Rule]) -> str:
    if issubclass(rule, PackRule):
        return os.path.realpath(rule.file)
    return os.path.realpath(getattr(sys.modules.get(rule.__module__), "__file__", None) or "")


def _imported(file: str) -> object:
    """The module of a file: within its package, where the file stands in one."""
    folder, name = os.path.split(file)
    parts = [os.path.splitext(name)[0]]
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    if len(parts) == 1:
        return plugins.load_file(file)
    dotted = ".".join(parts).removesuffix(".__init__")
    sys.path.insert(0, folder)
    try:
        return import_module(dotted)
    finally:
        sys.path.remove(folder)


def _files_with_rules(folder: str) -> Iterator[str]:
    """The files below a folder that define a rule or a hook, sorted; no others are run."""
    for place, folders, names in os.walk(folder):
        hidden = (name for name in folders if name.startswith(".") or name == "__pycache__")
        for name in [*hidden]:
            folders.remove(name)
        folders.sort()
        if "pyvenv.cfg" in names:
            folders.clear()
            continue
        for name in sorted(names):
            path = os.path.join(place, name)
            is_code = name.endswith(".py") and not name.startswith("test_") and _defines(path)
            if is_code or (name.endswith(SUFFIXES) and _is_pack(path)):
                yield path


_RULES = lazy_pattern(r"^rules:[ \t]*(?:#.*)?\r?\n[ \t]*-", re.MULTILINE)


def _is_pack(path: str) -> bool:
    """Whether a YAML file looks like a rule pack: it holds a list of rules."""
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return bool(_RULES.search(file.read()))
    except OSError:
        return False


def _defines(path: str) -> bool:
    """Whether a file defines a rule or a hook, or says that it is about bylint and is broken."""
    try:
        with open(path, "rb") as file:
            code = file.read()
        if b"bylint" not in code:
            return False
        body = ast.parse(code).body
    except OSError:
        return False
    except (SyntaxError, ValueError, RecursionError):
        return True
    return any(_is_rule_or_hook(node) for node in body)


def _is_rule_or_hook(node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef):
        return node.name in plugins.HOOKS
    given = {word.arg for word in node.keywords} if isinstance(node, ast.ClassDef) else set()
    return {"name", "category"} <= given
