from datetime import UTC, datetime

import pytest

from tests.posture.events import a_mosque, an_approved_uplift, some_terms
from vigil.posture.level import ResponseLevel
from vigil.posture.place_level import level_of
from vigil.posture.threat import ThreatLevel, ThreatNow
from vigil.register.place import Community


def a_threat(level: ThreatLevel, base: ResponseLevel) -> ThreatNow:
    first = datetime(2014, 8, 29, tzinfo=UTC)
    return ThreatNow(
        level=level,
        words="an attack is highly likely",
        response=ResponseLevel.HEIGHTENED,
        base=base,
        since_at=first,
        source="announced",
        is_last_known=False,
        known_until_at=first,
    )


SEVERE = a_threat(ThreatLevel.SEVERE, ResponseLevel.NORMAL)
CRITICAL = a_threat(ThreatLevel.CRITICAL, ResponseLevel.HEIGHTENED)


def test_an_uplift_raises_the_places_it_is_meant_for():
    found = level_of(a_mosque(), (an_approved_uplift(),), SEVERE)

    assert (found.level, found.uplift_ids) == (ResponseLevel.HEIGHTENED, (1,))
    assert found.why == (
        "Heightened by uplift 1: Attack on two mosques in Christchurch.",
        "Without an uplift: normal, while the national threat level is SEVERE.",
    )


def test_other_places_stay_at_the_base():
    found = level_of(a_mosque(community=Community.SIKH), (an_approved_uplift(),), SEVERE)

    assert (found.level, found.uplift_ids) == (ResponseLevel.NORMAL, ())
    assert found.why == ("Without an uplift: normal, while the national threat level is SEVERE.",)


@pytest.mark.parametrize(
    ("uplifted_to", "expected"),
    [
        (ResponseLevel.HEIGHTENED, ResponseLevel.HEIGHTENED),
        (ResponseLevel.EXCEPTIONAL, ResponseLevel.EXCEPTIONAL),
    ],
)
def test_the_higher_of_base_and_uplift_holds(uplifted_to: ResponseLevel, expected: ResponseLevel):
    uplift = an_approved_uplift(terms=some_terms(level=uplifted_to))

    assert level_of(a_mosque(), (uplift,), CRITICAL).level is expected


def test_of_two_uplifts_the_higher_holds_and_both_are_named():
    higher = an_approved_uplift(id=2, terms=some_terms(level=ResponseLevel.EXCEPTIONAL))

    found = level_of(a_mosque(), (an_approved_uplift(), higher), SEVERE)

    assert (found.level, found.uplift_ids) == (ResponseLevel.EXCEPTIONAL, (1, 2))


def test_without_a_published_threat_level_the_base_is_normal():
    assert level_of(a_mosque(), (), None).why == ("Without an uplift: normal.",)
