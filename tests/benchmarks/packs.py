"""What rule packs cost, as ratios measured side by side in one run. Not a test: it asserts nothing.

Of many rounds in turns the quickest of each counts: what else the machine does only adds to it.
The phrases begin like sentences of the articles and go on otherwise, so that they are nearly met
again and again; where some are met in full, that is one in a hundred.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import corpus
import yaml

import bylint

ROUNDS = 15
SIZE = 400_000


def phrases(count: int, met: int) -> dict[str, list[str]]:
    """As many phrases in each language; some are `met` in full, one in so many, 0 for none."""
    pick = random.Random(1)
    made: dict[str, list[str]] = {}
    for language in ("ja", "en"):
        pool = corpus.sentences(language)
        length = {"ja": 6, "en": 14}[language]
        found: dict[str, None] = {}
        while len(found) < count:
            one, other = pick.choice(pool), pick.choice(pool)
            at = pick.randrange(max(len(one) - 2 * length, 1))
            whole = bool(met) and len(found) % met == 0
            new = one[at : at + 2 * length] if whole else one[at : at + length] + other[:length]
            if whole or not any(new.strip() in text for text in pool):
                found[new.strip()] = None
        made[language] = list(found)
    return made


def rule(number: int, **more: object) -> dict[str, object]:
    """A rule of a pack."""
    return {"name": f"r-{number}", "why": "w", "message": "m", **more}


def packs() -> dict[str, list[dict[str, object]]]:
    """Packs to compare, by name."""
    listed = phrases(500, 100)
    unmet = phrases(500, 0)
    tens = [
        rule(
            n,
            kind="phrases",
            phrases={code: each[n * 5 : n * 5 + 5] for code, each in unmet.items()},
        )
        for n in range(100)
    ]
    near = [
        rule(n, kind="pattern", pattern=rf"{re.escape(word)}\w{{1,3}}", languages=code)
        for code, each in unmet.items()
        for n, word in enumerate(each[:50], 1_000 if code == "en" else 2_000)
    ]
    everywhere = [rule(3_000, kind="pattern", pattern=r"(\w)\1\1\1")]
    return {
        "1,000 phrases": [rule(0, kind="phrases", phrases=unmet)],
        "1,000 phrases, some met": [rule(0, kind="phrases", phrases=listed)],
        "1,000 phrases in 100 rules": tens,
        f"{len(near)} patterns with a literal": near,
        "1 pattern without one": everywhere,
    }


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    """Each pack against none, in turns."""
    texts = corpus.articles(SIZE)
    with tempfile.TemporaryDirectory() as folder:
        linters = {"none": bylint.Linter(root=folder)}
        for number, (name, rules) in enumerate(packs().items()):
            home = Path(folder, str(number))
            home.mkdir()
            (home / "pack.yaml").write_text(yaml.safe_dump({"rules": rules}, allow_unicode=True))
            (home / ".bylint.yaml").write_text("rule_packs: pack.yaml\n")
            linters[name] = bylint.Linter(root=home)

        def check(linter: bylint.Linter) -> int:
            return sum(len(linter.check_text(text, "a.md").diagnostics) for text in texts)

        found = {name: check(linter) for name, linter in linters.items()}
        times: dict[str, list[float]] = {name: [] for name in linters}
        for _ in range(ROUNDS):
            for name, linter in linters.items():
                times[name].append(cpu(lambda linter=linter: check(linter)))
        for name in linters:
            ratio = min(times[name]) / min(times["none"])
            print(f"{name:<32}{ratio:6.3f} ×   {found[name] - found['none']:6} findings more")


if __name__ == "__main__":
    main()
