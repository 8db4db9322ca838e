"""Who can be sent: the units of a day, each unit as a form, a file of them, and loans."""

import csv
import io
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, File, Path, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil import catalogue
from vigil.ground.errors import NotFound, Unreadable, Where
from vigil.ground.moment import local_day, zone_named
from vigil.register.place import Community
from vigil.register.query import UnitQuery
from vigil.register.read_units import UnitFile
from vigil.register.rota.query import LoanId, NewLoan, StandingQuery, UnitExport
from vigil.register.unit import Stretch, Travel, Unit, UnitKind
from vigil.register.write_units import COLUMNS, write_units
from vigil.web import forms, intake
from vigil.web.again import MENDABLE, NOTHING_SENT, Again, send_again
from vigil.web.files import attach
from vigil.web.forms import Fields
from vigil.web.page import DESK_ZONE, show
from vigil.web.security import LARGEST_UPLOAD_BYTES
from vigil.web.session import Asker, Sender, Signed

routes: Final = APIRouter()

WRITTEN_HERE: Final = "written at the desk"
"""Where a unit comes from that was written into the form."""

_AS_THE_FORM_SAYS: Final = (
    ("say --anywhere", "tick that it may lie anywhere"),
    ("rest_from and rest_until", "the two times beside it"),
)
"""What the reader of a file calls things, and what they are for whoever has the form before them."""

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""The number of a loan, as it stands in an address."""


@routes.get("/units", name=catalogue.LIST_STANDINGS.name)
def list_units(asker: Signed, on: str = "") -> HTMLResponse:
    """Give who can be sent on a day, why somebody cannot, and the loans."""
    return _units(asker, on)


@routes.get("/units/csv", name=catalogue.EXPORT_UNITS.name)
def export_units(asker: Signed) -> Response:
    """Give all units as a file."""
    return attach(asker.ask(catalogue.EXPORT_UNITS, UnitExport()).encode(), "units.csv", "text/csv; charset=utf-8")


@routes.get("/units/import", name=catalogue.IMPORT_UNITS.name)
def ask_for_units(asker: Signed) -> HTMLResponse:
    """Give the page that takes a file of units."""
    asker.insist(catalogue.IMPORT_UNITS)
    return show(asker, "register/import_units.html", columns=COLUMNS)


@routes.post("/units/import", name=catalogue.IMPORT_UNITS.name, max_body_size=LARGEST_UPLOAD_BYTES)
def import_units(asker: Sender, file: Annotated[UploadFile, File()], anywhere: str = "") -> HTMLResponse:
    """Take units from a file and say what came of it."""
    name = intake.name_of(file)
    report = asker.ask(catalogue.IMPORT_UNITS, UnitFile(name, file.file.read(), anywhere=bool(anywhere)))
    return intake.show_report(asker, report, name=name, thing="unit", back="/units")


@routes.get("/units/unit", name=catalogue.IMPORT_UNITS.name)
def show_unit(asker: Signed, id: str = "") -> HTMLResponse:  # noqa: A002 - what the address calls it
    """Give the form of a unit; an empty one when it names none."""
    asker.insist(catalogue.IMPORT_UNITS)
    return _unit_page(asker, id)


@routes.post("/units/unit", name=catalogue.IMPORT_UNITS.name)
def keep_unit(request: Request, asker: Sender, fields: Fields) -> Response:
    """Keep a unit as its form says; what cannot be is said beside its field."""
    asker.insist(catalogue.IMPORT_UNITS)
    known = forms.text_of(fields, "known")
    try:
        _keep(asker, fields)
    except MENDABLE as problem:
        return _unit_page(asker, known, again=send_again(request, fields, problem))
    return RedirectResponse("/units", status_code=303)


@routes.post("/units/loans", name=catalogue.ADD_LOAN.name)
def add_loan(request: Request, asker: Sender, fields: Fields) -> Response:
    """Keep that a unit is lent for a stretch of time."""
    asker.insist(catalogue.ADD_LOAN)
    try:
        unit = find_unit(asker, fields)
        lent = read_stretch(fields, unit)
        new = NewLoan(unit.id, lent.from_at, lent.until_at, forms.text_of(fields, "agreed_by"))
        asker.ask(catalogue.ADD_LOAN, new)
    except MENDABLE as problem:
        return _units(asker, again=send_again(request, fields, problem))
    return RedirectResponse("/units", status_code=303)


@routes.post("/units/loans/{number}/end", name=catalogue.END_LOAN.name)
def end_loan(asker: Sender, number: Number) -> Response:
    """End a loan now."""
    asker.ask(catalogue.END_LOAN, LoanId(number))
    return RedirectResponse("/units", status_code=303)


def find_unit(asker: Asker, fields: Fields) -> Unit:
    """Give the unit a form names.

    Raises
    ------
    NotFound : there is none
    """
    wanted = forms.text_of(fields, "unit")
    found = _find(asker, wanted)
    if found is None:
        raise NotFound("unit", wanted)
    return found


def read_stretch(fields: Fields, unit: Unit) -> Stretch:
    """Read from when until when, by the clocks of a unit.

    Raises
    ------
    Unreadable : one of them is no day and time
    """
    zone = zone_named(unit.time_zone)
    begins, ends = (forms.read_local_moment(forms.text_of(fields, at), zone, field=at) for at in ("from", "until"))
    return Stretch(begins, ends)


def _units(asker: Asker, on: str = "", *, again: Again = NOTHING_SENT) -> HTMLResponse:
    mustered = asker.ask(catalogue.LIST_STANDINGS, StandingQuery(_day(asker, on)))
    page = show(
        asker,
        "register/units.html",
        again=again,
        mustered=mustered,
        # Whoever looks wants to know who is missing: they come first, the others in the order of the register.
        units=sorted(mustered.units, key=lambda one: not one.standing.says),
        sent=sum(one.standing.is_sent for one in mustered.units),
        zones={one.unit.id: zone_named(one.unit.time_zone) for one in mustered.units},
        desk_zone=DESK_ZONE,
        names={one.unit.id: one.unit for one in mustered.units},
        lent=[one.unit for one in mustered.units if one.unit.lender],
        may_lend=asker.may(catalogue.ADD_LOAN),
        may_change=asker.may(catalogue.IMPORT_UNITS),
        may_see_rota=asker.may(catalogue.LIST_ROTA),
    )
    page.status_code = again.status
    return page


def _unit_page(asker: Asker, known: str, *, again: Again = NOTHING_SENT) -> HTMLResponse:
    unit = _find(asker, known) if known else None
    if known and unit is None:
        raise NotFound("unit", known)
    page = show(
        asker,
        "register/unit.html",
        again=again,
        unit=unit,
        row=next(csv.DictReader(io.StringIO(write_units([unit])))) if unit else {},
        kinds=tuple(UnitKind),
        travels=tuple(Travel),
        communities=tuple(Community),
    )
    page.status_code = again.status
    return page


def _keep(asker: Asker, fields: Fields) -> None:
    """Have a unit read from its form as from a line of a file: both know the same columns and the same bounds.

    Raises
    ------
    Unreadable : a field says what cannot be, or a new unit bears the id of another
    """
    row = {column: ";".join(forms.texts_of(fields, column)) for column in COLUMNS}
    row["id"] = forms.text_of(fields, "known") or row["id"].strip()
    if not forms.text_of(fields, "known") and _find(asker, row["id"]):
        raise Unreadable(Where(forms.THIS_FORM, field="id"), "another unit bears it; choose another", row["id"])
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    file = UnitFile(WRITTEN_HERE, text.getvalue().encode(), anywhere=bool(forms.text_of(fields, "anywhere")))
    for wrong in asker.ask(catalogue.IMPORT_UNITS, file).rejected:
        why = wrong.reason
        for written, shown in _AS_THE_FORM_SAYS:
            why = why.replace(written, shown)
        raise Unreadable(Where(forms.THIS_FORM, field=wrong.field), why, wrong.value)


def _find(asker: Asker, wanted: str) -> Unit | None:
    return next((unit for unit in asker.ask(catalogue.LIST_UNITS, UnitQuery()) if unit.id == wanted), None)


def _day(asker: Asker, on: str) -> date:
    return forms.read_day(on, field="on") if on else local_day(asker.office.clock(), DESK_ZONE)
