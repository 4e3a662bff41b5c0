"""Where summaries stand in every format, and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from formats import copies
from support import document

from bylint_rules.views.summary import opening, summary

JA = (
    "市場の屋根が新しくなりました。工事は春に始まり、夏の終わりに終わりました。",
    "費用は寄付と市の補助でまかなわれ、大工は町の外からも集まりました。",
    "屋根には港の松が使われ、雨の音が静かになったと店の人は話します。",
)
EN = (
    "The market has a new roof. The work began in spring and ended in late summer.",
    "Donations and a grant from the town paid for it, and carpenters came from far away.",
    "The beams are of pine from the harbour, and the rain is quieter now, the sellers say.",
)
BULLETS = {
    "ja": (
        "- 港の市場の屋根が夏に新しくなった",
        "- 費用は寄付と市の補助でまかなわれた",
        "- 屋根には港の松の木が使われている",
    ),
    "en": (
        "- The market by the harbour has got a new roof",
        "- Donations and a grant from the town paid for it",
        "- The beams are of pine that grew by the harbour",
    ),
}
BODIES = {
    "ja": ("工事の経過", JA[0], "費用", JA[1], "材料", JA[2]),
    "en": ("How the work went", EN[0], "What it cost", EN[1], "What it is made of", EN[2]),
}
HEADINGS = {
    "ja": ("工事の経過", "費用", "材料", "まとめ", "要点", "参考文献", "おわりに"),
    "en": (
        "How the work went",
        "What it cost",
        "What it is made of",
        "Summary",
        "TL;DR",
        "References",
        "Wrapping up",
    ),
}


def kinds(
    text: str, path: str = "article.md", language: str = ""
) -> list[tuple[str, bool, int, int]]:
    """Kind, whether misplaced, first and last line of every summary."""
    found = document(text, path, language)
    return [
        (
            one.kind,
            one.misplaced,
            found.source.line_of(one.span.start),
            found.source.line_of(one.span.end),
        )
        for one in summary(found)
    ]


def everywhere(article: Sequence[str], language: str) -> list[list[tuple[str, bool, int]]]:
    """Kind, whether misplaced and first line, as in the article a line a block, in every format."""
    found = []
    for copy in copies(article, HEADINGS[language]):
        line_of = {line: number for number, line in enumerate(copy.lines, 1)}
        found.append(
            [(kind, lost, line_of[first]) for kind, lost, first, _ in kinds(copy.text, copy.path)]
        )
    return found


@pytest.mark.parametrize("language", ["ja", "en"])
def test_bullets_lead(language: str) -> None:
    article = [*BULLETS[language], *BODIES[language]]
    assert everywhere(article, language) == [[("bullets", False, 1)]] * 4


@pytest.mark.parametrize("language", ["ja", "en"])
def test_headed_bullets_lead(language: str) -> None:
    article = [HEADINGS[language][4], *BULLETS[language], *BODIES[language]]
    assert everywhere(article, language) == [[("bullets", False, 1)]] * 4


@pytest.mark.parametrize("language", ["ja", "en"])
def test_closing_section_before_back_matter(language: str) -> None:
    headings, bodies = HEADINGS[language], BODIES[language]
    article = [
        *bodies,
        headings[3],
        bodies[1],
        headings[5],
        "- A. B. 2026.",
        headings[6],
        bodies[3],
    ]
    assert everywhere(article, language) == [[("closing", False, 7)]] * 4


@pytest.mark.parametrize("language", ["ja", "en"])
def test_closing_section_in_the_middle(language: str) -> None:
    bodies = BODIES[language]
    article = [*bodies[:4], HEADINGS[language][3], bodies[1], *bodies[4:]]
    assert everywhere(article, language) == [[("closing", True, 5)]] * 4


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("after", [2, 6])
def test_bullets_after_the_body_began(language: str, after: int) -> None:
    bodies = BODIES[language]
    article = [*bodies[:after], *BULLETS[language], *bodies[after:]]
    assert everywhere(article, language) == [[("bullets", True, after + 1)]] * 4


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_summary(language: str) -> None:
    assert everywhere(BODIES[language], language) == [[]] * 4


BODY_JA = f"## 経過\n\n{JA[0]}\n\n## 費用\n\n{JA[1]}\n\n## 材料\n\n{JA[2]}\n"
BODY_EN = f"## Work\n\n{EN[0]}\n\n## Cost\n\n{EN[1]}\n\n## Beams\n\n{EN[2]}\n"
AT_THE_HEAD = {
    "title and bullets": (
        "# 市場\n\n{bullets}\n\n{body}",
        "# Market\n\n{bullets}\n\n{body}",
        "bullets",
    ),
    "byline and date": (
        "# 市場\n\n2026年11月4日\n\n文：山田花子\n\n{bullets}\n\n{body}",
        "# Market\n\nBy Jane Doe\n\nNovember 4, 2026\n\n{bullets}\n\n{body}",
        "bullets",
    ),
    "disclosure": (
        "*この記事は生成AIを使って書きました。*\n\n# 市場\n\n{bullets}\n\n{body}",
        "*This article was written with AI.*\n\n# Market\n\n{bullets}\n\n{body}",
        "bullets",
    ),
    "image": (
        "# 市場\n\n![屋根](a.png)\n\n{bullets}\n\n{body}",
        "# Market\n\n![Roof](a.png)\n\n{bullets}\n\n{body}",
        "bullets",
    ),
    "box of bullets": (
        ":::message\n{bullets}\n:::\n\n{body}",
        "> [!NOTE]\n> {quoted}\n\n{body}",
        "bullets",
    ),
    "bold label": (
        "**要約**：市場の屋根が新しい。\n\n{body}",
        "**TL;DR:** The roof is new.\n\n{body}",
        "lead",
    ),
    "label in a quotation": (
        "> 要点：市場の屋根が新しい。\n\n{body}",
        "> **TL;DR** The roof is new.\n\n{body}",
        "lead",
    ),
    "words that say so": (
        "結論から言うと、屋根は成功です。\n\n{body}",
        "The short version: it works.\n\n{body}",
        "lead",
    ),
    "first section": (
        "## 概要\n\n屋根が新しい。\n\n{body}",
        "## Overview\n\nThe roof is new.\n\n{body}",
        "lead",
    ),
    "second section": (
        "# 市場\n\n## はじめに\n\n港です。\n\n## 結論\n\n屋根が新しい。\n\n{body}",
        "# Market\n\n## Introduction\n\nHi.\n\n## TL;DR\n\nThe roof is new.\n\n{body}",
        "lead",
    ),
    "after the contents": (
        "## 目次\n\n- 経過\n\n## はじめに\n\n港です。\n\n## 概要\n\n屋根が新しい。\n\n{body}",
        "## Contents\n\n- Work\n\n## Introduction\n\nHi.\n\n## Abstract\n\nIt is new.\n\n{body}",
        "lead",
    ),
    "bold heading": (
        "**TL;DR**\n\n{bullets}\n\n{body}",
        "**Key takeaways**\n\n{bullets}\n\n{body}",
        "bullets",
    ),
}
AT_THE_END = {
    "numbered": (
        "{body}\n## 6. まとめ\n\n屋根が新しい。\n",
        "{body}\n## 6. Summary\n\nThe roof is new.\n",
    ),
    "emoji and subtitle": (
        "{body}\n## ✨ まとめ：屋根の話\n\n新しい。\n",
        "{body}\n## 🎯 Conclusion: roofs\n\nIt is new.\n",
    ),
    "bold thread number": (
        "{body}\n**【4/4】まとめ: 屋根は新しい。**\n\n以上です。\n",
        "{body}\n**4/4 Summary: the roof is new.**\n\nDone.\n",
    ),
    "table": (
        "{body}\n## まとめ\n\n| 屋根 | 費用 |\n|---|---|\n| 松 | 寄付 |\n",
        "{body}\n## Summary\n\n| Roof | Cost |\n|---|---|\n| pine | gifts |\n",
    ),
    "subsections": (
        "{body}\n## まとめ\n\n### 良い点\n\n新しい。\n",
        "{body}\n## Conclusion\n\n### What works\n\nIt is new.\n",
    ),
    "appendix after it": (
        "{body}\n## まとめ\n\n新しい。\n\n## 付録\n\n表。\n\n## 表\n\n{more}\n",
        "{body}\n## Summary\n\nNew.\n\n## Appendix\n\nTables.\n\n## More tables\n\n{more}\n",
    ),
    "addition after it": (
        "{body}\n## まとめ\n\n新しい。\n\n## 2026年12月の追記\n\n{more}\n",
        "{body}\n## Summary\n\nNew.\n\n## Further questions\n\n{more}\n",
    ),
    "words that say so": (
        "{body}\n以上をまとめると、屋根は成功です。\n",
        "{body}\nIn summary, the roof is a success.\n",
    ),
    "label": (
        "{body}\nまとめ：屋根は成功です。来年も使えます。\n",
        "{body}\nBottom line: the roof is a success for years.\n",
    ),
    "at the end though named for the head": (
        "{body}\n## TL;DR\n\n屋根が新しい。\n",
        "{body}\n## TL;DR\n\nThe roof is new.\n",
    ),
}
NOWHERE = {
    "closing words": (
        "{body}\n## おわりに\n\nまた来ます。\n",
        "{body}\n## Wrapping up\n\nSee you.\n",
    ),
    "cheat sheet": (
        "{body}\n## 使い分けまとめ\n\n朝は魚です。\n",
        "{body}\n## Tech stack summary\n\nPine.\n",
    ),
    "intention": (
        "そのうちまとめようと思っています。\n\n{body}",
        "I will write a summary of it soon.\n\n{body}",
    ),
    "list of links": (
        "- [港の市場の古い屋根の長い歴史](a.md)\n- [港の市場の新しい屋根の工事](b.md)\n\n{body}",
        (
            "- [The long history of the market by the harbour](a.md)\n"
            "- [The work on the new roof of the market here](b.md)\n\n{body}"
        ),
    ),
    "metadata": (
        "- 日時：11月4日\n- 場所：港\n- 料金：無料\n\n{body}",
        "- When: 4 November\n- Where: harbour\n- Price: free\n\n{body}",
    ),
    "short items": ("- 屋根\n- 費用\n- 材料\n\n{body}", "- roof\n- cost\n- beams\n\n{body}"),
    "overview of something in the middle": (
        "{body}\n## 概要\n\n新しい。\n\n{body}",
        "{body}\n## Overview\n\nNew.\n\n{body}",
    ),
    "summary of a chapter": (
        "{body}\n### まとめ\n\n材料は松です。\n\n{body}",
        "{body}\n### Summary\n\nThe beams are of pine.\n\n{body}",
    ),
    "title of a page": ("# 概要\n\n{body}", "# Overview\n\n{body}"),
    "empty section": ("{body}\n## まとめ\n", "{body}\n## Summary\n"),
    "announced list": (
        "{body}\n理由は次の3つです。\n\n{bullets}\n",
        "{body}\nThe reasons are these:\n\n{bullets}\n",
    ),
}


def filled(text: str, language: str) -> str:
    bullets = "\n".join(BULLETS[language])
    body, more = (BODY_JA, JA[1] * 2) if language == "ja" else (BODY_EN, f"{EN[1]} {EN[1]}")
    return (
        text.replace("{bullets}", bullets)
        .replace("{quoted}", bullets.replace("\n", "\n> "))
        .replace("{body}", body)
        .replace("{more}", more)
    )


@pytest.mark.parametrize("case", AT_THE_HEAD)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_summary_at_the_head(case: str, language: str) -> None:
    *texts, kind = AT_THE_HEAD[case]
    text = filled(texts[language == "en"], language)
    assert [found[:2] for found in kinds(text, language=language)] == [(kind, False)]


@pytest.mark.parametrize("case", AT_THE_END)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_summary_at_the_end(case: str, language: str) -> None:
    text = filled(AT_THE_END[case][language == "en"], language)
    assert [found[:2] for found in kinds(text, language=language)] == [("closing", False)]


@pytest.mark.parametrize("case", NOWHERE)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_summary_though_it_looks_like_one(case: str, language: str) -> None:
    assert kinds(filled(NOWHERE[case][language == "en"], language), language=language) == []


def test_lines_of_a_summary() -> None:
    told = "*この記事は生成AIを使って書きました。*"
    text = f"{BODY_JA}\n## まとめ\n\n屋根が新しい。\n\n来年も使える。\n\n{told}\n"
    first = text[: text.index("## まとめ")].count("\n") + 1
    assert kinds(text) == [("closing", False, first, first + 4)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_windows_line_ends(language: str) -> None:
    text = filled("# A\n\n{bullets}\n\n{body}", language).replace("\n", "\r\n")
    assert kinds(text, language=language) == [("bullets", False, 3, 5)]


def test_body_of_an_empty_article() -> None:
    assert opening(document("")) == 0
    assert summary(document("", language="ja")) == ()


# Boxes whose title says that they sum up ----------------------------------------------------------

TITLES = {"ja": ("まとめ", "この記事のポイント"), "en": ("Summary", "Key takeaways")}


def box(opener: str, language: str) -> str:
    lines = "\n".join(f"    {line}" for line in BULLETS[language])
    return f"{opener}\n\n{lines}\n"


def sections(language: str) -> str:
    body = BODIES[language]
    return "\n\n".join(f"## {body[at]}\n\n{body[at + 1]}" for at in range(0, len(body), 2))


@pytest.mark.parametrize("mark", ["!!! note", "???  tip", "???+ info"])
@pytest.mark.parametrize(
    ("language", "title"), [(code, title) for code in TITLES for title in TITLES[code]]
)
def test_a_box_with_an_indented_body(language: str, title: str, mark: str) -> None:
    boxed, rest = box(f'{mark} "{title}"', language), sections(language)
    (lead,) = summary(document(f"# 𠮷野 Market\n\n{boxed}\n{rest}\n", "article.md", language))
    assert (lead.kind, len(lead.items)) == ("bullets", 3)
    (closing,) = summary(document(f"# Market\r\n\r\n{rest}\n\n{boxed}", "article.md", language))
    assert (closing.kind, closing.misplaced) == ("closing", False)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_closing_box_between_colons(language: str) -> None:
    lines = "\n".join(BULLETS[language])
    text = f"{sections(language)}\n\n:::tip[{TITLES[language][0]}]\n\n{lines}\n\n:::\n"
    (one,) = summary(document(text, "article.md", language))
    assert (one.kind, len(one.items)) == ("closing", 3)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_table_of_one_column(language: str) -> None:
    cells = "\n".join(f"| {line[2:]} |" for line in BULLETS[language])
    text = f"| {TITLES[language][1]} |\n|---|\n{cells}\n\n{sections(language)}\n"
    (one,) = summary(document(text, "article.md", language))
    assert (one.kind, len(one.blocks)) == ("lead", 4)


@pytest.mark.parametrize(
    "opener", ['!!! warning "Mind the stairs"', "!!! tip", ":::info[Contents]", "| Summary | May |"]
)
def test_other_boxes_are_no_summaries(opener: str) -> None:
    rest = "|---|---|\n| visits | 40 |\n" if opener.startswith("|") else "\n    Mind them well.\n"
    text = f"{sections('en')}\n\n{opener}\n{rest}"
    assert summary(document(text, "article.md", "en")) == ()


@pytest.mark.parametrize("path", ["article.md", "article.txt"])
@pytest.mark.parametrize(("language", "heading"), [("ja", "3. まとめ"), ("en", "3. Conclusion")])
def test_a_numbered_line_is_a_heading(language: str, heading: str, path: str) -> None:
    body = BODIES[language]
    text = f"1. {body[0]}\n\n{body[1]}\n\n2. {body[2]}\n\n{body[3]}\n\n{heading}\n\n{body[5]}\n"
    (one,) = summary(document(text, path, language))
    assert (one.kind, one.heading and one.heading.text) == ("closing", heading[3:])
    listed = f"1. {body[0]}\n2. {body[2]}\n{heading}\n\n{body[5]}\n"
    assert summary(document(listed, path, language)) == ()


@pytest.mark.parametrize(
    ("language", "first"), [("ja", "まとめると、"), ("en", "To sum up, we can say this: ")]
)
def test_a_closing_section_that_sums_up(language: str, first: str) -> None:
    heading = HEADINGS[language][6]
    text = f"{sections(language)}\n\n## {heading}\n\n{first}{BODIES[language][1]}\n"
    (one,) = summary(document(text, "article.md", language))
    assert (one.kind, one.heading and one.heading.text) == ("closing", heading)
    thanks = f"{sections(language)}\n\n## {heading}\n\n{BODIES[language][1]}\n"
    assert summary(document(thanks, "article.md", language)) == ()
