"""Text in XML. What XML 1.0 has no place for, such as control characters, is shown as an escape."""

from __future__ import annotations

from bylint.reporting.terminal import line_start, visible

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})


def text(value: str) -> str:
    """A text between tags or in quotes, on one line."""
    return visible(value).translate(_ENTITIES)


def lines(*values: str) -> str:
    """Texts between tags, each on a line of its own."""
    return "\n".join(line_start(value).translate(_ENTITIES) for value in values)


def element(name: str, /, **attributes: str | int) -> str:
    """What stands between the brackets of a tag."""
    pairs = (f' {key}="{text(str(value))}"' for key, value in attributes.items())
    return name + "".join(pairs)
