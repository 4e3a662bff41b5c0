"""What a subcommand is, for plugins that bring one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Command(Protocol):
    """A subcommand of `bylint`. `summary` is its line in `bylint help`."""

    name: str
    summary: str

    def run(self, arguments: Sequence[str]) -> int:
        """Do the work with what follows the command's name; returns the exit code."""
