"""`bylint why`: what the rules saw on a line, and why they say something or nothing of it."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bylint.checking.why import Look
from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import tell_faults
from bylint.errors import UnreadableText
from bylint.reporting.terminal import visible
from bylint.workspace.files import ReadError, unreadable
from bylint.workspace.linter import Linter
from bylint.workspace.why import Looked, looked

_LONGEST = 72


class Options(Namespace):
    """The command's arguments."""

    place: str
    config: str | None
    no_local_plugins: bool
    output_format: str


def run(arguments: Sequence[str]) -> int:
    """Show what the rules make of the line that the arguments name."""
    parser = Parser(
        "why",
        "Show what the rules saw on a line of an article: what they report, what they matched and"
        " keep silent about, and why.",
    )
    parser.add_argument("place", metavar="FILE:LINE", help="an article and a line, from 1")
    add_workspace(parser)
    parser.add_argument("--output-format", choices=("text", "json"), default="text")
    options = parser.parse_args(arguments, Options())
    path, sign, number = options.place.rpartition(":")
    if not (path and sign and number.isascii() and number.isdigit() and len(number) < 10):
        parser.error(f"{options.place} is not FILE:LINE, such as article.md:12")
    linter = Linter(options.config, allow_local_plugins=not options.no_local_plugins)
    try:
        found = looked(linter, path, int(number))
    except IndexError:
        output.tell(f"{path} has no line {number}")
        return output.FAILED
    except ReadError as error:
        key = "missing" if error.key == "gone" else error.key
        tell_faults([unreadable(path.replace(os.sep, "/"), key, **error.params)])
        return output.FAILED
    except UnreadableText as error:
        output.tell(f"{path} {error}")
        return output.FAILED
    tell_faults(linter.faults)
    code = output.FAILED if linter.faults else 0
    if options.output_format == "json":
        from json import dumps

        return output.write(dumps(_facts(found, int(number)), indent=1) + "\n", code)
    lines = (visible(line) for line in _text(found, options.place))
    return output.write("".join(f"{line}\n" for line in lines), code)


# As text -----------------------------------------------------------------------------------


def _text(found: Looked, place: str) -> Iterator[str]:
    line = found.line
    yield f"{place}  {_short(line.document.source.slice(line.span))}"
    if found.excluded:
        yield "  `exclude` leaves this file out: `bylint check` says nothing of it."
    for block in line.blocks:
        name = block.language.name or "no known language"
        heading = line.document.section_of(block).heading
        under = f", under “{_short(heading.text)}”" if heading and heading is not block else ""
        what = ", ".join([*dict.fromkeys([block.kind, *line.parts(block)]), name])
        yield f"  {what}{under}"
    for title, rows in _groups(found):
        if rows:
            yield ""
            yield f"{title}:"
            yield from (f"  {row}" for row in rows)


def _groups(found: Looked) -> Iterator[tuple[str, list[str]]]:
    looks = found.line.looks
    yield "reported", [row for look in looks for row in _reported(look)]
    yield "found, and not reported", [row for look in looks for row in _quiet(look)]
    yield "seen, and let pass", [row for look in looks for row in _passed(look)]
    phrases = [f"{group}: “{_short(hit.phrase)}”" for group, hit in found.line.phrases]
    yield "phrases on this line", list(dict.fromkeys(phrases))
    silent = [look.rule.name for look in looks if not (look.inert or _says(look))]
    yield "looked, and found nothing here", _wrapped(silent)
    yield "do not judge this article", [f"{k.rule.name}: {k.inert}" for k in looks if k.inert]
    said = {name: where for name, where in found.off.items() if where}
    yield "off", sorted(f"{name}: {where.shown}:{where.line}" for name, where in said.items())
    yield (
        "off unless settings ask for them",
        _wrapped(k for k, where in found.off.items() if not where),
    )


def _says(look: Look) -> bool:
    return bool(look.reported or look.quiet or look.seen)


def _reported(look: Look) -> Iterator[str]:
    for said in look.reported:
        yield f"{look.rule.name}: {said.severity.word}, {said.message}"


def _quiet(look: Look) -> Iterator[str]:
    for said, reason in look.quiet:
        yield f"{look.rule.name}: {said.message} ({reason})"


def _passed(look: Look) -> Iterator[str]:
    for seen in look.seen:
        if seen.silent:
            yield f"{look.rule.name}: {seen.what} ({seen.silent})"
        elif not (look.reported or look.quiet):
            yield f"{look.rule.name}: {seen.what} (what it says of it stands on another line)"


def _wrapped(names: Iterable[str]) -> list[str]:
    from textwrap import wrap

    return wrap(", ".join(sorted(names)), output.WIDTH - 2, break_on_hyphens=False)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


# For programs ------------------------------------------------------------------------------


def _facts(found: Looked, number: int) -> dict[str, Any]:
    line = found.line
    return {
        "version": 1,
        "path": line.document.source.path,
        "line": number,
        "excluded": found.excluded,
        "language": line.document.language.code,
        "blocks": [
            {"kind": block.kind, "language": block.language.code, "parts": line.parts(block)}
            for block in line.blocks
        ],
        "phrases": [{"group": group, "phrase": hit.phrase} for group, hit in line.phrases],
        "rules": [*map(_of_look, line.looks), *_of_off(found)],
    }


def _of_look(look: Look) -> dict[str, Any]:
    return {
        "rule": look.rule.name,
        "state": "inert" if look.inert else "on",
        "why": look.inert,
        "reported": [said.message for said in look.reported],
        "silenced": [{"message": said.message, "why": why} for said, why in look.quiet],
        "seen": [{"what": seen.what, "why_silent": seen.silent} for seen in look.seen],
    }


def _of_off(found: Looked) -> Iterator[dict[str, Any]]:
    for name, where in sorted(found.off.items()):
        place = f"{where.shown}:{where.line}" if where else ""
        empty: dict[str, Any] = {"reported": [], "silenced": [], "seen": []}
        yield {"rule": name, "state": "off", "why": place, **empty}
