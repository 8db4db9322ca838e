"""A phone in trouble: no answer, a browser killed, two phones, a wrong clock, a link withdrawn, a round changed."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.carrying import (
    ABOUT_RIGHT,
    SMALL,
    a_phone,
    a_shift,
    be_at,
    open_link,
    pass_time,
    say,
    take_picture,
    tap,
    wait_for_round,
    wait_until,
    wait_until_sent,
)
from tests.browsing import list_grave_faults
from tools import browser as tools_browser
from vigil.desk.office import Office
from vigil.patrol.stored import StoredVisit

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

pytestmark = pytest.mark.browser

EVENTS = "**/carry/events"
ROUND = "**/carry/round.json"


@contextmanager
def a_phone_to_kill(chromium: Browser, folder: Path) -> Iterator[tuple[Page, "subprocess.Popen[bytes]"]]:
    """Give a page in a browser of its own that keeps what it keeps in a folder, and its process."""
    found = tools_browser.find()
    headless = () if any(one.startswith("--headless") for one in found.arguments) else ("--headless",)
    told = ("--remote-debugging-port=0", f"--user-data-dir={folder}", "--no-first-run", "about:blank")
    port_file = folder / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    with subprocess.Popen(
        [str(found.program), *headless, *found.arguments, *told],
        env=dict(found.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield _page_of(chromium, process), process
        finally:
            process.kill()


def _page_of(chromium: Browser, process: "subprocess.Popen[bytes]") -> Page:
    assert process.stderr
    address = next(line.decode().split()[-1] for line in process.stderr if b"DevTools listening" in line)
    context = chromium.browser_type.connect_over_cdp(address).contexts[0]
    context.set_default_timeout(30_000)
    page = context.pages[0]
    page.set_viewport_size(SMALL)
    return page


def test_a_killed_browser_loses_nothing(sqlite_office: Office, chromium: Browser, tmp_path: Path) -> None:
    with a_shift(sqlite_office) as shift:
        with a_phone_to_kill(chromium, tmp_path) as (page, process):
            open_link(page, shift.link())
            cookies = page.context.cookies()
            page.context.set_offline(True)
            say(page, "On my way", "I am here", "I am leaving")
            process.kill()
        with a_phone_to_kill(chromium, tmp_path) as (page, process):
            # Browsers write cookies down within half a minute; the test does not wait for that.
            page.context.add_cookies([cast("SetCookieParam", cookie) for cookie in cookies])
            page.context.set_offline(True)
            page.goto(f"{shift.address}/carry")
            wait_for_round(page)
            expect(page.locator("#sent")).to_contain_text("3 not sent yet")
            expect(page.get_by_role("button", name="Done").first).to_be_visible()
            assert shift.kinds() == []
            page.context.set_offline(False)
            wait_until_sent(page)
        assert shift.kinds() == ["on_way", "arrived", "departed"]


def test_what_is_left_is_sent_with_the_page_closed(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift, clock_off=None) as page:
        open_link(page, shift.link())
        page.context.set_offline(True)
        say(page, "On my way", "I am here")
        browser = page.context.new_cdp_session(page)
        known: list[str] = []
        browser.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: known.extend(one["registrationId"] for one in told["registrations"]),
        )
        browser.send("ServiceWorker.enable")
        page.goto("about:blank")
        assert shift.kinds() == []
        page.context.set_offline(False)
        woken = {"origin": shift.address, "registrationId": known[-1], "tag": "vigil-carry", "lastChance": False}
        browser.send("ServiceWorker.dispatchSyncEvent", woken)
        wait_until(page, lambda: len(shift.kinds()) == 2)
        assert shift.kinds() == ["on_way", "arrived"]


def test_nothing_is_lost_or_doubled_when_the_answer_never_comes(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        cuts = iter(["on the way there", "after it was taken", "a page of the network"])
        page.route(EVENTS, lambda route: _cut(route, next(cuts, "")))
        say(page, "On my way")
        pass_time(shift, page)
        expect(page.locator("#sent")).to_contain_text("1 not sent yet")
        assert shift.kinds() == []
        say(page, "I am here")
        page.clock.fast_forward(60_000)
        expect(page.locator("#sent")).to_contain_text("2 not sent yet")
        wait_until(page, lambda: len(shift.kinds()) == 2)
        assert shift.kinds() == ["on_way", "arrived"]
        for _ in range(2):
            expect(page.locator("#sent")).to_contain_text("2 not sent yet")
            page.clock.fast_forward(300_000)
            page.evaluate("() => dispatchEvent(new Event('online'))")
        wait_until_sent(page)
        assert shift.kinds() == ["on_way", "arrived"]


def _cut(route: Route, how: str) -> None:
    if how == "on the way there":
        route.abort()
    elif how == "after it was taken":
        assert route.fetch().status == 200
        route.abort()
    elif how == "a page of the network":
        route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to the free network</h1>")
    else:
        route.continue_()


def test_two_phones_carry_one_unit(sqlite_office: Office, chromium: Browser) -> None:
    with (
        a_shift(sqlite_office) as shift,
        a_phone(chromium, shift) as first,
        a_phone(chromium, shift, clock_off=timedelta(minutes=3)) as second,
    ):
        open_link(first, shift.link())
        open_link(second, shift.link())
        first.context.set_offline(True)
        say(first, "On my way", "I am here")
        say(second, "I am here")
        pass_time(shift, first, second)
        wait_until_sent(second)
        say(second, "I am leaving")
        pass_time(shift, first, second)
        wait_until_sent(second)
        first.context.set_offline(False)
        pass_time(shift, first, second)
        wait_until_sent(first)
        assert sorted(shift.kinds()) == ["arrived", "arrived", "departed", "on_way"]
        assert len({event.device for event in shift.events()}) == 2
        # What the other phone said is shown here too.
        expect(first.get_by_role("button", name="Done").first).to_be_visible()


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_wrong_clock_is_told_and_put_right(sqlite_office: Office, chromium: Browser, hours: int) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift, clock_off=timedelta(hours=hours)) as page:
        visit, off = shift.visits[0], timedelta(hours=hours)
        be_at(shift, page, visit.arrive_at, clock_off=off)
        open_link(page, shift.link())
        slow_or_fast = "fast" if hours > 0 else "slow"
        expect(page.get_by_text(f"This phone's clock is 1 h 0 min {slow_or_fast}: it is ")).to_be_visible()
        page.context.set_offline(True)
        say(page, "I am here")
        be_at(shift, page, visit.arrive_at + timedelta(minutes=20), clock_off=off)
        page.context.set_offline(False)
        pass_time(shift, page)
        wait_until_sent(page)
        (event,) = shift.events()
        assert abs(event.at - visit.arrive_at) < ABOUT_RIGHT
        assert event.doubt == ""


def test_a_withdrawn_link_wipes_the_round_and_says_so(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        page.context.set_offline(True)
        say(page, "On my way")
        shift.withdraw()
        page.context.set_offline(False)
        pass_time(shift, page)
        expect(page.get_by_role("heading", level=1)).to_have_text("This phone carries no round any more.")
        expect(page.locator("#sent")).to_have_text("1 not sent yet.")
        take_picture(page, "carry-withdrawn")
        assert list_grave_faults(page) == []
        for visit in shift.visits:
            assert visit.place_name not in _everything_kept(page)
        # What was said is not lost: with a new link for the same unit it is sent.
        open_link(page, shift.link())
        wait_until_sent(page)
        assert shift.kinds() == ["on_way"]


def test_what_one_unit_said_is_not_sent_for_another(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        page.context.set_offline(True)
        say(page, "On my way")
        shift.withdraw()
        page.context.set_offline(False)
        pass_time(shift, page)
        expect(page.get_by_role("heading", level=1)).to_have_text("This phone carries no round any more.")
        pass_time(shift, page, minutes=180)
        open_link(page, shift.link(shift.other_unit))
        say(page, "On my way")
        pass_time(shift, page)
        expect(page.locator("#sent")).to_contain_text("All you said was sent. 1 of another round")
        assert [event.unit_id for event in shift.events()] == [shift.other_unit]


def _everything_kept(page: Page) -> str:
    """Give all that the phone keeps in words: the page, its database, and what its worker keeps."""
    kept = page.evaluate(
        """async () => {
          const database = await new Promise((resolve) => {
            indexedDB.open("vigil-carry").onsuccess = ({ target }) => resolve(target.result);
          });
          const all = (name) => new Promise((resolve) => {
            database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result);
          });
          const words = [document.documentElement.outerHTML, await all("kept"), await all("outbox")];
          for (const name of await caches.keys()) {
            const store = await caches.open(name);
            for (const request of await store.keys()) words.push(await (await store.match(request)).text());
          }
          return JSON.stringify(words);
        }"""
    )
    return str(kept)


def test_a_changed_round_is_shown_until_it_was_seen(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        first, second = shift.visits[:2]
        page.route(EVENTS, lambda route: route.abort())
        say(page, "I am here")
        pass_time(shift, page)
        expect(page.locator("#sent")).to_contain_text("1 not sent yet")
        page.route(ROUND, lambda route: _repaired(route, first.lasting_id))
        page.unroute(EVENTS)
        page.evaluate("() => dispatchEvent(new Event('online'))")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("Your round has changed:")
        expect(alert).to_contain_text(f"No longer yours: {first.place_name}, {_span(first)}.")
        expect(alert).to_contain_text(f"{second.place_name} is now 13:00–{_span(second)[6:]}; it was {_span(second)}.")
        expect(alert).to_contain_text("you said that you are there")
        page.reload()
        expect(alert).to_contain_text("Your round has changed:")
        take_picture(page, "carry-changed")
        assert list_grave_faults(page) == []
        tap(page, "I am leaving")
        expect(page.locator("#told")).to_contain_text("Said: I am leaving.")
        tap(page, "I have seen it")
        expect(alert).not_to_contain_text("Your round has changed:")
        wait_until_sent(page)
        said = [(event.kind.value, event.visit_id, event.text) for event in shift.events()]
        assert said == [
            ("arrived", first.lasting_id, ""),
            ("departed", first.lasting_id, ""),
            ("note", None, "Has seen the changed round (version 2)."),
        ]


def _span(visit: StoredVisit) -> str:
    """Give from when until when a visit is; London keeps universal time in March."""
    return f"{visit.arrive_at:%H:%M}–{visit.depart_at:%H:%M}"


def _repaired(route: Route, dropped: int) -> None:
    """Answer with a round of which one visit is taken away and the next begins earlier."""
    told: dict[str, Any] = route.fetch().json()
    stops = [stop for stop in told["stops"] if stop["visit"] != dropped]
    stops[0]["arrive"] = "2019-03-15T13:00:00Z"
    route.fulfill(status=200, content_type="application/json", body=json.dumps({**told, "version": 2, "stops": stops}))


@pytest.mark.parametrize("has_signal", [True, False])
def test_a_round_handed_back_is_gone_at_once(sqlite_office: Office, chromium: Browser, *, has_signal: bool) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        open_link(page, shift.link())
        page.context.set_offline(not has_signal)
        page.locator("#phone summary").click()
        tap(page, "Hand the round back")
        page.get_by_role("button", name="Hand it back").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("You handed the round back.")
        assert shift.visits[0].place_name not in _everything_kept(page)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("You handed the round back.")
        if not has_signal:
            expect(page.get_by_text("The desk hears of it when there is signal.")).to_be_visible()
            page.context.set_offline(False)
            page.evaluate("() => dispatchEvent(new Event('online'))")
        expect(page.get_by_text("The desk hears of it")).to_be_hidden()
        assert page.context.cookies() == []


COUNT_LOOKS = """
globalThis.looks = [];
for (const name of ["getCurrentPosition", "watchPosition"]) {
  const real = Geolocation.prototype[name];
  Geolocation.prototype[name] = function (...given) { looks.push(name); return real.apply(this, given); };
}
"""


def test_a_position_is_asked_for_at_the_door_alone_and_only_when_wanted(
    sqlite_office: Office, chromium: Browser
) -> None:
    with a_shift(sqlite_office) as shift, a_phone(chromium, shift) as page:
        page.add_init_script(COUNT_LOOKS)
        page.context.grant_permissions(["geolocation"])
        door = shift.visits[0].point
        be_at(shift, page, shift.visits[0].arrive_at)
        page.context.set_geolocation({"latitude": door.lat + 0.0001, "longitude": door.lon, "accuracy": 12})
        open_link(page, shift.link())
        say(page, "I am here")
        tap(page, "Undo")
        assert page.evaluate("looks") == []
        page.locator("#phone summary").click()
        page.get_by_label("Say where I am").check()
        say(page, "On my way", "I am here")
        expect(page.get_by_text("With your position.")).to_be_visible()
        say(page, "I am leaving")
        page.context.set_geolocation({"latitude": 51.6, "longitude": -0.2, "accuracy": 12})
        say(page, "I am here")
        expect(page.get_by_text("your position is not sent")).to_be_visible()
        assert page.evaluate("looks") == ["getCurrentPosition"] * 2
        pass_time(shift, page)
        wait_until_sent(page)
        positions = [(event.kind.value, event.position is not None, event.dropped) for event in shift.events()]
        assert positions == [
            ("on_way", False, ""),
            ("arrived", True, ""),
            ("departed", False, ""),
            ("arrived", False, ""),
        ]


def test_without_a_script_the_round_is_carried_by_forms(sqlite_office: Office, chromium: Browser) -> None:
    with a_shift(sqlite_office) as shift, chromium.new_context(viewport=SMALL, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(shift.link())
        page.get_by_role("button", name="Take the round").click()
        page.get_by_role("button", name="I am here").first.click()
        expect(page.get_by_role("button", name="I am leaving")).to_be_visible()
        take_picture(page, "carry-without-script")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert shift.kinds() == ["arrived"]
