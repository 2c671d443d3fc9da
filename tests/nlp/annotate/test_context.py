"""The tagger that reads with a transformer: its pieces, its encoder, its readings and its file."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest
import torch

from nlp.annotate.context import ContextTagger, follows, load
from nlp.annotate.context_network import ContextNetwork, case_of
from nlp.annotate.pipeline import tagger
from nlp.annotate.transformer import Transformer
from nlp.annotate.word_pieces import MOST_PIECES, WordPieces
from nlp.detect.cues import find_candidates
from nlp.detect.windows import Windows
from nlp.normalise.prepare import prepare
from nlp.training.ship import ship_context
from nlp.types import Language

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[unused3]",
    "mayor",
    "##s",
    "said",
    "no",
    "'",
    "the",
    "re",
    "##open",
    "##s",
]
TAGS = ("O", "B-CUE", "I-CUE", "E-CUE", "S-CUE", "B-SOURCE", "I-SOURCE", "E-SOURCE", "S-SOURCE")
TEXT = """
Harbour master Ines Okoro told Radio Kestwick on Monday that the ferry, which the council had called unsafe, would sail.
"It is sound," she said, adding that two engineers had denied any fault.
"""


def network() -> ContextNetwork:
    torch.manual_seed(3)
    return ContextNetwork(
        Transformer(len(PIECES), places=320, layers=2, width=96, inner=128), hidden=64, tags=len(TAGS)
    )


def windows() -> list[list[str]]:
    return [
        list(Windows(sentence.tokens, []).around(candidate).forms)
        for paragraph in prepare(TEXT).paragraphs
        for sentence in paragraph.sentences
        for candidate in find_candidates(sentence.tokens, Language.ENGLISH, opens_paragraph=False)
    ]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("mayors", ["mayor", "##s"]),
        ("Mayor", ["mayor"]),
        ("máyor", ["mayor"]),
        ("reopen", ["re", "##open"]),
        ("the'mayor", ["the", "'", "mayor"]),
        ("xylophone", ["[UNK]"]),
        ("١٢", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("s" * 5000, ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_the_longest_pieces_first(word: str, pieces: list[str]) -> None:
    cut = WordPieces(PIECES)
    assert cut.of(word) == [cut.number(piece) for piece in pieces]


def test_a_word_has_no_more_pieces_than_the_bound() -> None:
    assert len(WordPieces(PIECES).of("no'" * 50)) == MOST_PIECES


def test_a_word_is_cut_alike_when_it_was_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.annotate.word_pieces._MOST_KNOWN", 1)
    cut = WordPieces(PIECES)
    first = cut.of("mayors")
    assert cut.of("reopen") != first
    assert cut.of("mayors") == first


def test_padding_does_not_change_what_a_sentence_means() -> None:
    transformer = network().transformer.eval()
    numbers = torch.tensor([[2, 5, 7, 3, 0, 0], [2, 10, 5, 7, 8, 3]])
    with torch.inference_mode():
        together = transformer(numbers, torch.tensor([4, 6]))
        alone = transformer(numbers[:1, :4], torch.tensor([4]))
    assert torch.allclose(together[0, :4], alone[0], atol=1e-5)


def test_reads_nearly_the_same_in_any_company() -> None:
    """Eight bits round by what stands in the batch; no more than that may come from the company."""
    shipped = tagger(Language.ENGLISH, "attribution")
    together = shipped.read(windows())
    assert any(reading.spans for reading in together)
    for window, reading in zip(windows(), together, strict=True):
        alone = shipped.read([window])[0]
        assert np.abs(alone.marginals - reading.marginals).mean() < 0.02


def test_spans_and_marginals_are_in_the_places_of_the_window() -> None:
    shipped = tagger(Language.ENGLISH, "attribution")
    for window, reading in zip(windows(), shipped.read(windows()), strict=True):
        assert reading.marginals.shape == (len(window), len(shipped.labels))
        assert len(reading.tags) == len(window)
        assert reading.marginals[window.index("[[")].sum() == reading.marginals[window.index("]]")].sum() == 0
        for span in reading.spans:
            assert reading.tags[span.start_token][2:] == reading.tags[span.end_token - 1][2:] == span.label
            if span.label == "CUE":
                assert span.start_token <= window.index("[[") + 1 < span.end_token


def test_a_file_keeps_what_it_was_given(tmp_path: Path) -> None:
    whole = network().eval()
    ship_context(copy.deepcopy(whole), TAGS, PIECES, tmp_path / "tagger.pt.gz")
    window = ["the", "mayors", "[[", "said", "]]", "no"]
    kept, given = (
        load(tmp_path / "tagger.pt.gz").read([window])[0],
        ContextTagger(whole, TAGS, PIECES).read([window])[0],
    )
    assert np.allclose(kept.marginals, given.marginals, atol=0.05)
    assert load(tmp_path / "tagger.pt.gz").labels == ("CUE", "SOURCE")


def test_a_sentence_longer_than_its_places_is_read() -> None:
    reading = ContextTagger(network(), TAGS, PIECES).read([["mayors"] * 400 + ["[[", "said", "]]"]])[0]
    assert len(reading.tags) == 403


def test_nothing_in_nothing_out() -> None:
    assert ContextTagger(network(), TAGS, PIECES).read([]) == []


def test_tags_follow_one_another_as_bioes_do() -> None:
    assert follows("B-CUE", "E-CUE")
    assert not follows("B-CUE", "E-SOURCE")
    assert not follows("O", "I-CUE")
    assert follows("S-CUE", "B-SOURCE")


@pytest.mark.parametrize(("word", "case"), [(",", 0), ("mayor", 1), ("BBC", 2), ("Okoro", 3), ("I", 3), ("iPhone", 4)])
def test_how_a_word_is_written(word: str, case: int) -> None:
    assert case_of(word) == case
