"""`bylint why`: for one line, what is reported, what is let pass and why, and who did not look."""

from __future__ import annotations

import json
from typing import Any

import pytest
from packed import Packed

from bylint.cli.main import main

PACK = """\
- name: no-utilize
  kind: phrases
  why: w
  message: "“{found}” is long."
  phrases: [utilize, 活用することができ]
- name: few-turns
  kind: limit
  why: w
  message: "{count} turns."
  phrases: [however]
  most: 2
- name: short-line
  kind: limit
  why: w
  message: "{count} words."
  count: words
  most: 40
  within: paragraph
- name: only-japanese
  kind: phrases
  why: w
  message: m
  languages: ja
  phrases: [utilize]
- name: for-headings
  kind: phrases
  why: w
  message: m
  phrases: [utilize]
  scope: heading
- name: never
  kind: phrases
  why: w
  message: m
  severity: off
  phrases: [utilize]
"""
ARTICLE = """\
# The lamps of the town at night

We utilize the lamps, however late it is, and that is what they are for.

They utilize it. <!-- bylint-disable-line no-utilize -- a quotation -->

See `utilize`, and that is all there is to say of it in the end.
"""


@pytest.fixture
def town(packed: Packed) -> Packed:
    packed.pack(PACK)
    packed.write("article.md", ARTICLE)
    packed.write(".bylint.yaml", "rules:\n  stock-phrase: off\n  summary: off\n")
    return packed


def why(capsys: pytest.CaptureFixture[str], place: str, *more: str) -> tuple[int, str]:
    code = main(["why", place, *more])
    said = capsys.readouterr()
    return code, said.out + said.err


def part(text: str, title: str) -> list[str]:
    """The rows under a title."""
    _, _, after = text.partition(f"\n{title}:\n")
    return [row.strip() for row in after.partition("\n\n")[0].splitlines()]


@pytest.mark.usefixtures("town")
def test_what_is_reported_and_what_is_let_pass(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = why(capsys, "article.md:3")
    assert code == 0
    head = out.splitlines()
    assert head[0].startswith("article.md:3  We utilize the lamps, however late it is")
    assert head[1] == "  paragraph, lead, English, under “The lamps of the town at night”"
    assert part(out, "reported") == ["no-utilize: warning, “utilize” is long."]
    passed = part(out, "seen, and let pass")
    assert "few-turns: “however”, one of 1 (at most 2 may be there)" in passed
    assert "short-line: 15 words (at most 40 may be there)" in passed
    assert "for-headings: “utilize” (it stands outside the rule's scope (heading))" in passed
    assert "pack:no-utilize: “utilize”" in part(out, "phrases on this line")
    assert "chatbot-talk" in " ".join(part(out, "looked, and found nothing here"))
    assert "only-japanese: it is not meant for articles in English" in part(
        out, "do not judge this article"
    )
    assert "stock-phrase: .bylint.yaml:2" in part(out, "off")
    assert "never" in " ".join(part(out, "off unless settings ask for them"))


@pytest.mark.usefixtures("town")
def test_what_a_comment_silences(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = why(capsys, "article.md:5")
    assert part(out, "found, and not reported") == [
        "no-utilize: “utilize” is long. (a comment in the article silences it: a quotation)"
    ]
    assert "reported:" not in out.replace("not reported:", "")


@pytest.mark.usefixtures("town")
def test_code_is_seen_and_let_pass(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = why(capsys, "article.md:7")
    passed = part(out, "seen, and let pass")
    assert "no-utilize: “utilize” (it is code, an address or a formula)" in passed


def test_facts_of_the_built_in_rules(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.write(
        "記事.md",
        "# 街灯\r\n\r\n街灯は町の目のようなものです[1]。\r\n\r\n## まとめ\r\n\r\n街灯は残ります。\r\n\r\n"
        "## 参考文献\r\n\r\n- [1] 市の資料、2026年11月4日、https://example.org/a\r\n\r\n"
        "*この記事は生成AIを使って作成し、編集部が確認しました。*\r\n",
    )
    _, out = why(capsys, "記事.md:3")
    passed = part(out, "seen, and let pass")
    assert "undefined-citation: a citation of 1 (the reference list has it)" in passed
    assert any(row.startswith("overlong-analogy: an analogy of 18 characters") for row in passed)
    assert all("no limit is exceeded" in row for row in passed if "an analogy of" in row)
    _, out = why(capsys, "記事.md:7")
    passed = part(out, "seen, and let pass")
    assert "missing-summary: a summary (closing) (the article has it)" in passed
    _, out = why(capsys, "記事.md:13")
    passed = part(out, "seen, and let pass")
    (row,) = [row for row in passed if row.startswith("missing-disclosure: a disclosure (")]
    assert row.endswith(" (the article has it)")


def test_words_of_a_disclosure_belong_to_it(
    packed: Packed, capsys: pytest.CaptureFixture[str]
) -> None:
    packed.pack("- {name: no-ai, kind: phrases, why: w, message: m, phrases: [生成AI]}")
    packed.write("a.md", "街灯を消します。\n\nこの記事は生成AIを使って作成しました。\n")
    _, out = why(capsys, "a.md:3")
    assert part(out, "found, and not reported") == [
        "no-ai: m (it stands in a passage that belongs to rules of another category, such as a"
        " disclosure)"
    ]


def test_a_limit_says_where_it_speaks(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.pack("- {name: few, kind: limit, why: w, message: m, phrases: [however], most: 1}")
    packed.write("a.md", "However it is.\n\nHowever it was.\n")
    _, out = why(capsys, "a.md:1")
    assert "few: “However”, one of 2 (what it says of it stands on another line)" in part(
        out, "seen, and let pass"
    )
    _, out = why(capsys, "a.md:3")
    assert "few: warning, m" in part(out, "reported")


def test_a_rule_that_fails_is_told(packed: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    packed.pack("- {name: endless, kind: pattern, why: w, message: m, pattern: '(?:k|kk)+$'}")
    packed.write("a.md", "k" * 60 + "x\n")
    _, out = why(capsys, "a.md:1")
    (row,) = [row for row in part(out, "reported") if row.startswith("endless")]
    assert row.endswith("was stopped: .bylint/rules/house.yaml:2")


def test_in_japanese(town: Packed, capsys: pytest.CaptureFixture[str]) -> None:
    japanese = ("--ui-language", "ja")
    _, out = why(capsys, "article.md:3", *japanese)
    assert out.splitlines()[1] == (
        "  paragraph, lead, English、見出し「The lamps of the town at night」の下"
    )
    assert part(out, "報告したこと") == ["no-utilize: warning、“utilize” is long."]
    assert "pack:no-utilize: 「utilize」" in part(out, "この行にある語句")
    assert "only-japanese: English の記事のためのルールではありません" in part(
        out, "この記事を調べないルール"
    )
    assert "stock-phrase: .bylint.yaml:2" in part(out, "オフのルール")
    _, out = why(capsys, "article.md:5", *japanese)
    assert part(out, "見つけたが報告しないこと") == [
        "no-utilize: “utilize” is long. (記事のコメントで抑制されています: a quotation)"
    ]
    town.write("記事.md", "𠮷野家が進んだ😀**来年。**も続く\n")
    _, out = why(capsys, "記事.md:1", *japanese)
    assert (
        "unrendered-emphasis: warning、読者にアスタリスクが見えます。"
        "「。」と「も」の間では強調を閉じられません。"
    ) in part(out, "報告したこと")
    _, english = why(capsys, "article.md:3", "--output-format", "json", *japanese)
    assert json.loads(english) == json.loads(
        why(capsys, "article.md:3", "--output-format", "json")[1]
    )


def test_the_language_is_that_of_the_locale(
    town: Packed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert town
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert "\n報告したこと:\n" in why(capsys, "article.md:3")[1]
    monkeypatch.setenv("LC_ALL", "POSIX")
    assert "\nreported:\n" in why(capsys, "article.md:3")[1]


@pytest.mark.usefixtures("town")
def test_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = why(capsys, "article.md:3", "--output-format", "json")
    told: dict[str, Any] = json.loads(out)
    assert code == 0
    assert (told["version"], told["path"], told["line"]) == (1, "article.md", 3)
    assert told["blocks"] == [
        {"kind": "paragraph", "language": "en", "parts": ["lead", "paragraph"]}
    ]
    rules = {each["rule"]: each for each in told["rules"]}
    assert rules["no-utilize"]["reported"] == ["“utilize” is long."]
    assert rules["only-japanese"]["state"] == "inert"
    assert (rules["stock-phrase"]["state"], rules["stock-phrase"]["why"]) == (
        "off",
        ".bylint.yaml:2",
    )
    assert {each["state"] for each in told["rules"]} == {"on", "off", "inert"}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("article.md:0", "bylint: article.md has no line 0\n"),
        ("article.md:99", "bylint: article.md has no line 99\n"),
        ("nowhere.md:1", "bylint: nowhere.md:1: There is no file or folder of this name.\n"),
        ("bad.md:1", "bylint: bad.md is not UTF-8: byte 0xff at byte offset 0\n"),
    ],
)
def test_places_that_are_not_there(
    town: Packed, capsys: pytest.CaptureFixture[str], place: str, said: str
) -> None:
    town.write("bad.md", b"\xff")
    assert why(capsys, place) == (2, said)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("place", ["article.md", "article.md:", ":3", "article.md:x", "a.md:１"])
def test_what_is_no_place(capsys: pytest.CaptureFixture[str], place: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["why", place])
    assert ended.value.code == 2
    assert f"{place} is not FILE:LINE, such as article.md:12" in capsys.readouterr().err
