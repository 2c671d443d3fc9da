"""The words of a document, each read once, with the sentence it stands in and the names the tagger found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from nlp.annotate.entities import Name
from nlp.attribute.words import Category, Vocabulary, Word, key_of, read_word, vocabulary
from nlp.detect.frame import Piece
from nlp.normalise.text import WorkingText
from nlp.types import EntityKind, Language

_RELATIONAL = ("ي", "ية")


class Reader:
    """The words of one document. Sentences are counted over the whole document; `bounds` holds the first word of each
    and the word past its last, `surnames` the keys of one-word names of people."""

    def __init__(self, text: WorkingText, names: Sequence[Name]) -> None:
        self.text = text
        self.words: list[Word] = []
        self.bounds: list[tuple[int, int]] = []
        self.languages: list[Language] = []
        self.headings: list[bool] = []
        self._sentence_starts: list[int] = []
        for paragraph in text.paragraphs:
            words = vocabulary(paragraph.language)
            for sentence in paragraph.sentences:
                first = len(self.words)
                self.words.extend(read_word(token, words) for token in sentence.tokens)
                self.bounds.append((first, len(self.words)))
                self.languages.append(paragraph.language)
                self.headings.append(paragraph.heading)
                self._sentence_starts.append(sentence.start)
        self.starts = [word.start for word in self.words]
        self.names = sorted((name for name in names if not self._is_description(name)), key=lambda name: name.start)
        self._name_starts = [name.start for name in self.names]
        forms = (text.working[n.start : n.end] for n in self.names if n.kind is EntityKind.PERSON)
        self.surnames = frozenset(key_of(form) for form in forms if " " not in form)

    def _is_description(self, name: Name) -> bool:
        """Whether the tagger took people told by what they are for one with a name (`ناشطون سوريون`, `مسؤول كويتي`)."""
        at = bisect_left(self.starts, name.start)
        if name.kind is not EntityKind.PERSON or at >= len(self.words):
            return False
        word = self.words[at]
        alone = word.end >= name.end
        if word.reading.form.endswith(_RELATIONAL) and alone and not word.reading.definite:
            # Behind an indefinite noun no name follows.
            before = self.words[at - 1].reading if at else None
            role = before is not None and before.noun is not None and before.noun.category is Category.PERSON
            return role and not (before is None or before.definite or before.title)
        noun = word.reading.noun
        people = noun is not None and noun.category in (Category.PERSON, Category.GROUP)
        if noun is None or not people or noun.number not in ("p", "d"):
            return False
        # A family's name may have the shape of a plural, but not of one that stands as a subject.
        return not alone or word.reading.key.endswith(("ون", "ان"))

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds `offset`."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def vocabulary_of(self, sentence: int) -> Vocabulary:
        """The vocabulary of the sentence's language."""
        return vocabulary(self.languages[sentence])

    def names_in(self, start: int, end: int) -> list[Name]:
        """The tagged names that lie inside `start..end`."""
        first = bisect_left(self._name_starts, start)
        return [name for name in self.names[first : bisect_left(self._name_starts, end)] if name.end <= end]

    def words_in(self, piece: Piece, limit: int) -> tuple[int, int]:
        """The words that lie in `piece`, at most `limit`: the index of the first, and past the last."""
        first = bisect_left(self.starts, piece.start)
        if first and self.words[first - 1].end > piece.start:
            first -= 1
        return first, min(bisect_left(self.starts, piece.end), first + limit)
