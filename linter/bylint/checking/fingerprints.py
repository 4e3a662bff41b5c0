"""Fingerprints: what a finding is known by when the lines around it have moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bylint.diagnostics import Diagnostic
from bylint.text import Source

CONTEXT = 16
"""Code points before and after a finding on its lines that tell it from others of its kind."""

_MOST = 300
_COMMENT = "<!-- bylint-"


def fingerprints(source: Source, diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The fingerprint of each diagnostic, 16 hexadecimal digits.

    It depends on the rule, on the text that was found and on a few characters around it, not on the
    line, on spaces, or on a comment for bylint after it; where a finding speaks of the whole
    article, on the rule alone. Findings in the same words have the same fingerprint.
    """
    contents = ("\0".join(_content(source, each)) for each in diagnostics)
    return [digest(each.encode("utf-8", "surrogatepass"), 8).hex() for each in contents]


def digest(data: bytes, size: int, key: bytes = b"") -> bytes:
    """The BLAKE2b hash of some bytes, `size` bytes of it."""
    try:
        from _blake2 import blake2b  # hashlib loads OpenSSL, which takes longer than an article
    except ImportError:
        from hashlib import blake2b
    return blake2b(data, digest_size=size, key=key).digest()


def numbered(prints: Iterable[str]) -> list[str]:
    """Fingerprints of one article, each with its number among those that are the same."""
    seen: dict[str, int] = {}
    told = []
    for each in prints:
        seen[each] = seen.get(each, 0) + 1
        told.append(f"{each}:{seen[each]}")
    return told


def _content(source: Source, item: Diagnostic) -> Sequence[str]:
    if item.whole:
        return item.rule, item.key
    span, text = item.span, source.text
    first = source.line_span(source.line_of(span.start))
    last = source.line_span(source.line_of(max(span.end - 1, span.start)))
    before = text[max(first.start, span.start - CONTEXT) : span.start]
    after = text[span.end : min(last.end, span.end + CONTEXT + len(_COMMENT))]
    after = after.partition(_COMMENT)[0][:CONTEXT]
    found = text[span.start : min(span.end, span.start + _MOST)]
    return item.rule, item.key, *(" ".join(part.split()) for part in (before, found, after))
