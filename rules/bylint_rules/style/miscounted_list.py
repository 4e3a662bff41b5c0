"""Are there as many sections as the heading promises?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bylint.article.document import Block, Document
from bylint.article.language import Language
from bylint.article.phrases import fold
from bylint.article.words import words_of
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Related
from bylint.patterns import lazy_pattern
from bylint_rules.views.style import own_blocks

_DIGIT = lazy_pattern(r"\d")
_NUMBERED = lazy_pattern(r"\W{0,4}[^\W\d_]{0,8} ?(\d{1,2})(?:[.、:)】\]\-–—] ?|\s|つ目|番目)(?!\d)")
_CIRCLED = lazy_pattern(r"\W{0,4}[^\W\d_]{0,8} ?([\u2460-\u2473])")
_LONGEST = 200


class MiscountedList(
    Rule,
    name="miscounted-list",
    category="style",
    severity="info",
    status="preview",
    needs="style.counted",
):
    """A heading promises a number of things, and another number of sections follows.

    ## What it finds

    Headings such as 「3つの理由」 and "Five ways to …" with numbered subheadings that count to
    another number. One finding an article, on the heading. Without numbered subheadings nothing is
    said, nor where their numbers do not run on from 1.

    ## Why

    The list was cut or lengthened after the heading was written, and nobody counted.

    ## What to write instead

    The right number. Or a heading without one, which stays right.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and none of 684 English
    ones by people (before 2022), 4 of 383 and 0 of 289 by or with machines. A preview rule: too few
    were found to know how often it is wrong.
    """

    messages = {"miscounted": "The heading promises {promised}, and {counted} follow."}
    hints = {"miscounted": "Write the right number, or a heading without one."}
    good = {
        "ja": [
            "# 朝市の2つの魅力\n\n## 1. 魚\n\n新鮮です。\n\n## 2. 花\n\n鮮やかです。\n",
            "# 朝市の3つの魅力\n\n魚と花と塩です。\n\n## 魚\n\n新鮮です。\n\n## 花\n\n鮮やかです。\n"
            ""
            ""
            "",
            "# 朝市の3つの魅力\n\n## 4. 魚\n\n新鮮です。\n\n## 5. 花\n\n鮮やかです。\n",
        ],
        "en": [
            "# Two ways to the market\n\n## 1. Tram\n\nTake it.\n\n## 2. Bus\n\nIt is slow.\n",
            "# Five ways\n\n## Tram\n\nTake it.\n\n## Bus\n\nIt is slow.\n",
            "# 5 May\n\n## 1. Tram\n\nTake it.\n\n## 2. Bus\n\nIt is slow.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "⟦# 朝市の3つの魅力⟧\n\n## 1. 魚\n\n新鮮です。\n\n## 2. 花\n\n鮮やかです。\n",
                message="The heading promises 3, and 2 follow.",
            ),
            "⟦## 𠮷野を訪ねる２つの理由⟧\r\n\r\n### ① 桜\r\n\r\n春です😀。\r\n\r\n### ② 川\r\n\r\n"
            "夏です。\r\n\r\n"
            "### ③ 鹿\r\n\r\n秋です。\r\n\r\n## 地図\r\n\r\n駅前です。\r\n",
        ],
        "en": [
            "⟦# Three quiet ways to the market⟧\n\n## 1. Tram\n\nTake it.\n\n## 2. Bus\n\nIt is"
            " slow.\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first heading that is wrong."""
        headings = [block for block in own_blocks(document) if block.kind == "heading"]
        for at, heading in enumerate(headings):
            promised = _promised(heading.text, document.language)
            if promised:
                below = _numbered_below(headings, at)
                if len(below) > 1 and len(below) != promised:
                    related = [Related(block.span, "another") for block in below]
                    yield self.finding(
                        heading.span,
                        "miscounted",
                        related=related,
                        promised=promised,
                        counted=len(below),
                    )
                    return


def _numbered_below(headings: Sequence[Block], at: int) -> list[Block]:
    """The headings below one that are numbered 1, 2, 3 …, all of one level; none if they are not."""
    below: list[Block] = []
    for block in headings[at + 1 :]:
        if block.level <= headings[at].level:
            break
        number = _number(block.text)
        if number == len(below) + 1 and (not below or block.level == below[0].level):
            below.append(block)
        elif number and below and block.level == below[0].level:
            return []
    return below


def _number(text: str) -> int:
    """The number that a heading begins with, 0 for none."""
    text = fold(text[:_LONGEST])
    circled = _CIRCLED.match(text)
    if circled:
        return ord(circled[1]) - 0x245F
    match = _NUMBERED.match(text)
    return int(match[1]) if match else 0


def _promised(text: str, language: Language) -> int:
    """The number of things that a heading promises, 0 for none."""
    pattern, numbers = _promise(language)
    match = pattern.search(fold(text[:_LONGEST]))
    if match is None:
        return 0
    word = match["number"]
    return int(word) if _DIGIT.match(word) else numbers[word]


@cache
def _promise(language: Language) -> tuple[re.Pattern[str], dict[str, int]]:
    """How a language promises a number of things, and its words for numbers, from two on."""
    data = language.data["style"]
    numbers = {word: value for value, word in enumerate(words_of(data.get("numbers", ())), 2)}
    counted = "|".join(map(re.escape, words_of(data["counted"])))
    words = "|".join(["[0-9]{1,2}", *map(re.escape, numbers)])
    between, end = ("", "") if language.unspaced else (r"(?: [^\W\d_]{1,20}){0,2}", r"(?!\w)")
    return re.compile(
        rf"(?<!\w)(?<![.,])(?P<number>{words}){between} ?(?:{counted}){end}"
        if end
        else rf"(?<![0-9.,第])(?P<number>{words}) ?(?:{counted})"
    ), numbers
