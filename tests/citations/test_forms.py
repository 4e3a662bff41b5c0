"""A clean article yields nothing, whatever its markers and lists look like, and they are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support import document, rules, toolbox

from bylint.checking.run import Active, check
from bylint.text import Source
from bylint_rules.views.citations import citations

ACTIVE = [
    Active(rule())
    for rule in rules()
    if rule.category == "citations" and rule.name != "uncited-section"
]
BODY = {
    "ja": "雨は朝から降り続きました{0}。\n\n川は昼に氾濫しました😀{1}。\n\n𠮷田橋が流されました{2}。",
    "en": "It has rained since the morning{0}.\n\nThe river rose at noon{1}.\n\nA bridge fell{2}.",
}
TITLES = {"ja": ("県の発表", "町の発表", "市の調査"), "en": ("A log", "A report", "A survey")}
HEADINGS = {"ja": "参考文献", "en": "References"}
HEADED = {
    "real": "## {}\n\n",
    "deep": "##### {}\n\n",
    "bold": "**{}**\n\n",
    "bare": "{}\n\n",
    "none": "",
}
WIDE = str.maketrans("123", "１２３")
RAISED = str.maketrans("123", "¹²³")

MARKERS: dict[str, Callable[[int], str]] = {
    "bracket": lambda n: f"[{n}]",
    "wide": lambda n: f"［{n}］".translate(WIDE),
    "lenticular": lambda n: f"【{n}】",
    "raised": lambda n: str(n).translate(RAISED),
    "sup": lambda n: f"<sup>{n}</sup>",
    "sup-bracket": lambda n: f"<sup>[{n}]</sup>",
    "linked": lambda n: f"[[{n}]](https://s{n}.example/)",
    "linked-escaped": lambda n: f"[\\[{n}\\]](https://s{n}.example/)",
    "linked-number": lambda n: f"[{n}](https://s{n}.example/)",
    "anchored": lambda n: f"[[{n}]](#ref{n})",
    "escaped": lambda n: f"\\[{n}\\]",
    "paged": lambda n: f"[{n}, p. 4]",
}
ENTRIES = {
    "bullets": "- [{n}] {t} {u}\n",
    "rows": "[{n}] {t} {u}\n\n",
    "ordered": "{n}. {t} {u}\n",
    "parenthesis": "{n}) {t} {u}\n",
    "brackets": "({n}) {t} {u}\n\n",
    "colon": "{n}: {t} {u}\n\n",
    "wide": "［{w}］{t} {u}\n\n",
    "lenticular": "【{n}】{t} {u}\n\n",
    "raised": "- {r} {t} {u}\n",
    "link": "- [{n}:{u}]({u})\n",
    "linked": "- [[{n}]:{u}]({u})\n",
    "numbered-link": "- [{n}]({u}) {t}\n",
    "escaped": "- \\[{n}\\] {t} {u}\n",
    "directive": ".. [{n}] {t} {u}\n\n",
    "definition": "[{n}]: {u}\n",
    "definition-below": "[{n}]:\n  {u}\n",
    "titled": '[{n}]: {u} "{t}"\n',
    "item-definition": "- [{n}]: {u}\n",
    "strong": "- **[{n}]** {t} {u}\n",
    "broken": "[{n}] {t}  \n{u}\n\n",
    "wrapped": "[{n}] {t}\n    {u}\n\n",
    "nested": "- [{n}] {t}\n  - {u}\n",
    "apart": "[{n}] {t}\n\n{u}\n\n",
    "quoted": "> [{n}] {t} {u}\n>\n",
}


def article(language: str, marker: str, entry: str, headed: str, last: int = 3) -> str:
    """An article with three sources; its last marker cites `last`."""
    body = BODY[language].format(*(MARKERS[marker](n) for n in (1, 2, last)))
    heading = HEADED[headed].format(HEADINGS[language])
    entries = "".join(
        ENTRIES[entry].format(
            n=n,
            w=str(n).translate(WIDE),
            r=str(n).translate(RAISED),
            t=TITLES[language][n - 1],
            u=f"https://s{n}.example/",
        )
        for n in (1, 2, 3)
    )
    return f"# {TITLES[language][0]}\n\n{body}\n\n{heading}{entries}"


def names(text: str, path: str) -> list[str]:
    return [item.rule for item in check(Source(path, text), ACTIVE, toolbox()).diagnostics]


def read(text: str, path: str) -> list[tuple[list[int], list[int]]]:
    """What each list holds, and what of it is cited."""
    cited = citations(document(text, path)).cited
    return [(sorted(one.list.numbers), sorted(one.used)) for one in cited]


FORMS = [(marker, "bullets") for marker in MARKERS] + [("bracket", entry) for entry in ENTRIES]


@pytest.mark.parametrize(("marker", "entry"), FORMS)
@pytest.mark.parametrize("headed", HEADED)
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_clean_article_is_read_and_yields_nothing(
    path: str, language: str, headed: str, marker: str, entry: str
) -> None:
    text = article(language, marker, entry, headed)
    assert names(text, path) == []
    assert read(text, path) == [([1, 2, 3], [1, 2, 3])]


@pytest.mark.parametrize(("marker", "entry"), FORMS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_wrong_number_is_found_in_every_form(language: str, marker: str, entry: str) -> None:
    text = article(language, marker, entry, "real", last=3).replace(
        MARKERS[marker](3),
        MARKERS[marker](3).replace("3", "9").replace("３", "９").replace("³", "⁹"),
        1,
    )
    assert "undefined-citation" in names(text, "a.md")


PAGES = {
    "brackets": ("[{n}]", "<ol>{}</ol>", "<li>{t} {u}</li>"),
    "labelled": ("[{n}]", "<ul>{}</ul>", "<li>[{n}] {t} {u}</li>"),
    "raised": ("<sup>{n}</sup>", "<ol>{}</ol>", "<li>{t} <a href='{u}'>{u}</a></li>"),
    "raised-brackets": ("<sup>[{n}]</sup>", "<div>{}</div>", "<p>[{n}] {t} {u}</p>"),
    "anchored": ("<a href='#r{n}'>[{n}]</a>", "<ol>{}</ol>", "<li id='r{n}'>{t} {u}</li>"),
    "raised-anchor": (
        "<sup><a href='#r{n}'>{n}</a></sup>",
        "<ol>{}</ol>",
        "<li id='r{n}'>{t} {u}</li>",
    ),
    "lines": ("[{n}]", "<p>{}</p>", "[{n}] {t} {u}<br>"),
    "table": ("[{n}]", "<table>{}</table>", "<tr><td>{n}</td><td>{t} {u}</td></tr>"),
    "wide": ("［{n}］", "<div>{}</div>", "<p>［{n}］{t} {u}</p>"),
}


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("tag", ["h2", "h5", "b"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_clean_page_is_read_and_yields_nothing(language: str, tag: str, form: str) -> None:
    marker, frame, entry = PAGES[form]
    body = BODY[language].format(*(marker.format(n=n) for n in (1, 2, 3)))
    paragraphs = "".join(f"<p>{one}</p>\n" for one in body.split("\n\n"))
    entries = "".join(
        entry.format(n=n, t=TITLES[language][n - 1], u=f"https://s{n}.example/") for n in (1, 2, 3)
    )
    heading = f"<{tag}>{HEADINGS[language]}</{tag}>"
    heading = f"<p>{heading}</p>" if tag == "b" else heading
    text = f"<h1>{TITLES[language][0]}</h1>\n{paragraphs}{heading}\n{frame.format(entries)}\n"
    assert names(text, "a.html") == []
    assert read(text, "a.html") == [([1, 2, 3], [1, 2, 3])]


@pytest.mark.parametrize(
    "text",
    [
        "Rain[^1]. Wind[^b].[^1]\n\n[^1]: A log https://a.example/\n[^b]: A report\n",
        "雨です[^1]。川です[^注]。\n\n[^1]: 県の発表\n    続き\n\n[^注]: 町の発表\n",
        "Rain^[A log of 2024, https://a.example/]. Wind^[A report of 2023].\n",
        "| What | Source |\n|---|---|\n| Rain | [1] |\n| Wind | [2] |\n\n"
        "## References\n\n- [1] A https://a.example/\n- [2] B https://b.example/\n",
        "![A river](r.png)\n\n*The river at noon [1].*\n\n> It rose, they say [2].\n\n"
        "## References\n\n- [1] A https://a.example/\n- [2] B https://b.example/\n",
        "## まとめ\n\n- 雨は朝から続きました[1]\n- 川は昼に氾濫しました[1][2]\n\n本文です[1, 2]。\n\n"
        "## 参考文献\n\n- [1] 県 https://a.example/\n- [2] 町 https://b.example/\n",
        "Rain [1-3], wind [1]–[3], snow [2,3].\n\n## Sources\n\n"
        "- [1] A https://a.example/\n- [2] B https://b.example/\n- [3] C https://c.example/\n",
    ],
)
def test_clean_article_of_other_forms_yields_nothing(text: str) -> None:
    assert names(text, "a.md") == []
    assert names(text.replace("\n", "\r\n"), "a.md") == []


@pytest.mark.parametrize("mark", ["※{n}", "（注{n}）", "{n})", "*{n}", "[注{n}]", "({n})", "^{n}^"])
@pytest.mark.parametrize("entry", ["※{n} {t}", "注{n} {t}", "{n}) {t}", "*{n}: {t}", "({n}) {t}"])
def test_notes_by_signs_of_their_own_are_left_alone(mark: str, entry: str) -> None:
    body = BODY["ja"].format(*(mark.format(n=n) for n in (1, 2, 9)))
    notes = "\n\n".join(entry.format(n=n, t=f"{TITLES['ja'][n - 1]} 2024年") for n in (1, 2, 3))
    assert names(f"# 題\n\n{body}\n\n{notes}\n", "a.md") == []
