"""Take the pictures of the documentation again: the demo's desk, every page of its rail, as a coordinator sees it.

`python -m tools.screenshots [DATABASE]`: without a database the demo is run first, in a folder of its own.
"""

import argparse
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from tools import browser
from tools.node import ROOT
from tools.serving import serving
from vigil import catalogue
from vigil.desk.access import Everybody, LinkFor
from vigil.desk.actor import KEEPER, Role
from vigil.desk.office import Office, open_office
from vigil.desk.settings import Settings
from vigil.web.page import RAIL

PICTURES: Final = ROOT / "docs" / "screenshots"
MORNING: Final = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
WIDTH: Final = 1280
HEIGHT: Final = 800


def take(database: Path) -> None:
    """Take a picture of every page of a desk."""
    office = open_office(Settings(database=f"sqlite:///{database}", replay_at=MORNING))
    browser.prepare_playwright()
    found = browser.find()
    with sync_playwright() as playwright, serving(office) as desk:
        started = playwright.chromium.launch(
            executable_path=found.program, args=list(found.arguments), env=dict(found.environment)
        )
        page = _sign_in(started, desk, office)
        for door in RAIL:
            page.goto(f"{desk}{door.path}")
            _wait_until_drawn(page)
            page.screenshot(path=PICTURES / f"{door.title.lower().replace(' ', '-')}.png")
        started.close()


def _sign_in(started: Browser, desk: str, office: Office) -> Page:
    users = office.perform(catalogue.LIST_USERS, Everybody(), KEEPER)
    coordinator = next(user for user in users if user.role is Role.COORDINATOR)
    link = office.perform(catalogue.MAKE_LINK, LinkFor(coordinator.id), KEEPER)
    page = started.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", timezone_id="Europe/London")
    page.goto(f"{desk}/sign-in/{link.token}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{desk}/")
    return page


def _wait_until_drawn(page: Page) -> None:
    # A page with a map says when it stands still; the rest are whole as soon as they are loaded.
    page.wait_for_load_state("load")
    if page.locator("[data-map]").count():
        page.wait_for_selector("[data-ready]", timeout=30_000)


def main() -> None:
    """Run the demo when no database is named, then take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("database", nargs="?", type=Path, help="the SQLite file of a desk on which the demo was run")
    given: Path | None = parser.parse_args().database
    PICTURES.mkdir(parents=True, exist_ok=True)
    if given:
        take(given.resolve())
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "vigil", "demo", "--no-serve", "--folder", folder], check=True)
        (database,) = Path(folder).rglob("*.db")
        take(database)


if __name__ == "__main__":
    main()
