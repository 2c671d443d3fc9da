"""Deciding over the API: the same decisions as on the review page, refused when they come too late or do not fit."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.db import Database
from app.store import decisions
from app.store.decisions import Action, Change, State
from tests.app.samples import bridge

pytestmark = pytest.mark.usefixtures("filled")
DOCUMENT = bridge().document.id
FIRST = bridge().attributions[0]
PATH = f"/v1/attributions/{FIRST.id}"


async def post(client: httpx.AsyncClient, revision: int, action: str, **rest: Any) -> httpx.Response:
    return await client.post(f"{PATH}/decisions", json={"action": action, "revision": revision, **rest})


async def standing(client: httpx.AsyncClient) -> dict[str, Any]:
    body: dict[str, Any] = (await client.get(PATH)).json()
    return body


def changed(**parts: Any) -> dict[str, Any]:
    return {**FIRST.model_dump(mode="json"), **parts}


@pytest.mark.parametrize(
    ("action", "verdict"),
    [("accept", "accepted"), ("reject", "rejected"), ("unsure", "unsure"), ("reopen", "open")],
)
async def test_a_verdict_and_its_history(client: httpx.AsyncClient, action: str, verdict: str) -> None:
    response = await post(client, 0, action, reviewer="Huda")
    assert response.status_code == 201
    body = await standing(client)
    assert body["review"] == {"verdict": verdict, "corrected": False, "added": False, "revision": 1}
    assert body["decisions"] == [response.json()]
    assert (body["decisions"][0]["reviewer"], body["decisions"][0]["after"]["verdict"]) == ("Huda", verdict)


async def test_a_correction_stands_beside_what_the_machine_found(client: httpx.AsyncClient) -> None:
    wanted = changed(speaker={"id": f"{DOCUMENT}-x", "name": "Samer", "kind": "person", "outlet": None})
    assert (await post(client, 0, "accept")).status_code == 201
    assert (await post(client, 1, "correct", attribution=wanted)).status_code == 201
    body = await standing(client)
    assert body["attribution"] == wanted
    assert body["machine"] == FIRST.model_dump(mode="json")
    assert body["review"] == {"verdict": "open", "corrected": True, "added": False, "revision": 2}
    assert (await post(client, 2, "accept")).status_code == 201
    assert (await standing(client))["attribution"] == wanted
    listed = (await client.get("/v1/attributions", params={"document": DOCUMENT})).json()["items"][0]
    assert listed == {key: value for key, value in (await standing(client)).items() if key != "decisions"}


async def test_undoing_step_by_step(client: httpx.AsyncClient) -> None:
    numbers = [(await post(client, revision, "reject")).json()["number"] for revision in (0, 1)]
    assert (await client.delete(f"{PATH}/decisions/{numbers[0]}")).status_code == 412
    undone = await client.delete(f"{PATH}/decisions/{numbers[1]}", params={"reviewer": "Omar"})
    assert (undone.status_code, undone.json()["undoes"], undone.json()["reviewer"]) == (200, numbers[1], "Omar")
    assert (await client.delete(f"{PATH}/decisions/{numbers[0]}")).status_code == 200
    body = await standing(client)
    assert (body["review"]["verdict"], body["review"]["revision"], len(body["decisions"])) == ("open", 4, 4)


async def test_the_second_of_two_is_told(client: httpx.AsyncClient) -> None:
    assert (await post(client, 0, "accept")).status_code == 201
    late = await post(client, 0, "reject")
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert (await standing(client))["review"]["verdict"] == "accepted"


@pytest.mark.parametrize(
    "body",
    [
        {"action": "praise", "revision": 0},
        {"action": "accept", "revision": -1},
        {"action": "accept", "revision": 0, "reviewer": ""},
        {"action": "accept", "revision": 0, "reviewer": "a\0b"},
        {"action": "accept", "revision": 0, "attribution": changed()},
        {"action": "correct", "revision": 0},
        {"action": "correct", "revision": 0, "attribution": changed(id="another")},
        {"action": "correct", "revision": 0, "attribution": changed(confidence=1.0)},
        {"action": "correct", "revision": 0, "attribution": changed(level="outlet")},
        {"action": "correct", "revision": 0, "attribution": changed(type=None)},
        {"action": "correct", "revision": 0, "attribution": changed(content=[{"text": "no", "start": 0, "end": 2}])},
        {"action": "correct", "revision": 0, "attribution": changed(content=[{"text": "", "start": 9, "end": 9}])},
        {
            "action": "correct",
            "revision": 0,
            "attribution": changed(speaker={"id": "x", "name": "\0", "kind": "person"}),
        },
    ],
)
async def test_what_makes_no_decision_is_refused(client: httpx.AsyncClient, body: dict[str, Any]) -> None:
    response = await client.post(f"{PATH}/decisions", json=body)
    assert response.status_code == 422
    assert (await standing(client))["decisions"] == []


@pytest.mark.parametrize("surrogate", ["\\ud800", "a\\udc00"])
async def test_half_a_surrogate_pair_is_refused(client: httpx.AsyncClient, surrogate: str) -> None:
    body = f'{{"action": "accept", "revision": 0, "reviewer": "{surrogate}"}}'
    response = await client.post(f"{PATH}/decisions", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 422


async def test_what_is_not_there(client: httpx.AsyncClient) -> None:
    unknown = "/v1/attributions/unheard-of/decisions"
    assert (await client.post(unknown, json={"action": "accept", "revision": 0})).status_code == 404
    assert (await client.delete(f"{unknown}/1")).status_code == 404
    number = (await post(client, 0, "accept")).json()["number"]
    other = bridge().attributions[1].id
    assert (await client.delete(f"/v1/attributions/{other}/decisions/{number}")).status_code == 404
    assert (await client.delete(f"{PATH}/decisions/{number + 1}")).status_code == 404


async def test_a_record_that_a_reviewer_added(client: httpx.AsyncClient, filled: Database) -> None:
    missed = FIRST.model_copy(update={"id": f"{DOCUMENT}-missed"})
    decisions.decide(filled, DOCUMENT, Change(missed.id, 0, State(corrected=missed)), Action.ADD, "Huda")
    path = f"/v1/attributions/{missed.id}"
    body = (await client.get(path)).json()
    assert body["attribution"] == missed.model_dump(mode="json")
    assert body["review"] == {"verdict": "open", "corrected": True, "added": True, "revision": 1}
    response = await client.post(f"{path}/decisions", json={"action": "accept", "revision": 1})
    assert response.status_code == 201
    assert (await client.get(path)).json()["review"]["verdict"] == "accepted"
