"""A chain: the mentions of a document that refer to one, and what they tell about it together."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from nlp.attribute.mention import Kind, Mention
from nlp.attribute.words import Category


@dataclass(eq=False, slots=True)
class Chain:
    """Mentions that refer to one. `places` are where they start, in order; `spoken` is whether one is a source,
    `in_body` whether one stands outside the headlines."""

    mentions: list[Mention] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    categories: set[Category] = field(default_factory=set)
    spoken: bool = False
    in_body: bool = False

    def add(self, mention: Mention) -> None:
        """Take `mention` into the chain."""
        self.mentions.append(mention)
        self.spoken = self.spoken or mention.frame is not None
        self.in_body = self.in_body or not mention.heading
        insort(self.places, mention.piece.start)
        self.content |= mention.content
        if mention.name:
            self.names.add(mention.name)
        self.lemmas |= set(mention.lemmas)
        if mention.features.gender and mention.kind is not Kind.PRONOUN:
            self.genders.add(mention.features.gender)
        if mention.features.number and mention.kind is not Kind.PRONOUN:
            self.numbers.add(mention.features.number)
        if mention.category and mention.kind is not Kind.PRONOUN:
            self.categories.add(mention.category)

    @property
    def number(self) -> str | None:
        """The number its mentions agree on, null where they tell none."""
        return next(iter(self.numbers)) if len(self.numbers) == 1 else None

    @property
    def human(self) -> bool | None:
        """Whether it is a person or people; null where its mentions do not tell."""
        if Category.PERSON in self.categories or self.names:
            return True if not self.categories & {Category.ORGANIZATION, Category.DOCUMENT, Category.OUTLET} else None
        if self.categories:
            return Category.GROUP in self.categories or None if not self.categories - {Category.GROUP} else False
        return None

    def distance(self, place: int) -> tuple[bool, int]:
        """How far its nearest mention lies from `place`; one before it is nearer than any behind."""
        at = bisect_left(self.places, place)
        if at:
            return False, place - self.places[at - 1]
        return True, self.places[at] - place
