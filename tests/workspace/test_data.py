"""Data files: values as written, the place of each, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bylint.text import Source
from bylint.workspace.data import Data, DataError, pointer, source_of
from bylint.workspace.parsing import toml_of, yaml_of


def of_yaml(text: str) -> Data:
    return yaml_of(Source("data.yaml", text))


def of_toml(text: str) -> Data:
    return toml_of(Source("data.toml", text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("off", "off"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0.25", 0.25),
        ("1e3", "1e3"),
        (".nan", ".nan"),
        ("12:30", "12:30"),
        ("2026-11-01", "2026-11-01"),
        ("９９", "９９"),
        ("99999999999999999999", "99999999999999999999"),
        ("'12'", "12"),
        ('"off"', "off"),
        ("!!str 12", "12"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("[a, {b: c}]", ["a", {"b": "c"}]),
    ],
)
def test_words_of_yaml_mean_what_they_look_like(text: str, value: Any) -> None:
    data = of_yaml(f"key: {text}")
    assert data.value == {"key": value}
    assert type(data.value["key"]) is type(value)


def test_empty_file_is_nothing() -> None:
    assert of_yaml("").value is None
    assert of_yaml("# only a comment\n").value is None


def test_keys_are_text() -> None:
    assert of_yaml("1: a\ntrue: b\noff: c\n").value == {"1": "a", "true": "b", "off": "c"}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_count_code_points_and_lines(newline: str) -> None:
    text = newline.join(["# 𠮷野家😀", "規則: [😀, x]", "b:", "  - c: d", ""])
    data = of_yaml(text)
    first = data.place("規則")
    assert (text[slice(*first.key)], text[slice(*first.value)], first.line) == ("規則", "[", 2) or (
        text[slice(*first.value)] == "[😀, x]"
    )
    item = data.place("規則", 1)
    assert (text[slice(*item.value)], item.line) == ("x", 2)
    deep = data.place("b", 0, "c")
    assert (text[slice(*deep.key)], text[slice(*deep.value)], deep.line) == ("c", "d", 4)


def test_place_that_is_not_known_is_that_of_what_it_stands_in() -> None:
    data = of_yaml("a:\n  b: 1\n")
    assert data.place("a", "x", 3) == data.place("a")
    assert Data(None, {}).place("x").line == 1


def test_pointer_keeps_apart_what_differs() -> None:
    assert pointer(("a/b", "c")) != pointer(("a", "b/c"))
    assert pointer(("a~1b",)) != pointer(("a/b",))


def test_data_survives_json() -> None:
    data = of_yaml("規則: [1, {b: off}]\n")
    assert Data.unpacked(json.loads(json.dumps(data.packed()))) == data


def test_alias_repeats_a_value() -> None:
    assert of_yaml("a: &x {b: [1]}\nc: *x\n").value == {"a": {"b": [1]}, "c": {"b": [1]}}


BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (BOMB, "its aliases repeat more than 2000 values", 4),
        ("a: 1\nb: " + "[" * 40, "it is nested more than 32 deep", 2),
        ("a: 1\nb: " + "[" * 100_000, "exceeded maximum nesting depth", 2),
        ("a: 1\nb: 2\na: 3\n", "a stands twice in one place", 3),
        ("a: 1\nb: c: d\n", "mapping values are not allowed in this context", 2),
        ("a: 1\nb: *x\n", "the alias *x has no anchor", 2),
        ("a: &a [*a]\n", "the alias *a has no anchor", 1),
        (
            "a: 1\nb: !!python/name:os.system x\n",
            "the tag tag:yaml.org,2002:python/name:os.system is not allowed",
            2,
        ),
        ("a: !own {b: c}\n", "the tag !own is not allowed", 1),
        ("a: 1\n? [b]\n: c\n", "a key must be a word", 2),
        ("a: &x {b: c}\n*x : d\n", "a key must be a word", 2),
        ("a: 1\n---\nb: 2\n", "it holds a second document", 2),
        ("日本: 語\nb: \x07\n", "it holds the character U+0007", 2),
        ("a: 1\n\tb: 2\n", "found a tab character that violates indentation", 2),
        ("a: 'b\n", "found unexpected end of stream", 2),
        ("a: 1\r\nb: [\r\n", "did not find expected node content", 3),
        ("a: \ud800\n", "it holds half a character", 1),
    ],
)
def test_yaml_that_cannot_be_read(text: str, message: str, line: int) -> None:
    with pytest.raises(DataError) as caught:
        of_yaml(text)
    assert str(caught.value) == message
    assert caught.value.source.line_of(caught.value.span.start) == line


def test_toml_tells_the_line_of_every_key() -> None:
    text = (
        "[tool.other]\r\n"
        "extends = 'x'\r\n"
        "[tool.bylint]\r\n"
        "extends = 'strict'\r\n"
        'rules.loud-word = "off"\r\n'
        "[[tool.bylint.overrides]]\r\n"
        "files = ['記事/**']\r\n"
        "[[tool.bylint.overrides]]\r\n"
        "files = ['b']\r\n"
        '[tool.bylint.overrides.rules."small-word"]\r\n'
        "severity = 'info'\r\n"
    )
    data = of_toml(text).part("tool", "bylint")
    assert data.value == {
        "extends": "strict",
        "rules": {"loud-word": "off"},
        "overrides": [
            {"files": ["記事/**"]},
            {"files": ["b"], "rules": {"small-word": {"severity": "info"}}},
        ],
    }
    lines = {
        ("extends",): 4,
        ("rules", "loud-word"): 5,
        ("overrides", 0, "files"): 7,
        ("overrides", 1): 8,
        ("overrides", 1, "rules", "small-word"): 10,
        ("overrides", 1, "rules", "small-word", "severity"): 11,
    }
    assert {path: data.place(*path).line for path in lines} == lines
    assert text[slice(*data.place("extends").value)] == "'strict'"


def test_table_that_is_not_there_is_nothing() -> None:
    assert of_toml("[tool]\nx = 1\n").part("tool", "bylint").value is None


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a = 1\r\nb = \r\n", "invalid value", 2),
        ("a = 1\na = 2\n", "cannot overwrite a value", 2),
        ("a = 1\n\nb = '", 'expected "\'"', 3),
        ("a = " + "[" * 50_000, None, 1),
    ],
)
def test_toml_that_cannot_be_read(text: str, message: str | None, line: int) -> None:
    with pytest.raises(DataError) as caught:
        of_toml(text)
    assert caught.value.source.line_of(caught.value.span.start) == line
    assert message is None or str(caught.value) == message


def test_dates_and_infinities_of_toml_are_text() -> None:
    assert of_toml("a = 2026-11-01\nb = [inf]\n").value == {"a": "2026-11-01", "b": ["inf"]}


@pytest.mark.parametrize(
    ("data", "message", "offset"),
    [
        (b"a: 1\nb: \xff\n", "it is not UTF-8: byte 0xff at byte offset 8", 8),
        ("a: 1".encode("utf-16"), "it is UTF-16, not UTF-8", 0),
        (b"a: \0", "it holds a NUL character and is probably not text", 3),
    ],
)
def test_file_that_is_not_text(tmp_path: Path, data: bytes, message: str, offset: int) -> None:
    file = tmp_path / "data.yaml"
    file.write_bytes(data)
    with pytest.raises(DataError) as caught:
        source_of(str(file), "data.yaml")
    assert (str(caught.value), caught.value.span.start) == (message, offset)
    assert caught.value.source.path == "data.yaml"


def test_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^No such file or directory$"):
        source_of(str(tmp_path / "none.yaml"))


def test_file_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * 4_000_001)
    with pytest.raises(DataError, match=r"^it has more than 4 MB$"):
        source_of(str(file))


def test_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert yaml_of(source_of(str(file))).value == {"a": 1}
