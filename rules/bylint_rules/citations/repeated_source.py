"""Two numbers for one source."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Fix, Related, Safety
from bylint_rules.views.citations import Cited, citations
from bylint_rules.views.entries import DEFINED, Entry
from bylint_rules.views.renumbering import compressed, remove
from bylint_rules.views.sources import same_source


class RepeatedSource(Rule, name="repeated-source", category="citations", severity="info"):
    """Two numbers of the reference list stand for one source.

    ## What it finds

    An entry whose addresses are those of an entry before it, or whose title is, where neither has
    an address. Protocol, `www.`, tracking parameters and a final slash make no difference; a
    fragment does, since it may lead to another passage (`#:~:text=`). Link definitions count only
    where a marker cites them.

    ## Why

    One source under two numbers looks like two that agree.

    ## What to write instead

    Give the source one number and cite it by that. The fix does so; it needs consent, since it
    deletes an entry.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. Human prose from before
    2022: 2 findings in 1,144 files, both true.
    """

    messages = {"source": "This is the same source as entry {number}."}
    hints = {"source": "Give the source one number and cite it by that."}

    good = {
        "ja": [
            (
                "一つ目の話です[1]。二つ目の話です[2]。\n\n## 参考文献\n\n"
                "- [1] 県の発表 https://pref.example/news/1\n- [2] 町の発表 https://pref.example/news/2\n"
            ),
            (
                "一つ目の話です[1]。二つ目の話です[2]。\n\n## 参考文献\n\n"
                "- [1] https://pref.example/news#:~:text=雨\n- [2] https://pref.example/news#:~:text=川\n"
            ),
        ],
        "en": [
            (
                "The first claim [1]. The second [2].\n\n## Sources\n\n"
                "[1] The gauge log of March\n\n[2] The gauge log of April\n"
            ),
        ],
    }
    bad = {
        "ja": [
            Case(
                "一つ目の話です[1]。二つ目の話です[2]。三つ目の話です[3]。\n\n## 参考文献\n\n"
                "- [1] 県の発表 https://pref.example/news/1\n"
                "- ⟦[2] 県の続報 http://www.pref.example/news/1/?utm_source=mail⟧\n"
                "- [3] 町の発表 https://town.example/\n",
                message="This is the same source as entry 1.",
                fixed="一つ目の話です[1]。二つ目の話です[1]。三つ目の話です[2]。\n\n## 参考文献\n\n"
                "- [1] 県の発表 https://pref.example/news/1\n"
                "- [2] 町の発表 https://town.example/\n",
            ),
            Case(
                "<p>一つ目です😀［１］。二つ目です［２］。</p>\r\n<h2>出典</h2>\r\n"
                "<ol><li>𠮷田町 https://t.example/</li><li>⟦町 https://t.example/⟧</li></ol>\r\n",
                fixed="<p>一つ目です😀［１］。二つ目です［１］。</p>\r\n<h2>出典</h2>\r\n"
                "<ol><li>𠮷田町 https://t.example/</li></ol>\r\n",
                path="article.html",
            ),
            (
                "一つ目です😀［１］。二つ目です［２］。\r\n\r\n出典\r\n\r\n"
                "［１］𠮷田町「広報よしだ」四月号\r\n⟦［２］𠮷田町『広報よしだ』四月号⟧\r\n"
            ),
        ],
        "en": [
            Case(
                '<p>The first claim<a href="#s1">[1]</a>. The second<a href="#s2">[2]</a>.'
                ' The third<a href="#s3">[3]</a>.</p>\n<h2>Sources</h2>\n'
                '<ol><li id="s1">The log https://town.example/log</li>'
                '<li id="s2">⟦Log https://town.example/log⟧</li>'
                '<li id="s3">A map https://town.example/map</li></ol>\n',
                fixed='<p>The first claim<a href="#s1">[1]</a>. The second<a href="#s1">[1]</a>.'
                ' The third<a href="#s3">[2]</a>.</p>\n<h2>Sources</h2>\n'
                '<ol><li id="s1">The log https://town.example/log</li>'
                '<li id="s3">A map https://town.example/map</li></ol>\n',
                path="article.html",
            ),
            Case(
                "The first claim [1]. The second [1][2].\n\n## Sources\n\n"
                "1. The log https://town.example/log\n2. ⟦Log https://town.example/log⟧\n",
                fixed="The first claim [1]. The second [1].\n\n## Sources\n\n"
                "1. The log https://town.example/log\n",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for every entry whose source stands in the list before."""
        for cited in citations(document).cited:
            for count, (first, entry) in enumerate(_repeated(cited)):
                yield self.finding(
                    entry.span,
                    "source",
                    number=first.numbers[0],
                    related=(Related(first.span, "This entry names the source first."),),
                    fix=_fix(cited, first, entry, document) if count < _FIXES else None,
                )


def _repeated(cited: Cited) -> Iterator[tuple[Entry, Entry]]:
    """The entries whose source an entry before them names, each after that one.

    One that repeats a number too is a duplicate, and not also this.
    """
    cites = {number for marker in cited.markers for number in marker.numbers}
    sources: dict[tuple[str, ...], Entry] = {}
    numbers: set[int] = set()
    for entry in cited.list.entries:
        unseen = cited.list.kind == DEFINED and cites.isdisjoint(entry.numbers)
        twice = not numbers.isdisjoint(entry.numbers)
        numbers.update(entry.numbers)
        key = () if unseen or twice else same_source(entry)
        first = sources.setdefault(key, entry) if key else entry
        if first is not entry:
            yield first, entry


_FIXES = 10
"""Each fix renumbers the article, and as many can be made in one run."""


def _fix(cited: Cited, first: Entry, later: Entry, document: Document) -> Fix | None:
    if len(first.numbers) > 1 or len(later.numbers) > 1:
        return None
    mapping = compressed(cited.list.numbers - set(later.numbers))
    mapping[later.numbers[0]] = mapping[first.numbers[0]]
    edits = remove(document, cited, [later], mapping)
    title = f"Cite it as {first.numbers[0]} and remove the entry"
    return Fix(title, edits, Safety.UNSAFE) if edits else None
