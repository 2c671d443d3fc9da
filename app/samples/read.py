"""Reading the sample articles: `samples.yml` lists them, their texts stand beside it."""

from __future__ import annotations

from importlib import resources

import yaml

from app.api.bodies import NewDocument
from nlp.types import Article


def sample_articles() -> list[Article]:
    """Return the sample articles in the order of the list, each checked as if it had been posted to the API."""
    folder = resources.files("app.samples")
    articles = []
    for about in yaml.safe_load((folder / "samples.yml").read_text(encoding="utf-8")):
        text = (folder / about.pop("file")).read_bytes().decode("utf-8")
        articles.append(NewDocument(text=text, **about).article())
    return articles
