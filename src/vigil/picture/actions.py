"""What the desk asks of the picture."""

from vigil.desk.desk import Desk
from vigil.picture.monthly.compose import SourceSeries, compose
from vigil.picture.monthly.picture import Picture
from vigil.picture.query import PictureQuery
from vigil.register.area import match_area
from vigil.reports import store as reports_store
from vigil.reports.count_series import series_of
from vigil.reports.query import SeriesQuery


def get_picture(desk: Desk, query: PictureQuery) -> Picture:
    """Give the picture as known at a moment, never later than the desk's own: nobody knows what is to come."""
    at = min(query.at, desk.at) if query.at else desk.at
    held = reports_store.list_held(desk.connection)
    area = match_area(query.area, {name for one in held for name in one.areas}) if query.area else ""
    sources = [
        SourceSeries(
            one.source,
            series_of(
                one.source.name,
                reports_store.list_counts(desk.connection, SeriesQuery(source=one.source.name, area=area)),
            ),
        )
        for one in held
        if not area or area in one.areas
    ]
    return compose(sources, at=at, area=area)
