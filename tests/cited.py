"""Articles that cite, in every style, language and format, and what can go wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bylint.records import NamedTuple

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

SENTENCES = {
    "ja": (
        "川の水位は朝から上がり続けました{}。",
        "𠮷田町では橋が一つ流されました{}。",
        "住民は小学校に集まって夜を明かしました{}。",
        "復旧の見通しはまだ立っていません{}。",
        "町は来週にも調査を始めます{}。",
        "保険の窓口には長い列ができました😀{}。",
    ),
    "en": (
        "The river rose from the morning on{}. ",
        "A bridge near the mill was carried away{}. ",
        "People spent the night in the school{}. ",
        "Nobody knows when the road will open again{}. ",
        "The council starts its survey next week{}. ",
        "Queues formed in front of the insurance office{}. ",
    ),
}
TITLES = {"ja": "大雨の記録", "en": "Notes on a flood"}
HEADINGS = {
    "ja": ("参考文献", "出典", "参照記事", "Sources"),
    "en": ("References", "Sources", "Works cited", "Bibliography"),
}
NAMES = "水橋森町川北南東西"


def url(source: int) -> str:
    """The address of a source."""
    return f"https://s{source}.example/report"


class Style(NamedTuple):
    """How markers are written: alone, or several numbers together."""

    one: Callable[[int, str], str]
    together: Callable[[Sequence[int]], str] | None = None
    html: bool = True
    entry: str = ""


def _linked(number: int, target: str) -> str:
    return f"[⟦[{number}]⟧]({target})"


MARKERS: Mapping[str, Style] = {
    "bracket": Style(lambda n, _: f"⟦[{n}]⟧"),
    "set": Style(lambda n, _: f"⟦[{n}]⟧", lambda ns: f"⟦[{', '.join(map(str, ns))}]⟧"),
    "range": Style(lambda n, _: f"⟦[{n}]⟧", lambda ns: f"⟦[{_ranges(ns, '-')}]⟧"),
    "dashed": Style(lambda n, _: f"⟦[{n}]⟧", lambda ns: f"⟦[{_ranges(ns, '–')}]⟧"),
    "wide": Style(lambda n, _: f"⟦［{n}］⟧".translate(WIDE)),
    "wide-set": Style(
        lambda n, _: f"⟦［{n}］⟧".translate(WIDE),
        lambda ns: f"⟦［{'、'.join(map(str, ns))}］⟧".translate(WIDE),
    ),
    "lenticular": Style(lambda n, _: f"⟦【{n}】⟧"),
    "raised": Style(
        lambda n, _: f"⟦{n}⟧".translate(RAISED),
        lambda ns: f"⟦{','.join(map(str, ns))}⟧".translate(RAISED),
    ),
    "sup": Style(lambda n, _: f"⟦<sup>{n}</sup>⟧"),
    "linked": Style(_linked, html=False),
    "defined": Style(lambda n, _: f"⟦[{n}]⟧", html=False, entry="⟦[{n}]: {url}⟧"),
    "defined-below": Style(lambda n, _: f"⟦[{n}]⟧", html=False, entry="⟦[{n}]:\n  {url}⟧"),
}


def _ranges(numbers: Sequence[int], dash: str) -> str:
    if len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}{dash}{numbers[-1]}"
    return ", ".join(map(str, numbers))


LISTS: Mapping[str, str] = {
    "bullets": "- ⟦[{n}] {title} {url}⟧",
    "bare": "⟦[{n}] {title} {url}⟧",
    "ordered": "{n}. ⟦{title} {url}⟧",
    "wide": "⟦［{n}］{title} {url}⟧",
    "link": "- ⟦[{n}:{url}]({url})⟧",
    "linked": "- ⟦[[{n}]:{url}]({url})⟧",
    "colon": "- ⟦[{n}]: {title} {url}⟧",
    "directive": ".. ⟦[{n}] {title} {url}⟧",
    "lenticular": "⟦【{n}】{title} {url}⟧",
    "strong": "- ⟦**[{n}]** {title} {url}⟧",
    "nested": "- ⟦[{n}] {title}⟧\n  - {url}",
    "wrapped": "- ⟦[{n}] {title}\n  {url}⟧",
}
SPACED = frozenset({"directive", "bare", "lenticular"})
HTML_LISTS = frozenset({"bullets", "bare", "ordered", "wide"})


class Article(NamedTuple):
    """An article's parts. A sentence cites a tuple of numbers; an entry is a number and its source.

    `changed` replaces what stands for single numbers: by paragraph, sentence and place.
    """

    language: str
    markers: str
    listing: str
    heading: str
    paragraphs: tuple[tuple[tuple[int, ...], ...], ...]
    entries: tuple[tuple[int, int], ...]
    listed: bool = True
    changed: Mapping[tuple[int, int, int], str] = {}

    @property
    def style(self) -> Style:
        """How its markers are written."""
        return MARKERS[self.markers]

    @property
    def cited(self) -> list[int]:
        """Every number it cites, in order."""
        return [n for paragraph in self.paragraphs for sentence in paragraph for n in sentence]

    def markers_of(self, number: int) -> Iterator[tuple[int, int, int]]:
        """The places of the markers that hold a number."""
        for p, paragraph in enumerate(self.paragraphs):
            for s, sentence in enumerate(paragraph):
                for k, other in enumerate(sentence):
                    if other == number:
                        yield p, s, 0 if self.style.together else k


def render(
    article: Article,
    path: str,
    marked: Sequence[tuple[int, int, int]] = (),
    entries: Sequence[int] = (),
) -> str:
    """The article's text, with ⟦ and ⟧ around the markers at these places and around entries."""
    paragraphs = [_paragraph(article, p, marked) for p in range(len(article.paragraphs))]
    lines = [_entry(article, index, index in entries) for index in range(len(article.entries))]
    if path.endswith(".html"):
        return _html(article, paragraphs, lines)
    heading = {
        "real": f"## {article.heading}\n\n",
        "bold": f"**{article.heading}**\n\n",
        "none": "",
    }
    name, _, kind = article.heading.partition("|")
    text = f"# {TITLES[article.language]}\n\n" + "".join(f"{one}\n\n" for one in paragraphs)
    if article.listed:
        text += heading[kind].replace(article.heading, name)
        text += ("\n\n" if article.listing in SPACED else "\n").join(lines) + "\n"
    return text


def _paragraph(article: Article, p: int, marked: Sequence[tuple[int, int, int]]) -> str:
    text = ""
    for s, numbers in enumerate(article.paragraphs[p]):
        sentence = SENTENCES[article.language][(p * 2 + s) % 6]
        text += sentence.format("".join(_markers(article, p, s, numbers, marked)))
    return text.strip()


def _markers(
    article: Article,
    p: int,
    s: int,
    numbers: Sequence[int],
    marked: Sequence[tuple[int, int, int]],
) -> Iterator[str]:
    style = article.style
    if style.together is not None and len(numbers) > 1:
        yield _kept(style.together(numbers), (p, s, 0) in marked)
        return
    sources = dict(article.entries)
    for k, number in enumerate(numbers):
        text = article.changed.get((p, s, k)) or style.one(number, url(sources.get(number, 99)))
        yield _kept(text, (p, s, k) in marked)


def _kept(text: str, marked: bool) -> str:
    return text if marked else text.replace("⟦", "").replace("⟧", "")


def _entry(article: Article, index: int, marked: bool) -> str:
    number, source = article.entries[index]
    shape = article.style.entry or LISTS[article.listing]
    title = (NAMES[source % 9] * 2 + "の記録") if article.language == "ja" else f"Report {source}"
    wide = article.listing == "wide" and not article.style.entry
    shown = str(number).translate(WIDE) if wide else str(number)
    return _kept(shape.format(n=shown, title=title, url=url(source)), marked)


def _html(article: Article, paragraphs: Sequence[str], lines: Sequence[str]) -> str:
    name, _, kind = article.heading.partition("|")
    out = [f"<h1>{TITLES[article.language]}</h1>", *(f"<p>{one}</p>" for one in paragraphs)]
    if article.listed:
        out += {"real": [f"<h2>{name}</h2>"], "bold": [f"<p><b>{name}</b></p>"], "none": []}[kind]
        tag = "ol" if article.listing == "ordered" else "ul"
        items = [line.removeprefix("- ") for line in lines]
        if tag == "ol":
            items = [item.partition(". ")[2] for item in items]
        if article.listing == "bare":
            out += [f"<p>{item}</p>" for item in items]
        else:
            out += [f"<{tag}>", *(f"<li>{item}</li>" for item in items), f"</{tag}>"]
    return "\n".join(out) + "\n"
