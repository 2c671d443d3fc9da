"""A web page in, its article out."""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from app.ingest.decode import decode
from app.ingest.html.article import article_blocks, text_of
from app.ingest.html.metadata import metadata_of
from app.ingest.limits import MAX_HTML_DEPTH
from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind, Reading

_ARABIC = re.compile("[\u0620-\u064a]")
_LATIN = re.compile("[A-Za-z]")
_TELLING = 40  # letters in paragraphs below which other elements are looked at too
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(content: bytes, charset: str | None = None, address: str | None = None) -> Reading:
    """Read the article on a page. `charset` is what the sender called its encoding, `address` where it was fetched.

    Raises `Unreadable`: `no_article`, `too_deep`, `not_text`, `damaged`.
    """
    page = _parsed(decode(content, charset, is_markup=True))
    language = _language(page)
    metadata = metadata_of(page, address)
    blocks = article_blocks(page, language)
    text = text_of(blocks, language)
    if not text.strip():
        raise Unreadable(Problem.NO_ARTICLE, "No article was found on the page; it may be made by scripts.")
    return Reading(
        kind=Kind.HTML,
        text=text,
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author,
        published_at=metadata.published_at,
        url=metadata.url,
        language=language,
    )


def _parsed(markup: str) -> HtmlElement:
    markup = _DECLARATION.sub("", markup, count=1).replace("\0", "")
    if not markup.strip():
        raise Unreadable(Problem.NO_ARTICLE, "The page is empty.")
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        page: HtmlElement = lxml.html.document_fromstring(markup, parser=parser)
    except (LxmlError, ValueError) as error:
        raise Unreadable(Problem.DAMAGED, "The page cannot be read as HTML.") from error
    if _depth(page) > MAX_HTML_DEPTH:
        raise Unreadable(Problem.TOO_DEEP, f"The page nests more than {MAX_HTML_DEPTH} elements inside each other.")
    return page


def _depth(page: HtmlElement) -> int:
    """Return how deep the tree is, looking no further than what is too deep."""
    deepest, level = 0, [page]
    while level and deepest <= MAX_HTML_DEPTH:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def _language(page: HtmlElement) -> str:
    """The language of the page by the letters of its paragraphs: `lang` is wrong too often."""
    letters = "".join("".join(map(str, element.itertext()))[:2_000] for element in list(page.iter("p"))[:200])
    if len(letters) < _TELLING:
        letters = "".join((element.text or "")[:2_000] for element in page.iter("div", "span", "td", "article", "h1"))
    return "ar" if len(_ARABIC.findall(letters)) > len(_LATIN.findall(letters)) else "en"
