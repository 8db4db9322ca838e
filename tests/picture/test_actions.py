"""The picture through the desk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import FRIDAY
from tests.people import ADMIN, ANALYST, COORDINATOR, EVERYBODY, OFFICER
from tests.reports import met
from vigil import catalogue
from vigil.desk.actor import SCHEDULE, Role
from vigil.desk.audit import AuditPage
from vigil.desk.job import JobState
from vigil.ground.errors import NotAllowed, NotFound, Refused
from vigil.picture import actions
from vigil.picture.query import (
    BoardExport,
    BoardPart,
    BoardQuery,
    BoardsQuery,
    BreakFile,
    BreaksQuery,
    FigureOrder,
    PictureQuery,
    UpdateOrder,
)
from vigil.register.area import ShippedAreas
from vigil.reports.actions import import_counts
from vigil.reports.read_counts import CountFile
from vigil.reports.read_incidents import IncidentFile
from vigil.work.loop import work_once


@pytest.fixture
def london(sqlite_desk):
    import_counts(sqlite_desk, CountFile(met.SOURCE.file, met.content(), met.SOURCE.name))
    return sqlite_desk


def test_the_picture_of_now_on_either_database(desk):
    import_counts(desk, CountFile(met.SOURCE.file, met.content(), met.SOURCE.name))
    picture = actions.get_picture(desk, PictureQuery())
    assert picture.at == FRIDAY
    assert picture.headline == "Nothing is alarming in February 2019, the latest month known, in 33 areas together."


def test_the_picture_of_a_moment_in_the_past(london):
    picture = actions.get_picture(london, PictureQuery(at=datetime(2017, 7, 15, tzinfo=UTC)))
    assert picture.headline.startswith("A surge in June 2017")


def test_what_is_to_come_is_not_known(london):
    picture = actions.get_picture(london, PictureQuery(at=datetime(2020, 1, 1, tzinfo=UTC)))
    assert picture.at == FRIDAY


def test_an_area_is_found_whatever_its_case_and_an_unknown_one_named(london):
    assert actions.get_picture(london, PictureQuery("tower hamlets")).area == "Tower Hamlets"
    with pytest.raises(NotFound, match="Did you mean Tower Hamlets"):
        actions.get_picture(london, PictureQuery("Towr Hamlets"))


def test_a_source_without_the_area_is_left_out(london):
    other = CountFile("other.csv", b"month,area,flag,count\n2019-01,Eastham,faith,3\n", "Another force")
    import_counts(london, other)
    picture = actions.get_picture(london, PictureQuery("Barnet"))
    assert {one.source for one in picture.readings} == {met.SOURCE.name}
    assert len(picture.basis) == 3


def test_an_officer_does_not_see_it(sqlite_office):
    with pytest.raises(NotAllowed):
        sqlite_office.perform(catalogue.GET_PICTURE, PictureQuery(), OFFICER)


def test_a_mis_cased_row_of_another_file_changes_its_own_count_and_nothing_else(london):
    astray = b"month,area,flag,count\n2019-02,barnet,islamophobic,40\n"
    report = import_counts(london, CountFile("lc.csv", astray, met.SOURCE.name))
    assert (report.added, report.changed) == (0, 1)
    picture = actions.get_picture(london, PictureQuery())
    (islamophobic,) = [one for one in picture.readings if one.flag == "islamophobic"]
    assert len(islamophobic.areas) == 33
    assert islamophobic.files == ("lc.csv", met.SOURCE.file)
    assert "Islamophobic: lc.csv and met_hate_crime_monthly.csv" in picture.basis[0]
    assert "antisemitic, " in picture.basis[0]
    assert actions.get_picture(london, PictureQuery("barnet")).area == "Barnet"


# ── boards and breaks ───────────────────────────────────────────────────────────────────────────────

THURSDAY = date(2019, 3, 14)
SURGE = "".join(
    f"i{number},2019-03-{day:02},muslim,graffiti,Police,Eastham,2019-03-{max(day, reported):02}\n"
    for number, (day, reported) in enumerate(
        [(day, day) for day in range(1, 14) for _ in range(2)] + [(14, 14)] * 12 + [(12, 15)] * 5
    )
)
INCIDENTS = IncidentFile("incidents.csv", f"id,date,community,kind,source,area,reported_on\n{SURGE}".encode())
BREAKS = BreakFile("breaks.csv", b"source,area,flag,date,why\n,,muslim,2019-03-10,a new form\n,,muslim,never,x\n")


@pytest.fixture
def surged(office):
    """An office, once a dialect, that has two weeks of incidents, twelve of them yesterday."""
    office.perform(catalogue.IMPORT_INCIDENTS, INCIDENTS, ANALYST)
    return office


def test_the_board_of_yesterday_is_made_once_and_kept(surged):
    assert surged.perform(catalogue.GET_BOARD, BoardQuery(), ANALYST) is None
    board = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), SCHEDULE)
    assert (board.as_of, board.made_at, board.seed) == (THURSDAY, FRIDAY, 1)
    assert surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), ANALYST) == board
    assert surged.perform(catalogue.GET_BOARD, BoardQuery(), ANALYST) == board
    assert surged.perform(catalogue.GET_BOARD, BoardQuery(THURSDAY), ANALYST) == board
    (head,) = surged.perform(catalogue.LIST_BOARDS, BoardsQuery(), ANALYST)
    assert (head.id, head.as_of) == (board.id, THURSDAY)
    other = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(seed=2), ANALYST)
    assert other.id != board.id


def test_a_day_is_replayed_with_only_what_was_known_then(surged):
    then = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(date(2019, 3, 12)), ANALYST)
    whole = next(one for one in then.series if not one.name.area and not one.name.kind)
    assert (whole.points[-1].on, whole.points[-1].observed) == (date(2019, 3, 12), 2)
    # Five more were reported on the Friday.
    saturday = replace(surged, clock=lambda: FRIDAY + timedelta(days=1))
    friday = saturday.perform(catalogue.UPDATE_PICTURE, UpdateOrder(date(2019, 3, 15)), ANALYST)
    whole = next(one for one in friday.series if not one.name.area and not one.name.kind)
    assert {point.on: point.observed for point in whole.points}[date(2019, 3, 12)] == 7
    assert {point.on: point.known_before for point in whole.points}[date(2019, 3, 12)] == 2


@pytest.mark.parametrize("day", [15, 16])
def test_no_board_is_made_of_a_day_that_is_not_over(surged, day):
    with pytest.raises(Refused, match=f"{day} March 2019 is not over yet: the newest there can be is 14 March 2019"):
        surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(date(2019, 3, day)), ANALYST)


def test_a_board_of_a_day_that_has_only_begun_is_never_the_newest(surged):
    board = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), ANALYST)
    day_before = replace(surged, clock=lambda: FRIDAY - timedelta(days=1))
    assert day_before.perform(catalogue.GET_BOARD, BoardQuery(), ANALYST) is None
    assert day_before.perform(catalogue.LIST_BOARDS, BoardsQuery(), ANALYST) == ()
    assert surged.perform(catalogue.GET_BOARD, BoardQuery(), ANALYST) == board


def test_of_an_area_without_a_count_a_board_says_nothing(surged):
    assert surged.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), ADMIN)
    surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), ANALYST)
    assert surged.perform(catalogue.GET_BOARD, BoardQuery(area="city of london"), ANALYST).series == ()


def test_new_data_make_a_new_board_and_boards_too_old_are_forgotten(surged):
    first = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), ANALYST)
    late = b"id,date,community,kind,source,area\nlate,2019-03-13,muslim,graffiti,Police,Eastham\n"
    surged.perform(catalogue.IMPORT_INCIDENTS, IncidentFile("late.csv", late), ANALYST)
    second = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), ANALYST)
    assert second.id != first.id
    much_later = replace(surged, clock=lambda: FRIDAY + timedelta(days=500))
    much_later.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), SCHEDULE)
    heads = much_later.perform(catalogue.LIST_BOARDS, BoardsQuery(), ANALYST)
    assert [head.as_of for head in heads] == [THURSDAY + timedelta(days=500)]


def test_a_part_of_a_board_is_taken_away_and_the_audit_says_by_whom(surged):
    board = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), SCHEDULE)
    order = BoardExport(part=BoardPart.SERIES, area="eastham")
    file = surged.perform(catalogue.EXPORT_BOARD, order, ANALYST)
    assert file.name == "picture-2019-03-14-eastham-series.csv"
    assert ",Eastham,muslim," in file.content
    assert ",,muslim," not in file.content
    assert surged.perform(catalogue.TAKE_FIGURE, FigureOrder(figure="series"), ANALYST) == board
    lines = surged.perform(catalogue.LIST_AUDIT, AuditPage(), COORDINATOR)
    taken = [line for line in lines if line.action in {"picture.export_board", "picture.take_figure"}]
    assert [(line.actor_id, f'"board":"{board.id}"' in line.subject.replace(" ", "")) for line in taken] == [
        (ANALYST.id, True),
        (ANALYST.id, True),
    ]


def test_a_board_that_is_not_there_cannot_be_taken_away(surged):
    with pytest.raises(NotFound, match="vigil picture update"):
        surged.perform(catalogue.EXPORT_BOARD, BoardExport(part=BoardPart.SERIES), ANALYST)
    surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), SCHEDULE)
    with pytest.raises(NotFound, match="2019-03-01"):
        surged.perform(catalogue.TAKE_FIGURE, FigureOrder(figure="series", as_of=date(2019, 3, 1)), ANALYST)
    with pytest.raises(NotFound, match="Atlantis"):
        surged.perform(catalogue.GET_BOARD, BoardQuery(area="Atlantis"), ANALYST)


def test_an_update_is_asked_for_once_while_it_waits_and_done_by_the_worker(surged):
    job = surged.perform(catalogue.ASK_UPDATE, UpdateOrder(), ANALYST)
    assert surged.perform(catalogue.ASK_UPDATE, UpdateOrder(THURSDAY), COORDINATOR) == job
    assert surged.perform(catalogue.ASK_UPDATE, UpdateOrder(date(2019, 3, 13)), ANALYST).id != job.id
    done = work_once(surged)
    assert (done.id, done.state) == (job.id, JobState.DONE)
    board = surged.perform(catalogue.GET_BOARD, BoardQuery(THURSDAY), ANALYST)
    assert done.result == str(board.id)
    assert surged.perform(catalogue.ASK_UPDATE, UpdateOrder(), ANALYST).id != job.id


def test_breaks_are_taken_from_a_file_once_and_respected(surged):
    first = surged.perform(catalogue.IMPORT_BREAKS, BREAKS, ANALYST)
    second = surged.perform(catalogue.IMPORT_BREAKS, BREAKS, ANALYST)
    changed = BreakFile("breaks.csv", BREAKS.content.replace(b"a new form", b"a new law"))
    third = surged.perform(catalogue.IMPORT_BREAKS, changed, ANALYST)
    assert [(one.added, one.changed, one.unchanged, len(one.rejected)) for one in (first, second, third)] == [
        (1, 0, 0, 1),
        (0, 0, 1, 1),
        (0, 1, 0, 1),
    ]
    assert [one.why for one in surged.perform(catalogue.LIST_BREAKS, BreaksQuery(), ANALYST)] == ["a new law"]
    board = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), ANALYST)
    assert {one.why for series in board.series for one in series.breaks} == {"a new law"}
    before = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(date(2019, 3, 9)), ANALYST)
    assert [series.breaks for series in before.series if series.breaks] == []


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        (catalogue.UPDATE_PICTURE, UpdateOrder()),
        (catalogue.ASK_UPDATE, UpdateOrder()),
        (catalogue.GET_BOARD, BoardQuery()),
        (catalogue.LIST_BOARDS, BoardsQuery()),
        (catalogue.EXPORT_BOARD, BoardExport(part=BoardPart.SERIES)),
        (catalogue.TAKE_FIGURE, FigureOrder(figure="series")),
        (catalogue.IMPORT_BREAKS, BREAKS),
        (catalogue.LIST_BREAKS, BreaksQuery()),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_picture_is_for_the_desk_alone(sqlite_office, action, asked):
    for actor in EVERYBODY:
        if actor.role not in Role.DESK:
            with pytest.raises(NotAllowed):
                sqlite_office.perform(action, asked, actor)


def test_a_board_holds_nothing_of_any_person(surged):
    head = b"id,date,community,kind,source,area,description\n"
    told = head + b"p1,2019-03-14,muslim,threat,Police,Eastham,Xanthippe said so\n"
    surged.perform(catalogue.IMPORT_INCIDENTS, IncidentFile("told.csv", told), ANALYST)
    board = surged.perform(catalogue.UPDATE_PICTURE, UpdateOrder(), ANALYST)
    assert "Xanthippe" not in repr(board)
    assert "p1" not in repr(board)
