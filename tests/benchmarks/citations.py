"""What many citations cost: one article at three sizes, linted and renumbered. It asserts nothing.

usage: citations.py [SIZE]

SIZE is the largest article's size in bytes (5,000,000). It has a citation every 250 bytes, and its
sources are listed in the reverse order of their use.
"""

from __future__ import annotations

import re
import sys
from functools import partial

from corpus import STOPS, WORDS, sentences
from speed import cpu

import bylint
from bylint.checking.fixer import mend
from bylint.diagnostics import Checked, Safety

SIZE = 5_000_000
EVERY = 250
USES = 10
SHARES = (16, 4, 1)


def article(language: str, size: int) -> str:
    """A Markdown article of about `size` bytes, each of whose sources is cited ten times."""
    stop = STOPS[language].strip()
    pool = [re.sub(r" ?\[\d\]", "", sentence).strip() for sentence in sentences(language)]
    last = size // EVERY // USES
    lines: list[str] = []
    written = cited = 0
    while written < size:
        sentence = pool[len(lines) % len(pool)].removesuffix(stop)
        if written >= cited * EVERY:
            sentence += f" [{max(last - cited // USES, 1)}]"
            cited += 1
        lines.append(sentence + stop)
        written += len(lines[-1].encode()) + 1
    paragraphs = ["\n".join(lines[at : at + 5]) for at in range(0, len(lines), 5)]
    entries = [f"- [{n}] Report {n}, https://s{n}.example/" for n in range(1, last + 1)]
    return "\n\n".join([*paragraphs, f"## {WORDS[language][2]}", "\n".join(entries)]) + "\n"


def renumbered(linter: bylint.Linter, checked: Checked) -> int:
    """How many fixes were made until nothing was left to mend."""
    return mend(checked, linter.check_text, Safety.SAFE).fixed


def main(arguments: list[str]) -> None:
    """Measure each size in both languages."""
    size = int(arguments[0]) if arguments else SIZE
    linter = bylint.Linter(select=["citations"])
    for language in STOPS:
        for share in SHARES:
            text = article(language, size // share)
            checked: list[Checked] = []
            linted = cpu(lambda text=text, into=checked: into.append(linter.check_text(text)))
            fixed = cpu(partial(renumbered, linter, checked[0]))
            print(
                f"{language} {len(text.encode()) / 1e6:5.1f} MB {text.count(' ['):6} citations"
                f"  linted {linted:6.2f} s  renumbered and linted again {fixed:6.2f} s"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
