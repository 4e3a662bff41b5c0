"""Do readers see asterisks where the writer meant emphasis?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal
from unicodedata import category, east_asian_width

from bylint.article.document import Block, Document
from bylint.article.prose import Prose
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Edit, Finding, Fix, Safety
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span

_STARS = lazy_pattern(r"\*+")
_LETTERS = lazy_pattern(r"[^\W\d_]{2,}")
_FORMULA = lazy_pattern(r"[=+<>{}|\\^/]")
_LONGEST = 600
_UNTOUCHED = ("code", "math", "autolink", "comment")
_NO_START = frozenset("/.,;:!?、。，．；：！？・…*\\")
_CLOSERS = {")": "(", "）": "（"}
_ENCLOSING = frozenset({"「」", "『』", "（）", "【】", "“”", "《》", "〈〉"})


class UnrenderedEmphasis(Rule, name="unrendered-emphasis", category="residue", severity="warning"):
    """Asterisks that CommonMark does not turn into emphasis, so that readers see them.

    ## What it finds

    `**…**` or `*…*` of which a mark stands where CommonMark does not let it open or close: a
    closing mark between punctuation and a letter (`**注意：**次に`, `*…です。*次の文`), or an
    opening mark between a letter and punctuation (`これは**「重要」**です`). Whether it renders is
    decided by the flanking rules of CommonMark 0.31, in Markdown, plain text and HTML alike; in
    HTML, where nothing renders, `**…**` around words is found wherever it stands.

    Not found: multiplication, powers, footnote stars, `*.md` and other patterns, code, and
    asterisks escaped with a backslash.

    ## Why

    Chatbots write `**ラベル：**説明` all the time, and languages without spaces leave no space to
    save them. In the preview of the tool it may have looked right; in the published article it
    does not.

    ## What to write instead

    Put the mark on the other side of the punctuation: `**注意**：次に`, `これは「**重要**」です`.
    The fix does just that and adds no space. Where the mark stands beside code or a link there is
    no fix: write a space, or leave the emphasis out.

    ## Options

    - `renderer`: `commonmark` (default), or `cjk-friendly` for a renderer with that extension of
      CommonMark, which lets marks open and close beside Chinese, Japanese and Korean characters.

    ## Rates

    Measured in November 2026, every finding read: 39 in 15 of 1,144 files from before 2022, all of
    them asterisks that readers see; 152 in 66 of 1,303 machine-written files, all real as far as
    read. All but eight, where the mark touches code or a link, can be fixed, and every fix renders.

    ## References

    - CommonMark 0.31, "Emphasis and strong emphasis": left- and right-flanking delimiter runs.
    - The discussion "Emphasis with East Asian punctuation" of the CommonMark forum.
    """

    renderer: Literal["commonmark", "cjk-friendly"] = "commonmark"

    messages = {
        "closing": "Readers see asterisks: no mark can close between “{before}” and “{after}”.",
        "opening": "Readers see asterisks: no mark can open between “{before}” and “{after}”.",
        "literal": "Readers see asterisks: in HTML they are no marks.",
    }
    hints = {
        "closing": "Move the mark to the other side of the punctuation.",
        "opening": "Move the mark to the other side of the punctuation.",
        "literal": "Write <strong> and </strong> instead, or leave the emphasis out.",
    }

    good = {
        "ja": [
            "これは*強調*で、**太字**です。*別の文。*\n",
            "**「重要」** です。**注意**：次に進みます。\n",
            "面積は縦*横*高さで、`*.md`と`**/*.txt`は型です。`**注：**`も。\n",
            "価格*は税込みです。*送料は別です。\n\n*1 税込みです。*2 送料は別です。\n",
            "\\*この記事は見本です。\\*次の文です。2*3*4は24です。\n",
            "* 項目です。\n* 次の項目です。\n\n```\n**注意：**次に\n```\n",
            Case("**「重要」**です。*注意。*次に。\n", options={"renderer": "cjk-friendly"}),
        ],
        "en": [
            Case("<p>It is **kwargs, 2**8 and <code>**a**</code>; a**b**c.</p>\n", path="a.html"),
            "This is *slanted*, **bold.** And *this.* Too.\n",
            "Pass *args and **kwargs; f(a)*g(b)*c and (x)**2 + (y)**2 are sums.\n",
            "Use *.md or **/*.txt in the call(*files).md, and *.py.\n",
            "Price* without tax. *With tax it is more.\n\n\\*Note.\\*This is a star.\n",
            Case("It fits x*(?:bug)?y (?:,z)*, no more.\n", path="article.txt"),
        ],
    }
    bad = {
        "ja": [
            Case(
                "⟦*この記事は見本です。*⟧誤りがあるかもしれません😀。\n",
                fixed="*この記事は見本です*。誤りがあるかもしれません😀。\n",
            ),
            Case("- ⟦**注意：**⟧次に進みます。\r\n", fixed="- **注意**：次に進みます。\r\n"),
            Case("𠮷野家は⟦**「速い」**⟧です。\n", fixed="𠮷野家は「**速い**」です。\n"),
            Case("これは⟦**「速さ」の話**⟧です。\n", fixed="これは「**速さ」の話**です。\n"),
            Case("列を⟦**配列 (array)**⟧と呼ぶ。\n", fixed="列を**配列** (array)と呼ぶ。\n"),
            Case("割合は⟦**１００％**⟧です。\n", fixed="割合は**１００**％です。\n"),
            Case(
                "⟦**一：**⟧これは⟦**二：**⟧それです。\n",
                fixed="**一**：これは**二**：それです。\n",
            ),
            "それは⟦**`run`**⟧です。\n",
            Case("⟦*この記事は見本です。*⟧次に進みます。\n", path="article.txt"),
            Case("<p>⟦*この記事は見本です。*⟧次に進みます。</p>\n", path="article.html"),
            Case(
                "<p>これは⟦**𠮷野の朝市**⟧です😀。</p>\r\n",
                path="article.html",
                message="Readers see asterisks: in HTML they are no marks.",
            ),
        ],
        "en": [
            Case("<p>It is ⟦**the market**⟧, they say.</p>\n", path="article.html"),
            Case("⟦**Note:**⟧Read this first.\n", fixed="**Note**:Read this first.\n"),
            Case(
                "⟦*It was sold by six.*⟧Then it rained.\n",
                fixed="*It was sold by six*.Then it rained.\n",
            ),
            Case("⟦**Note:**⟧Read this.\n", options={"renderer": "cjk-friendly"}),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each pair of marks that was meant and does not render."""
        text = document.text
        if "*" not in text:
            return
        fixable = not document.source.path.lower().endswith((".html", ".htm"))
        for block in document.visible():
            if "*" not in block.text:
                continue
            edges = _edges(block.prose) | {0, len(text)}
            runs = [self._run(text, place, edges) for place in _places(block, text)]
            runs = [run for run in runs if run.before != "\\"]
            for pair in _unrendered(runs, text):
                yield self._finding(pair, block.prose, text, fixable=fixable)
            if not fixable:
                for pair in _literal(runs, text):
                    span = Span(pair.opening.place.start, pair.closing.place.end)
                    yield self.finding(span, "literal")

    def _run(self, text: str, place: _Place, edges: frozenset[int]) -> _Run:
        before = " " if place.start in edges else text[place.start - 1]
        after = " " if place.end in edges else text[place.end]
        opens, closes = _flanks(before, after, friendly=self.renderer == "cjk-friendly")
        return _Run(place, before, after, opens, closes)

    def _finding(self, pair: _Pair, prose: Prose, text: str, *, fixable: bool) -> Finding:
        opening, closing = pair
        key = "opening" if closing.closes else "closing"
        mark = opening if key == "opening" else closing
        edits = _edits(pair, prose, text) if fixable else ()
        fix = Fix("Move the marks past the punctuation.", edits, Safety.SAFE) if edits else None
        span = Span(opening.place.start, closing.place.end)
        return self.finding(span, key, fix=fix, before=mark.before, after=mark.after)


class _Run(NamedTuple):
    """A run of asterisks, its neighbours in the source (" " for none), and what it may do."""

    place: _Place
    before: str
    after: str
    opens: bool
    closes: bool

    @property
    def length(self) -> int:
        return self.place.end - self.place.start


class _Pair(NamedTuple):
    opening: _Run
    closing: _Run


# Where asterisks stand ------------------------------------------------------------------------


class _Place(NamedTuple):
    """A run of asterisks in the source, and the prose offsets before and after it."""

    start: int
    end: int
    low: int
    high: int


def _places(block: Block, text: str) -> list[_Place]:
    """The runs of asterisks of a block, seen or rendered, in order."""
    prose = block.prose
    places = list(_seen(prose, text))
    for mark in prose.marked("strong", "emphasis"):
        width = 2 if mark.kind == "strong" else 1
        start, end = mark.span
        if text[start] == "*":
            places.append(_Place(start, start + width, mark.start, mark.start))
            places.append(_Place(end - width, end, mark.end, mark.end))
    joined: list[_Place] = []
    for place in sorted(places):
        if joined and joined[-1].end == place.start:
            place = _Place(joined[-1].start, place.end, joined.pop().low, place.high)
        joined.append(place)
    return joined


def _seen(prose: Prose, text: str) -> Iterator[_Place]:
    """The runs that stand in the visible text, code, maths and addresses aside."""
    untouched = [mark for mark in prose.marks if mark.kind in _UNTOUCHED]
    index = end = 0
    for match in _STARS.finditer(prose.text):
        while index < len(untouched) and untouched[index].start <= match.start():
            end = max(end, untouched[index].end)
            index += 1
        span = prose.span(*match.span())
        if match.start() >= end and text[span.start : span.end] == match[0]:
            yield _Place(span.start, span.end, match.start(), match.end())


# What CommonMark makes of them ----------------------------------------------------------------


def _edges(prose: Prose) -> frozenset[int]:
    """The source offsets at which a line of a block begins or ends."""
    breaks = [edge for mark in prose.marked("break") for edge in mark.span]
    return frozenset([*prose.whole, *breaks])


def _flanks(before: str, after: str, *, friendly: bool) -> tuple[bool, bool]:
    """Whether a run between two characters may open emphasis, and whether it may close it."""
    stop_before, stop_after = _is_sign(before, friendly), _is_sign(after, friendly)
    wide = friendly and (_is_cjk(before), _is_cjk(after))
    free_before = before.isspace() or stop_before or bool(wide and wide[0])
    free_after = after.isspace() or stop_after or bool(wide and wide[1])
    opens = not after.isspace() and (not stop_after or free_before)
    closes = not before.isspace() and (not stop_before or free_after)
    return opens, closes


def _is_sign(char: str, friendly: bool = False) -> bool:
    """Whether a character is punctuation or a symbol; for cjk-friendly only if it is not CJK."""
    return category(char)[0] in "PS" and not (friendly and _is_cjk(char))


def _is_cjk(char: str) -> bool:
    return east_asian_width(char) in "WFH"


def _rendered(runs: Sequence[_Run]) -> set[tuple[int, int]]:
    """The starts of the runs that CommonMark pairs, by its algorithm for emphasis."""
    pairs: set[tuple[int, int]] = set()
    left = [run.length for run in runs]
    opened: list[int] = []
    barren: dict[tuple[bool, int], int] = {}
    for index, run in enumerate(runs):
        kind = run.opens, run.length % 3
        at = len(opened) - 1
        while run.closes and at >= 0 and left[index] and opened[at] > barren.get(kind, -1):
            other = opened[at]
            if not _may_pair(runs[other], run):
                at -= 1
                continue
            del opened[at + 1 :]
            used = 2 if min(left[other], left[index]) > 1 else 1
            left[other] -= used
            left[index] -= used
            pairs.add((runs[other].place.start, run.place.start))
            if not left[other]:
                opened.pop()
                at -= 1
        if run.closes and left[index] and opened:
            barren[kind] = opened[-1]
        if run.opens and left[index]:
            opened.append(index)
    return pairs


def _may_pair(opening: _Run, closing: _Run) -> bool:
    """CommonMark's rule of three: a run that may do both pairs only with certain lengths."""
    if not (opening.closes or closing.opens):
        return True
    both = opening.length + closing.length
    return both % 3 != 0 or (opening.length % 3 == 0 and closing.length % 3 == 0)


# What the writer meant ------------------------------------------------------------------------


def _unrendered(runs: Sequence[_Run], text: str) -> Iterator[_Pair]:
    """The pairs that were meant, that punctuation keeps from rendering, in order."""
    rendered = _rendered(runs)
    for length in (1, 2, 3):
        same = [run for run in runs if run.length == length]
        if len(same) % 2:
            paired = {start for pair in rendered for start in pair}
            same = [run for run in same if run.place.start not in paired]
        for pair in _meant(same):
            starts = pair.opening.place.start, pair.closing.place.start
            if starts not in rendered and _is_blocked(pair, text):
                yield pair


def _literal(runs: Sequence[_Run], text: str) -> Iterator[_Pair]:
    """The pairs of double asterisks that Markdown would render, in HTML, where nothing does."""
    for pair in _meant([run for run in runs if run.length == 2]):
        content = text[pair.opening.place.end : pair.closing.place.start]
        if (
            pair.opening.opens
            and pair.closing.closes
            and len(content) <= _LONGEST
            and _LETTERS.search(content)
            and not (pair.closing.after.isascii() and pair.closing.after.isalnum())
            and not _FORMULA.search(content)
            and "\n" not in content
        ):
            yield pair


def _meant(runs: Sequence[_Run]) -> Iterator[_Pair]:
    """Runs of one length taken in turns as opening and closing marks."""
    opening: _Run | None = None
    for run in runs:
        if opening is not None and _looks_closing(run):
            yield _Pair(opening, run)
            opening = None
        elif _looks_opening(run):
            opening = run


def _looks_opening(run: _Run) -> bool:
    after = category(run.after)
    if run.after.isspace() or run.after in _NO_START or after in ("Pe", "Pf"):
        return False
    if run.length > 1 or run.before.isspace() or category(run.before) in ("Ps", "Pi"):
        return True
    if _is_sign(run.before):
        return _is_cjk(run.before)
    return after in ("Ps", "Pi")


def _looks_closing(run: _Run) -> bool:
    return not run.before.isspace() and category(run.before) not in ("Ps", "Pi")


def _is_blocked(pair: _Pair, text: str) -> bool:
    """Whether punctuation keeps a pair from rendering, and its content is language."""
    opening, closing = pair
    if opening.opens and closing.closes:
        return False
    content = text[opening.place.end : closing.place.start]
    if len(content) > _LONGEST or not any(map(str.isalnum, content)):
        return False
    if opening.length == 1 and not _is_single(pair, content):
        return False
    if closing.after.isascii() and closing.after.isalnum():
        return closing.before not in ")]}" and not _FORMULA.search(content)
    return True


def _is_single(pair: _Pair, content: str) -> bool:
    """Whether single asterisks are meant as emphasis and not as footnote stars or operators."""
    opening, closing = pair
    if not _LETTERS.search(content) or "*" in content:
        return False
    if closing.after.isdigit() and opening.after.isdigit():
        return False
    if content.startswith("(?"):
        return False
    return " " in content or not (closing.after.isascii() and closing.after.isalnum())


# The fix ----------------------------------------------------------------------------------------


def _edits(pair: _Pair, prose: Prose, text: str) -> tuple[Edit, ...]:
    """The marks moved past the punctuation; none where markup stands in the way."""
    opening, closing = pair
    content = text[opening.place.end : closing.place.start]
    first, last = _signs_at_start(content), _signs_at_end(content)
    if f"{first[:1]}{last[-1:]}" not in _ENCLOSING:
        first = "" if opening.opens else first
        last = "" if closing.closes else last
    if last[-1:] in _CLOSERS and not first:
        last = _gloss(content) or last
    if len(first) + len(last) >= len(content) or not _is_visible(pair, prose, first, last):
        return ()
    mark = "*" * opening.length
    edits = []
    if first:
        start, end = opening.place.start, opening.place.end + len(first)
        edits.append(Edit(Span(start, end), first + mark))
    if last:
        start, end = closing.place.start - len(last), closing.place.end
        edits.append(Edit(Span(start, end), mark + last))
    return tuple(edits)


def _signs_at_start(content: str) -> str:
    end = 0
    while end < len(content) and (_is_sign(content[end]) or content[end] in " \u3000"):
        end += 1
    return content[:end]


def _signs_at_end(content: str) -> str:
    start = len(content)
    while start > 0 and (_is_sign(content[start - 1]) or content[start - 1] in " \u3000"):
        start -= 1
    return content[start:]


def _gloss(content: str) -> str:
    """The bracket with which a content ends, as in 配列（array）, with the space before it."""
    opener = _CLOSERS[content[-1]]
    start = content.rfind(opener)
    before = content[:start].rstrip(" \u3000") if start > 0 else ""
    if not before or _is_sign(before[-1]) or content.count(opener) != 1:
        return ""
    return content[len(before) :]


def _is_visible(pair: _Pair, prose: Prose, first: str, last: str) -> bool:
    """Whether readers see what the marks are to pass, so that no markup is cut in two."""
    low, high = pair.opening.place.high, pair.closing.place.low
    return prose.text[low:high].startswith(first) and prose.text[low:high].endswith(last)
