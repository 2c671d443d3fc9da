"""How right the readers are: pages and PDFs made here from the sample articles, read again, and compared.

The pages have the habits of news sites: menus, related links, captions, sharing buttons, an article that is marked or
not. The PDFs are made by real tools: Chromium's print-to-PDF, LibreOffice and WeasyPrint, in several fonts, one and two
columns. A tool that is not installed is left out, and said so.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from app.ingest.problem import Unreadable
from app.ingest.reading import Kind
from app.ingest.sandbox import Sandbox
from app.samples.read import sample_articles

MARKS = frozenset("«»“”\"‘’'„‹›")


@dataclass(frozen=True)
class Made:
    """A document that was made, and the text it was made from."""

    name: str
    kind: Kind
    content: bytes
    truth: str


@dataclass(frozen=True)
class Score:
    """The share of characters, and of quotation marks, that were read as they were written."""

    name: str
    characters: float
    marks: float
    problem: str = ""


def texts() -> list[tuple[str, str, list[str]]]:
    """Return language, title and paragraphs of each article; the last two are of both languages at once."""
    found = []
    for article in sample_articles():
        lines = [line.strip() for line in article.text.split("\n") if line.strip()]
        title = lines[0] if lines[0] == (article.title or lines[0]) else article.title or lines[0]
        body = lines[1:] if lines[0] == title else lines
        found.append((str(article.language or "en"), title, body))
    arabic, english = (next(one for one in found if one[0] == language) for language in ("ar", "en"))
    mixed = [line for pair in zip(arabic[2], english[2], strict=False) for line in pair]
    return [*found, ("ar", arabic[1], mixed), ("en", english[1], [*english[2], arabic[2][0]])]


def truth_of(title: str, body: list[str]) -> str:
    """Return the text that should be read."""
    return "\n\n".join([title, *body])


_MENU = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>العالم</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
)
_RELATED = "<div class='related-posts'><h3>اقرأ أيضا</h3><ul><li><a href='/1'>قصة أخرى عن مدينة</a></li></ul></div>"
_SHARE = "<div class='social-share'><a href='#'>Facebook</a> <a href='#'>WhatsApp</a></div>"
_FIGURE = "<figure><img src='a.jpg' alt=''><figcaption>صورة من الأرشيف. Archive picture.</figcaption></figure>"
_FOOTER = "<footer><p>All rights reserved. جميع الحقوق محفوظة</p></footer>"
_LIST = (
    "<div class='sidebar'><h4>Most read</h4><ol><li><a href='/5'>One</a></li><li><a href='/6'>Two</a></li></ol></div>"
)


def _paragraphs(body: list[str]) -> str:
    return "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in body)


def _marked(title: str, body: str) -> str:
    return f"{_MENU}<main><article><h1>{title}</h1>{_FIGURE}{body}{_SHARE}{_RELATED}</article></main>{_LIST}{_FOOTER}"


def _plain(title: str, body: str) -> str:
    story = f"<div class=page><h1>{title}</h1><div class=story>{body}</div>{_RELATED}</div>"
    return f"<div id=top>{_MENU}</div>{story}{_FOOTER}"


def _table(title: str, body: str) -> str:
    return f"<table><tr><td>{_LIST}</td><td><h1>{title}</h1>{_SHARE}{body}</td></tr></table>{_FOOTER}"


def _nested(title: str, body: str) -> str:
    inner = body.replace("<p>", "<div class=par><span>").replace("</p>", "</span></div>")
    return (
        f"{_MENU}<div><div><header><h1>{title}</h1></header><div><div>{inner}</div></div>{_SHARE}</div></div>{_RELATED}"
    )


TEMPLATES: dict[str, Callable[[str, str], str]] = {
    "article": _marked,
    "div": _plain,
    "table": _table,
    "nested": _nested,
}


def pages() -> Iterator[Made]:
    """Make the web pages: each article in each template, those in Arabic in two encodings."""
    for number, (language, title, body) in enumerate(texts()):
        for name, template in TEMPLATES.items():
            encoding = "cp1256" if language == "ar" and name in ("div", "table") else "utf-8"
            head = f"<title>{html.escape(title)} | Sample</title><meta charset='{encoding.replace('cp', 'windows-')}'>"
            inside = template(title, _paragraphs(body))
            page = f"<!doctype html><html lang={language}><head>{head}</head><body>{inside}</body></html>"
            yield Made(
                f"{name} {number} {language}",
                Kind.HTML,
                page.encode(encoding, "xmlcharrefreplace"),
                truth_of(title, body),
            )


_PRINTED = """<!doctype html><html lang={language} dir={direction}><head><meta charset=utf-8><title>x</title><style>
@page {{ size: A4; margin: 2cm }} body {{ font: {size}pt '{font}'; text-align: {align} }}
h1 {{ font-size: 1.6em; column-span: all }} main {{ columns: {columns} }}</style></head>
<body><h1>{title}</h1><main>{body}</main></body></html>"""
_FONTS = {
    "ar": ("Amiri", "DejaVu Sans", "Noto Naskh Arabic", "KacstBook"),
    "en": ("DejaVu Serif", "Noto Serif", "DejaVu Sans"),
}


def _printed(number: int, columns: int) -> tuple[str, str]:
    language, title, body = texts()[number]
    fonts = _FONTS[language]
    page = _PRINTED.format(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        size=10 + number % 4,
        font=fonts[number % len(fonts)],
        align="justify" if number % 2 else "start",
        columns=columns,
        title=html.escape(title),
        body=_paragraphs(body),
    )
    return page, truth_of(title, body)


def _chromium(page: str, folder: Path) -> bytes:
    source, target = folder / "a.html", folder / "a.pdf"
    source.write_text(page, encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run(
        [*command, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return target.read_bytes()


def _libreoffice(page: str, folder: Path) -> bytes:
    source, target = folder / "b.html", folder / "b.pdf"
    source.write_text(page, encoding="utf-8")
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--infilter=HTML (StarWriter)"]
    subprocess.run(
        [*command, "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return target.read_bytes()


def _weasyprint(page: str, _folder: Path) -> bytes:
    from weasyprint import HTML

    content: bytes = HTML(string=page).write_pdf()
    return content


def _has_weasyprint() -> bool:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def tools() -> dict[str, Callable[[str, Path], bytes]]:
    """Return the tools that are installed, by name."""
    found: dict[str, Callable[[str, Path], bytes]] = {}
    if shutil.which("chromium"):
        found["chromium"] = _chromium
    if shutil.which("soffice"):
        found["libreoffice"] = _libreoffice
    if _has_weasyprint():
        found["weasyprint"] = _weasyprint
    return found


def pdf_with(tool: str, make: Callable[[str, Path], bytes], folder: Path) -> Iterator[Made]:
    """Make a PDF of each article with one tool; LibreOffice knows no columns in pages of HTML."""
    for number, (language, _, _) in enumerate(texts()):
        columns = 1 if tool == "libreoffice" else 1 + number % 2
        page, truth = _printed(number, columns)
        yield Made(f"{tool} {number} {language} {columns}", Kind.PDF, make(page, folder), truth)


def pdfs() -> Iterator[Made]:
    """Make the PDFs with every tool that is installed."""
    with tempfile.TemporaryDirectory() as name:
        for tool, make in tools().items():
            yield from pdf_with(tool, make, Path(name))


def score(made: Made, sandbox: Sandbox) -> Score:
    """Read a document and compare it with what it was made from, white space counted as one space."""
    truth = " ".join(made.truth.split())
    try:
        read = " ".join(sandbox.read(made.kind, made.content).text.split())
    except Unreadable as refusal:
        return Score(made.name, 0.0, 0.0, str(refusal))
    edits = Levenshtein.opcodes(truth, read)
    right = [place for edit in edits if edit.tag == "equal" for place in range(edit.src_start, edit.src_end)]
    marks = [place for place, character in enumerate(truth) if character in MARKS]
    kept = len(set(marks) & set(right))
    # What was added counts like what was lost.
    marks_read = sum(1 for character in read if character in MARKS)
    return Score(
        made.name, len(right) / max(len(truth), len(read)), kept / max(len(marks), marks_read) if marks else 1.0
    )


def mean(scores: list[Score]) -> tuple[float, float]:
    """Return the mean share of characters and of quotation marks."""
    return sum(one.characters for one in scores) / len(scores), sum(one.marks for one in scores) / len(scores)


def main() -> None:
    """Print the table."""
    sandbox = Sandbox()
    missing = {"chromium", "libreoffice", "weasyprint"} - tools().keys()
    if missing:
        print(f"not installed: {', '.join(sorted(missing))}", file=sys.stderr)
    from bench.hard_documents import hard_pdfs

    print(f"{'document':<28}{'characters':>12}{'quotation marks':>18}")
    folder = tempfile.TemporaryDirectory()
    for heading, made in (("pages", pages()), ("pdf", pdfs()), ("hard pdf", hard_pdfs(Path(folder.name)))):
        scores = [score(one, sandbox) for one in made]
        for one in scores:
            print(f"{one.name:<28}{one.characters:>12.4f}{one.marks:>18.4f}  {one.problem}")
        if scores:
            characters, marks = mean(scores)
            print(f"{f'{len(scores)} {heading}, mean':<28}{characters:>12.4f}{marks:>18.4f}")
    folder.cleanup()
    sandbox.close()


if __name__ == "__main__":
    main()
