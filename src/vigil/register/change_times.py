"""What a file of service times changes: all the times of a place belong together, and are taken whole or not at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vigil.register.import_report import ImportReport, Rejected
from vigil.register.read_table import Numbered, Reading
from vigil.register.worship.own_time import OwnTime


@dataclass(frozen=True, slots=True)
class TimeChanges:
    """The times that places are to have from now on, by place, and the report of the import."""

    times: Mapping[str, tuple[OwnTime, ...]]
    report: ImportReport


def change_times(
    reading: Reading[OwnTime],
    place_of_line: Mapping[int, str],
    held: Mapping[str, tuple[OwnTime, ...]],
    places: Collection[str],
) -> TimeChanges:
    """Give the new times of every place the file names, and leave as it is each place of which a row is wrong.

    Parameters
    ----------
    reading : what was read of the file
    place_of_line : the place id in each line of it; a line that is no whole row is missing, and spoils the file,
        because nobody knows whose time it was
    held : the times held so far, by place
    places : the ids of the places in the register
    """
    unknown = [
        Rejected(one.line, "place_id", one.value.place_id, "there is no place with this id in the register")
        for one in reading.found
        if one.value.place_id not in places
    ]
    spoiled = {place_of_line.get(one.line, "") for one in (*reading.rejected, *unknown)}
    taken: dict[OwnTime, int] = {}
    aside: list[Rejected] = []
    for one in reading.found:
        if one.value.place_id in places:
            reason = _why_not(one, spoiled, taken)
            if reason:
                aside.append(Rejected(one.line, "place_id", one.value.place_id, reason))
            else:
                taken[one.value] = one.line
    times: dict[str, tuple[OwnTime, ...]] = {}
    for own in taken:
        times[own.place_id] = (*times.get(own.place_id, ()), own)
    return TimeChanges(times, _report(times, held, (*reading.rejected, *unknown, *aside), reading.remarks))


def _why_not(one: Numbered[OwnTime], spoiled: Collection[str], taken: Mapping[OwnTime, int]) -> str:
    together = "the times of a place are taken together or not at all"
    if one.value.place_id in spoiled:
        return f"another row of this place is wrong: {together}"
    if "" in spoiled:
        return f"a row is so broken that nobody can tell whose it is: {together}"
    return f"says the same as line {taken[one.value]}" if one.value in taken else ""


def _report(
    times: Mapping[str, tuple[OwnTime, ...]],
    held: Mapping[str, tuple[OwnTime, ...]],
    rejected: tuple[Rejected, ...],
    remarks: tuple[str, ...],
) -> ImportReport:
    unchanged = sum(own in held.get(place_id, ()) for place_id, owns in times.items() for own in owns)
    removed = sum(own not in owns for place_id, owns in times.items() for own in held.get(place_id, ()))
    return ImportReport(
        added=sum(len(owns) for owns in times.values()) - unchanged,
        unchanged=unchanged,
        rejected=tuple(sorted(rejected, key=lambda row: row.line)),
        remarks=remarks + ((f"{removed:,} times that the file no longer gives were removed.",) if removed else ()),
    )
