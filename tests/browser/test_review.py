"""A reviewer at work in a browser: by keyboard, by mouse, without JavaScript, in both languages."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.articles import ARABIC, arabic, english
from tests.browser.conftest import PATIENCE

DOCUMENT = arabic().document.id
HERE = f"/review/documents/{DOCUMENT}"
FOUND = arabic().attributions
ENGINEER = FOUND[2]


def records(page: Page) -> list[dict[str, Any]]:
    """What the server holds, beyond what the page shows."""
    found: list[dict[str, Any]] = page.request.get(f"{HERE}.json").json()["records"]
    return found


def record(page: Page, identifier: str) -> dict[str, Any]:
    return next(one for one in records(page) if one["attribution"]["id"] == identifier)


def opened(page: Page, identifier: str) -> None:
    expect(page.locator("#record")).to_have_attribute("data-record", identifier)


def test_a_whole_arabic_document_by_keyboard_alone(page: Page) -> None:
    page.goto("/review?lang=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    # The least certain record stands first; Tab reaches it.
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cards a.card')"):
            break
    page.keyboard.press("Enter")
    opened(page, ENGINEER.id)
    verdicts = {}
    given = ("accepted", "rejected", "accepted", "unsure", "rejected", "accepted")
    for key, verdict in zip("araura", given, strict=True):
        identifier = page.locator("#record").get_attribute("data-record")
        assert identifier is not None
        verdicts[identifier] = verdict
        # As an Arabic layout sends it: the letter that stands on the key, and the key's place.
        letter = {"a": "ش", "r": "ق", "u": "ع"}[key]
        page.evaluate(
            "([key, code]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))",
            [letter, f"Key{key.upper()}"],
        )
        expect(page.locator(f"[id='item-{identifier}'] .verdict")).to_have_class(re.compile(f"verdict-{verdict}"))
    assert {one["attribution"]["id"]: one["verdict"] for one in records(page)} == verdicts
    assert set(verdicts) == {one.id for one in FOUND}


def test_the_edge_of_a_span_moves_over_vowel_marks_and_after_a_picture(page: Page) -> None:
    """The line begins with a picture and every word of the span carries marks: places are code points of the text."""
    page.goto(f"{HERE}?record={ENGINEER.id}&lang=ar")
    page.keyboard.press("3")
    page.keyboard.press("]")
    expect(page.locator("#record .part q").nth(2)).to_have_text("المضخّاتِ القديمةَ لم تَعُد تَعمل")
    page.keyboard.press("{")
    expect(page.locator("#record .part q").nth(2)).to_have_text("إنَّ المضخّاتِ القديمةَ لم تَعُد تَعمل")
    page.keyboard.press("}")
    expect(page.locator("#record .part q").nth(2)).to_have_text("المضخّاتِ القديمةَ لم تَعُد تَعمل")
    one = record(page, ENGINEER.id)
    (content,) = one["attribution"]["content"]
    assert ARABIC[content["start"] : content["end"]] == content["text"] == "المضخّاتِ القديمةَ لم تَعُد تَعمل"
    assert one["machine"]["content"][0]["text"] == "المضخّاتِ القديمةَ لم تَعُد"
    expect(page.locator("#text a.content.on")).to_have_text("المضخّاتِ القديمةَ لم تَعُد تَعمل")


def test_an_edge_steps_over_a_joined_picture_at_once(page: Page) -> None:
    cost = FOUND[4]
    page.goto(f"{HERE}?record={cost.id}")
    for revision in (1, 2, 3):
        page.keyboard.press("]")
        expect(page.locator(".spans input[name=revision]")).to_have_value(str(revision))
    (content,) = record(page, cost.id)["attribution"]["content"]
    assert content["text"] == "الكلفة تضاعفت منذ الصيف 👩🏽‍🌾👨‍👩‍👧 بحسب"
    assert ARABIC[content["start"] : content["end"]] == content["text"]


def test_highlights_change_neither_letters_nor_their_order(page: Page) -> None:
    """The same line with and without highlights is as wide to the pixel: no letter lost its joined form."""
    page.goto(f"{HERE}?record={ENGINEER.id}")
    for line in ARABIC.split("\n"):
        start = ARABIC.index(line)
        if not line:
            continue
        shown = page.locator(f"#line-{start}")
        assert shown.evaluate("one => one.textContent") == line
        widths = shown.evaluate(
            """one => {
              const bare = one.cloneNode(); bare.textContent = one.textContent; bare.removeAttribute("id");
              one.after(bare);
              const width = (element) => {
                element.style.setProperty("white-space", "pre"); const range = document.createRange();
                range.selectNodeContents(element);
                const found = range.getBoundingClientRect().width; return found;
              };
              const found = [width(one), width(bare)]; bare.remove(); return found;
            }"""
        )
        assert widths[0] == pytest.approx(widths[1], abs=0.6)


def test_the_direction_of_a_line_is_that_of_its_letters(page: Page) -> None:
    page.goto(f"{HERE}?lang=en")
    begins_in_latin = ARABIC.index("BBC Tolan")
    expect(page.locator(f"#line-{begins_in_latin}")).to_have_attribute("dir", "rtl")
    page.goto(f"/review/documents/{english().document.id}?lang=ar")
    expect(page.locator("#text p").first).to_have_attribute("dir", "ltr")


def test_a_highlight_opens_its_record_and_the_other_way_round(page: Page) -> None:
    page.goto(HERE)
    page.locator("#text a.via").click()
    opened(page, FOUND[3].id)
    assert f"record={FOUND[3].id}" in page.url
    page.locator(f"[id='item-{FOUND[5].id}'] a").click()
    opened(page, FOUND[5].id)
    assert set(page.locator("#text a.on").all_inner_texts()) == {"ويرى", "سكان القرى", "الوعود لا تكفي"}
    page.go_back()
    opened(page, FOUND[3].id)


def test_a_decision_is_undone(page: Page) -> None:
    page.goto(f"{HERE}?record={ENGINEER.id}")
    page.keyboard.press("r")
    expect(page.locator("#said")).to_contain_text("rejected")
    expect(page.locator("#text a", has_text="المُهَندِسُ")).to_have_count(0)
    page.keyboard.press("z")
    opened(page, ENGINEER.id)
    expect(page.locator("#text a.on", has_text="المُهَندِسُ")).to_have_count(1)
    assert record(page, ENGINEER.id)["verdict"] == "open"
    assert record(page, ENGINEER.id)["revision"] == 2


def test_level_act_and_speaker_are_changed(page: Page) -> None:
    page.goto(f"{HERE}?record={ENGINEER.id}")
    page.locator("select[name=detail]").select_option("anonymous_disclosed")
    page.locator("select[name=act]").select_option("directive")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#record .state .level")).to_have_class(re.compile("level-anonymous"))
    page.get_by_label("Speaker", exact=True).fill("سكان")
    expect(page.locator("#names option")).to_have_count(1)
    page.get_by_label("Speaker", exact=True).fill("سكان القرى")
    page.get_by_role("button", name="Change speaker").click()
    expect(page.locator("#record-title")).to_contain_text("سكان القرى")
    changed = record(page, ENGINEER.id)["attribution"]
    assert changed["level"] == "anonymous"
    assert changed["act"] == "directive"
    assert FOUND[5].speaker is not None
    assert changed["speaker"]["id"] == FOUND[5].speaker.id


def test_whoever_else_may_have_spoken_is_one_key_away(page: Page) -> None:
    page.goto(f"{HERE}?record={ENGINEER.id}&lang=en")
    expect(page.locator(".alternatives button")).to_have_count(2)
    page.keyboard.press("Shift+2")
    expect(page.locator("#record-title")).to_contain_text("مسؤول في البلدية")
    # Whom the engine took is then the first choice.
    expect(page.locator(".alternatives button").first).to_contain_text("سُهَيل الراوي")
    assert FOUND[3].speaker is not None
    assert record(page, ENGINEER.id)["attribution"]["speaker"]["id"] == FOUND[3].speaker.id
    page.locator(".history summary").click()
    expect(page.locator(".history del")).to_contain_text("سُهَيل الراوي")
    expect(page.locator(".history ins")).to_contain_text("مسؤول في البلدية")
    page.keyboard.press("Shift+1")
    expect(page.locator("#record-title")).to_contain_text("سُهَيل الراوي")
    assert record(page, ENGINEER.id)["attribution"] == record(page, ENGINEER.id)["machine"]


def test_what_raised_the_confidence_and_what_lowered_it(page: Page) -> None:
    page.goto(f"{HERE}?record={ENGINEER.id}&lang=en")
    page.locator(".why summary").click()
    expect(page.locator(".why .raised")).to_have_text("The reporting words are clear. raises it strongly")
    lowered = page.locator(".why .lowered")
    expect(lowered).to_have_count(2)
    expect(lowered.nth(1)).to_contain_text("lowers it slightly")


def test_evidence_is_pointed_out_in_the_text(page: Page) -> None:
    """The browser's own highlight is asked which words it marks: they stand behind a picture and carry vowel marks."""
    pointed = "() => [...(CSS.highlights.get('pointed') ?? [])].map(range => range.toString())"
    page.goto(f"{HERE}?record={ENGINEER.id}&lang=ar")
    page.locator(".facts .place").first.focus()
    assert page.evaluate(pointed) == ["المُهَندِسُ"]
    page.locator(".facts .place").first.blur()
    assert page.evaluate(pointed) == []
    page.locator(".facts .place").first.hover()
    assert page.evaluate(pointed) == ["المُهَندِسُ"]


def test_the_chain_ends_at_the_document(page: Page) -> None:
    page.goto(f"{HERE}?record={FOUND[3].id}&lang=ar")
    links = page.locator(".chain li")
    assert [text.strip() for text in links.all_inner_texts()] == [
        "مسؤول في البلدية وكشف",
        "لصحيفة مرسى الأخبار",
        "صحيفة الضفة، هذه الوثيقة",
    ]


def select(page: Page, words: str) -> None:
    """Select words of the text as a mouse would, wherever they stand among the highlights."""
    page.evaluate(
        """words => {
          const line = [...document.querySelectorAll("#text p")].find(one => one.textContent.includes(words));
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let at = line.textContent.indexOf(words), end = at + words.length, seen = 0;
          const range = document.createRange();
          for (let node; (node = walker.nextNode()); seen += node.length) {
            if (at >= seen && at < seen + node.length) range.setStart(node, at - seen);
            if (end > seen && end <= seen + node.length) range.setEnd(node, end - seen);
          }
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        words,
    )
    page.wait_for_timeout(100)


def test_a_missed_record_is_added_from_the_text(page: Page) -> None:
    page.goto(f"{HERE}?lang=ar")
    page.keyboard.press("m")
    expect(page.locator("form.missed")).to_be_visible()
    for key, words in (("1", "شركة الوادي"), ("2", "رفضت"), ("3", "التعليق")):
        select(page, words)
        page.keyboard.press(key)
    page.locator("form.missed button.main").click()
    expect(page.locator("#record-title")).to_contain_text("شركة الوادي")
    (added,) = [one for one in records(page) if one["machine"] is None]
    start = ARABIC.index("رفضت شركة")
    assert added["attribution"]["cue"]["start"] == start
    assert added["attribution"]["source"]["text"] == "شركة الوادي"
    expect(page.locator("#text a.on")).to_have_count(3)
    page.locator("#record [data-key=z]").click()
    expect(page.locator("#text a.on")).to_have_count(0)
    assert len(records(page)) == len(FOUND)


def test_what_is_refused_leaves_what_was_typed(page: Page) -> None:
    page.goto(f"{HERE}?add=1&lang=ar")
    page.locator("textarea[name=source]").fill("شركة الوادي")
    page.locator("textarea[name=cue]").fill("كلمات ليست في النص")
    page.locator("form.missed button.main").click()
    expect(page.get_by_role("alert")).to_contain_text("هذه الكلمات غير موجودة في النص")
    expect(page.locator("textarea[name=source]")).to_have_value("شركة الوادي")
    page.locator("textarea[name=cue]").fill("رفضت")
    page.locator("form.missed button.main").click()
    expect(page.locator("#record-title")).to_contain_text("شركة الوادي")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_records_inside_one_another_open_by_further_clicks(page: Page) -> None:
    """A wider record is laid around one that is there: both can be seen and reached in the text."""
    outer: dict[str, str | float | bool] = {
        "cue": "بحسب جدول",
        "source": "المصدر ذاته",
        "content": "الكلفة تضاعفت منذ الصيف 👩🏽‍🌾",
    }
    page.request.post(f"{HERE}/records", form=outer)
    (added,) = [one["attribution"]["id"] for one in records(page) if one["machine"] is None]
    page.goto(HERE)
    inner = page.locator("#text a.deep")
    expect(inner).to_have_text("الكلفة تضاعفت منذ الصيف")
    for expected in (FOUND[4].id, added, FOUND[4].id):
        inner.click()
        opened(page, expected)
    # A reviewer's own speakers have no page yet; nothing leads there.
    page.goto(f"{HERE}?record={added}")
    expect(page.locator("#record-title")).to_contain_text("المصدر ذاته")
    expect(page.locator("#record-title a")).to_have_count(0)


def test_j_and_k_go_through_the_queue(page: Page) -> None:
    page.goto("/review?lang=en")
    cards = page.locator(".cards a.card")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(cards.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(cards.first).to_be_focused()
    page.keyboard.press("Enter")
    opened(page, ENGINEER.id)


def test_speakers_are_merged_and_parted_again(page: Page) -> None:
    page.goto(f"{HERE}?record={FOUND[3].id}")
    page.locator(".others summary").click()
    page.get_by_label(re.compile("Both are the same")).select_option(label="سكان القرى")
    page.get_by_role("button", name="Merge speakers").click()
    expect(page.locator("#record-title")).to_contain_text("سكان القرى")
    names = [one["attribution"]["speaker"]["name"] for one in records(page)]
    assert names[3:] == ["سكان القرى"] * 3
    page.keyboard.press("z")
    expect(page.locator("#record-title")).to_contain_text("مسؤول في البلدية")
    assert [one["attribution"] for one in records(page)] == [one["machine"] for one in records(page)]


def test_the_language_is_switched_and_the_page_stays(page: Page) -> None:
    page.goto(f"{HERE}?record={ENGINEER.id}")
    expect(page.locator("#record-title .latin")).to_have_count(1)
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    opened(page, ENGINEER.id)
    expect(page.get_by_role("button", name="قبول")).to_be_visible()
    expect(page.locator(".latin")).to_have_count(0)


def test_two_reviewers_see_each_others_change(browser: Browser, address: str, page: Page) -> None:
    """Each in a browser of their own: the second one is told who was faster and what they did, part by part."""
    other = browser.new_context(base_url=address, locale="en-GB")
    other.set_default_timeout(PATIENCE)
    late = other.new_page()
    for one in (page, late):
        one.goto(f"{HERE}?record={ENGINEER.id}")
    page.get_by_label("Your name").fill("هدى")
    # Until the page that says so has loaded, keys still go to the one before.
    with page.expect_event("load"):
        page.get_by_role("button", name="Keep").click()
    opened(page, ENGINEER.id)
    page.keyboard.press("]")
    expect(page.locator("#said")).to_contain_text("Corrected")
    page.keyboard.press("r")
    expect(page.locator("#said")).to_contain_text("rejected")
    late.keyboard.press("a")
    alert = late.get_by_role("alert")
    expect(alert).to_contain_text("هدى")
    expect(alert.locator("ins")).to_have_text(["تَعمل", "rejected"])
    expect(alert).to_contain_text("Verdict: accepted")
    expect(late.locator("#record .state .verdict")).to_have_class(re.compile("verdict-rejected"))
    assert record(page, ENGINEER.id)["verdict"] == "rejected"
    late.get_by_role("button", name="Make my change all the same").click()
    expect(late.locator("#said")).to_contain_text("accepted")
    assert record(page, ENGINEER.id)["verdict"] == "accepted"
    other.close()


def test_single_keys_can_be_turned_off(page: Page) -> None:
    page.goto(f"{HERE}?record={ENGINEER.id}")
    page.locator("#keys summary").click()
    page.locator("#keys-on").uncheck()
    page.locator("h1").click()
    page.keyboard.press("r")
    page.wait_for_timeout(500)
    assert record(page, ENGINEER.id)["verdict"] == "open"


def test_everything_works_without_javascript(without_script: Page) -> None:
    page = without_script
    page.goto("/review")
    page.locator(".cards a.card").first.click()
    expect(page.locator("#record")).to_have_attribute("data-record", ENGINEER.id)
    page.locator("[id='content.0.end.later']").click()
    expect(page.locator("#text a.content.on")).to_have_text("المضخّاتِ القديمةَ لم تَعُد تَعمل")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".done")).to_contain_text("accepted")
    expect(page.locator("#record")).to_have_attribute("data-record", FOUND[3].id)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#record")).to_have_attribute("data-record", ENGINEER.id)
    page.locator(".alternatives button").first.click()
    expect(page.locator("#record-title")).to_contain_text("فاضل المرزوق")
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_role("link", name="Add a missed record").click()
    page.locator("textarea[name=cue]").fill("رفضت")
    page.locator("textarea[name=source]").fill("شركة الوادي")
    page.locator("form.missed button.main").click()
    expect(page.locator("#record-title")).to_contain_text("شركة الوادي")
    held = httpx.get(str(page.url).partition("?")[0] + ".json").json()["records"]
    assert [one["verdict"] for one in held] == ["open"] * (len(FOUND) + 1)
