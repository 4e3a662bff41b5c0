"""Front matter: read where it is meant, left as text where it is not, and named where it is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import document, toolbox

from bylint.article.readers import front_matter
from bylint.checking.run import check
from bylint.text import Source, Span


def values(text: str) -> dict[str, object]:
    front = front_matter.take(text)
    assert front.fault is None
    return {key: entry.value for key, entry in front.entries.items()}


def lines(text: str) -> dict[str, str]:
    """The source line of every key."""
    front = front_matter.take(text)
    return {key: text[slice(*entry.span)] for key, entry in front.entries.items()}


def fault(text: str) -> tuple[str, int]:
    """What cannot be read, and on which line."""
    front = front_matter.take(text)
    assert front.entries == {}
    assert front.fault is not None
    assert front.fault.span.start == front.fault.span.end < front.span.end
    line = Source("a.md", text).line_of(front.fault.span.start)
    return str(front.fault.params["reason"]), line


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_yaml_keys_stand_at_their_lines(newline: str) -> None:
    text = newline.join(["---", "title: 夜の街灯😀", "ai-generated: true", "---", "本文"])
    front = front_matter.take(text)
    assert {key: entry.value for key, entry in front.entries.items()} == {
        "title": "夜の街灯😀",
        "ai-generated": True,
    }
    span = front.entries["ai-generated"].span
    assert text[span.start : span.end] == "ai-generated: true"
    assert text[front.span.end :] == "本文"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_toml_is_read_between_pluses(newline: str) -> None:
    text = newline.join(
        ["+++", 'title = "街灯"', "draft = false", "[params]", "ai = 1", "+++", "本文"]
    )
    assert values(text) == {"title": "街灯", "draft": False, "params": {"ai": 1}}
    assert lines(text) == {
        "title": 'title = "街灯"',
        "draft": "draft = false",
        "params": f"+++{newline}",
    }
    assert text[front_matter.take(text).span.end :] == "本文"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("--- \ntitle: x\n---\t \n本文", "本文"),
        ("---\ntitle: x\n...\n本文", "本文"),
        ("---\ntitle: x\n---", ""),
        ("---\ntitle: x\n---\nb: 2\n---\n", "b: 2\n---\n"),
        ("---\n\ntitle: x\n\n---\n\n本文", "\n本文"),
    ],
)
def test_where_front_matter_ends(text: str, rest: str) -> None:
    assert values(text) == {"title": "x"}
    assert text[front_matter.take(text).span.end :] == rest


@pytest.mark.parametrize(
    "text", ["---\n---\n本文", "---\n# 注だけ: です\n---\n本文", "+++\n+++\n本文"]
)
def test_front_matter_may_be_empty(text: str) -> None:
    assert values(text) == {}
    assert text[front_matter.take(text).span.end :] == "本文"


def test_keys_of_every_kind() -> None:
    text = (
        "---\n著者: 山田\n'q u': 1\n\"r\": [a]\n1: b\n~: c\nmeta:\n  著者: 佐藤\n  inner: d\n---\n"
    )
    assert values(text) == {
        "著者": "山田",
        "q u": 1,
        "r": ["a"],
        "1": "b",
        "None": "c",
        "meta": {"著者": "佐藤", "inner": "d"},
    }
    assert lines(text) == {
        "著者": "著者: 山田",
        "q u": "'q u': 1",
        "r": '"r": [a]',
        "1": "1: b",
        "None": "---\n",
        "meta": "meta:",
    }


def test_the_last_of_two_equal_keys_counts() -> None:
    text = "---\ntitle: x\ntitle: y\n---\n"
    assert (values(text), lines(text)) == ({"title": "y"}, {"title": "title: x"})


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_front_matter_is_no_text(path: str) -> None:
    made = document("\ufeff---\r\ntitle: 夜\r\n---\r\n本文です。\r\n", path)
    assert [block.text for block in made.blocks] == ["本文です。"]
    assert made.metadata.span == Span(0, 20)
    assert made.metadata.front_matter["title"].span == Span(5, 13)


@pytest.mark.parametrize(
    "text",
    [
        "本文\n",
        "---\n本文だけの段落です。\n---\n続き\n",
        "---\n- 一つ\n- 二つ\n---\n",
        "---\ntitle: 閉じていない\n本文\n",
        "---\ntitle: 長すぎる\n" + "x" * 70_000 + "\n---\n",
        "+++\ntitle = 1\n---\n",
        "----\ntitle: x\n----\n",
        " ---\ntitle: x\n---\n",
        "\n---\ntitle: x\n---\n",
        "---\n? [a]\n: b\n---\n",
        '---\n"閉じない引用\n---\n',
        "---",
        "",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert front_matter.take(text) == front_matter.NONE


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["title: [街灯", "date: 2026-11-04"], 3),
        (["title: 夜: 街灯"], 2),
        (["title: x", "\tdate: y"], 3),
        (["title: x", "date: \x01"], 3),
    ],
)
def test_broken_front_matter_is_named_at_its_line(path: str, lines: list[str], line: int) -> None:
    text = "\n".join(["---", *lines, "---", "", "本文です。", ""])
    checked = check(Source(path, text), [], toolbox(), "ja")
    assert [
        (item.rule, checked.source.line_of(item.span.start)) for item in checked.diagnostics
    ] == [("invalid-front-matter", line)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: a: b\n---\n", 2),
        ('---\ntitle: x\nlead: "閉じない\n---\n', 3),
        ("---\r\ntitle: x\r\ntags: [\r\n---\r\n", 3),
        ("---\rtitle: x\rtags: {\r---\r", 3),
        ("---\ntitle: x\u2028y\ntags: [\n---\n", 3),
        ("---\ntitle: {{ page.title }}\n---\n", 2),
        ("---\ntitle: x\nrun: !!python/object:os.system y\n---\n", 3),
        ("---\ntitle: x\nbase: *unknown\n---\n", 3),
        ("---\ntitle: x\n<<: y\n---\n", 3),
        ("---\na: x\nb: " + "[" * 20_000 + "\n---\n", 3),
        ("---\n題名: 夜\ndate: 2026-02-30\n---\n", 3),
        ("---\ntitle: x\nrate: 0x_\n---\n", 3),
        ("---\ntitle: x\nmeta:\n  date: 2026-02-30\n---\n", 2),
        ("+++\ntitle = 1\ndate = 2026-02-30\n+++\n", 3),
        ("+++\ntitle = 'x'\nlead = \n+++\n", 3),
        ("+++\r\ntitle = 'x'\r\nlead\r\n+++\r\n", 3),
        ("+++\ntitle = 'x\u2028y'\n\nlead = 夜\n+++\n", 4),
        ('+++\ntitle = \'x\'\nlead = """閉じない\n+++\n', 3),
        ("+++\ntitle = 1\ntitle = 2\n+++\n", 3),
        ("+++\na = 1\nb = \x01\n+++\n", 3),
    ],
)
def test_a_fault_stands_on_its_line(text: str, line: int) -> None:
    assert fault(text)[1] == line


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("---\n題名: 夜\nlead: あ\x01\n---\n", "it holds the character U+0001", 3),
        ("---\n題名: 夜\nlead: \x7f\n---\n", "it holds the character U+007F", 3),
        ("---\n題名: 夜\nlead: \ud800\n---\n", "it holds the character U+D800", 3),
        ("+++\na = " + "[" * 30_000 + "\n+++\n", "it is nested too deep", 2),
        ("+++\n" + "a." * 3_000 + "a = 1\n+++\n", "it has more than 2000 dots", 2),
        ("+++\nx = 1\n" + "a." * 1_000 + "a = 1\n+++\n", "it is nested too deep", 2),
        ("---\nx: 1\n題: " + "{a: " * 33 + "}" * 33 + "\n---\n", "it is nested too deep", 3),
        ("---\n題: " + "[" * 900 + "x" + "]" * 900 + "\n---\n", "it is nested too deep", 2),
        ("---\nx: 1\n題: &a [[], *a]\n---\n", "it is nested too deep", 3),
    ],
)
def test_what_cannot_be_read_is_said(text: str, reason: str, line: int) -> None:
    assert fault(text) == (reason, line)


def test_a_parser_without_its_fast_half_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("yaml.CSafeLoader")
    assert values("---\n題名: 夜\n---\n") == {"題名": "夜"}
    assert fault("---\na: 1\nb: \x01\n---\n") == ("it holds the character U+0001", 3)
    assert fault("---\na: 1\nb: 2026-02-30\n---\n")[1] == 3
    assert fault("---\na: " + "[" * 5_000 + "\n---\n") == ("it is nested too deep", 2)


@pytest.mark.parametrize("fences", [("---", ":"), ("+++", "=")])
def test_a_number_too_long_to_read_is_a_fault(fences: tuple[str, str]) -> None:
    fence, sign = fences
    reason, line = fault(f"{fence}\na{sign} {'1' * 5_000}\n{fence}\n")
    assert (reason.lower().startswith("exceeds the limit"), line) == (True, 2)


def test_what_is_nested_as_deep_as_allowed_is_read() -> None:
    deep = values("---\na: " + "[" * 32 + "]" * 32 + "\n---\n")["a"]
    for _ in range(31):
        (deep,) = deep
    assert deep == []


def test_a_bomb_of_aliases_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
    )
    assert fault(f"---\n{bomb}---\n本文\n") == ("it has more than 20 aliases", 5)


@pytest.mark.parametrize("merge", ["{{<<: [*a{0}, *a{0}, *a{0}]}}", '{{"<<":[*a{0},*a{0},*a{0}]}}'])
def test_a_bomb_of_merges_is_refused(merge: str) -> None:
    bomb = "".join(f"a{n + 1}: &a{n + 1} {merge.format(n)}\n" for n in range(16))
    assert fault(f"---\na0: &a0 {{k: v}}\n{bomb}---\n") == ("it has more than 20 aliases", 9)


def test_a_few_aliases_are_fine_and_stars_are_no_aliases() -> None:
    text = f"---\na: &a x\nb: [{', '.join(['*a'] * 20)}]\nc: 夜 {'*の* ' * 30}\n---\n"
    assert values(text) == {"a": "x", "b": ["x"] * 20, "c": "夜 " + ("*の* " * 30).strip()}
    assert fault(text.replace("[*a", "[*a, *a")) == ("it has more than 20 aliases", 3)


@given(
    st.sampled_from(["---", "+++"]),
    st.lists(
        st.sampled_from(
            [
                "a: ",
                "b = ",
                "[",
                "]",
                "{",
                "}",
                "'",
                '"',
                "\n",
                "\r\n",
                "\r",
                "  ",
                "\t",
                "- ",
                "&x ",
                "*x ",
                "!!",
                "|\n",
                "%",
                "#",
                "夜",
                "\x00",
                "\ud800",
                "\u2028",
                "2026-13-01",
                "0x",
                "1e999",
                ".",
                "? ",
                "<<: ",
            ]
        ),
        max_size=20,
    ).map("".join),
)
def test_anything_between_fences_is_read_or_refused(fence: str, body: str) -> None:
    text = f"{fence}\n{body}\n{fence}\n本文"
    front = front_matter.take(text)
    assert 0 <= front.span.start <= front.span.end <= len(text)
    for entry in front.entries.values():
        assert 0 <= entry.span.start <= entry.span.end <= front.span.end
    if front.fault:
        assert 0 <= front.fault.span.start <= front.span.end
        assert str(front.fault.params["reason"]).strip()


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 閉じない\n本文です。\n",
        "```\n閉じない\n",
        "> " * 2000 + "深い",
        "- " * 2000 + "深い",
        "[" * 5000,
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_what_is_never_closed_is_no_fault(text: str, path: str) -> None:
    assert check(Source(path, text), [], toolbox(), "ja").diagnostics == ()
