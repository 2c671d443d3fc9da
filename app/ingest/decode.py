"""From bytes to characters, whatever the sender says about them.

Bytes that are valid UTF-8 and not plain ASCII are UTF-8: the chance that another encoding looks so is nil after a few
letters. Otherwise charset-normalizer tells which of the one-byte encodings of Arabic and English the letters make
sense in; what is declared decides only between those that do.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from app.ingest.problem import Problem, Unreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{2,40})""")
_META_WITHIN = 4_096

# By the WHATWG Encoding Standard, on the web these names mean windows-1252.
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_ONE_BYTE = ["cp1256", "iso8859_6", "cp1252"]

_BROKEN_AT_MOST = 1 / 20
"""The share of broken characters among those outside ASCII up to which a text is still taken for UTF-8."""


def decode(content: bytes, declared: str | None = None, *, is_markup: bool = False) -> str:
    """Return the text of `content`. `declared` is the encoding that the sender named; `is_markup` lets a declaration
    inside the document speak. Raises `Unreadable` (`not_text`) when it can be no text at all."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, errors="replace")
    if b"\0" in content[:1_000] or content.count(b"\0") > len(content) // 1_000:
        raise Unreadable(Problem.NOT_TEXT, "The content is not text: it holds NUL bytes.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= _BROKEN_AT_MOST * sum(1 for character in text if character > "\x7f"):
        return text  # a page in UTF-8 with one broken character is still in UTF-8
    possible = from_bytes(content, cp_isolation=_ONE_BYTE)
    found = {match.encoding: match for match in possible}
    for name in [declared, *(_declarations(content) if is_markup else ())]:
        match = found.get(_codec(name))
        if match is not None:
            return str(match)
    best = possible.best()
    if best is None:
        # Too little or too odd to tell anything by: what is declared is all there is.
        if _codec(declared) in _ONE_BYTE:
            return content.decode(_codec(declared), errors="replace")
        raise Unreadable(Problem.NOT_TEXT, "The content is not text in any encoding of Arabic or English.")
    return str(best)


def _declarations(content: bytes) -> list[str]:
    head = content[:_META_WITHIN]
    return [match[1].decode("ascii") for match in (_XML.search(head), _META.search(head)) if match]


def _codec(name: str | None) -> str:
    try:
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return ""
    return _WEB_NAMES.get(found, found).replace("-", "_")
