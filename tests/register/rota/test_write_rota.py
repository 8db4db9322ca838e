from dataclasses import replace

from tests.register.rota.a_rota import ASHA, a_duty, a_unit
from vigil.register.rota.query import DutyLine
from vigil.register.rota.write_rota import write_rota


def test_moments_stand_by_the_clocks_of_the_unit_with_their_offset():
    paris = DutyLine(a_duty(), replace(ASHA, trained_until=None), a_unit("p1", time_zone="Europe/Paris"), False, None)
    assert write_rota([paris]) == (
        "steward,contact,trained_until,unit,from,until\n"
        "Asha,07700 900001,,p1,2019-03-20T11:00+01:00,2019-03-20T17:00+01:00\n"
    )
