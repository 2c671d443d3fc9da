"""Small words around a reported clause."""

from __future__ import annotations

from nlp.fold import fold
from nlp.lexicon.clauses import before_refusal, clause_links, listeners, particles, relayed_words


def test_the_particle_after_qala_keeps_its_hamza() -> None:
    assert "إن" in particles()
    assert "أن" not in particles()


def test_the_others_are_folded() -> None:
    for words in (before_refusal(), clause_links(), relayed_words()):
        assert words
        assert all(word == fold(word) for word in words)


def test_both_languages_are_there() -> None:
    assert {"كما", "as"} <= clause_links()
    assert "me" in listeners()
