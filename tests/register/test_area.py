import pytest

from vigil.ground.errors import NotFound
from vigil.register.area import match_area

NAMES = ("Tower Hamlets", "Hammersmith and Fulham", "Côte-Nord")


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("Tower Hamlets", "Tower Hamlets"),
        ("tower hamlets ", "Tower Hamlets"),
        ("TOWER-HAMLETS", "Tower Hamlets"),
        ("cote nord", "Côte-Nord"),
    ],
)
def test_an_area_is_known_in_any_case_and_accents(wanted: str, meant: str):
    assert match_area(wanted, NAMES) == meant


def test_an_unknown_area_is_not_found_and_near_names_are_said():
    with pytest.raises(NotFound, match=r"There is no area “Tower Hamlet”. Did you mean Tower Hamlets\?"):
        match_area("Tower Hamlet", NAMES)


def test_an_area_like_no_other_is_answered_with_where_to_look():
    with pytest.raises(NotFound, match="`vigil register areas` lists those the desk holds"):
        match_area("Atlantis", NAMES)
    with pytest.raises(NotFound):
        match_area("Tower Hamlets", ())
