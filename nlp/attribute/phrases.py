"""Finding the noun phrases that may refer to a speaker, outside the sources that detection has found.

There is no parser: a phrase starts at a listed noun, a title, or a name, and runs to the first word that can belong to
no noun phrase. A phrase counts as a subject by its place: first in its clause, or right behind the clause's first word
when that can be a verb (Arabic is verb-first as a rule; Ryding 2005, chapter 4).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.attribute.mention import Mention
from nlp.attribute.mentions import read_mention
from nlp.attribute.reader import Reader
from nlp.attribute.words import Category, Reading, Vocabulary, Word
from nlp.detect.frame import Piece
from nlp.types import EntityKind, Language

MAX_PHRASE_WORDS = 18
"""Words of a phrase found here: longer ones in the news are detected sources or errors."""
_QUOTES = frozenset('«»"“”')
_CLAUSE_ENDS = frozenset('،,;؛:.!?؟()«»"“”') | {"--", "-", "–", "…"}
_DASHES = frozenset("-–—")
_SHORT = 3
_NOT_VERBS = ("ة", "ات", "اء", "ية", "ين", "ون")


class PhraseFinder:
    """Finds the phrases of one document, given which words are taken (by sources and cues) and the names known."""

    def __init__(self, reader: Reader, taken: Sequence[Piece], known_names: frozenset[str]) -> None:
        self._reader = reader
        self._known_names = known_names
        self._taken = bytearray(len(reader.words))
        for piece in taken:
            self._mark(piece)
        self._named = bytearray(len(reader.words))
        for name in reader.names:
            if name.kind is not EntityKind.PLACE:
                self._mark(Piece(name.start, name.end), self._named)

    def _mark(self, piece: Piece, where: bytearray | None = None) -> None:
        where = self._taken if where is None else where
        first = bisect_left(self._reader.starts, piece.start)
        for i in range(first, bisect_left(self._reader.starts, piece.end)):
            where[i] = 1

    def phrases(self) -> Iterator[Mention]:
        """Yield the phrases in the order of the text."""
        for sentence, (first, last) in enumerate(self._reader.bounds):
            words = self._reader.vocabulary_of(sentence)
            i = first
            while i < last:
                end = self._phrase(i, last, words)
                if end is None:
                    i += 1
                    continue
                piece = Piece(self._start(i), self._reader.words[end - 1].end)
                subject = self.is_subject(i, first, words) and not self._signs(i, end, first, last)
                mention = read_mention(self._reader, piece, subject=subject)
                if mention:
                    yield mention
                i = end

    def _start(self, i: int) -> int:
        """Where the phrase itself starts, behind an attached `و` or preposition that leaves its spelling whole."""
        word = self._reader.words[i]
        proclitic = word.reading.proclitic
        return word.start + len(proclitic) if word.reading.form == proclitic + word.reading.key else word.start

    def with_subject(self, mention: Mention) -> Mention:
        """Return `mention` saying whether it stands where a subject stands."""
        first, _ = self._reader.bounds[mention.sentence]
        words = self._reader.vocabulary_of(mention.sentence)
        return replace(mention, subject=self.is_subject(mention.first, first, words))

    def _phrase(self, i: int, last: int, words: Vocabulary) -> int | None:
        """The end of the phrase that starts at word `i`, null when none starts there."""
        if self._taken[i]:
            return None
        if words.language is Language.ENGLISH:
            return self._english_phrase(i, last, words)
        reading = self._reader.words[i].reading
        if reading.form in words.boundaries and not self._named[i]:
            return None
        if not (reading.noun or reading.title or self._named[i] or self._is_known(self._reader.words[i])):
            return None
        return self._arabic_end(i, min(last, i + MAX_PHRASE_WORDS), words)

    def _signs(self, i: int, end: int, first: int, last: int) -> bool:
        """Whether a name that opens a sentence only signs it, before a dash: `سامر الخطيب - الرباط: أعلن`."""
        return i == first and self._named[i] == 1 and end < last and self._reader.words[end].text in _DASHES

    def _is_known(self, word: Word) -> bool:
        form = word.reading.form
        return (form.removeprefix("ال") if len(form) > 4 else form) in self._known_names

    def _arabic_end(self, i: int, limit: int, words: Vocabulary) -> int:
        tokens = self._reader.words
        noun = tokens[i].reading.noun
        j, naming = i + 1, bool(self._named[i]) or not (noun or tokens[i].reading.title)
        written = noun is not None and noun.category is Category.DOCUMENT
        while j < limit and not self._taken[j]:
            word, reading = tokens[j], tokens[j].reading
            if written and self._is_person(j):
                break
            if self._named[j]:
                naming = True
            elif naming and not self._apposes(j):
                break
            elif noun is not None and noun.category is Category.PERSON and self._name_behind_place(j, limit):
                j, naming = self._name_behind_place(j, limit) - 1, True
            elif reading.form in _QUOTES and j + 1 < limit and self._quoted_name(j, limit):
                j = self._quoted_name(j, limit) - 1
            elif not self._continues(word, j, limit, words):
                break
            elif self._is_bare(reading) and self._reader.names and self._closes(j - 1):
                # With the names known, a bare word behind the definite end of a phrase is the next phrase, or a verb.
                break
            else:
                naming = False
            j += 1
        while j > i + 1 and (
            tokens[j - 1].reading.form in words.prepositions or tokens[j - 1].reading.form in _CLAUSE_ENDS - _QUOTES
        ):
            j -= 1
        return j

    def _name_behind_place(self, j: int, limit: int) -> int:
        """The end of a person's name that stands behind `في` at `j` and a place, 0 when there is none.

        `وزير التموين | في جمهورية نيرال | نزار السنابلي`
        """
        tokens = self._reader.words
        if tokens[j].reading.form != "في" or j + 2 >= limit:
            return 0
        names = self._reader.names_in(tokens[j + 1].start, tokens[limit - 1].end)[:2]
        if [name.kind for name in names] != [EntityKind.PLACE, EntityKind.PERSON]:
            return 0
        place, person = names
        if place.start != tokens[j + 1].start or self._reader.text.working[place.end : person.start].strip():
            return 0
        return bisect_left(self._reader.starts, person.end)

    def _is_person(self, j: int) -> bool:
        """Whether a person's phrase begins at `j`: behind a document it is the one who made it."""
        reading = self._reader.words[j].reading
        person = reading.noun is not None and reading.noun.category is Category.PERSON
        return bool(self._named[j]) or reading.title is not None or person

    def _apposes(self, j: int) -> bool:
        """Whether a role or a title goes on behind a name: `فالح العيساوي عضو المجلس`."""
        reading = self._reader.words[j].reading
        noun = reading.noun
        person = noun is not None and noun.category is Category.PERSON and noun.number == "s"
        return reading.title is not None or (person and not reading.proclitic)

    @staticmethod
    def _is_bare(reading: Reading) -> bool:
        return not (reading.title or reading.definite or reading.noun or reading.proclitic)

    def _closes(self, i: int) -> bool:
        reading = self._reader.words[i].reading
        return reading.definite and reading.title is None

    def _quoted_name(self, j: int, limit: int) -> int:
        """The end of a quoted name of at most five words that opens at `j`, 0 when there is none."""
        for k in range(j + 2, min(limit, j + 7)):
            if self._reader.words[k].reading.form in _QUOTES:
                return k + 1
        return 0

    def _continues(self, word: Word, j: int, limit: int, words: Vocabulary) -> bool:
        reading, following = word.reading, self._reader.words[j + 1].reading if j + 1 < limit else None
        form = reading.form
        if form in words.boundaries or form in words.relatives or form in _CLAUSE_ENDS or form in _QUOTES:
            return False
        if form in words.pronouns or form in words.demonstratives or self._is_verb(reading):
            return False
        if form in words.prepositions:
            return (
                form in words.linkers and following is not None and (following.definite or following.noun is not None)
            )
        if reading.proclitic.startswith(("و", "ف")):
            return reading.definite and reading.noun is not None and reading.noun.category is not Category.PERSON
        if reading.proclitic in ("ل", "ب", "ك") or form.startswith(("لل", "بال")):
            return True
        if form.startswith("وال"):
            return True
        return not form[0].isdigit()

    @staticmethod
    def _is_verb(reading: Reading) -> bool:
        """Whether the word looks like a verb of the third person; names in ي and ت are met at their start or tagged."""
        if reading.noun or reading.definite or len(reading.form) <= _SHORT:
            return False
        return reading.form[0] == "ي" or (reading.form[-1] == "ت" and not reading.form.endswith("ات"))

    def _opens_sentence(self, i: int) -> bool:
        """Whether the capital of word `i` is only that of a sentence's first word."""
        tokens = self._reader.words
        first, last = self._reader.bounds[self._reader.sentence_at(tokens[i].start)]
        if any(tokens[k].is_word for k in range(max(first, i - 2), i)) or self._named[i]:
            return False
        noun = tokens[i].reading.noun
        followed = i + 1 < last and (tokens[i + 1].capital or self._is_office(i + 1, last))
        return noun is None and not followed and not self._is_known(tokens[i]) and tokens[i].reading.title is None

    def _is_office(self, i: int, last: int) -> bool:
        """Whether an office stands at `i` with a name behind it: the word in front is a part of it (*Foreign minister
        Ann Lee*)."""
        noun = self._reader.words[i].reading.noun
        return noun is not None and noun.category is Category.PERSON and i + 1 < last and self._named[i + 1] == 1

    def _english_phrase(self, i: int, last: int, words: Vocabulary) -> int | None:
        tokens = self._reader.words
        j = i
        form = tokens[i].reading.form
        determined = form in words.articles or (form in words.demonstratives and form != "that")
        if determined:
            j += 1
        elif not (tokens[i].capital or tokens[i].reading.noun or self._named[i]) or self._is_function(form, words):
            return None
        if not determined and self._opens_sentence(i):
            return None
        head = None
        limit = min(last, i + MAX_PHRASE_WORDS)
        while j < limit and not self._taken[j]:
            word, reading = tokens[j], tokens[j].reading
            if self._named[j] or reading.noun or (word.capital and not self._is_function(reading.form, words)):
                head = j
            elif (
                (reading.form in ("of", "for", "'s", "&", "the") and head is not None and j + 1 < limit)
                or (
                    head is None
                    and determined
                    and j - i <= 4
                    and reading.form.isalpha()
                    and reading.form not in words.boundaries
                )
                or (head is not None and reading.form in words.modifiers)
            ):
                pass
            else:
                break
            j += 1
        if head is None:
            return None
        return self._english_role_behind(head, limit, words) if self._named[head] else head + 1

    def _english_role_behind(self, name: int, limit: int, words: Vocabulary) -> int:
        """The end of a name whose last word is `name`, with the office between commas behind it: *Ann Lee, the trade
        minister, landed*."""
        tokens = self._reader.words
        j = name + 2
        if j >= limit or tokens[name + 1].text != "," or tokens[j].reading.form not in words.articles:
            return name + 1
        while j < limit and not self._taken[j] and tokens[j].text not in _CLAUSE_ENDS:
            j += 1
        nouns = [tokens[k].reading.noun for k in range(name + 2, j)]
        office = any(noun is not None and noun.category is Category.PERSON for noun in nouns)
        return j if office and j < limit and tokens[j].text == "," else name + 1

    @staticmethod
    def _is_function(form: str, words: Vocabulary) -> bool:
        """Whether the word is none of those that name: a capital on it only opens a sentence."""
        lists = (words.boundaries, words.openers, words.prepositions, words.pronouns, words.quantifiers, words.linkers)
        return any(form in listed for listed in lists)

    def is_subject(self, i: int, first: int, words: Vocabulary) -> bool:
        """Whether a phrase that starts at word `i` of a sentence that starts at `first` stands as its clause's
        subject."""
        tokens = self._reader.words
        while i > first and tokens[i - 1].reading.form in _QUOTES | words.articles | words.quantifiers:
            i -= 1
        if i == first:
            return not self._is_accusative(tokens[i].reading)
        own, before = tokens[i].reading, tokens[i - 1].reading
        if before.form in words.credits or own.proclitic in ("ل", "ب", "ك", "ول", "وب") or self._is_accusative(own):
            return False
        if before.form in words.openers and before.form not in words.prepositions:
            return True
        if before.form == "(" and words.language is Language.ARABIC:
            return False  # it tells of what stands before it: حزب التقدم (حليف الحكومة)
        if before.form in _CLAUSE_ENDS:
            return not own.proclitic.startswith("و") or words.language is Language.ENGLISH
        if words.language is Language.ENGLISH:
            return False
        return self._may_be_verb(before, words) and self._opens_clause(i - 1, first, words)

    @staticmethod
    def _is_accusative(reading: Reading) -> bool:
        """Whether the ending says that it is no subject: `نائبا`, `منتقدا`."""
        noun = reading.noun
        return noun is not None and noun.number == "s" and reading.key.endswith("ا") and reading.key != noun.lemma

    def _may_be_verb(self, reading: Reading, words: Vocabulary) -> bool:
        form = reading.form
        if (
            form in words.prepositions
            or form in words.boundaries
            or form in words.demonstratives
            or form in words.titles
        ):
            return False
        if form.startswith("ال") or form.endswith(_NOT_VERBS) or len(form) < 2 or not form.isalpha():
            return False
        return reading.noun is None or form[0] in "وي"

    def _opens_clause(self, i: int, first: int, words: Vocabulary) -> bool:
        if i == first:
            return True
        form, before = self._reader.words[i].reading.form, self._reader.words[i - 1].reading
        if before.form in words.prepositions:
            return False
        return before.definite or before.form in _CLAUSE_ENDS or before.form in words.openers or form[0] in "وفيت"
