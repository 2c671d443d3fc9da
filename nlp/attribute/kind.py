"""What a speaker is: person, group, organisation, document or outlet."""

from __future__ import annotations

from nlp.attribute.phrase import Head, Phrase
from nlp.lexicon.inflection import Number
from nlp.types import SpeakerKind

_KIND = {
    Head.MEMBERS: SpeakerKind.GROUP,
    Head.GROUP: SpeakerKind.GROUP,
    Head.FAMILY: SpeakerKind.GROUP,
    Head.BODY: SpeakerKind.ORGANIZATION,
    Head.TEAM: SpeakerKind.ORGANIZATION,
    Head.PLACE: SpeakerKind.ORGANIZATION,
    Head.OUTLET: SpeakerKind.OUTLET,
    Head.MEDIA: SpeakerKind.OUTLET,
    Head.DOCUMENT: SpeakerKind.DOCUMENT,
    Head.STUDY: SpeakerKind.DOCUMENT,
}


def kind_of(phrase: Phrase) -> SpeakerKind:
    """Return what the head of the phrase is; several persons are a group."""
    if phrase.head in _KIND:
        return _KIND[phrase.head]
    several = phrase.number is not Number.ONE if phrase.count is None else phrase.count > 1
    return SpeakerKind.GROUP if several else SpeakerKind.PERSON
