"""The fixed text of the speed measurement must be fixed, long enough, and worth reading for the engine."""

from __future__ import annotations

import pytest

from bench.articles import articles
from nlp.normalise.tokens import tokens_of
from nlp.types import Language


@pytest.mark.parametrize("language", list(Language))
def test_the_articles_are_the_same_each_time_and_differ_from_each_other(language: Language) -> None:
    first = articles(language, 20)
    assert first == articles(language, 20)
    assert articles(language, 5) == first[:5]
    assert len({article.text for article in first}) == 20
    assert {article.language for article in first} == {language}


@pytest.mark.parametrize("language", list(Language))
def test_an_article_has_the_length_of_an_article(language: Language) -> None:
    for article in articles(language, 5):
        assert 250 < len(tokens_of(article.text, 0, len(article.text))) < 1_000
        assert "{" not in article.text
