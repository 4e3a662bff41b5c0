"""What an article says of AI's part outside its text: front matter, `<meta>`, attributes, JSON-LD.

No vocabulary is agreed on, so every known key and value is brought to one of `none`, `assisted`,
`generated`, `autonomous`, `translated`, `summarised`, `unknown`, or "" where a mark only names a
tool without saying what it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bylint.article.document import Document, Meta
from bylint.checking.views import view
from bylint.records import NamedTuple
from bylint.text import Span
from bylint_rules.views.disclosing import Disclosing, disclosing

TOLD = frozenset({"assisted", "generated", "autonomous", "translated", "summarised"})
"""The degrees that say what AI did."""

_SAYS = {
    "aigenerated": "generated",
    "aiwritten": "generated",
    "aiauthored": "generated",
    "aicreated": "generated",
    "generatedbyai": "generated",
    "writtenbyai": "generated",
    "createdbyai": "generated",
    "isaigenerated": "generated",
    "llmgenerated": "generated",
    "machinegenerated": "generated",
    "aiassisted": "assisted",
    "aiedited": "assisted",
    "assistedbyai": "assisted",
    "isaiassisted": "assisted",
    "aiused": "assisted",
    "usesai": "assisted",
    "usedai": "assisted",
    "aitranslated": "translated",
    "aitranslation": "translated",
    "translatedbyai": "translated",
    "machinetranslated": "translated",
    "machinetranslation": "translated",
    "autotranslated": "translated",
    "aisummarized": "summarised",
    "aisummarised": "summarised",
    "aisummary": "summarised",
}
"""Keys that say a degree if their value is true."""

_TELLS = frozenset(
    {"aidisclosure", "aidisclaimer", "ailabel", "aiinvolvement", "aiusage", "aicontent", "aistatus"}
    | {"aiuse", "aicontribution", "ainotice", "ai", "disclosurelevel", "digitalsourcetype"}
    | {"aidisclosurelevel", "dataaidisclosure", "contentorigin", "aitransparency"}
)
"""Keys whose value says the degree, in a word or in a sentence."""

_MADE_BY = frozenset(
    {
        "generatedby",
        "author",
        "authors",
        "writtenby",
        "createdby",
        "generator",
        "draftedby",
        "writer",
    }
)
"""Keys whose value says who made the text; marks if that is an AI."""

_TRANSLATED_BY = frozenset({"translatedby", "translator", "translators"})
_TOOLS = frozenset(
    {"aimodel", "aitools", "aitool", "aiprovider", "llm", "llmmodel", "aimodelversion", "aiprompt"}
    | {"assistedby", "aiprompturl", "coauthoredby", "aiagent"}
)
"""Keys whose value names a tool and nothing else."""

_VALUES = {
    "false": "none",
    "no": "none",
    "none": "none",
    "off": "none",
    "human": "none",
    "humanonly": "none",
    "humanwritten": "none",
    "notused": "none",
    "minorhumanedits": "none",
    "humanedits": "none",
    "digitalcreation": "none",
    "assisted": "assisted",
    "aiassisted": "assisted",
    "partial": "assisted",
    "partially": "assisted",
    "partiallygenerated": "assisted",
    "partiallyaimodified": "assisted",
    "partiallyaigenerated": "assisted",
    "modified": "assisted",
    "aimodified": "assisted",
    "aiedited": "assisted",
    "edited": "assisted",
    "mixed": "assisted",
    "coauthored": "assisted",
    "cowritten": "assisted",
    "compositewithtrainedalgorithmicmedia": "assisted",
    "generated": "generated",
    "aigenerated": "generated",
    "full": "generated",
    "fully": "generated",
    "fullyaigenerated": "generated",
    "fullygenerated": "generated",
    "aioriginated": "generated",
    "machinegenerated": "generated",
    "ai": "generated",
    "trainedalgorithmicmedia": "generated",
    "autonomous": "autonomous",
    "aiautonomous": "autonomous",
    "translated": "translated",
    "aitranslated": "translated",
    "machinetranslated": "translated",
    "summarized": "summarised",
    "summarised": "summarised",
}
_MEDIA = frozenset({"ImageObject", "VideoObject", "AudioObject", "MediaObject", "Person"})
_MAX_JSON = 200_000


class Mark(NamedTuple):
    """One mark. `kind` is front-matter, meta, attribute or json-ld; `value` as the article has it."""

    kind: str
    name: str
    value: str
    degree: str
    span: Span


@view
def marks(document: Document) -> tuple[Mark, ...]:
    """The marks of an article that speak of AI, in order of place."""
    found = list(_front_matter(document))
    for meta in document.metadata.metas:
        found.extend(_meta(document, meta))
    return tuple(sorted(found, key=_place))


def _place(mark: Mark) -> Span:
    return mark.span


def _front_matter(document: Document) -> Iterator[Mark]:
    for name, entry in document.metadata.front_matter.items():
        degree = _degree(document, plain(name), entry.value)
        if degree is not None:
            yield Mark("front-matter", name, _shown(entry.value), degree, entry.span)


def _meta(document: Document, meta: Meta) -> Iterator[Mark]:
    if meta.kind == "json-ld":
        degree = _linked(meta.content)
    elif meta.name.casefold() == "aigc":
        degree = _aigc(meta.content)
    elif meta.name == "title":
        return
    else:
        degree = _degree(document, plain(meta.name), meta.content)
    if degree is not None:
        name = "digitalSourceType" if meta.kind == "json-ld" else meta.name
        value = "" if meta.kind == "json-ld" else meta.content
        yield Mark(meta.kind, name, value, degree, meta.span)


def _degree(document: Document, key: str, value: Any) -> str | None:
    """What a key and its value say, None if they say nothing of AI."""
    if isinstance(value, Mapping):
        inner = (_degree(document, plain(str(name)), item) for name, item in value.items())
        told = [degree for degree in inner if degree is not None]
        if not told and key in _TELLS and len(value):
            return "unknown"
        return max(told, key=len, default=None)
    if key in _SAYS:
        return _told(document, value, _SAYS[key])
    if key in _TELLS:
        return _told(document, value, "unknown")
    if value is None or isinstance(value, bool) or not str(value).strip():
        return None
    if key in _TOOLS:
        return ""
    made = key in _MADE_BY or key in _TRANSLATED_BY
    if made and any(_names_ai(document, str(one)) for one in _each(value)):
        return "translated" if key in _TRANSLATED_BY else "generated"
    return None


def _told(document: Document, value: Any, default: str) -> str:
    """What a value says: yes and no, a word of the vocabulary, or a sentence."""
    if value is None or value is True:
        return default
    word = plain(str(value))
    if word in ("true", "yes", "1", "on", ""):
        return default
    word = word.removeprefix("httpsschemaorg").removeprefix("httpschemaorg")
    word = word.removeprefix("httpcviptcorgnewscodesdigitalsourcetype").removesuffix(
        "digitalsource"
    )
    if word in _VALUES:
        return _VALUES[word]
    grammar = _grammar(document)
    claim = grammar.claim(str(value), alone=True) if grammar else None
    return claim.degree or "assisted" if claim else default


def _names_ai(document: Document, value: str) -> bool:
    grammar = _grammar(document)
    return grammar is not None and grammar.names_ai(value)


def _grammar(document: Document) -> Disclosing | None:
    return disclosing(document.language)


def _each(value: Any) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _each(item)
    elif isinstance(value, Mapping):
        yield value.get("name", "")
    else:
        yield value


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def plain(key: str) -> str:
    """A key or a word without case, hyphens and other signs."""
    return "".join(char for char in key.casefold() if char.isalnum())


def _aigc(content: str) -> str | None:
    """An AIGC label: "1" is, "2" may be, "3" is suspected to be AI-made."""
    value = _json(content)
    label = str(value.get("Label", "")) if isinstance(value, Mapping) else ""
    return "generated" if label == "1" else "unknown"


def _linked(content: str) -> str | None:
    """The digital source type that JSON-LD gives the article itself; pictures have their own."""
    if "digitalSourceType" not in content:
        return None
    waiting = [_json(content)]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, Mapping):
            kinds = item.get("@type", ())
            if _MEDIA.isdisjoint([kinds] if isinstance(kinds, str) else kinds):
                source = item.get("digitalSourceType")
                if isinstance(source, str):
                    return _VALUES.get(
                        plain(source.rpartition("/")[2]).removesuffix("digitalsource"), "unknown"
                    )
                waiting.extend(item.get(key) for key in ("@graph", "mainEntity", "hasPart"))
    return None


def _json(content: str) -> Any:
    import json

    if len(content) > _MAX_JSON:
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
