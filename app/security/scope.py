"""What a key lets its holder do."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """A scope is what its name says and nothing more; only `admin` stands for all of them."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"
    ADMIN = "admin"
