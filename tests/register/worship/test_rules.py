from dataclasses import replace
from datetime import time, timedelta

import pytest

from vigil.register.place import Community
from vigil.register.worship.rules import DEFAULT_RULES, WindowRule, WorshipRules


def _minutes(rule: WindowRule) -> tuple[float, float, float]:
    return tuple(part.total_seconds() / 60 for part in (rule.before, rule.into, rule.after))  # type: ignore[return-value]  # three parts


def test_every_community_has_windows_and_a_typical_capacity() -> None:
    for community in Community:
        assert _minutes(DEFAULT_RULES.windows_by_community[community]) > (0, 0, 0)
        typical = DEFAULT_RULES.typical_capacity[community]
        assert 0 < typical.low < typical.people < typical.high


def test_a_kind_goes_before_the_community() -> None:
    assert _minutes(DEFAULT_RULES.window_of("jumuah", Community.MUSLIM, people=212)) == (30, 5, 20)
    assert _minutes(DEFAULT_RULES.window_of("asr", Community.MUSLIM, people=212)) == (15, 5, 15)


@pytest.mark.parametrize(
    ("people", "expected"),
    [(59, (21, 5, 14)), (60, (30, 5, 20)), (399, (30, 5, 20)), (400, (45, 5, 30)), (5000, (45, 5, 30))],
)
def test_more_people_need_longer(people: int, expected: tuple[float, float, float]) -> None:
    assert _minutes(DEFAULT_RULES.window_of("jumuah", Community.MUSLIM, people=people)) == expected


def test_lengths_are_whole_minutes() -> None:
    for kind in ("jumuah", "tarawih", "sunday", "diwan"):
        for people in (10, 100, 1000):
            rule = DEFAULT_RULES.window_of(kind, Community.SIKH, people=people)
            assert all(minutes == int(minutes) for minutes in _minutes(rule))


def test_a_window_has_no_negative_length() -> None:
    with pytest.raises(ValueError, match="negative"):
        WindowRule(timedelta(minutes=5), timedelta(minutes=-1), timedelta(0))


def test_rules_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(ValueError, match="large place"):
        WorshipRules(small_below_people=400, large_from_people=400)
    with pytest.raises(ValueError, match="shorter windows"):
        WorshipRules(small_factor=1.2)


def test_rules_are_settable() -> None:
    rules = replace(DEFAULT_RULES, jumuah_at=time(13, 0), windows_by_kind={"jumuah": WindowRule(*[timedelta(0)] * 3)})
    assert rules.jumuah_at == time(13, 0)
    assert _minutes(rules.window_of("jumuah", Community.MUSLIM, people=100)) == (0, 0, 0)
