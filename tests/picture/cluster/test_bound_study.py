"""From when to when a scan looks."""

import pytest

from vigil.ground.errors import Unreadable
from vigil.picture.cluster.bound_study import bound_study
from vigil.picture.cluster.read_cases import read_cases
from vigil.picture.cluster.scan_request import ScanOptions, parse_request


def study(*dates, kind="prospective", **options):
    rows = "".join(f"a,{date},1\n" for date in dates)
    table = read_cases(f"place,date,count\n{rows}".encode(), "cases.csv")
    return bound_study(table, parse_request(ScanOptions(model="poisson", kind=kind, **options)))


def span(found):
    return found.first_of(0), found.last_of(found.periods - 1), found.periods


def test_a_study_lasts_from_the_first_case_to_the_last():
    assert span(study("2001-11-24", "2001-11-01", "2001-11-09")) == ("2001-11-01", "2001-11-24", 24)
    assert span(study("1991", "1973", time_step="year")) == ("1973", "1991", 19)
    assert span(study("1991-05-03", "1990-12", time_step="month")) == ("1990-12", "1991-05", 6)


def test_a_study_may_begin_and_end_where_nothing_happened():
    assert span(study("1980", time_step="year", begins="1973", ends="1991")) == ("1973", "1991", 19)
    assert span(study("2001-11-09", ends="2001-11-12")) == ("2001-11-09", "2001-11-12", 4)


def test_a_spatial_scan_looks_at_all_of_it_at_once():
    assert span(study("1982", "1978-03", kind="spatial")) == ("1978-03-01", "1982-12-31", 1)


def test_a_spatial_scan_needs_no_dates():
    assert study("", kind="spatial") is None
    assert span(study("", kind="spatial", begins="1978", ends="1982")) == ("1978-01-01", "1982-12-31", 1)


@pytest.mark.parametrize(
    ("dates", "options", "says"),
    [
        (("",), {}, "line 2, field date: is missing; cases need one, unless the scan is purely spatial"),
        (
            ("2001-11-24", "2001"),
            {},
            "line 3, field date: is not exact enough for --time-step day; write it as 2001-11-24, or take a longer",
        ),
        (("2001",), {"time_step": "month"}, "not exact enough for --time-step month; write it as 2001-11,"),
        (
            ("1975", "1992"),
            {"time_step": "year", "begins": "1973", "ends": "1991"},
            "cases.csv, line 3, field date: lies outside the study period, 1973 to 1991 (found “1992”)",
        ),
        (("1975",), {"kind": "spatial", "begins": "1976"}, "--from, --to: the study period ends on 1975"),
        (("1975",), {"time_step": "year", "ends": "1973"}, "ends on 1973 and begins after it, on 1975"),
    ],
)
def test_what_is_wrong_is_said(dates, options, says):
    with pytest.raises(Unreadable) as told:
        study(*dates, **options)
    assert says in told.value.says
