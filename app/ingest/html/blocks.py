"""A page as a reader meets it: blocks of running text in order, each knowing where on the page it stands.

The text of a block is what a browser would show, white space collapsed as CSS 2.2 (16.6.1) has it; a `<br>` is a line
end. `<q>` is shown in quotation marks, as HTML's rendering section says; the marks of the page's language are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul "
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSHOWN_NAMES = (
    "script style noscript template head iframe object embed svg math canvas audio video select option "
    "datalist button input textarea form nav aside footer dialog figcaption menu title "
)
_UNSHOWN = frozenset(_UNSHOWN_NAMES.split())
# Class and id names by which pages mark what is not the article. They are vocabulary of templates, not of a language.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|read-?(?:more|also|next)|more-?(?:news|stories|on)|promo|advert\w*|"
    r"ads?|sponsor\w*|newsletter|subscri\w*|share|sharing|social|breadcrumbs?|tags?|comments?|caption|credits?|byline|"
    r"author-?(?:bio|box|info)?|dateline|meta(?:data)?|timestamp|cookie\w*|consent|sidebar|menu|navbar|navigation|footer|"
    r"trending|popular|most-?read|toolbar|print-?only|popup|modal|skip-?link|sr-only|visually-?hidden|copyright)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_END = "\0"  # stands for `<br>` while a block comes together; the page itself holds none
_MARKS = {"ar": ("«", "»"), "en": ("“", "”")}


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a block element inside. `element` holds it; `linked` is the share of its characters that
    are in links; `quoted` is the blockquote it stands in."""

    element: HtmlElement
    text: str
    linked: float
    quoted: HtmlElement | None

    @property
    def is_heading(self) -> bool:
        """Whether the page marks it as a heading."""
        return self.element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")


def is_furniture(element: HtmlElement) -> bool:
    """Whether the page's own marking says that this is not the article, or that nobody sees it."""
    if element.tag in _UNSHOWN or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(element.get("style", "")[:500]):
        return True
    if element.get("role") in ("navigation", "complementary", "contentinfo", "banner", "search", "dialog"):
        return True
    if element.tag in ("body", "article", "main", "html"):
        return False
    names = f"{element.get('class', '')[:300]} {element.get('id', '')[:100]}"
    return _FURNITURE.search(names) is not None


def blocks_of(root: HtmlElement, language: str) -> Iterator[Block]:
    """Give the blocks below `root` in order, furniture left out. No recursion: pages nest as deep as they like."""
    walk = _Walk(root, *_MARKS.get(language, _MARKS["en"]))
    due: list[tuple[HtmlElement, bool]] = [(root, True)]  # an element, and whether its beginning or its end is due
    while due:
        element, beginning = due.pop()
        if not beginning:
            yield from walk.end(element)
        elif not isinstance(element.tag, str) or (element is not root and is_furniture(element)):
            yield from walk.skip(element)
        else:
            yield from walk.begin(element)
            due.append((element, False))
            due.extend((child, True) for child in reversed(element))
    yield from walk.flushed()


class _Walk:
    """A way through a page: the text of the present block as it comes together, and what is around it."""

    def __init__(self, root: HtmlElement, opening: str, closing: str) -> None:
        self._root = root
        self._marks = (opening, closing)
        self._pieces: list[str] = []
        self._linked = 0
        self._holders: list[HtmlElement] = [root]
        self._quoted: list[HtmlElement] = []
        self._links = 0

    def begin(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            yield from self.flushed()
            self._holders.append(element)
            if element.tag == "blockquote":
                self._quoted.append(element)
        elif element.tag == "br":
            self._pieces.append(_LINE_END)
        elif element.tag == "q":
            self._add(self._marks[0])
        self._links += element.tag == "a"
        self._add(element.text)

    def end(self, element: HtmlElement) -> Iterator[Block]:
        self._links -= element.tag == "a"
        if element.tag in _BLOCKS:
            yield from self.flushed()
            self._holders.pop()
            if element.tag == "blockquote":
                self._quoted.pop()
        elif element.tag == "q":
            self._add(self._marks[1])
        if element is not self._root:
            self._add(element.tail)

    def skip(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            yield from self.flushed()
        self._add(element.tail)

    def flushed(self) -> Iterator[Block]:
        pieces, self._pieces = self._pieces, []
        linked, self._linked = self._linked, 0
        text = _shown("".join(pieces))
        if text:
            yield Block(self._holders[-1], text, linked / len(text), self._quoted[-1] if self._quoted else None)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(text.strip()) if self._links else 0


def _shown(raw: str) -> str:
    """Collapse white space as a browser does."""
    lines = (_SPACE.sub(" ", line).strip(" ") for line in raw.split(_LINE_END))
    return "\n".join(lines).strip("\n")
