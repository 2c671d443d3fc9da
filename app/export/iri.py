"""Names on the Web for what Isnad keeps, the same wherever it runs: named by their content (`ni:`, RFC 6920)."""

from __future__ import annotations

import base64
import hashlib

from nlp.types import Document


def of_text(document: Document) -> str:
    """Return the IRI of a document's original text: it holds the SHA-256 of exactly the text that offsets count in."""
    return _of_digest(bytes.fromhex(document.sha256))


def of_part(document: Document, identifier: str) -> str:
    """Return the IRI of something in a document (an attribution, a speaker, an entity) by its id."""
    return f"{of_text(document)}#{identifier}"


def of_content(digest: hashlib._Hash) -> str:
    """Return the IRI of what a SHA-256 was taken of."""
    return _of_digest(digest.digest())


def _of_digest(sha256: bytes) -> str:
    return "ni:///sha-256;" + base64.urlsafe_b64encode(sha256).decode().rstrip("=")
