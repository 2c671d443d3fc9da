"""Characters that turn the direction of the text around them: shown as what they are, and without effect.

An override that is left open makes a name, a headline or a quotation read as another ("Trojan Source: Invisible
Vulnerabilities", Boucher and Anderson, 2023). Each such character stands in an isolate of its own, which ends what it
began (Unicode Standard Annex 9, rule X6a), and the style sheet shows its name. The text itself stays as it is, so that
a place on the page is still a place in the text. The direction marks LRM, RLM and ALM turn nothing around, and Arabic
newsrooms use them: they are left alone.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_NAMES: Final = {
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_ANY: Final = re.compile(f"([{''.join(_NAMES)}])")


def marked(text: str) -> str:
    """Return `text` for a place between tags (not for an attribute), each of these characters as an element."""
    if not _ANY.search(text):
        return text
    return Markup().join(
        Markup('<bdi class="control" data-name="{}">{}</bdi>').format(_NAMES[piece], piece)
        if piece in _NAMES
        else escape(piece)
        for piece in _ANY.split(text)
    )
