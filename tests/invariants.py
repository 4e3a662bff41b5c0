"""What holds for any text whatever: one function a part of bylint, each raising where it does not.

The tests try them with a few hundred texts, `scripts/fuzz.py` with millions. Each tells what the
part made of the text, so that a search can tell a new behaviour from one it has seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache, partial

from support import toolbox

from bylint.article.document import Block, Document
from bylint.article.prose import OBJECT
from bylint.article.readers import front_matter
from bylint.article.structure import build
from bylint.checking import fixer, suppress
from bylint.checking.rule import Rule
from bylint.checking.run import Active, check
from bylint.diagnostics import (
    Checked,
    Diagnostic,
    Edit,
    Finding,
    Fix,
    Related,
    Report,
    Safety,
    Severity,
    Style,
)
from bylint.errors import UnreadableText
from bylint.records import NamedTuple
from bylint.reporting.catalogue import Catalogue, english
from bylint.reporting.diff import diff
from bylint.reporting.formats import FORMATS, reporter
from bylint.text import Source, Span
from bylint.workspace.data import Data, DataError
from bylint.workspace.linter import Linter
from bylint.workspace.parsing import toml_of, yaml_of
from bylint.workspace.registry import Registry, registry

SURROGATE = re.compile("[\ud800-\udfff]")
PATHS = ("article.md", "article.txt", "article.html")
LIMIT = 100_000
"""No message, hint or title is longer: a report stays readable whatever the article holds."""

Judge = Callable[[str], Hashable]


# Text and blocks ---------------------------------------------------------------------------


def decoding(text: str) -> Hashable:
    """Bytes become a text that gives them back, or a fault inside the part that can be read."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        source = Source.from_bytes("a.md", data)
    except UnreadableText as error:
        fault = error
    else:
        return _given_back(source, data)
    assert 0 <= fault.offset <= len(text)
    return fault.key


def _given_back(source: Source, data: bytes) -> Hashable:
    assert source.to_bytes() == data
    lines = [source.line_span(line) for line in range(1, len(source.line_starts) + 1)]
    for line, span in enumerate(lines, 1):
        assert source.position(span.start) == (line, 1)
        assert source.position(span.end) == (line, span.end - span.start + 1)
    return source.bom, source.newline, min(len(lines), 5)


def reading(path: str, text: str) -> Hashable:
    """A reader yields blocks in order, inside the text, every character where the prose says."""
    source = Source(path, text)
    parsed = toolbox().reader(path).read(source)
    _assert_blocks(parsed.blocks, source.text)
    for fault in parsed.faults:
        assert _inside(fault.span, source.text)
        fault.message.format_map(fault.params)
    for entry in parsed.metadata.front_matter.values():
        assert _inside(entry.span, source.text)
    for meta in parsed.metadata.metas:
        assert _inside(meta.span, source.text)
    return _kinds(parsed.blocks), bool(parsed.faults)


def structuring(path: str, text: str) -> Hashable:
    """A document holds every block once, its sentences inside, under sections in their order."""
    made = _document(path, text)
    _assert_blocks(made.blocks, made.text)
    for block in made.blocks:
        end = 0
        for sentence in block.sentences:
            assert end <= sentence.start < sentence.end <= len(block.text)
            assert _inside(sentence.span, made.text)
            end = sentence.end
    held = [(section.heading, *section.blocks) for section in made.sections]
    assert [block for blocks in held for block in blocks if block] == list(made.blocks)
    return _kinds(made.blocks), tuple(section.role for section in made.sections)[:6]


def _document(path: str, text: str) -> Document:
    source = Source(path, text)
    return build(source, toolbox().reader(path).read(source), toolbox().languages, "")


def _assert_blocks(blocks: list[Block] | tuple[Block, ...], text: str) -> None:
    begin = 0
    for block in blocks:
        assert begin <= block.span.start <= block.span.end <= len(text), block
        begin = block.span.start
        for mark in block.prose.marks:
            assert 0 <= mark.start <= mark.end <= len(block.text), mark
            assert _inside(mark.span, text), mark
        for at, char in enumerate(block.text[:400]):
            span = block.prose.span(at, at + 1)
            assert 0 <= span.start < span.end <= len(text), (block, at)
            source = text[span.start : span.end]
            changed = char in " \n" or char == OBJECT or source[0] in "&\\`" or "\n" in source
            assert changed or char in (source, SURROGATE.sub("\ufffd", source)), (char, source)


def _inside(span: Span, text: str) -> bool:
    return 0 <= span.start <= span.end <= len(text)


def _kinds(blocks: list[Block] | tuple[Block, ...]) -> Hashable:
    kinds = {(block.kind, block.level, *(one.kind for one in block.containers)) for block in blocks}
    marks = {mark.kind for block in blocks for mark in block.prose.marks}
    return frozenset(kinds), frozenset(marks)


# Data --------------------------------------------------------------------------------------


def metadata(text: str) -> Hashable:
    """Front matter of either kind is taken, is none, or has a fault inside itself."""
    kinds = []
    for fence in ("---", "+++"):
        whole = f"{fence}\n{text}\n{fence}\n本文。\n"
        found = front_matter.take(whole)
        assert found.span.start == 0
        assert found.span.end <= len(whole)
        for entry in found.entries.values():
            assert entry.span.end <= found.span.end
        if found.fault:
            assert found.span.covers(found.fault.span)
        said = found.fault.params["reason"] if found.fault else ""
        kinds.append((bool(found.span.end), min(len(found.entries), 3), said))
    return tuple(kinds)


def configuring(text: str) -> Hashable:
    """A config holds or is complained of, and an article is checked under what is left of it."""
    kinds: list[Hashable] = []
    for parse, name in ((yaml_of, "c.yaml"), (toml_of, "pyproject.toml")):
        source = Source(name, text)
        data: Data | DataError
        try:
            data = parse(source)
        except DataError as error:
            data = error
        if isinstance(data, DataError):
            assert _inside(data.span, source.text)
            kinds.append(str(data)[:16])
            continue
        for place in data.places.values():
            assert _inside(place.key, source.text)
            assert _inside(place.value, source.text)
            assert 1 <= place.line <= len(source.line_starts)
        if isinstance(data.value, dict):
            kinds.append(_configured(data.value))
    return tuple(kinds)


def _configured(value: dict[str, object]) -> Hashable:
    linter = Linter(value, allow_local_plugins=False)
    linter.registry = _registry()
    report = linter.check_bytes("まとめ\n\n本文[1]。\n\nThe end.\n".encode(), "a/記事.md")
    said = [item for file in report.files for item in file.diagnostics]
    assert not any(item.rule == "rule-crash" for item in said), said
    assert not any(item.key == "crash" for item in said), said
    return frozenset((item.rule, item.key) for item in said)


@cache
def _registry() -> Registry:
    return registry()


# Checking ----------------------------------------------------------------------------------


class EveryLine(Rule, name="every-line", category="lines", severity="info"):
    """Finds every line of an article."""

    messages = {"line": "Line {line}."}

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding a line."""
        for line in range(1, len(document.source.line_starts) + 1):
            yield self.finding(document.source.line_span(line), "line", line=line)


def suppressing(text: str) -> Hashable:
    """A finding is told or silenced by a directive, and each useless directive is told."""
    made = _document("article.md", text)
    read = suppress.read(made)
    last = len(made.source.line_starts)
    for one in read.suppressions:
        assert _inside(one.span, made.text)
        assert 1 <= one.first <= last + 1
        assert one.last <= last + 1
    names = {"every-line", "lines"}
    tools = toolbox()._replace(known=frozenset({*names, "missing-summary"}), reserving=())
    checked = check(made.source, [Active(EveryLine())], tools)
    said = [item for item in checked.diagnostics if item.rule == "every-line"]
    silenced = last - len(said)
    assert silenced >= 0
    assert read.suppressions or not silenced
    _assert_sound(checked)
    return frozenset(item.key for item in checked.diagnostics), bool(silenced)


@cache
def linter(preset: str = "news-digest") -> Linter:
    """A linter under a preset, with all rules that are installed."""
    made = Linter({"extends": preset})
    made.registry = _registry()
    return made


def linting(path: str, text: str) -> Hashable:
    """A whole check never crashes, tells places inside the text, and tells the same again."""
    checked = linter().check_text(text, path)
    _assert_sound(checked)
    assert linter().check_text(text, path).diagnostics == checked.diagnostics
    return frozenset((item.rule, item.key) for item in checked.diagnostics)


def mending(path: str, text: str) -> Hashable:
    """Fixes can be made, and lead to an article that has none left to make."""

    def judge(text: str) -> Checked:
        return linter().check_text(text, path)

    before = judge(text)
    fixable = frozenset(item.rule for item in before.diagnostics if item.fix)
    if not fixable:
        return ()
    kinds = []
    for safety in (Safety.SAFE, Safety.UNSAFE):
        after = fixer.mend(before, judge, safety)
        _assert_sound(after)
        kinds.append(min(after.fixed, 3))
        for _ in range(4):  # an article of nothing but faults takes more than one run
            after = fixer.mend(after, judge, safety)
        left = fixer.chosen(after.diagnostics, safety)
        assert fixer.apply(after.source.text, left)[0] == after.source.text, left
        assert after.source.bom == before.source.bom
    return tuple(kinds), fixable


def _assert_sound(checked: Checked) -> None:
    """Nothing crashed, and whatever is told stands inside the text, in order, each thing once."""
    text = checked.source.text
    crashes = [item.message for item in checked.diagnostics if item.key in ("raised", "crash")]
    assert not crashes, crashes
    assert not checked.failed
    assert list(checked.diagnostics) == sorted(checked.diagnostics)
    for item in checked.diagnostics:
        assert _inside(item.span, text), item
        assert len(item.message) < LIMIT
        assert all(_inside(place.span, text) for place in item.related), item
        for edit in item.fix.edits if item.fix else ():
            assert _inside(edit.span, text), item


# Reporting ---------------------------------------------------------------------------------


class _Parts(NamedTuple):
    path: str
    message: str
    hint: str
    body: str


def reporting(text: str) -> Hashable:
    """No text, path or message gets out of its line, nor a control character to the terminal."""
    lines = text.split("\x1f", 3)
    parts = _Parts(*lines, *[text] * (4 - len(lines)))
    report = Report((_told(parts),))
    for style in _styles():
        for form in FORMATS:
            teller = reporter(form)
            assert teller is not None
            _assert_shown(form, teller.render(report, style), report)
    mended = report.files[0]._replace(source=Source(parts.path, parts.body + parts.message))
    _assert_printable(diff(report, Report((mended,)), color=False))
    return tuple(part.isprintable() for part in parts), "::" in text, "##" in text


def _told(parts: _Parts) -> Checked:
    source = Source(parts.path, parts.body)
    size = len(source.text)
    begin = len(parts.message) % (size + 1)
    span = Span(begin, min(begin + len(parts.hint) % 9, size))
    fix = Fix(parts.hint, (Edit(span, parts.message),), Safety.SAFE)
    related = (Related(Span(0, 0), parts.message), Related(Span(size, size), parts.body))
    item = Diagnostic(
        span, "a-rule", "a", Severity.WARNING, parts.message, parts.hint, fix, related, key="a"
    )
    whole = item._replace(span=Span(0, size), fix=None, severity=Severity.ERROR)
    return Checked(source, tuple(sorted([item, whole])))


@cache
def _styles() -> tuple[Style, ...]:
    said = {"a-rule": {"a": {"message": "{x}", "hint": "ヒント", "related": "{0.__class__}"}}}
    japanese = Style(Catalogue("ja", said), "ja", width=40)
    return Style(english, quiet=True), japanese, Style(english, statistics=True)


def _assert_shown(form: str, shown: str, report: Report) -> None:
    _assert_printable(shown)
    lines = shown.split("\n")
    assert not any("##[" in line for line in lines)
    if form == "json":
        told = json.loads(shown)["diagnostics"]
        assert [row["message"] for row in told]
        assert shown.isascii()
    elif form == "github":
        assert len(lines) - 1 == len(report.files[0].diagnostics)
        assert all(re.match("::(error|warning|notice) file=", line) for line in lines[:-1])
    else:
        assert not any(line.lstrip().startswith("::") for line in lines)


def _assert_printable(shown: str) -> None:
    assert not shown or shown.endswith("\n")
    for char in set(shown):
        assert char == "\n" or char.isprintable() or char in "\u200c\u200d" or char.isspace(), char
    assert not set(shown) & set("\t\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029")


# All ---------------------------------------------------------------------------------------


def _by_path(name: str, judge: Callable[[str, str], Hashable]) -> dict[str, Judge]:
    return {f"{name}-{path.rpartition('.')[2]}": partial(judge, path) for path in PATHS}


JUDGES: Mapping[str, Judge] = {
    "bytes": decoding,
    **_by_path("reader", reading),
    **_by_path("document", structuring),
    "front-matter": metadata,
    "config": configuring,
    "suppressions": suppressing,
    "reporters": reporting,
    **_by_path("lint", linting),
    **_by_path("fix", mending),
}
