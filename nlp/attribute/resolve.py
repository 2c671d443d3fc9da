"""Who a source refers to, by the fullest mention in the document.

First the mentions that say by their own words who is meant are joined into chains (`nlp.attribute.chains`); then, in
the order of the text, the sources that only point back find theirs (`nlp.attribute.antecedents`,
`nlp.attribute.spoken`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain as joined

from nlp.annotate.entities import Name
from nlp.attribute.agreement import cue_features
from nlp.attribute.anchors import Anchors
from nlp.attribute.antecedents import Antecedents
from nlp.attribute.chain import Chain
from nlp.attribute.chains import Chains
from nlp.attribute.fullest import fullest_mention, tells_maker
from nlp.attribute.headlines import Headlines, may_be_one
from nlp.attribute.kind import kind_of
from nlp.attribute.level import detail_of, read_phrase
from nlp.attribute.mention import Kind, Mention
from nlp.attribute.mentions import read_mention
from nlp.attribute.nesting import enclosing
from nlp.attribute.phrases import PhraseFinder
from nlp.attribute.reader import Reader
from nlp.attribute.speaker import Resolution, ResolvedSpeaker
from nlp.attribute.spoken import SpokenSources
from nlp.attribute.words import Category
from nlp.detect.frame import Frame
from nlp.lexicon.mentions import Features
from nlp.normalise.text import WorkingText
from nlp.types import LEVEL_OF_DETAIL, Language, Level

MAX_ALTERNATIVES = 5
"""Other speakers given for one frame: farther down the list the right one is as likely anybody in the document."""

MAX_READ = 6
"""Mentions of one document that are read to learn whether its maker is known."""
MAX_DOCUMENTS = 64
"""Mentions of documents among which the one that a source means is looked for."""
MAX_SENTENCES_AHEAD = 12
"""How far behind *a new poll* the text may tell whose it is."""


def resolve_speakers(text: WorkingText, frames: Sequence[Frame], names: Sequence[Name]) -> list[Resolution]:
    """Return for each of `frames` its speaker, null where the text names nobody, and who was considered besides.

    `frames` come in the order of their cues. `names` may be empty: fewer speakers are then told apart and brought
    together. Frames of one speaker share one `ResolvedSpeaker`.
    """
    if not frames:
        return []
    document = _Document(text, frames, names)
    made: dict[int, ResolvedSpeaker] = {}

    def speaker_of(chain: Chain) -> ResolvedSpeaker:
        if id(chain) not in made:
            made[id(chain)] = _resolved(chain, document.reader)
        return made[id(chain)]

    return [
        Resolution(speaker_of(chain) if chain is not None else None, tuple(map(speaker_of, others)))
        for chain, others in document.resolve()
    ]


def _resolved(chain: Chain, reader: Reader) -> ResolvedSpeaker:
    fullest = fullest_mention(chain, reader)
    names = reader.names_in(fullest.start, fullest.end)
    language = reader.languages[reader.sentence_at(fullest.start)]
    pieces = {m.piece for m in chain.mentions if m.kind is not Kind.PRONOUN} | {fullest}
    return ResolvedSpeaker(
        name=" ".join(reader.text.working[fullest.start : fullest.end].split()),
        fullest=fullest,
        kind=kind_of(read_phrase(reader.text.working, fullest, names, language)),
        mentions=tuple(sorted(pieces, key=lambda piece: (piece.start, piece.end))),
    )


class _Document:
    """One document while its speakers are being found."""

    def __init__(self, text: WorkingText, frames: Sequence[Frame], names: Sequence[Name]) -> None:
        self.reader = Reader(text, names)
        self.frames = frames
        self.sources: list[Mention | None] = [
            read_mention(self.reader, frame.source, index) if frame.source else None
            for index, frame in enumerate(frames)
        ]
        self.chains = Chains(self.reader)
        self.headlines = Headlines(self.reader, frames)
        self.documents: list[Mention] = []

    def resolve(self) -> list[tuple[Chain | None, list[Chain]]]:
        frames, spoken = self.frames, [source for source in self.sources if source]
        known = self._known_names(spoken)
        taken = [frame.cue for frame in frames] + [frame.source for frame in frames if frame.source]
        finder = PhraseFinder(self.reader, taken, known)
        found = [m for m in finder.phrases() if m.kind is not Kind.PRONOUN]
        own = [finder.with_subject(source) for source in spoken if source.kind is not Kind.PRONOUN]
        mentions = sorted([*self._with_verb_gender(own), *found], key=lambda m: (m.piece.start, m.piece.end))
        self.chains.build(mentions)
        self.documents = [m for m in mentions if m.category is Category.DOCUMENT][:MAX_DOCUMENTS]
        levels = enclosing([(frame.cue.start, frame.cue.end) for frame in frames], frames)
        phrase_levels = enclosing([(m.piece.start, m.piece.end) for m in mentions], frames)
        phrases = [
            (mention, chain, level)
            for mention, level in zip(mentions, phrase_levels, strict=True)
            if (chain := self.chains.of(mention)) is not None
        ]
        named = [self.chains.of(source) if source else None for source in self.sources]
        anchors = Anchors(self.reader, frames, levels, phrases, named)
        sources = SpokenSources(anchors, Antecedents(anchors))
        order = _outer_first(levels)
        headings = [self.reader.headings[self.reader.sentence_at(frame.cue.start)] for frame in frames]
        for index in order:
            if not headings[index]:
                self._resolve_one(index, sources)
        for index in order:
            if headings[index]:
                self._resolve_headline(index, levels[index], sources)
        return [(chain, self._others(index, chain, sources)) for index, chain in enumerate(anchors.speakers)]

    def _others(self, index: int, speaker: Chain | None, sources: SpokenSources) -> list[Chain]:
        """Who else may speak in a frame: bearers of the source's name, then whoever an unspoken subject could be."""
        if self.frames[index].agentless:
            return []
        source = self.sources[index]
        pronoun = source.features if source and source.kind is Kind.PRONOUN else None
        namesakes = self.chains.namesakes(source) if source else []
        others: dict[int, Chain] = {}
        for chain in joined(namesakes, sources.antecedents.candidates(sources.anchors.gap(index, pronoun))):
            if chain is not speaker and _can_speak(chain):
                others[id(chain)] = chain
                if len(others) == MAX_ALTERNATIVES:
                    break
        return list(others.values())

    def _known_names(self, spoken: Sequence[Mention]) -> frozenset[str]:
        """The words by which the named sources may be met elsewhere: not given names that anybody may have."""
        known: set[str] = set()
        for source in spoken:
            if source.name and source.kind is Kind.NAME:
                words = self.reader.vocabulary_of(source.sentence)
                given = words.masculine | words.feminine
                known |= {source.name[-1], *(word for word in source.name[:1] if word not in given)}
        return frozenset(known)

    def _with_verb_gender(self, sources: list[Mention]) -> Iterator[Mention]:
        """Let a verb lend its gender to a named subject: `قالت ميركل`."""
        for source in sources:
            assert source.frame is not None
            frame = self.frames[source.frame]
            features = cue_features(
                self.reader.text.working[frame.cue.start : frame.cue.end], frame.lemma, frame.language
            )
            lends = features.gender and features.person == 3
            if lends and source.features.gender is None:
                lends = source.kind is Kind.NAME and frame.cue.start < source.piece.start
            elif lends:
                lends = features.gender == "f" and self._is_woman(source, frame)
            if lends:
                told = source.features.model_copy(update={"gender": features.gender})
                yield replace(source, features=told)
            else:
                yield source

    def _is_woman(self, source: Mention, frame: Frame) -> bool:
        """Whether the feminine verb right before the source tells of a woman whose office has a man's form (`عضو`), or
        whose name is shaped like a noun (`ناديا`)."""
        if source.features.number != "s":
            return False
        between = self.reader.text.working[frame.cue.end : source.piece.start]
        return frame.cue.start < source.piece.start and not between.strip()

    def _resolve_headline(self, index: int, level: int | None, sources: SpokenSources) -> None:
        """Resolve a frame of a headline once the body is resolved."""
        source = self.sources[index]
        chain = self.chains.of(source) if source else None
        alone = chain is None or not any(m.frame is not None and not m.heading for m in chain.mentions)
        if level is None and alone and not self.frames[index].agentless:
            body = self.headlines.said_in_body(index, sources.anchors.speakers)
            if body is None and source is not None and self.reader.text.language is Language.ARABIC:
                body = self.headlines.called_alike(source, sources.anchors.speakers)
            if body is not None and body is not chain and (chain is None or may_be_one(chain, body)):
                if chain is not None:
                    self.chains.merge(body, chain)
                elif source is not None and source.kind is not Kind.PRONOUN:
                    self.chains.place(source, body)
                sources.anchors.told(index, body, Features())
                return
        self._resolve_one(index, sources)

    def _is_anonymous(self, source: Mention) -> bool:
        """Whether nothing in the words of the source leads to anybody: not so with *the prime minister*."""
        names = self.reader.names_in(source.piece.start, source.piece.end)
        language = self.reader.languages[source.sentence]
        detail = detail_of(read_phrase(self.reader.text.working, source.piece, names, language))
        return LEVEL_OF_DETAIL[detail] is Level.ANONYMOUS

    def _resolve_one(self, index: int, sources: SpokenSources) -> None:
        frame, source = self.frames[index], self.sources[index]
        if source is None:
            if frame.agentless:
                return
            gap = sources.anchors.gap(index, None)
            chain = sources.named_behind(gap) or sources.antecedents.resolve(gap)
            if chain is not None:
                sources.anchors.told(index, chain, Features())
            return
        chain = self.chains.of(source)
        if chain is None:
            chain = sources.pointed_back(sources.anchors.gap(index, source.features), source)
            if chain is None and source.kind is Kind.PRONOUN:
                return
            chain = self.chains.place(source, chain)
        if sources.is_description(source, chain) and self._is_anonymous(source):
            named = sources.described(sources.anchors.gap(index, source.features), source)
            if named is not None:
                self.chains.merge(named, chain)
                chain = named
        if source.category is Category.DOCUMENT and not any(map(self._may_be_looked_up, chain.mentions[:MAX_READ])):
            known = self._document_of(source)
            if known is not None and known is not chain:
                self.chains.merge(known, chain)
                chain = known
        sources.anchors.told(index, chain, source.features)

    def _may_be_looked_up(self, mention: Mention) -> bool:
        return mention.kind is not Kind.PRONOUN and not self._is_anonymous(mention)

    def _document_of(self, source: Mention) -> Chain | None:
        """The poll or study whose maker the text gives elsewhere: *the poll* is the one met before, and *a new poll* in
        the first lines the one that the text goes on to name."""
        lemma = source.noun.lemma if source.noun else None
        alike = [m for m in self.documents if m.noun and m.noun.lemma == lemma]
        alike = [m for m in alike if m.features.number == source.features.number and tells_maker(m, self.reader)]
        before = [m for m in alike if m.piece.start < source.piece.start]
        if before:
            return self.chains.of(before[-1]) if source.definite and not source.other else None
        behind = next((m for m in alike if m.sentence <= source.sentence + MAX_SENTENCES_AHEAD), None)
        return self.chains.of(behind) if behind is not None else None


def _can_speak(chain: Chain) -> bool:
    """Whether it speaks somewhere, or is somebody by name, office or kind: of any other phrase it is not known."""
    return chain.spoken or bool(chain.names) or bool(chain.categories - {Category.DOCUMENT})


def _outer_first(levels: Sequence[int | None]) -> list[int]:
    """The frames' indices, those inside a content after the frame whose content it is."""
    depths = [0] * len(levels)
    for index in range(len(levels)):
        depth, level, seen = 0, levels[index], Counter[int]()
        while level is not None and not seen[level] and depth < 16:
            seen[level] += 1
            depth, level = depth + 1, levels[level]
        depths[index] = depth
    return sorted(range(len(levels)), key=lambda index: (depths[index], index))
