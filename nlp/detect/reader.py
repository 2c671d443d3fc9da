"""From candidate cues to frames: the attribution tagger reads each candidate's window, and its findings are joined.

The lexicon knows which words can report, with their act and stance; the tagger learnt from annotated news whether one
reports here, and where source, content and via begin and end. Each does what it is best at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nlp.annotate.decode import Reading as TaggerReading
from nlp.annotate.decode import TaggedSpan, Tagger
from nlp.annotate.pipeline import tagger
from nlp.detect.content import complete
from nlp.detect.cues import Candidate, Reading, act_of, find_candidates
from nlp.detect.edges import trim_content, trim_source
from nlp.detect.frame import Frame, Piece
from nlp.detect.merge import merge
from nlp.detect.pull_quotes import find_pull_quotes
from nlp.detect.quoted import QuotationIndex, type_of
from nlp.detect.spans import spans_given_cue
from nlp.detect.via import with_via
from nlp.detect.windows import Window, Windows
from nlp.lexicon.arabic_verbs import VerbForm
from nlp.normalise.text import Sentence, WorkingText
from nlp.types import Act, Language

LEAST_PROBABILITY = 0.5
"""A candidate reports when the tagger finds it likelier than not."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One candidate in its sentence, and the window that is read for it."""

    paragraph: int
    sentence: int
    language: Language
    candidate: Candidate
    window: Window


PACKAGE = "attribution"


def _shipped(language: Language) -> Tagger:
    return tagger(language, PACKAGE)


def find_frames(text: WorkingText, tagger_of: Callable[[Language], Tagger] = _shipped) -> list[Frame]:
    """Return the frames of a document in the order of their cues.

    `tagger_of` gives the attribution tagger of a language: the shipped one, or one in training that is being measured.
    """
    quotations = QuotationIndex(text.quotations)
    frames: list[Frame] = []
    for language in sorted({paragraph.language for paragraph in text.paragraphs}):
        questions = list(_questions(text, quotations, language))
        if not questions:
            continue
        reader = tagger_of(language)
        readings = reader.read([question.window.forms for question in questions])
        for question, reading in zip(questions, readings, strict=True):
            frame = _frame(text, quotations, question, reading, reader.labels)
            if frame is not None:
                frames.append(frame)
    frames = merge(frames)
    frames += find_pull_quotes(text, quotations, frames)
    completed = complete(text, quotations, sorted(frames, key=lambda frame: frame.cue.start))
    return [with_via(text, frame) for frame in completed]


def _questions(text: WorkingText, quotations: QuotationIndex, language: Language) -> Iterator[_Question]:
    for number, paragraph in enumerate(text.paragraphs):
        if paragraph.language is not language:
            continue
        for index, sentence in enumerate(paragraph.sentences):
            windows = None
            for candidate in find_candidates(sentence.tokens, language, index == 0):
                windows = windows or Windows(sentence.tokens, quotations.overlapping(sentence.start, sentence.end))
                yield _Question(number, index, language, candidate, windows.around(candidate))


def _frame(
    text: WorkingText, quotations: QuotationIndex, question: _Question, reading: TaggerReading, labels: Sequence[str]
) -> Frame | None:
    window, candidate = question.window, question.candidate
    probability = float(reading.marginals[window.cue, labels.index("CUE")])
    if probability < LEAST_PROBABILITY:
        return None
    sentence = text.paragraphs[question.paragraph].sentences[question.sentence]
    spans = spans_given_cue(reading, labels, window.cue, probability)
    pieces = _pieces(sentence, window, spans)
    meaning = _meaning(candidate)
    cue = next((p for p in pieces["CUE"] if _holds(p, sentence, candidate)), None) or _tokens(
        sentence, candidate.start, candidate.end
    )
    source = trim_source(text, _nearest(pieces["SOURCE"], cue), meaning.word)
    content = tuple(trimmed for piece in pieces["CONTENT"] if (trimmed := trim_content(text, piece, meaning.word)))
    act = act_of(meaning)
    if not content and act is not Act.NO_COMMENT:
        return None
    return Frame(
        cue=cue,
        lemma=meaning.word.lemma,
        language=question.language,
        act=act,
        stance=meaning.word.stance,
        type=type_of(text, quotations, content),
        source=source,
        via=_nearest(pieces["VIA"], cue),
        content=content,
        paragraph=question.paragraph,
        sentence=question.sentence,
        relays=meaning.word.relays,
        agentless=source is None and (meaning.word.agentless or meaning.form is VerbForm.PASSIVE),
        probability=probability,
        extent=min((s.probability for s in spans if s.label in ("CONTENT", "SOURCE")), default=1.0),
    )


def _pieces(sentence: Sentence, window: Window, spans: Sequence[TaggedSpan]) -> dict[str, list[Piece]]:
    pieces: dict[str, list[Piece]] = {"CUE": [], "SOURCE": [], "CONTENT": [], "VIA": []}
    for span in spans:
        covered = window.token_range(span.start_token, span.end_token)
        if covered is not None:
            pieces[span.label].append(_tokens(sentence, *covered))
    return pieces


def _tokens(sentence: Sentence, start: int, end: int) -> Piece:
    return Piece(sentence.tokens[start].start, sentence.tokens[end - 1].end)


def _holds(piece: Piece, sentence: Sentence, candidate: Candidate) -> bool:
    return piece.start <= sentence.tokens[candidate.start].start < piece.end


def _nearest(pieces: Sequence[Piece], cue: Piece) -> Piece | None:
    return min(pieces, key=lambda p: max(p.start - cue.end, cue.start - p.end), default=None)


def _meaning(candidate: Candidate) -> Reading:
    """The reading to take where a form has several: the first of the lexicon, a belief only where nothing else fits."""
    return min(
        candidate.readings, key=lambda reading: (reading.word.act is Act.BELIEF, reading.word.act is Act.DIRECTIVE)
    )
