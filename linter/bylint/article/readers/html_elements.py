"""What HTML elements and their attributes say, apart from where they stand."""

from __future__ import annotations

import re
from functools import lru_cache

from bylint.patterns import lazy_pattern

Attributes = dict[str, str]
"""A tag's attributes: decoded values by lower-case name."""

# What elements are ---------------------------------------------------------------------------

MARKS = {
    "b": "strong",
    "code": "code",
    "del": "strike",
    "em": "emphasis",
    "i": "emphasis",
    "kbd": "code",
    "math": "math",
    "ruby": "ruby",
    "s": "strike",
    "samp": "code",
    "small": "small",
    "strike": "strike",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "tt": "code",
}
"""The marks that inline elements make by their name alone."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
ROLES = {
    "caption": "cell",
    "dd": "paragraph",
    "dt": "paragraph",
    "figcaption": "paragraph",
    "legend": "paragraph",
    "li": "item",
    "p": "paragraph",
    "summary": "paragraph",
    "td": "cell",
    "th": "cell",
    **dict.fromkeys(HEADINGS, "heading"),
}
"""The kind of block that the first text in an element makes."""

CONTAINERS = {
    "aside": "aside",
    "blockquote": "quote",
    "details": "details",
    "figcaption": "caption",
    "footer": "footer",
    "header": "header",
    "nav": "nav",
}
LISTS = frozenset({"dir", "menu", "ol", "ul"})
TRANSPARENT = frozenset(
    {"address", "article", "center", "dialog", "div", "fieldset", "figure", "footer", "form"}
    | {"header", "hgroup", "main", "search", "section"}
)
"""Block elements that group others: text in them takes the role of the element around them."""

BOXES = TRANSPARENT | {"aside", "blockquote", "details", "dl", "p"}
"""Elements that a class can make an admonition; on a table row the same classes are a colour."""

CODE = frozenset({"listing", "plaintext", "pre", "textarea", "xmp"})
BLOCKS = (
    BOXES
    | CODE
    | LISTS
    | frozenset(CONTAINERS)
    | frozenset(ROLES)
    | {"colgroup", "optgroup", "option", "table", "tbody", "tfoot", "thead", "tr"}
)
BREAKS_CODE = (CODE | frozenset(CONTAINERS) | frozenset(HEADINGS)) - {"figcaption"}
"""Block elements that do not stand in preformatted text even where its end tag is missing."""

VOID = frozenset(
    {"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input"}
    | {"keygen", "link", "meta", "param", "source", "track", "wbr"}
)
UNRENDERED = frozenset(
    {"audio", "canvas", "datalist", "noscript", "object", "select", "template", "video"}
)
"""Elements whose text a browser does not set, or only where it cannot do what it should."""

WALLS = UNRENDERED | {"caption", "table", "td", "th"}
"""Elements through which tags inside do not close what is open outside."""

PAGE = frozenset({"body", "head", "html"})
INLINE = (
    UNRENDERED
    | frozenset(MARKS)
    | {"a", "abbr", "bdi", "bdo", "big", "button", "cite", "data", "dfn", "font", "ins", "label"}
    | {"mark", "meter", "output", "progress", "q", "rb", "rp", "rt", "rtc", "slot", "span"}
    | {"time", "u", "var"}
)
"""Inline elements of HTML, in which `/>` does not close; in all others it does."""

KEYS = {
    "caption": "td",
    "dd": "dt",
    "h2": "h1",
    "h3": "h1",
    "h4": "h1",
    "h5": "h1",
    "h6": "h1",
    "rp": "rt",
    "tfoot": "tbody",
    "th": "td",
    "thead": "tbody",
}
"""Under which name an element is known where one of several closes another."""

CLOSES = {
    "a": ("a",),
    "dt": ("dt",),
    "li": ("li",),
    "option": ("option",),
    "rb": ("rt",),
    "tbody": ("tbody", "tr", "td"),
    "td": ("td",),
    "tr": ("tr", "td"),
}
"""What an element closes when it begins, by its key."""

IN_TABLE = frozenset({"table", "tbody", "td", "tr"})
IN_LIST = frozenset({"dt", "li"})

# What attributes say ---------------------------------------------------------------------------

_HIDDEN_CLASSES = frozenset(
    {"d-none", "hidden", "screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"}
)
_SHOWN_CLASS = lazy_pattern(
    r"(?:sm|md|lg|xl|2xl):(?:block|contents|flex|grid|inline|table)|d-(?:sm|md|lg|xl|xxl)-(?!none)"
)
_SMALL_CLASS = lazy_pattern(
    r"!?text-(?:[2-9]?xs|xxs|tiny|\[(?P<size>[0-9.]{1,9})(?P<unit>px|r?em|pt)\])!?$"
    r"|(?:tiny|fine-?print|small-?print)$"
)
_KINDS = (
    "attention|caution|danger|error|example|hint|important|info|information|key-?takeaways?|note"
    "|notice|point|success|tip|tldr|warn|warning"
)
_BOXES = "admonition|alert|callout|custom-block|markdown-alert|message|msg|theme-admonition"
_KIND_CLASS = lazy_pattern(
    rf"(?:is-)?({_KINDS})$|(?:{_BOXES})(?:--?|__?)({_KINDS})$", re.IGNORECASE
)
_BOX_CLASS = lazy_pattern(
    rf"(?:{_BOXES}|disclaimer)$|(?:admonition|callout|markdown-alert)[-_]", re.IGNORECASE
)
_LANGUAGE_CLASS = lazy_pattern(r"(?:language|lang|highlight-source)-(\S+)")
_INTEGER = lazy_pattern(r"\s*[+-]?[0-9]{1,9}", re.ASCII)
_SIZE = lazy_pattern(r"([0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})(px|pt|r?em|%|)$")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
_SMALL_PIXELS = 12
TOLD = frozenset(
    {"ai-disclosure", "ai-model", "ai-prompt-url", "ai-provider", "data-ai-disclosure", "title"}
)
_FOOTNOTE = lazy_pattern(
    r"#?(?:user-content-)?(?:fn[:_-]|ftn\.)(?P<label>.+)$|#?(?:user-content-)?fn(?P<number>[0-9].*)$",
    re.DOTALL,
)
_MARKER_CLASSES = frozenset({"footnote-ref", "footnote-reference", "footref"})
_RETURN_CLASSES = frozenset({"footnote-back", "footnote-backref", "reversefootnote"})


def why_hidden(name: str, attributes: Attributes) -> str:
    """What keeps an element from being seen, "" if nothing does."""
    if name in UNRENDERED or (name == "dialog" and "open" not in attributes):
        return f"<{name}>"
    if not attributes:
        return ""
    if "hidden" in attributes:
        return "hidden attribute"
    if attributes.get("aria-hidden", "").lower() == "true":
        return 'aria-hidden="true"'
    style = _style(attributes["style"])[0] if "style" in attributes else ""
    return style or (_classes(attributes["class"])[0] if "class" in attributes else "")


def why_small(name: str, attributes: Attributes) -> str:
    """What makes an element's text smaller than 12 pixels, or fine print; "" if nothing does."""
    if name == "small":
        return "<small>"
    style = _style(attributes["style"])[1] if "style" in attributes else ""
    return style or (_classes(attributes["class"])[1] if "class" in attributes else "")


@lru_cache(maxsize=1024)
def _classes(value: str) -> tuple[str, str, str]:
    """What a class attribute says: why hidden, why small, which admonition; "" for neither."""
    hidden = small = kind = box = ""
    names = value.split()
    shown = any(_SHOWN_CLASS.match(name) for name in names)
    for name in names:
        lower = name.lower()
        if lower in _HIDDEN_CLASSES and not shown:
            hidden = hidden or f"class {name}"
        match = _SMALL_CLASS.match(lower)
        if match and _is_small(match["size"], match["unit"]):
            small = small or f"class {name}"
        said = _KIND_CLASS.match(lower)
        if said:
            kind = kind or said[1] or said[2]
        elif _BOX_CLASS.match(lower):
            box = box or lower
    return hidden, small, kind or box


def _is_small(size: str | None, unit: str) -> bool:
    number = _SIZE.match(size + unit) if size is not None else None
    return size is None or (number is not None and _pixels(number) < _SMALL_PIXELS)


def _pixels(number: re.Match[str]) -> float:
    return float(number[1]) * _PIXELS[number[2]]


@lru_cache(maxsize=1024)
def _style(value: str) -> tuple[str, str]:
    """What a style attribute says: why hidden, why small; "" for neither."""
    hidden = small = ""
    for declaration in value.lower().split(";"):
        name, _, setting = (part.strip() for part in declaration.partition(":"))
        word = setting.partition("!")[0].strip()
        if (name, word) in (("display", "none"), ("visibility", "hidden")):
            hidden = f"style {name}:{word}"
        elif name == "font-size":
            size = _SIZE.match(word)
            if size and _pixels(size) == 0:
                hidden = f"style {name}:{word}"
            elif (size and _pixels(size) < _SMALL_PIXELS) or word in ("x-small", "xx-small"):
                small = f"style {name}:{word}"
    return hidden, small


def why_boxed(name: str, attributes: Attributes) -> str:
    """The kind of admonition that an element's class makes it, "" if none."""
    return _classes(attributes["class"])[2] if "class" in attributes and name in BOXES else ""


def is_navigation(name: str, attributes: Attributes) -> bool:
    """Whether an element that does not say so by its name holds links around the article."""
    if attributes.get("role", "") in ("navigation", "doc-toc"):
        return True
    return (name == "div" or name in LISTS) and "toc" in attributes.get("class", "").split()


def mark_of(name: str, attributes: Attributes) -> tuple[str, str] | None:
    """The mark that an inline element makes over its text, and its value."""
    if name == "a":
        return ("link", attributes["href"].strip()) if "href" in attributes else None
    if name in MARKS and name != "small":
        return MARKS[name], attributes.get("alttext", "") if name == "math" else ""
    small = why_small(name, attributes)
    return ("small", small) if small else None


def footnote_label(element: str, attributes: Attributes) -> str:
    """The label of the footnote whose text an element holds or begins, "" if it does neither."""
    name = attributes.get("id", "")
    label = note_label(name)
    if label:
        return label
    if element == "dt" and attributes.get("class") == "label":
        return name
    if element == "aside" and "footnote" in attributes.get("class", "").split():
        return name or "*"
    return (name or "*") if attributes.get("role") in ("doc-footnote", "doc-endnote") else ""


def note_label(target: str) -> str:
    """The label in an address or name such as `#fn:1`, "" if it is none of a footnote."""
    match = _FOOTNOTE.match(target)
    return (match["label"] or match["number"]) if match else ""


def note_link(attributes: Attributes) -> str:
    """Whether an `<a>` is a footnote's "marker" or the "return" from it, "" if it is neither."""
    role = attributes.get("role", "")
    classes = attributes.get("class", "").split()
    if role == "doc-backlink" or "data-footnote-backref" in attributes:
        return "return"
    if role == "doc-noteref" or "data-footnote-ref" in attributes:
        return "marker"
    if not _RETURN_CLASSES.isdisjoint(classes):
        return "return"
    if not _MARKER_CLASSES.isdisjoint(classes):
        return "marker"
    if classes == ["footnote"] and attributes.get("href", "").startswith("#ftn."):
        return "marker"
    return "return" if classes == ["para"] and attributes.get("href", "").startswith("#") else ""


def note_target(attributes: Attributes) -> str:
    """The label of the footnote that a marker leads to, "" if its address does not tell."""
    address = attributes.get("href", "")
    return note_label(address) or (address[1:] if address.startswith("#") else "")


def language_class(attributes: Attributes) -> str:
    """The programming language that a class such as `language-python` names, "" if none."""
    for name in attributes.get("class", "").split():
        match = _LANGUAGE_CLASS.match(name)
        if match:
            return match[1]
    return ""


def integer(value: str | None) -> int | None:
    """The number that an attribute gives, or None."""
    match = _INTEGER.match(value or "")
    return int(match[0]) if match else None
