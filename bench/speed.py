"""How fast the engine is: tokens per second and peak memory, end to end and for each stage (`make bench`).

One process, one thread, a fixed text that `bench.articles` makes. A token is a token of the engine's own
(`nlp.normalise.tokens`): a word or a mark. Loading is measured from the first import of the engine to the end of the
first short article, so that nothing loaded late is missed.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # read by torch when it is imported

import resource
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from bench.articles import articles
from nlp.normalise.tokens import tokens_of
from nlp.types import Article, Language

if TYPE_CHECKING:
    from nlp.analyse import Analyser


class StageClock:
    """Adds up the seconds between one stage's beginning and the next one's."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stage: str | None = None
        self._since = 0.0

    def begin(self, stage: str | None) -> None:
        """Note that `stage` begins now, or with None that the last one has ended."""
        now = time.perf_counter()
        if self._stage is not None:
            self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now


def main(
    count: Annotated[int, typer.Option(min=1, help="How many articles in each language.")] = 60,
) -> None:
    """Load the models, analyse the fixed text, print one table."""
    texts = {language: articles(language, count) for language in Language}
    before = time.perf_counter()
    analyser = load()
    print(f"loading    {time.perf_counter() - before:6.2f} s, {peak_memory():5.0f} MB")
    print(f"{'':24}  {'tokens':>8}  {'seconds':>8}  {'tokens/s':>9}")
    for language, chosen in texts.items():
        print(row(f"end to end, {language.value}", token_count(chosen), end_to_end(analyser, chosen)))
    everything = [article for chosen in texts.values() for article in chosen]
    tokens = token_count(everything)
    print(row("end to end, both", tokens, end_to_end(analyser, everything)))
    for stage, seconds in by_stage(analyser, everything).items():
        print(row(f"  {stage}", tokens, seconds))
    print(f"peak memory {peak_memory():.0f} MB")


def load() -> Analyser:
    """Import the engine and load its models for both languages."""
    from nlp.analyse import Analyser

    analyser = Analyser()
    for language in Language:
        analyser.analyse(articles(language, 1)[0])
    return analyser


def end_to_end(analyser: Analyser, texts: Iterable[Article]) -> float:
    """Return the seconds from the articles to their finished records."""
    before = time.perf_counter()
    for _ in analyser.analyse_many(texts):
        pass
    return time.perf_counter() - before


def by_stage(analyser: Analyser, texts: Iterable[Article]) -> dict[str, float]:
    """Return the seconds that each stage took over all articles, in the order in which the stages first began."""
    clock = StageClock()
    for article in texts:
        analyser.analyse(article, observe=clock.begin)
        clock.begin(None)
    return dict(clock.seconds)


def token_count(texts: Iterable[Article]) -> int:
    """Return the number of tokens in the articles together."""
    return sum(len(tokens_of(article.text, 0, len(article.text))) for article in texts)


def peak_memory() -> float:
    """Return the most memory that this process has held so far, in megabytes (Linux counts it in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def row(name: str, tokens: int, seconds: float) -> str:
    """Return one line of the table."""
    return f"{name:24}  {tokens:8,}  {seconds:8.2f}  {tokens / seconds:9,.0f}"


if __name__ == "__main__":
    command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.command()(main)
    command()
