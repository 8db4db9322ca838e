import pytest

from vigil.register.place import PlaceUse
from vigil.register.use import use_of


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("", PlaceUse.WORSHIP),
        ("St Mary's", PlaceUse.WORSHIP),
        ("Edgwarebury Jewish Cemetery", PlaceUse.BURIAL),
        ("Gardens of Peace Muslim Cemetery", PlaceUse.BURIAL),
        ("St Mary's Churchyard", PlaceUse.BURIAL),
        ("City of London Cemetery Church", PlaceUse.WORSHIP),
        ("Brompton Cemetery Chapel", PlaceUse.WORSHIP),
        ("Christ Church C of E Primary School", PlaceUse.SCHOOL),
        ("Emmanuel Community Church Nursery", PlaceUse.SCHOOL),
        ("Bishop Challoner Catholic Federation of Schools", PlaceUse.SCHOOL),
        ("Highgate School Chapel", PlaceUse.WORSHIP),
        ("Grace Church at Northford School", PlaceUse.WORSHIP),
        ("Round Chapel Old School Rooms", PlaceUse.WORSHIP),
        ("Sunday School", PlaceUse.WORSHIP),
        ("Al Barakat Islamic Bookshop", PlaceUse.SHOP),
        ("Christian Book Shop", PlaceUse.SHOP),
        ("Christian Books Plus", PlaceUse.SHOP),
        ("Fellowship at the Old Shop", PlaceUse.WORSHIP),
        ("The Shop Church", PlaceUse.WORSHIP),
        ("Noor Ul Islam Mosque and Bookshop", PlaceUse.WORSHIP),
        ("Baitul Mamur Academy", PlaceUse.WORSHIP),
    ],
)
def test_a_name_tells_what_a_place_is_used_for(name: str, use: PlaceUse):
    assert use_of(name) is use
