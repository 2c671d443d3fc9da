"""Which kind of document some bytes are: their first bytes say it more truly than their sender."""

from __future__ import annotations

import re

from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind

_PDF = re.compile(rb"%PDF-\d")
_PDF_WITHIN = 1_024  # readers accept other bytes before the header (ISO 32000-1, implementation note 13)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|div|p|meta|title|h1)[\s>/]", re.IGNORECASE)
_LOOKED_AT = 4_096
_BINARY = (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"RIFF")
_BY_MEDIA_TYPE = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF,
    "text/plain": Kind.TEXT,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
}


def kind_of(content: bytes, media_type: str = "", name: str = "") -> Kind:
    """Return the kind of `content`, which its sender called `media_type` and `name`.

    Raises `Unreadable` (`unknown_kind`) for pictures, archives and documents of word processors.
    """
    head = content[:_LOOKED_AT]
    if _PDF.search(content[:_PDF_WITHIN]):
        return Kind.PDF
    if head.startswith(_BINARY):
        raise Unreadable(
            Problem.UNKNOWN_KIND, "Only web pages, PDFs, feeds and plain text are read; this is another kind of file."
        )
    if _FEED.search(head) and not _HTML.match(head.lstrip()):
        return Kind.FEED
    if media_type == "text/plain" or name.lower().endswith((".txt", ".text", ".md")):
        return Kind.TEXT
    if _HTML.search(head) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return Kind.HTML
    return _BY_MEDIA_TYPE.get(media_type, Kind.TEXT)
