"""An admission that a source was not read."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document, Sentence
from bylint.article.words import words_of
from bylint.checking.rule import Case, Rule
from bylint.checking.views import PhraseHit, phrase_hits
from bylint.diagnostics import Finding

_NEAR = 80
"""How many characters may stand between the source and the failure to read it."""


class UnreadSource(
    Rule,
    name="unread-source",
    category="citations",
    severity="warning",
    needs="phrases.unread-source",
):
    """The article admits that its source was not read.

    ## What it finds

    A sentence which says that the original article, its full text or its page could not be
    opened, fetched or read: 「元記事にアクセスできなかったため」, "we could not access the full
    article". At most one finding, on the first such sentence. Sentences about what happens to
    others, as when readers cannot open a page, are left alone.

    ## Why

    What follows was written from a headline, a feed or a guess, however exact it sounds.

    ## What to write instead

    Read the source and correct the article by it, or cite what was read.

    ## Rates

    Measured in November 2026 on the articles that the rule was made with. Human prose from before
    2022: no finding in 1,144 files. 19 findings in 1,303 other articles, all of them true.
    """

    messages = {"unread": "The article says here that its source was not read."}
    hints = {"unread": "Read the source and correct the article by it, or cite what was read."}

    good = {
        "ja": [
            "元記事は会員だけが読めます。ページにアクセスできない場合は、時間をおいてください。\n",
            "原文を確認できないユーザーのために、訳を付けました。\n",
            "元記事を読み、数字を確認しました。\n",
        ],
        "en": [
            "Readers who could not access the original article asked for a copy.\n",
            "We read the full article and checked its figures.\n",
            "The server could not read the file, and the log was not accessible.\n",
        ],
    }
    bad = {
        "ja": [
            "⟦なお、元記事の全文は取得できなかったため、見出しから内容を補っています。⟧\n",
            "発表は昨日でした😀。⟦記事本文へのアクセスは制限されていたため、𠮷田町の公開情報だけで書いています。⟧\r\n",
        ],
        "en": [
            Case(
                "The council met. ⟦We could not access the full article, so this rests on its"
                " summary.⟧\n",
                message="The article says here that its source was not read.",
            ),
            "⟦The original report was not accessible at the time of writing.⟧ It has 40 pages.\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """At most one finding, on the first sentence that admits it."""
        hits = phrase_hits(document)
        failures = hits.get("unread-failure", ())
        if not failures or "unread-source" not in hits:
            return
        sources: dict[int, list[PhraseHit]] = {}
        for hit in hits["unread-source"]:
            sources.setdefault(hit.block.index, []).append(hit)
        for failure in failures:
            sentence = _sentence(failure)
            if sentence is not None and _admits(sentence, failure, sources):
                yield self.finding(sentence.span, "unread")
                return


def _sentence(hit: PhraseHit) -> Sentence | None:
    for sentence in hit.block.sentences:
        if sentence.start <= hit.start < sentence.end:
            return sentence
    return None


def _admits(sentence: Sentence, failure: PhraseHit, sources: dict[int, list[PhraseHit]]) -> bool:
    near = any(
        sentence.start <= hit.start < sentence.end
        and max(failure.start - hit.end, hit.start - failure.end) <= _NEAR
        for hit in sources.get(failure.block.index, ())
    )
    return near and not _speaks_of_others(sentence)


def _speaks_of_others(sentence: Sentence) -> bool:
    language = sentence.block.language
    words = words_of(language.data.get("citations", {}).get("not_unread", ()))
    text = sentence.text.lower()
    if language.unspaced:
        return any(word in text for word in words)
    return not set(text.replace(",", " ").split()).isdisjoint(words)
