"""Lists of words as language files write them."""

from __future__ import annotations

from collections.abc import Iterable


def words_of(words: str | Iterable[str]) -> Iterable[str]:
    """The words of a list, which may also be written as one text with commas between them.

    A word that holds a comma, or begins or ends in a space, needs a list. One text is read many
    times faster than a thousand entries.
    """
    if isinstance(words, str):
        return [word for part in words.split(",") if (word := part.strip())]
    return words
