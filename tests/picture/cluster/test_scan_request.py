"""What is asked of a scan on the command line."""

import pytest

from tests.picture.cluster.scan_files import PEOPLE, files
from vigil.ground.errors import Unreadable
from vigil.picture.cluster.date_stamp import TimeStep, cut_into_periods, parse_stamp
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.scan_request import ScanOptions, check_request, longest_of, parse_request

CONTROLS = "place,count\na,1\n"


def options(**changes):
    return ScanOptions(**({"model": "permutation", "kind": "prospective"} | changes))


def test_options_are_read():
    asked = parse_request(
        options(
            model="Poisson",
            kind="retrospective",
            time_step="year",
            begins="1973",
            ends="1991",
            max_days=400,
            max_share=0.1,
            max_radius_m=500.0,
            nearest=7,
        )
    )
    assert (asked.model, asked.kind, asked.step) == (ScanModel.POISSON, ScanKind.RETROSPECTIVE, TimeStep.YEAR)
    assert (asked.first, asked.last, asked.max_days) == (parse_stamp("1973"), parse_stamp("1991"), 400)
    assert (asked.discs.share, asked.discs.radius_m, asked.discs.nearest) == (0.1, 500.0, 7)


def test_what_is_left_out_does_not_bind():
    asked = parse_request(options())
    assert (asked.step, asked.first, asked.last, asked.max_days) == (TimeStep.DAY, None, None, None)
    assert (asked.discs.share, asked.discs.radius_m, asked.discs.nearest) == (0.5, None, None)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"model": "gauss"}, "--model: is not one of poisson, permutation, bernoulli (found “gauss”)"),
        ({"kind": "both"}, "--kind: is not one of spatial, prospective, retrospective (found “both”)"),
        ({"time_step": "week"}, "--time-step: is not one of day, month, year (found “week”)"),
        ({"begins": "1.5.2001"}, "--from: is not a date; write it as 1985, 1985-03 or 1985-03-17 (found “1.5.2001”)"),
        ({"ends": "2001-02-30"}, "--to: is not in the calendar"),
        ({"max_share": 0.0}, "--max-share: is not above 0 and at most 0.5"),
        ({"max_share": 0.51}, "beyond half of all, the rest would be the cluster (found “0.51”)"),
        ({"max_share": float("nan")}, "--max-share: is not above 0"),
        ({"max_radius_m": 0.0}, "--max-radius-m: is not above 0 (found “0”)"),
    ],
)
def test_what_cannot_be_read_is_said(changes, says):
    with pytest.raises(Unreadable) as told:
        parse_request(options(**changes))
    assert says in told.value.says


@pytest.mark.parametrize(
    ("changes", "given", "says"),
    [
        ({"kind": "spatial"}, {}, "--kind: the permutation model is in space and time"),
        ({"model": "bernoulli"}, {"controls": CONTROLS}, "--kind: the Bernoulli model is purely spatial"),
        ({"model": "poisson"}, {}, "--population: the poisson model needs this file"),
        ({"model": "bernoulli", "kind": "spatial"}, {}, "--controls: the bernoulli model needs this file"),
        ({}, {"population": PEOPLE}, "--population: only the poisson model reads this file; leave it out"),
        ({}, {"controls": CONTROLS}, "--controls: only the bernoulli model reads this file; leave it out"),
        (
            {"model": "poisson", "kind": "spatial", "max_days": 7},
            {"population": PEOPLE},
            "--max-days: a purely spatial scan has no length; leave this out",
        ),
    ],
)
def test_what_does_not_go_together_is_said(changes, given, says):
    with pytest.raises(Unreadable) as told:
        check_request(files(**given), parse_request(options(**changes)))
    assert says in told.value.says


@pytest.mark.parametrize(
    ("changes", "given"),
    [
        ({}, {}),
        ({"model": "poisson", "kind": "spatial"}, {"population": PEOPLE}),
        ({"model": "poisson", "max_days": 7}, {"population": PEOPLE}),
        ({"model": "bernoulli", "kind": "spatial"}, {"controls": CONTROLS}),
    ],
)
def test_what_goes_together_is_left_alone(changes, given):
    check_request(files(**given), parse_request(options(**changes)))


@pytest.mark.parametrize(
    ("step", "max_days", "periods"),
    [("day", 7, 7), ("month", 59, 1), ("month", 61, 2), ("year", 365, 1), ("year", 1826, 5), ("year", 400, 1)],
)
def test_days_become_whole_periods(step, max_days, periods):
    study = cut_into_periods(parse_stamp("1973"), parse_stamp("1991"), TimeStep(step))
    assert longest_of(parse_request(options(time_step=step, max_days=max_days)), study) == periods


def test_nothing_asked_is_half_the_study():
    study = cut_into_periods(parse_stamp("1973"), parse_stamp("1991"), TimeStep.YEAR)
    assert longest_of(parse_request(options(time_step="year")), study) is None


@pytest.mark.parametrize(
    ("max_days", "says"),
    [
        (364, "--max-days: is shorter than one period; with --time-step year give a whole one at least (found “364”)"),
        (7305, "--max-days: is longer than the study period, 1973 to 1991 (found “7305”)"),
    ],
)
def test_a_cluster_lasts_a_period_and_no_longer_than_the_study(max_days, says):
    study = cut_into_periods(parse_stamp("1973"), parse_stamp("1991"), TimeStep.YEAR)
    with pytest.raises(Unreadable) as told:
        longest_of(parse_request(options(time_step="year", max_days=max_days)), study)
    assert says in told.value.says
