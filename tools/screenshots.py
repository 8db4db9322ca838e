"""Take the pictures of the desk again, on the demonstration's data, as a coordinator sees it.

`python -m tools.screenshots [DATABASE]`: without a database the demonstration is run first, in a folder of its own.
The one picture that the README shows goes to docs/screenshots; every page, at a desk and on a phone, light and dark,
goes to artefacts/pages, which git leaves out, to be looked at.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools import browser
from tools.node import ROOT
from tools.serving import serving
from vigil import catalogue
from vigil.desk.access import Everybody, LinkFor
from vigil.desk.actor import KEEPER, Actor, Role
from vigil.desk.office import Office, open_office
from vigil.desk.settings import Settings
from vigil.picture.query import UpdateOrder
from vigil.web.page import RAIL

README: Final = ROOT / "docs" / "screenshots" / "today.png"
PAGES: Final = ROOT / "artefacts" / "pages"
MORNING: Final = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
HEIGHT: Final = 800
WIDTHS: Final = (1280, 360)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
SURGE: Final = date(2017, 7, 5)
"""The day after June 2017 was counted: the picture of it has alarms, clusters, and a headline that is corrected."""

BESIDE_THE_RAIL: Final = {
    "plan-1": "/plans/1",
    "uplift-1": "/uplifts/1",
    "visit-1": "/visits/1",
    "picture-surge": f"/picture?as_of={SURGE}",
    "picture-area": f"/picture?as_of={SURGE}&area=Hackney",
    "picture-series": f"/picture/series?as_of={SURGE}&source=Metropolitan+Police&flag=islamophobic",
    "picture-events": f"/picture/events?as_of={SURGE}",
    "picture-none": "/picture?as_of=2016-07-05",
}


def take(database: Path) -> None:
    """Take a picture of every page of a desk."""
    office = open_office(Settings(database=f"sqlite:///{database}", replay_at=MORNING, area="London"))
    paths = {door.title.lower().replace(" ", "-"): door.path for door in RAIL} | BESIDE_THE_RAIL
    for day in (None, SURGE):
        office.perform(catalogue.UPDATE_PICTURE, UpdateOrder(as_of=day), _coordinator(office))
    with _browser() as started, serving(office) as desk:
        page = _sign_in(started, desk, office)
        page.screenshot(path=README)
        for (name, path), width, scheme in product(paths.items(), WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{desk}{path}")
            _wait_until_drawn(page)
            page.screenshot(path=PAGES / f"{name}-{width}-{scheme}.png", full_page=True)


@contextmanager
def _browser() -> Iterator[Browser]:
    browser.prepare_playwright()
    found = browser.find()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found.program, args=list(found.arguments), env=dict(found.environment)
        )
        yield started
        started.close()


def _sign_in(started: Browser, desk: str, office: Office) -> Page:
    link = office.perform(catalogue.MAKE_LINK, LinkFor(_coordinator(office).id), KEEPER)
    page = started.new_page(
        viewport={"width": WIDTHS[0], "height": HEIGHT + 200},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    page.goto(f"{desk}/sign-in/{link.token}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{desk}/")
    return page


def _coordinator(office: Office) -> Actor:
    users = office.perform(catalogue.LIST_USERS, Everybody(), KEEPER)
    found = next(user for user in users if user.role is Role.COORDINATOR)
    return Actor(found.id, found.name, found.role)


def _wait_until_drawn(page: Page) -> None:
    # Maps and plots say when they stand still, plots only once they are in sight; the rest is whole when it is loaded.
    page.wait_for_load_state("load")
    for drawn in page.locator("[data-map], [data-plot], [data-clusters]").all():
        drawn.scroll_into_view_if_needed()
        expect(drawn).to_have_attribute("data-ready", "", timeout=30_000)
    page.evaluate("scrollTo(0, 0)")


def main() -> None:
    """Run the demonstration when no database is named, then take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("database", nargs="?", type=Path, help="the SQLite file of a desk on which the demo was run")
    given: Path | None = parser.parse_args().database
    README.parent.mkdir(parents=True, exist_ok=True)
    PAGES.mkdir(parents=True, exist_ok=True)
    if given:
        take(given.resolve())
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "vigil", "demo", "--no-serve", "--folder", folder], check=True)
        (database,) = Path(folder).rglob("*.db")
        take(database)


if __name__ == "__main__":
    main()
