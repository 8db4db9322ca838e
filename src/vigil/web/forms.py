"""What a form holds, read once and made valid: moments by local clocks, communities, lines of words."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from starlette.datastructures import FormData

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import local_moment
from vigil.register.place import Community

THIS_FORM: Final = "this form"


async def _fields(request: Request) -> FormData:
    return await request.form()


Fields = Annotated[FormData, Depends(_fields)]
"""The parameter of a handler whose form has fields that come more than once."""


def texts_of(fields: FormData, name: str) -> tuple[str, ...]:
    """Give every text a form holds under a name."""
    return tuple(value for value in fields.getlist(name) if isinstance(value, str))


def text_of(fields: FormData, name: str) -> str:
    """Give the one text a form holds under a name; empty when there is none."""
    return next(iter(texts_of(fields, name)), "").strip()


def read_day(text: str, *, field: str) -> date:
    """Read a day as a browser's date field gives it.

    Raises
    ------
    Unreadable : it is not a day
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError as problem:
        is_written_right = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip(), re.ASCII)
        why = "there is no such day; choose another" if is_written_right else "write the day as 2019-03-15"
        raise Unreadable(Where(THIS_FORM, field=field), why, text) from problem


def read_local_moment(text: str, zone: ZoneInfo, *, field: str) -> datetime:
    """Read a moment by the clocks of a zone, as a browser's field for day and time gives it.

    Raises
    ------
    Unreadable : it is not a day and time
    """
    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError as problem:
        raise Unreadable(Where(THIS_FORM, field=field), "write it as 2019-03-18T18:00", text) from problem
    if given.tzinfo is not None:
        raise Unreadable(Where(THIS_FORM, field=field), "give the time by local clocks, without an offset", text)
    return local_moment(given.date(), given.time(), zone)


def write_local_moment(at: datetime, zone: ZoneInfo) -> str:
    """Give a moment as a browser's field for day and time takes it."""
    return f"{at.astimezone(zone):%Y-%m-%dT%H:%M}"


def read_communities(words: Iterable[str]) -> tuple[Community, ...]:
    """Read communities from the words that stand for them.

    Raises
    ------
    Unreadable : one is not known
    """
    found = []
    for word in words:
        if word not in set(Community):
            raise Unreadable(Where(THIS_FORM, field="communities"), "is not a community this desk knows", word)
        found.append(Community(word))
    return tuple(found)


def read_lines(text: str) -> tuple[str, ...]:
    """Give the lines of a text that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def read_whole(text: str, *, field: str) -> int:
    """Read a whole number.

    Raises
    ------
    Unreadable : it is none
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise Unreadable(Where(THIS_FORM, field=field), "write a whole number", text)
    return int(text)
