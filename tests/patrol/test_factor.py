import pytest

from vigil.patrol.factor import Factor, FactorName, Worth, bounded


def a_factor(value, name=FactorName.LEVEL):
    return Factor(name=name, value=value, low=0.0, high=3.0, says="Because.")


def test_a_worth_is_the_product_of_its_factors():
    assert Worth((a_factor(2.0), a_factor(1.5, FactorName.COMMUNITY))).value == 3.0
    assert Worth(()).value == 1.0


@pytest.mark.parametrize("value", [-0.1, 3.1, float("nan")])
def test_no_factor_leaves_its_bounds(value):
    with pytest.raises(ValueError, match=r"level is .*, not between"):
        a_factor(value)


def test_what_is_bounded_stays_within():
    assert [bounded(value, 1.0, 2.0) for value in (0.5, 1.5, 9.0)] == [1.0, 1.5, 2.0]
