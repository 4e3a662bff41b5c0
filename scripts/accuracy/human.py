"""Findings an article on prose that nobody should complain about, by language and rule.

usage: human [--config FILE] [--show RULE] [--fetch CACHE] [--machine FOLDER] [--write] [FOLDER …]

A FOLDER holds prose that people wrote: whatever is found there is a cost to the writers of such
prose. --fetch gets some that anyone can install, from Debian and npm, into a folder that is kept.
--machine names a folder with articles by machines, for comparison; it may be given again. --show
prints where a rule fired. --write keeps what was found in docs/precision.md and docs/precision.tsv.

An article is a page of 800 characters or 400 words; a page that stands there twice counts once.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import bylint
from bylint.article.structure import build
from bylint.checking.docs import severity
from bylint.checking.rule import Rule
from bylint.diagnostics import Checked
from bylint.records import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "precision.md"
FOUND = ROOT / "docs" / "precision.tsv"
SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".rst", ".asc")
SHORTEST = {True: 800, False: 400}
"""The length of an article, by whether its language is written without spaces."""
ASKED_FOR = ("missing-disclosure", "missing-summary")
"""Rules that find what articles from before anyone asked for it cannot have."""
LANGUAGES = ("ja", "en", "de", "es", "fr", "id", "it", "ko", "nl", "pt", "ru", "zh")
UNKNOWN = ("ca", "cs", "da", "el", "pl", "ro", "sv", "vi")
"""Languages of the packages that bylint does not know."""
LOCALE = re.compile(rf"[/.]({'|'.join(LANGUAGES + UNKNOWN)})(?:[-_][A-Z]{{2}})?(?:/|\.html$)")
"""The language of a folder or a page: articles in another are those that nobody has translated."""

DEBIAN = (
    "abs-guide",
    "aptitude-doc-en",
    "aptitude-doc-es",
    "aptitude-doc-fr",
    "aptitude-doc-it",
    "aptitude-doc-ja",
    "aptitude-doc-nl",
    "aptitude-doc-ru",
    "debian-faq",
    "debian-faq-de",
    "debian-faq-fr",
    "debian-faq-it",
    "debian-faq-ja",
    "debian-faq-ko",
    "debian-faq-nl",
    "debian-faq-pt",
    "debian-faq-ru",
    "debian-faq-zh-cn",
    "debian-handbook",
    "debian-policy-ja",
    "debian-reference-de",
    "debian-reference-en",
    "debian-reference-es",
    "debian-reference-fr",
    "debian-reference-it",
    "debian-reference-ja",
    "debian-reference-pt",
    "debian-reference-zh-cn",
    "debian-reference-zh-tw",
    "developers-reference",
    "developers-reference-de",
    "developers-reference-fr",
    "developers-reference-it",
    "developers-reference-ja",
    "developers-reference-ru",
    "harden-doc",
    "installation-guide-amd64",
    "lilypond-doc-html-de",
    "lilypond-doc-html-es",
    "lilypond-doc-html-fr",
    "lilypond-doc-html-it",
    "lilypond-doc-html-ja",
    "lilypond-doc-html-nl",
    "lilypond-doc-html-zh",
    "live-manual-html",
    "maint-guide",
    "maint-guide-de",
    "maint-guide-es",
    "maint-guide-fr",
    "maint-guide-it",
    "maint-guide-ja",
    "maint-guide-ru",
    "maint-guide-zh-cn",
    "maint-guide-zh-tw",
    "ubuntu-packaging-guide-html",
    "ubuntu-packaging-guide-html-de",
    "ubuntu-packaging-guide-html-es",
    "ubuntu-packaging-guide-html-fr",
    "ubuntu-packaging-guide-html-pt-br",
    "ubuntu-packaging-guide-html-ru",
)
"""Packages of documentation that people wrote, most of it long before 2022."""
NPM = ("technological-book-corpus-ja",)


class Found(NamedTuple):
    """One finding: in which article, on which line of it, by which rule, how severe."""

    article: str
    line: int
    rule: str
    severity: str


class Measured(NamedTuple):
    """One kind of prose: how many articles it has by language, and what was found in them."""

    articles: Mapping[str, int]
    found: Mapping[str, Sequence[Found]]

    def rate(self, language: str, rules: Iterable[str], severities: Iterable[str] = ()) -> float:
        """Findings an article of some rules, of some severities or all."""
        wanted, levels = set(rules), set(severities)
        hits = sum(
            one.rule in wanted and (not levels or one.severity in levels)
            for one in self.found.get(language, ())
        )
        return hits / self.articles[language]


def main(arguments: Sequence[str]) -> int:
    """Count and print, and write where that is asked for."""
    parser = argparse.ArgumentParser("accuracy human", description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--config")
    parser.add_argument("--show", default="")
    parser.add_argument("--fetch", type=Path, metavar="CACHE")
    parser.add_argument("--machine", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    linter = bylint.Linter(config=options.config)
    kinds = {}
    if options.fetch:
        fetched = fetch(options.fetch)
        kinds["installable"] = measured(linter, fetched, options.show)
    if options.folders:
        kinds["human"] = measured(linter, options.folders, options.show)
    if options.machine:
        kinds["machine"] = measured(linter, options.machine, options.show)
    if not kinds:
        parser.error("name a FOLDER, or --fetch one")
    for kind, result in kinds.items():
        print_rates(kind, result)
    if options.write:
        write(kinds)
    return 0


def fetch(cache: Path) -> list[Path]:
    """The folders with the prose of every package; what is in the cache already is not got again."""
    cache.mkdir(parents=True, exist_ok=True)
    missing = [name for name in DEBIAN if not any(cache.glob(f"{name}_*.deb"))]
    if missing:
        subprocess.run(["apt-get", "download", *missing], cwd=cache, check=True)
    folders = []
    for name in DEBIAN:
        folders.append(cache / name)
        if not folders[-1].is_dir():
            package = next(cache.glob(f"{name}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", package, folders[-1]], check=True)
    for name in NPM:
        folders.append(cache / name)
        if not folders[-1].is_dir():
            subprocess.run(["npm", "pack", "--silent", name], cwd=cache, check=True)
            with tarfile.open(next(cache.glob(f"{name}-*.tgz"))) as archive:
                archive.extractall(folders[-1], filter="data")
    return folders


def measured(linter: bylint.Linter, folders: Sequence[Path], shown: str) -> Measured:
    """What is found in every article of some folders."""
    articles: Counter[str] = Counter()
    found: dict[str, list[Found]] = {}
    for name, path in pages(folders):
        checked = linter.check_file(str(path))
        language = language_of(linter, checked)
        locale = LOCALE.search(name)
        if language and (locale is None or locale[1] == language):
            articles[language] += 1
            found.setdefault(language, []).extend(findings(name, checked))
            show(checked, shown)
    return Measured(articles, found)


def pages(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Every page once, with its name: the folder's and its path in there, without versions.

    Sphinx keeps what its pages are made of beside them, in `_sources`; the pages are enough.
    """
    seen: set[bytes] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in SUFFIXES and path.is_file() and not path.is_symlink():
                name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
                locale = LOCALE.search(name)
                content = path.read_bytes()
                known = locale is None or locale[1] in LANGUAGES
                if known and content not in seen and "/_sources/" not in name:
                    seen.add(content)
                    yield name, path


def language_of(linter: bylint.Linter, checked: Checked) -> str:
    """The code of the language in which an article was judged, "" for what is no article."""
    tools = linter.toolbox
    parsed = tools.reader(checked.source.path).read(checked.source)
    document = build(checked.source, parsed, tools.languages)
    language = document.language
    length = sum(language.length(block.text) for block in document.visible())
    return language.code if length >= SHORTEST[language.unspaced] else ""


def findings(name: str, checked: Checked) -> Iterator[Found]:
    """What rules found in one article; what could not be read is no matter of theirs."""
    for item in checked.diagnostics:
        if item.category == "bylint":
            continue
        line = checked.source.position(item.span.start).line
        yield Found(name, line, item.rule, item.severity.word)


def show(checked: Checked, rule: str) -> None:
    """Where a rule fired and on what."""
    for item in checked.diagnostics:
        if item.rule == rule:
            line = checked.source.position(item.span.start).line
            text = " ".join(checked.source.slice(item.span).split())
            print(f"{checked.source.path}:{line}: {item.message} | {text[:120]}")


def print_rates(kind: str, result: Measured) -> None:
    """The rates of one kind of prose, language by language."""
    for language, total in sorted(result.articles.items(), key=lambda item: -item[1]):
        print(f"\n{kind} {language}: {total} articles")
        counts = Counter((one.rule, one.severity) for one in result.found[language])
        for (rule, word), count in counts.most_common():
            print(f"  {rule:<26}{word:<9}{count:>6}{count / total:>8.3f} an article")
        rest = [rule.name for rule in rules() if rule.name not in ASKED_FOR]
        for name, levels in (("errors", ["error"]), ("all", [])):
            rate = result.rate(language, rest, levels)
            print(
                f"  {name:<26}{'':<9}{'':>6}{rate:>8.3f} an article, {' and '.join(ASKED_FOR)} aside"
            )


@cache
def rules() -> tuple[type[Rule], ...]:
    """The rules of bylint that are on."""
    known = [one.rule for one in bylint.Linter().registry.rules.values() if one.origin == "bylint"]
    return tuple(rule for rule in known if rule.severity and rule.status == "stable")


def write(kinds: Mapping[str, Measured]) -> None:
    """Write the page, and the list of findings in prose that anyone can install."""
    TABLE.write_text(page(kinds), encoding="utf-8")
    if "installable" in kinds:
        rows = sorted(
            one
            for found in kinds["installable"].found.values()
            for one in found
            if one.rule not in ASKED_FOR
        )
        text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
        FOUND.write_text("article\tline\trule\tseverity\n" + text, encoding="utf-8")


TITLES = {
    "installable": "Human prose that anyone can install",
    "human": "Human prose from before 2022, public repositories",
    "machine": "Articles by machines",
}


def page(kinds: Mapping[str, Measured]) -> str:
    """The page with a table for each kind of prose."""
    parts = [INTRO.format(day=date.today().isoformat(), machine=machine())]
    for kind, result in kinds.items():
        languages = [code for code in LANGUAGES if result.articles.get(code, 0) >= 20]
        counts = ", ".join(f"{result.articles[code]} {code}" for code in languages)
        parts.append(f"## {TITLES[kind]}\n\n{counts}.\n\n" + table(result, languages))
    return "\n".join(parts)


def machine() -> str:
    """What the figures were made with."""
    python = f"Python {platform.python_version()}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {python}"


def table(result: Measured, languages: Sequence[str]) -> str:
    """One line a rule, and the sums."""
    names = [rule.name for rule in rules()]
    rest = [name for name in names if name not in ASKED_FOR]
    lines = [
        "| rule | severity | " + " | ".join(languages) + " |",
        "|---|---|" + "---:|" * len(languages),
    ]
    lines.extend(
        f"| `{rule.name}` | {severity(rule)} | " + _cells(result, languages, [rule.name])
        for rule in rules()
    )
    for title, some, levels in (
        ("errors, what was not asked for aside", rest, ["error"]),
        ("all levels, what was not asked for aside", rest, []),
        ("errors", names, ["error"]),
        ("all levels", names, []),
    ):
        lines.append(f"| **{title}** | | " + _cells(result, languages, some, levels))
    return "\n".join(lines) + "\n"


def _cells(
    result: Measured, languages: Sequence[str], names: Sequence[str], levels: Sequence[str] = ()
) -> str:
    rates = [result.rate(language, names, levels) for language in languages]
    return " | ".join(f"{rate:.3f}" if rate else "0" for rate in rates) + " |"


INTRO = """# Precision

Findings an article, by rule and language, with the defaults. Written by
`python scripts/accuracy human --fetch CACHE --machine FOLDER --write FOLDER` on {day}
({machine}). The rules of the tables are those that are on; each one's page tells
more.

A finding on human prose is nearly always a cost: the writer looks, and finds nothing to mend. A rule
that makes more than 0.05 of them an article of human prose in any language is `info` or `preview`.
`missing-disclosure` and `missing-summary` ask for what articles from before 2022 cannot know of; the
sums stand once without and once with them. What `unrendered-emphasis` finds is a defect whoever wrote
it, since readers see the asterisks.

The installable prose is documentation from Debian (handbooks, references, guides, answers to frequent
questions, in all twelve languages) and the npm package `technological-book-corpus-ja`; every article
of 800 characters or 400 words counts. Where its findings stand is listed in `precision.tsv`, and
`python scripts/accuracy changes` tells which came and went since the last commit.
"""
