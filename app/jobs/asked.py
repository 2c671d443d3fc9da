"""What was asked for, on its way into the store of jobs and out of it again."""

from __future__ import annotations

from dataclasses import replace

from app.ingest.items import Link, Raw
from app.ingest.read import Told
from app.store.job import Asked, Job, Kind, NewJob
from app.store.rows import digest
from app.store.sources import digest_of
from nlp.types import Article

_ABOUT_TEXT = {"title", "publisher", "url", "published_at", "language"}


def new_job(what: Article | Link | Raw, told: Told) -> NewJob:
    """Return the job of taking in a text, an address or a file, of which `told` says more."""
    if isinstance(what, Article):
        asked = Asked(**what.model_dump(include=_ABOUT_TEXT))
        return NewJob(Kind.TEXT, f"text:{digest(what.text)}", asked, what.text.encode())
    if isinstance(what, Link):
        asked = Asked(place=what.place, url=what.url)
        return NewJob(Kind.LINK, f"link:{digest(what.url)}", _with(asked, told))
    asked = Asked(place=what.place, url=what.url, name=what.name, media_type=what.media_type, charset=what.charset)
    return NewJob(Kind.FILE, f"file:{digest_of(what.content)}", _with(asked, told), what.content)


def announced(url: str, feed: str, told: Told) -> NewJob:
    """Return the job of taking in an article that `feed` announces. What was told about the feed holds for it, but for
    the title."""
    new = new_job(Link(url, url), Told(None, told.publisher, told.language))
    return replace(new, asked=new.asked.model_copy(update={"feed": feed}))


def again(document: str) -> NewJob:
    """Return the job of analysing a document again."""
    return NewJob(Kind.AGAIN, f"again:{document}", Asked(document=document))


def article_of(job: Job, content: bytes) -> Article:
    """Return the text that a job is to take in."""
    return Article(text=content.decode(), **job.asked.model_dump(include=_ABOUT_TEXT))


def place_of(job: Job, content: bytes) -> tuple[Link | Raw, Told]:
    """Return the address or the file that a job is to take in, and what was told about it."""
    asked = job.asked
    told = Told(asked.title, asked.publisher, asked.language)
    place, url = asked.place or "", asked.url
    if job.kind is Kind.LINK:
        return Link(place, url or ""), told
    return Raw(place, content, url, asked.name or "", asked.media_type or "", asked.charset), told


def _with(asked: Asked, told: Told) -> Asked:
    return asked.model_copy(update={"title": told.title, "publisher": told.publisher, "language": told.language})
