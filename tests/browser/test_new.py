"""Pasting a document and watching it being analysed, by the real engine."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE

TEXT = (
    "قالت وزيرة الزراعة سلمى الدهمان يوم الأحد إن موسم القمح سيبدأ قبل موعده.\n\n"
    "وأضافت أن «المخازن جاهزة منذ شهر»، فيما حذّر مسؤول في النقابة من نقص العمال.\n"
)
LOADING = 4 * PATIENCE  # the models are loaded for the first text


# Long enough to be seen at work, by a server whose models are loaded too.
LONG = TEXT + "".join(
    f"\nوقال المزارع رقم {number} إن حقله لم يُحصد بعد، وأضاف أن الجرار معطل.\n" for number in range(600)
)
# Tells of every step that the page marks as the one under way: any of them may be over before a test could look twice.
WATCH = """
new MutationObserver(() => {
  const step = document.querySelector("#watched li[aria-current=step]");
  if (step) window.tell(step.textContent);
}).observe(document, {childList: true, subtree: true, attributes: true});
"""


def test_a_pasted_text_is_watched_until_its_records_are_there(page: Page) -> None:
    steps: list[str] = []

    def tell(step: str) -> None:
        steps.append(step)

    page.expose_function("tell", tell)
    page.add_init_script(WATCH)
    page.goto("/review/new?lang=ar")
    page.locator("textarea[name=text]").fill(LONG)
    page.locator("input[name=title]").fill("موسم القمح")
    page.locator("form.paste button.main").click()
    page.wait_for_url(re.compile("/review/documents/"), timeout=LOADING)
    assert any(step.strip() for step in steps)
    expect(page.locator("h1")).to_have_text("موسم القمح")
    expect(page.locator("#text a.cue").first).to_have_text("قالت")
    expect(page.locator("#records")).to_contain_text("سلمى الدهمان")


def test_the_same_without_javascript(without_script: Page) -> None:
    page = without_script
    page.goto("/review/new?lang=en")
    page.locator("input[type=file]").set_input_files(
        {"name": "wheat.txt", "mimeType": "text/plain", "buffer": (TEXT + "انتهى الخبر.\n").encode()}
    )
    page.get_by_role("button", name="Analyse").click()
    # The page calls itself again until the document is there.
    page.wait_for_url(re.compile("/review/documents/.*lang=en"), timeout=LOADING)
    expect(page.locator("#text a.cue").first).to_have_text("قالت")


def test_what_is_refused_says_why(page: Page) -> None:
    page.goto("/review/new?lang=en")
    page.locator("input[type=file]").set_input_files(
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing behind it"}
    )
    page.get_by_role("button", name="Analyse").click()
    expect(page.get_by_role("alert")).not_to_be_empty()
    why = page.get_by_role("alert").inner_text()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_text(why)
    (job,) = page.request.get("/v1/jobs?state=failed").json()["items"]
    assert len(job["problems"]) == 2
    assert all(problem["detail"] in why for problem in job["problems"])
