"""Everything the desk can do: name, who may, the function, one sentence.

Read it from top to bottom: it is the table of contents and the table of permissions. Pages, commands
and jobs reach an action only through here.
"""

from typing import Final

from vigil.desk import access, audit, queue
from vigil.desk.action import Action
from vigil.desk.actor import Role

# ── desk: who gets in, what was done ────────────────────────────────────────────────────────────────

ADD_USER: Final = Action("desk.add_user", Role.ADMIN, access.add_user, "Let a person in.")
LIST_USERS: Final = Action(
    "desk.list_users", Role.ADMIN, access.list_users, "List who may sign in.", reads=True, shows_person=True
)
SIGN_IN: Final = Action("desk.sign_in", Role.ANYONE, access.sign_in, "Sign in with a password.")
SIGN_IN_BY_LINK: Final = Action(
    "desk.sign_in_by_link", Role.ANYONE, access.sign_in_by_link, "Sign in with a one-time link."
)
MAKE_LINK: Final = Action("desk.make_link", Role.ADMIN, access.make_link, "Make a one-time link to sign in.")
SIGN_OUT: Final = Action("desk.sign_out", Role.ANYONE, access.sign_out, "Sign out.")
FIND_ACTOR: Final = Action("desk.find_actor", Role.ANYONE, access.find_actor, "Know who holds a session.", reads=True)
LIST_AUDIT: Final = Action(
    "desk.list_audit", Role.DESK, audit.list_audit, "Read the audit.", reads=True, shows_person=True
)
VERIFY_AUDIT: Final = Action(
    "desk.verify_audit", Role.DESK, audit.verify_audit, "Prove that the audit is whole.", reads=True
)
QUEUE_JOB: Final = Action("desk.queue_job", Role.DESK, queue.queue_job, "Have long work done by the worker.")
STOP_JOB: Final = Action("desk.stop_job", Role.DESK, queue.stop_job, "Ask for long work to stop.")
GET_JOB: Final = Action("desk.get_job", Role.DESK, queue.get_job, "See how far long work has come.", reads=True)
LIST_JOBS: Final = Action("desk.list_jobs", Role.DESK, queue.list_jobs, "List long work.", reads=True)
