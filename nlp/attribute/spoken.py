"""Who is meant by a source that is spoken and still points back: a pronoun, `المصدر ذاته`, *the statement*."""

from __future__ import annotations

from bisect import bisect_left

from nlp.attribute.anchors import Anchor, Anchors, Gap, may_be_person
from nlp.attribute.antecedents import Antecedents
from nlp.attribute.chain import Chain
from nlp.attribute.mention import Kind, Mention
from nlp.attribute.mentions import MAX_WORDS
from nlp.attribute.words import PAUSES, Category, key_of
from nlp.lexicon.mentions import Features
from nlp.types import Language


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
        sieves = [self.same_noun_before, self.holder_before, self.person_before, self.bearer_of_name]
        if _lemma(source) in self.anchors.reader.vocabulary_of(source.sentence).unnamed and not source.same:
            sieves = sieves[:2]
        return next((chain for sieve in sieves if (chain := sieve(gap, source)) is not None), None)

    def named_behind(self, gap: Gap) -> Chain | None:
        """`وقال الحداد`: where no source was found, the person named right behind a verb that takes no object."""
        frame, text = self.anchors.frames[gap.frame], self.anchors.reader.text.working
        cue = key_of(text[frame.cue.start : frame.cue.end])
        says = self.anchors.reader.vocabulary_of(gap.sentence).says
        if frame.language is not Language.ARABIC or (cue not in says and cue.lstrip("وف") not in says):
            return None
        anywhere = self.anchors.anywhere
        at = bisect_left(anywhere, frame.cue.end, key=lambda anchor: anchor.place)
        if at == len(anywhere) or text[frame.cue.end : anywhere[at].place].strip():
            return None
        anchor = anywhere[at]
        told = any(piece.start <= anchor.place < piece.end for piece in frame.content)
        known = anchor.chain.names and is_mostly_person(anchor.chain)
        return anchor.chain if known and not told and self.anchors.agrees(anchor, gap) else None

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
        return self._several_before(gap, source)

    def _several_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`المصدر` behind `مصادر مطلعة`: of those whom the news leaves unnamed, one and several are told apart by
        nothing."""
        lemma, language = _lemma(source), self.anchors.reader.languages[source.sentence]
        one = source.category is Category.PERSON and source.definite and source.features.number == "s"
        if language is not Language.ARABIC or not one:
            return None
        spoken = (anchor.chain for anchor in self.anchors.back(self.anchors.spoken[gap.level], gap))
        return next((c for c in spoken if lemma in c.lemmas and c.number == "p" and not c.names), None)

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
        english = self.anchors.reader.languages[source.sentence] is Language.ENGLISH
        for anchor in self.anchors.back(self.anchors.spoken[gap.level], gap):
            if self._is_other(source, anchor.chain):
                continue
            if english and not source.same and not may_be_person(anchor.chain):
                continue
            if (source.same or anchor.chain.human is not False) and self.anchors.agrees(anchor, loose):
                return anchor.chain
        return None

    def is_description(self, source: Mention, chain: Chain) -> bool:
        """Whether a source only describes a person whose name the text may give elsewhere: *the rapper*, *the
        31-year-old*."""
        if chain.names or not source.definite or source.same or source.other or source.features.number == "p":
            return False
        lexicon = self.anchors.reader.vocabulary_of(source.sentence)
        words = self.anchors.reader.words[source.first : source.last]
        if lexicon.language is not Language.ENGLISH or words[0].reading.form not in ("the", "this"):
            return False
        forms = [word.reading.form for word in words[1:]]
        clause = next(
            (i for i, form in enumerate(forms) if i and form in _APART and forms[i + 1 : i + 2] == ["who"]), None
        )
        words, forms = (words, forms) if clause is None else (words[: clause + 1], forms[:clause])
        if "and" in forms and not any(form in lexicon.articles for form in forms):
            forms = forms[: forms.index("and")]  # two roles of one: the senator and former mayor
            words = words[: len(forms) + 1]
        if any(form in PAUSES - {"-"} or form in lexicon.prepositions or form in lexicon.relatives for form in forms):
            return False  # what goes on tells of somebody else: the father of the girl
        if not (_is_person(source) or forms[-1:] in (["year-old"], ["old"])) or words[-1].text.istitle():
            return False
        if _lemma(source) in lexicon.unnamed:
            return False
        return all((m.definite or m.heading) and m.kind is not Kind.PRONOUN for m in chain.mentions)

    def described(self, gap: Gap, source: Mention) -> Chain | None:
        """Whom a description takes up: of the persons named near before, or else anywhere, the one most spoken of."""
        before = self.same_noun_before(gap, source)
        if before is not None:
            return before if before.names else None  # One unnamed is described again.
        wanted = Features(gender=source.features.gender, number="s", person=3)
        loose = Gap(gap.frame, gap.place, gap.sentence, gap.level, wanted)
        phrases = self.anchors.anywhere
        near = [a for a in self.anchors.back(phrases, loose) if a.sentence >= gap.sentence - _NEAR]
        called_so = [a for a in phrases if _lemma(source) in a.chain.lemmas]
        for anchors in (called_so, near, phrases):
            named = {id(a.chain): a.chain for a in anchors if self._may_be_described(a, loose, source)}
            if named:
                return max(named.values(), key=lambda chain: self._likeness(source, chain))
        return None

    @staticmethod
    def _likeness(source: Mention, chain: Chain) -> tuple[int, int]:
        """How well a description fits: by the words that describe both (*the Maine senator*: Sen. Ann Lee of Maine), by
        how much the text speaks of the one described."""
        return len(source.core & chain.content), len(chain.mentions)

    def _may_be_described(self, anchor: Anchor, gap: Gap, source: Mention) -> bool:
        chain, gender = anchor.chain, source.features.gender
        known = chain.spoken or any(len(name) > 1 for name in chain.names)
        person = known and is_mostly_person(chain) and len(chain.mentions) > 1 and chain.names
        if not person or self._is_other(source, chain) or (gender == "f" and "f" not in chain.genders):
            return False
        return self.anchors.agrees(anchor, gap)


_APART = frozenset({",", "-", "--", "–", "—"})
_NEAR = 2
"""Sentences before a description in which whom it takes up is looked for first, where nobody bears its role."""


def _is_person(mention: Mention) -> bool:
    return mention.kind is Kind.NOMINAL and mention.category is Category.PERSON


def is_mostly_person(chain: Chain) -> bool:
    """Whether most mentions of the chain are a person's: now and then the tagger takes a name for a body's."""
    persons = sum(mention.category is Category.PERSON for mention in chain.mentions)
    others = sum(mention.category not in (None, Category.PERSON) for mention in chain.mentions)
    return persons > 2 * others


def _lemma(mention: Mention) -> str | None:
    return mention.noun.lemma if mention.noun else None
