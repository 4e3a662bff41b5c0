"""Config files: which one holds, and what is wrong in one, at its line and with what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tone import Project, hints, made_registry, told

from bylint.errors import ConfigError
from bylint.workspace.config import find
from bylint.workspace.registry import Registry

LOUD = "a.md:1:9 warning loud-word: LOUD is loud."
SMALL = "a.md:1:18 info small-word: small is small."
UNREAD = "error config: The config file cannot be read"
CIRCULAR = "error config: This config extends itself"


# Which one holds


def test_without_a_config_every_rule_is_as_it_says_itself(project: Project) -> None:
    project.write("a.md")
    assert told(project.check("a.md")) == [LOUD, SMALL]


@pytest.mark.parametrize("name", [".bylint.yaml", ".bylint.yml"])
def test_config_beside_the_article_holds(project: Project, name: str) -> None:
    project.write("a.md")
    project.write(name, "rules:\n  loud-word: off\n")
    assert told(project.check("a.md")) == [SMALL]


def test_table_in_pyproject_holds(project: Project) -> None:
    project.write("a.md")
    project.write("pyproject.toml", "[tool.bylint.rules]\nloud-word = 'off'\n")
    assert told(project.check("a.md")) == [SMALL]


def test_pyproject_that_does_not_speak_of_bylint_is_passed_by(project: Project) -> None:
    project.write("docs/a.md")
    project.write(".bylint.yaml", "rules: {loud-word: off}\n")
    project.write("docs/pyproject.toml", "[project]\ndependencies = ['bylint']\n")
    assert told(project.check("docs/a.md")) == ["docs/" + SMALL]


def test_broken_pyproject_of_somebody_else_is_passed_by(project: Project) -> None:
    project.write("a.md")
    project.write("pyproject.toml", "[project\n# bylint\n")
    assert told(project.check("a.md")) == [LOUD, SMALL]


def test_yaml_goes_before_pyproject(project: Project) -> None:
    project.write("a.md")
    project.write("pyproject.toml", "[tool.bylint.rules]\nloud-word = 'off'\n")
    project.write(".bylint.yaml", "rules: {small-word: off}\n")
    assert told(project.check("a.md")) == [LOUD]


def test_each_article_goes_by_the_nearest_config(project: Project) -> None:
    for folder in ("", "ja/", "ja/deep/"):
        project.write(f"{folder}a.md")
    project.write(".bylint.yaml", "rules: {loud-word: off}\n")
    project.write("ja/.bylint.yaml", "rules: {small-word: off}\n")
    assert told(project.check("a.md", "ja/a.md", "ja/deep/a.md")) == [
        SMALL,
        "ja/" + LOUD,
        "ja/deep/" + LOUD,
    ]


def test_search_ends_at_the_root_of_the_file_system(tmp_path: Path) -> None:
    assert find(str(tmp_path)) == ""


def test_folder_named_like_a_config_is_none(project: Project) -> None:
    (project.folder / ".bylint.yaml").mkdir()
    project.write("a.md")
    assert told(project.check("a.md")) == [LOUD, SMALL]


def test_config_that_is_named_holds_for_all(project: Project) -> None:
    project.write("a.md")
    project.write("docs/a.md")
    project.write("docs/.bylint.yaml", "rules: {small-word: off}\n")
    project.write(
        "ci/strict.yaml",
        "rules: {loud-word: off}\noverrides: [{files: docs, rules: {small-word: error}}]\n",
    )
    assert told(project.check("a.md", "docs/a.md", config="ci/strict.yaml")) == [
        SMALL,
        "docs/a.md:1:18 error small-word: small is small.",
    ]


def test_config_may_be_a_mapping(project: Project) -> None:
    config = {
        "rules": {"loud-word": {"words": ("small",), "severity": "info"}, "small-word": "off"}
    }
    assert told(project.text(config=config)) == ["article.md:1:18 info loud-word: small is loud."]


def test_keys_without_values_say_nothing(project: Project, use: Callable[[Registry], None]) -> None:
    use(made_registry(serial="1"))
    project.write("a.md")
    project.write(".bylint.yaml", "# nothing yet\nrules:\nexclude:\nlanguage: ~\noverrides: null\n")
    for _ in range(3):
        assert told(project.check("a.md")) == [LOUD, SMALL]
    assert told(project.text(config={"rules": None})) == [
        LOUD.replace("a.md", "article.md"),
        SMALL.replace("a.md", "article.md"),
    ]


# What is wrong in one


FAULTS = [
    ("rulez: {}\n", 1, 1, "There is no setting rulez.", "Did you mean rules?"),
    (
        "colour: red\n",
        1,
        1,
        "There is no setting colour.",
        "The settings are extends, rules, overrides, include, exclude, language, plugins, rule_packs.",
    ),
    (
        "rules:\n  loud-wrod: off\n",
        2,
        3,
        "There is no rule or category loud-wrod.",
        "Did you mean loud-word?",
    ),
    (
        "rules:\n  loud_word: off\n",
        2,
        3,
        "There is no rule or category loud_word.",
        "Did you mean loud-word?",
    ),
    (
        "rules:\n  spelling: off\n",
        2,
        3,
        "There is no rule or category spelling.",
        "`bylint rules` lists the rules.",
    ),
    (
        "rules:\n  loud-word:\n    mots: 3\n",
        3,
        5,
        "The rule loud-word has no option mots.",
        "Did you mean most?",
    ),
    (
        "rules:\n  small-word: {colour: 3}\n",
        2,
        16,
        "The rule small-word has no option colour.",
        "It takes severity.",
    ),
    (
        "rules:\n  loud-word: eror\n",
        2,
        14,
        'rules.loud-word cannot be "eror".',
        "Did you mean error?",
    ),
    (
        "rules:\n  loud-word: {severity: fatal}\n",
        2,
        25,
        'rules.loud-word.severity cannot be "fatal".',
        "It may be error, warning, info, off.",
    ),
    (
        "rules:\n  loud-word: 3\n",
        2,
        14,
        "rules.loud-word must be error | warning | info | off | mapping, not 3.",
        "",
    ),
    (
        "rules:\n  loud-word:\n  small-word: off\n",
        2,
        13,
        "rules.loud-word must be error | warning | info | off | mapping, not null.",
        "",
    ),
    (
        "rules:\n  tone: {severity: off}\n",
        2,
        9,
        'rules.tone cannot be {"severity": "off"}.',
        "It may be error, warning, info, off.",
    ),
    (
        "rules:\n  loud-word: {most: many}\n",
        2,
        21,
        'rules.loud-word.most must be integer, not "many".',
        "",
    ),
    (
        "rules:\n  loud-word: {most: -1}\n",
        2,
        21,
        "rules.loud-word.most cannot be -1.",
        "It may be 0 or more.",
    ),
    (
        "rules:\n  loud-word: {mood: agnry}\n",
        2,
        21,
        'rules.loud-word.mood cannot be "agnry".',
        "Did you mean angry?",
    ),
    (
        "rules:\n  loud-word:\n    words: [a, 2]\n",
        3,
        16,
        "rules.loud-word.words[1] must be string, not 2.",
        "",
    ),
    (
        "rules:\n  loud-word:\n    words: LOUD\n",
        3,
        12,
        'rules.loud-word.words must be list of string, not "LOUD".',
        "",
    ),
    (
        "rules:\n  loud-word:\n    length:\n      jp: 3\n",
        4,
        7,
        "There is no language jp.",
        "Did you mean ja?",
    ),
    (
        "rules:\n  loud-word:\n    length: {ja: x}\n",
        3,
        18,
        'rules.loud-word.length.ja must be integer, not "x".',
        "",
    ),
    (
        "rules:\n  loud-word:\n    length: no\n",
        3,
        13,
        'rules.loud-word.length must be integer | mapping, not "no".',
        "",
    ),
    ("rules: [loud-word]\n", 1, 8, 'rules must be mapping, not ["loud-word"].', ""),
    ("language: jp\n", 1, 11, "There is no language jp.", "Did you mean ja?"),
    ("language: tlh\n", 1, 11, "There is no language tlh.", "Installed are en, ja."),
    ("include: 3\n", 1, 10, "include must be string | list of string, not 3.", ""),
    ("exclude: [a, [b]]\n", 1, 14, 'exclude[1] must be string, not ["b"].', ""),
    (
        "overrides:\n  - files: '*.md'\n",
        2,
        5,
        "overrides[0] lacks rules.",
        "",
    ),
    (
        "overrides:\n  - files: a\n    rules:\n      loud-wodr: off\n",
        4,
        7,
        "There is no rule or category loud-wodr.",
        "Did you mean loud-word?",
    ),
    (
        "overrides:\n  - file: a\n    files: b\n    rules: {}\n",
        2,
        5,
        "There is no setting file.",
        "Did you mean files?",
    ),
    ("overrides: off\n", 1, 12, 'overrides must be list of mapping, not "off".', ""),
    ("extends: strct\n", 1, 10, "There is no preset strct.", "Did you mean strict?"),
    (
        "extends: [nothing]\n",
        1,
        11,
        "There is no preset nothing.",
        "The presets are loose, strict.",
    ),
    (
        "extends: ./none.yaml\n",
        1,
        10,
        "There is no file ./none.yaml.",
        "The path counts from the folder of this file.",
    ),
    (
        "rules: {}\nextends: .bylint.yaml\n",
        2,
        10,
        "This config extends itself: .bylint.yaml, .bylint.yaml.",
        "Remove the line.",
    ),
    ("- rules\n", 1, 1, "The config file cannot be read: it holds no settings by name.", ""),
    (
        "rules: {}\nrules: {}\n",
        2,
        1,
        "The config file cannot be read: rules stands twice in one place.",
        "",
    ),
    (
        "rules:\n  a: [\n",
        3,
        1,
        "The config file cannot be read: did not find expected node content.",
        "",
    ),
]


@pytest.fixture
def with_presets(project: Project, use: Callable[[Registry], None], tmp_path: Path) -> Project:
    presets = {}
    for name in ("strict", "loose"):
        presets[name] = str(tmp_path / f"{name}.yaml")
        Path(presets[name]).write_text("rules: {}\n", encoding="utf-8")
    use(made_registry(presets))
    return project


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"), FAULTS, ids=[fault[3] for fault in FAULTS]
)
def test_fault_stands_at_its_line(
    with_presets: Project, newline: str, text: str, line: int, column: int, message: str, hint: str
) -> None:
    project = with_presets
    project.write("a.md", "Nothing to find.\n")
    project.write(".bylint.yaml", text.replace("\n", newline))
    report = project.check("a.md")
    assert told(report) == [f".bylint.yaml:{line}:{column} error config: {message}"]
    assert hints(report) == [hint]
    assert report.failed
    assert [file.failed for file in report.files] == [True, False]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[tool.bylint]\nrulez = 1\n", 2, "There is no setting rulez."),
        (
            "[tool.bylint.rules]\r\n\r\nloud-wrod = 'off'\r\n",
            3,
            "There is no rule or category loud-wrod.",
        ),
        (
            "[tool.bylint]\n[tool.bylint.rules.loud-word]\nmost = 'x'\n",
            3,
            'rules.loud-word.most must be integer, not "x".',
        ),
        (
            "[[tool.bylint.overrides]]\nfiles = 'a'\nrules.loud-word = 'eror'\n",
            3,
            'overrides[0].rules.loud-word cannot be "eror".',
        ),
        (
            "[tool.bylint]\nrules = {loud-word = 1}\n",
            2,
            "rules.loud-word must be error | warning | info | off | mapping, not 1.",
        ),
        ("[tool.bylint]\nlanguage = \n", 2, "The config file cannot be read: invalid value."),
    ],
)
def test_fault_in_pyproject_stands_at_its_line(
    project: Project, text: str, line: int, message: str
) -> None:
    project.write("a.md", "Nothing to find.\n")
    project.write("pyproject.toml", text)
    (said,) = told(project.check("a.md"))
    place, _, rest = said.partition(" ")
    assert (place.split(":")[:2], rest) == (
        ["pyproject.toml", str(line)],
        f"error config: {message}",
    )


def test_every_fault_is_told_at_once_and_once(project: Project) -> None:
    project.write("a.md", "x\n")
    project.write("b.md", "x\n")
    project.write("deep/c.md", "x\n")
    project.write(".bylint.yaml", "rulez: {}\nrules: {loud-word: eror, small: off}\n")
    assert told(project.check(".")) == [
        ".bylint.yaml:1:1 error config: There is no setting rulez.",
        '.bylint.yaml:2:20 error config: rules.loud-word cannot be "eror".',
        ".bylint.yaml:2:26 error config: There is no rule or category small.",
    ]


def test_what_is_right_in_a_faulty_config_holds(project: Project) -> None:
    project.write("a.md")
    project.write(
        ".bylint.yaml",
        "rules:\n  small-word: off\n  loud-word: {severity: error, most: x}\n  nothing: off\n"
        "overrides:\n  - {files: b}\n  - {files: a.md, rules: {loud-word: info}}\n",
    )
    report = project.check("a.md")
    assert told(report)[-1] == "a.md:1:9 info loud-word: LOUD is loud."
    assert len(told(report)) == 4


def test_japanese_names_and_values(project: Project) -> None:
    project.write("記事/本文.md", "これは うるさい です。\n")
    project.write(
        "記事/.bylint.yaml",
        "# 設定😀\r\nrules:\r\n  loud-word: {words: [うるさい], most: 多い}\r\n  大声: off\r\n",
    )
    assert told(project.check("記事")) == [
        '記事/.bylint.yaml:3:36 error config: rules.loud-word.most must be integer, not "多い".',
        "記事/.bylint.yaml:4:3 error config: There is no rule or category 大声.",
        "記事/本文.md:1:5 warning loud-word: うるさい is loud.",
    ]


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"rules: {}\n# \xff\n", "2:3", "it is not UTF-8: byte 0xff at byte offset 12"),
        ("rules: {}\n".encode("utf-16"), "1:1", "it is UTF-16, not UTF-8"),
        (b"rules: {}\0\n", "1:10", "it holds a NUL character and is probably not text"),
        (b"#" * 4_000_001, "1:1", "it has more than 4 MB"),
    ],
)
def test_config_that_is_not_text(project: Project, data: bytes, place: str, message: str) -> None:
    project.write("a.md", "x\n")
    project.write(".bylint.yaml", data)
    assert told(project.check("a.md")) == [
        f".bylint.yaml:{place} error config: The config file cannot be read: {message}."
    ]


def test_yaml_bomb(project: Project) -> None:
    lines = ["x: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [
        f"x{n}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for n, (old, new) in enumerate(zip("abcdefgh", "bcdefghi", strict=True))
    ]
    project.write("a.md", "x\n")
    project.write(".bylint.yaml", "\n".join(lines))
    assert told(project.check("a.md")) == [
        f".bylint.yaml:4:13 {UNREAD}: its aliases repeat more than 2000 values."
    ]


def test_config_that_is_named_and_not_there(project: Project) -> None:
    project.write("a.md", "x\n")
    report = project.check("a.md", config="none.yaml")
    assert told(report) == [
        "none.yaml:1:1 error config: The config file cannot be read: No such file or directory."
    ]
    assert report.failed


def test_mapping_with_faults(project: Project) -> None:
    with pytest.raises(ConfigError) as caught:
        project.text(config={"rules": {"loud-wrod": "off"}})
    assert str(caught.value) == (
        "<config>:1: There is no rule or category loud-wrod. Did you mean loud-word?"
    )


def test_text_under_a_config_with_faults(project: Project) -> None:
    project.write(".bylint.yaml", "language: ja\nrulez: {}\n")
    with pytest.raises(ConfigError) as caught:
        project.text()
    assert str(caught.value) == ".bylint.yaml:2: There is no setting rulez. Did you mean rules?"


# Following what a config extends


def test_bases_come_first_and_in_order(project: Project) -> None:
    project.write("a.md")
    project.write("base/one.yaml", "rules: {loud-word: error, small-word: error}\n")
    project.write(
        "base/two.yaml", "extends: one.yaml\nrules: {loud-word: info, house-word: info}\n"
    )
    project.write(
        ".bylint.yaml",
        "extends: [base/two.yaml, ./base/../base/one.yaml]\nrules: {small-word: off}\n",
    )
    assert told(project.check("a.md")) == [
        "a.md:1:9 info loud-word: LOUD is loud.",
        "a.md:1:18 info house-word: small is small.",
    ]


def test_circle_is_told_at_the_line_that_closes_it(project: Project) -> None:
    project.write("a.md")
    project.write(".bylint.yaml", "extends: base/one.yaml\n")
    project.write("base/one.yaml", "extends:\n  - ../base/two.yml\n")
    project.write("base/two.yml", "rules: {loud-word: off}\nextends: one.yaml\n")
    report = project.check("a.md")
    assert told(report) == [
        f"base/two.yml:2:10 {CIRCULAR}: .bylint.yaml, base/one.yaml, base/two.yml, base/one.yaml.",
        SMALL,
    ]


def test_fault_in_a_base_is_told_in_the_base(project: Project) -> None:
    project.write("a.md", "x\n")
    project.write(".bylint.yaml", "extends: base.yaml\n")
    project.write("base.yaml", "\nrules:\n  loud-wrod: off\n")
    assert told(project.check("a.md")) == [
        "base.yaml:3:3 error config: There is no rule or category loud-wrod."
    ]


def test_base_may_be_a_pyproject(project: Project) -> None:
    project.write("a.md")
    project.write(".bylint.yaml", "extends: shared/pyproject.toml\n")
    project.write("shared/pyproject.toml", "[tool.bylint.rules]\nloud-word = 'off'\n")
    assert told(project.check("a.md")) == [SMALL]


def test_what_was_read_once_is_read_anew_when_it_changes(project: Project) -> None:
    project.write("a.md")
    project.write(".bylint.yaml", "rules: {loud-word: off}\n")
    assert told(project.check("a.md")) == [SMALL]
    assert told(project.check("a.md")) == [SMALL]
    project.write(".bylint.yaml", "rules: {small-word: off}\n")
    assert told(project.check("a.md")) == [LOUD]
