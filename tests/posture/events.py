"""Events, uplifts and a place one can picture, for the tests of posture."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from vigil.ground.point import Point
from vigil.posture.level import ResponseLevel
from vigil.posture.trigger import Toll, Trigger, TriggerKind
from vigil.posture.uplift import Decision, Uplift, UpliftState, UpliftTerms
from vigil.register.place import Community, Origin, Place

FRIDAY: Final = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
MONDAY: Final = datetime(2019, 3, 18, 18, 0, tzinfo=UTC)


def a_trigger(**changes: Any) -> Trigger:
    """Give the attack of Christchurch, or another event that differs from it."""
    christchurch = Trigger(
        id="2019-03-15-christchurch-mosque-shootings",
        name="Christchurch mosque shootings",
        place="Christchurch",
        country="NZ",
        point=Point(lat=-43.53, lon=172.61),
        kind=TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP,
        on=date(2019, 3, 15),
        origin=Origin("triggers.csv", "line 2"),
        started_at=datetime(2019, 3, 15, 0, 40, tzinfo=UTC),
        worship=("mosque",),
        targeted=("muslim",),
        tolls=(
            Toll(40, datetime(2019, 3, 15, 6, 30, tzinfo=UTC)),
            Toll(49, datetime(2019, 3, 15, 8, 0, tzinfo=UTC)),
            Toll(51, datetime(2019, 5, 2, 12, 0, tzinfo=UTC)),
        ),
        note="during Friday prayers",
    )
    return replace(christchurch, **changes)


def some_terms(**changes: Any) -> UpliftTerms:
    """Give the terms of an uplift for Muslim communities in two boroughs over a weekend."""
    weekend = UpliftTerms(
        level=ResponseLevel.HEIGHTENED,
        communities=(Community.MUSLIM,),
        areas=("Hackney", "Tower Hamlets"),
        from_at=FRIDAY,
        until_at=MONDAY,
        time_zone="Europe/London",
        reasons=("Attack on two mosques in Christchurch.",),
    )
    return replace(weekend, **changes)


def a_decision(**changes: Any) -> Decision:
    """Give a step that Brendan took on Friday morning."""
    return replace(Decision("brendan", "Brendan Coordinator", FRIDAY, "Agreed with the borough."), **changes)


def an_uplift(**changes: Any) -> Uplift:
    """Give an uplift that Amina put forward and nobody has answered."""
    proposed = Uplift(
        id=1,
        state=UpliftState.PROPOSED,
        terms=some_terms(),
        figures=(),
        proposal=Decision("amina", "Amina Coordinator", FRIDAY, "Attack on two mosques in Christchurch."),
    )
    return replace(proposed, **changes)


def an_approved_uplift(**changes: Any) -> Uplift:
    """Give an uplift that Brendan approved at once."""
    return replace(an_uplift(state=UpliftState.APPROVED, answer=a_decision()), **changes)


def a_mosque(**changes: Any) -> Place:
    """Give a mosque in Tower Hamlets."""
    mosque = Place(
        id="osm:node/1",
        name="East London Mosque",
        community=Community.MUSLIM,
        point=Point(lat=51.5176, lon=-0.0656),
        origin=Origin("test"),
        area="Tower Hamlets",
    )
    return replace(mosque, **changes)
