"""What all pages share: how they are rendered, the headers that go with them, and errors as pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Coroutine, Mapping
from functools import cache, partial
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from jinja2_fragments import render_block
from starlette.datastructures import URL, QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, RedirectResponse

from app.errors import ChangedMeanwhile, IsnadError, KeyNeeded
from app.review.interface import DIRECTION, asked_for, has_phrase, language_of, phrase
from app.review.marks import marked
from app.review.reviewer import reviewer_of
from app.review.transliteration import latin
from app.security.visitors import visitor_of
from nlp.errors import RefusedText
from nlp.types import Language

log = logging.getLogger(__name__)

HEADERS: Final = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie, HX-Request"}


def render(request: Request, template: str, status: int = 200, block: str | None = None, **context: Any) -> Response:
    """Render a template, or one block of it, in the language of the request.

    Templates can call `t(key, ...)` for a phrase, `knows(key)` for whether there is one, `link(path, ...)` for an
    address in the same language, and `here(...)` for this page's own address with some parameters changed.
    """
    language = language_of(request)
    everything = {
        "late": None,
        "language": language.value,
        "direction": DIRECTION[language],
        "t": partial(phrase, language),
        "knows": has_phrase,
        "link": partial(_link, request),
        "here": partial(_here, request),
        "record_link": partial(_record_link, request),
        "plain": _plain,
        "twin": _twin(request),
        "reviewer": reviewer_of(request),
        "visitor": visitor_of(request),
        "latin": latin if language is Language.ENGLISH else _nothing,
        **context,
    }
    if block is None:
        body = _environment().get_template(template).render(everything)
    else:
        body = render_block(_environment(), template, block, everything)
    return HTMLResponse(body, status, HEADERS)


def wants_part(request: Request) -> bool:
    """Tell whether HTMX asks, and for a part of the page: it asks for a whole page when somebody goes back."""
    return request.headers.get("hx-request-type") == "partial" and "hx-history-restore-request" not in request.headers


def address(path: str, parameters: Mapping[str, Any]) -> str:
    """Return an address on this server; parameters that are null or empty are left out, lists are repeated."""
    pairs: list[tuple[str, str]] = []
    for name, value in parameters.items():
        values = value if isinstance(value, list | tuple) else [value]
        pairs += [(name, str(one)) for one in values if one is not None and one != ""]
    return f"{path}?{QueryParams(pairs)}" if pairs else path


class PageRoute(APIRoute):
    """A route whose errors are pages, and that leads whoever is not logged in to where they can."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with both around it."""
        handle = super().get_route_handler()

        async def handle_page(request: Request) -> Response:
            try:
                return await handle(request)
            except ChangedMeanwhile:
                raise
            except KeyNeeded:
                # Only a person can log in; a program is told so in its own terms.
                if "text/html" not in request.headers.get("accept", ""):
                    raise
                return _to_login(request)
            except IsnadError as error:
                return failed(request, error)
            except RefusedText as error:
                return _failed(request, 422, "refused_text", str(error))
            except RequestValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"][1:]))[:100]
                return _failed(request, 422, "invalid_request", f"{where}: {first['msg']}")
            except HTTPException as error:
                return _failed(request, error.status_code, "", error.detail)
            except ClientDisconnect:
                raise
            except Exception:
                log.exception("a defect: %s %s", request.method, quote(request.scope["path"]))
                return _failed(request, 500, "internal_error", "The service failed. The failure has been logged.")

        return handle_page


def failed(request: Request, error: IsnadError) -> Response:
    """Return the page that tells why something was refused."""
    page = _failed(request, error.status, error.code, str(error))
    page.headers.update(error.headers)
    return page


def _to_login(request: Request) -> Response:
    """Lead to the form for logging in, and from there back to the page: for a form, to the one that it stands on."""
    page = request.url if request.method == "GET" and not wants_part(request) else URL(_page_behind(request))
    target = address("/login", {**_language(request), "next": f"{page.path}?{page.query}" if page.query else page.path})
    if wants_part(request):
        return Response(status_code=KeyNeeded.status, headers={"HX-Redirect": target, **KeyNeeded.headers})
    return RedirectResponse(target, 303)


def _page_behind(request: Request) -> str:
    return request.headers.get("hx-current-url") or request.headers.get("referer", "")


def _failed(request: Request, status: int, code: str, detail: str) -> Response:
    """Return the page; to HTMX only why, to be shown beside what the reviewer has typed, so that none of it is lost."""
    part = wants_part(request)
    told = {"number": status, "code": code, "detail": detail, "part": part, "twin": None}
    page = render(request, "error.html", status, "why" if part else None, **told)
    page.headers.update({"HX-Retarget": "#refused", "HX-Reswap": "innerHTML"})
    return page


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app.review"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["marked"] = marked
    return environment


def _link(request: Request, path: str, **parameters: Any) -> str:
    """Return the address of a page with these parameters, null and empty ones left out, in this page's language."""
    return address(path, {**_language(request), **parameters})


def _record_link(request: Request, record: str) -> str:
    """Return the short way from a document's page to the same page with a record open: there are a thousand of them."""
    path = "" if request.method == "GET" else f"/review/documents/{request.path_params['identifier']}"
    asked = asked_for(request)
    return f"{path}?record={record}" if asked is None else f"{path}?lang={asked.value}&record={record}"


def _here(request: Request, **changes: Any) -> str:
    """Return this page's address with some parameters changed; null takes one out."""
    return address(request.url.path, {**_without(request, changes), **changes})


def _plain(path: str, **parameters: Any) -> str:
    """Return an address in no language: what is behind it is data."""
    return address(path, parameters)


def _twin(request: Request) -> str:
    return address(request.url.path + ".json", _without(request, ("lang", "done", "add")))


def _language(request: Request) -> dict[str, str]:
    asked = asked_for(request)
    return {} if asked is None else {"lang": asked.value}


def _without(request: Request, names: Collection[str]) -> dict[str, list[str]]:
    asked = request.query_params
    return {name: asked.getlist(name) for name in asked if name not in names}


def _nothing(_text: str) -> str:
    return ""
