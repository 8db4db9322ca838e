"""What OpenStreetMap's tags say of a place of worship, in the columns of our own tables."""

from collections.abc import Mapping
from typing import Final

BUILDINGS: Final = ("church", "chapel", "cathedral", "mosque", "synagogue", "temple", "gurdwara", "mandir", "shrine")
"""Buildings that count as places of worship when they carry a religion, even without the amenity."""

NAMES: Final = ("name", "name:en", "official_name", "int_name", "alt_name", "short_name", "loc_name", "old_name")
KEPT_IN_NOTES: Final = (
    ("service_times", "Service times"),
    ("opening_hours", "Opening hours"),
    ("access", "Access"),
    ("operator", "Operator"),
)
ADDRESS: Final = (("addr:housename",), ("addr:housenumber", "addr:street"), ("addr:city",), ("addr:postcode",))


def is_place_of_worship(tags: Mapping[str, str]) -> bool:
    """Say whether people worship here, by the tags."""
    return tags.get("amenity") == "place_of_worship" or (tags.get("building") in BUILDINGS and "religion" in tags)


def is_out_of_use(tags: Mapping[str, str]) -> bool:
    """Say whether the place is mapped as no longer in use."""
    return any(tags.get(key) == "yes" for key in ("disused", "abandoned", "demolished", "ruins"))


def cells_of(tags: Mapping[str, str]) -> dict[str, str]:
    """Give the tags as cells of a row of places."""
    names = [name for key in NAMES for name in tags.get(key, "").split(";")]
    names += [name for key, name in sorted(tags.items()) if key.startswith("name:") and key != "name:en"]
    known = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    notes = (f"{says}: {tags[key]}" for key, says in KEPT_IN_NOTES if tags.get(key))
    return {
        "name": known[0] if known else "",
        "aliases": ";".join(known[1:]),
        "religion": tags.get("religion", "").partition(";")[0],
        "denomination": tags.get("denomination", "").replace("_", " "),
        "address": _address(tags),
        "capacity": tags.get("capacity", ""),
        "time_zone": tags.get("time_zone", ""),
        "notes": ". ".join(notes),
    }


def _address(tags: Mapping[str, str]) -> str:
    lines = (" ".join(tags[key] for key in keys if tags.get(key)) for keys in ADDRESS)
    return ", ".join(line for line in lines if line)
