"""Whose surge it is, on a board."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np

from tests.picture.board.town import AS_OF, BY_DAY, a_known, known_days, months, published
from tests.reports import met
from vigil.picture.board.known import known_months
from vigil.picture.board.say_whose import say_whose_day, say_whose_month

JEWISH = replace(BY_DAY, flag="jewish")


def of_days(*, muslim: int = 3, jewish: int = 2, days: int = 60):
    rng = np.random.default_rng(4)
    first, second = rng.poisson(3.0, days), rng.poisson(2.0, days)
    first[-1], second[-1] = muslim, jewish
    return known_days(first), known_days(second, name=JEWISH)


def test_june_2017_was_one_communitys_and_the_wider_flag_hides_it():
    at = datetime(2017, 7, 15, tzinfo=UTC)
    known = a_known(published=(known_months(met.london().values(), met.SOURCE, at),), at=at)
    correction, *surges = say_whose_month(known)
    assert "Faith offences" in correction
    assert any(said.startswith("Islamophobic, June 2017: 368") for said in surges)


def test_of_quiet_months_nothing_is_said():
    assert list(say_whose_month(a_known(published=published(months([30] * 20))))) == []
    assert list(say_whose_month(a_known())) == []


def test_a_day_on_which_one_community_surged_is_said_to_be_its_own():
    (said,) = say_whose_day(of_days(muslim=25), AS_OF)
    assert said == ("14 March 2019: the whole surge is one community's: Muslim. The others did not rise.")


def test_parts_of_areas_and_kinds_have_no_say():
    parts = [replace(one, name=replace(one.name, area="Eastham")) for one in of_days(muslim=25)]
    assert list(say_whose_day(parts, AS_OF)) == []


def test_of_a_quiet_day_of_one_community_and_of_new_years_day_nothing_is_said():
    assert list(say_whose_day(of_days(), AS_OF)) == []
    assert list(say_whose_day(of_days(muslim=25)[:1], AS_OF)) == []
    assert list(say_whose_day(of_days(muslim=25), date(2019, 1, 1))) == []
    assert list(say_whose_day(of_days(muslim=25, days=1), AS_OF)) == []
