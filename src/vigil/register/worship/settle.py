"""Putting a place's own times before the computed ones."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from vigil.register.place import Place
from vigil.register.worship.own_time import EVERYTHING, OwnTime, service_of
from vigil.register.worship.service import Service
from vigil.register.worship.session import Sureness

_EITHER_DAY: Final = timedelta(days=3)


def settle(place: Place, on: date, computed: Sequence[Service], own_times: Sequence[OwnTime]) -> tuple[Service, ...]:
    """Give what is held on a day: the place's own times, and of the computed services the kinds it says nothing about.

    A date goes before what recurs, a closure before what is open. A date that the place gives for a feast which may
    fall on either of two days also removes the other day.
    """
    if not own_times:
        return tuple(computed)
    holding = [own for own in own_times if own.holds_on(on)]
    dated = [own for own in holding if own.days.on is not None]
    recurring = _recurring(holding, {own.kind for own in dated})
    said = [*dated, *recurring]
    closed = {own.kind for own in said if own.is_closed}
    own_services = [service_of(own, place, on) for own in said if own.kind not in closed]
    if EVERYTHING in closed:
        return tuple(own_services)
    stated = {own.kind for own in said}
    decided = _decided_nearby(own_times, on)
    kept = [
        each
        for each in computed
        if each.kind not in stated and not (each.sureness is Sureness.SIGHTING and each.kind in decided)
    ]
    return (*kept, *own_services)


def _recurring(holding: Iterable[OwnTime], dated: set[str]) -> list[OwnTime]:
    """Give what recurs and is not put aside by a date for its kind, or by a closure of everything."""
    recurring = [own for own in holding if own.days.on is None]
    all_closed = [own for own in recurring if own.kind == EVERYTHING]
    if all_closed or EVERYTHING in dated:
        return all_closed
    return [own for own in recurring if own.kind not in dated]


def _decided_nearby(own_times: Iterable[OwnTime], on: date) -> set[str]:
    dates = ((own.kind, own.days.on) for own in own_times if not own.is_closed)
    return {kind for kind, day in dates if day is not None and abs(day - on) <= _EITHER_DAY}
