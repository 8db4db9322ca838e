import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.register.branch import Branch, find_branch
from vigil.register.place import Community
from vigil.register.worship.tradition import Tradition, tradition_of


@pytest.mark.parametrize(
    ("word", "branch"),
    [
        ("catholic", Branch(Community.CHRISTIAN, "catholic")),
        ("Roman_Catholic", Branch(Community.CHRISTIAN, "roman catholic")),
        ("orthodox", Branch(Community.CHRISTIAN, "orthodox")),
        ("Orthodox Jewish", Branch(Community.JEWISH, "orthodox jewish")),
        ("seventh-day  adventist", Branch(Community.CHRISTIAN, "seventh day adventist")),
        ("protestant", Branch(Community.CHRISTIAN, "protestant")),
        ("church", Branch(Community.CHRISTIAN)),
        ("SUNNI", Branch(Community.MUSLIM, "sunni")),
        ("Shi’a", Branch(Community.MUSLIM, "shia")),
        ("shiite", Branch(Community.MUSLIM, "shia")),
        ("Jews", Branch(Community.JEWISH)),
        ("gurdwara", Branch(Community.SIKH)),
        ("Theravada", Branch(Community.BUDDHIST, "theravada")),
        ("swaminarayan", Branch(Community.HINDU, "swaminarayan")),
    ],
)
def test_a_branch_is_known_by_its_word(word: str, branch: Branch):
    assert find_branch(word) == branch


@pytest.mark.parametrize("word", ["", "jain", "reform", "temple", "jehovahs_witness", "non-christian", "muslim church"])
def test_what_may_be_of_several_religions_or_of_none_is_left_alone(word: str):
    assert find_branch(word) is None


def test_a_branch_written_as_religion_keeps_the_hours_of_its_tradition():
    held = {
        word: tradition_of(branch.denomination) for word in ("catholic", "orthodox") if (branch := find_branch(word))
    }

    assert held == {"catholic": Tradition.CATHOLIC, "orthodox": Tradition.ORTHODOX_UNTOLD}


@given(st.text())
def test_no_word_whatever_breaks_it(word: str):
    assert find_branch(word) == find_branch(word.upper().lower()) or find_branch(word) is None
