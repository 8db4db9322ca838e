import pytest

from vigil.ground.errors import Unreadable
from vigil.posture.query import ImpactQuery, TriggerQuery, UpliftQuery


@pytest.mark.parametrize("query", [TriggerQuery, UpliftQuery])
def test_a_page_has_one_to_a_thousand_rows(query: type[TriggerQuery | UpliftQuery]):
    assert query(limit=1).limit == 1
    assert query(limit=1_000).limit == 1_000
    for limit in (0, 1_001, -1):
        with pytest.raises(Unreadable, match="limit"):
            query(limit=limit)


def test_at_most_twelve_events_stand_side_by_side():
    ids = tuple(str(number) for number in range(13))
    assert ImpactQuery(source="a force", flag="islamophobic", trigger_ids=ids[:12]).trigger_ids == ids[:12]
    with pytest.raises(Unreadable, match="choose at most 12 events"):
        ImpactQuery(source="a force", flag="islamophobic", trigger_ids=ids)
