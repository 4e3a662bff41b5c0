"""Reads HTML. What knows its elements is loaded with the first article that needs it."""

from __future__ import annotations

from bylint.article.document import Metadata
from bylint.article.parsed import Parsed
from bylint.article.readers import front_matter
from bylint.text import Source


class HtmlReader:
    """HTML, whole pages and fragments; front matter before it as site generators have it."""

    name = "html"
    suffixes: tuple[str, ...] = (".html", ".htm")

    def read(self, source: Source) -> Parsed:
        """The article's blocks."""
        from bylint.article.readers.html_flow import HtmlFlow

        front = front_matter.take(source.text)
        flow = HtmlFlow(source.text)
        blocks = flow.feed(front.span.end, len(source.text))
        metadata = Metadata(front.entries, front.span, tuple(flow.metas))
        faults = (front.fault,) if front.fault else ()
        return Parsed(blocks, metadata, faults, flow.title, flow.language)
