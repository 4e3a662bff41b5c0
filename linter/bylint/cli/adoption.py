"""What narrows a report to what is new, so that bylint can come to a repository that has articles."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence

from bylint.diagnostics import Checked, Diagnostic, Report
from bylint.text import Source

Narrow = Callable[[Checked], Checked]


class Cannot(Exception):
    """The report cannot be narrowed as it was asked for; `checked` says why."""

    def __init__(self, checked: Checked) -> None:
        super().__init__()
        self.checked = checked


class Narrowing:
    """Narrows a report: to what changed `since` a commit, to what a `baseline` does not have.

    Paths count from `root`. Raises `Cannot` where the baseline cannot be used.
    """

    def __init__(self, since: str | None, baseline: str | None, root: str) -> None:
        self._since = self._baseline = None
        self._ref = since or ""
        if since:
            from bylint.workspace.since import Since

            self._since = Since(since, root)
        if baseline:
            from bylint.workspace.baseline import Baseline, BaselineError

            try:
                self._baseline = Baseline.read(baseline, root)
            except BaselineError as error:
                raise Cannot(error.checked) from None

    @property
    def wanted(self) -> Callable[[str], bool] | None:
        """Tells of a path whether its file needs to be checked, None for all of them."""
        return self._wants if self._since else None

    def _wants(self, path: str) -> bool:
        from bylint.workspace.git import GitError

        assert self._since
        try:
            return self._since.wants(path)
        except GitError as error:
            raise Cannot(self._unknown(str(error))) from None

    def _unknown(self, why: str) -> Checked:
        from bylint.workspace.faults import fault

        said: Diagnostic = fault("config", "since", ref=self._ref, reason=why)
        return Checked(Source("<arguments>", ""), (said,), failed=True)

    def file(self, checked: Checked) -> Checked:
        """The outcome of one check, narrowed."""
        if self._since:
            checked = self._since.narrow(checked)
        return self._baseline.narrow(checked) if self._baseline else checked

    def report(self, report: Report, *, whole: bool) -> Report:
        """A report, narrowed, with notes about it.

        `whole` tells that all rules ran, so that what a baseline has beside is found no more.
        """
        if self._baseline:
            self._baseline.follow(report.files)
        files = tuple(map(self.file, report.files))
        notes = [*report.notes]
        if self._since and not files:
            notes.append(f"Nothing to check: no article changed since {self._ref}.")
        if self._baseline:
            notes.extend(_about(self._baseline.path, files, self._gone(report) if whole else 0))
        return report._replace(files=files, notes=tuple(notes))

    def _gone(self, report: Report) -> int:
        """How many findings of the baseline are in none of the articles that were checked."""
        from bylint.workspace.baseline import Baseline

        assert self._baseline
        before = self._baseline
        sound = [file for file in report.files if not file.failed]
        now = Baseline.of(sound, before.path, before.root)
        return sum(
            (before.articles[key] - prints).total()
            for key, prints in now.articles.items()
            if key in before.articles
        )


def _about(path: str, files: Sequence[Checked], gone: int) -> list[str]:
    held = sum(one.outside for file in files for one in file.silenced)
    notes = []
    if held:
        notes.append(f"{_problems(held)} not shown: {path} has {'it' if held == 1 else 'them'}.")
    if gone:
        notes.append(
            f"{_problems(gone)} in {path} can no longer be found: say bylint baseline --prune."
        )
    return notes


def _problems(count: int) -> str:
    return "1 problem" if count == 1 else f"{count} problems"


def add_narrowing(parser: ArgumentParser) -> None:
    """The options that narrow a report."""
    group = parser.add_argument_group("what is new")
    group.add_argument(
        "--since",
        metavar="REF",
        help="only what stands on lines that changed since this branch left a commit, and what"
        " speaks of a changed article as a whole",
    )
    group.add_argument(
        "--baseline", metavar="FILE", help="only what `bylint baseline` has not put into this file"
    )
    group.add_argument(
        "--add-suppressions",
        action="store_true",
        help="put comments into the articles that silence what is found",
    )
