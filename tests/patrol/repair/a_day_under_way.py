"""A day under way for tests: two units, four doors in a row, rounds that were told in the morning."""

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from vigil.patrol.plan import Round, Stop

NAMES = ("one", "two", "three", "four")


def a_day(**changes):
    """Doors at 12:00, 12:40, 13:20 and 14:00, each open for half an hour, one place each, a unit at each end."""
    places = tuple(a_place(name, east=0.01 * n) for n, name in enumerate(NAMES))
    windows = tuple(a_window(name, name, 720 + 40 * n, 750 + 40 * n) for n, name in enumerate(NAMES))
    units = (a_unit("a", start_id="base", end_id="base"), a_unit("b", start_id="base", end_id="base"))
    return a_request(places=places, windows=windows, units=units, **changes)


def told():
    """Unit a goes to the first and third door, unit b to the second and fourth."""
    return (
        Round("a", (Stop("one", 724, 736), Stop("three", 804, 816))),
        Round("b", (Stop("two", 764, 776), Stop("four", 844, 856))),
    )
