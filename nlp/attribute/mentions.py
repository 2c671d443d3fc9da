"""Reading a phrase as a mention: its head, its name, its features (`nlp.attribute.mention`)."""

from __future__ import annotations

from nlp.attribute.mention import Kind, Mention
from nlp.attribute.proper_names import proper_name
from nlp.attribute.reader import Reader
from nlp.attribute.words import PAUSES, POSSESSIVE, Category, Noun, Word
from nlp.detect.frame import Piece
from nlp.lexicon.mentions import Features
from nlp.types import EntityKind, Language

MAX_WORDS = 60
"""Words of a mention that are read: a longer one is a detector's error, and costs no more than this."""
_MAX_PROCLITIC = 2
_OPENING = frozenset('«"“')
_EDITED = frozenset("[]")  # within a quotation: [he]
_OF_TAG = {EntityKind.PERSON: Category.PERSON, EntityKind.ORGANIZATION: Category.ORGANIZATION}


def read_mention(reader: Reader, piece: Piece, frame: int | None = None, subject: bool = False) -> Mention | None:
    """Read the phrase `piece`; null when it holds no word."""
    first, last = reader.words_in(piece, MAX_WORDS)
    if _is_told_in_brackets(reader, first, last):
        first, last = first + 2, last - 1
        piece = Piece(reader.words[first].start, reader.words[last - 1].end)
    return _Parse(reader, piece, first, last).mention(frame, subject) if first < last else None


_BRACKETED = 4  # words of the shortest: he ( Lee )


def _is_told_in_brackets(reader: Reader, first: int, last: int) -> bool:
    """Whether a pronoun is followed by the name of whoever it means: *he (Lee)*."""
    words = reader.words[first:last]
    if len(words) < _BRACKETED or words[1].text != "(" or words[-1].text != ")":
        return False
    return words[0].reading.form in reader.vocabulary_of(reader.sentence_at(words[0].start)).pronouns


class _Parse:
    """One phrase taken apart."""

    def __init__(self, reader: Reader, piece: Piece, first: int, last: int) -> None:
        self.reader = reader
        self.piece = piece
        self.first = first
        self.last = last
        self.sentence = reader.sentence_at(reader.words[first].start)
        self.lexicon = reader.vocabulary_of(self.sentence)
        self.arabic = self.lexicon.language is Language.ARABIC
        self.words = reader.words[first:last]

    def mention(self, frame: int | None, subject: bool) -> Mention:
        pronoun = self._pronoun()
        at, flags = self._head()
        head = self.words[at] if at is not None else None
        noun = self._noun(head) if head else None
        joint = self._joint(at)
        several = joint is not None and self._is_named_before(joint)
        name = () if pronoun or several else proper_name(self.reader, self.words, at, noun, self.lexicon)
        titled = head is not None and noun is None
        kind = Kind.PRONOUN if pronoun else Kind.NAME if name or head is None or titled else Kind.NOMINAL
        category = noun.category if noun else Category.PERSON if titled else self._tagged_category()
        keys = [word.reading.key if i != at else "" for i, word in enumerate(self.words)]
        pause = next((i for i, key in enumerate(keys) if at is not None and i > at and self._pauses(key)), len(keys))
        return Mention(
            piece=self.piece,
            first=self.first,
            last=self.last,
            sentence=self.sentence,
            kind=kind,
            head=head,
            noun=noun,
            category=category,
            features=pronoun or self._features(at, name, joint),
            definite="definite" in flags or (at is not None and self._in_construct(at)),
            same="same" in flags,
            other="other" in flags,
            lemmas=self._lemmas(at, named=bool(name)) if at is not None else (),
            name=name,
            content=frozenset(key for key in keys if self._counts(key)),
            core=frozenset(key for key in keys[:pause] if self._counts(key)),
            heading=self.reader.headings[self.sentence],
            subject=subject,
            frame=frame,
        )

    def _noun(self, head: Word) -> Noun | None:
        """The head's noun, unless it is a title: `اللواء` is a brigade by itself, a general before a name."""
        noun = head.reading.noun
        if noun and head.reading.title and noun.category is not Category.PERSON and len(self.words) > 1:
            return None
        return noun

    def _pauses(self, key: str) -> bool:
        return (key in PAUSES and key not in "«»\"“”'") or key in self.lexicon.relatives

    def _counts(self, key: str) -> bool:
        lists = (self.lexicon.articles, self.lexicon.linkers, self.lexicon.demonstratives, self.lexicon.same)
        return key[:1].isalnum() and not any(key in listed for listed in lists)

    def _pronoun(self) -> Features | None:
        forms = [word.reading.form for word in self.words if word.reading.form not in PAUSES | _EDITED]
        if len(forms) != 1:
            return None
        lists = (self.lexicon.pronouns, self.lexicon.honorifics, self.lexicon.demonstratives)
        said = (forms[0], forms[0][1:]) if self.arabic and forms[0][0] in "وف" else forms
        return next((found[form] for form in said for found in lists if form in found), None)

    def _head(self) -> tuple[int | None, set[str]]:
        """The place of the head noun or title among the words, and what the words around it say."""
        flags: set[str] = set()
        at = self._arabic_head(flags) if self.arabic else self._english_head(flags)
        if at is not None and not self.arabic and self._ends_in_person():
            noun = self.words[at].reading.noun
            at = at if noun is None or noun.category is Category.PERSON else None
        if at is not None and (self.words[at].reading.definite or self.words[at].reading.possessive):
            flags.add("definite")
        if at == 0 and self.words[0].reading.key in self.lexicon.definite_bare:
            flags.add("definite")
        return at, flags

    def _arabic_head(self, flags: set[str]) -> int | None:
        """The first noun, since what describes it comes behind."""
        at: int | None = None
        for i, word in enumerate(self.words):
            form = word.reading.form
            if self._ends_head(form, i, at):
                break
            if form in PAUSES or self._flag(word, flags):
                continue
            if at is None or (at == i - 1 and self._introduces(at)):
                if at is None and self._is_name(i):
                    return None
                if self._can_head(word):
                    at = i
                elif at is None and not self._may_precede_head(form):
                    return None
        return at

    def _english_head(self, flags: set[str]) -> int | None:
        """The last noun before the first preposition, since what describes it otherwise comes in front."""
        at: int | None = None
        for i, word in enumerate(self.words):
            form = word.reading.form
            if self._ends_head(form, i, at):
                break
            if form in PAUSES or self._flag(word, flags):
                continue
            if form in POSSESSIVE:
                at = None
            elif form in self.lexicon.prepositions and (at is not None or not self._counts_out(i)):
                if not self._in_name_before_role(i):
                    break
            elif word.reading.noun or (word.reading.title and at is None):
                at = i
        return at

    def _ends_head(self, form: str, i: int, at: int | None) -> bool:
        """Whether the head stands before the word for certain: a pause behind a noun, a relative clause."""
        return (form in PAUSES and form not in _OPENING and at is not None) or (
            i > 0 and form in self.lexicon.relatives
        )

    def _in_name_before_role(self, i: int) -> bool:
        """Whether word `i` stands within the name of the body for which a role behind it works: *a Bank of Korea
        official*."""
        place = self.words[i].start
        names = self.reader.names_in(self.piece.start, self.piece.end)
        name = next((name for name in names if name.start < place < name.end), None)
        behind = next((w for w in self.words[i:] if w.start >= name.end), None) if name else None
        noun = behind.reading.noun if behind else None
        return noun is not None and noun.category is Category.PERSON and behind is not None and not behind.capital

    def _counts_out(self, i: int) -> bool:
        """Whether the words before `i` only count out whom it is about: *one of the officials*."""
        lists = (self.lexicon.quantifiers, self.lexicon.articles, self.lexicon.prepositions, self.lexicon.modifiers)
        return all(any(word.reading.form in listed for listed in lists) for word in self.words[:i])

    def _flag(self, word: Word, flags: set[str]) -> bool:
        form, key = word.reading.form, word.reading.key
        if form in self.lexicon.same or key in self.lexicon.same:
            flags.add("same")
        elif form in self.lexicon.other or key in self.lexicon.other:
            flags.add("other")
        elif form in self.lexicon.demonstratives or form == "the":
            flags.add("definite")
        else:
            return False
        return True

    def _is_name(self, i: int) -> bool:
        """Whether a word shaped like a noun begins a name: `ناديا`, or `مختار` before a known surname."""
        word = self.words[i]
        if word.reading.definite or word.reading.title:
            return False
        if i + 1 < len(self.words) and self.words[i + 1].reading.form in self.reader.surnames:
            return True
        names = self.reader.names_in(word.start, self.piece.end)
        return bool(names) and names[0].start == word.start and names[0].kind is EntityKind.PERSON

    def _can_head(self, word: Word) -> bool:
        reading = word.reading
        return reading.title is not None or (reading.noun is not None and reading.form not in self.lexicon.quantifiers)

    def _may_precede_head(self, form: str) -> bool:
        return form in self.lexicon.quantifiers or form in self.lexicon.prepositions or form in _OPENING

    def _introduces(self, at: int) -> bool:
        """Whether the word is a mere form of address before the role: `معالي` in `معالي وزير الزراعة`."""
        reading = self.words[at].reading
        return reading.title is not None and reading.noun is None

    def _in_construct(self, at: int) -> bool:
        """Whether the head is definite by its complement: `وزير الخارجية`, `وزير خارجية النمسا`."""
        if not self.arabic:
            return False
        for word in self.words[at + 1 :]:
            reading = word.reading
            if reading.form in self.lexicon.prepositions or reading.form in PAUSES or reading.proclitic:
                return False
            if reading.definite:
                return True
        return False

    def _lemmas(self, at: int, named: bool) -> tuple[str, ...]:
        """The lemma of the head, or of the role that it is short for as a title (*Sen.*), and those of the roles that
        stand beside it: `الشيخ فلان، وزير الخارجية`."""
        noun = self._noun(self.words[at])
        title = self.lexicon.title_roles.get(self.words[at].reading.form) if named else None
        lemmas = [noun.lemma] if noun else [title] if title else []
        for before, word in zip(self.words[at:], self.words[at + 1 :], strict=False):
            noun = word.reading.noun
            if word.reading.form in self.lexicon.relatives:
                break
            if noun is None or noun.category is not Category.PERSON or word.reading.title or word.reading.proclitic:
                continue
            apart = before.reading.form in PAUSES or before.reading.title or not before.reading.noun
            if apart and before.reading.form not in self.lexicon.prepositions and noun.lemma not in lemmas:
                lemmas.append(noun.lemma)
        return tuple(lemmas)

    def _tagged_category(self) -> Category | None:
        start = next((word.start for word in self.words if word.is_word), self.piece.start)
        if not self.arabic and self._ends_in_person():
            return Category.PERSON
        for name in self.reader.names_in(self.piece.start, self.piece.end):
            return _OF_TAG.get(name.kind, Category.ORGANIZATION) if name.start <= start + _MAX_PROCLITIC else None
        return None

    def _ends_in_person(self) -> bool:
        """Whether the phrase, up to its first pause, ends in a person's name behind capitals alone: *Labour's Ann Lee*
        is one, *the party of Ann Lee* is none."""
        end = next((i for i, word in enumerate(self.words) if i and word.reading.form in PAUSES), len(self.words))
        row = [word for word in self.words[:end] if word.reading.form not in self.lexicon.articles]
        names = self.reader.names_in(self.piece.start, self.words[end - 1].end)
        last = names[-1] if names else None
        named = last is not None and last.kind is EntityKind.PERSON and last.end == self.words[end - 1].end
        return named and all(word.capital or word.reading.form in POSSESSIVE for word in row)

    def _features(self, at: int | None, name: tuple[str, ...], joint: int | None) -> Features:
        gender = number = None
        if at is not None:
            reading = self.words[at].reading
            if reading.title and reading.title.gender:
                gender, number = reading.title.gender, "s"
            elif reading.noun:
                gender, number = reading.noun.gender, reading.noun.number
        elif self.arabic or len(name) != 1:
            gender = self._gender_of_name(self.words[0])
        # A single English name is more often a surname: Graham, Kelly.
        for key in name[: 1 if self.arabic or len(name) > 1 else 0]:
            gender = "f" if key in self.lexicon.feminine else "m" if key in self.lexicon.masculine else gender
        for word in self.words[: at or 1]:
            number = self._counted(word.reading.form, number)
            gender = self._gender_of_one(word.reading.form, gender)
        if joint is not None:
            gender, number = None, "p" if number == "p" or self._is_named_before(joint) else None
        elif name and number is None and self._is_person(at):
            number = "s"
        return Features(gender=gender, number=number, person=3)

    def _is_person(self, at: int | None) -> bool:
        return at is not None or self._tagged_category() is Category.PERSON

    def _counted(self, form: str, number: str | None) -> str | None:
        if form in self.lexicon.one_of:
            return "s"
        return "p" if form in self.lexicon.plural else number

    def _gender_of_one(self, form: str, gender: str | None) -> str | None:
        """Of one of many the word for *one* tells the gender: `أحد القيادات`."""
        if not self.arabic or form not in self.lexicon.one_of:
            return gender
        return "f" if form in self.lexicon.feminine else "m" if form in self.lexicon.masculine else gender

    def _gender_of_name(self, word: Word) -> str | None:
        if word.reading.form.endswith("ي") and not word.text.endswith("ى"):
            return None  # Folding has made سلمي and سلمى alike.
        for form in (word.reading.form, word.reading.key):
            if form in self.lexicon.masculine:
                return "m"
            if form in self.lexicon.feminine:
                return "f"
        # Men's names end in ة too (أسامة); those of bodies and places are feminine.
        a_body = self._tagged_category() is Category.ORGANIZATION
        return "f" if self.arabic and a_body and word.reading.key.endswith("ة") else None

    def _joint(self, at: int | None) -> int | None:
        """Where a second head is joined to the first: `مسؤول ودبلوماسي`, `the minister and his deputy`."""
        start = 1 if at is None else at + 1
        for i, word in enumerate(self.words[start:], start):
            reading = word.reading
            if reading.form in self.lexicon.relatives or (not self.arabic and reading.form in PAUSES):
                return None
            if reading.form == "and" and not self.arabic:
                if at is not None and self._is_second_role(at, i):
                    continue
                joined = any(later.reading.noun or later.capital for later in self.words[i + 1 : i + 4])
                return i if joined else None
            person = reading.noun is not None and reading.noun.category is Category.PERSON
            if reading.proclitic == "و" and person and not reading.definite:
                return i if i + 1 < len(self.words) else None
        return None

    def _is_second_role(self, at: int, i: int) -> bool:
        """Whether the `and` at word `i` joins another role of the same one: *the senator and former mayor*."""
        behind = self.words[i + 1 :]
        end = next((k for k, word in enumerate(behind) if word.reading.form in PAUSES), len(behind))
        row = [self.words[at], *behind[:end]]
        if self.words[0].reading.form not in self.lexicon.articles or len(row) == 1:
            return False
        if any(w.reading.form in self.lexicon.articles or w.reading.form in self.lexicon.prepositions for w in row):
            return False
        nouns = [word.reading.noun for word in (row[0], row[-1])]
        return all(noun is not None and noun.category is Category.PERSON and noun.number == "s" for noun in nouns)

    def _is_named_before(self, joint: int) -> bool:
        """Whether a name stands right before the `and`: two people, not two offices of one."""
        if not self.arabic:
            return True
        before = self.words[joint - 1]
        return any(name.kind is EntityKind.PERSON for name in self.reader.names_in(before.start, before.end)) or any(
            name.kind is EntityKind.PERSON and name.end == before.end
            for name in self.reader.names_in(self.piece.start, before.end)
        )
