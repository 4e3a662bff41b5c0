"""Plugins: found, loaded and asked one by one, so that a broken one is named and the rest go on.

The built-in rules come this way too.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module

import bylint
from bylint.diagnostics import Diagnostic
from bylint.patterns import lazy_pattern
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.workspace.distributions import distributions
from bylint.workspace.faults import fault, reason

if TYPE_CHECKING:
    from typing import Any

    from bylint.article.parsed import Reader
    from bylint.checking.rule import Rule
    from bylint.diagnostics import Reporter
    from bylint.workspace.commands import Command

GROUP = "bylint"
OWN = "bylint"
"""Our own distribution: its plugin comes first, and nobody can take over what it brings."""

Complain = Callable[[Diagnostic], None]


class Plugin(NamedTuple):
    """A plugin before it is imported.

    `value` is `module` or `module:attribute`, `needs` the versions of bylint it asks for. A local
    plugin has its path as `distribution` and nothing else.
    """

    distribution: str
    version: str = ""
    name: str = ""
    value: str = ""
    needs: str = ""

    @property
    def label(self) -> str:
        """What to call the plugin: distribution and version."""
        return f"{self.distribution} {self.version}".strip()


class Offers(NamedTuple):
    """What one plugin brings."""

    plugin: Plugin
    rules: Sequence[type[Rule]] = ()
    packs: Sequence[str] = ()
    languages: Sequence[str] = ()
    presets: Sequence[str] = ()
    readers: Sequence[Reader] = ()
    reporters: Sequence[Reporter] = ()
    commands: Sequence[Command] = ()


# Find --------------------------------------------------------------------------------------


def find() -> list[Plugin]:
    """The plugins that are installed, our own first, the others by name. Imports none of them."""
    found: dict[tuple[str, str], Plugin] = {}
    for each in distributions(GROUP):
        for name, value in each.points.items():
            plugin = Plugin(each.name, each.version, name, value, _needs(each.requires))
            found.setdefault((plugin.distribution, name), plugin)
    return sorted(found.values(), key=lambda plugin: (plugin.distribution != OWN, plugin))


_REQUIREMENT = lazy_pattern(r"bylint\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)", re.IGNORECASE)
_BOUND = lazy_pattern(r"(===?|!=|~=|<=?|>=?)\s*(\d+(?:\.\d+)*)(\.\*)?")


def _needs(requirements: Iterable[str]) -> str:
    for requirement in requirements:
        found = _REQUIREMENT.match(requirement)
        if not found or re.match(r"[\w.-]", requirement[len("bylint") :]):
            continue
        if not re.search(r";.*\bextra\b", requirement):
            return found[1].strip()
    return ""


def fits(needs: str, version: str) -> bool:
    """Whether a version lies within bounds such as `>=0.2,<1`; other forms are no bounds."""
    if needs.startswith("@"):
        return True
    return all(_within(version, *bound) for bound in _BOUND.findall(needs))


def _within(version: str, sign: str, bound: str, any_below: str) -> bool:
    digits = re.match(r"\d+(?:\.\d+)*", version)
    ours = [int(part) for part in digits[0].split(".")] if digits else []
    asked = [int(part) for part in bound.split(".")]
    head = asked[:-1] if sign == "~=" else asked
    length = max(len(ours), len(asked))
    full, wanted = (each + [0] * (length - len(each)) for each in (ours, asked))
    if sign == "~=":
        return full >= wanted and full[: len(head)] == head
    if sign in ("==", "===", "!="):
        same = full[: len(head)] == head if any_below else full == wanted
        return same != (sign == "!=")
    if sign in ("<", "<="):
        return full < wanted or (sign == "<=" and full == wanted)
    return full > wanted or (sign != ">" and full == wanted)


# Load --------------------------------------------------------------------------------------


def load(plugin: Plugin) -> object:
    """Import a plugin. Whatever its modules raise passes through."""
    module, _, attribute = plugin.value.partition(":")
    loaded: object = import_module(module.strip())
    for name in filter(None, attribute.strip().split(".")):
        loaded = getattr(loaded, name)
    return loaded


def load_file(path: str) -> object:
    """Run a Python file of the user's as a plugin, leaving nothing beside it."""
    from types import ModuleType

    stem = re.sub(r"\W", "_", os.path.splitext(os.path.basename(path))[0])
    name = f"bylint_local_{len(sys.modules)}_{stem}"
    module = ModuleType(name)
    module.__file__ = path
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise
    return module


# Ask ---------------------------------------------------------------------------------------


def is_rule(item: Any) -> bool:
    """Whether something is the class of a rule."""
    from bylint.checking.rule import Rule

    return isinstance(item, type) and issubclass(item, Rule) and item is not Rule


def _is_file(item: Any) -> bool:
    return isinstance(item, (str, os.PathLike)) and os.path.isfile(item)


def _is_rule_or_pack(item: Any) -> bool:
    return is_rule(item) or _is_file(item)


def _is_reader(item: Any) -> bool:
    return _has(item, name=str, suffixes=tuple) and callable(getattr(item, "read", None))


def _is_reporter(item: Any) -> bool:
    return _has(item, name=str) and callable(getattr(item, "render", None))


def _is_command(item: Any) -> bool:
    return _has(item, name=str, summary=str) and callable(getattr(item, "run", None))


def _has(item: Any, **kinds: type) -> bool:
    return all(isinstance(getattr(item, name, None), kind) for name, kind in kinds.items())


class Hook(NamedTuple):
    """A hook: what it is to give, in words, and whether something is that."""

    expected: str
    fits: Callable[[Any], bool]


HOOKS: Mapping[str, Hook] = {
    "bylint_rules": Hook("a rule class or the path of a rule pack", _is_rule_or_pack),
    "bylint_languages": Hook("the path of a file", _is_file),
    "bylint_presets": Hook("the path of a file", _is_file),
    "bylint_readers": Hook("a reader", _is_reader),
    "bylint_reporters": Hook("a reporter", _is_reporter),
    "bylint_commands": Hook("a command", _is_command),
}


def ask(plugin: Plugin, loaded: object, complain: Complain) -> Offers:
    """Call the hooks of a plugin, each once. What they give that does not fit is left out.

    A module without hooks offers the rules it defines.
    """
    import pluggy

    from bylint.workspace import hookspecs

    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(loaded, plugin.label)
        manager.check_pending()
    except Exception as error:  # a plugin for another version may hold anything
        complain(broken(plugin, error))
        return Offers(plugin)
    if not manager.get_hookcallers(loaded):
        defined = [*_defined(loaded)]
        if not defined:
            complain(_fault("nothing", plugin=plugin.label))
        return Offers(plugin, rules=defined)
    given = {
        name.removeprefix("bylint_"): _answers(plugin, name, getattr(manager.hook, name), complain)
        for name in HOOKS
    }
    given["packs"] = [item for item in given["rules"] if not is_rule(item)]
    given["rules"] = [item for item in given["rules"] if is_rule(item)]
    return Offers(plugin, **given)


def _answers(
    plugin: Plugin, name: str, call: Callable[[], list[Iterable[Any]]], complain: Complain
) -> list[Any]:
    try:
        answers = [item for answer in call() for item in answer]
    except (Exception, SystemExit) as error:
        complain(_fault("hook", plugin=plugin.label, hook=name, reason=reason(error)))
        return []
    expected, fitting = HOOKS[name]
    for item in answers:
        if not fitting(item):
            told = item if isinstance(item, str) else getattr(item, "__name__", repr(item))
            complain(
                _fault("wrong-type", plugin=plugin.label, hook=name, value=told, expected=expected)
            )
    return [item for item in answers if fitting(item)]


def _defined(module: object) -> Iterator[type[Rule]]:
    for item in vars(module).values() if hasattr(module, "__dict__") else ():
        if is_rule(item) and item.__module__ == getattr(module, "__name__", ""):
            yield item


def broken(plugin: Plugin, error: BaseException) -> Diagnostic:
    """The complaint about a plugin that cannot be imported."""
    return _fault("broken", plugin=plugin.label, reason=reason(error))


def _fault(key: str, /, **params: str) -> Diagnostic:
    return fault("plugin", key, bylint=bylint.__version__, **params)
