import pytest

from tests.people import ANALYST, COORDINATOR, OFFICER, SECOND_COORDINATOR
from tests.register.rota.a_rota import ON, a_unit, at
from vigil import catalogue
from vigil.desk.office import Office
from vigil.ground.errors import NotAllowed, NotFound, Refused, Unreadable
from vigil.register.read_units import UnitFile
from vigil.register.rota.query import (
    DutyId,
    LoanId,
    NewDuty,
    NewLoan,
    NewSteward,
    RotaExport,
    RotaFile,
    RotaQuery,
    StandingQuery,
    StewardId,
    SwapId,
    SwapOrder,
    SwapTaking,
    Training,
    UnitExport,
)
from vigil.register.write_units import write_units

ROTA = """steward,contact,trained_until,unit,from,until
Asha,07700 900001,2019-12-31,s1,2019-03-20 10:00,2019-03-20 16:00
Chris,,2019-12-31,s1,2019-03-20 10:00,2019-03-20 16:00
Chris,,2019-12-31,s1,2019-03-20 15:00,2019-03-20 17:00
"""


@pytest.fixture
def desk_of_stewards(office: Office) -> Office:
    """A desk with a unit of stewards and one of Kent's."""
    units = (a_unit(), a_unit("k1", lender="Kent Police", has_rota=False))
    office.perform(catalogue.IMPORT_UNITS, UnitFile("u.csv", write_units(units).encode(), anywhere=True), COORDINATOR)
    return office


def do(office, action, asked, actor=COORDINATOR):
    return office.perform(action, asked, actor)


def test_a_rota_is_imported_once_listed_and_exported(desk_of_stewards):
    office = desk_of_stewards
    report = do(office, catalogue.IMPORT_ROTA, RotaFile("r.csv", ROTA.encode()))
    assert (report.added, report.changed, report.unchanged) == (2, 0, 0)
    assert [(one.line, one.reason) for one in report.rejected] == [(4, "they are on duty at that time already")]
    again = ROTA.replace("2019-12-31", "2020-12-31", 1).replace("Chris,,2019-12-31", "Chris,,", 1)
    report = do(office, catalogue.IMPORT_ROTA, RotaFile("r.csv", again.encode()))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    rota = do(office, catalogue.LIST_ROTA, RotaQuery(ON))
    assert [(line.steward.name, line.is_trained) for line in rota.duties] == [("Asha", True), ("Chris", True)]
    assert [unit.id for unit in rota.units] == ["s1"]
    assert do(office, catalogue.LIST_ROTA, RotaQuery(ON, unit_id="k1")).duties == ()
    assert "Asha,07700 900001,2020-12-31,s1" in do(office, catalogue.EXPORT_ROTA, RotaExport(ON))
    assert do(office, catalogue.LIST_STANDINGS, StandingQuery(ON)).units[1].standing.persons == 2
    assert "Kent Police" in do(office, catalogue.EXPORT_UNITS, UnitExport())


def test_duties_swap_hands(desk_of_stewards):
    office = desk_of_stewards
    asha = do(office, catalogue.ADD_STEWARD, NewSteward("Asha "))
    ben = do(office, catalogue.ADD_STEWARD, NewSteward("Ben"))
    do(office, catalogue.CHANGE_TRAINING, Training(ben.id, ON))
    do(office, catalogue.ADD_DUTY, NewDuty(asha.id, "s1", at(10), at(16)))
    with pytest.raises(Refused, match="on duty at that time"):
        do(office, catalogue.ADD_DUTY, NewDuty(asha.id, "k1", at(15), at(17)))
    with pytest.raises(NotFound):
        do(office, catalogue.ADD_DUTY, NewDuty(asha.id, "nowhere", at(17), at(18)))
    swap = do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, "A wedding."))
    with pytest.raises(Refused, match="on offer already"):
        do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, "A wedding."))
    with pytest.raises(Unreadable):
        do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, ""))
    assert do(office, catalogue.TAKE_SWAP, SwapTaking(swap.id, ben.id)).state == "taken"
    (line,) = do(office, catalogue.LIST_ROTA, RotaQuery(ON)).swaps
    assert (line.giver, line.taker, line.state) == (asha, do_find(office, ben.id), "taken")
    with pytest.raises(Refused, match="second person"):
        do(office, catalogue.APPROVE_SWAP, SwapId(swap.id))
    do(office, catalogue.APPROVE_SWAP, SwapId(swap.id), SECOND_COORDINATOR)
    (duty,) = do(office, catalogue.LIST_ROTA, RotaQuery(ON)).duties
    assert (duty.steward.name, duty.swap) == ("Ben", None)
    # Asha has stood there, so she takes it back at once.
    do(office, catalogue.CHANGE_TRAINING, Training(asha.id, ON))
    do(office, catalogue.ADD_DUTY, NewDuty(asha.id, "s1", at(10, day=22), at(16, day=22)))
    swap = do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, "Back again."))
    assert do(office, catalogue.TAKE_SWAP, SwapTaking(swap.id, asha.id)).state == "done"
    swap = do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, "No."))
    assert do(office, catalogue.WITHDRAW_SWAP, SwapId(swap.id)).state == "withdrawn"
    swap = do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, "No."))
    do(office, catalogue.CHANGE_TRAINING, Training(ben.id, ON))
    do(office, catalogue.TAKE_SWAP, SwapTaking(swap.id, ben.id))
    assert do(office, catalogue.REFUSE_SWAP, SwapId(swap.id)).state == "refused"
    do(office, catalogue.DROP_DUTY, DutyId(1))
    do(office, catalogue.FORGET_STEWARD, StewardId(asha.id))
    assert [one.name for one in do(office, catalogue.LIST_ROTA, RotaQuery(ON)).stewards] == ["Ben"]


def do_find(office, steward_id):
    return next(one for one in do(office, catalogue.LIST_ROTA, RotaQuery(ON)).stewards if one.id == steward_id)


def test_what_has_begun_is_not_offered_and_its_swap_is_not_shown(desk_of_stewards):
    office = desk_of_stewards
    asha = do(office, catalogue.ADD_STEWARD, NewSteward("Asha"))
    do(office, catalogue.ADD_DUTY, NewDuty(asha.id, "s1", at(7, day=15), at(9, day=15)))
    with pytest.raises(Refused, match="has begun"):
        do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, "Too late."))


def test_a_unit_that_is_gone_takes_its_duties_off_the_list(desk_of_stewards):
    office = desk_of_stewards
    asha = do(office, catalogue.ADD_STEWARD, NewSteward("Asha"))
    do(office, catalogue.ADD_DUTY, NewDuty(asha.id, "s1", at(10), at(16)))
    do(office, catalogue.PROPOSE_SWAP, SwapOrder(1, "A wedding."))
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM unit")
    rota = do(office, catalogue.LIST_ROTA, RotaQuery(ON))
    assert (rota.duties, rota.swaps) == ((), ())


def test_a_lent_unit_stands_until_its_loan_is_over(desk_of_stewards):
    office = desk_of_stewards
    loan = do(office, catalogue.ADD_LOAN, NewLoan("k1", at(8), at(20), " Insp. Webb "))
    assert (loan.agreed_by, loan.noted_by_name) == ("Insp. Webb", COORDINATOR.name)
    mustered = do(office, catalogue.LIST_STANDINGS, StandingQuery(ON), ANALYST)
    assert [one.standing.is_sent for one in mustered.units] == [True, False]
    assert mustered.loans == (loan,)
    do(office, catalogue.END_LOAN, LoanId(loan.id))
    assert not do(office, catalogue.LIST_STANDINGS, StandingQuery(ON)).units[0].standing.is_sent
    with pytest.raises(NotFound):
        do(office, catalogue.END_LOAN, LoanId(loan.id))


def test_names_are_shown_to_those_who_make_the_rota_and_the_audit_keeps_it(desk_of_stewards):
    for person in (ANALYST, OFFICER):
        with pytest.raises(NotAllowed):
            do(desk_of_stewards, catalogue.LIST_ROTA, RotaQuery(ON), person)
    assert catalogue.LIST_ROTA.shows_person
    assert catalogue.EXPORT_ROTA.shows_person
