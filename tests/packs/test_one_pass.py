"""Phrases of packs are found in the pass that finds all others; patterns run where they may match."""

from __future__ import annotations

import subprocess
import sys

import pytest
from packed import Packed

from bylint.article.phrases import Found, PhraseIndex
from bylint.checking import packs
from bylint.checking.views import phrase_hits

RULES = """\
- {name: one, kind: phrases, why: w, message: m, phrases: [night bus]}
- {name: two, kind: limit, why: w, message: m, phrases: [night bus], most: 3}
- {name: three, kind: pattern, why: w, message: m, pattern: 'night\\s+\\w+s'}
- {name: four, kind: pattern, why: w, message: m, pattern: 'harbour\\s+\\w+'}
"""


def test_a_text_is_searched_once_for_all_rules(
    packed: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    find = PhraseIndex.find

    def counted(index: PhraseIndex, text: str) -> list[Found]:
        searched.append(text)
        return list(find(index, text))

    packed.pack(RULES)
    linter = packed.linter()
    monkeypatch.setattr(PhraseIndex, "find", counted)
    text = "The night bus is one of the night lines, and that is what it is for."
    checked = linter.check_text(text)
    assert {"one", "three"} <= {said.rule for said in checked.diagnostics}
    assert searched.count(text) == 1


def test_a_pattern_whose_literal_is_not_there_is_not_compiled(
    packed: Packed, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    compiled = packs._compiled

    def told(source: str, case: bool) -> object:
        seen.append(source)
        return compiled(source, case)

    packed.pack(RULES)
    monkeypatch.setattr(packs, "_compiled", told)
    packed.check("The day bus is here. The night lines and the night buses too. Night falls.\n")
    assert set(seen) == {r"night\s+\w+s"}
    assert len(seen) == 2  # the sentences in which the literal stands


def test_regex_is_not_imported_without_need(packed: Packed) -> None:
    packed.pack(RULES)
    packed.write("a.md", "The day bus is what it is.\n")
    script = (
        "import sys; from bylint.cli.main import main;"
        "main(['check', '--no-cache', '--quiet', 'a.md', '--select', 'house']);"
        "print('regex' in sys.modules)"
    )
    command = [sys.executable, "-c", script]
    ran = [
        subprocess.run(command, cwd=packed.folder, capture_output=True, check=True, text=True)
        for _ in range(2)
    ]
    assert ran[1].stdout.split()[-1] == "False"


def test_groups_of_packs_stand_beside_those_of_languages(packed: Packed) -> None:
    from support import document

    packed.pack(RULES)
    languages = packed.linter().languages
    found = languages.phrases(languages.get("en")).find("a night bus by an AI")
    assert {(each.group, each.phrase) for each in found} >= {
        ("pack:one", "night bus"),
        ("pack:two", "night bus"),
        ("pack-pattern:three", "night"),
        ("disclosure-agent", "AI"),
    }
    assert "pack:one" not in phrase_hits(document("a night bus by an AI", language="en"))
