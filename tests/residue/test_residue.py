"""What chatbots leave behind: in every format, and where it is only spoken of."""

from __future__ import annotations

import pytest
from support import document, rules, toolbox

from bylint.checking.fixer import apply, chosen
from bylint.checking.rule import Rule
from bylint.checking.run import Active, check
from bylint.diagnostics import Safety
from bylint.text import Source
from bylint_rules.views.residue import residue

RULES = {rule.name: rule for rule in rules() if rule.category == "residue"}


def found(text: str, path: str = "article.md") -> list[tuple[str, str]]:
    """The kind and the source text of all that was left behind."""
    return [
        (one.kind, text[one.span.start : one.span.end]) for one in residue(document(text, path))
    ]


def fixed(text: str, rule: type[Rule], safety: Safety, path: str = "article.md") -> str:
    return apply(text, chosen(rule().check(document(text, path)), safety))[0]


TOKENS = [
    ":contentReference[oaicite:12]{index=12}",
    "contentReference[oaicite:0]{index=0}",
    "【12†source】",
    "【7:3†notes.pdf】",
    "【F:src/index.html†L188-L205】",
    "[cite_start]",
    "[cite: 1]",
    "[cite: 1, 3-5]",
    "turn0search12",
    "citeturn0search1turn2news0",
    "\ue200cite\ue202turn0search1\ue201",
    "</grok-card>",
]


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_token_is_found_and_taken_out_in_every_format(token: str, path: str) -> None:
    text = f"朝市が戻りました。{token}\n\n屋根も直りました。\n"
    clean = "朝市が戻りました。\n\n屋根も直りました。\n"
    if path == "a.html":
        text, clean = f"<p>{text}</p>\n", f"<p>{clean}</p>\n"
    assert found(text, path) == [("markup", token)]
    assert fixed(text, RULES["chatbot-markup"], Safety.SAFE, path) == clean


@pytest.mark.parametrize("token", TOKENS)
def test_token_that_is_spoken_of_is_left_alone(token: str) -> None:
    assert found(f"The token `{token}` is one of them.\n") == []
    assert found(f"```\n{token}\n```\n") == []
    assert found(f"目印は「{token}」です。\n") == []
    assert found(f"<!-- {token} -->\n\nText.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "【4: 安全】道具の調査",
        "【速報】朝市†の話",
        "Turn 0 of the search, U-turn0search.",
        "[cite] [citation needed] [cite this]",
        "grok-card and oaicite are names.",
        "Use <think> and </think> as tags.",
        "\ue0b0\uf015 are icons.",
    ],
)
def test_what_only_resembles_a_token(text: str) -> None:
    assert found(f"{text}\n") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://e.org/?utm_source=chatgpt.com", "https://e.org/"),
        ("https://e.org/?utm_source=chatgpt.com#a?b", "https://e.org/#a?b"),
        ("https://e.org/?utm_source=openai&x=%20&y", "https://e.org/?x=%20&y"),
        ("https://e.org/?x=1&utm_source=openai&&y=2", "https://e.org/?x=1&&y=2"),
        ("https://e.org/𠮷?q=あ&utm_source=perplexity.ai", "https://e.org/𠮷?q=あ"),
        ("http://e.org/a_(b)?utm_source=copilot.com", "http://e.org/a_(b)"),
    ],
)
@pytest.mark.parametrize(
    "form", ["[名前]({})", "<{}>", "詳しくは {} を。", "[1]: {}", "![絵]({} '題')"]
)
def test_address_stays_as_it_is_but_for_the_parameter(before: str, after: str, form: str) -> None:
    text, clean = (f"朝市です😀。\r\n\r\n{form.format(one)}\r\n" for one in (before, after))
    assert fixed(text, RULES["chatbot-tracking"], Safety.SAFE) == clean


@pytest.mark.parametrize(
    "text",
    [
        "utm_source=chatgpt.com",
        "?utm_source=chatgpt.com",
        "`https://e.org/?utm_source=chatgpt.com`",
        "https://e.org/?utm_source=chatgpt.company",
        "https://e.org/?utm_source=openai-days",
        "https://e.org/?my_utm_source=openai",
    ],
)
def test_what_is_no_tracking(text: str) -> None:
    assert found(f"See {text} there.\n") == []


def test_two_addresses_and_one_sentence_end() -> None:
    text = "https://e.org/?utm_source=openai. https://e.org/?utm_source=chatgpt.com。\n"
    assert found(text) == [
        ("tracking", "utm_source=openai"),
        ("tracking", "utm_source=chatgpt.com"),
    ]


def test_two_answers_put_together() -> None:
    text = (
        "# 朝市\n\n屋根が直りました。\n\nはい、承知いたしました。記事の続きを書きます。\n\n"
        "客は千人でした。\n\n他にご質問がありましたら、お気軽にお知らせください。\n"
    )
    assert found(text) == [
        ("talk", "はい、承知いたしました。記事の続きを書きます。"),
        ("talk", "他にご質問がありましたら、お気軽にお知らせください。"),
    ]
    assert fixed(text, RULES["chatbot-talk"], Safety.SAFE) == text
    assert "承知" not in fixed(text, RULES["chatbot-talk"], Safety.UNSAFE)


@pytest.mark.parametrize(
    "text",
    [
        "As an AI language model, I cannot tell.",
        "ＡＳ ＡＮ ＡＩ ＬＡＮＧＵＡＧＥ ＭＯＤＥＬ, I cannot tell.",
        "It rained. As an AI language model, I cannot tell.",
    ],
)
def test_full_width_letters_and_places_do_not_matter(text: str) -> None:
    sentence = text.removeprefix("It rained. ")
    assert found(f"# The market is back\n\n{text}\n") == [("talk", sentence)]


def test_disclosure_that_begins_like_a_chatbot_is_left_alone() -> None:
    text = "As an AI-assisted article, this text was drafted with ChatGPT and checked by our editors.\n"
    source = Source("article.md", f"# The market is back\n\nIt opens at six.\n\n{text}")
    active = [Active(rule()) for rule in RULES.values()]
    assert check(source, active, toolbox()).diagnostics == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "I hope this meets your needs. Let me know if you'd like any changes!",
            "I hope this meets your needs. Let me know if you'd like any changes!",
        ),
        (
            "ご要望があれば、さらに直します。続きを書きましょうか？",
            "ご要望があれば、さらに直します。続きを書きましょうか？",
        ),
        ("It opens at six. Shall I continue with the stalls?", "Shall I continue with the stalls?"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_sentences_that_follow_each_other_are_one_and_go_with_their_line(
    line: str, said: str, ends: str
) -> None:
    text = f"# 𠮷野の朝市😀\n\n{line}\n\n屋根も直りました。\n".replace("\n", ends)
    rest = line.removesuffix(said)
    left = f"# 𠮷野の朝市😀\n\n{rest and rest + chr(10) * 2}屋根も直りました。\n".replace(
        "\n", ends
    )
    assert found(text) == [("talk", said)]
    assert fixed(text, RULES["chatbot-talk"], Safety.UNSAFE) == left


def test_talk_at_the_end_goes_with_the_lines_before_it() -> None:
    assert (
        fixed("屋根です。\n\n続きを書きますか？\n", RULES["chatbot-talk"], Safety.UNSAFE)
        == "屋根です。\n"
    )


def test_fence_around_the_whole_article_goes_with_its_end() -> None:
    text = "---\ntitle: 朝市\n---\n\n```markdown\n# 朝市\n\n```bash\nls\n```\n\n屋根です。\n```\n"
    clean = "---\ntitle: 朝市\n---\n\n# 朝市\n\n```bash\nls\n```\n\n屋根です。\n"
    assert fixed(text, RULES["chatbot-markup"], Safety.SAFE) == clean


def test_file_that_only_its_owner_can_open_has_no_fix() -> None:
    text = "[計画](https://ppl-ai-file-upload.s3.amazonaws.com/web/1/plan.pdf?a=1)\n"
    assert found(text) == [
        ("markup", "https://ppl-ai-file-upload.s3.amazonaws.com/web/1/plan.pdf?a=1")
    ]
    assert fixed(text, RULES["chatbot-markup"], Safety.UNSAFE) == text


def test_long_runs_of_what_may_begin_a_token() -> None:
    for sign in ("【", "\ue200", "turn0search0", "[cite: 1", "<grok-card ", "?utm_source=openai"):
        residue(document(sign * 20_000 + "†\n"))


@pytest.mark.parametrize(
    "text",
    [
        "私の知識は2024年4月時点のものですが、𠮷野の人口は7千人です。桜は4月に咲きます😀。\r\n",
        "私の最終更新時点では７千人です。桜は4月に咲きます。\n",
        "As of my last update in April 2024 the bridge was closed. Trams run.\n",
        "Trams run. My knowledge cutoff is 2024, and the bridge was closed.\n",
        "The bridge was closed at noon by the town, so my knowledge cutoff is 2024.\n",
    ],
)
def test_excuse_in_a_sentence_that_says_more_is_found_and_stays(text: str) -> None:
    (one,) = residue(document(text))
    assert (one.kind, one.cuts) == ("cutoff", ())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "桜です。ただし、私の知識は２０２４年４月時点のものです。😀です。\r\n",
            "桜です。😀です。\r\n",
        ),
        ("Trams run. My knowledge cutoff is May 30, 2024. 𠮷 too.\n", "Trams run. 𠮷 too.\n"),
        ("Please note that my knowledge cutoff is 2024. Trams run.\n", "Trams run.\n"),
    ],
)
def test_excuse_that_is_all_a_sentence_says_goes_with_its_space(text: str, rest: str) -> None:
    (one,) = residue(document(text))
    (cut,) = one.cuts
    assert text[: cut.start] + text[cut.end :] == rest
