"""What a tagger's reading of a window says, given that the cue in it reports.

Where the tagger finds it likelier than not that the cue reports, its best path holds the answer. Where it only half
believes so, the best path may be that nothing is reported; then each token is asked what it would be if the cue did:
since no other label occurs without a cue, P(label | cue) = P(label) / P(cue).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.annotate.readings import Reading, TaggedSpan

EVENLY = 0.5


def spans_given_cue(reading: Reading, labels: Sequence[str], cue: int, probability: float) -> Sequence[TaggedSpan]:
    """Return the spans of `reading`, whose cue stands at token `cue` and reports with `probability` (more than 0).

    `labels` are those of the columns of `reading.marginals`.
    """
    if any(span.label == "CUE" and span.start_token <= cue < span.end_token for span in reading.spans):
        return reading.spans
    return list(_likely_runs(reading, labels, probability))


def _likely_runs(reading: Reading, labels: Sequence[str], probability: float) -> Iterator[TaggedSpan]:
    for column, label in enumerate(labels):
        given = reading.marginals[:, column] / probability
        start = None
        for token, share in enumerate([*given, 0.0]):
            if share >= EVENLY and start is None:
                start = token
            elif share < EVENLY and start is not None:
                yield TaggedSpan(label, start, token, float(min(1.0, given[start:token].min())))
                start = None
