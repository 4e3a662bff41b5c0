"""Disclosures in labelled sentences of our own: found as well as they ever were."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "scripts" / "accuracy"

LEAST = {
    "de": (1.0, 0.98),
    "es": (1.0, 0.99),
    "fr": (1.0, 0.96),
    "it": (1.0, 1.0),
    "nl": (1.0, 0.99),
    "pt": (1.0, 0.98),
    "en": (1.0, 0.985),
    "id": (1.0, 1.0),
    "ja": (0.998, 0.99),
    "ko": (1.0, 0.99),
    "ru": (1.0, 0.99),
    "zh": (1.0, 0.97),
}
"""Precision and recall by file. They may only rise."""


@pytest.fixture
def accuracy(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    spec = importlib.util.spec_from_file_location("accuracy", SCRIPTS / "disclosure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("code", sorted(LEAST))
def test_rates_do_not_fall(code: str, accuracy: ModuleType) -> None:
    sentences = accuracy.judged(str(HERE / "disclosure" / f"{code}.jsonl"))
    assert len(sentences) >= 40
    precision, recall = accuracy.rates(sentences)
    wrong = [one.text for one in sentences if one.wanted != one.found]
    assert (precision >= LEAST[code][0], recall >= LEAST[code][1]) == (True, True), wrong


def test_every_file_of_sentences_is_judged() -> None:
    assert {path.stem for path in (HERE / "disclosure").glob("*.jsonl")} == set(LEAST)
