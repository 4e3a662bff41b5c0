"""Config files: found from the article, read with the place of every key, with their bases."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from bylint.diagnostics import Diagnostic
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.text import Source, Span
from bylint.workspace import snapshot
from bylint.workspace.data import Data, DataError, source_of
from bylint.workspace.faults import Complaints, fault, listed, misspelt

if TYPE_CHECKING:
    from typing import Any

NAMES = (".bylint.yaml", ".bylint.yml")
PROJECT = "pyproject.toml"
TABLE = ("tool", "bylint")

_SERIALS = 16


class Config(NamedTuple):
    """One config file. `path` is absolute, "" for a config that is no file; `shown` is for people,
    `folder` is that from which the file's own paths count.

    `stamp` is the file's time and size, `checked_with` the serials of the last registries with whose
    rules it was found to agree.
    """

    path: str
    folder: str
    shown: str
    data: Data
    stamp: list[int] | None = None
    checked_with: Sequence[str] = ()

    def texts(self, setting: str) -> Iterator[tuple[str, Span]]:
        """The texts of a setting that is one or a list of them, each with its place."""
        value = self.data.value.get(setting)
        for index, text in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(text, str):
                path = (setting, index) if isinstance(value, list) else (setting,)
                yield text, self.data.place(*path).value

    def source(self) -> Source:
        """The file's text, to show places in it."""
        try:
            return source_of(self.path, self.shown) if self.path else Source(self.shown, "")
        except DataError as error:
            return error.source


def told(path: str, root: str) -> str:
    """A path as people are told it: from `root` where it lies in there, with `/`."""
    return path.removeprefix(os.path.join(root, "")).replace(os.sep, "/")


# Find --------------------------------------------------------------------------------------


def find(folder: str) -> str:
    """The config file that holds in an absolute folder, the nearest one upwards; "" for none."""
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
        path = os.path.join(folder, PROJECT)
        if os.path.isfile(path) and _has_table(path):
            return path
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above


def _has_table(path: str) -> bool:
    """Whether a pyproject.toml speaks of bylint; where it cannot be parsed, by the look of it."""
    try:
        with open(path, "rb") as file:
            text = file.read()
    except OSError:
        return False
    if b"bylint" not in text:
        return False
    try:
        return read(path, "").data.value is not None
    except DataError:
        return b"[tool.bylint" in text


# Read --------------------------------------------------------------------------------------


def read(path: str, root: str) -> Config:
    """Read a config file. Raises `DataError`. `data.value` is None where a TOML file has no table.

    What was read once is taken from the cache while the file's time and size are the same.
    """
    names = (path, os.path.dirname(path), told(path, root))
    stamp = snapshot.stamp(path)
    kept = snapshot.load(_name(path), [path, stamp]) if stamp else None
    if kept is not None:
        try:
            data, serials = kept
            return Config(*names, Data.unpacked(data), stamp, tuple(serials))
        except (ValueError, TypeError, AttributeError):
            pass
    source = source_of(path, told(path, root))
    from bylint.workspace.parsing import toml_of, yaml_of

    if path.endswith(".toml"):
        data = toml_of(source).part(*TABLE)
    else:
        data = yaml_of(source)
        data = data._replace(value={}) if data.value is None else data
    if data.value is not None:
        if not isinstance(data.value, dict):
            raise DataError("it holds no settings by name", source, data.place().value)
        data = data._replace(value=said(data.value))
    config = Config(*names, data, stamp)
    _keep(config, ())
    return config


def said(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that are said at all: a key without a value says nothing."""
    return {key: value for key, value in settings.items() if value is not None}


def keep(config: Config, serial: str) -> None:
    """Remember a config file, and the serial of a registry with which it agrees.

    A preset is read in many repositories, each with its own registry.
    """
    _keep(config, (serial, *config.checked_with)[:_SERIALS])


def _keep(config: Config, serials: Sequence[str]) -> None:
    if config.stamp:
        value = [config.data.packed(), serials]
        snapshot.save(_name(config.path), [config.path, config.stamp], value)


def _name(path: str) -> str:
    return snapshot.name("config", path)


# Follow ------------------------------------------------------------------------------------


class Chain:
    """A config file and all it extends, the farthest first. Complains of what is not there."""

    def __init__(self, presets: Mapping[str, str], root: str, complaints: Complaints) -> None:
        self.presets = presets
        self.root = root
        self.complaints = complaints
        self.configs: list[Config] = []

    def follow(self, config: Config, above: tuple[Config, ...] = ()) -> None:
        """Add what a config extends, in its order, then the config itself."""
        line = (*above, config)
        for name, span in config.texts("extends"):
            path = self._path(name, config.folder)
            if not path:
                self._complain(config, misspelt("preset", name, sorted(self.presets), span))
            elif not os.path.isfile(path):
                self._complain(config, fault("config", "missing-file", span, name=name))
            elif any(_same(path, other.path) for other in line):
                chain = listed((*(other.shown for other in line), told(path, self.root)))
                self._complain(config, fault("config", "circular", span, chain=chain))
            else:
                self._read(path, line)
        if config not in self.configs:
            self.configs.append(config)

    def _read(self, path: str, line: tuple[Config, ...]) -> None:
        try:
            config = read(path, self.root)
        except DataError as error:
            self.complaints.add(error.source, unread(error))
            return
        if config.data.value is not None:
            self.follow(config, line)

    def _path(self, name: str, folder: str) -> str:
        if "/" in name or name.endswith((".yaml", ".yml", ".toml")):
            return os.path.normpath(os.path.join(folder, os.path.expanduser(name)))
        return self.presets.get(name, "")

    def _complain(self, config: Config, said: Diagnostic) -> None:
        self.complaints.add(config.source(), said)


def _same(path: str, other: str) -> bool:
    return bool(other) and os.path.realpath(path) == os.path.realpath(other)


def unread(error: DataError) -> Diagnostic:
    """The complaint about a config file that cannot be read."""
    return fault("config", "unreadable", error.span, reason=str(error))
