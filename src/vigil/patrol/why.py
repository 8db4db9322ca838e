"""Why a unit stands at a door: from the visit back to the uplift and the figures it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from vigil.patrol.stored import INVENTED, FoundVisit
from vigil.patrol.words import clock_of, day_in_words, moment_in_words
from vigil.picture.figure import Figure
from vigil.posture.trigger import Trigger
from vigil.posture.uplift import Uplift


@dataclass(frozen=True, slots=True)
class VisitExplanation:
    """A visit, its round and plan, the uplifts and events behind them, and all of it in sentences."""

    found: FoundVisit
    uplifts: tuple[Uplift, ...]
    triggers: tuple[Trigger, ...]
    sentences: tuple[str, ...]


def explain_visit(found: FoundVisit, uplifts: tuple[Uplift, ...], triggers: Mapping[str, Trigger]) -> VisitExplanation:
    """Explain a visit from what stands behind it; `triggers` are by id."""
    sentences = [*_visit(found), *_plan(found), *_level(found)]
    for uplift in uplifts:
        sentences.extend(_uplift(uplift, triggers))
    behind = {uplift.terms.trigger_id for uplift in uplifts} & set(triggers)
    return VisitExplanation(
        found, uplifts, tuple(triggers[trigger_id] for trigger_id in sorted(behind)), tuple(sentences)
    )


def _visit(found: FoundVisit) -> list[str]:
    visit, zone = found.visit, found.plan.time_zone
    sentences = [
        (
            f"Visit {visit.id}: {found.walk.unit_name} {'was to stand' if found.is_overtaken else 'stands'} at "
            f"{visit.place_name} from "
            f"{clock_of(visit.arrive_at, zone)} to {clock_of(visit.depart_at, zone)} on {day_in_words(found.plan.on)}."
        ),
        (
            f"People are {visit.phase} for {visit.session_name} between {clock_of(visit.opens_at, zone)} and "
            f"{clock_of(visit.closes_at, zone)}; about {visit.people:,} are expected."
        ),
    ]
    if found.is_overtaken:
        sentences.append(
            f"A repair has since put other rounds in force (version {found.plan.round_version}), in which this visit "
            "is moved, given to another unit or left out: see the plan."
        )
    return [*sentences, INVENTED] if found.walk.is_invented else sentences


def _plan(found: FoundVisit) -> list[str]:
    visit, plan = found.visit, found.plan
    return [
        (
            f"It is stop {visit.position} of round {found.walk.id} in plan {plan.id}, which {plan.made_by_name} "
            f"asked for on {moment_in_words(plan.made_at, plan.time_zone)} "
            f"(searched with seed {plan.seed}, {plan.iterations:,} iterations)."
        ),
        (
            f"Its window is worth {visit.value:.1f}, where the most valuable of the day is worth {plan.max_value:.1f}: "
            "the factors below, multiplied, times how full the door is."
        ),
        *(
            f"{factor.name.capitalize()} counts {factor.value:.3g} (never under {factor.low:.3g}, never over "
            f"{factor.high:.3g}): {factor.says}"
            for factor in visit.factors
        ),
    ]


def _level(found: FoundVisit) -> list[str]:
    visit = found.visit
    sentences = [f"The level of {visit.place_name} was {visit.level}.", *visit.level_why]
    return sentences if visit.uplift_ids else [*sentences, "No uplift stands behind this visit."]


def _uplift(uplift: Uplift, triggers: Mapping[str, Trigger]) -> list[str]:
    terms, answer = uplift.terms, uplift.answer
    decided = f" and approved by {answer.by_name}" if answer else ""
    sentences = [
        (
            f"Uplift {uplift.id} was proposed by {uplift.proposal.by_name}{decided}; it holds from "
            f"{moment_in_words(terms.from_at, terms.time_zone)} "
            f"until {moment_in_words(terms.until_at, terms.time_zone)}."
        ),
        *(f"Its reason: {reason}" for reason in terms.reasons),
    ]
    trigger = triggers.get(terms.trigger_id)
    if trigger is not None:
        sentences.append(f"It was set off by {trigger.name}, {trigger.place}, {day_in_words(trigger.on)}.")
    return [*sentences, *(_figure(figure) for figure in uplift.figures)]


def _figure(figure: Figure) -> str:
    return (
        f"It rests on {figure.of}: {figure.value:,.10g} {figure.unit} ({figure.denominator}; as of "
        f"{figure.as_of.isoformat()}; {figure.source})."
    )
