"""`bylint baseline`: keeps what is found today, so that only what is new is reported from now on."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import tell_faults
from bylint.reporting.terminal import visible
from bylint.workspace.baseline import NAME, Baseline, BaselineError
from bylint.workspace.linter import Linter

_EPILOG = """\
A baseline may only shrink: where a rule finds more than the file has, nothing is written.

exit code:
  0  the file was written, or is as it should be
  1  a rule finds more than the file has
  2  some of the work could not be done; nothing was written
"""


class Options(Namespace):
    """The command's arguments."""

    paths: list[str]
    output: str
    prune: bool
    force: bool
    config: str | None
    no_local_plugins: bool


def run(arguments: Sequence[str]) -> int:
    """Write the baseline; returns the exit code."""
    options = _parser().parse_args(arguments, Options())
    local = not options.no_local_plugins
    linter = Linter(options.config, allow_local_plugins=local, cached=True, jobs=None)
    try:
        before = _before(options, linter.root)
    except BaselineError as error:
        output.tell(str(error))
        return output.FAILED
    if before is None and options.prune:
        output.tell(f"there is no {options.output} to prune")
        return output.FAILED
    report = linter.check_paths(options.paths or ["."])
    for note in report.notes:
        output.tell(note)
    if report.failed:
        tell_faults(file for file in report.files if file.failed)
        output.tell("nothing was written: some of the work could not be done")
        return output.FAILED
    now = Baseline.of(report.files, options.output, linter.root)
    was = before.written() if before is not None else b""
    if before is not None:
        before.follow(report.files)
    if before is not None and options.prune:
        return _write(before.pruned(now), was, linter.root)
    if before is not None:
        now.articles.update(before.kept_beside(now))
        more = _more(before, now)
        if more and not options.force:
            return output.write("".join(f"{visible(line)}\n" for line in more), 1)
    return _write(now, was, linter.root)


def _before(options: Options, root: str) -> Baseline | None:
    """The baseline that is there, None where none is or where it does not matter."""
    if not os.path.lexists(os.path.join(root, options.output)):
        return None
    try:
        return Baseline.read(options.output, root)
    except BaselineError:
        if options.force and not options.prune:
            return None
        raise


def _more(before: Baseline, now: Baseline) -> list[str]:
    """What rules find more than there was, in lines; nothing where none does."""
    had, has = before.counts(), now.counts()
    lines = [
        f"{rule}: {has[rule]} found, {had[rule]} in {before.path}"
        for rule in sorted(has)
        if has[rule] > had[rule]
    ]
    if lines:
        lines.append(f"Mend what is new (bylint check --baseline {before.path}), or say --force.")
    return lines


def _write(now: Baseline, was: bytes, root: str) -> int:
    from bylint.workspace.mending import put

    problems = now.counts().total()
    articles = sum(bool(prints) for prints in now.articles.values())
    told = f"{_count(problems, 'problem')} in {_count(articles, 'article')}"
    data = now.written()
    if was == data:
        return output.write(f"{visible(now.path)} is as it was: {told}\n")
    try:
        put(os.path.join(root, now.path), data)
    except OSError as error:
        output.tell(f"cannot write {now.path}: {error.strerror}")
        return output.FAILED
    say = f"now say: bylint check --baseline {now.path}"
    return output.write(f"wrote {visible(now.path)}: {told}; {visible(say)}\n")


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _parser() -> Parser:
    parser = Parser(
        "baseline",
        "Keep what is found today in a file, so that `bylint check --baseline` reports what is new.",
        _EPILOG,
    )
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", help="a file or a folder; . if none is given"
    )
    parser.add_argument(
        "--output", metavar="FILE", default=NAME, help=f"the file (default: {NAME})"
    )
    parser.add_argument(
        "--prune",
        action="store_true",
        help="only take out what is found no more; add nothing",
    )
    parser.add_argument(
        "--force", action="store_true", help="write the file though a rule finds more than it has"
    )
    add_workspace(parser)
    return parser
