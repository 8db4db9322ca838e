"""What the audit keeps of what was asked."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from vigil.desk.actor import Role
from vigil.desk.subject import LONGEST_SUBJECT, subject_of


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    on: date


@dataclass(frozen=True)
class Asked:
    name: str
    secret: str = field(repr=False)
    content: bytes = b"abc"
    inner: Inner = Inner(date(2019, 3, 15))
    role: Role = Role.ADMIN
    colours: tuple[Colour, ...] = (Colour.RED,)
    at: datetime = datetime(2019, 3, 15, 8, tzinfo=UTC)
    more: dict[str, int] = field(default_factory=lambda: {"a": 1})
    nothing: None = None


def test_a_subject_is_json_that_keeps_no_secret_and_no_file():
    kept = json.loads(subject_of(Asked("Anna", "a long password")))
    assert kept == {
        "name": "Anna",
        "content": "3 bytes, sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "inner": {"on": "2019-03-15"},
        "role": "ADMIN",
        "colours": ["red"],
        "at": "2019-03-15T08:00:00+00:00",
        "more": {"a": 1},
        "nothing": None,
    }


def test_a_very_long_subject_keeps_its_beginning_and_its_hash():
    one, other = subject_of("x" * 10_000), subject_of("x" * 10_000 + "y")
    assert one.startswith('"xxx')
    assert len(one) < LONGEST_SUBJECT + 100
    assert one != other


def test_what_an_action_noted_stands_beside_what_was_asked():
    assert json.loads(subject_of(Inner(date(2019, 3, 15)), {"user_id": "anna"})) == {
        "asked": {"on": "2019-03-15"},
        "noted": {"user_id": "anna"},
    }
