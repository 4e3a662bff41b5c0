"""What front matter, metas and JSON-LD say, brought to one vocabulary."""

from __future__ import annotations

import pytest
from support import document

from bylint_rules.views.marks import marks

TEXT = "The bridge has a new coat of paint, and it is lighter than the old one.\n"


def degrees(text: str, path: str = "article.md") -> list[tuple[str, str]]:
    return [(mark.name, mark.degree) for mark in marks(document(text, path, "en"))]


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("ai_generated: true", "generated"),
        ("ai-generated: yes", "generated"),
        ("aiGenerated: false", "none"),
        ("ai_assisted: true", "assisted"),
        ("aiDisclosure: AI-assisted", "assisted"),
        ("ai_disclosure: none", "none"),
        ('ai_disclosure: "PARTIALLY AI-MODIFIED"', "assisted"),
        ("ai_disclosure: true", "unknown"),
        ('ai_disclosure: "This post was written by AI."', "generated"),
        ("generated_by: claude-opus-4", "generated"),
        ("author: ChatGPT (GPT-4o mini)", "generated"),
        ("authors: [Ann Lee, ChatGPT]", "generated"),
        ("translator: DeepL", "translated"),
        ("machine_translated: true", "translated"),
        ("ai_tools: [{name: Claude, vendor: Anthropic}]", ""),
        ("ai_model: gpt-5", ""),
        ("ai: {generated: true, ai_generated: true}", "generated"),
    ],
)
def test_front_matter(line: str, degree: str) -> None:
    assert degrees(f"---\ntitle: Paint\n{line}\n---\n{TEXT}") == [(line.partition(":")[0], degree)]


@pytest.mark.parametrize(
    "line", ["author: Ann Lee", "generator: Hugo", "aim: high", "ai_model:", "author: Claude Monet"]
)
def test_front_matter_that_says_nothing_of_ai(line: str) -> None:
    assert degrees(f"---\n{line}\n---\n{TEXT}") == []


def test_mark_stands_on_its_line() -> None:
    text = f"---\r\ntitle: Paint\r\nai_generated: true\r\n---\r\n{TEXT}"
    (mark,) = marks(document(text, language="en"))
    assert text[mark.span.start : mark.span.end] == "ai_generated: true"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="ai-disclosure" content="ai-generated">', ("ai-disclosure", "generated")),
        ('<meta name="ai-disclosure" content="ai-autonomous">', ("ai-disclosure", "autonomous")),
        ('<meta name="AIGC" content=\'{"Label": "1"}\'>', ("AIGC", "generated")),
        ('<meta name="AIGC" content="{broken">', ("AIGC", "unknown")),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "digitalSourceType":'
            ' "https://schema.org/TrainedAlgorithmicMediaDigitalSource"}</script>',
            ("digitalSourceType", "generated"),
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "Article", "digitalSourceType":'
            ' "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"}]}'
            "</script>",
            ("digitalSourceType", "assisted"),
        ),
    ],
)
def test_head_of_a_page(head: str, expected: tuple[str, str]) -> None:
    page = f"<html><head>{head}</head><body><p>{TEXT}</p></body></html>"
    assert degrees(page, "article.html") == [expected]


def test_picture_has_a_source_type_of_its_own() -> None:
    script = (
        '<script type="application/ld+json">{"@type": "Article", "image": {"@type": "ImageObject",'
        ' "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource"}}</script>'
    )
    assert degrees(f"<html><head>{script}</head><body><p>{TEXT}</p></body></html>", "a.html") == []
