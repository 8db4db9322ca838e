import json
from dataclasses import replace
from datetime import UTC, date, datetime

from tests.web import boards
from vigil.picture.board.board import PeriodKind
from vigil.web.picture_plot import DatedLine, plot_of
from vigil.web.picture_points import write_plots
from vigil.web.picture_words import say_point

DAILY = boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim")


def test_a_browser_is_sent_every_plot_point_by_point() -> None:
    series = boards.a_series(DAILY, boards.days(last=12))
    plotted = plot_of(series, [DatedLine("A", date(2019, 3, 11), "<event>")], periods=3)
    assert plotted is not None
    written = json.loads(write_plots(5, [plotted]))
    assert written["board"] == 5
    (plot,) = written["plots"]
    assert plot["on"][-1] == datetime(2019, 3, 12, tzinfo=UTC).timestamp()
    assert plot["shown"] == ["10 Mar 2019", "11 Mar 2019", "12 Mar 2019"]
    assert plot["says"] == [say_point(point, PeriodKind.DAY) for point in plotted.points]
    assert plot["observed"] == [point.observed for point in plotted.points]
    assert plot["alarms"] == [2]
    assert plot["likely_high"][-1] == 18.0
    settled = replace(series.points[-1], likely=12.0, likely_low=12.0, likely_high=12.0)
    whole = plot_of(replace(series, points=(settled,)), [], periods=3)
    assert whole is not None
    assert json.loads(write_plots(5, [whole]))["plots"][0]["likely_low"] == [None]
    assert plot["lines"] == [{"on": plot["on"][1], "sign": "A", "isBreak": False}]


def test_what_is_not_defined_is_null() -> None:
    *_, last = boards.months(last=96)
    series = boards.a_series(boards.a_name(), (replace(last, expected=None, low=None, high=128.254),))
    plotted = plot_of(series, [], periods=9)
    assert plotted is not None
    (plot,) = json.loads(write_plots(1, [plotted]))["plots"]
    assert (plot["low"], plot["high"], plot["likely"]) == ([None], [128.25], [None])
