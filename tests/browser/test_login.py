"""Logging in with a key in a real browser: in both languages, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from app.db import Database
from app.security import keys
from app.security.scope import Scope
from tests.browser.articles import arabic
from tests.browser.conftest import PATIENCE, serving
from tests.browser.test_accessible import violations

DOCUMENT = f"/review/documents/{arabic().document.id}"
WORDS = {
    "ar": ("المفتاح", "تسجيل الدخول", "تسجيل الخروج", "هذا المفتاح غير معروف هنا، أو أُلغي."),
    "en": ("Key", "Log in", "Log out", "This key is not known here, or it has been revoked."),
}


@dataclass
class Closed:
    """A service that needs a key, and one."""

    address: str
    database: Database
    key: str


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    with serving(tmp_path_factory.mktemp("closed")) as (address, database):
        yield Closed(address, database, keys.make(database, "هدى سالم", [Scope.READ, Scope.REVIEW]))


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: pytest.FixtureRequest, browser: Browser, closed: Closed) -> Iterator[Page]:
    context = browser.new_context(base_url=closed.address, java_script_enabled=request.param)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_in_and_out_again_by_keyboard(page: Page, closed: Closed, language: str) -> None:
    label, log_in, log_out, wrong = WORDS[language]
    page.goto(f"{DOCUMENT}?lang={language}")
    expect(page.locator("h1")).to_have_text(log_in)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    page.get_by_label(label, exact=True).fill("isnad_1_2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(wrong)
    field = page.get_by_label(label, exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("type", "password")
    field.fill(closed.key)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{closed.address}{DOCUMENT}?lang={language}")
    expect(page.locator("h1")).to_have_text(arabic().document.title or "")
    expect(page.locator("footer bdi")).to_have_text("هدى سالم")
    page.get_by_role("button", name=log_out).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(log_in)
    page.goto(f"{DOCUMENT}?lang={language}")
    expect(page.locator("h1")).to_have_text(log_in)


def test_a_decision_is_the_key_holders(page: Page, closed: Closed) -> None:
    page.goto(f"/login?lang=en&next={quote(DOCUMENT)}")
    page.get_by_label("Key", exact=True).fill(closed.key)
    page.keyboard.press("Enter")
    page.wait_for_url(closed.address + DOCUMENT)
    page.goto(f"{DOCUMENT}?lang=en&record={arabic().attributions[0].id}")
    page.get_by_role("button", name="Unsure").click()
    expect(page.locator("#records")).to_contain_text("unsure")
    page.goto(f"{DOCUMENT}?lang=en&record={arabic().attributions[0].id}")
    expect(page.locator("#record")).to_contain_text("هدى سالم")


def test_who_loses_their_key_is_led_to_the_form_from_wherever_they_are(browser: Browser, closed: Closed) -> None:
    short = keys.make(closed.database, "Omar", [Scope.READ])
    context = browser.new_context(base_url=closed.address, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"/login?next={quote(DOCUMENT)}")
    page.get_by_label("Key", exact=True).fill(short)
    page.keyboard.press("Enter")
    page.wait_for_url(closed.address + DOCUMENT)
    keys.revoke(closed.database, next(key.id for key in keys.every(closed.database) if key.name == "Omar"))
    page.locator("#records li a").nth(1).click()  # answered for HTMX
    page.wait_for_url(re.compile("/login"))
    expect(page.locator("h1")).to_have_text("Log in")
    context.close()


@pytest.mark.parametrize("look", ["light wide", "dark narrow"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_nothing(browser: Browser, closed: Closed, language: str, look: str) -> None:
    context = browser.new_context(
        base_url=closed.address,
        color_scheme="dark" if look == "dark narrow" else "light",
        viewport={"width": 390, "height": 844} if look == "dark narrow" else {"width": 1280, "height": 900},
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"/login?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    page.get_by_label(WORDS[language][0], exact=True).fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.get_by_label(WORDS[language][0], exact=True).fill(closed.key)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=WORDS[language][2])).to_be_visible()
    assert violations(page) == []
    context.close()
    assert [one for one in complaints if "401" not in one] == []
