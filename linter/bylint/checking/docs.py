"""A rule's page: its docstring, its facts, its options with their defaults, its cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import dumps

from bylint.article.language import Languages
from bylint.checking.rule import ByLanguage, Case, Rule


def page(rule: type[Rule], languages: Languages) -> str:
    """The page, in Markdown."""
    text = docstring(rule)
    summary, _, body = text.partition("\n")
    parts = [f"# {rule.name}", summary, "\n".join(_facts(rule, languages)), body.strip()]
    parts.extend(_settings(rule))
    parts.extend(_cases(rule))
    return "\n\n".join(part for part in parts if part) + "\n"


def docstring(rule: type[Rule]) -> str:
    """A rule's docstring without its indentation."""
    text = rule.__doc__ or ""
    margins = re.findall(r"\n([ \t]*)\S", text)
    margin = min(map(len, margins), default=0)
    return re.sub(rf"\n[ \t]{{0,{margin}}}", "\n", text).strip()


def summary(rule: type[Rule]) -> str:
    """The first line of a rule's page."""
    return docstring(rule).partition("\n")[0]


def fixable(rule: type[Rule]) -> bool:
    """Whether the rule offers fixes, as its cases show."""
    return any(
        isinstance(case, Case) and case.fixed is not None
        for cases in rule.bad.values()
        for case in cases
    )


def spoken(rule: type[Rule], languages: Languages) -> list[str]:
    """The codes of the installed languages in which the rule judges."""
    return [language.code for language in languages if rule.speaks(language)]


def severity(rule: type[Rule]) -> str:
    """The word for the rule's own severity."""
    return rule.severity.word if rule.severity else "off"


def _facts(rule: type[Rule], languages: Languages) -> Iterator[str]:
    yield f"- Category: {rule.category}"
    yield f"- Severity: {severity(rule)}"
    yield f"- Status: {rule.status}, since {rule.since}"
    yield f"- Fix: {'yes' if fixable(rule) else 'no'}"
    yield f"- Languages: {', '.join(spoken(rule, languages)) or 'none'}"


def _settings(rule: type[Rule]) -> Iterator[str]:
    """The config file's lines that say what holds anyway."""
    rows = [f"rules:\n  {rule.name}:", f"    severity: {severity(rule)}"]
    rows.extend(f"    {name}: {_value(getattr(rule, name))}" for name in rule.fields)
    yield "## Settings"
    yield _fenced("\n".join(rows), "yaml")


def _value(value: object) -> str:
    if isinstance(value, ByLanguage):
        known = ", ".join(f"{code}: {_value(given)}" for code, given in value.values.items())
        return f"{{{known}}}  # other languages: {_value(value.default)}"
    if isinstance(value, tuple | frozenset | set):
        value = sorted(value) if isinstance(value, frozenset | set) else list(value)
    text = dumps(value, ensure_ascii=False, default=str)
    return text[1:-1] if re.fullmatch(r'"[A-Za-z][\w-]*"', text) else text


def _cases(rule: type[Rule]) -> Iterator[str]:
    for title, cases in (("Found", rule.bad), ("Left alone", rule.good)):
        if any(cases.values()):
            yield f"## {title}"
        for language, texts in cases.items():
            for given in texts:
                case = given if isinstance(given, Case) else Case(given)
                yield f"In `{case.path}` ({language}){_given(case)}:"
                yield _fenced(_shown(case.text), "text")


def _shown(text: str) -> str:
    """A case's text with line ends that survive in a page: what ends in CR is marked."""
    return text.replace("\r\n", "␍\n").replace("\r", "␍\n").rstrip("\n")


def _given(case: Case) -> str:
    if not case.options:
        return ""
    options = ", ".join(f"`{name}: {_value(value)}`" for name, value in case.options.items())
    return f", with {options}"


def _fenced(text: str, info: str) -> str:
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}{info}\n{text}\n{fence}"
