"""What is scanned for clusters: areas by month, square kilometres by day."""

import math
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.picture.board.town import AS_OF, CENTRES, FEBRUARY, a_known, a_tally, months, published
from vigil.ground.point import EARTH_RADIUS_M, Point
from vigil.picture.board.board import PeriodKind
from vigil.picture.board.study import CELL_M, DAYS_SCANNED, MONTHS_SCANNED, cell_of, list_studies
from vigil.register.place import Community

NAMES = tuple(CENTRES)


def test_each_flag_is_scanned_over_the_areas_that_know_all_of_two_years():
    series = [months([number + 1] * 30, area=name) for number, name in enumerate(NAMES)]
    short = months([9] * 23, area="Eastham", flag="racist")
    nowhere = months([9] * 30, area="Atlantis")
    (study,) = list_studies(a_known(published=published(*series, short, nowhere)))
    assert (study.flag, study.period, study.longest) == ("islamophobic", PeriodKind.MONTH, 3)
    assert study.members == tuple((name,) for name in NAMES)
    assert study.centres == tuple(CENTRES.values())
    assert not any(study.has_points)
    assert study.cases.tolist() == [[number + 1] * MONTHS_SCANNED for number in range(5)]
    assert study.first_days[-1] == FEBRUARY.first_on


def test_incidents_of_a_community_are_scanned_by_square_and_day_where_their_place_is_known():
    near, same = Point(lat=51.5, lon=-0.1), Point(lat=51.5001, lon=-0.1001)
    assert cell_of(near) == cell_of(same)
    known = a_known(
        tallies=(
            a_tally(0, point=near, count=20),
            a_tally(1, point=same, count=2, area="Westham"),
            *(a_tally(number, area=name) for number, name in enumerate(NAMES)),
            a_tally(DAYS_SCANNED, count=50),
            a_tally(0, area="", count=7),
            a_tally(0, area="Atlantis", count=7),
            a_tally(0, community=Community.SIKH, area=""),
        )
    )
    (study,) = list_studies(known)
    assert (study.flag, study.period, study.longest, study.cases.shape[1]) == ("muslim", PeriodKind.DAY, 28, 365)
    assert study.cases.sum() == 27
    assert study.first_days[0] == AS_OF - timedelta(days=364)
    cell = study.centres.index(cell_of(near))
    assert study.members[cell] == ("Eastham", "Westham")
    # Only there does anybody say where in its area it was.
    assert [number for number, has_points in enumerate(study.has_points) if has_points] == [cell]
    assert study.cases[cell, -2:].tolist() == [2, 21]


def test_an_incident_that_lies_in_no_area_is_scanned_where_it_was():
    far = Point(lat=52.0, lon=0.0)
    known = a_known(tallies=(a_tally(0, area="", point=far, count=30), *(a_tally(area=name) for name in NAMES)))
    (study,) = list_studies(known)
    assert study.members[study.centres.index(cell_of(far))] == ()


def test_too_few_places_or_cases_are_not_scanned():
    few_places = [a_tally(area=name, count=50) for name in NAMES[:3]]
    few_cases = [a_tally(area=name, count=3) for name in NAMES]
    assert list_studies(a_known(tallies=tuple(few_places))) == ()
    assert list_studies(a_known(tallies=tuple(few_cases))) == ()
    assert list_studies(a_known()) == ()


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_is_within_a_kilometre_of_the_middle_of_its_square(lat, lon):
    cell = cell_of(Point(lat=lat, lon=lon))
    assert cell_of(cell) == cell or abs(lat) > 89.9 or abs(lon) > 179.9
    up = math.radians(abs(lat - cell.lat)) * EARTH_RADIUS_M
    assert up <= CELL_M / 2 + 1
    across = math.radians(abs(lon - cell.lon)) * EARTH_RADIUS_M * math.cos(math.radians(cell.lat))
    assert across <= CELL_M / 2 + 1
