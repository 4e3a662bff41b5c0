"""The exceptions bylint raises; everything it finds in an article is a diagnostic instead.

BylintError
├── ConfigError      a config file that cannot be used
├── PluginError      a plugin, rule or language that cannot be used
├── SlowPattern      a pattern that takes too long in an article
└── UnreadableText   an article that is not text
"""

from __future__ import annotations


class BylintError(Exception):
    """Base of all errors that bylint raises on purpose; its text is fit for a user."""


class ConfigError(BylintError):
    """A configuration that cannot be used."""


class PluginError(BylintError):
    """A plugin, rule, language or preset that cannot be used."""


class SlowPattern(BylintError):
    """A pattern that takes too long in an article. `place` is where it is written, file and line."""

    def __init__(self, pattern: str, place: str) -> None:
        super().__init__(f"the pattern {pattern!r} takes too long")
        self.pattern = pattern
        self.place = place


class UnreadableText(BylintError):
    """Bytes that are not UTF-8 text.

    `offset` is the number of code points that could be decoded before the fault,
    `readable` those code points. `key` and `params` say the message in another language.
    """

    def __init__(self, message: str, readable: str = "", *, key: str, **params: str | int) -> None:
        super().__init__(message.format_map(params))
        self.readable = readable
        self.key = key
        self.params = params

    @property
    def offset(self) -> int:
        """Code points before the fault."""
        return len(self.readable)
