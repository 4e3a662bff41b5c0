"""Characters that were lost or mistaken on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bylint.article.document import Block, Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Fix, Safety
from bylint.patterns import lazy_pattern
from bylint.records import NamedTuple
from bylint.text import Span

_NEXT = "[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_WRONG = lazy_pattern(
    f"\ufffd+|(?:[\xc2-\xdf](?![»”’›]){_NEXT}|[\xe0-\xef](?!…){_NEXT}{{2}}|[\xf0-\xf4]{_NEXT}{{3}})+"
)
"""Lost characters, and runs of those that UTF-8 becomes when it is read as Windows-1252."""
_LONGEST = 30
_PAIRS = {"「": "」", "『": "』", "(": ")", "（": "）", '"': '"', "“": "”", "'": "'", "‘": "’"}


class GarbledCharacter(Rule, name="garbled-character", category="residue", severity="error"):
    """A character was lost or mistaken: readers see `�` or `â€™` in its place.

    ## What it finds

    U+FFFD, the sign that stands for what could not be decoded, in text that readers see. Not in
    code, and not between quotation marks or brackets of its own, where someone speaks of it.

    `â€™`, `Ã©`, `ã€‚`: characters in UTF-8 that were read as Windows-1252. One finding a
    paragraph.

    ## Why

    A program cut a character in two, often one that passed on an answer piece by piece, or took the
    text for another encoding than its own. The reader has to guess.

    ## What to write instead

    The word that stood there. What was read in the wrong encoding is known, and the fix (with
    `--unsafe-fixes`) writes it.

    ## Rates

    Measured in November 2026. Human prose from before 2022: one finding in 1,144 files, a true one.
    1,303 other articles: three of text in the wrong encoding, all true.
    """

    messages = {
        "lost": "A character was lost here: readers see {text}.",
        "mistaken": "This was read in the wrong encoding: readers see {text}, not {meant}.",
    }
    hints = {"lost": "Write the word that stood there.", "mistaken": "Write {meant}."}
    good = {
        "ja": [
            "文字化けすると「ã€‚」や`â€™`と出ます。IRMÃ»です。\n",
            "文字化けすると「\ufffd」と出ます。\n",
            "`\ufffd` はU+FFFDです😀。\n",
        ],
        "en": [
            "«Âme» and «IRMû, â and Ã, 20 °C, Â, naïve café – São João’s “AMANH×, 3×¥5, é…\u00a0!\n",
            "What is lost shows as (\ufffd).\n",
            "    caf\ufffd\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "𠮷野の桜は四月に⟦\ufffd\ufffd⟧きます。\r\n",
                message="A character was lost here: readers see \ufffd\ufffd.",
            ),
            Case(
                "𠮷野の桜です⟦ã€‚æ˜¥⟧です。\r\n",
                message="This was read in the wrong encoding: readers see ã€‚æ˜¥, not 。春.",
                fixed="𠮷野の桜です。春です。\r\n",
            ),
            "## 朝⟦\ufffd⟧が戻る\n\n- 屋根が⟦\ufffd⟧りました。\n",
        ],
        "en": [
            "The caf⟦\ufffd⟧ opens at six.\n",
            Case(
                "It⟦â€™⟧s the cafÃ of JosÃ, the cafÃ© at 20 Â°C.\n",
                message="This was read in the wrong encoding: readers see â€™, not ’.",
                fixed="It’s the cafÃ of JosÃ, the café at 20 °C.\n",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each run of such characters."""
        if document.text.isascii() or _WRONG.search(document.text) is None:
            return
        for block in document.visible():
            runs = list(_runs(block))
            for run in runs:
                if run.text[0] == "\ufffd":
                    yield self.finding(run.span, "lost", text=run.text)
            mistaken = [run for run in runs if run.meant]
            if any(map(_is_plain, mistaken)):
                first = mistaken[0]
                fix = _fix(block, mistaken, document.text)
                yield self.finding(
                    first.span,
                    "mistaken",
                    fix=fix,
                    text=_short(first.text),
                    meant=_short(first.meant),
                )


class _Run(NamedTuple):
    """A run of wrong characters in a block's prose, and what it means, "" if it is lost."""

    start: int
    text: str
    span: Span
    meant: str


def _runs(block: Block) -> Iterator[_Run]:
    text = block.prose.masked("code", "math")
    for match in _WRONG.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before not in _PAIRS or not text.startswith(_PAIRS[before], match.end()):
            span = block.prose.span(*match.span())
            yield _Run(match.start(), match[0], span, _meant(match[0]))


def _is_plain(run: _Run) -> bool:
    """Whether a run can hardly be meant: signs after É or × may stand there by chance."""
    return (
        run.text[0] in "ÂÃâ"
        or len(run.meant) > 1
        or any("\x80" <= char < "\xa0" for char in run.text)
    )


def _fix(block: Block, runs: Sequence[_Run], source: str) -> Fix | None:
    edits = [
        block.prose.edit(run.start, run.start + len(run.text), run.meant, source) for run in runs
    ]
    known = tuple(edit for edit in edits if edit is not None)
    return (
        Fix(f"Write {_short(runs[0].meant)}", known, Safety.UNSAFE)
        if len(known) == len(runs)
        else None
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _meant(text: str) -> str:
    """What a text says if it is UTF-8 that was read as Windows-1252, "" if it is not."""
    try:
        return b"".join(map(_byte, text)).decode()
    except UnicodeError:
        return ""


def _byte(char: str) -> bytes:
    """The byte of a character in Windows-1252, which leaves out five."""
    return char.encode("latin-1" if "\x80" <= char < "\xa0" else "cp1252")
