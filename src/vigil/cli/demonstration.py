"""The demonstration: the main job of the desk on real data, step by step, in a folder of its own.

Every step can be taken again without harm, so a demonstration that was interrupted goes on where it stopped. The
summary is written last; a folder that holds one is ready.
"""

import itertools
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Final

from vigil import catalogue
from vigil.cli.demo_crews import staff_units
from vigil.cli.demo_summary import PLAN, REQUEST, SUMMARY, DemoSeconds, DemoSummary, write_summary
from vigil.cli.door import write_file
from vigil.desk.access import Everybody, NewUser
from vigil.desk.actor import KEEPER, Actor, Role
from vigil.desk.desk import Progress
from vigil.desk.office import Office, open_office
from vigil.desk.settings import Settings
from vigil.ground.errors import NoPlan
from vigil.ground.moment import local_day, zone_named
from vigil.migrations.upgrade import upgrade
from vigil.patrol.draws.query import DrawOf, PledgeOrder
from vigil.patrol.query import ExportOrder, PlanFormat, PlanOrder
from vigil.patrol.stored import StoredPlan
from vigil.picture.query import PictureQuery, UpdateOrder
from vigil.posture.propose import ANSWERED_WITHIN
from vigil.posture.query import ShippedTriggers, TriggerId, TriggerQuery, UpliftAnswer, UpliftQuery
from vigil.posture.trigger import communities_of
from vigil.posture.uplift import Uplift, ends_at
from vigil.register.area import ShippedAreas
from vigil.register.query import DayQuery, RegisterQuery
from vigil.register.read_places import PlaceFile
from vigil.register.read_units import UnitFile
from vigil.reports.query import ReportsQuery
from vigil.reports.read_counts import CountFile

ZONE: Final = zone_named("Europe/London")

COORDINATOR_A: Final = Actor("coordinator-a", "A. Coordinator (invented)", Role.COORDINATOR)
COORDINATOR_B: Final = Actor("coordinator-b", "B. Coordinator (invented)", Role.COORDINATOR)
OFFICER_C: Final = Actor("officer-c", "C. Officer (invented)", Role.OFFICER)
"""The people of the demonstration; nobody knows their passwords, one-time links let them in."""


@dataclass(frozen=True, slots=True)
class DemoStage:
    """Where a demonstration is given: its folder, how long it may plan, and who hears how it goes."""

    folder: Path
    plan_s: float
    say: Callable[[str], None]
    progress: Progress


def office_of(folder: Path, at: datetime) -> Office:
    """Give the office of a demonstration's own database, brought up to date; its clock runs on from the moment."""
    office = open_office(Settings(database=f"sqlite:///{folder / 'vigil.db'}", replay_at=at, area="London"))
    upgrade(office.engine)
    return office


def give(stage: DemoStage, at: datetime) -> DemoSummary:
    """Do the main job of the desk as if it were that moment, and write its plan and its summary into the folder."""
    # The clock stands while the demonstration is made: what takes two minutes here is one moment of that morning.
    office = replace(office_of(stage.folder, at), clock=lambda: at)
    stage.say(f"It is {in_words(at)} in London. People and units are invented; places and figures are real.")
    marks = [time.perf_counter()]
    places, reports = _import(office, stage)
    marks.append(time.perf_counter())
    sessions = _count_sessions(office, stage, at)
    marks.append(time.perf_counter())
    uplift = _look_and_decide(office, stage, at)
    marks.append(time.perf_counter())
    plan = _plan(office, stage, at)
    marks.append(time.perf_counter())
    import_s, calendar_s, picture_s, plan_s = (after - before for before, after in itertools.pairwise(marks))
    summary = DemoSummary(
        at=at,
        places=places,
        sessions=sessions,
        reports=reports,
        uplift=uplift,
        plan=plan.head if plan else None,
        seconds=DemoSeconds(
            import_s=import_s, calendar_s=calendar_s, picture_s=picture_s, plan_s=plan_s, total_s=marks[-1] - marks[0]
        ),
    )
    write_file(stage.folder / SUMMARY, write_summary(summary, stage.folder))
    return summary


def in_words(at: datetime) -> str:
    """Give a moment as London's clocks show it."""
    local = at.astimezone(ZONE)
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"


def _import(office: Office, stage: DemoStage) -> tuple[int, int]:
    """Let people in, take places, units, counts and events; give how many places and reports there are."""
    office.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), KEEPER)
    known = {user.id for user in office.perform(catalogue.LIST_USERS, Everybody(), KEEPER)}
    for person in (COORDINATOR_A, COORDINATOR_B, OFFICER_C):
        if person.id not in known:
            new = NewUser(person.id, person.name, person.role, secrets.token_urlsafe(32))
            office.perform(catalogue.ADD_USER, new, KEEPER)
    places = PlaceFile("places_london.csv", _shipped("vigil.register", "places_london.csv"))
    office.perform(catalogue.IMPORT_PLACES, places, COORDINATOR_A, progress=stage.progress)
    units = UnitFile("units_london_demo.csv", _shipped("vigil.register", "units_london_demo.csv"))
    office.perform(catalogue.IMPORT_UNITS, units, COORDINATOR_A)
    staff_units(office, local_day(office.clock(), ZONE), COORDINATOR_A)
    counts = _shipped("vigil.reports", "met_hate_crime_monthly.csv")
    office.perform(
        catalogue.IMPORT_COUNTS, CountFile("met_hate_crime_monthly.csv", counts, "Metropolitan Police"), COORDINATOR_A
    )
    office.perform(catalogue.IMPORT_SHIPPED_TRIGGERS, ShippedTriggers(), COORDINATOR_A)
    held = office.perform(catalogue.COUNT_REGISTER, RegisterQuery(), COORDINATOR_A)
    reported = office.perform(catalogue.COUNT_REPORTS, ReportsQuery(), COORDINATOR_A)
    reports = reported.incidents + sum(source.counts for source in reported.held)
    stage.say(
        f"The register holds {held.places:,} places of worship, as OpenStreetMap knows them; it lacks most of London's "
        f"mosques. {held.units} invented units can be sent. {reports:,} counts of the Metropolitan Police are read."
    )
    return held.places, reports


def _count_sessions(office: Office, stage: DemoStage, at: datetime) -> int:
    day = office.perform(catalogue.LIST_DAY, DayQuery(local_day(at, ZONE)), COORDINATOR_A)
    sessions = sum(len(gathering.sessions) for gathering in day.gatherings)
    stage.say(f"Today {sessions:,} gatherings are expected at {len(day.gatherings):,} places.")
    return sessions


def _look_and_decide(office: Office, stage: DemoStage, at: datetime) -> Uplift | None:
    """Make and look at the picture; answer the newest event of the last days that was aimed at a community."""
    board = office.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), COORDINATOR_A, progress=stage.progress)
    stage.say(office.perform(catalogue.GET_PICTURE, PictureQuery(), COORDINATOR_A).headline)
    alarms, clusters = sum(bool(one.alarm_id) for one in board.series), len(board.clusters)
    stage.say(f"The picture of {board.as_of} holds {len(board.series)} series; alarms: {alarms}, clusters: {clusters}.")
    in_force = office.perform(catalogue.LIST_UPLIFTS, UpliftQuery(in_force_at=at), COORDINATOR_A)
    if in_force:
        return in_force[0]
    since = at - ANSWERED_WITHIN
    for trigger in office.perform(catalogue.LIST_TRIGGERS, TriggerQuery(since=since), COORDINATOR_A):
        if communities_of(trigger) and trigger.known_from_at > since:
            return _decide(office, stage, TriggerId(trigger.id))
    stage.say("No event of the last 14 days was aimed at a community whose places are guarded: no uplift is proposed.")
    return None


def _decide(office: Office, stage: DemoStage, trigger: TriggerId) -> Uplift:
    draft = office.perform(catalogue.DRAFT_UPLIFT, trigger, COORDINATOR_A)
    proposed = office.perform(catalogue.PROPOSE_UPLIFT, draft.terms, COORDINATOR_A)
    answer = UpliftAnswer(proposed.id, "Demonstration: agreed by a second person.")
    approved = office.perform(catalogue.APPROVE_UPLIFT, answer, COORDINATOR_B)
    terms = approved.terms
    stage.say(terms.reasons[0])
    stage.say(
        f"{terms.level.capitalize()} for {' and '.join(one.capitalize() for one in terms.communities)} communities in "
        f"{len(terms.areas)} areas until {in_words(ends_at(approved))}: proposed by {COORDINATOR_A.name}, approved by "
        f"{COORDINATOR_B.name}."
    )
    return approved


def _plan(office: Office, stage: DemoStage, at: datetime) -> StoredPlan | None:
    stage.say(f"Planning who stands at which door and when: about {stage.plan_s:.0f} seconds, more on a busy machine.")
    on = local_day(at, ZONE)
    try:
        office.perform(catalogue.SETTLE_PLAN_ORDER, PlanOrder(on=on), COORDINATOR_A)
        pledge = office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(on), COORDINATOR_A)
        order = PlanOrder(on=on, pledge_id=pledge.id, seconds=stage.plan_s)
        plan = office.perform(catalogue.PLAN_ROUNDS, order, COORDINATOR_A, progress=stage.progress)
    except NoPlan as problem:
        stage.say(problem.says)
        return None
    for name, kind in ((PLAN, PlanFormat.JSON), (REQUEST, PlanFormat.REQUEST)):
        file = office.perform(catalogue.EXPORT_PLAN, ExportOrder(plan_id=plan.id, format=kind), COORDINATOR_A)
        write_file(stage.folder / name, file.content)
    draw = office.perform(catalogue.FIND_DRAW, DrawOf(plan.id), COORDINATOR_A)
    for sentence in draw.sentences if draw else ():
        stage.say(sentence)
    stage.say(
        f"{plan.head.visits} visits by {plan.head.units_sent} of {plan.head.units} units are planned. "
        f"{plan.head.uncovered} arriving and leaving windows have none; the page Plan says which, and why."
    )
    return plan


def _shipped(package: str, name: str) -> bytes:
    return (resources.files(package) / "data" / name).read_bytes()
