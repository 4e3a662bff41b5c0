"""`bylint check`: articles in, their problems out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from functools import partial

from bylint import __version__
from bylint.cli import output
from bylint.cli.adoption import Cannot, Narrowing, add_narrowing
from bylint.cli.arguments import Names, Parser, add_workspace
from bylint.cli.progress import Bar
from bylint.cli.reports import Unfit, Wanted, deliver, translate, wanted, write_file
from bylint.diagnostics import (
    Checked,
    Page,
    Report,
    Safety,
    Severity,
    Style,
)
from bylint.errors import ConfigError
from bylint.records import TYPE_CHECKING
from bylint.reporting.formats import FORMATS
from bylint.reporting.words import WORDS
from bylint.text import Source, Span

if TYPE_CHECKING:
    from bylint.workspace.linter import Linter

STDIN = "-"
START = Span(0, 0)

_EPILOG = """\
exit code:
  0  nothing as severe as --fail-on was found
  1  something was
  2  some of the work could not be done: a file, the config, a plugin
"""


class Options(Namespace):
    """The command's arguments."""

    paths: list[str]
    stdin_filename: str
    config: str | None
    no_local_plugins: bool
    select: list[str] | None
    ignore: list[str] | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    fail_on: str
    exit_zero: bool
    quiet: bool
    statistics: bool
    output_format: list[str]
    output_file: str | None
    color: str
    ui_language: str | None
    no_cache: bool
    jobs: int | None
    since: str | None
    baseline: str | None
    add_suppressions: bool


def run(arguments: Sequence[str]) -> int:
    """Check what the arguments name; returns the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments, Options())
    from_stdin = options.paths == [STDIN] or bool(options.stdin_filename and not options.paths)
    _refuse_together(parser, options, from_stdin=from_stdin)
    linter, refused = _linter(options)
    try:
        reports = wanted(options.output_format, options.output_file, linter.reporters)
    except Unfit as error:
        parser.error(str(error))
    data = sys.stdin.buffer.read() if from_stdin and sys.stdin else b""
    try:
        check = _Checker(linter)
        narrowing = Narrowing(options.since, options.baseline, linter.root, check.bytes)
        if refused:
            report = Report((*linter.faults, refused))
        elif from_stdin:
            report = linter.check_bytes(data, options.stdin_filename or STDIN)
        else:
            with Bar(wanted=not options.quiet) as bar:
                report = linter.check_paths(options.paths or ["."], narrowing.wanted, bar)
        whole = not (options.select or options.ignore)
        report = narrowing.report(report, whole=whole, written=not from_stdin)
    except Cannot as error:
        return _tell(Report((error.checked,)), linter, reports, options)
    check.narrowing = narrowing
    if options.diff:
        return _show_diff(report, check, options)
    if options.fix and from_stdin:
        return _fix_stdin(data, report, check, reports, options)
    if options.fix:
        report = _written(report, _mended(report, check, options))
    if options.add_suppressions:
        report = _written(report, _silenced(report, check))
    return _tell(report, linter, reports, options)


def _refuse_together(parser: Parser, options: Options, *, from_stdin: bool) -> None:
    """End with a message where arguments contradict each other."""
    if STDIN in options.paths and not from_stdin:
        parser.error("- is standard input and cannot be checked together with other paths")
    if options.stdin_filename and not from_stdin:
        parser.error("--stdin-filename is for standard input and goes with no other path than -")
    changes = [name for name in ("fix", "diff", "add_suppressions") if getattr(options, name)]
    if "add_suppressions" in changes and (from_stdin or len(changes) > 1):
        parser.error("--add-suppressions goes with neither --fix nor --diff nor standard input")


class _Checker:
    """Checks a text as the article of a path, narrowed as the report is."""

    def __init__(self, linter: Linter) -> None:
        self.linter = linter
        self.narrowing: Narrowing | None = None

    def __call__(self, text: str, path: str) -> Checked:
        checked = self.bytes(text.encode("utf-8"), path)
        return self.narrowing.file(checked, written=False) if self.narrowing else checked

    def bytes(self, data: bytes, path: str) -> Checked:
        """The outcome for an article, not narrowed."""
        return self.linter.check_bytes(data, path).files[-1]


def _linter(options: Options) -> tuple[Linter, Checked | None]:
    """The linter, and what is wrong with the names that were given to it."""
    from bylint.workspace.faults import misspelt
    from bylint.workspace.linter import Linter

    make = partial(
        Linter,
        options.config,
        allow_local_plugins=not options.no_local_plugins,
        cached=not options.no_cache,
        jobs=options.jobs,
    )
    try:
        return make(select=options.select, ignore=options.ignore), None
    except ConfigError:
        linter = make()
        known = linter.settings(linter.root).registry.names
        names = dict.fromkeys((*(options.select or ()), *(options.ignore or ())))
        said = [misspelt("rule", name, known, START) for name in names if name not in known]
        return linter, Checked(Source("<arguments>", ""), tuple(said), failed=True)


def _mended(report: Report, check: _Checker, options: Options) -> Report:
    from bylint.workspace.mending import mend

    return mend(report, check, Safety.UNSAFE if options.unsafe_fixes else Safety.SAFE)


def _silenced(report: Report, check: _Checker) -> Report:
    """The report that is left when comments in the articles silence what was found."""
    from bylint.workspace.silencing import silenced

    after = tuple(silenced(file, check) for file in report.files)
    pairs = [
        (old, new)
        for old, new in zip(report.files, after, strict=True)
        if old.source.text != new.source.text
    ]
    count = sum(len(old.diagnostics) - len(new.diagnostics) for old, new in pairs)
    note = f"Comments in {len(pairs)} of the files now silence {count} of the problems."
    return report._replace(files=after, notes=(*report.notes, note))


def _written(before: Report, after: Report) -> Report:
    from bylint.workspace.mending import write

    return write(before, after)


def _show_diff(report: Report, check: _Checker, options: Options) -> int:
    from bylint.cli.installed import tell_faults
    from bylint.reporting.diff import diff

    mended = _mended(report, check, options)
    tell_faults(file for file in report.files if file.failed)
    text = diff(report, mended, color=_color(options, options.output_file))
    code = output.FAILED if mended.failed else int(bool(text))
    if options.output_file:
        return write_file(options.output_file, text, report, code)
    return output.write(text, code)


def _fix_stdin(
    data: bytes, report: Report, check: _Checker, reports: Sequence[Wanted], options: Options
) -> int:
    """Write the mended article to standard output and the report elsewhere."""
    mended = _mended(report, check, options)
    pairs = zip(report.files, mended.files, strict=True)
    changed = [new.source for old, new in pairs if old.source.text != new.source.text]
    code = output.write_bytes(changed[0].to_bytes() if changed else data)
    return max(code, _tell(mended, check.linter, reports, options, aside=True))


def _tell(
    report: Report,
    linter: Linter,
    reports: Sequence[Wanted],
    options: Options,
    *,
    aside: bool = False,
) -> int:
    """Write the reports where they are wanted, `aside` to standard error; returns the exit code."""
    if not options.quiet:
        for note in report.notes:
            output.tell(note)

    def style(report: Wanted) -> Style:
        return _style(linter, report, options)

    return deliver(report, reports, _exit_code(report, options), style, aside=aside)


def _exit_code(report: Report, options: Options) -> int:
    """0, 1 for problems, 2 where some of the work could not be done."""
    if report.failed:
        return output.FAILED
    worst = report.worst()
    if options.exit_zero or options.fail_on == "never" or worst is None:
        return 0
    return int(worst >= Severity.parse(options.fail_on))


def _style(linter: Linter, report: Wanted, options: Options) -> Style:
    machine = report.reporter.machine
    language = options.ui_language or ("en" if machine else output.locale_language())
    return Style(
        translate(linter, language),
        language if language in WORDS else "en",
        color=_color(options, report.file),
        width=output.WIDTH if report.file else output.width(),
        quiet=options.quiet,
        statistics=options.statistics,
        page=partial(_page, linter),
        version=__version__,
    )


def _page(linter: Linter, name: str) -> Page | None:
    from bylint.checking.docs import docstring, summary

    known = linter.settings(linter.root).registry.rules.get(name)
    if known is None:
        return None
    rule = known.rule
    return Page(summary(rule), docstring(rule), rule.severity or Severity.WARNING)


def _color(options: Options, file: str | None) -> bool:
    if options.color == "auto":
        return not file and output.wants_color()
    return options.color == "always"


def _parser() -> Parser:
    parser = Parser("check", "Check articles and report their problems.", _EPILOG)
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a file, a folder, or - for standard input; . if none is given",
    )
    parser.add_argument(
        "--stdin-filename",
        metavar="PATH",
        default="",
        help="the path that standard input is checked as: it decides on settings and format",
    )
    _add_rules(parser)
    add_workspace(parser).add_argument(
        "--no-cache",
        action="store_true",
        help="check every article anew, and keep nothing in .bylint_cache",
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_one_or_more,
        help="the most processes to use; small runs need one (default: one for each processor)",
    )
    add_narrowing(parser)
    _add_fixes(parser)
    _add_outcome(parser)
    _add_output(parser)
    return parser


def _one_or_more(said: str) -> int:
    if not said.isdecimal() or int(said) < 1:
        raise ArgumentTypeError(f"it must be 1 or more, not {said}")
    return int(said)


def _add_rules(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--select", metavar="NAMES", action=Names, help="only these rules and categories"
    )
    group.add_argument(
        "--ignore", metavar="NAMES", action=Names, help="all but these rules and categories"
    )


def _add_fixes(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("fixes")
    group.add_argument("--fix", action="store_true", help="mend what can be mended safely")
    group.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also what needs the writer's consent",
    )
    group.add_argument(
        "--diff", action="store_true", help="show what --fix would change; write nothing"
    )


def _add_outcome(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("exit code")
    group.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        default="error",
        help="the least severity that makes the exit code 1 (default: error)",
    )
    group.add_argument(
        "--exit-zero", action="store_true", help="exit with 0 whatever is found in the articles"
    )


def _add_output(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument("-q", "--quiet", action="store_true", help="print problems, nothing else")
    group.add_argument(
        "--statistics", action="store_true", help="count problems by rule instead of showing them"
    )
    group.add_argument(
        "--output-format",
        metavar="FORMAT[=FILE]",
        action="append",
        default=[],
        help=f"{', '.join(FORMATS)}, or one of a plugin (default: text); may be given several"
        " times, one of them without a file",
    )
    group.add_argument("--output-file", metavar="FILE", help="write the report to a file, as UTF-8")
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    group.add_argument(
        "--ui-language",
        choices=tuple(WORDS),
        help="the language of messages (default: the locale's; English for programs)",
    )
