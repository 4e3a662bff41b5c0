"""C2PA manifests in a text: where they stand, so that nothing damages them.

A manifest in unstructured text is a run of invisible variation selectors behind U+FEFF, one in
structured text stands between two lines of its own. What it says is not read: only programs that
can verify its signature should.
"""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.patterns import lazy_pattern
from bylint.text import BOM, Span

_BEGIN, _END = "-----BEGIN C2PA MANIFEST-----", "-----END C2PA MANIFEST-----"
_SELECTORS = r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_MAGIC = "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in b"C2PATXT\0")
_REST = lazy_pattern(_SELECTORS + "*")


def manifests(document: Document) -> tuple[Span, ...]:
    """The manifests of an article, in order of place; one that is cut off reaches to the end."""
    found: tuple[Span, ...] = document.memo(manifests, lambda: tuple(sorted(_found(document))))
    return found


def _found(document: Document) -> Iterator[Span]:
    text = document.text
    at = text.find(_MAGIC)
    while at >= 0:
        rest = _REST.match(text, at)
        end = rest.end() if rest else at
        yield Span(at - 1 if text[at - 1 : at] == BOM else at, end)
        at = text.find(_MAGIC, end)
    at = text.find(_BEGIN)
    while at >= 0:
        close = text.find(_END, at)
        end = close + len(_END) if close >= 0 else len(text)
        yield Span(at, end)
        at = text.find(_BEGIN, end)
