"""Series of one flag; the only sum there is goes over areas."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import met
from tests.reports.met import FEBRUARY, monthly
from vigil.reports import count_series
from vigil.reports.count_series import AreaCount, CountSeries, join_areas, series_of
from vigil.reports.month import Month


def test_every_flag_and_area_has_a_series_of_its_own():
    assert len(met.series()) == 7 * 33
    assert all(len(one.areas) == 1 and len(one.counts) == 134 for one in met.series())


@pytest.mark.parametrize(
    ("month", "count"),
    [
        (Month(2019, 3), 153),
        (Month(2019, 2), 84),
        (Month(2019, 1), 54),
        (Month(2017, 6), 368),
        (Month(2017, 7), 221),
        (Month(2016, 7), 160),
        (Month(2015, 11), 162),
        (Month(2015, 12), 156),
        (Month(2013, 5), 109),
        (Month(2013, 6), 113),
    ],
)
def test_londons_islamophobic_offences_are_those_the_publisher_counts(month, count):
    assert met.london()["islamophobic"].counts[month] == count


def test_joining_takes_only_months_that_every_area_knows():
    barnet = monthly([1, 2, 3])
    camden = monthly([10, 20], areas=("Camden",))
    joined = join_areas([barnet, camden])
    assert joined.areas == ("Barnet", "Camden")
    assert dict(joined.counts) == {FEBRUARY.after(-1): 12, FEBRUARY: 23}


def test_a_series_names_the_files_its_counts_stand_in():
    counts = [
        AreaCount("Barnet", "", "faith", FEBRUARY, 1, "b.csv"),
        AreaCount("Barnet", "", "faith", FEBRUARY.after(1), 1, "a.csv"),
        AreaCount("Camden", "", "faith", FEBRUARY, 1, "c.csv"),
        AreaCount("Camden", "", "faith", FEBRUARY.after(1), 1),
    ]
    barnet, camden = series_of("s", counts)
    assert (barnet.files, camden.files) == (("a.csv", "b.csv"), ("c.csv",))
    assert join_areas([barnet, camden]).files == ("a.csv", "b.csv", "c.csv")


def test_flags_are_never_added():
    with pytest.raises(ValueError, match="flags overlap"):
        join_areas([monthly([1]), monthly([1], flag="faith", areas=("Camden",))])


def test_nothing_that_takes_series_adds_them_but_the_joining_of_areas():
    takers = [
        name
        for name, function in inspect.getmembers(count_series, inspect.isfunction)
        if function.__module__ == count_series.__name__
        and any("CountSeries" in str(one.annotation) for one in inspect.signature(function).parameters.values())
    ]
    assert takers == ["join_areas"]
    with pytest.raises(TypeError):
        monthly([1]) + monthly([1])


def test_an_area_is_not_counted_twice_nor_nothing_joined():
    with pytest.raises(ValueError, match="stands twice"):
        join_areas([monthly([1]), monthly([1])])
    with pytest.raises(ValueError, match="one source and one flag"):
        join_areas([])


def test_other_sources_are_not_joined():
    other = CountSeries("Another force", "islamophobic", ("Camden",), {FEBRUARY: 1})
    with pytest.raises(ValueError, match="one source"):
        join_areas([monthly([1]), other])


def test_a_count_says_what_it_is_of():
    assert AreaCount("Barnet", "E09000003", "faith", FEBRUARY, 3).id == "faith in Barnet, 2019-02"


numbers = st.integers(0, 1_000)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.lists(numbers, min_size=3, max_size=3), min_size=1))
def test_the_whole_is_the_sum_of_its_areas_in_any_order(areas):
    counts = [
        AreaCount(area, "", "faith", FEBRUARY.after(-back), count)
        for area, months in areas.items()
        for back, count in enumerate(months)
    ]
    joined = join_areas(series_of("s", counts))
    assert sum(joined.counts.values()) == sum(one.count for one in counts)
    assert join_areas(series_of("s", counts[::-1])) == joined
