"""The fullest mention of a speaker, and what kind of speaker it is."""

from __future__ import annotations

from nlp.attribute.chains import Chain
from nlp.attribute.mentions import Kind, Mention
from nlp.attribute.reader import Reader
from nlp.attribute.words import Category
from nlp.detect.frame import Piece
from nlp.types import SpeakerKind

_KINDS = {
    Category.OUTLET: SpeakerKind.OUTLET,
    Category.ORGANIZATION: SpeakerKind.ORGANIZATION,
    Category.DOCUMENT: SpeakerKind.DOCUMENT,
    Category.GROUP: SpeakerKind.GROUP,
}


def fullest_mention(chain: Chain, reader: Reader) -> Piece:
    """Return the mention that tells most: by name before by description, a source before another phrase, then the
    longest; a relative clause after a name is cut off, since it tells what happened and not who it is."""
    candidates = [m for m in chain.mentions if m.kind is not Kind.PRONOUN] or chain.mentions
    best = max(candidates, key=lambda m: (bool(m.name), _length(m, reader), m.frame is not None, -m.piece.start))
    return Piece(best.piece.start, _end(best, reader))


def _length(mention: Mention, reader: Reader) -> int:
    end = _end(mention, reader)
    return sum(1 for word in reader.words[mention.first : mention.last] if word.end <= end and word.text.isalnum())


def _end(mention: Mention, reader: Reader) -> int:
    if not mention.name:
        return mention.piece.end
    relatives = reader.vocabulary_of(mention.sentence).relatives
    words = reader.words[mention.first : mention.last]
    for i, word in enumerate(words):
        if i and word.reading.form in relatives:
            before = words[i - 1] if words[i - 1].text.isalnum() or i == 1 else words[i - 2]
            return before.end
    return mention.piece.end


def kind_of(chain: Chain) -> SpeakerKind:
    """Return what the speaker is, by the heads of its mentions."""
    if chain.names and Category.PERSON in chain.categories and "p" not in chain.numbers:
        return SpeakerKind.PERSON
    for category, kind in _KINDS.items():
        if category in chain.categories:
            return kind
    return SpeakerKind.GROUP if chain.numbers == {"p"} else SpeakerKind.PERSON
