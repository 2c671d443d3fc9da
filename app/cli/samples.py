"""`isnad samples`: the project's own sample articles, so that a new installation has something to show."""

from __future__ import annotations

from app.cli.database import opened
from app.cli.failure import tell
from app.cli.ingest import ingest_all


def samples() -> None:
    """Analyse the sample articles into the database.

    There are eight, five in Arabic and three in English. Their people, places and outlets are invented. What is in the
    database already is left alone.
    """
    from app.ingest.items import Ready
    from app.samples.read import sample_articles

    with opened() as database:
        articles = sample_articles()
        tally = ingest_all(database, [Ready(article.url or "", article) for article in articles], len(articles))
    tell(f"sample articles: {tally}")
