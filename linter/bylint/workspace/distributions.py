"""The installed distributions that have entry points of a group, from the files installers write.

`importlib.metadata` knows more forms of them, but importing it takes longer than checking an
article; it is asked about what on `sys.path` is no folder, as a zip file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping

from bylint.records import NamedTuple


class Distribution(NamedTuple):
    """A distribution, what it requires, and its entry points of the group: value by name."""

    name: str
    version: str
    requires: tuple[str, ...]
    points: Mapping[str, str]


def distributions(group: str) -> Iterator[Distribution]:
    """Those with entry points of this group, in the order of `sys.path`.

    A distribution whose files cannot be read is passed over.
    """
    for path in sys.path:
        if os.path.isfile(path):
            yield from _packed(path, group)
            continue
        try:
            names = sorted(os.listdir(path or os.curdir))
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                found = _in_folder(os.path.join(path, name), group)
                if found is not None:
                    yield found


def _in_folder(folder: str, group: str) -> Distribution | None:
    points = dict(_points(_read(folder, "entry_points.txt").splitlines(), group))
    if not points:
        return None
    headers = _read(folder, "METADATA") or _read(folder, "PKG-INFO")
    fields: dict[str, list[str]] = {}
    for line in headers.partition("\n\n")[0].splitlines():
        key, colon, value = line.partition(":")
        if colon and not line[0].isspace():
            fields.setdefault(key.lower(), []).append(value.strip())
    name, version = (fields.get(key, [""])[0] for key in ("name", "version"))
    return Distribution(name or "unnamed", version, tuple(fields.get("requires-dist", ())), points)


def _points(lines: Iterable[str], group: str) -> Iterator[tuple[str, str]]:
    """The entry points in the section of a group."""
    inside = False
    for line in map(str.strip, lines):
        if line.startswith("["):
            inside = line.strip("[] \t") == group
        elif inside and line and line[0] not in "#;":
            name, _, value = line.partition("=")
            yield name.strip(), value.strip()


def _read(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return file.read()
    except (OSError, ValueError):
        return ""


def _packed(path: str, group: str) -> Iterator[Distribution]:
    from importlib.metadata import distributions as known

    for each in known(path=[path]):
        points = {point.name: point.value for point in each.entry_points if point.group == group}
        if points:
            yield Distribution(each.name, each.version, tuple(each.requires or ()), points)
