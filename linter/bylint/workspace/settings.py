"""What holds for a file: the rules that run, with their severities and options."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bylint.diagnostics import Diagnostic, Severity
from bylint.errors import ConfigError
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.text import Span
from bylint.workspace import plugins, snapshot
from bylint.workspace.config import Chain, Config, keep, told
from bylint.workspace.faults import Complaints, fault, nearest
from bylint.workspace.globs import Globs
from bylint.workspace.registry import Registry
from bylint.workspace.schema import ENGINE_RULES, Path
from bylint.workspace.validation import is_unknown_rule, validated

if TYPE_CHECKING:
    from typing import Any

    from bylint.checking.run import Active

INSTALLED_ONLY = ("presets", "readers", "reporters", "commands")
"""What is needed before a config is read, or whatever the article: no local plugin can bring it."""


class Choice(NamedTuple):
    """What the command line says of rules: names of rules and categories. Nothing means all."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str], known: Collection[str]) -> Choice:
        """A choice of names. Raises `ConfigError` for one that does not exist."""
        for name in (*select, *ignore):
            if name not in known:
                near = nearest(name, known)
                hint = f" Did you mean {near}?" if near else ""
                raise ConfigError(f"There is no rule or category {name}.{hint}")
        return cls(frozenset(select), frozenset(ignore))

    def keeps(self, name: str, category: str, *, on: bool) -> bool:
        """Whether a rule runs that the config has on or off; its own name beats its category's."""
        if name in self.select or name in self.ignore:
            return name not in self.ignore
        if category in self.ignore:
            return False
        return on and (not self.select or category in self.select)


ALL = Choice()
PACKS = os.path.join(".bylint", "rules")
"""Where rule packs lie that no config names, seen from the config."""


class Where(NamedTuple):
    """The file and line in which a setting stands."""

    shown: str
    line: int


class State:
    """What the config says of one rule so far, and where it says it."""

    __slots__ = ("category", "muted", "on", "options", "severity", "where")

    def __init__(self, category: str, *, on: bool) -> None:
        self.category = category
        self.on = on
        self.muted = False
        self.severity: Severity | None = None
        self.options: dict[str, Any] = {}
        self.where: dict[str, Where] = {}

    @property
    def runs(self) -> bool:
        """Whether the rule is on, and its category is not off."""
        return self.on and not self.muted

    def level(self, word: str, where: Where) -> None:
        """Take a severity for this rule by name."""
        self.on, self.muted = word != "off", False
        if self.on:
            self.severity = Severity.parse(word)
        self.where["severity"] = where

    def level_category(self, word: str, where: Where) -> None:
        """Take a severity for all of the rule's category: it holds for rules that are on."""
        self.muted = word == "off"
        if self.on and not self.muted:
            self.severity = Severity.parse(word)
        if self.on:
            self.where["severity"] = where


class Override(NamedTuple):
    """Rules for some files."""

    files: Globs
    rules: Mapping[str, Any]


class Layer(NamedTuple):
    """What one config file says of rules."""

    config: Config
    rules: Mapping[str, Any]
    overrides: tuple[Override, ...]


class Settings:
    """What a config and all it extends say, for the rules that are installed.

    Globs of all of them count from one folder: the one whose config was found. `packs` are the
    files of the rule packs in force.
    """

    def __init__(
        self,
        registry: Registry,
        configs: Sequence[Config],
        folder: str,
        packs: Sequence[str] = (),
    ) -> None:
        self.registry = registry
        self.folder = folder
        self.packs = packs
        self.language = ""
        self.include = Globs((), folder)
        self.exclude = Globs((), folder)
        self.layers: list[Layer] = []
        self._resolved: dict[tuple[Choice, tuple[bool, ...]], tuple[Active, ...]] = {}
        for config in configs:
            self._add(config)

    def _add(self, config: Config) -> None:
        value = config.data.value
        self.language = value.get("language") or self.language
        if "include" in value:
            self.include = self._globs(value["include"])
        if "exclude" in value:
            self.exclude = self._globs(value["exclude"])
        overrides = tuple(
            Override(self._globs(each.get("files") or []), each.get("rules") or {})
            for each in value.get("overrides") or ()
        )
        self.layers.append(Layer(config, value.get("rules") or {}, overrides))

    def _globs(self, patterns: str | list[str]) -> Globs:
        return Globs([patterns] if isinstance(patterns, str) else patterns, self.folder)

    def resolve(self, path: str, choice: Choice = ALL) -> tuple[Active, ...]:
        """The rules that run on an absolute path."""
        holds = self._holding(path)
        key = (choice, holds)
        if key not in self._resolved:
            self._resolved[key] = tuple(self._active(self._states(holds), choice))
        return self._resolved[key]

    def states(self, path: str) -> Mapping[str, State]:
        """What the config says of each rule for an absolute path, by the rule's name."""
        return self._states(self._holding(path))

    def _holding(self, path: str) -> tuple[bool, ...]:
        return tuple(
            override.files.match(path) for layer in self.layers for override in layer.overrides
        )

    def _states(self, holds: tuple[bool, ...]) -> dict[str, State]:
        states = {name: State("bylint", on=True) for name in ENGINE_RULES}
        for name, nature in self.registry.natures.items():
            states[name] = State(nature.category, on=nature.on)
        holding = iter(holds)
        for layer in self.layers:
            _apply(states, layer, layer.rules, ("rules",))
            for index, override in enumerate(layer.overrides):
                if next(holding):
                    _apply(states, layer, override.rules, ("overrides", index, "rules"))
        return states

    def _active(self, states: Mapping[str, State], choice: Choice) -> Iterator[Active]:
        from bylint.checking.run import Active

        for name, nature in self.registry.natures.items():
            state = states[name]
            if choice.keeps(name, nature.category, on=state.runs):
                rule, origin = self.registry.rules[name]
                yield Active(rule(**state.options), state.severity, origin)

    def engine_level(self, rule: str, path: str, choice: Choice) -> Severity | None:
        """The severity of one of the engine's own rules; None where it is off."""
        state = self.states(path)[rule]
        if not choice.keeps(rule, "bylint", on=state.runs):
            return None
        return state.severity or Severity.WARNING


def _apply(states: dict[str, State], layer: Layer, rules: Mapping[str, Any], path: Path) -> None:
    """Take what one mapping of rules says: categories first, so that rules refine them."""
    data, shown = layer.config.data, layer.config.shown
    for name, given in rules.items():
        if name not in states:
            where = Where(shown, data.place(*path, name).line)
            for state in states.values():
                if state.category == name:
                    state.level_category(given, where)
    for name, given in rules.items():
        if name not in states:
            continue
        state = states[name]
        options = given if isinstance(given, Mapping) else {"severity": given}
        for key, value in options.items():
            where = Where(shown, data.place(*path, name, key).line)
            if key == "severity":
                state.level(value, where)
            else:
                state.options[key] = value
                state.where[key] = where


# From config files to settings ---------------------------------------------------------------


class Maker:
    """Makes settings of config files, and collects what is wrong with them."""

    def __init__(
        self, registry: Registry, root: str, complaints: Complaints, *, allow_local_plugins: bool
    ) -> None:
        self.registry = registry
        self.root = root
        self.complaints = complaints
        self.allow_local_plugins = allow_local_plugins

    def make(self, config: Config, folder: str) -> Settings:
        """The settings of a config and all it extends; what is wrong in them is left out."""
        chain = Chain(self.registry.presets, self.root, self.complaints)
        chain.follow(config)
        registry, whole = self.registry, True
        for each in chain.configs:
            for name, span in each.texts("plugins"):
                plugin = _Local(each, name, span, self.complaints)
                registry = plugin.added(registry, allowed=self.allow_local_plugins)
                whole = whole and plugin.sound
        count = len(self.complaints.files())
        packs = [*dict.fromkeys(path for each in chain.configs for path in self._packs(each))]
        for path in packs:
            registry = self._with_pack(registry, path)
        whole = whole and len(self.complaints.files()) == count
        configs = [self._validated(each, registry, whole=whole) for each in chain.configs]
        return Settings(registry, configs, folder, packs)

    def _packs(self, config: Config) -> Iterator[str]:
        """The rule packs beside a config, then those that it names."""
        beside = os.path.join(config.folder, PACKS)
        named = [*config.texts("rule_packs")]
        if not named and not os.path.isdir(beside):
            return
        from bylint.workspace import packs

        yield from packs.files(beside)
        for name, span in named:
            found = packs.files(os.path.normpath(os.path.join(config.folder, name)))
            yield from found
            if not found:
                said = fault("config", "missing-file", span, name=name)
                self.complaints.add(config.source(), said)

    def _with_pack(self, registry: Registry, path: str) -> Registry:
        """The registry with the rules of a pack."""
        plugin = plugins.Plugin(told(path, self.root))
        serial = f"{registry.serial} {path} {snapshot.stamp(path)}"
        offers = plugins.Offers(plugin, packs=[path])
        return registry.extended(offers, _never, self.complaints, serial if registry.serial else "")

    def _validated(self, config: Config, registry: Registry, *, whole: bool) -> Config:
        """A config without what is wrong in it.

        `whole` is False where a plugin is missing, and with it perhaps rules that are spelt right.
        Our own presets were checked before they were shipped.
        """
        known = registry.serial in config.checked_with or config.path in registry.own_presets
        if known or not config.data.value:
            return config
        sound, said = validated(config, registry)
        if not said and registry.serial:
            keep(config, registry.serial)
        told = [each for each in said if whole or not is_unknown_rule(each)]
        if told:
            self.complaints.add(config.source(), *told)
        return sound


def _never(said: Diagnostic) -> None:
    """A pack's complaints stand in the pack; there is nothing else to complain of."""
    raise AssertionError(said.message)


class _Local:
    """A Python file that a config names as a plugin. Complains at the place where it is named."""

    def __init__(self, config: Config, name: str, span: Span, complaints: Complaints) -> None:
        self.config = config
        self.plugin = plugins.Plugin(name)
        self.path = os.path.normpath(os.path.join(config.folder, name))
        self.span = span
        self.complaints = complaints
        self.sound = True

    def added(self, registry: Registry, *, allowed: bool) -> Registry:
        """The registry with what the plugin offers; as it was, where the plugin is of no use."""
        name = self.plugin.distribution
        if not allowed:
            self._complain(fault("plugin", "refused", plugin=name))
            return registry
        if not os.path.isfile(self.path):
            self._complain(fault("plugin", "missing", plugin=name))
            return registry
        stamp = snapshot.stamp(self.path)  # before it is run: it may change meanwhile
        try:
            loaded = plugins.load_file(self.path)
        except (Exception, SystemExit) as error:
            self._complain(plugins.broken(self.plugin, error))
            return registry
        offers = plugins.ask(self.plugin, loaded, self._complain)
        for kind in INSTALLED_ONLY:
            if getattr(offers, kind):
                self._complain(fault("plugin", "not-local", plugin=name, hook=f"bylint_{kind}"))
        offers = plugins.Offers(self.plugin, offers.rules, offers.packs, offers.languages)
        serial = f"{registry.serial} {self.path} {stamp}"
        return registry.extended(
            offers, self._complain, self.complaints, serial if registry.serial else ""
        )

    def _complain(self, said: Diagnostic) -> None:
        self.sound = False
        self.complaints.add(self.config.source(), said._replace(span=self.span))
