import pytest

from tests.patrol.routes.a_task import a_random_task, a_task
from vigil.patrol.routes.search import SearchRule, find_walks, prize_of


def a_rule(**changes):
    given = {"seed": 1, "travel_price": 0.001, "spent": lambda steps: steps / 500}
    return SearchRule(**(given | changes))


def test_what_is_worth_most_is_found():
    task = a_task((2, 0, 5, 5), (2, 0, 5, 5), (9, 50, 60, 5), prizes=[[1.0, 3.0, 2.0]])
    found = find_walks(task, a_rule())
    assert found.walks == ((1, 2),)
    assert found.prize == prize_of(task, found.walks) == 5.0
    assert found.steps == 500


def test_the_most_steps_end_it_to_the_step():
    asked = []
    rule = a_rule(most_steps=120, spent=lambda steps: asked.append(steps) or 0.0)
    assert find_walks(a_random_task(1), rule).steps == 120
    assert asked == [0, 50, 100]


def test_the_same_seed_gives_the_same_walks():
    task = a_random_task(4, count=30)
    assert find_walks(task, a_rule()) == find_walks(task, a_rule())


def test_it_goes_on_from_walks_and_is_never_worse():
    task = a_random_task(5, count=30)
    first = find_walks(task, a_rule())
    again = find_walks(task, a_rule(seed=2), first.walks)
    assert again.prize >= first.prize - 0.2
    stays = find_walks(task, a_rule(spent=lambda steps: 1.0), first.walks)
    assert (stays.walks, stays.steps) == (first.walks, 0)


def test_walks_that_cannot_be_kept_are_refused():
    with pytest.raises(ValueError, match="cannot be kept"):
        find_walks(a_task((2, 0, 1, 5)), a_rule(), ((0,),))


def test_without_anything_to_do_nobody_goes():
    assert find_walks(a_task((2, 0, 5, 5), prizes=[[0.0]]), a_rule()).walks == ((),)
