from hashlib import sha256

import pytest

from tests.patrol.a_request import a_request, some_effort
from vigil.patrol.draw import draw
from vigil.patrol.game.effort import GameEffort
from vigil.patrol.local_day import LocalDay
from vigil.patrol.made import draw_one, search_one
from vigil.patrol.make import make_plan
from vigil.patrol.read_plans import read_plans
from vigil.patrol.request import Request

PLEDGED = 2**100 + 7


def some_game_effort(seed=3) -> GameEffort:
    return GameEffort(seed=seed, seconds=2.0, spent_s=lambda: 0.0, tell=lambda share, says: None)


def plans_in(content: str, request: Request):
    return read_plans(content, "the plan", LocalDay(request.day.on, request.day.time_zone))


def test_a_plan_is_drawn_with_the_pledged_seed_and_published_with_its_content():
    request = a_request()
    made = draw_one(request, some_game_effort(), PLEDGED)
    plans = plans_in(made.content, request)
    drawn = draw([plan.probability for plan in plans], PLEDGED, request.day.on)
    assert made.published.drawn == drawn
    assert made.plan.rounds == plans[drawn].rounds
    assert made.published.content_hash == sha256(made.content.encode()).hexdigest()
    assert made.published.probabilities == pytest.approx([plan.probability for plan in plans], abs=1e-12)


def test_the_seed_of_the_search_is_kept_and_the_pledged_one_stands_in_the_file_alone():
    made = draw_one(a_request(), some_game_effort(), PLEDGED)
    assert made.plan.seed == 3
    assert f'"seed":{PLEDGED}' in made.content.replace(" ", "")


def test_another_pledge_draws_from_the_same_mixture():
    one, other = (draw_one(a_request(), some_game_effort(), seed) for seed in (PLEDGED, 5))
    assert one.published.probabilities == other.published.probabilities
    assert one.content != other.content


def test_a_single_plan_is_searched_for_and_nothing_is_published():
    request = a_request()
    made = search_one(request, some_effort())
    assert made.plan.rounds == make_plan(request, some_effort()).rounds
    assert made.published is None
    assert [plan.probability for plan in plans_in(made.content, request)] == [1.0]
