"""A fault planted in a clean article of any style is found, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest
from cited import HEADINGS, HTML_LISTS, LISTS, MARKERS, Article, render
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import rules, toolbox

from bylint.checking.fixer import apply, chosen, mend
from bylint.checking.run import Active, check
from bylint.checking.testing import unmark
from bylint.diagnostics import Checked, Safety
from bylint.records import NamedTuple
from bylint.text import BOM, Source, Span

LABELLED = tuple(key for key in LISTS if key != "ordered")
LIMITS = settings(deadline=None, max_examples=50)
ACTIVE = [Active(rule()) for rule in rules() if rule.category == "citations"]


class Case(NamedTuple):
    """An article, the format it is written in, its line ends and whether it has a byte order mark."""

    article: Article
    path: str
    newline: str = "\n"
    bom: bool = False

    def text(
        self,
        article: Article | None = None,
        marked: Sequence[tuple[int, int, int]] = (),
        entries: Sequence[int] = (),
    ) -> str:
        """The text of its own article or of another one, with marks around these places."""
        text = render(article or self.article, self.path, marked, entries)
        return text.replace("\n", self.newline)


RANGES = frozenset({"range", "dashed"})
FORMATS = ("a.md", "a.txt", "a.html")


@st.composite
def cases(
    draw: st.DrawFn,
    styles: Collection[str] = tuple(MARKERS),
    without: Collection[str] = (),
    lists: Collection[str] = tuple(LISTS),
    languages: Sequence[str] = ("ja", "en"),
) -> Case:
    """Clean articles: every source is cited, first in order, and stands in the list once."""
    language = draw(st.sampled_from(languages))
    markers = draw(st.sampled_from([key for key in styles if key not in without]))
    path = draw(st.sampled_from(FORMATS if MARKERS[markers].html else FORMATS[:2]))
    lists = [key for key in lists if not path.endswith(".html") or key in HTML_LISTS]
    listing = draw(st.sampled_from(lists))
    kind = draw(st.sampled_from(["real", "bold", "none"]))
    unmarked = listing == "ordered" and kind == "none"
    count = draw(st.integers(4 if unmarked else 2, 7))
    groups = _groups(draw, count)
    size = draw(st.integers(1, 3))
    paragraphs = tuple(tuple(groups[i : i + size]) for i in range(0, len(groups), size))
    heading = f"{draw(st.sampled_from(HEADINGS[language]))}|{kind}"
    entries = tuple((n, n) for n in range(1, count + 1))
    article = Article(language, markers, listing, heading, paragraphs, entries)
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return Case(article, path, newline, draw(st.booleans()))


def _groups(draw: st.DrawFn, count: int) -> list[tuple[int, ...]]:
    """What the sentences cite: new numbers in order, old ones before them."""
    groups: list[tuple[int, ...]] = []
    seen = 0
    while seen < count:
        new = draw(st.integers(1, min(2, count - seen)))
        old = draw(st.lists(st.integers(1, seen), max_size=1)) if seen else []
        groups.append((*old, *range(seen + 1, seen + new + 1)))
        seen += new
    more = st.sampled_from([(), (1,), (seen,), (1, seen)])
    return groups + draw(st.lists(more, max_size=2))


def judged(text: str, case: Case) -> Checked:
    return check(Source(case.path, BOM * case.bom + text), ACTIVE, toolbox())


def found(text: str, case: Case) -> list[tuple[str, Span]]:
    return [(item.rule, item.span) for item in judged(text, case).diagnostics]


def expect(marked: str, case: Case, rule: str) -> str:
    """Assert that the rule finds what is marked, and that nothing else is found."""
    text, spans = unmark(marked)
    assert found(text, case) == [(rule, span) for span in spans], marked
    return text


def mended(text: str, case: Case, safety: Safety) -> str:
    """The text after fixes of one safety, which leave nothing and change nothing when made again."""
    before = judged(text, case)
    assert {item.fix.safety for item in before.diagnostics if item.fix} == {safety}
    after = mend(before, lambda again: judged(again.removeprefix(BOM), case), safety)
    assert (after.fixed, after.diagnostics) == (1, ()), after.source.text
    assert after.source.bom is case.bom
    again, count = apply(after.source.text, chosen(after.diagnostics, Safety.UNSAFE))
    assert (again, count) == (after.source.text, 0)
    return after.source.text


@given(cases())
@LIMITS
def test_clean_article_yields_nothing(case: Case) -> None:
    text = case.text()
    assert found(text, case) == [], text


@given(cases(without=RANGES), st.data())
@LIMITS
def test_wrong_number_is_one_undefined_citation(case: Case, data: st.DataObject) -> None:
    article = case.article
    number = data.draw(st.sampled_from(article.cited))
    p, s, k = place = data.draw(st.sampled_from(list(article.markers_of(number))))
    wrong = len(article.entries) + data.draw(st.integers(1, 3))
    sentence = article.paragraphs[p][s]
    at = sentence.index(number) if article.style.together else k
    planted = _with_sentence(article, p, s, (*sentence[:at], wrong, *sentence[at + 1 :]))
    expect(case.text(planted, [place]), case, "undefined-citation")


def _with_sentence(article: Article, p: int, s: int, sentence: tuple[int, ...]) -> Article:
    paragraph = article.paragraphs[p]
    changed = (*paragraph[:s], sentence, *paragraph[s + 1 :])
    paragraphs = (*article.paragraphs[:p], changed, *article.paragraphs[p + 1 :])
    return article._replace(paragraphs=paragraphs)


@given(cases(without=RANGES, lists=LABELLED), st.data())
@LIMITS
def test_removed_entry_is_undefined_at_each_marker(case: Case, data: st.DataObject) -> None:
    article = case.article
    index = data.draw(st.integers(0, len(article.entries) - 1))
    number = article.entries[index][0]
    entries = (*article.entries[:index], *article.entries[index + 1 :])
    planted = article._replace(entries=entries)
    places = list(dict.fromkeys(planted.markers_of(number)))
    expect(case.text(planted, places), case, "undefined-citation")


@given(cases(lists=LABELLED), st.data())
@LIMITS
def test_doubled_entry_is_one_duplicate_on_the_later(case: Case, data: st.DataObject) -> None:
    article = case.article
    index = data.draw(st.integers(0, len(article.entries) - 1))
    later = data.draw(st.integers(index + 1, len(article.entries)))
    entries = list(article.entries)
    entries.insert(later, entries[index])
    planted = article._replace(entries=tuple(entries))
    expect(case.text(planted, entries=[later]), case, "duplicate-reference")


@given(cases())
@LIMITS
def test_uncited_entry_is_one_unused_reference(case: Case) -> None:
    article = case.article
    count = len(article.entries)
    planted = article._replace(entries=(*article.entries, (count + 1, count + 1)))
    text = expect(case.text(planted, entries=[count]), case, "unused-reference")
    assert mended(text, case, Safety.UNSAFE) == case.text(article)


@given(cases(without=RANGES), st.data())
@LIMITS
def test_swapped_numbers_are_one_order_finding(case: Case, data: st.DataObject) -> None:
    article = case.article
    count = len(article.entries)
    low = data.draw(st.integers(1, count - 1))
    swap = {low: low + 1, low + 1: low}
    paragraphs = tuple(
        tuple(tuple(swap.get(n, n) for n in sentence) for sentence in paragraph)
        for paragraph in article.paragraphs
    )
    entries = tuple((n, swap.get(n, n)) for n, _ in article.entries)
    planted = article._replace(paragraphs=paragraphs, entries=entries)
    place = next(iter(planted.markers_of(low)))
    text = expect(case.text(planted, [place]), case, "citation-order")
    assume(not case.path.endswith(".html") or article.listing != "ordered")
    assert mended(text, case, Safety.SAFE) == case.text(article)


@given(cases(lists=LABELLED), st.data())
@LIMITS
def test_hole_is_one_gap_on_the_entry_after(case: Case, data: st.DataObject) -> None:
    article = case.article
    hole = data.draw(st.integers(1, len(article.entries)))
    step = {n: n + (n >= hole) for n in range(1, len(article.entries) + 1)}
    paragraphs = tuple(
        tuple(tuple(step[n] for n in sentence) for sentence in paragraph)
        for paragraph in article.paragraphs
    )
    entries = tuple((step[n], source) for n, source in article.entries)
    planted = article._replace(paragraphs=paragraphs, entries=entries)
    text = expect(case.text(planted, entries=[hole - 1]), case, "citation-gap")
    restored = mended(text, case, Safety.SAFE)
    if article.markers not in RANGES:
        assert restored == case.text(article)


@given(cases(without=["linked"]))
@LIMITS
def test_no_list_is_one_finding_on_the_first_marker(case: Case) -> None:
    article = case.article
    paragraphs = (((1,),), *article.paragraphs)
    planted = article._replace(listed=False, paragraphs=paragraphs)
    expect(case.text(planted, [(0, 0, 0)]), case, "missing-references")


@given(cases(), st.data())
@LIMITS
def test_second_source_of_one_address_is_repeated(case: Case, data: st.DataObject) -> None:
    article = case.article
    count = len(article.entries)
    source = data.draw(st.integers(1, count))
    planted = article._replace(
        entries=(*article.entries, (count + 1, source)),
        paragraphs=(*article.paragraphs, ((count + 1,),)),
    )
    text = expect(case.text(planted, entries=[count]), case, "repeated-source")
    merged = article._replace(paragraphs=(*article.paragraphs, ((source,),)))
    assert mended(text, case, Safety.UNSAFE) == case.text(merged)


@given(cases(styles=["bracket", "wide", "lenticular"]), st.data())
@LIMITS
def test_marker_in_another_style_is_mixed(case: Case, data: st.DataObject) -> None:
    article = case.article
    others = ["bracket", "wide", "lenticular", *(["raised"] if article.language == "ja" else [])]
    others.remove(article.markers)
    other = data.draw(st.sampled_from(others))
    article = article._replace(paragraphs=(((1, 2),), *article.paragraphs))
    number = data.draw(st.sampled_from(article.cited))
    place = data.draw(st.sampled_from(list(article.markers_of(number))))
    planted = article._replace(changed={place: MARKERS[other].one(number, "")})
    text = expect(case.text(planted, [place]), case, "mixed-citation-style")
    assert mended(text, case, Safety.SAFE) == case.text(article)


@pytest.mark.parametrize("shape", ["⟦[{n}⟧", "⟦{n}]⟧", "⟦[ {n} ]⟧", "⟦[{w}]⟧"])
@given(cases(styles=["bracket"]), st.data())
@LIMITS
def test_broken_marker_is_malformed(shape: str, case: Case, data: st.DataObject) -> None:
    article = case.article
    article = article._replace(paragraphs=(((1,), (1,), (1,)), *article.paragraphs))
    places = [
        (p, s, 0)
        for p, paragraph in enumerate(article.paragraphs)
        for s, sentence in enumerate(paragraph)
        if len(sentence) == 1
    ]
    p, s, k = place = data.draw(st.sampled_from(places))
    number = article.paragraphs[p][s][k]
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    planted = article._replace(changed={place: shape.format(n=number, w=wide)})
    text = expect(case.text(planted, [place]), case, "malformed-citation")
    assert mended(text, case, Safety.SAFE) == case.text(article)


@given(cases(styles=["bracket"], lists=LABELLED), st.data())
@LIMITS
def test_several_faults_at_once_are_found_and_mended(case: Case, data: st.DataObject) -> None:
    kinds = ["citation-order", "citation-gap", "malformed-citation", "mixed-citation-style"]
    planned = set(data.draw(st.lists(st.sampled_from(kinds), min_size=2, unique=True)))
    article = case.article._replace(paragraphs=(((1,), (1,), (1,)), *case.article.paragraphs))
    number = {n: n for n, _ in article.entries}
    if "citation-order" in planned:
        low = data.draw(st.integers(1, len(number) - 1))
        number[low], number[low + 1] = low + 1, low
    if "citation-gap" in planned:
        hole = data.draw(st.integers(1, len(number)))
        number = {n: m + (m >= hole) for n, m in number.items()}
    entries = sorted((number[n], source) for n, source in article.entries)
    changed = {}
    if "malformed-citation" in planned:
        shape = data.draw(st.sampled_from(["⟦[{n}⟧", "⟦{n}]⟧", "⟦[ {n} ]⟧"]))
        changed[0, data.draw(st.integers(0, 2)), 0] = shape.format(n=number[1])
    if "mixed-citation-style" in planned:
        places = [place for place in article.markers_of(2) if place[0] > 0]
        changed[data.draw(st.sampled_from(places))] = f"⟦【{number[2]}】⟧"
    planted = article._replace(
        paragraphs=tuple(
            tuple(tuple(number[n] for n in sentence) for sentence in paragraph)
            for paragraph in article.paragraphs
        ),
        entries=tuple(entries),
        changed=changed,
    )
    before = judged(case.text(planted), case)
    assert sorted(item.rule for item in before.diagnostics) == sorted(planned), before.source.text
    after = mend(before, lambda again: judged(again.removeprefix(BOM), case), Safety.SAFE)
    assert (after.source.text, after.diagnostics) == (case.text(article), ())
