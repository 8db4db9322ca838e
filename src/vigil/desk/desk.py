"""What an action is given to work with."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

import numpy as np
from sqlalchemy import Connection

from vigil.database.engine import watch_changes
from vigil.desk.actor import Actor
from vigil.ground.executor import IN_THIS_PROCESS, Executor

log = logging.getLogger(__name__)


class Stopped(Exception):
    """Raised out of `Desk.tell` when somebody has asked for the work to be stopped."""


class Progress(Protocol):
    """Hears how far long work has come; raises `Stopped` when it should end."""

    def __call__(self, share: float, says: str) -> None:
        """Hear that `share` (0 to 1) is done, and what is being done now."""
        ...


def nobody_listens(share: float, says: str) -> None:
    """Hear progress when nobody asked for it."""
    log.debug("%3.0f %% %s", share * 100, says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms an action is performed: when, for whom, with which chance, where heavy parts run, who hears."""

    at: datetime
    actor: Actor
    seed: int
    rng: np.random.Generator
    progress: Progress = nobody_listens
    executor: Executor = IN_THIS_PROCESS


class Desk:
    """A connection, the moment, the actor and the random source of one performed action.

    The transaction begins at the first use of `connection` and belongs to `Office.perform`;
    an action never commits. Before a long calculation it calls `let_go`.
    """

    def __init__(self, connect: Callable[[], Connection], terms: Terms) -> None:
        self._connect: Final = connect
        self._open: Connection | None = None
        self._has_changed = False
        self.at: Final = terms.at
        self.actor: Final = terms.actor
        self.seed: Final = terms.seed
        self.rng: Final = terms.rng
        self.tell: Final = terms.progress
        self.executor: Final = terms.executor
        self.noted: dict[str, str] = {}

    @property
    def connection(self) -> Connection:
        """The connection of this transaction, begun on first use."""
        if self._open is None:
            self._open = self._connect()
            watch_changes(self._open, self._note_change)
        return self._open

    def _note_change(self) -> None:
        self._has_changed = True

    def let_go(self) -> None:
        """End the transaction before long work, so that nobody waits for it.

        Raises
        ------
        RuntimeError : something was already changed; long work comes before the first change
        """
        if self._has_changed:
            raise RuntimeError("let_go after a change would lose it")
        self.close()

    def note(self, **facts: str) -> None:
        """Have the audit keep what only the action can know, such as whom a link let in."""
        self.noted.update(facts)

    def close(self) -> None:
        """Undo whatever was not committed and give the connection back."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def commit(self) -> None:
        """Make the changes last; called by the office alone."""
        if self._open is not None:
            self._open.commit()
