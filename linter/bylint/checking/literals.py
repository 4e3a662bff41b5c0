"""What a pattern cannot do without: literals, one of which stands in whatever it matches."""

from __future__ import annotations

from collections.abc import Iterable

from bylint.article.phrases import fold
from bylint.errors import BylintError
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple

MAX_LENGTH = 20_000
"""How many characters a pattern may have."""
MAX_SIZE = 20_000
"""How many places a pattern may have once its repetitions are written out."""
MAX_LITERALS = 500
MAX_DEPTH = 50

_REPEAT = lazy_pattern(r"\{([0-9]{0,9})(,?)([0-9]{0,9})\}")
_OPENING = lazy_pattern(r"\(\?(?:P?<[A-Za-z_]\w*>|:|>|\||([a-zA-Z0-9-]{1,12}):)")
_LOOK = lazy_pattern(r"\(\?<?[=!]")
_OPAQUE = lazy_pattern(r"\(\?(?:#[^)]*|[a-zA-Z0-9-]{1,12}|P[=>]\w+|R|[0-9]+|&\w+)\)")
_ESCAPE = lazy_pattern(
    r"\\(?:[pPN]\{[^}]*\}|[Lgk]<[^>]*>|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-9]+|\w)"
)


class Unfit(BylintError):
    """A pattern that is not to be used, and why."""


class Needs(NamedTuple):
    """What is known of a part of a pattern.

    `exact` is its text where it matches nothing else, `literals` are those of which every match
    holds one, none where that is not known; `size` is how long the pattern is written out.
    """

    exact: str | None
    literals: tuple[str, ...]
    size: int


_UNKNOWN = Needs(None, (), 1)


def literals(pattern: str) -> tuple[str, ...]:
    """The literals of a pattern, folded as phrases are; none where it needs none worth a search.

    Raises `Unfit` for a pattern that is too long, too deep, or that repeats its repetitions.
    """
    if len(pattern) > MAX_LENGTH:
        raise Unfit(f"it has more than {MAX_LENGTH} characters")
    reader = _Reader(pattern)
    needs = reader.alternatives(0)
    if needs.size > MAX_SIZE:
        raise Unfit(f"its repetitions make it longer than {MAX_SIZE} characters")
    if reader.vague:
        return ()
    found = (needs.exact,) if needs.exact else needs.literals
    folded = tuple(dict.fromkeys(map(fold, found)))
    worth = all(len(each) > 1 or not each.isascii() for each in folded)
    return folded if worth and len(folded) <= MAX_LITERALS else ()


class _Reader:
    """Reads a pattern once, from left to right. What it does not know it takes for unknown.

    `vague` tells of a pattern whose text may not be what it matches: spaces in it do not count, or a
    match may have faults.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.vague = False

    def alternatives(self, depth: int) -> Needs:
        """What stands up to the end of the group, or of the pattern."""
        if depth > MAX_DEPTH:
            raise Unfit(f"its groups are nested more than {MAX_DEPTH} deep")
        branches = [self._sequence(depth)]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self._sequence(depth))
        if len(branches) == 1:
            return branches[0]
        each = [(one.exact,) if one.exact else one.literals for one in branches]
        size = sum(one.size for one in branches)
        if not all(each):
            return Needs(None, (), size)
        return Needs(None, tuple(dict.fromkeys(text for some in each for text in some)), size)

    def _sequence(self, depth: int) -> Needs:
        best: tuple[str, ...] = ()
        run, whole, size = "", True, 0
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            item = self._atom(depth)
            least, most = self._repeats()
            size += item.size * max(least, most, 1)
            if least == most == 1 and item.exact is not None:
                run += item.exact
                continue
            whole = False
            if least and item.exact:
                run += item.exact
            best = _better(best, (run,))
            if least and item.exact is None:
                best = _better(best, item.literals)
            run = ""
        best = _better(best, (run,))
        return Needs(run if whole else None, best, size)

    def _atom(self, depth: int) -> Needs:
        text, at = self.pattern, self.at
        char = text[at]
        if char == "(":
            return self._group(depth)
        if char == "[":
            self._skip_set()
            return _UNKNOWN
        if char == "\\":
            escape = _ESCAPE.match(text, at)
            self.at = escape.end() if escape else min(at + 2, len(text))
            return _UNKNOWN if escape else Needs(text[at + 1 : at + 2], (), 1)
        self.at += 1
        return _UNKNOWN if char in ".^${}" else Needs(char, (), 1)

    def _group(self, depth: int) -> Needs:
        opaque = _OPAQUE.match(self.pattern, self.at)
        if opaque:
            self.vague = self.vague or "x" in opaque[0].partition("-")[0]
            self.at = opaque.end()
            return _UNKNOWN
        opening = _OPENING.match(self.pattern, self.at)
        look = _LOOK.match(self.pattern, self.at)
        plain = not self.pattern.startswith("(?", self.at)
        if opening and "x" in (opening[1] or "").partition("-")[0]:
            self.vague = True
        known = opening or look
        self.at = known.end() if known else self.at + 1
        inside = self.alternatives(depth + 1)
        self.at += 1
        if not (opening or plain):
            return Needs(None, (), inside.size)
        return inside

    def _skip_set(self) -> None:
        text = self.pattern
        at = self.at + 1 + text.startswith("^", self.at + 1)
        at += text.startswith("]", at)
        while at < len(text) and text[at] != "]":
            end = text.find(":]", at) if text.startswith("[:", at) else -1
            at = end + 2 if end >= 0 else at + (2 if text[at] == "\\" else 1)
        self.at = at + 1

    def _repeats(self) -> tuple[int, int]:
        """How often the last item stands, at least and at most, 0 for without end."""
        text = self.pattern
        char = text[self.at : self.at + 1]
        bounds = _REPEAT.match(text, self.at)
        if char == "{" and not (bounds and (bounds[1] or bounds[3])):
            self.vague = True
            return 0, 1
        if bounds:
            self.at = bounds.end()
            least = int(bounds[1] or 0)
            most = int(bounds[3] or 0) if bounds[2] else least
        elif char in ("*", "+", "?"):
            self.at += 1
            least, most = int(char == "+"), int(char == "?")
        else:
            return 1, 1
        if text.startswith(("?", "+"), self.at):
            self.at += 1
        self.vague = self.vague or text.startswith("{", self.at)
        return least, most


def _better(one: tuple[str, ...], other: Iterable[str]) -> tuple[str, ...]:
    """The literals that are the more seldom met: the longer ones, then the fewer."""
    new = tuple(other)
    if not all(new) or not new:
        return one
    if not one:
        return new
    return max(one, new, key=lambda each: (min(map(len, each)), -len(each)))
