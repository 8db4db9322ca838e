"""Proving a day's draws: that nobody chose the seed, and that what was sent out is what it draws."""

from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from vigil import catalogue
from vigil.patrol.draws.query import DayDraws
from vigil.web import forms
from vigil.web.page import show
from vigil.web.session import Signed

routes: Final = APIRouter()


@routes.get("/plans/draws/{on}", name=catalogue.PROVE_DAY.name)
def prove_day(asker: Signed, on: str) -> HTMLResponse:
    """Draw again all that was drawn for a day that is over, and say of every check whether it holds."""
    day = forms.read_day(on, field="on")
    return show(asker, "patrol/proved.html", day=asker.ask(catalogue.PROVE_DAY, DayDraws(day)))
