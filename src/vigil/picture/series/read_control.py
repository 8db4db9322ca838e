"""Reading the settings of a detector: a JSON object with the names of R's package surveillance.

The settings a detector knows are the fields of its control, as R writes names: `past_weeks_not_included` stands there
as pastWeeksNotIncluded, and `rows` as range, counted from 1, first and last included.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, ClassVar, Final, Protocol, TypeVar, get_args, get_origin, get_type_hints

from vigil.ground.errors import Unreadable, Where
from vigil.register.read_table import decode

if TYPE_CHECKING:
    from dataclasses import Field


class _Control(Protocol):
    """A dataclass of settings."""

    __dataclass_fields__: ClassVar[dict[str, "Field[object]"]]


Control = TypeVar("Control", bound=_Control)

RANGE: Final = "range"


def read_settings(content: bytes, source: str) -> dict[str, object]:
    """Read a JSON object of settings.

    Raises
    ------
    Unreadable : it is not JSON, not an object, or a name stands twice
    """

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise Unreadable(Where(source, field=twice), "stands twice")
        return dict(pairs)

    try:
        read = json.loads(decode(content, source), object_pairs_hook=once)
    except json.JSONDecodeError as problem:
        raise Unreadable(Where(source, problem.lineno), f"is not JSON: {problem.msg}") from problem
    if not isinstance(read, dict):
        raise Unreadable(Where(source), 'must be a JSON object, such as {"b": 5, "w": 3}')
    return read


def read_control(settings: Mapping[str, object], source: str, kind: type[Control]) -> Control:
    """Give a detector's control from settings read; what is not named keeps its default.

    Parameters
    ----------
    settings : by the names of R
    kind : the control, a dataclass of whole numbers, numbers, words, yes or no, and pairs of whole numbers

    Raises
    ------
    Unreadable : a name is not known (says which are), or a value is not of the kind wanted
    """
    kinds = get_type_hints(kind)
    known = {name_in_file(one.name): one.name for one in fields(kind)}
    for name in settings:
        if name not in known:
            why = f"is not a setting of this method; it has: {', '.join(sorted(known))}"
            raise Unreadable(Where(source, field=name), why)
    said = {name: _unwrap(value, name) for name, value in settings.items()}
    given = {
        known[name]: _read_value(value, kinds[known[name]], Where(source, field=name))
        for name, value in said.items()
        if not (name == RANGE and value is None)
    }
    return kind(**given)


def name_in_file(name: str) -> str:
    """Give the name by which a control's field is written in a file."""
    first, *rest = ("range" if name == "rows" else name).split("_")
    return first + "".join(word.capitalize() for word in rest)


def _unwrap(value: object, name: str) -> object:
    """Give the one of a list of one, and null for an empty object: so R's writers of JSON write one, and NULL."""
    if value == {}:
        return None
    if isinstance(value, list) and len(value) == 1 and name != RANGE:
        return value[0]
    return value


def _read_value(value: object, kind: object, where: Where) -> object:
    choices = get_args(kind) if get_origin(kind) is not tuple else ()
    if NoneType in choices and value is None:
        return None
    wanted = next((choice for choice in choices if choice is not NoneType), kind)
    if get_origin(wanted) is tuple:
        return _read_rows(value, where) if where.field == RANGE else _read_pair(value, where)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return _read_word(value, list(wanted), where)
    return _read_scalar(value, wanted, where, may_be_null=NoneType in choices)


def _read_scalar(value: object, wanted: object, where: Where, *, may_be_null: bool) -> object:
    or_null = ", or null" if may_be_null else ""
    if wanted is bool:
        if isinstance(value, bool):
            return value
        raise _wrong(where, f"must be true or false{or_null}", value)
    if wanted is int:
        whole = _whole(value)
        if whole is None:
            raise _wrong(where, f"must be a whole number{or_null}", value)
        return whole
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < float("inf"):
        raise _wrong(where, f"must be a number{or_null}", value)
    return float(value)


def _read_word(value: object, words: Sequence[StrEnum], where: Where) -> StrEnum:
    found = next((word for word in words if value == word.value), None)
    if found is None:
        raise _wrong(where, f"must be one of: {', '.join(word.value for word in words)}", value)
    return found


def _read_pair(value: object, where: Where) -> tuple[int, int]:
    wholes = [_whole(one) for one in value] if isinstance(value, list) else []
    match wholes:
        case [int() as first, int() as second]:
            return first, second
        case _:
            raise _wrong(where, "must be two whole numbers, such as [5, 4]", value)


def _read_rows(value: object, where: Where) -> tuple[int, int]:
    """Give first and last row, counted from 0, of a first and last counted from 1, one number, or every number."""
    wholes = [_whole(one) for one in value] if isinstance(value, list) else [_whole(value)]
    numbers = [one for one in wholes if one is not None]
    is_every = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if len(numbers) != len(wholes) or not (is_every or (len(numbers) == 2 and numbers[0] <= numbers[1])):
        raise _wrong(where, "must be the first and the last period, counted from 1, such as [272, 528]", value)
    if numbers[0] < 1:
        raise _wrong(where, "periods are counted from 1", value)
    return numbers[0] - 1, numbers[-1] - 1


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if float(value).is_integer() else None


def _wrong(where: Where, why: str, value: object) -> Unreadable:
    return Unreadable(where, why, json.dumps(value, ensure_ascii=False))
