"""Jobs: what is asked for is kept, done in the background, told of, and tried again when it fails."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app import limits
from app.db import Database
from app.jobs.analyse import Analysis, Engine
from app.store import decisions, jobs
from app.store.decisions import Action, Change, State, Verdict
from nlp.types import Article, Attribution, DocumentRecord
from tests.app.conftest import load_engine_once
from tests.app.samples import BRIDGE, HARBOUR, harbour

AT_ONCE = {"Prefer": ""}


class HeldEngine:
    """The real engine, with a gate before it: jobs stay under way until a test lets them through."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.analysed: list[str] = []

    def analyse(self, article: Article, observe: Any = None) -> DocumentRecord:
        self.analysed.append(article.text)
        assert self.gate.wait(limits.MAX_WAIT_SECONDS)
        return load_engine_once().analyse(article, observe)


@pytest.fixture
def held(app: FastAPI) -> Iterator[HeldEngine]:
    engine = HeldEngine()
    app.state.analysis = Analysis(app.state.database, lambda: engine)
    yield engine
    engine.gate.set()


async def finished(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    while True:
        job: dict[str, Any] = (await client.get(path)).json()
        if job["state"] in ("done", "failed"):
            return job
        await asyncio.sleep(0.02)


async def until(client: httpx.AsyncClient, path: str, state: str) -> dict[str, Any]:
    while (job := (await client.get(path)).json())["state"] != state:
        await asyncio.sleep(0.02)
    found: dict[str, Any] = job
    return found


async def test_a_text_is_a_job_and_then_a_document(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/documents", json={"text": HARBOUR, "title": "T"}, headers=AT_ONCE)
    assert response.status_code == 202
    assert "preference-applied" not in response.headers
    assert response.headers["location"] == f"/v1/jobs/{response.json()['id']}"
    assert response.json()["asked"]["title"] == "T"
    job = await finished(client, response.headers["location"])
    assert (job["kind"], job["state"], job["progress"], job["problem"]) == ("text", "done", 1.0, None)
    assert (job["new_document"], job["attempts"], job["stage"]) == (True, 1, None)
    assert job["created_at"] <= job["started_at"] <= job["finished_at"]
    document = (await client.get(f"/v1/documents/{job['document']}")).json()
    assert (document["text"], document["document"]["title"]) == (HARBOUR, "T")
    known = await client.post("/v1/documents", json={"text": HARBOUR}, headers=AT_ONCE)
    assert (known.status_code, known.headers["location"]) == (200, f"/v1/documents/{job['document']}")
    assert known.json() == {key: document[key] for key in ("document", "attributions")}


@pytest.mark.parametrize("prefer", ["wait=60", "respond-async, wait=99999", 'handling=lenient; x="a", WAIT = "60" ; y'])
async def test_a_client_that_waits_is_answered_with_the_record(client: httpx.AsyncClient, prefer: str) -> None:
    response = await client.post("/v1/documents", json={"text": HARBOUR}, headers={"Prefer": prefer})
    assert response.status_code == 201
    assert response.headers["preference-applied"] == "wait=60"
    assert response.headers["location"] == f"/v1/documents/{response.json()['document']['id']}"


@pytest.mark.parametrize("prefer", ["wait=0", "wait=1"])
async def test_patience_ends(client: httpx.AsyncClient, held: HeldEngine, prefer: str) -> None:
    response = await client.post("/v1/documents", json={"text": HARBOUR}, headers={"Prefer": prefer})
    assert (response.status_code, response.headers["preference-applied"]) == (202, prefer)
    held.gate.set()
    assert (await finished(client, response.headers["location"]))["state"] == "done"


@pytest.mark.parametrize("prefer", ["wait", "wait=", "wait=-1", "wait=soon", "await=5", "wait=5x", "respond-async"])
async def test_preferences_that_make_no_sense_are_left_aside(
    client: httpx.AsyncClient, held: HeldEngine, prefer: str
) -> None:
    response = await client.post("/v1/documents", json={"text": HARBOUR}, headers={"Prefer": prefer})
    assert response.status_code == 202
    assert "preference-applied" not in response.headers


async def test_fifty_clients_with_one_text_have_one_job_and_one_document(
    client: httpx.AsyncClient, held: HeldEngine
) -> None:
    posts = (client.post("/v1/documents", json={"text": HARBOUR}, headers=AT_ONCE) for _ in range(50))
    responses = await asyncio.gather(*posts)
    assert {response.status_code for response in responses} == {202}
    assert len({response.json()["id"] for response in responses}) == 1
    held.gate.set()
    await finished(client, responses[0].headers["location"])
    assert len((await client.get("/v1/documents")).json()["items"]) == 1
    assert len((await client.get("/v1/jobs")).json()["items"]) == 1
    assert held.analysed == [HARBOUR]


async def test_jobs_are_listed_by_state(client: httpx.AsyncClient, held: HeldEngine) -> None:
    first = await client.post("/v1/documents", json={"text": HARBOUR}, headers=AT_ONCE)
    second = await client.post("/v1/documents", json={"text": BRIDGE}, headers=AT_ONCE)
    await until(client, first.headers["location"], "running")
    ids = [first.json()["id"], second.json()["id"]]
    for query, expected in (("", ids), ("?state=running", ids[:1]), ("?state=running&state=queued", ids)):
        assert [job["id"] for job in (await client.get(f"/v1/jobs{query}")).json()["items"]] == expected
    page = await client.get("/v1/jobs?limit=1")
    assert [job["id"] for job in (await client.get(page.links["next"]["url"])).json()["items"]] == ids[1:]
    held.gate.set()
    await finished(client, second.headers["location"])
    assert [job["state"] for job in (await client.get("/v1/jobs")).json()["items"]] == ["done", "done"]


async def test_what_failed_is_tried_again_and_remembers_its_problems(client: httpx.AsyncClient, app: FastAPI) -> None:
    class Broken:
        def analyse(self, article: Article, observe: Any = None) -> DocumentRecord:  # noqa: ARG002
            raise ZeroDivisionError("a defect")

    engines: list[Engine] = [Broken(), load_engine_once()]
    app.state.analysis = Analysis(app.state.database, lambda: engines[0])
    response = await client.post("/v1/documents", json={"text": HARBOUR})
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    path = response.headers["location"]
    app.state.analysis = Analysis(app.state.database, lambda: engines[1])
    retried = await client.post(f"{path}/retry")
    assert (retried.status_code, retried.json()["state"]) == (202, "queued")
    assert [problem["code"] for problem in retried.json()["problems"]] == ["internal_error"]
    job = await finished(client, path)
    assert (job["state"], job["problem"], len(job["problems"])) == ("done", None, 1)
    assert "ZeroDivision" not in json.dumps(job)
    assert (await client.get(f"/v1/documents/{job['document']}")).json()["text"] == HARBOUR
    again = await client.post(f"{path}/retry")
    assert (again.status_code, again.json()["code"]) == (409, "not_failed")


async def test_asking_again_for_what_failed_tries_it_again(client: httpx.AsyncClient) -> None:
    for attempt in (1, 2):
        response = await client.post("/v1/documents", json={"text": "\n \t"})
        assert (response.status_code, response.json()["code"]) == (422, "refused_text")
        (job,) = (await client.get("/v1/jobs?state=failed")).json()["items"]
        assert len(job["problems"]) == attempt
        assert job["problem"]["detail"] == response.json()["detail"]


async def test_more_jobs_than_may_wait(
    client: httpx.AsyncClient, held: HeldEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MAX_WAITING_JOBS", 2)
    first = await client.post("/v1/documents", json={"text": "Text."}, headers=AT_ONCE)
    await until(client, first.headers["location"], "running")
    codes = [
        (await client.post("/v1/documents", json={"text": f"Text {number}."}, headers=AT_ONCE)).status_code
        for number in range(3)
    ]
    assert codes == [202, 202, 503]


async def test_a_job_that_kills_its_process_is_given_up(client: httpx.AsyncClient, held: HeldEngine) -> None:
    """As if the process had died each time: the job is begun again, and never ends."""
    response = await client.post("/v1/documents", json={"text": HARBOUR}, headers=AT_ONCE)
    identifier = response.json()["id"]
    await until(client, response.headers["location"], "running")
    database = held_database(client)
    for _ in range(limits.MAX_JOB_ATTEMPTS - 1):
        assert jobs.begin(database, identifier) is not None
    assert jobs.begin(database, identifier) is None
    assert jobs.get(database, identifier).state == "failed"


def held_database(client: httpx.AsyncClient) -> Any:
    transport = client._transport
    assert isinstance(transport, httpx.ASGITransport)
    return transport.app.state.database  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["", "/events"])
async def test_no_such_job(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(f"/v1/jobs/unheard-of{path}")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert (await client.post("/v1/jobs/unheard-of/retry")).status_code == 404


async def test_more_followers_than_places(client: httpx.AsyncClient, app: FastAPI) -> None:
    await client.post("/v1/documents", json={"text": HARBOUR})
    (job,) = (await client.get("/v1/jobs")).json()["items"]
    others = [object() for _ in range(limits.MAX_FOLLOWERS_AT_ONCE)]
    for other in others:
        app.state.follower_places.acquire_on_behalf_of_nowait(other)
    refused = await client.get(f"/v1/jobs/{job['id']}/events")
    assert (refused.status_code, refused.json()["code"]) == (503, "busy")
    app.state.follower_places.release_on_behalf_of(others[0])
    for _ in range(2):  # each gives its place back
        assert "event: done" in (await client.get(f"/v1/jobs/{job['id']}/events")).text


def test_a_job_is_followed_by_events(app: FastAPI, address: str) -> None:
    text = " ".join(f"Minister {number} said that road {number} would be closed." for number in range(400))
    posted = httpx.post(f"{address}/v1/documents", json={"text": text}, timeout=60)
    assert posted.status_code == 202
    with httpx.stream("GET", f"{address}{posted.headers['location']}/events", timeout=60) as leaving:
        next(leaving.iter_lines())
    with httpx.stream("GET", f"{address}{posted.headers['location']}/events", timeout=60) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in response.iter_lines() if line and not line.startswith(":")]
    events = [line.removeprefix("event: ") for line in lines[::2]]
    told = [json.loads(line.removeprefix("data: ")) for line in lines[1::2]]
    assert [job["state"] for job in told] == events
    assert events[-1] == "done"
    assert "running" in events
    shares = [job["progress"] for job in told]
    assert shares == sorted(shares)
    assert {"analysing"} <= {job["stage"] for job in told} <= {None, "analysing", "storing"}
    until = time.monotonic() + limits.MAX_WAIT_SECONDS
    while app.state.follower_places.borrowed_tokens and time.monotonic() < until:
        time.sleep(0.05)
    assert app.state.follower_places.borrowed_tokens == 0


async def test_a_document_is_analysed_again(client: httpx.AsyncClient, filled: Database) -> None:
    """By the real engine, over records made by hand of which one was decided about."""
    document, (said, *_) = harbour().document, harbour().attributions
    decisions.decide(
        filled, document.id, Change(said.id, 0, State(verdict=Verdict.ACCEPTED)), Action.VERDICT, reviewer="Reem"
    )
    response = await client.post(f"/v1/documents/{document.id}/analyse")
    assert response.status_code == 200, response.text
    job = response.json()
    assert (job["kind"], job["state"], job["document"], job["new_document"]) == ("again", "done", document.id, False)
    assert job == (await client.get(response.headers["location"])).json()
    stored = (await client.get(f"/v1/documents/{document.id}")).json()["attributions"]
    fresh = {one.id: one for one in load_engine_once().analyse(Article(text=HARBOUR)).attributions}
    assert Attribution.model_validate(stored[0]) == said
    assert [Attribution.model_validate(one) for one in stored[1:]] == [fresh[one["id"]] for one in stored[1:]]
    changes = job["changes"]
    assert changes["kept"] == [said.id]
    told = [*changes["added"], *(one["id"] for one in changes["changed"])]
    assert set(told) <= set(fresh)
    once_more = (await client.post(f"/v1/documents/{document.id}/analyse")).json()
    assert once_more["id"] != job["id"]
    assert [once_more["changes"][name] for name in ("added", "removed", "changed")] == [[], [], []]
    assert (await client.post("/v1/documents/unheard-of/analyse")).status_code == 404
