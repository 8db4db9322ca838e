"""The desk in a browser, put together."""

import mimetypes
from typing import Final

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from vigil.desk.office import Office
from vigil.web import (
    audit,
    board,
    carry,
    draws,
    errors,
    patrol,
    picture,
    picture_events,
    picture_series,
    places,
    repair,
    reports,
    rota,
    sign_in,
    today,
    units,
    uplifts,
)
from vigil.web.gate import Gate
from vigil.web.map import routes as map_routes
from vigil.web.page import STATIC
from vigil.web.phone import Rates
from vigil.web.security import LARGEST_FORM_BYTES

ROUTES: Final = (
    sign_in.routes,
    today.routes,
    picture.routes,
    picture_events.routes,
    picture_series.routes,
    map_routes,
    places.routes,
    units.routes,
    rota.routes,
    uplifts.routes,
    board.routes,
    repair.routes,
    draws.routes,
    carry.routes,  # before the plans, whose last word in an address is the kind of a file
    patrol.routes,
    reports.routes,
    audit.routes,
)


def make_app(office: Office) -> FastAPI:
    """Give the web application of an office."""
    # Browsers run a module only when it is served as JavaScript, and not every machine's list of types knows `.mjs`.
    mimetypes.add_type("text/javascript", ".mjs")
    app = FastAPI(
        title="Vigil",
        openapi_url=None,
        telemetry={"tracing": False},
    )
    app.state.rates = Rates()
    for routes in ROUTES:
        app.include_router(routes, max_body_size=LARGEST_FORM_BYTES)
    app.get("/health", name="health")(health)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    errors.add_handlers(app)
    app.add_middleware(Gate, office=office)
    return app


def health() -> dict[str, str]:
    """Say that the desk answers."""
    return {"status": "ok"}
