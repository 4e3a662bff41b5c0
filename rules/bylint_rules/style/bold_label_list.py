"""Are lists made of a label in bold and a sentence, one like the other?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bylint.article.document import Block, Document
from bylint.article.prose import Mark
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding
from bylint_rules.views.style import others, own_blocks


class BoldLabelList(Rule, name="bold-label-list", category="style", severity="info"):
    """List after list in which every item is a label in bold, a colon and a sentence.

    ## What it finds

    Two lists or more of at least three items, all of which begin with bold words that end in a
    colon or have one after them: `- **Speed**: It is fast.` One finding an article, on the first
    such label. Lists in quotations, and lists of links under Related pages, do not count.

    ## Why

    The form gives every thought the same size and joins none to the next. One such list may be what
    a glossary needs; an article made of them is an outline that nobody wrote out.

    ## What to write instead

    Paragraphs, in which because, although and therefore can stand. Or a plain list of what is truly
    a list.

    ## Options

    - `lists`: how many such lists the article must have, 2; 0 for never.
    - `items`: how many items a list must have to count, 3.

    ## Rates

    Measured in November 2026, articles with a finding: none of 460 Japanese and 1 of 684 English
    ones by people (before 2022), 97 of 383 and 66 of 289 by or with machines.
    """

    lists: int = 2
    items: int = 3

    messages = {"labels": "{count} lists are made of bold labels and sentences; this is the first."}
    hints = {"labels": "Write paragraphs, or a plain list."}
    good = {
        "ja": [
            "- **朝**: 魚が並ぶ。\n- **昼**: 花が並ぶ。\n- **夜**: 灯がともる。",
            "- **朝**の魚\n- **昼**の花\n- **夜**の灯\n\n続き。\n\n- **山**の水\n- **海**の塩\n-"
            " **野**の草",
        ],
        "en": [
            "- **Dawn**: fish.\n- **Noon**: flowers.\n\nMore.\n\n- **Hill**: water.\n- **Sea**:"
            " salt.",
            "- **Dawn**: fish.\n- Noon: flowers.\n- Dusk: lamps.\n\nMore.\n\n- **Hill**: water.\n"
            "- Sea: salt.\n- Field: herbs.",
        ],
    }
    bad = {
        "ja": [
            Case(
                "- ⟦**朝**⟧：魚が並ぶ。\n- **昼**：花が並ぶ。\n- **夜**：灯がともる。\n\n𠮷野です。\n\n"
                ""
                ""
                ""
                "1. **山：** 水がよい。\n2. **海：** 塩がよい。\n3. **野：** 草がよい。",
                message="2 lists are made of bold labels and sentences; this is the first.",
            ),
        ],
        "en": [
            "- ⟦**Dawn:**⟧ fish arrives.\r\n- **Noon:** flowers 😀.\r\n- **Dusk:** lamps.\r\n\r\n"
            "More.\r\n\r\n"
            "- **Hill**: water.\r\n- **Sea**: salt.\r\n- **Field**: herbs.\r\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding."""
        labels: dict[int, list[Mark]] = {}
        for block in document.visible():
            if block.kind == "item" and block.level == 1 and block.prose.marks:
                label = _label(block)
                if label is not None:
                    labels.setdefault(block.group, []).append(label)
        groups = {group for group, found in labels.items() if len(found) >= max(self.items, 1)}
        if not self.lists or len(groups) < self.lists:
            return
        items = Counter(
            block.group
            for block in own_blocks(document)
            if block.kind == "item" and block.level == 1
        )
        labelled = [
            found[0].span
            for group, found in labels.items()
            if group in groups and items[group] == len(found)
        ]
        if len(labelled) >= self.lists:
            yield self.finding(labelled[0], "labels", related=others(labelled), count=len(labelled))


def _label(item: Block) -> Mark | None:
    """The bold words that an item begins with, if a colon ends them and more follows."""
    mark = item.prose.marks[0]
    text = item.prose.text
    if mark.kind != "strong" or mark.start > _LEADING or text[: mark.start].strip():
        return None
    after = text[mark.end : mark.end + 2].lstrip()
    ends = text[max(mark.end - 2, mark.start) : mark.end].rstrip().endswith(_COLONS)
    says = len(text) > mark.end + _COLON_ONLY and (ends or after.startswith(_COLONS))
    return mark if says else None


_COLONS = (":", "：")
_COLON_ONLY = 2
_LEADING = 2
