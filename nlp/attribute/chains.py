"""Chains: the mentions of a document that refer to the same one, by the evidence of the phrases themselves.

A sequence of sieves, the surest first, each over the whole document and each building on the chains the ones before it
made (Lee et al. 2013). A sieve only merges what it is sure of; pronouns, unspoken subjects and phrases that point back
(`المصدر ذاته`) are left to `nlp.attribute.antecedents`. Every lookup goes through an index and looks at a bounded
number of candidates, so the time grows with the number of mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from nlp.attribute.chain import Chain
from nlp.attribute.mention import Kind, Mention
from nlp.attribute.reader import Reader
from nlp.attribute.shared_names import may_end_in_name, name_words, one_name
from nlp.attribute.words import POSSESSIVE, Category, Vocabulary

MAX_CANDIDATES = 24
"""Chains compared with one mention: more share a name or a noun only in lists and in hostile input."""

_RELATIONAL = ("ي", "ية", "يون", "يين", "يات")
_OPENING = frozenset('(«"“')
_CLOSING = frozenset(')»"”')


class Chains:
    """The chains of one document and the indices by which candidates are found."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._of: dict[tuple[int, int], Chain] = {}
        self._by_words: dict[tuple[str, ...], Chain] = {}
        self._by_name: dict[str, list[Chain]] = defaultdict(list)
        self._by_lemma: dict[str, list[Chain]] = defaultdict(list)
        self._by_content: dict[str, list[Chain]] = defaultdict(list)

    def of(self, mention: Mention) -> Chain | None:
        """The chain of `mention`, null when no sieve placed it."""
        return self._of.get((mention.piece.start, mention.piece.end))

    def build(self, mentions: Sequence[Mention]) -> None:
        """Run the sieves over `mentions`, which come in the order of the text.

        Those that say most come first, so that a short form finds the full one even behind it, as in a headline.
        """
        named = sorted((m for m in mentions if m.kind is Kind.NAME), key=lambda m: (-len(m.name), m.piece.start))
        described = sorted((m for m in mentions if m.kind is Kind.NOMINAL), key=lambda m: (-len(m.core), m.piece.start))
        for mention in named:
            if mention.head is not None or mention.category is Category.PERSON:
                self.place(mention, self.same_words(mention) or self.same_name(mention))
        for mention in described:
            if not mention.same and not self.points_back(mention):
                found = self.same_words(mention) or self.known_name_at_end(mention) or self.same_head(mention)
                found = found or self.name_inside(mention)
                if found is not None or mention.frame is None or not self._may_take_up_name(mention):
                    self.place(mention, found)
        for mention in named:
            if self.of(mention) is None:
                found = self.same_words(mention) or self.same_name(mention) or self.name_inside(mention)
                self.place(mention, found or self.name_at_end(mention) or self.seat_of_state(mention))
        for mention in described:
            if mention.frame is None and self.of(mention) is None and not mention.same:
                # A source that points back waits for the text before it; any other phrase is placed now or never.
                chain = self.same_head(mention)
                if chain is not None:
                    self.place(mention, chain)

    def place(self, mention: Mention, chain: Chain | None) -> Chain:
        """Put `mention` into `chain`, or into a new one."""
        if chain is None:
            chain = Chain()
        chain.add(mention)
        self._of[mention.piece.start, mention.piece.end] = chain
        words = self._words(mention)
        if mention.kind is not Kind.PRONOUN and (mention.definite or mention.kind is Kind.NAME):
            self._by_words.setdefault(words, chain)
        for key in mention.name:
            self._index(self._by_name[key], chain)
        for lemma in mention.lemmas:
            self._index(self._by_lemma[lemma], chain)
        if mention.category is not Category.PERSON or not mention.name:
            for key in mention.content:
                self._index(self._by_content[key], chain)
        return chain

    def namesakes(self, mention: Mention) -> list[Chain]:
        """Return the chains that share the last word of the mention's name, the latest first."""
        return self._by_name[mention.name[-1]][: -MAX_CANDIDATES - 1 : -1] if mention.name else []

    def merge(self, into: Chain, chain: Chain) -> None:
        """Take the mentions of `chain` into `into`; nothing where both are one."""
        if into is chain:
            return
        for mention in chain.mentions:
            self.place(mention, into)

    @staticmethod
    def _index(chains: list[Chain], chain: Chain) -> None:
        if chain not in chains[-MAX_CANDIDATES:]:
            chains.append(chain)

    def _words(self, mention: Mention) -> tuple[str, ...]:
        words = self._vocabulary(mention)
        own = self._reader.words[mention.first : mention.last]
        # Folding makes all numbers alike: 27 in the hundred are not 43 in the hundred.
        keys = (word.text if word.text[0].isdecimal() else word.reading.key for word in own if word.is_word)
        return tuple(key for key in keys if key not in words.articles)

    def _vocabulary(self, mention: Mention) -> Vocabulary:
        return self._reader.vocabulary_of(mention.sentence)

    def points_back(self, mention: Mention) -> bool:
        """Whether the phrase says no more than that its referent was spoken of before: `المسؤول`, `the statement`."""
        noun = mention.noun
        if noun is None or not mention.definite or mention.other:
            return False
        words = self._vocabulary(mention)
        rest = {key for key in mention.core - {noun.lemma} if key not in words.of_age and not key.isdecimal()}
        if rest and noun.lemma in words.described and all(self._is_relational(mention, key) for key in rest):
            return True  # `المسؤول الهندي` is no office of which there is one
        return not rest and (noun.category is Category.DOCUMENT or noun.lemma in words.anaphoric)

    def _is_relational(self, mention: Mention, key: str) -> bool:
        """Whether a definite adjective of relation has this key: `الهندي`, `النقابية`."""
        own = self._reader.words[mention.first : mention.last]
        return key.endswith(_RELATIONAL) and any(w.reading.key == key and w.reading.definite for w in own)

    def _may_take_up_name(self, mention: Mention) -> bool:
        """Whether a source says no more than the kind of a body that may have been named before: *the company*."""
        if mention.head is None or not mention.definite or mention.other or mention.core:
            return False
        return mention.head.reading.key in self._vocabulary(mention).anaphoric_bodies

    # The sieves.

    def same_words(self, mention: Mention) -> Chain | None:
        """The same definite phrase or name word for word; an indefinite phrase only between headline and body."""
        if mention.other or (mention.kind is Kind.NOMINAL and not mention.definite):
            return self._repeated_headline(mention)
        return self._by_words.get(self._words(mention))

    def _repeated_headline(self, mention: Mention) -> Chain | None:
        noun = mention.noun
        if noun is None or mention.other or mention.heading:
            return None
        for chain in self._by_lemma[noun.lemma][:MAX_CANDIDATES]:
            if len(chain.mentions) == 1 and chain.mentions[0].heading and chain.content == mention.content:
                return chain
        return None

    def same_name(self, mention: Mention) -> Chain | None:
        """One name inside the other, word for word and in order: `الفضلي` in `عبدالرحمن بن عبدالمحسن الفضلي`."""
        # A bare surname is often tagged as a body's name.
        bare = mention.head is None and mention.category is Category.ORGANIZATION
        if not mention.name or not (bare or mention.category in (None, Category.PERSON)):
            return None
        found = {
            id(chain): chain
            for key in {mention.name[0], mention.name[-1]}
            for chain in self._by_name[key][-MAX_CANDIDATES:]
            if self._names_agree(mention, chain)
        }
        return self._nearest(found.values(), mention)

    def _names_agree(self, mention: Mention, chain: Chain) -> bool:
        if chain.categories - {Category.PERSON} and not chain.names:
            return False
        gender = mention.features.gender
        if gender and chain.genders and gender not in chain.genders:
            return False
        words = self._vocabulary(mention)
        return any(one_name(mention.name, name, words) for name in islice(chain.names, MAX_CANDIDATES))

    def same_head(self, mention: Mention) -> Chain | None:
        """A definite phrase takes up one with the same head that says all that it says: `الوزارة`, `رئيس اللجنة`."""
        noun = mention.noun
        if noun is None or not mention.definite or mention.other:
            return None
        wanted = mention.core - {noun.lemma}
        found = [
            chain
            for chain in self._by_lemma[noun.lemma][-MAX_CANDIDATES:]
            if wanted <= chain.content
            and (not chain.numbers or noun.number in chain.numbers)
            and (not chain.genders or noun.gender is None or noun.gender in chain.genders)
        ]
        return self._nearest(found, mention)

    def known_name_at_end(self, mention: Mention) -> Chain | None:
        """A role followed by a name that another mention gives alone: `رئيس الحكومة الحبيب الصيد`, `الحبيب الصيد`."""
        if mention.category is not Category.PERSON or mention.name:
            return None
        keys = name_words(self._reader, mention)
        if len(keys) == 1 and not mention.definite and not self._is_possessor(mention):
            # A name shaped like a noun: `صديق` where `صديق خان` is known.
            return self._nearest(self._by_name[keys[0]][-MAX_CANDIDATES:], mention)
        for size in (3, 2, 1):
            end = tuple(keys[-size:])
            if len(keys) <= size + 1 or not may_end_in_name(self._reader, mention, size):
                continue
            chains = [chain for chain in self._by_name[end[-1]][-MAX_CANDIDATES:] if end in chain.names]
            if chains:
                return self._nearest(chains, mention)
        return None

    def _is_possessor(self, mention: Mention) -> bool:
        """Whether its first name only tells whose people it means: *Lee's advisers*."""
        return any(word.reading.form in POSSESSIVE for word in self._reader.words[mention.first : mention.last])

    def name_at_end(self, mention: Mention) -> Chain | None:
        """The same the other way round: the name alone is met and the role with an unmarked name is known."""
        if not mention.name or mention.head is not None or mention.category not in (None, Category.PERSON):
            return None
        size = len(mention.name)
        key = self._reader.words[mention.first].reading.key
        found = [
            chain
            for chain in self._by_content[key][-MAX_CANDIDATES:]
            for other in chain.mentions[:MAX_CANDIDATES]
            if other.category is Category.PERSON
            and not other.name
            and tuple(name_words(self._reader, other)[-size:]) == mention.name
            and may_end_in_name(self._reader, other, size)
        ]
        return self._nearest(found, mention)

    def name_inside(self, mention: Mention) -> Chain | None:
        """The bare name of a body whose full form names its kind (`النهضة`, `حركة النهضة`) or gives it in brackets."""
        if mention.category is Category.PERSON or mention.same or mention.other:
            return None
        keys = self._keys(mention)
        if not keys or (mention.kind is Kind.NOMINAL and not mention.definite):
            return None
        found = [
            chain
            for chain in self._by_content[keys[0]][-MAX_CANDIDATES:]
            if any(self._is_body_named(other, keys) for other in chain.mentions[:MAX_CANDIDATES])
        ]
        return self._nearest(found, mention)

    def _is_body_named(self, body: Mention, keys: list[str]) -> bool:
        noun = body.noun
        if noun is None or noun.category in (Category.PERSON, Category.DOCUMENT):
            return False
        words = self._reader.words[body.first : body.last]
        size = len(keys)
        whole = [word.reading.key for word in words]
        for at in range(1, len(whole) - size):
            if whole[at : at + size] == keys and whole[at - 1] in _OPENING and whole[at + size] in _CLOSING:
                return True
        outlet = noun.category is Category.OUTLET and noun.number != "p"
        named = noun.lemma in self._vocabulary(body).naming_heads or outlet
        return named and self._keys(body)[1 : 1 + size] == keys

    def _keys(self, mention: Mention) -> list[str]:
        words = self._reader.words[mention.first : mention.last]
        return [word.reading.key for word in words if word.is_word]

    def seat_of_state(self, mention: Mention) -> Chain | None:
        """A capital that speaks for its state, where the document lets the state speak too: `طهران`, `إيران`."""
        words = self._vocabulary(mention)
        own = " ".join(word.reading.form for word in self._reader.words[mention.first : mention.last])
        states = words.seats.get(own, frozenset()) | {seat for seat, names in words.seats.items() if own in names}
        for state in states:
            chain = self._by_words.get(tuple(_key(word) for word in state.split()))
            if chain is not None and any(m.frame is not None for m in chain.mentions):
                return chain
        return None

    def _nearest(self, chains: Iterable[Chain], mention: Mention) -> Chain | None:
        """The nearest of `chains`; for a source, one that speaks elsewhere goes before one that is only spoken of."""
        place, source = mention.piece.start, mention.frame is not None
        return min(chains, key=lambda chain: (source and not chain.spoken, *chain.distance(place)), default=None)


def _key(form: str) -> str:
    return form[2:] if form.startswith("ال") and len(form) > 4 else form
