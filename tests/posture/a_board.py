"""What an uplift can rest on, for tests: published counts, and a board with one alarm."""

from dataclasses import replace
from datetime import date

from tests.picture.board.town import BY_DAY, a_board, a_series
from vigil.desk.desk import Desk
from vigil.desk.office import Office
from vigil.picture import store as picture_store
from vigil.picture.board.board import BoardPoint
from vigil.reports import store as reports_store
from vigil.reports.count_series import AreaCount, CountSource
from vigil.reports.month import Month

THURSDAY = date(2019, 3, 14)


def publish_counts(desk: Desk) -> None:
    """Publish 90 Islamophobic offences a month, but 368 in June 2017 and 84 in February 2019; March is not over."""
    police = CountSource("Metropolitan Police", "met.csv", "Europe/London")
    counts = {Month(2019, 3).after(-number): 90 for number in range(60)}
    counts |= {Month(2017, 6): 368, Month(2019, 2): 84}
    reports_store.change_source(desk.connection, police, at=desk.at)
    reports_store.add_counts(
        desk.connection,
        police.name,
        [AreaCount("Tower Hamlets", "", "islamophobic", month, count) for month, count in counts.items()],
    )


def keep_board(office: Office, *, as_of: date = THURSDAY) -> str:
    """Keep a board with an alarm of Hackney's Jewish incidents, and give the alarm's name."""
    alarm_id = f"{as_of.isoformat()}-abc"
    point = BoardPoint(on=as_of, observed=9, expected=0.5, p_value=1e-8, is_alarm=True)
    name = replace(BY_DAY, area="Hackney", flag="jewish")
    series = a_series(point, name=name, sentence="Jewish, Hackney: 9.", alarm_id=alarm_id)
    with office.engine.begin() as connection:
        picture_store.add_board(connection, a_board(as_of=as_of, series=(series,)), made_from="tests")
    return alarm_id
