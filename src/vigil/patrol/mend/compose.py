"""Old and new together: the rounds of the next version, what was done in front, old visits under their old numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vigil.patrol.mend.whereabouts import Whereabouts
from vigil.patrol.stored import StoredRound, StoredVisit


def compose_rounds(
    before: Sequence[StoredRound], whereabouts: Mapping[str, Whereabouts], after: Sequence[StoredRound]
) -> tuple[StoredRound, ...]:
    """Give the whole rounds of the next version.

    `before` are those of the version that holds now, `after` what its units do with the rest of the day; a unit that
    was withdrawn has none. What a unit had to do before and still has keeps its lasting number.
    """
    new = {walk.unit_id: walk for walk in after}
    old = {walk.unit_id for walk in before}
    mended = (_compose(walk, whereabouts[walk.unit_id], new.get(walk.unit_id)) for walk in before)
    return (*mended, *(walk for walk in after if walk.unit_id not in old))


def _compose(walk: StoredRound, found: Whereabouts, after: StoredRound | None) -> StoredRound:
    lasting = {visit.window_id: visit.lasting_id for visit in found.left}
    done = [replace(visit, follows=visit.lasting_id) for visit in found.done]
    to_do = [replace(visit, follows=lasting.get(visit.window_id)) for visit in (after.visits if after else ())]
    return replace(
        walk,
        leave_at=walk.leave_at if done else (after.leave_at if after else None),
        back_at=after.back_at if after and after.visits else None,
        visits=tuple(_numbered([*done, *to_do])),
    )


def _numbered(visits: Sequence[StoredVisit]) -> Sequence[StoredVisit]:
    return [replace(visit, position=position) for position, visit in enumerate(visits, 1)]
