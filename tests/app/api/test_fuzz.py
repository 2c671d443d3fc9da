"""Calls made up from the API's description: no answer is a 5xx, and all are as described. `make fuzz` makes more."""

from __future__ import annotations

import httpx
from fastapi import FastAPI

from app.api import examples
from bench.fuzz import fuzz, no_network

PATIENCE = 300  # seconds, for a machine that is busy with something else


def test_every_answer_is_as_described(app: FastAPI, address: str) -> None:
    app.state.network = no_network()
    posted = httpx.post(
        f"{address}/v1/documents", json={"text": examples.TEXT}, headers={"Prefer": "wait=60"}, timeout=PATIENCE
    )
    # The ids of the examples are those of what is there, so that they lead somewhere.
    assert posted.json()["document"]["id"] == examples.DOCUMENT.id
    assert posted.json()["attributions"][0]["id"] == examples.ATTRIBUTION.id
    outcome = fuzz(address, examples_each=6, seed=20_261_120, phases="examples,fuzzing")
    assert outcome.clean, outcome.printed
    assert outcome.calls > 100
