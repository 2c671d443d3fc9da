"""The contract in writing: JSON Schemas of the record and its parts, and the API's OpenAPI document.

`python -m app.export.schema` writes them to `docs/schema/`, where they are checked in; a test compares them with what
the types say now.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from app.api.bodies import StoredDocument
from app.export.gold import GoldDocument
from app.main import create_app
from app.settings import Settings
from nlp.types import Attribution, Document, DocumentRecord

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Final[dict[str, type[BaseModel]]] = {
    "attribution.schema.json": Attribution,
    "document.schema.json": Document,
    "document-record.schema.json": DocumentRecord,
    "gold-document.schema.json": GoldDocument,
    "stored-document.schema.json": StoredDocument,
}
_FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what is written for `shape`."""
    return {"$schema": DIALECT, **shape.model_json_schema(mode="serialization")}


def files() -> dict[str, str]:
    """Return the content of each file of the contract by its name."""
    shapes = {name: schema_of(shape) for name, shape in SCHEMAS.items()}
    # No database is touched: one in memory keeps a default one from being made.
    shapes["openapi.json"] = create_app(Settings(database_url="sqlite://")).openapi()
    return {name: json.dumps(shape, ensure_ascii=False, indent=2) + "\n" for name, shape in shapes.items()}


def write(folder: Path = _FOLDER) -> None:
    """Write the contract into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:2]))
