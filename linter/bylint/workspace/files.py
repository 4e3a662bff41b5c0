"""From what a user names to the files to check, and from a file to its bytes."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from bylint.diagnostics import Checked, Param
from bylint.records import TYPE_CHECKING, NamedTuple, Protocol
from bylint.text import Source
from bylint.workspace import git
from bylint.workspace.faults import fault, listed
from bylint.workspace.globs import Globs

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MAX_BYTES = 20_000_000

_LEFT_OUT = (
    r"(?:readme|changelog|licen[cs]e|contributing|code[_-]of[_-]conduct)"
    r"(?:[._-][a-z]{2,3}(?:[_-][a-z]{2,4})?)?\.[a-z]+|requirements.*\.txt"
)
"""Files that are about a project, in any language, and no articles."""

_NEVER = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})


class ReadError(Exception):
    """A file that cannot be read: the key of the complaint, and what fills it."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def unreadable(path: str, key: str, /, **params: Param) -> Checked:
    """A path that was not checked, and why."""
    return Checked(Source(path, ""), (fault("unreadable-article", key, **params),), True)


# Reading -----------------------------------------------------------------------------------


def read(path: str) -> bytes:
    """A file's bytes. Raises `ReadError` for whatever is not a file of a size to be checked.

    Never waits: a pipe or device is not opened, and one that took the file's place not read.
    """
    try:
        _refuse(os.stat(path))
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags | getattr(os, "O_CLOEXEC", 0)), "rb") as file:
            found = os.fstat(file.fileno())
            _refuse(found)
            data = file.read(found.st_size + 1)  # room for no more than there is, which is quick
            if len(data) > found.st_size:
                data += file.read(MAX_BYTES + 1 - len(data))
    except OSError as error:
        raise _failed(error) from None
    except ValueError as error:
        raise ReadError("failed", reason=str(error)) from None
    return limited(data)


def limited(data: bytes) -> bytes:
    """An article's bytes. Raises `ReadError` where they are too many."""
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    return data


def _refuse(found: os.stat_result) -> None:
    for test, kind in (
        (stat.S_ISDIR, "folder"),
        (stat.S_ISFIFO, "pipe"),
        (stat.S_ISSOCK, "socket"),
        (stat.S_ISCHR, "device"),
        (stat.S_ISBLK, "device"),
    ):
        if test(found.st_mode):
            raise ReadError(kind)
    if found.st_size > MAX_BYTES:
        raise _too_large(found.st_size)


def _too_large(size: int) -> ReadError:
    return ReadError("too-large", size=f"{size / 1e6:.1f}", limit=MAX_BYTES // 1_000_000)


def _failed(error: OSError) -> ReadError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ReadError("gone")
    return ReadError("failed", reason=error.strerror or str(error))


def absolute(path: str, root: str) -> str:
    """A path from an absolute root, without `.` and `..`; links are kept."""
    return os.path.normpath(os.path.join(root, path))


# Finding -----------------------------------------------------------------------------------


class Scope(Protocol):
    """What settings say of which files are checked. Its globs judge absolute paths."""

    include: Globs
    exclude: Globs


class Expanded(NamedTuple):
    """The files to check, as they are to be told, and the paths that lead to none."""

    files: tuple[str, ...]
    unread: tuple[Checked, ...]
    notes: tuple[str, ...]


class Finder:
    """Finds the files that paths stand for.

    `scope` gives the settings that hold in an absolute folder, `suffixes` are the endings of
    articles. A file named on the command line is checked whatever its name, a file in a folder
    only if it looks like an article or `include` names it; `exclude` holds for both.
    """

    def __init__(self, root: str, scope: Callable[[str], Scope], suffixes: Sequence[str]) -> None:
        self.root = root
        self.scope = scope
        self.suffixes = tuple(suffixes)

    def expand(self, paths: Iterable[str]) -> Expanded:
        """The files of all paths, each once, in the order of the paths; sorted within folders."""
        files: dict[str, str] = {}
        unread: list[Checked] = []
        excluded: set[str] = set()
        for path in paths:
            told = path.replace(os.sep, "/")
            for full, each in self._stands_for(path, told, unread):
                if self.excludes(full):
                    excluded.add(full)
                else:
                    files.setdefault(full, each)
        return Expanded(tuple(files.values()), tuple(unread), _notes(files, excluded))

    def excludes(self, full: str) -> bool:
        """Whether an absolute path is never to be checked."""
        return self.scope(os.path.dirname(full)).exclude.match(full)

    def _stands_for(self, path: str, told: str, unread: list[Checked]) -> Iterable[tuple[str, str]]:
        """The files a path stands for: absolute, and as they are told."""
        full = absolute(path, self.root)
        try:
            folder = stat.S_ISDIR(os.stat(os.path.join(self.root, path)).st_mode)
        except (OSError, ValueError) as error:
            unread.append(_unfound(told, error))
            return ()
        if not folder:
            return [(full, told)]
        before = len(unread)
        found = [*self._in_folder(full, told, unread)]
        if not found and len(unread) == before:
            unread.append(unreadable(told, "nothing", suffixes=listed(self.suffixes)))
        return found

    def _in_folder(self, full: str, told: str, unread: list[Checked]) -> Iterator[tuple[str, str]]:
        """The articles in a folder: absolute, and as they are told."""
        lead = "" if os.path.normpath(told) == "." else told.rstrip("/") + "/"
        for path in sorted(self._listed(full, lead, unread)):
            file = os.path.join(full, *path.split("/"))
            if self._is_article(file, path):
                yield file, lead + path

    def _is_article(self, full: str, path: str) -> bool:
        *folders, name = path.split("/")
        if any(folder in _NEVER for folder in folders):
            return False
        if self.scope(os.path.dirname(full)).include.match(full):
            return True
        if any(step.startswith(".") for step in (*folders, name)):
            return False
        low = name.lower()
        return low.endswith(self.suffixes) and not re.fullmatch(_LEFT_OUT, low)

    def _listed(self, folder: str, lead: str, unread: list[Checked]) -> Iterable[str]:
        """The files below a folder that git does not ignore, relative and with `/`."""
        repository = git.repository(folder)
        names = _git_files(folder) if repository else None
        if names is not None:
            return names
        inside = folder == self.root or folder.startswith(os.path.join(self.root, ""))
        top = repository or (self.root if inside else folder)
        hidden = self.scope(folder).include.reaches_hidden()
        return _Walk(folder, lead, unread, top, hidden=hidden).files()


def _notes(files: Collection[str], excluded: Collection[str]) -> tuple[str, ...]:
    if files or not excluded:
        return ()
    count = "1 file" if len(excluded) == 1 else f"{len(excluded)} files"
    return (f"Nothing to check: `exclude` leaves out {count}.",)


def _unfound(told: str, error: OSError | ValueError) -> Checked:
    if isinstance(error, OSError) and error.errno not in (errno.ENOENT, errno.ENOTDIR):
        return unreadable(told, "failed", reason=error.strerror or str(error))
    return unreadable(told, "missing")


# Listing a folder ---------------------------------------------------------------------------


def _git_files(folder: str) -> list[str] | None:
    """What git lists in a folder, None where git cannot be asked."""
    try:
        output = git.ask(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    except git.GitError:
        return None
    names = dict.fromkeys(os.fsdecode(name) for name in output.split(b"\0") if name)
    return [name for name in names if _is_there(os.path.join(folder, name))]


def _is_there(path: str) -> bool:
    """Whether git's index does not speak of a file deleted since, or of another repository."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return not stat.S_ISDIR(found.st_mode)


class _Walk:
    """Lists a folder where git does not. Follows no links to folders.

    Heeds the `.gitignore` of every folder from `top` down. Hidden folders are entered only where
    something in them may be asked for.
    """

    def __init__(
        self, folder: str, lead: str, unread: list[Checked], top: str, *, hidden: bool
    ) -> None:
        self.folder = folder
        self.lead = lead
        self.unread = unread
        self.hidden = hidden
        self.ignores: dict[str, GitIgnoreSpec] = {}
        while folder != top:
            folder = os.path.dirname(folder)
            self._read_ignores(folder)

    def files(self) -> Iterator[str]:
        waiting = [""]
        while waiting:
            below = waiting.pop()
            for entry in self._entries(below):
                folder = entry.is_dir(follow_symlinks=False)
                path = below + entry.name + "/" * folder
                if self._ignored(path):
                    continue
                if not folder:
                    yield path
                elif entry.name not in _NEVER and (self.hidden or entry.name[0] != "."):
                    waiting.append(path)

    def _entries(self, below: str) -> list[os.DirEntry[str]]:
        full = os.path.normpath(os.path.join(self.folder, below))
        try:
            with os.scandir(full) as listing:
                entries = list(listing)
        except OSError as error:
            path = (self.lead + below).rstrip("/") or "."
            self.unread.append(unreadable(path, "failed", reason=error.strerror or str(error)))
            return []
        if any(entry.name == ".gitignore" for entry in entries):
            self._read_ignores(full)
        return entries

    def _read_ignores(self, folder: str) -> None:
        try:
            lines = read(os.path.join(folder, ".gitignore")).decode("utf-8", "replace").splitlines()
        except ReadError:
            return
        from pathspec import GitIgnoreSpec

        self.ignores[folder] = GitIgnoreSpec.from_lines(lines)

    def _ignored(self, path: str) -> bool:
        """Whether the nearest `.gitignore` that speaks of a path says so; a folder ends in `/`."""
        if not self.ignores:
            return False
        full = os.path.join(self.folder, path)
        folder = os.path.dirname(full.rstrip("/"))
        while True:
            ignores = self.ignores.get(folder)
            if ignores is not None:
                said = ignores.check_file(full[len(folder) :].lstrip("/")).include
                if said is not None:
                    return said
            above = os.path.dirname(folder)
            if above == folder:
                return False
            folder = above
