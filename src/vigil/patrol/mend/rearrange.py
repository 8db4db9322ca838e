"""The rounds for the rest of a day that cover most: units near what lost its visit rearranged, free time filled up."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from vigil.patrol.cover import measure
from vigil.patrol.mend.refill import keep_rounds_up, refill_rounds
from vigil.patrol.plan import Round
from vigil.patrol.repair.repair import RepairRule, repair_rounds
from vigil.patrol.request import Request


def rearrange(
    request: Request, before: Sequence[Round], *, focus: AbstractSet[str], now_minute: int, seed: int
) -> tuple[Round, ...]:
    """Give new rounds for a request, one for each unit, from what its units had still to do.

    `focus` are windows that lost their visit or are new. No round begins before `now_minute`.
    """
    kept = keep_rounds_up(request, before)
    # Whoever begins at this very minute has not begun: everybody is free from it on.
    rule = RepairRule(at_minute=now_minute - 1, new=focus, seed=seed)
    near = repair_rounds(request, kept, rule).rounds
    choices = (kept, near, refill_rounds(request, near))
    return max(choices, key=lambda rounds: measure(request, rounds).mean_coverage)
