"""The report for people: the place, the line with a mark under it, what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bylint.diagnostics import Diagnostic, Fix, Report, Safety, Style
from bylint.reporting.terminal import Paint, excerpt, line_start, visible
from bylint.reporting.words import Words
from bylint.text import Source, Span

_LEAST_ROOM = 20


class TextReporter:
    """Every problem with its line, then how many there are."""

    name = "text"
    machine = False

    def render(self, report: Report, style: Style) -> str:
        """The whole output."""
        return "".join(self.parts(report, style))

    def parts(self, report: Report, style: Style) -> Iterator[str]:
        """The output piece by piece."""
        teller = _Teller(style)
        if style.statistics:
            yield from (f"{line}\n" for line in teller.statistics(report))
        else:
            for file in report.files:
                for item in file.diagnostics:
                    yield teller.problem(file.source, item) + "\n"
        if not style.quiet:
            yield teller.summary(report) + "\n"


class _Teller:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.words = Words(style.language)
        self.paint = Paint(on=style.color)

    def problem(self, source: Source, item: Diagnostic) -> str:
        """One diagnostic: its heading, its line, its hint, its fix; a blank line between two."""
        said = self.style.translate(item)
        line, column = source.position(item.span.start)
        place = self.paint("bold", line_start(f"{source.path}:{line}:{column}:"))
        severity = self.paint(item.severity.word, item.severity.word)
        rows = [f"{place} {severity} {item.rule} {visible(said.message)}"]
        rows.extend(self._excerpt(source, item, line))
        if said.hint:
            rows.append(self._remark("hint", visible(said.hint)))
        for related, words in zip(item.related, said.related, strict=True):
            there = source.position(related.span.start)
            remark = f"{there.line}:{there.column} {visible(words)}"
            rows.append(self._remark("also", remark.rstrip()))
        if item.fix:
            rows.append(self._remark("fix", self._fix(item.fix)))
        return "\n".join(rows) + ("" if self.style.quiet else "\n")

    def _excerpt(self, source: Source, item: Diagnostic, line: int) -> Iterator[str]:
        whole = source.line_span(line)
        gutter = f"{line:>4} | "
        room = max(self.style.width - len(gutter), _LEAST_ROOM)
        start = min(item.span.start, whole.end)
        shown = excerpt(source.text, whole, Span(start, item.span.end), room)
        if not shown.text.strip():
            return
        mark = self.paint(item.severity.word, "^" * shown.length)
        last = source.line_of(max(item.span.end - 1, item.span.start))
        more = f" {self.words.count('to-line', last)}" if last > line else ""
        yield self.paint("faint", gutter) + shown.text
        yield self.paint("faint", " " * (len(gutter) - 2) + "| ") + " " * shown.indent + mark + more

    def _remark(self, word: str, text: str) -> str:
        return f"       {self.paint('bold', self.words(word) + ':')} {text}"

    def _fix(self, fix: Fix) -> str:
        return self.words(f"fix-{fix.safety.word}")

    def statistics(self, report: Report) -> Iterator[str]:
        """A row for each rule that found something, the commonest first."""
        counts = Counter((item.rule, item.severity) for item in _all(report))
        widest = len(str(max(counts.values(), default=0)))
        for (rule, severity), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"{count:>{widest}}  {self.paint(severity.word, f'{severity.word:<7}')}  {rule}"

    def summary(self, report: Report) -> str:
        """How many problems, in how many files; what was mended and what could be."""
        items = list(_all(report))
        rows: list[str] = []
        fixed = sum(file.fixed for file in report.files)
        fixable = sum(item.fix is not None and item.fix.safety is Safety.SAFE for item in items)
        if fixed:
            rows.append(self.words.count("fixed", fixed))
        if fixable:
            rows.append(self.words.count("fixable", fixable))
        problems = self.words.count("problems", len(items))
        files = self.words.count("files", len(report.files))
        total = self.words("total", problems=problems, files=files)
        worst = report.worst()
        return "\n".join([*rows, self.paint(worst.word if worst else "good", total)])


def _all(report: Report) -> Iterator[Diagnostic]:
    for file in report.files:
        yield from file.diagnostics
