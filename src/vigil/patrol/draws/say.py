"""What was drawn, how good it is and how fair: three sentences for whoever decides at two in the morning."""

from collections.abc import Sequence
from typing import Final

from vigil.patrol.draws.pledge import Pledge
from vigil.patrol.draws.published import Published
from vigil.patrol.plan import FloorKept

PROVED_WITHIN: Final = 0.5
"""A bound further off than this share of the value says nothing anybody could use."""


def say_draw(published: Published, pledge: Pledge) -> tuple[str, str, str]:
    """Give three sentences: what was drawn, how good that is, and how fair."""
    return _say_drawn(published, pledge), _say_good(published), _say_fair(published.floors)


def _say_drawn(published: Published, pledge: Pledge) -> str:
    count, one_in = len(published.probabilities), 1 / published.most_likely
    if count == 1:
        return "There was only one plan to draw, so it can be foreseen."
    after = "is known" if pledge.revealed_at else "is made known when the day is over"
    return (
        f"Chance drew this plan from {count:,} prepared plans, the likeliest of which comes once in {one_in:,.0f} "
        f"draws; the seed was pledged in the audit before, and {after}, so that anyone can prove the draw."
    )


def _say_good(published: Published) -> str:
    if published.max_value <= 0:
        return "Nothing that can be reached has any value to protect."
    left = published.value / published.max_value
    said = (
        f"Whoever knows every plan and how likely it is, but not which was drawn, can still strike where {left:.0%} of "
        f"the greatest value is at risk; {_say_gap(published.gap)}"
    )
    repeated = next((one for one in published.baselines if one.name == "repeated"), None)
    if repeated is None:
        return f"{said}."
    return (
        f"{said}, and the best single plan repeated every day would leave {repeated.value / published.max_value:.0%}."
    )


def _say_gap(gap: float) -> str:
    if gap > PROVED_WITHIN:
        return "how much better these units could do is not known yet, since the search was too short to prove it"
    return f"no way to patrol with these units brings that down by more than {max(gap, 0.0):.1%} of it"


def _say_fair(floors: Sequence[FloorKept]) -> str:
    if not floors:
        return "No floor of fairness was asked for."
    missed = [floor for floor in floors if not floor.is_met]
    if missed:
        worst = min(missed, key=lambda floor: floor.share - floor.floor)
        return (
            f"{len(missed)} of {len(floors)} floors of fairness are not met: the one furthest from its floor "
            f"is {_named(worst)}, with {worst.share:.2f} of everybody’s mean protection where {worst.floor:.2f} was "
            "asked."
        )
    least = min(floors, key=lambda floor: floor.share)
    groups = " and ".join(
        f"every {group} at least {min(floor.floor for floor in floors if floor.group == group):.2f}"
        for group in dict.fromkeys(floor.group for floor in floors)
    )
    return (
        f"Fair means: {groups} of everybody’s mean protection; all floors are met, and the least protected is "
        f"{_named(least)}, with {least.share:.2f}."
    )


def _named(floor: FloorKept) -> str:
    return (
        f"{floor.name.capitalize()} communities"
        if floor.group == "community"
        else floor.name or "places without an area"
    )
