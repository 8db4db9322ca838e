from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.patrol.a_request import a_request, a_unit, a_window
from tests.patrol.game.a_game import a_town, visit_at
from tests.patrol.game.small_game import has_few_rounds, small_requests, undominated
from vigil.ground.arrays import FloatArray
from vigil.patrol.game import master as master_module
from vigil.patrol.game.bound import lower_bound
from vigil.patrol.game.master import KEEPING, Master, MasterAnswer, Offer
from vigil.patrol.game.problem import Column, Problem, column_of, make_problem
from vigil.patrol.request import FairnessFloor

DEAR = 100.0


def offers_of(problem: Problem) -> list[Offer]:
    """Give every round worth offering."""
    return [
        Offer(number, column_of(problem, one, visits))
        for number, one in enumerate(problem.classes)
        for visits in undominated(problem, one)
    ]


def solved(master: Master) -> MasterAnswer:
    """Solve it with floors asked for as much as can be."""
    answer = master.solve()
    while master.ask_more():
        answer = master.solve()
    return answer


def written_out(problem: Problem, offers, least_value=0.0, eased=None) -> float:
    """Give the least objective by the whole programme at once: value, coverages, rounds, floors missed."""
    bins, floors, scale = problem.bins, problem.floors, problem.value.max()
    cost = np.concatenate([[1.0], -problem.weight, np.zeros(len(offers)), np.full(floors.count, DEAR * scale)])
    width = len(cost)
    attacks = np.zeros((bins, width))
    attacks[:, 0], attacks[:, 1 : 1 + bins] = -1.0, -np.diag(problem.value)
    attacks = attacks[problem.is_open]
    covers = np.zeros((bins, width))
    covers[:, 1 : 1 + bins] = np.eye(bins)
    counts = np.zeros((len(problem.classes), width))
    for number, offer in enumerate(offers):
        covers[offer.column.bins, 1 + bins + number] = -offer.column.shares
        counts[offer.number, 1 + bins + number] = 1.0
    kept = np.zeros((floors.count, width))
    kept[:, 1 : 1 + bins] = -floors.coefficient
    kept[:, 1 + bins + len(offers) :] = -np.eye(floors.count)
    answer = linprog(
        cost,
        A_ub=np.vstack([attacks, covers, counts, kept]),
        b_ub=np.concatenate(
            [
                -problem.value[problem.is_open],
                np.zeros(bins),
                [one.count for one in problem.classes],
                np.zeros(floors.count) if eased is None else eased,
            ]
        ),
        bounds=[(least_value, None), *[(0, 1)] * bins, *[(0, None)] * (len(offers) + floors.count)],
    )
    assert answer.fun is not None
    return float(answer.fun)


@settings(max_examples=25, deadline=None)
@given(small_requests())
def test_it_finds_what_the_whole_programme_finds_and_its_prices_prove_it(request_) -> None:
    problem = make_problem(request_)
    if not has_few_rounds(problem):
        return
    offers = offers_of(problem)
    for least, ease in ((0.0, 0.0), (problem.pinned, 0.0), (12.5, 0.05)):
        eased = np.full(problem.floors.count, ease)
        master = Master(problem, least, eased)
        master.offer(offers)
        answer = solved(master)
        hair = 1e-5 * max(1.0, problem.value.max())
        assert answer.objective == pytest.approx(written_out(problem, offers, least, eased), abs=hair)
        proved = lower_bound(problem, answer.duals, answer.homes.tolist(), least) - float(answer.duals.floors @ eased)
        assert proved == pytest.approx(answer.objective, abs=hair)
        hold_together(problem, offers, answer)


def hold_together(problem: Problem, offers, answer: MasterAnswer) -> None:
    """Hold an answer's parts to each other."""
    covered = np.zeros(problem.bins)
    used = np.zeros(len(problem.classes))
    for offer, weight in zip(offers, answer.weights, strict=True):
        covered[offer.column.bins] += weight * offer.column.shares
        used[offer.number] += weight
    assert answer.coverage == pytest.approx(np.minimum(1.0, covered), abs=1e-9)
    assert (used <= [one.count + 1e-6 for one in problem.classes]).all()
    assert answer.weights.min(initial=0.0) >= -1e-9
    left = (problem.value * (1 - answer.coverage))[problem.is_open]
    assert answer.value >= left.max(initial=0.0) - 1e-6 * max(1.0, problem.value.max())
    for array in (answer.duals.attack, answer.duals.prices, answer.duals.floors, answer.missed):
        assert array.min(initial=0.0) >= -1e-9


def two_quarters(**changes):
    """A mosque and a church at once, of which the one unit of each of two kinds can visit one."""
    town = a_town(places=2, units=2)
    windows = tuple(a_window(place.id, place.id, 765, 779, value=10.0 + 20 * n) for n, place in enumerate(town.places))
    return replace(town, windows=windows, **changes)


def test_rounds_may_come_one_by_one() -> None:
    problem = make_problem(two_quarters(fairness=(FairnessFloor("community", "*", 0.9),)))
    offers = offers_of(problem)
    at_once, by_one = Master(problem), Master(problem)
    at_once.offer(offers)
    values = []
    for number, offer in enumerate(offers):
        by_one.offer([offer])
        assert by_one.offers == number + 1
        values.append(solved(by_one).objective)
    assert all(later <= earlier + 1e-7 for earlier, later in pairwise(values))
    assert values[-1] == pytest.approx(solved(at_once).objective, abs=1e-6)
    work = by_one.solve().work
    by_one.offer([])
    assert by_one.offers == len(offers)
    assert by_one.solve().work == work


def test_who_is_offered_nothing_leaves_everything() -> None:
    problem = make_problem(two_quarters())
    answer = solved(Master(problem))
    assert answer.value == pytest.approx(30.0)
    assert answer.objective == pytest.approx(30.0)
    assert len(answer.weights) == 0
    assert not answer.coverage.any()


def test_covering_more_than_all_of_a_bin_counts_for_nothing_more() -> None:
    request = a_request(units=tuple(a_unit(f"u{n}") for n in range(5)))
    problem = make_problem(request)
    visits = visit_at(problem, "mosque/arriving", 765), visit_at(problem, "mosque/leaving", 830)
    offers = [Offer(0, column_of(problem, problem.classes[0], visits))]
    master = Master(problem)
    master.offer(offers)
    answer = solved(master)
    assert answer.coverage.max() == 1.0
    assert answer.objective == pytest.approx(written_out(problem, offers))


def test_a_floor_that_cannot_be_kept_is_missed_by_the_least() -> None:
    floors = (FairnessFloor("community", "a", 1.0),)
    problem = make_problem(two_quarters(fairness=floors))
    # Only rounds to the church are known: to miss the floor least, nobody goes there.
    church = [offer for offer in offers_of(problem) if set(problem.value[offer.column.bins].tolist()) == {30.0}]
    assert church
    master = Master(problem)
    master.offer(church)
    answer = solved(master)
    assert answer.missed == pytest.approx([0.0], abs=1e-6)
    assert answer.value == pytest.approx(30.0, abs=1e-4)
    # Eased so far that it asks for nothing, it stops nobody.
    eased = Master(problem, eased=np.ones(1))
    eased.offer(church)
    assert solved(eased).value < 20.0
    assert solved(eased).missed == pytest.approx([0.0])


def test_most_bins_of_a_town_are_never_written_out() -> None:
    town = a_town(places=60, units=4, fairness=(FairnessFloor("community", "*", 0.5),))
    windows = tuple(
        replace(window, bins=tuple(replace(part, value=0.95**number) for part in window.bins))
        for number, window in enumerate(town.windows)
    )
    problem = make_problem(replace(town, windows=windows))
    some = np.random.default_rng(4)
    offers = [
        Offer(number, column_of(problem, one, (int(some.integers(len(problem.visit_node))),)))
        for number, one in enumerate(problem.classes)
        for _ in range(30)
    ]
    master = Master(problem)
    first = master.rows
    assert first == len(problem.classes) + problem.floors.count
    master.offer(offers)
    answer = solved(master)
    assert first < master.rows < first + problem.bins // 2
    assert answer.objective == pytest.approx(written_out(problem, offers), abs=1e-5)


def test_a_value_no_lower_than_one_is_kept_to() -> None:
    problem = make_problem(two_quarters())
    master = Master(problem, least_value=50.0)
    master.offer(offers_of(problem))
    answer = solved(master)
    assert answer.value == pytest.approx(50.0)
    assert not answer.duals.attack.any()
    # Then covering as much as can be is all that is left.
    assert answer.objective == pytest.approx(50.0 - float(problem.weight @ answer.coverage))
    assert (problem.weight @ answer.coverage) > 0


def test_a_programme_without_an_answer_is_said_to_be_one() -> None:
    problem = make_problem(two_quarters())
    master = Master(problem)
    master.offer(offers_of(problem))
    master._highs.setOptionValue("simplex_iteration_limit", 0)
    with pytest.raises(RuntimeError, match="the per-unit master ended as kIterationLimit, not with a best mixture"):
        master.solve()


def a_master(problem: Problem, offers) -> Master:
    """Give a master that knows some rounds and asks for floors as much as can be."""
    master = Master(problem)
    master.offer(offers)
    while master.ask_more():
        pass
    return master


def wholly(master: Master, *, keeps: bool = False) -> MasterAnswer:
    """Solve it wholly, with coverage as it is if that is asked for."""
    answer = master.solve(wholly=True)
    return master.settle(answer) if keeps else answer


def every_visit(problem: Problem) -> list[Offer]:
    """Give the rounds of one visit, at every minute, for every class."""
    return [
        Offer(number, column_of(problem, one, (visit,)))
        for number, one in enumerate(problem.classes)
        for visit in range(len(problem.visit_node))
    ]


@settings(max_examples=25, deadline=None)
@given(small_requests(), st.sampled_from([4.0, 1.0, 0.1, 0.01]), st.booleans())
def test_from_its_inside_a_programme_has_the_same_answer_whatever_rests(request_, awake, keeps) -> None:
    problem = make_problem(request_)
    offers = every_visit(problem)
    if not offers:
        return
    small = wholly(a_master(problem, offers), keeps=keeps)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(master_module, "LARGE", 0)
        patch.setattr(master_module, "AWAKE", awake)
        master = a_master(problem, offers)
        # What is left out while it is solved nearly comes back when it is solved wholly.
        hasty = [master.solve() for _ in range(2)][-1]
        large = wholly(master, keeps=keeps)
    assert small.is_whole
    assert large.is_whole
    assert large.objective == pytest.approx(small.objective, abs=1e-6 * max(1.0, problem.value.max()))
    hold_together(problem, offers, hasty)
    hold_together(problem, offers, large)
    if not keeps:
        proved = lower_bound(problem, large.duals, large.homes.tolist())
        assert proved == pytest.approx(small.objective, abs=1e-5 * max(1.0, problem.value.max()))


def some_rounds(problem: Problem, each: int = 30) -> list[Offer]:
    """Give rounds of one visit each for every class."""
    some = np.random.default_rng(4)
    visits = [int(visit) for visit in some.integers(len(problem.visit_node), size=each)]
    return [Offer(n, column_of(problem, one, (v,))) for n, one in enumerate(problem.classes) for v in visits]


FLOORED = a_town(places=12, units=6, fairness=(FairnessFloor("community", "*", 0.9), FairnessFloor("area", "N", 1.1)))


@pytest.mark.parametrize("town", [a_town(places=12, units=6), FLOORED])
@pytest.mark.parametrize("large", [0, 5])
def test_a_large_town_has_the_value_of_a_small_one(town, large, monkeypatch) -> None:
    problem = make_problem(town)
    offers = some_rounds(problem)
    small = wholly(a_master(problem, offers), keeps=True)
    monkeypatch.setattr(master_module, "LARGE", large)
    monkeypatch.setattr(master_module, "AWAKE", 0.1)
    master = a_master(problem, offers)
    master.solve()
    found = wholly(master, keeps=True)
    assert found.objective == pytest.approx(small.objective, abs=1e-5)
    assert found.value == pytest.approx(small.value, abs=1e-5)
    # Once large it stays so, and goes on from new rounds as well.
    better = every_visit(problem)
    master.offer(better)
    again = wholly(master, keeps=True)
    assert again.objective == pytest.approx(wholly(a_master(problem, offers + better), keeps=True).objective, abs=1e-5)
    assert again.objective < found.objective
    assert len(again.weights) == len(offers) + len(better)


def test_rounds_that_rest_are_woken_when_they_are_worth_it(monkeypatch) -> None:
    problem = make_problem(a_town(places=12, units=6))
    offers = every_visit(problem)
    monkeypatch.setattr(master_module, "LARGE", 0)
    monkeypatch.setattr(master_module, "AWAKE", 0.1)
    master = a_master(problem, offers)
    hasty = [master.solve() for _ in range(3)][-1]
    rests = ~master._is_awake
    assert rests.sum() > len(offers) // 2
    answer = master.solve(wholly=True)
    assert answer.is_whole
    assert answer.objective <= hasty.objective + 1e-6
    assert (rests & master._is_awake).any()
    # At the end no round is worth more than its class has, whether it rests or not.
    for offer in offers:
        assert answer.duals.prices[offer.column.bins] @ offer.column.shares <= answer.homes[offer.number] + 1e-4
    assert not answer.weights[~master._is_awake].any()


def test_a_large_programme_is_answered_nearly_unless_asked_wholly(monkeypatch) -> None:
    problem = make_problem(FLOORED)
    offers = every_visit(problem)
    exact = wholly(a_master(problem, offers))
    monkeypatch.setattr(master_module, "LARGE", 0)
    monkeypatch.setattr(master_module, "AWAKE", 0.1)
    monkeypatch.setattr(master_module, "NEARLY", 1.2)
    master = a_master(problem, offers)
    answers = [master.solve()]
    while not answers[-1].is_whole and len(answers) < 50:
        answers.append(master.solve())
    assert len(answers) > 1
    for answer in answers:
        # It says what the rounds it chose leave, over all bins, and so no less than there is to reach.
        left = (problem.value * (1 - answer.coverage))[problem.is_open]
        assert answer.value >= left.max() - 1e-6
        assert answer.objective >= exact.objective - 1e-5 or answer.missed.any()
    assert answers[-1].is_whole
    assert answers[-1].objective == pytest.approx(exact.objective, abs=1e-5)


def test_coverage_as_it_is_keeps_floors_that_leaving_it_out_kept() -> None:
    floors = (FairnessFloor("community", "a", 1.0),)
    problem = make_problem(two_quarters(fairness=floors))
    offers = offers_of(problem)
    master = a_master(problem, offers)
    answer = wholly(master)
    assert (problem.floors.coefficient @ answer.coverage).min() < -0.01 or answer.missed.max() < 1e-6
    kept = wholly(master, keeps=True)
    assert kept.duals.prices == pytest.approx(np.maximum(0.0, kept.earned))
    assert (problem.floors.coefficient @ kept.coverage).min() > -1e-6
    assert kept.objective >= answer.objective - 1e-6
    assert master.keep_all(kept.sums) <= 1e-7


def test_what_is_left_out_of_account_is_taken_back_a_few_times_at_most(monkeypatch) -> None:
    problem = make_problem(two_quarters(fairness=(FairnessFloor("community", "a", 1.0),)))
    master = a_master(problem, offers_of(problem))
    asked: list[FloatArray] = []

    def never(_master: Master, sums: FloatArray) -> float:
        asked.append(sums)
        return 1.0

    monkeypatch.setattr(Master, "keep_all", never)
    settled = master.settle(master.solve(wholly=True))
    assert len(asked) == KEEPING
    assert settled.is_whole


def test_a_floor_may_be_let_go_and_asked_for_again() -> None:
    problem = make_problem(two_quarters(fairness=(FairnessFloor("community", "a", 1.2),)))
    master = a_master(problem, offers_of(problem))
    asked = master.solve().value
    master.let_go(0)
    free = master.solve().value
    master.let_go(0, gone=False)
    assert free < asked - 0.1
    assert master.solve().value == pytest.approx(asked, abs=1e-6)
    plain = make_problem(two_quarters())
    assert free == pytest.approx(wholly(a_master(plain, offers_of(plain))).value, abs=1e-6)


def test_what_the_solver_does_not_take_is_said() -> None:
    problem = make_problem(two_quarters(value_of_coverage=0.0))
    offer = offers_of(problem)[0]
    absurd = Offer(offer.number, Column(offer.column.bins, np.full(len(offer.column.shares), 1e30)))
    master = Master(problem)
    master.offer([absurd])
    with pytest.raises(RuntimeError, match="the solver did not take more rows: kError"):
        master.solve()
    master = Master(problem)
    master.offer([offer])
    master.solve()
    with pytest.raises(RuntimeError, match="the solver did not take more columns: kError"):
        master.offer([absurd])
