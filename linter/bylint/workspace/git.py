"""What git knows: which files there are, which commits changed them, and which lines are new.

A repository may be anybody's: its own settings must not start programs, and the variables with
which git tells a hook where it runs must not lead to another repository.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from bylint.article.history import Commit, Trailer
from bylint.records import NamedTuple

_PLACES = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_IMPLICIT_WORK_TREE", "GIT_PREFIX"}
    | {"GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}
    | {"GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE"}
    | {"GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"}
)
"""Variables that would turn git to another repository than the one a folder lies in."""

_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
_RECORD, _FIELD = "\x1e", "\x1f"
_LOG = (
    "log",
    "-z",
    "-c",
    "-M",
    "--topo-order",
    "--name-status",
    "--no-relative",
    "--no-ext-diff",
    "--no-show-signature",
    "--no-color",
    "--encoding=UTF-8",
    "--format=tformat:%x1e%H%x1f%P%x1f%an <%ae>"
    "%x1f%(trailers:only=true,unfold=true,separator=%x1f)",
    "HEAD",
)
_SECONDS = 120


class GitError(Exception):
    """Git could not be asked, or failed: the message is why. `quiet` tells that git gave no reason."""

    def __init__(self, why: str, *, quiet: bool = False) -> None:
        super().__init__(why)
        self.quiet = quiet


def ask(
    folder: str, *arguments: str, seconds: float = 60, given: bytes = b"", fine: int = 0
) -> bytes:
    """What git prints when it is run in a folder. Raises `GitError` where it cannot or fails.

    `given` is its standard input, `fine` the highest exit code that tells of no failure.
    """
    import subprocess

    around = {key: value for key, value in os.environ.items() if key not in _PLACES}
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *arguments],
            cwd=folder,
            env={**around, **_QUIET, "LC_ALL": "C"},
            input=given,
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git took longer than {seconds:g} seconds") from None
    except OSError as error:
        raise GitError(error.strerror or str(error)) from None
    if not 0 <= done.returncode <= fine:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(
            said.partition("\n")[0] or f"git ended with {done.returncode}", quiet=not said
        )
    return done.stdout


def repository(folder: str) -> str:
    """The working tree of git in which a folder lies, "" for none."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


class History:
    """The commits of files, read with one `git log` for each repository that is asked about.

    `notes` say what could not be read, each once.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, list[Commit]]] = {}
        self._notes: list[str] = []

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be read, and why."""
        return tuple(self._notes)

    def of(self, path: str) -> tuple[Commit, ...]:
        """The commits that changed what a file says, the latest first; renames are followed."""
        real = os.path.realpath(path)
        top = repository(os.path.dirname(real))
        if top not in self._known:
            self._known[top] = self._read(top)
        inside = os.path.relpath(real, top).replace(os.sep, "/") if top else ""
        return tuple(self._known[top].get(inside, ()))

    def _read(self, top: str) -> dict[str, list[Commit]]:
        if not top:
            return self._unread("the article lies in no repository")
        try:
            shallow = ask(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
            log = ask(top, *_LOG, seconds=_SECONDS)
        except GitError as error:
            return self._unread(str(error)) if _has_commits(top) else {}
        if shallow:
            self._notes.append(
                "Only the latest commits were read: the repository is a shallow clone. Fetch the"
                " whole history (git fetch --unshallow) to have all of them read."
            )
        return _by_file(_changes(log), top, shallow=shallow)

    def _unread(self, why: str) -> dict[str, list[Commit]]:
        self._notes.append(f"Commits were not read: {why}.")
        return {}


def _has_commits(top: str) -> bool:
    """Whether there is something to read: a fresh repository has a branch, but no commit on it."""
    try:
        ask(top, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError as error:
        return not error.quiet
    return True


# Reading the log ----------------------------------------------------------------------------


class _Change(NamedTuple):
    """What a commit did to a file: git's status, the file's name before and after.

    `first` tells that the commit has no parents. The status of a merge has a letter for each parent.
    """

    commit: Commit
    status: str
    old: str
    new: str
    first: bool


def _changes(log: bytes) -> Iterator[_Change]:
    """What each commit of a log did to each file, the latest first.

    Each commit is a heading, then for each file its status and its name, and where it was renamed or
    copied its new name; all of them end in NUL.
    """
    words = iter(log.split(b"\0"))
    commit, first = Commit("", ""), False
    for word in words:
        status = word.lstrip(b"\n").decode("utf-8", "replace")
        if status.startswith(_RECORD):
            commit, first = _commit(status[1:])
        elif status:
            old = new = os.fsdecode(next(words, b""))
            if status[1:].isdigit():
                new = os.fsdecode(next(words, b""))
            yield _Change(commit, status, old, new, first)


def _commit(heading: str) -> tuple[Commit, bool]:
    """A commit, and whether it has no parents."""
    name, parents, author, *lines = heading.split(_FIELD)
    pairs = (line.partition(":") for line in lines if ":" in line)
    trailers = tuple(Trailer(key.strip(), value.strip()) for key, _, value in pairs)
    return Commit(name, author, trailers), not parents


def _by_file(changes: Iterator[_Change], top: str, *, shallow: bool) -> dict[str, list[Commit]]:
    """The commits that changed each file of today, the latest first.

    The log runs backwards: where a file came into being or got its name, older commits that speak
    of that name mean another file. The first commit of a shallow clone seems to add all there is.
    """
    found: dict[str, list[Commit]] = {}
    today: dict[str, tuple[str, ...]] = {}
    renamed: dict[str, list[str]] = {}
    for change in changes:
        names = today.get(change.new, (change.new,))
        if not change.status.endswith("100") and not (shallow and change.first):
            for name in names:
                found.setdefault(name, []).append(change.commit)
        moved = change.old != change.new
        if moved and change.status[0] == "R":
            today[change.old] = (*today.get(change.old, ()), *names)
            renamed.setdefault(change.old, []).append(change.new)
        if moved or not change.status.strip("A"):
            today[change.new] = ()
    for old in [name for name in found if name in renamed]:
        if not os.path.lexists(os.path.join(top, old)):
            for name in _ends(old, renamed):
                found.setdefault(name, []).extend(found[old])
    return found


def _ends(old: str, renamed: dict[str, list[str]]) -> Sequence[str]:
    """What became of a name that a branch still used while another renamed the file."""
    seen = {old}
    waiting = [old]
    ends = []
    while waiting:
        for new in renamed.get(waiting.pop(), ()):
            if new not in seen:
                seen.add(new)
                waiting.append(new)
                ends.append(new)
    return ends


# What changed since a commit -----------------------------------------------------------------


class Touched(NamedTuple):
    """The lines of a file that changed, the first and last of each passage, as git counts them.

    Lines are counted from 1 and end at `\\n` alone. `new` tells that git knew no such file, `old` is
    the name that it had.
    """

    lines: tuple[tuple[int, int], ...] = ()
    new: bool = False
    old: str = ""


class _Changed(NamedTuple):
    """What changed in a repository since a commit, and the files it has."""

    base: str
    touched: dict[str, Touched]
    tracked: frozenset[str]


class Changes:
    """What changed in files since this branch left a commit, read with one `git diff` a repository.

    What is not committed counts as changed, too.
    """

    def __init__(self, ref: str) -> None:
        self.ref = ref
        self._known: dict[str, _Changed] = {}

    def of(self, path: str) -> Touched | None:
        """What changed in a file, None for nothing.

        Raises `GitError` where that cannot be told: outside of a repository, for a commit that is
        not there, in a clone that lacks the commits between.
        """
        top, inside = self._place(path)
        changed = self._known[top]
        touched = changed.touched.get(inside)
        return touched or (None if inside in changed.tracked else Touched(new=True))

    def before(self, path: str) -> bytes | None:
        """What a file held, None where there was no such file. Raises `GitError`."""
        top, inside = self._place(path)
        touched = self.of(path)
        old = touched.old if touched else inside
        try:
            return ask(top, "cat-file", "blob", f"{self._known[top].base}:{old}") if old else None
        except GitError:
            if touched:
                raise
            return None  # it has another name now, and is the same

    def to(self, path: str, data: bytes) -> Touched:
        """What changes in a file when it holds these bytes. Raises `GitError`."""
        from tempfile import TemporaryDirectory

        before = self.before(path)
        if before is None:
            return Touched(new=True)
        top, _ = self._place(path)
        with TemporaryDirectory() as folder:
            with open(os.path.join(folder, "before"), "wb") as file:
                file.write(before)
            asked = ("--no-index", "--ignore-cr-at-eol", "--", file.name, "-")
            diff = ask(top, *_DIFF, *asked, seconds=_SECONDS, given=data, fine=1)
        return next(iter(_touched(diff).values()), Touched())

    def _place(self, path: str) -> tuple[str, str]:
        """The repository of a path, which was read, and the path inside of it."""
        real = os.path.realpath(path)
        top = repository(os.path.dirname(real))
        if not top:
            raise GitError(f"{path} lies in no git repository")
        if top not in self._known:
            self._known[top] = self._read(top)
        return top, os.path.relpath(real, top).replace(os.sep, "/")

    def _read(self, top: str) -> _Changed:
        base = self._base(top)
        diff = ask(top, *_without_filters(top), *_DIFF, base, "--", seconds=_SECONDS)
        tracked = ask(top, "ls-files", "-z", "--cached")
        return _Changed(base, _touched(diff), frozenset(map(os.fsdecode, tracked.split(b"\0"))))

    def _base(self, top: str) -> str:
        """The commit that this branch and the one that was named have in common."""
        try:
            asked = ("rev-parse", "--verify", "--quiet", "--end-of-options")
            commit = ask(top, *asked, f"{self.ref}^{{commit}}").decode().strip()
        except GitError as error:
            if not error.quiet:
                raise
            raise GitError(f"there is no such commit{_why_not(top)}") from None
        try:
            return ask(top, "merge-base", commit, "HEAD").decode().split()[0]
        except GitError as error:
            if not error.quiet:
                raise
            raise GitError(f"it has no commit in common with HEAD{_why_not(top)}") from None


_DIFF = (
    *("diff", "--unified=0", "--inter-hunk-context=0", "--find-renames", "--text"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules"),
    *("--src-prefix=a/", "--dst-prefix=b/"),
)


def _why_not(top: str) -> str:
    """A hint where a repository does not have all of its commits."""
    if ask(top, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return "; the clone is shallow: `git fetch --unshallow` brings the commits it lacks"


def _without_filters(top: str) -> Iterator[str]:
    """Options under which git starts none of the filters that a repository sets up."""
    yield from ("-c", "core.quotePath=false")
    try:
        names = ask(top, "config", "--null", "--name-only", "--get-regexp", r"^filter\.")
    except GitError:  # there are none
        return
    for name in sorted(set(names.decode("utf-8", "surrogateescape").split("\0"))):
        if name.endswith((".clean", ".process")):
            yield from ("-c", f"{name}=")
        elif name.endswith(".required"):
            yield from ("-c", f"{name}=false")


def _touched(diff: bytes) -> dict[str, Touched]:
    """What a diff without context says of each file that is still there."""
    found: dict[str, list[tuple[int, int]]] = {}
    old: dict[str, str] = {}
    before = name = ""
    skip = 0
    for line in diff.split(b"\n"):
        if skip and not line.startswith(b"\\"):
            skip -= 1
        elif line.startswith(b"--- "):
            before = _named(line[4:], b"a/")
        elif line.startswith(b"+++ "):
            name = _named(line[4:], b"b/")
            found.setdefault(name, [])
            old[name] = before
        elif line.startswith(b"@@ "):
            _, had, has, *_ = line.split()
            first, count = _hunk(has)
            skip = _hunk(had)[1] + count
            if count:
                found[name].append((first, first + count - 1))
    found.pop("", None)
    return {name: Touched(tuple(lines), old=old[name]) for name, lines in found.items()}


def _hunk(said: bytes) -> tuple[int, int]:
    """The first line and the number of lines in one half of `@@ -1,2 +3 @@`."""
    first, comma, count = said[1:].partition(b",")
    return int(first), int(count) if comma else 1


def _named(said: bytes, lead: bytes) -> str:
    """The file that `+++ b/…` names, "" for none; git quotes some names, and ends some in a tab."""
    said = said.removesuffix(b"\t")
    if said.startswith(b'"'):
        said = re.sub(rb"\\([0-7]{3}|.)", _unescaped, said[1:-1])
    return os.fsdecode(said[2:]) if said.startswith(lead) else ""


_LETTERS = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))


def _unescaped(match: re.Match[bytes]) -> bytes:
    said = match[1]
    if len(said) > 1:
        return bytes([int(said, 8) & 0xFF])
    return bytes([_LETTERS.get(said[0], said[0])])
