"""CSV: what spreadsheets and the csv module read, and what spreadsheets must not run."""

from __future__ import annotations

import csv
import io

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.db import Database
from app.export.csv_table import harmless, write
from app.store import documents
from app.store.export import Exported
from nlp.types import Document
from tests.app.samples import Said, bridge, harbour, record_of, silent


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


@pytest.mark.usefixtures("filled")
async def test_a_row_for_each_attribution(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/export", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert response.content.startswith(b"\xef\xbb\xbfdocument,language,")
    assert response.text.count("\r\n") == response.text.count("\n") == 1 + 9
    rows = read(response.text)
    attributions = [*harbour().attributions, *bridge().attributions]
    assert [row["attribution"] for row in rows] == [*(one.id for one in attributions), ""]
    for row, one in zip(rows, attributions, strict=False):
        assert row["cue"] == one.cue.text
        assert row["content"] == " … ".join(piece.text for piece in one.content)
        assert row["speaker"] == (one.speaker.name if one.speaker else "")
        assert (row["level"], row["type"]) == (one.level, one.type or "")
        assert float(row["confidence"]) == one.confidence
    assert rows[0]["published_at"] == "2026-03-02T08:30:00+00:00"
    assert rows[4]["about"] == "بلدية طولان"
    # The document without attributions has a row of its own.
    assert rows[-1]["document"] == silent().document.id
    assert not any(value for name, value in rows[-1].items() if name not in ("document", "language"))


async def test_nothing_is_a_table_with_a_head(client: httpx.AsyncClient) -> None:
    text = (await client.get("/v1/export?format=csv")).text
    assert read(text) == []
    assert text.endswith(",confidence\r\n")


async def test_no_cell_is_a_formula(client: httpx.AsyncClient, database: Database) -> None:
    text = "=cmd|' /C calc'!A0 said \"@SUM(1+1)*9, and, so\" on."
    said = Said("said", "@SUM(1+1)*9, and, so", source="=cmd|' /C calc'!A0", speaker="=cmd|' /C calc'!A0")
    documents.save(database, record_of(text, said, title='=HYPERLINK("http://evil.example";"x")'), text)
    (row,) = read((await client.get("/v1/export?format=csv")).text)
    assert row["title"] == '\'=HYPERLINK("http://evil.example";"x")'
    assert row["speaker"] == row["source"] == "'=cmd|' /C calc'!A0"
    assert row["content"] == "'@SUM(1+1)*9, and, so"
    assert (row["cue_start"], row["confidence"]) == ("19", "0.75")


@given(st.text(st.sampled_from("=+-@\t\r\n'\",;a ع＝﻿")) | st.text())
def test_every_cell_is_harmless_and_can_be_had_back(cell: str) -> None:
    safe = harmless(cell)
    assert isinstance(safe, str)
    assert safe[:1] not in set("=+-@＝＋－＠\t\r\n")
    assert (safe[1:] if safe.startswith("'") else safe) == cell


@given(st.text(st.sampled_from("=\"',;\r\n\tabعا \u2028\x85") | st.characters(exclude_categories=["Cs"])))
def test_the_csv_module_reads_every_cell(title: str) -> None:
    document: Document = harbour().document.model_copy(update={"title": title})
    (row,) = read("".join(write([Exported(document, None)])))
    assert row["title"] == harmless(title)
    assert row["publisher"] == "Sample Post"
