"""CSV (RFC 4180): a row for each attribution, for spreadsheets.

The rows end in CR LF, the first one names the columns. The file begins with U+FEFF, by which spreadsheet programs know
UTF-8; without it they show Arabic as gibberish.

Whoever wrote an article chose its words, and a spreadsheet runs a cell that begins with `=` as a formula (OWASP, "CSV
Injection"). A cell that begins with one of `= + - @`, their full-width forms, a tab, CR or LF therefore gets an
apostrophe in front, which makes it text. So does a cell that begins with an apostrophe: taking one leading apostrophe
away from every cell that has one gives back what was there, to the letter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from app.export.content import words
from app.store.export import Exported
from nlp.types import Attribution, Document

MEDIA_TYPE: Final = "text/csv"

_BYTE_ORDER_MARK: Final = "\ufeff"
_APOSTROPHE: Final = "'"
_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_BETWEEN_NAMES: Final = "; "

Cell = str | int | float | None

OF_DOCUMENT: Final[dict[str, Callable[[Document], Cell]]] = {
    "document": lambda document: document.id,
    "language": lambda document: document.language,
    "title": lambda document: document.title,
    "publisher": lambda document: document.publisher,
    "outlet": lambda document: document.outlet,
    "url": lambda document: document.url,
    "published_at": lambda document: document.published_at.isoformat() if document.published_at else None,
}
OF_ATTRIBUTION: Final[dict[str, Callable[[Attribution], Cell]]] = {
    "attribution": lambda one: one.id,
    "type": lambda one: one.type,
    "act": lambda one: one.act,
    "level": lambda one: one.level,
    "detail": lambda one: one.sourcing.detail,
    "speaker": lambda one: one.speaker.name if one.speaker else None,
    "speaker_kind": lambda one: one.speaker.kind if one.speaker else None,
    "speaker_id": lambda one: one.speaker.id if one.speaker else None,
    "speaker_outlet": lambda one: one.speaker.outlet if one.speaker else None,
    "source": lambda one: one.source.text if one.source else None,
    "role": lambda one: one.sourcing.role,
    "affiliation": lambda one: one.sourcing.affiliation,
    "count": lambda one: one.sourcing.count,
    "basis": lambda one: one.sourcing.basis,
    "reason": lambda one: one.sourcing.reason,
    "via": lambda one: one.via.text if one.via else None,
    "via_outlet": lambda one: one.via_outlet,
    "cue": lambda one: one.cue.text,
    "cue_start": lambda one: one.cue.start,
    "cue_end": lambda one: one.cue.end,
    "stance": lambda one: one.cue.stance,
    "content": words,
    "content_start": lambda one: one.content[0].start if one.content else None,
    "content_end": lambda one: one.content[-1].end if one.content else None,
    "about": lambda one: _BETWEEN_NAMES.join(dict.fromkeys(mention.entity.name for mention in one.about)),
    "said_at": lambda one: one.said_at.value if one.said_at else None,
    "parent": lambda one: one.parent,
    "confidence": lambda one: one.confidence,
}


def write(rows: Iterable[Exported]) -> Iterator[str]:
    """Give the table row by row. A document without attributions has a row with only its own cells filled."""
    yield _BYTE_ORDER_MARK + _line([*OF_DOCUMENT, *OF_ATTRIBUTION])
    for row in rows:
        cells: list[Cell] = [value(row.document) for value in OF_DOCUMENT.values()]
        if row.attribution is None:
            cells += [None] * len(OF_ATTRIBUTION)
        else:
            attribution = Attribution.model_validate_json(row.attribution)
            cells += [value(attribution) for value in OF_ATTRIBUTION.values()]
        yield _line(cells)


def harmless(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet runs as a formula; numbers are ours and stay numbers."""
    if isinstance(cell, str) and cell.startswith((*_RUN_BY_SPREADSHEETS, _APOSTROPHE)):
        return _APOSTROPHE + cell
    return cell


def _line(cells: Iterable[Cell]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(harmless(cell) for cell in cells)
    return line.getvalue()
