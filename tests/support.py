"""What many tests need: the built-in languages and readers without a workspace around them."""

from __future__ import annotations

from functools import cache

from bylint.article.document import Document
from bylint.article.language import Languages
from bylint.article.readers.html import HtmlReader
from bylint.article.readers.markdown import MarkdownReader, PlainReader
from bylint.article.structure import build
from bylint.checking.rule import Rule, answers
from bylint.checking.run import Toolbox
from bylint.text import Source
from bylint.workspace.data import source_of
from bylint.workspace.parsing import yaml_of
from bylint_rules import plugin


@cache
def toolbox() -> Toolbox:
    """Built-in languages and readers."""
    data = [yaml_of(source_of(str(path))).value for path in plugin.bylint_languages()]
    names = {name for rule in rules() for name in (rule.name, rule.category)}
    readers = (MarkdownReader(), PlainReader(), HtmlReader())
    return Toolbox(Languages.of(*data), readers, names, reserving())


def reserving() -> tuple[type[Rule], ...]:
    """The built-in rules that reserve passages."""
    return tuple(rule for rule in rules() if answers(rule, "reserves"))


@cache
def rules() -> tuple[type[Rule], ...]:
    """The built-in rules that are written in Python."""
    return tuple(rule for rule in plugin.bylint_rules() if isinstance(rule, type))


def document(text: str, path: str = "article.md", language: str = "") -> Document:
    """The document of a text."""
    source = Source(path, text)
    parsed = toolbox().reader(path).read(source)
    return build(source, parsed, toolbox().languages, language)
