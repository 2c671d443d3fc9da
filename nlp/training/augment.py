"""More sentences for the entity taggers from the ones there are: every name replaced by another of its kind.

Mention replacement (Dai and Adel, *An analysis of simple data augmentation for named entity recognition*, 2020): the
tagger meets the same context around names it never saw there, and learns to go by both.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from nlp.training.entity_corpora import MarkedSentence
from nlp.types import EntityKind

# How often a person's name is made up of the parts of two others, rather than taken whole from elsewhere.
_MADE_UP = 0.5


class Replacer:
    """Replaces names by others of the same kind, drawn from the names of given sentences and from further lists."""

    def __init__(
        self, sentences: Iterable[MarkedSentence], further: dict[EntityKind, list[str]], given: list[str], seed: int
    ) -> None:
        """`further` are names besides those of `sentences`; `given` are given names, to make up persons with."""
        self._random = random.Random(seed)
        pools: dict[EntityKind, set[str]] = {kind: set(further.get(kind, ())) for kind in EntityKind}
        for sentence in sentences:
            for start, end, kind in sentence.names:
                pools[kind].add(sentence.text[start:end])
        self._pools = {kind: sorted(names) for kind, names in pools.items()}
        self._given = given
        self._family = sorted({name.split()[-1] for name in pools[EntityKind.PERSON] if len(name.split()) > 1})

    def replaced(self, sentence: MarkedSentence) -> MarkedSentence:
        """Return `sentence` with every name replaced."""
        text, position = "", 0
        names = []
        for start, end, kind in sentence.names:
            text += sentence.text[position:start]
            name = self._name(kind)
            names.append((len(text), len(text) + len(name), kind))
            text += name
            position = end
        return MarkedSentence(text + sentence.text[position:], tuple(names))

    def _name(self, kind: EntityKind) -> str:
        choose = self._random.choice
        if kind is EntityKind.PERSON and self._given and self._random.random() < _MADE_UP:
            return " ".join([choose(self._given), *self._random.choices(self._family, k=choose((0, 1, 1, 1, 2)))])
        return choose(self._pools[kind])


def augmented(sentences: list[MarkedSentence], replacer: Replacer) -> Iterator[MarkedSentence]:
    """Yield every sentence, and after it, if it holds names, its copy with other ones."""
    for sentence in sentences:
        yield sentence
        if sentence.names:
            yield replacer.replaced(sentence)
