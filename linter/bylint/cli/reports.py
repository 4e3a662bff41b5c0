"""Which reports are wanted, and getting each to where it goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence

from bylint.cli import output
from bylint.diagnostics import Diagnostic, Report, Reporter, Said, Style, Translate
from bylint.records import TYPE_CHECKING, NamedTuple
from bylint.reporting.catalogue import Catalogue, english
from bylint.reporting.formats import reporter

if TYPE_CHECKING:
    from bylint.workspace.linter import Linter

GITHUB = "github"


class Wanted(NamedTuple):
    """A report that is wanted, and the file it goes to: "" for standard output."""

    reporter: Reporter
    file: str = ""


class Unfit(Exception):
    """Reports that cannot be made as they were asked for; the text is for the user."""


def wanted(
    formats: Sequence[str], file: str | None, brought: Mapping[str, Reporter]
) -> list[Wanted]:
    """The reports that `--output-format` and `--output-file` ask for. Raises `Unfit`.

    `brought` are the reporters of plugins.
    """
    found = []
    for said in formats or ["text"]:
        name, equals, path = said.partition("=")
        known = reporter(name) or brought.get(name)
        if known is None:
            raise Unfit(f"there is no output format {name}")
        if equals and not path:
            raise Unfit(f"--output-format {said} names no file after =")
        found.append(Wanted(known, path))
    loose = [index for index, each in enumerate(found) if not each.file]
    if file and len(loose) != 1:
        raise Unfit("--output-file goes with one --output-format that has no =FILE of its own")
    if file:
        found[loose[0]] = found[loose[0]]._replace(file=file)
    elif len(loose) > 1:
        raise Unfit("only one --output-format can go to standard output; give the others =FILE")
    _refuse_shared([each.file for each in found if each.file])
    return found


def _refuse_shared(files: Sequence[str]) -> None:
    places = [os.path.realpath(file) for file in files]
    for file, place in zip(files, places, strict=True):
        if places.count(place) > 1:
            raise Unfit(f"two reports cannot go to one file, {file}")


def deliver(
    report: Report,
    reports: Sequence[Wanted],
    code: int,
    style: Callable[[Wanted], Style],
    *,
    aside: bool = False,
) -> int:
    """Write each report where it goes, standard error in place of standard output if `aside`.

    Returns `code`, or 2 where one could not be written; the others are all the same.
    """
    codes = [code]
    for each in reports:
        told = _told(each.reporter, report, style(each))
        if each.file:
            codes.append(write_file(each.file, "".join(told), report, code))
        elif aside:
            codes.append(output.write_error("".join(told), code))
        else:
            encoding = "utf-8" if each.reporter.machine else ""
            codes.append(output.write_parts(told, code, encoding=encoding))
        if each.reporter.name == GITHUB:
            codes.append(_add_job_summary(report, style(each), code))
    return max(codes)


def _told(reporter: Reporter, report: Report, style: Style) -> Iterable[str]:
    """The report, piece by piece where the reporter is one of ours that can."""
    parts = getattr(type(reporter), "parts", None)
    return parts(reporter, report, style) if parts else (reporter.render(report, style),)


def _add_job_summary(report: Report, style: Style, code: int) -> int:
    """Add the run to what GitHub shows of the job, where a workflow runs."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return code
    from bylint.reporting.job import job_summary

    return output.add_to_file(path, job_summary(report, style), code)


def write_file(path: str, text: str, report: Report, code: int) -> int:
    """Write a report to a file that is none of the articles; returns `code`, or 2."""
    if os.path.exists(path) and any(_is_same(path, file.source.path) for file in report.files):
        output.tell(f"cannot write {path}: it is one of the articles")
        return output.FAILED
    return output.write_file(path, text, code)


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def translate(linter: Linter, language: str) -> Translate:
    """The words of a language, which are read when there is something to say."""
    if language == "en":
        return english
    made: list[Translate] = []

    def say(diagnostic: Diagnostic) -> Said:
        if not made:
            messages = linter.languages.get(language).data.get("messages", {})
            made.append(Catalogue(language, messages))
        return made[0](diagnostic)

    return say
