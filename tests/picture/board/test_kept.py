"""A board comes back as it was put away."""

from datetime import date

from tests.picture.board.town import AS_OF, BY_MONTH, a_board, a_series
from vigil.ground.point import Point
from vigil.picture.board.board import BoardCluster, BoardForecast, BoardPoint
from vigil.picture.board.kept import pack, unpack
from vigil.picture.series.series_break import SeriesBreak

CLUSTER = BoardCluster(
    id=1,
    source="Town Police",
    flag="islamophobic",
    centre=Point(lat=51.5, lon=-0.1),
    radius_m=1234.5,
    members=("Eastham", "Westham"),
    from_on=date(2018, 12, 1),
    until_on=date(2019, 2, 28),
    observed=61,
    expected=30.25,
    relative_risk=2.1,
    log_likelihood_ratio=11.2,
    p_value=0.001,
    recurrence_days=30436.875,
    sentence="“Many”",
)
FORECAST = BoardForecast(name=BY_MONTH, days=7, expected=4.2, usual=3.0, low=1.0, high=9.0, record="Held.")


def test_a_board_comes_back_under_its_number_and_otherwise_as_it_was():
    point = BoardPoint(on=AS_OF, observed=3, expected=0.1, p_value=1e-300, is_alarm=True, known_before=2)
    series = a_series(point, name=BY_MONTH, breaks=(SeriesBreak("islamophobic", AS_OF, "a new form"),), alarm_id="x")
    board = a_board(series=(series,), clusters=(CLUSTER,), forecasts=(FORECAST,), notes=("Ḥ",))
    assert unpack(pack(board), board_id=7) == a_board(
        id=7, series=(series,), clusters=(CLUSTER,), forecasts=(FORECAST,), notes=("Ḥ",)
    )
    assert len(pack(board)) < 2_000
