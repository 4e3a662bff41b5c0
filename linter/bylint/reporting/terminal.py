"""What may reach a terminal: text without control characters, lines that fit, colours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span, columns

_TAB = "    "
_ELLIPSIS = "…"
# Spaces, and the joiners of emoji and of Indic and Persian script; all else that does not print is
# shown as an escape: control characters, direction overrides, surrogates, private use.
_HARMLESS = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200c\u200d"
)
# Build servers obey what a log says: `##[…]` and `##vso[…]` anywhere, `::…` where a line begins.
_COMMAND = lazy_pattern(r"#(?=#\w{0,40}\[)")
_PALETTE = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;34",
    "bold": "1",
    "faint": "2",
    "good": "32",
}


def visible(text: str) -> str:
    """A text that is safe to show: what does not print and what logs would obey is escaped."""
    return "".join(_cells(text))


def line_start(text: str) -> str:
    """A visible text that is also safe where a line begins."""
    shown = visible(text)
    return shown.replace("::", "\\x3a:", 1) if shown.lstrip().startswith("::") else shown


def _cells(text: str) -> list[str]:
    """What to show for each character of a text."""
    if text.isprintable() and "##" not in text:
        return list(text)
    cells = [char if char.isprintable() or char in _HARMLESS else escaped(char) for char in text]
    for match in _COMMAND.finditer(text):
        cells[match.start()] = "\\x23"
    return cells


def escaped(char: str) -> str:
    r"""A character as its escape, such as `\x1b` or `\u202e`."""
    return char.encode("unicode_escape").decode("ascii")


class Excerpt(NamedTuple):
    """A line, cut to fit, and the mark under it: the columns before it and those it takes."""

    text: str
    indent: int
    length: int


def excerpt(text: str, line: Span, mark: Span, room: int) -> Excerpt:
    """The part of a line around a mark that fits in `room` columns.

    The mark begins inside the part shown, and ends there where it fits. Costs the same for a line
    of any length.
    """
    low, high = max(line.start, mark.start - room), min(line.end, mark.start + room)
    window = text[low:high]
    cells = [_TAB if cell == "\\t" else cell for cell in _cells(window)]
    sizes = [
        size if cell == char else len(cell)
        for char, cell, size in zip(window, cells, columns(window), strict=True)
    ]
    at = [0, *accumulate(sizes)]
    first, last = mark.start - low, max(min(mark.end, high), mark.start) - low
    left, right = 0, len(window)
    if low > line.start or high < line.end or at[-1] > room:
        left, right = _fit(at, first, last, room - 2 * len(_ELLIPSIS))
    before = _ELLIPSIS if low + left > line.start else ""
    after = _ELLIPSIS if low + right < line.end else ""
    return Excerpt(
        before + "".join(cells[left:right]) + after,
        len(before) + at[first] - at[left],
        max(at[min(last, right)] - at[first], 1),
    )


def _fit(at: list[int], first: int, last: int, room: int) -> tuple[int, int]:
    """The range of cells to show: the mark, then what is before it, then what is after it.

    `at` holds the column at which each cell begins.
    """
    marked = max(bisect_right(at, at[first] + room) - 1, first)
    spare = room - (at[min(last, marked)] - at[first])
    left = bisect_left(at, at[first] - spare // 2, 0, first)
    right = max(bisect_right(at, at[left] + room) - 1, first)
    left = bisect_left(at, at[right] - room, 0, first)
    return left, right


class Paint:
    """Colours a text, or leaves it alone where colours are not wanted."""

    __slots__ = ("_on",)

    def __init__(self, *, on: bool) -> None:
        self._on = on

    def __call__(self, kind: str, text: str) -> str:
        """The text in the colour of a severity, or bold, faint or good."""
        return f"\x1b[{_PALETTE[kind]}m{text}\x1b[0m" if self._on else text
