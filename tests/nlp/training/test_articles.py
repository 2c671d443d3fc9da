"""The corpora's articles: text that came in tokens is put together as people write it."""

from __future__ import annotations

import pytest

from nlp.training.articles import closed_up


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The ferry ’ s captain , 53 , said : “ We don ’t know . ”", "The ferry’s captain, 53, said: “We don’t know.”"),
        ('" It is safe , " she said . " Walk on . "', '"It is safe," she said. "Walk on."'),
        ('A " hard life " was what he called it', 'A "hard life" was what he called it'),
        ("a last - minute deal ( $ 30 / day )", "a last-minute deal ($30/day)"),
        ("They do n't know , he 's late", "They don't know, he's late"),
    ],
)
def test_tokens_are_put_together(tokens: str, text: str) -> None:
    assert closed_up(tokens) == text
