"""A language needs data only: small grammars for languages of other word orders."""

from __future__ import annotations

import pytest
import yaml

from bylint.article.language import Language
from bylint_rules.views.disclosing import Disclosing

GRAMMARS = """
zh:
  phrases: {disclosure-agent: [AI, 人工智能, 生成式AI], disclosure-tool: [ChatGPT, Claude]}
  match: characters
  words:
    self: [本文, 本报告, 这篇文章]
    make: [生成, 撰写, 写作]
    aid: [辅助, 协助]
    translate: [翻译]
    adverb: [自动, 部分]
    person: [团队, 研究院]
  claims: ["<self> 部分? 内容? 由 (<agent> | <tool>) !<person> <adverb>* <aid>? <adverb>* (<make> | <translate>)"]
ko:
  phrases: {disclosure-agent: [AI, 생성형 AI, 인공지능]}
  match: characters
  words:
    self: [이 글, 이 기사, 본 기사]
    make: [작성, 생성]
    translate: [번역]
    done: [했습니다, 되었습니다, 한 것입니다]
  claims: ["<self> (은 | 는) <agent> (가 | 로 | 를 활용해) .. (<make> | <translate>) <done>"]
de:
  phrases: {disclosure-agent: [KI, künstliche Intelligenz, künstlicher Intelligenz]}
  match: words
  words:
    this: [dieser, diese, dieses]
    text: [Artikel, Text, Beitrag]
    make: [erstellt, verfasst, geschrieben]
    translate: [übersetzt]
    aid: [Hilfe, Unterstützung, mithilfe]
    not: [nicht, ohne, keine]
  gap: "<not>"
  claims: ["<this> <text> wurde .. (mit | von | mithilfe | durch) … <agent> <aid>? … (<make> | <translate>)"]
fr:
  phrases: {disclosure-agent: [IA, intelligence artificielle]}
  match: words
  words:
    this: [cet, ce, cette]
    text: [article, texte]
    make: [rédigé, généré]
    aid: [aide, assistance]
    not: [sans, pas]
  gap: "<not>"
  claims: ["<this> <text> a été <make> .. (par | avec l <aid> de | à l <aid> de | avec) .. <agent>"]
ru:
  phrases: {disclosure-agent: [ИИ, нейросеть, нейросети]}
  match: words
  words:
    this: [эта, этот]
    text: [статья, текст]
    make: [написана, написан, создан]
    aid: [помощью]
  claims: ["<this> <text> <make> с <aid> <agent>"]
"""
SAID = {
    "zh": ["本文由AI自动生成。", "本报告部分内容由 Claude 协助撰写。", "这篇文章由人工智能翻译。"],
    "ko": ["이 글은 AI가 자동으로 작성했습니다.", "본 기사는 생성형 AI를 활용해 번역되었습니다."],
    "de": [
        "Dieser Artikel wurde mit KI-Unterstützung erstellt.",
        "Dieser Text wurde von einer KI übersetzt und geprüft.",
    ],
    "fr": ["Cet article a été rédigé avec l’aide de l'IA.", "Ce texte a été généré par une IA."],
    "ru": ["Эта статья написана с помощью ИИ."],
}
UNSAID = {
    "zh": ["本文由AI研究院撰写。", "本文由编辑部撰写。"],
    "ko": ["이 글은 AI 시대를 다룹니다."],
    "de": ["Dieser Artikel wurde ohne KI geschrieben.", "Dieser Text wurde von der KIWA verfasst."],
    "fr": ["Cet article a été rédigé sans l'aide de l'IA."],
    "ru": ["Эта статья написана с помощью друзей."],
}
LANGUAGES = yaml.safe_load(GRAMMARS)


def grammar(code: str) -> Disclosing:
    data = dict(LANGUAGES[code])
    phrases = data.pop("phrases")
    data = {"signs": {"acts": [], "subjects": []}, "parts": {}, **data}
    return Disclosing(Language({"code": code, "phrases": phrases, "disclosure": data}))


@pytest.mark.parametrize("code", LANGUAGES)
def test_small_grammar_tells_disclosures_from_others(code: str) -> None:
    reader = grammar(code)
    for sentence in SAID[code]:
        assert reader.claim(sentence, alone=False), sentence
    for sentence in UNSAID[code]:
        assert not reader.claim(sentence, alone=False), sentence
