"""Who is meant where the text only points back: an unspoken subject, a pronoun, `المصدر ذاته`, `the statement`.

Two kinds of anchors are looked back for: attributions already resolved, and phrases that stand as subjects. The order
of the sieves follows Muzny et al. ("A two-stage sieve approach for quote attribution", EACL 2017): what the same
sentence gives first, then narration before it, and always agreement in gender and number. An attribution inside a
quotation is resolved among what the quotation holds, and failing that falls to whoever speaks the quotation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nlp.attribute.agreement import cue_features, fits
from nlp.attribute.chains import Chain
from nlp.attribute.mentions import MAX_WORDS, Kind, Mention
from nlp.attribute.reader import Reader
from nlp.attribute.words import Category
from nlp.detect.frame import Frame
from nlp.lexicon.mentions import Features
from nlp.types import Language

MAX_SENTENCES_BACK = 12
"""How far a subject may be left unspoken: farther back no reader would find it either."""
MAX_ANCHORS = 24
"""Anchors of one kind looked at for one attribution."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something an unspoken subject may take up: `frame` is null for a phrase that is no source."""

    place: int
    sentence: int
    chain: Chain
    features: Features
    frame: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A frame whose speaker is to be found: where, at which level, with what agreement."""

    frame: int
    place: int
    sentence: int
    level: int | None
    wanted: Features


class Antecedents:
    """Looks back over the anchors of one document; frames are told as they are resolved."""

    def __init__(
        self,
        reader: Reader,
        frames: Sequence[Frame],
        levels: Sequence[int | None],
        phrases: Sequence[tuple[Mention, Chain, int | None]],
        named: Sequence[Chain | None],
    ) -> None:
        """`levels` and `named` give for each frame the frame around it and the chain its source names by itself;
        `phrases` are the document's mentions with their chains and levels, in order."""
        self._reader = reader
        self._frames = frames
        self._levels = levels
        self._named = named
        self.speakers: list[Chain | None] = [None] * len(frames)
        self._last: tuple[Gap, list[Anchor]] | None = None
        self._spoken: dict[int | None, list[Anchor]] = defaultdict(list)
        self._subjects: dict[int | None, list[Anchor]] = defaultdict(list)
        self._phrases: dict[int | None, list[Anchor]] = defaultdict(list)
        self._anywhere: list[Anchor] = []
        for mention, chain, level in phrases:
            anchor = Anchor(mention.piece.start, mention.sentence, chain, mention.features, mention.frame)
            self._phrases[level].append(anchor)
            self._anywhere.append(anchor)
            if mention.subject and mention.category is not Category.DOCUMENT and self._may_speak(mention, chain):
                self._subjects[level].append(anchor)
        self._children: dict[int, list[int]] = defaultdict(list)
        for index, level in enumerate(levels):
            if level is not None:
                self._children[level].append(index)

    def _may_speak(self, mention: Mention, chain: Chain) -> bool:
        """Whether a subject may be who speaks next: a project or a market only where it speaks elsewhere as well."""
        seldom = self._reader.vocabulary_of(mention.sentence).seldom_speak
        return chain.spoken or bool(chain.names) or not chain.lemmas or not chain.lemmas <= seldom

    def gap(self, index: int, features: Features | None) -> Gap:
        """Describe what frame `index` needs; `features` are those of its pronoun, null where nothing is spoken."""
        frame = self._frames[index]
        text = self._reader.text.working[frame.cue.start : frame.cue.end]
        wanted = features or cue_features(text, frame.lemma, frame.language)
        sentence = self._reader.sentence_at(frame.cue.start)
        return Gap(index, frame.cue.start, sentence, self._levels[index], wanted)

    def told(self, index: int, chain: Chain, features: Features) -> None:
        """Take note that `chain` is the speaker of frame `index`."""
        self.speakers[index] = chain
        place = self._frames[index].cue.start
        anchor = Anchor(place, self._reader.sentence_at(place), chain, features, index)
        anchors = self._spoken[self._levels[index]]
        anchors.insert(bisect_left(anchors, place, key=lambda a: a.place), anchor)

    def resolve(self, gap: Gap) -> Chain | None:
        """Run the sieves; null when nobody is found."""
        sieves: tuple[Callable[[Gap], Chain | None], ...] = (
            self.quoted_first_person,
            self.subject_of_own_content,
            self.relative_clause,
            self.same_sentence,
            self.sentences_before,
            self.speaker_of_quotation,
            self.told_by_the_way,
            self.any_phrase_before,
        )
        for sieve in sieves:
            chain = sieve(gap)
            if chain is not None:
                return chain
        return None

    def candidates(self, gap: Gap) -> Iterator[Chain]:
        """Give everybody that a subject left unspoken in `gap` might be, the nearest first, whoever says the content
        around it last; somebody may come several times."""
        for anchor in self._merged(gap):
            if self._agrees(anchor, gap):
                yield anchor.chain
        around = self.speaker_of_quotation(gap)
        if around is not None:
            yield around

    def pointed_back(self, gap: Gap, source: Mention) -> Chain | None:
        """Find what a spoken source takes up that is a pronoun or points back by its words; null when nobody."""
        if source.kind is Kind.PRONOUN:
            return self.bearer_of_title(gap, source) or self.resolve(gap)
        if source.category is Category.DOCUMENT:
            return self.document_before(gap, source)
        sieves = (self.same_noun_before, self.holder_before, self.person_before, self.bearer_of_name)
        return next((chain for sieve in sieves if (chain := sieve(gap, source)) is not None), None)

    def bearer_of_title(self, gap: Gap, source: Mention) -> Chain | None:
        """`معاليه`, `سموه`: whoever was called `معالي`, `سمو` before."""
        form = self._reader.words[source.first].reading.form
        if form not in self._reader.vocabulary_of(gap.sentence).honorifics:
            return None
        title = form.rstrip("اه").removesuffix("ت")
        for anchor in self._back(self._phrases[gap.level], gap):
            if any(word.startswith(title) and len(word) <= len(title) + 1 for word in anchor.chain.content):
                return anchor.chain
        return None

    def document_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`البيان`: the document spoken of before; else the body that spoke, in a document so called, before."""
        lemma = _lemma(source)
        utterances = self._reader.vocabulary_of(gap.sentence).utterances
        for anchor in self._back(self._spoken[gap.level], gap):
            if lemma in anchor.chain.lemmas and anchor.chain.number in (None, source.features.number):
                return anchor.chain
            if lemma in utterances and anchor.chain.human is not True and self._speaks_of(anchor.sentence, lemma):
                return anchor.chain
        return None

    def _speaks_of(self, sentence: int, lemma: str | None) -> bool:
        first, last = self._reader.bounds[sentence]
        nouns = (word.reading.noun for word in self._reader.words[first : min(last, first + MAX_WORDS)])
        return any(noun is not None and noun.lemma == lemma for noun in nouns)

    def same_noun_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`المصدر ذاته`, `المتحدث`: the speaker before who was called so."""
        for anchor in self._back(self._spoken[gap.level], gap):
            if _lemma(source) in anchor.chain.lemmas and self._agrees(anchor, gap):
                return anchor.chain
        return None

    def holder_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`الوزير`, *the minister*: whoever was given that office with a name before, though no word of theirs."""
        for anchor in self._back(self._phrases[gap.level], gap):
            if anchor.chain.names and _lemma(source) in anchor.chain.lemmas and self._agrees(anchor, gap):
                return anchor.chain
        return None

    def bearer_of_name(self, gap: Gap, source: Mention) -> Chain | None:
        """`هذا السياسي`, *the company*: the person, or the body of no listed kind, that stood as a subject before by
        name."""
        wanted = Category.PERSON if source.category is Category.PERSON else Category.ORGANIZATION
        for anchor in self._back(self._subjects[gap.level], gap):
            chain = anchor.chain
            known = wanted is Category.PERSON or (not chain.lemmas and not self._is_place(gap, chain))
            if self._is_other(source, chain):
                continue
            if chain.names and chain.categories == {wanted} and known and self._agrees(anchor, gap):
                return chain
        return None

    def _is_other(self, source: Mention, chain: Chain) -> bool:
        """Whether the source has a role that nobody with another role is called by: *the mayor* is not the actor."""
        distinct = self._reader.vocabulary_of(source.sentence).distinct
        return not source.same and _lemma(source) in distinct and bool(chain.lemmas)

    def _is_place(self, gap: Gap, chain: Chain) -> bool:
        places = self._reader.vocabulary_of(gap.sentence).places
        return any(" ".join(name) in places for name in chain.names)

    def person_before(self, gap: Gap, source: Mention) -> Chain | None:
        """`المسؤول`, `السياسي`: the person who spoke before, called otherwise."""
        if source.features.number not in (None, "s") or (source.category is Category.ORGANIZATION and not source.same):
            return None
        wanted = Features(gender=source.features.gender, number=source.features.number)
        loose = Gap(gap.frame, gap.place, gap.sentence, gap.level, Features() if source.same else wanted)
        for anchor in self._back(self._spoken[gap.level], gap):
            if self._is_other(source, anchor.chain):
                continue
            if (source.same or anchor.chain.human is not False) and self._agrees(anchor, loose):
                return anchor.chain
        return None

    # The sieves.

    def quoted_first_person(self, gap: Gap) -> Chain | None:
        """`I` and `we` inside a content are whoever says it."""
        if gap.wanted.person != 1:
            return None
        if gap.level is not None:
            return self.speakers[gap.level]
        return next((anchor.chain for anchor in self._back(self._spoken[None], gap)), None)

    def relative_clause(self, gap: Gap) -> Chain | None:
        """`التصريحات التي أدلى بها الوزير والتي قال فيها`: whoever was named last before the relative pronoun."""
        at = bisect_left(self._reader.starts, gap.place) - 1
        if at < 0:
            return None
        words = self._reader.vocabulary_of(gap.sentence)
        form = self._reader.words[at].reading.form
        if form.removeprefix("و") not in words.relatives or form in ("مما", "ممن", "that"):
            return None
        cue = self._frames[gap.frame].cue
        if self._reader.text.working[cue.start : cue.end].endswith(("ه", "ها", "هم")):
            return None  # The pronoun takes up the noun before: التي وصفها, which he described.
        place = self._reader.words[at].start
        for anchor in self._back(self._anywhere, gap):
            if anchor.sentence != gap.sentence:
                return None
            if anchor.place < place and self._agrees(anchor, gap):
                return anchor.chain
        return None

    def subject_of_own_content(self, gap: Gap) -> Chain | None:
        """`استقال المدرب لأنه لم يقبض راتبه، على حد قوله`: the pronoun on a cue behind its content takes up the subject
        of what was said."""
        frame = self._frames[gap.frame]
        if frame.language is not Language.ARABIC or (frame.content[-1:] and frame.content[-1].end > frame.cue.start):
            return None
        if gap.wanted == Features() or " " not in self._reader.text.working[frame.cue.start : frame.cue.end].strip():
            return None
        inside = (a for a in self._subjects[gap.frame] if self._agrees(a, gap))
        return next((anchor.chain for anchor in inside), None)

    def same_sentence(self, gap: Gap) -> Chain | None:
        """Whoever spoke last in the sentence; where nobody did, its first subject."""
        here = (a for a in self._merged(gap) if a.sentence == gap.sentence and not self._is_aside(a))
        found = [a for a in here if self._agrees(a, gap)]
        spoken = next((a.chain for a in found if a.frame is not None), None)
        return spoken or (found[-1].chain if found else None)

    def sentences_before(self, gap: Gap) -> Chain | None:
        """Sentence by sentence back: whoever spoke there last; where nobody did, its subject."""
        for anchor in self._merged(gap):
            if anchor.sentence < gap.sentence and self._agrees(anchor, gap):
                return anchor.chain
        return None

    def speaker_of_quotation(self, gap: Gap) -> Chain | None:
        """Inside a content with nobody else to take up: whoever says the content (`قال إنه يعتقد`)."""
        if gap.level is None:
            return None
        chain = self.speakers[gap.level]
        if chain is None or fits(gap.wanted, frozenset(chain.genders), chain.number, chain.human):
            return chain
        # Without vowel marks `بعثت` is she sent, and I sent.
        cue = self._frames[gap.frame].cue
        return chain if self._reader.text.working[cue.start : cue.end].split()[0].endswith("ت") else None

    def told_by_the_way(self, gap: Gap) -> Chain | None:
        """Whose words were only told by the way (`ردا على ما قاله النائب`), where nobody else has spoken."""
        for anchor in self._merged(gap):
            if self._is_aside(anchor) and self._agrees(anchor, gap):
                return anchor.chain
        return None

    def any_phrase_before(self, gap: Gap) -> Chain | None:
        """Anybody before who agrees, subject or not."""
        for anchor in self._back(self._phrases[gap.level], gap):
            if self._agrees(anchor, gap):
                return anchor.chain
        return None

    # Looking back.

    def _merged(self, gap: Gap) -> list[Anchor]:
        """Attributions and subjects before the gap, the nearest first; of a sentence that has attributions of its own,
        only those, unless it is the gap's own sentence. Read once for each gap."""
        if self._last is None or self._last[0] is not gap:
            self._last = gap, self._merge(gap)
        return self._last[1]

    def _merge(self, gap: Gap) -> list[Anchor]:
        spoken = list(self._back(self._spoken[gap.level], gap))
        subjects = list(self._back(self._subjects[gap.level], gap))
        talking = {anchor.sentence for anchor in spoken if not self._is_aside(anchor)}
        kept = [a for a in subjects if a.sentence == gap.sentence or a.sentence not in talking]
        first: dict[int, Anchor] = {}
        for anchor in reversed(kept):
            if anchor.sentence != gap.sentence:
                first.setdefault(anchor.sentence, anchor)
        kept = [a for a in kept if a.sentence == gap.sentence or first[a.sentence] is a]
        return sorted(spoken + kept, key=self._nearness, reverse=True)

    def _nearness(self, anchor: Anchor) -> tuple[int, bool, int, bool]:
        """Later sentences are nearer, in a sentence its later words; but what is only told by the way is farther than
        all else in its sentence and the one before."""
        aside = self._is_aside(anchor)
        return anchor.sentence - aside, not aside, anchor.place, anchor.frame is not None

    def _is_aside(self, anchor: Anchor) -> bool:
        if anchor.frame is None:
            return False
        at = bisect_left(self._reader.starts, self._frames[anchor.frame].cue.start) - 1
        if at < 0:
            return False
        return self._reader.words[at].reading.form in self._reader.vocabulary_of(anchor.sentence).free_relatives

    def _back(self, anchors: list[Anchor], gap: Gap) -> Iterator[Anchor]:
        at = bisect_left(anchors, gap.place, key=lambda a: a.place)
        for anchor in reversed(anchors[max(0, at - MAX_ANCHORS) : at]):
            if anchor.sentence < gap.sentence - MAX_SENTENCES_BACK:
                return
            if anchor.frame is None or not self._is_background(anchor):
                yield anchor
                continue
            inside = self._foreground(anchor)
            if inside is not None:
                yield inside

    def _is_background(self, anchor: Anchor) -> bool:
        """Whether what stands before the anchor is ascribed to it as a whole (`..., بحسب الوكالة`): the story goes on
        with those it tells of."""
        assert anchor.frame is not None
        frame = self._frames[anchor.frame]
        return any(piece.start < frame.cue.start for piece in frame.content) and (
            Category.OUTLET in anchor.chain.categories or anchor.frame in self._children
        )

    def _foreground(self, anchor: Anchor) -> Anchor | None:
        """The speaker inside the content of `anchor`, null when nobody is named there."""
        assert anchor.frame is not None
        for child in reversed(self._children.get(anchor.frame, [])):
            chain = self._named[child]
            if chain is not None and self._frames[child].cue.start < self._frames[anchor.frame].cue.start:
                return Anchor(anchor.place, anchor.sentence, chain, Features(), child)
        return None if Category.OUTLET in anchor.chain.categories else anchor

    def _agrees(self, anchor: Anchor, gap: Gap) -> bool:
        chain = anchor.chain
        own = anchor.features
        if not _may_be(gap.wanted, chain, self._frames[gap.frame].language):
            return False
        if own.gender and fits(gap.wanted, frozenset({own.gender}), own.number or chain.number, chain.human):
            return True
        return fits(gap.wanted, frozenset(chain.genders), chain.number or own.number, chain.human)


def _may_be(wanted: Features, chain: Chain, language: Language) -> bool:
    """In English *he* and *she* are people, *it* is none, and *they* are no one person with a name."""
    if language is Language.ARABIC:
        return True
    person = bool(chain.names) or Category.PERSON in chain.categories
    if wanted.number == "p":
        return not (chain.names and Category.PERSON in chain.categories)
    if wanted.gender is None:
        return True
    return chain.human is not True if wanted.gender == "n" else person


def _lemma(mention: Mention) -> str | None:
    return mention.noun.lemma if mention.noun else None
