"""What a tagger with a transformer behind it learns from: sentences, each with all that is asked about it.

The lessons are the windows that the other taggers learn from (`nlp.training.attribution_windows`), those of one
sentence brought together, so that the sentence is read once for all of them, in training as in reading.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from nlp.annotate.context_network import FOLDED_PIECE
from nlp.annotate.window_marks import CUE_CLOSES, CUE_OPENS
from nlp.annotate.word_pieces import WordPieces
from nlp.training.attribution_windows import Tagged
from nlp.training.forms import tokens_as_read
from nlp.training.paragraphs import raw_paragraphs
from nlp.types import Language

_ALWAYS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", FOLDED_PIECE)


@dataclass(frozen=True, slots=True)
class Question:
    """Which words are asked about, `start` to `end`, and the tag of every word of the sentence in answer."""

    start: int
    end: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence and the questions about it, as often as each is to be shown."""

    words: tuple[str, ...]
    questions: list[Question] = field(default_factory=list)


def lessons_of(windows: Iterable[Tagged]) -> list[Lesson]:
    """Bring windows of the same words together."""
    lessons: dict[tuple[str, ...], Lesson] = {}
    for window in windows:
        forms = [form for form, _ in window]
        opens = forms.index(CUE_OPENS)
        closes = forms.index(CUE_CLOSES, opens)
        kept = [*window[:opens], *window[opens + 1 : closes], *window[closes + 1 :]]
        words = tuple(form for form, _ in kept)
        question = Question(opens, closes - 1, tuple(_closed_up([tag for _, tag in kept])))
        lessons.setdefault(words, Lesson(words)).questions.append(question)
    return list(lessons.values())


def batches_of(lessons: Sequence[Lesson], tokens: int, chance: random.Random) -> Iterator[list[Lesson]]:
    """Yield all lessons in batches of one length each, so that no padding comes into the LSTM, in an order by chance.

    A batch has about `tokens` words, in one sentence at least.
    """
    by_length: defaultdict[int, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        by_length[len(lesson.words)].append(lesson)
    batches = []
    for length, alike in by_length.items():
        chance.shuffle(alike)
        size = max(1, tokens // length)
        batches += [alike[start : start + size] for start in range(0, len(alike), size)]
    chance.shuffle(batches)
    yield from batches


def pieces_met(corpora: Path, vocabulary: Sequence[str], lessons: Sequence[Lesson], most: int) -> list[str]:
    """Return, in the order of `vocabulary`, the pieces that English news has most often, and all single letters.

    A transformer's vocabulary is half its size, and much of it is years, names of films and other scripts.
    """
    cut = WordPieces(vocabulary)
    raw = (token.form for text in raw_paragraphs(corpora, Language.ENGLISH) for token in tokens_as_read(text))
    words = Counter(chain(raw, (word for lesson in lessons for word in lesson.words)))
    counts: Counter[int] = Counter()
    for word, count in words.items():
        for piece in cut.of(word):
            counts[piece] += count
    single = {piece for piece in vocabulary if piece.isascii() and len(piece.removeprefix("##")) == 1}
    kept = {*_ALWAYS, *single, *(vocabulary[number] for number, _ in counts.most_common(most - len(single)))}
    return [piece for piece in vocabulary if piece in kept]


def _closed_up(tags: Sequence[str]) -> list[str]:
    """Mend BIOES tags where marks have been taken out of a span."""
    mended = []
    for place, tag in enumerate(tags):
        if tag == "O":
            mended.append(tag)
            continue
        before = tags[place - 1] if place else "O"
        behind = tags[place + 1] if place + 1 < len(tags) else "O"
        opens = not (before[1:] == tag[1:] and before[0] in "BI")
        closes = not (behind[1:] == tag[1:] and behind[0] in "IE")
        mended.append(("S" if opens and closes else "B" if opens else "E" if closes else "I") + tag[1:])
    return mended
