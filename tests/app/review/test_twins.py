"""Every page's address is its whole state and has a twin in JSON: the pages are walked by their own links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from app.store import documents, sources
from app.store.sources import Found
from tests.app.samples import BRIDGE, HARBOUR, bridge, harbour

# Hundreds of addresses lead to the same few pages with other records open.
MOST_OF_A_KIND = 12


class Links(HTMLParser):
    """Where a page leads to, and its twin."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.targets: list[str] = []
        self.twin: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        target = urljoin(self.page, found.get("href") or "").partition("#")[0]
        if tag == "link" and found.get("type") == "application/json":
            self.twin = target
        if tag == "a" and "download" not in found and target.startswith("/review") and ".json" not in target:
            self.targets.append(target)


def pages_of(app: FastAPI) -> set[str]:
    """The pages there are: what answers GET under `/review` and is neither data nor a part of a page."""
    paths = {route.path for route in iter_route_contexts(app.routes) if route.path and "GET" in (route.methods or ())}
    data = (".json", ".zip", "/names")
    return {path for path in paths if path.startswith("/review") and not path.endswith(data)}


def page_of(pages: set[str], address: str) -> str:
    path = urlsplit(address).path
    fitting = [page for page in pages if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", page), path)]
    return min(fitting, key=lambda page: "{" in page)


async def test_every_page_has_its_twin(client: httpx.AsyncClient, app: FastAPI) -> None:
    database, pages = app.state.database, pages_of(app)
    documents.save(database, harbour(), HARBOUR)
    documents.save(database, bridge(), BRIDGE)
    sources.keep_problem(database, Found("upload:x", b"x"), "damaged", "It is damaged.")
    file = {"file": ("broken.pdf", b"%PDF-1.4 nothing behind it", "application/pdf")}
    posted = await client.post("/review/new?lang=ar", files=file)
    waiting = ["/review?lang=ar&level=named", posted.headers["location"]]
    seen: set[str] = set(waiting)
    visited: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        kind = page_of(pages, path)
        if visited.setdefault(kind, 0) >= MOST_OF_A_KIND:
            continue
        visited[kind] += 1
        page = await client.get(path)
        if page.has_redirect_location:
            waiting.append(page.headers["location"])
            continue
        assert page.status_code == 200, path
        links = Links(path)
        links.feed(page.text)
        assert links.twin is not None, path
        asked, answered = urlsplit(path), urlsplit(links.twin)
        assert answered.path == f"{asked.path}.json"
        kept = {one for one in asked.query.split("&") if not one.startswith(("lang=", "done=", "add="))} - {""}
        assert kept == set(answered.query.split("&")) - {""}
        twin = await client.get(links.twin)
        assert twin.status_code == 200, links.twin
        assert twin.headers["content-type"] == "application/json"
        waiting += [target for target in dict.fromkeys(links.targets) if target not in seen]
        seen.update(links.targets)
    assert set(visited) == pages
