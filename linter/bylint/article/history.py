"""What a repository remembers of an article: the commits that changed it."""

from __future__ import annotations

from bylint.records import NamedTuple


class Trailer(NamedTuple):
    """A line `Key: value` at the end of a commit's message."""

    key: str
    value: str


class Commit(NamedTuple):
    """A commit: its whole hash, its author as `Name <address>`, its trailers in order."""

    hash: str
    author: str
    trailers: tuple[Trailer, ...] = ()
