"""Everything the desk can do: name, who may, the function, one sentence.

Read it from top to bottom: it is the table of contents and the table of permissions. Pages, commands
and jobs reach an action only through here.
"""

from typing import Any, Final

from vigil.desk import access, audit, queue
from vigil.desk.action import Action
from vigil.desk.actor import Role
from vigil.patrol import actions as patrol
from vigil.patrol.carry import actions as carry
from vigil.patrol.draws import actions as draws
from vigil.patrol.mend import actions as mend
from vigil.patrol.muster import actions as muster
from vigil.patrol.sensitivity import actions as sensitivity
from vigil.picture import actions as picture
from vigil.posture import actions as posture
from vigil.register import actions as register
from vigil.register.rota import actions as rota
from vigil.reports import actions as reports

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

# ── register: the places we guard, who can be sent, who gathers when ────────────────────────────────

ADD_SHIPPED_AREAS: Final = Action(
    "register.add_shipped_areas", Role.ADMIN, register.add_shipped_areas, "Load the outlines that come with Vigil."
)
IMPORT_AREAS: Final = Action(
    "register.import_areas", Role.ADMIN | Role.COORDINATOR, register.import_areas, "Take outlines of areas from a file."
)
IMPORT_PLACES: Final = Action("register.import_places", Role.DESK, register.import_places, "Take places from a file.")
IMPORT_UNITS: Final = Action(
    "register.import_units", Role.ADMIN | Role.COORDINATOR, register.import_units, "Take units from a file."
)
IMPORT_TIMES: Final = Action(
    "register.import_times", Role.DESK, register.import_times, "Take places' own times of worship from a file."
)
GET_PLACE: Final = Action(
    "register.get_place", Role.DESK | Role.OFFICER, register.get_place, "See one place.", reads=True
)
LIST_PLACES: Final = Action(
    "register.list_places", Role.DESK | Role.OFFICER, register.list_places, "Search the places.", reads=True
)
LIST_UNITS: Final = Action(
    "register.list_units", Role.DESK | Role.OFFICER, register.list_units, "List who can be sent.", reads=True
)
LIST_AREAS: Final = Action(
    "register.list_areas", Role.DESK | Role.OFFICER, register.list_areas, "List the areas and outlines.", reads=True
)
LIST_DAY: Final = Action(
    "register.list_day", Role.DESK | Role.OFFICER, register.list_day, "See who gathers on a day.", reads=True
)
COUNT_REGISTER: Final = Action(
    "register.count", Role.DESK | Role.OFFICER, register.count_register, "Count what the register holds.", reads=True
)

# ── register, rota: who stands in a unit when, swaps, units that others lend ────────────────────────

LIST_ROTA: Final = Action(
    "register.list_rota",
    Role.COORDINATOR | Role.ADMIN,
    rota.list_rota,
    "See who stands in which unit when.",
    reads=True,
    shows_person=True,
)
IMPORT_ROTA: Final = Action(
    "register.import_rota", Role.COORDINATOR | Role.ADMIN, rota.import_rota, "Take a rota from a file."
)
EXPORT_ROTA: Final = Action(
    "register.export_rota",
    Role.COORDINATOR | Role.ADMIN,
    rota.export_rota,
    "Take the rota away as a file.",
    reads=True,
    shows_person=True,
)
ADD_STEWARD: Final = Action(
    "register.add_steward", Role.COORDINATOR | Role.ADMIN, rota.add_steward, "Put somebody on the rota."
)
CHANGE_TRAINING: Final = Action(
    "register.change_training",
    Role.COORDINATOR | Role.ADMIN,
    rota.change_training,
    "Keep until when a steward's training is valid.",
)
FORGET_STEWARD: Final = Action(
    "register.forget_steward",
    Role.COORDINATOR | Role.ADMIN,
    rota.forget_steward,
    "Take somebody off the rota for good, with name and contact.",
)
ADD_DUTY: Final = Action("register.add_duty", Role.COORDINATOR | Role.ADMIN, rota.add_duty, "Put a duty on the rota.")
DROP_DUTY: Final = Action(
    "register.drop_duty", Role.COORDINATOR | Role.ADMIN, rota.drop_duty, "Take a duty off the rota."
)
PROPOSE_SWAP: Final = Action(
    "register.propose_swap", Role.COORDINATOR | Role.ADMIN, rota.propose_swap, "Offer a duty to other stewards."
)
TAKE_SWAP: Final = Action(
    "register.take_swap", Role.COORDINATOR | Role.ADMIN, rota.take_swap, "Have a steward take a duty on offer."
)
APPROVE_SWAP: Final = Action(
    "register.approve_swap",
    Role.COORDINATOR | Role.ADMIN,
    rota.approve_swap,
    "Agree to a swap that somebody else has written down.",
)
REFUSE_SWAP: Final = Action("register.refuse_swap", Role.COORDINATOR | Role.ADMIN, rota.refuse_swap, "Refuse a swap.")
WITHDRAW_SWAP: Final = Action(
    "register.withdraw_swap", Role.COORDINATOR | Role.ADMIN, rota.withdraw_swap, "Take a duty off offer."
)
ADD_LOAN: Final = Action(
    "register.add_loan",
    Role.COORDINATOR | Role.ADMIN,
    rota.add_loan,
    "Keep that a unit of others is lent for a stretch of time.",
)
END_LOAN: Final = Action(
    "register.end_loan", Role.COORDINATOR | Role.ADMIN, rota.end_loan, "End a loan before its time."
)
LIST_STANDINGS: Final = Action(
    "register.list_standings",
    Role.DESK,
    rota.list_standings,
    "See who can be sent on a day, and why somebody cannot.",
    reads=True,
)
EXPORT_UNITS: Final = Action(
    "register.export_units",
    Role.COORDINATOR | Role.ADMIN,
    rota.export_units,
    "Take the units away as a file.",
    reads=True,
    shows_person=True,  # it says where units are and when: whoever took it away stands in the audit
)

# ── posture: what happened elsewhere, what we decide, what holds at every place ─────────────────────

IMPORT_TRIGGERS: Final = Action(
    "posture.import_triggers",
    Role.DESK,
    posture.import_triggers,
    "Take events that may set off hate crime from a file.",
)
IMPORT_SHIPPED_TRIGGERS: Final = Action(
    "posture.import_shipped_triggers",
    Role.DESK,
    posture.import_shipped_triggers,
    "Load the events that come with Vigil.",
)
LIST_TRIGGERS: Final = Action(
    "posture.list_triggers", Role.DESK, posture.list_triggers, "List the events known at a moment.", reads=True
)
GET_TRIGGER: Final = Action("posture.get_trigger", Role.DESK, posture.get_trigger, "See one event.", reads=True)
MEASURE_IMPACTS: Final = Action(
    "posture.measure_impacts",
    Role.DESK,
    posture.measure_impacts,
    "See what earlier events set off, side by side.",
    reads=True,
)
TAKE_IMPACTS: Final = Action(
    "posture.take_impacts",
    Role.DESK,
    posture.take_impacts,
    "Take away what earlier events set off, as a table.",
    reads=True,
    shows_person=True,  # it shows nobody, but whoever took it out of the desk stands in the audit
)
DRAFT_UPLIFT: Final = Action(
    "posture.draft_uplift", Role.DESK, posture.draft_uplift, "Have the machine propose an uplift.", reads=True
)
DRAFT_UPLIFT_FROM_ALARM: Final = Action(
    "posture.draft_uplift_from_alarm",
    Role.DESK,
    posture.draft_uplift_from_alarm,
    "Have the machine propose an uplift after an alarm of the picture.",
    reads=True,
)
PROPOSE_UPLIFT: Final = Action("posture.propose_uplift", Role.DESK, posture.propose_uplift, "Put an uplift forward.")
APPROVE_UPLIFT: Final = Action(
    "posture.approve_uplift",
    Role.COORDINATOR | Role.ADMIN,
    posture.approve_uplift,
    "Approve an uplift that somebody else has put forward.",
)
REFUSE_UPLIFT: Final = Action(
    "posture.refuse_uplift", Role.COORDINATOR | Role.ADMIN, posture.refuse_uplift, "Refuse an uplift."
)
END_UPLIFT: Final = Action(
    "posture.end_uplift", Role.COORDINATOR | Role.ADMIN, posture.end_uplift, "End an uplift before its time."
)
GET_UPLIFT: Final = Action("posture.get_uplift", Role.DESK, posture.get_uplift, "See one uplift.", reads=True)
LIST_UPLIFTS: Final = Action("posture.list_uplifts", Role.DESK, posture.list_uplifts, "List the uplifts.", reads=True)
GET_THREAT_LEVEL: Final = Action(
    "posture.get_threat_level", Role.ANYONE, posture.get_threat_level, "Know the national threat level.", reads=True
)
SET_THREAT_LEVEL: Final = Action(
    "posture.set_threat_level",
    Role.COORDINATOR | Role.ADMIN,
    posture.set_threat_level,
    "Keep a threat level that was announced.",
)
LIST_PLACE_LEVELS: Final = Action(
    "posture.list_place_levels",
    Role.DESK | Role.OFFICER,
    posture.list_place_levels,
    "Know the level of places, and why.",
    reads=True,
)

# ── reports: what happened, one by one and as others have counted it ────────────────────────────────

IMPORT_INCIDENTS: Final = Action(
    "reports.import_incidents", Role.DESK, reports.import_incidents, "Take incidents from a file."
)
IMPORT_COUNTS: Final = Action(
    "reports.import_counts", Role.DESK, reports.import_counts, "Take published counts from a file."
)
LIST_INCIDENTS: Final = Action(
    "reports.list_incidents", Role.DESK, reports.list_incidents, "List what happened.", reads=True
)
LIST_COUNT_SERIES: Final = Action(
    "reports.list_count_series", Role.DESK, reports.list_count_series, "Read published counts.", reads=True
)
COUNT_REPORTS: Final = Action(
    "reports.count", Role.DESK, reports.count_reports, "Count what has been reported.", reads=True
)

# ── picture: what it means ──────────────────────────────────────────────────────────────────────────

GET_PICTURE: Final = Action(
    "picture.get", Role.DESK, picture.get_picture, "See what is out of the ordinary, and whose it is.", reads=True
)
UPDATE_PICTURE: Final = Action(
    picture.UPDATE, Role.DESK, picture.update, "Make the board of a day with only what was known then."
)
ASK_UPDATE: Final = Action(
    "picture.ask_update", Role.DESK, picture.ask_update, "Have the worker make the board of a day."
)
GET_BOARD: Final = Action("picture.get_board", Role.DESK, picture.get_board, "See the board of a day.", reads=True)
LIST_BOARDS: Final = Action("picture.list_boards", Role.DESK, picture.list_boards, "List the boards.", reads=True)
EXPORT_BOARD: Final = Action(
    "picture.export_board",
    Role.DESK,
    picture.export_board,
    "Take a part of a board away as a table.",
    reads=True,
    shows_person=True,  # it shows nobody, but whoever took it out of the desk stands in the audit
)
TAKE_FIGURE: Final = Action(
    "picture.take_figure",
    Role.DESK,
    picture.take_figure,
    "Take a drawing of the picture away.",
    reads=True,
    shows_person=True,  # it shows nobody, but whoever took it out of the desk stands in the audit
)
IMPORT_BREAKS: Final = Action(
    "picture.import_breaks",
    Role.DESK,
    picture.import_breaks,
    "Take days from which series are recorded differently from a file.",
)
LIST_BREAKS: Final = Action(
    "picture.list_breaks",
    Role.DESK,
    picture.list_breaks,
    "List the days from which series are recorded differently.",
    reads=True,
)

# ── patrol: where we go ─────────────────────────────────────────────────────────────────────────────

SETTLE_PLAN_ORDER: Final = Action(
    "patrol.settle_plan_order",
    Role.COORDINATOR | Role.ADMIN,
    patrol.settle_plan_order,
    "Know at once whether a plan can be asked for.",
    reads=True,
)
DRAFT_REQUEST: Final = Action(
    "patrol.draft_request",
    Role.COORDINATOR | Role.ADMIN,
    patrol.draft_patrol_request,
    "Draw up what a plan of a day would be asked for.",
    reads=True,
    shows_person=True,  # it says where units are and when: whoever took it away stands in the audit
)
DRAFT_DAY: Final = Action(
    "patrol.draft_day",
    Role.COORDINATOR | Role.ADMIN,
    patrol.draft_day,
    "Draw up a day with what is known of each window and the units that can be sent.",
    reads=True,
    shows_person=True,  # it says where units are and when: whoever took it away stands in the audit
)
PLAN_ROUNDS: Final = Action(
    "patrol.plan_rounds",
    Role.COORDINATOR | Role.ADMIN,
    patrol.plan_rounds,
    "Plan who stands at which door and when.",
)
GET_PLAN: Final = Action("patrol.get_plan", Role.DESK, patrol.get_plan, "See one plan.", reads=True)
LIST_PLANS: Final = Action("patrol.list_plans", Role.DESK, patrol.list_plans, "List the plans.", reads=True)
LIST_LEFT_OUT: Final = Action(
    "patrol.list_left_out",
    Role.DESK,
    muster.list_left_out,
    "See which units a plan left out, and why.",
    reads=True,
)
EXPLAIN_VISIT: Final = Action(
    "patrol.explain_visit",
    Role.DESK,
    patrol.explain_planned_visit,
    "Walk back from a visit to the uplift and the figures it rests on.",
    reads=True,
)
EXPORT_PLAN: Final = Action(
    "patrol.export_plan",
    Role.COORDINATOR | Role.ADMIN,
    patrol.export_plan,
    "Take a plan away as a file, or print it.",
    reads=True,
    shows_person=True,  # whoever took a plan out of the desk stands in the audit
)

# ── patrol, drawn: the seed pledged before, and the proof afterwards ────────────────────────────────

PLEDGE_DRAW: Final = Action(
    "patrol.pledge_draw",
    Role.COORDINATOR | Role.ADMIN,
    draws.pledge_draw,
    "Bind the desk to a seed that nobody has seen, before a plan is drawn with it.",
)
REVEAL_DRAWS: Final = Action(
    "patrol.reveal_draws",
    Role.DESK,
    draws.reveal_draws,
    "Make known the seeds of the draws of all days that are over.",
)
FIND_DRAW: Final = Action(
    "patrol.find_draw", Role.DESK, draws.find_draw, "See what a plan was drawn from, and how good it is.", reads=True
)
PROVE_DAY: Final = Action(
    "patrol.prove_day",
    Role.DESK,
    draws.prove_day,
    "Prove that a day's draw was neither steered nor repeated.",
    reads=True,
)
FIT_YEAR: Final = Action(
    "patrol.fit_year",
    Role.DESK,
    draws.fit_year,
    "Hold a year's draws against the probabilities that were published.",
    reads=True,
)

STUDY_SENSITIVITY: Final = Action(
    "patrol.study_sensitivity",
    Role.COORDINATOR | Role.ADMIN,
    sensitivity.study_plan,
    "Work out which visits of a plan would change if an assumption were wrong.",
)
FIND_SENSITIVITY: Final = Action(
    "patrol.find_sensitivity",
    Role.DESK,
    sensitivity.find_sensitivity,
    "See what would change a plan if an assumption were wrong.",
    reads=True,
)

# ── patrol, carried: what a unit takes along, what its phone sends, what that proves ────────────────

MAKE_CARRY_LINK: Final = Action(
    "patrol.make_carry_link",
    Role.COORDINATOR | Role.ADMIN,
    carry.make_carry_link,
    "Make a one-time link with which a unit carries its round.",
)
LIST_CARRY_LINKS: Final = Action(
    "patrol.list_carry_links", Role.DESK, carry.list_carry_links, "See who carries a plan.", reads=True
)
WITHDRAW_CARRY_LINK: Final = Action(
    "patrol.withdraw_carry_link",
    Role.COORDINATOR | Role.ADMIN,
    carry.withdraw_carry_link,
    "Take a round back from whoever carries it by a link.",
)
SET_CARRY_TERMS: Final = Action(
    "patrol.set_carry_terms",
    Role.COORDINATOR | Role.ADMIN,
    carry.set_carry_terms,
    "Set from when a plan may be seen by its units, until when, and how near is near enough.",
)
OPEN_CARRY_LINK: Final = Action(
    "patrol.open_carry_link", Role.ANYONE, carry.open_carry_link, "Open a round by a one-time link."
)
FIND_CARRIER: Final = Action(
    "patrol.find_carrier", Role.ANYONE, carry.find_carrier, "Know whose round a phone carries.", reads=True
)
GET_CARRIED_ROUND: Final = Action(
    "patrol.get_carried_round", Role.OFFICER, carry.get_carried_round, "See the round one carries.", reads=True
)
TAKE_EVENTS: Final = Action("patrol.take_events", Role.OFFICER, carry.take_events, "Keep what a phone says of a round.")
HAND_ROUND_BACK: Final = Action(
    "patrol.hand_round_back", Role.OFFICER, carry.hand_round_back, "Give the round one carries back before its time."
)
GET_CARRIED_PLAN: Final = Action(
    "patrol.get_carried_plan", Role.DESK, carry.get_carried_plan, "See how far the visits of a plan are.", reads=True
)
GET_CARRY_MARK: Final = Action(
    "patrol.get_carry_mark", Role.DESK, carry.get_carry_mark, "Know whether phones have said anything new.", reads=True
)
LIST_REPAIRS: Final = Action(
    "patrol.list_repairs", Role.DESK, mend.list_repairs, "List the repairs of a plan's rounds.", reads=True
)
PROPOSE_REPAIR: Final = Action(
    "patrol.propose_repair",
    Role.COORDINATOR | Role.ADMIN,
    mend.propose_repair,
    "Work out new rounds for the rest of a day from where everybody is.",
)
GET_REPAIR: Final = Action(
    "patrol.get_repair", Role.DESK, mend.get_repair, "See what a repair of a plan's rounds changes.", reads=True
)
ACCEPT_REPAIR: Final = Action(
    "patrol.accept_repair",
    Role.COORDINATOR | Role.ADMIN,
    mend.accept_repair,
    "Let new rounds take effect for the rest of a day.",
)
GET_PROVEN: Final = Action(
    "patrol.get_proven", Role.DESK, carry.get_proven, "Set planned and proven visits side by side.", reads=True
)
EXPORT_PROVEN: Final = Action(
    "patrol.export_proven",
    Role.DESK,
    carry.export_proven,
    "Take planned against proven away as a table.",
    reads=True,
    shows_person=True,  # it shows nobody, but whoever took it out of the desk stands in the audit
)
LIST_FAIRNESS: Final = Action(
    "patrol.list_fairness", Role.DESK, carry.list_fairness, "See week by week how fair the plans were.", reads=True
)


def every_action() -> dict[str, Action[Any, Any]]:
    """Give every action above by its name."""
    return {thing.name: thing for thing in globals().values() if isinstance(thing, Action)}
