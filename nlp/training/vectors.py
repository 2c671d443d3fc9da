"""Word vectors from raw news: skip-gram with negative sampling (Mikolov et al., *Distributed representations of words
and phrases and their compositionality*, 2013), saved as the pretrain file that Stanza's taggers share.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from gensim.models import Word2Vec
from gensim.models.callbacks import CallbackAny2Vec
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX
from tqdm import tqdm

from nlp.training.forms import tokens_as_read
from nlp.training.paragraphs import raw_paragraphs
from nlp.types import Language

log = logging.getLogger(__name__)

DIMENSIONS = 100
# 65,000 words of 100 numbers of two bytes keep the file under 20 MB with its word list.
LARGEST_VOCABULARY = 65_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How often to pass over the corpus, and how often a word must occur in it to get a vector."""

    epochs: int
    least_count: int


# The less text there is, the more passes it takes and the rarer the words that cannot be done without.
SETTINGS = {Language.ARABIC: Settings(epochs=6, least_count=5), Language.ENGLISH: Settings(epochs=15, least_count=2)}


def word_forms(paragraph: str) -> list[str]:
    """Return the forms that Stanza looks up for the tokens of `paragraph`: folded, marks unified, lower case."""
    return [token.form.lower() for token in tokens_as_read(paragraph)]


class Sentences:
    """The corpus as lists of forms, held as one string each so that gensim can pass over it many times."""

    def __init__(self, paragraphs: Iterable[str], seed: int) -> None:
        self._lines = [" ".join(word_forms(paragraph)) for paragraph in tqdm(paragraphs, desc="reading", unit="par")]
        random.Random(seed).shuffle(self._lines)

    def __iter__(self) -> Iterator[list[str]]:
        return (line.split(" ") for line in self._lines)


class _Progress(CallbackAny2Vec):  # type: ignore[misc]
    def __init__(self, epochs: int) -> None:
        self._bar = tqdm(total=epochs, desc="skip-gram", unit="epoch")

    def on_epoch_end(self, model: Word2Vec) -> None:  # noqa: ARG002 - gensim's signature
        self._bar.update()


def train_vectors(corpora: Path, language: Language, out: Path) -> None:
    """Train on the raw text of `language` under `corpora` and write Stanza's pretrain file `out`.

    At most `LARGEST_VOCABULARY` words get a vector, the commonest. One thread, so that the result is always the same.
    """
    settings = SETTINGS[language]
    sentences = Sentences(raw_paragraphs(corpora, language), seed=1)
    model = Word2Vec(
        sentences, vector_size=DIMENSIONS, sg=1, window=5, negative=5, sample=1e-4, alpha=0.05,
        min_count=settings.least_count, epochs=settings.epochs, workers=1, seed=1,
        callbacks=[_Progress(settings.epochs)],
    )  # fmt: skip
    words = model.wv.index_to_key[:LARGEST_VOCABULARY]
    log.info("%d words, of %d that occur %d times or more", len(words), len(model.wv), settings.least_count)
    save_pretrain(words, torch.from_numpy(model.wv.vectors[: len(words)]), out)


def save_pretrain(words: list[str], vectors: torch.Tensor, out: Path) -> None:
    """Write words and their vectors, one row each, as a pretrain file; the special rows before them are zero.

    Numbers are stored in two bytes; the tagger turns them back into four when it loads them.
    """
    pretrain = Pretrain(str(out), save_to_file=False)
    pretrain._vocab = PretrainedWordVocab(words, lang="")
    pretrain._emb = torch.cat([torch.zeros(len(VOCAB_PREFIX), vectors.shape[1]), vectors]).half()
    pretrain.save(str(out))
