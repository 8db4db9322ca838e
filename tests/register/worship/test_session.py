from datetime import UTC, datetime, timedelta

import pytest

from vigil.register.worship.session import Phase, Window

NOON = datetime(2019, 3, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize("length", [timedelta(0), timedelta(minutes=-1)])
def test_a_window_that_closes_before_it_opens_cannot_be(length: timedelta) -> None:
    with pytest.raises(ValueError, match="cannot open"):
        Window(Phase.ARRIVING, NOON, NOON + length)


def test_the_phases_follow_one_another() -> None:
    assert [phase.value for phase in Phase] == ["arriving", "gathered", "leaving"]
    assert Window(Phase.LEAVING, NOON, NOON + timedelta(seconds=1)).closes_at > NOON
