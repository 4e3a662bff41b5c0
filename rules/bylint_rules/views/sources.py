"""What an entry says of its source: where to find it, and whether two entries name the same one."""

from __future__ import annotations

import re

from bylint.article.document import Document
from bylint.article.language import Language
from bylint.article.sentences import split
from bylint.article.words import words_of
from bylint.patterns import lazy_pattern
from bylint_rules.views.entries import Entry

_TRACKING = lazy_pattern(r"(?:utm_\w+|fbclid|gclid|ref|ref_src|source)=[^&]*&?")
_IDENTIFIER = lazy_pattern(
    r"\bdoi\b|\b10\.\d{4,9}/|\bISBN\b|\bISSN\b|\barXiv\b|\bPMID\b|\bNCT\d|\bCVE-\d|\bUSENIX\b"
    r"|\b(?:RFC|PEP|ISO|IEC|JIS|IEEE|ANSI|NIST|ECMA|BCP|ITU)[- ]?[A-Z]?[-. ]?\d"
    r"|\b[\w-]+\.(?:com|org|net|edu|gov|jp|io|dev|info|int|co|uk|de|fr|eu|cn|kr|ai|app)\b"
    r"|\b(?:vol|no|pp?)\. ?\d|第\d+[巻号集]|\d+頁",
    re.IGNORECASE,
)
_YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|(?:令和|平成|昭和)(?:\d|元)")
_ADDRESS = lazy_pattern(r"https?://\S+|\S+\.\S+/\S+")
_NOISE = lazy_pattern(r"[\W_]+")


def locatable(entry: Entry, language: Language) -> bool:
    """Whether a reader can find the source: by address, by identifier, or at least by its date."""
    if entry.urls or _IDENTIFIER.search(entry.text) or _YEAR.search(entry.text):
        return True
    text = entry.text.casefold()
    return any(
        word in text for word in words_of(language.data.get("citations", {}).get("located", ()))
    )


def is_note(entry: Entry, document: Document) -> bool:
    """Whether an entry explains something in sentences instead of naming a source."""
    text = entry.text
    if len(text) > 300 or text.endswith(("。", "!")):
        return True
    return len(split(text, document.language)) > 1 or (text.endswith(".") and len(text) > 30)


def same_source(entry: Entry) -> tuple[str, ...]:
    """A key that two entries share where they name one source, empty where it cannot be told."""
    if entry.urls:
        return tuple(sorted({_normal(url) for url in entry.urls}))
    title = _NOISE.sub("", _ADDRESS.sub("", entry.text)).casefold()
    return (title,) if len(title) >= 8 else ()


def _normal(url: str) -> str:
    """An address without what does not tell pages apart. Fragments of the text do."""
    address, _, fragment = url.partition("#")
    address = re.sub(r"^(?:https?:)?//(?:www\.)?", "", address.strip())
    host, slash, path = address.partition("/")
    path, _, query = path.partition("?")
    query = _TRACKING.sub("", query).rstrip("&")
    if "%" in path:
        from urllib.parse import unquote  # costs more to import than a whole check takes

        path = unquote(path)
    path = re.sub(r"(?:index\.html?)?/?$", "", path)
    return f"{host.lower()}{slash and '/'}{path}?{query}#{fragment}".rstrip("?#/")
