"""What each kind of rule in a pack finds, in Japanese and English, and where it looks."""

from __future__ import annotations

import pytest
from packed import Packed

from bylint.checking.fixer import apply, chosen
from bylint.diagnostics import Safety


def rule(kind: str, more: str, name: str = "house-rule") -> str:
    """A rule of a kind with what every rule needs."""
    return f'- name: {name}\n  kind: {kind}\n  why: Readers asked.\n  message: "{{found}}!"\n{more}'


def counted(more: str, kind: str = "limit") -> str:
    """A rule whose message tells counts."""
    fields = "{count} of {most}, {least}" if kind == "limit" else "missing"
    return (
        f"- name: house-rule\n  kind: {kind}\n  why: Readers asked.\n  message: '{fields}'\n{more}"
    )


# Phrases -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We ⟦utilize⟧ it, and they ⟦Utilize⟧ it.\n",
        "Ｗｅ ⟦ｕｔｉｌｉｚｅ⟧ it 😀 and ⟦utilize⟧.\r\n\r\nWe ⟦utilize⟧ it.\r\n",
        "Nobody reutilizes it; `utilize` is code, and https://example.org/utilize an address.\n",
        "It ⟦util*ize⟧* things.\n",
        "> They utilize it.\n",
        "# We ⟦utilize⟧ it\n\n- to ⟦utilize⟧\n\n| utilized | ⟦utilize⟧ |\n|---|---|\n| a | b |\n",
        "Text [1].\n\n## References\n\n- [1] How to utilize it.\n",
    ],
)
def test_phrases(packed: Packed, text: str) -> None:
    packed.pack(rule("phrases", "  phrases: [utilize]"))
    assert packed.found(text.replace("⟦", "").replace("⟧", "")) == text


def test_japanese_phrases(packed: Packed) -> None:
    packed.pack(rule("phrases", "  phrases: [することができ, ＡＩさん]"))
    text = "𠮷野さんは話す⟦することができ⟧ます。😀⟦AIさん⟧も\r\n⟦ＡＩさん⟧も。\r\n"
    assert packed.found(text.replace("⟦", "").replace("⟧", "")) == text


def test_the_longer_phrase_counts(packed: Packed) -> None:
    packed.pack(rule("phrases", "  phrases: [in order, in order to, order to pay]"))
    assert packed.found("In order to pay, in order.\n") == "⟦In order to⟧ pay, ⟦in order⟧.\n"


def test_letters_count_where_the_rule_says_so(packed: Packed) -> None:
    packed.pack(rule("phrases", "  phrases: [Github]\n  case: true"))
    assert packed.found("GitHub, Github, github.\n") == "GitHub, ⟦Github⟧, github.\n"


def test_what_is_allowed(packed: Packed) -> None:
    packed.pack(rule("pattern", "  pattern: '\\butil\\w+'\n  allowed: [Utility]"))
    assert packed.found("A utility utilizes it.\n") == "A utility ⟦utilizes⟧ it.\n"


def test_replacements_keep_capitals_and_leave_alone_what_is_right(packed: Packed) -> None:
    packed.pack(rule("phrases", "  replace: {utilize: use, サーバ: サーバー, log in: log in to}"))
    text = "Utilize it. Log in to it, log in now. サーバとサーバーとサーバ。\n"
    checked = packed.check(text)
    assert [checked.source.slice(said.span) for said in checked.diagnostics] == [
        "Utilize",
        "log in",
        "サーバ",
        "サーバ",
    ]
    assert [said.fix.title for said in checked.diagnostics if said.fix] == [
        "Write “Use”",
        "Write “log in to”",
        "Write “サーバー”",
        "Write “サーバー”",
    ]
    fixed, _ = apply(text, chosen(checked.diagnostics, Safety.UNSAFE))
    assert fixed == "Use it. Log in to it, log in to now. サーバーとサーバーとサーバー。\n"
    assert packed.found(fixed) == fixed
    assert chosen(checked.diagnostics, Safety.SAFE) == []


def test_a_replacement_over_markup_has_no_fix(packed: Packed) -> None:
    packed.pack(rule("phrases", "  replace: {in order to: to}"))
    (said,) = packed.check("We go in *order* to win.\n").diagnostics
    assert (said.message, said.fix) == ("in order to!", None)


# Patterns ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"very\s+\w+", "It is ⟦very good⟧. ⟦Very\nnice⟧.\n"),
        (r"^so\b", "⟦So⟧ it is, so. ⟦So⟧ what?\n"),
        (r"である$", "猫である。猫⟦である⟧\n"),
        (r"\p{Han}{4}", "⟦東西南北⟧と南北😀⟦𠮷野東西⟧。\n"),
        (r"\d{3}円(?!以上)", "価格は⟦300円⟧、または400円以上。\n"),
        (r"good\.", "It is `good.` and ⟦good.⟧\n"),
        (r"one\. Two", "It is one. Two are left.\n"),
    ],
)
def test_patterns_see_one_sentence_at_a_time(packed: Packed, pattern: str, text: str) -> None:
    packed.pack(rule("pattern", f"  pattern: '{pattern}'"))
    assert packed.found(text.replace("⟦", "").replace("⟧", "")) == text


def test_patterns_replace(packed: Packed) -> None:
    packed.pack(rule("pattern", r"  replace: {'\bvery (\w+)': '\1', '[0-9]+ %': percents}"))
    text = "It is very good at 30 %.\n"
    checked = packed.check(text)
    fixed, _ = apply(text, chosen(checked.diagnostics, Safety.UNSAFE))
    assert fixed == "It is good at percents.\n"


# Limit -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "text", "said"),
    [
        ("  phrases: [however]\n  most: 1", "However, ⟦however⟧, however.\n", ["3 of 1, 0"]),
        ("  phrases: [however]\n  most: 2", "However, however.\n", []),
        (
            "  phrases: [however]\n  most: 1\n  within: section",
            "# T\n\nHowever.\n\n## A\n\nHowever, ⟦however⟧.\n\n## B\n\nHowever.\n",
            ["2 of 1, 0"],
        ),
        (
            "  phrases: [however]\n  most: 1\n  within: paragraph",
            "However.\n\nHowever, ⟦however⟧, however.\n",
            ["3 of 1, 0"],
        ),
        (
            "  phrases: [しかし]\n  most: 1\n  within: sentence",
            "しかし来た。しかし、⟦しかし⟧去った。\n",
            ["2 of 1, 0"],
        ),
        (
            "  count: characters\n  most: 5\n  within: sentence",
            "⟦𠮷野さんです。⟧猫だ。\n",
            ["7 of 5, 0"],
        ),
        (
            "  count: words\n  most: 2\n  scope: heading\n  within: paragraph",
            "# ⟦One two three⟧\n\nSo it is now.\n",
            ["3 of 2, 0"],
        ),
        (
            "  count: sentences\n  most: 2\n  within: paragraph",
            "⟦One. Two. Three.⟧\n\nOne. Two.\n",
            ["3 of 2, 0"],
        ),
        ("  pattern: '[!！]'\n  least: 2", "⟦Go!⟧\n\nNow.\n", ["1 of 0, 2"]),
        ("  pattern: '[!！]'\n  least: 2", "Go！ Go!\n", []),
    ],
)
def test_limit(packed: Packed, more: str, text: str, said: list[str]) -> None:
    packed.pack(counted(more))
    plain = text.replace("⟦", "").replace("⟧", "")
    assert packed.found(plain) == text
    assert packed.messages(plain) == said


def test_limits_are_options(packed: Packed) -> None:
    packed.pack(counted("  phrases: [however]\n  most: 1"))
    packed.write(".bylint.yaml", "rules: {house-rule: {most: 2, severity: error}}\n")
    (said,) = packed.check("However, however, however.\n").diagnostics
    assert (said.message, said.severity.word) == ("3 of 2, 0", "error")


# Require -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("  phrases: [編集部]", "# ⟦お知らせ⟧\n\n本文です。\n"),
        ("  phrases: [編集部]", "# お知らせ\n\n編集部です。\n"),
        (
            "  pattern: '\\d{4}年'\n  scope: lead",
            "# 題\n\n⟦本日です。⟧\n\n## 一\n\n2026年です。\n",
        ),
        (
            "  pattern: '\\d{4}年'\n  scope: lead",
            "# 題\n\n2026年です。\n\n## 一\n\n本日です。\n",
        ),
        ("  phrases: [checked by]\n  scope: summary", "# T\n\nNo summary here.\n"),
    ],
)
def test_require(packed: Packed, more: str, text: str) -> None:
    packed.pack(counted(more, "require"))
    assert packed.found(text.replace("⟦", "").replace("⟧", "")) == text
    assert packed.rules()["house-rule"].whole


# Consistency -------------------------------------------------------------------------------


def test_consistency_keeps_what_is_used_most(packed: Packed) -> None:
    packed.pack(rule("consistency", "  either: [[e-mail, email], [ウェブサイト, webサイト]]"))
    text = "E-mail, e-mail, ⟦email⟧ and ⟦Email⟧. ウェブサイトと⟦Ｗｅｂサイト⟧。\n"
    plain = text.replace("⟦", "").replace("⟧", "")
    assert packed.found(plain) == text
    checked = packed.check(plain)
    assert [said.related[0].message for said in checked.diagnostics] == [
        "Here it is written “E-mail”.",
        "Here it is written “E-mail”.",
        "Here it is written “ウェブサイト”.",
    ]
    fixed, _ = apply(plain, chosen(checked.diagnostics, Safety.UNSAFE))
    assert fixed == "E-mail, e-mail, e-mail and E-mail. ウェブサイトとウェブサイト。\n"


def test_one_spelling_is_consistent(packed: Packed) -> None:
    packed.pack(rule("consistency", "  either: [[サーバ, サーバー]]"))
    assert packed.messages("サーバーとサーバー。\n") == []


# Scopes and languages ----------------------------------------------------------------------

ARTICLE = """\
# ok title

ok lead.

## ok heading

ok body, ok here: ok.

- ok item

> ok quote

| ok cell |
|---|
| x |

## Summary

ok summary.

## References

- [1] ok reference
"""


@pytest.mark.parametrize(
    ("scope", "lines"),
    [
        ("", [1, 3, 5, 7, 7, 7, 9, 13, 19]),
        ("heading", [1, 5]),
        ("lead", [3]),
        ("body", [7, 7, 7, 9, 13]),
        ("summary", [19]),
        ("references", [23]),
        ("quote", [11]),
        ("list-item", [9, 23]),
        ("table-cell", [13]),
        ("paragraph", [3, 7, 7, 7, 11, 19]),
        ("[heading, quote]", [1, 5, 11]),
        ("[body, sentence-start]", [7, 9, 13]),
        ("[body, sentence-end]", [7]),
    ],
)
def test_scopes(packed: Packed, scope: str, lines: list[int]) -> None:
    more = f"\n  scope: {scope}" if scope else ""
    packed.write(".bylint.yaml", "language: en\n")
    packed.pack(rule("phrases", f"  phrases: [ok]{more}"))
    checked = packed.check(ARTICLE)
    assert [checked.source.line_of(said.span.start) for said in checked.diagnostics] == lines


def test_what_touches_code_does_not_count(packed: Packed) -> None:
    packed.pack(rule("phrases", "  phrases: [use of lamps]"))
    text = (
        "The use of `lamps`, `the use` of lamps, a `x`, `y` ⟦use of lamps⟧ `z`, (⟦use of lamps⟧).\n"
    )
    assert packed.found(text.replace("⟦", "").replace("⟧", "")) == text


def test_signs_may_stand_before_the_edge_of_a_sentence(packed: Packed) -> None:
    packed.pack(rule("phrases", "  phrases: [so it]\n  scope: sentence-start"))
    text = f"“⟦So it⟧ is.” {'—' * 50}So it is. Is it so? ⟦So it⟧ is.\n"
    assert packed.found(text.replace("⟦", "").replace("⟧", "")) == text


@pytest.mark.parametrize(("word", "found"), [("ます", ["ます"]), ("市", ["市", "市"])])
def test_edges_of_japanese_sentences(packed: Packed, word: str, found: list[str]) -> None:
    edge = "sentence-end" if word == "ます" else "sentence-start"
    packed.pack(rule("pattern", f"  pattern: {word}\n  scope: [{edge}]"))
    text = "市は、ますます増やします。「市も市で増える😀」と話す。\n"
    checked = packed.check(text)
    assert [checked.source.slice(said.span) for said in checked.diagnostics] == found


def test_a_rule_speaks_in_its_languages_only(packed: Packed) -> None:
    english = "The city will switch off half of its lamps at night, and that is final, ok."
    japanese = "市は来月から街灯の半分を消すと発表しました。okです。"
    packed.pack(rule("phrases", "  phrases: {en: [ok]}"))
    assert packed.messages(english) == ["ok!"]
    assert packed.messages(japanese) == []
    packed.pack(rule("phrases", "  phrases: [ok]\n  languages: [ja]"))
    assert packed.messages(english) == []
    assert packed.messages(f"{japanese}\n\n{english}\n") == ["ok!"]
    packed.pack(rule("phrases", "  phrases: [ok]"))
    assert packed.messages(f"{japanese}\n\n{english}\n") == ["ok!", "ok!"]
    assert packed.messages("ok 123\n") == ["ok!"]


def test_formats_agree(packed: Packed) -> None:
    packed.pack(rule("phrases", "  phrases: [することができ]\n  scope: [body]"))
    plain = "題\n\n前書きです。\n\n## 章\n\n話することができます。\n"
    page = "<h1>題</h1><p>前書きです。</p><h2>章</h2><p>話することができます。</p>"
    assert packed.found(plain).count("⟦することができ⟧") == 1
    assert packed.found(page, "article.html").count("⟦することができ⟧") == 1
