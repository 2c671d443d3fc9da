"""Web pages: the article in order, its quotations kept, what the page says about itself; in the real sandbox."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from app.ingest.problem import Problem, Unreadable
from app.ingest.reading import Kind
from app.ingest.sandbox import Sandbox

PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="{charset}"><title>{title} | {site}</title>
<meta property="og:site_name" content="{site}"><meta property="og:title" content="Not this one">
<link rel="canonical" href="/story/7"><script type="application/ld+json">{{"@context": "https://schema.org",
"@graph": [{{"@type": "WebSite", "name": "x"}}, {{"@type": "NewsArticle", "headline": "{title}",
"datePublished": "2026-03-02T10:30:00+02:00", "author": [{{"@type": "Person", "name": "{author}"}}],
"publisher": {{"@type": "Organization", "name": "{site}"}}}}]}}</script><style>p {{color: red}}</style></head>
<body><header><nav><ul><li><a href="/">{site}</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>{title}</h1><div class="byline">By {author}</div>{body}
<figure><img src="x.jpg"><figcaption>A caption that is no part of it.</figcaption></figure>
<aside class="related"><h3>Read also</h3><ul><li><a href="/8">Another story about something else</a></li></ul></aside>
<div class="share-buttons"><a href="#">Share this</a></div></article></main>
<footer>All rights reserved by {site}.</footer><script>alert(1)</script></body></html>"""

ENGLISH = [
    "Water Minister Rana Ostwick said on Monday that the Lower Dam would reopen in spring, after repairs.",
    "“We have repaired every gate,” Ostwick told reporters, and left.",
    "A spokesman declined to comment.",
]
ARABIC = [
    "قالت وزيرة المياه رنا العسيلي، الاثنين، إن السد السفلي سيفتح في الربيع بعد إصلاح جميع البوابات.",
    "وأضافت العسيلي: «لا نرى سبباً للتأخير».",
    "ورفض المتحدث التعليق.",
]


def page(body: str, lang: str = "en", charset: str = "utf-8", title: str = "Dam to open") -> str:
    return PAGE.format(lang=lang, charset=charset, title=title, site="Sample Post", author="Lina Reed", body=body)


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(("lang", "texts"), [("en", ENGLISH), ("ar", ARABIC)])
def test_the_article_and_nothing_else(sandbox: Sandbox, lang: str, texts: list[str]) -> None:
    reading = sandbox.read(Kind.HTML, page(paragraphs(texts), lang).encode(), None, "https://news.example/story/7?x=1")
    assert reading.text.split("\n\n") == ["Dam to open", *texts]
    assert reading.language == lang


def test_what_the_page_says_about_itself(sandbox: Sandbox) -> None:
    content = page(paragraphs(ENGLISH)).encode()
    reading = sandbox.read(Kind.HTML, content, None, "https://news.example/story/7?from=mail")
    assert (reading.title, reading.publisher, reading.author) == ("Dam to open", "Sample Post", "Lina Reed")
    assert reading.published_at == datetime.fromisoformat("2026-03-02T10:30:00+02:00")
    assert reading.url == "https://news.example/story/7"


def test_an_address_on_another_site_is_not_believed(sandbox: Sandbox) -> None:
    content = page(paragraphs(ENGLISH)).replace("/story/7", "https://elsewhere.example/").encode()
    assert sandbox.read(Kind.HTML, content, None, "https://news.example/a").url == "https://news.example/a"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256", "iso-8859-1", "klingon"])
def test_whatever_is_said_about_its_encoding(sandbox: Sandbox, charset: str, declared: str | None) -> None:
    content = page(paragraphs(ARABIC), "ar", "windows-1252").encode(charset)
    assert sandbox.read(Kind.HTML, content, declared).text.endswith("\n\n".join(ARABIC))


def test_quotations_in_elements_are_kept_as_quotations(sandbox: Sandbox) -> None:
    body = (
        f"<p>{ENGLISH[0]}</p><p>The mayor <b>said</b> <q>the <i>old</i> gate</q> was gone.</p>"
        "<blockquote><p>Nobody asked us.</p><p>Nobody will.</p></blockquote>"
        "<blockquote>“It has marks.”</blockquote><p>End of it.</p>"
    )
    reading = sandbox.read(Kind.HTML, page(body).encode())
    assert reading.text.split("\n\n")[2:] == [
        "The mayor said “the old gate” was gone.",
        "“Nobody asked us.",
        "Nobody will.”",
        "“It has marks.”",
        "End of it.",
    ]
    arabic = sandbox.read(Kind.HTML, page(f"<p>{ARABIC[0]}</p><p>وقال: <q>لا</q>.</p>", "ar").encode())
    assert arabic.text.endswith("وقال: «لا».")


def test_line_ends_and_white_space_are_what_a_browser_shows(sandbox: Sandbox) -> None:
    body = f"<p>{ENGLISH[0]}</p><p>One\n   line,<br>then&nbsp;another\tone.</p>"
    assert sandbox.read(Kind.HTML, page(body).encode()).text.endswith("One line,\nthen\u00a0another one.")


def test_a_page_without_an_article_says_so(sandbox: Sandbox) -> None:
    with pytest.raises(Unreadable) as refusal:
        sandbox.read(Kind.HTML, b"<html><body><div id=root></div><script>render()</script></body></html>")
    assert refusal.value.problem is Problem.NO_ARTICLE


def test_the_child_can_reach_nothing() -> None:
    """What `confine` takes away is gone, tried in a process of its own."""
    tries = (
        "import socket, subprocess\nfrom app.ingest.confine import confine\nconfine()\ngone = 0\n"
        "for forbidden in (lambda: socket.socket(), lambda: subprocess.run(['true']),\n"
        "                  lambda: open('written', 'w').write('x' * 100000)):\n"
        "    try: forbidden()\n    except OSError: gone += 1\n"
        "try: bytearray(2 << 30)\nexcept MemoryError: gone += 1\nprint(gone)"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", tries], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout == "4\n", done.stderr
    (root / "written").unlink(missing_ok=True)
