"""`isnad ingest` is killed in the middle of files, tables and archives: the next run goes on where it stopped."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.db import Database
from app.store import document_list, sources
from app.store.document_list import DocumentFilter
from tests.app.ingest.test_html import page
from tests.app.ingest.test_taking import warc_record

# Seconds, for a machine that is busy with something else.
PATIENCE = 300
EACH = 6


def said(number: int) -> str:
    return f"The mayor of Tolan, Imke Sorrel, said on Monday that well number {number} would be closed until spring."


def made(folder: Path) -> Path:
    """A folder with as many articles in text files, JSON Lines, CSV and a WARC, and one that is none."""
    folder.mkdir()
    for number in range(EACH):
        (folder / f"a{number}.txt").write_text(said(number), encoding="utf-8")
    rows = [json.dumps({"text": said(100 + number)}) for number in range(EACH)]
    (folder / "b.jsonl").write_text("\n".join([*rows, "{}"]) + "\n", encoding="utf-8")
    (folder / "c.csv").write_text("text\n" + "\n".join(f'"{said(200 + n)}"' for n in range(EACH)), encoding="utf-8")
    pages = [
        warc_record(f"https://news.example/{n}", "text/html", page(f"<p>{said(300 + n)}</p>")) for n in range(EACH)
    ]
    (folder / "d.warc.gz").write_bytes(b"".join(map(gzip.compress, pages)))
    return folder


def command(database_url: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "import sys; from app.cli.main import main; sys.exit(main())", "ingest", str(folder)],
        env={**os.environ, "DATABASE_URL": database_url, "OMP_NUM_THREADS": "1"}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_killed_and_started_again(database_url: str, database: Database, tmp_path: Path) -> None:
    folder = made(tmp_path / "articles")
    total = 4 * EACH
    for wanted in (EACH + 2, 3 * EACH + 1):
        process = command(database_url, folder)
        start = time.monotonic()
        while len(document_list.page(database, DocumentFilter(), 500).items) < wanted:
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() - start < PATIENCE
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
    before = len(document_list.page(database, DocumentFilter(), 500).items)
    assert before < total
    process = command(database_url, folder)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert told.splitlines()[-1] == f"isnad: {total - before} added, {before} known already, 1 refused"
    assert f"{total + 1}/{total + 1}" in told, "the bar reached its end"
    kept = document_list.page(database, DocumentFilter(), 500).items
    assert len(kept) == len({document.sha256 for document in kept}) == total
    (refused,) = sources.page(database, failed=True, limit=10).items
    assert refused.place == f"{folder / 'b.jsonl'}:{EACH + 1}"
