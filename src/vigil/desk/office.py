"""The office: the only door to every action.

`perform` alone checks the role, owns the transaction, fixes the moment and the random source,
writes the audit line and commits. Pages, commands and jobs all come in here.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Engine

from vigil.database.engine import CHANGES, READS, open_engine, sqlite_file
from vigil.desk import audit_store, clock
from vigil.desk.action import Action, Asked, Given
from vigil.desk.actor import Actor
from vigil.desk.chain import AuditLine, Outcome
from vigil.desk.desk import Desk, Progress, Terms, nobody_listens
from vigil.desk.settings import Settings
from vigil.desk.subject import subject_of
from vigil.ground.errors import NotAllowed, Refused
from vigil.ground.executor import IN_THIS_PROCESS, Executor


@dataclass(frozen=True, slots=True)
class Office:
    """A database, a clock, and where heavy calculations run; everything is asked of it by `perform`."""

    engine: Engine
    clock: clock.Clock
    settings: Settings
    executor: Executor = IN_THIS_PROCESS

    def perform(
        self,
        action: Action[Asked, Given],
        asked: Asked,
        actor: Actor,
        *,
        seed: int | None = None,
        progress: Progress = nobody_listens,
    ) -> Given:
        """Do one action for one actor, whole or not at all.

        Raises
        ------
        NotAllowed : the actor's role may not do it (audited as refused)
        VigilError : whatever the action itself refuses; nothing has then changed
        """
        seed = secrets.randbits(63) if seed is None else seed
        terms = Terms(
            at=self.clock(),
            actor=actor,
            seed=seed,
            rng=np.random.default_rng(seed),
            progress=progress,
            executor=self.executor,
        )
        desk = Desk(self._connect(READS if action.reads else CHANGES), terms)
        try:
            if actor.role not in action.roles:
                raise NotAllowed(f"{actor.name} may not do this: {action.says}")
            given = action.run(desk, asked)
            if not action.reads:
                audit_store.add_line(desk.connection, self._line(action, asked, desk, Outcome.DONE))
            desk.commit()
        except (NotAllowed, Refused):
            desk.close()
            self._note(action, asked, desk, Outcome.REFUSED)
            raise
        finally:
            desk.close()
        if action.reads and action.shows_person:
            self._note(action, asked, desk, Outcome.DONE)
        return given

    def _connect(self, options: dict[str, str]) -> Callable[[], Connection]:
        return lambda: self.engine.connect().execution_options(**options)

    def _note(self, action: Action[Asked, Given], asked: Asked, desk: Desk, outcome: Outcome) -> None:
        """Write an audit line in a transaction of its own."""
        with self._connect(CHANGES)() as connection:
            audit_store.add_line(connection, self._line(action, asked, desk, outcome))
            connection.commit()

    def _line(self, action: Action[Asked, Given], asked: Asked, desk: Desk, outcome: Outcome) -> AuditLine:
        return AuditLine(
            number=0,
            at=desk.at,
            recorded_at=clock.now(),
            actor_id=desk.actor.id,
            actor_name=desk.actor.name,
            role=(desk.actor.role.name or "").lower(),
            action=action.name,
            outcome=outcome,
            subject=subject_of(asked, desk.noted),
            seed=str(desk.seed),
            before="",
        )


def open_office(settings: Settings) -> Office:
    """Give the office of a database; its clock is the machine's, or a replay's when one is set.

    The folder of a SQLite file is made when it is missing, for its owner alone.
    """
    file = sqlite_file(settings.database)
    if file is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replay_at = settings.replay_at
    return Office(
        engine=open_engine(settings.database),
        clock=clock.now if replay_at is None else clock.running_from(replay_at),
        settings=settings,
    )
