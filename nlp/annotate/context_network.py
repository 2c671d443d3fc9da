"""The network of the taggers that read with a transformer: each sentence once, then once more for each marked word.

A transformer that learnt a language from much text says what each word means in its sentence; an LSTM over that, told
which word is asked about, tags the parts of that word's attribution. Reading the sentence itself does not depend on the
question, so its cost is paid once, however many words of it are asked about.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from nlp.annotate.transformer import Transformer
from nlp.annotate.window_marks import FOLDED
from nlp.annotate.word_pieces import WordPieces

FOLDED_PIECE = "[unused3]"
"""The piece that stands for the folded middle of a quotation: one that no text has."""

MOST_PLACES = 320
"""Pieces of one sentence, at most; words that begin past them look like the last."""

_CASES, _CASE_WIDTH = 5, 8
_SIDES, _SIDE_WIDTH = 3, 16


class ContextNetwork(nn.Module):
    """Transformer, LSTM and the scores of tags."""

    def __init__(self, transformer: Transformer, hidden: int, tags: int) -> None:
        """`hidden` units of the LSTM in each direction."""
        super().__init__()
        self.transformer = transformer
        width = transformer.piece.embedding_dim + _CASE_WIDTH + _SIDE_WIDTH
        self.case = nn.Embedding(_CASES, _CASE_WIDTH)
        self.side = nn.Embedding(_SIDES, _SIDE_WIDTH)
        self.lstm = nn.LSTM(width, hidden, bidirectional=True, batch_first=True)
        self.tags = nn.Linear(2 * hidden, tags)
        self.transitions = nn.Parameter(torch.zeros(tags, tags))

    def words(self, sentences: Sequence[Sequence[str]], pieces: WordPieces) -> list[Tensor]:
        """Return what each word of each sentence means there, words by features. Sentences are not empty."""
        folded = [pieces.number(FOLDED_PIECE)]
        cut = [[folded if word == FOLDED else pieces.of(word) for word in words] for words in sentences]
        lengths = [min(2 + sum(map(len, words)), MOST_PLACES) for words in cut]
        numbers = torch.zeros(len(cut), max(lengths), dtype=torch.long)
        starts = []
        for row, words in enumerate(cut):
            flat, firsts = [pieces.begins], []
            for of_word in words:
                firsts.append(min(len(flat), MOST_PLACES - 1))
                flat += of_word
            flat = [*flat, pieces.ends][:MOST_PLACES]
            numbers[row, : len(flat)] = torch.tensor(flat)
            starts.append(torch.tensor(firsts))
        states = self.transformer(numbers, torch.tensor(lengths))
        cases = [self.case(torch.tensor([case_of(word) for word in words])) for words in sentences]
        return [torch.cat([states[row, first], cases[row]], dim=1) for row, first in enumerate(starts)]

    def asked(self, words: Tensor, start: int, end: int) -> Tensor:
        """Return a sentence's words with the question put: which of them, `start` to `end`, are asked about."""
        side = torch.zeros(len(words), dtype=torch.long)
        side[start:end] = 1
        side[end:] = 2
        return torch.cat([words, self.side(side)], dim=1)


def case_of(word: str) -> int:
    """Return how a word is written: 0 with no letter first, 1 small, 2 all capitals, 3 a capital first, 4 otherwise.

    The transformer reads all letters as small ones; capitals tell of names.
    """
    if not word[:1].isalpha():
        return 0
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 2
    return 3 if word[0].isupper() else 4
