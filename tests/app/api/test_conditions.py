"""ETag, If-None-Match and If-Match: over the API, on both databases, and at the same moment."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.conditions import check_match, entity_tag, is_known
from app.errors import ChangedMeanwhile
from tests.app.api.test_problems import problem
from tests.app.samples import bridge, harbour

DOCUMENT = f"/v1/documents/{bridge().document.id}"
ATTRIBUTION = f"/v1/attributions/{bridge().attributions[0].id}"
TAG = entity_tag("a")


async def tag(client: httpx.AsyncClient, path: str, **headers: str) -> str:
    response = await client.get(path, headers=headers)
    assert response.status_code == 200
    found = response.headers["etag"]
    assert found.startswith('"')
    return found


async def decide(client: httpx.AsyncClient, action: str, **headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post(f"{ATTRIBUTION}/decisions", json={"action": action}, headers=names)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", [DOCUMENT, ATTRIBUTION])
async def test_what_is_known_is_not_sent_again(client: httpx.AsyncClient, path: str) -> None:
    known = await tag(client, path)
    assert await tag(client, path) == known
    for named in (known, f'"other", W/{known}', "*"):
        response = await client.get(path, headers={"If-None-Match": named})
        assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", known)
    assert (await client.get(path, headers={"If-None-Match": '"other"'})).status_code == 200
    assert (await decide(client, "accept", If_Match="*")).status_code == 201
    assert await tag(client, path) != known


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", [DOCUMENT, ATTRIBUTION])
async def test_each_form_has_a_tag_of_its_own(client: httpx.AsyncClient, path: str) -> None:
    forms = ["application/json", "text/csv", "application/ld+json"]
    tags = [await tag(client, path, Accept=form) for form in forms]
    assert len(set(tags)) == len(forms)
    response = await client.get(path, headers={"Accept": "text/csv", "If-None-Match": tags[1]})
    assert (response.status_code, response.headers["vary"]) == (304, "Accept")
    assert (await client.get(path, headers={"If-None-Match": tags[1]})).status_code == 200
    assert (await decide(client, "accept", If_Match=await tag(client, ATTRIBUTION, Accept="text/csv"))).is_success
    assert await tag(client, DOCUMENT) != await tag(client, f"/v1/documents/{harbour().document.id}")


@pytest.mark.usefixtures("filled")
async def test_a_decision_is_about_what_was_read(client: httpx.AsyncClient) -> None:
    seen = await tag(client, ATTRIBUTION)
    assert (await decide(client, "accept", If_Match=seen)).status_code == 201
    problem(await decide(client, "reject", If_Match=seen), 412, "precondition_failed")
    problem(await decide(client, "reject", If_Match=f"W/{await tag(client, ATTRIBUTION)}"), 412, "precondition_failed")
    problem(await decide(client, "reject"), 428, "precondition_required")
    body = (await client.get(ATTRIBUTION)).json()
    assert (body["review"]["verdict"], body["review"]["revision"]) == ("accepted", 1)
    both = {"action": "reject", "revision": 0}
    response = await client.post(
        f"{ATTRIBUTION}/decisions", json=both, headers={"If-Match": await tag(client, ATTRIBUTION)}
    )
    problem(response, 412, "precondition_failed")


@pytest.mark.usefixtures("filled")
async def test_two_reviewers_at_the_same_moment(client: httpx.AsyncClient) -> None:
    """Each request runs in a thread and a transaction of its own."""
    for round_ in range(1, 9):
        seen = await tag(client, ATTRIBUTION)
        actions = ("accept", "reject") * 2
        responses = await asyncio.gather(*(decide(client, action, If_Match=seen) for action in actions))
        assert Counter(response.status_code for response in responses) == {201: 1, 412: 3}
        (winner,) = [response.json() for response in responses if response.status_code == 201]
        body = (await client.get(ATTRIBUTION)).json()
        assert body["review"]["revision"] == len(body["decisions"]) == round_
        assert body["decisions"][-1] == winner


@pytest.mark.usefixtures("filled")
async def test_a_deletion_takes_nothing_that_was_not_seen(client: httpx.AsyncClient) -> None:
    seen = await tag(client, DOCUMENT)
    await decide(client, "accept", If_Match="*")
    problem(await client.delete(DOCUMENT, headers={"If-Match": seen}), 412, "precondition_failed")
    seen = await tag(client, DOCUMENT, Accept="text/csv")
    assert (await client.delete(DOCUMENT, headers={"If-Match": seen})).status_code == 204
    problem(await client.delete(DOCUMENT, headers={"If-Match": seen}), 404, "not_found")


@pytest.mark.usefixtures("filled")
async def test_a_deletion_and_a_decision_at_the_same_moment(client: httpx.AsyncClient) -> None:
    seen, of_record = await tag(client, DOCUMENT), await tag(client, ATTRIBUTION)
    deleted, decided = await asyncio.gather(
        client.delete(DOCUMENT, headers={"If-Match": seen}), decide(client, "accept", If_Match=of_record)
    )
    assert (deleted.status_code, decided.status_code) in {(204, 404), (204, 412), (412, 201)}
    assert (await client.get(DOCUMENT)).status_code == (404 if deleted.status_code == 204 else 200)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", ["json", "csv", "schema-org", "web-annotation"])
async def test_a_document_is_given_as_it_stands(client: httpx.AsyncClient, form: str) -> None:
    path, exported = f"{DOCUMENT}?format={form}", f"/v1/export?document={bridge().document.id}&format={form}"
    before = (await client.get(path)).content
    wanted = bridge().attributions[0].model_dump(mode="json")
    wanted["speaker"]["name"] = "سامر الحدّاد"
    body = {"action": "correct", "attribution": wanted, "revision": 0}
    assert (await client.post(f"{ATTRIBUTION}/decisions", json=body)).status_code == 201
    after = (await client.get(path)).content
    assert after != before
    if form == "json":
        document, (record,) = json.loads(after), json.loads((await client.get(exported)).content)
        assert document["attributions"] == record["attributions"]
    else:
        assert after == (await client.get(exported)).content


@given(st.text())
def test_any_header_is_read(header: str) -> None:
    assert is_known(header, TAG) == (header.strip() == "*" or TAG in header)
    if header.strip() != "*":
        with pytest.raises(ChangedMeanwhile):
            check_match(header, [TAG])


def test_tags_tell_their_parts_apart() -> None:
    assert len({entity_tag("ab"), entity_tag("a", "b"), entity_tag("", "ab"), entity_tag("ab", "")}) == 4
    check_match(f'"x" , W/"y",{TAG}', [TAG])
    check_match(None, [TAG])
