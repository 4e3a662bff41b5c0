"""Language files: the built-in ones are sound, and what is wrong in one stands at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tone import RULES, LoudWord

from bylint.article.language import HEAD
from bylint.workspace.languages import Compiled, compiled, data_of, head_of
from bylint.workspace.registry import registry
from bylint_rules.plugin import bylint_languages


def compile_(folder: Path, *texts: str) -> Compiled:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.yaml"
        path.write_bytes(text.encode())
        paths.append(str(path))
    return compiled(paths, RULES)


def faults(found: Compiled) -> list[str]:
    return [
        f"{Path(file.source.path).name}:{file.source.line_of(said.span.start)} {said.message}"
        for file in found.faults
        for said in file.diagnostics
    ]


def test_every_built_in_language_is_sound() -> None:
    rules = [known.rule for known in registry().rules.values()]
    found = compiled(map(str, bylint_languages()), rules)
    assert [said.message for file in found.faults for said in file.diagnostics] == []
    assert {"en", "ja"} <= {data["code"] for data in found.languages}


def test_words_that_older_yaml_takes_for_something_else_stay_words() -> None:
    english = registry().languages.get("en")
    assert "no" in english.abbreviations
    assert "on" in english.stop_words


def test_files_of_one_language_are_merged(tmp_path: Path) -> None:
    found = compile_(
        tmp_path,
        "code: fr\nname: French\nheadings: {summary: [résumé]}\nphrases: {worn: [a]}\n",
        "code: fr\nheadings: {summary: [résumé, bilan], links: [liens]}\ntone: {words: [fort]}\n",
        "code: de\nname: German\n",
    )
    assert found.faults == ()
    assert found.languages == (
        {
            "code": "fr",
            "name": "French",
            "headings": {"summary": ["résumé", "bilan"], "links": ["liens"]},
            "phrases": {"worn": ["a"]},
            "tone": {"words": ["fort"]},
        },
        {"code": "de", "name": "German"},
    )


def test_languages_come_on_top_of_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "ja.yaml"
    path.write_text("code: ja\ntone: [強い]\n", encoding="utf-8")
    base = {"code": "ja", "name": "Japanese"}
    found = compiled([str(path)], RULES, lambda code: base if code == "ja" else {})
    assert found.languages == ({"code": "ja", "name": "Japanese", "tone": ["強い"]},)
    assert base == {"code": "ja", "name": "Japanese"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name: French\n", "1 The language file lacks code."),
        ("code: fr\nunspaced: nein\n", '2 unspaced must be boolean, not "nein".'),
        (
            "code: fr\n\nabbreviations: 2\n",
            "3 abbreviations must be list of string | string, not 2.",
        ),
        ("code: fr\nstop_words: [le, 2]\n", "2 stop_words[1] must be string, not 2."),
        (
            "code: fr\nheadings:\n  summary: { a: résumé }\n",
            '3 headings.summary must be list of string | string, not {"a": "résumé"}.',
        ),
        ("code: fr\ntone: 3\n", "2 tone must be mapping | list, not 3."),
        ("code: fr\nheading: {}\n", "2 Nothing is named heading."),
        (
            "code: fr\nmessages:\n  loud-wrod: {loud: {message: x}}\n",
            "3 Nothing is named loud-wrod.",
        ),
        (
            "code: fr\nmessages:\n  loud-word:\n    quiet: {message: x}\n",
            "4 The rule loud-word has no message quiet.",
        ),
        (
            "code: fr\nmessages:\n  loud-word:\n    loud: {message: '{wort} !'}\n",
            "4 The rule loud-word has no {wort} in its message loud.",
        ),
        (
            "code: fr\nmessages:\n  loud-word:\n    loud: {message: '{word'}\n",
            "4 The rule loud-word has no {{word} in its message loud.",
        ),
        (
            "code: fr\nmessages:\n  loud-word:\n    loud: {text: x}\n",
            "4 messages.loud-word.loud has no part text.",
        ),
        ("code: fr\ncases:\n  loud-wrod: {}\n", "3 Nothing is named loud-wrod."),
        (
            "code: fr\ncases:\n  loud-word:\n    ugly: []\n",
            "4 cases.loud-word has no part ugly.",
        ),
        (
            "code: fr\ncases:\n  loud-word:\n    bad:\n      - {path: a.html}\n",
            "5 The language file lacks cases.loud-word.bad[0].text.",
        ),
        ("code: fr\nname: [\n", "3 The language file cannot be read: "),
        ("- fr\n", '1 the file must be mapping, not ["fr"].'),
        ("", "1 the file must be mapping, not null."),
        ("code: fr\ncode: de\n", "2 The language file cannot be read: code stands twice"),
    ],
)
def test_fault_stands_at_its_line(tmp_path: Path, text: str, fault: str) -> None:
    found = compile_(tmp_path, text, "code: de\nname: German\n")
    (told,) = faults(found)
    assert told.startswith(f"0.yaml:{fault}")
    assert found.languages == ({"code": "de", "name": "German"},)
    assert all(file.failed for file in found.faults)


def test_nearest_name_is_told(tmp_path: Path) -> None:
    found = compile_(tmp_path, "code: fr\nphrase: {}\nmessages: {loud-wrod: {}}\n")
    hints = [said.hint for file in found.faults for said in file.diagnostics]
    assert hints == ["Did you mean phrases?", "Did you mean loud-word?"]


def test_parts_and_messages_for_what_is_not_installed_do_no_harm(tmp_path: Path) -> None:
    text = "code: fr\nname: French\nrhymes: {}\ncitations: {}\nmessages: {bad-rhyme: {x: {message: y}}}\n"
    assert faults(compile_(tmp_path, text)) == []


def test_files_that_disagree(tmp_path: Path) -> None:
    found = compile_(
        tmp_path,
        "code: fr\nname: French\nunspaced: false\n",
        "code: fr\n\nunspaced: true\n",
    )
    assert faults(found) == [
        "1.yaml:3 Another file of this language says something else for unspaced."
    ]
    assert found.languages == ({"code": "fr", "name": "French", "unspaced": False},)


def test_translation_may_leave_out_what_a_message_fills_in(tmp_path: Path) -> None:
    text = "code: fr\nmessages: {loud-word: {loud: {message: Trop fort.}}}\n"
    assert "{word}" in LoudWord.messages["loud"]
    assert faults(compile_(tmp_path, text)) == []


def test_file_that_is_not_there(tmp_path: Path) -> None:
    found = compiled([str(tmp_path / "none.yaml")], RULES)
    assert faults(found) == [
        "none.yaml:1 The language file cannot be read: No such file or directory."
    ]


def test_the_head_of_a_file_ends_where_its_first_section_begins(tmp_path: Path) -> None:
    path = tmp_path / "fr.yaml"
    path.write_text(
        "# 仏\ncode: fr\nstop_words: >-\n  le, la\nunspaced: false\n\nheadings:\n  lead: [x]\ntone: [\n",
        encoding="utf-8",
    )
    assert head_of(str(path)) == {"code": "fr", "stop_words": "le, la", "unspaced": False}


def test_the_heads_of_our_own_files_are_all_that_they_say_of_it() -> None:
    for path in map(str, bylint_languages()):
        data = data_of(path)
        assert head_of(path) == {key: data[key] for key in HEAD if key in data}
