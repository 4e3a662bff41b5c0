"""Tries bylint with millions of made-up texts: `fuzz.py [JUDGE …] [--runs N] [--seconds S]`.

The judges are those of `tests/invariants.py`, all of them if none is named. Texts are made from the
cases that rules carry and from pieces of markup, by joining, cutting, repeating and swapping; one
that shows a behaviour not seen before is kept to make others from. With `--engine atheris` the
coverage of the code decides which are kept; that needs the package of this name and one judge.

A text that breaks a judge is made as short as it stays broken and written to a folder; the exit
code is 1 if there were any. The same seed, judges and runs give the same texts.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Hashable, Sequence
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

LONGEST = 3_000
"""Texts are cut to so many characters: what a longer one does is for `adversarial.py`."""

SHORTENING = 20
"""Seconds in which a text that breaks a judge is to be made shorter."""

KEPT = 4_000
"""How many texts are kept to make others from."""


def main(arguments: list[str]) -> int:
    """Run the judges that are named; 1 if one of them was broken."""
    options = _options(arguments)
    options.crashes.mkdir(parents=True, exist_ok=True)
    if options.engine == "atheris":
        return _atheris(options)
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    broken = [_Search(name, options).run() for name in options.judges or _judges()]
    return int(any(broken))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("judges", metavar="JUDGE", nargs="*", help="such as lint-md")
    parser.add_argument("--runs", type=int, default=0, help="texts a judge (0: until time is up)")
    parser.add_argument("--seconds", type=float, default=60, help="time a judge (60)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--engine", choices=("own", "atheris"), default="own")
    parser.add_argument("--crashes", type=Path, default=Path(tempfile.gettempdir(), "bylint-fuzz"))
    options = parser.parse_args(arguments)
    if options.engine == "atheris":
        if len(options.judges) != 1:
            parser.error("atheris takes one judge at a time")
    elif set(options.judges) - set(_judges()):
        parser.error(f"the judges are {', '.join(_judges())}")
    return options


def _judges() -> list[str]:
    from invariants import JUDGES

    return list(JUDGES)


class _Search:
    """One judge, and the texts that are tried on it."""

    def __init__(self, name: str, options: argparse.Namespace) -> None:
        from fragments import parts_of, seeds
        from invariants import JUDGES

        self.name = name
        self.judge = JUDGES[name]
        self.parts = parts_of(name)
        self.options = options
        self.random = Random(f"{options.seed} {name}")
        self.pool = list(seeds())
        self.seen: set[Hashable] = set()
        self.faults: dict[str, str] = {}

    def run(self) -> bool:
        """Try texts until there were enough or time is up; whether one broke the judge."""
        begin = time.monotonic()
        tried = slowest = 0.0
        for number in count():
            now = time.monotonic()
            if number == self.options.runs > 0 or now - begin > self.options.seconds:
                break
            self.try_out(self._next(number))
            tried += 1
            slowest = max(slowest, time.monotonic() - now)
        spent = time.monotonic() - begin
        print(
            f"{self.name:<16}{tried:>10.0f} texts {spent:>8.0f} s {len(self.seen):>7} behaviours"
            f" {slowest * 1000:>7.0f} ms at most {len(self.faults):>4} faults",
            flush=True,
        )
        return bool(self.faults)

    def _next(self, number: int) -> str:
        if number < len(self.pool) and not self.seen:
            return self.pool[number]
        return mutated(self.random, self.random.choice(self.pool), self.pool, self.parts)

    def try_out(self, text: str) -> None:
        """Try one text; keep it where it is new, write it down where it breaks the judge."""
        try:
            behaviour = self.judge(text)
        except Exception as error:
            self._broken(text, _place(error))
            return
        if behaviour not in self.seen:
            self.seen.add(behaviour)
            if len(self.pool) < KEPT:
                self.pool.append(text)
            else:
                self.pool[self.random.randrange(KEPT)] = text

    def _broken(self, text: str, place: str) -> None:
        if place in self.faults:
            return
        self.faults[place] = shortest = self._shortened(text, place)
        path = self.options.crashes / f"{self.name}-{len(self.faults)}.txt"
        path.write_text(f"{place}\n{shortest!r}\n", encoding="utf-8")
        print(f"{self.name}: {place}: {shortest!r}", flush=True)

    def _shortened(self, text: str, place: str) -> str:
        """The text without all that can be left out, as far as that is found in time."""
        end = time.monotonic() + SHORTENING
        size = len(text) // 2
        while size:
            at = 0
            while at < len(text) and time.monotonic() < end:
                less = text[:at] + text[at + size :]
                if self._breaks(less, place):
                    text = less
                else:
                    at += size
            size //= 2
        return text

    def _breaks(self, text: str, place: str) -> bool:
        try:
            self.judge(text)
        except Exception as error:
            return _place(error) == place
        return False


def _place(error: Exception) -> str:
    """What went wrong where: the same for texts that break a judge in the same way."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {_told(error)}"


def _told(error: Exception) -> str:
    """The rule and the reason where a rule crashed; other words tell of the text."""
    words = str(error)
    return words[:160] if "could not judge" in words else ""


def mutated(random: Random, text: str, others: Sequence[str], parts: Sequence[str]) -> str:
    """Another text made of this one."""
    for _ in range(random.choice((1, 1, 2, 3, 5, 9))):
        text = _changed(random, text, others, parts)
    return text[:LONGEST]


def _changed(random: Random, text: str, others: Sequence[str], parts: Sequence[str]) -> str:
    begin, end = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
    if random.random() < 0.7:
        end = min(end, begin + 12)
    match random.randrange(9):
        case 0:
            return text[:begin] + text[end:]
        case 1:
            return text[:end] + text[begin:end] * random.choice((1, 1, 2, 9)) + text[end:]
        case 2:
            return text[:begin] + random.choice(parts) * random.choice((1, 2, 3, 40)) + text[begin:]
        case 3:
            other = random.choice(others)
            return text[:begin] + other[random.randint(0, len(other)) :]
        case 4:
            return text[:begin] + random.choice(others)[:400] + text[end:]
        case 5:
            lines = text.splitlines(keepends=True)
            random.shuffle(lines)
            return "".join(lines)
        case 6:
            return "".join(random.choices(parts, k=random.randint(1, 25)))
        case 7:
            return text[:begin] + chr(random.randrange(0x110000)) + text[end:]
        case _:
            return text[:begin] + random.choice(parts) + text[end:]


def _atheris(options: argparse.Namespace) -> int:
    try:
        import atheris
    except ImportError:
        print("pip install atheris, or leave out --engine atheris", file=sys.stderr)
        return 2
    # Only what is imported from here on tells its coverage: nothing of bylint may be before.
    with atheris.instrument_imports(include=["bylint", "bylint_rules"]):
        search = _Search(options.judges[0], options)
        search.judge("")

    def change(data: bytes, most: int, seed: int) -> bytes:
        text = data.decode("utf-8", "replace")
        return _encoded(mutated(Random(seed), text, search.pool, search.parts))[:most]

    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(search.pool):
            Path(folder, str(number)).write_bytes(_encoded(text))
        limits = [f"-max_total_time={options.seconds:.0f}", f"-max_len={LONGEST * 4}"]
        limits += [f"-runs={options.runs}"] if options.runs else []
        where = f"-artifact_prefix={options.crashes}/"
        atheris.Setup(
            [sys.argv[0], *limits, where, f"-seed={options.seed or 1}", folder],
            lambda data: search.judge(data.decode("utf-8", "surrogatepass")),
            custom_mutator=change,
        )
        atheris.Fuzz()
    return 0


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
