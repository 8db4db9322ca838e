"""What a board says of one area."""

from dataclasses import replace

from tests.picture.board.test_kept import CLUSTER, FORECAST
from tests.picture.board.town import BY_DAY, a_board, a_series
from vigil.picture.board.select import of_area


def test_an_area_has_its_series_and_forecasts_and_the_clusters_that_reach_into_it():
    east, whole = a_series(name=replace(BY_DAY, area="Eastham")), a_series()
    coming = replace(FORECAST, name=east.name)
    board = a_board(
        series=(whole, east),
        clusters=(CLUSTER, replace(CLUSTER, members=("Northam",))),
        forecasts=(FORECAST, coming),
        notes=("so",),
    )
    found = of_area(board, "Eastham")
    assert (found.series, found.clusters, found.forecasts) == ((east,), (CLUSTER,), (coming,))
    assert (found.notes, found.as_of) == (board.notes, board.as_of)
