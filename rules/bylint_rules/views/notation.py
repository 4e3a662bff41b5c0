"""How the numbers of citations are written: brackets, superscripts, digits of three kinds."""

from __future__ import annotations

from bylint.patterns import lazy_pattern

BRACKET, WIDE, LENTICULAR = "bracket", "wide", "lenticular"
SUPERSCRIPT, NUMBER = "superscript", "number"
"""The styles of markers: what the reader sees around the number."""

STYLES = {"[": BRACKET, "［": WIDE, "【": LENTICULAR}
CLOSING = {"[": "]", "［": "］", "【": "】"}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
TO_HALF = str.maketrans("０１２３４５６７８９", "0123456789")
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


def is_body(text: str) -> bool:
    """Whether a text holds numbers and what joins them, and nothing else."""
    return bool(_INSIDE.fullmatch(text))


def dressed(body: str, style: str) -> str:
    """The numbers of a marker written in a style."""
    text = body.translate(TO_DIGITS).translate(TO_HALF).strip(" \u3000")
    if style == SUPERSCRIPT:
        return text.translate(_RAISED).replace(" ", "")
    if style == WIDE:
        return f"［{text.translate(_TO_WIDE)}］"
    return f"【{text}】" if style == LENTICULAR else f"[{text}]"
