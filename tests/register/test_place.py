import pytest

from vigil.register.place import BUILDING_OF, Capacity, CapacitySource, Community, unnamed


def test_a_capacity_has_a_source_exactly_when_it_has_a_number():
    assert Capacity(40, CapacitySource.STATED).people == 40
    assert Capacity(None, CapacitySource.UNKNOWN).people is None
    for people, source in ((40, CapacitySource.UNKNOWN), (None, CapacitySource.STATED)):
        with pytest.raises(ValueError, match="does not go with source"):
            Capacity(people, source)


def test_a_place_holds_at_least_one_person():
    with pytest.raises(ValueError, match="less than one person"):
        Capacity(0, CapacitySource.STATED)


def test_a_place_without_a_name_is_called_by_its_kind_and_area():
    assert unnamed(Community.CHRISTIAN, "Camden") == "Unnamed church, Camden"
    assert unnamed(Community.SIKH, "") == "Unnamed gurdwara"
    assert set(BUILDING_OF) == set(Community)
