"""The report as SARIF 2.1.0, for code scanning and the viewers that read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from re import sub
from typing import Any

from bylint.checking.fingerprints import fingerprints, numbered
from bylint.diagnostics import (
    Checked,
    Diagnostic,
    Fix,
    Report,
    Safety,
    Severity,
    Silenced,
    Style,
)
from bylint.reporting.json import row
from bylint.reporting.places import address, is_absolute, is_file
from bylint.reporting.terminal import visible
from bylint.text import Source, Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SETTINGS = ("config", "plugin")

Object = dict[str, Any]


class SarifReporter:
    """One run. What was silenced is told as suppressed, work that was not done as notifications."""

    name = "sarif"
    machine = True

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        teller = _Teller(report, style)
        results = ",\n".join(row(each) for file in report.files for each in teller.results(file))
        head = row({"$schema": SCHEMA, "version": "2.1.0"}).removesuffix("}")
        run = row(
            {
                "tool": {"driver": teller.driver()},
                "invocations": [teller.invocation(report)],
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
                "originalUriBaseIds": {
                    _ROOT: {"description": {"text": "The folder in which bylint was run."}}
                },
            }
        ).removesuffix("}")
        body = f"\n{results}\n" if results else ""
        return f'{head}, "runs": [{run}, "results": [{body}]}}]}}\n'


class _Teller:
    def __init__(self, report: Report, style: Style) -> None:
        self.style = style
        known: dict[str, Diagnostic] = {}
        for file in report.files:
            for item in _told(file):
                if not item.is_fault:
                    known.setdefault(item.rule, item)
        self.known = dict(sorted(known.items()))
        self.indices = {name: index for index, name in enumerate(self.known)}

    def driver(self) -> Object:
        """The tool, with the rules that are spoken of."""
        return {
            "name": "bylint",
            "version": self.style.version,
            "semanticVersion": self.style.version,
            "rules": [self._rule(item) for item in self.known.values()],
        }

    def _rule(self, item: Diagnostic) -> Object:
        page = self.style.page(item.rule)
        summary = page.summary if page else item.message
        text = page.text if page else item.hint or item.message
        return {
            "id": item.rule,
            "name": "".join(map(str.capitalize, item.rule.split("-"))),
            "shortDescription": {"text": _message(summary)},
            "fullDescription": {"text": _message(summary)},
            "help": {"text": _lines(text), "markdown": _lines(text)},
            **({"helpUri": item.url} if item.url else {}),
            "defaultConfiguration": {"level": _LEVELS[page.severity if page else item.severity]},
            "properties": {"tags": [item.category]},
        }

    def invocation(self, report: Report) -> Object:
        """How the run went."""
        faults = [
            (file.source, item)
            for file in report.files
            for item in file.diagnostics
            if item.is_fault
        ]
        told: Object = {"executionSuccessful": not report.failed}
        for key, wanted in (
            ("toolConfigurationNotifications", True),
            ("toolExecutionNotifications", False),
        ):
            items = [
                self._notification(source, item)
                for source, item in faults
                if (item.rule in _SETTINGS) is wanted
            ]
            if items:
                told[key] = items
        return told

    def _notification(self, source: Source, item: Diagnostic) -> Object:
        told = self._said(source, item)
        return {"descriptor": {"id": item.rule}, **told}

    def results(self, file: Checked) -> Iterator[Object]:
        """The results of one file, those that are suppressed last."""
        items = [item for item in _told(file) if not item.is_fault]
        prints = numbered(fingerprints(file.source, items))
        silenced = {id(one.diagnostic): one for one in file.silenced}
        for item, known_by in zip(items, prints, strict=True):
            one = silenced.get(id(item))
            yield {
                "ruleId": item.rule,
                "ruleIndex": self.indices[item.rule],
                **self._said(file.source, item),
                "partialFingerprints": {"bylintContent/v1": known_by},
                **({"suppressions": [_suppression(one)]} if one else {}),
            }

    def _said(self, source: Source, item: Diagnostic) -> Object:
        said = self.style.translate(item)
        told: Object = {
            "level": _LEVELS[item.severity],
            "message": {"text": _message(f"{said.message} {said.hint}".strip())},
        }
        if is_file(source):
            told["locations"] = [_location(source, item.span)]
        if item.related:
            told["relatedLocations"] = [
                {"id": index, **_location(source, place.span), **_worded(words)}
                for index, (place, words) in enumerate(
                    zip(item.related, said.related, strict=True), 1
                )
            ]
        if item.fix and item.fix.edits and item.fix.safety is not Safety.SHOW:
            told["fixes"] = [_fix(source, item.fix)]
        return told


def _told(file: Checked) -> Sequence[Diagnostic]:
    return (*file.diagnostics, *(one.diagnostic for one in file.silenced))


def _suppression(one: Silenced) -> Object:
    told: Object = {"kind": "external" if one.outside else "inSource"}
    if one.reason:
        told["justification"] = _message(one.reason)
    return told


def _worded(words: str) -> Object:
    return {"message": {"text": _message(words)}} if words else {}


def _location(source: Source, span: Span) -> Object:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(source),
            "region": _region(source, span),
        }
    }


def _artifact(source: Source) -> Object:
    base = {} if is_absolute(source.path) else {"uriBaseId": _ROOT}
    return {"uri": address(source.path), **base}


def _region(source: Source, span: Span) -> Mapping[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(source: Source, fix: Fix) -> Object:
    replacements = [
        {
            "deletedRegion": _region(source, edit.span),
            **({"insertedContent": {"text": _whole(edit.text)}} if edit.text else {}),
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": _message(fix.title)},
        "artifactChanges": [{"artifactLocation": _artifact(source), "replacements": replacements}],
        "properties": {"safety": fix.safety.word},
    }


def _whole(text: str) -> str:
    """A text without lone surrogates, which are no characters."""
    return text.encode("utf-8", "replace").decode()


def _lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


def _message(text: str) -> str:
    """A text on one line in which nothing is a link or a placeholder of SARIF's."""
    shown = visible(text)
    shown = sub(r"\[(?=[^\[\]]*\]\()", r"\\[", shown)
    return sub(r"\{(\d+)\}", r"{{\1}}", shown)
