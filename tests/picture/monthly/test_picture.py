"""The picture as evidence."""

from datetime import UTC, datetime

from tests.reports import met
from vigil.picture.monthly.compose import SourceSeries, compose
from vigil.picture.monthly.picture import evidence_for
from vigil.register.place import Community

FRIDAY = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
PICTURE = compose([SourceSeries(met.SOURCE, met.series())], at=FRIDAY)


def test_the_evidence_for_a_community_is_what_its_own_flag_shows():
    figures = evidence_for(PICTURE, Community.MUSLIM)
    assert [figure.of for figure in figures] == [
        "Islamophobic offences in February 2019",
        "Islamophobic offences, mean of February 2018 to January 2019",
        "Islamophobic offences in February 2019 over the mean",
    ]
    assert figures[0].value == 84


def test_areas_may_be_asked_for_beside_the_whole():
    figures = evidence_for(PICTURE, Community.JEWISH, ("Barnet",))
    assert len(figures) == 6
    assert {figure.denominator for figure in figures} >= {"recorded in 33 areas together", "recorded in Barnet"}


def test_a_community_that_nobody_counts_has_no_evidence():
    assert evidence_for(PICTURE, Community.BUDDHIST) == ()


def test_the_readings_are_those_of_the_flags():
    assert [one.flag for one in PICTURE.readings] == sorted(met.london())
