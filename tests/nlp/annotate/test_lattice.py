"""The batch decoder against the sum over every path there is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.annotate.lattice import Lattice


def all_paths(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    """The probability of every path of one sentence, by the definition of the model."""
    tokens, tags = scores.shape
    # Sums of 32-bit numbers would be off by more than the lattice is.
    scores, transitions = scores.astype(np.float64), transitions.astype(np.float64)
    paths = list(itertools.product(range(tags), repeat=tokens))
    weights = np.array(
        [
            sum(scores[token, tag] for token, tag in enumerate(path))
            + sum(transitions[pair] for pair in itertools.pairwise(path))
            for path in paths
        ]
    )
    exponentials = np.exp(weights - weights.max())
    return dict(zip(paths, exponentials / exponentials.sum(), strict=True))


@given(
    seed=st.integers(0, 10_000),
    lengths=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    tags=st.integers(2, 4),
    spread=st.sampled_from([0.1, 1.0, 8.0]),
)
def test_agrees_with_the_sum_over_all_paths(seed: int, lengths: list[int], tags: int, spread: float) -> None:
    random = np.random.default_rng(seed)
    scores = (spread * random.standard_normal((len(lengths), max(lengths), tags))).astype(np.float32)
    transitions = (spread * random.standard_normal((tags, tags))).astype(np.float32)

    lattice = Lattice(scores, np.array(lengths), transitions)
    best, marginals = lattice.best_path(), lattice.marginals()
    steps = lattice.path_steps(best)

    for row, length in enumerate(lengths):
        paths = all_paths(scores[row, :length], transitions)
        path = tuple(int(tag) for tag in best[row, :length])
        assert paths[path] == pytest.approx(max(paths.values()), rel=1e-4)
        for token, tag in itertools.product(range(length), range(tags)):
            expected = sum(probability for other, probability in paths.items() if other[token] == tag)
            assert marginals[row, token, tag] == pytest.approx(expected, rel=1e-5, abs=1e-12)
        for start, end in itertools.combinations(range(length + 1), 2):
            expected = sum(probability for other, probability in paths.items() if other[start:end] == path[start:end])
            found = marginals[row, start, path[start]] * steps[row, start + 1 : end].prod()
            assert found == pytest.approx(expected, rel=1e-5, abs=1e-12)


def test_extreme_scores_stay_probabilities() -> None:
    scores = np.array([[[300.0, -300.0], [-300.0, 300.0], [0.0, 0.0]]], dtype=np.float32)
    transitions = np.array([[0.0, -100.0], [-100.0, 0.0]], dtype=np.float32)

    marginals = Lattice(scores, np.array([3]), transitions).marginals()

    assert np.isfinite(marginals).all()
    assert marginals.sum(axis=2) == pytest.approx(np.ones((1, 3)))
