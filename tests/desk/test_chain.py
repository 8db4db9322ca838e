"""The chain: no line can be changed, dropped, swapped or slipped in unnoticed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.desk.chain import FIRST, AuditLine, Outcome, Verdict, hash_of, seal, verify

AT = datetime(2019, 3, 15, 8, tzinfo=UTC)


def a_chain(length):
    before, lines = FIRST, []
    for number in range(1, length + 1):
        line = seal(
            AuditLine(
                number=number,
                at=AT,
                recorded_at=AT + timedelta(seconds=number),
                actor_id="amina",
                actor_name="Amina",
                role="coordinator",
                action="posture.approve_uplift",
                outcome=Outcome.DONE,
                subject=f'{{"id": {number}}}',
                seed="1",
                before=before,
            )
        )
        lines.append(line)
        before = line.hash
    return lines


def test_an_empty_chain_is_whole():
    assert verify([]) == Verdict(0, FIRST)


def test_a_whole_chain_gives_its_head():
    lines = a_chain(5)
    verdict = verify(lines)
    assert verdict.is_whole
    assert (verdict.lines, verdict.head) == (5, lines[-1].hash)


CHANGES = {
    "at": AT + timedelta(1),
    "recorded_at": AT,
    "actor_id": "brendan",
    "actor_name": "Brendan",
    "role": "admin",
    "action": "posture.refuse_uplift",
    "outcome": Outcome.REFUSED,
    "subject": "{}",
    "seed": "2",
}


@pytest.mark.parametrize("field", sorted(CHANGES))
def test_any_change_of_content_is_seen(field):
    lines = a_chain(4)
    lines[2] = replace(lines[2], **{field: CHANGES[field]})
    verdict = verify(lines)
    assert (verdict.broken_at, verdict.lines) == (3, 2)
    assert "content was changed" in verdict.why


def test_a_change_with_a_new_hash_breaks_the_next_line():
    lines = a_chain(4)
    lines[1] = seal(replace(lines[1], subject="{}"))
    assert verify(lines).broken_at == 3
    assert "does not follow" in verify(lines).why


@given(st.integers(1, 7), st.data())
def test_a_dropped_line_is_seen_unless_it_was_the_last(dropped, data):
    lines = a_chain(8)
    del lines[dropped - 1]
    verdict = verify(lines)
    assert verdict.broken_at == dropped + 1
    assert f"line {dropped} is missing" in verdict.why


def test_a_cut_off_end_leaves_another_head():
    lines = a_chain(5)
    assert verify(lines[:4]).is_whole
    assert verify(lines[:4]).head != lines[-1].hash


def test_the_hash_is_of_fixed_form():
    assert hash_of(a_chain(1)[0]) == "5c16f865dbc2c6fcb7c170859f82fe51b797e4ce1f9d41d98059e1beb67254c3"
