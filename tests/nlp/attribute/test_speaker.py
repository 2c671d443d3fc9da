"""Speaker resolution, case by case (after CheckList, Ribeiro et al. 2020): `speaker_ar.yml`, `speaker_en.yml`."""

from __future__ import annotations

import gc
import re
import time
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlp.annotate.entities import Name
from nlp.attribute.mention import Kind
from nlp.attribute.mentions import read_mention
from nlp.attribute.reader import Reader
from nlp.attribute.resolve import MAX_ALTERNATIVES, resolve_speakers
from nlp.detect.frame import Frame, Piece
from nlp.normalise.prepare import prepare
from nlp.normalise.text import WorkingText
from nlp.types import Act, EntityKind, Language, Stance, Type

Case = dict[str, Any]
_OPENING = {"{": "source", "[": "cue", "⟨": "content"}
_CLOSING = {"}": "{", "]": "[", "⟩": "⟨"}
_KINDS = {"persons": EntityKind.PERSON, "organizations": EntityKind.ORGANIZATION, "places": EntityKind.PLACE}


def cases(language: str) -> list[Any]:
    path = Path(__file__).with_name(f"speaker_{language}.yml")
    table: list[Case] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["case"]) for case in table]


def unmarked(marked: str) -> tuple[str, dict[str, list[Piece]]]:
    """Take the notation out of a marked text: the plain text, and the pieces that each mark held."""
    plain = ""
    opened: dict[str, list[int]] = defaultdict(list)
    pieces: dict[str, list[Piece]] = defaultdict(list)
    for character in marked:
        if character in _OPENING:
            opened[character].append(len(plain))
        elif character in _CLOSING:
            opening = _CLOSING[character]
            pieces[_OPENING[opening]].append(Piece(opened[opening].pop(), len(plain)))
        elif unicodedata.category(character) != "Mn":  # vowel marks, which the working copy leaves out
            plain += character
    return plain, {kind: sorted(found, key=lambda piece: piece.start) for kind, found in pieces.items()}


def frames_of(text: WorkingText, pieces: dict[str, list[Piece]], agentless: list[int]) -> list[Frame]:
    """One frame for each cue: its content is the piece that starts nearest to it (a content that holds the cue is
    another frame's), its source the nearest free one in the same sentence."""
    cues, frames = pieces["cue"], []
    contents, sources = list(pieces.get("content", [])), list(pieces.get("source", []))
    pairs: dict[int, Piece] = {}
    for index in sorted(range(len(cues)), key=lambda i: cues[i].start):
        free = [c for c in contents if not c.start <= cues[index].start < c.end]
        if free:
            pairs[index] = min(free, key=lambda c: min(abs(c.start - cues[index].end), abs(cues[index].start - c.end)))
            contents.remove(pairs[index])
    owners = nearest_sources(text, cues, sources)
    for index, cue in enumerate(cues):
        paragraph, sentence = place_of(text, cue.start)
        frames.append(
            Frame(
                cue=cue,
                lemma="",
                language=text.paragraphs[paragraph].language,
                act=Act.STATEMENT,
                stance=Stance.NEUTRAL,
                type=Type.INDIRECT,
                source=owners.get(index),
                via=None,
                content=(pairs[index],) if index in pairs else (),
                paragraph=paragraph,
                sentence=sentence,
                relays=False,
                agentless=index in agentless,
                probability=1.0,
            )
        )
    return frames


def nearest_sources(text: WorkingText, cues: list[Piece], sources: list[Piece]) -> dict[int, Piece]:
    owners: dict[int, Piece] = {}
    for source in sources:
        near = [
            i
            for i in range(len(cues))
            if i not in owners and place_of(text, cues[i].start) == place_of(text, source.start)
        ]
        owner = min(near, key=lambda i: min(abs(cues[i].start - source.end), abs(source.start - cues[i].end)))
        owners[owner] = source
    return owners


def place_of(text: WorkingText, offset: int) -> tuple[int, int]:
    return max(
        (p, s)
        for p, paragraph in enumerate(text.paragraphs)
        for s, sentence in enumerate(paragraph.sentences)
        if sentence.start <= offset
    )


def names_of(text: WorkingText, case: Case) -> list[Name]:
    found = {
        (match.start(), match.end()): kind
        for key, kind in _KINDS.items()
        for form in case.get(key, [])
        for match in re.finditer(re.escape(form), text.working)
    }
    outermost = [span for span in found if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in found)]
    return [Name(start, end, found[start, end]) for start, end in sorted(outermost)]


def check(case: Case, language: Language) -> None:
    plain, pieces = unmarked(case["text"])
    text = prepare(plain, language)
    assert text.working == plain, "the test's offsets are those of the plain text"
    frames = frames_of(text, pieces, case.get("agentless", []))
    resolutions = resolve_speakers(text, frames, names_of(text, case))
    speakers = [resolution.speaker for resolution in resolutions]
    assert [speaker.name if speaker else None for speaker in speakers] == case["speakers"]
    for name in {speaker.name for speaker in speakers if speaker}:
        same = {id(speaker) for speaker in speakers if speaker and speaker.name == name}
        assert len(same) == 1, f"{name} is one speaker, shared by its frames"
    for speaker, resolution in zip(speakers, resolutions, strict=True):
        assert speaker not in resolution.alternatives
        assert len(set(resolution.alternatives)) == len(resolution.alternatives) <= MAX_ALTERNATIVES
    for index, wanted in case.get("alternatives", {}).items():
        assert [other.name for other in resolutions[index].alternatives] == wanted


@pytest.mark.parametrize("case", cases("ar"))
def test_arabic(case: Case) -> None:
    check(case, Language.ARABIC)


@pytest.mark.parametrize("case", cases("en"))
def test_english(case: Case) -> None:
    check(case, Language.ENGLISH)


@pytest.mark.parametrize(
    "unit", ["[قال] {الوزير سالم} ⟨نعم⟩. [وأضاف] ⟨لا⟩. ", "[وأضافوا] ⟨نعم⟩، ", "[قال] {المسؤول} ⟨نعم⟩. "]
)
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    few, many = seconds_for(unit, 250), seconds_for(unit, 2000)
    assert many < 30 * max(few, 0.01), f"{few:.2f} s for 250 units, {many:.2f} s for eight times as many"


def seconds_for(unit: str, count: int) -> float:
    """Processor time of resolving `count` units; the mark-up of one unit is shifted along.

    Neither what other tests left running nor the collection of what they left behind counts.
    """
    plain, pieces = unmarked(unit)
    text = prepare(plain * count, Language.ARABIC)
    assert text.working.startswith(plain * (count - 1))
    first = frames_of(prepare(plain, Language.ARABIC), pieces, [])
    frames = [moved(frame, len(plain) * turn, text) for turn in range(count) for frame in first]
    gc.disable()
    try:
        start = time.thread_time()
        assert len(resolve_speakers(text, frames, [])) == len(frames)
        return time.thread_time() - start
    finally:
        gc.enable()


def moved(frame: Frame, by: int, text: WorkingText) -> Frame:
    def shifted(piece: Piece) -> Piece:
        return Piece(piece.start + by, piece.end + by)

    paragraph = max(0, bisect_right([p.start for p in text.paragraphs], frame.cue.start + by) - 1)
    starts = [sentence.start for sentence in text.paragraphs[paragraph].sentences]
    return replace(
        frame,
        cue=shifted(frame.cue),
        source=shifted(frame.source) if frame.source else None,
        content=tuple(shifted(piece) for piece in frame.content),
        paragraph=paragraph,
        sentence=max(0, bisect_right(starts, frame.cue.start + by) - 1),
    )


def test_frames_that_hold_one_another_or_nothing_are_read_without_error() -> None:
    text = prepare("قال الوزير نعم وقال الوزير لا", Language.ARABIC)
    whole = Piece(0, len(text.working))
    plain, pieces = unmarked("[قال] {الوزير} ⟨نعم⟩ وقال الوزير لا")
    assert plain == text.working
    [frame] = frames_of(text, pieces, [])
    tangled = [
        replace(frame, content=(whole,)),
        replace(frame, source=None, content=()),
        replace(frame, cue=Piece(len(plain) - 2, len(plain)), source=whole, content=(whole, frame.cue)),
    ]
    assert len(resolve_speakers(text, tangled, [])) == len(tangled)


def test_a_pronoun_that_an_editor_put_in_is_a_pronoun() -> None:
    text = prepare("Magnus Elde said it rained. [He] asked for tea.", Language.ENGLISH)
    start = text.working.index("[")
    mention = read_mention(Reader(text, ()), Piece(start, start + len("[He]")))
    assert mention is not None
    assert (mention.kind, mention.features.gender) == (Kind.PRONOUN, "m")
