"""Requests sent again: done once, answered alike, on both databases and at the same moment."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import col, select, update

from app.db import Database
from app.limits import ANSWER_KEPT_HOURS, MAX_IDEMPOTENCY_KEY, UNDER_WAY_MINUTES
from app.models import IdempotencyRow
from app.security import keys
from app.security.scope import Scope
from app.store import idempotency
from app.store.idempotency import Asked
from tests.app.api.test_problems import problem
from tests.app.samples import bridge

pytestmark = pytest.mark.usefixtures("filled")
PATH = f"/v1/attributions/{bridge().attributions[0].id}"
TEXT = "The port will close on Friday, said Dana Saad."


async def decide(client: httpx.AsyncClient, key: str, action: str = "accept", **headers: str) -> httpx.Response:
    """Decide about the record whatever its state: done twice, there are two decisions."""
    headers = {"Idempotency-Key": key, "If-Match": "*", **headers}
    return await client.post(f"{PATH}/decisions", json={"action": action}, headers=headers)


async def decisions(client: httpx.AsyncClient, **headers: str) -> list[dict[str, Any]]:
    taken: list[dict[str, Any]] = (await client.get(PATH, headers=headers)).json()["decisions"]
    return taken


def age(database: Database, **by: float) -> None:
    with database.writing() as session:
        for row in session.exec(select(IdempotencyRow)).all():
            row.started_at -= timedelta(**by)
            session.add(row)


async def test_sent_again_it_is_answered_as_it_was(client: httpx.AsyncClient) -> None:
    first = await decide(client, "a-1")
    again = await decide(client, '"a-1"')  # the same key as a structured field
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert len(await decisions(client)) == 1
    assert (await decide(client, "a-2")).json()["revision"] == 2


async def test_a_document_is_posted_once(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "post", "Prefer": "wait=60"}
    first, again = [await client.post("/v1/documents", json={"text": TEXT}, headers=headers) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201)  # without the key the second would be 200
    assert first.json() == again.json()
    for name in ("location", "preference-applied"):
        assert first.headers[name] == again.headers[name]


async def test_a_form_sent_again_has_another_boundary(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "form", "Prefer": "wait=60"}
    files = {"file": ("port.txt", TEXT.encode(), "text/plain")}
    first, again = [await client.post("/v1/documents", files=files, headers=headers) for _ in range(2)]
    assert first.request.headers["content-type"] != again.request.headers["content-type"]
    assert (first.status_code, again.status_code, again.headers["idempotency-replayed"]) == (201, 201, "true")
    other = {"file": ("port.txt", TEXT.encode() + b"!", "text/plain")}
    problem(await client.post("/v1/documents", files=other, headers=headers), 422, "idempotency_key_reused")


async def test_a_key_belongs_to_one_request(client: httpx.AsyncClient) -> None:
    assert (await decide(client, "b")).status_code == 201
    problem(await decide(client, "b", "reject"), 422, "idempotency_key_reused")
    response = await client.post("/v1/documents", json={"action": "accept"}, headers={"Idempotency-Key": "b"})
    problem(response, 422, "idempotency_key_reused")
    assert len(await decisions(client)) == 1


async def test_what_was_refused_can_be_mended(client: httpx.AsyncClient) -> None:
    problem(await decide(client, "c", "praise"), 422, "invalid_request")
    problem(await decide(client, "c", "accept", **{"If-Match": '"old"'}), 412, "precondition_failed")
    assert (await decide(client, "c")).status_code == 201


async def test_twenty_times_at_once_it_is_done_once(client: httpx.AsyncClient) -> None:
    for round_ in range(1, 4):
        responses = await asyncio.gather(*(decide(client, f"d-{round_}") for _ in range(20)))
        statuses = Counter(response.status_code for response in responses)
        assert set(statuses) <= {201, 409}
        assert statuses[201] >= 1
        assert len({response.content for response in responses if response.status_code == 201}) == 1
        for response in responses:
            if response.status_code == 409:
                problem(response, 409, "under_way")
                assert response.headers["retry-after"]
        assert len(await decisions(client)) == round_
        assert (await decide(client, f"d-{round_}")).headers["idempotency-replayed"] == "true"


async def test_answers_are_forgotten_after_a_day(client: httpx.AsyncClient, database: Database) -> None:
    await decide(client, "e")
    age(database, hours=ANSWER_KEPT_HOURS - 0.1)
    assert (await decide(client, "e")).headers["idempotency-replayed"] == "true"
    age(database, hours=0.2)
    assert "idempotency-replayed" not in (await decide(client, "e", "reject")).headers
    with database.reading() as session:
        assert len(session.exec(select(IdempotencyRow)).all()) == 1
    assert len(await decisions(client)) == 2


async def test_a_request_that_died_is_done_by_the_next(client: httpx.AsyncClient, database: Database) -> None:
    await decide(client, "f")
    with database.writing() as session:  # as if the process had been killed before it answered
        session.execute(update(IdempotencyRow).values(status=None, headers=None, body=None))
    problem(await decide(client, "f"), 409, "under_way")
    age(database, minutes=UNDER_WAY_MINUTES + 1)
    responses = await asyncio.gather(*(decide(client, "f") for _ in range(5)))
    assert set(Counter(response.status_code for response in responses)) <= {201, 409}
    assert len(await decisions(client)) == 2


async def test_a_defect_leaves_the_key_free(
    client: httpx.AsyncClient, app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.delattr("app.store.decisions.decide")
        problem(await decide(client, "g"), 500, "internal_error")
    assert (await decide(client, "g")).status_code == 201


async def test_holders_of_keys_do_not_meet(client: httpx.AsyncClient, database: Database) -> None:
    one, other = ({"Authorization": f"Bearer {keys.make(database, name, Scope)}"} for name in ("one", "other"))
    first = await decide(client, "h", **one)
    second = await decide(client, "h", "reject", **other)
    assert (first.status_code, second.status_code) == (201, 201)
    assert len(await decisions(client, **one)) == 2
    # Without a key of access nothing is told of what others have sent.
    problem(await decide(client, "h"), 401, "key_needed")


@pytest.mark.parametrize("key", ["", '""', "a b", "a" * (MAX_IDEMPOTENCY_KEY + 1), "ключ".encode(), 'a"b', '"a', 'a"'])
async def test_keys_that_are_none(client: httpx.AsyncClient, key: str | bytes) -> None:
    headers = {b"Idempotency-Key": key if isinstance(key, bytes) else key.encode()}
    problem(await client.post(f"{PATH}/decisions", json={"action": "accept"}, headers=headers), 422, "invalid_request")
    assert await decisions(client) == []


async def test_a_body_beyond_the_limit(client: httpx.AsyncClient) -> None:
    async def endless() -> Any:
        while True:
            yield b" " * 1_000_000

    response = await client.post("/v1/documents", content=endless(), headers={"Idempotency-Key": "i"})
    problem(response, 413, "body_too_large")


def test_only_one_takes_over_what_died(database: Database) -> None:
    asked = Asked("", "key", "print")
    assert idempotency.begin(database, asked) is None
    age(database, minutes=UNDER_WAY_MINUTES + 1)
    assert idempotency.begin(database, asked) is None
    idempotency.abandon(database, asked)
    with database.reading() as session:
        assert session.exec(select(col(IdempotencyRow.key))).all() == []
