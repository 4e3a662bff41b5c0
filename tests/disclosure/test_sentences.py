"""Every sentence of our own is judged right, at the top and at the bottom of an article."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from support import document

from bylint_rules.views.disclosures import disclosures

SENTENCES = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
FILLER = {
    "ja": "橋の塗り替えが終わりました。\n\n## 色\n\n前より明るい緑です。\n\n## まとめ\n\n橋は明るくなりました。\n",
    "en": "The bridge has a new coat.\n\n## Colour\n\nA lighter green.\n\n## Summary\n\nIt shines.\n",
}
CASES = [
    pytest.param(language, kind, sentence, id=f"{language}-{kind}-{number}")
    for language, kinds in SENTENCES.items()
    for kind, sentences in kinds.items()
    for number, sentence in enumerate(sentences)
]


@pytest.mark.parametrize(("language", "kind", "sentence"), CASES)
@pytest.mark.parametrize("top", [True, False], ids=["top", "bottom"])
def test_sentence_is_judged_right(language: str, kind: str, sentence: str, top: bool) -> None:
    filler = FILLER[language]
    text = f"{sentence}\n\n{filler}" if top else f"{filler}\n{sentence}\n"
    found = disclosures(document(text, language=language))
    scopes = {one.scope == "images" for one in found}
    expected = {"disclosures": {False}, "images": {True}, "others": set()}[kind]
    assert scopes - ({True} if kind == "others" else set()) == expected
    if kind == "disclosures":
        assert {one.place for one in found} == {"top" if top else "bottom"}
        assert {one.hidden for one in found} == {""}
