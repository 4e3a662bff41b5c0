"""The vocabularies of marks: data with a source and a date, in `vocabularies/marks.json`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

DEGREES = ("generated", "assisted", "translated", "summarised", "autonomous")
"""The degrees that say what AI did."""

KINDS = (*DEGREES, "value", "word", "maker", "translator", "tool", "block")
"""What a key of the front matter may be: one of the degrees, which it says if its value is true; or
its value says the degree, says it if it is a word of the vocabulary and else has nothing to do with
AI, says who made the text, who translated it, which tool was used, or is a block.
"""


@cache
def vocabulary(name: str) -> Mapping[str, Any]:
    """One vocabulary, by its name in the file."""
    found: Mapping[str, Any] = _all()[name]
    return found


@cache
def _all() -> Mapping[str, Mapping[str, Any]]:
    import json
    import os

    folder = os.path.dirname(os.path.dirname(__file__))
    with open(os.path.join(folder, "vocabularies", "marks.json"), encoding="utf-8") as file:
        read: Mapping[str, Mapping[str, Any]] = json.load(file)
    return read


@cache
def keys() -> Mapping[str, str]:
    """What each known key of the front matter is, by the key without case and signs."""
    known = vocabulary("front-matter")
    return {plain(key): kind for kind in KINDS for key in known[kind]}


@cache
def named(kind: str) -> frozenset[str]:
    """The keys of the front matter for something else than AI's part, without case and signs."""
    return frozenset(map(plain, vocabulary("front-matter")[kind]))


@cache
def values() -> Mapping[str, str]:
    """The degree, or none, that each known word says, by the word without case and signs."""
    known = vocabulary("values")
    return {plain(word): degree for degree in ("none", *DEGREES) for word in known.get(degree, ())}


@cache
def unclear() -> tuple[str, ...]:
    """How values begin that leave open what AI did, without case and signs."""
    return tuple(map(plain, vocabulary("values")["unclear"]))


@cache
def source_types() -> Mapping[str, str]:
    """The degree, none or unknown, that each digital source type says, without case and signs."""
    known = vocabulary("digital-source-type")
    return {
        plain(name): degree
        for degree in ("none", "assisted", "generated", "unknown")
        for name in known[degree]
    }


def plain(key: str) -> str:
    """A key or a word without case, hyphens and other signs."""
    return "".join(char for char in key.casefold() if char.isalnum())


def source_type(value: str) -> str | None:
    """The degree that a digital source type says, None for one that its vocabulary lacks.

    Under its IPTC name, the name schema.org gives it, or the address of either.
    """
    name = plain(value.rstrip("/").rpartition("/")[2]).removesuffix("digitalsource")
    return source_types().get(name)
