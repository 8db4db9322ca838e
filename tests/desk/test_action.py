"""An action knows what it takes."""

from vigil import catalogue
from vigil.desk.access import NewUser
from vigil.desk.audit import AuditPage


def test_an_action_knows_the_dataclass_it_takes():
    assert catalogue.ADD_USER.asked is NewUser
    assert catalogue.LIST_AUDIT.asked is AuditPage
