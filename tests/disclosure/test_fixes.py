"""What the fixes of the family change, to the byte: in every format, language and newline style."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import rules, toolbox

from bylint.checking.fixer import mend
from bylint.checking.run import Active, check
from bylint.diagnostics import Checked, Safety
from bylint.text import BOM, Source

HOUSE = {
    "ja": "この記事は生成AIが下書きし、編集部の𠮷田が確認しました😀。",
    "en": "This article was drafted with AI & checked by our desk 😀.",
}
TITLE = {"ja": "橋の塗り替え", "en": "A new coat"}
TEXTS = {
    "ja": (
        "橋の塗り替えが先週ようやく終わりました。",
        "前より明るい緑です😀。川からもよく見えます。",
        "十人で塗り、二週間かかりました。𠮷田さんの話です。",
        "ＡＢＣ塗料の製品が使われています。",
    ),
    "en": (
        "The bridge over the river has a new coat.",
        "It is a lighter green 😀 than before. It can be seen from the water.",
        "Ten people painted it in two weeks, says Ann Lee.",
        "The paint is made by ＡＢＣ & Sons.",
    ),
}
HEADINGS = {"ja": ("色と塗料", "参考文献", "まとめ"), "en": ("Colour", "References", "Summary")}
FAMILY = [rule for rule in rules() if rule.category == "disclosure" and rule.severity]
SUFFIXES = (".md", ".txt", ".html")


def judge(text: str, suffix: str, language: str, **options: dict[str, Any]) -> Checked:
    """The findings of the family, and of every other rule that is on."""
    active = [Active(rule(**options.get(rule.name.replace("-", "_"), {}))) for rule in FAMILY]
    return check(Source("article" + suffix, text), active, toolbox(), language)


def mended(text: str, suffix: str, language: str, safety: Safety, **options: Any) -> Checked:
    first = judge(text, suffix, language, **options)
    return mend(first, lambda again: judge(again, suffix, language, **options), safety)


@st.composite
def articles(draw: st.DrawFn, language: str, suffix: str) -> str:
    """An article without disclosure: a title or none, paragraphs, lists, quotes, code, headings."""
    texts = st.sampled_from(TEXTS[language])
    kinds = st.sampled_from(("text", "text", "text", "heading", "list", "quote", "code"))
    blocks = [_title(TITLE[language], suffix)] if draw(st.booleans()) else []
    blocks.append(_text(draw(texts), suffix))
    for kind in draw(st.lists(kinds, max_size=7)):
        if kind == "heading":
            blocks.append(_heading(draw(st.sampled_from(HEADINGS[language])), suffix))
        elif kind == "list":
            blocks.append(_list(draw(st.lists(texts, min_size=1, max_size=3)), suffix))
        elif kind == "quote":
            blocks.append(_quote(draw(texts), suffix))
        elif kind == "code":
            blocks.append(_code(suffix))
        else:
            blocks.append(_text(draw(texts), suffix))
    gap = "\n" if suffix == ".html" else "\n\n"
    body = gap.join(blocks)
    if suffix == ".html" and draw(st.booleans()):
        body = f"<html><body><article>\n{body}\n</article></body></html>"
    return body + draw(st.sampled_from(("", "\n", "\n\n")))


def _title(text: str, suffix: str) -> str:
    return f"<h1>{text}</h1>" if suffix == ".html" else f"# {text}"


def _heading(text: str, suffix: str) -> str:
    return f"<h2>{text}</h2>" if suffix == ".html" else f"## {text}"


def _text(text: str, suffix: str) -> str:
    return f"<p>{escape(text)}</p>" if suffix == ".html" else text


def _list(texts: list[str], suffix: str) -> str:
    if suffix == ".html":
        return "<ul>\n" + "\n".join(f"<li>{escape(text)}</li>" for text in texts) + "\n</ul>"
    return "\n".join(f"- {text}" for text in texts)


def _quote(text: str, suffix: str) -> str:
    return f"<blockquote><p>{escape(text)}</p></blockquote>" if suffix == ".html" else f"> {text}"


def _code(suffix: str) -> str:
    return "<pre>x = 1\n</pre>" if suffix == ".html" else "```\nx = 1\n```"


def holds_more(before: str, after: str, line: str) -> bool:
    """Whether `after` is `before` with one line, and white space around it, put in."""
    at = after.find(line)
    spare = len(after) - len(before) - len(line)
    return any(
        after[: at - lead] + after[at + len(line) + spare - lead :] == before
        and not (after[at - lead : at] + after[at + len(line) :][: spare - lead]).strip("\r\n")
        for lead in range(spare + 1)
        if at >= lead
    )


@pytest.mark.parametrize("bom", ["", BOM], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", ["ja", "en"])
@settings(max_examples=30)
@given(data=st.data())
def test_house_sentence_is_put_in_once_and_nothing_else_changes(
    language: str, suffix: str, newline: str, bom: str, data: st.DataObject
) -> None:
    written = data.draw(articles(language, suffix)).replace("\n", newline)
    place = data.draw(st.sampled_from(("top", "bottom")))
    options = {
        "missing_disclosure": {"insert": HOUSE, "insert_at": place},
        "misplaced_disclosure": {"place": place},
    }
    after = mended(bom + written, suffix, language, Safety.SAFE, **options)
    sentence = HOUSE[language]
    expected = f"<p>{escape(sentence)}</p>" if suffix == ".html" else sentence
    assert holds_more(written, after.source.text, expected)
    assert after.source.text.count(expected) == 1
    assert after.source.bom == bool(bom)
    assert after.source.to_bytes().decode("utf-8").startswith(bom)
    if newline in written and newline == "\r\n":
        assert "\n" not in after.source.text.replace("\r\n", "")
    else:
        assert "\r" not in after.source.text
    assert after.diagnostics == ()
    again = mended(bom + after.source.text, suffix, language, Safety.UNSAFE, **options)
    assert again.source.text == after.source.text
    assert again.fixed == 0


@pytest.mark.parametrize("bom", ["", BOM], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("language", ["ja", "en"])
@settings(max_examples=30)
@given(data=st.data())
def test_moving_a_disclosure_loses_no_line(
    language: str, suffix: str, newline: str, bom: str, data: st.DataObject
) -> None:
    head = [_title(TITLE[language], suffix), *(_text(text, suffix) for text in TEXTS[language])]
    told = _text(HOUSE[language], suffix)
    heading = _heading(HEADINGS[language][0], suffix)
    tail = [heading, *(_text(text, suffix) for text in TEXTS[language][:3])]
    end = data.draw(st.integers(1, 3))
    gap = "\n" if suffix == ".html" else "\n\n"
    written = gap.join([*head, told, *tail, *tail[:end]]).replace("\n", newline) + newline
    place = data.draw(st.sampled_from(("top", "bottom", "top-or-bottom")))
    options = {"misplaced_disclosure": {"place": place}}
    after = mended(bom + written, suffix, language, Safety.UNSAFE, **options)
    text = after.source.text
    assert after.fixed == 1
    assert sorted(filter(None, text.split(newline))) == sorted(filter(None, written.split(newline)))
    rest = [line for line in text.split(newline) if line and line != told]
    assert rest == [line for line in written.split(newline) if line and line != told]
    assert after.source.bom == bool(bom)
    assert text.count("\n") == text.count(newline)
    assert after.diagnostics == ()


def test_safe_fixes_alone_move_nothing() -> None:
    texts = "\n\n".join(TEXTS["en"])
    written = f"# A\n\n{texts}\n\n{HOUSE['en']}\n\n## B\n\n{texts}\n"
    after = mended(written, ".md", "en", Safety.SAFE)
    assert [one.rule for one in after.diagnostics] == ["misplaced-disclosure"]
    assert after.source.text == written


@pytest.mark.parametrize("bom", ["", BOM], ids=["plain", "bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    ("language", "said", "word"),
    [
        ("en", "AI generated", "ai-generated"),
        ("en", "autonomous", "ai-autonomous"),
        ("en", "Written with the help of AI 😀", "ai-assisted"),
        ("en", "human", "none"),
        ("ja", "この記事はＡＩが生成しました", "ai-generated"),
    ],
)
def test_mark_is_normalised_and_nothing_else_changes(
    language: str, said: str, word: str, newline: str, bom: str
) -> None:
    page = newline.join(
        (
            f'<html lang="{language}"><head><meta charset="utf-8">',
            f'<meta  name="ai-disclosure"  content="{said}" ></head>',
            f"<body>{_text(TEXTS[language][0], '.html')}</body></html>",
        )
    )
    options = {"missing_disclosure": {"require": "never"}}
    safe = mended(bom + page, ".html", language, Safety.SAFE, **options)
    assert safe.source.text == page
    after = mended(bom + page, ".html", language, Safety.UNSAFE, **options)
    assert after.source.to_bytes() == (bom + page.replace(said, word)).encode("utf-8")
    assert "invalid-disclosure-mark" not in [one.rule for one in after.diagnostics]


def test_sentence_of_another_language_is_not_put_in() -> None:
    text = "\n\n".join(TEXTS["ja"]) + "\n"
    (one,) = judge(text, ".md", "ja", missing_disclosure={"insert": HOUSE["en"]}).diagnostics
    assert (one.rule, one.fix) == ("missing-disclosure", None)
    options = {"insert": {"en": HOUSE["en"]}}
    (one,) = judge(text, ".md", "ja", missing_disclosure=options).diagnostics
    assert (one.rule, one.fix) == ("missing-disclosure", None)


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        (".md", "*Drafted with AI.*"),
        (".txt", "Drafted with AI."),
        (".html", "<p><em>Drafted with AI.</em></p>"),
    ],
)
def test_emphasis_is_written_as_the_format_has_it(suffix: str, line: str) -> None:
    text = _text(TEXTS["en"][0], suffix) + "\n"
    options = {"missing_disclosure": {"insert": "*Drafted with AI.*"}}
    after = mended(text, suffix, "en", Safety.SAFE, **options)
    assert line in after.source.text.split("\n")


SELECTORS = "".join(
    chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in b"C2PATXT\0\x01jumb"
)
MANIFESTS = {
    "unseen": "\ufeff" + SELECTORS,
    "lines": "-----BEGIN C2PA MANIFEST-----\ndata:application/c2pa;base64,AAAA\n-----END C2PA MANIFEST-----",
    "cut off": "-----BEGIN C2PA MANIFEST-----\nAAAA",
}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", MANIFESTS)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_manifest_is_never_damaged(kind: str, language: str, place: str) -> None:
    manifest = MANIFESTS[kind]
    gap = "" if kind == "unseen" else "\n\n"
    text = "\n\n".join(TEXTS[language]) + gap + manifest
    options = {"missing_disclosure": {"insert": HOUSE, "insert_at": place}}
    after = mended(text, ".md", language, Safety.UNSAFE, **options)
    assert after.source.text.endswith(manifest)
    assert after.source.text.count(HOUSE[language]) == 1


def test_manifest_behind_a_disclosure_hides_nothing() -> None:
    text = "\n\n".join(TEXTS["en"]) + "\n\nThis article was written by AI.\ufeff" + SELECTORS
    assert judge(text, ".md", "en").diagnostics == ()


def test_disclosure_that_holds_a_manifest_is_not_moved() -> None:
    told = "This article was written by AI.\ufeff" + SELECTORS
    text = "\n\n".join((*TEXTS["en"], told, "## More", *TEXTS["en"])) + "\n"
    (one,) = judge(text, ".md", "en").diagnostics
    assert (one.rule, one.fix) == ("misplaced-disclosure", None)
