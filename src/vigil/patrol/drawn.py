"""The plan drawn from a mixture, for one day: its rounds, and why each other window is not visited."""

from collections.abc import Mapping

from vigil.patrol.mixture import Mixture
from vigil.patrol.plan import UNREACHABLE, Plan, Reason, Uncovered
from vigil.patrol.uncovered import peak_value


def drawn_plan(mixture: Mixture) -> Plan:
    """Give the drawn plan; its measures are those of the mixture, which hold whichever plan is drawn."""
    rounds = mixture.plans[mixture.drawn].rounds
    return Plan(
        request=mixture.request,
        rounds=rounds,
        uncovered=_left(mixture, {stop.window_id for walk in rounds for stop in walk.stops}),
        measures=mixture.measures,
        seed=mixture.seed,
        iterations=mixture.iterations,
        cpu_s=mixture.cpu_s,
    )


def visit_chances(mixture: Mixture) -> dict[str, float]:
    """Give for each window how likely some unit visits it, 0 to 1."""
    chances = {window.id: 0.0 for window in mixture.request.windows}
    for plan in mixture.plans:
        for window_id in {stop.window_id for walk in plan.rounds for stop in walk.stops}:
            chances[window_id] += plan.probability
    return {window_id: min(1.0, chance) for window_id, chance in chances.items()}


def _left(mixture: Mixture, visited: set[str]) -> tuple[Uncovered, ...]:
    known = {left.window_id: left for left in mixture.uncovered if left.reason in UNREACHABLE}
    chances = visit_chances(mixture)
    windows = mixture.request.window_by_id
    left = [known.get(name) or _why(name, chances) for name in windows if name not in visited]
    return tuple(sorted(left, key=lambda item: (-peak_value(windows[item.window_id]), item.window_id)))


def _why(window_id: str, chances: Mapping[str, float]) -> Uncovered:
    chance = chances[window_id]
    if chance <= 0:
        says = "No plan visits it: every unit that could is worth more elsewhere."
        return Uncovered(window_id, Reason.UNITS_BUSY, says)
    says = f"The plan drawn today does not visit it. A draw does so in {chance:.0%} of cases, and nobody knows which."
    return Uncovered(window_id, Reason.NOT_DRAWN, says)
