"""What was found in articles that have not changed since: one file, `.bylint_cache/articles`.

A damaged, unreadable or unwritable file is as good as none: everything is checked, and a note says
why. The file lies in the repository that is checked, which may be anybody's; it is taken for true
only where it is signed with a key that lies in the user's own cache folder.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property

from bylint.checking.fingerprints import digest
from bylint.diagnostics import Checked, Diagnostic, Edit, Fix, Related, Safety, Severity, Silenced
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.text import Span
from bylint.workspace import config as configs
from bylint.workspace import git, snapshot

if TYPE_CHECKING:
    from typing import Any

    from bylint.workspace.settings import Choice, Settings

FOLDER = ".bylint_cache"
NAME = "articles"
VERSION = b"bylint articles 2"
MAX_BYTES = 256_000_000

_KEY_BYTES = 32
_SIGNATURE = 64
_FOREIGN = "is that of another user, of another machine or of another BYLINT_CACHE_DIR"
_DATA = (".py", ".yaml", ".yml", ".json", ".txt")
_INSTALLED = ("site-packages", "dist-packages")


class Place(NamedTuple):
    """Where an article has its place in the cache, and what must be the same for it to hold."""

    path: bytes
    holds: bytes


class Cache:
    """The outcomes of checks under an absolute folder; `code` names what else they depend on.

    Outcomes are kept by path, content and settings. `notes` tells, once, what kept the cache from
    being of use.
    """

    def __init__(self, root: str, code: Sequence[str]) -> None:
        self.root = _home(root)
        self._inside = os.path.join(self.root, "")
        self.notes: tuple[str, ...] = ()
        self._code = code
        self._settings: dict[tuple[int, Choice], bytes] = {}
        self._new: dict[bytes, bytes] = {}
        self._seen: set[bytes] = set()

    @property
    def file(self) -> str:
        """The file's path."""
        return os.path.join(self.root, FOLDER, NAME)

    def place(self, full: str, data: bytes, settings: Settings, choice: Choice) -> Place:
        """The place of the article with this absolute path and content under these settings."""
        from json import dumps

        known = self._settings.get((id(settings), choice))
        if known is None:
            known = self._settings[id(settings), choice] = self._digest(settings, choice)
        path = full.removeprefix(self._inside)
        content = digest(data, 16, known).hex()
        return Place(dumps(path).encode(), content.encode())

    def get(self, place: Place, path: str, data: bytes) -> Checked | None:
        """What was found in an article when it was last checked, None where that is not known."""
        self._seen.add(place.path)
        kept = self._kept.get(place.path)
        if kept is None:
            return None
        holds, _, found = kept.partition(b"\t")
        if holds != place.holds:
            return None
        from json import loads

        from bylint.workspace.packed import Packed

        diagnostics, silenced = loads(found)
        return Checked(
            Packed.of(path, data),
            tuple(map(_diagnostic, diagnostics)),
            silenced=tuple(
                Silenced(_diagnostic(each), why, outside) for each, why, outside in silenced
            ),
        )

    def put(self, place: Place, checked: Checked) -> None:
        """Keep the outcome of a check that could be done."""
        from json import dumps

        every = (*checked.diagnostics, *(each.diagnostic for each in checked.silenced))
        if checked.failed or not all(map(_is_plain, every)):
            return
        found = (
            checked.diagnostics,
            [(each.diagnostic, each.reason, each.outside) for each in checked.silenced],
        )
        text = dumps(found, separators=(",", ":")).encode()
        self._new[place.path] = place.holds + b"\t" + text

    def save(self) -> None:
        """Write what is new, unless there is nothing."""
        if not self._new or not self._key:
            return
        entries = {**self._still_there(), **self._new}
        body = b"".join(b"%s\t%s\n" % item for item in sorted(entries.items()))
        folder = os.path.dirname(self.file)
        new = f"{self.file}.{os.getpid():x}"
        try:
            if os.path.islink(folder):
                raise OSError(0, "it is a link")
            os.makedirs(folder, exist_ok=True)
            with suppress(FileExistsError), open(os.path.join(folder, ".gitignore"), "x") as file:
                file.write("*\n")
            with open(new, "xb") as file:
                file.write(b"%s\n%s" % (self._head(body), body))
            os.replace(new, self.file)
        except OSError as error:
            with suppress(OSError):
                os.unlink(new)
            self._note(f"cannot be written: {error.strerror or error}")

    # What there is

    @cached_property
    def _kept(self) -> dict[bytes, bytes]:
        """The entries of the file by path, as they stand there."""
        try:
            data = _read(self.file)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            self._note(f"cannot be read: {getattr(error, 'strerror', None) or error}")
            return {}
        head, _, body = data.partition(b"\n")
        if not self._key:
            return {}
        if not head.startswith(VERSION + b" "):
            self._note("is of another version or damaged")
            return {}
        sound = self._head(body)
        if head != sound:
            ours = head.startswith(sound[:-_SIGNATURE]) or len(head) != len(sound)
            self._note("is damaged" if ours else _FOREIGN)
            return {}
        pairs = (line.partition(b"\t") for line in body.split(b"\n"))
        return {path: rest for path, _, rest in pairs if path}

    def _still_there(self) -> dict[bytes, bytes]:
        """The entries of files that were not looked at in this run, or have not changed."""
        from json import loads

        return {
            path: rest
            for path, rest in self._kept.items()
            if path in self._seen or os.path.exists(os.path.join(self.root, loads(path)))
        }

    def _note(self, why: str) -> None:
        if not self.notes:
            told = f"{FOLDER}/{NAME}"
            self.notes = (f"The cache {told} {why}; every article was checked anew.",)

    # What makes it trustworthy

    def _head(self, body: bytes) -> bytes:
        """The first line: what tells the user's key from others, and does not give it away, too."""
        signer, signature = digest(b"", 8, self._key).hex(), digest(body, 32, self._key).hex()
        return b"%s %s %s" % (VERSION, signer.encode(), signature.encode())

    @cached_property
    def _key(self) -> bytes:
        """The user's key, made where there is none; empty where none can be kept."""
        path = os.path.join(snapshot.folder(), "key")
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with suppress(FileExistsError):
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                with open(os.open(path, flags, 0o600), "wb") as file:
                    file.write(os.urandom(_KEY_BYTES))
            key = _read(path)
        except (OSError, ValueError) as error:
            self._note(f"is not used, as no key can be kept: {getattr(error, 'strerror', error)}")
            return b""
        return key if len(key) == _KEY_BYTES else b""

    # What else an outcome depends on

    def _digest(self, settings: Settings, choice: Choice) -> bytes:
        from json import dumps

        layers = [layer.config for layer in settings.layers]
        local = [
            os.path.normpath(os.path.join(config.folder, name))
            for config in layers
            for setting in ("plugins", "rule_packs")
            for name, _ in config.texts(setting)
        ]
        told = dumps(
            [
                [sys.version, *self._code],
                [config.data.value for config in layers],
                os.path.relpath(settings.folder, self.root),
                [sorted(choice.select), sorted(choice.ignore)],
                [[path, _content(path), [*_stamps(os.path.dirname(path))]] for path in local],
                [[path, _content(path)] for path in settings.packs],
            ],
            default=str,
        )
        return digest(told.encode(), 32)


def _home(root: str) -> str:
    """The folder whose articles share a cache: the repository, or that of the nearest config."""
    return git.repository(root) or os.path.dirname(configs.find(root)) or root


def code(watched: Sequence[str]) -> list[str]:
    """What the outcome of checks depends on beside articles and settings.

    These are the distributions that are installed, each with its version, and the state of every
    file of code that is not installed but worked on, to which one of the paths in `watched` leads.
    """
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            names = os.listdir(folder or os.curdir)
            found.extend(sorted(n for n in names if n.endswith((".dist-info", ".egg-info"))))
    folders = {path if os.path.isdir(path) else os.path.dirname(path) for path in watched}
    for package in sorted({_package(folder) for folder in (*folders, os.path.dirname(__file__))}):
        if not any(name in package.split(os.sep) for name in _INSTALLED):
            for folder in _folders(package):
                found.extend(_stamps(folder))
    return found


def _package(folder: str) -> str:
    """The outermost package around a folder, or the folder itself."""
    while os.path.exists(os.path.join(folder, os.pardir, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


def _folders(package: str) -> Iterator[str]:
    """A package and all in it; of what is no package, the folder alone."""
    if not os.path.exists(os.path.join(package, "__init__.py")):
        yield package
        return
    for folder, inner, _ in os.walk(package):
        inner.sort()
        yield folder


def _stamps(folder: str) -> Iterator[str]:
    """The state of each file of code or data in a folder."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.endswith(_DATA):
            yield f"{entry.path} {snapshot.stamp(entry.path)}"


def _content(path: str) -> str:
    try:
        return digest(_read(path), 16).hex()
    except (OSError, ValueError):
        return ""


def _read(path: str) -> bytes:
    """A file's bytes. Raises `OSError`, or `ValueError` for what is no file or too large.

    Waits for no pipe.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("it is no file")
        if found.st_size > MAX_BYTES:
            raise ValueError("it is too large")
        return file.read()


# Outcomes as plain data ----------------------------------------------------------------------


def _is_plain(item: Diagnostic) -> bool:
    """Whether a diagnostic is the same when it is read again."""
    return all(type(value) in (str, int, float, bool) for value in item.params.values())


_SEVERITIES = {int(each): each for each in Severity}


def _diagnostic(told: Sequence[Any]) -> Diagnostic:
    span, rule, category, severity, message, hint, fix, related, url, key, params, whole = told
    return Diagnostic(
        Span(*span),
        rule,
        category,
        _SEVERITIES[severity],
        message,
        hint,
        _fix(fix) if fix else None,
        tuple(Related(Span(*place), said) for place, said in related),
        url,
        key,
        params,
        whole,
    )


def _fix(told: Sequence[Any]) -> Fix:
    title, edits, safety = told
    return Fix(title, tuple(Edit(Span(*span), text) for span, text in edits), Safety(safety))
