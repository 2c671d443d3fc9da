"""The fullest mention of a speaker."""

from __future__ import annotations

import unicodedata

from nlp.attribute.chain import Chain
from nlp.attribute.level import read_phrase
from nlp.attribute.mention import Kind, Mention
from nlp.attribute.phrase import Head
from nlp.attribute.proper_names import name_keys
from nlp.attribute.reader import Reader
from nlp.attribute.wording import line_of, withheld
from nlp.attribute.words import Category, Word
from nlp.detect.frame import Piece
from nlp.types import Language

_SCRIPTS = {Language.ARABIC: "ARABIC", Language.ENGLISH: "LATIN"}
_TRAILING = frozenset({"،", ",", ";", "؛", ":", "-", "–", "—", "و", "'s", "’s", "'"})


def fullest_mention(chain: Chain, reader: Reader) -> Piece:
    """Return the mention that tells most: by name before by description, a source before another phrase, then the
    longest; a relative clause after a name is cut off, since it tells what happened and not who it is."""
    spoken = [m for m in chain.mentions if m.kind is not Kind.PRONOUN]
    candidates = [m for m in spoken if m.frame is not None or _ends_well(m, reader)] or spoken or chain.mentions
    candidates = [m for m in candidates if _in_own_script(m, reader)] or candidates
    candidates = [m for m in candidates if not _is_one_of_many(m)] or candidates
    surnames = {name[-1] for name in chain.names}
    best = max(
        candidates,
        key=lambda m: (
            _is_named(m) or _ends_in(m, surnames, reader) or tells_maker(m, reader),
            _length(m, reader),
            m.frame is not None,
            -m.first,
        ),
    )
    return Piece(best.piece.start, _end(best, reader))


def tells_maker(mention: Mention, reader: Reader) -> bool:
    """Whether a poll or a study is told with who made it, so that it can be looked up: a longer description without
    one tells less."""
    if mention.category is not Category.DOCUMENT:
        return False
    names = reader.names_in(mention.piece.start, mention.piece.end)
    phrase = read_phrase(reader.text.working, mention.piece, names, reader.languages[mention.sentence])
    return phrase.head is Head.STUDY and phrase.proper


def _is_one_of_many(mention: Mention) -> bool:
    """Whether a phrase that is no source names one behind a word for many (`لاعبي الفريق سامر العلي`): it tells of them
    all."""
    return mention.frame is None and bool(mention.name) and mention.features.number in ("p", "d")


def _in_own_script(mention: Mention, reader: Reader) -> bool:
    """Whether its first word is in the letters of the document's language: a name in other letters (in a link, in
    brackets) is told again for those who look it up."""
    return _is_own(next((w for w in reader.words[mention.first : mention.last] if w.is_word), None), reader)


def _is_own(word: Word | None, reader: Reader) -> bool:
    if word is None or not word.text[0].isalpha():
        return True
    return unicodedata.name(word.text[0], "").startswith(_SCRIPTS[reader.text.language])


def _ends_well(mention: Mention, reader: Reader) -> bool:
    """Whether a phrase that detection has not cut out ends for certain: with a name the tagger knows, or
    with an office between the commas behind a name (*Ann Lee, the trade minister, landed*)."""
    if not reader.names:
        return True
    behind = [word.text for word in reader.words[mention.last : mention.last + 1]]
    if mention.name and behind == [","] and "," in (word.text for word in reader.words[mention.first : mention.last]):
        return True
    last = reader.words[mention.last - 1]
    return any(name.end == last.end for name in reader.names_in(mention.piece.start, last.end))


def _is_named(mention: Mention) -> bool:
    """Whether it gives a person's name; of a body the name alone may be the shorter form."""
    return bool(mention.name) and mention.category in (None, Category.PERSON)


def _ends_in(mention: Mention, surnames: set[str], reader: Reader) -> bool:
    """Whether it ends in a name of its chain, whatever it was read as: `المتحدثة باسم الشركة لينا الشهباني`."""
    end = _end(mention, reader)
    words = [word for word in reader.words[mention.first : mention.last] if word.end <= end and word.is_word]
    keys = name_keys(words[-1:], reader.vocabulary_of(mention.sentence)) if len(words) > 1 else ()
    return bool(keys) and keys[-1] in surnames


def _length(mention: Mention, reader: Reader) -> int:
    """How many words tell who it is; of a phrase that is no source, those of the name before its comma."""
    end = _end(mention, reader)
    words = reader.words[mention.first : mention.last]
    relatives = reader.vocabulary_of(mention.sentence).relatives
    clause = next((i for i, word in enumerate(words) if word.reading.form in relatives), None)
    if clause is not None and _withholds(mention, reader):
        words = words[:clause]
    if mention.frame is None and mention.name:
        words = words[: next((i for i, word in enumerate(words) if word.text == ","), len(words))]
    return sum(1 for word in words if word.end <= end and word.is_word)


def _end(mention: Mention, reader: Reader) -> int:
    """Where the mention ends without a relative clause behind a name, and without a mark at its end."""
    relatives = reader.vocabulary_of(mention.sentence).relatives
    last = mention.last
    if mention.name:
        clauses = (i for i in range(mention.first + 1, last) if reader.words[i].reading.form in relatives)
        last = next(clauses, last)
    last = _before_other_script(mention.first, last, reader)
    while last > mention.first + 1 and reader.words[last - 1].text in _TRAILING:
        last -= 1
    return min(mention.piece.end, reader.words[last - 1].end)


def _withholds(mention: Mention, reader: Reader) -> bool:
    """Whether it says that the name is withheld (`القيادي، الذي طلب عدم الكشف عن اسمه`), telling nobody who it is."""
    line = line_of(reader.text.working, [mention.piece])
    return withheld(line, reader.languages[mention.sentence]) is not None


def _before_other_script(first: int, last: int, reader: Reader) -> int:
    """Where a mention ends without its name told again in other letters: `يوهان ستراند (Johan Strand)`."""
    words = reader.words[first:last]
    if not words or words[-1].text != ")":
        return last
    opening = next((i for i in range(len(words) - 1, 0, -1) if words[i].text == "("), 0)
    inside = [word for word in words[opening:] if word.is_word and word.text[0].isalpha()]
    again = opening and inside and not any(_is_own(word, reader) for word in inside) and _is_own(words[0], reader)
    return first + opening if again else last
