"""What an article says of AI's part outside its text: front matter, `<meta>`, attributes, JSON-LD.

Every known key and value is brought to one of `none`, `assisted`, `generated`, `autonomous`,
`translated`, `summarised`, `unknown`, or "" where a mark only names a tool without saying what it
did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bylint.article.document import Document, Meta
from bylint.checking.views import view
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.disclosing import Disclosing, disclosing
from bylint_rules.views.vocabulary import (
    DEGREES,
    KINDS,
    keys,
    plain,
    source_type,
    unclear,
    values,
    vocabulary,
)

TOLD = frozenset(DEGREES)
"""The degrees that say what AI did."""

_WHOLE = frozenset({"html", "body", "main", "article"})
_PICTURES = frozenset({"img", "figure", "picture", "video", "audio", "svg", "canvas"})
_ELEMENT = lazy_pattern(r"<([A-Za-z][A-Za-z0-9-]*)")
_YES = frozenset({"true", "yes", "1", "on", ""})
_MEDIA = frozenset({"ImageObject", "VideoObject", "AudioObject", "MediaObject", "Person"})
_LINKS = ("@graph", "mainEntity", "hasPart", "image", "thumbnail", "primaryImageOfPage", "video")
_MAX_JSON = 200_000
_LONGEST_WORD = 30
_LONGEST_DOUBT = 16

NO_KEYS: Mapping[str, str] = {}


class Mark(NamedTuple):
    """One mark. `kind` is front-matter, meta, attribute, json-ld or aigc; `value` as the article
    has it. `denies` is the one degree that a mark denies, as `ai_generated: false` does; "" where
    its degree is not none or holds for all of them. `exact` tells that it is of a vocabulary in
    which generated and assisted exclude each other. `scope` is text, or part or images for an
    attribute of an element within the article.
    """

    kind: str
    name: str
    value: str
    degree: str
    span: Span
    denies: str = ""
    exact: bool = False
    scope: str = "text"


class Typed(NamedTuple):
    """A digital source type in JSON-LD: of a picture or other media, or of the article itself.

    `address` is that of the picture, as far as it is told.
    """

    value: str
    media: bool
    address: str
    span: Span


def marks(document: Document, more: Mapping[str, str] = NO_KEYS) -> tuple[Mark, ...]:
    """The marks of an article that speak of AI, in order of place.

    `more` are a house's own keys of the front matter and what each is: one of `KINDS`. Others do
    not count.
    """
    own = tuple(sorted((plain(key), kind) for key, kind in more.items() if kind in KINDS))
    found: tuple[Mark, ...] = document.memo((marks, own), lambda: _marks(document, dict(own)))
    return found


def _marks(document: Document, own: Mapping[str, str]) -> tuple[Mark, ...]:
    found = list(_front_matter(document, own))
    for meta in document.metadata.metas:
        if meta.kind == "meta":
            found.extend(_meta(document, meta))
        elif meta.kind == "attribute" and meta.name != "title":
            found.extend(_attribute(document, meta))
    for one in source_types_of(document):
        if not one.media:
            degree = source_type(one.value) or "unknown"
            name = "digitalSourceType"
            found.append(Mark("json-ld", name, one.value, degree, one.span, exact=True))
    return tuple(sorted(found, key=_place))


def _place(mark: Mark) -> Span:
    return mark.span


# Front matter -------------------------------------------------------------------------------------


def _front_matter(document: Document, own: Mapping[str, str]) -> Iterator[Mark]:
    known = {**keys(), **own}
    for name, entry in document.metadata.front_matter.items():
        kind = known.get(plain(name), "")
        degree = _degree(document, kind, entry.value, known)
        if degree is not None:
            denies = kind if degree == "none" and kind in TOLD else ""
            family = "aigc" if kind == "block" else "front-matter"
            exact = kind in TOLD or kind == "value"
            yield Mark(family, name, shown(entry.value), degree, entry.span, denies, exact)


def _degree(document: Document, kind: str, value: Any, known: Mapping[str, str]) -> str | None:
    """What a key of some kind and its value say, None if they say nothing of AI."""
    if kind == "block":
        return _labelled(value)
    if kind in TOLD:
        return _told(document, value, kind)
    if kind == "word":
        return values().get(plain(value)) if isinstance(value, str) else None
    if kind in ("value", "tool", "maker", "translator") and _is_empty(value):
        return "unknown" if kind == "value" and value is True else _nothing(kind, value)
    if kind == "value" and isinstance(value, Mapping):
        return _of_parts(document, value, known)
    if kind == "value":
        return _told(document, value, "unknown")
    if kind == "tool":
        return ""
    if kind in ("maker", "translator"):
        ai = any(_names_ai(document, str(one)) for one in _each(value))
        return ("translated" if kind == "translator" else "generated") if ai else None
    return None


def _is_empty(value: Any) -> bool:
    return value is None or isinstance(value, bool) or not str(value).strip()


def _nothing(kind: str, value: Any) -> str | None:
    """`ai_disclosure: false` denies; a tool or a maker that is not named says nothing."""
    return "none" if kind == "value" and value is False else None


def _of_parts(document: Document, value: Mapping[Any, Any], known: Mapping[str, str]) -> str | None:
    """What a mapping such as `ai: {generated: true}` says."""
    degrees = []
    for name, item in value.items():
        word = plain(str(name))
        kind = known.get(word) or (values().get(word, "") if item is not None else "")
        kind = "value" if kind == "none" else kind
        if not isinstance(item, Mapping):
            degrees.append(_degree(document, kind, item, known))
    told = [degree for degree in degrees if degree is not None]
    return next((degree for degree in told if degree in TOLD), told[0] if told else "unknown")


def _told(document: Document, value: Any, default: str) -> str:
    """What a value says: yes and no, a word of the vocabulary, or a sentence."""
    if value is None or value is True:
        return default
    if not isinstance(value, (str, bool)) and value not in (0, 1):
        return "unknown"
    text = str(value)
    word = plain(text)
    if word == "0":
        return "none"
    if word in _YES:
        return default
    if word in values():
        return values()[word]
    return source_type(text) or says(document, text) or default


def says(document: Document, value: str) -> str:
    """The degree, or none, that a word or a sentence says; "" if neither says any."""
    word = plain(value)
    if word in values():
        return values()[word]
    grammar = _grammar(document)
    claim = grammar.claim(value, alone=True) if grammar else None
    return claim.degree or "assisted" if claim else ""


def is_word(document: Document, value: str) -> bool:
    """Whether a value may be left as it is: a word of the vocabulary, an AI's name, or prose."""
    text = value.strip()
    if len(text) <= _LONGEST_DOUBT and plain(text).startswith(unclear()):
        return False
    if not text.isascii() or " " in text or len(text) > _LONGEST_WORD:
        return True
    word = plain(text)
    known = word in _YES or word in values() or source_type(text) is not None
    return known or _names_ai(document, text) or bool(says(document, text))


def _names_ai(document: Document, value: str) -> bool:
    grammar = _grammar(document)
    return grammar is not None and grammar.names_ai(value)


def _grammar(document: Document) -> Disclosing | None:
    return disclosing(document.language)


def _each(value: Any) -> Iterator[Any]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (list, tuple)):
            waiting.extend(reversed(item))
        elif isinstance(item, Mapping):
            yield item.get("name", "")
        else:
            yield item


def shown(value: Any) -> str:
    """A value of the front matter as people are told it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


# The head of a page -------------------------------------------------------------------------------


def _meta(document: Document, meta: Meta) -> Iterator[Mark]:
    if meta.name.casefold() == "aigc":
        degree: str | None = _labelled(meta.content)
        yield Mark("aigc", meta.name, meta.content, degree or "unknown", meta.span)
        return
    if plain(meta.name) == "aidisclosure":
        said = vocabulary("ai-disclosure")["meta"].get(meta.content.strip().casefold())
        degree = said or _told(document, meta.content, "unknown")
    else:
        degree = _degree(document, keys().get(plain(meta.name), ""), meta.content, keys())
    if degree is not None:
        exact = plain(meta.name) == "aidisclosure"
        yield Mark("meta", meta.name, meta.content, degree, meta.span, exact=exact)


def _attribute(document: Document, meta: Meta) -> Iterator[Mark]:
    """An attribute; what it says holds for the element it stands on."""
    degree = _degree(document, keys().get(plain(meta.name), ""), meta.content, keys())
    if degree is None:
        return
    opening = document.text.rfind("<", 0, meta.span.start)
    match = _ELEMENT.match(document.text, max(opening, 0))
    element = match[1].lower() if match else ""
    scope = "text" if element in _WHOLE else "images" if element in _PICTURES else "part"
    exact = plain(meta.name).endswith("aidisclosure")
    yield Mark("attribute", meta.name, meta.content, degree, meta.span, exact=exact, scope=scope)


def _labelled(value: Any) -> str | None:
    """What an AIGC label says: "1" that a text is AI-made, "2" and "3" that it may be."""
    block = json_of(value)[0] if isinstance(value, str) else value
    label = str(block.get("Label", "")) if isinstance(block, Mapping) else ""
    found: str = vocabulary("aigc")["labels"].get(label, "unknown")
    return found


# JSON-LD ------------------------------------------------------------------------------------------


@view
def source_types_of(document: Document) -> tuple[Typed, ...]:
    """The digital source types in the JSON-LD of an article, in order of place."""
    found: list[Typed] = []
    for meta in document.metadata.metas:
        if meta.kind == "json-ld" and "digitalSourceType" in meta.content:
            found.extend(_linked(meta))
    return tuple(found)


def _linked(meta: Meta) -> Iterator[Typed]:
    waiting: list[tuple[Any, bool]] = [(json_of(meta.content)[0], False)]
    at = 0
    while waiting:
        item, media = waiting.pop()
        if isinstance(item, list):
            waiting.extend((one, media) for one in reversed(item))
        elif isinstance(item, Mapping):
            kinds = item.get("@type", ())
            kinds = [kinds] if isinstance(kinds, str) else kinds
            own = media or not _MEDIA.isdisjoint(map(str, kinds if isinstance(kinds, list) else ()))
            source = item.get("digitalSourceType")
            if isinstance(source, str):
                place = place_in(meta, source, at)
                at = place.end - meta.span.start
                address = item.get("contentUrl") or item.get("url") or item.get("@id") or ""
                yield Typed(source, own, str(address), place)
            waiting.extend((item[key], own or key in _LINKS[3:]) for key in _LINKS if key in item)


def place_in(meta: Meta, value: str, start: int = 0) -> Span:
    """Where a value stands in a script, from an offset on; the whole script if it is not found."""
    at = meta.content.find(value, start) if value else -1
    if at < 0:
        return meta.span
    return Span(meta.span.start + at, meta.span.start + at + len(value))


def json_of(content: str) -> tuple[Any, int]:
    """The value of a JSON text and -1; or None and the offset at which it is not JSON.

    A text of more than 200,000 characters is not read: it is None as well, and nothing is wrong.
    """
    import json

    if len(content) > _MAX_JSON:
        return None, -1
    try:
        return json.loads(content), -1
    except json.JSONDecodeError as fault:
        return None, min(fault.pos, len(content))
    except (ValueError, RecursionError):
        return None, 0
