"""Ruin and recreate, compiled: take strings of visits out of some walks, put in what is worth more, keep it or undo it.

After the idea of Christiaens and Vanden Berghe, "Slack induction by string removals" (2020), for prizes: what is left
out competes again for every gap that is torn. For each stop the earliest end and the latest begin are kept, so that
whether a visit fits between two stops is known at once. A rest is a stop where the one before it is: its unit takes it
before it drives off.

Arrays are handed on one by one, not in a tuple: taking one out of a tuple costs more here than what is done with it.
"""

import numpy as np
from numpy.typing import NDArray

from vigil.ground.compiled import compiled
from vigil.patrol.routes.task import FloatArray, IntArray, Task
from vigil.patrol.routes.tour import Scratch, Step, Tour

FAR = 1 << 40
LEAST_REACH = 10
OPENS, CLOSES, STAY, SPOT, GROUP, HOURS = 0, 1, 2, 3, 4, 5
TABLE, KIND, DRIVE, REST = 0, 1, 2, 3
PLACE, WAY, READY, DUE, HOUR = 0, 1, 2, 3, 4
LENGTH, DROVE, RESTS = 0, 1, 2
"""As in `task.py` and `tour.py`: compiled code takes nothing of another file of ours."""

NumberArray = NDArray[np.int32]


@compiled
def _roll(dice: NDArray[np.uint64]) -> float:
    """Give a number from 0 up to 1: xorshift64*, by Vigna (2016)."""
    state = dice[0]
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    state ^= state >> np.uint64(27)
    dice[0] = state
    return float((state * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def _clock(visits: IntArray, line: IntArray, walk: IntArray, travel: NumberArray, asked: tuple[int, int, int]) -> int:
    """Work out what is known of a walk's stops from the first to the last, and give how long it drives.

    `asked` is the unit, its first table, and the row of its rest.
    """
    unit, table, rest = asked
    here, row = visits[walk[unit, 0], SPOT], walk[unit, 0]
    ready, drove, place = visits[row, OPENS], 0, 0
    line[unit, 0, PLACE], line[unit, 0, READY] = here, ready
    while place == 0 or visits[row, OPENS] > -FAR:
        place += 1
        row = walk[unit, place]
        there = here if row == rest else visits[row, SPOT]
        way = 0 if row == rest else travel[table + visits[row, HOURS], here, there]
        drove += way
        ready = max(ready + way, visits[row, OPENS]) + visits[row, STAY]
        line[unit, place, PLACE], line[unit, place, WAY], line[unit, place, READY] = there, way, ready
        line[unit, place, HOUR] = visits[row, HOURS]
        here = there
    return drove


@compiled
def _clock_back(visits: IntArray, line: IntArray, walk: IntArray, unit: int, length: int) -> None:
    """Work out by when each stop of a walk must begin."""
    due = visits[walk[unit, length - 1], CLOSES]
    line[unit, length - 1, DUE] = due
    for place in range(length - 2, 0, -1):
        row = walk[unit, place]
        due = min(visits[row, CLOSES], due - line[unit, place + 1, WAY] - visits[row, STAY])
        line[unit, place, DUE] = due


@compiled
def _update(task: Task, tour: Tour, unit: int, travel_price: float) -> None:
    """Work out anew what is known of a unit's walk."""
    visits, line, walk, prize, state = task.visits, tour.line, tour.walk, task.prize, tour.state
    length, kind, rest = state[unit, LENGTH], task.crew[unit, KIND], task.crew[unit, REST]
    drove = _clock(visits, line, walk, task.travel, (unit, task.crew[unit, TABLE], rest))
    if length == (2 if rest < 0 else 3):
        # Who makes no visit stays where it is.
        line[unit, 1:length, WAY] = 0
        drove = 0
    _clock_back(visits, line, walk, unit, length)
    prizes, rests = 0.0, 0
    for place in range(1, length - 1):
        prizes += prize[kind, walk[unit, place]]
        if walk[unit, place] == rest:
            rests = place
    state[unit, DROVE], state[unit, RESTS] = drove, rests
    tour.score[unit] = prizes - travel_price * drove


@compiled
def _past_rest(
    line: IntArray, travel: NumberArray, rest: tuple[int, int, int], asked: tuple[int, int, int, int], free: int
) -> int:
    """Give the way from a visit over the rest to the stop after it; FAR when who is free then cannot be in time there.

    `rest` is its earliest and latest begin and its length, `asked` the unit, where in its walk it rests, the visit's
    spot, and the unit's first table.
    """
    unit, place, spot, table = asked
    opens, closes, stay = rest
    begins = max(free, opens)
    after = place + 1
    way = travel[table + line[unit, after, HOUR], spot, line[unit, after, PLACE]]
    return way if begins <= closes and begins + stay + way <= line[unit, after, DUE] else FAR


@compiled
def _first_place(line: IntArray, unit: int, length: int, done: int) -> int:
    """Give the first stop of a walk, past its start, that may begin when a visit is done: latest begins only grow."""
    first, past = 1, length
    while first < past:
        middle = (first + past) // 2
        if line[unit, middle, DUE] < done:
            first = middle + 1
        else:
            past = middle
    return first


@compiled
def _best_place(  # noqa: PLR0913, PLR0917 - arrays one by one, as said above
    visits: IntArray,
    line: IntArray,
    travel: NumberArray,
    state: IntArray,
    asked: tuple[int, int, int, int, int],
    most: int,
) -> tuple[int, int]:
    """Give the least detour at which a visit fits into a walk, at most so much, and before which stop.

    `asked` is the unit, the visit, the unit's first table, the row of its rest, a place to skip.
    """
    unit, visit, table, rest, skip = asked
    spot, opens, closes, stay = visits[visit, SPOT], visits[visit, OPENS], visits[visit, CLOSES], visits[visit, STAY]
    to_it, rests = table + visits[visit, HOURS], state[unit, RESTS]
    best, best_place = most + 1, 0
    for place in range(_first_place(line, unit, state[unit, LENGTH], opens + stay), state[unit, LENGTH]):
        ready = line[unit, place - 1, READY]
        if ready > closes:
            break
        due = line[unit, place, DUE] - stay
        if ready > due and place != rests:
            continue
        out = travel[to_it, line[unit, place - 1, PLACE], spot]
        begins = max(ready + out, opens)
        if place == rests:
            pause = (visits[rest, OPENS], visits[rest, CLOSES], visits[rest, STAY])
            back = _past_rest(line, travel, pause, (unit, place, spot, table), begins + stay)
            due, saved = FAR, line[unit, place + 1, WAY]
        else:
            back, saved = (
                travel[table + line[unit, place, HOUR], spot, line[unit, place, PLACE]],
                line[unit, place, WAY],
            )
        detour = out + back - saved
        if begins <= closes and begins + back <= due and detour < best and place != skip:
            best, best_place = detour, place
    return best, best_place


@compiled
def _best(  # noqa: PLR0913, PLR0917 - arrays one by one, as said above
    visits: IntArray,
    line: IntArray,
    travel: NumberArray,
    prize: FloatArray,
    crew: IntArray,
    state: IntArray,
    units: IntArray,
    asked: tuple[int, int],
) -> tuple[int, int, int]:
    """Give the least detour at which one of some units can make a visit, the unit (-1 for none) and before which stop.

    `asked` is the visit and a place to skip.
    """
    visit, skip = asked
    best, best_unit, best_place = FAR, -1, 0
    for unit in units:
        if prize[crew[unit, KIND], visit] <= 0.0:
            continue
        most = min(best - 1, crew[unit, DRIVE] - state[unit, DROVE])
        ask = (unit, visit, crew[unit, TABLE], crew[unit, REST], skip)
        detour, place = _best_place(visits, line, travel, state, ask, most)
        if detour <= most:
            best, best_unit, best_place = detour, unit, place
    return best, best_unit, best_place


@compiled
def _touch(tour: Tour, scratch: Scratch, unit: int) -> None:
    """Keep a unit's walk as it is, before it is changed for the first time in this step."""
    if scratch.touched[unit]:
        return
    scratch.touched[unit] = 1
    scratch.units[scratch.numbers[0]] = unit
    scratch.numbers[0] += 1
    length = tour.state[unit, LENGTH]
    scratch.state[unit, LENGTH] = length
    for place in range(length):
        scratch.walk[unit, place] = tour.walk[unit, place]


@compiled
def _take_out(task: Task, tour: Tour, unit: int, string: tuple[int, int]) -> None:
    """Take a string of stops, from a place up to another, out of a unit's walk."""
    begins, ends = string
    for place in range(begins, ends):
        visit = tour.walk[unit, place]
        tour.where[visit] = -1
        tour.made[task.visits[visit, GROUP]] -= 1
    for place in range(ends, tour.state[unit, LENGTH]):
        tour.walk[unit, place - ends + begins] = tour.walk[unit, place]
    tour.state[unit, LENGTH] -= ends - begins


@compiled
def _put_in(task: Task, tour: Tour, stop: tuple[int, int], visit: int) -> None:
    """Put a visit before the stop at a place (second) of a unit's (first) walk."""
    unit, place = stop
    for later in range(tour.state[unit, LENGTH], place, -1):
        tour.walk[unit, later] = tour.walk[unit, later - 1]
    tour.walk[unit, place] = visit
    tour.state[unit, LENGTH] += 1
    tour.where[visit] = unit
    tour.made[task.visits[visit, GROUP]] += 1


@compiled
def _tear(task: Task, tour: Tour, scratch: Scratch, unit: int, asked: tuple[int, int]) -> None:
    """Take out of a unit's walk a string that holds a visit (first), at most so long (second), without its rest."""
    visit, longest = asked
    length = tour.state[unit, LENGTH] - 2
    string = 1 + int(_roll(scratch.dice) * min(length, longest))
    place = 1
    while tour.walk[unit, place] != visit:
        place += 1
    low, high = max(1, place - string + 1), min(place, length - string + 1)
    begins = low + int(_roll(scratch.dice) * (high - low + 1))
    ends, rests = begins + string, tour.state[unit, RESTS]
    if begins <= rests < place:
        begins = rests + 1
    elif place < rests < ends:
        ends = rests
    for n in range(begins, ends):
        scratch.removed[tour.walk[unit, n]] = 1
    _take_out(task, tour, unit, (begins, ends))


@compiled
def _ruin(task: Task, tour: Tour, scratch: Scratch, step: Step, seed: int) -> None:
    """Take a string of visits out of some walks near a visit."""
    near, where = task.near, tour.where
    walks = 1 + int(_roll(scratch.dice) * min(tour.state.shape[0], step.most_walks))
    longest = 1 + int(_roll(scratch.dice) * step.longest)
    for n in range(near.shape[1]):
        visit = near[seed, n]
        unit = where[visit]
        if unit < 0 or scratch.touched[unit]:
            continue
        _touch(tour, scratch, unit)
        _tear(task, tour, scratch, unit, (visit, longest))
        _update(task, tour, unit, step.travel_price)
        if scratch.numbers[0] >= walks:
            break


@compiled
def _key(dice: NDArray[np.uint64], prize: float, minutes: int, wide: int, mode: int) -> float:
    """Give how late a visit's turn comes: by chance, prize, prize for its minutes, or how short it is open."""
    chance = _roll(dice)
    if mode == 0:
        return chance
    if mode == 1:
        return -prize * (0.7 + 0.6 * chance)
    if mode == 2:
        return -prize / (minutes + 1.0) * (0.7 + 0.6 * chance)
    return wide * (0.5 + chance) / prize


@compiled
def _ask(task: Task, tour: Tour, scratch: Scratch, seed: int, reach: int) -> None:
    """Find who may be put in: what is out, near the visit where the ruin began, and fits somewhere.

    What was out before this step did not fit into the walks that have not changed since; of that, only so many of the
    nearest are looked at.
    """
    near, where, visits, prize, crew = task.near, tour.where, task.visits, task.prize, task.crew
    line, travel, state, count, most = tour.line, task.travel, tour.state, tour.made, task.most
    removed, ask, key, everybody, dice = scratch.removed, scratch.ask, scratch.key, scratch.everybody, scratch.dice
    some, mode = scratch.units[: scratch.numbers[0]], int(_roll(dice) * 4)
    asked = 0
    for n in range(near.shape[1]):
        visit = near[seed, n]
        if n >= reach and not removed[visit]:
            continue
        if where[visit] >= 0 or count[visits[visit, GROUP]] >= most[visits[visit, GROUP]]:
            continue
        units = everybody if removed[visit] else some
        detour, unit, _ = _best(visits, line, travel, prize, crew, state, units, (visit, 0))
        if unit >= 0:
            wide, minutes = visits[visit, CLOSES] - visits[visit, OPENS], detour + visits[visit, STAY]
            ask[asked], key[asked] = visit, _key(dice, prize[crew[unit, KIND], visit], minutes, wide, mode)
            asked += 1
    scratch.numbers[1] = asked


@compiled
def _recreate(task: Task, tour: Tour, scratch: Scratch, step: Step) -> None:
    """Put in, in the order of their keys, all that still fit."""
    visits, prize, crew, travel, line, state = task.visits, task.prize, task.crew, task.travel, tour.line, tour.state
    count, most, removed, units, numbers = tour.made, task.most, scratch.removed, scratch.units, scratch.numbers
    everybody, dice, ask = scratch.everybody, scratch.dice, scratch.ask
    for n in np.argsort(scratch.key[: numbers[1]]):
        visit = ask[n]
        if count[visits[visit, GROUP]] >= most[visits[visit, GROUP]]:
            continue
        some = everybody if removed[visit] else units[: numbers[0]]
        asked = (visit, int(_roll(dice) * step.blink_range))
        _, unit, place = _best(visits, line, travel, prize, crew, state, some, asked)
        if unit >= 0:
            _touch(tour, scratch, unit)
            _put_in(task, tour, (unit, place), visit)
            _update(task, tour, unit, step.travel_price)


@compiled
def _undo(task: Task, tour: Tour, scratch: Scratch, travel_price: float) -> None:
    """Bring back the walks as they were before this step."""
    changed = scratch.units[: scratch.numbers[0]]
    for unit in changed:
        _take_out(task, tour, unit, (1, tour.state[unit, LENGTH] - 1))
    for unit in changed:
        for place in range(1, scratch.state[unit, LENGTH] - 1):
            _put_in(task, tour, (unit, place), scratch.walk[unit, place])
        _update(task, tour, unit, travel_price)


@compiled
def _keep(tour: Tour, best: Tour) -> None:
    """Copy the walks."""
    best.walk[:] = tour.walk
    best.state[:] = tour.state
    best.score[:] = tour.score
    best.where[:] = tour.where
    best.made[:] = tour.made


@compiled
def set_up(task: Task, tours: tuple[Tour, Tour], travel_price: float) -> None:
    """Work out what is known of the first tour's walks, and copy it to the second."""
    for unit in range(task.crew.shape[0]):
        _update(task, tours[0], unit, travel_price)
    _keep(tours[0], tours[1])


@compiled
def make_steps(task: Task, tours: tuple[Tour, Tour], scratch: Scratch, step: Step, count: int) -> None:
    """Make so many steps at one temperature from the first tour; keep the best met in the second."""
    tour, best = tours
    best_score = best.score.sum()
    for n in range(count):
        scratch.touched[:] = 0
        # Now and then all that is out is tried everywhere: a blink may have left a gap that nobody looked at again.
        scratch.removed[:] = 1 if n == 0 else 0
        scratch.numbers[0] = 0
        before = tour.score.sum()
        seed = int(_roll(scratch.dice) * task.near.shape[0])
        _ruin(task, tour, scratch, step, seed)
        _ask(task, tour, scratch, seed, LEAST_REACH + int(_roll(scratch.dice) * step.reach))
        _recreate(task, tour, scratch, step)
        now = tour.score.sum()
        if now <= before + step.temperature * np.log(_roll(scratch.dice) + 1e-300):
            _undo(task, tour, scratch, step.travel_price)
        elif now > best_score + 1e-9:
            best_score = now
            _keep(tour, best)
