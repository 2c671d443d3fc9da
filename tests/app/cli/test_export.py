"""`isnad export`: what is in a real database, as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.failure import ExitCode
from app.db import Database
from nlp.types import DocumentRecord
from tests.app.cli.conftest import Isnad

pytestmark = pytest.mark.usefixtures("at_database", "filled")


def records(text: str) -> list[DocumentRecord]:
    assert text == "" or text.endswith("\n")
    return [DocumentRecord.model_validate_json(line) for line in text.splitlines()]


def test_everything_is_printed_one_document_a_line(isnad: Isnad) -> None:
    outcome = isnad("export")
    assert (outcome.code, outcome.err) == (ExitCode.DONE, "")
    exported = records(outcome.out)
    assert len(exported) == 3
    assert sum(not record.attributions for record in exported) == 1


def test_every_option_given_must_hold(isnad: Isnad) -> None:
    everything = [one for record in records(isnad("export").out) for one in record.attributions]
    for option, value in (("level", "named"), ("act", "statement"), ("type", "direct")):
        wanted = [one.id for one in everything if getattr(one, option) == value]
        found = [one.id for record in records(isnad("export", f"--{option}", value).out) for one in record.attributions]
        assert found == wanted
        assert 0 < len(wanted) < len(everything)
    both = isnad("export", "--level", "named", "--level", "anonymous", "--level", "outlet")
    assert len([one for record in records(both.out) for one in record.attributions]) == len(everything)


def test_documents_and_records_can_be_narrowed_as_over_the_api(isnad: Isnad) -> None:
    everything = [one for record in records(isnad("export").out) for one in record.attributions]
    dated = [record for record in records(isnad("export").out) if record.document.published_at]
    (first, *_) = dated
    assert first.document.published_at
    day = first.document.published_at.date().isoformat()
    assert first in records(isnad("export", "--published-from", day).out)
    assert first not in records(isnad("export", "--published-to", day).out)
    detail = everything[0].sourcing.detail
    found = records(isnad("export", "--sourcing", detail, "--status", "unreviewed", "--confidence-max", "1").out)
    wanted = [one.id for one in everything if one.sourcing.detail is detail]
    assert [one.id for record in found for one in record.attributions] == wanted
    assert isnad("export", "--status", "accepted", "--confidence-min", "0").out == ""
    refused = isnad("export", "--published-from", "Monday")
    assert refused.code == ExitCode.USAGE
    assert "--published-from" in refused.err


def test_one_document_can_be_chosen(isnad: Isnad) -> None:
    chosen = records(isnad("export").out)[0].document.id
    assert [record.document.id for record in records(isnad("export", "--document", chosen).out)] == [chosen]
    assert isnad("export", "--document", "unknown").out == ""


def test_it_is_written_to_a_file_whole(isnad: Isnad, tmp_path: Path) -> None:
    file = tmp_path / "out" / "records.jsonl"
    missing = isnad("export", "--output", file)
    assert missing.code == ExitCode.CANNOT_WRITE
    assert missing.err == f"isnad: {file}: cannot be written to (No such file or directory)\n"
    file.parent.mkdir()
    outcome = isnad("export", "--output", file)
    assert (outcome.code, outcome.out, outcome.err) == (ExitCode.DONE, "", "")
    assert file.read_text(encoding="utf-8") == isnad("export").out
    assert list(file.parent.iterdir()) == [file]


def test_a_failed_export_leaves_the_file_that_was_there(isnad: Isnad, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text("what was there")
    outcome = isnad("export", "--output", file, "--query", "…!")
    assert outcome.code == ExitCode.USAGE
    assert outcome.err == "isnad: There is no word to search for in this question.\n"
    assert file.read_text() == "what was there"
    assert [path.name for path in tmp_path.glob("*records*")] == ["records.jsonl"]


def test_a_filter_that_cannot_be_is_told_by_name(isnad: Isnad) -> None:
    outcome = isnad("export", "--speaker", "x" * 5_000)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert outcome.err.startswith("isnad: --speaker: ")


def test_the_lines_are_those_of_the_record(isnad: Isnad, database: Database) -> None:
    for line in isnad("export").out.splitlines():
        assert list(json.loads(line)) == ["document", "attributions"]


def test_every_form_can_be_had(isnad: Isnad) -> None:
    for form, beginning in (("json", "["), ("csv", "\ufeffdocument,"), ("schema-org", "{"), ("web-annotation", "{")):
        outcome = isnad("export", "--format", form)
        assert (outcome.code, outcome.err) == (ExitCode.DONE, "")
        assert outcome.out.startswith(beginning)
        if form != "csv":
            json.loads(outcome.out)
    assert isnad("export", "--format", "xlsx").code == ExitCode.USAGE
