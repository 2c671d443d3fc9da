"""The table of `python -m bench.documents`: what real tools made is read as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ingest.sandbox import Sandbox
from bench.documents import Made, mean, pages, pdf_with, score, tools
from bench.hard_documents import hard_pdfs
from tests.app.ingest.test_html import page as news_page


def test_pages(sandbox: Sandbox) -> None:
    scores = [score(made, sandbox) for made in pages()]
    assert len(scores) >= 30
    characters, marks = mean(scores)
    assert characters >= 0.99, scores
    assert marks >= 0.99, scores


@pytest.mark.parametrize("tool", ["chromium", "libreoffice", "weasyprint"])
def test_pdfs(sandbox: Sandbox, tool: str, tmp_path: Path) -> None:
    make = tools().get(tool)
    if make is None:
        pytest.skip(f"{tool} is not installed on this machine")
    scores = [score(made, sandbox) for made in pdf_with(tool, make, tmp_path)]
    assert len(scores) >= 5
    characters, marks = mean(scores)
    assert characters >= 0.98, scores
    assert marks >= 0.98, scores


@pytest.mark.parametrize("tool", ["chromium", "weasyprint"])
def test_hard_edges(sandbox: Sandbox, tool: str, tmp_path: Path) -> None:
    if tool not in tools():
        pytest.skip(f"{tool} is not installed on this machine")
    scores = [score(made, sandbox) for made in hard_pdfs(tmp_path, tool)]
    assert len(scores) >= 10
    assert [one for one in scores if one.characters < 0.98 or one.marks < 0.98] == []


def test_a_reading_that_is_wrong_is_measured_as_wrong(sandbox: Sandbox) -> None:
    content = news_page("<p>The mayor said “yes” to all of it, and then he left the hall.</p>").encode()
    right = "Dam to open\n\nThe mayor said “yes” to all of it, and then he left the hall."
    kind = next(pages()).kind
    assert score(Made("right", kind, content, right), sandbox).characters == 1.0
    wrong = score(Made("wrong", kind, content, right.replace("“yes”", "yes")), sandbox)
    assert wrong.characters < 1
    assert score(Made("marks", kind, content, right.replace("“yes”", "“yes’")), sandbox).marks < 1
