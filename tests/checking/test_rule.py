"""Rules: their facts, their options, and that nothing about them changes."""

from __future__ import annotations

import pytest
from support import document, toolbox

from bylint.article.language import Language
from bylint.checking.rule import ByLanguage, Case, Rule
from bylint.diagnostics import Edit, Finding, Fix, Related, Safety, Severity
from bylint.text import Span

JA, EN = (toolbox().languages.get(code) for code in ("ja", "en"))


class House(Rule, name="house-style", category="house", severity="info", needs="house.words"):
    """Judges nothing."""

    limit: int = 3
    accept: tuple[str, ...] = ()
    words: dict[str, list[str]] = {}
    chars: ByLanguage[int] = ByLanguage(60, ja=120, zh=150)
    place: str = "top"

    messages = {"one": "One {word}.", "two": "Two."}
    hints = {"one": "Mend it."}


class Stricter(
    House, name="stricter-style", category="house", severity=None, status="preview", since="0.2"
):
    """Judges more."""

    limit: int = 1
    extra: bool = False
    good = {"ja": ["よい。"]}


# Facts -----------------------------------------------------------------------------------------


def test_class_keywords_are_the_facts() -> None:
    assert (House.name, House.category, House.severity) == ("house-style", "house", Severity.INFO)
    assert (House.since, House.status, House.needs) == ("0.1", "stable", "house.words")
    assert (Stricter.since, Stricter.status, Stricter.needs) == ("0.2", "preview", "")
    assert Stricter.severity is None


def test_a_rule_without_its_facts_is_refused() -> None:
    with pytest.raises(TypeError):
        type("Bare", (Rule,), {})
    with pytest.raises(KeyError):

        class Wrong(Rule, name="wrong", category="house", severity="fatal"):
            """Wrong."""


def test_annotated_fields_are_options_each_once() -> None:
    assert House.fields == ("limit", "accept", "words", "chars", "place")
    assert Stricter.fields == (*House.fields, "extra")
    assert Rule.fields == ()


def test_annotations_of_facts_are_no_options() -> None:
    class Annotated(Rule, name="annotated", category="house", severity="error"):
        """Has annotated facts."""

        messages: dict[str, str] = {}
        good: dict[str, list[str]] = {}
        option: bool = True

    assert Annotated.fields == ("option",)


@pytest.mark.parametrize(
    ("needs", "data", "speaks"),
    [
        ("", {}, True),
        ("house", {"house": {"words": ["a"]}}, True),
        ("house.words", {"house": {"words": ["a"]}}, True),
        ("house.words", {"house": {"words": []}}, False),
        ("house.words", {"house": {}}, False),
        ("house.words", {"house": "words"}, False),
        ("house.words", {"house": None}, False),
        ("house.words.deep", {"house": {"words": ["deep"]}}, False),
        ("house", {}, False),
    ],
)
def test_a_rule_speaks_the_languages_that_have_what_it_needs(
    needs: str, data: dict[str, object], speaks: bool
) -> None:
    class Needy(Rule, name="needy", category="house", severity="error", needs=needs):
        """Needs something."""

    assert Needy.speaks(Language({"code": "xx", **data})) is speaks
    assert Needy.speaks(Language.NONE) is (needs == "")


# Options ---------------------------------------------------------------------------------------


def test_options_have_defaults() -> None:
    rule = House()
    assert (rule.limit, rule.accept, rule.words, rule.place) == (3, (), {}, "top")
    assert repr(Stricter(limit=2)) == (
        "Stricter(limit=2, accept=(), words={}, chars=ByLanguage(60, ja=120, zh=150), place='top',"
        " extra=False)"
    )


def test_options_are_given_by_name() -> None:
    rule = House(
        limit=5, accept=["当社の文。", "Ours."], words={"ja": ["a", ["b"]]}, place="bottom"
    )
    assert (rule.limit, rule.place) == (5, "bottom")
    assert rule.accept == ("当社の文。", "Ours.")
    assert rule.words == {"ja": ("a", ("b",))}
    assert House().limit == 3


def test_an_option_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match=r"^rule house-style has no option 'limits'$"):
        House(limits=5)


def test_what_a_user_wrote_may_change_later_without_effect() -> None:
    accept = ["a"]
    words = {"ja": ["b"]}
    rule = House(accept=accept, words=words)
    accept.append("c")
    words["ja"].append("d")
    words["en"] = []
    assert (rule.accept, rule.words) == (("a",), {"ja": ("b",)})


def test_a_rule_is_frozen() -> None:
    rule = House()
    for name in ("limit", "other", "name"):
        with pytest.raises(AttributeError, match=f"^a rule is frozen: cannot set '{name}'$"):
            setattr(rule, name, 1)
    assert rule.limit == 3


# Values by language ------------------------------------------------------------------------------


def test_by_language_has_a_default() -> None:
    value = House().chars
    assert [value.get(language) for language in (JA, EN, Language.NONE)] == [120, 60, 60]


def test_a_plain_value_counts_for_every_language() -> None:
    value = House(chars=80).chars
    assert [value.get(language) for language in (JA, EN)] == [80, 80]


def test_a_mapping_counts_for_the_languages_it_names() -> None:
    value = House(chars={"en": 40}).chars
    assert [value.get(language) for language in (JA, EN, Language({"code": "zh"}))] == [
        120,
        40,
        150,
    ]
    assert value.get(Language.NONE) == 60


def test_by_language_may_hold_lists() -> None:
    value = ByLanguage((3, 5)).given({"ja": (1, 2)})
    assert (value.get(JA), value.get(EN)) == ((1, 2), (3, 5))


def test_by_language_values_compare() -> None:
    one, same, other = ByLanguage(1, ja=2), ByLanguage(1, ja=2), ByLanguage(1, ja=3)
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != 1
    assert House(chars=one).chars is one


# Findings --------------------------------------------------------------------------------------


def test_a_finding_has_one_of_the_messages() -> None:
    fix = Fix("Mend", (Edit(Span(0, 1), ""),), Safety.SAFE)
    related = Related(Span(5, 6), "there")
    found = House().finding(
        Span(1, 2), "one", fix=fix, related=[related], severity=Severity.ERROR, word="夜"
    )
    assert found == Finding(Span(1, 2), "one", {"word": "夜"}, fix, (related,), Severity.ERROR)
    assert House().finding(Span(1, 2), "two") == Finding(Span(1, 2), "two")
    with pytest.raises(KeyError):
        House().finding(Span(1, 2), "three")


def test_a_rule_finds_nothing_until_it_is_written() -> None:
    assert list(House().check(document("本文。\n"))) == []


def test_a_case_has_defaults() -> None:
    case = Case("⟦夜⟧")
    assert (case.text, case.options, case.path) == ("⟦夜⟧", {}, "article.md")
    assert (case.fixed, case.message) == (None, None)
