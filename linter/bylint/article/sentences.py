"""Where sentences end, by the rules of a language."""

from __future__ import annotations

import re
from functools import cache

from bylint.article.language import Language
from bylint.article.prose import OBJECT
from bylint.patterns import lazy_pattern

_OPEN = "「『（(“〈《【［[«"
_CLOSE = "」』）)”〉》】］]»"
_NOTES = OBJECT + "¹²³⁰⁴⁵⁶⁷⁸⁹"
_TAIL = lazy_pattern(
    rf"[。．.!?！？…」』）)”’\"'〉》】»\]］{_NOTES}]*"
    r"(?:[^\S\n]*[\[［【][0-9０-９,，、\-–〜 ]{1,12}[\]］】])*"
)


def split(text: str, language: Language) -> list[tuple[int, int]]:
    """The ranges of the sentences of `text`, in order, white space left out.

    An end inside brackets or quotation marks does not end the sentence around them, closing marks
    and citation markers after an end belong to it, and a line break that the reader sees always
    ends one.
    """
    ranges: list[tuple[int, int]] = []
    begin = 0
    at = 0
    depth = 0
    for match in _ends(language.sentence_ends).finditer(text):
        here = match.start()
        if here < at:
            continue
        char = match[0]
        if char == "\n":
            _append(ranges, text, begin, here)
            begin = at = here + 1
            depth = 0
        elif char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        elif depth == 0 or here - begin > 600:
            if char == "." and not _is_full_stop(text, here, language):
                continue
            tail = _TAIL.match(text, here + 1)
            at = tail.end() if tail else here + 1
            _append(ranges, text, begin, at)
            begin = at
            depth = 0
    _append(ranges, text, begin, len(text))
    return ranges


@cache
def _ends(ends: str) -> re.Pattern[str]:
    return re.compile("[" + re.escape(ends + _OPEN + _CLOSE) + "\n]")


def _append(ranges: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        ranges.append((start, end))


def _is_full_stop(text: str, at: int, language: Language) -> bool:
    """Whether the dot at `at` ends a sentence rather than a number, an initial or an abbreviation."""
    following = text[at + 1 : at + 2]
    if following and not following.isspace() and following not in _CLOSE + _NOTES + "\"'’[［【":
        return False
    start = at
    while start > 0 and not text[start - 1].isspace() and at - start < 16:
        start -= 1
    word = text[start:at].lstrip(_OPEN + "\"'‘")
    if word.lower() in language.abbreviations or (len(word) == 1 and word.isupper()):
        return False
    rest = text[at + 1 : at + 40].lstrip()
    if language.dotted_ordinals and word.isdecimal() and (len(word) < 3 or rest[:1].isdecimal()):
        return False
    return not (rest[:1].islower() and not language.unspaced)
