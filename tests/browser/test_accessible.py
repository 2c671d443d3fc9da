"""axe-core (Deque Systems) finds nothing on any page, in either language, light or dark, wide or narrow."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.articles import arabic, english
from tests.browser.conftest import PATIENCE, VENDOR

AXE = (VENDOR / "axe-4.14.1.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

FOUND = arabic().attributions
SPEAKER = FOUND[0].speaker
assert SPEAKER
PAGES = {
    "queue": "/review",
    "queue with filters": "/review?level=anonymous&verdict=open",
    "documents": "/review/documents",
    "sources": "/review/sources",
    "document": f"/review/documents/{arabic().document.id}",
    "record": f"/review/documents/{arabic().document.id}?record={FOUND[2].id}",
    "English record": f"/review/documents/{english().document.id}?record={english().attributions[2].id}",
    "missed record": f"/review/documents/{arabic().document.id}?add=1",
    "speaker": f"/review/speakers/{SPEAKER.id}",
    "speaker sought": f"/review/speakers/{SPEAKER.id}?find=haddad",
    "speakers": "/review/speakers",
    "pairs": "/review/pairs",
    "new": "/review/new",
    "refused": "/review/documents/unknown",
}


def violations(page: Page) -> list[str]:
    # Evaluated by the debugger, so that the page's own content policy stays in force.
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations", RULES
    )
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("look", ["light wide", "dark narrow"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_nothing(browser: Browser, address: str, language: str, look: str) -> None:
    dark = narrow = look == "dark narrow"
    context = browser.new_context(
        base_url=address,
        color_scheme="dark" if dark else "light",
        viewport={"width": 390, "height": 844} if narrow else {"width": 1280, "height": 900},
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than the screen"
        found[name] = violations(page)
    context.close()
    assert {name: complaints for name, complaints in found.items() if complaints} == {}


def test_axe_does_find_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><input><p style='color: #ddd; background: #fff'>pale</p></body></html>")
    found = " ".join(violations(page))
    assert "label:" in found
    assert "color-contrast:" in found
    page.close()
