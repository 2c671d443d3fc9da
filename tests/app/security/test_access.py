"""Who gets in, and what they may: on every path that the service has."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from app.security import keys
from app.security.scope import Scope
from tests.app.api.test_problems import problem
from tests.app.samples import bridge
from tests.app.security.conftest import Client

# What is for everybody, and why: whether the service lives, what it is, and the way in.
FOR_EVERYBODY = {"/healthz", "/readyz", "/openapi.json", "/", "/login", "/logout"}


def operations(app: FastAPI) -> set[tuple[str, str]]:
    """Return every method and path of the service, with something for each part that is a parameter."""
    return {
        (method, re.sub(r"\{\w+\}", "1", route.path))
        for route in iter_route_contexts(app.routes)
        for method in route.methods or ()
        if route.path and route.path not in FOR_EVERYBODY
    }


async def test_without_a_key_nothing_answers_but_what_is_for_everybody(app: FastAPI, client_at: Client) -> None:
    keys.make(app.state.database, "Huda", [Scope.READ])
    asked = operations(app)
    assert len(asked) > 20
    async with client_at() as client:
        for method, path in sorted(asked):
            response = await client.request(method, path)
            assert response.status_code == 401, (method, path)
            assert response.headers["www-authenticate"] == 'Bearer realm="Isnad"'
        for path in FOR_EVERYBODY - {"/", "/logout"}:
            assert (await client.get(path)).status_code == 200, path
        assert (await client.get("/review/static/review.css")).status_code == 200


ANY = f"/v1/documents/{bridge().document.id}"
RECORD = f"/review{ANY[3:]}/records/{bridge().attributions[0].id}"
# A key with this scope; the request; what comes of it: whether it passes the door, not whether it makes sense.
ASKED = [
    (Scope.READ, "GET", "/v1/documents", True),
    (Scope.READ, "GET", "/v1/export", True),
    (Scope.READ, "GET", "/review", True),
    (Scope.READ, "HEAD", "/review", True),
    (Scope.READ, "POST", "/v1/documents", False),
    (Scope.READ, "DELETE", ANY, False),
    (Scope.READ, "POST", "/review/new", False),
    (Scope.READ, "POST", f"{RECORD}/verdict", False),
    (Scope.WRITE, "POST", "/v1/documents", True),
    (Scope.WRITE, "DELETE", ANY, True),
    (Scope.WRITE, "POST", "/review/new", True),
    (Scope.WRITE, "GET", "/v1/documents", False),
    (Scope.WRITE, "POST", f"{RECORD}/verdict", False),
    (Scope.REVIEW, "POST", f"{RECORD}/verdict", True),
    (Scope.REVIEW, "POST", "/v1/documents", False),
    (Scope.REVIEW, "GET", "/review", False),
    (Scope.ADMIN, "GET", "/v1/documents", True),
    (Scope.ADMIN, "POST", "/v1/documents", True),
    (Scope.ADMIN, "POST", f"{RECORD}/verdict", True),
]


@pytest.mark.parametrize(("scope", "method", "path", "passes"), ASKED)
async def test_a_scope_is_what_it_says(holder: Client, scope: Scope, method: str, path: str, passes: bool) -> None:
    async with holder(scope) as client:
        response = await client.request(method, path)
    assert (response.status_code not in (401, 403)) == passes, response.text
    if not passes:
        assert response.status_code == 403
        assert 'error="insufficient_scope"' in response.headers["www-authenticate"]


async def test_refusals_are_problems(app: FastAPI, client_at: Client, holder: Client) -> None:
    async with holder(Scope.READ) as client:
        body = problem(await client.post("/v1/documents", json={"text": "x"}), 403, "not_allowed")
        assert "`write`" in body["detail"]
    for wrong in ("isnad_0_x", "x" * 5_000, "", "\xff"):
        async with client_at() as client:
            headers = [(b"Authorization", b"bearer " + wrong.encode("latin-1"))]
            problem(await client.get("/v1/documents", headers=headers), 401, "key_needed")
    async with client_at(Authorization="Basic YTpi") as client:
        problem(await client.get("/v1/documents"), 401, "key_needed")


async def test_a_revoked_key_is_refused_at_once(app: FastAPI, holder: Client) -> None:
    async with holder(Scope.READ) as client:
        assert (await client.get("/v1/documents")).status_code == 200
        keys.revoke(app.state.database, keys.every(app.state.database)[0].id)
        problem(await client.get("/v1/documents"), 401, "key_needed")


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "127.1.2.3", "[::1]:8000"])
@pytest.mark.parametrize("client", ["127.0.0.1", "::1"])
async def test_without_any_key_the_machine_itself_may_do_everything(client_at: Client, host: str, client: str) -> None:
    async with client_at(host, client) as browser:
        assert (await browser.get("/v1/documents")).status_code == 200
        assert (await browser.post("/v1/documents", json={})).status_code == 422


@pytest.mark.parametrize(
    ("host", "client", "headers"),
    [
        ("localhost", "192.0.2.7", {}),
        ("localhost", "::ffff:192.0.2.7", {}),
        ("rebound.example", "127.0.0.1", {}),
        ("localhost.example", "127.0.0.1", {}),
        ("127.0.0.1.example:8000", "127.0.0.1", {}),
        ("isnad.example", "127.0.0.1", {"X_Forwarded_For": "203.0.113.9"}),
        ("localhost", "127.0.0.1", {"X_Forwarded_For": "127.0.0.1"}),
        ("localhost", "127.0.0.1", {"Forwarded": "for=203.0.113.9"}),
        ("localhost", "127.0.0.1", {"Via": "1.1 proxy"}),
        ("localhost", "127.0.0.1", {"Host": "[::1"}),
        ("localhost", "127.0.0.1", {"Host": ""}),
        ("localhost", "127.0.0.1", {"Host": "user@rebound.example"}),
    ],
)
async def test_without_any_key_nobody_else_may_do_anything(
    client_at: Client, host: str, client: str, headers: dict[str, str]
) -> None:
    async with client_at(host, client, **headers) as other:
        for path in ("/v1/documents", "/review"):
            assert (await other.get(path)).status_code == 401
        body = problem(await other.get("/v1/export"), 401, "key_needed")
        assert "isnad keys make" in body["detail"]
        assert (await other.get("/healthz")).status_code == 200


async def test_the_first_key_closes_an_open_service(app: FastAPI, client_at: Client) -> None:
    async with client_at() as client:
        assert (await client.get("/v1/documents")).status_code == 200
        keys.make(app.state.database, "Huda", [Scope.READ])  # as another process would
        problem(await client.get("/v1/documents"), 401, "key_needed")
        keys.revoke(app.state.database, keys.every(app.state.database)[0].id)
        problem(await client.get("/v1/documents"), 401, "key_needed")
