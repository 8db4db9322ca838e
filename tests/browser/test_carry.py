"""An officer's shift on a phone: without signal from the first visit to the last, by thumb or by keyboard."""

import re
from datetime import timedelta
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.carrying import (
    ABOUT_RIGHT,
    SAVED,
    Shift,
    a_phone,
    a_shift,
    be_at,
    open_link,
    pass_time,
    say,
    take_picture,
    tap,
    wait_for_round,
    wait_until_sent,
)
from tests.browsing import list_grave_faults
from vigil.desk.office import Office
from vigil.patrol.stored import StoredVisit

pytestmark = pytest.mark.browser

SMALLEST: Final = 48


def test_a_whole_shift_without_signal(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        visits = shift.visits
        be_at(shift, page, visits[0].arrive_at - timedelta(hours=1))
        open_link(page, shift.link())
        page.context.set_offline(True)
        page.reload()
        wait_for_round(page)
        for visit in visits[:-1]:
            expect(page.get_by_role("heading", level=1)).to_contain_text(f"Next: {visit.place_name}")
            be_at(shift, page, visit.arrive_at - timedelta(minutes=2))
            say(page, "On my way")
            be_at(shift, page, visit.arrive_at)
            say(page, "I am here")
            be_at(shift, page, visit.depart_at)
            say(page, "I am leaving")
        _say_no(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("All visits are done.")
        told = 3 * (len(visits) - 1) + 1
        expect(page.locator("#sent")).to_have_text(f"{told} not sent yet; will be sent when there is signal.")
        assert shift.kinds() == []
        page.context.set_offline(False)
        pass_time(shift, page)
        wait_until_sent(page)
        assert shift.kinds() == ["on_way", "arrived", "departed"] * (len(visits) - 1) + ["cannot"]
        assert [event.seq for event in shift.events()] == list(range(1, told + 1))
        here = [event for event in shift.events() if event.kind.value == "arrived"]
        off = [event.at - visit.arrive_at for event, visit in zip(here, visits, strict=False)]
        assert max(abs(one) for one in off) < ABOUT_RIGHT
        _end_shift(page, shift, visits[-1])


def _say_no(page: Page) -> None:
    tap(page, "Cannot")
    page.get_by_label("Sent somewhere else").check()
    page.get_by_role("button", name="Tell the desk").click()
    expect(page.locator("#told")).to_contain_text("Said: Cannot.")


def _end_shift(page: Page, shift: Shift, last: StoredVisit) -> None:
    """The round leaves the phone when the shift is over, signal or none, and the page says so."""
    page.context.set_offline(True)
    be_at(shift, page, last.depart_at + timedelta(hours=12))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("This shift is over.")
    expect(page.locator("#sent")).to_contain_text(SAVED.removesuffix("."))
    assert last.place_name not in page.content()
    kept = kept_by(page)
    assert sorted(kept) == ["ahead", "events", "state"]
    assert kept["events"] == []


def kept_by(page: Page) -> dict[str, object]:
    """Give what is in the phone's own database."""
    kept = page.evaluate("async () => (await import('/static/carry/kept.mjs')).readAll()")
    assert isinstance(kept, dict)
    return kept


def test_what_was_tapped_by_mistake_is_never_sent(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        say(page, "I am here")
        expect(page.get_by_role("heading", level=1)).to_contain_text("You are at")
        tap(page, "Undo")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Next:")
        # A second tap says nothing more, neither at once nor later.
        page.evaluate("() => { for (const _ of [1, 2, 3]) document.getElementById('say-on_way').click(); }")
        expect(page.locator("#told")).to_contain_text("Said: On my way.")
        page.get_by_role("button", name="On my way").click(force=True)
        pass_time(shift, page)
        wait_until_sent(page)
        assert shift.kinds() == ["on_way"]


def test_being_there_at_an_odd_time_is_asked_about_once(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        visit = shift.visits[0]
        be_at(shift, page, visit.opens_at - timedelta(minutes=50))
        open_link(page, shift.link())
        tap(page, "I am here")
        asked = page.get_by_role("dialog")
        expect(asked).to_contain_text(
            f"This visit is planned for {visit.arrive_at:%H:%M}. Are you at {visit.place_name}?"
        )
        take_picture(page, "carry-odd-time")
        tap(page, "Back")
        expect(asked).to_be_hidden()
        expect(page.locator("#told")).to_have_text("")
        tap(page, "I am here")
        tap(page, "Yes, I am here")
        expect(page.locator("#told")).to_contain_text("Said: I am here.")
        expect(page.locator("#sent")).to_have_text("1 not sent yet; will be sent in a few seconds.")
        tap(page, "Undo")
        tap(page, "I am here")
        expect(page.locator("#told")).to_contain_text("Said: I am here.")
        expect(page.locator("#say-arrived use")).to_have_attribute("href", "#mark-done")


def test_the_hour_of_a_visit_begins_half_an_hour_before_its_window(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        be_at(shift, page, shift.visits[0].opens_at - timedelta(minutes=25))
        open_link(page, shift.link())
        tap(page, "I am here")
        expect(page.locator("#told")).to_contain_text("Said: I am here.")


def test_the_sketch_cuts_no_words_off(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        for lon in (-0.3, 0.3):
            outside = page.evaluate(
                """async (lon) => {
                  const { drawSketch } = await import("/static/carry/sketch.mjs");
                  const stop = (off, index) => ({ lat: 51.5 + off / 4, lon: off, position: index + 1 });
                  const stops = [0, 0.1, -0.1].map(stop);
                  const drawn = drawSketch({ unit: { lat: 51.5, lon } }, stops, null);
                  document.querySelector("main").append(drawn);
                  const { left, right } = drawn.getBoundingClientRect();
                  const box = (one) => one.getBoundingClientRect();
                  const words = [...drawn.querySelectorAll("text")];
                  const isCut = (one) => box(one).right > right || box(one).left < left;
                  return words.filter(isCut).map((one) => one.textContent);
                }""",
                lon,
            )
            assert outside == []


def test_notes_and_what_was_seen_come_in_with_their_words(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        tap(page, "Seen something")
        page.get_by_label("A bag or object left behind").check()
        page.get_by_label("What you saw").fill("Blue bag by the <side> door & no owner")
        page.get_by_role("button", name="Report it").click()
        expect(page.locator("#told")).to_contain_text("Said: Seen something.")
        tap(page, "Note")
        expect(page.get_by_label("Your note")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        tap(page, "Note")
        page.get_by_label("Your note").fill("The gate is locked.")
        page.get_by_role("button", name="Keep the note").click()
        expect(page.locator("#told")).to_contain_text("Said: Note.")
        pass_time(shift, page)
        wait_until_sent(page)
        assert [(event.kind.value, event.text) for event in shift.events()] == [
            ("observation", "A bag or object left behind: Blue bag by the <side> door & no owner"),
            ("note", "The gate is locked."),
        ]


def test_the_keyboard_alone_carries_a_round(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        _tab_to(page, "say-on_way")
        page.keyboard.press("Enter")
        expect(page.locator("#told")).to_contain_text("Said: On my way.")
        expect(page.locator("#say-on_way")).to_be_focused()
        _tab_to(page, "say-arrived")
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name="Yes, I am here")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#told")).to_contain_text("Said: I am here.")
        _tab_to(page, "say-note")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Your note")).to_be_focused()
        page.keyboard.type("All is quiet.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#told")).to_contain_text("Said: Note.")
        expect(page.locator("#say-note")).to_be_focused()
        last = shift.visits[-1]
        _tab_to(page, f"stop-{last.lasting_id}")
        page.keyboard.press("Enter")
        expect(page.locator("#visit-name")).to_be_focused()
        expect(page.locator("#visit-name")).to_contain_text(last.place_name)
        pass_time(shift, page)
        wait_until_sent(page)
        assert shift.kinds() == ["on_way", "arrived", "note"]


def _tab_to(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it_on_a_small_screen(sqlite_office: Office, chromium: Browser, scheme: str) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        be_at(shift, page, shift.visits[0].arrive_at - timedelta(hours=1))
        open_link(page, shift.link())
        _judge(page, f"carry-next-{scheme}")
        page.context.set_offline(True)
        say(page, "On my way", "I am here")
        page.locator("#phone summary").click()
        _judge(page, f"carry-there-{scheme}")
        tap(page, "Seen something")
        _judge(page, f"carry-seen-{scheme}")
        page.keyboard.press("Escape")
        tap(page, "Hand the round back")
        _judge(page, f"carry-hand-back-{scheme}")
        page.get_by_role("button", name="Hand back and lose them").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You handed the round back.")
        _judge(page, f"carry-handed-back-{scheme}")


def _judge(page: Page, name: str) -> None:
    take_picture(page, name)
    assert list_grave_faults(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
    assert re.fullmatch(r"http://localhost:\d+/carry", page.url)
    assert page.title() == "My round · Vigil"
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box, name
        assert min(box["width"], box["height"]) >= SMALLEST, (name, button.inner_text())


def test_it_is_kept_among_the_programs_of_the_phone(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        answer = page.context.new_cdp_session(page).send("Page.getInstallabilityErrors")
        # Windows of their own for tests count as private ones, in which nothing can be installed.
        assert [
            error["errorId"] for error in answer["installabilityErrors"] if error["errorId"] != "in-incognito"
        ] == []
