"""Who is meant where the text only points back: an unspoken subject, a pronoun.

The order of the sieves follows Muzny et al. ("A two-stage sieve approach for quote attribution", EACL 2017): what the
same sentence gives first, then narration before it, and always agreement in gender and number. An attribution inside a
quotation is resolved among what the quotation holds, and failing that falls to whoever speaks the quotation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from nlp.attribute.agreement import fits
from nlp.attribute.anchors import MAX_ANCHORS, Anchors, Gap
from nlp.attribute.chain import Chain
from nlp.attribute.words import key_of
from nlp.lexicon.mentions import Features
from nlp.types import Language


class Antecedents:
    """Finds who stands in a gap among the anchors of one document."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors

    def resolve(self, gap: Gap) -> Chain | None:
        """Run the sieves, inside the content around it and then outside; null when nobody is found."""
        sieves: tuple[Callable[[Gap], Chain | None], ...] = (
            self.quoted_first_person,
            self.subject_of_own_content,
            self.relative_clause,
            self.speaker_going_on,
            self.same_sentence,
            self.sentences_before,
            self.speaker_of_quotation,
            self.told_by_the_way,
            self.any_phrase_before,
            self.named_elsewhere,
        )
        for sieve in sieves:
            chain = sieve(gap)
            if chain is not None:
                return chain
        outside = self._anchors.outside(gap)
        return self.resolve(outside) if outside is not None else None

    def candidates(self, gap: Gap) -> Iterator[Chain]:
        """Give everybody that a subject left unspoken in `gap` might be, the nearest first, whoever says the content
        around it last; somebody may come several times."""
        for anchor in self._anchors.merged(gap):
            if self._anchors.agrees(anchor, gap):
                yield anchor.chain
        around = self.speaker_of_quotation(gap)
        if around is not None:
            yield around

    def quoted_first_person(self, gap: Gap) -> Chain | None:
        """`I` and `we` inside a content are whoever says it."""
        if gap.wanted.person != 1:
            return None
        if gap.level is not None:
            return self._anchors.speakers[gap.level]
        return next((anchor.chain for anchor in self._anchors.back(self._anchors.spoken[None], gap)), None)

    def relative_clause(self, gap: Gap) -> Chain | None:
        """`التصريحات التي أدلى بها الوزير والتي قال فيها`: whoever was named last before the relative pronoun."""
        at = bisect_left(self._anchors.reader.starts, gap.place) - 1
        if at < 0:
            return None
        words = self._anchors.reader.vocabulary_of(gap.sentence)
        form = self._anchors.reader.words[at].reading.form
        if form.removeprefix("و") not in words.relatives or form in ("مما", "ممن", "that"):
            return None
        cue = self._anchors.frames[gap.frame].cue
        if self._anchors.reader.text.working[cue.start : cue.end].endswith(("ه", "ها", "هم")):
            return None  # The pronoun takes up the noun before: التي وصفها, which he described.
        place = self._anchors.reader.words[at].start
        for anchor in self._anchors.back(self._anchors.anywhere, gap):
            if anchor.sentence != gap.sentence:
                return None
            if anchor.place < place and self._anchors.agrees(anchor, gap):
                return anchor.chain
        return None

    def subject_of_own_content(self, gap: Gap) -> Chain | None:
        """`استقال المدرب لأنه لم يقبض راتبه، على حد قوله`: the pronoun on a cue behind its content takes up the subject
        of what was said."""
        frame = self._anchors.frames[gap.frame]
        if frame.language is not Language.ARABIC or (frame.content[-1:] and frame.content[-1].end > frame.cue.start):
            return None
        if (
            gap.wanted == Features()
            or " " not in self._anchors.reader.text.working[frame.cue.start : frame.cue.end].strip()
        ):
            return None
        inside = (a for a in self._anchors.subjects[gap.frame] if self._anchors.agrees(a, gap))
        return next((anchor.chain for anchor in inside), None)

    def speaker_going_on(self, gap: Gap) -> Chain | None:
        """`وأضاف`: who goes on has spoken before; nobody who is only told of in between does."""
        words = self._anchors.reader.vocabulary_of(gap.sentence)
        cue = self._anchors.frames[gap.frame].cue
        forms = self._anchors.reader.text.working[cue.start : cue.end].split()
        key = key_of(forms[0]) if len(forms) == 1 else ""
        if key not in words.continuing and key.lstrip("وف") not in words.continuing:
            return None
        for anchor in self._anchors.merged(gap):
            if (anchor.frame is not None or anchor.chain.spoken) and self._anchors.agrees(anchor, gap):
                return None if self._anchors.is_aside(anchor) else anchor.chain
        return None

    def same_sentence(self, gap: Gap) -> Chain | None:
        """Whoever spoke last in the sentence; where nobody did, its first subject."""
        here = (a for a in self._anchors.merged(gap) if a.sentence == gap.sentence and not self._anchors.is_aside(a))
        found = [a for a in here if self._anchors.agrees(a, gap)]
        spoken = next((a.chain for a in found if a.frame is not None), None)
        return spoken or (found[-1].chain if found else None)

    def sentences_before(self, gap: Gap) -> Chain | None:
        """Sentence by sentence back: whoever spoke there last; where nobody did, its subject."""
        for anchor in self._anchors.merged(gap):
            if anchor.sentence < gap.sentence and self._anchors.agrees(anchor, gap):
                return anchor.chain
        return None

    def speaker_of_quotation(self, gap: Gap) -> Chain | None:
        """Inside a content with nobody else to take up: whoever says the content (`قال إنه يعتقد`)."""
        if gap.level is None:
            return None
        chain = self._anchors.speakers[gap.level]
        if chain is None or fits(gap.wanted, frozenset(chain.genders), chain.number, chain.human):
            return chain
        # Without vowel marks `بعثت` is she sent, and I sent.
        cue = self._anchors.frames[gap.frame].cue
        return chain if self._anchors.reader.text.working[cue.start : cue.end].split()[0].endswith("ت") else None

    def told_by_the_way(self, gap: Gap) -> Chain | None:
        """Whose words were only told by the way (`ردا على ما قاله النائب`), where nobody else has spoken."""
        for anchor in self._anchors.merged(gap):
            if self._anchors.is_aside(anchor) and self._anchors.agrees(anchor, gap):
                return anchor.chain
        return None

    def any_phrase_before(self, gap: Gap) -> Chain | None:
        """Anybody before who agrees, subject or not; *he* is rather somebody with a name than *a delegate* that says
        nothing."""
        unnamed: Chain | None = None
        one = gap.wanted.number != "p" and gap.wanted.gender != "n"
        english = one and self._anchors.frames[gap.frame].language is Language.ENGLISH
        for anchor in self._anchors.back(self._anchors.phrases[gap.level], gap):
            if self._anchors.agrees(anchor, gap):
                if not english or anchor.chain.names or anchor.chain.spoken:
                    return anchor.chain
                unnamed = unnamed or anchor.chain
        return self.named_elsewhere(gap) or unnamed

    def named_elsewhere(self, gap: Gap) -> Chain | None:
        """*He*, where nobody before can be meant: a person named within a content before, or else the first to be
        named behind who speaks."""
        frame = self._anchors.frames[gap.frame]
        unspoken = frame.language is Language.ARABIC and (frame.source is None or gap.wanted.number != "s")
        if unspoken or gap.wanted.gender not in ("m", "f"):
            return None
        anywhere = self._anchors.anywhere
        at = bisect_left(anywhere, gap.place, key=lambda anchor: anchor.place)
        behind = (anchor for anchor in anywhere[at : at + MAX_ANCHORS] if anchor.chain.spoken)
        for anchor in (*reversed(anywhere[max(0, at - MAX_ANCHORS) : at]), *behind):
            if anchor.chain.names and self._anchors.agrees(anchor, gap):
                return anchor.chain
        return None
