"""Who is meant by a source that is spoken and still points back: a pronoun, `المصدر ذاته`, *the statement*."""

from __future__ import annotations

from nlp.attribute.anchors import Anchors, Gap
from nlp.attribute.antecedents import Antecedents
from nlp.attribute.chain import Chain
from nlp.attribute.mentions import MAX_WORDS, Kind, Mention
from nlp.attribute.words import Category
from nlp.lexicon.mentions import Features


class SpokenSources:
    """Brings spoken sources of one document back to whom they take up; pronouns are left to `Antecedents`."""

    def __init__(self, anchors: Anchors, antecedents: Antecedents) -> None:
        self.anchors = anchors
        self.antecedents = antecedents

    def pointed_back(self, gap: Gap, source: Mention) -> Chain | None:
        """Find what a spoken source takes up that is a pronoun or points back by its words; null when nobody."""
        if source.kind is Kind.PRONOUN:
            return self.bearer_of_title(gap, source) or self.antecedents.resolve(gap)
        if source.category is Category.DOCUMENT:
            return self.document_before(gap, source)
        sieves = (self.same_noun_before, self.holder_before, self.person_before, self.bearer_of_name)
        return next((chain for sieve in sieves if (chain := sieve(gap, source)) is not None), None)

    def bearer_of_title(self, gap: Gap, source: Mention) -> Chain | None:
        """`معاليه`, `سموه`: whoever was called `معالي`, `سمو` before."""
        form = self.anchors.reader.words[source.first].reading.form
        if form not in self.anchors.reader.vocabulary_of(gap.sentence).honorifics:
            return None
        title = form.rstrip("اه").removesuffix("ت")
        for anchor in self.anchors.back(self.anchors.phrases[gap.level], gap):
            if any(word.startswith(title) and len(word) <= len(title) + 1 for word in anchor.chain.content):
                return anchor.chain
        return None

    def document_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`البيان`: the document spoken of before; else the body that spoke, in a document so called, before."""
        lemma = _lemma(source)
        utterances = self.anchors.reader.vocabulary_of(gap.sentence).utterances
        for anchor in self.anchors.back(self.anchors.spoken[gap.level], gap):
            if lemma in anchor.chain.lemmas and anchor.chain.number in (None, source.features.number):
                return anchor.chain
            if lemma in utterances and anchor.chain.human is not True and self._speaks_of(anchor.sentence, lemma):
                return anchor.chain
        return None

    def _speaks_of(self, sentence: int, lemma: str | None) -> bool:
        first, last = self.anchors.reader.bounds[sentence]
        nouns = (word.reading.noun for word in self.anchors.reader.words[first : min(last, first + MAX_WORDS)])
        return any(noun is not None and noun.lemma == lemma for noun in nouns)

    def same_noun_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`المصدر ذاته`, `المتحدث`: the speaker before who was called so."""
        for anchor in self.anchors.back(self.anchors.spoken[gap.level], gap):
            if _lemma(source) in anchor.chain.lemmas and self.anchors.agrees(anchor, gap):
                return anchor.chain
        return None

    def holder_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`الوزير`, *the minister*: whoever was given that office with a name before, though no word of theirs."""
        for anchor in self.anchors.back(self.anchors.phrases[gap.level], gap):
            if anchor.chain.names and _lemma(source) in anchor.chain.lemmas and self.anchors.agrees(anchor, gap):
                return anchor.chain
        return None

    def bearer_of_name(self, gap: Gap, source: Mention) -> Chain | None:
        """`هذا السياسي`, *the company*: the person, or the body of no listed kind, that stood as a subject before by
        name."""
        wanted = Category.PERSON if source.category is Category.PERSON else Category.ORGANIZATION
        for anchor in self.anchors.back(self.anchors.subjects[gap.level], gap):
            chain = anchor.chain
            known = wanted is Category.PERSON or (not chain.lemmas and not self._is_place(gap, chain))
            if self._is_other(source, chain):
                continue
            if chain.names and chain.categories == {wanted} and known and self.anchors.agrees(anchor, gap):
                return chain
        return None

    def _is_other(self, source: Mention, chain: Chain) -> bool:
        """Whether the source has a role that nobody with another role is called by: *the mayor* is not the actor."""
        distinct = self.anchors.reader.vocabulary_of(source.sentence).distinct
        return not source.same and _lemma(source) in distinct and bool(chain.lemmas)

    def _is_place(self, gap: Gap, chain: Chain) -> bool:
        places = self.anchors.reader.vocabulary_of(gap.sentence).places
        return any(" ".join(name) in places for name in chain.names)

    def person_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`المسؤول`, `السياسي`: the person who spoke before, called otherwise."""
        if source.features.number not in (None, "s") or (source.category is Category.ORGANIZATION and not source.same):
            return None
        wanted = Features(gender=source.features.gender, number=source.features.number)
        loose = Gap(gap.frame, gap.place, gap.sentence, gap.level, Features() if source.same else wanted)
        for anchor in self.anchors.back(self.anchors.spoken[gap.level], gap):
            if self._is_other(source, anchor.chain):
                continue
            if (source.same or anchor.chain.human is not False) and self.anchors.agrees(anchor, loose):
                return anchor.chain
        return None


def _lemma(mention: Mention) -> str | None:
    return mention.noun.lemma if mention.noun else None
