"""Speakers across documents in a browser: found as somebody types, merged, taken apart, and all of it taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.db import Database
from app.store import documents
from tests.app.store.test_linking import keep, saying


@pytest.fixture
def khazali(served: tuple[str, Database]) -> Iterator[str]:
    """The page of a speaker whom three documents name, and a fourth one by the family's name alone."""
    said = [
        saying("قيس الخزعلي", 1, day=1),
        saying("Qais al-Khazali", 2, day=2),
        saying("Qais al-Khazali", 3, day=3),
        saying("الخزعلي", 4, day=4),
    ]
    keep(served[1], *said)
    speaker = said[0][0].attributions[0].speaker
    assert speaker is not None
    yield f"/review/speakers/{speaker.id}"
    for record, _ in said:
        documents.delete(served[1], record.document.id)


def merged(page: Page) -> None:
    """Merge the speaker who could be the same, and take it back."""
    names = page.locator("#same .names").first.locator("li")
    expect(names).to_have_count(2)
    page.locator("#same li").filter(has_text="الخزعلي").get_by_role("button", name="The same: الخزعلي").click()
    expect(page.locator("#same .names").first.locator("li")).to_have_count(3)
    expect(page.locator("#same [role=status]")).to_contain_text("The same")
    expect(page.locator(".cards > li")).to_have_count(4)
    page.locator("#same .done").get_by_role("button", name="Undo").click()
    expect(page.locator("#same [role=status]")).to_contain_text("Taken back")
    expect(page.locator(".cards > li")).to_have_count(3)


def test_merge_and_undo(page: Page, khazali: str) -> None:
    page.goto(khazali)
    expect(page.locator("h1")).to_have_text("Qais al-Khazali")
    merged(page)


def test_merge_and_undo_without_javascript(without_script: Page, khazali: str) -> None:
    without_script.goto(khazali)
    merged(without_script)
    without_script.get_by_label("Find somebody who is the same").fill("خزعلي")
    without_script.get_by_role("button", name="Search").click()
    expect(without_script.locator("#found li")).to_have_count(1)


def test_who_is_the_same_is_found_as_one_types(page: Page, khazali: str) -> None:
    page.goto(f"{khazali}?lang=en")
    page.get_by_label("Find somebody who is the same").press_sequentially("khazali")
    expect(page.locator("#found li")).to_have_count(1)
    page.locator("#found").get_by_role("button").click()
    expect(page.locator(".cards > li")).to_have_count(4)


def test_a_name_and_a_document_are_told_apart_and_come_back(page: Page, khazali: str) -> None:
    page.goto(f"{khazali}?lang=en")
    page.locator("#same .names").first.get_by_role("button", name="Somebody else").click()
    expect(page.locator("#same .names").first.locator("li")).to_have_count(1)
    page.locator("#same .done").get_by_role("button", name="Undo").click()
    expect(page.locator(".cards > li")).to_have_count(3)
    page.locator(".cards > li").nth(2).get_by_role("button", name="Somebody else in this document").click()
    expect(page.locator(".cards > li")).to_have_count(2)
    page.locator("#same details summary").click()
    page.locator("#same details").get_by_role("button", name="Undo").last.click()
    expect(page.locator(".cards > li")).to_have_count(3)


def test_the_list_leads_to_a_speaker_in_arabic(page: Page, khazali: str) -> None:
    page.goto("/review/speakers?lang=ar&q=Khazali&sort=name")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.locator("tbody a").filter(has_text="Qais al-Khazali").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_have_text("قيس الخزعلي")
    expect(page.locator(".cards > li")).to_have_count(3)
