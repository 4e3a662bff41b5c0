"""How the numbers of citations are written: brackets, superscripts, digits of three kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bylint.patterns import lazy_pattern

if TYPE_CHECKING:
    from bylint_rules.views.markers import Group

BRACKET, WIDE, LENTICULAR = "bracket", "wide", "lenticular"
SUPERSCRIPT, NUMBER = "superscript", "number"
"""The styles of markers: what the reader sees around the number."""

STYLES = {"[": BRACKET, "［": WIDE, "【": LENTICULAR}
CLOSING = {"[": "]", "［": "］", "【": "】"}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_TO_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
_TO_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_INSIDE = lazy_pattern(rf"[\d{SUPERSCRIPTS}\s,，、;；˒–—‐‑−~〜～－⁻⁃-]+")


def like(sample: str, number: int) -> str:
    """A number in the digits of a sample: half-width, full-width or superscript."""
    text = str(number)
    if sample and sample[0] in SUPERSCRIPTS:
        return text.translate(_RAISED)
    return text.translate(_TO_WIDE) if sample and "０" <= sample[0] <= "９" else text


def is_number(text: str) -> bool:
    """Whether a text is nothing but digits, half-width, full-width or superscript."""
    return bool(text) and text.translate(TO_DIGITS).isdecimal()


def styled(group: Group, style: str, source: str) -> str | None:
    """A marker written in another style, None where the style has no room for what it says."""
    text = source[group.span.start : group.span.end]
    if group.style == SUPERSCRIPT or style == SUPERSCRIPT:
        if group.end - group.start > 2 + group.body.end - group.body.start:
            return None
        text = source[group.body.start : group.body.end]
        if not _INSIDE.fullmatch(text):
            return None
    else:
        text = text[1:-1]
    text = text.translate(TO_DIGITS).translate(_TO_HALF).strip(" \u3000")
    if style == SUPERSCRIPT:
        return text.translate(_RAISED).replace(" ", "")
    if style == WIDE:
        return f"［{text.translate(_TO_WIDE)}］"
    return f"【{text}】" if style == LENTICULAR else f"[{text}]"
