"""What can be asked of the reports."""

import pytest

from vigil.ground.errors import Unreadable
from vigil.reports.query import IncidentQuery


@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (1_000, 5)])
def test_a_page_may_be_asked_for(limit, offset):
    assert IncidentQuery(limit=limit, offset=offset).limit == limit


@pytest.mark.parametrize(("limit", "offset", "field"), [(0, 0, "limit"), (1_001, 0, "limit"), (1, -1, "offset")])
def test_a_page_that_cannot_be_is_refused(limit, offset, field):
    with pytest.raises(Unreadable, match=field):
        IncidentQuery(limit=limit, offset=offset)
