"""Lists of short statements, as they stand at the head of an article to sum it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bylint.article.document import Block, Document
from bylint.article.lines import TYPED_BULLETS, ends_sentence
from bylint.article.phrases import fold
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint_rules.views.layout import layout

MIN_ITEMS, MAX_ITEMS = 2, 7
_SHORTEST = {True: 15, False: 40}
"""What an item that says something is long, by whether its language is written without spaces."""
_WORD = lazy_pattern(
    r"[a-z][a-z'-]{3,}|[a-z]*\d[\w.,]*|[\u30a1-\u30fa\u30fc]{2,}|[\u4e00-\u9fff々]{2,}"
)
_PLAIN_ITEM = frozenset({"break", "comment", "footnote", "anchor"})
_TYPED = lazy_pattern(rf"[{TYPED_BULLETS}][ \t\u3000]*(?=\S)")
_HABIT = 3
_WITHIN, _AFTER = (0.6, 0.5), (0.4, 0.35)
"""What share of their words items must share with the article, and with its other sections, where
the list stands within the body, and where it stands after it."""


def list_at(blocks: Sequence[Block], start: int) -> tuple[Block, ...]:
    """The blocks of the list that begins at an index; none if none does."""
    if blocks[start].kind != "item" and not is_typed(blocks[start]):
        return ()
    end = start + 1
    while end < len(blocks) and _continues(blocks[start], blocks[end]):
        end += 1
    return tuple(blocks[start:end])


def is_typed(block: Block) -> bool:
    """Whether a paragraph is an item of a list whose bullets are typed, such as ・."""
    return block.kind == "paragraph" and not block.level and _TYPED.match(block.text) is not None


def is_item(block: Block) -> bool:
    """Whether a block is an item of a list that lies in no other."""
    return (block.kind == "item" and block.level == 1) or is_typed(block)


def said(item: Block) -> str:
    """What an item says, without a bullet that was typed."""
    match = _TYPED.match(item.text) if item.kind == "paragraph" else None
    return item.text[match.end() if match else 0 :].strip()


def _continues(first: Block, block: Block) -> bool:
    if is_typed(first):
        return is_typed(block) and block.text[0] == first.text[0]
    if block.group != first.group:
        return False
    return block.kind == "item" or (block.level > 0 and block.kind != "heading")


def is_bullet_list(blocks: Sequence[Block]) -> bool:
    """Whether a list has the form of lead bullets: a few items that state something, no links."""
    items = [block for block in blocks if is_item(block)]
    return (
        MIN_ITEMS <= len(items) <= MAX_ITEMS
        and all(map(_states, items))
        and not any(True for block in blocks for _ in block.prose.marked("link", "autolink"))
    )


def _states(item: Block) -> bool:
    """Whether an item is long enough to say something, and not nothing but code."""
    least = _SHORTEST[item.language.unspaced]
    length = len(said(item))
    code = sum(mark.end - mark.start for mark in item.prose.marked("code"))
    return length >= least and 2 * (length - code) >= least


def stray_bullets(document: Document, start: int) -> list[tuple[Block, ...]]:
    """Lead bullets that stand where the body has long begun.

    Lists are common, so much must come together: the form of lead bullets without any markup, no
    words before that announce a list, a section that ends with it, and items whose words are those
    of the other sections. An article with many such lists has them by habit.
    """
    lists = [items for items in _lists(document.blocks, start) if _may_be_lead(document, items)]
    if len(lists) > _HABIT:
        return []
    return [items for items in lists if _sums_up(document, items)]


def _lists(blocks: Sequence[Block], start: int) -> Iterator[tuple[Block, ...]]:
    index = start + 1
    while index < len(blocks):
        items = list_at(blocks, index)
        index += len(items) or 1
        if items:
            yield items


def _may_be_lead(document: Document, items: tuple[Block, ...]) -> bool:
    return (
        len(items) > MIN_ITEMS
        and is_bullet_list(items)
        and not items[0].marker[:1].isdigit()
        and all(block.kind == "item" and block.level == 1 for block in items)
        and not any(block.containers for block in items)
        and all(mark.kind in _PLAIN_ITEM for block in items for mark in block.prose.marks)
        and _is_unannounced(document.blocks, items)
    )


def _is_unannounced(blocks: Sequence[Block], items: Sequence[Block]) -> bool:
    """Whether the list hangs on no sentence before it, and nothing in its section follows it."""
    before = blocks[items[0].index - 1]
    after = blocks[items[-1].index + 1 :]
    if before.kind not in ("paragraph", "item") or not ends_sentence(before.text):
        return False
    if after and after[0].kind not in ("heading", "rule", "comment"):
        return False
    tail = fold(before.sentences[-1].text if before.sentences else before.text)
    words = words_of(before.language.data.get("summary", {}).get("announcements", ()))
    return not tail.rstrip().endswith((":", "?")) and not any(word in tail for word in words)


def _sums_up(document: Document, items: Sequence[Block]) -> bool:
    """Whether the items speak of the whole article: with its words, not those of one section.

    One of them may tell what the body does not, as summaries do.
    """
    own = document.section_of(items[0])
    sections = [
        {word for block in section.blocks if block.kind == "paragraph" for word in _words(block)}
        for section in document.sections
    ]
    inside = sections[document.sections.index(own)]
    outside: set[str] = set().union(*(words for words in sections if words is not inside))
    known = elsewhere = here = 0.0
    nearest = set()
    for item in items:
        spoken = set(_words(item))
        if not spoken:
            return False
        known += len(spoken & (inside | outside)) / len(spoken)
        elsewhere += len(spoken & outside) / len(spoken)
        here += len(spoken & inside) / len(spoken)
        if len(spoken & outside) * 2 >= len(spoken):
            nearest.add(max(range(len(sections)), key=lambda at: len(spoken & sections[at])))
    if own.role == "summary":
        here = 0.0
    least = _AFTER if items[0].index >= layout(document).last else _WITHIN
    return (
        len(nearest) > 1
        and known >= least[0] * len(items)
        and elsewhere >= max(least[1] * len(items), 0.9 * here)
    )


def _words(block: Block) -> Iterator[str]:
    """The words that carry meaning; runs of kanji as pairs, Latin words by their beginning."""
    for match in _WORD.finditer(fold(block.text)):
        word = match[0]
        if word[0] >= "\u4e00":
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        elif word not in block.language.stop_words:
            yield word[:6]
