"""How far a long run has come, for somebody who watches."""

from __future__ import annotations

import os
import sys
from time import monotonic

from bylint.records import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.5
"""Seconds for which nothing is shown."""

_PAUSE = 0.1


class Bar:
    """A bar on standard error once a run takes long; nothing anywhere but on a terminal.

    Draws only when told of progress: threads would forbid to fork.
    """

    def __init__(self, *, wanted: bool = True) -> None:
        self._wanted = wanted and _is_watched()
        self._next = monotonic() + PATIENCE
        self._shown: tuple[Progress, TaskID] | None = None

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._shown[0].stop()

    def __call__(self, done: int, total: int) -> None:
        """Tell that so many of so many files are done."""
        now = monotonic()
        if not self._wanted or now < self._next or done == total:
            return
        self._next = now + _PAUSE
        if not self._shown:
            self._shown = _begun(total)
        progress, task = self._shown
        progress.update(task, completed=done, refresh=True)


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _begun(total: int) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    progress = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task = progress.add_task("", total=total)
    progress.start()
    return progress, task
