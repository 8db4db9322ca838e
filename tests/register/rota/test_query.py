import pytest

from tests.register.rota.a_rota import ON
from vigil.ground.errors import Unreadable
from vigil.register.rota.query import RotaQuery


@pytest.mark.parametrize("days", [0, 367])
def test_a_rota_is_asked_for_by_days_up_to_a_year(days):
    assert RotaQuery(ON).days == 7
    with pytest.raises(Unreadable, match="from 1 to 366"):
        RotaQuery(ON, days)
