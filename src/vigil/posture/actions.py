"""What can be asked of posture: events, uplifts, the threat level, and the level of every place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from importlib import resources
from typing import Final

from vigil.desk.desk import Desk
from vigil.ground.errors import NotFound, Refused, Unreadable, Where
from vigil.ground.moment import zone_named
from vigil.picture import store as picture_store
from vigil.picture.board.alarm import Alarm, day_of_alarm, figures_of, find_alarm
from vigil.picture.board.board import PeriodKind, SeriesName
from vigil.picture.board.recording_break import breaks_of
from vigil.picture.explained.compare import Reference
from vigil.picture.impact import Impact
from vigil.picture.monthly.join import join_flag
from vigil.picture.monthly.triggers import measure_triggers
from vigil.posture import store
from vigil.posture.evidence import Evidence, EvidenceSought, gather, join
from vigil.posture.place_level import PlaceLevel, base_level, level_of
from vigil.posture.propose import Draft, Occasion, Setting, draft, draft_from_alarm, next_main_day, occasion_of
from vigil.posture.query import (
    AlarmId,
    ImpactQuery,
    NewThreatLevel,
    PlaceLevelQuery,
    ShippedTriggers,
    ThreatQuery,
    TriggerFile,
    TriggerId,
    TriggerQuery,
    UpliftAnswer,
    UpliftId,
    UpliftQuery,
)
from vigil.posture.read_threat import day_of, read_record
from vigil.posture.read_triggers import read_triggers, reconcile_trigger
from vigil.posture.threat import ThreatChange, ThreatNow, find_threat, with_changes
from vigil.posture.trigger import Trigger, communities_of
from vigil.posture.uplift import ELSEWHERE, Decision, Step, Uplift, UpliftTerms, check_terms, take
from vigil.register import actions as register
from vigil.register import store as register_store
from vigil.register.area import match_area
from vigil.register.change import list_changes
from vigil.register.import_report import ImportReport
from vigil.register.place import Community, Place
from vigil.register.query import DayQuery
from vigil.reports import store as reports_store
from vigil.reports.count_series import CountSeries, CountSource, series_of
from vigil.reports.flag import COMMUNITIES
from vigil.reports.query import SeriesQuery

HOME_ZONE: Final = "Europe/London"
"""The clocks of a desk that holds no place yet."""
HOME_COUNTRY: Final = "GB"
LATEST_NEWS: Final = timedelta(days=1)


# ── events ──────────────────────────────────────────────────────────────────────────────────────────


def import_triggers(desk: Desk, file: TriggerFile) -> ImportReport:
    """Take events from a file: all its right rows, or nothing."""
    reading = read_triggers(file.content, file.name)
    held = {trigger.id: trigger for trigger in store.list_triggers(desk.connection)}
    changes = list_changes((one.value for one in reading.found), held, reconcile_trigger)
    for trigger in changes.added:
        store.add_trigger(desk.connection, trigger)
    for trigger in changes.changed:
        store.change_trigger(desk.connection, trigger)
    return ImportReport(
        added=len(changes.added),
        changed=len(changes.changed),
        unchanged=changes.unchanged,
        rejected=reading.rejected,
        remarks=reading.remarks,
    )


def import_shipped_triggers(desk: Desk, _asked: ShippedTriggers) -> ImportReport:
    """Take the events of the table that comes with Vigil."""
    return import_triggers(desk, TriggerFile("trigger_events.csv", _shipped("trigger_events.csv")))


def list_triggers(desk: Desk, query: TriggerQuery) -> tuple[Trigger, ...]:
    """Give the events known at a moment, the newest first."""
    return store.list_triggers(desk.connection, at=query.at or desk.at, since=query.since)[: query.limit]


def get_trigger(desk: Desk, wanted: TriggerId) -> Trigger:
    """Give one event, if it is known at the desk's moment."""
    found = store.find_trigger(desk.connection, wanted.id)
    if found is None or found.known_from_at > desk.at:
        raise NotFound("trigger", wanted.id)
    return found


def measure_impacts(desk: Desk, query: ImpactQuery) -> tuple[Impact, ...]:
    """Give what events set off in one flag's published counts, side by side, by what was known at a moment."""
    at = min(query.at or desk.at, desk.at)
    source = next((one for one in reports_store.list_sources(desk.connection) if one.name == query.source), None)
    asked = SeriesQuery(source=query.source, flag=query.flag, area=query.area)
    counts = reports_store.list_counts(desk.connection, asked) if source else ()
    if source is None or not counts:
        raise NotFound("series", f"{query.flag}, {query.area or 'all areas'}, {query.source}")
    joined = join_flag(series_of(source.name, counts), source, at)
    if joined.series is None or joined.month is None:
        return ()
    name = SeriesName(source=source.name, period=PeriodKind.MONTH, area=query.area, flag=query.flag)
    breaks = [one.on for one in breaks_of(name, picture_store.list_breaks(desk.connection))]
    triggers = [get_trigger(desk, TriggerId(one)) for one in query.trigger_ids]
    events = [Reference(one.name, one.on) for one in triggers if one.known_from_at <= at]
    return measure_triggers(joined.series, events, until=joined.month, breaks=breaks)


def take_impacts(desk: Desk, query: ImpactQuery) -> tuple[Impact, ...]:
    """Give what events set off, to be taken away as a table."""
    return measure_impacts(desk, query)


# ── uplifts ─────────────────────────────────────────────────────────────────────────────────────────


def draft_uplift(desk: Desk, wanted: TriggerId) -> Draft:
    """Propose, by machine, an uplift after an event; nothing is kept."""
    trigger = get_trigger(desk, wanted)
    communities = communities_of(trigger)
    evidence = _evidence(desk, communities, ())
    return draft(trigger, _setting(desk, communities, ()), evidence.figures, evidence.said)


def draft_uplift_from_alarm(desk: Desk, wanted: AlarmId) -> Draft:
    """Propose, by machine, an uplift after an alarm of a board, in the area that alarmed; nothing is kept."""
    alarm = _alarm(desk, wanted.id)
    communities = (alarm.community,) if alarm.community else ()
    areas = (alarm.series.name.area,) if alarm.series.name.area else ()
    evidence = _evidence(desk, communities, areas)
    figures = (*figures_of(alarm), *evidence.figures)
    return draft_from_alarm(alarm, _setting(desk, communities, areas), figures, evidence.said)


def propose_uplift(desk: Desk, asked: UpliftTerms) -> Uplift:
    """Put an uplift forward, with the figures it rests on as they stand now."""
    check_terms(asked, at=desk.at)
    if asked.trigger_id:
        get_trigger(desk, TriggerId(asked.trigger_id))
    terms = replace(
        asked,
        communities=tuple(dict.fromkeys(asked.communities)),
        areas=_areas_meant(desk, asked.areas),
        reasons=tuple(reason.strip() for reason in asked.reasons),
    )
    alarming = figures_of(_alarm(desk, asked.alarm_id)) if asked.alarm_id else ()
    alone = terms.areas if len(terms.areas) == 1 else ()
    figures = (*alarming, *_evidence(desk, terms.communities, alone).figures)
    return store.add_uplift(desk.connection, terms, figures, _decision(desk, terms.reasons[0]))


def approve_uplift(desk: Desk, answer: UpliftAnswer) -> Uplift:
    """Approve an uplift that somebody else has put forward."""
    return _take(desk, answer, Step.APPROVE)


def refuse_uplift(desk: Desk, answer: UpliftAnswer) -> Uplift:
    """Refuse an uplift, or take one's own back."""
    return _take(desk, answer, Step.REFUSE)


def end_uplift(desk: Desk, answer: UpliftAnswer) -> Uplift:
    """End an uplift before its time."""
    return _take(desk, answer, Step.END)


def get_uplift(desk: Desk, wanted: UpliftId) -> Uplift:
    """Give one uplift."""
    return store.get_uplift(desk.connection, wanted.id)


def list_uplifts(desk: Desk, query: UpliftQuery) -> tuple[Uplift, ...]:
    """Give uplifts, the newest first."""
    if query.in_force_at is not None:
        return store.list_uplifts_in_force(desk.connection, at=query.in_force_at)[::-1][: query.limit]
    return store.list_uplifts(desk.connection, limit=query.limit)


# ── levels ──────────────────────────────────────────────────────────────────────────────────────────


def get_threat_level(desk: Desk, query: ThreatQuery) -> ThreatNow | None:
    """Give the national threat level at a moment; None before it was first published."""
    at = query.at or desk.at
    shipped = read_record(_shipped("threat_levels.csv"), _shipped("threat_meanings.csv"))
    record = with_changes(shipped, store.list_threat_changes(desk.connection, at=at))
    return find_threat(record, at=at, on=day_of(at))


def set_threat_level(desk: Desk, new: NewThreatLevel) -> ThreatNow | None:
    """Keep a change of the national threat level that was announced; give the level that holds now."""
    from_at = new.from_at or desk.at
    if not new.source.strip():
        raise Unreadable(Where("threat level", field="source"), "must say who announced it, and where")
    if from_at > desk.at + LATEST_NEWS:
        raise Refused("announced-not-foretold", "A threat level holds from its announcement; this one is not yet made.")
    change = ThreatChange(from_at=from_at, level=new.level, source=new.source.strip())
    store.add_threat_change(desk.connection, change, set_by=desk.actor.id, at=desk.at)
    return get_threat_level(desk, ThreatQuery())


def list_place_levels(desk: Desk, query: PlaceLevelQuery) -> tuple[PlaceLevel, ...]:
    """Give the level of places at a moment, and why."""
    at = query.at or desk.at
    in_force = store.list_uplifts_in_force(desk.connection, at=at)
    threat = get_threat_level(desk, ThreatQuery(at))
    if query.place_id:
        return (level_of(register_store.get_place(desk.connection, query.place_id), in_force, threat),)
    area = match_area(query.area, register_store.list_area_names(desk.connection)) if query.area else ""
    places = register_store.list_places(desk.connection, area=area)
    return tuple(level_of(place, in_force, threat) for place in places)


# ── what the above share ────────────────────────────────────────────────────────────────────────────


def _shipped(name: str) -> bytes:
    return (resources.files("vigil.posture") / "data" / name).read_bytes()


def _take(desk: Desk, answer: UpliftAnswer, step: Step) -> Uplift:
    before = store.get_uplift(desk.connection, answer.id)
    after = take(before, step, _decision(desk, answer.reason.strip()))
    store.change_uplift(desk.connection, before, after)
    return after


def _decision(desk: Desk, reason: str) -> Decision:
    return Decision(desk.actor.id, desk.actor.name, desk.at, reason)


def _areas_meant(desk: Desk, wanted: Sequence[str]) -> tuple[str, ...]:
    """Give the areas by their own names; all that have a place, written out, when none is wanted."""
    known = register_store.list_area_names(desk.connection)
    if wanted:
        return tuple(dict.fromkeys(one if one == ELSEWHERE else match_area(one, known) for one in wanted))
    with_places = [tally.name or ELSEWHERE for tally in register_store.count_by_area(desk.connection)]
    if not with_places:
        raise Refused("nothing-to-guard", "The register holds no place yet. Import places first.")
    return tuple(sorted(with_places))


def _setting(desk: Desk, communities: Sequence[Community], areas: Sequence[str]) -> Setting:
    places = [place for community in communities for place in _places_of(desk, community)]
    time_zone = _usual_zone(places)
    return Setting(
        at=desk.at,
        time_zone=time_zone,
        areas=_areas_meant(desk, areas),
        base=base_level(get_threat_level(desk, ThreatQuery())),
        occasions=_occasions(desk, communities, time_zone, areas=areas),
    )


def _alarm(desk: Desk, alarm_id: str) -> Alarm:
    as_of = day_of_alarm(alarm_id)
    board = picture_store.find_board(desk.connection, as_of=as_of) if as_of and as_of <= day_of(desk.at) else None
    alarm = find_alarm(board, alarm_id) if board else None
    if alarm is None:
        raise NotFound("alarm", alarm_id, "`vigil picture board` lists those of the newest picture.")
    return alarm


def _places_of(desk: Desk, community: Community) -> tuple[Place, ...]:
    return register_store.list_places(desk.connection, community=community)


def _usual_zone(places: Sequence[Place]) -> str:
    zones = Counter(place.time_zone for place in places)
    return max(zones, key=lambda zone: (zones[zone], zone), default=HOME_ZONE)


def _occasions(
    desk: Desk, communities: Sequence[Community], time_zone: str, *, areas: Sequence[str]
) -> tuple[Occasion, ...]:
    """Give the next main gathering of each community, at its places in these areas, or at all where none is meant."""
    local = desk.at.astimezone(zone_named(time_zone))
    found: list[Occasion] = []
    for community in communities:
        day = register.list_day(desk, DayQuery(next_main_day(local, community), community=community))
        there = [one.sessions for one in day.gatherings if not areas or one.place.area in areas]
        occasion = occasion_of(community, there, at=desk.at, areas=areas)
        if occasion is not None:
            found.append(occasion)
    return tuple(found)


def _evidence(desk: Desk, communities: Sequence[Community], areas: Sequence[str]) -> Evidence:
    """Gather the evidence for communities: of one area where it is meant alone, else of all areas together."""
    earlier = store.list_triggers(desk.connection, at=desk.at)
    parts = [
        gather(EvidenceSought(community=community, at=desk.at, country=HOME_COUNTRY, earlier=earlier), series, source)
        for community in communities
        for source in reports_store.list_sources(desk.connection)
        for series in _series_of(desk, source, community, area=areas[0] if len(areas) == 1 else "")
    ]
    return join(parts)


def _series_of(desk: Desk, source: CountSource, community: Community, *, area: str) -> tuple[CountSeries, ...]:
    """Give what a source counted under each flag that speaks of a community, in an area or in all its areas."""
    found: list[CountSeries] = []
    for flag in (flag for flag, meant in COMMUNITIES.items() if meant is community):
        counts = reports_store.list_counts(desk.connection, SeriesQuery(source=source.name, flag=flag, area=area))
        if counts:
            joined = join_flag(series_of(source.name, counts), source, desk.at)
            found.extend([joined.series] if joined.series else [])
    return tuple(found)
