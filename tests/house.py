"""The real program, run in a folder of its own with a house rule that finds `TODO`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bylint.records import NamedTuple

PLUGIN = '''
from pathlib import Path

import bylint.workspace.hookspecs
from bylint.checking.rule import Rule
from bylint.diagnostics import Edit, Fix, Safety
from bylint.text import Span


class HouseTodo(Rule, name="house-todo", category="house", severity="error"):
    """A TODO is left in the article.

    ## What it finds

    The word TODO.

    ## Options

    - `word`: what is searched for (TODO).
    """

    word: str = "TODO"

    messages = {"left": "{word} is left in the article."}
    hints = {"left": "Do it, or take it out."}
    good = {"en": ["All is done."]}
    bad = {"en": ["Now ⟦TODO⟧."], "ja": ["ここは⟦TODO⟧。"]}

    def check(self, document):
        at = document.text.find(self.word)
        while at >= 0:
            span = Span(at, at + len(self.word))
            fix = Fix("Take it out", (Edit(span, ""),), Safety.SAFE)
            yield self.finding(span, "left", word=self.word, fix=fix)
            at = document.text.find(self.word, span.end)


class HouseHint(Rule, name="house-hint", category="house", severity="info"):
    """MAYBE is said; a hedge."""

    messages = {"said": "MAYBE is said."}

    def check(self, document):
        at = document.text.find("MAYBE")
        if at >= 0:
            span = Span(at, at + 5)
            edits = (Edit(span, "SURELY\\nAND\\n"),)
            yield self.finding(span, "said", fix=Fix("Be sure", edits, Safety.UNSAFE))


class HouseCrash(Rule, name="house-crash", category="house", severity="error"):
    """Raises where an article says CRASH."""

    messages = {"none": ""}

    def check(self, document):
        if "CRASH" in document.text:
            raise RuntimeError("out of {luck}")
        yield from ()


@bylint.workspace.hookspecs.hookimpl
def bylint_rules():
    return [HouseTodo, HouseHint, HouseCrash]


@bylint.workspace.hookspecs.hookimpl
def bylint_languages():
    return [Path(__file__).with_name("house.ja.yaml")]
'''

JAPANESE = """
code: ja
messages:
  house-todo:
    left: {message: "記事に {word} が残っています。", hint: "済ませるか、消してください。"}
"""

CONFIG = "plugins: [./house.py]\n"


class Ran(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class House:
    """A folder with a config file, and the program run in it."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {"PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP"}
        base = {name: value for name, value in os.environ.items() if name in kept}
        return {**base, "LANG": "C.UTF-8", "BYLINT_CACHE_DIR": str(self.cache), **more}

    def command(self, *arguments: str) -> Sequence[str]:
        return [sys.executable, "-m", "bylint", *arguments]

    def run(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
        done = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment(**environment),
            timeout=60,
            check=False,
        )
        out = done.stdout.decode("utf-8", "surrogateescape")
        return Ran(done.returncode, out, done.stderr.decode("utf-8"))

    def check(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
        """`bylint check` with the house rules, unless others are selected."""
        chosen = () if "--select" in arguments else ("--select", "house")
        return self.run("check", *chosen, *arguments, stdin=stdin, **environment)
