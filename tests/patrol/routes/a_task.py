"""Routing tasks for tests: a line of spots a minute apart, and random ones with rests and slow hours."""

import numpy as np

from vigil.patrol.routes.task import Crew, build_task


def a_crew(**changes) -> Crew:
    """A unit that starts and ends at spot 0, free from 0 to 100."""
    return Crew(**({"start": 0, "end": 0, "from_time": 0, "until_time": 100} | changes))


def a_task(*visits, crews=None, prizes=None, most=None, spots=12):
    """Visits as (spot, opens, closes, stay), each in a group of its own, on a line of spots a minute apart."""
    rows = [(opens, closes, stay, spot, n, 0) for n, (spot, opens, closes, stay) in enumerate(visits)]
    line = np.abs(np.arange(spots)[:, None] - np.arange(spots))
    prizes = [[1.0] * len(visits)] if prizes is None else prizes
    return build_task(
        np.array(rows, dtype=np.int64).reshape(-1, 6),
        np.ones(len(visits), dtype=np.int64) if most is None else np.array(most, dtype=np.int64),
        np.array(prizes, dtype=np.float64).reshape(len(prizes), len(visits)),
        line[None, None],
        (a_crew(),) if crews is None else tuple(crews),
    )


def a_random_task(seed, count=14, units=3):
    """Visits in groups of two, units of two kinds and two ways of travelling, some with rests, two hours."""
    rng = np.random.default_rng(seed)
    spots = 8
    travel = rng.integers(1, 12, (2, 2, spots, spots))
    travel[:, 1] = np.maximum(travel[:, 1], travel[:, 0])
    for table in travel.reshape(-1, spots, spots):
        np.fill_diagonal(table, 0)
    opens = rng.integers(0, 80, count)
    rows = np.stack(
        [
            opens,
            opens + rng.integers(0, 40, count),
            rng.integers(1, 8, count),
            rng.integers(0, spots, count),
            np.arange(count) // 2,
            rng.integers(0, 2, count),
        ],
        axis=1,
    )
    crews = [
        a_crew(
            start=int(rng.integers(spots)),
            end=int(rng.integers(spots)),
            until_time=int(rng.integers(60, 130)),
            kind=int(rng.integers(2)),
            profile=int(rng.integers(2)),
            drive=int(rng.choice([25, 60, 1000])),
            rest=int(rng.choice([0, 0, 15])),
            rest_from=20,
            rest_until=70,
        )
        for _ in range(units)
    ]
    prize = rng.uniform(1, 10, (2, count))
    prize[1, rng.random(count) < 0.3] = 0.0
    return build_task(rows.astype(np.int64), rng.integers(1, 3, (count + 1) // 2), prize, travel, tuple(crews))
