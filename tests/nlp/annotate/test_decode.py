"""The shipped taggers, read by our decoder and by Stanza itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from stanza.models.common.doc import Document
from stanza.models.ner.data import DataLoader
from stanza.models.ner.utils import decode_from_bioes

from nlp.annotate.decode import Tagger
from nlp.annotate.eight_bits import in_eight_bits
from nlp.annotate.pipeline import loaded
from nlp.annotate.words import WordInputs
from nlp.detect.cues import find_candidates
from nlp.detect.windows import Windows
from nlp.normalise.prepare import prepare
from nlp.types import Language

ARABIC = """
أعلن رئيس الوزراء سامر الحلبي في بغداد أمس أن حكومته ستوقع اتفاقاً مع شركة النور للاتصالات.
وقالت المتحدثة باسم وزارة الصحة ليلى منصور إن "الوضع تحت السيطرة" في البصرة والموصل.
وأضافت: «لن نتراجع».
لا.
وكشف تقرير صادر عن الأمم المتحدة أن 1,250 عائلة نزحت من شمال سوريا إلى تركيا خلال شهر آذار الماضي.
"""
ENGLISH = """
Prime Minister Daniel Okafor told reporters in Lagos that his government will sign a deal with Northwind Telecom.
"It's under control," said Maria Lindqvist, who speaks for the Ministry of Health in Oslo.
No.
The U.N. mission's report says 1,250 families fled northern Syria for Turkey in March.
"""


def sentences_of(text: str) -> list[list[str]]:
    return [
        [token.form for token in sentence.tokens]
        for paragraph in prepare(text).paragraphs
        for sentence in paragraph.sentences
    ]


def windows_of(text: str, language: Language) -> list[list[str]]:
    """What the attribution tagger reads: one window for each candidate cue."""
    return [
        list(Windows(sentence.tokens, []).around(candidate).forms)
        for paragraph in prepare(text).paragraphs
        for sentence in paragraph.sentences
        for candidate in find_candidates(sentence.tokens, language, opens_paragraph=False)
    ]


def tags_by_stanza(trainer: Any, sentences: list[list[str]]) -> list[list[str]]:
    document = Document([[{"id": at, "text": form} for at, form in enumerate(words, 1)] for words in sentences])
    loader = DataLoader(document, 32, trainer.args, vocab=trainer.vocab, evaluation=True, preprocess_tags=False)
    with torch.no_grad():
        return [tags for batch in loader for tags in trainer.predict(batch)]


CASES = [
    pytest.param(language, package, sentences, id=f"{language.value}-{package}")
    for language, text in ((Language.ARABIC, ARABIC), (Language.ENGLISH, ENGLISH))
    for package, sentences in (("entities", sentences_of(text)), ("attribution", windows_of(text, language)))
    if package in loaded(language)
]


@pytest.mark.parametrize(("language", "package", "sentences"), CASES)
def test_tags_are_those_of_stanza(language: Language, package: str, sentences: list[list[str]]) -> None:
    trainer = loaded(language)[package]
    expected = tags_by_stanza(trainer, sentences)
    assert any(tag != "O" for tags in expected for tag in tags)

    readings = Tagger(trainer).read(sentences)

    assert [list(reading.tags) for reading in readings] == expected
    for reading in readings:
        spans = [(found["type"], found["start"], found["end"] + 1) for found in decode_from_bioes(reading.tags)]
        assert [(span.label, span.start_token, span.end_token) for span in reading.spans] == spans
        assert all(0 < span.probability <= 1 for span in reading.spans)


@pytest.mark.parametrize(("language", "package", "sentences"), CASES)
def test_marginals_are_probabilities_of_the_labels(
    language: Language, package: str, sentences: list[list[str]]
) -> None:
    tagger = Tagger(loaded(language)[package])
    for words, reading in zip(sentences, tagger.read(sentences), strict=True):
        assert reading.marginals.shape == (len(words), len(tagger.labels))
        assert (reading.marginals >= 0).all()
        assert (reading.marginals.sum(axis=1) <= 1 + 1e-9).all()
        for span in reading.spans:
            inside = reading.marginals[span.start_token : span.end_token, tagger.labels.index(span.label)]
            assert span.probability <= inside.min() + 1e-9


def test_reads_the_same_in_any_company() -> None:
    """A sentence's tags do not depend on what was read with it or before it, its marginals by a rounding in eight bits
    alone."""
    trainer = loaded(Language.ENGLISH)["entities"]
    sentences = sentences_of(ENGLISH)
    for words, reading in zip(sentences, Tagger(trainer).read(sentences), strict=True):
        alone = Tagger(trainer).read([words])[0]
        assert alone.tags == reading.tags
        assert np.allclose(alone.marginals, reading.marginals, atol=0.03)


@pytest.mark.parametrize(("language", "package", "sentences"), CASES)
def test_eight_bits_are_near_to_thirty_two(language: Language, package: str, sentences: list[list[str]]) -> None:
    model = loaded(language)[package].model
    words = [words for words in sentences if words]
    inputs = WordInputs(model).of(words)
    with torch.inference_mode():
        exact = [model.taggerlstm.lstm(one)[0] for one in inputs]
        read = [in_eight_bits(model.taggerlstm.lstm)(one[None])[0][0] for one in inputs]
    assert max((one - other).abs().max().item() for one, other in zip(exact, read, strict=True)) < 0.1
    assert not all(torch.equal(one, other) for one, other in zip(exact, read, strict=True))


def test_reads_the_same_when_it_must_forget_words(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = loaded(Language.ENGLISH)["entities"]
    sentences = sentences_of(ENGLISH)
    expected = [reading.tags for reading in Tagger(trainer).read(sentences)]

    monkeypatch.setattr("nlp.annotate.words._MOST_WORDS", 30)
    forgetful = Tagger(trainer)

    assert len({word for words in sentences for word in words}) > 30
    assert [forgetful.read([words])[0].tags for words in sentences] == expected


def test_nothing_in_nothing_out() -> None:
    tagger = Tagger(loaded(Language.ARABIC)["entities"])
    assert tagger.read([]) == []
    assert tagger.tag([[], ["لا"], []]) == [[], [], []]
