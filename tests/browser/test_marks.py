"""A character that would turn the text around it turns nothing, and can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.store import documents
from tests.app.samples import Said, record_of
from tests.browser.conftest import PATIENCE, serving

TEXT = "Rami \u202eHaddad said the bridge would open in spring."
# Where on the screen two letters stand that are after the override, one behind the other.
PLACES = """() => {
  const walker = document.createTreeWalker(document.querySelector("#text p"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf("Haddad");
    if (at < 0) continue;
    return [at, at + 5].map((place) => {
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      return range.getBoundingClientRect().left;
    });
  }
}"""


@pytest.mark.parametrize("styled", [True, False])
def test_an_override_turns_nothing_around(browser: Browser, tmp_path: Path, styled: bool) -> None:
    record = record_of(TEXT, Said("said", "the bridge", source="Rami \u202eHaddad", speaker="Rami \u202eHaddad"))
    with serving(tmp_path) as (address, database):
        documents.save(database, record, TEXT)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/review/documents/{record.document.id}")
        if not styled:  # as if we had not marked it: the test does see an override that works
            page.evaluate("for (const one of document.querySelectorAll('.control')) one.replaceWith(...one.childNodes)")
        first, last = page.evaluate(PLACES)
        assert (first < last) is styled
        if styled:
            mark = page.locator("#text .control").first
            shown = mark.evaluate("one => getComputedStyle(one, '::before').content")
            assert (shown, mark.text_content()) == ('"RLO"', "\u202e")
            assert page.locator("#text p").first.text_content() == TEXT
        page.close()
