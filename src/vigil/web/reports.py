"""Reports in: what happened, one by one and as others have counted it, and the files both come from."""

from typing import Annotated, Final

from fastapi import APIRouter, File, Query, UploadFile
from fastapi.responses import HTMLResponse

from vigil import catalogue
from vigil.ground.moment import local_day
from vigil.reports.query import IncidentQuery, ReportsQuery
from vigil.reports.read_counts import CountFile
from vigil.reports.read_incidents import IncidentFile
from vigil.web import forms, intake
from vigil.web.forms import Fields
from vigil.web.page import DESK_ZONE, show
from vigil.web.security import LARGEST_UPLOAD_BYTES
from vigil.web.session import Sender, Signed

routes: Final = APIRouter()

A_PAGE: Final = 50


@routes.get("/reports", name=catalogue.LIST_INCIDENTS.name)
def list_reports(asker: Signed, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> HTMLResponse:
    """Give what has been reported, newest first, and where counts come from."""
    found = asker.ask(catalogue.LIST_INCIDENTS, IncidentQuery(limit=A_PAGE, offset=(page - 1) * A_PAGE))
    held = asker.ask(catalogue.COUNT_REPORTS, ReportsQuery())
    today = local_day(asker.office.clock(), DESK_ZONE)
    return show(asker, "reports/list.html", found=found, held=held.held, page=page, a_page=A_PAGE, today=today)


@routes.get("/reports/import", name=catalogue.IMPORT_INCIDENTS.name)
def ask_for_reports(asker: Signed) -> HTMLResponse:
    """Give the page that takes files of incidents and of counts."""
    asker.insist(catalogue.IMPORT_INCIDENTS)
    held = asker.ask(catalogue.COUNT_REPORTS, ReportsQuery())
    return show(asker, "reports/import.html", sources=[one.source.name for one in held.held])


@routes.post("/reports/import", name=catalogue.IMPORT_INCIDENTS.name, max_body_size=LARGEST_UPLOAD_BYTES)
def import_incidents(asker: Sender, file: Annotated[UploadFile, File()]) -> HTMLResponse:
    """Take incidents from a file and say what came of it."""
    name = intake.name_of(file)
    report = asker.ask(catalogue.IMPORT_INCIDENTS, IncidentFile(name, file.file.read()))
    return intake.show_report(asker, report, name=name, thing="incident", back="/reports")


@routes.post("/reports/import-counts", name=catalogue.IMPORT_COUNTS.name, max_body_size=LARGEST_UPLOAD_BYTES)
def import_counts(asker: Sender, file: Annotated[UploadFile, File()], fields: Fields) -> HTMLResponse:
    """Take published counts from a file and say what came of it."""
    name = intake.name_of(file)
    counts = CountFile(name, file.file.read(), source=forms.text_of(fields, "source"))
    report = asker.ask(catalogue.IMPORT_COUNTS, counts)
    return intake.show_report(asker, report, name=name, thing="count", back="/reports")
