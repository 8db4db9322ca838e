"""One person of each role, to ask the desk in tests; nobody here is real."""

from typing import Final

from vigil.desk.actor import VISITOR, Actor, Role

COORDINATOR: Final = Actor("amina", "Amina Coordinator", Role.COORDINATOR)
SECOND_COORDINATOR: Final = Actor("brendan", "Brendan Coordinator", Role.COORDINATOR)
"""Approves what the first has proposed."""
ANALYST: Final = Actor("chaya", "Chaya Analyst", Role.ANALYST)
OFFICER: Final = Actor("david", "David Officer", Role.OFFICER)
CUSTODIAN: Final = Actor("farah", "Farah Custodian", Role.CUSTODIAN)
CASEWORKER: Final = Actor("gurpreet", "Gurpreet Caseworker", Role.CASEWORKER)
ADMIN: Final = Actor("helen", "Helen Admin", Role.ADMIN)
PUBLIC: Final = VISITOR

EVERYBODY: Final = (COORDINATOR, SECOND_COORDINATOR, ANALYST, OFFICER, CUSTODIAN, CASEWORKER, ADMIN, PUBLIC)
