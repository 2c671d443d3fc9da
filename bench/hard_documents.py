"""The hard edges of born-digital PDFs, each in a document of its own, made by real tools and read again.

Each page has one thing that readers of PDFs commonly get wrong: hyphenated English, a drop cap, ligatures, a table,
footnotes, running heads with page numbers, justified Arabic with stretches, digits of two scripts, landscape pages in
two columns, pages that are turned. `python -m bench.documents` prints them below its table.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.ingest.reading import Kind
from bench.documents import Made, texts, tools, truth_of

_PAGE = """<!doctype html><html lang={language} dir={direction}><head><meta charset=utf-8><title>x</title><style>
@page {{ size: A5; margin: 18mm }} body {{ font: 11pt '{font}' }} h1 {{ font-size: 1.6em }} {style}</style></head>
<body><h1>{title}</h1>{body}</body></html>"""


@dataclass(frozen=True)
class Edge:
    """One thing that is hard: the style that makes it, and what it does to the body and to what should be read."""

    name: str
    language: str
    style: str = ""
    tools: tuple[str, ...] = ("chromium", "weasyprint")
    body: Callable[[list[str]], str] | None = None
    truth: Callable[[list[str]], list[str]] | None = None
    times: int = 1


def _stretched(lines: list[str]) -> list[str]:
    """Stretch words as justified Arabic is, where two of their letters join."""
    return [line.replace("الم", "المـ").replace("ين ", "يـن ").replace("سي", "سـي") for line in lines]


def _as_paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines)


_CELLS = [("الفرع", "العدد ٢٠٢٤", "Count 2025"), ("المرفأ", "١٢٫٥", "13.5"), ("الجسر", "٤٠", "41")]


def _with_table(lines: list[str]) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _CELLS)
    return _as_paragraphs(lines[:2]) + f"<table>{rows}</table>" + _as_paragraphs(lines[2:])


def _table_truth(lines: list[str]) -> list[str]:
    return [*lines[:2], *(" ".join(row) for row in _CELLS), *lines[2:]]


_NOTE = "The figures are those of the water board and were not checked."


def _with_note(lines: list[str]) -> str:
    noted = f"<p>{html.escape(lines[0], quote=False)}<span class=note>{_NOTE}</span></p>"
    return noted + _as_paragraphs(lines[1:])


_HEADS = "@page {{ @top-left {{ content: '{}' }} @bottom-right {{ content: counter(page) }} }}"

EDGES = (
    Edge("hyphenated", "en", "p { hyphens: auto; text-align: justify } body { width: 70mm }"),
    Edge("drop cap", "en", "p:first-of-type::first-letter { float: left; font-size: 3.2em; line-height: .8 }"),
    Edge("ligatures", "en", "body { font-family: 'Noto Serif'; font-variant-ligatures: common-ligatures }"),
    Edge("lam-alef", "ar", "body { font-family: 'Amiri' }"),
    Edge("stretched", "ar", "p { text-align: justify }", truth=_stretched),
    Edge("table", "ar", "td { padding: 0 6mm }", body=_with_table, truth=_table_truth),
    Edge("running heads", "en", _HEADS.format("The Sample Post"), times=3),
    Edge("running heads", "ar", _HEADS.format("صحيفة عينة"), times=3),
    Edge("footnote", "en", ".note { float: footnote; font-size: .8em }", tools=("weasyprint",), body=_with_note),
    Edge("landscape", "en", "@page { size: A4 landscape } body { columns: 2 } h1 { column-span: all }"),
    Edge("landscape", "ar", "@page { size: A4 landscape } body { columns: 2 } h1 { column-span: all }"),
    Edge("turned", "en", "@page { page-orientation: rotate-left }", tools=("chromium",)),
    Edge("turned", "ar", "@page { page-orientation: rotate-right }", tools=("chromium",)),
)  # fmt: skip


def hard_pdfs(folder: Path, only: str | None = None) -> Iterator[Made]:
    """Make a PDF of each edge with each tool that knows it and is installed, or with one tool only."""
    articles = {language: (title, body) for language, title, body in reversed(texts()[:-2])}
    installed = tools()
    for edge in EDGES:
        title, lines = articles[edge.language]
        lines = lines * edge.times
        written = edge.truth(lines) if edge.truth is not None else lines
        body = edge.body(lines) if edge.body else _as_paragraphs(written)
        page = _PAGE.format(
            language=edge.language,
            direction="rtl" if edge.language == "ar" else "ltr",
            font="Amiri" if edge.language == "ar" else "DejaVu Serif",
            style=edge.style,
            title=html.escape(title),
            body=body,
        )
        for tool in edge.tools:
            if tool in installed and only in (None, tool):
                truth = truth_of(title, written)
                if edge.name == "footnote":
                    truth = truth.replace(lines[0], f"{lines[0]}1") + f"\n\n1. {_NOTE}"
                yield Made(f"{edge.name} {edge.language} {tool}", Kind.PDF, installed[tool](page, folder), truth)
