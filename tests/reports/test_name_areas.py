"""One area has one name, however a file writes it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.reports.met import FEBRUARY
from vigil.register.fold import fold
from vigil.register.import_report import Rejected
from vigil.register.read_table import Numbered, Reading
from vigil.reports.count_series import AreaCount
from vigil.reports.name_areas import name_areas, say_some


def reading(*areas, rejected=()):
    found = (
        Numbered(2 + number, AreaCount(area, "", "faith", FEBRUARY.after(number), 1))
        for number, area in enumerate(areas)
    )
    return Reading(tuple(found), rejected, ("heard",))


def named(*areas, outlined=(), held=()):
    return [one.value.area for one in name_areas(reading(*areas), outlined, held).found]


def test_an_outlines_name_wins_over_one_there_are_counts_of_and_that_over_the_files():
    assert named("BARNET", outlined=["Barnet"], held=["barnet"]) == ["Barnet"]
    assert named("BARNET", held=["barnet"]) == ["barnet"]
    assert named("BARNET", "Barnet") == ["BARNET", "BARNET"]
    assert named("Zurich", outlined=["Zürich"]) == ["Zürich"]


def test_two_outlines_whose_names_are_alike_stay_apart():
    assert named("St Helens", "Saint Helens", outlined=["St Helens", "Saint Helens"]) == ["St Helens", "Saint Helens"]


def test_what_was_taken_otherwise_is_said():
    found = name_areas(reading("barnet", "Camden"), ["Barnet"], [])
    assert found.remarks == (
        "heard",
        "Areas written otherwise than this desk writes them were taken so: “barnet” as Barnet.",
    )
    assert name_areas(reading("Barnet"), ["Barnet"], []).remarks == ("heard",)


def test_a_count_that_then_stands_twice_is_set_aside():
    before = Rejected(9, "count", "", "is missing")
    rows = tuple(
        Numbered(2 + number, AreaCount(area, "", "faith", FEBRUARY, number))
        for number, area in enumerate(("Barnet", "barnet"))
    )
    found = name_areas(Reading(rows, (before,)), [], [])
    assert [one.line for one in found.found] == [2]
    assert found.rejected == (
        Rejected(3, "month", "faith in Barnet, 2019-02", "stands in line 2 already"),
        before,
    )


def test_many_names_are_cut_short():
    assert say_some({"b", "a"}) == "a, b"
    assert say_some(list("gfedcba")) == "a, b, c, d, e and 2 more"


names = st.lists(st.text("aAbBäé ", min_size=1, max_size=3), max_size=6)


@given(names, names, names)
def test_no_two_names_are_alike_unless_both_have_an_outline(areas, outlined, held):
    found = set(named(*areas, outlined=outlined, held=held)) - set(outlined)
    assert len({fold(one) for one in found}) == len(found)
    assert len(named(*areas)) == len(areas)
