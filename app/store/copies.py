"""Documents that say nearly the same: wire copy, reprints and the same page at two addresses.

MinHash (Broder, 1997) over runs of four words, folded as for searching, estimates the share of runs that two texts have
in common; bands of its signature (locality-sensitive hashing; Leskovec, Rajaraman and Ullman, *Mining of Massive
Datasets*, chapter 3) find candidates without comparing every pair. A copy is linked to the first of its kind, so that
one story in five outlets can be counted as one: every document has the number of its story
(`DocumentRow.story_number`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from app.db import Database
from app.models import BandRow, CopyRow, DocumentRow, FingerprintRow, ListedRow
from nlp.fold import fold

if TYPE_CHECKING:
    import numpy as np

PERMUTATIONS = 128
BANDS = 32  # with four rows each, a pair that shares half of its runs meets with a probability of 0.87
SIMILAR = 0.5
"""The share of runs in common from which two texts are one story. Two reports of their own on the same event share
less than a tenth; wire copy with a new headline, a cut end and some changed words shares more than half."""

RUN = 4
FEWEST_RUNS = 20
"""Shorter texts are captions and headlines: they are alike by chance."""

MOST_CANDIDATES = 200
"""Documents compared at most: enough for any story, and a bound for boilerplate that thousands share."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that says nearly what another one, which came earlier, says: both by their ids."""

    document: str
    first: str
    similarity: float


def link(database: Database, document: str, text: str) -> Copy | None:
    """Look for an earlier document that says nearly the same as this one, link the two, and return the link.

    Does nothing for a document that was looked at before, and returns its link.
    """
    with database.reading() as session:
        number = session.exec(select(DocumentRow.number).where(col(DocumentRow.id) == document)).one_or_none()
        if number is not None and session.get(FingerprintRow, number) is not None:
            return _copy(session, number)
    signature = _signature(text)
    with database.writing() as session:
        number = session.exec(select(DocumentRow.number).where(col(DocumentRow.id) == document)).one_or_none()
        if number is None or signature is None:
            return None
        if session.get(FingerprintRow, number) is None:
            bands = _bands(signature)
            first = _first_like(session, signature, bands)
            session.add(FingerprintRow(document_number=number, signature=signature.tobytes()))
            session.add_all(BandRow(value=value, document_number=number) for value in bands)
            if first is not None:
                session.add(CopyRow(document_number=number, first_number=first[0], similarity=first[1]))
                _into_story(session, [number], first[0])
            session.flush()
        return _copy(session, number)


def copies_of(database: Database, document: str) -> list[Copy]:
    """Return the story a document belongs to: the links of all copies that share its first one, oldest first."""
    with database.reading() as session:
        number = session.exec(select(DocumentRow.number).where(col(DocumentRow.id) == document)).one_or_none()
        if number is None:
            return []
        row = session.get(CopyRow, number)
        first = number if row is None else row.first_number
        statement = select(CopyRow.document_number).where(col(CopyRow.first_number) == first)
        numbers = session.exec(statement.order_by(col(CopyRow.document_number))).all()
        return [copy for found in numbers if (copy := _copy(session, found)) is not None]


def leave(session: Session, number: int) -> None:
    """Take a document that is to be deleted out of its story: where it is the first, the second takes its place."""
    others = select(CopyRow).where(col(CopyRow.first_number) == number).order_by(col(CopyRow.document_number))
    rows = session.exec(others).all()
    if not rows:
        return
    first = rows[0].document_number
    _into_story(session, [row.document_number for row in rows], first)
    for row in rows[1:]:
        row.first_number = first
    session.delete(rows[0])
    session.flush()


def _into_story(session: Session, numbers: Sequence[int], first: int) -> None:
    session.execute(update(DocumentRow).where(col(DocumentRow.number).in_(numbers)).values(story_number=first))
    of_documents = col(ListedRow.document_number)
    session.execute(update(ListedRow).where(of_documents.in_(numbers)).values(is_copy=of_documents != first))


def _copy(session: Session, number: int) -> Copy | None:
    row = session.get(CopyRow, number)
    if row is None:
        return None
    pair = [session.exec(select(DocumentRow.id).where(col(DocumentRow.number) == one)).one() for one in
            (row.document_number, row.first_number)]  # fmt: skip
    return Copy(pair[0], pair[1], row.similarity)


def _signature(text: str) -> np.ndarray[Any, np.dtype[np.uint32]] | None:
    words = _WORD.findall(fold(text).lower())
    runs = {" ".join(words[start : start + RUN]).encode() for start in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST_RUNS:
        return None
    # Imported here, as below: what only reads the store needs neither wait for NumPy and SciPy nor hold them.
    import numpy as np
    from datasketch import MinHash

    minhash = MinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update_batch(list(runs))
    # datasketch's hashes have 32 bits.
    return np.asarray(minhash.hashvalues, dtype=np.uint32)


def _bands(signature: np.ndarray[Any, np.dtype[np.uint32]]) -> list[int]:
    """Return a number of 63 bits for each band of the signature; which band it is goes into it."""
    rows = PERMUTATIONS // BANDS
    return [
        int.from_bytes(hashlib.blake2b(bytes([band]) + part.tobytes(), digest_size=8).digest(), "big") >> 1
        for band, part in enumerate(signature.reshape(BANDS, rows))
    ]


def _first_like(
    session: Session, signature: np.ndarray[Any, np.dtype[np.uint32]], bands: list[int]
) -> tuple[int, float] | None:
    """Return the number of the first document of the story that is most alike, and how alike that one is."""
    import numpy as np

    candidates = session.exec(
        select(BandRow.document_number)
        .where(col(BandRow.value).in_(bands))
        .distinct()
        .order_by(col(BandRow.document_number))
        .limit(MOST_CANDIDATES)
    ).all()
    rows = session.exec(select(FingerprintRow).where(col(FingerprintRow.document_number).in_(candidates))).all()
    best: tuple[float, int] | None = None
    for row in rows:
        similarity = float(np.mean(np.frombuffer(row.signature, dtype=np.uint32) == signature))
        if similarity >= SIMILAR and (best is None or similarity > best[0]):
            best = (similarity, row.document_number)
    if best is None:
        return None
    link_of_best = session.get(CopyRow, best[1])
    return (best[1] if link_of_best is None else link_of_best.first_number), best[0]
