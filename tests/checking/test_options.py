"""Options are read from a rule's fields: type, default, description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pytest

from bylint.checking.options import Option, options
from bylint.checking.rule import ByLanguage, Rule
from bylint.errors import PluginError

Place = Literal["top", "bottom"]


class Every(Rule, name="every", category="tests", severity="info"):
    """A rule with an option of every kind.

    ## What it finds

    - `nothing`: this list is not about options.

    ## Options

    - `flag`: whether it is on (`false`).
    - `place`: where it stands,
      top or bottom (`top`).
    - `words` (none): what counts.

    ## Rates

    - `size`: measured on nothing.
    """

    flag: bool = False
    size: int = 3
    share: float = 0.5
    text: str = ""
    place: Place = "top"
    words: tuple[str, ...] = ()
    places: list[Place] = ["top"]
    pair: tuple[int, int] = (3, 5)
    names: Sequence[str] = ()
    table: Mapping[str, int] = {}
    either: int | Literal["none"] = "none"
    maybe: str | None = None
    most: ByLanguage[int] = ByLanguage(300, ja=80)
    pairs: ByLanguage[tuple[int, int]] = ByLanguage((1, 2))

    messages = {}


INTEGER = {"type": "integer", "minimum": 0}
TEXT = {"type": "string"}
PLACE = {"enum": ["top", "bottom"]}
PAIR = {"type": "array", "prefixItems": [INTEGER, INTEGER], "minItems": 2, "maxItems": 2}


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("flag", {"type": "boolean"}),
        ("size", INTEGER),
        ("share", {"type": "number", "minimum": 0}),
        ("text", TEXT),
        ("place", PLACE),
        ("words", {"type": "array", "items": TEXT}),
        ("places", {"type": "array", "items": PLACE}),
        ("pair", PAIR),
        ("names", {"type": "array", "items": TEXT}),
        ("table", {"type": "object", "additionalProperties": INTEGER}),
        ("either", {"anyOf": [INTEGER, {"enum": ["none"]}]}),
        ("maybe", {"anyOf": [TEXT, {"type": "null"}]}),
        ("most", INTEGER),
        ("pairs", PAIR),
    ],
)
def test_type_of_a_field_becomes_a_schema(name: str, schema: dict[str, Any]) -> None:
    found = {option.name: option for option in options(Every)}
    assert found[name].schema == schema
    assert found[name].by_language == (name in ("most", "pairs"))


def test_descriptions_come_from_the_list_under_options() -> None:
    described = {option.name: option.description for option in options(Every) if option.description}
    assert described == {
        "flag": "whether it is on (`false`).",
        "place": "where it stands, top or bottom (`top`).",
        "words": "(none): what counts.",
    }


def test_options_keep_the_order_of_fields_and_their_defaults() -> None:
    found = options(Every)
    assert [option.name for option in found] == list(Every.fields)
    assert found[1] == Option("size", INTEGER, 3, "")
    assert found[12].default == ByLanguage(300, ja=80)


def test_rule_without_fields_has_no_options() -> None:
    class Bare(Rule, name="bare", category="tests", severity="info"):
        """Nothing to set."""

    assert options(Bare) == ()


def test_type_that_no_config_file_can_hold_is_refused() -> None:
    class Odd(Rule, name="odd", category="tests", severity="info"):
        """An option that no file can hold."""

        size: bytes = b""

    with pytest.raises(
        PluginError, match=r"^no config file can hold its option size: <class 'bytes'>$"
    ):
        options(Odd)


def test_field_without_a_default_is_refused() -> None:
    class Odd(Rule, name="odd", category="tests", severity="info"):
        """An option that must be given."""

        size: int

    with pytest.raises(PluginError, match=r"^its option size has no default$"):
        options(Odd)


def test_default_by_language_needs_the_type_that_says_so() -> None:
    class Odd(Rule, name="odd", category="tests", severity="info"):
        """An option whose type and default disagree."""

        size: int = ByLanguage(3)  # type: ignore[assignment]

    with pytest.raises(
        PluginError, match=r"^the default of its option size does not fit <class 'int'>$"
    ):
        options(Odd)


def test_annotation_that_means_nothing_is_refused() -> None:
    class Odd(Rule, name="odd", category="tests", severity="info"):
        """An option of no type at all."""

        size: Nowhere = 3  # type: ignore[name-defined] # noqa: F821

    with pytest.raises(
        PluginError, match=r"^its annotations cannot be read: name 'Nowhere' is not"
    ):
        options(Odd)


def test_lists_that_a_user_gives_are_frozen() -> None:
    words = ["one"]
    rule = Every(words=words, pairs={"ja": [3, 4]}, table={"a": 1})
    words.append("two")
    assert rule.words == ("one",)
    assert rule.pairs == ByLanguage((1, 2), ja=(3, 4))
    assert rule.table == {"a": 1}
