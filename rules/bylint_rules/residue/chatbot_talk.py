"""What a chatbot said to the person who asked, published with its answer."""

from __future__ import annotations

from collections.abc import Iterator

from bylint.article.document import Document
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Finding, Safety
from bylint_rules.views.residue import talk, without


class ChatbotTalk(
    Rule,
    name="chatbot-talk",
    category="residue",
    severity="error",
    needs="phrases.chatbot-self",
):
    """A chatbot speaks to the person who asked it for the article.

    ## What it finds

    Openings that take an order (「はい、承知いたしました。…レポートを作成します。」, "Certainly! Here
    is the revised article"), at the start of a paragraph anywhere in the article, since two answers
    are often put together; offers to go on (「修正のご要望があれば…」, "Would you like me to …");
    what a chatbot says of itself ("As an AI language model, I …"), and what it refuses; and buttons
    of its page that were copied with the text (コピーする, "Copy code"), alone on a line.

    In the first two and the last three paragraphs less is enough, where several things are said
    together: an answer and what it hands over ("Got it. Here is the shortened version …"), the order
    itself (「あなたはプロの編集者です。…記事を書いてください」), an offer and what would change
    ("… which section you'd like expanded").

    Left alone: what a human author writes at the end as well ("I hope this helps"), code, block
    quotes, words in quotation marks, list items that begin like an opening, and disclosures.

    ## Why

    The reader is not the one who gave the order. Nothing shows more plainly that a text was
    published unread.

    ## What to write instead

    Nothing. The fix (with `--unsafe-fixes`) takes the sentences out; read what stands around them.

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144 files. 90 labelled
    articles: 35 of the 36 that have it were found, none of the nine that only speak of residue. Twelve
    languages, 7,535 pages of a manual that people wrote: no finding; 72 sentences of our own, kept
    back until the words were settled: 66 found.
    """

    messages = {"said": "A chatbot speaks here to the person who asked it: “{text}”"}
    hints = {"said": "Take it out, and read what stands around it."}

    good = {
        "ja": [
            "店員は「はい、承知いたしました。記事を作成します」と答えました。\n",
            "> はい、承知いたしました。記事を作成します。\n",
            "- 承知しました。記事は明日届きます。\n",
            "承知しました、とだけ返事が来た。駅前の店の話である。\n",
            "最後に「続きを書きますか」と聞かれます😀。\n",
            "ボタンには「コピーする」とあります。\n",
            "多くのご要望に応え、見出しの文体を改めました。誤りはお知らせください。追記します😀。\n",
            "読者の方から、ご質問ありがとうございますと返事が来ました。以下に記します。\n",
            "以下が修正後のコードです。\n",
            "修正点が見つかった場合は、速やかに修正いたします。\n",
            "本記事はAIが下書きしました。修正のご要望があれば編集部までどうぞ。\n",
        ],
        "en": [
            'It wrote "Certainly! Here is the revised article" and stopped.\n',
            "> Certainly! Here is the revised article.\n",
            "- Sure! Here is a summary of the day.\n",
            "Sure, here's the road to the station.\n",
            "The answer began with `As an AI language model, I cannot`.\n",
            "Press Copy code to copy it.\n",
            "Of course, the market is back. Here is the list of stalls.\n",
            "Write an article about your market and win a bicycle.\n",
            "# Market\n\nOne.\n\nTwo.\n\nTell me which stall to expand on.\n\nSix.\n\nTen.\n\nEnd.\n",
            "Here is the section of the wall that you asked about.\n",
            "Let me know if you'd like to come along.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "⟦はい、承知いたしました。𠮷野の朝市の記事を作成します。⟧\n\n# 朝市が戻る\n\n"
                "屋根も直りました。\n",
                fixed="# 朝市が戻る\n\n屋根も直りました。\n",
                message="A chatbot speaks here to the person who asked it:"
                " “はい、承知いたしました。𠮷野の朝市の記事を作成します。”",
            ),
            "# 朝市\n\n屋根が直りました。\n\n⟦もちろん、承知いたしました。記事の続きを書きます。⟧\n\n"
            "客は千人でした。\n",
            "# 朝市\r\n\r\n客は千人でした😀。\r\n\r\n⟦修正のご要望があれば、お知らせください。⟧\r\n",
            Case(
                "# 朝市\n\n⟦コピーする⟧\n\n客は千人でした。\n",
                fixed="# 朝市\n\n客は千人でした。\n",
            ),
            Case(
                "朝市が戻りました。\r\n\r\n⟦ご質問ありがとうございます。以下に𠮷野の続きをまとめます。⟧\r\n",
                fixed="朝市が戻りました。\r\n",
            ),
            Case(
                "朝市が戻りました。\n\n⟦続きを書きますか？⟧\n\n客は千人でした😀。\n",
                fixed="朝市が戻りました。\n\n客は千人でした😀。\n",
                path="article.txt",
            ),
            "客は千人でした。\n\n⟦以下が修正後の記事です。⟧\n\n屋根です。\n",
            "客は千人でした。\n\n⟦ご要望があれば、さらに修正いたします。⟧\n",
            "⟦あなたはプロの編集者です。𠮷野の朝市の記事を書いてください。⟧\r\n\r\n屋根が直りました。\r\n",
            "⟦はい、ご要望に沿って書き直した文章はこちらです。⟧\n\n# 朝市\n\n屋根が直りました😀。\n",
            "# 朝市\n\n屋根が直りました。\n\n⟦ご希望であれば、見出し案もお出しできます。⟧\n",
        ],
        "en": [
            "⟦Got it. Here is the shortened version of your text.⟧\n\n# Market\n\nIt opens at six 😀.\n",
            "⟦You are an experienced editor. Write an article of 800 words.⟧\r\n\r\nIt opens.\r\n",
            "# Market\n\nIt opens at six.\n\n⟦Just tell me which section you’d like expanded.⟧\n",
            "# Market\n\n⟦I’m sorry, but I can’t help with that request.⟧\n\nIt opens at six.\n",
            Case(
                "⟦Certainly! Here is the revised article:⟧\n\n# The market is back\n\nIt opens at six.\n",
                fixed="# The market is back\n\nIt opens at six.\n",
            ),
            "# Market\n\n⟦As an AI language model, I can’t visit it.⟧ It opens at six.\n",
            "# Market\n\nIt opens at six.\r\n\r\n⟦Would you like me to add a list of stalls?⟧\r\n",
            "# Market\n\nRun this:\n\n⟦Copy code⟧\n",
            Case(
                "# Market\n\n⟦Sure! Here's the next section of your guide:⟧\n\nIt opens at six.\n",
                fixed="# Market\n\nIt opens at six.\n",
            ),
            Case(
                "<p>⟦Here is the press release you requested:⟧</p>\n<p>It opens at six.</p>\n",
                fixed="<p>It opens at six.</p>\n",
                path="article.html",
            ),
            "It opens at six.\n\n⟦Let me know if you would like the rest of the interview.⟧\n",
            "It opens at six.\n\n⟦I hope this meets your expectations.⟧\n",
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each run of sentences."""
        for one in talk(document):
            if one.kind == "talk":
                fix = without(one, "Take it out", Safety.UNSAFE)
                yield self.finding(one.span, "said", fix=fix, text=_short(one.text))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:59] + "…"
