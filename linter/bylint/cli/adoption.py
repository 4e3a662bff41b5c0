"""What narrows a report to what is new, so that bylint can come to a repository that has articles."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence

from bylint.diagnostics import Checked, Diagnostic, Report
from bylint.text import Source

Check = Callable[[bytes, str], Checked]


class Cannot(Exception):
    """The report cannot be narrowed as it was asked for; `checked` says why."""

    def __init__(self, checked: Checked) -> None:
        super().__init__()
        self.checked = checked


class Narrowing:
    """Narrows a report: to what changed `since` a commit, to what a `baseline` does not have.

    Paths count from `root`, `check` judges bytes as the article of a path. Raises `Cannot` where the
    baseline cannot be used.
    """

    def __init__(self, since: str | None, baseline: str | None, root: str, check: Check) -> None:
        self._since = self._baseline = None
        self._ref = since or ""
        if since:
            from bylint.workspace.since import Since

            self._since = Since(since, root, check)
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

    def file(self, checked: Checked, *, written: bool = True) -> Checked:
        """The outcome of one check, narrowed; `written` tells that the text is that of the file.

        Raises `Cannot` where it cannot be told what changed.
        """
        from bylint.workspace.git import GitError

        if self._since:
            try:
                checked = self._since.narrow(checked, written=written)
            except GitError as error:
                raise Cannot(self._unknown(str(error))) from None
        return self._baseline.narrow(checked) if self._baseline else checked

    def report(self, report: Report, *, whole: bool, written: bool = True) -> Report:
        """A report, narrowed, with notes about it. Raises `Cannot` as `file` does.

        `whole` tells that all rules ran, so that what a baseline has beside is found no more;
        `written` that texts are those of files.
        """
        if self._baseline:
            self._baseline.follow(report.files)
        files = tuple(self.file(each, written=written) for each in report.files)
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
        help="only what stands on lines that changed since this branch left a commit, what was not"
        " found in a changed article before, and what speaks of it as a whole",
    )
    group.add_argument(
        "--baseline", metavar="FILE", help="only what `bylint baseline` has not put into this file"
    )
    group.add_argument(
        "--add-suppressions",
        action="store_true",
        help="put comments into the articles that silence what is found",
    )
