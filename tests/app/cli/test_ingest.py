"""`isnad ingest` and `isnad samples`: files through the real engine into a real database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.failure import ExitCode
from app.db import Database
from app.ingest.items import READ_IN_FOLDERS, places
from app.samples.read import sample_articles
from app.store import documents
from tests.app.cli.conftest import ARABIC, ENGLISH, Isnad, written


def line(**keys: object) -> str:
    return json.dumps(keys, ensure_ascii=False) + "\n"


@pytest.mark.usefixtures("at_database")
def test_files_lines_and_folders_are_kept_with_what_is_known_about_them(
    isnad: Isnad, database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    written(folder / "deeper" / "dam.txt", ENGLISH)
    written(folder / "picture.png", b"\x89PNG")
    lines = written(
        tmp_path / "more.jsonl", line(text=ARABIC, title="السد", publisher="عينة") + "\n" + line(text=ENGLISH + ENGLISH)
    )
    outcome = isnad("ingest", folder, lines)
    assert (outcome.code, outcome.out) == (ExitCode.DONE, "")
    assert outcome.said == ["isnad: 3 added, 0 known already, 0 refused"]
    assert "3/3" in outcome.err
    identifier = documents.find_text(database, ARABIC)
    assert identifier is not None
    record, text = documents.get(database, identifier)
    assert (record.document.title, record.document.publisher, text) == ("السد", "عينة", ARABIC)
    assert record.attributions


@pytest.mark.usefixtures("at_database")
def test_a_second_run_analyses_nothing(isnad: Isnad, english: Path) -> None:
    isnad("ingest", english)
    assert isnad("ingest", english).said == ["isnad: 0 added, 1 known already, 0 refused"]


@pytest.mark.usefixtures("at_database")
def test_each_refusal_is_a_line_and_the_rest_is_done(isnad: Isnad, english: Path, tmp_path: Path) -> None:
    lines = written(
        tmp_path / "mixed.jsonl",
        '{"text": \n'
        + line(title="no text")
        + "\n"
        + line(text=" ")
        + line(text="A", language="fr")
        + line(text=ARABIC),
    )
    missing = tmp_path / "missing.txt"
    outcome = isnad("ingest", missing, lines, english)
    assert outcome.code == ExitCode.INPUT_REFUSED
    assert outcome.said[-1] == "isnad: 2 added, 0 known already, 5 refused"
    where = [said.removeprefix("isnad: ").split(": ")[0] for said in outcome.said[:-1]]
    assert where == [str(missing), f"{lines}:1", f"{lines}:2", f"{lines}:4", f"{lines}:5"]


@pytest.mark.usefixtures("at_database")
def test_the_language_given_holds_where_a_line_says_none(isnad: Isnad, database: Database, tmp_path: Path) -> None:
    lines = written(tmp_path / "short.jsonl", line(text="2026") + line(text="2027", language="en"))
    assert isnad("ingest", lines, "--language", "ar").code == ExitCode.DONE
    for text, language in (("2026", "ar"), ("2027", "en")):
        identifier = documents.find_text(database, text)
        assert identifier is not None
        assert documents.get(database, identifier)[0].document.language == language


def test_a_folder_stands_for_the_files_that_can_be_read_below_it(tmp_path: Path) -> None:
    names = ["b.txt", "a/c.JSONL", "a/d.ndjson", "g.html", "h.pdf", "i.csv", "j.warc.gz", "e.json", "f.txt.gz"]
    for name in names:
        written(tmp_path / name, "")
    found = [str(Path(place).relative_to(tmp_path)) for place in places([str(tmp_path), str(tmp_path / "b.txt")])]
    assert found == ["a/c.JSONL", "a/d.ndjson", "b.txt", "g.html", "h.pdf", "i.csv", "j.warc.gz"]
    assert all(name.lower().endswith(READ_IN_FOLDERS) for name in found)


def test_a_database_without_tables_is_told_before_anything_is_read(
    isnad: Isnad, english: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.sqlite3")
    outcome = isnad("ingest", english)
    assert outcome.code == ExitCode.CANNOT_WRITE
    assert outcome.err == "isnad: the database does not have the present tables; run `isnad migrate` first\n"
    assert isnad("migrate").code == ExitCode.DONE
    assert isnad("migrate").code == ExitCode.DONE
    assert isnad("ingest", english).said == ["isnad: 1 added, 0 known already, 0 refused"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no address", "DATABASE_URL is not an address that SQLAlchemy and the installed drivers know"),
        ("oracle://user:secret@example.org/x", "DATABASE_URL is not an address"),
        ("sqlite:////dev/null/isnad.sqlite3", "the folder of the database cannot be made: /dev/null"),
        ("sqlite:////dev", "the database cannot be used: unable to open database file"),
    ],
)
def test_a_database_that_cannot_be_had_is_told_in_one_line(
    isnad: Isnad, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    for command in ("migrate", "export", "samples", "serve"):
        outcome = isnad(command)
        assert (outcome.code, outcome.out) == (ExitCode.CANNOT_WRITE, "")
        assert outcome.err.startswith(f"isnad: {said}")
        assert len(outcome.err.splitlines()) == 1
        assert "secret" not in outcome.err


@pytest.mark.usefixtures("at_database")
def test_the_samples_are_analysed_once(isnad: Isnad, database: Database) -> None:
    first = isnad("samples")
    assert (first.code, first.out) == (ExitCode.DONE, "")
    assert first.said == ["isnad: sample articles: 8 added, 0 known already, 0 refused"]
    assert "8/8" in first.err
    assert isnad("samples").said == ["isnad: sample articles: 0 added, 8 known already, 0 refused"]
    for article in sample_articles():
        identifier = documents.find_text(database, article.text)
        assert identifier is not None
        record, _ = documents.get(database, identifier)
        assert (record.document.title, record.document.language) == (article.title, article.language)
