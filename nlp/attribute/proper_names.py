"""The proper name of the one a mention means, apart from the names of others inside the mention.

`وزير الدفاع مايكل فالون` is named; `المتحدث باسم مركز الملك سلمان` is not, nor is *an aide to Ann Lee*. The entity
tagger tells which words are a person's name; where it is silent, titles and the shape of the phrase do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.annotate.entities import Name
from nlp.attribute.reader import Reader
from nlp.attribute.words import PAUSES, POSSESSIVE, Category, Noun, Vocabulary, Word
from nlp.types import EntityKind, Language

_FULL_NAME = 2
_SON = "بن"
_LATIN_ARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad|az)-(?=\w{3})")
_CONTINUED = frozenset("«»\"“”'")


def proper_name(
    reader: Reader, words: Sequence[Word], at: int | None, noun: Noun | None, lexicon: Vocabulary
) -> tuple[str, ...]:
    """Return the keys of the name of the one meant by `words`, whose head is at `at`, `noun` where it is a listed noun
    and no title; empty where the one meant has no name there."""
    head = words[at] if at is not None else None
    if head and _is_whole_name(reader, words, head):
        return name_keys([head], lexicon)
    if noun and noun.category is not Category.PERSON:
        return ()
    if lexicon.language is Language.ENGLISH:
        words, at = _without_possessor(_without_included(words, at, lexicon), at)
    tagged = [n for n in reader.names_in(words[0].start, words[-1].end) if n.kind is EntityKind.PERSON]
    if head and noun and lexicon.language is Language.ARABIC and noun.lemma in lexicon.anaphoric:
        # The tagger takes a lone calling for a name now and then: وأضاف القيادي.
        tagged = [n for n in tagged if not (head.reading.definite and head.start <= n.start and n.end <= head.end)]
    own = next((name for name in tagged if not _is_complement(reader, words, name, lexicon)), None)
    if at is None and (own is None or own.start >= words[0].end):
        return _bare_name(words, lexicon)
    if own is not None:
        first = next(i for i, word in enumerate(words) if word.end > own.start)
        last = next((i for i, word in enumerate(words) if word.start >= own.end), len(words))
        while last < len(words) and _goes_on(words, last, lexicon):
            last += 1
        return name_keys(words[first:last], lexicon)
    if tagged:
        return ()
    assert at is not None
    if lexicon.language is Language.ENGLISH:
        return _english_name(words, at, lexicon)
    others = [name for name in reader.names_in(words[0].start, words[-1].end) if name.kind is not EntityKind.PERSON]
    return _arabic_name(words, at, others, lexicon)


def _bare_name(words: Sequence[Word], lexicon: Vocabulary) -> tuple[str, ...]:
    """The name of a mention that is all name, up to whatever is said about it; a number is none."""
    if words[0].text[0].isdecimal():
        return ()
    end = next((i for i, word in enumerate(words) if i and _ends_name(word, lexicon)), len(words))
    if lexicon.language is Language.ENGLISH:
        start = next((i for i, word in enumerate(words) if word.reading.form not in lexicon.articles), 0)
        if not words[start].capital:
            return ()
        end = next((i for i in range(start, end) if not words[i].capital and words[i].text.isalpha()), end)
    return name_keys(words[:end], lexicon)


def _without_included(words: Sequence[Word], at: int | None, lexicon: Vocabulary) -> Sequence[Word]:
    """Cut off those of many who are named, and whom a clause names: *aides, including Ann Lee* are not Ann Lee."""
    first = at + 1 if at is not None else 1
    forms = [word.reading.form for word in words]
    cut = next((i for i in range(first, len(words)) if forms[i] in lexicon.inclusions | lexicon.relatives), len(words))
    return words[:cut]


def _without_possessor(words: Sequence[Word], at: int | None) -> tuple[Sequence[Word], int | None]:
    """Cut the owner off: *Ann Lee's lawyer* is not Ann Lee."""
    last = at if at is not None else len(words) - 1
    cut = max((i for i in range(last) if words[i].reading.form in POSSESSIVE), default=-1) + 1
    return words[cut:], at - cut if at is not None else None


def name_keys(words: Sequence[Word], lexicon: Vocabulary) -> tuple[str, ...]:
    """The keys of a name's words, alike for its spellings: `عبدالرحمن` as `عبد الرحمن`, no titles, marks or `ابن`."""
    keys: list[str] = []
    before = ""
    for word in words:
        key = _bare(word.reading.form)
        linked, opened = before in lexicon.name_links, before in lexicon.name_openers
        before = key
        if key in PAUSES or key in lexicon.name_links or key in lexicon.articles:
            continue
        if word.reading.title and not (linked or opened) and len(words) > 1:
            continue
        parts = ["عبد", key[3:] if key == "عبدالله" else key[5:]] if _is_joined(key) else [key]
        # A father's name is not the man's own: `سلمان بن عبد العزيز` is not `محمد بن سلمان بن عبد العزيز`.
        keys += [f"{_SON} {parts[0]}", *parts[1:]] if linked else parts
    return tuple(keys)


def _is_joined(key: str) -> bool:
    return key.startswith("عبدال") and len(key) > 6


def _goes_on(words: Sequence[Word], at: int, lexicon: Vocabulary) -> bool:
    """Whether the word goes on with a name of which the tagger found the beginning."""
    reading = words[at].reading
    if words[at - 1].reading.form in lexicon.name_links:
        return True
    if lexicon.language is Language.ENGLISH:
        return words[at].capital and reading.noun is None
    ends = reading.form in PAUSES or reading.form in lexicon.relatives or reading.form in lexicon.boundaries
    return not (
        ends or reading.title or reading.proclitic or not reading.form.isalpha() or _describes(words[at], lexicon)
    )


def _bare(form: str) -> str:
    """A name's word without its article and, where an article shows it, an attached preposition (`للخزرجي`); in English
    letters too (*al-Khazraji*)."""
    form = _LATIN_ARTICLE.sub("", form)
    for prefix in ("وال", "بال", "كال", "لل", "ال"):
        if form.startswith(prefix) and len(form) > len(prefix) + 2:
            return form[len(prefix) :]
    return form


def _is_whole_name(reader: Reader, words: Sequence[Word], head: Word) -> bool:
    """Whether the one word of the mention is a name shaped like a noun: `صديق`, `أمين`."""
    if head.reading.definite or sum(word.is_word for word in words) > 1:
        return False
    return any(name.kind is EntityKind.PERSON for name in reader.names_in(head.start, head.end))


def _is_complement(reader: Reader, words: Sequence[Word], name: Name, lexicon: Vocabulary) -> bool:
    """Whether the name belongs to the bare noun before it: `مركز الملك سلمان`, `مدينة الأمير نايف`."""
    at = next((i for i, word in enumerate(words) if word.start >= name.start), 0)
    if lexicon.language is Language.ENGLISH:
        return _is_english_complement(words, at, name, lexicon)
    titled = False
    while at and words[at - 1].reading.title:
        at, titled = at - 1, True
    if at == 0:
        return False
    before = words[at - 1].reading
    if before.noun:
        return before.noun.category is not Category.PERSON and not before.definite
    if before.form in lexicon.prepositions:
        return True
    bare = before.form.isalpha() and not before.definite and before.form not in lexicon.feminine
    return titled and bare and not reader.names_in(words[at - 1].start, words[at - 1].end)


def _is_english_complement(words: Sequence[Word], at: int, name: Name, lexicon: Vocabulary) -> bool:
    """Whether the name that starts at word `at` only tells whose people or thing it is: *an aide to Ann Lee*, *voters
    backing Ann Lee*, *a Lee ally*."""
    behind = next((word for word in words[at:] if word.start >= name.end), None)
    if behind is not None and not behind.capital and behind.reading.noun is not None:
        return True
    while at and words[at - 1].reading.title and words[at - 1].capital:
        at -= 1
    if at == 0:
        return False
    before = words[at - 1]
    doing = before.text.islower() and before.text.endswith(_PARTICIPLES) and before.reading.noun is None
    return before.reading.form in lexicon.prepositions or (doing and at > 1)


_PARTICIPLES = ("ing", "ed")


def _ends_name(word: Word, lexicon: Vocabulary) -> bool:
    reading = word.reading
    if reading.form in _CONTINUED:
        return False
    return (
        reading.form in PAUSES
        or reading.form in lexicon.relatives
        or (reading.noun is not None and not word.capital)
        or (reading.form in lexicon.prepositions and reading.form not in ("of", "'s"))
    )


def _english_name(words: Sequence[Word], at: int, lexicon: Vocabulary) -> tuple[str, ...]:
    """Capitals behind the role (*spokeswoman Ann Lee*, *a spokeswoman, Ann Lee*) or before the comma ahead of it."""
    after: list[Word] = []
    for word in words[at + 1 :]:
        if word.reading.form == "," and not after:
            continue
        if not word.capital or word.reading.noun:
            break
        after.append(word)
    if after:
        return name_keys(after, lexicon)
    end = next((i for i, word in enumerate(words) if i > at and word.reading.form in PAUSES), len(words))
    start = end
    while start > at + 1 and words[start - 1].capital and words[start - 1].reading.noun is None:
        start -= 1
    if words[start - 1].reading.form in lexicon.prepositions:
        start += 1  # *Governor of Maine Ann Lee*: the first of the capitals is where, not who.
    if end - start >= _FULL_NAME:
        return name_keys(words[start:end], lexicon)
    before: list[Word] = []
    for word in words[:at]:
        if word.reading.form in PAUSES:
            return name_keys(before, lexicon) if all(w.capital for w in before) else ()
        before.append(word)
    return ()


def _arabic_name(words: Sequence[Word], at: int, others: Sequence[Name], lexicon: Vocabulary) -> tuple[str, ...]:
    """Words after a title, or bare words after the definite end of a role: `وزير الخارجية الفرنسي لوران فابيوس`.
    `others` are names of bodies and places, which end a description and hold no name of a person."""
    found: list[Word] = []
    naming = words[at].reading.title is not None
    closed = naming or words[at].reading.definite
    for word in words[at + 1 :]:
        reading = word.reading
        if reading.form in lexicon.relatives:
            break
        if any(name.start <= word.start < name.end for name in others):
            if found:
                break
            naming, closed = False, True
        elif reading.title and not found:
            naming = closed = True
        elif reading.form in PAUSES:
            if found:
                break
            naming = closed = reading.form not in '«»"“”('
        elif _describes(word, lexicon) or word.text[0].isdecimal():
            if found:
                break
            naming, closed = False, reading.definite
        elif reading.definite and not naming and not found:
            closed = True
        elif closed and not (reading.form in lexicon.same or reading.form in lexicon.other):
            naming = True
            found.append(word)
    return name_keys(found, lexicon)


def _describes(word: Word, lexicon: Vocabulary) -> bool:
    reading = word.reading
    return (
        (reading.noun is not None and reading.title is None)
        or reading.form in lexicon.prepositions
        or reading.form in lexicon.modifiers
        or reading.form.startswith(("لل", "بال", "وال"))
    )
