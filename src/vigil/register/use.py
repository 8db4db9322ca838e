"""What a place of a community is used for, told by its name when nobody has said.

OpenStreetMap's religious layer holds schools, burial grounds and bookshops beside places of worship: about 200 of the
3,181 in London. Nobody gathers at a cemetery when Shabbat begins, and a visit there is a visit missing elsewhere.
"""

from typing import Final

from vigil.register.fold import fold
from vigil.register.place import PlaceUse

_WORSHIP: Final = frozenset({"chapel", "mosque", "masjid", "synagogue", "shul", "temple", "gurdwara", "mandir"})
_BURIAL: Final = frozenset({"cemetery", "cemeteries", "burial", "graveyard", "churchyard", "crematorium"})
_SCHOOL: Final = frozenset({"school", "schools", "nursery", "preschool", "kindergarten"})
_SHOP: Final = frozenset({"shop", "bookshop", "bookstore", "books"})

# A congregation that meets at a school or shop, its hall or centre, or holds a Sunday school, is neither.
_MEETS_AT: Final = frozenset({"at", "sunday", "fellowship", "centre", "center", "hall", "rooms"})


def use_of(name: str) -> PlaceUse:
    """Give what a name says a place is used for: worship unless it clearly says otherwise."""
    words = set(fold(name).split())
    if words & _WORSHIP:
        return PlaceUse.WORSHIP
    if words & _BURIAL and "church" not in words:
        return PlaceUse.BURIAL
    if words & _SCHOOL and not words & _MEETS_AT:
        return PlaceUse.SCHOOL
    if words & _SHOP and not words & _MEETS_AT and "church" not in words:
        return PlaceUse.SHOP
    return PlaceUse.WORSHIP
