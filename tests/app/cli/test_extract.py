"""`isnad extract` on real files through the real engine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.failure import ExitCode
from nlp.limits import MAX_TEXT_LENGTH
from nlp.types import Act, DocumentRecord, Language, Type
from tests.app.cli.conftest import ARABIC, ENGLISH, Isnad, written


def spans_hold(record: DocumentRecord, text: str) -> bool:
    spans = [
        span
        for one in record.attributions
        for span in (one.cue, one.source, one.via, *one.content, *one.about, *one.sourcing.evidence)
        if span is not None
    ]
    return bool(spans) and all(text[span.start : span.end] == span.text for span in spans)


def test_one_file_is_printed_and_nothing_else_is(isnad: Isnad, english: Path) -> None:
    outcome = isnad("extract", english)
    record = DocumentRecord.model_validate_json(outcome.out)
    assert (outcome.code, outcome.err) == (ExitCode.DONE, "")
    assert record.document.language is Language.ENGLISH
    assert spans_hold(record, ENGLISH)
    said = record.attributions[0]
    assert said.cue.text.startswith("said")
    assert (said.act, said.type) == (Act.STATEMENT, Type.INDIRECT)
    assert said.speaker is not None
    assert "Rana Ostwick" in said.speaker.name


def test_several_files_give_one_record_each(isnad: Isnad, english: Path, arabic: Path, tmp_path: Path) -> None:
    output = tmp_path / "new" / "records"
    outcome = isnad("extract", english, arabic, "--output", output)
    assert (outcome.code, outcome.out, outcome.said) == (ExitCode.DONE, "", [])
    assert sorted(file.name for file in output.iterdir()) == ["dam.txt.json", "سد.txt.json"]
    for name, text, language in (("dam.txt", ENGLISH, "en"), ("سد.txt", ARABIC, "ar")):
        record = DocumentRecord.model_validate_json((output / f"{name}.json").read_bytes())
        assert record.document.language == language
        assert spans_hold(record, text)


def test_progress_over_several_files_is_shown_on_standard_error(isnad: Isnad, english: Path, arabic: Path) -> None:
    outcome = isnad("extract", english, arabic, "--output", english.parent / "records")
    assert "2/2" in outcome.err


def test_a_repeated_file_is_written_once_and_a_record_is_replaced(isnad: Isnad, english: Path, tmp_path: Path) -> None:
    old = written(tmp_path / "records" / "dam.txt.json", "an older record")
    assert isnad("extract", english, english, "--output", old.parent).code == ExitCode.DONE
    DocumentRecord.model_validate_json(old.read_bytes())
    assert list(old.parent.iterdir()) == [old]


def test_the_language_can_be_given(isnad: Isnad, tmp_path: Path) -> None:
    file = written(tmp_path / "number.txt", "2026\n")
    for language in Language:
        outcome = isnad("extract", file, "--language", language.value)
        assert json.loads(outcome.out)["document"]["language"] == language


def test_line_ends_and_a_byte_order_mark_are_part_of_the_text(isnad: Isnad, tmp_path: Path) -> None:
    text = "\ufeff" + ENGLISH.replace(". ", ".\r\n\r\n")
    record = DocumentRecord.model_validate_json(isnad("extract", written(tmp_path / "dos.txt", text)).out)
    assert record.document.text_length == len(text)
    assert spans_hold(record, text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "no such file"),
        ("folder", "a folder, not a file"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8 text (byte 0x89 at 0)"),
        ("قال الوزير".encode("windows-1256"), "not UTF-8 text (byte 0xde at 0)"),
        ("The mayor said so.".encode("utf-16-le"), "not text (NUL at character 1)"),
        (b"a" * (4 * MAX_TEXT_LENGTH + 1), f"longer than {4 * MAX_TEXT_LENGTH:,} bytes"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(
    isnad: Isnad, tmp_path: Path, content: str | bytes | None, reason: str
) -> None:
    path = tmp_path / "input.txt"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "folder":
        path.mkdir()
    outcome = isnad("extract", path)
    assert (outcome.code, outcome.out) == (ExitCode.INPUT_REFUSED, "")
    assert outcome.err == f"isnad: {path}: {reason}\n"


def test_a_text_that_the_engine_refuses_is_told_with_its_name(isnad: Isnad, tmp_path: Path) -> None:
    path = written(tmp_path / "long.txt", "word " * (MAX_TEXT_LENGTH // 5 + 1))
    outcome = isnad("extract", path)
    assert (outcome.code, outcome.out) == (ExitCode.INPUT_REFUSED, "")
    assert [line.startswith(f"isnad: {path}: ") for line in outcome.said] == [True]


def test_the_others_are_done_when_one_is_refused(isnad: Isnad, english: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    outcome = isnad("extract", missing, english, "--output", tmp_path / "records")
    assert outcome.code == ExitCode.INPUT_REFUSED
    assert outcome.said == [f"isnad: {missing}: no such file"]
    assert [file.name for file in (tmp_path / "records").iterdir()] == ["dam.txt.json"]


def test_an_unknown_language_is_a_wrong_command_line(isnad: Isnad, english: Path) -> None:
    outcome = isnad("extract", english, "--language", "fr")
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert len(outcome.err.splitlines()) == 1
    for word in ("--language", "fr", "ar", "en"):
        assert word in outcome.err


def test_several_files_without_a_folder_are_a_wrong_command_line(isnad: Isnad, english: Path, arabic: Path) -> None:
    outcome = isnad("extract", english, arabic)
    assert (outcome.code, outcome.out) == (ExitCode.USAGE, "")
    assert outcome.err == "isnad: several files need --output DIR\n"


def test_two_files_are_never_written_over_each_other(isnad: Isnad, english: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other" / english.name, ENGLISH)
    outcome = isnad("extract", english, other, "--output", tmp_path / "records")
    assert outcome.code == ExitCode.USAGE
    assert outcome.err == (
        f"isnad: {english} and {other} would both be written to {tmp_path / 'records' / 'dam.txt.json'}\n"
    )
    assert not (tmp_path / "records").exists()


def test_a_file_in_place_of_the_output_folder(isnad: Isnad, english: Path) -> None:
    for output in (english, english / "below"):
        outcome = isnad("extract", english, "--output", output)
        assert outcome.code == ExitCode.CANNOT_WRITE
        assert outcome.err.startswith(f"isnad: {output}: cannot be written to (")
        assert len(outcome.err.splitlines()) == 1
    assert english.read_text() == ENGLISH


def test_a_folder_in_place_of_a_record(isnad: Isnad, english: Path, tmp_path: Path) -> None:
    target = tmp_path / "records" / "dam.txt.json"
    target.mkdir(parents=True)
    outcome = isnad("extract", english, "--output", tmp_path / "records")
    assert outcome.code == ExitCode.CANNOT_WRITE
    assert outcome.err == f"isnad: {target}: cannot be written to (Is a directory)\n"


def test_a_full_disk_behind_standard_output_is_told(english: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-c", "import sys; from app.cli.main import main; sys.exit(main())", "extract", english],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert ended.returncode == ExitCode.CANNOT_WRITE
    assert ended.stderr == "isnad: standard output: No space left on device\n"
