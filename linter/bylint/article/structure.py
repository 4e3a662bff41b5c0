"""From a reader's blocks to a document: lines, headings, containers, languages, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from bylint.article.document import VISIBLE, Block, Container, Document, Section
from bylint.article.language import Language, Languages
from bylint.article.lines import (
    TYPED_BULLETS,
    Layout,
    Line,
    cut,
    ends_sentence,
    is_demoted,
    layout,
    lines_of,
)
from bylint.article.parsed import Parsed
from bylint.article.prose import EMPTY, Mark, Prose
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Source

_SAMPLE = 1_000
_MAX_HEADING = 100
_MAX_OPENED = 32
_URL = lazy_pattern(r"https?://[^\s<>\"'）」』】〉》。、，｡、\u3000]+")
_MATH = lazy_pattern(
    r"\$\$[^$]+\$\$|\$(?=[^\s$])[^$\n\\^_{}]*[\\^_{}][^$\n]*\$|\\\([^\n]{1,400}?\\\)"
)
_FENCE = lazy_pattern(r"^:{3,}[ \t]*([A-Za-z-]*)[ \t]*(.*)$")
_TYPED = frozenset(TYPED_BULLETS)
_HEADING_SIGN = lazy_pattern(r"^[■□◆◇●○▼▶►☆★◎【]")
_NOT_HEADING = lazy_pattern(
    r"^[※*>＊・•\-–—―→↓⇒©(（\"“「『]|^(?:\.\. )?[\[［]\d{1,4}[\]］]|https?://"
    r"|^(?:図|表|写真|画像|fig\.|(?:figure|table|photo|image|chart)\b)\s?[0-9０-９]"
    r"|^(?:photo|image|picture|illustration)s?(?: credits?)?(?: ?:| by | courtesy )",
    re.IGNORECASE,
)
_LABEL = lazy_pattern(
    r"\s*(?:【(\d{1,3})】|[(（](\d{1,3})[)）]|(\d{1,3})[.．)）:：]|([\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}))"
)
_CREDIT = lazy_pattern(
    r"(?:by|via|source|出典|文|著者|筆者|編集)\b[:： 　]|(?:(?:取材|構成|写真|編集)・)?(?:文|撮影)[・＝=]"
    r"|(?:取材・文|構成・文|写真|画像|撮影|提供|イラスト)[:：＝=/／]",
    re.IGNORECASE,
)
_HEADING_END = lazy_pattern(
    r"[。．.、，,;；:：!！]$|です$|ます$|でした$|ました$|ません$|[がをにで]$|[\d\]］)]$"
)
_DATE = lazy_pattern(
    r"^\W*(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?"
    r" \d{1,2},? \d{4}|\d{1,2} \w+ \d{4}|\d{1,3} min(?:ute)?s? read)[^。]{0,24}$"
    r"|^\d{1,2}月\s?\d{1,2}日(?:\s?[（(][月火水木金土日][）)])?(?:\s?\d{1,2}[:：時].{0,12})?$",
    re.IGNORECASE,
)


class _Number(NamedTuple):
    """The number of a line, with the form in which it is written."""

    form: int
    value: int


def build(source: Source, parsed: Parsed, languages: Languages, language: str = "") -> Document:
    """The document of a parsed article. `language` is what the configuration says, if it does."""
    whole = _language(parsed, languages, language)
    shape = layout(parsed.blocks)
    pieces = sorted(_cut(parsed.blocks, shape, source, whole), key=_by_place)
    blocks = _headed(list(_contained(pieces)), shape, whole)
    for index, block in enumerate(blocks):
        block.index = index
        block.language = _of_block(block, whole, languages)
        _annotate(block.prose)
    return Document(
        source, tuple(blocks), tuple(_sections(blocks, whole)), parsed.metadata, whole, languages
    )


def _by_place(block: Block) -> int:
    return block.span.start


# Language ----------------------------------------------------------------------------------


def _language(parsed: Parsed, languages: Languages, configured: str) -> Language:
    for key in ("lang", "language", "locale"):
        entry = parsed.metadata.front_matter.get(key)
        if entry is not None and isinstance(entry.value, str) and languages.get(entry.value):
            return languages.get(entry.value)
    said = languages.get(parsed.language) or languages.get(configured)
    if said:
        return said
    sample, size = [], 0
    for block in parsed.blocks:
        if block.kind in VISIBLE:
            sample.append(block.prose.masked("code", "link") if block.prose.marks else block.text)
            size += len(block.text)
            if size > _SAMPLE:
                break
    return languages.detect("\n".join(sample)[:_SAMPLE])


def _of_block(block: Block, whole: Language, languages: Languages) -> Language:
    text = block.prose.text
    if len(text) < 12 or block.kind not in VISIBLE or languages.agrees(text, whole):
        return whole
    return languages.detect(text[:_SAMPLE], whole)


# Lines -------------------------------------------------------------------------------------


def _cut(
    blocks: Sequence[Block], shape: Layout, source: Source, language: Language
) -> Iterator[Block]:
    for block in blocks:
        demoted = block.kind == "heading" and is_demoted(block)
        if not demoted and block.kind not in ("paragraph", "item"):
            yield block
            continue
        lines = lines_of(block)
        if len(lines) == 1 and not demoted:
            yield block
            continue
        texts = [block.text[line.start : line.end] for line in lines]
        if block.kind == "item":
            lazy = shape.own and not block.inside("quote")
            begins = [lazy and source.text[line.low : line.low + 1] not in " \t" for line in lines]
            _begin_at(begins, [bool(_FENCE.match(text)) for text in texts])
        else:
            begins = _begins(texts, shape, language, every=demoted or shape.paragraphs)
        starts = [0, *(index for index in range(1, len(lines)) if begins[index])]
        if len(starts) == 1 and not demoted:
            yield block
            continue
        ends = [*(index - 1 for index in starts[1:]), len(lines) - 1]
        joined = [
            Line(lines[a].start, lines[b].end, lines[a].low, lines[b].high)
            for a, b in zip(starts, ends, strict=True)
        ]
        yield from cut(block, joined, source.text)


def _begins(texts: list[str], shape: Layout, language: Language, *, every: bool) -> list[bool]:
    """Which lines of a paragraph begin a block of their own."""
    if every:
        return [True] * len(texts)
    alone = []
    for index, text in enumerate(texts):
        fence = bool(_FENCE.match(text))
        known = len(text) < 30 and bool(language.heading_role(text)) and not ends_sentence(text)
        bare = index == 0 and not shape.headed and len(texts) > 1 and _is_prose(texts[1])
        shorter = bare and len(text) * 4 < len(texts[1]) * 3
        alone.append(fence or known or (shorter and is_heading_line(text)))
    begins = [False] * len(texts)
    _begin_at(begins, alone)
    for index in _typed_items(texts):
        begins[index] = True
    return begins


def _typed_items(texts: list[str]) -> list[int]:
    """The lines of a list whose bullets are no Markdown, as most Japanese lists in plain text are."""
    marked = [index for index, text in enumerate(texts) if text.lstrip()[:1] in _TYPED]
    signs = {texts[index].lstrip()[0] for index in marked}
    return marked if len(marked) > 1 and len(signs) == 1 else []


def _begin_at(begins: list[bool], alone: list[bool]) -> None:
    """Lines that stand alone begin a block, and so do those after them."""
    for index, single in enumerate(alone):
        if single:
            begins[index : index + 2] = [True] * len(begins[index : index + 2])


# Containers that plain marks open -----------------------------------------------------------


def _contained(blocks: Iterable[Block]) -> Iterator[Block]:
    """Take out the lines `:::name` and `:::`, and put what stands between into containers."""
    opened: list[Container] = []
    for block in blocks:
        fence = _FENCE.match(block.text) if block.kind == "paragraph" else None
        if fence is not None and any(mark.start == 0 for mark in block.prose.marked("code")):
            fence = None
        if fence is None:
            if opened:
                block.containers += tuple(opened[:_MAX_OPENED])
            yield block
            continue
        name, rest = fence[1], fence[2].strip()
        if name or rest:
            kind = "details" if name == "details" else "admonition"
            opened.append(Container(kind, block.span, name or rest))
            if kind == "details" and rest:
                prose = block.prose.part(block.text.index(rest, fence.start(2)), len(block.text))
                inside = block.containers + tuple(opened[:_MAX_OPENED])
                yield Block("paragraph", prose.whole, prose, containers=inside)
        elif opened:
            opened.pop()


# Headings ----------------------------------------------------------------------------------


def is_heading_line(text: str) -> bool:
    """Whether a bare line looks like a heading: short, no sentence, no metadata."""
    text = text.strip()
    if (
        len(text) > 80
        or not any(map(str.isalnum, text))
        or _NOT_HEADING.search(text)
        or _is_byline(text)
    ):
        return False
    if text.isascii() or sum(char < "\u0250" for char in text) * 10 > len(text) * 8:
        words = text.split()
        first = next((char for char in text if char.isalnum()), "")
        return len(words) <= 12 and not first.islower() and not _HEADING_END.search(text)
    return len(text) <= 45 and not _HEADING_END.search(text) and "。" not in text


def _is_byline(text: str) -> bool:
    """Whether a line says when, by whom or from where."""
    return len(text) <= 80 and bool(_DATE.match(text) or _CREDIT.match(text))


def _is_prose(text: str) -> bool:
    """Whether a line is running text, so that the short line before it may be its heading."""
    return (len(text) >= 40 and (ends_sentence(text) or len(text) > 90)) or (
        len(text) >= 20 and ends_sentence(text)
    )


def _headed(blocks: list[Block], shape: Layout, language: Language) -> list[Block]:
    """Turn bold and bare lines that behave like headings into headings."""
    level = 1
    seen = False
    first = _first(blocks)
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            level, seen = block.level, True
        elif (
            block.kind == "paragraph"
            and block.level == 0
            and len(block.prose.text) <= _MAX_HEADING
            and _is_heading(blocks, index, shape, language, first=not seen and index == first)
        ):
            title = not seen and index == first and not language.heading_role(block.text)
            block.kind, block.real = "heading", False
            block.level = 1 if title else min(max(level, 1) + shape.headed, 6) if level > 1 else 2
            seen = True
        elif block.kind == "item" and _is_numbered_heading(blocks, index, language):
            block.kind, block.real, block.group = "heading", False, 0
            block.level = min(max(level, 1) + shape.headed, 6) if level > 1 else 2
    return blocks


def _is_numbered_heading(blocks: list[Block], index: int, language: Language) -> bool:
    """Whether a list of one numbered item is the bare heading of a summary: 5. まとめ."""
    block = blocks[index]
    if len(block.text) > 30 or not block.marker[:1].isdecimal() or block.level > 1:
        return False
    around = blocks[max(index - 1, 0) : index] + blocks[index + 1 : index + 2]
    following = blocks[index + 1].kind if index + 1 < len(blocks) else ""
    return (
        following == "paragraph"
        and all(other.group != block.group for other in around)
        and not ends_sentence(block.text)
        and language.heading_role(block.text) == "summary"
    )


def _first(blocks: Sequence[Block]) -> int:
    return next((index for index, block in enumerate(blocks) if block.kind in VISIBLE), -1)


def _is_heading(
    blocks: list[Block], index: int, shape: Layout, language: Language, *, first: bool
) -> bool:
    block = blocks[index]
    text = block.text.strip()
    if not text or block.inside("quote", "hidden", "footnote", "caption", "nav"):
        return False
    later = (blocks[at] for at in range(index + 1, len(blocks)))
    following = next((one for one in later if one.kind not in ("comment", "rule")), None)
    if following is None or "\n" in text:
        return False
    role = language.heading_role(text) if len(text) <= 30 else ""
    if role and not ends_sentence(text.rstrip(":：")):
        return True
    if _is_bold(block.prose):
        return len(text) <= 60 and not _HEADING_END.search(text.rstrip(":：)]）］0123456789"))
    if shape.headed or following.containers != block.containers or _marked_up(block.prose):
        return False
    if _is_counted(blocks, index):
        return False
    if _HEADING_SIGN.match(text) and len(text) <= 45 and "。" not in text:
        return True
    if not is_heading_line(text) or _ends_verse(blocks, index):
        return False
    after = following.text.strip()
    return following.kind == "item" or _is_prose(after) or (first and _is_byline(after))


def _is_counted(blocks: list[Block], index: int) -> bool:
    """Whether a line carries the number after or before that of its neighbour: a list, no heading."""
    number = _label(blocks[index])
    if number is None:
        return False
    near = [_Number(number.form, number.value + step) for step in (-1, 1)]
    around = (*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2])
    return any(_label(block) in near for block in around)


def _label(block: Block) -> _Number | None:
    """The number with which a line begins, and the form of its label."""
    match = _LABEL.match(block.text)
    if match is None or match.lastindex is None:
        return None
    return _Number(match.lastindex, int(normalize("NFKC", match[match.lastindex])))


def _ends_verse(blocks: list[Block], index: int) -> bool:
    """Whether a line is the last of several short ones that could each be a heading and are none."""
    before = blocks[index - 2 : index] if index > 2 else ()
    return bool(before) and all(
        block.kind == "paragraph" and is_heading_line(block.text) for block in before
    )


def _is_bold(prose: Prose) -> bool:
    text = prose.text.strip()
    return any(mark.end - mark.start >= len(text) for mark in prose.marked("strong"))


def _marked_up(prose: Prose) -> bool:
    return any(
        prose.marked("link", "autolink", "image", "footnote", "emphasis", "code", "break", "small")
    )


# Annotation --------------------------------------------------------------------------------


def _annotate(prose: Prose) -> None:
    """Mark bare addresses and maths, which no parser marks, so that rules can leave them alone."""
    if prose is EMPTY:
        return
    text = prose.text
    found = []
    if "://" in text:
        linked = [mark for mark in prose.marks if mark.kind == "link"]
        for match in _URL.finditer(text):
            end = match.start() + len(match[0].rstrip(".,;:!?)]*_~"))
            if match[0].count("(") and text[end : end + 1] == ")":
                end += 1
            if not any(mark.start <= match.start() and end <= mark.end for mark in linked):
                span = prose.span(match.start(), end)
                found.append(Mark("autolink", match.start(), end, text[match.start() : end], span))
    if "$" in text or "\\(" in text:
        found.extend(
            Mark("math", match.start(), match.end(), "", prose.span(*match.span()))
            for match in _MATH.finditer(text)
        )
    if found:
        prose.marks = sorted([*prose.marks, *found], key=lambda mark: (mark.start, -mark.end))


# Sections ----------------------------------------------------------------------------------


def _sections(blocks: Sequence[Block], language: Language) -> Iterator[Section]:
    heading: Block | None = None
    inside: list[Block] = []
    for block in blocks:
        if block.kind == "heading":
            if heading is not None or inside:
                yield Section(heading, tuple(inside), _role(heading, language))
            heading, inside = block, []
        else:
            inside.append(block)
    yield Section(heading, tuple(inside), _role(heading, language))


def _role(heading: Block | None, language: Language) -> str:
    if heading is None:
        return ""
    return language.heading_role(heading.text) or ("title" if heading.level == 1 else "")
