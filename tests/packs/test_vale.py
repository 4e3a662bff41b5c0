"""Styles of Vale as rule packs: what they found is found, and what cannot be said is listed."""

from __future__ import annotations

import pytest
from packed import Packed

from bylint.cli.main import main

EXISTENCE = """\
extends: existence
message: "Avoid '%s'."
link: https://example.org/style
level: suggestion
ignorecase: true
tokens:
  - at the end of the day
  - e\\.g\\.
exceptions:
  - At The End Of The Day
"""
PATTERNS = """\
extends: existence
message: "100%% {sure}? Avoid '%s'."
level: error
nonword: true
tokens:
  - '[!！]{2,}'
  - very\\s+\\w+
"""
CASED = "extends: existence\nmessage: \"Not '%s'.\"\ntokens: [Internet]\n"
SWAP = """\
extends: substitution
message: "Use '%s' instead of '%s'."
level: warning
ignorecase: true
swap:
  utilize: use
  '(?:give|gave) rise to': cause|bring about
  '(\\d+)x': $1 times
"""
LENGTH = """\
extends: occurrence
message: "More than 4 words."
scope: sentence
max: 4
token: \\b(\\w+)\\b
"""
DASHES = """\
extends: occurrence
message: "Too many dashes."
scope: paragraph
max: 1
ignorecase: true
token: —
"""
REPEAT = """\
extends: repetition
message: "'%s' stands twice."
ignorecase: true
alpha: true
tokens: ['[^\\s]+']
"""
EITHER = """\
extends: consistency
message: "Inconsistent spelling of '%s'."
ignorecase: true
either: {advisor: adviser}
"""


def carried(
    packed: Packed, capsys: pytest.CaptureFixture[str], **checks: str
) -> tuple[int, list[str]]:
    """Import checks as a style named Acme; the code and what is said of it."""
    for name, text in checks.items():
        packed.write(f"styles/Acme/{name}.yml", text)
    target = packed.folder / ".bylint" / "rules" / "acme.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    code = main(["import", "vale", "styles/Acme", "--output", str(target)])
    said = capsys.readouterr()
    assert said.out == ""
    assert packed.faults() == []
    return code, said.err.splitlines()


@pytest.mark.parametrize(
    ("check", "text", "messages"),
    [
        (
            EXISTENCE,
            "At the end of the day, at the end of my day, e.g. so. ⟦At the end of the day⟧?\n",
            None,
        ),
        (PATTERNS, "Go⟦!!⟧ And go⟦！！⟧ It is ⟦very good⟧.\n", ["100% {sure}? Avoid '!!'."]),
        (CASED, "The internet, the ⟦Internet⟧.\n", ["Not 'Internet'."]),
        (
            SWAP,
            "We ⟦utilize⟧ what ⟦gave rise to⟧ it ⟦20x⟧.\n",
            [
                "Use 'use' instead of 'utilize'.",
                "Use 'cause' instead of 'gave rise to'.",
                "Use '20 times' instead of '20x'.",
            ],
        ),
        (LENGTH, "One two three four. ⟦One two three four five.⟧\n", ["More than 4 words."]),
        (DASHES, "One — two.\n\nOne — two ⟦—⟧ three.\n", ["Too many dashes."]),
        (REPEAT, "It is ⟦the the⟧ one, 1 1, ⟦It\nit⟧ is.\n", ["'the the' stands twice."]),
        (
            EITHER,
            "An advisor, an advisor, an ⟦adviser⟧.\n",
            ["Inconsistent spelling of 'adviser'."],
        ),
    ],
)
def test_what_a_style_found_is_found(
    packed: Packed,
    capsys: pytest.CaptureFixture[str],
    check: str,
    text: str,
    messages: list[str] | None,
) -> None:
    carried(packed, capsys, Check=check)
    if messages is None:  # what is excepted is not found at all, but for another word
        assert packed.messages("At the end of the day, e.g. so.\n") == ["Avoid 'e.g.'."]
        return
    plain = text.replace("⟦", "").replace("⟧", "")
    assert packed.found(plain) == text
    assert packed.messages(plain)[: len(messages)] == messages


def test_levels_links_and_names(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = carried(packed, capsys, WeakWords=EXISTENCE, Marks=PATTERNS)
    assert (code, said) == (0, ["bylint: 2 rules carried over"])
    rules = packed.rules()
    assert {name: rule.severity.word for name, rule in rules.items() if rule.severity} == {
        "acme-marks": "error",
        "acme-weak-words": "info",
    }
    assert {rule.category for rule in rules.values()} == {"acme"}
    assert "See https://example.org/style" in (rules["acme-weak-words"].__doc__ or "")


ORDERED = """\
extends: existence
message: "Not '%s'."
ignorecase: true
raw:
  - \\b(?:is|was)\\b\\s*
  - (?:not )?
tokens:
  - seen
  - '\\w+ed'
"""


def test_raw_stands_before_the_tokens_or_after_them(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    after = "extends: existence\nmessage: m\nappend: true\nnonword: true\nraw: [' \\d+']\ntokens: [top, best]\n"
    code, said = carried(packed, capsys, Passive=ORDERED, Top=after)
    assert (code, said) == (0, ["bylint: 2 rules carried over"])
    text = "It is seen, 𠮷, and was not mended😀. It is here, and we mended it. The top 10 of the best.\r\n"
    assert packed.found(text) == (
        "It ⟦is seen⟧, 𠮷, and ⟦was not mended⟧😀. It is here, and we mended it. The ⟦top 10⟧ of the best.\r\n"
    )


def test_a_substitution_that_says_that_it_replaces_lacks_nothing(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    swap = "extends: substitution\nmessage: m %s\naction:\n  name: replace\nswap:\n  utilize: use\n"
    assert carried(packed, capsys, Swap=swap) == (0, ["bylint: 1 rule carried over"])
    assert packed.found("We utilize it.\n") == "We ⟦utilize⟧ it.\n"


def test_what_cannot_be_carried_over_is_listed(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    packed.write("styles/Acme/count.tengo", "text := import('text')\n")
    packed.write("styles/Acme/meta.json", "{}")
    packed.write("styles/Acme/Sjis.yml", "extends: existence\nmessage: 語\n".encode("shift_jis"))
    code, said = carried(
        packed,
        capsys,
        Bad="extends: existence\nmessage: m\ntokens: ['x(']\n",
        Anchor="extends: existence\nmessage: m\ntokens: ['^But then']\n",
        Bomb="a: &a [x]\n" + "".join(f"b{n}: [{', '.join(['*a'] * 200)}]\n" for n in range(9)),
        Caps="message: m\nextends: capitalization\nmatch: $title\n",
        Empty="",
        Heading="extends: existence\nmessage: m\nscope: heading.h2\ntokens: [ok then]\n",
        Pos="extends: existence\nmessage: m\ntokens: [ok then]\naction:\n  name: remove\n",
        Raw="extends: existence\nmessage: m\nscope: raw\ntokens: [ok then]\n",
        Script="extends: script\nmessage: m\nscript: count.tengo\n",
        Swap=SWAP,
    )
    assert code == 1
    assert said == [
        "bylint: styles/Acme/Anchor.yml:3: its ^ and $ are carried over as the ends of a sentence",
        "bylint: styles/Acme/Bad.yml:1: A pattern of the rule acme-bad cannot be used: missing ) at position 10.",
        "bylint: styles/Acme/Bomb.yml:7: its aliases repeat more than 2000 values",
        "bylint: styles/Acme/Caps.yml:2: checks of Vale's kind capitalization have no counterpart",
        "bylint: styles/Acme/Empty.yml:1: it is not a check",
        "bylint: styles/Acme/Heading.yml:3: its scope heading.h2 is carried over as headings of any level",
        "bylint: styles/Acme/Pos.yml:4: its action has no counterpart; the rest is carried over",
        "bylint: styles/Acme/Raw.yml:3: its scope raw has no counterpart",
        "bylint: styles/Acme/Script.yml:1: it runs a Tengo script, and packs run no code",
        "bylint: styles/Acme/Sjis.yml:2: it is not UTF-8: byte 0x8c at byte offset 28",
        "bylint: styles/Acme/Swap.yml:7: of the replacements of (?:give|gave) rise to the first is carried over",
        "bylint: styles/Acme/count.tengo:1: it is a Tengo script, and packs run no code",
        "bylint: 5 rules carried over",
    ]


def test_a_pack_may_go_to_standard_output(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    packed.write("styles/Acme/Cased.yml", CASED)
    assert main(["import", "vale", "styles/Acme", "--language", "en"]) == 0
    assert capsys.readouterr().out == (
        "category: acme\nlanguages: en\nrules:\n- name: acme-cased\n  kind: phrases\n"
        "  severity: warning\n  why: The style acme asks for it.\n  message: Not '{found}'.\n"
        "  phrases:\n  - Internet\n  case: true\n"
    )


def test_nothing_is_overwritten(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.write("styles/Acme/Cased.yml", CASED)
    packed.write("mine.yaml", "# mine\n")
    assert main(["import", "vale", "styles/Acme", "--output", "mine.yaml"]) == 2
    assert (packed.folder / "mine.yaml").read_text() == "# mine\n"
    assert capsys.readouterr().err == "bylint: mine.yaml is there already; choose another name\n"


def test_folders_without_a_style(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "vale", "nowhere"]) == 2
    assert capsys.readouterr().err == "bylint: No such file or directory: nowhere\n"
    packed.write("empty/README.md", "")
    assert main(["import", "vale", "empty"]) == 2
    assert capsys.readouterr().err == "bylint: 0 rules carried over\n"
