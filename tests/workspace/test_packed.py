"""Texts that are kept packed say what they said before."""

from __future__ import annotations

from pickle import dumps, loads

import pytest

from bylint.diagnostics import Checked
from bylint.text import Position, Source, Span
from bylint.workspace.packed import Packed, packed

TEXTS = (
    "",
    "港😀\r\n𠮷野さんの店\rEnd",
    "\ufeff# 港\n\nText\n",
    "\ufeff\ufeff twice",
)


@pytest.mark.parametrize("text", TEXTS)
def test_everything_is_as_it_was(text: str) -> None:
    source = Source("港.md", text)
    kept = packed(Checked(source, (), fixed=3))
    plain = Checked(Packed.of("港.md", text.encode()), (), fixed=3)
    for each in (kept, loads(dumps(kept)), plain, loads(dumps(plain)), packed(plain)):
        assert isinstance(each.source, Packed)
        assert each._replace(source=source) == Checked(source, (), fixed=3)
        assert each.source.path == "港.md"
        assert each.source.text == source.text
        assert each.source.bom == source.bom
        assert each.source.line_starts == source.line_starts
        assert each.source.newline == source.newline
        assert each.source.to_bytes() == text.encode()


def test_places_are_those_of_the_text() -> None:
    source = packed(Checked(Source("a.md", "港😀\r\n𠮷野さん\n"), ())).source
    assert source.position(5) == Position(2, 2)
    assert source.slice(source.line_span(2)) == "𠮷野さん"
    assert source.line_span(1) == Span(0, 2)


def test_many_are_opened_in_turn() -> None:
    every = [packed(Checked(Source("a.md", f"港{n}"), ())).source for n in range(5)]
    assert [each.text for each in (*every, *every)] == 2 * [f"港{n}" for n in range(5)]


def test_what_is_packed_stays_so() -> None:
    kept = packed(Checked(Source("a.md", "港"), ()))
    assert packed(kept) is kept
    assert not hasattr(kept.source, "body")
