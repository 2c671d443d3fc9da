"""Mentions: the phrases by which a document refers to somebody, and what each says about who is meant.

The features of a mention (head, number, gender, definiteness, name) are those that Lee et al. share between the
mentions of one entity ("Deterministic coreference resolution based on entity-centric, precision-ranked rules",
*Computational Linguistics* 39(4), 2013, section 3).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nlp.annotate.entities import Name
from nlp.attribute.words import Category, Vocabulary, Word, read_word, vocabulary
from nlp.detect.frame import Piece
from nlp.lexicon.mentions import Features
from nlp.normalise.text import WorkingText
from nlp.types import EntityKind, Language

_PAUSES = frozenset({"،", ",", "(", ")", "-", "–", "—", ":", "؛", ";", "«", "»", '"', "“", "”"})
MAX_WORDS = 60
"""Words of a mention that are read: a longer one is a detector's error, and costs no more than this."""


class Kind(StrEnum):
    """How a mention refers: by a pronoun, by a name, by a common noun."""

    PRONOUN = "pronoun"
    NAME = "name"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers. `first` and `last` are indices of its words in the document (`last` exclusive); `name`
    holds the keys of its proper name, `content` the keys of everything that describes it besides the head."""

    piece: Piece
    first: int
    last: int
    sentence: int
    kind: Kind
    head: Word | None
    category: Category | None
    features: Features
    definite: bool
    same: bool
    other: bool
    name: tuple[str, ...]
    content: frozenset[str]
    heading: bool
    subject: bool = False
    frame: int | None = None


class Reader:
    """The words of a document, read once, and the mentions made of them."""

    def __init__(self, text: WorkingText, names: Sequence[Name]) -> None:
        self.text = text
        self.words: list[Word] = []
        self.languages: list[Language] = []
        self.headings: list[bool] = []
        self.bounds: list[tuple[int, int]] = []
        self.sentence_starts: list[int] = []
        self.paragraph_offsets: list[int] = []
        for paragraph in text.paragraphs:
            self.paragraph_offsets.append(len(self.bounds))
            words = vocabulary(paragraph.language)
            for sentence in paragraph.sentences:
                first = len(self.words)
                self.words.extend(read_word(token.text, token.start, words) for token in sentence.tokens)
                self.bounds.append((first, len(self.words)))
                self.sentence_starts.append(sentence.start)
                self.languages.append(paragraph.language)
                self.headings.append(paragraph.heading)
        self.starts = [word.start for word in self.words]
        self.names = sorted(names, key=lambda name: name.start)
        self._name_starts = [name.start for name in self.names]

    def sentence_at(self, offset: int) -> int:
        """The index, over the whole document, of the sentence that holds `offset`."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def vocabulary_of(self, sentence: int) -> Vocabulary:
        """The words of the sentence's language."""
        return vocabulary(self.languages[sentence])

    def names_in(self, start: int, end: int) -> list[Name]:
        """The tagged names that lie inside `start..end`."""
        first = bisect_left(self._name_starts, start)
        return [name for name in self.names[first : bisect_left(self._name_starts, end)] if name.end <= end]

    def mention(self, piece: Piece, frame: int | None = None, subject: bool = False) -> Mention | None:
        """Read the phrase `piece`; null when it holds no word."""
        first = bisect_left(self.starts, piece.start)
        last = min(bisect_left(self.starts, piece.end), first + MAX_WORDS)
        if first > 0 and self.words[first - 1].end > piece.start:
            first -= 1
        if first >= last:
            return None
        sentence = self.sentence_at(self.words[first].start)
        return _Parse(self, piece, first, last, sentence).mention(frame, subject)


class _Parse:
    """One phrase taken apart."""

    def __init__(self, reader: Reader, piece: Piece, first: int, last: int, sentence: int) -> None:
        self.reader = reader
        self.piece = piece
        self.first = first
        self.last = last
        self.sentence = sentence
        self.language = reader.languages[sentence]
        self.lexicon = reader.vocabulary_of(sentence)
        self.words = reader.words[first:last]

    def mention(self, frame: int | None, subject: bool) -> Mention:
        pronoun = self._pronoun()
        at, flags = self._head()
        head = self.words[at] if at is not None else None
        noun = head.reading.noun if head else None
        name = () if pronoun else self._name(at)
        category = noun.category if noun else (Category.PERSON if head else self._tagged_category())
        if pronoun:
            kind = Kind.PRONOUN
        elif name or head is None or (noun is None and head.reading.title):
            kind = Kind.NAME
        else:
            kind = Kind.NOMINAL
        keys = [word.reading.key for i, word in enumerate(self.words) if i != at]
        return Mention(
            piece=self.piece,
            first=self.first,
            last=self.last,
            sentence=self.sentence,
            kind=kind,
            head=head,
            category=category,
            features=pronoun or self._features(at, name),
            definite="definite" in flags or (at is not None and self._in_construct(at)),
            same="same" in flags,
            other="other" in flags,
            name=name,
            content=frozenset(key for key in keys if self._counts(key)),
            heading=self.reader.headings[self.sentence],
            subject=subject,
            frame=frame,
        )

    def _counts(self, key: str) -> bool:
        return key not in _PAUSES and key not in self.lexicon.articles and key not in self.lexicon.linkers

    def _pronoun(self) -> Features | None:
        forms = [word.reading.form for word in self.words if word.reading.form not in _PAUSES]
        if len(forms) == 1:
            form = forms[0]
            return (
                self.lexicon.pronouns.get(form)
                or self.lexicon.honorifics.get(form)
                or self.lexicon.demonstratives.get(form)
            )
        return None

    def _head(self) -> tuple[int | None, set[str]]:
        """The place of the head noun or title among the words, and what the words around it say."""
        flags: set[str] = set()
        at = None
        for i, word in enumerate(self.words):
            form, reading = word.reading.form, word.reading
            if form in _PAUSES and form not in '«"“':
                if i and at is not None:
                    break
                continue
            if form in self.lexicon.relatives and i:
                break
            if form in self.lexicon.same or reading.key in self.lexicon.same:
                flags.add("same")
            elif form in self.lexicon.other or reading.key in self.lexicon.other:
                flags.add("other")
            elif form in self.lexicon.demonstratives:
                flags.add("definite")
            elif self.language is Language.ENGLISH:
                if form == "the" and at is None:
                    flags.add("definite")
                if form in self.lexicon.prepositions and at is not None:
                    break
                if reading.noun or (reading.title and at is None):
                    at = i
            elif (at is None or (at == i - 1 and self._introduces(at))) and (reading.noun or reading.title):
                if form in self.lexicon.quantifiers and not reading.title:
                    continue
                at = i
                if reading.definite or reading.possessive:
                    flags.add("definite")
            elif at is None and form not in self.lexicon.quantifiers and form not in self.lexicon.prepositions:
                return None, flags
        return at, flags

    def _in_construct(self, at: int) -> bool:
        """Whether the head is definite by its complement: `وزير الخارجية`, `وزير خارجية النمسا`."""
        if self.language is Language.ENGLISH:
            return False
        for word in self.words[at + 1 :]:
            reading = word.reading
            if reading.form in self.lexicon.prepositions or reading.form in _PAUSES or reading.proclitic:
                return False
            if reading.definite:
                return True
        return False

    def _introduces(self, at: int) -> bool:
        """Whether the word is a mere form of address before the role: `معالي` in `معالي وزير الزراعة`."""
        reading = self.words[at].reading
        return reading.title is not None and reading.noun is None

    def _tagged_category(self) -> Category | None:
        for name in self.reader.names_in(self.piece.start, self.piece.end):
            return {EntityKind.PERSON: Category.PERSON, EntityKind.ORGANIZATION: Category.ORGANIZATION}.get(
                name.kind, Category.ORGANIZATION
            )
        return None

    def _features(self, at: int | None, name: tuple[str, ...]) -> Features:
        gender = number = None
        if at is not None:
            reading = self.words[at].reading
            if reading.title and reading.title.gender:
                gender, number = reading.title.gender, "s"
            elif reading.noun:
                gender, number = reading.noun.gender, reading.noun.number
        elif self.words:
            gender = self._ending_gender(self.words[0])
        for key in name[:1]:
            gender = "f" if key in self.lexicon.feminine else "m" if key in self.lexicon.masculine else gender
        if at is not None and self._coordinated(at):
            number, gender = ("p" if name or number == "p" else None), None
        for word in self.words[: at if at is not None else 1]:
            if word.reading.form in self.lexicon.plural or word.reading.form in self.lexicon.quantifiers:
                number = self._counted(word.reading.form, number)
        return Features(gender=gender, number=number, person=3)

    def _counted(self, form: str, number: str | None) -> str | None:
        if form in self.lexicon.one_of:
            return "s"
        return "p" if form not in ("of", "other", "more", "كل") else number

    def _ending_gender(self, word: Word) -> str | None:
        reading = word.reading
        if self.language is Language.ENGLISH:
            return None
        for form in (reading.form, reading.key):
            if form in self.lexicon.masculine:
                return "m"
            if form in self.lexicon.feminine:
                return "f"
        return "f" if reading.key.endswith("ة") else None

    def _coordinated(self, at: int) -> bool:
        """Whether a second head is joined to the first: `مسؤول ودبلوماسي`, `the minister and his deputy`."""
        for i, word in enumerate(self.words[at + 1 :], at + 1):
            reading = word.reading
            if reading.form in self.lexicon.relatives:
                return False
            if reading.form == "and" and self.language is Language.ENGLISH:
                return any(later.reading.noun or later.capital for later in self.words[i + 1 : i + 4])
            if (
                reading.proclitic == "و"
                and reading.noun
                and reading.noun.category is Category.PERSON
                and not reading.definite
            ):
                return i + 1 < len(self.words)
        return False

    def _name(self, at: int | None) -> tuple[str, ...]:
        """The keys of the proper name of the one who is meant."""
        head = self.words[at] if at is not None else None
        if head and head.reading.noun and head.reading.noun.category is not Category.PERSON:
            return ()
        tagged = [n for n in self.reader.names_in(self.piece.start, self.piece.end) if n.kind is EntityKind.PERSON]
        if tagged:
            inside = [w for w in self.words if tagged[0].start <= w.start < tagged[0].end]
            return name_keys(inside, self.lexicon)
        if head is None:
            end = next((i for i, w in enumerate(self.words) if i and self._ends_name(w)), len(self.words))
            return name_keys(self.words[:end], self.lexicon)
        assert at is not None
        if self.language is Language.ENGLISH:
            return self._english_name(at)
        return self._arabic_name(at)

    def _ends_name(self, word: Word) -> bool:
        reading = word.reading
        if reading.form in "«»\"“”'":
            return False
        return (
            reading.form in _PAUSES
            or reading.form in self.lexicon.relatives
            or (reading.noun is not None and not word.capital)
            or (reading.form in self.lexicon.prepositions and reading.form not in ("of", "'s"))
        )

    def _english_name(self, at: int) -> tuple[str, ...]:
        after = []
        for word in self.words[at + 1 :]:
            if not word.capital or word.reading.noun:
                break
            after.append(word)
        if after:
            return name_keys(after, self.lexicon)
        before: list[Word] = []
        for word in self.words[:at]:
            if word.reading.form in _PAUSES:
                return name_keys(before, self.lexicon) if all(w.capital for w in before) else ()
            before.append(word)
        return ()

    def _arabic_name(self, at: int) -> tuple[str, ...]:
        """Words after a title, or bare words after the definite end of a role: `وزير الخارجية الفرنسي لوران فابيوس`."""
        found: list[Word] = []
        naming = self.words[at].reading.title is not None
        closed = naming or self.words[at].reading.definite
        for word in self.words[at + 1 :]:
            reading = word.reading
            if reading.form in self.lexicon.relatives:
                break
            if reading.title and not found:
                naming = closed = True
            elif reading.form in _PAUSES:
                if found:
                    break
                naming = closed = reading.form not in '«»"“”('
            elif self._describes(word):
                if found:
                    break
                naming, closed = False, reading.definite or self.language is Language.ENGLISH
            elif reading.definite and not naming and not found:
                closed = True
            elif closed and not (reading.form in self.lexicon.same or reading.form in self.lexicon.other):
                naming = True
                found.append(word)
        return name_keys(found, self.lexicon)

    def _describes(self, word: Word) -> bool:
        reading = word.reading
        return (
            (reading.noun is not None and reading.title is None)
            or reading.form in self.lexicon.prepositions
            or reading.form in self.lexicon.modifiers
            or reading.form.startswith(("لل", "بال"))
        )


def name_keys(words: Sequence[Word], lexicon: Vocabulary) -> tuple[str, ...]:
    """The keys of a name's words, alike for its spellings: `عبدالرحمن` as `عبد الرحمن`, no titles, marks or `ابن`."""
    keys: list[str] = []
    for word in words:
        reading = word.reading
        key = reading.form.removeprefix("ال") if len(reading.form) > 4 else reading.form
        if reading.title or key in _PAUSES or key in ("بن", "ابن", "بنت", "'s", "ال", "'") or key in lexicon.articles:
            continue
        if key.startswith("عبدال") and len(key) > 6:
            keys += ["عبد", key[5:]]
        else:
            keys.append("ابو" if key == "ابي" else key)
    return tuple(keys)
