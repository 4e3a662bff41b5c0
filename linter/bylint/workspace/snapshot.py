"""What earlier runs found out, kept as JSON in the user's cache folder.

An entry holds under its key only: another key, a fault in the file or no file at all are the same,
and writing never fails. Nothing is kept in the repository that is being checked.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from bylint.checking.fingerprints import digest
from bylint.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

VERSION = 2


def folder() -> str:
    """The cache folder: `BYLINT_CACHE_DIR`, or the place that the system has for caches."""
    chosen = os.environ.get("BYLINT_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
        return os.path.join(base, "bylint", "Cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/bylint")
    base = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.cache"), "bylint")


def name(kind: str, what: str) -> str:
    """The name under which to keep something of a path or the like."""
    return f"{kind}-{digest(os.fsencode(what), 8).hex()}"


def load(name: str, key: Any) -> Any:
    """What was kept under a name for this very key; None where nothing was."""
    import json

    try:
        with open(_file(name), encoding="utf-8") as file:
            version, held, value = json.load(file)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return value if version == VERSION and held == key else None


def save(name: str, key: Any, value: Any) -> None:
    """Keep a value under a name, in place of what was kept there. Key and value are plain JSON."""
    import json

    path = _file(name)
    new = f"{path}.{os.getpid()}"
    try:
        text = json.dumps([VERSION, key, value], ensure_ascii=False, separators=(",", ":"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(new, "x", encoding="utf-8") as file:
            file.write(text)
        os.replace(new, path)
    except (OSError, ValueError, TypeError):
        _remove(new)


def forget(name: str) -> None:
    """Keep nothing under a name any more."""
    _remove(_file(name))


def stamp(path: str) -> list[int] | None:
    """What changes when a file or folder does: its time and size; None where it cannot be told."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return [found.st_mtime_ns, found.st_size]


def _file(name: str) -> str:
    return os.path.join(folder(), f"{name}.json")


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
