"""Vigil protects places and communities: it holds no score, label or watch-list of a person.

This is a hard limit of the product. The test reads every column of every table and every field of every
dataclass; when it fails, the field goes, not the test.
"""

import dataclasses
import inspect
import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.whole.tree import modules
from vigil.database.metadata import metadata

# Refused wherever they stand: nothing but a person can be meant.
NEVER: Final = re.compile(
    r"watch_?list|black_?list|no_?fly|dangerousness|radicali[sz]|extremis[mt]_|suspect(?!ed_)|offender|perpetrator"
    r"|persons?_of_interest|nominals?\b|face_?(print|template|embedding)|criminal_record"
)

# Refused on whatever is about a person.
JUDGEMENT: Final = re.compile(
    r"(^|_)(scores?|scored|rating|rank|ranking|risk|riskiness|label|labels|threat|suspicion|suspicious|flag|flags|flagged"
    r"|profile|category|trust|credibility|likelihood|propensity|ethnicity|religion|race|nationality)($|_)"
)

PERSON: Final = re.compile(
    r"(^|_)(person|people|user|users|actor|reporter|caller|witness|victim|visitor|attendee|custodian|officer|steward"
    r"|contact|member|individual|subject|driver|owner|author|sender|poster|account)($|_)"
)


def complaint(owner: str, field: str) -> str:
    """Say what is wrong with a field of a table or dataclass, or nothing."""
    if NEVER.search(field) or NEVER.search(owner):
        return f"{owner}.{field} keeps watch on a person"
    is_of_a_person = PERSON.search(owner) or PERSON.search(field)
    if is_of_a_person and JUDGEMENT.search(field):
        return f"{owner}.{field} judges a person"
    return ""


def snake(name: str) -> str:
    """Give a class's name in the form a table's has."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def every_field() -> Iterator[tuple[str, str]]:
    for module in modules():
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ == module.__name__ and dataclasses.is_dataclass(kind):
                yield from ((snake(kind.__name__), field.name) for field in dataclasses.fields(kind))
    for table in metadata.tables.values():
        yield from ((table.name, column.name) for column in table.columns)


def test_nothing_we_hold_is_a_score_or_a_label_of_a_person() -> None:
    fields = set(every_field())
    assert ("desk_user", "name") in fields  # the search does reach the tables
    assert [said for owner, field in sorted(fields) if (said := complaint(owner, field))] == []


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        ("report", "suspect_name"),
        ("report", "reporter_credibility"),
        ("person", "risk"),
        ("desk_user", "threat_score"),
        ("watch_list", "name"),
        ("visit", "watchlist_hit"),
        ("reporter", "religion"),
        ("contact", "labels"),
        ("post", "author_score"),
    ],
)
def test_such_a_field_would_be_found(owner: str, field: str) -> None:
    assert complaint(owner, field)


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        ("place", "risk"),
        ("surge", "score"),
        ("bid", "score"),
        ("place", "community"),
        ("report", "kind"),
        ("desk_user", "role"),
        ("threat_level", "level"),
        ("link", "label"),
    ],
)
def test_what_is_of_a_place_or_a_thing_is_left_alone(owner: str, field: str) -> None:
    assert not complaint(owner, field)
