"""Agreement: what the form of a cue says about its unspoken subject, and whether a mention fits it.

An Arabic verb shows gender, number and person of its subject; a plural that is not human agrees as a feminine
singular (Ryding 2005, chapters 4 and 21). English shows them only on pronouns.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from nlp.attribute.words import key_of, vocabulary
from nlp.fold import STRETCH
from nlp.lexicon.mentions import Features
from nlp.types import Language

_UNKNOWN = Features()
_NEUTER = "n"  # of English: what is neither he nor she
_OBJECTS = ("هما", "هم", "هن", "ها", "ني", "نا", "كم", "ه", "ك")
_NOUN_PROCLITICS = ("", "ب", "و", "ل", "وب", "ول", "ك", "ال", "وال", "بال", "لل")
_PROCLITICS = ("وس", "فس", "و", "ف", "س")
# The shape of قائل, داع, آمل with an ending; a hamza on alif is gone after folding.
_ACTIVE_PARTICIPLE = re.compile(r"(?:و?[^\Wايت]ا\w|وا[^\Wت]|ا\w)[^\Wو](?:ا|ة|ين|ون|ات)")


@cache
def _lists() -> dict[str, frozenset[str]]:
    lexicon = vocabulary(Language.ARABIC).lexicon
    return {
        "imperfect": frozenset(map(key_of, lexicon.perfect_like_imperfect)),
        "suffixed": frozenset(map(key_of, lexicon.perfect_like_suffixed)),
        # Spelled out, since folding makes أعتبر (I consider) and اعتبر (he considered) alike.
        "first": frozenset(map(_without_marks, lexicon.first_person_verbs)),
        "auxiliaries": frozenset(map(key_of, lexicon.auxiliaries)),
        "nouns": frozenset(map(key_of, lexicon.verbal_nouns)),
        "alike": frozenset(map(key_of, lexicon.verbs_like_nouns)),
        "possessions": frozenset(map(key_of, lexicon.reported_possessions)),
    }


def cue_features(cue: str, lemma: str, language: Language) -> Features:
    """Return gender, number and person of the subject that the words of `cue` call for, as far as they show it.

    `lemma` is the cue's dictionary form, or empty where it is not known.
    """
    if language is Language.ENGLISH:
        return _UNKNOWN
    spelled = [_without_marks(word) for word in cue.split()]
    if _is_first_person(spelled):
        return Features(person=1)
    words = [key_of(word) for word in spelled]
    words = [word for word in words if word.removeprefix("و") not in _lists()["auxiliaries"]] or words
    if len(words) == 1 and _is_verb_like_noun(words[0]):
        return _verb(words[0], key_of(lemma))  # وصفها: he described her; her description stands behind على حد
    for word in words:
        features = _possessed(word)
        if features:
            return features
    if not words or _is_verbal_noun(words[0]):
        return _UNKNOWN
    return _verb(words[0], key_of(lemma))


def _without_marks(text: str) -> str:
    return "".join(c for c in text if c != STRETCH and unicodedata.category(c) not in ("Mn", "Cf"))


def _is_first_person(words: list[str]) -> bool:
    first = _lists()["first"]
    return any(word in first or word.lstrip("وفس") in first for word in words)


def _is_verb_like_noun(word: str) -> bool:
    rests = (word, word[1:]) if word[0] in "وف" else (word,)
    return any(rest.startswith(verb) and rest[len(verb) :] in _OBJECTS for rest in rests for verb in _lists()["alike"])


def _possessed(word: str) -> Features | None:
    """Features of the pronoun attached to a noun of saying: `قوله`, `بحسب تعبيرها`."""
    attached = vocabulary(Language.ARABIC).attached
    known = _lists()["nouns"] | _lists()["possessions"]
    for proclitic in _NOUN_PROCLITICS:
        if not word.startswith(proclitic):
            continue
        rest = word[len(proclitic) :]
        for pronoun in ("هما", "هم", "هن", "ها", "نا", "ه", "ي"):
            if rest.endswith(pronoun):
                stem = rest[: -len(pronoun)]
                if stem in known or (stem.endswith("ت") and stem[:-1] + "ة" in known):
                    return attached[pronoun]
    return None


def _is_verbal_noun(word: str) -> bool:
    nouns = _lists()["nouns"]
    rests = (word.removeprefix(proclitic) for proclitic in _NOUN_PROCLITICS if word.startswith(proclitic))
    return any(rest in nouns or rest.removesuffix("ا") in nouns for rest in rests)


def _verb(word: str, lemma: str) -> Features:
    lists = _lists()
    if _ACTIVE_PARTICIPLE.fullmatch(word):
        return _participle(word)
    stem = word
    for proclitic in _PROCLITICS:
        rest = word[len(proclitic) :]
        if (
            word.startswith(proclitic)
            and len(rest) >= 3
            and word != lemma
            and (proclitic[-1] != "س" or rest[0] in "اتين")
        ):
            stem = rest
            break
    if (lemma and stem == lemma) or stem in lists["imperfect"] or stem in lists["suffixed"]:
        return Features(gender="m", number="s", person=3)
    stem = _without_object(stem, lists["suffixed"])
    if stem.startswith("م") and len(stem) > 3 and stem not in lists["suffixed"]:
        return _participle(stem)
    return _finite(stem, lists)


def _without_object(stem: str, suffixed: frozenset[str]) -> str:
    for pronoun in _OBJECTS:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 3 and stem not in suffixed:
            rest = stem[: -len(pronoun)]
            return rest + "ا" if rest.endswith("و") else rest
    return stem


def _participle(stem: str) -> Features:
    if stem.endswith("ة"):
        return Features(gender="f", number="s", person=3)
    if stem.endswith("ات"):
        return Features(gender="f", number="p", person=3)
    if stem.endswith(("ين", "ون")) and stem not in ("مبين",):
        return Features(number="p", person=3)
    if stem.endswith("ان") and len(stem) > 5:
        return Features(number="d", person=3)
    return Features(gender="m", number="s", person=3)


def _finite(stem: str, lists: dict[str, frozenset[str]]) -> Features:
    if stem.endswith("وا"):
        return Features(gender="m", number="p", person=3)
    if stem[0] in "يت" and stem.endswith("ون"):
        return Features(gender="m", number="p", person=3)
    if stem[0] in "يت" and stem.endswith("ان") and len(stem) > 4:
        return Features(number="d", person=3)
    if stem[0] == "ي":
        return Features(gender="m", number="s", person=3)
    base = stem.removesuffix("ت")
    if stem[0] == "ت" and base not in lists["imperfect"]:
        return Features(gender="f", number="s", person=3)
    if stem.endswith("ت"):
        return Features(gender="f", number="s", person=3)
    if stem.endswith("ا") and len(stem) > 4 and stem not in lists["suffixed"]:
        return Features(number="d", person=3)
    if stem[0] == "ن":
        return Features(number="p", person=1)
    return Features(gender="m", number="s", person=3)


def fits(wanted: Features, genders: frozenset[str], number: str | None, human: bool | None) -> bool:
    """Whether a subject of these `genders` (empty: not known) and `number` (null: not known) can be what `wanted`
    calls for. `human` is false for bodies and documents, null where it is not known."""
    if wanted.number == "p" and number in ("s", "d"):
        return human is False and wanted.gender is None
    if wanted.number == "d" and number == "s":
        return False
    if wanted.number == "s" and number in ("p", "d"):
        # A plural that is not human takes a feminine singular (`وأضافت المصادر`).
        return wanted.gender == "f" and number == "p" and ("f" in genders or (not genders and human is not True))
    return wanted.gender in (None, _NEUTER) or not genders or wanted.gender in genders
