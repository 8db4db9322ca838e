from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.people import ANALYST, COORDINATOR, OFFICER, SECOND_COORDINATOR
from tests.posture.a_board import keep_board, publish_counts
from tests.posture.events import FRIDAY, MONDAY, a_mosque, some_terms
from vigil import catalogue
from vigil.desk.action import Action
from vigil.desk.desk import Desk
from vigil.desk.office import Office
from vigil.ground.errors import NotAllowed, NotFound, Refused, Unreadable
from vigil.picture import store as picture_store
from vigil.picture.board.recording_break import RecordingBreak
from vigil.posture import actions, store
from vigil.posture.level import ResponseLevel
from vigil.posture.query import (
    AlarmId,
    ImpactQuery,
    NewThreatLevel,
    PlaceLevelQuery,
    ShippedTriggers,
    ThreatQuery,
    TriggerFile,
    TriggerId,
    TriggerQuery,
    UpliftAnswer,
    UpliftId,
    UpliftQuery,
)
from vigil.posture.threat import ThreatLevel, ThreatNow
from vigil.posture.uplift import ELSEWHERE, Decision, Step, Uplift, UpliftState, take
from vigil.register import store as register_store
from vigil.register.place import Community, Place
from vigil.reports import store as reports_store
from vigil.reports.count_series import AreaCount, CountSource
from vigil.reports.month import Month

CHRISTCHURCH = TriggerId("2019-03-15-christchurch-mosque-shootings")
THURSDAY = date(2019, 3, 14)
SYNAGOGUE = a_mosque(id="osm:node/2", name="A synagogue", community=Community.JEWISH, area="Hackney")
PLACES = (a_mosque(), SYNAGOGUE)


def guard(desk: Desk, *places: Place) -> None:
    register_store.add_places(desk.connection, places or PLACES, at=desk.at)


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """The coordinator's desk with two places and the events that come with Vigil."""
    guard(desk)
    actions.import_shipped_triggers(desk, ShippedTriggers())
    return desk


@pytest.fixture
def ready_office(sqlite_office: Office) -> Office:
    """An office with one place and the events that come with Vigil."""
    sqlite_office.perform(_WITH_PLACES, UpliftId(0), COORDINATOR)
    sqlite_office.perform(catalogue.IMPORT_SHIPPED_TRIGGERS, ShippedTriggers(), COORDINATOR)
    return sqlite_office


def _add_places(desk: Desk, _asked: UpliftId) -> None:
    guard(desk)


_WITH_PLACES = Action("test.guard", COORDINATOR.role, _add_places, "Hold two places.")


def test_the_shipped_events_are_taken_once(desk: Desk):
    first = actions.import_shipped_triggers(desk, ShippedTriggers())
    second = actions.import_shipped_triggers(desk, ShippedTriggers())

    assert (first.added, first.rejected) == (94, ())
    assert (second.added, second.changed, second.unchanged) == (0, 0, 94)


def test_an_event_that_reads_differently_is_changed_and_a_wrong_row_is_set_aside(ready: Desk):
    header = b"date,name,place,country,lat,lon,kind,note\n"
    row = b"2019-03-15,Christchurch mosque shootings,Christchurch,NZ,-43.53,172.61,terror_attack,two mosques\n"

    report = actions.import_triggers(ready, TriggerFile("mine.csv", header + row + b"yesterday,,,,,,,\n"))

    assert (report.changed, [one.line for one in report.rejected]) == (1, [3])
    assert [one.note for one in store.list_triggers(ready.connection) if one.id == CHRISTCHURCH.id] == ["two mosques"]


def test_only_what_has_happened_is_told(ready: Desk):
    newest = actions.list_triggers(ready, TriggerQuery(limit=1))

    assert [trigger.id for trigger in newest] == [CHRISTCHURCH.id]
    assert actions.list_triggers(ready, TriggerQuery(since=FRIDAY - timedelta(days=7))) == newest
    with pytest.raises(NotFound):
        actions.get_trigger(ready, TriggerId("2019-03-21-birmingham-mosque-window-attacks"))


def test_after_christchurch_an_uplift_is_drafted_with_its_reasons_and_figures(ready: Desk):
    publish_counts(ready)

    draft = actions.draft_uplift(ready, CHRISTCHURCH)

    assert draft.terms.communities == (Community.MUSLIM,)
    assert draft.terms.areas == ("Hackney", "Tower Hamlets")
    assert (draft.terms.level, draft.terms.until_at) == (ResponseLevel.HEIGHTENED, MONDAY)
    assert [round(figure.value, 1) for figure in draft.figures] == [84, 90, 0.9, 368]
    happened, gathers, followed = draft.terms.reasons
    assert happened.startswith("Christchurch mosque shootings (Christchurch, NZ), 15 March 2019, 00:40 our time")
    assert gathers.endswith("on Friday 15 March, at 1 place known to this desk.")
    assert "368 in June 2017 against a mean of 90" in followed


def test_without_counts_the_draft_claims_none(ready: Desk):
    assert actions.draft_uplift(ready, CHRISTCHURCH).figures == ()


def test_a_desk_without_a_place_has_nothing_to_guard(desk: Desk):
    actions.import_shipped_triggers(desk, ShippedTriggers())

    with pytest.raises(Refused) as caught:
        actions.draft_uplift(desk, CHRISTCHURCH)
    assert caught.value.rule == "nothing-to-guard"


def test_an_old_event_gives_no_draft(ready: Desk):
    with pytest.raises(Refused) as caught:
        actions.draft_uplift(ready, TriggerId("2017-01-29-quebec-city-mosque-shooting"))

    assert caught.value.rule == "a-trigger-is-recent"


def test_what_is_put_forward_names_its_areas_and_keeps_its_figures(ready: Desk):
    publish_counts(ready)
    terms = some_terms(
        areas=(),
        communities=(Community.MUSLIM, Community.MUSLIM),
        reasons=("  Attack in Christchurch. ",),
        trigger_id=CHRISTCHURCH.id,
    )

    uplift = actions.propose_uplift(ready, terms)

    assert uplift.state is UpliftState.PROPOSED
    assert uplift.terms.areas == ("Hackney", "Tower Hamlets")
    assert uplift.terms.communities == (Community.MUSLIM,)
    assert uplift.terms.reasons == ("Attack in Christchurch.",)
    assert [round(figure.value, 1) for figure in uplift.figures] == [84, 90, 0.9, 368]
    assert uplift.proposal.by_id == COORDINATOR.id
    assert actions.get_uplift(ready, UpliftId(uplift.id)) == uplift


def test_areas_are_called_by_their_own_names(ready: Desk):
    guard(ready, a_mosque(id="lost", area=""))

    named = actions.propose_uplift(ready, some_terms(areas=("tower hamlets", "HACKNEY", ELSEWHERE)))
    everywhere = actions.propose_uplift(ready, some_terms(areas=()))

    assert named.terms.areas == ("Tower Hamlets", "Hackney", ELSEWHERE)
    assert everywhere.terms.areas == ("Hackney", "Tower Hamlets", ELSEWHERE)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"areas": ("Atlantis",)}, NotFound),
        ({"trigger_id": "2019-03-21-birmingham-mosque-window-attacks"}, NotFound),
        ({"communities": ()}, Unreadable),
        ({"until_at": FRIDAY + timedelta(days=30)}, Refused),
    ],
)
def test_what_cannot_be_put_forward_leaves_nothing_behind(ready: Desk, changes, error):
    with pytest.raises(error):
        actions.propose_uplift(ready, some_terms(**changes))

    assert actions.list_uplifts(ready, UpliftQuery()) == ()


def test_one_proposes_another_approves_and_either_ends_it(ready_office: Office):
    uplift = ready_office.perform(catalogue.PROPOSE_UPLIFT, some_terms(), COORDINATOR)
    answer = UpliftAnswer(uplift.id, "Agreed.")
    with pytest.raises(Refused, match="second person"):
        ready_office.perform(catalogue.APPROVE_UPLIFT, answer, COORDINATOR)

    approved = ready_office.perform(catalogue.APPROVE_UPLIFT, answer, SECOND_COORDINATOR)
    in_force = ready_office.perform(catalogue.LIST_UPLIFTS, UpliftQuery(in_force_at=FRIDAY), ANALYST)
    ended = ready_office.perform(catalogue.END_UPLIFT, UpliftAnswer(uplift.id, "All calm."), COORDINATOR)

    assert in_force == (approved,)
    assert approved.answer == Decision(SECOND_COORDINATOR.id, SECOND_COORDINATOR.name, FRIDAY, "Agreed.")
    assert ended.state is UpliftState.ENDED
    assert ended.ending == Decision(COORDINATOR.id, COORDINATOR.name, FRIDAY, "All calm.")
    assert ready_office.perform(catalogue.LIST_UPLIFTS, UpliftQuery(in_force_at=FRIDAY), ANALYST) == ()
    assert ready_office.perform(catalogue.LIST_UPLIFTS, UpliftQuery(), ANALYST) == (ended,)


def test_a_refused_uplift_stays_refused(ready_office: Office):
    uplift = ready_office.perform(catalogue.PROPOSE_UPLIFT, some_terms(), ANALYST)
    refused = ready_office.perform(catalogue.REFUSE_UPLIFT, UpliftAnswer(uplift.id, "Too wide."), COORDINATOR)

    assert refused.state is UpliftState.REFUSED
    with pytest.raises(Refused):
        ready_office.perform(catalogue.APPROVE_UPLIFT, UpliftAnswer(uplift.id, "After all."), SECOND_COORDINATOR)


@pytest.mark.parametrize("decide", [catalogue.APPROVE_UPLIFT, catalogue.REFUSE_UPLIFT, catalogue.END_UPLIFT])
def test_an_analyst_proposes_but_does_not_decide(sqlite_office: Office, decide):
    with pytest.raises(NotAllowed):
        sqlite_office.perform(decide, UpliftAnswer(1, "Agreed."), ANALYST)


def test_the_threat_level_is_told_in_the_words_of_its_day(desk: Desk):
    now, later = threat(desk, FRIDAY), threat(desk, FRIDAY.replace(year=2020))

    assert (now.level, now.words, now.is_last_known) == (ThreatLevel.SEVERE, "an attack is highly likely", False)
    assert (later.level, later.words) == (ThreatLevel.SUBSTANTIAL, "an attack is likely")
    assert actions.get_threat_level(desk, ThreatQuery(FRIDAY.replace(year=2005))) is None


def test_a_level_the_desk_was_told_of_holds_from_then_on(desk: Desk):
    held = actions.set_threat_level(desk, NewThreatLevel(level=ThreatLevel.CRITICAL, source=" Home Secretary "))

    assert held == threat(desk, FRIDAY)
    assert (held.level, held.source, held.base) == (ThreatLevel.CRITICAL, "Home Secretary", ResponseLevel.HEIGHTENED)
    assert threat(desk, FRIDAY - timedelta(hours=1)).level is ThreatLevel.SEVERE


def test_a_level_needs_its_source_and_is_not_foretold(desk: Desk):
    with pytest.raises(Unreadable, match="source"):
        actions.set_threat_level(desk, NewThreatLevel(level=ThreatLevel.LOW, source=" "))
    tomorrow = FRIDAY + timedelta(days=1, seconds=1)
    with pytest.raises(Refused) as caught:
        actions.set_threat_level(desk, NewThreatLevel(level=ThreatLevel.LOW, source="BBC", from_at=tomorrow))
    assert caught.value.rule == "announced-not-foretold"


def test_every_place_has_its_level_and_why(ready: Desk):
    levels = actions.list_place_levels(ready, PlaceLevelQuery())
    assert {level.level for level in levels} == {ResponseLevel.NORMAL}

    uplift = actions.propose_uplift(ready, some_terms())
    store.change_uplift(ready.connection, uplift, approved_by_brendan(uplift))

    mosque, synagogue = actions.list_place_levels(ready, PlaceLevelQuery())
    assert (mosque.level, mosque.uplift_ids) == (ResponseLevel.HEIGHTENED, (uplift.id,))
    assert (synagogue.level, synagogue.uplift_ids) == (ResponseLevel.NORMAL, ())
    assert actions.list_place_levels(ready, PlaceLevelQuery(place_id=SYNAGOGUE.id)) == (synagogue,)
    assert actions.list_place_levels(ready, PlaceLevelQuery(area="tower hamlets")) == (mosque,)
    over = actions.list_place_levels(ready, PlaceLevelQuery(at=MONDAY))
    assert {level.level for level in over} == {ResponseLevel.NORMAL}


def test_an_officer_sees_the_levels_and_an_unknown_place_is_not_found(sqlite_office: Office):
    assert sqlite_office.perform(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery(), OFFICER) == ()
    with pytest.raises(NotFound):
        sqlite_office.perform(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery(place_id="nowhere"), OFFICER)
    with pytest.raises(NotFound):
        sqlite_office.perform(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery(area="Atlantis"), OFFICER)


LONDON_BRIDGE = "2017-06-03-london-bridge-and-borough-market-attack"


def islamophobic(*trigger_ids: str, **changes: Any) -> ImpactQuery:
    asked: dict[str, Any] = {"source": "Metropolitan Police", "flag": "islamophobic", "trigger_ids": trigger_ids}
    return ImpactQuery(**(asked | changes))


def test_what_events_set_off_is_measured_by_what_was_known(ready: Desk):
    publish_counts(ready)

    bridge, christchurch = actions.measure_impacts(ready, islamophobic(LONDON_BRIDGE, CHRISTCHURCH.id))

    assert [(one.observed, round(one.expected)) for one in bridge.horizons] == [(368, 90), (458, 180), (548, 270)]
    assert bridge.horizons[0].is_clear
    assert (bridge.event.name, bridge.is_monthly) == ("London Bridge and Borough Market attack", True)
    # March 2019 is not over.
    assert "15 March 2019 is not among them" in christchurch.why_not


def test_as_of_an_earlier_moment_later_months_and_events_are_not_known(ready: Desk):
    publish_counts(ready)
    july = datetime(2017, 7, 2, tzinfo=UTC)

    (bridge,) = actions.measure_impacts(ready, islamophobic(LONDON_BRIDGE, CHRISTCHURCH.id, at=july))

    assert [one.observed for one in bridge.horizons] == [368]
    ahead = islamophobic(LONDON_BRIDGE, at=FRIDAY + timedelta(days=400))
    assert actions.measure_impacts(ready, ahead) == actions.measure_impacts(ready, islamophobic(LONDON_BRIDGE))
    assert actions.measure_impacts(ready, islamophobic(LONDON_BRIDGE, at=datetime(2001, 1, 1, tzinfo=UTC))) == ()


def test_a_break_in_how_it_is_recorded_ends_what_is_compared(ready: Desk):
    publish_counts(ready)
    changed = RecordingBreak(source="", area="", flag="islamophobic", on=date(2017, 7, 1), why="a new form")
    picture_store.add_breaks(ready.connection, [changed], at=ready.at)

    (bridge,) = actions.measure_impacts(ready, islamophobic(LONDON_BRIDGE))

    assert [one.observed for one in bridge.horizons] == [368]


@pytest.mark.parametrize("wrong", [{"source": "Nobody"}, {"flag": "martian"}, {"area": "Atlantis"}])
def test_counts_nobody_published_are_not_found(ready: Desk, wrong: dict[str, str]):
    publish_counts(ready)
    with pytest.raises(NotFound):
        actions.measure_impacts(ready, islamophobic(LONDON_BRIDGE, **wrong))


def test_an_event_nobody_knows_of_is_not_found(ready: Desk):
    publish_counts(ready)
    with pytest.raises(NotFound):
        actions.measure_impacts(ready, islamophobic("2099-the-end"))


def test_what_is_taken_away_is_what_is_shown(ready: Desk):
    publish_counts(ready)
    asked = islamophobic(LONDON_BRIDGE)
    assert actions.take_impacts(ready, asked) == actions.measure_impacts(ready, asked)


def test_an_officer_does_not_compare_events(sqlite_office: Office):
    with pytest.raises(NotAllowed):
        sqlite_office.perform(catalogue.MEASURE_IMPACTS, islamophobic(LONDON_BRIDGE), OFFICER)


def threat(desk: Desk, at: datetime) -> ThreatNow:
    found = actions.get_threat_level(desk, ThreatQuery(at))
    assert found is not None
    return found


def approved_by_brendan(uplift: Uplift) -> Uplift:
    return take(uplift, Step.APPROVE, Decision("brendan", "Brendan Coordinator", FRIDAY, "Agreed."))


def test_an_alarm_of_the_picture_proposes_an_uplift_with_its_evidence_and_a_second_person_decides(ready_office: Office):
    alarm_id = keep_board(ready_office)

    draft = ready_office.perform(catalogue.DRAFT_UPLIFT_FROM_ALARM, AlarmId(alarm_id), ANALYST)
    assert ready_office.perform(catalogue.LIST_UPLIFTS, UpliftQuery(), ANALYST) == ()
    proposed = ready_office.perform(catalogue.PROPOSE_UPLIFT, draft.terms, COORDINATOR)

    assert (draft.terms.communities, draft.terms.areas) == ((Community.JEWISH,), ("Hackney",))
    assert draft.terms.reasons[0] == "As known on 14 March 2019: Jewish, Hackney: 9."
    assert (proposed.terms.alarm_id, proposed.state) == (alarm_id, UpliftState.PROPOSED)
    assert [figure.value for figure in proposed.figures] == [9, 0.5, 1e-8]
    assert proposed.figures == draft.figures
    with pytest.raises(Refused):
        ready_office.perform(catalogue.APPROVE_UPLIFT, UpliftAnswer(proposed.id, "Mine."), COORDINATOR)
    approved = ready_office.perform(catalogue.APPROVE_UPLIFT, UpliftAnswer(proposed.id, "Agreed."), SECOND_COORDINATOR)
    assert approved.terms == proposed.terms
    assert ready_office.perform(catalogue.GET_UPLIFT, UpliftId(approved.id), ANALYST).figures == draft.figures
    with pytest.raises(NotAllowed):
        ready_office.perform(catalogue.DRAFT_UPLIFT_FROM_ALARM, AlarmId(alarm_id), OFFICER)


def test_an_uplift_for_one_area_rests_on_that_area_s_own_counts_and_places(ready_office: Office):
    police = CountSource("Metropolitan Police", "met.csv", "Europe/London")
    months = [Month(2019, 2).after(-number) for number in range(30)]
    alarm_id = keep_board(ready_office)
    with ready_office.engine.begin() as connection:
        reports_store.change_source(connection, police, at=FRIDAY)
        for area, count in (("Hackney", 3), ("Barnet", 50)):
            counts = [AreaCount(area, "", "antisemitic", month, count) for month in months]
            reports_store.add_counts(connection, police.name, counts)
    draft = ready_office.perform(catalogue.DRAFT_UPLIFT_FROM_ALARM, AlarmId(alarm_id), ANALYST)
    recorded = [figure for figure in draft.figures if figure.source == police.name]
    assert recorded
    assert {figure.value for figure in recorded if figure.unit == "offences a month"} == {3}
    proposed = ready_office.perform(catalogue.PROPOSE_UPLIFT, draft.terms, COORDINATOR)
    assert proposed.figures == draft.figures


@pytest.mark.parametrize("alarm_id", ["", "no alarm", "2019-03-14-abd", "2019-03-13-abc", "2019-03-16-abc"])
def test_an_alarm_that_no_board_holds_or_that_is_of_tomorrow_is_not_found(ready_office: Office, alarm_id: str):
    keep_board(ready_office)
    keep_board(ready_office, as_of=date(2019, 3, 16))
    with pytest.raises(NotFound, match="vigil picture board"):
        ready_office.perform(catalogue.DRAFT_UPLIFT_FROM_ALARM, AlarmId(alarm_id), ANALYST)


def test_an_uplift_cannot_rest_on_an_alarm_that_is_not_there(ready_office: Office):
    keep_board(ready_office)
    with pytest.raises(NotFound):
        ready_office.perform(catalogue.PROPOSE_UPLIFT, replace(some_terms(), alarm_id="2019-03-14-abd"), ANALYST)
