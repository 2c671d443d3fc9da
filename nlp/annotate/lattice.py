"""The linear-chain CRF over a batch of sentences: the best path and how probable it is, all sentences at once.

Viterbi's algorithm for the path; the forward-backward algorithm with scaling (Rabiner, *A tutorial on hidden Markov
models*, 1989) for the probabilities, which are those of Lafferty et al., *Conditional random fields*, 2001.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Tags = NDArray[np.int64]


class Lattice:
    """The scores of all tags at all tokens of a batch. Rows past a sentence's length are padding and mean nothing."""

    def __init__(
        self, scores: NDArray[np.float32], lengths: NDArray[np.int64], transitions: NDArray[np.float32]
    ) -> None:
        """`scores` is sentences by tokens by tags, `transitions` from tag by to tag; both are log-potentials."""
        self._scores = scores
        self._lengths = lengths
        self._transitions = transitions
        # Potentials up to a factor that the scaling takes out again.
        self._unary: Floats = np.exp(scores.astype(np.float64) - scores.max(axis=2, keepdims=True))
        self._binary: Floats = np.exp(transitions.astype(np.float64) - transitions.max())

    def best_path(self) -> Tags:
        """Return the tags of the best path, sentences by tokens."""
        sentences, tokens, tags = self._scores.shape
        trellis = np.empty_like(self._scores)
        back = np.empty((tokens, sentences, tags), dtype=np.int64)
        trellis[:, 0] = self._scores[:, 0]
        for token in range(1, tokens):
            paths = trellis[:, token - 1, :, None] + self._transitions
            back[token] = paths.argmax(axis=1)
            trellis[:, token] = self._scores[:, token] + paths.max(axis=1)
        path = np.zeros((sentences, tokens), dtype=np.int64)
        rows = np.arange(sentences)
        path[rows, self._lengths - 1] = trellis[rows, self._lengths - 1].argmax(axis=1)
        for token in range(tokens - 1, 0, -1):
            inside = token < self._lengths
            path[inside, token - 1] = back[token, rows[inside], path[inside, token]]
        return path

    def marginals(self) -> Floats:
        """Return the probability of each tag at each token, sentences by tokens by tags."""
        forward, backward, _ = self._forward_backward
        product: Floats = forward * backward
        return product

    def path_steps(self, path: Tags) -> Floats:
        """Return, for each token after the first, the probability of its tag on `path` given the tag before it.

        Sentences by tokens; the first column is 1. The probability that a stretch of tokens takes its tags on `path`
        is the marginal of its first tag times the steps of the others, since a CRF's posterior is a Markov chain.
        """
        _, backward, scale = self._forward_backward
        here, before = path[:, 1:], path[:, :-1]
        steps = np.ones(path.shape)
        future = np.take_along_axis(self._unary[:, 1:] * backward[:, 1:], here[..., None], axis=2)[..., 0]
        past = np.take_along_axis(backward[:, :-1], before[..., None], axis=2)[..., 0]
        steps[:, 1:] = self._binary[before, here] * future / (scale[:, 1:] * past)
        return steps

    @functools.cached_property
    def _forward_backward(self) -> tuple[Floats, Floats, Floats]:
        sentences, tokens, _ = self._scores.shape
        forward = np.empty_like(self._unary)
        backward = np.ones_like(self._unary)
        scale = np.ones((sentences, tokens))
        for token in range(tokens):
            reached = forward[:, token - 1] @ self._binary if token else 1.0
            forward[:, token] = reached * self._unary[:, token]
            scale[:, token] = forward[:, token].sum(axis=1)
            forward[:, token] /= scale[:, token, None]
        for token in range(tokens - 2, -1, -1):
            inside = token + 1 < self._lengths
            ahead = self._unary[inside, token + 1] * backward[inside, token + 1]
            backward[inside, token] = ahead @ self._binary.T / scale[inside, token + 1, None]
        return forward, backward, scale
