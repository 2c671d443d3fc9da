"""What the forms are called. Apart from them, since the command line names them before it loads anything."""

from __future__ import annotations

from enum import StrEnum


class FormatName(StrEnum):
    """The words by which `?format=` and `isnad export --format` choose a form."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    SCHEMA_ORG = "schema-org"
    WEB_ANNOTATION = "web-annotation"
