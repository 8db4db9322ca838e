"""What can be asked of the rota: stewards, duties, swaps, loans, and who can be sent on a day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from vigil.desk.clock import DESK_ZONE
from vigil.desk.desk import Desk
from vigil.ground.errors import NotFound, Refused
from vigil.ground.moment import local_day, local_moment, zone_named
from vigil.register import store as register_store
from vigil.register.import_report import ImportReport, Rejected
from vigil.register.rota import store
from vigil.register.rota.loan import Loan, check_loan
from vigil.register.rota.query import (
    DutyId,
    DutyLine,
    LoanId,
    Muster,
    NewDuty,
    NewLoan,
    NewSteward,
    Rota,
    RotaExport,
    RotaFile,
    RotaQuery,
    StandingQuery,
    StewardId,
    SwapId,
    SwapLine,
    SwapOrder,
    SwapTaking,
    Training,
    UnitExport,
    UnitStanding,
)
from vigil.register.rota.read_rota import RotaLine, read_rota
from vigil.register.rota.standing import find_standing, who_stands
from vigil.register.rota.steward import Duty, Steward, check_name, check_stretch
from vigil.register.rota.swap import Hand, Offer, Swap, SwapState, SwapStep, check_why, state_at, step, take
from vigil.register.rota.write_rota import write_rota
from vigil.register.unit import Stretch, Unit
from vigil.register.write_units import write_units

# ── stewards and their duties ───────────────────────────────────────────────────────────────────────


def add_steward(desk: Desk, new: NewSteward) -> Steward:
    """Put somebody on the rota."""
    check_name(new.name, new.contact)
    return store.add_steward(desk.connection, Steward(0, new.name.strip(), new.contact.strip(), new.trained_until))


def change_training(desk: Desk, training: Training) -> Steward:
    """Keep until when a steward's training is valid."""
    known = store.get_steward(desk.connection, training.steward_id)
    changed = replace(known, trained_until=training.trained_until)
    store.change_steward(desk.connection, changed)
    return changed


def forget_steward(desk: Desk, wanted: StewardId) -> None:
    """Take somebody off the rota for good: name, contact, duties and swaps."""
    store.get_steward(desk.connection, wanted.id)
    store.close_steward(desk.connection, wanted.id)


def add_duty(desk: Desk, new: NewDuty) -> None:
    """Put a duty on the rota."""
    _get_unit(desk, new.unit_id)
    store.get_steward(desk.connection, new.steward_id)
    stretch = Stretch(new.from_at, new.until_at)
    check_stretch(stretch)
    if any(one.steward_id == new.steward_id for one in _duties_during(desk, stretch)):
        raise Refused("one-duty-at-a-time", "They are on duty at that time already.")
    store.add_duties(desk.connection, (Duty(0, new.steward_id, new.unit_id, stretch),))


def drop_duty(desk: Desk, wanted: DutyId) -> None:
    """Take a duty off the rota."""
    store.get_duty(desk.connection, wanted.id)
    store.close_duty(desk.connection, wanted.id)


def import_rota(desk: Desk, file: RotaFile) -> ImportReport:
    """Take stewards and duties from a file: all its right lines, or nothing. What is known already stays as it is."""
    reading = read_rota(file.content, file.name, dict(_units(desk)))
    known = {(one.name, one.contact): one for one in store.list_stewards(desk.connection)}
    counts = Counter[str]()
    rejected = list(reading.rejected)
    for one in reading.found:
        before = known.get((one.value.name, one.value.contact))
        person = known[one.value.name, one.value.contact] = _settle_steward(desk, before, one.value)
        held = [duty for duty in _duties_during(desk, one.value.stretch) if duty.steward_id == person.id]
        if not held:
            store.add_duties(desk.connection, (Duty(0, person.id, one.value.unit_id, one.value.stretch),))
            counts["added"] += 1
        elif [(duty.unit_id, duty.stretch) for duty in held] == [(one.value.unit_id, one.value.stretch)]:
            counts["unchanged" if person == before else "changed"] += 1
        else:
            rejected.append(Rejected(one.line, "from", "", "they are on duty at that time already"))
    return ImportReport(
        added=counts["added"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        rejected=tuple(sorted(rejected, key=lambda one: one.line)),
        remarks=reading.remarks,
    )


def list_rota(desk: Desk, query: RotaQuery) -> Rota:
    """Give the duties of some days, the swaps that are open, and every steward."""
    units, people = _units(desk), {one.id: one for one in store.list_stewards(desk.connection)}
    waiting = store.list_open_swaps(desk.connection)
    begin = local_moment(query.from_on, time(0), DESK_ZONE)
    end = local_moment(query.from_on + timedelta(days=query.days), time(0), DESK_ZONE)
    duties = store.list_duties(desk.connection, from_at=begin, until_at=end)
    by_duty = {swap.duty_id: swap for swap in waiting}
    lines = [
        _line(duty, people[duty.steward_id], units[duty.unit_id], by_duty.get(duty.id))
        for duty in duties
        if duty.unit_id in units and query.unit_id in ("", duty.unit_id)
    ]
    swaps = [_swap_line(desk, swap, units, people) for swap in waiting]
    return Rota(
        duties=tuple(lines),
        swaps=tuple(swap for swap in swaps if swap is not None and swap.state is not SwapState.LAPSED),
        stewards=tuple(people.values()),
        units=tuple(unit for unit in units.values() if unit.has_rota),
    )


def export_rota(desk: Desk, asked: RotaExport) -> str:
    """Give the rota as a CSV file."""
    return write_rota(list_rota(desk, RotaQuery(asked.from_on, asked.days)).duties)


# ── swaps ───────────────────────────────────────────────────────────────────────────────────────────


def propose_swap(desk: Desk, order: SwapOrder) -> Swap:
    """Offer a duty to the other stewards."""
    check_why(order.why)
    duty = store.get_duty(desk.connection, order.duty_id)
    if duty.stretch.from_at <= desk.at:
        raise Refused("duty-has-begun", "The duty has begun; it cannot change hands any more.")
    if any(swap.duty_id == duty.id for swap in store.list_open_swaps(desk.connection)):
        raise Refused("one-swap-at-a-time", "The duty is on offer already.")
    swap = Swap(
        id=0,
        duty_id=duty.id,
        state=SwapState.PROPOSED,
        giver_id=duty.steward_id,
        why=order.why.strip(),
        proposed=_hand(desk),
    )
    return replace(swap, id=store.add_swap(desk.connection, swap))


def take_swap(desk: Desk, taking: SwapTaking) -> Swap:
    """Have a steward take a duty on offer; at once, or once somebody has agreed."""
    swap = store.get_swap(desk.connection, taking.swap_id)
    duty = store.get_duty(desk.connection, swap.duty_id)
    zone = zone_named(_get_unit(desk, duty.unit_id).time_zone)
    from_at = desk.at - timedelta(days=366)
    offer = Offer(duty, local_day(duty.stretch.from_at, zone), store.list_duties(desk.connection, from_at=from_at))
    after = take(swap, offer, store.get_steward(desk.connection, taking.taker_id), hand=_hand(desk))
    return _keep(desk, after)


def approve_swap(desk: Desk, wanted: SwapId) -> Swap:
    """Agree to a swap that somebody else has written down."""
    return _step(desk, wanted, SwapStep.APPROVE)


def refuse_swap(desk: Desk, wanted: SwapId) -> Swap:
    """Refuse a swap: the duty stays with whoever had it."""
    return _step(desk, wanted, SwapStep.REFUSE)


def withdraw_swap(desk: Desk, wanted: SwapId) -> Swap:
    """Take a duty off offer."""
    return _step(desk, wanted, SwapStep.WITHDRAW)


# ── mutual aid, and who can be sent ─────────────────────────────────────────────────────────────────


def add_loan(desk: Desk, new: NewLoan) -> Loan:
    """Keep that a unit is lent for a stretch of time."""
    stretch = Stretch(new.from_at, new.until_at)
    check_loan(_get_unit(desk, new.unit_id), stretch, new.agreed_by)
    loan = Loan(
        id=0,
        unit_id=new.unit_id,
        stretch=stretch,
        agreed_by=new.agreed_by.strip(),
        noted_by_name=desk.actor.name,
        noted_at=desk.at,
    )
    return replace(loan, id=store.add_loan(desk.connection, loan))


def end_loan(desk: Desk, wanted: LoanId) -> None:
    """End a loan now, before its time."""
    if not store.close_loan(desk.connection, wanted.id, at=desk.at):
        raise NotFound("loan that is not over", str(wanted.id))


def list_standings(desk: Desk, query: StandingQuery) -> Muster:
    """Give who can be sent on a day, with how many people, and why somebody cannot."""
    stewards = store.list_stewards(desk.connection)
    begin = local_moment(query.on, time(0), DESK_ZONE) - timedelta(days=1)
    duties = store.list_duties(desk.connection, from_at=begin, until_at=begin + timedelta(days=4))
    lent = store.list_loans(desk.connection, from_at=begin)
    mustered = tuple(
        UnitStanding(unit, find_standing(unit, query.on, who_stands(unit, duties, stewards), lent))
        for unit in register_store.list_units(desk.connection)
    )
    return Muster(query.on, mustered, tuple(loan for loan in lent if loan.stretch.until_at > desk.at))


def export_units(desk: Desk, _asked: UnitExport) -> str:
    """Give all units as a CSV file."""
    return write_units(register_store.list_units(desk.connection))


def _units(desk: Desk) -> Mapping[str, Unit]:
    return {unit.id: unit for unit in register_store.list_units(desk.connection)}


def _get_unit(desk: Desk, unit_id: str) -> Unit:
    found = _units(desk).get(unit_id)
    if found is None:
        raise NotFound("unit", unit_id)
    return found


def _duties_during(desk: Desk, stretch: Stretch) -> tuple[Duty, ...]:
    return store.list_duties(desk.connection, from_at=stretch.from_at, until_at=stretch.until_at)


def _settle_steward(desk: Desk, known: Steward | None, line: RotaLine) -> Steward:
    if known is None:
        return store.add_steward(desk.connection, Steward(0, line.name, line.contact, line.trained_until))
    if line.trained_until in (None, known.trained_until):
        return known
    return change_training(desk, Training(known.id, line.trained_until))


def _line(duty: Duty, steward: Steward, unit: Unit, swap: Swap | None) -> DutyLine:
    return DutyLine(duty, steward, unit, steward.is_trained(_day_of(duty, unit)), swap)


def _day_of(duty: Duty, unit: Unit) -> date:
    return local_day(duty.stretch.from_at, zone_named(unit.time_zone))


def _swap_line(desk: Desk, swap: Swap, units: Mapping[str, Unit], people: Mapping[int, Steward]) -> SwapLine | None:
    duty = store.get_duty(desk.connection, swap.duty_id)
    if duty.unit_id not in units:
        return None
    return SwapLine(
        swap=swap,
        state=state_at(swap, duty, desk.at),
        duty=duty,
        unit=units[duty.unit_id],
        giver=people[swap.giver_id],
        taker=None if swap.taker_id is None else people[swap.taker_id],
    )


def _hand(desk: Desk) -> Hand:
    return Hand(desk.actor.id, desk.actor.name, desk.at)


def _step(desk: Desk, wanted: SwapId, what: SwapStep) -> Swap:
    swap = store.get_swap(desk.connection, wanted.id)
    return _keep(desk, step(swap, what, store.get_duty(desk.connection, swap.duty_id), hand=_hand(desk)))


def _keep(desk: Desk, swap: Swap) -> Swap:
    """Keep a swap; once it is done the duty belongs to whoever took it."""
    store.change_swap(desk.connection, swap)
    if swap.state is SwapState.DONE and swap.taker_id is not None:
        store.change_duty(desk.connection, swap.duty_id, steward_id=swap.taker_id)
    return swap
