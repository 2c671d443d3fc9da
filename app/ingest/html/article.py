"""Which blocks of a page are the article.

trafilatura (Barbaresi, ACL 2021) says where the article is: its heuristics are measured on thousands of pages. Its
output is not used as text, because it leaves out short paragraphs and quotations and flattens `<q>`: the article is
read again from the page itself, from the first to the last block that trafilatura recognised, within the smallest
element that holds them.
"""

from __future__ import annotations

import copy
import re

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import use_config

from app.ingest.html.blocks import Block, blocks_of

_LINKS_ONLY = 0.7
"""The share of a block's characters in links from which it is a pointer to something else, unless it is a sentence."""

_WORDS = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?؟…][\s\"'”“«»’)\]]*$")
_QUOTING = '"“”„«»‹›‘’'

# trafilatura gives up on short articles; here a short article is an article.
_CONFIG = use_config()
for _name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE", "MIN_EXTRACTED_COMM_SIZE"):
    _CONFIG["DEFAULT"][_name] = "1"


def article_blocks(page: HtmlElement, language: str) -> list[Block]:
    """Return the blocks of the article on `page` in order, the headline first; empty if there is no article."""
    body = page.find(".//body")
    whole = list(blocks_of(body if body is not None else page, language))
    recognised = _recognised(page, whole)
    if not recognised:
        return []
    container = _common(recognised)
    inside = [block for block in whole if _is_within(block.element, container) and not _is_pointer(block)]
    first = next((i for i, block in enumerate(inside) if block.element.tag == "h1"), None)
    if first is None:
        headline = [block for block in whole if block.element.tag == "h1"][:1]
        return headline + inside
    return inside[first:]


def text_of(blocks: list[Block], language: str) -> str:
    """Return the blocks as text, an empty line between them. A `<blockquote>` that has no quotation marks of its own
    is put into them: in a text without layout, nothing else says that these are somebody's words."""
    opening, closing = ("«", "»") if language == "ar" else ("“", "”")
    lines: list[str] = []
    for index, block in enumerate(blocks):
        text = block.text
        if block.quoted is not None and not _has_marks(block.quoted):
            before = blocks[index - 1].quoted if index else None
            after = blocks[index + 1].quoted if index + 1 < len(blocks) else None
            text = (
                f"{opening if before is not block.quoted else ''}{text}{closing if after is not block.quoted else ''}"
            )
        lines.append(text)
    return "\n\n".join(lines)


def _recognised(page: HtmlElement, whole: list[Block]) -> list[Block]:
    """Return the blocks whose words trafilatura takes for the article."""
    found = bare_extraction(
        copy.deepcopy(page), fast=True, include_comments=False, include_tables=True, with_metadata=False, config=_CONFIG
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    words = " ".join(_WORDS.findall(" ".join(map(str, found.body.itertext()))))
    recognised = []
    for block in whole:
        beginning = " ".join(_WORDS.findall(block.text)[:12])
        if len(beginning) >= 12 and block.linked < _LINKS_ONLY and beginning in words:
            recognised.append(block)
    return recognised


def _common(blocks: list[Block]) -> HtmlElement:
    """Return the smallest element that holds nine tenths of the recognised characters: a stray block far away, taken
    from a teaser, must not make the whole page the article."""
    total = sum(len(block.text) for block in blocks)
    weight: dict[HtmlElement, int] = {}
    for block in blocks:
        element: HtmlElement | None = block.element
        while element is not None:
            weight[element] = weight.get(element, 0) + len(block.text)
            element = element.getparent()
    best = blocks[0].element.getroottree().getroot()
    element = best
    while True:
        heavy = [child for child in element if weight.get(child, 0) >= 0.9 * total]
        if not heavy or element.tag == "article":
            return element
        element = heavy[0]


def _is_within(element: HtmlElement | None, container: HtmlElement) -> bool:
    while element is not None:
        if element is container:
            return True
        element = element.getparent()
    return False


def _is_pointer(block: Block) -> bool:
    return block.linked >= _LINKS_ONLY and not block.is_heading and _SENTENCE_END.search(block.text[-8:]) is None


def _has_marks(quotation: HtmlElement) -> bool:
    text = " ".join(quotation.itertext()).strip()
    return bool(text) and (text[0] in _QUOTING or text[-1] in _QUOTING)
