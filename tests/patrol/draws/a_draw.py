"""A draw for tests: three plans of one unit, of which the seed draws one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from vigil.patrol.draw import draw
from vigil.patrol.draws.pledge import Pledge
from vigil.patrol.draws.prove import Evidence
from vigil.patrol.draws.published import Published
from vigil.patrol.plan import Round, Stop, commitment

ON = date(2019, 3, 15)
SEED = 12345678901234567890
CHANCES = (0.2, 0.5, 0.3)
ROUNDS = (Round("unit", (Stop("mosque/arriving", 770, 782),)),)


def a_pledge(**changes) -> Pledge:
    """A pledge for the Friday, whose plan is number 4."""
    pledge = Pledge(
        id=1,
        on=ON,
        seed=SEED,
        commitment=commitment(SEED, ON),
        made_at=datetime(2019, 3, 15, 8, tzinfo=UTC),
        made_by_id="coordinator",
        made_by_name="C. Coordinator",
        plan_id=4,
    )
    return replace(pledge, **changes)


def a_published(**changes) -> Published:
    """Three plans, and figures one can tell apart."""
    published = Published(
        probabilities=CHANCES,
        drawn=draw(CHANCES, SEED, ON),
        content_hash="c" * 64,
        value=26.1,
        objective=25.0,
        max_value=100.0,
        bound=24.8,
        gap=0.0077,
        gap_of_range=0.002,
        tail_value=55.0,
        entropy_bits=1.485,
        columns=2262,
        stopped="gap",
        floors=(),
        floor_costs=(),
        baselines=(),
    )
    return replace(published, **changes)


def an_evidence(**changes) -> Evidence:
    """A draw in which everything holds."""
    evidence = Evidence(
        pledge=a_pledge(),
        published=a_published(),
        pledged_line=10,
        planned_line=12,
        content_hash="c" * 64,
        sent=ROUNDS,
        drawn_rounds=ROUNDS,
        is_whole=True,
    )
    return replace(evidence, **changes)
