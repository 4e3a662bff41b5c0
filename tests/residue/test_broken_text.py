"""Gaps, lost and foreign characters, and paragraphs that break off or stand there twice."""

from __future__ import annotations

import pytest
from support import document, rules

RULES = {rule.name: rule for rule in rules() if rule.category == "residue"}
JA = "朝市が四年ぶりに駅前の空き地に戻り、屋根の修理代"
LONG = "駅前の朝市は四年ぶりに日曜の朝に戻り、近くの農家と漁師が四十の店を並べました。" * 3


def seen(rule: str, text: str, path: str = "article.md", **options: object) -> list[str]:
    """The source text of every finding."""
    found = RULES[rule](**options).check(document(text, path))
    return [text[one.span.start : one.span.end] for one in found]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("出典は（ここに出典を記入）です。\n", ["（ここに出典を記入）"]),
        ("出典は[ここに出典を入力してください]です。\n", ["[ここに出典を入力してください]"]),
        ("（ここに来るのは久しぶり）と言い、紙に記入した。\n", []),
        ("文責：[あなたの名前]😀\n", ["[あなたの名前]"]),
        ("By [YOUR NAME] and 𠮷田\n", ["[YOUR NAME]"]),
        ("It is back [Insert source here].\n", ["[Insert source here]"]),
        ("See [your notes] and `[Your Name]`.\n", []),
        ("See [Your Name](name.md).\n", []),
        ("See [Your Name", []),
    ],
)
def test_gaps(text: str, gaps: list[str]) -> None:
    assert seen("unfilled-placeholder", text) == gaps


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[朝市](url)と[屋根]()です。\r\n", ["朝市", "屋根"]),
        ("The [plan](URL) is [here](#).\n", ["plan"]),
        ("The call is handlers[name]() in the code.\n", []),
        ("![絵](url)\n", []),
    ],
)
def test_targets_that_lead_nowhere(text: str, targets: list[str]) -> None:
    assert seen("unfilled-placeholder", text) == targets


def test_references_that_were_never_filled_in() -> None:
    text = (
        "屋根です[1][2]。例はhttps://example.com/です。\n\n## 参考文献\n\n"
        "- [1] 港町新聞、YYYY-MM-DD、https://example.com/a?b=1\n- [2] 港町新聞、2026-01-02\n"
    )
    assert seen("unfilled-placeholder", text) == ["YYYY-MM-DD", "https://example.com/a?b=1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("店主は無шовな様子です。\n", ["шов"]),
        ("店主はДな様子です。\n", []),
        ("値段は가격です。คนも来ました。\n", ["가격", "คน"]),
        ("「쇼핑」と書かれた店です。\n", []),
        ("挨拶（привет）です。\n", []),
        ("この字 привет は挨拶です。\n", []),
        ("나は私。너は君。그は彼。이は二。\n", []),
        ("Ελλάδαはギリシャです。\n", []),
    ],
)
def test_letters_of_another_script(text: str, found: list[str]) -> None:
    assert seen("foreign-script", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("工事は进んでいます。𠮷野です。\n", ["进"]),
        ("国会の台で学ぶ体です。\n", []),
        ("「进」は進です。\n", []),
        ("我们在市场见面。\n", []),
        ("进、说、发、见、书、车を覚えました。\n", []),
    ],
)
def test_simplified_characters(text: str, found: list[str]) -> None:
    assert seen("simplified-character", text) == found


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_lost_characters_in_every_format(path: str) -> None:
    text = "朝\ufffd\ufffdが戻りました😀。\n"
    text = f"<p>{text}</p>\n" if path == "a.html" else text
    assert seen("garbled-character", text, path) == ["\ufffd\ufffd"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{JA}は", ["は"]),
        (f"{JA}は、\r\n\r\n## まとめ\r\n\r\n戻りました。\r\n", ["は、"]),
        (f"{JA}を\n\n魚は売り切れました。\n", ["を"]),
        (f"{JA}は、\n\n魚は売り切れました。\n", []),
        (f"{JA}は\n\n- 四十万円\n- 五十万円\n", []),
        (f"{JA}は\n\n$$\nx\n$$\n", []),
        (f"{JA}は\n\n```text\n四十万円\n```\n", []),
        (f"{JA}は\n\n| 年 | 円 |\n|---|---|\n| 1 | 2 |\n", []),
        (f"{JA}は\n\n![絵](a.png)\n", []),
        (f"{JA}は\n\nhttps://example.org/a\n", []),
        ("屋根は\n\n直りました。\n", []),
    ],
)
def test_paragraphs_that_break_off(text: str, found: list[str]) -> None:
    assert seen("truncated-passage", text) == found


@pytest.mark.parametrize("path", ["a.md", "a.markdown", "a.txt", "-"])
def test_line_that_goes_on_in_the_next_is_whole(path: str) -> None:
    text = f"{JA}は\n四十万円でした。\n\n魚は売り切れ、客は千人を超えたと\nいいます。\n"
    assert seen("truncated-passage", text, path) == []


def test_one_finding_for_a_loop_of_paragraphs() -> None:
    text = f"{LONG}\n\n屋根です。\n\n{LONG}\n\n{LONG}\n"
    assert seen("repeated-passage", text) == [LONG]
    (found,) = RULES["repeated-passage"]().check(document(text))
    assert found.span.start == text.index(LONG, 10)
    assert [each.span.start for each in found.related] == [0]


def test_how_long_a_repeated_passage_must_be() -> None:
    short = "屋根です。魚です。"
    text = f"{short}\n\n花です。\n\n{short}\n"
    assert seen("repeated-passage", text) == []
    assert seen("repeated-passage", text, min_chars=5) == [short]
