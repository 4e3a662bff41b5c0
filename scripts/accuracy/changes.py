"""Which findings on human prose came and went since a commit: `accuracy changes [COMMIT]`.

Compares docs/precision.md and docs/precision.tsv, as `accuracy human --fetch CACHE --write` has
written them, with those of a commit, HEAD where none is named. A finding that only moved to another
line is no change.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from human import FOUND, ROOT, TABLE

Place = tuple[str, str, str]
"""Article, rule, severity."""


def main(arguments: Sequence[str]) -> int:
    """Print what changed; 0 whether or not something did."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    commit = arguments[0] if arguments else "HEAD"
    for line in (*rates(commit), *findings(commit)):
        print(line)
    return 0


def rates(commit: str) -> Iterator[str]:
    """Rows of the tables that are not what they were."""
    before = rows(at(commit, TABLE.relative_to(ROOT).as_posix()))
    after = rows(TABLE.read_text(encoding="utf-8"))
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, "(none)"), after.get(key, "(none)")
        if old != new:
            yield f"{key[0]}, {key[1]}: {old} -> {new}"


def rows(page: str) -> dict[tuple[str, str], str]:
    """The rows of the tables, by the heading above them and their first cell."""
    found = {}
    title = ""
    for line in page.splitlines():
        if line.startswith("## "):
            title = line[3:]
        elif line.startswith(("| `", "| **")):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found[title, cells[0].strip("`*")] = " ".join(cells[1:])
    return found


def findings(commit: str) -> Iterator[str]:
    """Findings that came, with +, and that went, with -, each at its line."""
    before = lines(at(commit, FOUND.relative_to(ROOT).as_posix()))
    after = lines(FOUND.read_text(encoding="utf-8"))
    for sign, some, others in (("-", before, after), ("+", after, before)):
        counts = Counter({place: len(at_lines) for place, at_lines in others.items()})
        for place, at_lines in sorted(some.items()):
            for line in at_lines[counts[place] :]:
                article, rule, severity = place
                yield f"{sign} {article}:{line}: {severity} {rule}"


def lines(table: str) -> dict[Place, list[int]]:
    """The lines of the findings of each rule in each article."""
    found: dict[Place, list[int]] = {}
    for row in table.splitlines()[1:]:
        article, line, rule, severity = row.split("\t")
        found.setdefault((article, rule, severity), []).append(int(line))
    return found


def at(commit: str, path: str) -> str:
    """A file as it was, "" where it was not there."""
    run = subprocess.run(
        ["git", "show", f"{commit}:{path}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return run.stdout if run.returncode == 0 else ""
