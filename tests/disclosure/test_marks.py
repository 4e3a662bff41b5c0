"""What front matter, metas and JSON-LD say, brought to one vocabulary."""

from __future__ import annotations

import pytest
from support import document

from bylint_rules.views.marks import marks, source_types_of

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


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("ai_disclosure: false", "none"),
        ("ai_autonomous: true", "autonomous"),
        ("ai_summary: true", "summarised"),
        ("ai_disclosure: trainedAlgorithmicMedia", "generated"),
        ("digital_source_type: https://schema.org/DigitalArtDigitalSource", "none"),
        ("content_origin: ai-generated", "generated"),
        ('AIGC: {Label: "1"}', "generated"),
        ('AIGC: {Label: "3"}', "unknown"),
        ("AIGC: [1]", "unknown"),
        ("ai: {model: gpt-5}", "unknown"),
    ],
)
def test_front_matter_by_vocabulary(line: str, degree: str) -> None:
    assert degrees(f"---\n{line}\n---\n{TEXT}") == [(line.partition(":")[0], degree)]


@pytest.mark.parametrize("line", ["content_origin: Wales", "ai_status: 3", "disclosure_level: low"])
def test_general_key_speaks_of_ai_only_by_its_value(line: str) -> None:
    assert degrees(f"---\n{line}\n---\n{TEXT}") == []


def test_denial_of_one_degree_is_told_from_a_denial_of_all() -> None:
    text = f"---\nai_generated: false\nai_disclosure: none\n---\n{TEXT}"
    found = marks(document(text, language="en"))
    assert [(mark.degree, mark.denies) for mark in found] == [("none", "generated"), ("none", "")]


@pytest.mark.parametrize(
    ("kind", "value", "degree"),
    [
        ("translated", "true", "translated"),
        ("translated", "false", "none"),
        ("value", "AI-assisted", "assisted"),
        ("tool", "Claude", ""),
    ],
)
def test_key_of_a_house(kind: str, value: str, degree: str) -> None:
    told = document(f"---\nHaus-KI: {value}\n---\n{TEXT}", language="en")
    assert [mark.degree for mark in marks(told, {"haus_ki": kind})] == [degree]
    assert marks(told) == ()
    assert marks(told, {"haus_ki": "nonsense"}) == ()


@pytest.mark.parametrize(
    ("page", "scope"),
    [
        ('<html ai-disclosure="ai-generated"><p>{}</p></html>', "text"),
        ('<article class="a" ai-disclosure="ai-generated"><p>{}</p></article>', "text"),
        ('<section ai-disclosure="ai-generated"><p>{}</p></section>', "part"),
        ('<p>{}</p><img src="a.png" ai-disclosure="ai-generated">', "images"),
    ],
)
def test_attribute_holds_for_its_element(page: str, scope: str) -> None:
    (mark,) = marks(document(page.replace("{}", TEXT), "a.html", "en"))
    assert (mark.degree, mark.scope) == ("generated", scope)


def test_source_types_of_the_article_and_of_its_picture() -> None:
    script = (
        '<script type="application/ld+json">{"@type": "Article", "digitalSourceType":'
        ' "https://schema.org/MinorHumanEditsDigitalSource", "image": [{"@type": ["ImageObject"],'
        ' "contentUrl": "a.png", "digitalSourceType": "TRAINED_ALGORITHMIC_MEDIA"}]}</script>'
    )
    told = document(f"<html><head>{script}</head><body><p>{TEXT}</p></body></html>", "a.html")
    assert [
        (one.value.rpartition("/")[2], one.media, one.address) for one in source_types_of(told)
    ] == [
        ("MinorHumanEditsDigitalSource", False, ""),
        ("TRAINED_ALGORITHMIC_MEDIA", True, "a.png"),
    ]
    assert [(mark.name, mark.degree) for mark in marks(told)] == [("digitalSourceType", "none")]
