"""Files that people bring: what was sent, read with care for its name, and the page that says what came of it."""

from base64 import b64encode
from pathlib import PurePath
from typing import Final

from fastapi import UploadFile
from fastapi.responses import HTMLResponse

from vigil.ground.errors import Unreadable, Where
from vigil.register.import_report import ImportReport, write_rejected
from vigil.web.page import show
from vigil.web.session import Asker

SHOWN: Final = 100
"""How many rejected rows a page shows."""

FETCHED: Final = 20_000
"""How many it lets one fetch: they travel inside the page, so that nobody else can ever fetch them."""


def name_of(file: UploadFile) -> str:
    """Give a file's own name, without any folders, for the places that say where a row came from.

    Raises
    ------
    Unreadable : no file was chosen
    """
    name = PurePath((file.filename or "").replace("\\", "/")).name[:200]
    if not name:
        raise Unreadable(Where("this form", field="file"), "choose a file first")
    return name


def show_report(asker: Asker, report: ImportReport, *, name: str, thing: str, back: str) -> HTMLResponse:
    """Give the page that says what came of an import: `thing` is one of what was imported, `back` where it is seen."""
    rows = write_rejected(report.rejected[:FETCHED]).encode()
    return show(
        asker,
        "intake/report.html",
        report=report,
        name=name,
        thing=thing,
        back=back,
        shown=report.rejected[:SHOWN],
        fetched=min(len(report.rejected), FETCHED),
        rows=f"data:text/csv;charset=utf-8;base64,{b64encode(rows).decode()}",
    )
