"""What a check costs where an article was made to be slow: at 1, 4 and 16 times the size.

Not a test: it asserts nothing. Linear cost is 4 times the time for 4 times the text.

usage: adversarial.py [--slow RATIO] [--preset NAME] [NAME …]
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import bylint

Make = Callable[[int], str]
FACTORS = (1, 4, 16)
SUFFIXES = ("md", "txt", "html")


def words(text: str) -> list[str]:
    """What stands between spaces."""
    return text.split()


def repeated(part: str, before: str = "", after: str = "") -> Make:
    """A text that repeats a part so often."""
    return lambda times: before + part * times + after


def numbered(part: str, before: str = "", after: str = "") -> Make:
    """A text that repeats a part with a number that grows."""
    return lambda times: before + "".join(part.format(n) for n in range(1, times + 1)) + after


def nested(opening: str, closing: str) -> Make:
    """A text that opens so often and closes as often."""
    return lambda times: opening * times + "x" + closing * times


def cited(times: int) -> str:
    """As many citations, out of order, as entries of a reference list."""
    cites = "".join(f"文{n}。[{times - n + 1}]\n" for n in range(1, times + 1))
    return f"{cites}\n## 参考文献\n\n{entries(times)}"


def entries(times: int) -> str:
    """A reference list."""
    return "".join(f"[{n}] 著者{n}「題{n}」 https://example.org/{n}\n" for n in range(1, times + 1))


def deep(times: int) -> str:
    """Lists in lists: the text grows with the square of the depth, so the depth with its root."""
    return "".join(f"{'  ' * n}- x\n" for n in range(int((times * 10) ** 0.5)))


# Name → how often the smallest text repeats, and the text.
CASES: Mapping[str, tuple[int, Make]] = {
    # One sign, again and again
    **{
        f"sign {sign!r}": (1_250, repeated(sign))
        for sign in (
            *words(
                "[ ] ( ) 「 」 （ ( * ** _ __ ~ ` ``` | : ::: > < & # ! ![ [^ $ $$ \\ \\( ' \" “ ” « { } - – — … . 。 、 , ? ％ 1 １ ² @ = +"
            ),
            *[
                "- ",
                "> ",
                "* ",
                "1. ",
                "# ",
                "![](",
                "[](",
                "[x](",
                "<a ",
                "<!--",
                "<![",
                "<!",
                "</",
                "<?",
                "&#",
                "\t",
            ],
            *[
                "> - ",
                "- > ",
                "](",
                "][",
                "[[",
                "]]",
                "**「",
                "」**",
                "*_",
                "_*",
                "a*",
                "*a",
                "\n",
                "\r",
                "\r\n",
                "　",
                "\u200b",
            ],
        )
    },
    # Lines of one kind
    **{
        f"line {line!r}": (400, repeated(f"{line}\n"))
        for line in (
            *[
                "- x",
                "* x\n",
                "1. x",
                "> x",
                "# 見出し",
                "## Summary\n",
                "## まとめ\n",
                "## 参考文献\n",
                "| a | b |",
                "---",
                "+++",
            ],
            *[
                "```",
                ":::",
                ":::note",
                "::: note\n\nx\n\n:::",
                "[^1]: x",
                "[1]: https://a.b",
                "[1] 著者「題」",
                "<p>x",
                "<li>x",
            ],
            *[
                "この記事は生成AIで書きました。",
                "本記事はChatGPTを利用して作成し、編集部が確認しています。\n",
            ],
            *[
                "This article was written with ChatGPT and reviewed by our editors.",
                "Written by AI.\n",
            ],
            *[
                "まるで海のように広い。",
                "たとえば料理にたとえると、",
                "Think of it as a river.",
                "It is like a clock, as if it were one.",
            ],
            *[
                "**太字**",
                "見出し",
                "Heading",
                "https://example.org/a",
                "<!-- bylint-disable -->",
                "<!-- bylint-disable-line x -->",
            ],
            *[
                "<!-- bylint-disable missing-summary -->\n<!-- bylint-enable -->",
                "a: b",
                "注1",
                "※1",
                "(Smith, 2020)",
            ],
            *[
                "今回は、AIを使ってみました。",
                "TL;DR",
                "要約",
                "- **x:** y",
                "$$",
                "`<!--`",
                "<br>",
                "<hr>",
                "<details>",
                "<summary>",
            ],
        )
    },
    # One line that does not end
    "sentence without end, ja": (600, repeated("円安が進んだので、")),
    "sentence without end, en": (600, repeated("it fell again and ")),
    "sentences in one line, ja": (400, repeated("円安が進んだ。")),
    "sentences in one line, en": (400, repeated("It fell again. ")),
    "analogies in one line, ja": (250, repeated("まるで魚のように、")),
    "analogies in one line, en": (250, repeated("like a fish, as if it were a river, ")),
    "disclosing words, ja": (250, repeated("AIが生成し編集部が確認せず")),
    "disclosing words, en": (250, repeated("AI not written by reviewed editors ")),
    "digits": (5_000, repeated("9")),
    "digits in brackets": (5_000, repeated("9", "[", "]")),
    "digits with commas": (2_500, repeated("1,", "[", "]")),
    "ranges": (1_250, repeated("1-9,", "[", "]")),
    "huge ranges": (400, repeated("文[1-9999]。")),
    "letters": (5_000, repeated("a")),
    "kanji": (5_000, repeated("語")),
    "accents": (2_500, repeated("\u0301", "e")),
    "surrogates": (2_500, repeated("\ud800")),
    "long address": (2_500, repeated("a/", "https://example.org/")),
    "addresses": (250, repeated("https://example.org/a(b ")),
    "address of brackets": (1_250, repeated("(", "https://example.org/")),
    "entities": (1_250, repeated("&amp;")),
    "images": (400, repeated("![x](y.png)")),
    "links": (400, repeated("[x](https://a.b)")),
    "bold": (400, repeated("**「強調」**が")),
    "unrendered bold": (400, repeated("**「強調」**")),
    "attributes": (1_250, repeated("a=b ", "<p ", ">x")),
    "quotes in a tag": (1_250, repeated("'\"", "<p a=")),
    "code spans": (400, numbered("`x` ")),
    "growing ticks": (60, lambda times: "".join("`" * (n % 200) + " " for n in range(times))),
    # Things that belong together
    "markers": (1_250, repeated("[1]")),
    "markers, growing": (400, numbered("文。[{}]")),
    "markers, full width": (400, repeated("文［１］。")),
    "markers, raised": (400, repeated("文<sup>[1]</sup>。")),
    "years": (250, numbered("So it is (Smith {}, 2020). ")),
    "entries": (200, entries),
    "the same entry": (200, repeated("1. 著者「題」 https://example.org/1\n", "## 参考文献\n\n")),
    "citations and entries": (100, cited),
    "entries nobody cites": (200, lambda times: "本文。\n\n## 参考文献\n\n" + entries(times)),
    "footnotes": (200, lambda t: "".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(t))),
    "footnotes, undefined": (400, numbered("x[^{}]")),
    "definitions": (400, numbered("[{}]: https://example.org\n")),
    "definitions, used": (
        200,
        lambda t: "[x] " * t + "\n\n" + "".join(f"[x{n}]: u\n" for n in range(t)),
    ),
    "headings": (250, numbered("## 見出し{}\n\n本文。\n\n")),
    "headings, bare": (250, numbered("見出し{}\n\n円安が進んだ。株も下がった。\n\n")),
    "headings, bold": (250, numbered("**見出し{}**\n\n円安が進んだ。\n\n")),
    "summaries": (150, numbered("## まとめ{}\n\n- 円安が進んだ。\n- 株が下がった。\n\n")),
    "summary of many": (250, numbered("- 円安が{}円進んだ。\n", "## まとめ\n\n")),
    "copied summary": (
        150,
        lambda t: (
            "## まとめ\n\n" + "- 円安が進んだ。\n" * t + "\n## 本文\n\n" + "円安が進んだ。\n\n" * t
        ),
    ),
    "disclosures": (150, repeated("この記事は生成AIを利用して作成しました。\n\n")),
    "quotes in rows": (250, repeated("> 円安が進んだ。\n\n")),
    "code blocks": (250, repeated("```\nx\n```\n")),
    "tables": (150, repeated("| a | b |\n|---|---|\n| c | d |\n\n")),
    "wide table": (250, lambda t: f"|{'a|' * t}\n|{'-|' * t}\n|{'b|' * t}\n"),
    "long table": (400, repeated("| c | d |\n", "| a | b |\n|---|---|\n")),
    "suppressions": (150, numbered("<!-- bylint-disable-line a{} -->\n")),
    "suppressions of findings": (
        100,
        repeated("<!-- bylint-disable -->\n\n円安が進んだ[9]。株も[1][2\n\n"),
    ),
    "suppressions, open": (250, repeated("<!-- bylint-disable a ")),
    "suppressions, nested": (250, repeated("<!-- bylint-disable missing-summary -->\n\nx\n\n")),
    # Depth
    "nested quotes": (625, nested("> ", "")),
    "nested items": (625, nested("- ", "")),
    "nested lists": (400, deep),
    "nested brackets": (1_250, nested("[", "]")),
    "nested links": (400, nested("[", "](x)")),
    "nested emphasis": (1_250, nested("*a ", "*")),
    "nested parentheses": (1_250, nested("（", "）")),
    "nested quotation marks": (1_250, nested("「", "」")),
    "nested containers": (250, nested(":::note\n", "\n:::\n")),
    "nested <div>": (625, nested("<div>", "</div>")),
    "nested <blockquote>": (625, nested("<blockquote>", "</blockquote>")),
    "nested <ul>": (625, nested("<ul><li>", "</ul>")),
    "nested <b>": (625, nested("<b>", "</b>")),
    "nested <table>": (400, nested("<table><tr><td>", "</table>")),
    "open <p>": (625, repeated("<p>")),
    "open <a>": (625, repeated("<a href=x>")),
    "open <ruby>": (625, repeated("<ruby><rt>")),
    "closing tags": (625, repeated("</b>")),
    "scripts": (625, repeated("<script>")),
    "comments": (625, repeated("<!-- x -->")),
    "comments in text": (250, repeated("x <!-- x --> y ")),
    # Front matter
    "front matter": (400, numbered("k{}: v\n", "---\n", "---\nx\n")),
    "front matter, deep": (250, lambda t: "---\na: " + "[" * t + "]" * t + "\n---\nx\n"),
    "front matter, long": (1_000, repeated("x", "---\na: ", "\n---\nx\n")),
    "front matter, TOML": (250, numbered("k{} = 1\n", "+++\n", "+++\nx\n")),
    "front matter, open": (1_000, repeated("a: b\n", "---\n")),
    "front matter, aliases": (250, repeated("- *a\n", "---\nx: &a [b]\ny:\n", "---\nx\n")),
}


def seconds(work: Callable[[], object], least: float = 0.02) -> float:
    """Seconds of processor time a call takes; short ones are repeated and the best is told."""
    times: list[float] = []
    while sum(times) < least or len(times) < 2:
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
        if times[-1] > 1:
            break
    return min(times)


def main() -> None:
    """Measure the cases that are named, all if none is, in every format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names of cases")
    parser.add_argument("--slow", type=float, default=0, help="show ratios above this only")
    parser.add_argument("--preset", default="strict")
    options = parser.parse_args()
    linter = bylint.Linter({"extends": options.preset})
    linter.check_text("温める。")
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()},"
        f" {os.cpu_count()} processors"
    )
    print(f"{'':<44}{'characters':>11}{'µs each':>9}{'4×/1×':>8}{'16×/4×':>8}")
    for name, (times, make) in CASES.items():
        if options.names and not any(part in name for part in options.names):
            continue
        for suffix in SUFFIXES:
            show(f"{name} .{suffix}", *measured(linter, times, make, suffix), least=options.slow)


def measured(
    linter: bylint.Linter, times: int, make: Make, suffix: str
) -> tuple[int, Sequence[float]]:
    """The length of the longest text, and the seconds of each."""
    texts = [make(times * factor) for factor in FACTORS]
    path = f"article.{suffix}"
    return len(texts[-1]), [seconds(partial(linter.check_text, text, path)) for text in texts]


def show(name: str, size: int, times: Sequence[float], least: float) -> None:
    """One row."""
    one, four, sixteen = times
    if sixteen / four >= least:
        print(
            f"{name:<44}{size:>11}{sixteen / size * 1e6:>9.1f}{four / one:>8.1f}"
            f"{sixteen / four:>8.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
