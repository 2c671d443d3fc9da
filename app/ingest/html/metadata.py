"""What a page says about itself: JSON-LD (schema.org) first, then `<meta>`, then the page's own title and address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateutil.parser import ParserError, isoparse
from dateutil.parser import parse as parse_date
from lxml.html import HtmlElement

from app.ingest.limits import MAX_FIELD, MAX_URL

_ARTICLES = re.compile(r"(?:Article|Posting|Report|NewsItem|WebPage)$")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
_DATES = (
    "article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dc.date.issued", "pubdate",
    "publishdate", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_MAX_JSON = 500_000
_MAX_NODES = 5_000


@dataclass(slots=True)
class Metadata:
    """What the page says about the article on it."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    meta: dict[str, str] = field(default_factory=dict)


def metadata_of(page: HtmlElement, address: str | None) -> Metadata:
    """Read the metadata of `page`, which was fetched from `address`."""
    meta = _meta(page)
    article = _article(page)
    return Metadata(
        title=_first(_words(article.get("headline")), *(meta.get(name) for name in _TITLES), _title(page)),
        publisher=_first(_name(article.get("publisher")), *(meta.get(name) for name in _PUBLISHERS)),
        author=_first(_name(article.get("author")), *(_no_address(meta.get(name)) for name in _AUTHORS)),
        published_at=_first_date(
            article.get("datePublished"), *(meta.get(name) for name in _DATES), _time(page), article.get("dateCreated")
        ),
        url=_canonical(page, meta, address),
        meta=meta,
    )


def _meta(page: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower()[:100], content[:MAX_URL])
    return found


def _article(page: HtmlElement) -> dict[str, Any]:
    """Return the JSON-LD object that describes the article, empty if there is none."""
    best: dict[str, Any] = {}
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        raw = (script.text or "").strip()
        try:
            data = json.loads(raw[:_MAX_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds) and len(
                node.keys() & {"headline", "datePublished", "author", "publisher"}
            ) > len(best.keys() & {"headline", "datePublished", "author", "publisher"}):
                best = node
    return best


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    due = [data]
    seen = 0
    while due and seen < _MAX_NODES:
        seen += 1
        node = due.pop()
        if isinstance(node, list):
            due.extend(node[:_MAX_NODES])
        elif isinstance(node, dict):
            yield node
            due.extend(value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _name(value: Any) -> str | None:
    """The name of a person or organisation, or of several."""
    values = value if isinstance(value, list) else [value]
    names = [_words(item.get("name") if isinstance(item, dict) else item) for item in values[:20]]
    return ", ".join(name for name in names if name and not _is_address(name)) or None


def _words(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"<[^>]*>", " ", value[: 4 * MAX_FIELD]).split())[:MAX_FIELD] or None


def _no_address(value: str | None) -> str | None:
    return None if value is None or _is_address(value) else value


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://", "www.", "@"))


def _first(*values: str | None) -> str | None:
    return next((words for value in values if (words := _words(value))), None)


def _first_date(*values: Any) -> datetime | None:
    for value in values:
        if isinstance(value, str) and (moment := _moment(value.strip()[:80])) is not None:
            return moment
    return None


def _moment(value: str) -> datetime | None:
    """Read a date as machines write it; a date in words is the article's, not the page's, and is not guessed here."""
    if not re.match(r"\d{4}|\w{3},? \d", value):
        return None
    for read in (isoparse, parse_date):
        try:
            moment = read(value)
        except (ParserError, ValueError, OverflowError):
            continue
        if 1990 <= moment.year <= 2100:
            return moment
    return None


def _time(page: HtmlElement) -> str | None:
    return next((str(stamp) for element in page.iter("time") if (stamp := element.get("datetime"))), None)


def _title(page: HtmlElement) -> str | None:
    headings = [" ".join(map(str, element.itertext())) for element in page.iter("h1")]
    if len(headings) == 1 and headings[0].strip():
        return str(headings[0])
    element = page.find(".//head/title")
    return None if element is None or element.text is None else str(element.text)


def _canonical(page: HtmlElement, meta: dict[str, str], address: str | None) -> str | None:
    """Return the page's own address. One on another site, or one that is no web address, is not believed."""
    links = [link.get("href") for link in page.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for candidate in [*links, meta.get("og:url")]:
        if not candidate or len(candidate) > MAX_URL:
            continue
        try:
            url: str = urljoin(address or "", candidate.strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (address is None or _same_site(url, address)):
            return url
    return address


def _same_site(one: str, other: str) -> bool:
    a, b = (urlsplit(url).hostname or "" for url in (one, other))
    return a == b or a.removeprefix("www.").removeprefix("m.") == b.removeprefix("www.").removeprefix("m.")
