"""Headings as writers word them: which announce a summary, and which only look like it."""

from __future__ import annotations

import pytest
from support import toolbox

from bylint.article.language import Language

SUMMARIES = {
    "ja": """
        まとめ
        ## まとめ
        まとめ：
        まとめ 😀
        🎉 まとめ 🎉
        【まとめ】
        ■ まとめ
        ◆結論◆
        ＜まとめ＞
        〜まとめ〜
        ★結論★
        6. まとめ
        ６．まとめ
        6-1 まとめ
        (5) まとめ
        ⑤ まとめ
        Ⅴ．まとめ
        五、まとめ
        第5章 まとめ
        第5章：まとめ
        5章のまとめ
        第3回のまとめ
        終章　まとめ
        【5/5】まとめ：朝市の教訓
        章末まとめ
        この章のまとめ
        本章のまとめ
        この記事のまとめ
        本記事のまとめ
        記事のまとめ
        今回のまとめ
        本日のまとめ
        全体のまとめ
        最後にまとめ
        簡単なまとめ
        ざっくりまとめ
        総まとめ
        まとめ：朝市から学んだこと
        まとめ — 朝市は続くか
        まとめ｜朝市のこれから
        まとめ（暫定）
        まとめ！
        まとめです
        まとめのようなもの
        まとめに代えて
        まとめと今後の展望
        まとめと考察
        まとめと感想
        まとめ・感想
        まとめ＆次の一歩
        考察とまとめ
        結果とまとめ
        結論とまとめ
        結論・まとめ
        おわりに（まとめ）
        おわりに：まとめ
        さいごに・まとめ
        結論
        結論：朝市は続けられる
        私の結論
        最終結論
        結語
        総括
        総括と展望
        総評
        結びに代えて
        むすび
        おさらい
        まとめると
        Summary
        まとめ / Summary
        まとめ (Conclusion)
        Conclusion
    """,
    "en": """
        Summary
        Summary:
        SUMMARY
        In Summary
        A Short Summary
        Quick summary
        Final Summary
        Article Summary
        Chapter Summary
        Chapter 4 Summary
        Part II: Summary
        Part 2 — Summary
        5. Summary
        5) Summary
        VI. Conclusion
        8. Conclusion
        Section 6: Conclusion
        ✅ Conclusion
        Conclusion 🎉
        Conclusion :tada:
        **Conclusion**
        [Conclusion]
        — Conclusion —
        Conclusion
        Conclusions
        The Conclusion
        Our Conclusions
        My Conclusion
        In Conclusion
        To conclude
        Conclusion: the market lives
        Conclusion – what we learned
        Conclusion | Harbour News
        Conclusion (for now)
        Conclusion and Next Steps
        Conclusion & Outlook
        Conclusions and recommendations
        Conclusions, limits and further tests
        Discussion and Conclusions
        Summary and Conclusion
        Summary & takeaways
        Takeaway
        Takeaways
        The Takeaway
        Key Takeaways
        Key takeaway: keep it small
        Main takeaways
        Top Takeaways
        My biggest takeaways
        5 Key Takeaways
        Five key takeaways
        Three takeaways
        Key takeaways from this article
        The Bottom Line
        Bottom line
        The bottom line: buy it
        Recap
        Quick recap
        A brief recap
        Let's Recap
        Let’s recap
        To Recap
        Summing Up
        Summing it all up
        To sum up
        To summarize
        In short
        In a Nutshell
        The Gist
        The Upshot
        Tying it all together
        Verdict
        The Verdict
        Final verdict
        Things to remember
        Key things to remember
        Summary of this article
        Summary of key points
        Wrapping up: summary
    """,
}
LEADS = {
    "ja": """
        概要
        概要 ✨
        1. 概要
        本記事の概要
        この記事の概要
        概要：何が起きたか
        概要と目的
        Overview
        要約
        📊 要約 (Executive Summary)
        記事の要約
        要点
        この記事の要点
        要点（先にざっくり）📝
        ざっくり要点
        ポイント
        この記事のポイント
        3つのポイント
        三つのポイント
        今回のポイント
        要旨
        サマリー
        本記事のサマリー
        エグゼクティブサマリー
        エグゼクティブ・サマリー
        TL;DR
        TL;DR（3行）
        ＴＬ；ＤＲ
        tldr
        3行まとめ
        ３行まとめ
        三行まとめ
        5行要約
        3行で言うと
        30秒でわかる要約
        1分で読める要約
        今北産業
        忙しい人のための要約
        忙しい人向けまとめ
        結論から言うと
        結論を先に
        結論ファースト
        一言で言うと
        今日のまとめ
    """,
    "en": """
        TL;DR
        TLDR
        TL;DR:
        TL;DR — the short version
        tl;dr (for busy people)
        🚀 TL;DR
        Overview
        1. Overview
        A Quick Overview
        Abstract
        Abstract and Rationale
        Executive Summary
        📊 Executive Summary
        Executive Overview
        Management summary
        Plain-language summary
        One-minute summary
        At a Glance
        Key Points
        Main points
        Key Findings
        Highlights
        Today's highlights
        In Brief
        In brief:
        The Short Version
        Short version
        The short answer
        Synopsis
        What You Need to Know
        Bottom Line Up Front
    """,
}
OTHERS = {
    "ja": """
        週次まとめ
        月次まとめ
        使い分けまとめ
        比較まとめ
        料金まとめ
        リンクまとめ
        以下リンクまとめ
        よく使うコマンドまとめ
        まとめサイトの歴史
        まとめ買いのすすめ
        まとめて削除する
        まとめようと思っています
        まとめられたノート
        この記事では手順をまとめました
        コミットをまとめるということ
        v2.32.0 との差分まとめ
        導入効果のまとめ
        前回のおさらい
        事件の概要
        2. 事件の概要
        会社概要
        プロジェクト概要
        機能の概要
        技術的なポイント
        ポイント還元の仕組み
        チェックポイント
        エンドポイント一覧
        要約モデルの比較
        AIによる要約の精度
        結論の出ない会議
        [[#まとめ]]
        おわりに
        さいごに
        終わりに
        最後に
        おわりに：次は何を書くか
        今後の展望
        展望と課題
        あとがき
        編集後記
        はじめに
        背景
        この記事でわかること
    """,
    "en": """
        Tech Stack Summary
        Pricing summary
        Cache discount summary
        Summary of Commands
        Summary of changes to PEP 508
        Research Overview
        Overview of the interface
        A brief history of summaries
        Conclusive evidence
        Abstract classes in Python
        Abstracting the Syntax Tree
        Highlighting syntax
        Wrapping Up
        Wrapping it up: what now?
        Wrap-up
        Final Thoughts
        Closing thoughts
        Parting thoughts
        What's Next?
        What’s next
        Looking Ahead
        Outlook
        Lessons Learned
        Introduction
        Background
        Next Steps
        Short-term (3-6 months)
        Verdict tables
        Bottom lines of the poem
    """,
}
BACK = {
    "ja": {
        "参考文献": "references",
        "参考文献（抜粋）": "references",
        "📚 参考資料": "references",
        "7. 参考文献": "references",
        "出典": "references",
        "References": "references",
        "参考文献・出典": "references",
        "参考文献 / References": "references",
        "関連記事": "links",
        "次章では": "links",
        "著者プロフィール": "profile",
        "お知らせ": "advert",
        "付録A": "appendix",
        "付録：料金表": "appendix",
        "よくある質問（FAQ）": "appendix",
        "AIの利用について": "disclosure",
        "出典：港新聞社": "",
        "参考：港新聞": "",
        "著者：山田花子": "",
        "注：税込み価格": "",
        "参考、それから次へ": "",
    },
    "en": {
        "References": "references",
        "References (selected)": "references",
        "7. Sources": "references",
        "Sources and references": "references",
        "Works Cited": "references",
        "Further Reading": "links",
        "Related articles": "links",
        "About the Author": "profile",
        "Subscribe": "advert",
        "Appendix A": "appendix",
        "Appendix B: Prices": "appendix",
        "FAQ": "appendix",
        "AI Disclosure": "disclosure",
        "Sources: Harbour News": "",
        "Author: Jane Doe": "",
        "Notes: prices without tax": "",
    },
}


def language(code: str) -> Language:
    return toolbox().languages.get(code)


def lines(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (code, line.strip()) for code, text in table.items() for line in text.strip().splitlines()
    ]


@pytest.mark.parametrize(("code", "heading"), lines(SUMMARIES))
def test_heading_sums_up(code: str, heading: str) -> None:
    assert language(code).heading_role(heading) == "summary"


@pytest.mark.parametrize(("code", "heading"), lines(LEADS))
def test_heading_leads(code: str, heading: str) -> None:
    assert language(code).heading_role(heading) == "lead"


@pytest.mark.parametrize(("code", "heading"), lines(OTHERS))
def test_heading_is_no_summary(code: str, heading: str) -> None:
    assert language(code).heading_role(heading) not in ("summary", "lead")


@pytest.mark.parametrize(
    ("code", "heading", "role"),
    [(code, heading, role) for code, table in BACK.items() for heading, role in table.items()],
)
def test_heading_announces_back_matter(code: str, heading: str, role: str) -> None:
    assert language(code).heading_role(heading) == role
