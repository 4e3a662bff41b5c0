"""Languages: their data, and telling in which of them an article and its blocks are written."""

from __future__ import annotations

import pytest
from support import document, toolbox

from bylint.article.language import Language, Languages

JA = "市は来月から街灯の半分を夜中に消すと発表しました。商店の意見は分かれています。"
EN = "The city will switch off half of its lamps at night, and that is what the owners fear."
ZH = "市政府宣布下个月起关闭一半路灯，商家意见不一。"
KO = "시는 다음 달부터 가로등의 절반을 끄기로 했습니다. 상점 주인들의 의견은 갈립니다."
RU = "Город объявил, что половина фонарей будет выключена ночью."
DE = "Der Bericht sagt, dass die Stadt und das Land nicht zu den Lampen stehen."
FR = "Le rapport dit que la ville va éteindre la moitié des lampadaires."
ES = "La ciudad apagará la mitad de sus farolas por la noche, y eso es lo que temen los dueños."
IT = "La città spegnerà la metà dei suoi lampioni di notte, ed è questo che temono i proprietari."
PT = "A cidade vai apagar metade dos seus candeeiros à noite, e é isso que os donos temem."
NL = "De stad doet de helft van haar lampen in de nacht uit, en dat is wat de eigenaren vrezen."
FI = "Kaupunki sammuttaa puolet katuvaloista yöksi, ja kauppiaat pelkäävät pimeyttä."

INSTALLED = toolbox().languages
FEW = Languages.of(*(INSTALLED.get(code).data for code in ("ja", "en")))


# Data ----------------------------------------------------------------------------------------


def test_a_language_without_data_is_none() -> None:
    assert (bool(Language.NONE), Language.NONE.code, Language.NONE.name) == (False, "", "")
    assert bool(INSTALLED.get("ja"))
    assert repr(INSTALLED.get("ja")) == "Language('ja')"


def test_data_has_defaults() -> None:
    language = Language({"code": "xx"})
    assert (language.name, language.script, language.unspaced) == ("xx", "latin", False)
    assert language.sentence_ends == ".!?。！？"
    assert (language.abbreviations, language.stop_words) == (frozenset(), frozenset())
    assert language.heading_role("References") == ""


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("ja", "ja"),
        ("JA", "ja"),
        ("ja-JP", "ja"),
        ("ja_JP", "ja"),
        (" en ", "en"),
        ("en-GB-oxendict", "en"),
        ("english", ""),
        ("", ""),
        ("-", ""),
        ("xx", ""),
    ],
)
def test_get_takes_a_code_with_or_without_region(code: str, found: str) -> None:
    assert INSTALLED.get(code).code == found


def test_a_region_of_its_own_comes_first() -> None:
    languages = Languages.of({"code": "zh"}, {"code": "zh-hant"})
    assert languages.get("zh-Hant-TW").code == "zh-hant"
    assert languages.get("zh-CN").code == "zh"
    assert (len(languages), [language.code for language in languages]) == (2, ["zh", "zh-hant"])


@pytest.mark.parametrize(
    ("code", "text", "unit", "length"),
    [
        ("ja", "夜の 街灯　と\n𠮷野家😀", "characters", 9),
        ("en", "Street lamps, at\n night — again", "words", 6),
        ("ja", "", "characters", 0),
        ("en", "  ", "words", 0),
    ],
)
def test_length_is_in_the_unit_of_the_language(
    code: str, text: str, unit: str, length: int
) -> None:
    language = INSTALLED.get(code)
    assert (language.unit, language.length(text)) == (unit, length)


@pytest.mark.parametrize(
    ("code", "text", "role"),
    [
        ("ja", "まとめ", "summary"),
        ("ja", "　６．まとめ：これから", "summary"),
        ("ja", "【参考文献】", "references"),
        ("ja", "おわりに", "closing"),
        ("ja", "AIの利用について", "disclosure"),
        ("ja", "ＴＬ；ＤＲ", "lead"),
        ("ja", "まとめようと思っています", ""),
        ("ja", "出典：厚生労働省", ""),
        ("ja", "おわりに（まとめ）", "summary"),
        ("ja", "概要と目的", "lead"),
        ("ja", "参考文献と脚注", "references"),
        ("ja", "街灯", ""),
        ("en", "Key Takeaways", "summary"),
        ("en", "7. References", "references"),
        ("en", "⚡ TL;DR", "lead"),
        ("en", "About the Author", "profile"),
        ("en", "Summary of the defendant's motion in court today", ""),
        ("en", "Summary and next steps", "summary"),
        ("en", "Overview and goals", "lead"),
        ("en", "Wrapping up: summary", "summary"),
        ("en", "Street lamps", ""),
        ("en", "", ""),
        ("en", "summary " * 40, ""),
    ],
)
def test_heading_role(code: str, text: str, role: str) -> None:
    assert INSTALLED.get(code).heading_role(text) == role


# Detection -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (JA, "ja"),
        (EN, "en"),
        (ZH, "zh"),
        (KO, "ko"),
        (RU, "ru"),
        (DE, "de"),
        (FR, "fr"),
        (ES, "es"),
        (IT, "it"),
        (PT, "pt"),
        (NL, "nl"),
        ("カタカナ", "ja"),
        ("ﾊﾝｶｸｶﾅ", "ja"),
        ("Python 3.12 と Django 5 で REST API を作る", "ja"),
        ("これは OpenAI の GPT-4o mini structured outputs API reference です", "ja"),
        ("東京 Tokyo is the capital of Japan and it is a big city", "en"),
        ("“The city” said that it is the best of all—and more.", "en"),
        ("카카오 Kakao is the owner of this new service for all of you", "en"),
        ("鲜の每日果汁新品上市欢迎大家前来品尝美味健康天然无添加", "zh"),
        ("総務省情報通信白書令和六年版", "zh"),
    ],
)
def test_a_text_tells_its_language(text: str, code: str) -> None:
    assert INSTALLED.detect(text).code == code


@pytest.mark.parametrize("text", ["", "  ", "12345", "OpenAI GPT-4o", "😀" * 20, "naïve café", FI])
def test_a_text_that_does_not_tell_has_the_default(text: str) -> None:
    assert INSTALLED.detect(text).code == ""
    assert INSTALLED.detect(text, INSTALLED.get("ja")).code == "ja"


def test_words_that_languages_share_do_not_change_the_language() -> None:
    text = "Café con leche e churros"
    assert INSTALLED.detect(text, INSTALLED.get("es")).code == "es"
    assert INSTALLED.detect(text, INSTALLED.get("it")).code == "it"
    assert INSTALLED.detect(FR, INSTALLED.get("es")).code == "fr"


def test_han_without_kana_is_japanese_where_japanese_is_expected() -> None:
    text = "総務省情報通信白書令和六年版"
    assert INSTALLED.detect(text, INSTALLED.get("ja")).code == "ja"
    assert INSTALLED.detect(text, INSTALLED.get("en")).code == "zh"


@pytest.mark.parametrize("text", [ZH, KO, RU])
def test_a_language_that_is_not_installed_is_no_other(text: str) -> None:
    assert FEW.detect(text, FEW.get("en")) is Language.NONE


@pytest.mark.parametrize(
    ("text", "code", "agrees"),
    [
        (JA, "ja", True),
        ("漢字だけ", "ja", True),
        ("総務省白書", "ja", False),
        (EN, "ja", False),
        (EN, "en", True),
        ("naïve", "en", False),
        ("il mercato e la piazza della stazione", "en", False),
        ("the market and the square of the station", "de", False),
        ("die Lauben und der Weg am Bahnhof", "de", True),
        (JA, "en", False),
        (ZH, "zh", False),
        (KO, "ko", False),
    ],
)
def test_a_cheap_look_agrees_only_where_it_is_sure(text: str, code: str, agrees: bool) -> None:
    assert INSTALLED.agrees(text, INSTALLED.get(code)) is agrees


# Articles ------------------------------------------------------------------------------------


def languages_of(text: str, path: str = "article.md", said: str = "") -> tuple[str, list[str]]:
    made = document(text, path, said)
    return made.language.code, [block.language.code for block in made.visible()]


@pytest.mark.parametrize("key", ["lang", "language", "locale"])
@pytest.mark.parametrize("fences", [("---", ": "), ("+++", " = ")])
def test_front_matter_comes_first(key: str, fences: tuple[str, str]) -> None:
    fence, sign = fences
    text = f"{fence}\n{key}{sign}'en-GB'\n{fence}\n\n短い。\n"
    assert languages_of(text, said="ja") == ("en", ["en"])


@pytest.mark.parametrize("value", ["xx", "5", "[en]", "''"])
def test_front_matter_that_names_no_installed_language_counts_for_nothing(value: str) -> None:
    assert languages_of(f"---\nlang: {value}\n---\n\n短い。\n", said="ja") == ("ja", ["ja"])


def test_html_says_its_language_before_the_configuration() -> None:
    text = "<html lang='ja-JP'><body><p>OpenAI</p></body></html>"
    assert languages_of(text, "article.html", "en") == ("ja", ["ja"])


def test_configuration_comes_before_the_text() -> None:
    assert languages_of(f"{EN}\n\nOpenAI\n", said="ja") == ("ja", ["en", "ja"])


def test_blocks_have_a_language_of_their_own() -> None:
    assert languages_of(f"# 街灯\n\n{JA}\n\n{EN}\n\n- {KO}\n- {JA}\n") == (
        "ja",
        ["ja", "ja", "en", "ko", "ja"],
    )
    assert languages_of(f"# Street lamps\n\n{EN} {EN} {EN} {EN}\n\n{JA}\n\n{ZH}\n\nOpenAI\n") == (
        "en",
        ["en", "en", "ja", "zh", "en"],
    )


def test_short_blocks_go_with_the_article() -> None:
    assert languages_of(f"{JA}\n\nAI and the\n\n> Yes, of it.\n") == ("ja", ["ja", "ja", "ja"])
    assert languages_of(f"{EN}\n\n街灯の半分です\n") == ("en", ["en", "en"])


def test_code_links_and_hidden_blocks_do_not_decide() -> None:
    code = "```\nthe of and to in is that it for was with as on\n```\n"
    assert languages_of(f"{code}\n街灯を消す。\n") == ("ja", ["ja"])
    text = "街灯 `the of and to in is that it for` [the of and to in is that it](u)\n\n消すと決めた。\n"
    assert languages_of(text)[0] == "ja"


@pytest.mark.parametrize("text", ["", "\n", "<!-- だけ -->\n", "---\n", "😀\n", "2026\n"])
def test_an_article_without_words_has_no_language(text: str) -> None:
    made = document(text)
    assert made.language is Language.NONE
    assert document(text, language="ja").language.code == "ja"
