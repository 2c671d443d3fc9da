"""What those who run the service see of it: log lines, metrics, health and readiness."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from app.db import Database
from app.security import keys
from app.security.scope import Scope
from app.store.migrate import downgrade, upgrade
from nlp.annotate import pipeline
from tests.app.api.test_problems import problem
from tests.app.samples import bridge


async def test_an_id_is_taken_if_sane_and_made_otherwise(client: httpx.AsyncClient) -> None:
    for sane in ("a", "0123-abc_DEF.9", "x" * 64):
        assert (await client.get("/v1/nothing", headers={"X-Request-ID": sane})).headers["x-request-id"] == sane
    made = set()
    for strange in ("", "x" * 65, "a b", "a\tb", '"', "{}", "é".encode().decode("latin-1")):
        response = await client.get("/v1/documents", headers=[(b"X-Request-ID", strange.encode("latin-1"))])
        assert re.fullmatch("[0-9a-f]{32}", response.headers["x-request-id"])
        made.add(response.headers["x-request-id"])
    assert len(made) == 7


async def test_a_line_for_each_request_tells_no_secret(
    app: FastAPI, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    key = keys.make(app.state.database, "Huda", [Scope.ADMIN])
    with caplog.at_level(logging.INFO, logger="app"):
        headers = {"Authorization": f"Bearer {key}", "Cookie": "isnad_session=token-of-a-session"}
        await client.get("/v1/attributions?q=secret-question", headers=headers)
        await client.post("/v1/documents", json={"text": "", "secret-field": "secret-body"}, headers=headers)
        await client.post("/login", data={"key": key})
        client.cookies.clear()
        await client.get("/v1/documents/a%0Ab%1b%5B31m%E2%80%AE")
    lines = [record for record in caplog.records if record.name == "app.observe.requests"]
    assert [(line.method, line.path, line.status) for line in lines] == [  # type: ignore[attr-defined]
        ("GET", "/v1/attributions", 200),
        ("POST", "/v1/documents", 422),
        ("POST", "/login", 303),
        ("GET", "/v1/documents/a%0Ab%1B%5B31m%E2%80%AE", 401),
    ]
    assert [line.key for line in lines] == [key.split("_")[1]] * 2 + [None] * 2  # type: ignore[attr-defined]
    told = json.dumps([record.__dict__ for record in caplog.records], default=str)
    for secret in ("secret", "token-of-a-session", key, key.split("_", 2)[2]):
        assert secret not in told


@pytest.mark.usefixtures("without_tables")
async def test_a_defect_is_logged_without_what_was_sent(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = await client.get("/v1/documents", params={"publisher": "secret publisher"})
    problem(response, 500, "internal_error")
    (defect,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert defect.exc_info
    assert defect.exc_info[1]
    assert "secret" not in str(defect.exc_info[1])
    assert "document" in str(defect.exc_info[1])


@pytest.mark.usefixtures("filled")
async def test_metrics_count_by_the_pattern_of_the_path(client: httpx.AsyncClient) -> None:
    async def counted() -> dict[tuple[str, str, str], float]:
        text = (await client.get("/metrics")).text
        return {
            (sample.labels["method"], sample.labels["route"], sample.labels["status"]): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == "isnad_requests_total"
        }

    before = await counted()
    for path in (f"/v1/documents/{bridge().document.id}", "/v1/documents/unheard-of", "/review", "/a", "/b", "/c"):
        await client.get(path)
    await client.request("BREW", "/coffee")
    after = await counted()
    gained = {labels: after[labels] - before.get(labels, 0) for labels in after if after[labels] != before.get(labels)}
    assert gained == {
        ("GET", "/metrics", "200"): 1,
        ("GET", "/v1/documents/{identifier}", "200"): 1,
        ("GET", "/v1/documents/{identifier}", "404"): 1,
        ("GET", "/review", "200"): 1,
        ("GET", "other", "404"): 3,
        ("other", "other", "404"): 1,
    }
    response = await client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    assert "\nisnad_documents 3.0\n" in response.text
    assert '\nisnad_jobs{state="queued"} 0.0\n' in response.text
    assert 'isnad_request_seconds_bucket{le="0.005",method="GET",route="/review"}' in response.text


async def test_metrics_are_for_those_who_may_read(app: FastAPI, client: httpx.AsyncClient) -> None:
    key = keys.make(app.state.database, "Prometheus", [Scope.READ])
    problem(await client.get("/metrics"), 401, "key_needed")
    assert (await client.get("/metrics", headers={"Authorization": f"Bearer {key}"})).status_code == 200


async def test_ready_is_more_than_alive(
    client: httpx.AsyncClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys.make(app.state.database, "Huda", [Scope.READ])  # it is for everybody all the same
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ok"})
    (tmp_path / "resources.json").write_bytes((pipeline.MODELS / "resources.json").read_bytes())
    monkeypatch.setattr(pipeline, "MODELS", tmp_path)
    assert "models" in problem(await client.get("/readyz"), 503, "not_ready")["detail"]
    assert (await client.get("/healthz")).status_code == 200


async def test_a_database_behind_its_code_is_not_ready(client: httpx.AsyncClient, without_tables: Database) -> None:
    assert "isnad migrate" in problem(await client.get("/readyz"), 503, "not_ready")["detail"]
    upgrade(without_tables)
    assert (await client.get("/readyz")).status_code == 200
    downgrade(without_tables, "-1")
    problem(await client.get("/readyz"), 503, "not_ready")


async def test_a_database_that_is_gone_is_not_ready(client: httpx.AsyncClient, app: FastAPI, tmp_path: Path) -> None:
    own = app.state.database
    app.state.database = gone = Database(f"postgresql+psycopg://nobody@/nowhere?host={tmp_path}")
    assert "does not answer" in problem(await client.get("/readyz"), 503, "not_ready")["detail"]
    gone.close()
    app.state.database = own
