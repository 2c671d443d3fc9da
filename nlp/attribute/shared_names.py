"""Whether two mentions may share a name: one name within another, and the name that a description ends in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from nlp.attribute.mention import Mention
from nlp.attribute.proper_names import name_keys
from nlp.attribute.reader import Reader
from nlp.attribute.words import Vocabulary, Word


def one_name(a: tuple[str, ...], b: tuple[str, ...], words: Vocabulary) -> bool:
    """Whether the shorter of two names is the longer one, some of its words left out."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        word = short[0]
        given = word in words.masculine or word in words.feminine
        bound = any(first.split()[-1] in words.name_openers and then == word for first, then in pairwise(long))
        return word in long and not bound and (len(long) == 1 or not given or word in (long[0], long[-1]))
    rest = iter(long)
    return all(word in rest for word in short)


def name_words(reader: Reader, mention: Mention) -> list[str]:
    """The words of a role up to its first pause or relative clause, as they would stand in a name."""
    vocabulary = reader.vocabulary_of(mention.sentence)
    kept = []
    for word in reader.words[mention.first : mention.last]:
        if not word.is_word or word.reading.form in vocabulary.relatives:
            break
        kept.append(word)
    return list(name_keys(kept, vocabulary))


def may_end_in_name(reader: Reader, mention: Mention, size: int) -> bool:
    """Whether the last `size` words are no complement of what stands before them: not `سفير السعودية`."""
    vocabulary = reader.vocabulary_of(mention.sentence)
    words = reader.words[mention.first : mention.last]
    end = next(
        (i for i, w in enumerate(words) if not w.is_word or w.reading.form in vocabulary.relatives),
        len(words),
    )
    if end - size < 1 or _is_owned(words[:end]):
        return False
    first, at = words[end - size].reading, end - size - 1
    while at and words[at].reading.title:
        at -= 1
    before = words[at].reading
    if before.form in vocabulary.prepositions or first.proclitic or first.noun:
        return False
    return before.definite or (before.noun is None and before.form not in vocabulary.modifiers)


def _is_owned(words: Sequence[Word]) -> bool:
    """Whether the capitals an English phrase ends in stand behind a preposition: *a spokesman for Ann Lee*."""
    at = len(words)
    while at and words[at - 1].capital:
        at -= 1
    return 0 < at < len(words) and words[at - 1].text.islower() and words[at - 1].reading.noun is None
