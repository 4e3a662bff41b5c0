"""Checks articles under the settings that hold for them: the door for programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property, partial

import bylint
from bylint.diagnostics import Checked, Diagnostic, Report, Reporter
from bylint.errors import ConfigError, UnreadableText
from bylint.records import TYPE_CHECKING
from bylint.text import Source, Span
from bylint.workspace import config as configs
from bylint.workspace import files
from bylint.workspace.config import Config
from bylint.workspace.data import Data, DataError
from bylint.workspace.faults import Complaints, fault, reason
from bylint.workspace.git import History
from bylint.workspace.registry import Registry, registry
from bylint.workspace.settings import Choice, Maker, Settings

if TYPE_CHECKING:
    from typing import Any

    from bylint.article.language import Languages
    from bylint.checking.rule import Rule
    from bylint.checking.run import Active, Toolbox
    from bylint.workspace.cache import Cache
    from bylint.workspace.pool import Article

_HELD = 4_000_000
_HELD_UNREAD = 20_000_000
"""How much text is kept as it is until the report is made, and how much where it need not be checked:
no rules take memory then, and packing would take as long as all else. What is more is packed."""


class Linter:
    """Checks texts, files and folders.

    `config` is the path of a config file, or what would stand in one, as a mapping; without it
    every article goes by the config file nearest to it. Relative paths count from `root`.
    `allow_local_plugins` tells whether a config may name Python files to run. `select` and
    `ignore` take names of rules and categories. `cached` tells whether `check_paths` may take what
    it found in a file from an earlier run, where nothing has changed since. `jobs` is how many
    processes `check_paths` may use where there is much to check, None for one a processor; only a
    program that may be imported without doing anything should ask for more than one.
    Raises `ConfigError` for a name that does not exist.
    """

    def __init__(
        self,
        config: str | Mapping[str, Any] | None = None,
        root: str | os.PathLike[str] = ".",
        *,
        allow_local_plugins: bool = True,
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        cached: bool = False,
        jobs: int | None = 1,
    ) -> None:
        self.root = os.path.abspath(root)
        self.config = config
        self.allow_local_plugins = allow_local_plugins
        self.jobs = jobs
        self._complaints = Complaints()
        self._by_folder: dict[str, Settings] = {}
        self._by_config: dict[str, Settings] = {}
        self._toolboxes: dict[int, Toolbox] = {}
        self._history = History()
        self.choice = Choice()
        self._cache = self._made_cache() if cached else None
        if select or ignore:
            known = self.settings(self.root).registry.names
            self.choice = Choice.of(select or (), ignore or (), known)

    def __reduce__(self) -> tuple[Any, ...]:
        config = _plain(self.config)
        return _alike, (config, self.root, self.allow_local_plugins, self.choice)

    # What there is

    @cached_property
    def registry(self) -> Registry:
        """All that installed plugins bring."""
        return registry()

    @property
    def rules(self) -> tuple[type[Rule], ...]:
        """The rules that may be configured at the root, local ones too, sorted by name."""
        known = self.settings(self.root).registry.rules
        return tuple(known[name].rule for name in sorted(known))

    @property
    def languages(self) -> Languages:
        """The languages that are installed."""
        return self.settings(self.root).registry.languages

    @property
    def reporters(self) -> Mapping[str, Reporter]:
        """The output formats that plugins bring, by name."""
        return self.registry.reporters

    @property
    def toolbox(self) -> Toolbox:
        """What checking needs beside rules, as it holds at the root."""
        return self._toolbox(self.settings(self.root))

    @property
    def faults(self) -> tuple[Checked, ...]:
        """What is wrong with plugins and config files, as far as they were needed up to now."""
        return (*self.registry.faults, *self._complaints.files())

    # Checking

    def check_text(self, text: str, path: str = "article.md") -> Checked:
        """Check a text as if it stood in a file of this path.

        Raises `ConfigError` where the config that holds there has faults.
        """
        self._refuse_faults(path)
        return self._check(Source(path, text))

    def check_file(self, path: str) -> Checked:
        """Check one file, whatever its name; `exclude` does not count.

        Raises `ConfigError` where the config that holds there has faults.
        """
        self._refuse_faults(path)
        return self._check_file(path)

    def check_paths(
        self,
        paths: Iterable[str],
        wanted: Callable[[str], bool] | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Report:
        """Check files and the articles in folders. Whatever goes wrong stands in the report.

        Only files are checked of whose path `wanted` says so. `progress` is told how many of how
        many are done.
        """
        finder = files.Finder(self.root, self.settings, self.registry.suffixes)
        found = finder.expand(paths)
        named = [path for path in found.files if wanted is None or wanted(path)]
        checked, ended = self._check_listed(named, progress)
        notes = (*found.notes, *self._history.notes, *ended, *self._saved())
        return Report((*self.faults, *found.unread, *checked), notes)

    def check_bytes(self, data: bytes, path: str = "article.md") -> Report:
        """Check an article from elsewhere, such as standard input, as if it stood in `path`."""
        full = files.absolute(path, self.root)
        if self.settings(os.path.dirname(full)).exclude.match(full):
            return Report(self.faults, (f"Nothing to check: `exclude` leaves out {path}.",))
        checked = self._check_bytes(data, path)
        return Report((*self.faults, checked), self._history.notes)

    def _check_file(self, path: str) -> Checked:
        told = path.replace(os.sep, "/")
        try:
            data = files.read(os.path.join(self.root, path))
        except files.ReadError as error:
            key = "missing" if error.key == "gone" else error.key
            return files.unreadable(told, key, **error.params)
        return self._check_bytes(data, told)

    def _check_listed(
        self, paths: Sequence[str], progress: Callable[[int, int], object] | None
    ) -> tuple[list[Checked], list[str]]:
        """The outcome for each path, and notes on processes that ended before their work."""
        from bylint.workspace import pool, stopping

        jobs = pool.processors() if self.jobs is None else self.jobs
        checked: list[Checked] = []
        notes: list[str] = []
        stopped: set[str] = set()
        held = 0
        articles = map(self._article, paths)
        check = stopping.Checker(self._check_bytes)
        with closing(pool.outcomes(articles, check, jobs, notes)) as outcomes:
            for article, found in outcomes:
                if stopped and not article.known:
                    again = partial(self._check_bytes, article.data, article.path, stopped)
                    found = stopping.left_out(found, stopped, again)
                elif self._cache and article.place and not article.known:
                    self._cache.put(article.place, found)
                stopped |= stopping.too_slow(found)
                held += article.size
                many = held > (_HELD_UNREAD if article.known else _HELD)
                checked.append(_packed(found) if many else found)
                if progress:
                    progress(len(checked), len(paths))
        return checked, notes

    def _article(self, path: str) -> Article:
        """A file's content, and its outcome where it is known without a check."""
        from bylint.workspace.pool import Article

        told = path.replace(os.sep, "/")
        try:
            data = files.read(os.path.join(self.root, path))
        except files.ReadError as error:
            return Article(told, known=files.unreadable(told, error.key, **error.params))
        full = files.absolute(path, self.root)
        settings = self.settings(os.path.dirname(full))
        place = known = None
        if self._cache:
            place = self._cache.place(full, data, settings, self.choice)
            known = self._cache.get(place, told, data)
        if known is None and _want_history(settings.resolve(full, self.choice)):
            self._history.of(full)  # read once, here, for every process
            place = None  # commits may change what is found though nothing else does
        return Article(told, b"" if known else data, known, place, len(data))

    def _made_cache(self) -> Cache | None:
        """The cache, none where a plugin is broken: what it would have found is not known."""
        if self.registry.faults:
            return None
        from bylint.workspace.cache import Cache, code

        local = str(self.allow_local_plugins)
        return Cache(self.root, [bylint.__version__, local, *code(self.registry.watched)])

    def _saved(self) -> tuple[str, ...]:
        """Notes about the cache, after what is new was put into it."""
        if not self._cache:
            return ()
        self._cache.save()
        return self._cache.notes

    def _check_bytes(self, data: bytes, path: str, without: Collection[str] = ()) -> Checked:
        try:
            source = Source.from_bytes(path, files.limited(data))
        except files.ReadError as error:
            return files.unreadable(path, error.key, **error.params)
        except UnreadableText as error:
            place = Span(error.offset, error.offset)
            said = fault("unreadable-article", error.key, place, **error.params)
            return Checked(Source(path, error.readable), (said,), True)
        return self._check(source, without)

    def _check(self, source: Source, without: Collection[str] = ()) -> Checked:
        """Judge an article by the rules that hold for it, but for some."""
        from bylint.checking.run import check

        full = files.absolute(source.path, self.root)
        settings = self.settings(os.path.dirname(full))
        active = settings.resolve(full, self.choice)
        if without:
            active = tuple(item for item in active if item.rule.name not in without)
        toolbox = self._toolbox(settings)
        try:
            history = self._history.of(full) if _want_history(active) else ()
            checked = check(source, active, toolbox, settings.language, history)
        except Exception as error:  # a plugin's reader may raise anything
            said = fault("unreadable-article", "crash", reason=reason(error))
            return Checked(source, (said,), True)
        levelled = tuple(self._levelled(checked.diagnostics, settings, full))
        return checked._replace(diagnostics=levelled)

    def _levelled(
        self, diagnostics: Iterable[Diagnostic], settings: Settings, full: str
    ) -> Iterator[Diagnostic]:
        """The diagnostics, those about suppressions at the severity that is configured for them."""
        from bylint.checking import suppress

        for said in diagnostics:
            if said.rule != suppress.RULE or said.category != "bylint":
                yield said
                continue
            severity = settings.engine_level(suppress.RULE, full, self.choice)
            if severity is not None:
                yield said._replace(severity=severity)

    # Settings

    def settings(self, folder: str) -> Settings:
        """The settings that hold in an absolute folder."""
        if folder not in self._by_folder:
            config, base = self._config(folder)
            known = self._by_config.get(config.path)
            if known is None:
                maker = Maker(
                    self.registry,
                    self.root,
                    self._complaints,
                    allow_local_plugins=self.allow_local_plugins,
                )
                known = self._by_config[config.path] = maker.make(config, base)
            self._by_folder[folder] = known
        return self._by_folder[folder]

    def _config(self, folder: str) -> tuple[Config, str]:
        """The config that holds in a folder, and the folder from which its globs count."""
        if isinstance(self.config, Mapping):
            data = Data(configs.said(_plain(self.config)), {})
            return Config("", self.root, "<config>", data), self.root
        if self.config is not None:
            path = files.absolute(os.path.expanduser(self.config), self.root)
            return self._read(path), self.root
        path = configs.find(folder)
        if not path:
            return Config("", self.root, "<config>", Data({}, {})), self.root
        return self._read(path), os.path.dirname(path)

    def _read(self, path: str) -> Config:
        empty = Config(path, os.path.dirname(path), configs.told(path, self.root), Data({}, {}))
        if path in self._by_config:
            return empty
        try:
            config = configs.read(path, self.root)
        except DataError as error:
            self._complaints.add(error.source, configs.unread(error))
            return empty
        return config if config.data.value is not None else empty

    def _toolbox(self, settings: Settings) -> Toolbox:
        from bylint.checking.run import Toolbox

        known = settings.registry
        if id(known) not in self._toolboxes:
            tools = Toolbox(known.languages, known.readers, known.names, known.reserving)
            self._toolboxes[id(known)] = tools
        return self._toolboxes[id(known)]

    def _refuse_faults(self, path: str) -> None:
        full = files.absolute(path, self.root)
        self.settings(os.path.dirname(full))
        for file in self._complaints.files():
            first = file.diagnostics[0]
            line = file.source.line_of(first.span.start)
            raise ConfigError(f"{file.source.path}:{line}: {first.message} {first.hint}".rstrip())


def _packed(checked: Checked) -> Checked:
    from bylint.workspace.packed import packed

    return packed(checked)


def _want_history(active: Iterable[Active]) -> bool:
    return any(item.rule.wants_history for item in active)


def _alike(
    config: str | Mapping[str, Any] | None, root: str, allow_local_plugins: bool, choice: Choice
) -> Linter:
    """A linter that judges as another one does, for another process."""
    return Linter(
        config,
        root,
        allow_local_plugins=allow_local_plugins,
        select=choice.select,
        ignore=choice.ignore,
    )


def _plain(value: Any) -> Any:
    """A config given by a program, as a file would have it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)


def check_text(
    text: str,
    path: str = "article.md",
    config: str | Mapping[str, Any] | None = None,
) -> Checked:
    """Check one text as if it stood in a file of this path; see `Linter`.

    Raises `ConfigError` where the config has faults.
    """
    return Linter(config).check_text(text, path)
