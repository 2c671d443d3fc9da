"""How much everybody may ask, and what they are told of it."""

from __future__ import annotations

import re

import httpx
import pytest
from fastapi import FastAPI
from limits import RateLimitItemPerMinute

from app.limits import OWN_MACHINE_A_MINUTE, READS_A_MINUTE, STRANGERS_A_MINUTE
from app.security import keys, rates
from app.security.scope import Scope
from tests.app.api.test_problems import problem
from tests.app.security.conftest import Client

# A window slides: a minute that ends meanwhile gives a few requests back.
SPARE = 20
LEFT = re.compile(r'"([\w-]+)";r=(\d+);t=(\d+)')


def left(response: httpx.Response) -> tuple[str, int]:
    match = LEFT.fullmatch(response.headers["ratelimit"])
    assert match
    assert 1 <= int(match[3]) <= 120
    return match[1], int(match[2])


async def test_a_stranger_runs_out_and_is_told_when_to_come_back(app: FastAPI, client_at: Client) -> None:
    keys.make(app.state.database, "Huda", [Scope.READ])
    async with client_at(client="203.0.113.9") as stranger:
        first = await stranger.get("/v1/documents")
        assert (first.status_code, left(first)) == (401, ("without-key", STRANGERS_A_MINUTE - 1))
        assert first.headers["ratelimit-policy"] == f'"without-key";q={STRANGERS_A_MINUTE};w=60'
        answers = [await stranger.post("/login", data={"key": "isnad_1_2"}) for _ in range(STRANGERS_A_MINUTE + SPARE)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert refused
        assert all(answer.status_code == 401 for answer in answers[: STRANGERS_A_MINUTE - 1])
        problem(refused[0], 429, "too_many_requests")
        assert left(refused[0])[1] == 0
        assert 1 <= int(refused[0].headers["retry-after"]) <= 120
        assert "frame-ancestors" in refused[0].headers["content-security-policy"]
        for path in ("/healthz", "/review/static/review.css"):
            free = await stranger.get(path)
            assert free.status_code == 200
            assert "ratelimit" not in free.headers
    async with client_at(client="203.0.113.10") as another:
        assert left(await another.get("/login"))[1] == STRANGERS_A_MINUTE - 1


async def test_one_customer_of_a_provider_has_many_addresses_of_version_6(app: FastAPI, client_at: Client) -> None:
    keys.make(app.state.database, "Huda", [Scope.READ])
    remaining = {}
    for address in ("2001:db8:0:100::1", "2001:db8:0:1ff:ffff::2", "2001:db8:0:200::1"):
        async with client_at(client=address) as stranger:
            for _ in range(10):
                remaining[address] = left(await stranger.get("/login"))[1]
    first, same, another = remaining.values()
    assert same < another
    assert abs(first - another) <= 1  # a minute may have ended meanwhile


async def test_reading_and_analysing_are_counted_apart_and_each_key_has_its_own(
    holder: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = 5  # so many that a slow machine reaches them within the minute
    monkeypatch.setattr(rates, "_ANALYSING", rates._Budget("analysing", RateLimitItemPerMinute(few)))
    async with holder(Scope.ADMIN) as client, holder(Scope.READ) as other:
        assert left(await client.get("/v1/documents")) == ("reading", READS_A_MINUTE - 1)
        posted = [await client.post("/v1/documents", json={}) for _ in range(2 * few + 1)]
        problem(posted[-1], 429, "too_many_requests")
        assert posted[-1].headers["ratelimit-policy"] == f'"analysing";q={few};w=60'
        assert left(await client.post("/review/new", data={}))[0] == "analysing"
        name, remaining = left(await client.get("/v1/documents"))
        assert (name, remaining >= READS_A_MINUTE - 2) == ("reading", True)
        assert left(await other.get("/v1/documents")) == ("reading", READS_A_MINUTE - 1)


async def test_ones_own_machine_is_hardly_limited(client: httpx.AsyncClient) -> None:
    assert left(await client.post("/v1/documents", json={})) == ("own-machine", OWN_MACHINE_A_MINUTE - 1)
