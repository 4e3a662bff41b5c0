"""What is wrong with a pack is said at its line, and the rest of the pack holds."""

from __future__ import annotations

import pytest
from packed import PACK, Packed

import bylint
from bylint import __version__
from bylint.cli.main import main

SOUND = "- {name: sound, kind: phrases, phrases: [sound word], why: w, message: m}"
NEEDED = "why: w, message: m"


def one(text: str) -> str:
    """A pack with a rule that is sound in its second line, and others after it."""
    return f"rules:\n{SOUND}\n{text}\n"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "- name: a\n  kind: phrases\n  phrases: [good one, '']\n  why: w\n  message: m",
            5,
            "The rule a has an empty phrase.",
            "Take it out.",
        ),
        (
            "- name: a\n  kind: phrases\n  phrases:\n  - good one\n  - '　 '\n  why: w\n  message: m",
            7,
            "The rule a has an empty phrase.",
            "Take it out.",
        ),
        (
            "- name: a\n  kind: phrases\n  phrases:\n  - 等\n  why: w\n  message: m",
            6,
            "The rule a has a phrase of one character, 等, which stands nearly everywhere.",
            "Write more of it, or make a rule of kind pattern.",
        ),
        (
            f"- {{name: a, kind: phrases, replace: {{𠮷: 吉}}, {NEEDED}}}",
            3,
            "The rule a has a phrase of one character, 𠮷, which stands nearly everywhere.",
            "Write more of it, or make a rule of kind pattern.",
        ),
        (
            f"- name: a\n  kind: phrases\n  phrase: [good one]\n  {'why: w'}\n  message: m",
            5,
            "There is no key phrase here.",
            "Did you mean phrases?",
        ),
        (
            "- name: a\n  kind: phrases\n  colour: red\n  phrases: [good one]\n  why: w\n  message: m",
            5,
            "There is no key colour here.",
            "The keys are name, kind, category, severity, summary, why, message, hint, languages, scope,"
            " phrases, pattern, replace, either, count, most, least, within, case, allowed, good,"
            " bad.",
        ),
        (
            f"- {{name: a, kind: phrase, phrases: [good one], {NEEDED}}}",
            3,
            'rules[1].kind cannot be "phrase".',
            "Did you mean phrases?",
        ),
        (
            f"- {{name: a, kind: phrases, phrases: [good one], scope: [headings], {NEEDED}}}",
            3,
            'rules[1].scope[0] cannot be "headings".',
            "Did you mean heading?",
        ),
        (
            f"- {{name: a, kind: phrases, phrases: [good one], languages: jaa, {NEEDED}}}",
            3,
            'rules[1].languages cannot be "jaa".',
            "Did you mean ja?",
        ),
        (
            f"- {{name: a, kind: phrases, phrases: [1, good one], {NEEDED}}}",
            3,
            "rules[1].phrases[0] must be string, not 1.",
            "",
        ),
        (
            "- {name: a, kind: phrases, phrases: [good one], message: m}",
            3,
            "rules[1] lacks why.",
            "",
        ),
        (
            f"- {{name: a, kind: limit, phrases: [good one], {NEEDED}}}",
            3,
            "The rule a of kind limit lacks most or least.",
            "",
        ),
        (
            f"- {{name: a, kind: phrases, phrases: [good one], most: 2, {NEEDED}}}",
            3,
            "The rule a is of kind phrases and takes no most.",
            "It takes phrases, replace.",
        ),
        (
            f"- {{name: a, kind: require, phrases: [good one], pattern: x+y, {NEEDED}}}",
            3,
            "The rule a has phrases and pattern.",
            "Leave one, or make two rules.",
        ),
        (
            f"- {{name: a, kind: pattern, pattern: 'x(', {NEEDED}}}",
            3,
            "A pattern of the rule a cannot be used: missing ) at position 2.",
            "",
        ),
        (
            f"- {{name: a, kind: pattern, pattern: 'x*', {NEEDED}}}",
            3,
            "A pattern of the rule a cannot be used: it fits where there is nothing.",
            "",
        ),
        (
            f"- {{name: a, kind: pattern, pattern: '((x{{900}}){{900}}){{900}}', {NEEDED}}}",
            3,
            "A pattern of the rule a cannot be used: its repetitions make it longer than 20000"
            " characters.",
            "",
        ),
        (
            f"- {{name: a, kind: pattern, pattern: '(x)y', replace: '\\2', {NEEDED}}}",
            3,
            "A pattern of the rule a cannot be used: invalid group reference.",
            "",
        ),
        (
            "- {name: a, kind: phrases, phrases: [good one], why: w, message: '{founds}'}",
            3,
            "The message of the rule a cannot ask for {founds}.",
            "It may ask for: found, instead.",
        ),
        (
            "- {name: a, kind: phrases, phrases: [good one], why: w, message: '{found:>99999}'}",
            3,
            "The message of the rule a cannot ask for {found}.",
            "It may ask for: found, instead.",
        ),
        (
            "- {name: a, kind: phrases, phrases: [good one], why: w, message: 'a } b'}",
            3,
            "The message of the rule a cannot be read: Single '}' encountered in format string.",
            "Write {{ and }} for braces.",
        ),
        (
            f"- {{name: a, kind: phrases, phrases: [good one], bad: [x], {NEEDED}}}",
            3,
            "The rule a does not tell the language of its bad cases.",
            "Write bad: {en: [...]}, or give the rule one language.",
        ),
        (
            f"- {{name: No Name, kind: phrases, phrases: [good one], {NEEDED}}}",
            3,
            "The rule No Name cannot be used: its name is not lower-case words joined by -.",
            "",
        ),
        (
            f"- {{name: chatbot-talk, kind: phrases, phrases: [good one], {NEEDED}}}",
            3,
            f"bylint {__version__} brings a rule chatbot-talk already; this one is left out.",
            "Rename one of the two.",
        ),
        (
            f"- {{name: sound, kind: phrases, phrases: [good one], {NEEDED}}}",
            3,
            f"{PACK} brings a rule sound already; this one is left out.",
            "Rename one of the two.",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_fault_stands_at_its_line(
    packed: Packed, newline: str, text: str, line: int, message: str, hint: str
) -> None:
    packed.write(PACK, one(text).replace("\n", newline))
    assert packed.faults() == [(PACK, line, message, hint)]
    assert sorted(packed.rules()) == ["sound"]
    assert packed.found("A sound word.\n") == "A ⟦sound word⟧.\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("rules: []\nrulez: []\n", 2, "There is no key rulez here."),
        ("- a\n", 1, 'the file must be mapping, not ["a"].'),
        ("", 1, "the file must be mapping, not null."),
        ("languages: ja\n", 1, "the file lacks rules."),
        ("rules: {a: b}\n", 1, 'rules must be list of mapping, not {"a": "b"}.'),
        ("rules: [\n", 2, "The rule pack cannot be read: did not find expected node content."),
        (
            "rules: !!python/name:os.system ''\n",
            1,
            "The rule pack cannot be read: the tag tag:yaml.org,2002:python/name:os.system is not allowed.",
        ),
    ],
)
def test_a_pack_that_cannot_be_used(packed: Packed, text: str, line: int, message: str) -> None:
    packed.write(PACK, text)
    assert [each[:3] for each in packed.faults()] == [(PACK, line, message)]
    assert packed.rules() == {}


def test_an_alias_bomb_is_refused(packed: Packed) -> None:
    bomb = ["a: &a [one word, one word]"]
    for last, name in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True):
        bomb.append(f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]")
    packed.write(PACK, "\n".join(bomb) + "\nrules: *p\n")
    ((path, line, message, _),) = packed.faults()
    assert (path, line) == (PACK, 4)
    assert message == "The rule pack cannot be read: its aliases repeat more than 2000 values."


def test_a_pack_in_shift_jis_is_refused_at_its_line(packed: Packed) -> None:
    text = f"rules:\n{SOUND}\n- {{name: b, kind: phrases, phrases: [しかしながら], {NEEDED}}}\n"
    packed.write(PACK, text.encode("shift_jis"))
    ((path, line, message, _),) = packed.faults()
    assert (path, line) == (PACK, 3)
    assert message == "The rule pack cannot be read: it is not UTF-8: byte 0x82 at byte offset 118."


def test_config_names_what_is_missing(packed: Packed) -> None:
    packed.write(".bylint.yaml", "language: ja\nrule_packs:\n- ./no.yaml\n")
    assert packed.faults() == [
        (
            ".bylint.yaml",
            3,
            "There is no file ./no.yaml.",
            "The path counts from the folder of this file.",
        )
    ]


def test_rules_of_a_broken_pack_are_not_unknown_in_the_config(packed: Packed) -> None:
    packed.write(".bylint.yaml", "rules: {lost: error}\n")
    packed.write(PACK, f"rules:\n- {{name: lost, kind: phrases, phrases: [''], {NEEDED}}}\n")
    assert [each[2] for each in packed.faults()] == ["The rule lost has an empty phrase."]


def test_a_fault_ends_in_exit_code_2(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.write(PACK, one(f"- {{name: a, kind: phrases, phrases: [''], {NEEDED}}}"))
    packed.write("article.md", "A sound word.\n")
    assert main(["check", "article.md", "--select", "house"]) == 2
    out = capsys.readouterr().out
    assert f"{PACK}:3:" in out
    assert "The rule a has an empty phrase." in out
    assert "warning sound m" in out


# A pattern that backtracks for ever ----------------------------------------------------------

SLOW = r"""
- name: fine
  kind: phrases
  phrases: [kitten]
  why: w
  message: A kitten.
- name: endless
  kind: pattern
  pattern: '(?:k|kk)+$'
  why: w
  message: Never.
"""


def test_a_slow_pattern_is_stopped_and_named(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    packed.pack(SLOW)
    packed.write("one.md", "k" * 60 + "x" + "\n\nA kitten.\n")
    packed.write("two.md", "Another kitten.\n")
    assert main(["check", "one.md", "two.md", "--select", "house"]) == 2
    out = capsys.readouterr().out
    assert out.count("takes too long in this article and was stopped") == 1
    assert (
        "one.md:1:1: error rule-crash The pattern of the rule endless takes too long in this"
        f" article and was stopped: {PACK}:7" in out.replace("\n  ", " ")
    )
    assert "one.md:3:3: warning fine A kitten." in out
    assert "two.md:1:9: warning fine A kitten." in out


BRIEFLY_SLOW = SLOW.replace("'(?:k|kk)+$'", "'(?:k|kk)+$|mitten'")


def told(report: bylint.Report) -> list[tuple[str, str, str]]:
    return [
        (file.source.path, said.rule, said.message)
        for file in report.files
        for said in file.diagnostics
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_rule_that_was_slow_is_left_out_of_the_articles_after_it(
    packed: Packed, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr("bylint.workspace.pool.WORTHWHILE", 0)
    monkeypatch.setattr("bylint.workspace.pool._CHUNK", 1)
    packed.pack(BRIEFLY_SLOW)
    article = "A mitten and a kitten. 猫も😀。\r\n"
    packed.write("1.md", article)
    packed.write("2.md", "k" * 60 + "x\n\nA kitten.\n")
    packed.write("3.md", "k" * 60 + "x\n\nA kitten.\n")
    packed.write("4.md", article)
    packed.write("5.md", article.replace("\r\n", " <!-- bylint-disable-line endless -->\r\n"))
    report = bylint.Linter(jobs=jobs, select=["house"], cached=True).check_paths(["."])
    stopped = (
        f"The pattern of the rule endless takes too long in this article and was stopped: {PACK}:7"
    )
    assert told(report) == [
        ("1.md", "endless", "Never."),
        ("1.md", "fine", "A kitten."),
        ("2.md", "rule-crash", stopped),
        ("2.md", "fine", "A kitten."),
        ("3.md", "fine", "A kitten."),
        ("4.md", "fine", "A kitten."),
        ("5.md", "fine", "A kitten."),
    ]
    assert [file.failed for file in report.files] == [False, True, False, False, False]
    (packed.folder / "2.md").unlink()
    (packed.folder / "3.md").unlink()
    again = bylint.Linter(jobs=jobs, select=["house"], cached=True).check_paths(["."])
    assert told(again) == [
        (path, rule, message)
        for path in ("1.md", "4.md", "5.md")
        for rule, message in (("endless", "Never."), ("fine", "A kitten."))
        if (path, rule) != ("5.md", "endless")
    ]
