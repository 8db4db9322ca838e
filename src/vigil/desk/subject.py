"""What was asked, as the audit keeps it."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum, Flag
from hashlib import sha256
from types import MappingProxyType
from typing import Final

LONGEST_SUBJECT: Final = 4000


def subject_of(asked: object, noted: Mapping[str, str] = MappingProxyType({})) -> str:
    """Give what was asked as the audit keeps it, in JSON, with what the action noted beside it.

    Fields declared with `repr=False` (passwords, tokens, whatever is sealed) are left out; files are
    kept as their size and SHA-256, and what is longer than 4,000 characters as its beginning and SHA-256.
    """
    plain = _plain(asked)
    written = json.dumps({"asked": plain, "noted": dict(noted)} if noted else plain, ensure_ascii=False, sort_keys=True)
    if len(written) <= LONGEST_SUBJECT:
        return written
    return f"{written[:LONGEST_SUBJECT]}… sha256 {sha256(written.encode()).hexdigest()}"


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.repr}
    if isinstance(value, bytes):
        return f"{len(value)} bytes, sha256 {sha256(value).hexdigest()}"
    if isinstance(value, Flag):
        return value.name
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if isinstance(value, datetime) else str(value)
