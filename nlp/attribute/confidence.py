"""How probable it is that a whole record is right: pairing, speaker, level and extent."""

from __future__ import annotations

from nlp.attribute.speaker import ResolvedSpeaker
from nlp.detect.frame import Frame


def confidence(frame: Frame, speaker: ResolvedSpeaker | None) -> float:
    """Return a probability, 0 to 1.

    The detector's probability that the cue reports, lowered where the speaker had to be looked for outside the
    sentence: an antecedent is a further chance to be wrong.
    """
    sure = frame.probability
    if frame.source is None:
        sure *= 0.85 if speaker is not None else 0.7
    return round(min(0.99, max(0.01, sure)), 3)
