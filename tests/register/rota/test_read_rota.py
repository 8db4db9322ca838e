from datetime import UTC, date, datetime

import pytest

from tests.register.rota.a_rota import ASHA, a_duty, a_unit, at
from vigil.register.rota.query import DutyLine
from vigil.register.rota.read_rota import RotaLine, read_rota
from vigil.register.rota.write_rota import write_rota
from vigil.register.unit import Stretch

UNITS = {"s1": a_unit(), "p1": a_unit("p1", time_zone="Europe/Paris")}
HEAD = "steward,contact,trained_until,unit,from,until\n"


def test_lines_are_read_by_the_clocks_of_the_unit():
    text = (
        HEAD + "Asha,07700 900001,2019-12-31,s1,2019-06-01 10:00,2019-06-01T16:00\n"
        "Ben,,,p1,2019-06-01T10:00+00:00,2019-06-01 16:00\n"
    )
    asha, ben = (one.value for one in read_rota(text.encode(), "rota.csv", UNITS).found)
    assert asha == RotaLine(
        "Asha",
        "07700 900001",
        date(2019, 12, 31),
        "s1",
        Stretch(datetime(2019, 6, 1, 9, tzinfo=UTC), datetime(2019, 6, 1, 15, tzinfo=UTC)),
    )
    assert (ben.trained_until, ben.unit_id) == (None, "p1")
    assert ben.stretch == Stretch(datetime(2019, 6, 1, 10, tzinfo=UTC), datetime(2019, 6, 1, 14, tzinfo=UTC))


@pytest.mark.parametrize(
    ("line", "field", "why"),
    [
        (",,,s1,2019-06-01 10:00,2019-06-01 16:00", "steward", "is missing"),
        ("A,,,s9,2019-06-01 10:00,2019-06-01 16:00", "unit", "is not the id of a unit"),
        ("A,,soon,s1,2019-06-01 10:00,2019-06-01 16:00", "trained_until", "write the day as"),
        ("A,,,s1,at ten,2019-06-01 16:00", "from", "write the moment as"),
        ("A,,,s1,2019-06-01 10:00,", "until", "is missing"),
        ("A,,,s1,2019-06-01 10:00,2019-06-01 09:00", "until", "must be later"),
    ],
)
def test_a_wrong_line_is_set_aside(line, field, why):
    (rejected,) = read_rota((HEAD + line + "\n").encode(), "rota.csv", UNITS).rejected
    assert (rejected.line, rejected.field) == (2, field)
    assert why in rejected.reason


def test_what_is_written_is_read():
    line = DutyLine(a_duty(), ASHA, a_unit(), is_trained=True, swap=None)
    (found,) = read_rota(write_rota([line]).encode(), "rota.csv", UNITS).found
    assert found.value == RotaLine("Asha", "07700 900001", date(2019, 12, 31), "s1", Stretch(at(10), at(16)))
