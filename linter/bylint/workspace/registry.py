"""All that the installed plugins bring, as one value; kept in a snapshot from run to run.

A run in which nothing has changed since needs no YAML, no plugin manager and no search for
distributions, and imports rules only as it asks for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from importlib import import_module
from time import time_ns

import bylint
from bylint.diagnostics import Checked
from bylint.errors import BylintError, PluginError
from bylint.patterns import lazy_pattern
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.text import Source
from bylint.workspace import plugins, snapshot
from bylint.workspace.data import source_of
from bylint.workspace.faults import Complaints, fault, reason
from bylint.workspace.plugins import OWN, Complain, Offers, Plugin
from bylint.workspace.schema import ENGINE_RULES, RuleOptions, config_schema

if TYPE_CHECKING:
    from typing import Any

    from bylint.article.language import Language, Languages, Listed
    from bylint.article.parsed import Reader
    from bylint.checking.options import Schema
    from bylint.checking.rule import Rule
    from bylint.diagnostics import Diagnostic, Reporter
    from bylint.workspace.commands import Command
    from bylint.workspace.languages import LanguageData

RULE_NAME = lazy_pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

PACKED = "bylint.checking.packs"
"""The module to which rules of packs belong."""

BUILT_IN: Mapping[str, Sequence[str]] = {
    "suffix": (".md", ".markdown", ".txt", ".html", ".htm"),
    "output format": (
        *("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"),
    ),
    "command": (
        *("check", "explain", "why", "rules", "languages", "config", "baseline", "init", "new"),
        *("import", "test"),
    ),
}
"""What the engine itself has and no plugin may replace, by kind."""


class KnownRule(NamedTuple):
    """A rule and the distribution, or the local file, that it comes from."""

    rule: type[Rule]
    origin: str


class Nature(NamedTuple):
    """What every run asks of every rule: so a rule that does not run need not be imported.

    `on` says that it runs where no config speaks of it, `lists` and `reserves` that it has answers
    of its own to `Rule.listed` and `Rule.reserves`.
    """

    category: str
    on: bool
    lists: bool
    reserves: bool

    @classmethod
    def of(cls, rule: type[Rule]) -> Nature:
        """What there is to know of a rule."""
        from bylint.checking.rule import answers

        on = rule.severity is not None and rule.status == "stable"
        return cls(rule.category, on, answers(rule, "listed"), answers(rule, "reserves"))


class PackedLanguage(NamedTuple):
    """A language as far as every run needs it, and where the rest is: in a file, or here as JSON."""

    head: Mapping[str, Any]
    path: str
    text: str = ""

    @classmethod
    def of(cls, data: LanguageData) -> PackedLanguage:
        """Pack what language files say."""
        import json

        from bylint.article.language import head

        return cls(head(data), "", json.dumps(data, ensure_ascii=False, separators=(",", ":")))

    def data(self) -> LanguageData:
        """All of the data; what a file holds is kept in a snapshot of its own."""
        import json

        if not self.path:
            given: LanguageData = json.loads(self.text)
            return given
        name, key = snapshot.name("language", self.path), snapshot.stamp(self.path)
        kept: LanguageData | None = snapshot.load(name, key)
        if kept is None:
            from bylint.workspace.languages import data_of

            kept = data_of(self.path)
            snapshot.save(name, key, kept)
        return kept

    def language(self) -> Language:
        """The language, whose data is unpacked when it is first needed."""
        from bylint.article.language import Language

        return Language(self.head, self.data)


class Registry:
    """What plugins bring, each thing under its name. Never changed once it is made.

    `owners` names the plugin behind each kind and name of a thing; `faults` are the plugins and
    language files that are broken. `serial` names the scan that the registry comes from, "" where
    it had faults: what is worked out with a registry may be kept under its serial. `natures` may
    tell of the rules before they are imported, `watched` are the files that plugins consist of.
    """

    def __init__(
        self,
        *,
        rules: Mapping[str, KnownRule],
        languages: Sequence[PackedLanguage],
        presets: Mapping[str, str],
        readers: Sequence[Reader],
        reporters: Sequence[Reporter],
        commands: Sequence[Command],
        owners: Mapping[tuple[str, str], str] = {},
        faults: Sequence[Checked] = (),
        serial: str = "",
        natures: Mapping[str, Nature] | None = None,
        watched: Sequence[str] = (),
    ) -> None:
        self.rules = rules
        self._natures = natures
        self.watched = watched
        self.packed_languages = languages
        self.presets = presets
        self.plugin_readers = readers
        self.reporters = {each.name: each for each in reporters}
        self.commands = {each.name: each for each in commands}
        self.owners = owners
        self.faults = faults
        self.serial = serial

    @cached_property
    def languages(self) -> Languages:
        """The languages."""
        from bylint.article.language import Languages

        known = {each.head["code"]: each.language() for each in self.packed_languages}
        return Languages(known, self._listed)

    def _listed(self) -> list[Listed]:
        """The phrases that rules list themselves."""
        listing = [name for name, nature in self.natures.items() if nature.lists]
        return [each for name in listing for each in self.rules[name].rule.listed()]

    @property
    def reserving(self) -> tuple[type[Rule], ...]:
        """The rules that reserve passages."""
        names = [name for name, nature in self.natures.items() if nature.reserves]
        return tuple(self.rules[name].rule for name in names)

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """The readers, the built-in ones first."""
        from bylint.article.readers.html import HtmlReader
        from bylint.article.readers.markdown import MarkdownReader, PlainReader

        return (MarkdownReader(), PlainReader(), HtmlReader(), *self.plugin_readers)

    @cached_property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of file names that a reader claims."""
        brought = (suffix.lower() for reader in self.plugin_readers for suffix in reader.suffixes)
        return (*BUILT_IN["suffix"], *brought)

    @cached_property
    def categories(self) -> frozenset[str]:
        """The categories of the rules."""
        return frozenset(nature.category for nature in self.natures.values())

    @cached_property
    def natures(self) -> Mapping[str, Nature]:
        """What is known of each rule without it, by the rule's name."""
        if self._natures is not None:
            return self._natures
        return {name: Nature.of(known.rule) for name, known in self.rules.items()}

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything that a suppression or `--select` may name."""
        return frozenset(self.rules) | self.categories | {*ENGINE_RULES, "bylint"}

    @cached_property
    def own_presets(self) -> frozenset[str]:
        """The files of the presets that bylint itself brings."""
        owners = {name: owner for (kind, name), owner in self.owners.items() if kind == "preset"}
        return frozenset(
            path
            for name, path in self.presets.items()
            if owners.get(name, "").partition(" ")[0] == OWN
        )

    @cached_property
    def options(self) -> Mapping[str, RuleOptions]:
        """Every rule with its options."""
        from bylint.checking.options import options

        return {
            name: RuleOptions(known.rule, options(known.rule)) for name, known in self.rules.items()
        }

    @cached_property
    def config_schema(self) -> Schema:
        """The JSON Schema of config files for what is installed."""
        codes = [each.head["code"] for each in self.packed_languages]
        return config_schema(self.options, codes, self.presets)

    def extended(
        self, offers: Offers, complain: Complain, complaints: Complaints, serial: str
    ) -> Registry:
        """What one more plugin offers, added to what there is.

        What is wrong with the offers goes to `complain`, with its language files to `complaints`.
        """
        draft = _Draft(self)
        draft.add(offers, complain)
        languages = draft.languages(complaints)
        draft.add_packs(languages, complaints)
        return draft.registry(languages, self.faults, serial)


class _Added(Mapping[str, KnownRule]):
    """Rules, and others that were added to them."""

    def __init__(self, base: Mapping[str, KnownRule], new: Mapping[str, KnownRule]) -> None:
        self._base = base
        self._new = new

    def __getitem__(self, name: str) -> KnownRule:
        return self._new[name] if name in self._new else self._base[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._base
        yield from self._new

    def __len__(self) -> int:
        return len(self._base) + len(self._new)


class _Draft:
    """A registry in the making: refuses what is broken or there already."""

    complain: Complain

    def __init__(self, base: Registry | None = None) -> None:
        self.base: Mapping[str, KnownRule] = base.rules if base else {}
        self.new: dict[str, KnownRule] = {}
        self.natures = dict(base.natures) if base else {}
        self.presets = dict(base.presets) if base else {}
        self.readers = [*base.plugin_readers] if base else []
        self.reporters = [*base.reporters.values()] if base else []
        self.commands = [*base.commands.values()] if base else []
        self.packed = base.packed_languages if base else ()
        self.packs: list[tuple[str, Plugin]] = []
        self.language_files: list[str] = []
        self.own_files: dict[str, None] = {}
        self.owners = {(kind, name): OWN for kind, names in BUILT_IN.items() for name in names}
        self.owners.update(base.owners if base else {})
        for name in self.base:
            if ("rule", name) not in self.owners:
                self.owners["rule", name] = self.base[name].origin

    def add(self, offers: Offers, complain: Complain) -> None:
        self.complain = complain
        label = offers.plugin.label
        for rule in offers.rules:
            self._add_rule(rule, offers.plugin)
        self.packs.extend((os.fspath(path), offers.plugin) for path in offers.packs)
        for path in map(os.fspath, offers.presets):
            name = os.path.splitext(os.path.basename(path))[0]
            if self._takes("preset", name, label):
                self.presets[name] = path
        self.language_files.extend(map(os.fspath, offers.languages))
        if offers.plugin.distribution == OWN:
            self.own_files.update(dict.fromkeys(map(os.fspath, offers.languages)))
        for reader in _brought("readers", offers):
            if all(self._takes("suffix", suffix.lower(), label) for suffix in reader.suffixes):
                self.readers.append(reader)
        for reporter in _brought("reporters", offers):
            if self._takes("output format", reporter.name, label):
                self.reporters.append(reporter)
        for command in _brought("commands", offers):
            if self._takes("command", command.name, label):
                self.commands.append(command)

    def _add_rule(self, rule: type[Rule], plugin: Plugin) -> None:
        why = self._unusable(rule)
        if why:
            said = fault("plugin", "bad-rule", rule=rule.name, plugin=plugin.label, reason=why)
            self.complain(said)
        elif self._takes("rule", rule.name, plugin.label):
            self._take(rule, plugin)

    def add_packs(self, languages: Sequence[PackedLanguage], complaints: Complaints) -> None:
        """Add the rules of packs; complaints about them stand in the pack, at the rule."""
        if not self.packs:
            return
        from bylint.checking.packs import made
        from bylint.workspace import packs

        codes = [each.head["code"] for each in languages]
        for path, plugin in self.packs:
            own = plugin.distribution.endswith(packs.SUFFIXES)
            told = plugin.distribution if own else path
            trusted = plugin.distribution == OWN
            pack = packs.load(path, told, codes, trusted=trusted)
            complaints.extend(pack.faults)
            for recipe in pack.recipes:
                rule = made(recipe, path, told)
                said = self._unfit(rule)
                if said is None:
                    self._take(rule, plugin)
                    self.owners["rule", rule.name] = plugin.label
                else:
                    source = source_of(path, told)
                    span = source.line_span(recipe["line"])
                    complaints.add(source, said._replace(span=span))

    def _unfit(self, rule: type[Rule]) -> Diagnostic | None:
        """The complaint about a rule of a pack that cannot be added, None where it can."""
        why = self._unusable(rule)
        if why:
            return fault("pack", "name", rule=rule.name, reason=why)
        other = self.owners.get(("rule", rule.name))
        return fault("pack", "repeated", rule=rule.name, other=other) if other else None

    @property
    def rules(self) -> Mapping[str, KnownRule]:
        """All rules, none of which is imported for it."""
        return _Added(self.base, self.new) if self.base else self.new

    def _take(self, rule: type[Rule], plugin: Plugin) -> None:
        self.new[rule.name] = KnownRule(rule, plugin.distribution)
        self.natures[rule.name] = Nature.of(rule)

    def languages(self, complaints: Complaints) -> Sequence[PackedLanguage]:
        """The languages, with those of the plugins that were added.

        Our own files were checked before they were shipped: of them only the head is read.
        """
        if not self.language_files:
            return self.packed
        from bylint.workspace.languages import compiled, head_of

        known = {each.head["code"]: each for each in self.packed}
        for path in self.own_files:
            first = head_of(path)
            known[first["code"]] = PackedLanguage(first, path)
        others = [path for path in self.language_files if path not in self.own_files]
        if others:
            rules = [one.rule for one in self.rules.values()]
            made = compiled(others, rules, lambda code: known[code].data() if code in known else {})
            complaints.extend(made.faults)
            known.update((data["code"], PackedLanguage.of(data)) for data in made.languages)
        return list(known.values())

    def registry(
        self, languages: Sequence[PackedLanguage], faults: Sequence[Checked], serial: str
    ) -> Registry:
        return Registry(
            rules=self.rules,
            natures=self.natures,
            languages=languages,
            presets=self.presets,
            readers=self.readers,
            reporters=self.reporters,
            commands=self.commands,
            owners=self.owners,
            faults=faults,
            serial=serial,
        )

    def _takes(self, kind: str, name: str, label: str) -> bool:
        """Whether a name is free; from then on it is taken."""
        other = self.owners.get((kind, name))
        if other is None:
            self.owners[kind, name] = label
            return True
        self.complain(fault("plugin", "repeated", plugin=label, kind=kind, name=name, other=other))
        return False

    def _unusable(self, rule: type[Rule]) -> str:
        from bylint.checking.options import options

        if not RULE_NAME.fullmatch(rule.name):
            return "its name is not lower-case words joined by -"
        categories = {nature.category for nature in self.natures.values()}
        names = (*ENGINE_RULES, *categories)
        if rule.name in names or rule.category in self.natures:
            return "a rule and a category, or a rule of the engine, would have one name"
        if not isinstance(getattr(rule, "messages", None), Mapping):
            return "it has no messages"
        try:
            options(rule)
        except PluginError as error:
            return str(error)
        return ""


# A scan, and its snapshot -------------------------------------------------------------------


def registry() -> Registry:
    """What is installed: from the snapshot where nothing has changed since, else from a scan."""
    name, key = _snapshot_name(), _snapshot_key()
    kept = snapshot.load(name, key)
    if kept is not None:
        try:
            return _restored(kept)
        except Exception:  # a snapshot that does not serve is as good as none
            pass
    begun = time_ns()
    complaints = Complaints()
    offered = [*_offers(complaints)]
    draft = _Draft()
    for offers in offered:
        draft.add(offers, _about(offers.plugin, complaints))
    languages = draft.languages(complaints)
    draft.add_packs(languages, complaints)
    if complaints:
        return draft.registry(languages, complaints.files(), "")
    scanned = draft.registry(languages, (), _serial())
    scanned.watched = _watched(offered)
    if not any(_is_newer(path, begun) for path in scanned.watched):
        _keep(name, key, scanned, offered)
    return scanned


def _is_newer(path: str, moment: int) -> bool:
    """Whether a file was written after a moment: what was imported may be what it held before."""
    stamp = None if os.path.isdir(path) else snapshot.stamp(path)
    return stamp is not None and stamp[0] > moment


def _about(plugin: Plugin, complaints: Complaints) -> Complain:
    """Takes complaints about an installed plugin: no file of the user's names it."""
    where = Source(f"<plugin {plugin.distribution}, entry point {plugin.name}>", "")
    return lambda said: complaints.add(where, said)


def _offers(complaints: Complaints) -> Iterator[Offers]:
    for plugin in plugins.find():
        complain = _about(plugin, complaints)
        if not plugins.fits(plugin.needs, bylint.__version__):
            ours = bylint.__version__
            complain(
                fault("plugin", "version", plugin=plugin.label, needs=plugin.needs, bylint=ours)
            )
            continue
        try:
            loaded = plugins.load(plugin)
        except (Exception, SystemExit) as error:
            complain(plugins.broken(plugin, error))
        else:
            yield plugins.ask(plugin, loaded, complain)


def _serial() -> str:
    return f"{time_ns():x}-{os.getpid():x}"


def _snapshot_name() -> str:
    return snapshot.name("plugins", f"{sys.prefix} {sys.version}")


def _snapshot_key() -> list[Any]:
    """What a scan depends on: versions, and the folders in which distributions are installed.

    The first folder is that of the program or the one we work in, and changes all the time.
    """
    first, *others = sys.path
    folders = [[path, snapshot.stamp(path)] for path in others]
    return [sys.version, bylint.__version__, first, _distributions(first), folders]


def _distributions(folder: str) -> list[str]:
    try:
        names = os.listdir(folder or os.curdir)
    except OSError:
        return []
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


_TOLD = {
    "readers": ("name", "suffixes"),
    "reporters": ("name", "machine"),
    "commands": ("name", "summary"),
}
"""What must be known of a thing before it is used."""


def _keep(name: str, key: list[Any], scanned: Registry, offered: Sequence[Offers]) -> None:
    rules = [
        [*_told(rule), origin, name, scanned.natures[name]]
        for name, (rule, origin) in scanned.rules.items()
    ]
    if any(_rule(module, path) is None for module, path, *_ in rules):
        return
    value: dict[str, Any] = {
        "serial": scanned.serial,
        "watched": {path: snapshot.stamp(path) for path in scanned.watched},
        "rules": rules,
        "languages": list(scanned.packed_languages),
        "presets": dict(scanned.presets),
        "owners": [[*what, label] for what, label in scanned.owners.items()],
    }
    for hook in _TOLD:
        value[hook] = [
            [*each.plugin, each.told] for offers in offered for each in _brought(hook, offers)
        ]
    snapshot.save(name, key, value)


def _told(rule: type[Rule]) -> tuple[str, Any]:
    """How to find a rule again: its module and name, or for one of a pack what the pack says."""
    if rule.__module__ != PACKED:
        return rule.__module__, rule.__qualname__
    from bylint.checking.packs import PackRule

    assert issubclass(rule, PackRule)
    return PACKED, [rule.recipe, rule.file, rule.place.rpartition(":")[0]]


def _watched(offered: Sequence[Offers]) -> list[str]:
    """The files that plugins consist of as far as a scan sees them, and their folders."""
    modules = {__name__, plugins.__name__, "bylint.workspace.languages", "bylint.workspace.packs"}
    files: set[str] = set()
    for offers in offered:
        modules.add(offers.plugin.value.partition(":")[0].strip())
        modules.update(rule.__module__ for rule in offers.rules)
        files.update(map(os.fspath, (*offers.packs, *offers.languages, *offers.presets)))
    files.update(path for path in map(_file_of, modules) if path)
    return sorted(files | {os.path.dirname(path) for path in files})


def _file_of(module: str) -> str | None:
    return getattr(sys.modules.get(module), "__file__", None)


def _restored(kept: Mapping[str, Any]) -> Registry:
    """The registry of a snapshot. Raises anything where the snapshot does not hold any more."""
    if any(snapshot.stamp(path) != stamp for path, stamp in kept["watched"].items()):
        raise PluginError("a plugin has changed")
    return Registry(
        rules=_KeptRules(kept["rules"]),
        natures={name: Nature(*told) for *_, name, told in kept["rules"]},
        watched=[*kept["watched"]],
        languages=[PackedLanguage(*packed) for packed in kept["languages"]],
        presets=kept["presets"],
        serial=kept["serial"],
        owners={(kind, name): label for kind, name, label in kept["owners"]},
        readers=_deferred("readers", kept),
        reporters=_deferred("reporters", kept),
        commands=_deferred("commands", kept),
    )


class _KeptRules(Mapping[str, KnownRule]):
    """The rules of a snapshot, each imported when it is first asked for."""

    def __init__(self, kept: Sequence[Sequence[str]]) -> None:
        self._kept = {name: (module, path, origin) for module, path, origin, name, _ in kept}
        self._known: dict[str, KnownRule] = {}

    def __getitem__(self, name: str) -> KnownRule:
        if name not in self._known:
            module, path, origin = self._kept[name]
            rule = _rule(module, path)
            if rule is None:
                snapshot.forget(_snapshot_name())
                raise PluginError(f"The rule {name} of {origin} is gone; run bylint again.")
            self._known[name] = KnownRule(rule, origin)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _rule(module: str, path: Any) -> type[Rule] | None:
    """The rule class that `_told` tells of, None where there is none."""
    found: Any = import_module(module)
    if module == PACKED:
        made: type[Rule] = found.made(*path)
        return made
    for name in path.split("."):
        found = getattr(found, name, None)
    return found if plugins.is_rule(found) else None


def _brought(hook: str, offers: Offers) -> Iterator[Any]:
    for item in getattr(offers, hook):
        told = {key: getattr(item, key, None) for key in _TOLD[hook]}
        yield Brought(offers.plugin, hook, told, item)


def _deferred(hook: str, kept: Mapping[str, Any]) -> list[Any]:
    return [Brought(Plugin(*plugin), hook, told) for *plugin, told in kept[hook]]


class Brought:
    """A reader, reporter or command of a plugin: what must be known of it, the rest on demand.

    Without an `item` the plugin is imported when more is asked for. What a plugin raises at work
    becomes a `PluginError` that names it; a command may end the program.
    """

    def __init__(
        self, plugin: Plugin, hook: str, told: Mapping[str, Any], item: object = None
    ) -> None:
        self.plugin = plugin
        self.hook = hook
        self.told = told
        self._known = item
        for key, value in told.items():
            setattr(self, key, tuple(value) if isinstance(value, list) else value)

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        found = getattr(self._item, key)
        return partial(self._call, found) if callable(found) else found

    def _call(self, work: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return work(*arguments)
        except BylintError:
            raise
        except (Exception, SystemExit) as error:
            if self.hook == "commands" and isinstance(error, SystemExit):
                raise
            raise PluginError(
                f"The plugin {self.plugin.label} failed in its"
                f" {self.hook.removesuffix('s')} {self.name}: {reason(error)}"
            ) from error

    @cached_property
    def _item(self) -> Any:
        if self._known is not None:
            return self._known
        said: list[Diagnostic] = []
        try:
            offers = plugins.ask(self.plugin, plugins.load(self.plugin), said.append)
            return next(each for each in getattr(offers, self.hook) if each.name == self.name)
        except (Exception, SystemExit) as error:
            why = said[0].message if said else reason(error)
            raise PluginError(f"The plugin {self.plugin.label} cannot be used: {why}") from error
