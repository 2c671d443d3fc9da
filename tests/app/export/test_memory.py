"""An export of 100,000 records takes no more memory than one of a few: it is streamed from a cursor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.db import Database
from app.export.names import FormatName
from app.store import documents
from tests.app.samples import Said, record_of

DOCUMENTS = 2_000
RECORDS = 50  # of each
MOST = 200 * 1024  # KiB

# Copies of the first document under other names and digests, made by the database itself: all columns that an export
# reads are there, and every text is a text of its own size.
COPIES = """
INSERT INTO document (number, id, sha256, language, title, publisher, url, published_at, added_at, text_length, text)
WITH RECURSIVE copy(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM copy WHERE n < :documents)
SELECT copy.n, 'd' || copy.n, substr('000000000000' || copy.n, -12) || substr(sha256, 13), language, title, publisher,
       url, published_at, added_at, text_length, text
FROM document, copy WHERE number = 1
"""
RECORDS_OF_COPIES = """
INSERT INTO attribution (number, id, document_number, speaker_number, type, act, level, terms, record)
SELECT attribution.number + (document.number - 1) * 2097152, document.id || '-' || attribution.number, document.number,
       speaker_number, type, act, level, '', record
FROM attribution, document WHERE attribution.document_number = 1 AND document.number > 1
"""
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
    with database.writing() as session:
        if database.engine.dialect.name == "postgresql":
            copies = COPIES.replace("substr('000000000000' || copy.n, -12)", "lpad(copy.n::text, 12, '0')")
        else:
            copies = COPIES
        session.connection().execute(text(copies), {"documents": DOCUMENTS})
        session.connection().execute(text(RECORDS_OF_COPIES))


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
