"""An export of 100,000 records takes no more memory than one of a few: it is streamed from a cursor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import TextClause, text
from sqlmodel import SQLModel

from app.db import Database
from app.export.names import FormatName
from app.store import documents
from tests.app.samples import Said, record_of

DOCUMENTS = 2_000
RECORDS = 50  # of each
MOST = 200 * 1024  # KiB

# Copies of the first document and its records under other numbers, ids and digests, made by the database itself: every
# column is there, and every text is a text of its own size.
NUMBERS = "WITH RECURSIVE copy(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM copy WHERE n < :documents)"
OF_DOCUMENT = {"number": "copy.n", "id": "'d' || copy.n", "story_number": "copy.n"}
OF_RECORD = {
    "number": "number + (copy.n - 1) * CAST(2097152 AS BIGINT)",
    "id": "'d' || copy.n || '-' || number",
    "document_number": "copy.n",
}


def copying(table: str, changed: dict[str, str], condition: str) -> TextClause:
    """Return the statement that copies rows as often as there are numbers, with some of their columns changed."""
    columns = [column.name for column in SQLModel.metadata.tables[table].columns]
    values = ", ".join(changed.get(name, f"{table}.{name}") for name in columns)
    return text(f"INSERT INTO {table} ({', '.join(columns)}) {NUMBERS} SELECT {values} FROM {table}, copy {condition}")


# A small process in between: Linux counts the memory of whoever started a process among its own.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


@pytest.fixture
def many(database: Database) -> None:
    said = [f"said{number}x that bridge {number} over the old harbour opens ~ again" for number in range(RECORDS)]
    body = " ".join(f"Person {number} {words}." for number, words in enumerate(said))
    record = record_of(body, *(Said(words.split()[0], words[6:], source=f"Person {n}") for n, words in enumerate(said)))
    documents.save(database, record, body)
    digits = "substr('000000000000' || copy.n, -12)"
    if database.engine.dialect.name == "postgresql":
        digits = "lpad(copy.n::text, 12, '0')"
    of_document = {**OF_DOCUMENT, "sha256": f"{digits} || substr(sha256, 13)"}
    with database.writing() as session:
        run = session.connection().execute
        run(copying("document", of_document, "WHERE number = 1"), {"documents": DOCUMENTS})
        for table in ("attribution", "listed"):
            run(copying(table, OF_RECORD, "WHERE document_number = 1"), {"documents": DOCUMENTS})


@pytest.mark.usefixtures("many")
def test_a_hundred_thousand_records_in_little_memory(database_url: str) -> None:
    # What a form does with a record is the same on both databases: each form is measured on one of them.
    on_postgresql = {FormatName.JSON, FormatName.WEB_ANNOTATION}
    for form in on_postgresql if database_url.startswith("postgresql") else set(FormatName) - on_postgresql:
        command = [
            sys.executable,
            "-c",
            MEASURE,
            str(Path(sys.executable).with_name("isnad")),
            "export",
            "--format",
            form,
        ]
        environment = {**os.environ, "DATABASE_URL": database_url}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            written = 0
            while portion := process.stdout.read(1 << 20):
                written += portion.count(b"~")
            taken = int(process.stderr.read().splitlines()[-1])
        assert written >= DOCUMENTS * RECORDS
        assert taken < MOST, form
