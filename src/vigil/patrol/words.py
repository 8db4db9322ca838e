"""How a round is told to people: times by the local clock, and what to do at a door."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from vigil.ground.moment import zone_named
from vigil.register.worship.session import Phase

TO_DO: Final[Mapping[str, str]] = {
    Phase.ARRIVING: (
        "Be seen at the door while people come in. Greet whoever keeps it. Look along the approach, and at "
        "vehicles and bags that belong to nobody."
    ),
    Phase.LEAVING: (
        "Stand where people come out and cross the road. Watch the traffic until the crowd has gone. Tell whoever "
        "keeps the door when you leave."
    ),
}
"""What a unit does on a visit, by what the people there are doing."""


def clock_of(at: datetime, time_zone: str) -> str:
    """Give a moment as the clock on the wall shows it, such as 12:45."""
    return f"{at.astimezone(zone_named(time_zone)):%H:%M}"


def day_in_words(on: date) -> str:
    """Give a day as people say it: Friday 15 March 2019."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def moment_in_words(at: datetime, time_zone: str) -> str:
    """Give a moment as people say it: Friday 15 March 2019, 08:00."""
    local = at.astimezone(zone_named(time_zone))
    return f"{day_in_words(local.date())}, {local:%H:%M}"


def area_beside(area: str, name: str) -> str:
    """Give an area to stand beside the name of a place; nothing where the name already ends in it."""
    return "" if area and name.casefold().endswith(area.casefold()) else area


def name_beside(area: str, name: str) -> str:
    """Give the name of a place to stand beside its area: without the area, where the name ends in it after a comma."""
    said = f", {area}"
    return name[: -len(said)] if area and name.casefold().endswith(said.casefold()) else name


def doors_in_words(doors: tuple[str, ...]) -> str:
    """Give which door to stand at, or say that none is recorded."""
    return ", ".join(doors) or "no door recorded; ask on arrival"
