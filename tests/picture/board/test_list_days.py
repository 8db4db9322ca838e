"""The series of single incidents: which there are, from which day, which are too thin."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.picture.board.town import AS_OF, a_known, a_tally
from vigil.picture.board.list_days import DAYS_USED, list_days, names_of
from vigil.picture.board.recording_break import RecordingBreak
from vigil.register.place import Community


def test_a_tally_counts_for_its_community_area_kind_and_both():
    assert [(one.area, one.kind) for one in names_of(a_tally())] == [
        ("", ""),
        ("", "graffiti"),
        ("Eastham", ""),
        ("Eastham", "graffiti"),
    ]


def test_a_tally_without_an_area_counts_for_none():
    assert [(one.area, one.kind) for one in names_of(a_tally(area=""))] == [("", ""), ("", "graffiti")]


def test_without_incidents_there_is_no_series():
    found = list_days(a_known())
    assert (found.series, found.too_thin) == ((), 0)


def test_a_series_of_an_area_or_kind_with_less_than_one_a_month_is_too_thin_but_never_a_community():
    known = a_known(
        tallies=(
            a_tally(3, count=12),
            a_tally(2, count=11, area="Westham", kind="threat"),
            a_tally(400, community=Community.SIKH, count=30, area="Northam"),
        )
    )
    found = list_days(known)
    kept = [(one.name.flag, one.name.area, one.name.kind) for one in found.series]
    assert kept == [
        ("muslim", "", ""),
        ("sikh", "", ""),
        ("muslim", "", "graffiti"),
        ("muslim", "Eastham", ""),
        ("muslim", "Eastham", "graffiti"),
    ]
    assert found.too_thin == 6
    assert {len(one.counts) for one in found.series} == {401}
    assert found.series[0].first_days[0] == AS_OF - timedelta(days=400)


def test_what_is_older_than_six_years_is_left_out():
    (whole, *_) = list_days(a_known(tallies=(a_tally(5000), a_tally()))).series
    assert len(whole.counts) == DAYS_USED
    assert whole.counts.sum() == 1


def test_a_break_of_an_area_is_one_of_all_areas_as_well():
    broken = RecordingBreak(source="", area="Eastham", flag="muslim", on=AS_OF, why="a new form")
    whole, *_, last = list_days(a_known(tallies=(a_tally(count=20),), breaks=(broken,))).series
    assert (whole.name.area, last.name.area) == ("", "Eastham")
    assert [one.breaks[0].why for one in (whole, last)] == ["Eastham: a new form", "a new form"]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.sampled_from(["Eastham", "Westham", ""]))))
def test_every_incident_is_counted_once_in_its_communitys_series(rows):
    known = a_known(tallies=tuple(a_tally(back, count=count, area=area) for back, count, area in rows))
    found = list_days(known).series
    expected = Counter()
    for back, count, _ in rows:
        expected[AS_OF - timedelta(days=back)] += count
    if rows:
        assert dict(zip(found[0].first_days, found[0].counts, strict=True)) == {
            day: expected[day] for day in found[0].first_days
        }
