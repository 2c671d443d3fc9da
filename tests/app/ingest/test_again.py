"""What could not be read is tried again: over the API, on the page and from the command line; feeds stand for their
articles."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from app.db import Database
from app.ingest import items
from app.ingest.problem import Problem
from app.jobs.retry import failed, items_of
from app.jobs.take import Intake
from app.store import documents, sources
from app.store.sources import Found
from tests.app.ingest.test_html import ENGLISH, page, paragraphs
from tests.app.ingest.test_taking import PAGE, answered, intake, open_app  # noqa: F401 - fixtures
from tests.hostile.test_fetching import server

EMPTY = "<html><body></body></html>"
OTHER = page(paragraphs([*ENGLISH, "The council will meet again on Tuesday, its chair Imke Sorrel said."]))


def feed(*urls: str) -> bytes:
    entries = "".join(f"<item><title>Story</title><link>{url}</link></item>" for url in urls)
    return f"<rss version='2.0'><channel><title>F</title>{entries}</channel></rss>".encode()


async def finished(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    while True:
        job: dict[str, Any] = (await client.get(path)).json()
        if job["state"] in ("done", "failed"):
            return job
        await asyncio.sleep(0.02)


async def test_an_address_is_tried_again(open_app: FastAPI, client: httpx.AsyncClient) -> None:  # noqa: F811
    answers = [EMPTY.encode(), EMPTY.encode(), PAGE.encode()]
    with server(lambda _path: answered(answers.pop(0))) as (root, _):
        await client.post("/v1/documents", json={"url": f"{root}/1"})
        (listed,) = (await client.get("/v1/sources", params={"failed": True})).json()["items"]
        again = await client.post(f"/v1/sources/{listed['id']}/retry")
        assert (again.status_code, again.headers["location"]) == (202, f"/v1/jobs/{again.json()['id']}")
        assert (await finished(client, again.headers["location"]))["problem"]["code"] == "no_article"
        (listed,) = (await client.get("/v1/sources", params={"failed": True})).json()["items"]
        shown = await client.get("/review/sources", params={"failed": True, "lang": "en"})
        assert f'action="/review/sources/{listed["id"]}/retry?lang=en"' in shown.text
        led = await client.post(f"/review/sources/{listed['id']}/retry")
        assert led.status_code == 303
        job = await finished(client, led.headers["location"].replace("/review/new", "/v1/jobs").partition("?")[0])
    assert job["state"] == "done"
    assert (await client.get("/v1/sources", params={"failed": True})).json()["items"] == []
    (read,) = (await client.get("/v1/sources")).json()["items"]
    assert read["document"] == job["document"]
    refused = await client.post(f"/v1/sources/{read['id']}/retry")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_failed")
    assert (await client.post("/v1/sources/unheard-of/retry")).status_code == 404


async def test_bytes_that_were_kept_are_read_again(
    open_app: FastAPI,  # noqa: F811
    client: httpx.AsyncClient,
    database: Database,
) -> None:
    """A reader that can do more than the one before it: the bytes of what failed are still there."""
    kept = Found("upload:a.html:0", PAGE.encode(), media_type="text/html")
    identifier = sources.keep_problem(database, kept, Problem.TOO_COSTLY, "It took too long.")
    lost = sources.keep_problem(database, Found("/somewhere/b.txt", None), Problem.NO_SUCH_PLACE, "no such file")
    again = await client.post(f"/v1/sources/{identifier}/retry")
    assert (await finished(client, again.headers["location"]))["state"] == "done"
    refused = await client.post(f"/v1/sources/{lost}/retry")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_here")
    assert [origin.id for origin in failed(database)] == [lost]


def test_files_and_lines_are_tried_again_where_they_stand(
    intake: Intake,  # noqa: F811
    database: Database,
    tmp_path: Path,
) -> None:
    rows, missing = tmp_path / "a.csv", tmp_path / "b.txt"
    rows.write_text("title,text\nOne,The port is closed.\nTwo,\n", encoding="utf-8")
    for item in items.items([str(rows), str(missing)]):
        intake.take(item)
    assert [origin.place for origin in failed(database)] == [f"{rows}:3", str(missing)]
    rows.write_text("title,text\nOne,The port is closed.\nTwo,The port is open.\n", encoding="utf-8")
    missing.write_text("The port will close on Friday, said Dana Saad.", encoding="utf-8")
    taken = [intake.take(item) for item in items_of(database, failed(database))]
    assert sorted(one.place for one in taken) == sorted([f"{rows}:3", str(missing)])
    assert all(one.stored and one.stored.new for one in taken)
    assert failed(database) == []


async def test_a_feed_that_is_posted_stands_for_its_articles(
    open_app: FastAPI,  # noqa: F811
    client: httpx.AsyncClient,
    database: Database,
) -> None:
    pages = {"/1": PAGE.encode(), "/2": EMPTY.encode(), "/3": OTHER.encode()}
    with server(lambda path: answered(pages[path])) as (root, asked):
        pages["/feed"] = feed(f"{root}/1", f"{root}/2", f"{root}/3", f"{root}/feed2")
        pages["/feed2"] = feed(f"{root}/4")
        known = await client.post("/v1/documents", json={"url": f"{root}/3"})
        answer = await client.post("/v1/documents", json={"url": f"{root}/feed", "publisher": "The Feed"})
        assert answer.status_code == 200, answer.text
        announced = answer.json()["announced"]
        assert [one["url"] for one in announced] == [f"{root}/1", f"{root}/2", f"{root}/3", f"{root}/feed2"]
        assert [one["document"] for one in announced] == [None, None, known.json()["document"]["id"], None]
        jobs = [await finished(client, f"/v1/jobs/{one['job']}") for one in announced if one["job"]]
        as_file = await client.post(
            "/v1/documents", content=feed(f"{root}/1"), headers={"Content-Type": "application/rss+xml"}
        )
        assert as_file.json()["announced"][0]["document"] == jobs[0]["document"]
        shown = await client.get(f"/review/new/{answer.json()['id']}", params={"lang": "en"})
        assert f"/review/documents/{announced[2]['document']}" in shown.text
    assert [job["state"] for job in jobs] == ["done", "failed", "failed"]
    assert [job["problem"]["code"] for job in jobs[1:]] == ["no_article", "unknown_kind"]
    assert "/4" not in asked, "a feed that a feed announces is not followed"
    assert documents.get(database, jobs[0]["document"])[0].document.publisher == "The Feed"
