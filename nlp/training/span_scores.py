"""How well a tagger reads windows: the F1 of its spans that are exactly right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stanza.models.ner.utils import decode_from_bioes

from nlp.annotate.readings import AnyTagger
from nlp.training.attribution_windows import Tagged


def exact_spans(tagger: AnyTagger, windows: Sequence[Tagged]) -> float:
    """Return the F1 of the spans that `tagger` finds in `windows`, label and both ends right, 0 to 1."""
    found = right = wanted = 0
    readings = tagger.read([[form for form, _ in window] for window in windows])
    for window, reading in zip(windows, readings, strict=True):
        gold, mine = _spans([tag for _, tag in window]), _spans(reading.tags)
        found, right, wanted = found + len(mine), right + len(gold & mine), wanted + len(gold)
    return 2 * right / max(1, found + wanted)


def _spans(tags: Iterable[str]) -> set[tuple[str, int, int]]:
    return {(span["type"], span["start"], span["end"]) for span in decode_from_bioes(list(tags))}
