"""A via that is none: the source once more, or whom an Arabic verb accuses (`اتهمت النائبة الحكومة بالمماطلة`).

The tagger learnt the via from annotated news, where whoever was asked or told stands bare behind the verb, just as
whoever is accused does.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from nlp.detect.frame import Frame, Piece
from nlp.fold import fold
from nlp.lexicon.mentions import mention_lexicon
from nlp.lexicon.reporting import arabic_reporting
from nlp.normalise.text import WorkingText
from nlp.types import Language

_ATTACHED = ("ل", "ب")


def without_false_via(text: WorkingText, frame: Frame) -> Frame:
    """Return `frame` without its via where that is no such thing."""
    via, source = frame.via, frame.source
    if via is None:
        return frame
    again = source is not None and via.start < source.end and source.start < via.end
    return replace(frame, via=None) if again or _is_accused(text, frame, via) else frame


def _is_accused(text: WorkingText, frame: Frame, via: Piece) -> bool:
    if frame.language is not Language.ARABIC or fold(frame.lemma) not in _describing():
        return False
    first = fold(text.working[via.start : via.end].split()[0])
    return first not in _prepositions() and not first.startswith(_ATTACHED)


@cache
def _describing() -> frozenset[str]:
    return frozenset(fold(verb.lemma) for verb in arabic_reporting().verbs if verb.describes)


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(fold(word) for word in mention_lexicon(Language.ARABIC).prepositions)
