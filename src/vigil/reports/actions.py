"""What the desk does with reports: take in incidents and published counts, and give them out again."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from vigil.desk.clock import DESK_ZONE
from vigil.desk.desk import Desk
from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import local_day, zone_named
from vigil.register import store as register_store
from vigil.register.change import Changes, list_changes
from vigil.register.import_report import ImportReport
from vigil.register.read_table import Reading
from vigil.reports import store
from vigil.reports.count_series import AreaCount, CountSeries, CountSource, series_of
from vigil.reports.incident import Incident
from vigil.reports.name_areas import name_areas, say_some
from vigil.reports.query import IncidentPage, IncidentQuery, ReportCount, ReportsQuery, SeriesQuery
from vigil.reports.read_counts import CountFile, read_counts
from vigil.reports.read_incidents import IncidentFile, read_incidents
from vigil.reports.settle_where import Ground, settle_where

LONGEST_SOURCE: Final = 200
LONGEST_DELAY_DAYS: Final = 3_660


def import_incidents(desk: Desk, file: IncidentFile) -> ImportReport:
    """Take in a file of incidents; a row that is wrong is left out whole, and the rest is kept."""
    _refuse_unknown_zone(file.time_zone)
    desk.tell(0.0, f"Reading {file.name}")
    reading = read_incidents(file.content, file.name, time_zone=file.time_zone)
    desk.tell(0.4, "Looking where they were")
    reading = settle_where(reading, _ground(desk, reading))
    incidents = tuple(one.value for one in reading.found)
    known = {one.id: one for one in store.list_incidents_of(desk.connection, [one.id for one in incidents])}
    # The same incident in a file of another name has not changed.
    changes = list_changes(incidents, known, lambda new, held: replace(new, file=held.file))
    desk.tell(0.7, f"Keeping {len(incidents):,} incidents")
    store.add_incidents(desk.connection, changes.added, at=desk.at)
    store.change_incidents(desk.connection, changes.changed)
    desk.tell(1.0, "Done")
    return _report(reading, changes, *_say_later(desk, incidents, file.time_zone))


def import_counts(desk: Desk, file: CountFile) -> ImportReport:
    """Take in a file of published counts; counts of the same source, flag, area and month are replaced."""
    source = _source(file)
    desk.tell(0.0, f"Reading {file.name}")
    held = store.list_counts(desk.connection, SeriesQuery(source=source.name))
    outlined, known = register_store.list_area_names(desk.connection), {one.area for one in held}
    reading = name_areas(read_counts(file.content, file.name), outlined, sorted(known))
    counts = tuple(one.value for one in reading.found)
    # The same count in a file of another name has not changed.
    changes = list_changes(counts, {one.id: one for one in held}, _keep_file)
    desk.tell(0.5, f"Keeping {len(counts):,} counts")
    if counts:
        store.change_source(desk.connection, source, at=desk.at)
        store.add_counts(desk.connection, source.name, changes.added)
        store.change_counts(desk.connection, source.name, changes.changed)
    desk.tell(1.0, "Done")
    areas = {one.area for one in counts}
    remarks = (*_say_without_outline(areas, outlined), *_say_new(areas, known), *_say_not_over(desk, counts, source))
    return _report(reading, changes, *remarks)


def list_incidents(desk: Desk, query: IncidentQuery) -> IncidentPage:
    """Give incidents, the newest first; in a replay none that happened, or was reported, after the desk's day."""
    today = local_day(desk.at, DESK_ZONE)
    known = replace(
        query,
        until_on=min(query.until_on or today, today),
        known_on=min(query.known_on or today, today),
    )
    return IncidentPage(
        store.count_incidents(desk.connection, known),
        store.list_incidents(desk.connection, known),
    )


def list_count_series(desk: Desk, query: SeriesQuery) -> tuple[CountSeries, ...]:
    """Give published counts as series, one for each flag and area of each source; flags are never added."""
    sources = [one.name for one in store.list_sources(desk.connection) if query.source in {"", one.name}]
    return tuple(
        series
        for source in sources
        for series in series_of(source, store.list_counts(desk.connection, replace(query, source=source)))
    )


def count_reports(desk: Desk, _asked: ReportsQuery) -> ReportCount:
    """Count how much there is."""
    return ReportCount(
        store.count_incidents(desk.connection, IncidentQuery()),
        store.list_held(desk.connection),
    )


def _ground(desk: Desk, reading: Reading[Incident]) -> Ground:
    named = {one.value.place_id for one in reading.found if one.value.place_id}
    places = {one.id: one for one in register_store.list_places(desk.connection)} if named else {}
    return Ground(
        areas=register_store.list_areas(desk.connection),
        area_names=register_store.list_area_names(desk.connection),
        places=places,
    )


def _source(file: CountFile) -> CountSource:
    _refuse_unknown_zone(file.time_zone)
    name = " ".join(file.source.split())
    if not 1 <= len(name) <= LONGEST_SOURCE:
        raise Unreadable(Where("source"), f"say who published the counts, in at most {LONGEST_SOURCE} characters", name)
    if file.delay_days is not None and not 0 <= file.delay_days <= LONGEST_DELAY_DAYS:
        raise Unreadable(Where("delay_days"), f"is not between 0 and {LONGEST_DELAY_DAYS:,} days", str(file.delay_days))
    return CountSource(name, file.name, file.time_zone, file.delay_days)


def _refuse_unknown_zone(name: str) -> None:
    try:
        zone_named(name)
    except ValueError as problem:
        raise Unreadable(Where("time_zone"), str(problem)) from problem


def _report(
    reading: Reading[Incident] | Reading[AreaCount],
    changes: Changes[Incident] | Changes[AreaCount],
    *remarks: str,
) -> ImportReport:
    return ImportReport(
        added=len(changes.added),
        changed=len(changes.changed),
        unchanged=changes.unchanged,
        rejected=reading.rejected,
        remarks=reading.remarks + remarks,
    )


def _say_later(desk: Desk, incidents: tuple[Incident, ...], time_zone: str) -> tuple[str, ...]:
    today = local_day(desk.at, zone_named(time_zone))
    later = sum(one.happened_on > today for one in incidents)
    return (
        (f"Incidents that lie after {today}: {later:,}. They are kept, and shown when their day has come.",)
        if later
        else ()
    )


def _keep_file(new: AreaCount, held: AreaCount) -> AreaCount:
    return held if replace(new, file=held.file) == held else new


def _say_without_outline(areas: AbstractSet[str], outlined: Sequence[str]) -> tuple[str, ...]:
    without = areas - set(outlined)
    if not outlined or not without:
        return ()
    return (f"Areas without an outline here, which no map will show: {say_some(without)}.",)


def _say_new(areas: AbstractSet[str], known: AbstractSet[str]) -> tuple[str, ...]:
    if not known or areas <= known:
        return ()
    return (f"Areas that this source had no counts of before; are they written right? {say_some(areas - known)}.",)


def _say_not_over(desk: Desk, counts: Sequence[AreaCount], source: CountSource) -> tuple[str, ...]:
    zone = zone_named(source.time_zone)
    not_over = {month for month in {one.month for one in counts} if month.ends_at(zone) > desk.at}
    number = sum(one.month in not_over for one in counts)
    if not number:
        return ()
    today = local_day(desk.at, zone)
    return (f"Counts of months that are not over on {today}: {number:,}. They are kept, and shown when they are.",)
