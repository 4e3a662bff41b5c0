"""Writing to the user: never a traceback for a narrow encoding, a closed pipe or a full disk."""

import os
import sys
from codecs import getincrementalencoder

TYPE_CHECKING = False  # as in bylint.records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

_aside: "list[TextIO]" = []
"""Standard output, as long as nobody else may write to it."""

# Width of a report that goes to no terminal.
WIDTH = 100
FAILED = 2


class Guarded:
    """Sends to standard error whatever is printed by others, such as rules: reports stay whole."""

    def __enter__(self) -> None:
        _aside.append(sys.stdout)
        sys.stdout = sys.stderr

    def __exit__(self, *_: object) -> None:
        sys.stdout = _aside.pop()


def _stdout() -> "TextIO":
    return _aside[-1] if _aside else sys.stdout


def write(text: str, code: int = 0, *, encoding: str = "") -> int:
    """Write to standard output, in its own encoding unless one is given.

    What the encoding lacks is escaped. Returns `code`, or 2 where the output could not be written;
    a reader that stops reading, as `head` does, is no failure.
    """
    return write_parts((text,), code, encoding=encoding)


def write_parts(parts: "Iterable[str]", code: int = 0, *, encoding: str = "") -> int:
    """Write texts to standard output one after the other, as `write` does."""
    if _stdout() is None:
        return code
    encode = getincrementalencoder(encoding or _stdout().encoding or "utf-8")("backslashreplace")
    return _write(map(encode.encode, parts), code)


def write_bytes(data: bytes, code: int = 0) -> int:
    """Write bytes to standard output as they are."""
    return code if _stdout() is None else _write((data,), code)


def _write(parts: "Iterable[bytes]", code: int) -> int:
    try:
        _stdout().flush()
        for part in parts:
            _stdout().buffer.write(part)
        _stdout().buffer.flush()
    except BrokenPipeError:
        _discard()
    except OSError as error:
        _discard()
        tell(f"cannot write to standard output: {error.strerror}")
        return FAILED
    return code


def _discard() -> None:
    """Point standard output nowhere, so that Python's own flush at exit cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _stdout().fileno())
    os.close(nowhere)


def tell(message: str) -> None:
    """Say something on standard error, in the program's name."""
    from bylint.reporting.terminal import visible

    write_error(f"bylint: {visible(message)}\n")


def write_error(text: str, code: int = 0) -> int:
    """Write to standard error, which escapes what its encoding lacks; returns `code`."""
    from contextlib import suppress

    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()
    return code


def write_file(path: str, text: str, code: int) -> int:
    """Write to a file, as UTF-8, all or nothing. Returns `code`, or 2 where that failed."""
    from bylint.workspace.mending import put

    try:
        put(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        return _unwritten(path, error)
    return code


def add_to_file(path: str, text: str, code: int) -> int:
    """Add to the end of a file, as UTF-8. Returns `code`, or 2 where that failed."""
    try:
        with open(path, "ab") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        return _unwritten(path, error)
    return code


def _unwritten(path: str, error: OSError) -> int:
    tell(f"cannot write {path}: {error.strerror}")
    return FAILED


def wants_color() -> bool:
    """Whether to colour what goes to standard output where the user has not said so."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal()


def is_terminal() -> bool:
    """Whether somebody watches standard output."""
    return _stdout() is not None and _stdout().isatty()


def width() -> int:
    """The columns of the terminal."""
    try:
        return int(os.environ["COLUMNS"]) or WIDTH
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size(_stdout().fileno()).columns or WIDTH
    except (AttributeError, OSError, ValueError):
        return WIDTH


def locale_language() -> str:
    """The language of the user's locale, as its code; English where there is none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            code = value.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            return "en" if code in ("c", "posix") else code
    return "en"
