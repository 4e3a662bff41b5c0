"""How programs are told of a file: relative to where the run began, or as an address."""

from __future__ import annotations

import os

from bylint.text import Source


def relative(path: str) -> str:
    """A path with `/`, without `./`, and from the folder of the run where it lies in there."""
    told = path.replace(os.sep, "/")
    if os.path.isabs(path):
        inside = os.path.join(os.getcwd(), "").replace(os.sep, "/")
        return told.removeprefix(inside)
    while told.startswith("./"):
        told = told[2:].lstrip("/")
    return told


def address(path: str) -> str:
    """The same as a URI, or as a reference that counts from the folder of the run."""
    from urllib.parse import quote

    told = relative(path)
    try:
        data = told.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = told.encode("utf-8", "replace")
    quoted = quote(data)
    if not is_absolute(path):
        return quoted
    return f"file://{quoted if quoted.startswith('/') else '/' + quoted}"


def is_absolute(path: str) -> bool:
    """Whether a path is told from the root of the disk."""
    return os.path.isabs(relative(path))


def is_file(source: Source) -> bool:
    """Whether a source is a file, and not the arguments, a config without a file, or plugins."""
    return not (source.path.startswith("<") and source.path.endswith(">"))
