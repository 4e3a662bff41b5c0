"""What hostile and odd texts are made of: pieces of markup, of data and of words that rules look for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def words(text: str) -> list[str]:
    """What stands between spaces."""
    return text.split()


WORDS: Sequence[str] = (
    *words(
        "a b 1 ２ ١ ² 0 あ 語 한 é ß İ ſ 😀 𠮷 👨‍👩‍👧 e\u0301 。 、 ？ ! . , ; : · … — – ー ～ % # & / \\ ' \" ` ^ $ @ = + ~"
    ),
    *[
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "    ",
        "\t",
        "　",
        "\u00a0",
        "\u200b",
        "\u2028",
        "\x85",
    ],
    *[
        "\ufeff",
        "\ud800",
        "\udfff",
        "\x00",
        "\x1b[2J",
        "\x1b]0;x\x07",
        "\x7f",
        "\u202e",
        "\ufffc",
        "\ufe0f",
    ],
    *["\x0b", "\x0c", "\x1c", "\x1f", "\ufffd", "\U000e0001", "\U0010ffff"],
    *[
        "::error file=x::",
        "\n::stop-commands::x\n",
        "%0A",
        "##[add-path]",
        "##vso[task]",
        "\x1b",
        "-->",
    ],
)
MARKDOWN: Sequence[str] = (
    *words(
        "* ** *** _ __ ~~ [ ] ( ) ![ ]( [^1] [^1]: [1] ［１］ 【1】 (1) [1,2] [1-3] [1][2] <!-- --> <br> | |-|"
    ),
    *[
        "# ",
        "## ",
        "###### ",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        ">",
        "---\n",
        "===\n",
        "```\n",
        "~~~",
        "$$",
    ],
    *[
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n> ",
        "\n\n# ",
        "\n## ",
        "\n    ",
        "\n[1]: http://a.b\n",
        "\n[^a]: x",
        "[a]: <b",
    ],
    *[
        ":::note\n",
        "\n:::\n",
        "::: ",
        "\n---\n",
        "\n+++\n",
        "> [!NOTE]\n",
        "\\(",
        "\\[",
        "<https://a.b>",
        "https://a.b/c",
    ],
    *[
        "\n|a|b|\n|-|-|\n|c|d|\n",
        "\n***\n",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "&nbsp",
        "\\*",
        "\\\n",
        "  \n",
        "http://",
    ],
)
HTML: Sequence[str] = (
    *words(
        "<p> </p> <b> </b> <a <a> </a> <div> </div> <ul> </ul> <li> <ol> <table> <tr> <td> </td> </table> <h1> </h1>"
    ),
    *words(
        "<h2> <br> <hr> <pre> </pre> <code> </code> <script> </script> <style> <title> </title> <svg> <math> <ruby>"
    ),
    *words(
        "<rt> <template> <noscript> <details> <summary> <![ <![CDATA[ ]]> <!-- <!--> <!---> --!> --> <! <? </ </> <"
    ),
    *[
        "<a href=x>",
        "<a href='",
        "<ol start=-9>",
        "<p hidden>",
        "<img alt=x>",
        "<html lang=ja>",
        "<meta name=a content=b>",
    ],
    *[
        "<script type=application/ld+json>{",
        "<sup>1</sup>",
        "<a role=doc-noteref href=#fn1>",
        "style='display:none'",
    ],
    *[
        "<blockquote>",
        "<dd>",
        "<figcaption>",
        "<textarea>",
        "<xmp>",
        "<plaintext>",
        "&lt",
        "&#xD800;",
        "<body>",
        "<p\n",
    ],
)
DATA: Sequence[str] = (
    *words(
        "a: - [ ] { } , & * ! !! | > ? : # % @ ` ' \" &a *a !!str !!python/object <<: ~ null true off .inf 0x1F 1e999"
    ),
    *[
        "\n",
        "\n  ",
        "\n- ",
        "\n  - ",
        ": ",
        "a: b\n",
        "[a]\n",
        "[[a]]\n",
        "a = 1\n",
        "a.b = []\n",
        "=",
        '"""',
        "'''",
    ],
    *[
        "title: 記事\n",
        "lang: ja\n",
        "tags: [a, b]\n",
        "2026-11-24",
        "12:30:00",
        "- &a [*a, *a]\n",
        "\\x00",
        "\\ud800",
    ],
    *[
        "extends: news-digest\n",
        "extends: [a, ./b.yaml]\n",
        "rules:\n",
        "  missing-summary: ",
        "error\n",
        "off\n",
    ],
    *[
        "  citations: info\n",
        "    severity: warning\n",
        "overrides:\n",
        "- files: ['**/*.md']\n",
        "  rules: {}\n",
    ],
    *[
        "include: '*'\n",
        "exclude: [a/**]\n",
        "language: ja\n",
        "plugins: [./a.py]\n",
        "rule_packs: []\n",
        "[tool.bylint]\n",
    ],
    *[
        "max_sentences: 1\n",
        "99999999999999999999",
        "-1",
        "1.5",
        "...\n",
        "---\n",
        "+++\n",
        "\t",
        "{a: {b: {c: ",
        "[[[[",
    ],
)
DIRECTIVES: Sequence[str] = (
    *[
        "<!-- bylint-disable -->",
        "<!-- bylint-enable -->",
        "<!-- bylint-disable-line every-line -->",
        "<!-- bylint-",
    ],
    *[
        "<!-- bylint-disable-next-line lines -- why -->",
        "<!-- bylint-disable-file missing-summary -->",
        "disable",
    ],
    *[
        "every-line",
        "lines",
        ",",
        " -- ",
        "-->",
        "<!--",
        "`",
        "```\n",
        "\n",
        "\r\n",
        "\n\n",
        "    ",
        "x",
        "bylint-enable",
    ],
)
PROSE: Sequence[str] = (
    *[
        "この記事は生成AIを利用して作成しました。",
        "本記事はChatGPTで下書きし、編集部が確認しました。",
        "AI",
        "生成AI",
        "を使って",
    ],
    *[
        "This article was written with AI. ",
        "Drafted by ChatGPT and reviewed by our editors. ",
        "generated by ",
        "not ",
    ],
    *[
        "まとめ\n",
        "## 要約\n",
        "## Summary\n",
        "TL;DR",
        "この記事の要点\n",
        "参考文献\n",
        "## References\n",
        "出典\n",
    ],
    *[
        "1. 著者「題」、2020年。https://a.b/c\n",
        "[1] Author, Title, 2020. https://a.b\n",
        "- [1] X\n",
        "(Smith, 2020)",
    ],
    *[
        "まるで魚のように",
        "たとえるなら",
        "例えば",
        "like a river",
        "Think of it as a ",
        "Imagine ",
        "is like ",
        "as if ",
    ],
    *[
        "---\ntitle: 記事\nai: 生成AIで作成\n---\n",
        "+++\nai = true\n+++\n",
        "---\nai: {a: [b]}\n---\n",
        "<meta name=ai content=x>",
    ],
    *[
        "「",
        "」",
        "『",
        "（",
        "）",
        "[1]",
        "[2]",
        "[3]。",
        "[12]",
        "²",
        "円安が進んだ。",
        "It fell by 3%. ",
        "**太字：**続き",
        "**「強調」**が",
    ],
)
PARTS: Mapping[str, Sequence[str]] = {
    "bytes": WORDS,
    "reader": (*WORDS, *MARKDOWN, *HTML),
    "document": (*WORDS, *MARKDOWN, *HTML, *PROSE),
    "front-matter": (*WORDS, *DATA),
    "config": (*WORDS, *DATA),
    "suppressions": (*DIRECTIVES, *DIRECTIVES, *MARKDOWN, *WORDS),
    "reporters": (*WORDS, "\x1f", "\x1f"),
    "lint": (*PROSE, *PROSE, *MARKDOWN, *WORDS, *HTML, *DIRECTIVES),
    "fix": (*PROSE, *PROSE, *PROSE, *MARKDOWN, *WORDS),
}


def parts_of(judge: str) -> Sequence[str]:
    """The pieces that a judge of `invariants` is to be tried with."""
    return PARTS.get(judge) or PARTS[judge.rpartition("-")[0]]


def seeds() -> Iterator[str]:
    """The texts that the rules carry as their cases, without the marks of what is found."""
    from support import rules

    for rule in rules():
        for cases in (*rule.good.values(), *rule.bad.values()):
            for case in cases:
                text = case if isinstance(case, str) else case.text
                yield text.replace("⟦", "").replace("⟧", "")
