from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.conftest import FRIDAY
from tests.posture.events import a_trigger
from tests.reports import met
from tests.reports.met import SOURCE
from tests.web import boards
from vigil.ground.errors import NotFound
from vigil.picture.board.board import BoardForecast, PeriodKind
from vigil.picture.monthly.compose import SourceSeries, compose
from vigil.posture.trigger import TriggerKind
from vigil.register.place import Community
from vigil.web.picture_plot import LARGE
from vigil.web.picture_view import (
    MOST_EVENTS,
    alarm_rows,
    chart_of,
    charts_shown,
    concerns,
    events_of,
    events_shown,
    find_series,
    forecasts_shown,
    list_rows,
    next_shown,
    notes_shown,
    plots_shown,
    query_of,
    series_shown,
    sole_flags,
)

BOARD = boards.a_board()
DAILY = boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim")
ABROAD = a_trigger(
    id="a", name="Abroad", country="NZ", kind=TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP, worship=("mosque",)
)
HOME = a_trigger(id="h", name="At home", country="GB", kind=TriggerKind.POLITICAL_EVENT, worship=(), targeted=())
FAR = replace(HOME, id="f", name="Far away", country="FR")


def test_communities_come_in_their_order_days_before_months_and_flags_of_nobody_last() -> None:
    shown = [(one.name.flag, one.name.kind, one.name.period) for one in series_shown(BOARD, "")]
    assert shown == [
        ("muslim", "", PeriodKind.DAY),
        ("muslim", "arson", PeriodKind.DAY),
        ("islamophobic", "", PeriodKind.MONTH),
        ("antisemitic", "", PeriodKind.MONTH),
        ("racist", "", PeriodKind.MONTH),
    ]
    assert [one.name.area for one in series_shown(BOARD, "Camden")] == ["Camden"]


def test_the_small_multiples_count_all_kinds_together() -> None:
    plots = plots_shown(BOARD, "", [])
    assert all(not plot.series.name.kind for plot in plots)
    assert [len(plot.points) for plot in plots] == [92, 48, 48, 48]


def test_one_letter_stands_for_one_event_in_every_plot() -> None:
    events = [replace(one, on=date(2018, month, 5)) for month, one in ((1, ABROAD), (3, HOME), (4, FAR))]
    plots = plots_shown(BOARD, "", events)
    lines = {plot.series.name.flag: [line.sign for line in plot.lines if not line.is_break] for plot in plots}
    assert lines == {"muslim": [], "islamophobic": ["A", "B"], "antisemitic": ["B"], "racist": ["B"]}
    assert [line.sign for line in events_shown(plots)] == ["A", "B"]


def test_events_are_lines_where_they_may_be_felt() -> None:
    assert concerns(ABROAD, Community.MUSLIM)
    assert not concerns(ABROAD, Community.JEWISH)
    assert not concerns(ABROAD, None)
    assert concerns(HOME, None)
    many = [replace(HOME, id=str(number)) for number in range(MOST_EVENTS + 5)]
    assert len(events_of(DAILY, many)) == MOST_EVENTS
    assert events_of(DAILY, [HOME, FAR]) == ((HOME.on, f"At home, {HOME.place}"),)


def test_an_area_that_is_on_no_board_has_no_plot() -> None:
    assert plots_shown(BOARD, "Brent", [HOME]) == ()


def test_charts_are_numbered_as_their_points_are_sent() -> None:
    charts = charts_shown(plots_shown(BOARD, "", []), BOARD.as_of)
    assert [chart.number for chart in charts] == [0, 1, 2, 3]
    assert [chart.row.community for chart in charts] == [Community.MUSLIM, Community.MUSLIM, Community.JEWISH, None]
    assert charts[0].late == "Monday 11 March 2019: 4 now, where 1 was known a day earlier."
    assert charts[0].row.period == "Tuesday 12 March 2019"
    (plotted,) = plots_shown(BOARD, "Camden", [])
    assert 'width="960"' in chart_of(plotted, BOARD.as_of, size=LARGE).drawing


def test_alarms_come_least_likely_first_and_the_table_has_those_of_single_areas() -> None:
    assert [row.title for row in alarm_rows(BOARD)] == [
        "Islamophobic offences, all areas together, by month",
        "Islamophobic offences, Tower Hamlets, by month",
        "Incidents against Muslim communities, all areas together, by day",
    ]
    assert [row.series.name.area for row in list_rows(BOARD, "")] == ["", "", "", "", "", "Tower Hamlets"]
    assert [row.series.name.area for row in list_rows(BOARD, "Camden")] == ["Camden"]


def test_an_address_names_a_series_and_finds_it_again() -> None:
    name = replace(DAILY, kind="arson", area="Kensington & Chelsea")
    assert query_of(name, BOARD.as_of) == (
        "as_of=2019-03-12&source=community+line&period=day&area=Kensington+%26+Chelsea&flag=muslim&kind=arson"
    )
    assert "kind" not in query_of(DAILY, BOARD.as_of)
    assert find_series(BOARD, DAILY).name == DAILY
    with pytest.raises(NotFound, match="does not hold it"):
        find_series(BOARD, name)


def test_single_areas_come_by_how_much_more_than_usual_is_to_be_expected() -> None:
    def forecast(area: str, days: int, *, excess: float, low: float = 0.0) -> BoardForecast:
        one = boards.a_forecast(replace(DAILY, area=area), days)
        return replace(one, expected=one.usual + excess * days, low=low)

    made = [
        *(forecast("Brent", days, excess=0.1) for days in (7, 14)),
        *(forecast("Camden", days, excess=2.0, low=90.0) for days in (14, 7)),
        *(
            boards.a_forecast(replace(DAILY, flag=flag), days)
            for flag in ("jewish", "muslim", "sikh")
            for days in (7, 14)
        ),
    ]
    shown = forecasts_shown(replace(BOARD, forecasts=tuple(made)))
    assert [(one.name.area, one.name.flag, one.days) for one in shown][:3] == [
        ("", "muslim", 7),
        ("", "muslim", 14),
        ("", "jewish", 7),
    ]
    assert [(one.name.area, one.days) for one in shown][6:] == [
        ("Camden", 7),
        ("Camden", 14),
        ("Brent", 7),
        ("Brent", 14),
    ]
    nearest = next_shown(shown, "")
    assert [(one.name.area, one.days) for one in nearest] == [("Camden", 7), ("", 7), ("", 14), ("", 7), ("", 14)]
    assert [one.name.area for one in next_shown(shown, "Camden")] == ["Camden", "Camden"]


def test_both_spans_of_a_series_stay_together_in_the_order_of_their_weeks() -> None:
    here, there = replace(DAILY, area="Hackney"), replace(DAILY, area="Tower Hamlets")
    more = [replace(boards.a_forecast(here, days), expected=days * 9.0 - (days == 14) * 80) for days in (7, 14)]
    less = [replace(boards.a_forecast(there, days), expected=days * 5.0) for days in (7, 14)]
    shown = forecasts_shown(replace(BOARD, forecasts=(less[1], more[1], less[0], more[0])))
    assert [(one.name.area, one.days) for one in shown] == [
        ("Hackney", 7),
        ("Hackney", 14),
        ("Tower Hamlets", 7),
        ("Tower Hamlets", 14),
    ]


def test_forecasts_of_all_areas_come_before_those_of_single_ones() -> None:
    there = replace(DAILY, area="Camden")
    board = replace(
        BOARD,
        forecasts=(boards.a_forecast(there, 7), boards.a_forecast(DAILY, 14), boards.a_forecast(DAILY, 7)),
    )
    assert [(one.name.area, one.days) for one in forecasts_shown(board)] == [("", 7), ("", 14), ("Camden", 7)]


def test_what_the_published_months_say_already_is_not_said_twice() -> None:
    july = compose([SourceSeries(SOURCE, met.series())], at=datetime(2017, 7, 15, tzinfo=UTC))
    (correction,) = july.corrections
    board = replace(BOARD, notes=(correction, july.flags[0].sentence, "Something else."))
    assert notes_shown(board, july) == ("Something else.",)
    assert notes_shown(board, None) == board.notes
    assert sole_flags(july) == {"faith": "islamophobic"}
    assert sole_flags(compose([SourceSeries(SOURCE, met.series())], at=FRIDAY)) == {}
