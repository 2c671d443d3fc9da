"""Clients with keys, in front of the whole service over a real database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest
from fastapi import FastAPI

from app.security import keys
from app.security.scope import Scope

Client = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def client_at(app: FastAPI) -> Client:
    """A client of the service at an address, under a name, with headers of its own."""

    def at(host: str = "localhost", client: str = "127.0.0.1", **headers: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(client, 50_000))
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.AsyncClient(transport=transport, base_url=f"http://{host}", headers=named)

    return at


@pytest.fixture
def holder(app: FastAPI, client_at: Client) -> Client:
    """A client, from elsewhere, that holds a key with these scopes."""

    def with_key(*scopes: Scope) -> AbstractAsyncContextManager[httpx.AsyncClient]:
        key = keys.make(app.state.database, "Huda", scopes)
        return client_at("isnad.example", "203.0.113.9", Authorization=f"Bearer {key}")

    return with_key
