"""Inflecting English reporting verbs from their principal parts."""

from __future__ import annotations

from nlp.lexicon.reporting import EnglishVerb

_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")


def forms_of(verb: EnglishVerb) -> dict[str, str]:
    """Return each form of `verb` in lower case with its kind: base, third, past, participle or gerund."""
    lemma = verb.lemma
    stem = lemma + lemma[-1] if verb.double else lemma
    ends_in_consonant_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    if ends_in_consonant_y:
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        third = lemma + ("es" if lemma.endswith(_SIBILANTS) else "s")
        past = stem + ("d" if lemma.endswith("e") else "ed")
    gerund = (lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) else stem) + "ing"
    past = verb.past or past
    return {lemma: "base", third: "third", verb.participle or past: "participle", past: "past", gerund: "gerund"}
