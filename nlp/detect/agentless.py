"""Cues behind which nobody stands: `reportedly`, `it was said that`, `she was accused of lying`.

A passive verb of saying leaves out who said it (Quirk et al., *A Comprehensive Grammar*, 1985, 3.65); the noun before
it is the one that was spoken to or about. Whoever is named with `by` behind it is its source, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.detect.cues import Candidate, Reading
from nlp.detect.frame import Frame
from nlp.lexicon.reporting import EnglishVerb, english_reporting, passive_auxiliaries
from nlp.normalise.text import Token
from nlp.types import Language


def nobody(frame: Frame, tokens: Sequence[Token], candidate: Candidate, meaning: Reading) -> Frame:
    """Return `frame` without a source where its cue names nobody, or only whom it was said to or of."""
    if meaning.word.agentless or _passive(frame, tokens, candidate, meaning):
        return replace(frame, source=None, agentless=True)
    return frame


def _passive(frame: Frame, tokens: Sequence[Token], candidate: Candidate, meaning: Reading) -> bool:
    """Whether the cue is a passive of which nobody is named as the source, or only its subject: `it was said`, `the
    witness was told`."""
    if frame.language is not Language.ENGLISH or not isinstance(meaning.word, EnglishVerb):
        return False
    known = english_reporting()
    form = tokens[candidate.start].form.lower()
    named_behind = frame.source is not None and frame.source.end > tokens[candidate.start].start
    if named_behind or form in known.states or meaning.word.relays:
        return False
    before = candidate.start
    while before > 0 and (tokens[before - 1].form.lower().endswith("ly") or tokens[before - 1].form in known.negations):
        before -= 1
    return before > 0 and form.endswith(_PARTICIPLES) and tokens[before - 1].form.lower() in passive_auxiliaries()


_PARTICIPLES = ("d", "t", "n")
"""How participles end; no base form, which an auxiliary would make a question, is among the forms of saying in `-d`."""
