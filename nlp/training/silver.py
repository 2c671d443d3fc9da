"""Silver data: windows of raw news as a trained tagger reads them, kept where it is sure, to train its successor on.

Self-training (McClosky, Charniak & Johnson, *Effective Self-Training for Parsing*, 2006): the successor sees a hundred
times the wordings of the gold, and learns from the teacher's sure readings the words that gold does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nlp.annotate.decode import Tagger
from nlp.annotate.readings import Reading
from nlp.detect.questions import questions_of
from nlp.detect.quoted import QuotationIndex
from nlp.detect.windows import Window
from nlp.errors import RefusedText
from nlp.normalise.prepare import prepare
from nlp.types import Language

SURELY = 0.9
SURELY_NOT = 0.04
"""Probabilities of the cue from which a window teaches that it reports, or that it does not."""

LEAST_SPAN = 0.55
"""Every span of a positive window must be at least this probable."""

Tagged = list[tuple[str, str]]


def silver_windows(texts: Iterable[str], language: Language, tagger: Tagger) -> Iterator[Tagged]:
    """Yield the windows of `texts` with the tags that `tagger` gives them, only those it is sure of."""
    cue_label = tagger.labels.index("CUE")
    for text in texts:
        try:
            windows = list(_windows(text, language))
        except RefusedText:
            continue
        for window, reading in zip(windows, tagger.read([window.forms for window in windows]), strict=True):
            if _sure(window, reading, cue_label):
                yield list(zip(window.forms, reading.tags, strict=True))


def _windows(text: str, language: Language) -> Iterator[Window]:
    prepared = prepare(text, language)
    for question in questions_of(prepared, QuotationIndex(prepared.quotations), language):
        yield question.window


def _sure(window: Window, reading: Reading, cue_label: int) -> bool:
    probability = float(reading.marginals[window.cue, cue_label])
    if probability <= SURELY_NOT:
        return not reading.spans
    labels = {span.label for span in reading.spans}
    return (
        probability >= SURELY
        and {"CUE", "CONTENT"} <= labels
        and all(span.probability >= LEAST_SPAN for span in reading.spans)
    )
