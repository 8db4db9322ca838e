"""A repair for tests: one unit goes to another door."""

from dataclasses import replace

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import a_plan
from vigil.patrol.mend.proposal import Proposal
from vigil.patrol.mend.say_changes import RoundChanges, UnitChange


def a_proposal(**changes) -> Proposal:
    """A repair made at noon from the first version."""
    proposal = Proposal(
        id=0,
        plan_id=7,
        base_version=1,
        made_at=at(12),
        made_by_name="Amina Coordinator",
        why="a unit is ill",
        withdrawn=("south",),
        worth_before=0.25,
        worth_after=0.5,
        changes=RoundChanges((UnitChange("north", "North 1", ("Also goes to Shul.",)),), ("Nobody goes.",)),
        rounds=a_plan().rounds,
    )
    return replace(proposal, **changes)
