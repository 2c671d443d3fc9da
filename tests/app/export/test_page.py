"""The examples of docs/formats.md are what the code makes of the README's record."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any

from app.export import csv_table, schema_org, web_annotation
from app.samples.read import sample_articles
from app.store.export import Exported
from nlp.types import Attribution, Document, Language

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def example() -> list[Exported]:
    (record,) = re.findall(r"^```json\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.M)
    (article,) = [one for one in sample_articles() if (one.url or "").endswith("/en-bridges-report")]
    attribution = Attribution.model_validate_json(record)
    document = Document(
        id=attribution.id.partition("-")[0],
        language=Language.ENGLISH,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published_at=article.published_at.astimezone(UTC) if article.published_at else None,
        sha256=hashlib.sha256(article.text.encode()).hexdigest(),
        text_length=len(article.text),
    )
    return [Exported(document, attribution.model_dump_json(), article.text)]


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def read(form: Any) -> Any:
    return json.loads("".join(form.write(example())))


def test_the_examples_are_what_the_code_makes() -> None:
    graph, annotation = map(json.loads, blocks("json"))
    assert graph == read(schema_org)
    assert annotation == read(web_annotation)["first"]["items"][0]
    (table,) = blocks("csv")
    written = "".join(csv_table.write(example())).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(table))) == list(csv.reader(io.StringIO(written)))
