"""From candidate cues to frames: the attribution tagger reads each candidate's window, and its findings are joined.

The lexicon knows which words can report, with their act and stance; the tagger learnt from annotated news whether one
reports here, and where source, content and via begin and end. Each does what it is best at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nlp.annotate.pipeline import tagger
from nlp.annotate.readings import AnyTagger, TaggedSpan
from nlp.annotate.readings import Reading as TaggerReading
from nlp.detect.agentless import nobody
from nlp.detect.carrying_on_arabic import with_ends_before_participles
from nlp.detect.citing import quoted_as_saying, with_cited
from nlp.detect.clause import with_clause
from nlp.detect.closing_arabic import ascribed, governs, parted, without_echoes
from nlp.detect.content import complete
from nlp.detect.coordinated import with_coordinated_ended
from nlp.detect.counted import with_numeral
from nlp.detect.cues import Candidate, Reading, act_of
from nlp.detect.edges import trim_content, trim_source, trim_time
from nlp.detect.frame import Frame, Piece
from nlp.detect.grammar import certain, names_nobody, passive, relayed, reports_nothing, subject_inside
from nlp.detect.inner_arabic import with_inner_apart
from nlp.detect.inner_english import with_outer_cut
from nlp.detect.merge import NEIGHBOURS, apart, merge
from nlp.detect.missing import SURE, content_by_place
from nlp.detect.missing_arabic import called_by_nobody, complement_of, describes, without_object
from nlp.detect.no_via import without_false_via
from nlp.detect.outer import with_inner_ended
from nlp.detect.pull_quotes import find_pull_quotes
from nlp.detect.questions import Question, questions_of
from nlp.detect.quoted import QuotationIndex, type_of
from nlp.detect.recipient import with_recipient
from nlp.detect.refusal import quoted_refusal, within
from nlp.detect.spans import spans_given_cue
from nlp.detect.subjects import carries_on, with_grammatical_source
from nlp.detect.via import with_via
from nlp.detect.windows import WORDS_AFTER, WORDS_BEFORE, Window
from nlp.detect.withheld import without_withheld
from nlp.lexicon.reporting import ReportingPhrase
from nlp.normalise.text import Sentence, WorkingText
from nlp.types import Act, Language

LEAST_PROBABILITY = 0.5
"""A candidate reports when the tagger finds it likelier than not."""

LEAST_TO_DESCRIBE = 0.05
"""How likely a verb of calling must be, where what it calls somebody follows: only what the tagger excludes is none."""

PACKAGE = "attribution"


def _shipped(language: Language) -> AnyTagger:
    return tagger(language, PACKAGE)


def find_frames(text: WorkingText, tagger_of: Callable[[Language], AnyTagger] = _shipped) -> list[Frame]:
    """Return the frames of a document in the order of their cues.

    `tagger_of` gives the attribution tagger of a language: the shipped one, or one in training that is being measured.
    """
    quotations = QuotationIndex(text.quotations)
    frames: list[Frame] = []
    for language in sorted({paragraph.language for paragraph in text.paragraphs}):
        questions = list(questions_of(text, quotations, language))
        if not questions:
            continue
        reader = tagger_of(language)
        readings = reader.read([question.window.forms for question in questions])
        for question, reading in zip(questions, readings, strict=True):
            frame = _frame(text, quotations, question, reading, reader.labels)
            frame = frame and without_withheld(text, quotations, frame)
            if frame is not None:
                # A noun of saying completes its verb (`issued a statement`); a verb is a cue of its own.
                is_verb = not isinstance(_meaning(question.candidate).word, ReportingPhrase)
                frames.append(apart(frame, _word(text, question), frames[-NEIGHBOURS:]) if is_verb else frame)
    frames = without_echoes(text, merge(text, with_inner_apart(text, frames)))
    frames = with_coordinated_ended(text, quotations, with_cited(text, with_outer_cut(text, frames)))
    frames += find_pull_quotes(text, quotations, frames)
    ordered = sorted(frames, key=lambda frame: frame.cue.start)
    completed = complete(text, quotations, with_ends_before_participles(text, quotations, ordered))
    told = [without_false_via(text, with_recipient(text, frame)) for frame in with_inner_ended(text, completed)]
    settled = [with_via(text, frame) for frame in told]
    return [frame for frame in settled if (frame.content and frame.type) or frame.act is Act.NO_COMMENT]


def _frame(
    text: WorkingText, quotations: QuotationIndex, question: Question, reading: TaggerReading, labels: Sequence[str]
) -> Frame | None:
    window, candidate = question.window, question.candidate
    probability = float(reading.marginals[window.cue, labels.index("CUE")])
    sentence = text.paragraphs[question.paragraph].sentences[question.sentence]
    meaning = _meaning(candidate)
    if certain(meaning, candidate, sentence.tokens) or (
        probability >= LEAST_TO_DESCRIBE and describes(meaning, candidate, sentence.tokens, quotations)
    ):
        probability = max(probability, SURE)
    if probability < LEAST_PROBABILITY or reports_nothing(meaning, candidate, sentence.tokens, question.language):
        return None
    near = sentence.tokens[max(0, candidate.start - WORDS_BEFORE) : candidate.end + WORDS_AFTER]
    spans = spans_given_cue(reading, labels, window.cue, probability)
    pieces = _pieces(sentence, window, spans)
    cue = next((p for p in pieces["CUE"] if _holds(p, sentence, candidate)), None) or _tokens(
        sentence, candidate.start, candidate.end
    )
    named = _nearest(pieces["SOURCE"], cue)
    if governs(meaning) and meaning.word.takes_l:
        cue, named = parted(sentence.tokens, _tokens(sentence, candidate.start, candidate.end), cue, named)
    source = trim_source(text, _outside(quotations, named), meaning.word)
    subject = subject_inside(candidate, sentence.tokens)
    source = within(source, subject) or subject
    found = pieces["CONTENT"]
    act = act_of(meaning)
    if not found and act is not Act.NO_COMMENT and probability >= SURE:
        source, missing = content_by_place(near, quotations, cue, source, meaning.word, question.language)
        found = [] if missing is None else [missing]
    if not found and question.language is Language.ARABIC and probability >= SURE:
        missing = complement_of(near, quotations, cue, source, meaning.word)
        found = [] if missing is None else [missing]
    if not found and question.language is Language.ARABIC and governs(meaning):
        source, clause = ascribed(text, quotations, question.paragraph, question.sentence, cue, source)
        found = [] if clause is None else [clause]
    if question.language is Language.ARABIC:
        found = without_object(near, quotations, cue, meaning.word, found)
    content = tuple(trimmed for piece in found if (trimmed := trim_content(text, piece, meaning.word)))
    if content and question.language is Language.ENGLISH:
        content = (trim_time(text, content[0], cue), *content[1:])
    if act is Act.NO_COMMENT:
        content = quoted_refusal(text, quotations, cue, content)
    elif not content:
        return None
    frame = Frame(
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
        agentless=source is None
        and (passive(text, candidate, sentence.tokens) or called_by_nobody(meaning, candidate, sentence.tokens)),
        probability=probability,
        extent=min((s.probability for s in spans if s.label in ("CONTENT", "SOURCE")), default=1.0),
        implied=_implied(sentence, candidate, source),
        carries_on=question.language is Language.ARABIC and carries_on(text, cue, meaning),
    )
    if names_nobody(text, frame):
        return None
    frame = with_numeral(text, with_grammatical_source(text, frame, meaning))
    frame = with_clause(text, frame, quotations)
    return quoted_as_saying(relayed(nobody(frame, sentence.tokens, candidate, meaning), near), near)


def _pieces(sentence: Sentence, window: Window, spans: Sequence[TaggedSpan]) -> dict[str, list[Piece]]:
    pieces: dict[str, list[Piece]] = {"CUE": [], "SOURCE": [], "CONTENT": [], "VIA": []}
    for span in spans:
        covered = window.token_range(span.start_token, span.end_token)
        if covered is not None:
            pieces[span.label].append(_tokens(sentence, *covered))
    return pieces


def _word(text: WorkingText, question: Question) -> Piece:
    candidate = question.candidate
    return _tokens(text.paragraphs[question.paragraph].sentences[question.sentence], candidate.start, candidate.end)


def _tokens(sentence: Sentence, start: int, end: int) -> Piece:
    return Piece(sentence.tokens[start].start, sentence.tokens[end - 1].end)


def _holds(piece: Piece, sentence: Sentence, candidate: Candidate) -> bool:
    return piece.start <= sentence.tokens[candidate.start].start < piece.end


def _outside(quotations: QuotationIndex, source: Piece | None) -> Piece | None:
    """A source does not end inside a quotation that begins in it: `said the witness, "and nobody ...`."""
    if source is None:
        return None
    quotation = quotations.at(source.end - 1)
    if quotation is None or not source.start < quotation.start or quotation.end <= source.end:
        return source
    return Piece(source.start, quotation.start)


def _implied(sentence: Sentence, candidate: Candidate, source: Piece | None) -> bool:
    """Whether the source is another verb's subject, which an English participle has in common: `..., adding that`."""
    tokens = sentence.tokens
    before = tokens[candidate.start - 1] if candidate.start else None
    participle = tokens[candidate.start].form.endswith("ing") and before is not None and before.form == ","
    return participle and source is not None and before is not None and source.end <= before.start


def _nearest(pieces: Sequence[Piece], cue: Piece) -> Piece | None:
    return min(pieces, key=lambda p: max(p.start - cue.end, cue.start - p.end), default=None)


def _meaning(candidate: Candidate) -> Reading:
    """The reading to take where a form has several: the first of the lexicon, a belief only where nothing else fits."""
    return min(
        candidate.readings, key=lambda reading: (reading.word.act is Act.BELIEF, reading.word.act is Act.DIRECTIVE)
    )
