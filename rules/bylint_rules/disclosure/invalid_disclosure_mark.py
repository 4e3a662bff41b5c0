"""Do the marks that programs read say something that programs understand?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bylint.article.document import Document, Entry, Meta
from bylint.checking.rule import Case, Rule
from bylint.diagnostics import Edit, Finding, Fix, Related, Safety
from bylint.text import Span
from bylint_rules.views.aigc import Aigc, aigc_blocks
from bylint_rules.views.marks import (
    NO_KEYS,
    TOLD,
    is_word,
    json_of,
    says,
    shown,
    source_types_of,
)
from bylint_rules.views.vocabulary import keys, plain, source_type, values, vocabulary

_JA = "<body><p>駅前の空き地に貸し農園ができました。区画は40あります。</p></body>\n"
_EN = "<body><p>A field of allotments opened by the station.</p></body>\n"
_BLOCK = (
    '{"Label": "1", "ContentProducer": "desk", "ProduceID": "a-1", "ReservedCode1": "x",'
    ' "ContentPropagator": "desk", "PropagateID": "a-1", "ReservedCode2": "x"}'
)
_LD = '<script type="application/ld+json">{}</script>'
_TRAINED = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
_COMPOSITE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"

_NAME = "ai-disclosure"
_CHECKED = frozenset({"aidisclosure", "aiinvolvement", "aidisclosurelevel", "digitalsourcetype"})
_EXACT = {"generated": "ai-generated", "autonomous": "ai-autonomous", "none": "none"}
_TYPES = {"generated": _TRAINED, "autonomous": _TRAINED, "assisted": _COMPOSITE}
_TEMPLATE = ("{{", "{%", "<?", "<%")
_LONGEST = 60


class InvalidDisclosureMark(
    Rule,
    name="invalid-disclosure-mark",
    category="disclosure",
    severity="warning",
    needs="disclosure",
):
    """A mark for programs that no program can understand.

    ## What it finds

    - `<meta name="ai-disclosure">` or the attribute `ai-disclosure` with a value that its
      vocabulary lacks; a second such `<meta>`, or a second AIGC block.
    - `digitalSourceType` in JSON-LD with a value that neither the IPTC nor schema.org has, and
      JSON-LD that is not JSON.
    - An AIGC block (`<meta name="AIGC">` or front matter) that is not JSON, lacks one of its seven
      fields, misspells one, has another `Label` than "1", "2" or "3", or holds characters that its
      standard does not allow.
    - Front matter such as `ai_generated` or `ai_disclosure` whose value is a list or a date, or a
      single word that says nothing, or whose value leaves it open (`maybe so`).

    ## Why

    A mark that is not in its vocabulary counts as no mark: a program that looks for `ai-generated`
    does not find "Yes, by AI". Of two `<meta>` elements nobody knows which one holds.

    ## What to write instead

    A word of the vocabulary. The fix writes it where the meaning is plain; it is unsafe, since it
    changes what your page states to programs.

    ## Options

    - `keys`: front matter keys of your own and what each is: `generated`, `assisted`, `translated`,
      `summarised` or `autonomous` if it says so when true, `value` if its value says it (none).

    ## Rates

    Measured in November 2026. Human prose from before 2022: no finding in 1,144
    files.

    ## References

    - AI Content Disclosure for HTML, draft of a W3C community group, 11 May 2026.
    - IPTCDigitalSourceEnumeration, schema.org, November 2026.
    - GB 45438-2025, in force from 1 September 2025. It names no HTML and no Markdown: to carry the
      block in them is a practice.
    """

    keys: Mapping[str, str] = NO_KEYS

    messages = {
        "value": "{name} says “{value}”, which its vocabulary lacks.",
        "word": "{name} says “{value}”, which does not tell what AI did.",
        "type": "{name} is neither yes, no nor a word.",
        "repeated": "The article has more than one {name}.",
        "json": "{name} is not JSON from here on, so that no program can read it.",
        "object": "The AIGC block is no JSON object.",
        "missing": "The AIGC block lacks {fields}.",
        "unknown": "The AIGC block has a field {name}, which its standard lacks.",
        "label": "The Label of the AIGC block is {value}.",
        "text": "{name} in the AIGC block is no text.",
        "character": "{name} in the AIGC block holds {character}, which its standard forbids.",
    }
    hints = {
        "value": "Use one of {known}.",
        "word": "Use one of {known}, or a sentence.",
        "type": "Use one of {known}.",
        "repeated": "Keep one of them.",
        "json": "Close what is open there, and put text in quotation marks.",
        "object": "Write its seven fields: {known}.",
        "missing": "Add what is missing; its seven fields are {known}.",
        "unknown": "Its seven fields are {known}.",
        "label": 'Write "1" for made by AI, "2" for maybe, "3" for suspected.',
        "text": "Put it in quotation marks.",
        "character": "Use printable ASCII without space, quotation mark and backslash.",
    }

    good = {
        "ja": [
            Case('<meta name="ai-disclosure" content="ai-assisted">' + _JA, path="a.html"),
            Case(f"<meta name=\"AIGC\" content='{_BLOCK}'>" + _JA, path="a.html"),
            "---\nai_generated: true\nai_disclosure: この記事はＡＩが書きました😀\n---\n区画は40。\n",
            Case('<meta name="description" content="𠮷田">' + _JA, path="a.html"),
            "---\nai_assisted: 校正のみ\nai_usage: 不明な点は多いがＡＩが書いた\n---\n区画は40。\n",
        ],
        "en": [
            Case('<meta name="ai-disclosure" content="mixed">' + _EN, path="a.html"),
            Case('<article ai-disclosure="ai-autonomous">' + _EN + "</article>", path="a.html"),
            Case(
                _LD.format('{"@type": "Article", "digitalSourceType": "' + _TRAINED + '"}') + _EN,
                path="a.html",
            ),
            Case(_LD.format('{"name": {{ page.title }} }') + _EN, path="a.html"),
            "---\nai_disclosure: AI-assisted\nai_summary: A field of plots.\nai: {a: b}\n---\nForty.\n",
            "---\nai_assisted: grammar and spelling\nai_usage: Perhaps a third, by AI\n---\nForty.\n",
            "---\ncontent_origin: Wales\nlevel: [1]\nai_generated:\n---\nForty plots.\n",
        ],
    }
    bad = {
        "ja": [
            Case(
                "---\n⟦ai_assisted: たぶん使った⟧\n---\n区画は40😀。\n",
                message="ai_assisted says “たぶん使った”, which does not tell what AI did.",
            ),
            Case(
                '<meta name="ai-disclosure" content="⟦この記事はAIが生成しました⟧">' + _JA,
                path="a.html",
                message="ai-disclosure says “この記事はAIが生成しました”, which its vocabulary lacks.",
                fixed='<meta name="ai-disclosure" content="ai-generated">' + _JA,
            ),
            Case(
                '<meta name="AIGC" content=\''
                + _BLOCK.replace("ReservedCode1", "⟦ReserveCode1⟧")
                + f"'>{_JA}",
                path="a.html",
                message="The AIGC block has a field ReserveCode1, which its standard lacks.",
                fixed=f"<meta name=\"AIGC\" content='{_BLOCK}'>" + _JA,
            ),
            "---\r\n⟦ai_generated: [はい, 𠮷]⟧\r\n---\r\n区画は４０。😀\r\n",
            Case(
                '---\n⟦AIGC: {Label: "1", ContentProducer: desk, ProduceID: a, PropagateID: a}⟧\n---\n'
                "区画は40。\n",
                message="The AIGC block lacks ReservedCode1, ContentPropagator, ReservedCode2.",
            ),
        ],
        "en": [
            Case(
                '<body ai-disclosure="⟦autonomous⟧"><p>Forty plots.</p></body>',
                path="a.html",
                fixed='<body ai-disclosure="ai-autonomous"><p>Forty plots.</p></body>',
            ),
            Case(
                '<meta name="ai-disclosure" content="none">\n'
                '⟦<meta name="ai-disclosure" content="ai-generated">⟧' + _EN,
                path="a.html",
                message="The article has more than one ai-disclosure.",
            ),
            Case(
                _LD.format('{"@type": "Article", "digitalSourceType": "⟦ai-generated⟧"}') + _EN,
                path="a.html",
                fixed=_LD.format('{"@type": "Article", "digitalSourceType": "' + _TRAINED + '"}')
                + _EN,
            ),
            Case(
                _LD.format('{"@type": "Article", ⟦name: "Plots"}⟧') + _EN,
                path="a.html",
                message="JSON-LD is not JSON from here on, so that no program can read it.",
            ),
            Case(
                '<meta name="AIGC" content=\'' + _BLOCK.replace('"1"', "⟦1⟧") + f"'>{_EN}",
                path="a.html",
                message="The Label of the AIGC block is 1.",
                fixed=f"<meta name=\"AIGC\" content='{_BLOCK}'>" + _EN,
            ),
            Case(
                "---\n⟦ai_assisted: maybe so⟧\n---\nForty plots.\n",
                message="ai_assisted says “maybe so”, which does not tell what AI did.",
            ),
            Case(
                "---\n⟦ai_disclosure: asisted⟧\n---\nForty plots.\n",
                message="ai_disclosure says “asisted”, which does not tell what AI did.",
            ),
        ],
    }

    def check(self, document: Document) -> Iterator[Finding]:
        """The findings on every mark."""
        for name, entry in document.metadata.front_matter.items():
            yield from self._of_entry(document, name, entry)
        for meta in document.metadata.metas:
            yield from self._of_meta(document, meta)
        yield from self._of_types(document)
        for block in aigc_blocks(document):
            yield from self._of_block(block)
        yield from self._of_second(document)

    # Front matter, metas, attributes

    def _of_entry(self, document: Document, name: str, entry: Entry) -> Iterator[Finding]:
        key = plain(name)
        own = {plain(one): kind for one, kind in self.keys.items()}
        kind = own.get(key) or keys().get(key, "")
        if kind not in TOLD and not (kind == "value" and (key in _CHECKED or key in own)):
            return
        value, known = entry.value, _listed(values())
        mapping = kind == "value" and isinstance(value, Mapping)
        if value in (None, 0, 1) or mapping:
            return
        if not isinstance(value, str):
            yield self.finding(entry.span, "type", name=name, known=known)
        elif not is_word(document, value):
            yield self.finding(entry.span, "word", name=name, value=value, known=known)

    def _of_meta(self, document: Document, meta: Meta) -> Iterator[Finding]:
        if meta.kind == "json-ld":
            yield from self._of_script(meta)
        if meta.name.casefold() != _NAME:
            return
        known = vocabulary(_NAME)["meta" if meta.kind == "meta" else "attribute"]
        said = meta.content.strip().casefold()
        if said not in known:
            place = _value_in(document, meta)
            degree = says(document, meta.content)
            word = _EXACT.get(degree, "ai-assisted" if degree in TOLD else "")
            fix = _replaced(document, place, meta.content, word)
            yield self.finding(
                place,
                "value",
                fix=fix,
                name=meta.name,
                value=_short(meta.content),
                known=", ".join(known),
            )

    def _of_second(self, document: Document) -> Iterator[Finding]:
        first: dict[str, Span] = {}
        for meta in document.metadata.metas:
            name = meta.name.casefold()
            if meta.kind == "meta" and name in (_NAME, "aigc"):
                if name in first:
                    related = (Related(first[name], "the first"),)
                    yield self.finding(meta.span, "repeated", related=related, name=meta.name)
                first.setdefault(name, meta.span)

    # JSON-LD

    def _of_script(self, meta: Meta) -> Iterator[Finding]:
        if any(sign in meta.content for sign in _TEMPLATE) or not meta.content.strip():
            return
        _, wrong = json_of(meta.content)
        if wrong >= 0:
            end = len(meta.content.rstrip())
            start = min(wrong, max(end - 1, 0))
            place = Span(meta.span.start + start, meta.span.start + end)
            yield self.finding(place, "json", name="JSON-LD")

    def _of_types(self, document: Document) -> Iterator[Finding]:
        for one in source_types_of(document):
            if source_type(one.value) is None:
                word = _TYPES.get(says(document, one.value), "")
                fix = _replaced(document, one.span, one.value, word)
                listed = vocabulary("digital-source-type")
                yield self.finding(
                    one.span,
                    "value",
                    fix=fix,
                    name="digitalSourceType",
                    value=_short(one.value),
                    known=", ".join((*listed["generated"], *listed["assisted"])),
                )

    # AIGC

    def _of_block(self, block: Aigc) -> Iterator[Finding]:
        named: list[str] = vocabulary("aigc")["fields"]
        known = ", ".join(named)
        if block.fault is not None:
            yield self.finding(block.fault, "json", name=block.name)
            return
        if not isinstance(block.value, Mapping):
            yield self.finding(block.span, "object", known=known)
            return
        missing = [name for name in named if name not in block.value]
        for name, value in block.value.items():
            if name not in named:
                near = _nearest(str(name), missing)
                place = block.place(str(name))
                fix = _edit(place, near) if near and place != block.span else None
                missing = [one for one in missing if one != near]
                yield self.finding(place, "unknown", fix=fix, name=str(name), known=known)
            else:
                yield from self._of_field(block, name, value)
        if missing:
            yield self.finding(block.span, "missing", fields=", ".join(missing), known=known)

    def _of_field(self, block: Aigc, name: str, value: Any) -> Iterator[Finding]:
        if name == "Label":
            if not (isinstance(value, str) and value in vocabulary("aigc")["labels"]):
                yield self._of_label(block, value)
        elif not isinstance(value, str):
            yield self.finding(block.span, "text", name=name)
        else:
            wrong = next((char for char in value if not "!" <= char <= "~" or char in '"\\'), "")
            if wrong:
                told = f"U+{ord(wrong):04X}"
                yield self.finding(block.place(value), "character", name=name, character=told)

    def _of_label(self, block: Aigc, value: Any) -> Finding:
        """A label that is the number of one of the three can be put into quotation marks."""
        number = isinstance(value, int) and str(value) in vocabulary("aigc")["labels"]
        at = block.text.find('"Label"') if block.start >= 0 else -1
        digit = block.text.find(str(value), at + 7) if number and at >= 0 else -1
        between = block.text[at + 7 : digit].strip() if digit >= 0 else ""
        if between != ":":
            return self.finding(block.span, "label", value=_short(shown(value)))
        place = Span(block.start + digit, block.start + digit + 1)
        return self.finding(place, "label", fix=_edit(place, f'"{value}"'), value=str(value))


def _listed(words: Mapping[str, str]) -> str:
    return ", ".join(dict.fromkeys(words.values()))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _value_in(document: Document, meta: Meta) -> Span:
    """Where the value stands in its tag or attribute; all of that where it is not verbatim there."""
    source = document.source.slice(meta.span)
    wanted = meta.content
    if wanted and source.count(wanted) == 1:
        at = meta.span.start + source.index(wanted)
        return Span(at, at + len(wanted))
    return meta.span


def _replaced(document: Document, place: Span, value: str, word: str) -> Fix | None:
    """Write a word of the vocabulary, where it is known and the value stands in the source."""
    if not word or document.source.slice(place) != value:
        return None
    return _edit(place, word)


def _edit(place: Span, text: str) -> Fix:
    return Fix("Write it as its vocabulary has it", (Edit(place, text),), Safety.UNSAFE)


def _nearest(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, 1, 0.8)), "")
