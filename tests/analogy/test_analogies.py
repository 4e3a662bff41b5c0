"""Where analogies begin and end, and what the rules say of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from support import document, toolbox

from bylint.checking.rule import Rule
from bylint.checking.run import Active, check
from bylint.checking.testing import unmark
from bylint.diagnostics import Diagnostic
from bylint.reporting.catalogue import Catalogue
from bylint.text import Source
from bylint_rules.analogy.crowded_analogies import CrowdedAnalogies
from bylint_rules.analogy.overlong_analogy import OverlongAnalogy
from bylint_rules.analogy.stock_analogy import StockAnalogy
from bylint_rules.views.analogies import analogies

EVERY = {"max_sentences": 0, "max_chars": 0, "max_words": 0}


def said(
    rule: type[Rule], text: str, path: str = "article.md", **options: Any
) -> tuple[Diagnostic, ...]:
    return check(Source(path, text), [Active(rule(**options))], toolbox()).diagnostics


def found(marked: str, path: str = "article.md", language: str = "") -> None:
    """Assert that the passages of a text are the marked ones."""
    text, spans = unmark(marked)
    passages = analogies(document(text, path, language))
    assert [text[p.span.start : p.span.end] for p in passages] == [
        text[span.start : span.end] for span in spans
    ]


# Where a passage ends ----------------------------------------------------------------------


JAPANESE = {
    "a mapping sentence belongs to it, a verdict does not": (
        "⟦料理に例えるなら、味見を重ねて塩を足すようなものです。記者も同様に、少しずつ直します。⟧"
        "この慎重さは評価できます。"
    ),
    "a blank line does not end it": (
        "⟦在庫は水位のようなものです。\n\nダムの水が減れば、雨を待つしかありません。⟧\n\n"
        "対策は来月まとまります。"
    ),
    "bullets do not end it": (
        "⟦たとえるなら、編集部は厨房です。\n\n- 記者は食材を集めます。\n- 編集長は味を決めます。⟧\n"
        "- 公開は翌朝です。\n"
    ),
    "a quotation does not end it": (
        "⟦まるで楽譜のない合奏のようです。\n\n> 指揮者がいなければ音はそろいません。⟧\n\n"
        "続きは次回です。"
    ),
    "a heading ends it": "⟦検証は、いわば味見です。⟧\n\n## 料理\n\n料理の話はここまでです。",
    "it may stand in a table": (
        "| 項目 | 説明 |\n|---|---|\n| 索引 | ⟦図書館の目録のようなものです。⟧ |\n"
    ),
}
ENGLISH = {
    "a mapping sentence belongs to it, a verdict does not": (
        "⟦A cache is like a pantry. In the same way, it saves a trip.⟧ This caution pays off."
    ),
    "a blank line does not end it": (
        "⟦Think of the index as a library catalog.\n\nThe librarian knows every shelf.⟧\n\n"
        "It is fast."
    ),
    "bullets do not end it": (
        "⟦Here's an analogy:\n\n- The model is an orchestra.\n- The prompt is its conductor.⟧\n\n"
        "Costs follow.\n"
    ),
    "a quotation does not end it": (
        "⟦Retries are like a phone call to a busy line.\n\n> The switchboard gives up first.⟧\n\n"
        "Done."
    ),
    "a heading ends it": (
        "⟦Review is like tasting the soup.⟧\n\n## Cooking\n\nThe kitchen is next door."
    ),
    "it may stand in a table": (
        "| Part | Meaning |\n|---|---|\n| Queue | ⟦It works like a mailbox.⟧ |\n"
    ),
}


@pytest.mark.parametrize("name", JAPANESE)
def test_japanese_passages(name: str) -> None:
    found(JAPANESE[name], language="ja")


@pytest.mark.parametrize("name", ENGLISH)
def test_english_passages(name: str) -> None:
    found(ENGLISH[name], language="en")


def test_a_new_comparison_begins_a_new_passage() -> None:
    found("⟦索引は図書館の目録のようなものです。⟧⟦複製は合鍵を配るようなものです。⟧", language="ja")
    found("⟦An index is like a library catalog.⟧ ⟦A replica is like a spare key.⟧", language="en")


def test_code_is_no_vehicle() -> None:
    found("これは `料理` のようなものです。`例えるなら` は文字列です。", language="ja")
    found("It is like a `pantry` for values. See https://example.org/like-a-pantry", language="en")


def test_what_an_article_is_about_explains_nothing() -> None:
    subject = "司書は図書館で働きます。" * 8
    found(f"{subject}\n\n受付の仕事は司書に似ています。", language="ja")
    found("受付の仕事は司書に似ています。".join("⟦⟧"), language="ja")


def test_an_english_quotation_in_a_japanese_article_is_judged_as_english() -> None:
    found(
        "記者は次のように述べています。\n\n"
        "> ⟦Working there was like running a marathon in the dark.⟧ We have now stopped.\n\n"
        "会社は取材に応じていません。"
    )


# overlong-analogy --------------------------------------------------------------------------

LONG = {
    "ja": "見出しは読者との約束です。⟦店の看板に例えるなら、料理の名前を大きく書くようなものです。"
    "客は看板を見て席に着きます。出てきた皿が違えば、客は二度と来ません。店も評判を落とします。"
    "同じように、記事も読者を失います。⟧約束を守りましょう。",
    "en": "A headline is a promise. ⟦It is like the menu in the window of a restaurant. "
    "Diners read the menu and take a seat. If the dish is wrong, the diners never return. "
    "The restaurant loses its name. In the same way, an article loses readers.⟧ Keep it.",
}


@pytest.mark.parametrize("path", ["article.txt", "article.md", "article.html"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_five_sentences_are_too_long_in_every_format(language: str, path: str) -> None:
    text, (span,) = unmark(LONG[language])
    before = f"<p>{text}</p>" if path.endswith("html") else text
    (finding,) = said(OverlongAnalogy, before, path)
    assert before[finding.span.start : finding.span.end] == text[span.start : span.end]
    assert finding.message.startswith("This analogy takes 5 sentences where 3 are allowed, ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"max_sentences": 2}, "takes 92 characters where 90 are allowed"),
        ({"max_sentences": 5, "max_chars": 92}, ""),
        ({"max_sentences": 0, "max_chars": {"ja": 91}}, "takes 92 characters where 91 are allowed"),
        ({"max_sentences": 0, "max_chars": {"en": 1}}, ""),
        (EVERY, "An analogy of 92 characters"),
    ],
)
def test_limits(options: Mapping[str, Any], message: str) -> None:
    text, _ = unmark(LONG["ja"])
    options = {"max_chars": 90, **options}
    assert [message in one.message for one in said(OverlongAnalogy, text, **options)] == (
        [True] if message else []
    )


def test_share_is_that_of_the_section() -> None:
    text = (
        "## 導入\n\n索引は図書館の目録のようなものです。検索が速くなりました。\n\n"
        "## 次\n\n以上です。"
    )
    (finding,) = said(OverlongAnalogy, text, **EVERY)
    assert finding.message == (
        "An analogy of 18 characters, 1 word(s), 1 sentence(s), 62 % of its section."
    )


def test_words_count_in_english() -> None:
    text = "A cache is like a pantry. It is fast."
    (finding,) = said(OverlongAnalogy, text, max_words=5)
    assert finding.message == (
        "This analogy takes 6 words where 5 are allowed, 67 % of its section."
    )
    assert not said(OverlongAnalogy, text, max_words=6)


# crowded-analogies and stock-analogy -------------------------------------------------------

THREE = (
    "索引は図書館の目録のようなものです。複製は合鍵を配るようなものです。"
    "監視は夜回りの警備員のような役割です。"
)


def test_three_analogies_crowd_a_short_article() -> None:
    (finding,) = said(CrowdedAnalogies, THREE)
    assert THREE[finding.span.start : finding.span.end] == "索引は図書館の目録のようなものです。"
    assert [THREE[place.span.start : place.span.end] for place in finding.related] == [
        "複製は合鍵を配るようなものです。",
        "監視は夜回りの警備員のような役割です。",
    ]
    assert not said(CrowdedAnalogies, f"{THREE}\n\n{'利用者は増えました。' * 220}")


def test_worn_comparisons_stand_where_they_are_read() -> None:
    text = "これは氷山の一角であり、`羅針盤` は設定名です。\r\n\r\nThis is not the Silver Bullet that the town was waiting for.\r\n"
    spans = [one.span for one in said(StockAnalogy, text)]
    assert [text[span.start : span.end] for span in spans] == ["氷山の一角", "Silver Bullet"]


def test_messages_in_japanese() -> None:
    catalogue = Catalogue("ja", toolbox().languages.get("ja").data["messages"])
    findings = [
        *said(OverlongAnalogy, unmark(LONG["ja"])[0]),
        *said(CrowdedAnalogies, THREE),
        *said(StockAnalogy, "氷山の一角です。"),
    ]
    assert [catalogue(finding).message for finding in findings] == [
        "このたとえは5文にわたり、上限の3文を超えています（節の80%）。",
        "たとえが3か所あります。53文字の記事では0か所までです。",
        "「氷山の一角」は使い古されたたとえです。",
    ]
