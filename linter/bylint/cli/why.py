"""`bylint why`: what the rules saw on a line, and why they say something or nothing of it."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bylint.checking.why import Because, Look
from bylint.cli import output
from bylint.cli.arguments import Parser, add_workspace
from bylint.cli.installed import tell_faults
from bylint.cli.reports import translate
from bylint.diagnostics import Translate
from bylint.errors import UnreadableText
from bylint.reporting.terminal import visible
from bylint.reporting.words import WORDS, Words
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
    ui_language: str | None


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
    parser.add_argument(
        "--ui-language",
        choices=tuple(WORDS),
        help="the language of the text (default: the locale's); JSON is in English",
    )
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
    language = options.ui_language or output.locale_language()
    teller = _Teller(found, language, translate(linter, language))
    lines = (visible(line) for line in teller.lines(options.place))
    return output.write("".join(f"{line}\n" for line in lines), code)


# As text -----------------------------------------------------------------------------------


class _Teller:
    """Tells what was found out, in one language."""

    def __init__(self, found: Looked, language: str, translate: Translate) -> None:
        self._found = found
        self._words = Words(language)
        self._translate = translate

    def lines(self, place: str) -> Iterator[str]:
        line = self._found.line
        yield f"{place}  {_short(line.document.source.slice(line.span))}"
        if self._found.excluded:
            yield f"  {self._words('why-excluded')}"
        for block in line.blocks:
            name = block.language.name or self._words("why-unknown")
            what = ", ".join([*dict.fromkeys([block.kind, *line.parts(block)]), name])
            heading = line.document.section_of(block).heading
            if heading and heading is not block:
                what = self._words("why-block", what=what, heading=_short(heading.text))
            yield f"  {what}"
        for title, rows in self._groups():
            if rows:
                yield ""
                yield f"{self._words(title)}:"
                yield from (f"  {row}" for row in rows)

    def _groups(self) -> Iterator[tuple[str, list[str]]]:
        looks, off = self._found.line.looks, self._found.off
        yield "why-reported", [row for look in looks for row in self._reported(look)]
        yield "why-quiet", [row for look in looks for row in self._quiet(look)]
        yield "why-passed", [row for look in looks for row in self._passed(look)]
        phrases = [
            self._words("why-phrase", group=group, phrase=_short(hit.phrase))
            for group, hit in self._found.line.phrases
        ]
        yield "why-phrases", list(dict.fromkeys(phrases))
        silent = [look.rule.name for look in looks if not (look.inert or _says(look))]
        yield "why-nothing", _wrapped(silent)
        inert = [f"{k.rule.name}: {reason(k.inert, self._words)}" for k in looks if k.inert]
        yield "why-inert", inert
        said = {name: where for name, where in off.items() if where}
        yield (
            "why-off",
            sorted(f"{name}: {where.shown}:{where.line}" for name, where in said.items()),
        )
        yield "why-asked", _wrapped(name for name, where in off.items() if not where)

    def _reported(self, look: Look) -> Iterator[str]:
        for said in look.reported:
            message, severity = self._translate(said).message, said.severity.word
            yield self._words(
                "why-finding", rule=look.rule.name, severity=severity, message=message
            )

    def _quiet(self, look: Look) -> Iterator[str]:
        for said, because in look.quiet:
            yield self._row(look, self._translate(said).message, reason(because, self._words))

    def _passed(self, look: Look) -> Iterator[str]:
        for seen in look.seen:
            if seen.silent:
                yield self._row(look, seen.what, seen.silent)
            elif not (look.reported or look.quiet):
                yield self._row(look, seen.what, self._words("because-elsewhere"))

    def _row(self, look: Look, what: str, because: str) -> str:
        return self._words("why-because", rule=look.rule.name, what=what, reason=because)


def reason(because: Because, words: Words) -> str:
    """A reason in words."""
    return words(f"because-{because.key}", **because.params)


def _says(look: Look) -> bool:
    return bool(look.reported or look.quiet or look.seen)


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
        "why": reason(look.inert, Words("en")) if look.inert else "",
        "reported": [said.message for said in look.reported],
        "silenced": [
            {"message": said.message, "why": reason(why, Words("en"))} for said, why in look.quiet
        ],
        "seen": [{"what": seen.what, "why_silent": seen.silent} for seen in look.seen],
    }


def _of_off(found: Looked) -> Iterator[dict[str, Any]]:
    for name, where in sorted(found.off.items()):
        place = f"{where.shown}:{where.line}" if where else ""
        empty: dict[str, Any] = {"reported": [], "silenced": [], "seen": []}
        yield {"rule": name, "state": "off", "why": place, **empty}
