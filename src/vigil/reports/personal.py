"""Keeping out who somebody is: columns and words that would tell are refused before anything is kept."""

import re
from collections.abc import Sequence
from typing import Final

from vigil.ground.errors import Unreadable, Where

OF_A_THING: Final = frozenset({"place_name", "area_name", "borough_name", "source_name", "kind_name"})
"""Columns with a telling word in them that speak of a place or a thing."""

TELLING: Final = re.compile(
    r"(^|[^a-z])("
    r"(sur|fore|first|last|full|user)?names?|initials|title|reporter|informant|complainant|caller|victims?|witness(es)?"
    r"|suspects?|offenders?|perpetrators?|accused|defendants?|persons?|people|contact|officer"
    r"|e?mail|phone|telephone|tel|mobile|fax|address|postcode|ip|handle|account|twitter|facebook|instagram"
    r"|dob|birth(day|date)?|age|gender|sex|ethnicity|race|nationality|disability|passport|nino|nhs|registration|plate"
    r")([^a-z]|$)"
)

MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
TELEPHONE: Final = re.compile(r"(?<!\d)(?:\+\d{1,3}|0)(?:[\s()-]{0,2}\d){9,11}(?!\d)")


def refuse_personal_columns(columns: Sequence[str], source: str, *, known: frozenset[str]) -> None:
    """Refuse a table with a column that looks as if it said who somebody is.

    Parameters
    ----------
    columns : the names in the header
    known : the columns that are read and speak of no person

    Raises
    ------
    Unreadable : names the column and says what to do
    """
    for column in columns:
        if column not in known | OF_A_THING and TELLING.search(column):
            raise Unreadable(
                Where(source, 1, column),
                "looks as if it told who somebody is; Vigil keeps reports by place, time and kind, never by person. "
                "Remove the column and import again",
            )


def find_personal(text: str) -> str:
    """Say what in a text would tell who somebody is: an e-mail address, a telephone number, or nothing."""
    if MAIL.search(text):
        return "an e-mail address"
    return "a telephone number" if TELEPHONE.search(text) else ""
