"""What an unspoken subject may take up, looked back over from the gap that it leaves.

Two kinds of anchors are looked back for: attributions already resolved, and phrases that stand as subjects.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.attribute.agreement import cue_features, fits
from nlp.attribute.chain import Chain
from nlp.attribute.mention import Kind, Mention
from nlp.attribute.reader import Reader
from nlp.attribute.words import Category, key_of, vocabulary
from nlp.detect.frame import Frame
from nlp.lexicon.mentions import Features
from nlp.types import Language

MAX_SENTENCES_BACK = 12
"""How far a subject may be left unspoken: farther back no reader would find it either."""
MAX_ANCHORS = 24
"""Anchors of one kind looked at for one attribution."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something an unspoken subject may take up: `frame` is null for a phrase that is no source. `vague` tells of one
    who is met without article or name and never speaks: a later sentence seldom goes on with somebody like that."""

    place: int
    sentence: int
    chain: Chain
    features: Features
    frame: int | None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A frame whose speaker is to be found: where, at which level, with what agreement."""

    frame: int
    place: int
    sentence: int
    level: int | None
    wanted: Features


class Anchors:
    """The anchors of one document, by the attribution in whose content they stand; speakers are told when found."""

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
        self.reader = reader
        self.frames = frames
        self._levels = levels
        self._named = named
        self.speakers: list[Chain | None] = [None] * len(frames)
        self._last: tuple[Gap, list[Anchor]] | None = None
        self.spoken: dict[int | None, list[Anchor]] = defaultdict(list)
        self.subjects: dict[int | None, list[Anchor]] = defaultdict(list)
        self.phrases: dict[int | None, list[Anchor]] = defaultdict(list)
        self.anywhere: list[Anchor] = []
        for mention, chain, level in phrases:
            vague = self._is_vague(mention, chain)
            anchor = Anchor(mention.piece.start, mention.sentence, chain, mention.features, mention.frame, vague)
            self.phrases[level].append(anchor)
            self.anywhere.append(anchor)
            if mention.subject and mention.category is not Category.DOCUMENT and self._may_speak(mention, chain):
                self.subjects[level].append(anchor)
        self._children: dict[int, list[int]] = defaultdict(list)
        for index, level in enumerate(levels):
            if level is not None:
                self._children[level].append(index)

    def _may_speak(self, mention: Mention, chain: Chain) -> bool:
        """Whether a subject may be who speaks next: a project or a market only where it speaks elsewhere as well."""
        seldom = self.reader.vocabulary_of(mention.sentence).seldom_speak
        return chain.spoken or bool(chain.names) or not chain.lemmas or not chain.lemmas <= seldom

    def _is_vague(self, mention: Mention, chain: Chain) -> bool:
        words = self.reader.vocabulary_of(mention.sentence)
        if words.language is not Language.ARABIC or chain.spoken or chain.names or mention.kind is not Kind.NOMINAL:
            return False
        if mention.category is Category.ORGANIZATION and mention.features.number == "p":
            return True  # Bodies that are many are told of, and speak only where the text lets them.
        some = mention.head is not None and mention.head.reading.key in words.quantifiers
        return some or not any(other.definite for other in chain.mentions)

    def gap(self, index: int, features: Features | None) -> Gap:
        """Describe what frame `index` needs; `features` are those of its pronoun, null where nothing is spoken."""
        frame = self.frames[index]
        text = self.reader.text.working[frame.cue.start : frame.cue.end]
        wanted = features or cue_features(text, frame.lemma, frame.language)
        sentence = self.reader.sentence_at(frame.cue.start)
        return Gap(index, frame.cue.start, sentence, self._levels[index], wanted)

    def outside(self, gap: Gap) -> Gap | None:
        """The same gap outside of what somebody is credited with behind it (`وأشار إلى كذا، بحسب الوكالة`)."""
        if gap.level is None or self.frames[gap.level].cue.start < gap.place:
            return None
        return Gap(gap.frame, gap.place, gap.sentence, self._levels[gap.level], gap.wanted)

    def told(self, index: int, chain: Chain, features: Features) -> None:
        """Take note that `chain` is the speaker of frame `index`."""
        self.speakers[index] = chain
        place = self.frames[index].cue.start
        anchor = Anchor(place, self.reader.sentence_at(place), chain, features, index)
        anchors = self.spoken[self._levels[index]]
        anchors.insert(bisect_left(anchors, place, key=lambda a: a.place), anchor)

    def merged(self, gap: Gap) -> list[Anchor]:
        """Attributions and subjects before the gap, the nearest first; of a sentence that has attributions of its own,
        only those, unless it is the gap's own sentence. Read once for each gap."""
        if self._last is None or self._last[0] is not gap:
            self._last = gap, self._merge(gap)
        return self._last[1]

    def _merge(self, gap: Gap) -> list[Anchor]:
        spoken = list(self.back(self.spoken[gap.level], gap))
        subjects = list(self.back(self.subjects[gap.level], gap))
        talking = {anchor.sentence for anchor in spoken if not self.is_aside(anchor)}
        kept = [a for a in subjects if a.sentence == gap.sentence or not (a.vague or a.sentence in talking)]
        first: dict[int, Anchor] = {}
        for anchor in reversed(kept):
            if anchor.sentence != gap.sentence:
                first.setdefault(anchor.sentence, anchor)
        kept = [a for a in kept if a.sentence == gap.sentence or first[a.sentence] is a]
        return sorted(spoken + kept, key=self._nearness, reverse=True)

    def _nearness(self, anchor: Anchor) -> tuple[int, bool, int, bool]:
        """Later sentences are nearer, in a sentence its later words; but what is only told by the way is farther than
        all else in its sentence and the one before."""
        aside = self.is_aside(anchor)
        return anchor.sentence - aside, not aside, anchor.place, anchor.frame is not None

    def is_aside(self, anchor: Anchor) -> bool:
        """Whether its words are only told by the way (`ردا على ما قاله النائب`)."""
        if anchor.frame is None:
            return False
        at = bisect_left(self.reader.starts, self.frames[anchor.frame].cue.start) - 1
        if at < 0:
            return False
        return self.reader.words[at].reading.form in self.reader.vocabulary_of(anchor.sentence).free_relatives

    def back(self, anchors: list[Anchor], gap: Gap) -> Iterator[Anchor]:
        """Give those of `anchors`, which stand in the order of the text, that precede the gap, the nearest first."""
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
        frame = self.frames[anchor.frame]
        if self._leads(anchor.frame):
            return True
        return any(piece.start < frame.cue.start for piece in frame.content) and (
            Category.OUTLET in anchor.chain.categories or anchor.frame in self._children
        )

    def _leads(self, index: int) -> bool:
        """Whether somebody who is only credited leads up to whoever speaks (`وبحسب الوكالة، قال الوزير`)."""
        frame = self.frames[index]
        if index not in self._children or frame.language is not Language.ARABIC:
            return False
        words = vocabulary(Language.ARABIC)
        cue = key_of(self.reader.text.working[frame.cue.start : frame.cue.end]).split()
        return any(word in words.boundaries or word[1:] in words.boundaries for word in cue)

    def _foreground(self, anchor: Anchor) -> Anchor | None:
        """The speaker inside the content of `anchor`, null when nobody is named there."""
        assert anchor.frame is not None
        for child in reversed(self._children.get(anchor.frame, [])):
            chain = self._named[child]
            leads = self.frames[child].cue.start > self.frames[anchor.frame].cue.start
            if chain is not None and (not leads or self._leads(anchor.frame)):
                return Anchor(anchor.place, anchor.sentence, chain, Features(), child)
        return None if Category.OUTLET in anchor.chain.categories else anchor

    def agrees(self, anchor: Anchor, gap: Gap) -> bool:
        """Whether gender and number of the anchor allow it in the gap."""
        chain = anchor.chain
        own = anchor.features
        if not _may_be(gap.wanted, chain, self.frames[gap.frame].language):
            return False
        if own.gender and fits(gap.wanted, frozenset({own.gender}), own.number or chain.number, chain.human):
            return True
        return fits(gap.wanted, frozenset(chain.genders), chain.number or own.number, chain.human)


def _may_be(wanted: Features, chain: Chain, language: Language) -> bool:
    """In English *he* and *she* are people, *it* is none, and *they* are no one person with a name."""
    if language is Language.ARABIC:
        return True
    if wanted.number == "p":
        return not (chain.names and Category.PERSON in chain.categories)
    if wanted.gender is None:
        return True
    return chain.human is not True if wanted.gender == "n" else may_be_person(chain)


def may_be_person(chain: Chain) -> bool:
    """Whether *he* or *she* can be meant. A name of no known kind is a person's only where it speaks: a capital may
    only open a sentence."""
    return Category.PERSON in chain.categories or (bool(chain.names) and chain.spoken and not chain.categories)
