"""Articles annotated by places: read with the corpora that hold their words, and refused with others."""

from __future__ import annotations

import hashlib
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from nlp.training import annotated
from nlp.types import Language

TEXT = "إغلاق الجسر\nقال المهندس فارس الحداد إن «الجسر آمن». وأضاف أن العمل مستمر."
NAME = "saudinewsnet/2031-01-05/0"


def corpora(folder: Path) -> Path:
    """Corpora with one article in it, laid out as the real ones are."""
    for part in ("saudinewsnet", "ant", "parallel"):
        (folder / part).mkdir(parents=True)
    title, content = TEXT.split("\n")
    with zipfile.ZipFile(folder / "saudinewsnet" / "2031-01-05.zip", "w") as archive:
        archive.writestr("2031-01-05.json", json.dumps([{"title": title, "content": content}]))
    with tarfile.open(folder / "ant" / "ant.tar.xz", "w:xz"):
        pass
    for name in ("documents.tsv", "ar.txt"):
        (folder / "parallel" / f"ntrex.{name}").write_text("", encoding="utf-8")
    return folder


def span(part: str) -> list[int]:
    return [TEXT.index(part), TEXT.index(part) + len(part)]


def annotate(folder: Path, **changed: str) -> None:
    said = {"cue": span("قال"), "source": span("المهندس فارس الحداد"), "content": [span("الجسر آمن")], "level": "named"}
    added = {"cue": span("وأضاف"), "content": [span("العمل مستمر")], "level": "named"}
    article = {
        "article": NAME,
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "attributions": [one | {"speaker": span("المهندس فارس الحداد")} for one in (said, added)],
    }
    (folder / "arabic.jsonl").write_text(json.dumps(article | changed), encoding="utf-8")


def load(folder: Path) -> list[Any]:
    both = (annotated.load_annotated(folder, Language.ARABIC, held_out=part) for part in (False, True))
    return [document for part in both for document in part]


def test_places_become_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotated, "_FOLDER", tmp_path)
    annotate(tmp_path)
    (document,) = load(corpora(tmp_path / "corpora"))
    said, added = document.records
    assert (document.name, document.text) == (NAME, TEXT)
    assert (said["cue"]["text"], said["source"]["text"]) == ("قال", "المهندس فارس الحداد")
    assert (said["type"], added["type"]) == ("direct", "indirect")
    assert (said["act"], said["via"], added["source"]) == ("statement", None, None)
    assert added["speaker"] == "المهندس فارس الحداد"
    assert added["speaker_mentions"] == ["المهندس فارس الحداد"]


@pytest.mark.parametrize(
    ("changed", "problem"), [({"sha256": "0" * 64}, "another text"), ({"article": "ant/JA-9"}, "1 annotated articles")]
)
def test_other_corpora_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], problem: str
) -> None:
    monkeypatch.setattr(annotated, "_FOLDER", tmp_path)
    annotate(tmp_path, **changed)
    with pytest.raises(ValueError, match=problem):
        load(corpora(tmp_path / "corpora"))


@pytest.mark.parametrize("language", ["arabic", "english"])
def test_what_is_checked_in_is_whole(language: str) -> None:
    lines = (annotated._FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    names = [article["article"] for article in articles]
    assert len(articles) > 500
    assert names == sorted(set(names))
    for attribution in (one for article in articles for one in article["attributions"]):
        places = [attribution[part] for part in ("cue", "source", "via") if part in attribution]
        places += attribution.get("content", [])
        assert all(0 <= start < end for start, end in places)
        assert attribution.get("content") or attribution["act"] == "no_comment"
        assert attribution["level"] in ("named", "anonymous", "outlet")
        assert "source" not in attribution or "speaker" in attribution
