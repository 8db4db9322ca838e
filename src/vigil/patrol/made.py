"""A plan as the desk gets it from the planner: drawn from the best mixture, or one that was searched for."""

from dataclasses import dataclass, replace
from hashlib import sha256

from vigil.patrol.draw import draw
from vigil.patrol.drawn import drawn_plan
from vigil.patrol.draws.published import Published, publish
from vigil.patrol.game.effort import GameEffort
from vigil.patrol.game.solve import solve_game
from vigil.patrol.make import make_plan
from vigil.patrol.plan import Plan
from vigil.patrol.request import Request
from vigil.patrol.route import Effort
from vigil.patrol.write_mixture import write_mixture
from vigil.patrol.write_plan import write_plan


@dataclass(frozen=True, slots=True)
class Made:
    """A plan, its file, and what is published of the mixture it was drawn from; None when it was not drawn."""

    plan: Plan
    content: str
    published: Published | None = None


def draw_one(request: Request, effort: GameEffort, pledged_seed: int) -> Made:
    """Find the best mixture, then draw one of its plans with the pledged seed, which the search does not know.

    Raises
    ------
    NoPlan : nothing can be reached
    """
    found = solve_game(request, effort)
    chances = [plan.probability for plan in found.plans]
    mixture = replace(found, seed=pledged_seed, drawn=draw(chances, pledged_seed, request.day.on))
    content = write_mixture(mixture)
    published = publish(mixture, sha256(content.encode()).hexdigest())
    return Made(replace(drawn_plan(mixture), seed=effort.seed), content, published)


def search_one(request: Request, effort: Effort) -> Made:
    """Search for one good plan; whoever sees how it is made can foresee it.

    Raises
    ------
    NoPlan : nothing can be reached
    """
    plan = make_plan(request, effort)
    return Made(plan, write_plan(plan))
